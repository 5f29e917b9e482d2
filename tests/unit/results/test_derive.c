// The arrays that follow from a plan, by hand.  SPDX-License-Identifier: MIT
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "core/memory.h"
#include "results/derive.h"
#include "support/sample.h"

enum { CELLS = 2 * 3 * 14 }; // customers x items x months, the largest block

typedef struct scene {
    rw_model *model;
    rw_sample sample;
    rw_field_input input;
    double block[CELLS];
} scene;

static scene stage;

static int set_up(void **state) {
    (void)state;
    stage.model = rw_sample_model();
    rw_sample_init(&stage.sample, stage.model, 1, RW_SAMPLE_PLAUSIBLE);
    rw_plan *plan = stage.sample.run.plan;
    stage.input = (rw_field_input){
        .model = stage.model, .plan = plan, .scenario = stage.sample.run.scenarios->scenario, .course = plan->course};
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    rw_sample_clear(&stage.sample);
    rw_model_free(&stage.model);
    return rw_memory_live() != 0;
}

static rw_idx n_month(void) {
    return stage.model->n_month;
}

static const double *row(const double *array, rw_idx k) {
    return array + k * n_month();
}

static const double *cell(rw_idx customer, rw_idx item) {
    return row(stage.block, customer * stage.model->n_item + item);
}

static void assert_near(double value, double expected) {
    if (!(fabs(value - expected) <= 1e-12 * fmax(1.0, fabs(expected)))) {
        fail_msg("%.17g is not %.17g", value, expected);
    }
}

static void discount_is_by_month(void **state) {
    (void)state;
    rw_derive_discount(&stage.input, stage.block);
    assert_near(stage.block[0], 1.0);
    assert_near(stage.block[12], 1.0 / 1.03);
}

static void capex_ordered_is_net_of_grants(void **state) {
    (void)state;
    memset(stage.input.plan->module_order, 0, (size_t)(2 * n_month()) * sizeof(double));
    stage.input.plan->module_order[3] = 2.0; // line 0: capex 1000, a quarter granted
    rw_derive_capex_ordered(&stage.input, stage.block);
    assert_near(stage.block[3], 1500.0);
    assert_near(stage.block[4], 0.0);
}

static void modules_effective_adds_vintages(void **state) {
    (void)state;
    const double *effective = stage.input.course->effective;
    rw_derive_modules_effective(&stage.input, stage.block);
    assert_near(row(stage.block, 1)[5], row(effective, 2)[5] + row(effective, 3)[5]);
}

// Operation 0 yields 0.75 of item 1, half of that while running in; times the scenario's ratio, never above 1.
static void output_counts_good_units_of_both_vintages(void **state) {
    (void)state;
    const double *start = stage.input.course->start;
    stage.input.scenario->yield_ratio[0] = 0.5;
    stage.input.scenario->yield_ratio[1] = 3.0;
    rw_derive_output(&stage.input, stage.block);
    assert_near(row(stage.block, 0)[6], 0.0);
    assert_near(row(stage.block, 1)[6], 0.375 * (0.5 * row(start, 0)[6] + row(start, 1)[6]));
    assert_near(row(stage.block, 2)[6], row(start, 2)[6] + row(start, 3)[6]);
}

static void purchase_cost_includes_minimum_take(void **state) {
    (void)state;
    const rw_course *course = stage.input.course;
    stage.input.scenario->price_ratio[1] = 2.0;
    rw_derive_purchase_cost(&stage.input, stage.block);
    assert_near(row(stage.block, 1)[2], 1000.0 * (row(course->purchase, 1)[2] + row(course->untaken, 1)[2]));
}

// Products: army holds item 2; ally holds item 2 (delivered as item 2 or 0) and item 1.
static void delivery_is_by_delivered_item(void **state) {
    (void)state;
    const double *delivery = stage.input.course->delivery;
    rw_derive_delivery(&stage.input, stage.block);
    assert_near(cell(0, 2)[7], row(delivery, 0)[7]);
    assert_near(cell(1, 2)[7], row(delivery, 1)[7]);
    assert_near(cell(1, 0)[7], row(delivery, 2)[7]);
    assert_near(cell(1, 1)[7], row(delivery, 3)[7]);
    assert_true(isnan(cell(0, 0)[7]) && isnan(cell(0, 1)[7]));
}

static void stocks_are_by_item_held(void **state) {
    (void)state;
    const rw_course *course = stage.input.course;
    rw_derive_customer_stock(&stage.input, stage.block);
    assert_near(cell(0, 2)[7], row(course->customer_stock, 0)[7]);
    assert_near(cell(1, 1)[7], row(course->customer_stock, 2)[7]);
    assert_true(isnan(cell(1, 0)[7]));
    rw_derive_shortfall(&stage.input, stage.block);
    assert_near(cell(1, 2)[13], row(course->shortfall, 1)[13]);
    stage.input.scenario->target_ratio[1] = 0.5;
    rw_derive_target_stock(&stage.input, stage.block);
    assert_near(cell(1, 2)[0], 35.0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(discount_is_by_month),
        cmocka_unit_test(capex_ordered_is_net_of_grants),
        cmocka_unit_test(modules_effective_adds_vintages),
        cmocka_unit_test(output_counts_good_units_of_both_vintages),
        cmocka_unit_test(purchase_cost_includes_minimum_take),
        cmocka_unit_test(delivery_is_by_delivered_item),
        cmocka_unit_test(stocks_are_by_item_held),
    };
    return cmocka_run_group_tests_name("results/derive", tests, set_up, tear_down);
}
