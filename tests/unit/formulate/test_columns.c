// The problem's numbers against model.md, derived by hand.  SPDX-License-Identifier: MIT
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "core/memory.h"
#include "support/tiny.h"
#include "unit/formulate/peek.h"

// One line of two patterns, ramp 0.5 in the first month, run-in of 2 months at yield 0.9; month 4 is looked at.
static rw_model *ramped(void) {
    const double half = 0.5;
    rw_model *model = rw_tiny_new(8, 1);
    rw_pattern *pattern = rw_tiny_alloc(model, 2, sizeof *pattern);
    pattern[0] = model->pattern[0];
    pattern[1] = (rw_pattern){.name = "night", .line = 0, .multiplier = 2.0, .crews = 3.0, .premium_share = 0.5};
    model->pattern = pattern;
    model->n_pattern = 2;
    model->line[0].pattern_end = 2;
    model->line[0].n_ramp = 1;
    model->line[0].ramp = rw_tiny_values(model, 1, &half);
    model->line[0].yield_months = 2;
    model->line[0].yield_initial_share = 0.9;
    model->operation[0].yield = 0.8;
    model->operation[0].load = 4.0;
    model->discount_rate = 0.21; // d[6] = 1 / 1.1
    return model;
}

static void month_of_production_has_the_right_numbers(void **state) {
    (void)state;
    peek p = peek_new(ramped(), RW_AIM_COST, 0.0);
    const double d = pow(1.21, -4.0 / 12.0);
    // (8) in month 4: lead 1; an order of month u produces from u + 1: run-in shares 0.5 (u = 3), 1 (u = 2), mature 1
    assert_close(peek_technology(&p, "modules.line0.run_in.2027_05", "order.line0.2027_04"), -100.0 * 0.5);
    assert_close(peek_technology(&p, "modules.line0.run_in.2027_05", "order.line0.2027_03"), -100.0 * (1.0 - 0.5));
    assert_close(peek_technology(&p, "modules.line0.run_in.2027_05", "order.line0.2027_02"), -100.0 * (0.0 - 1.0));
    assert_true(peek_technology(&p, "modules.line0.run_in.2027_05", "order.line0.2027_05") == 0.0);
    assert_close(peek_technology(&p, "modules.line0.2027_05", "order.line0.2027_02"), -100.0);
    assert_true(peek_technology(&p, "modules.line0.2027_05", "order.line0.2027_01") == 0.0);
    // (9), (10), (15) and the wage premium: a start takes 4 / (100 multiplier) module-shifts
    assert_close(peek_recourse(&p, "modules.line0.2027_05", "start.make0.day0.2027_05"), 4.0);
    assert_close(peek_recourse(&p, "modules.line0.2027_05", "start.make0.night.2027_05"), 2.0);
    assert_close(peek_recourse(&p, "crew.worker.2027_05", "start.make0.day0.2027_05"), 0.04);
    assert_close(peek_recourse(&p, "crew.worker.2027_05", "start.make0.night.run_in.2027_05"), 3.0 * 0.02);
    assert_close(p.problem->second.cost[peek_col(&p, "start.make0.night.2027_05")], d * (2.0 + 3.0 * 0.5 * 3.0 * 0.02));
    // (13)
    assert_close(peek_recourse(&p, "balance.item0.2027_05", "start.make0.day0.2027_05"), 1.0);
    assert_close(peek_recourse(&p, "balance.item1.2027_05", "start.make0.day0.2027_05"), -0.8);
    assert_close(peek_recourse(&p, "balance.item1.2027_05", "start.make0.day0.run_in.2027_05"), -0.8 * 0.9);
    assert_close(peek_recourse(&p, "balance.item0.2027_05", "purchase.mill.2027_05"), -1.0);
    assert_close(peek_recourse(&p, "balance.item1.2027_05", "delivery.army.item1.item1.2027_05"), 1.0);
    assert_close(peek_recourse(&p, "balance.item1.2027_06", "stock.item1.2027_05"), -1.0);
    // (17)
    assert_close(peek_recourse(&p, "headcount.worker.2027_05", "hire.worker.2027_05"), -1.0);
    assert_close(p.problem->second.upper[peek_col(&p, "hire.worker.2027_05")], 5.0);
    // (21) to (23): the target of 50 is reached at the end of month 0 already
    assert_close(p.problem->second.row_upper[peek_row(&p, "customer.army.item1.2027_01")], -50.0);
    assert_close(p.problem->second.row_upper[peek_row(&p, "customer.army.item1.2027_05")], 0.0);
    assert_close(peek_recourse(&p, "customer.army.item1.2027_05", "short.army.item1.2027_05"), -1.0);
    assert_close(peek_recourse(&p, "customer.army.item1.2027_05", "short.army.item1.2027_04"), 1.0);
    assert_close(p.problem->second.upper[peek_col(&p, "short.army.item1.2027_05")], 50.0);
    assert_close(p.problem->second.cost[peek_col(&p, "short.army.item1.2027_05")], d * 20.0);
    peek_free(&p);
}

