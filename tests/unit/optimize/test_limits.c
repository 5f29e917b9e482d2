// What is left where a limit or a request to stop comes first.  SPDX-License-Identifier: MIT
//
//     min  3 x_1 + 2 x_2 + mean cost of what is bought at 5   s.t.  x_1 + x_2 + bought_i >= need_w, bought_i <= limit
//
// with whole numbers x in {0, ..., 4}, over N_SCENARIO needs and as many equal rows as are asked for.
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "core/clock.h"
#include "core/memory.h"
#include "optimize/setup.h"
#include "twostage/block.h"

enum { N_FIRST = 2, N_SCENARIO = 9, FEW = 3, MANY = 600, MOST = 4, PRICE = 5 };

static void add(rw_triplets *triplets, rw_idx row, rw_idx col, double value) {
    assert_int_equal(rw_triplets_add(triplets, row, col, value), RW_OK);
}

static double need(rw_idx scenario) {
    return 2 + 0.25 * (double)scenario; // 2, ..., 4
}

static rw_twostage *make(rw_idx n_row, double buying_limit) {
    rw_twostage *p = rw_calloc(1, sizeof *p);
    rw_triplets none = {0}, technology = {0}, recourse = {0};
    assert_int_equal(rw_block_init(&p->first, N_FIRST, 0), RW_OK);
    assert_int_equal(rw_block_init(&p->second, n_row, n_row), RW_OK);
    p->integer = rw_calloc(N_FIRST, sizeof *p->integer);
    p->first_scenario_cost = rw_calloc(N_FIRST, sizeof *p->first_scenario_cost);
    for (rw_idx j = 0; j < N_FIRST; j++) {
        p->integer[j] = 1;
        p->first.upper[j] = MOST;
        p->first.cost[j] = j == 0 ? 3 : 2;
    }
    for (rw_idx i = 0; i < n_row; i++) {
        add(&technology, i, 0, 1);
        add(&technology, i, 1, 1);
        add(&recourse, i, i, 1);
        p->second.cost[i] = PRICE / (double)n_row;
        p->second.upper[i] = buying_limit;
        p->second.row_upper[i] = INFINITY;
    }
    assert_int_equal(rw_triplets_compress(&none, 0, N_FIRST, &p->constraint), RW_OK);
    assert_int_equal(rw_triplets_compress(&technology, n_row, N_FIRST, &p->technology), RW_OK);
    assert_int_equal(rw_triplets_compress(&recourse, n_row, n_row, &p->recourse), RW_OK);
    rw_triplets_clear(&technology);
    rw_triplets_clear(&recourse);
    p->n_scenario = N_SCENARIO;
    p->probability = rw_calloc(N_SCENARIO, sizeof *p->probability);
    p->delta_begin = rw_calloc(N_SCENARIO + 1, sizeof *p->delta_begin);
    p->delta = rw_calloc(N_SCENARIO * n_row, sizeof *p->delta);
    for (rw_idx w = 0; w < N_SCENARIO; w++) {
        p->probability[w] = 1.0 / N_SCENARIO;
        p->delta_begin[w + 1] = (w + 1) * n_row;
        for (rw_idx i = 0; i < n_row; i++) {
            p->delta[w * n_row + i] = (rw_delta){RW_DELTA_ROW_LOWER, i, need(w)};
        }
    }
    return p;
}

// Without time: the objective of what is handed out, INFINITY where there is no point.
static double solve_late(rw_twostage *p, const double *start, rw_outcome outcome) {
    rw_optimize_options options;
    rw_solution *found = NULL;
    rw_optimize_defaults(&options);
    options.threads = 2;
    options.time_limit = outcome == RW_OUTCOME_LIMIT ? 0 : INFINITY;
    assert_int_equal(rw_optimize(p, &options, start, &found, NULL), RW_OK);
    assert_string_equal(rw_outcome_text(found->outcome), rw_outcome_text(outcome));
    const double objective = found->objective;
    assert_int_equal(found->has_point, isfinite(objective));
    assert_true(found->bound <= objective);
    if (found->has_point && start == NULL) {
        assert_true(found->first[0] == 0 && found->first[1] == 0);
    }
    rw_solution_free(&found);
    rw_twostage_free(&p);
    return objective;
}

static void assert_near(double found, double wanted) {
    if (!(fabs(found - wanted) <= 1e-7 * fabs(wanted))) {
        fail_msg("found %.17g, wanted %.17g", found, wanted);
    }
}

static void limit_leaves_least_first_stage(void **state) {
    (void)state;
    assert_near(solve_late(make(FEW, INFINITY), NULL, RW_OUTCOME_LIMIT), PRICE * 3); // the mean need is 3
    assert_near(solve_late(make(MANY, INFINITY), NULL, RW_OUTCOME_LIMIT), PRICE * 3);
}

