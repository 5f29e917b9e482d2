// The seam to the linear programming library, on a problem solved by hand.  SPDX-License-Identifier: MIT
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "core/memory.h"
#include "lp/lp.h"

static const double CLOSE = 1e-9;

static void assert_near(double found, double wanted) {
    if (!(fabs(found - wanted) <= CLOSE * fmax(1, fabs(wanted)))) {
        fail_msg("found %.17g, wanted %.17g", found, wanted);
    }
}

// min 2x + 3y  s.t.  x + y >= need,  x <= 3,  y <= limit.  With need 4: x = 3, y = 1, objective 9, dual 3.
static rw_lp *make(double need, double limit) {
    rw_idx begin[] = {0, 1, 2}, row[] = {0, 0};
    double value[] = {1, 1}, cost[] = {2, 3}, lower[] = {0, 0}, upper[] = {3, limit};
    double row_lower[] = {need}, row_upper[] = {INFINITY};
    rw_sparse matrix = {.n_row = 1, .n_col = 2, .begin = begin, .row = row, .value = value};
    return rw_lp_new(&matrix, cost, lower, upper, row_lower, row_upper);
}

static void solve_finds_optimum_dual_and_reduced_cost(void **state) {
    (void)state;
    rw_lp *lp = make(4, INFINITY);
    assert_int_equal(rw_lp_solve_first(lp), RW_LP_OPTIMAL);
    assert_near(rw_lp_objective(lp), 9);
    assert_near(rw_lp_primal(lp)[0], 3);
    assert_near(rw_lp_primal(lp)[1], 1);
    assert_near(rw_lp_dual(lp)[0], 3);          // one more needed costs one more y
    assert_near(rw_lp_reduced_cost(lp)[0], -1); // one more x allowed replaces a y
    rw_lp_free(&lp);
    assert_null(lp);
}

static void changed_bounds_rows_and_costs_count(void **state) {
    (void)state;
    rw_lp *lp = make(4, INFINITY);
    assert_int_equal(rw_lp_solve(lp), RW_LP_OPTIMAL);
    rw_lp_set_bounds(lp, 0, 0, 2);
    rw_lp_set_row_bounds(lp, 0, 5, INFINITY);
    rw_lp_set_cost(lp, 1, 10);
    assert_int_equal(rw_lp_solve(lp), RW_LP_OPTIMAL);
    assert_near(rw_lp_objective(lp), 2 * 2 + 3 * 10);
    rw_lp_set_coefficient(lp, 0, 1, 3); // each y now counts three
    assert_int_equal(rw_lp_solve(lp), RW_LP_OPTIMAL);
    assert_near(rw_lp_objective(lp), 2 * 2 + 10);
    rw_lp_free(&lp);
}

static void rows_are_added_and_deleted(void **state) {
    (void)state;
    rw_lp *lp = make(4, INFINITY);
    rw_idx begin[] = {0, 1}, column[] = {1}, added = 1;
    double value[] = {1}, lower[] = {2}, upper[] = {INFINITY};
    rw_lp_add_rows(lp, 1, begin, column, value, lower, upper); // y >= 2
    assert_int_equal(rw_lp_rows(lp), 2);
    assert_int_equal(rw_lp_solve(lp), RW_LP_OPTIMAL);
    assert_near(rw_lp_objective(lp), 2 * 2 + 3 * 2);
    assert_false(rw_lp_row_is_basic(lp, 1));
    rw_lp_delete_rows(lp, 1, &added);
    assert_int_equal(rw_lp_rows(lp), 1);
    assert_int_equal(rw_lp_solve(lp), RW_LP_OPTIMAL);
    assert_near(rw_lp_objective(lp), 9);
    rw_lp_free(&lp);
}

static void infeasible_problem_gives_a_ray(void **state) {
    (void)state;
    rw_lp *lp = make(10, 4); // at most 3 + 4
    double ray[1] = {0};
    assert_int_equal(rw_lp_solve(lp), RW_LP_INFEASIBLE);
    assert_true(rw_lp_ray(lp, ray));
    assert_true(ray[0] != 0);
    rw_lp_free(&lp);
}

static void unbounded_problem_gives_a_proof(void **state) {
    (void)state;
    rw_lp *lp = make(4, INFINITY);
    rw_lp_set_cost(lp, 1, -3);
    assert_int_equal(rw_lp_solve(lp), RW_LP_UNBOUNDED);
    assert_true(rw_lp_is_unbounded(lp));
    rw_lp_set_bounds(lp, 1, 0, 1e6); // the direction found goes nowhere now
    assert_false(rw_lp_is_unbounded(lp));
    rw_lp_set_bounds(lp, 1, 0, INFINITY);
    rw_lp_set_row_bounds(lp, 0, 4, 1e6);
    assert_false(rw_lp_is_unbounded(lp));
    rw_lp_set_row_bounds(lp, 0, 4, INFINITY);
    rw_lp_set_cost(lp, 1, 3);
    assert_false(rw_lp_is_unbounded(lp));
    rw_lp_free(&lp);
}