static void order_costs_are_differences_of_months(void **state) {
    (void)state;
    rw_model *model = ramped();
    model->line[0].end_value_share = 0.5;
    peek p = peek_new(model, RW_AIM_COST, 0.0);
    // n[u] costs 1000 d[u] + 10 (d[u+1] + ... + d[7]) and is worth 500 (1 - (8 - u) / 120) d[7]
    double cost[9] = {0};
    for (int u = 0; u < 7; u++) {
        cost[u] = 1000.0 * pow(1.21, -u / 12.0);
        for (int t = u + 1; t < 8; t++) {
            cost[u] += 10.0 * pow(1.21, -t / 12.0);
        }
    }
    const double last = pow(1.21, -7.0 / 12.0);
    assert_close(p.problem->first_scenario_cost[peek_first(&p, "order.line0.2027_04")], cost[3] - cost[4]);
    assert_close(p.problem->first_scenario_cost[peek_first(&p, "order.line0.2027_07")], cost[6]);
    assert_close(p.problem->first.cost[peek_first(&p, "order.line0.2027_04")],
                 500.0 * last * (-(1.0 - 5.0 / 120.0) + (1.0 - 4.0 / 120.0)));
    assert_close(p.problem->first.cost[peek_first(&p, "order.line0.2027_07")], -500.0 * last * (1.0 - 2.0 / 120.0));
    peek_free(&p);
}

static void what_cannot_matter_is_left_out(void **state) {
    (void)state;
    peek p = peek_new(ramped(), RW_AIM_COST, 0.0);
    assert_int_equal(peek_first(&p, "order.line0.2027_08"), -1); // would produce from month 8 on
    assert_true(peek_first(&p, "order.line0.2027_07") >= 0);
    assert_int_equal(peek_row(&p, "modules.line0.run_in.2027_01"), -1);
    assert_int_equal(peek_col(&p, "start.make0.day0.run_in.2027_01"), -1);
    assert_true(peek_col(&p, "start.make0.day0.run_in.2027_02") >= 0);
    assert_int_equal(peek_col(&p, "start.make0.day0.2027_03"), -1); // mature from 3 months after an order on
    assert_int_equal(peek_col(&p, "stock.item1.2027_01"), -1);
    assert_int_equal(peek_col(&p, "delivery.army.item1.item1.2027_01"), -1);
    assert_int_equal(peek_col(&p, "purchase.bridge.2027_05"), -1); // capacity 0
    assert_int_equal(peek_col(&p, "untaken.mill.2027_05"), -1);
    assert_int_equal(peek_col(&p, "overtime.worker.2027_05"), -1);
    assert_int_equal(peek_col(&p, "mothballed.line0.2027_05"), -1);
    assert_int_equal(peek_col(&p, "min_run_short.line0.2027_05"), -1);
    assert_int_equal(peek_col(&p, "unmet.army.item1.2027_05"), -1);
    assert_int_equal(peek_col(&p, "critical.army.item1.2027_05"), -1);
    assert_int_equal(peek_row(&p, "delivery.army.item1.2027_05"), -1);
    peek_free(&p);
}