static void request_leaves_least_first_stage(void **state) {
    (void)state;
    rw_stop_request();
    const double few = solve_late(make(FEW, INFINITY), NULL, RW_OUTCOME_INTERRUPTED);
    const double many = solve_late(make(MANY, INFINITY), NULL, RW_OUTCOME_INTERRUPTED);
    rw_stop_reset();
    assert_near(few, PRICE * 3);
    assert_near(many, PRICE * 3);
}

static void limit_leaves_start(void **state) {
    (void)state;
    const double start[N_FIRST] = {1, 3}, half[N_FIRST] = {0.5, 1}, too_many[N_FIRST] = {5, 1};
    assert_near(solve_late(make(FEW, INFINITY), start, RW_OUTCOME_LIMIT), 9);
    assert_near(solve_late(make(MANY, 0), start, RW_OUTCOME_LIMIT), 9);
    assert_near(solve_late(make(FEW, INFINITY), half, RW_OUTCOME_LIMIT), PRICE * 3); // no plan: not whole
    assert_near(solve_late(make(FEW, INFINITY), too_many, RW_OUTCOME_LIMIT), PRICE * 3);
}

// Where nothing may be bought nothing ordered is no plan, and neither is too little.
static void limit_without_recourse_leaves_nothing(void **state) {
    (void)state;
    const double start[N_FIRST] = {1, 1};
    assert_true(solve_late(make(FEW, 0), NULL, RW_OUTCOME_LIMIT) == INFINITY);
    assert_true(solve_late(make(FEW, 0), start, RW_OUTCOME_LIMIT) == INFINITY);
    assert_true(solve_late(make(MANY, 0), NULL, RW_OUTCOME_LIMIT) == INFINITY);
}

static rw_engine *make_engine(const rw_twostage *p, double time_limit) {
    rw_engine *engine = NULL;
    rw_optimize_options options;
    rw_optimize_defaults(&options);
    options.time_limit = time_limit;
    assert_int_equal(rw_engine_new(p, &options, &engine), RW_OK);
    return engine;
}

static void evaluate(rw_engine *engine, double first) {
    const double x[N_FIRST] = {first, 0};
    bool improved = false;
    assert_int_equal(rw_engine_ask(engine, x), 0);
    assert_int_equal(rw_engine_evaluate(engine, NULL, &improved), RW_OK);
}

// More than a point takes, as the plan is worked out more exactly; whether there is an incumbent or not.
static void time_is_kept_for_the_plan(void **state) {
    (void)state;
    rw_twostage *p = make(FEW, INFINITY);
    rw_engine *engine = make_engine(p, 1200);
    assert_false(rw_engine_must_stop(engine));
    engine->seconds_point = 700;
    assert_false(rw_engine_must_stop(engine));
    engine->seconds_point = 900;
    assert_true(rw_engine_must_stop(engine));
    rw_engine_free(&engine);
    rw_twostage_free(&p);
}

static void time_of_a_point_is_that_of_a_whole_one(void **state) {
    (void)state;
    rw_twostage *p = make(FEW, INFINITY);
    rw_engine *engine = make_engine(p, INFINITY);
    engine->seconds_point = 1000;
    evaluate(engine, 1);
    assert_true(engine->seconds_point < 1000);
    engine->seconds_point = 1000;
    rw_stop_request();
    evaluate(engine, 2);
    rw_stop_reset();
    assert_true(engine->seconds_point == 1000);
    rw_engine_free(&engine);
    rw_twostage_free(&p);
}

// A first stage seen to leave no recourse is not handed out.
static void resort_without_recourse_is_dropped(void **state) {
    (void)state;
    rw_twostage *p = make(FEW, 0);
    rw_engine *engine = make_engine(p, INFINITY);
    evaluate(engine, 1);
    assert_false(engine->has_resort);
    evaluate(engine, 4);
    assert_true(engine->has_resort && engine->resort[0] == 4);
    evaluate(engine, 2);
    assert_true(engine->has_resort && engine->resort[0] == 4);
    rw_engine_free(&engine);
    rw_twostage_free(&p);
}

static int no_block_is_left(void **state) {
    (void)state;
    assert_int_equal(rw_memory_live(), 0);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(limit_leaves_least_first_stage),
        cmocka_unit_test(request_leaves_least_first_stage),
        cmocka_unit_test(limit_leaves_start),
        cmocka_unit_test(limit_without_recourse_leaves_nothing),
        cmocka_unit_test(time_is_kept_for_the_plan),
        cmocka_unit_test(time_of_a_point_is_that_of_a_whole_one),
        cmocka_unit_test(resort_without_recourse_is_dropped),
    };
    return cmocka_run_group_tests_name("optimize/limits", tests, NULL, no_block_is_left);
}
