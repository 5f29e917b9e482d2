// A basis that is found again says what a solve from nothing says.  SPDX-License-Identifier: MIT
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "core/memory.h"
#include "core/random.h"
#include "lp/kernel.h"
#include "lp/lp.h"

enum { N_COL = 14, N_ROW = 9, N_PER_COL = 3, N_SEED = 30, N_CHANGE = 40, N_MOST = 40 };
static const double AGREE = 1e-7;

typedef struct dice {
    uint64_t seed, draw;
} dice;

static double roll(dice *d, double low, double high) {
    return low + (high - low) * rw_random_uniform(d->seed, 3, d->draw++);
}

typedef struct world { // rows of all kinds, met by columns that have limits and dear ones that have none
    rw_sparse matrix;
    double cost[N_COL], lower[N_COL], upper[N_COL], row_lower[N_ROW], row_upper[N_ROW];
} world;

static void make(world *w, dice *d) {
    rw_triplets entry = {0};
    memset(w, 0, sizeof *w);
    for (rw_idx j = 0; j < N_COL; j++) {
        bool is_slack = j >= N_COL - N_ROW / 2;
        w->cost[j] = is_slack ? 20 : roll(d, 1, 5);
        w->upper[j] = is_slack ? INFINITY : 4;
        for (rw_idx k = 0; k < N_PER_COL; k++) {
            assert_int_equal(rw_triplets_add(&entry, (j + k * (1 + j / N_ROW)) % N_ROW, j, roll(d, 0.5, 2)), RW_OK);
        }
    }
    for (rw_idx i = 0; i < N_ROW; i++) {
        w->row_lower[i] = roll(d, 1, 4);
        w->row_upper[i] = i % 3 == 0 ? INFINITY : w->row_lower[i] + (i % 3 == 1 ? 0 : 8);
    }
    assert_int_equal(rw_triplets_compress(&entry, N_ROW, N_COL, &w->matrix), RW_OK);
    rw_triplets_clear(&entry);
}

static rw_lp *load(const world *w) {
    rw_lp *lp = rw_lp_new(&w->matrix, w->cost, w->lower, w->upper, w->row_lower, w->row_upper);
    assert_non_null(lp);
    return lp;
}

// Other limits of a row, and now and then of a column.
static void change(world *w, rw_lp *lp, dice *d, int step) {
    rw_idx i = (rw_idx)roll(d, 0, N_ROW), j = (rw_idx)roll(d, 0, N_COL);
    double by = roll(d, -0.5, 0.5);
    w->row_lower[i] += by;
    w->row_upper[i] += by;
    rw_lp_set_row_bounds(lp, i, w->row_lower[i], w->row_upper[i]);
    if (step % 5 == 4) {
        w->upper[j] = step % 2 == 0 ? INFINITY : roll(d, 2, 4);
        rw_lp_set_bounds(lp, j, w->lower[j], w->upper[j]);
    }
}

static void check_feasible(const world *w, const rw_lp *lp) {
    const double *x = rw_lp_primal(lp), *activity = rw_lp_activity(lp);
    double row[N_ROW] = {0};
    for (rw_idx j = 0; j < N_COL; j++) {
        assert_true(x[j] >= w->lower[j] - AGREE && x[j] <= w->upper[j] + AGREE);
        for (rw_idx k = w->matrix.begin[j]; k < w->matrix.begin[j + 1]; k++) {
            row[w->matrix.row[k]] += w->matrix.value[k] * x[j];
        }
    }
    for (rw_idx i = 0; i < N_ROW; i++) {
        assert_true(row[i] >= w->row_lower[i] - AGREE && row[i] <= w->row_upper[i] + AGREE);
        assert_true(fabs(row[i] - activity[i]) <= AGREE);
    }
}

// What the duals prove is what the primal costs.
static void check_dual(const world *w, const rw_lp *lp) {
    const double *dual = rw_lp_dual(lp), *reduced = rw_lp_reduced_cost(lp);
    double bound = 0;
    for (rw_idx i = 0; i < N_ROW; i++) {
        bound += dual[i] == 0 ? 0 : dual[i] * (dual[i] > 0 ? w->row_lower[i] : w->row_upper[i]);
    }
    for (rw_idx j = 0; j < N_COL; j++) {
        bound += reduced[j] == 0 ? 0 : reduced[j] * (reduced[j] > 0 ? w->lower[j] : w->upper[j]);
    }
    assert_true(fabs(bound - rw_lp_objective(lp)) <= AGREE);
}

