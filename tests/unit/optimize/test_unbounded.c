// Recourse whose cost has no limit.  SPDX-License-Identifier: MIT
//
//     min  x + sum_w p_w (make + sale_w sell)   s.t.  sell - make <= x,  least_w <= x + more <= most_w,  x in {0, ...,
//     9}
//
// with make, sell >= 0 and 0 <= more <= room.  Making to sell is a loss where sale_w > -1; otherwise there is no end to
// the gain, wherever the second row can hold.
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include <rampwerk/optimize.h>

#include "core/memory.h"
#include "core/random.h"
#include "lp/lp.h"
#include "twostage/block.h"

enum { FIRST_SEED = 101, N_SEED = 300, N_RANDOM_COLUMN = 5, N_RANDOM_ROW = 3 };
enum { MAKE, SELL, MORE, N_COLUMN, BALANCE = 0, NEED, N_ROW, N_SCENARIO = 3, N_DELTA = 3 };
static const double LOSS = -0.999, GAIN = -1.001;

static void add(rw_triplets *triplets, rw_idx row, rw_idx col, double value) {
    assert_int_equal(rw_triplets_add(triplets, row, col, value), RW_OK);
}

static void fill_matrices(rw_twostage *p) {
    rw_triplets technology = {0}, recourse = {0}, none = {0};
    add(&technology, BALANCE, 0, -1);
    add(&technology, NEED, 0, 1);
    add(&recourse, BALANCE, SELL, 1);
    add(&recourse, BALANCE, MAKE, -1);
    add(&recourse, NEED, MORE, 1);
    assert_int_equal(rw_triplets_compress(&none, 0, 1, &p->constraint), RW_OK);
    assert_int_equal(rw_triplets_compress(&technology, N_ROW, 1, &p->technology), RW_OK);
    assert_int_equal(rw_triplets_compress(&recourse, N_ROW, N_COLUMN, &p->recourse), RW_OK);
    rw_triplets_clear(&technology);
    rw_triplets_clear(&recourse);
    rw_triplets_clear(&none);
}

// sale, least and most of the scenarios.
static rw_twostage *make(double room, const double scenario[N_SCENARIO][N_DELTA]) {
    rw_twostage *p = rw_calloc(1, sizeof *p);
    assert_int_equal(rw_block_init(&p->first, 1, 0), RW_OK);
    assert_int_equal(rw_block_init(&p->second, N_COLUMN, N_ROW), RW_OK);
    p->integer = rw_calloc(1, sizeof *p->integer);
    p->integer[0] = 1;
    p->first_scenario_cost = rw_calloc(1, sizeof *p->first_scenario_cost);
    p->first.cost[0] = 1;
    p->first.upper[0] = 9;
    p->second.cost[MAKE] = 1;
    p->second.upper[MAKE] = p->second.upper[SELL] = INFINITY;
    p->second.upper[MORE] = room;
    p->second.row_lower[BALANCE] = -INFINITY;
    fill_matrices(p);
    p->n_scenario = N_SCENARIO;
    p->probability = rw_calloc(N_SCENARIO, sizeof *p->probability);
    p->delta_begin = rw_calloc(N_SCENARIO + 1, sizeof *p->delta_begin);
    p->delta = rw_calloc(N_SCENARIO * N_DELTA, sizeof *p->delta);
    for (rw_idx w = 0; w < N_SCENARIO; w++) {
        p->probability[w] = w == 0 ? 0.98 : 0.01;
        p->delta[N_DELTA * w] = (rw_delta){RW_DELTA_COST, SELL, scenario[w][0]};
        p->delta[N_DELTA * w + 1] = (rw_delta){RW_DELTA_ROW_LOWER, NEED, scenario[w][1]};
        p->delta[N_DELTA * w + 2] = (rw_delta){RW_DELTA_ROW_UPPER, NEED, scenario[w][2]};
        p->delta_begin[w + 1] = N_DELTA * (w + 1);
    }
    return p;
}

static void expect(rw_twostage *p, rw_outcome outcome, bool has_point) {
    rw_optimize_options options;
    rw_solution *found = NULL;
    rw_optimize_defaults(&options);
    assert_int_equal(rw_optimize(p, &options, NULL, &found, NULL), RW_OK);
    assert_string_equal(rw_outcome_text(found->outcome), rw_outcome_text(outcome));
    assert_int_equal(found->has_point, has_point);
    if (outcome == RW_OUTCOME_UNBOUNDED) {
        assert_true(found->bound == -INFINITY);
    }
    rw_solution_free(&found);
    rw_twostage_free(&p);
}

