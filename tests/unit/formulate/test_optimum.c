// Plans of tiny plants against optima derived by hand.  SPDX-License-Identifier: MIT
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include <rampwerk/verify.h>

#include "core/memory.h"
#include "support/tiny.h"
#include "unit/formulate/peek.h"

static double cost_of(const peek *p, rw_cost kind, rw_idx t) {
    return p->plan->course[0].cost[kind * p->model->n_month + t];
}

// 50 rounds at once: steel 50, making 100, half a person for a month 1.5, fixed 4 x 10; everybody else leaves for free.
static void standing_line_fills_the_target(void **state) {
    (void)state;
    rw_model *model = rw_tiny_new(4, 1);
    model->line[0].modules_existing = 1;
    model->line[0].modules_max = 1;
    peek p = peek_new(model, RW_AIM_COST, 0.0);
    assert_int_equal(p.problem->first.n_col, 0);
    peek_solve(&p);
    const rw_course *c = &p.plan->course[0];
    assert_close(p.plan->objective, 191.5);
    assert_close(c->start[RW_MATURE * 4], 50.0);
    assert_close(c->module_shift[RW_MATURE * 4], 0.5);
    assert_close(c->effective[RW_MATURE * 4], 1.0);
    assert_close(c->headcount[0], 0.5);
    assert_close(c->layoff[0], 9.5);
    assert_close(c->customer_stock[3], 50.0);
    assert_close(cost_of(&p, RW_COST_PURCHASE, 0), 50.0);
    assert_close(cost_of(&p, RW_COST_FIXED, 3), 10.0);
    // one more round at hand saves its steel, its making and 0.01 persons
    assert_close(c->item_price[4], 1.0 + 2.0 + 0.03);
    assert_close(c->item_price[0], 1.0);
    assert_close(c->line_price[RW_MATURE * 4], 0.0);
    assert_close(c->skill_price[0], 3.0);
    peek_free(&p);
}

// Solvers keep balances to rounding; a plan uses and delivers what there is, to the last digit.
static void no_more_is_used_than_there_is(void **state) {
    (void)state;
    rw_error error = {0};
    rw_verdict verdict;
    rw_model *model = rw_tiny_new(4, 1);
    model->line[0].modules_existing = 1;
    model->line[0].modules_max = 1;
    peek p = peek_new(model, RW_AIM_COST, 0.0);
    peek_solve(&p);
    rw_plan_free(&p.plan);
    for (rw_idx j = 0; j < p.problem->second.n_col; j++) {
        bool is_flow = strncmp(p.problem->second.col_name[j], "start.", 6) == 0 ||
                       strncmp(p.problem->second.col_name[j], "deliver.", 8) == 0;
        p.solution->second[0][j] *= is_flow ? 1 + 3e-8 : 1;
    }
    assert_int_equal(rw_formulation_plan(p.formulation, p.solution, &p.plan, &error), RW_OK);
    const rw_course *c = &p.plan->course[0];
    assert_true(c->start[RW_MATURE * 4] <= 50.0 && c->start[RW_MATURE * 4] >= 50.0 - 1e-12);
    assert_int_equal(rw_verify(p.model, p.scenarios, p.plan, &verdict, &error), RW_OK);
    assert_true(verdict.finding[RW_VIOLATION_BALANCE].worst <= 1e-12);
    assert_true(verdict.finding[RW_VIOLATION_CUSTOMER].worst <= 1e-12);
    assert_true(verdict.finding[RW_VIOLATION_COST].worst <= 1e-12);
    peek_free(&p);
}

// Ordered at once: 1000, fixed 11 x 10, shortfall of the first month 50 x 20, 50 rounds 150, half a person for 2
// months.
static void line_is_ordered_when_it_pays(void **state) {
    (void)state;
    peek p = peek_new(rw_tiny_new(12, 1), RW_AIM_COST, 0.0);
    peek_solve(&p);
    assert_close(p.plan->objective, 1000.0 + 110.0 + 1000.0 + 150.0 + 3.0);
    assert_true(p.plan->module_order[0] == 1.0);
    for (rw_idx t = 1; t < 12; t++) {
        assert_true(p.plan->module_order[t] == 0.0);
    }
    assert_close(p.plan->shortfall, 50.0);
    assert_close(cost_of(&p, RW_COST_CAPEX, 0), 1000.0);
    assert_close(cost_of(&p, RW_COST_FIXED, 0), 0.0);
    assert_close(cost_of(&p, RW_COST_FIXED, 1), 10.0);
    peek_free(&p);
}

