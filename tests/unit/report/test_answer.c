// What a plan says, on a tiny plan filled by hand.  SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "report/answer.h"
#include "support/tiny.h"

enum { T = 6 };

// Two lines, two equal scenarios.
static int setup(void **state) {
    rw_model *model = rw_tiny_new(T, 2);
    *state = model;
    return model == NULL;
}

static int teardown(void **state) {
    rw_model *model = *state;
    rw_model_free(&model);
    return 0;
}

static rw_plan *new_plan(const rw_model *model, rw_idx n_scenario) {
    rw_plan *plan = NULL;
    assert_int_equal(rw_plan_new(model, n_scenario, &plan, NULL), RW_OK);
    for (rw_idx w = 0; w < n_scenario; w++) {
        plan->course[w].probability = 1.0 / (double)n_scenario;
    }
    return plan;
}

// Permit granted in month 3, 1 month lead: ordered in month 1, the modules of line 0 make from month 4.
static void line_waits_for_its_permit(void **state) {
    rw_model *model = *state;
    rw_permit permit = {.name = "p", .title = "", .apply_month = -2, .duration_months = 5};
    model->permit = rw_tiny_alloc(model, 1, sizeof permit);
    model->permit[0] = permit;
    model->n_permit = 1;
    model->line[0].permit = 0;
    model->line[0].grant_share = 0.25;
    rw_plan *plan = new_plan(model, 1);
    plan->module_order[1] = 2;
    plan->module_order[4] = 1;
    rw_line_answer answer = rw_answer_line(model, NULL, plan, 0);
    assert_int_equal(answer.n_new, 3);
    assert_int_equal(answer.first_order, 1);
    assert_int_equal(answer.last_order, 4);
    assert_int_equal(answer.first_output, 4);
    assert_true(answer.capex_eur == 3 * 1000 * 0.75);
    answer = rw_answer_line(model, NULL, plan, 1);
    assert_int_equal(answer.n_new, 0);
    assert_int_equal(answer.first_output, -1);
    rw_plan_free(&plan);
}

static void line_counts_past_orders(void **state) {
    rw_model *model = *state;
    model->pin = rw_tiny_alloc(model, 2, sizeof *model->pin);
    model->n_pin = 2;
    model->pin[0] = (rw_pin){.line = 1, .month = -3, .modules = 2};
    model->pin[1] = (rw_pin){.line = 1, .month = 2, .modules = 1}; // the plan orders it
    rw_plan *plan = new_plan(model, 1);
    plan->module_order[T + 2] = 1;
    rw_line_answer answer = rw_answer_line(model, NULL, plan, 1);
    assert_int_equal(answer.n_past, 2);
    assert_int_equal(answer.n_new, 1);
    assert_int_equal(answer.first_output, -2);
    plan->module_order[T + 2] = (double)NAN; // a damaged file
    plan->module_order[T + 3] = 1e300;
    answer = rw_answer_line(model, NULL, plan, 1);
    assert_int_equal(answer.n_new, 0);
    rw_plan_free(&plan);
}

// One lead month: in three futures of 0.5, 0.2 and 0.3 the modules ordered in month 1 make from month 2 (build ratio
// 0.5, rounded up), 4 (3.0) and 6 (5.0), and a permit may hold them up.
static void line_makes_from_the_median_month(void **state) {
    rw_model *model = *state;
    double ratio[3][2] = {{0.5, 1.0}, {3.0, 1.0}, {5.0, 1.0}};
    rw_idx waiting[3] = {0, 0, 0};
    rw_scenario scenario[3];
    const double probability[3] = {0.5, 0.2, 0.3};
    for (int w = 0; w < 3; w++) {
        scenario[w] =
            (rw_scenario){.probability = probability[w], .build_ratio = ratio[w], .permit_months = &waiting[w]};
    }
    const rw_scenario_set set = {.n_scenario = 3, .scenario = scenario};
    rw_plan *plan = new_plan(model, 3);
    plan->module_order[1] = 1;
    assert_int_equal(rw_answer_line(model, &set, plan, 0).first_output, 2);
    scenario[0].probability = 0.4;
    scenario[1].probability = 0.3;
    assert_int_equal(rw_answer_line(model, &set, plan, 0).first_output, 4);
    model->permit = rw_tiny_alloc(model, 1, sizeof *model->permit);
    model->permit[0] = (rw_permit){.name = "p", .title = "", .apply_month = 0, .duration_months = 100};
    model->n_permit = 1;
    model->line[0].permit = 0;
    waiting[0] = waiting[1] = 7; // 8 and 10; the third still makes from month 6
    assert_int_equal(rw_answer_line(model, &set, plan, 0).first_output, 8);
    ratio[2][0] = (double)INFINITY; // a damaged file
    waiting[1] = 1000000;
    assert_int_equal(rw_answer_line(model, &set, plan, 0).first_output, 1200);
    rw_plan_free(&plan);
}