// A start from the basis found needs no pivots.
static void check_basis(const world *w, const rw_lp *lp) {
    rw_lp_status basis[N_COL + N_ROW];
    rw_lp *other = load(w);
    rw_lp_get_basis(lp, basis);
    rw_lp_set_basis(other, basis);
    assert_int_equal(rw_lp_solve(other), RW_LP_OPTIMAL);
    assert_int_equal(rw_lp_iterations(other), 0);
    assert_true(fabs(rw_lp_objective(other) - rw_lp_objective(lp)) <= AGREE);
    rw_lp_free(&other);
}

static rw_lp_state solve_fresh(const world *w, double *objective) {
    rw_lp *lp = load(w);
    rw_lp_state state = rw_lp_solve(lp);
    *objective = rw_lp_objective(lp);
    rw_lp_free(&lp);
    return state;
}

static void test_reuse(void **state) {
    (void)state;
    int n_found = 0, n_solved = 0;
    for (uint64_t seed = 0; seed < N_SEED; seed++) {
        dice d = {.seed = seed};
        world w;
        make(&w, &d);
        rw_lp *lp = load(&w);
        assert_true(rw_lp_keep_bases(lp));
        assert_false(rw_lp_reuse(lp));
        for (int step = 0; step < N_CHANGE; step++) {
            double objective = NAN;
            bool found = rw_lp_reuse(lp);
            rw_lp_state expected = solve_fresh(&w, &objective);
            rw_lp_state got = found ? RW_LP_OPTIMAL : rw_lp_solve(lp);
            assert_int_equal(got, expected);
            if (got == RW_LP_OPTIMAL) {
                assert_true(fabs(rw_lp_objective(lp) - objective) <= AGREE);
                check_feasible(&w, lp);
            }
            if (found) {
                check_dual(&w, lp);
                check_basis(&w, lp);
            }
            n_found += found ? 1 : 0;
            n_solved += found ? 0 : 1;
            change(&w, lp, &d, step);
        }
        rw_lp_free(&lp);
        rw_sparse_clear(&w.matrix);
    }
    assert_true(n_found > n_solved);
}

static void test_forgotten(void **state) {
    (void)state;
    dice d = {.seed = 2};
    world w;
    make(&w, &d);
    rw_lp *lp = load(&w);
    assert_true(rw_lp_keep_bases(lp));
    for (int k = 0; k < 2; k++) {
        assert_int_equal(rw_lp_solve(lp), RW_LP_OPTIMAL);
        assert_true(rw_lp_reuse(lp));
        if (k == 0) {
            rw_lp_set_cost(lp, 0, 3);
        } else {
            rw_lp_set_coefficient(lp, w.matrix.row[0], 0, 0.25);
        }
        assert_false(rw_lp_reuse(lp));
    }
    rw_lp_free(&lp);
    rw_sparse_clear(&w.matrix);
}

static void test_kernel(void **state) {
    (void)state;
    rw_kernel kernel = {0};
    for (int n = 1; n <= N_MOST; n++) {
        dice d = {.seed = (uint64_t)n};
        double matrix[N_MOST * N_MOST], work[N_MOST * N_MOST], x[N_MOST], side[N_MOST] = {0}, found[N_MOST];
        for (int e = 0; e < n * n; e++) {
            bool is_entry = roll(&d, 0, 1) < 0.2 || e / n == (e % n + 1) % n;
            work[e] = matrix[e] = is_entry ? roll(&d, -1, 1) : 0;
        }
        for (int j = 0; j < n; j++) {
            x[j] = roll(&d, -3, 3);
        }
        for (int e = 0; e < n * n; e++) {
            side[e / n] += matrix[e] * x[e % n];
        }
        assert_int_equal(rw_kernel_factor(&kernel, n, work), RW_OK);
        rw_kernel_solve(&kernel, side, found);
        for (int j = 0; j < n; j++) {
            assert_true(fabs(found[j] - x[j]) <= AGREE);
        }
    }
    double singular[] = {1, 2, 3, 2, 4, 6, 1, 0, 1};
    assert_int_equal(rw_kernel_factor(&kernel, 3, singular), RW_NUMERICAL);
    rw_kernel_clear(&kernel);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_reuse), cmocka_unit_test(test_forgotten),
                                       cmocka_unit_test(test_kernel)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
