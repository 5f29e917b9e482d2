// What a plan must not win by: tiny plants with a temptation each, optima derived by hand.
// SPDX-License-Identifier: MIT
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "core/memory.h"
#include "support/tiny.h"
#include "unit/formulate/peek.h"

static rw_scenario_set *nominal(const rw_model *model) {
    rw_scenario_set *set = NULL;
    assert_int_equal(rw_scenario_nominal(model, &set, NULL), RW_OK);
    return set;
}

static double cost_of(const peek *p, rw_cost kind, rw_idx t) {
    return p->plan->course[0].cost[kind * p->model->n_month + t];
}

// Three months in which nothing is wanted of two standing modules; a module mothballed at once costs 4 and saves 6 a
// month.
static rw_model *idle_plant(void) {
    rw_model *model = rw_tiny_new(3, 1);
    model->line[0].modules_existing = 2;
    model->line[0].modules_max = 2;
    model->line[0].mothball_saving_share = 0.6;
    model->line[0].mothball_eur = 4.0;
    model->product[0].target = rw_tiny_path(model, 0.0);
    return model;
}

// Surge capacity of 100 a month at 3 each: one of the two modules stays out of mothballs for it.
static void mothballed_modules_are_no_surge_capacity(void **state) {
    (void)state;
    static const rw_idx line[] = {0};
    rw_model *model = idle_plant();
    model->n_surge_rule = 1;
    model->surge_rule = rw_tiny_alloc(model, 1, sizeof *model->surge_rule);
    model->surge_rule[0] =
        (rw_surge_rule){.name = "surge", .n_line = 1, .line = line, .rate_per_month = 100.0, .to = 2, .price_eur = 3.0};
    peek p = peek_new(model, RW_AIM_COST, 0.0);
    peek_solve(&p);
    assert_close(p.plan->course[0].mothballed[1], 1.0);
    assert_close(p.plan->course[0].surge_short[1], 0.0);
    assert_close(p.plan->objective, 60.0 - 18.0 + 4.0);
    peek_free(&p);
}

// Two modules that realise half or twice of their rate are 1 or 4 effective ones: mothballing them costs and saves what
// it does for two modules.  At no rate at all nothing can be mothballed.
static void mothballing_is_paid_by_whole_modules(void **state) {
    (void)state;
    const double ratio[] = {0.5, 2.0, 0.0};
    const double objective[] = {60.0 - 36.0 + 8.0, 60.0 - 36.0 + 8.0, 60.0};
    for (int k = 0; k < 3; k++) {
        rw_model *model = idle_plant();
        rw_scenario_set *scenarios = nominal(model);
        scenarios->scenario[0].rate_ratio[0] = ratio[k];
        peek p = peek_new_in(model, scenarios, RW_AIM_COST, 0.0);
        peek_solve(&p);
        assert_close(p.plan->course[0].mothballed[2], 2.0 * ratio[k]);
        assert_close(p.plan->objective, objective[k]);
        peek_free(&p);
    }
}

// A bridge of 10 a month, 20 more for each of up to 4 blocks of 100, can ship half of it: 5 and 10 a block.  50 are
// wanted at once, at 1000 each and month: all blocks are exercised for 45, the other 5 come a month later.  Of the
// minimum take of 15 in the last month, 5 can be shipped.
static void options_of_a_hampered_supplier_are_hampered_too(void **state) {
    (void)state;
    rw_model *model = rw_tiny_bridge_new();
    rw_scenario_set *scenarios = nominal(model);
    for (int t = 0; t < 3; t++) {
        scenarios->scenario[0].supply_ratio[3 + t] = 0.5;
    }
    peek p = peek_new_in(model, scenarios, RW_AIM_COST, 0.0);
    peek_solve(&p);
    assert_true(p.plan->option_block[0] == 4.0);
    assert_close(p.plan->course[0].purchase[3], 45.0);
    assert_close(p.plan->course[0].purchase[3 + 2] + p.plan->course[0].untaken[3 + 2], 5.0);
    assert_close(p.plan->objective, 50.0 * 500.0 + 400.0 + 5.0 * 1000.0 + 5.0 * 500.0);
    peek_free(&p);
}