static void gain_in_one_scenario_is_unbounded(void **state) {
    (void)state;
    const double gain[N_SCENARIO][N_DELTA] = {{LOSS, 0, 99}, {LOSS, 0, 99}, {GAIN, 0, 99}};
    const double loss[N_SCENARIO][N_DELTA] = {{LOSS, 0, 99}, {LOSS, 0, 99}, {LOSS, 0, 99}};
    expect(make(0, gain), RW_OUTCOME_UNBOUNDED, false);
    expect(make(0, loss), RW_OUTCOME_OPTIMAL, true);
}

// The least first stage leaves the first scenario no recourse: one that does is looked for.
static void first_stage_with_recourse_is_found(void **state) {
    (void)state;
    const double gain[N_SCENARIO][N_DELTA] = {{LOSS, 6.5, 7.5}, {LOSS, 0, 99}, {GAIN, 0, 99}};
    expect(make(0, gain), RW_OUTCOME_UNBOUNDED, false);
}

// Only 6.5 would leave recourse, and only where the first stage need not be whole.
static void no_first_stage_with_recourse_is_infeasible(void **state) {
    (void)state;
    const double apart[N_SCENARIO][N_DELTA] = {{LOSS, 0, 3}, {LOSS, 4, 9}, {GAIN, 0, 99}};
    const double between[N_SCENARIO][N_DELTA] = {{LOSS, 6.25, 6.75}, {LOSS, 0, 99}, {GAIN, 0, 99}};
    expect(make(0, apart), RW_OUTCOME_INFEASIBLE, false);
    expect(make(0, between), RW_OUTCOME_INFEASIBLE, false);
    rw_twostage *p = make(0, between);
    p->integer[0] = 0;
    expect(p, RW_OUTCOME_UNBOUNDED, false);
}

// The worst scenarios cost something as long as there are enough that do: the best ones are then no part of them.
static void tail_counts_in_part(void **state) {
    (void)state;
    const double gain[N_SCENARIO][N_DELTA] = {{LOSS, 0, 99}, {LOSS, 0, 99}, {GAIN, 0, 99}};
    const double common[N_SCENARIO][N_DELTA] = {{GAIN, 6, 7}, {LOSS, 0, 99}, {LOSS, 0, 99}};
    const double apart[N_SCENARIO][N_DELTA] = {{GAIN, 6, 7}, {LOSS, 0, 5}, {LOSS, 0, 99}};
    rw_solution *found = NULL;
    rw_optimize_options options;
    rw_optimize_defaults(&options);
    rw_twostage *p = make(0, gain);
    p->risk_level = 0.5;
    p->risk_weight = 1;
    assert_int_equal(rw_optimize(p, &options, NULL, &found, NULL), RW_NUMERICAL);
    assert_null(found);
    p->risk_weight = 0.9;
    expect(p, RW_OUTCOME_UNBOUNDED, false);
    p = make(0, common); // 0.98 of the futures
    p->risk_level = 0.5;
    p->risk_weight = 1;
    expect(p, RW_OUTCOME_UNBOUNDED, false);
    p = make(0, apart);
    p->risk_level = 0.5;
    p->risk_weight = 1;
    expect(p, RW_OUTCOME_INFEASIBLE, false);
}

// Ordered as much as one likes, as long as the second row holds it not; each sold for LOSS.
static void first_stage_without_end_is_unbounded(void **state) {
    (void)state;
    const double open[N_SCENARIO][N_DELTA] = {{LOSS, 0, INFINITY}, {LOSS, 0, INFINITY}, {LOSS, 7.5, INFINITY}};
    const double held[N_SCENARIO][N_DELTA] = {{LOSS, 0, INFINITY}, {LOSS, 0, 5e6}, {LOSS, 7.5, INFINITY}};
    for (int kind = 0; kind < 4; kind++) {
        const double price = kind % 2 == 0 ? 0.99 : 1;
        for (int is_held = 0; is_held < 2; is_held++) {
            rw_twostage *p = make(0, is_held ? held : open);
            p->first.upper[0] = INFINITY;
            p->first.cost[0] = price;
            p->integer[0] = kind < 2;
            p->risk_weight = kind < 2 ? 0 : 1;
            p->risk_level = kind < 2 ? 0 : 0.9;
            const bool is_endless = price < -LOSS && !is_held;
            expect(p, is_endless ? RW_OUTCOME_UNBOUNDED : RW_OUTCOME_OPTIMAL, !is_endless);
        }
    }
}