static void supplier_is_paid_the_prices_of_its_futures(void **state) {
    rw_model *model = *state;
    double ratio[2][2] = {{1.0, 2.0}, {1.0, 0.5}};
    rw_scenario scenario[2] = {{.probability = 0.5, .price_ratio = ratio[0]},
                               {.probability = 0.5, .price_ratio = ratio[1]}};
    const rw_scenario_set set = {.n_scenario = 2, .scenario = scenario};
    rw_plan *plan = new_plan(model, 2);
    plan->course[0].purchase[T + 2] = 4; // "bridge", 500 EUR
    plan->course[1].untaken[T + 2] = 8;
    assert_true(rw_answer_supplier(model, &set, plan, 1).eur == 0.5 * 4 * 1000 + 0.5 * 8 * 250);
    assert_true(rw_answer_supplier(model, NULL, plan, 1).eur == 0.5 * 12 * 500);
    rw_plan_free(&plan);
}

static void product_is_short_in_expectation(void **state) {
    rw_model *model = *state;
    rw_plan *plan = new_plan(model, 2);
    plan->course[0].shortfall[1] = 10;     // expected 5
    plan->course[1].shortfall[3] = 40;     // expected 20
    plan->course[0].shortfall[4] = 0.0099; // expected below 0.01 % of 50
    plan->course[0].critical[3] = 2;
    plan->course[1].unmet[5] = 8;
    plan->course[0].delivery[2] = 30;
    rw_product_answer answer = rw_answer_product(model, plan, 0);
    assert_int_equal(answer.n_short, 2);
    assert_int_equal(answer.first_short, 1);
    assert_int_equal(answer.last_short, 3);
    assert_int_equal(answer.worst_month, 3);
    assert_true(answer.worst == 20);
    assert_int_equal(answer.n_critical, 1);
    assert_true(answer.unmet == 4);
    assert_true(answer.delivered == 15);
    rw_plan_free(&plan);
}

static void supplier_and_people_add_up(void **state) {
    rw_model *model = *state;
    rw_plan *plan = new_plan(model, 1);
    plan->course[0].purchase[T + 2] = 4; // "bridge", 500 EUR
    plan->course[0].purchase[T + 3] = 6;
    plan->course[0].untaken[T + 5] = 1;
    rw_supplier_answer bridge = rw_answer_supplier(model, NULL, plan, 1);
    assert_true(bridge.units == 10 && bridge.untaken == 1 && bridge.eur == 11 * 500);
    assert_int_equal(bridge.first, 2);
    assert_int_equal(bridge.last, 3);
    for (rw_idx t = 0; t < T; t++) {
        plan->course[0].headcount[t] = 10 + (double)(t % 4);
        plan->course[0].hire[t] = 1;
    }
    rw_people_answer people = rw_answer_people(model, plan, -1);
    assert_true(people.opening == 10 && people.peak == 13 && people.last == 11 && people.hired == 6);
    assert_int_equal(people.peak_month, 3);
    rw_plan_free(&plan);
}

static void cost_is_discounted_by_group(void **state) {
    rw_model *model = *state;
    model->discount_rate = 0.1;
    rw_plan *plan = new_plan(model, 1);
    plan->course[0].cost[RW_COST_CAPEX * T + 0] = 100;
    plan->course[0].cost[RW_COST_CAPEX * T + 5] = 100;
    double expected = 100 + 100 * pow(1.1, -5.0 / 12);
    assert_true(fabs(rw_answer_cost(model, plan, RW_COST_CAPEX) - expected) < 1e-12 * expected);
    for (int kind = 0; kind < RW_N_COST; kind++) {
        assert_true(rw_answer_group((rw_cost)kind) < RW_N_COST_GROUP);
    }
    assert_int_equal(rw_answer_group(RW_COST_UNMET), RW_COST_GROUP_SHORTFALL);
    assert_int_equal(rw_answer_group(RW_COST_END_VALUE), RW_COST_GROUP_END_VALUE);
    rw_plan_free(&plan);
}