// The same with shortfalls that cost nothing: least shortfall first, then least cost for it.
static void shortfall_first_then_cost(void **state) {
    (void)state;
    rw_model *model = rw_tiny_new(12, 1);
    model->objective = RW_OBJECTIVE_LEXICOGRAPHIC;
    model->product[0].shortfall_eur = 0.0;
    model->customer[0].priority_weight = 2.0;
    peek p = peek_new(model, RW_AIM_SHORTFALL, 0.0);
    peek_solve(&p);
    assert_close(p.solution->objective, 100.0);
    peek q = peek_new(p.model, RW_AIM_COST_AT_SHORTFALL, p.solution->objective);
    p.model = NULL;
    peek_solve(&q);
    assert_close(q.plan->objective, 1000.0 + 110.0 + 150.0 + 3.0);
    assert_close(q.plan->shortfall, 100.0);
    peek_free(&q);
    peek_free(&p);
}

// Target 200, then 150, critical below 0.75 of it, 100 rounds a month: short by 100 and critical by 50 in the first
// month.
static void critical_level_costs_on_top(void **state) {
    (void)state;
    const double target[] = {200.0, 150.0};
    rw_model *model = rw_tiny_new(2, 1);
    model->line[0].modules_existing = 1;
    model->line[0].modules_max = 1;
    model->product[0].target = rw_tiny_values(model, 2, target);
    model->product[0].critical_share = 0.75;
    model->product[0].critical_eur = 30.0;
    peek p = peek_new(model, RW_AIM_COST, 0.0);
    peek_solve(&p);
    assert_close(p.plan->objective, 100.0 * 20.0 + 50.0 * 30.0 + 150.0 * 3.0 + 1.5 * 3.0 + 20.0);
    assert_close(p.plan->course[0].shortfall[0], 100.0);
    assert_close(p.plan->course[0].critical[0], 50.0);
    assert_close(p.plan->course[0].line_price[RW_MATURE * 2], 100.0 * (20.0 + 30.0)); // 100 rounds a month sooner
    peek_free(&p);
}

// Nothing wanted: two modules mothballed at once cost 2 x 4 and save 0.6 x 10 each in three months; no minimum run.
static void idle_line_is_mothballed(void **state) {
    (void)state;
    rw_model *model = rw_tiny_new(3, 1);
    model->line[0].modules_existing = 2;
    model->line[0].modules_max = 2;
    model->line[0].mothball_saving_share = 0.6;
    model->line[0].mothball_eur = 4.0;
    model->line[0].min_run_share = 0.5;
    model->line[0].min_run_eur = 100.0;
    model->product[0].target = rw_tiny_path(model, 0.0);
    peek p = peek_new(model, RW_AIM_COST, 0.0);
    peek_solve(&p);
    assert_close(p.plan->objective, 60.0 - 36.0 + 8.0);
    assert_close(p.plan->course[0].mothballed[2], 2.0);
    peek_free(&p);
}

// An ever-warm line with nothing to make it from pays for half of its 100 starts, in the last two months.
static void ever_warm_line_pays_for_idling(void **state) {
    (void)state;
    rw_model *model = rw_tiny_new(3, 1);
    model->line[0].modules_existing = 1;
    model->line[0].modules_max = 1;
    model->line[0].min_run_share = 0.5;
    model->line[0].min_run_from = 1;
    model->line[0].min_run_eur = 0.25;
    model->supplier[0].capacity = rw_tiny_path(model, 0.0);
    model->product[0].target = rw_tiny_path(model, 0.0);
    peek p = peek_new(model, RW_AIM_COST, 0.0);
    peek_solve(&p);
    assert_close(p.plan->objective, 30.0 + 2.0 * 50.0 * 0.25);
    assert_close(p.plan->course[0].min_run_short[2], 50.0);
    peek_free(&p);
}