static void visit(void *context, rw_idx scenario, double value, const double *second) {
    (void)value;
    ((bool *)context)[scenario] = second != NULL;
}

static void fixed_first_stage_tells_which_scenario(void **state) {
    (void)state;
    const double scenario[N_SCENARIO][N_DELTA] = {{LOSS, 0, 99}, {GAIN, 0, 99}, {LOSS, 8, 99}};
    rw_optimize_options options;
    double x = 4, value[N_SCENARIO];
    bool has_second[N_SCENARIO];
    rw_optimize_defaults(&options);
    rw_twostage *p = make(2, scenario);
    assert_int_equal(rw_optimize_fixed(p, &options, &x, visit, has_second, value, NULL), RW_OK);
    assert_true(fabs(value[0] - 4 * LOSS) < 1e-9); // what there is is sold
    assert_true(value[1] == -INFINITY);
    assert_true(value[2] == INFINITY);
    assert_true(has_second[0] && !has_second[1] && !has_second[2]);
    rw_twostage_free(&p);
}

// The worst that becomes of any x in {0, 1, 2}, by the extensive form: unbounded, else optimal, else infeasible.
static rw_outcome enumerate(const rw_twostage *p) {
    rw_extensive *extensive = NULL;
    rw_outcome outcome = RW_OUTCOME_INFEASIBLE;
    assert_int_equal(rw_extensive_new(p, &extensive, NULL), RW_OK);
    const rw_block *block = &extensive->block;
    rw_lp *lp =
        rw_lp_new(&extensive->matrix, block->cost, block->lower, block->upper, block->row_lower, block->row_upper);
    for (int x = 0; x <= 2; x++) {
        rw_lp_set_bounds(lp, 0, x, x);
        rw_lp_state found = rw_lp_solve(lp);
        assert_true(found == RW_LP_OPTIMAL || found == RW_LP_INFEASIBLE || found == RW_LP_UNBOUNDED);
        if (found == RW_LP_UNBOUNDED) {
            outcome = RW_OUTCOME_UNBOUNDED;
        } else if (found == RW_LP_OPTIMAL && outcome == RW_OUTCOME_INFEASIBLE) {
            outcome = RW_OUTCOME_OPTIMAL;
        }
    }
    rw_lp_free(&lp);
    rw_extensive_free(&extensive);
    return outcome;
}

static double roll(uint64_t seed, uint64_t *draw) { // -3, ..., 3
    return floor(7 * rw_random_uniform(seed, 1, (*draw)++)) - 3;
}

static rw_twostage *make_random(uint64_t seed) {
    uint64_t draw = 0;
    const double none[N_SCENARIO][N_DELTA] = {{0}};
    rw_triplets technology = {0}, recourse = {0};
    rw_twostage *p = make(0, none);
    p->first.upper[0] = 2;
    rw_block_clear(&p->second);
    rw_sparse_clear(&p->technology);
    rw_sparse_clear(&p->recourse);
    assert_int_equal(rw_block_init(&p->second, N_RANDOM_COLUMN, N_RANDOM_ROW), RW_OK);
    for (rw_idx i = 0; i < N_RANDOM_ROW; i++) {
        add(&technology, i, 0, roll(seed, &draw));
        p->second.row_lower[i] = roll(seed, &draw);
        p->second.row_upper[i] = i == 0 ? p->second.row_lower[i] : INFINITY;
    }
    for (rw_idx j = 0; j < N_RANDOM_COLUMN; j++) {
        for (rw_idx i = 0; i < N_RANDOM_ROW; i++) {
            add(&recourse, i, j, roll(seed, &draw));
        }
        p->second.cost[j] = roll(seed, &draw) + 2;
        p->second.lower[j] = j == 0 ? -INFINITY : 0;
        p->second.upper[j] = roll(seed, &draw) > 1 ? INFINITY : 2;
    }
    for (rw_idx w = 0; w < N_SCENARIO; w++) {
        p->delta[N_DELTA * w] = (rw_delta){RW_DELTA_COST, w, roll(seed, &draw) + 2};
        p->delta[N_DELTA * w + 1] = (rw_delta){RW_DELTA_ROW_LOWER, 1, roll(seed, &draw)};
        p->delta[N_DELTA * w + 2] = (rw_delta){RW_DELTA_TECHNOLOGY, 0, roll(seed, &draw)};
    }
    assert_int_equal(rw_triplets_compress(&technology, N_RANDOM_ROW, 1, &p->technology), RW_OK);
    assert_int_equal(rw_triplets_compress(&recourse, N_RANDOM_ROW, N_RANDOM_COLUMN, &p->recourse), RW_OK);
    rw_triplets_clear(&technology);
    rw_triplets_clear(&recourse);
    return p;
}

