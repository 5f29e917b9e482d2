// Memory that runs out in a search for prices: a clear status, no result, nothing leaked.  SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <rampwerk/frontier.h>

#include "brutal.h"
#include "core/memory.h"
#include "support/futures.h"
#include "support/tiny.h"

enum { N_FUTURE = 2, STRIDE = 29 };

typedef struct scene {
    rw_model *model;
    rw_scenario_set *futures;
    rw_price_options options;
} scene;

static scene stage;

// Nobody reaches the target: prices go up to the limit, and then it is asked whether anything could.
static int set_up(void **state) {
    (void)state;
    stage.model = rw_tiny_bridge_new();
    stage.model->probability_target = rw_tiny_alloc(stage.model, 1, sizeof *stage.model->probability_target);
    stage.model->probability_target[0] = (rw_probability_target){
        .name = "target", .item = -1, .by = 0, .share = 1, .price_limit = 2, .price_tolerance = 0.5};
    stage.model->n_probability_target = 1;
    stage.model->product[0].target = rw_tiny_path(stage.model, 500);
    rw_optimize_defaults(&stage.options.optimize);
    stage.futures = futures_invent(stage.model, 1, N_FUTURE);
    return stage.futures == NULL;
}

static int tear_down(void **state) {
    (void)state;
    rw_scenario_free(&stage.futures);
    rw_model_free(&stage.model);
    return rw_memory_live() != 0;
}

static rw_status call_assurance(void *context, rw_error *error) {
    (void)context;
    rw_assurance *assurance = NULL;
    const rw_status status = rw_assurance_find(stage.model, stage.futures, &stage.options, &assurance, error);
    assert_true((status == RW_OK) == (assurance != NULL));
    rw_assurance_free(&assurance);
    return status;
}

static rw_status call_frontier(void *context, rw_error *error) {
    (void)context;
    static const double level[] = {0.5, 1};
    const rw_frontier_question question = {.target = &stage.model->probability_target[0], .n_level = 2, .level = level};
    rw_frontier *frontier = NULL;
    const rw_status status = rw_frontier_trace(stage.model, stage.futures, &question, &stage.options, &frontier, error);
    assert_true((status == RW_OK) == (frontier != NULL));
    rw_frontier_free(&frontier);
    return status;
}

static void searches_survive(void **state) {
    (void)state;
    assert_true(brutal_run("rw_assurance_find", call_assurance, NULL, 0, STRIDE) > 100);
    assert_true(brutal_run("rw_frontier_trace", call_frontier, NULL, 7, STRIDE) > 100);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(searches_survive)};
    return cmocka_run_group_tests_name("fault/probability", tests, set_up, tear_down);
}