// No line: the bridge sends 10 a month and 20 more for each block of the option; 50 are wanted at once.  Of the
// minimum take of 15 in the last month, 10 can be shipped without options: they are paid and not taken.
static void options_and_minimum_take(void **state) {
    (void)state;
    rw_model *model = rw_tiny_bridge_new();
    peek p = peek_new(model, RW_AIM_COST, 0.0);
    peek_solve(&p);
    assert_close(p.plan->objective, 50.0 * 500.0 + 2.0 * 100.0 + 10.0 * 500.0);
    assert_true(p.plan->option_block[0] == 2.0 && p.plan->option_block[1] == 0.0);
    assert_close(cost_of(&p, RW_COST_OPTION, 0), 200.0);
    peek_free(&p);
}

// Two months of training: hired in month 0, at work from month 2; 3 x 2 wages of training each, 1 head for 100 rounds.
static void people_are_trained_first(void **state) {
    (void)state;
    rw_model *model = rw_tiny_new(3, 1);
    model->line[0].modules_existing = 1;
    model->line[0].modules_max = 1;
    model->skill[0].headcount = 0.0;
    model->skill[0].training_months = 2;
    model->skill[0].overtime_share = 0.25;
    model->skill[0].overtime_premium = 0.5;
    model->product[0].shortfall_eur = 1000.0;
    peek p = peek_new(model, RW_AIM_COST, 0.0);
    peek_solve(&p);
    // 50 rounds take half a person: 0.4 hired, 0.1 in overtime at 4.5 is cheaper than hiring more
    assert_close(p.plan->course[0].hire[0], 0.4);
    assert_close(p.plan->course[0].overtime[2], 0.1);
    assert_close(cost_of(&p, RW_COST_TRAINING, 0), 1.2);
    assert_close(cost_of(&p, RW_COST_TRAINING, 1), 1.2);
    assert_close(cost_of(&p, RW_COST_OVERTIME, 2), 0.45);
    assert_close(p.plan->objective, 2.0 * 50000.0 + 30.0 + 150.0 + 0.4 * (50.0 + 6.0 + 3.0) + 0.45);
    assert_close(p.plan->course[0].skill_price[2], 59.0); // what it costs to have one more, who can also do overtime
    peek_free(&p);
}

// Half of the people leave each month; to send the others away costs more than their wages.
static void people_leave(void **state) {
    (void)state;
    rw_model *model = rw_tiny_new(2, 1);
    model->skill[0].attrition_per_month = 0.5;
    model->skill[0].severance_eur = 1000.0;
    model->product[0].target = rw_tiny_path(model, 0.0);
    peek p = peek_new(model, RW_AIM_COST, 0.0);
    peek_solve(&p);
    assert_close(p.plan->course[0].headcount[0], 5.0);
    assert_close(p.plan->course[0].headcount[1], 2.5);
    assert_close(p.plan->objective, 3.0 * 7.5);
    peek_free(&p);
}

// One month: 100 rounds made, 300 from the bridge, 400 wanted; every policy is missed by a figure known beforehand.
static void policies_are_priced(void **state) {
    (void)state;
    const rw_idx zero[] = {0};
    const rw_idx one[] = {1};
    rw_model *model = rw_tiny_new(1, 1);
    model->line[0].modules_existing = 1;
    model->line[0].modules_max = 1;
    model->supplier[1].capacity = rw_tiny_path(model, 300.0);
    model->product[0].target = rw_tiny_path(model, 400.0);
    model->product[0].shortfall_eur = 1e4;
    model->item[1].local_share = 0.8;
    model->n_content_rule = model->n_supply_rule = model->n_surge_rule = model->n_transfer_rule = 1;
    model->content_rule = rw_tiny_alloc(model, 1, sizeof *model->content_rule);
    model->supply_rule = rw_tiny_alloc(model, 1, sizeof *model->supply_rule);
    model->surge_rule = rw_tiny_alloc(model, 1, sizeof *model->surge_rule);
    model->transfer_rule = rw_tiny_alloc(model, 1, sizeof *model->transfer_rule);
    model->content_rule[0] =
        (rw_content_rule){.name = "content", .to = 9, .by_year = true, .min_share = 0.9, .price_eur = 0.5};
    model->supply_rule[0] = (rw_supply_rule){.name = "supply",
                                             .n_customer = 0,
                                             .customer = zero,
                                             .n_item = 1,
                                             .item = one,
                                             .to = 9,
                                             .min_share = 0.25,
                                             .price_eur = 7.0};
    model->surge_rule[0] =
        (rw_surge_rule){.name = "surge", .n_line = 1, .line = zero, .rate_per_month = 150.0, .to = 9, .price_eur = 3.0};
    model->transfer_rule[0] = (rw_transfer_rule){
        .name = "transfer", .n_item = 1, .item = one, .to = 9, .by_year = true, .min_share = 0.5, .price_eur = 2.0};
    peek p = peek_new(model, RW_AIM_COST, 0.0);
    peek_solve(&p);
    const rw_course *c = &p.plan->course[0];
    assert_close(c->content_short[0], 0.1 * 100.0 * 400.0);
    assert_close(c->supply_short[0], 0.25 * 400.0);
    assert_close(c->surge_short[0], 50.0);
    assert_close(c->transfer_short[0], 0.5 * 400.0 - 100.0);
    assert_close(cost_of(&p, RW_COST_POLICY, 0), 4000.0 * 0.5 + 100.0 * 7.0 + 50.0 * 3.0 + 100.0 * 2.0);
    assert_close(p.plan->objective, 300.0 + 3.0 + 10.0 + 300.0 * 500.0 + 3050.0);
    peek_free(&p);
}