static void unbounded_columns_without_entries_are_a_proof(void **state) {
    (void)state;
    rw_idx begin[] = {0, 0, 0};
    double cost[] = {2, -3}, lower[] = {0, 0}, upper[] = {INFINITY, INFINITY}, row_lower[] = {-1}, row_upper[] = {1};
    rw_sparse matrix = {.n_row = 1, .n_col = 2, .begin = begin};
    rw_lp *lp = rw_lp_new(&matrix, cost, lower, upper, row_lower, row_upper);
    assert_int_equal(rw_lp_solve(lp), RW_LP_UNBOUNDED);
    assert_true(rw_lp_is_unbounded(lp));
    rw_lp_free(&lp);
}

static void cutoff_ends_the_solve(void **state) {
    (void)state;
    rw_lp *lp = make(4, INFINITY);
    assert_int_equal(rw_lp_solve(lp), RW_LP_OPTIMAL);
    rw_lp_set_cutoff(lp, 10);
    rw_lp_set_row_bounds(lp, 0, 6, INFINITY); // 3 * 2 + 3 * 3 = 15
    rw_lp_state found = rw_lp_solve(lp);
    assert_true(found == RW_LP_CUTOFF || (found == RW_LP_OPTIMAL && rw_lp_objective(lp) > 10));
    rw_lp_free(&lp);
}

static void basis_is_taken_back(void **state) {
    (void)state;
    rw_lp *lp = make(4, INFINITY);
    rw_lp_status basis[3];
    assert_int_equal(rw_lp_solve(lp), RW_LP_OPTIMAL);
    rw_lp_get_basis(lp, basis);
    rw_lp_set_bounds(lp, 0, 0, 0);
    assert_int_equal(rw_lp_solve(lp), RW_LP_OPTIMAL);
    assert_near(rw_lp_objective(lp), 12);
    rw_lp_set_bounds(lp, 0, 0, 3);
    rw_lp_set_basis(lp, basis);
    assert_int_equal(rw_lp_solve(lp), RW_LP_OPTIMAL);
    assert_near(rw_lp_objective(lp), 9);
    assert_int_equal(rw_lp_iterations(lp), 0);
    rw_lp_free(&lp);
}

// min cost x + 4000 y  s.t.  1000 y >= 2000,  0 <= y,  x in no row at all
static void column_without_entries_goes_where_it_costs_least(void **state) {
    (void)state;
    const double cost[] = {-1024, 1024, -512, 0}, wanted[] = {50, -20, 50, 0};
    for (int k = 0; k < 4; k++) {
        rw_idx begin[] = {0, 0, 1}, row[] = {0};
        double value[] = {1000}, costs[] = {cost[k], 4000}, lower[] = {-INFINITY, 0}, upper[] = {INFINITY, INFINITY};
        double row_lower[] = {2000}, row_upper[] = {INFINITY};
        rw_sparse matrix = {.n_row = 1, .n_col = 2, .begin = begin, .row = row, .value = value};
        rw_lp *lp = rw_lp_new(&matrix, costs, lower, upper, row_lower, row_upper);
        assert_int_equal(rw_lp_solve(lp), k < 3 ? RW_LP_UNBOUNDED : RW_LP_OPTIMAL);
        rw_lp_set_bounds(lp, 0, -20, 50);
        assert_int_equal(rw_lp_solve(lp), RW_LP_OPTIMAL);
        assert_near(rw_lp_objective(lp), 8000 + cost[k] * wanted[k]);
        assert_true(k == 3 || rw_lp_primal(lp)[0] == wanted[k]);
        assert_near(rw_lp_reduced_cost(lp)[0], cost[k]);
        rw_lp_set_cutoff(lp, 8001 + cost[k] * wanted[k]); // what it costs is part of what is cut off
        assert_int_equal(rw_lp_solve(lp), RW_LP_OPTIMAL);
        rw_lp_set_row_bounds(lp, 0, 3000, INFINITY);
        assert_int_equal(rw_lp_solve(lp), RW_LP_CUTOFF);
        rw_lp_free(&lp);
    }
}

static int no_block_is_left(void **state) {
    (void)state;
    assert_int_equal(rw_memory_live(), 0);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(solve_finds_optimum_dual_and_reduced_cost),
        cmocka_unit_test(changed_bounds_rows_and_costs_count),
        cmocka_unit_test(rows_are_added_and_deleted),
        cmocka_unit_test(infeasible_problem_gives_a_ray),
        cmocka_unit_test(unbounded_problem_gives_a_proof),
        cmocka_unit_test(unbounded_columns_without_entries_are_a_proof),
        cmocka_unit_test(cutoff_ends_the_solve),
        cmocka_unit_test(basis_is_taken_back),
        cmocka_unit_test(column_without_entries_goes_where_it_costs_least),
    };
    return cmocka_run_group_tests_name("lp/lp", tests, NULL, no_block_is_left);
}
