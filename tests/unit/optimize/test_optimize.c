// The engine against enumeration: random small two-stage problems whose every first stage is priced by the extensive
// form.  SPDX-License-Identifier: MIT
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include <rampwerk/optimize.h>

#include "core/clock.h"
#include "core/memory.h"
#include "core/random.h"
#include "lp/lp.h"
#include "twostage/block.h"

enum { N_CHAIN = 2, N_STEP = 2, N_FIRST = N_CHAIN * N_STEP, MOST = 2, N_NEED = 3, N_SEED = 40 };
static const double AGREE = 1e-7;

typedef struct dice {
    uint64_t seed, draw;
} dice;

static double roll(dice *d, double low, double high) {
    return low + (high - low) * rw_random_uniform(d->seed, 1, d->draw++);
}

static void add(rw_triplets *triplets, rw_idx row, rw_idx col, double value) {
    assert_int_equal(rw_triplets_add(triplets, row, col, value), RW_OK);
}

// Two chains of cumulative orders; each order gives capacity to needs, the rest is bought dearly, or, where there is a
// limit on buying, cannot be had at all.
static void fill_first(rw_twostage *p, dice *d) {
    rw_triplets entry = {0};
    assert_int_equal(rw_block_init(&p->first, N_FIRST, N_CHAIN), RW_OK);
    p->integer = rw_calloc(N_FIRST, sizeof *p->integer);
    p->first_scenario_cost = rw_calloc(N_FIRST, sizeof *p->first_scenario_cost);
    p->n_chain = N_CHAIN;
    p->chain = rw_calloc(N_CHAIN, sizeof *p->chain);
    for (rw_idx c = 0; c < N_CHAIN; c++) {
        p->chain[c] = (rw_chain){c * N_STEP, (c + 1) * N_STEP};
        for (rw_idx t = 0; t < N_STEP; t++) {
            rw_idx j = c * N_STEP + t;
            p->integer[j] = 1;
            p->first.upper[j] = MOST;
            p->first.cost[j] = t + 1 < N_STEP ? roll(d, 0, 2) : roll(d, 3, 9);
            add(&entry, c, j, t == 0 ? -1 : 1);
        }
        p->first.row_upper[c] = INFINITY; // x[t + 1] >= x[t]
    }
    assert_int_equal(rw_triplets_compress(&entry, N_CHAIN, N_FIRST, &p->constraint), RW_OK);
    rw_triplets_clear(&entry);
}

static void fill_second(rw_twostage *p, dice *d, double buying_limit) {
    rw_triplets technology = {0}, recourse = {0};
    assert_int_equal(rw_block_init(&p->second, N_NEED, N_NEED), RW_OK);
    for (rw_idx i = 0; i < N_NEED; i++) {
        p->second.cost[i] = roll(d, 4, 12);
        p->second.upper[i] = buying_limit;
        p->second.row_lower[i] = roll(d, 1, 3); // orders + bought >= need
        p->second.row_upper[i] = INFINITY;
        add(&recourse, i, i, 1);
        for (rw_idx j = 0; j < N_FIRST; j++) {
            add(&technology, i, j, roll(d, 0, 1));
        }
    }
    assert_int_equal(rw_triplets_compress(&technology, N_NEED, N_FIRST, &p->technology), RW_OK);
    assert_int_equal(rw_triplets_compress(&recourse, N_NEED, N_NEED, &p->recourse), RW_OK);
    rw_triplets_clear(&technology);
    rw_triplets_clear(&recourse);
}

static rw_twostage *make(uint64_t seed, double buying_limit) {
    dice d = {.seed = seed};
    rw_twostage *p = rw_calloc(1, sizeof *p);
    fill_first(p, &d);
    fill_second(p, &d, buying_limit);
    p->n_scenario = 1 + (rw_idx)(seed % 3);
    p->probability = rw_calloc(p->n_scenario, sizeof *p->probability);
    p->delta_begin = rw_calloc(p->n_scenario + 1, sizeof *p->delta_begin);
    p->delta = rw_calloc(3 * p->n_scenario, sizeof *p->delta);
    for (rw_idx w = 0; w < p->n_scenario; w++) { // another need, price and yield in each
        p->probability[w] = 1.0 / (double)p->n_scenario;
        p->delta[3 * w] = (rw_delta){RW_DELTA_ROW_LOWER, 0, roll(&d, 1, 4)};
        p->delta[3 * w + 1] = (rw_delta){RW_DELTA_COST, 1, roll(&d, 4, 14)};
        p->delta[3 * w + 2] = (rw_delta){RW_DELTA_TECHNOLOGY, 2, roll(&d, 0, 1)};
        p->delta_begin[w + 1] = 3 * (w + 1);
    }
    p->constant = 7;
    return p;
}