static void supply_arrives_within_the_horizon_or_not_at_all(void **state) {
    (void)state;
    rw_model *model = rw_tiny_new(8, 1);
    rw_option *option = rw_tiny_alloc(model, 1, sizeof *option);
    *option = (rw_option){.name = "more",
                          .supplier = 0,
                          .blocks_max = 3,
                          .capacity_per_month = 40.0,
                          .fee_eur = 7.0,
                          .notice_months = 2,
                          .from = 1,
                          .to = 99};
    model->option = option;
    model->n_option = 1;
    model->supplier[0].option_end = 1;
    model->supplier[0].transport_months = 2;
    model->supplier[0].min_take = rw_tiny_path(model, 30.0);
    peek p = peek_new(model, RW_AIM_COST, 0.0);
    assert_true(peek_col(&p, "purchase.mill.2027_06") >= 0);
    assert_int_equal(peek_col(&p, "purchase.mill.2027_07"), -1);
    assert_close(peek_recourse(&p, "balance.item0.2027_08", "purchase.mill.2027_06"), -1.0);
    // (19): exercised from month 1, in force from month 3; useful until month 5 - 2
    assert_int_equal(peek_row(&p, "purchase.mill.2027_03"), -1);
    assert_close(p.problem->second.upper[peek_col(&p, "purchase.mill.2027_03")], 1000.0);
    assert_close(peek_technology(&p, "purchase.mill.2027_04", "option.mill.more.2027_02"), -40.0);
    assert_close(peek_technology(&p, "purchase.mill.2027_06", "option.mill.more.2027_04"), -40.0);
    assert_int_equal(peek_first(&p, "option.mill.more.2027_05"), -1);
    assert_close(p.problem->first.upper[peek_first(&p, "option.mill.more.2027_04")], 3.0);
    // (20)
    assert_close(p.problem->second.row_lower[peek_row(&p, "take.mill.2027_06")], 30.0);
    assert_close(peek_recourse(&p, "take.mill.2027_06", "untaken.mill.2027_06"), 1.0);
    peek_free(&p);
}

static void order_rules_become_bounds_chains_and_rows(void **state) {
    (void)state;
    rw_model *model = rw_tiny_new(12, 2);
    model->n_site = 1;
    model->site = rw_tiny_alloc(model, 1, sizeof *model->site);
    model->site[0] = (rw_site){.name = "east", .title = "", .area_m2 = 100.0, .licence_units = INFINITY};
    for (rw_idx l = 0; l < 2; l++) {
        model->line[l].site = 0;
        model->line[l].area_m2 = 30.0;
        model->line[l].modules_max = 5;
    }
    model->line[0].spacing_months = 4;
    model->line[1].modules_existing = 1;
    model->n_pin = 1;
    model->pin = rw_tiny_alloc(model, 1, sizeof *model->pin);
    model->pin[0] = (rw_pin){.line = 1, .month = 5, .modules = 1};
    peek p = peek_new(model, RW_AIM_COST, 0.0);
    assert_int_equal(p.problem->n_chain, 2);
    assert_int_equal(p.problem->chain[0].end - p.problem->chain[0].begin, 11);
    assert_int_equal(p.problem->chain[1].begin, p.problem->chain[0].end);
    // (3) as bounds and rows; (5): 100 - 30 leaves room for 2, one of them pinned on line 1
    assert_close(p.problem->first.upper[peek_first(&p, "order.line0.2027_04")], 1.0);
    assert_close(p.problem->first.upper[peek_first(&p, "order.line0.2027_05")], 1.0);
    assert_close(peek_constraint(&p, "spacing.line0.2027_05", "order.line0.2027_01"), -1.0);
    assert_close(p.problem->first.row_upper[peek_first_row(&p, "spacing.line0.2027_05")], 1.0);
    assert_int_equal(peek_first_row(&p, "spacing.line0.2027_04"), -1);
    assert_close(p.problem->first.lower[peek_first(&p, "order.line1.2027_05")], 0.0);
    assert_close(p.problem->first.lower[peek_first(&p, "order.line1.2027_06")], 1.0);
    assert_close(p.problem->first.upper[peek_first(&p, "order.line1.2027_11")], 2.0);
    assert_close(p.problem->first.row_lower[peek_first_row(&p, "order.line1.2027_06")], 1.0);
    assert_close(p.problem->first.row_lower[peek_first_row(&p, "order.line1.2027_07")], 0.0);
    assert_close(peek_constraint(&p, "area.east.2027_12", "order.line1.2027_11"), 30.0);
    assert_close(p.problem->first.row_upper[peek_first_row(&p, "area.east.2027_12")], 70.0);
    peek_free(&p);
}

