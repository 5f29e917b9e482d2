// Branching where there is much of it.  SPDX-License-Identifier: MIT
//
//     min  sum_j x_j   s.t. rows on x   and   bought >= 0 at 1 in the only scenario, which nobody needs
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "core/memory.h"
#include "optimize/engine.h"
#include "twostage/block.h"

enum { N_CHAIN = 200, N_STEP = 2, NODE_LIMIT = 8 };

static void add(rw_triplets *triplets, rw_idx row, rw_idx col, double value) {
    assert_int_equal(rw_triplets_add(triplets, row, col, value), RW_OK);
}

static rw_twostage *make(rw_idx n_col, rw_idx n_row, rw_triplets *constraint) {
    rw_twostage *p = rw_calloc(1, sizeof *p);
    rw_triplets none = {0};
    assert_int_equal(rw_block_init(&p->first, n_col, n_row), RW_OK);
    assert_int_equal(rw_block_init(&p->second, 1, 0), RW_OK);
    assert_int_equal(rw_triplets_compress(constraint, n_row, n_col, &p->constraint), RW_OK);
    assert_int_equal(rw_triplets_compress(&none, 0, n_col, &p->technology), RW_OK);
    assert_int_equal(rw_triplets_compress(&none, 0, 1, &p->recourse), RW_OK);
    rw_triplets_clear(constraint);
    p->second.cost[0] = 1;
    p->second.upper[0] = INFINITY;
    p->integer = rw_calloc(n_col, sizeof *p->integer);
    p->first_scenario_cost = rw_calloc(n_col, sizeof *p->first_scenario_cost);
    p->n_scenario = 1;
    p->probability = rw_calloc(1, sizeof *p->probability);
    p->probability[0] = 1;
    p->delta_begin = rw_calloc(2, sizeof *p->delta_begin);
    p->delta = rw_calloc(1, sizeof *p->delta);
    for (rw_idx j = 0; j < n_col; j++) {
        p->integer[j] = 1;
        p->first.cost[j] = 1;
    }
    return p;
}

// 4 x - 2 y = -1 has no whole solution, but one side of each branching can be left out without end.
static void node_without_end_hears_the_limit(void **state) {
    (void)state;
    rw_triplets constraint = {0};
    rw_optimize_options options;
    rw_solution *found = NULL;
    add(&constraint, 0, 0, 4);
    add(&constraint, 0, 1, -2);
    rw_twostage *p = make(2, 1, &constraint);
    p->first.row_lower[0] = p->first.row_upper[0] = -1;
    p->first.upper[0] = p->first.upper[1] = INFINITY;
    rw_optimize_defaults(&options);
    options.node_limit = NODE_LIMIT;
    assert_int_equal(rw_optimize(p, &options, NULL, &found, NULL), RW_OK);
    assert_int_equal(found->outcome, RW_OUTCOME_LIMIT);
    assert_false(found->has_point);
    rw_solution_free(&found);
    rw_twostage_free(&p);
}

// More chains than are looked at at one node: twice the last value of each is at least 1, 3, 5 or 7.
static void many_chains_all_become_whole(void **state) {
    (void)state;
    rw_triplets constraint = {0};
    rw_optimize_options options;
    rw_solution *found = NULL;
    for (rw_idx c = 0; c < N_CHAIN; c++) {
        add(&constraint, 2 * c, N_STEP * c, -1);
        add(&constraint, 2 * c, N_STEP * c + 1, 1);
        add(&constraint, 2 * c + 1, N_STEP * c + 1, 2);
    }
    rw_twostage *p = make(N_STEP * N_CHAIN, 2 * N_CHAIN, &constraint);
    p->n_chain = N_CHAIN;
    p->chain = rw_calloc(N_CHAIN, sizeof *p->chain);
    double wanted = 0;
    for (rw_idx c = 0; c < N_CHAIN; c++) {
        const double least = (double)(c % 4);
        p->chain[c] = (rw_chain){N_STEP * c, N_STEP * (c + 1)};
        p->first.upper[N_STEP * c] = p->first.upper[N_STEP * c + 1] = 9;
        p->first.row_upper[2 * c] = INFINITY;
        p->first.row_lower[2 * c + 1] = 2 * least + 1;
        p->first.row_upper[2 * c + 1] = INFINITY;
        wanted += least + 1;
    }
    rw_optimize_defaults(&options);
    options.gap_relative = 0;
    assert_int_equal(rw_optimize(p, &options, NULL, &found, NULL), RW_OK);
    assert_int_equal(found->outcome, RW_OUTCOME_OPTIMAL);
    assert_true(fabs(found->objective - wanted) <= 1e-7 * wanted);
    for (rw_idx j = 0; j < N_STEP * N_CHAIN; j++) {
        assert_true(found->first[j] == floor(found->first[j]));
    }
    rw_solution_free(&found);
    rw_twostage_free(&p);
}

static void bounds_of_one_column_are_one_change(void **state) {
    (void)state;
    const rw_change left = {.column = 3, .lower = -INFINITY, .upper = 5};
    const rw_change right = {.column = 3, .lower = 2, .upper = INFINITY};
    const rw_change other = {.column = 4, .lower = 1, .upper = 1};
    rw_node *node = rw_node_new(NULL, &left);
    assert_true(node && rw_node_extend(node, &other) && rw_node_extend(node, &right));
    assert_int_equal(node->n_change, 2);
    assert_true(node->change[0].column == 3 && node->change[0].lower == 2 && node->change[0].upper == 5);
    rw_node_free(&node);
}

static int no_block_is_left(void **state) {
    (void)state;
    assert_int_equal(rw_memory_live(), 0);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(node_without_end_hears_the_limit),
        cmocka_unit_test(many_chains_all_become_whole),
        cmocka_unit_test(bounds_of_one_column_are_one_change),
    };
    return cmocka_run_group_tests_name("optimize/branch", tests, NULL, no_block_is_left);
}