// The best of all (MOST + 1)^N_FIRST first stages; INFINITY when none is feasible.
static double enumerate(const rw_twostage *p) {
    rw_extensive *extensive = NULL;
    double best = INFINITY;
    assert_int_equal(rw_extensive_new(p, &extensive, NULL), RW_OK);
    const rw_block *block = &extensive->block;
    rw_lp *lp =
        rw_lp_new(&extensive->matrix, block->cost, block->lower, block->upper, block->row_lower, block->row_upper);
    rw_idx count = 1;
    for (int j = 0; j < N_FIRST; j++) {
        count *= MOST + 1;
    }
    for (rw_idx code = 0; code < count; code++) {
        rw_idx rest = code;
        for (rw_idx j = 0; j < N_FIRST; j++, rest /= MOST + 1) {
            rw_lp_set_bounds(lp, j, (double)(rest % (MOST + 1)), (double)(rest % (MOST + 1)));
        }
        if (rw_lp_solve(lp) == RW_LP_OPTIMAL) {
            best = fmin(best, rw_lp_objective(lp) + extensive->constant);
        }
    }
    rw_lp_free(&lp);
    rw_extensive_free(&extensive);
    return best;
}

static rw_solution *solve(const rw_twostage *p, int threads) {
    rw_optimize_options options;
    rw_solution *solution = NULL;
    rw_optimize_defaults(&options);
    options.gap_relative = 0;
    options.threads = threads;
    assert_int_equal(rw_optimize(p, &options, NULL, &solution, NULL), RW_OK);
    return solution;
}

static void compare(uint64_t seed, double buying_limit) {
    rw_twostage *p = make(seed, buying_limit);
    double wanted = enumerate(p);
    rw_solution *found = solve(p, 1);
    if (wanted == INFINITY) {
        assert_int_equal(found->outcome, RW_OUTCOME_INFEASIBLE);
        assert_false(found->has_point);
    } else if (found->outcome != RW_OUTCOME_OPTIMAL || !(fabs(found->objective - wanted) <= AGREE * fabs(wanted)) ||
               !(found->bound <= found->objective)) {
        fail_msg("seed %d: %s, found %.17g with bound %.17g, wanted %.17g", (int)seed, rw_outcome_text(found->outcome),
                 found->objective, found->bound, wanted);
    }
    rw_solution_free(&found);
    rw_twostage_free(&p);
}

static void optimum_is_that_of_enumeration(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= N_SEED; seed++) {
        compare(seed, INFINITY);
    }
}

static void recourse_may_be_infeasible(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= N_SEED; seed++) {
        compare(seed, 0.7);
    }
}

static void nothing_feasible_is_said_so(void **state) {
    (void)state;
    rw_twostage *p = make(5, 0);
    p->second.row_lower[1] = 100;
    rw_solution *found = solve(p, 1);
    assert_int_equal(found->outcome, RW_OUTCOME_INFEASIBLE);
    rw_solution_free(&found);
    rw_twostage_free(&p);
}

static void threads_change_no_bit(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= 6; seed++) {
        rw_twostage *p = make(seed, INFINITY);
        rw_solution *one = solve(p, 1), *three = solve(p, 3);
        assert_memory_equal(one->first, three->first, N_FIRST * sizeof(double));
        assert_memory_equal(&one->objective, &three->objective, sizeof(double));
        assert_memory_equal(&one->bound, &three->bound, sizeof(double));
        assert_int_equal(one->n_node, three->n_node);
        assert_int_equal(one->n_pivot, three->n_pivot);
        rw_solution_free(&one);
        rw_solution_free(&three);
        rw_twostage_free(&p);
    }
}

static void request_to_stop_returns_a_plan(void **state) {
    (void)state;
    rw_twostage *p = make(3, INFINITY);
    rw_stop_request();
    rw_solution *found = solve(p, 1);
    rw_stop_reset();
    assert_int_equal(found->outcome, RW_OUTCOME_INTERRUPTED);
    assert_true(found->has_point);
    assert_true(found->bound <= found->objective);
    rw_solution_free(&found);
    rw_twostage_free(&p);
}

static int no_block_is_left(void **state) {
    (void)state;
    assert_int_equal(rw_memory_live(), 0);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(optimum_is_that_of_enumeration), cmocka_unit_test(recourse_may_be_infeasible),
        cmocka_unit_test(nothing_feasible_is_said_so),    cmocka_unit_test(threads_change_no_bit),
        cmocka_unit_test(request_to_stop_returns_a_plan),
    };
    return cmocka_run_group_tests_name("optimize/optimize", tests, NULL, no_block_is_left);
}