// A mill that ships any quantity but in month 1, when it ships nothing: the minimum take of 7 is owed in months 0
// and 2.
static void what_cannot_be_shipped_is_not_owed(void **state) {
    (void)state;
    rw_model *model = rw_tiny_new(3, 1);
    model->supplier[0].capacity = rw_tiny_path(model, INFINITY);
    model->supplier[0].min_take = rw_tiny_path(model, 7.0);
    model->line[0].modules_max = 0;
    model->product[0].target = rw_tiny_path(model, 0.0);
    rw_scenario_set *scenarios = nominal(model);
    scenarios->scenario[0].supply_ratio[1] = 0.0;
    peek p = peek_new_in(model, scenarios, RW_AIM_COST, 0.0);
    peek_solve(&p);
    assert_close(p.plan->objective, 14.0);
    peek_free(&p);
}

// A standing line, 10 rounds used a month, each of them 3.03 to make (steel, making, a hundredth of a person); a stock
// of 40 is wanted, at 1 a unit and month.
static rw_model *steady_plant(void) {
    rw_model *model = rw_tiny_new(6, 1);
    model->line[0].modules_existing = 1;
    model->line[0].modules_max = 1;
    model->product[0].opening_stock = 40.0;
    model->product[0].use = rw_tiny_path(model, 10.0);
    model->product[0].target = rw_tiny_path(model, 40.0);
    model->product[0].shortfall_eur = 1.0;
    return model;
}

// From month 3 on a unit is dearer than being short of it until the end.
static void plans_fade_out_without_an_end_value(void **state) {
    (void)state;
    peek p = peek_new(steady_plant(), RW_AIM_COST, 0.0);
    peek_solve(&p);
    const double *stock = p.plan->course[0].customer_stock;
    for (int t = 0; t < 6; t++) {
        assert_close(stock[t], t < 3 ? 40.0 : 40.0 - 10.0 * (t - 2));
    }
    peek_free(&p);
}

// Credited with 2 a unit, only those of the last month are dearer: 1 and 2 are just short of 3.03.  With 3 all months
// are served alike.
static void plans_go_on_to_an_end_with_a_value(void **state) {
    (void)state;
    const double value_eur[] = {2.0, 3.0, 3.0};
    for (int k = 0; k < 3; k++) {
        rw_model *model = steady_plant();
        model->product[0].end_value_eur = value_eur[k];
        model->product[0].critical_share = k == 2 ? 0.5 : 0.0; // half of the target is then priced as critical
        peek p = peek_new(model, RW_AIM_COST, 0.0);
        peek_solve(&p);
        const rw_course *c = &p.plan->course[0];
        assert_close(c->customer_stock[4], 40.0);
        assert_close(c->customer_stock[5], k == 0 ? 30.0 : 40.0);
        assert_close(cost_of(&p, RW_COST_END_VALUE, 5), k == 0 ? -60.0 : -120.0);
        assert_close(p.plan->objective, k == 0 ? 5 * 30.3 + 60.0 + 10.0 - 60.0 : 6 * 30.3 + 60.0 - 120.0);
        peek_free(&p);
    }
}

// 70 in stock and nobody uses them: a target of 40 is worth 40 times 3, in both objectives.  A target nobody pays for
// is credited too.
static void hoards_are_worth_nothing_beyond_the_target(void **state) {
    (void)state;
    const rw_aim aim[] = {RW_AIM_COST, RW_AIM_COST_AT_SHORTFALL};
    for (int k = 0; k < 2; k++) {
        rw_model *model = rw_tiny_new(3, 1);
        model->objective = k == 0 ? RW_OBJECTIVE_COST : RW_OBJECTIVE_LEXICOGRAPHIC;
        model->line[0].modules_max = 0;
        model->customer[0].priority_weight = 2.0;
        model->product[0].opening_stock = 70.0;
        model->product[0].target = rw_tiny_path(model, 40.0);
        model->product[0].shortfall_eur = 0.0;
        model->product[0].end_value_eur = 3.0;
        peek p = peek_new(model, aim[k], 0.0);
        peek_solve(&p);
        assert_close(p.plan->objective, -120.0);
        peek_free(&p);
    }
}

// Nothing can be made or bought.
static rw_model *barren_plant(rw_idx n_month) {
    rw_model *model = rw_tiny_new(n_month, 1);
    model->objective = RW_OBJECTIVE_LEXICOGRAPHIC;
    model->line[0].modules_max = 0;
    return model;
}