// The outcome of the linear problem as a whole.
static rw_outcome judge(const rw_twostage *p) {
    rw_extensive *extensive = NULL;
    assert_int_equal(rw_extensive_new(p, &extensive, NULL), RW_OK);
    const rw_block *block = &extensive->block;
    rw_lp *lp =
        rw_lp_new(&extensive->matrix, block->cost, block->lower, block->upper, block->row_lower, block->row_upper);
    rw_lp_state found = rw_lp_solve(lp);
    assert_true(found == RW_LP_OPTIMAL || found == RW_LP_INFEASIBLE || found == RW_LP_UNBOUNDED);
    rw_lp_free(&lp);
    rw_extensive_free(&extensive);
    return found == RW_LP_OPTIMAL      ? RW_OUTCOME_OPTIMAL
           : found == RW_LP_INFEASIBLE ? RW_OUTCOME_INFEASIBLE
                                       : RW_OUTCOME_UNBOUNDED;
}

// Solves it, expects the outcome wanted and counts it.
static void hold_outcome(const rw_twostage *p, uint64_t seed, rw_outcome wanted, int *count) {
    rw_optimize_options options;
    rw_solution *found = NULL;
    rw_optimize_defaults(&options);
    rw_status status = rw_optimize(p, &options, NULL, &found, NULL);
    if (status != RW_OK || found->outcome != wanted) {
        fail_msg("seed %d: %s, %s, wanted %s", (int)seed, rw_status_text(status),
                 found ? rw_outcome_text(found->outcome) : "nothing", rw_outcome_text(wanted));
    }
    count[wanted]++;
    rw_solution_free(&found);
}

static void outcome_of_open_first_stage_is_that_of_extensive_form(void **state) {
    (void)state;
    int count[RW_OUTCOME_UNBOUNDED + 1] = {0};
    for (uint64_t seed = FIRST_SEED; seed < FIRST_SEED + N_SEED; seed++) {
        rw_twostage *p = make_random(seed);
        p->first.upper[0] = INFINITY;
        p->first.lower[0] = seed % 2 == 0 ? -INFINITY : 0;
        p->first.cost[0] = seed % 3 == 0 ? -1 : 1;
        p->integer[0] = 0;
        for (rw_idx j = 0; j < p->second.n_col; j++) { // recourse has a least cost mostly
            p->second.cost[j] = j == 0 ? 0 : fabs(p->second.cost[j]);
        }
        for (rw_idx w = 0; w < N_SCENARIO; w++) {
            p->delta[N_DELTA * w].value = w == 0 ? 0 : fabs(p->delta[N_DELTA * w].value);
        }
        hold_outcome(p, seed, judge(p), count);
        rw_twostage_free(&p);
    }
    assert_true(count[RW_OUTCOME_OPTIMAL] > N_SEED / 10 && count[RW_OUTCOME_INFEASIBLE] > N_SEED / 20 &&
                count[RW_OUTCOME_UNBOUNDED] > N_SEED / 20);
}

static void outcome_is_that_of_extensive_form(void **state) {
    (void)state;
    int count[RW_OUTCOME_UNBOUNDED + 1] = {0};
    for (uint64_t seed = FIRST_SEED; seed < FIRST_SEED + N_SEED; seed++) {
        rw_twostage *p = make_random(seed);
        hold_outcome(p, seed, enumerate(p), count);
        rw_twostage_free(&p);
    }
    assert_true(count[RW_OUTCOME_OPTIMAL] > N_SEED / 10 && count[RW_OUTCOME_INFEASIBLE] > N_SEED / 10 &&
                count[RW_OUTCOME_UNBOUNDED] > N_SEED / 10);
}

static int no_block_is_left(void **state) {
    (void)state;
    assert_int_equal(rw_memory_live(), 0);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gain_in_one_scenario_is_unbounded),
        cmocka_unit_test(first_stage_with_recourse_is_found),
        cmocka_unit_test(no_first_stage_with_recourse_is_infeasible),
        cmocka_unit_test(tail_counts_in_part),
        cmocka_unit_test(fixed_first_stage_tells_which_scenario),
        cmocka_unit_test(outcome_is_that_of_extensive_form),
        cmocka_unit_test(first_stage_without_end_is_unbounded),
        cmocka_unit_test(outcome_of_open_first_stage_is_that_of_extensive_form),
    };
    return cmocka_run_group_tests_name("optimize/unbounded", tests, NULL, no_block_is_left);
}