// A cash budget of 100 in a year that spends 191.5: the overrun costs 0.5 each; (29) does not count itself.
static void cash_overrun_is_priced(void **state) {
    (void)state;
    const double limit = 100.0;
    rw_model *model = rw_tiny_new(4, 1);
    model->line[0].modules_existing = 1;
    model->line[0].modules_max = 1;
    model->n_budget = 1;
    model->budget = rw_tiny_alloc(model, 1, sizeof *model->budget);
    model->budget[0] = (rw_budget){
        .name = "cash", .scope = RW_BUDGET_CASH, .limit_eur = rw_tiny_values(model, 1, &limit), .overrun_eur = 0.5};
    peek p = peek_new(model, RW_AIM_COST, 0.0);
    peek_solve(&p);
    assert_close(p.plan->course[0].budget_overrun[0], 91.5);
    assert_close(p.plan->objective, 191.5 + 0.5 * 91.5);
    peek_free(&p);
}

// Past orders: 2 modules ordered 3 months ago, half of the price still due; what is left at the end is credited.
static void past_orders_and_the_end(void **state) {
    (void)state;
    const double share[] = {0.5, 0.0, 0.0, 0.3, 0.2};
    rw_model *model = rw_tiny_new(2, 1);
    model->n_pin = 1;
    model->pin = rw_tiny_alloc(model, 1, sizeof *model->pin);
    model->pin[0] = (rw_pin){.line = 0, .month = -3, .modules = 2};
    model->line[0].n_payment = 5;
    model->line[0].payment_share = rw_tiny_values(model, 5, share);
    model->line[0].modules_max = 2;
    model->item[0].opening_stock = 10.0;
    model->item[0].end_value_share = 0.005;
    model->item[0].holding_eur = 0.25;
    model->skill[0].end_value_eur = 4.0;
    model->product[0].target = rw_tiny_path(model, 0.0);
    peek p = peek_new(model, RW_AIM_COST, 0.0);
    assert_close(p.problem->constant, 2000.0 * 0.5 + 2.0 * 2.0 * 10.0);
    peek_solve(&p);
    assert_close(cost_of(&p, RW_COST_CAPEX, 0), 600.0);
    assert_close(cost_of(&p, RW_COST_CAPEX, 1), 400.0);
    // people are worth 4 at the end but cost 3 each month: they leave; steel is held for 0.5 a piece and credited 0.5
    assert_close(p.plan->objective, 1000.0 + 40.0 + 10.0 * 2.0 * 0.25 - 10.0 * 0.5);
    peek_free(&p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(standing_line_fills_the_target),
        cmocka_unit_test(no_more_is_used_than_there_is),
        cmocka_unit_test(line_is_ordered_when_it_pays),
        cmocka_unit_test(shortfall_first_then_cost),
        cmocka_unit_test(critical_level_costs_on_top),
        cmocka_unit_test(idle_line_is_mothballed),
        cmocka_unit_test(ever_warm_line_pays_for_idling),
        cmocka_unit_test(options_and_minimum_take),
        cmocka_unit_test(people_are_trained_first),
        cmocka_unit_test(people_leave),
        cmocka_unit_test(policies_are_priced),
        cmocka_unit_test(cash_overrun_is_priced),
        cmocka_unit_test(past_orders_and_the_end),
    };
    return cmocka_run_group_tests_name("formulate/optimum", tests, NULL, NULL);
}