// 50 in stock, 50 wanted there, 10 used a month: use is met, and 10, 20, 30, 40 are short.  If an unmet unit counted
// once, starving would lower the weighted shortfall to 4 x 10.
static void use_is_not_starved_to_keep_stock(void **state) {
    (void)state;
    rw_model *model = barren_plant(4);
    model->product[0].opening_stock = 50.0;
    model->product[0].use = rw_tiny_path(model, 10.0);
    peek p = peek_new(model, RW_AIM_SHORTFALL, 0.0);
    peek_solve(&p);
    assert_close(p.plan->shortfall, 100.0);
    assert_close(p.plan->course[0].customer_stock[3], 10.0);
    peek_free(&p);
}

// 10 in stock for a use of 10 in each of two months: they go to the first.  All levels count: 2 x 150 for stock below
// 50 and 3 (2 x 3 - 1) for each of the 10 unmet; starving the first month would give 2 x 140 and 3 (2 x 3).
static void use_is_not_starved_before_it_must(void **state) {
    (void)state;
    const double use[] = {10.0, 10.0, 0.0};
    rw_model *model = barren_plant(3);
    model->product[0].opening_stock = 10.0;
    model->product[0].critical_share = 1.0;
    model->product[0].use = rw_tiny_values(model, 3, use);
    peek p = peek_new(model, RW_AIM_SHORTFALL, 0.0);
    peek_solve(&p);
    assert_close(p.plan->course[0].unmet[1], 10.0);
    assert_close(p.plan->shortfall, 300.0 + 150.0);
    peek_free(&p);
}

// 10 rounds: an ally of the same weight wants 10 in stock, and they would count 2 in each of 3 months; the army uses 10
// in the last month, and gets them.
static void use_comes_before_the_stock_of_others(void **state) {
    (void)state;
    const double use[] = {0.0, 0.0, 10.0};
    rw_model *model = barren_plant(3);
    rw_customer *customer = rw_tiny_alloc(model, 2, sizeof *customer);
    rw_product *product = rw_tiny_alloc(model, 2, sizeof *product);
    rw_delivery *delivery = rw_tiny_alloc(model, 2, sizeof *delivery);
    customer[0] = model->customer[0];
    customer[1] =
        (rw_customer){.name = "ally", .title = "", .priority_weight = 1.0, .product_begin = 1, .product_end = 2};
    product[0] = product[1] = model->product[0];
    product[0].target = rw_tiny_path(model, 0.0);
    product[0].use = rw_tiny_values(model, 3, use);
    product[1].customer = 1;
    product[1].delivery_begin = 1;
    product[1].delivery_end = 2;
    product[1].target = rw_tiny_path(model, 10.0);
    product[1].critical_share = 1.0;
    delivery[0] = model->delivery[0];
    delivery[1] = (rw_delivery){.product = 1, .item = 1};
    model->customer = customer;
    model->product = product;
    model->delivery = delivery;
    model->n_customer = model->n_product = model->n_delivery = 2;
    model->item[1].opening_stock = 10.0;
    peek p = peek_new(model, RW_AIM_SHORTFALL, 0.0);
    peek_solve(&p);
    assert_close(p.plan->course[0].unmet[2], 0.0);
    assert_close(p.plan->shortfall, 60.0);
    peek_free(&p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(use_is_not_starved_to_keep_stock),
        cmocka_unit_test(use_is_not_starved_before_it_must),
        cmocka_unit_test(use_comes_before_the_stock_of_others),
        cmocka_unit_test(mothballed_modules_are_no_surge_capacity),
        cmocka_unit_test(mothballing_is_paid_by_whole_modules),
        cmocka_unit_test(plans_fade_out_without_an_end_value),
        cmocka_unit_test(plans_go_on_to_an_end_with_a_value),
        cmocka_unit_test(hoards_are_worth_nothing_beyond_the_target),
        cmocka_unit_test(options_of_a_hampered_supplier_are_hampered_too),
        cmocka_unit_test(what_cannot_be_shipped_is_not_owed),
    };
    return cmocka_run_group_tests_name("formulate/temptations", tests, NULL, NULL);
}