// At most 3 modules in 4 months: 3 of month -3 and 2 of month -2 leave none in month 0, 1 up to month 1, 3 up to
// month 2.
static void past_orders_take_their_share_of_the_spacing(void **state) {
    (void)state;
    rw_model *model = rw_tiny_new(12, 1);
    model->line[0].spacing_months = 4;
    model->line[0].modules_per_order = 3;
    model->line[0].modules_max = 99;
    model->n_pin = 2;
    model->pin = rw_tiny_alloc(model, 2, sizeof *model->pin);
    model->pin[0] = (rw_pin){.line = 0, .month = -2, .modules = 2};
    model->pin[1] = (rw_pin){.line = 0, .month = -3, .modules = 3};
    peek p = peek_new(model, RW_AIM_COST, 0.0);
    const double most[] = {0.0, 1.0, 3.0, 3.0, 3.0, 4.0, 6.0, 6.0, 6.0, 7.0, 9.0};
    for (int u = 0; u < 11; u++) {
        assert_close(p.problem->first.upper[u], most[u]);
    }
    peek_free(&p);
}

static void a_pin_above_a_limit_makes_a_row(void **state) {
    (void)state;
    rw_model *model = rw_tiny_new(6, 1);
    model->line[0].modules_max = 1;
    model->n_pin = 1;
    model->pin = rw_tiny_alloc(model, 1, sizeof *model->pin);
    model->pin[0] = (rw_pin){.line = 0, .month = 2, .modules = 2};
    peek p = peek_new(model, RW_AIM_COST, 0.0);
    rw_optimize_options options;
    rw_optimize_defaults(&options);
    assert_close(p.problem->first.row_upper[peek_first_row(&p, "limit.line0.2027_05")], 1.0);
    assert_int_equal(rw_optimize(p.problem, &options, NULL, &p.solution, NULL), RW_OK);
    assert_int_equal(p.solution->outcome, RW_OUTCOME_INFEASIBLE);
    peek_free(&p);
}

static void cash_budgets_hold_every_bill(void **state) {
    (void)state;
    rw_model *model = rw_tiny_new(8, 1);
    const double limit[] = {700.0, 900.0};
    model->start_month = 9; // 2027-09: the first year ends with month 3
    model->n_year = 2;
    model->n_budget = 1;
    model->budget = rw_tiny_alloc(model, 1, sizeof *model->budget);
    model->budget[0] = (rw_budget){
        .name = "cash", .scope = RW_BUDGET_CASH, .limit_eur = rw_tiny_values(model, 2, limit), .overrun_eur = 3.0};
    model->line[0].modules_existing = 1;
    model->skill[0].training_months = 2;
    peek p = peek_new(model, RW_AIM_COST, 0.0);
    const char *first = "budget.cash.2027_12";
    const char *second = "budget.cash.2028_04";
    assert_close(p.problem->second.row_upper[peek_row(&p, first)], 700.0 - 4.0 * 10.0); // fixed cost of what exists
    assert_close(peek_recourse(&p, first, "hire.worker.2027_12"), 50.0 + 3.0);
    assert_close(peek_recourse(&p, second, "hire.worker.2027_12"), 3.0); // the second month of training
    assert_close(peek_recourse(&p, first, "start.make0.day0.2027_12"), 2.0);
    assert_close(peek_recourse(&p, first, "purchase.mill.2027_12"), 1.0);
    assert_close(peek_recourse(&p, first, "headcount.worker.2027_12"), 3.0);
    assert_true(peek_recourse(&p, first, "short.army.item1.2027_12") == 0.0);
    // n of month 3 costs 1000 then, and 10 in each of the months 4..7; N[3] = n[3] - n[4] of it
    assert_close(peek_technology(&p, first, "order.line0.2027_12"), 1000.0);
    assert_close(peek_technology(&p, second, "order.line0.2027_12"), 40.0 - 1000.0 - 30.0);
    assert_close(p.problem->second.cost[peek_col(&p, "overrun.cash.2027_12")], 3.0);
    peek_free(&p);
}