static void bottlenecks_are_ranked_by_rent(void **state) {
    rw_model *model = *state;
    rw_plan *plan = new_plan(model, 1);
    rw_course *course = &plan->course[0];
    for (rw_idx t = 0; t < T; t++) {
        course->effective[(0 * RW_N_VINTAGE + RW_MATURE) * T + t] = 1;
        course->effective[(1 * RW_N_VINTAGE + RW_MATURE) * T + t] = 3;
        course->headcount[t] = 10;
    }
    course->line_price[(0 * RW_N_VINTAGE + RW_MATURE) * T + 2] = 90; // rent 90
    course->line_price[(1 * RW_N_VINTAGE + RW_MATURE) * T + 4] = 50; // rent 150
    course->skill_price[1] = 12;                                     // rent 240
    course->skill_price[5] = 12;
    rw_bottleneck list[3];
    assert_int_equal(rw_answer_bottlenecks(model, plan, list, 2), 2);
    assert_string_equal(list[0].kind, "skill");
    assert_int_equal(list[0].n_month, 2);
    assert_int_equal(list[0].first, 1);
    assert_int_equal(list[0].last, 5);
    assert_true(list[0].rent_eur == 240 && list[0].worth_eur == 24);
    assert_string_equal(list[1].name, "line1");
    assert_int_equal(rw_answer_bottlenecks(model, plan, list, 3), 3);
    assert_string_equal(list[2].name, "line0");
    rw_plan_free(&plan);
}

static void policies_are_counted_by_kind(void **state) {
    rw_model *model = *state;
    rw_idx *line = rw_tiny_alloc(model, 1, sizeof *line);
    model->surge_rule = rw_tiny_alloc(model, 1, sizeof *model->surge_rule);
    model->surge_rule[0] = (rw_surge_rule){.name = "surge", .n_line = 1, .line = line};
    model->n_surge_rule = 1;
    model->budget = rw_tiny_alloc(model, 2, sizeof *model->budget);
    model->budget[0] = (rw_budget){.name = "capex", .scope = RW_BUDGET_CAPEX};
    model->budget[1] = (rw_budget){.name = "cash", .scope = RW_BUDGET_CASH};
    model->n_budget = 2;
    model->line[1].min_run_share = 0.5;
    rw_plan *plan = new_plan(model, 1);
    plan->course[0].surge_short[3] = 7;
    plan->course[0].budget_overrun[model->n_year] = 1e6;
    plan->course[0].min_run_short[T] = 2;
    plan->course[0].min_run_short[T + 1] = 3;
    assert_int_equal(rw_answer_n_policy(model), 3);
    rw_policy_answer answer = rw_answer_policy(model, plan, 0);
    assert_string_equal(answer.name, "surge");
    assert_true(answer.missing == 7 && answer.n_missed == 1);
    answer = rw_answer_policy(model, plan, 1);
    assert_string_equal(answer.name, "cash");
    assert_true(answer.missing == 1e6);
    answer = rw_answer_policy(model, plan, 2);
    assert_string_equal(answer.name, "line1");
    assert_true(answer.missing == 5 && answer.n_missed == 2);
    rw_plan_free(&plan);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(line_waits_for_its_permit, setup, teardown),
        cmocka_unit_test_setup_teardown(line_counts_past_orders, setup, teardown),
        cmocka_unit_test_setup_teardown(line_makes_from_the_median_month, setup, teardown),
        cmocka_unit_test_setup_teardown(supplier_is_paid_the_prices_of_its_futures, setup, teardown),
        cmocka_unit_test_setup_teardown(product_is_short_in_expectation, setup, teardown),
        cmocka_unit_test_setup_teardown(supplier_and_people_add_up, setup, teardown),
        cmocka_unit_test_setup_teardown(cost_is_discounted_by_group, setup, teardown),
        cmocka_unit_test_setup_teardown(bottlenecks_are_ranked_by_rent, setup, teardown),
        cmocka_unit_test_setup_teardown(policies_are_counted_by_kind, setup, teardown),
    };
    return cmocka_run_group_tests_name("report/answer", tests, NULL, NULL);
}