static void people_stay_with_attrition(void **state) {
    (void)state;
    rw_model *model = rw_tiny_new(6, 1);
    model->skill[0].attrition_per_month = 0.1;
    model->skill[0].training_months = 2;
    model->skill[0].overtime_share = 0.2;
    peek p = peek_new(model, RW_AIM_COST, 0.0);
    assert_close(p.problem->second.row_upper[peek_row(&p, "headcount.worker.2027_01")], 0.9 * 10.0);
    assert_close(peek_recourse(&p, "headcount.worker.2027_04", "headcount.worker.2027_03"), -0.9);
    assert_close(peek_recourse(&p, "headcount.worker.2027_04", "hire.worker.2027_02"), -1.0);
    assert_close(peek_recourse(&p, "headcount.worker.2027_04", "layoff.worker.2027_04"), 1.0);
    assert_int_equal(peek_col(&p, "hire.worker.2027_05"), -1); // trained after the last month
    assert_close(peek_recourse(&p, "overtime.worker.2027_04", "headcount.worker.2027_04"), -0.2);
    assert_close(peek_recourse(&p, "crew.worker.2027_04", "overtime.worker.2027_04"), -1.0);
    peek_free(&p);
}

static void shortfall_cap_counts_every_level(void **state) {
    (void)state;
    rw_model *model = rw_tiny_new(4, 1);
    model->customer[0].priority_weight = 3.0;
    model->product[0].critical_share = 0.25;
    model->product[0].use = rw_tiny_path(model, 5.0);
    peek p = peek_new(model, RW_AIM_COST_AT_SHORTFALL, 77.0);
    const char *cap = "shortfall_cap.2027_04";
    assert_close(p.problem->second.row_upper[peek_row(&p, cap)], 77.0);
    assert_close(peek_recourse(&p, cap, "short.army.item1.2027_02"), 3.0);
    assert_close(peek_recourse(&p, cap, "critical.army.item1.2027_02"), 6.0);
    assert_close(peek_recourse(&p, cap, "unmet.army.item1.2027_02"), 3.0 * 3.0 * (2.0 * 4.0 - 1.0));
    assert_true(p.problem->second.cost[peek_col(&p, "critical.army.item1.2027_02")] == 0.0);
    assert_close(p.problem->second.upper[peek_col(&p, "short.army.item1.2027_02")], 37.5);
    assert_close(p.problem->second.upper[peek_col(&p, "critical.army.item1.2027_02")], 12.5);
    assert_close(p.problem->second.upper[peek_col(&p, "unmet.army.item1.2027_02")], 5.0);
    peek_free(&p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(month_of_production_has_the_right_numbers),
        cmocka_unit_test(order_costs_are_differences_of_months),
        cmocka_unit_test(what_cannot_matter_is_left_out),
        cmocka_unit_test(supply_arrives_within_the_horizon_or_not_at_all),
        cmocka_unit_test(order_rules_become_bounds_chains_and_rows),
        cmocka_unit_test(past_orders_take_their_share_of_the_spacing),
        cmocka_unit_test(a_pin_above_a_limit_makes_a_row),
        cmocka_unit_test(cash_budgets_hold_every_bill),
        cmocka_unit_test(people_stay_with_attrition),
        cmocka_unit_test(shortfall_cap_counts_every_level),
    };
    return cmocka_run_group_tests_name("formulate/columns", tests, NULL, NULL);
}
