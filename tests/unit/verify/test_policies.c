// Every figure of budgets and policies matters.  SPDX-License-Identifier: MIT
//
// The plan stays, one figure of the model or of its scenario changes: the violation has the right kind and place.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "changes.h"

static void policies(void **state) {
    (void)state;
    workshop shop = workshop_new();
    rw_model *m = shop.model;
    const number_change number[] = {
        {&m->content_rule->min_share, 1.0, {"content min_share", RW_VIOLATION_POLICY, true, NULL}},
        {&m->content_rule->price_eur, 3.0, {"content price_eur", RW_VIOLATION_COST, false, NULL}},
        {&m->supply_rule->min_share,
         1.0,
         {"supply min_share", RW_VIOLATION_POLICY, true,
          "supply share missing of army_first in 2028-03: 4.8, at least 8"}},
        {&m->supply_rule->price_eur, 4.0, {"supply price_eur", RW_VIOLATION_COST, false, NULL}},
        {&m->surge_rule->rate_per_month, 46.0, {"surge rate_per_month", RW_VIOLATION_POLICY, true, NULL}},
        {&m->surge_rule->price_eur,
         7.0,
         {"surge price_eur", RW_VIOLATION_COST, false, "cost of policy in 2028-01: 303.4, should be 353.4"}},
        {&m->transfer_rule->min_share,
         1.0,
         {"transfer min_share", RW_VIOLATION_POLICY, true, "transfer missing of own_bodies in 2027-12: 1, at least 2"}},
        {&m->transfer_rule->price_eur, 11.0, {"transfer price_eur", RW_VIOLATION_COST, false, NULL}},
        {&m->budget[BUDGET_CASH].overrun_eur, 1.0, {"overrun_eur", RW_VIOLATION_COST, false, NULL}},
        {&m->discount_rate, 0.5, {"discount_rate", RW_VIOLATION_OBJECTIVE, true, NULL}}};
    change_numbers(&shop, number, COUNT(number));
    workshop_free(&shop);
}

static void policy_windows(void **state) {
    (void)state;
    workshop shop = workshop_new();
    rw_model *m = shop.model;
    const index_change index[] = {
        {&m->content_rule->from,
         -7,
         {"content from", RW_VIOLATION_POLICY, true,
          "local content missing of local_army in 2027-12: 11, at least 15"}},
        {&m->content_rule->to,
         7,
         {"content to", RW_VIOLATION_POLICY, false,
          "local content missing of local_army in 2028-03: 9.4, at least 10.4"}},
        {&m->content_rule->to,
         2,
         {"content to", RW_VIOLATION_POLICY, false, "local content missing of local_army: 9.4, should be 0"}},
        {&m->surge_rule->from, 2, {"surge from", RW_VIOLATION_POLICY, true, NULL}},
        {&m->surge_rule->to,
         4,
         {"surge to", RW_VIOLATION_POLICY, true, "surge capacity missing of surge, press in 2028-03: 45, should be 0"}},
        {&m->surge_rule->n_line, 1, {"surge lines", RW_VIOLATION_POLICY, true, NULL}},
        {&m->transfer_rule->from, 1, {"transfer from", RW_VIOLATION_POLICY, true, NULL}},
        {&m->transfer_rule->to, 2, {"transfer to", RW_VIOLATION_POLICY, false, NULL}},
        {&m->supply_rule->n_item,
         1,
         {"supply items", RW_VIOLATION_POLICY, true,
          "supply share missing of army_first in 2028-03: 4.8, at least 7.1"}},
        {&m->supply_rule->n_customer, 0, {"supply customers", RW_VIOLATION_POLICY, true, NULL}}};
    change_indices(&shop, index, COUNT(index));
    m->content_rule->customer = 1; // bodies of the ally in months 0..2: (0.9 - 0.3) 4 * 5
    m->content_rule->from = 0;
    expect(&shop, &(outcome){"content customer", RW_VIOLATION_POLICY, true,
                             "local content missing of local_army in 2027-12: 11, at least 12"});
    m->content_rule->customer = 0;
    m->content_rule->from = 1;
    bool *const by_year[] = {&m->content_rule->by_year, &m->supply_rule->by_year, &m->transfer_rule->by_year};
    for (size_t k = 0; k < COUNT(by_year); k++) {
        *by_year[k] = !*by_year[k];
        expect(&shop, &(outcome){"by_year", RW_VIOLATION_POLICY, false, NULL});
        *by_year[k] = !*by_year[k];
    }
    workshop_free(&shop);
}

static void budgets(void **state) {
    (void)state;
    workshop shop = workshop_new();
    rw_budget *invest = &shop.model->budget[BUDGET_INVEST], *cash = &shop.model->budget[BUDGET_CASH];
    const path_change path[] = {
        {&invest->limit_eur,
         0,
         799.0,
         {"limit_eur", RW_VIOLATION_BUDGET, true, "yearly capex of invest in 2027-12: 800, at most 799"}},
        {&invest->limit_eur,
         1,
         700.0,
         {"limit_eur", RW_VIOLATION_BUDGET, true, "yearly capex of invest in 2028-03: 800, at most 700"}},
        {&cash->limit_eur,
         0,
         1100.0,
         {"limit_eur", RW_VIOLATION_BUDGET, true, "yearly overrun of cash in 2027-12: 96.75, at least 196.75"}},
        {&cash->limit_eur, 1, 1000.0, {"limit_eur", RW_VIOLATION_BUDGET, true, NULL}}};
    change_paths(&shop, path, COUNT(path));
    invest->scope = RW_BUDGET_CASH; // 1296.75 and 1161.04 against 800 each
    expect(&shop, &(outcome){"scope", RW_VIOLATION_BUDGET, true, NULL});
    invest->scope = RW_BUDGET_CAPEX;
    cash->scope = RW_BUDGET_CAPEX;
    expect(&shop, &(outcome){"scope", RW_VIOLATION_BUDGET, true, NULL});
    workshop_free(&shop);
}

// (28) counts purchases from outside DE and EU only, and operations on lines only.
static void transfer_counts_origins_and_lines(void **state) {
    (void)state;
    static const rw_idx blank[] = {ITEM_BLANK}, round_only[] = {ITEM_ROUND};
    static const rw_origin near[] = {RW_ORIGIN_DE, RW_ORIGIN_EU}, far[] = {RW_ORIGIN_KR, RW_ORIGIN_OTHER};
    workshop shop = workshop_new();
    rw_transfer_rule *rule = shop.model->transfer_rule;
    rule->item = blank;
    for (int k = 0; k < 2; k++) {
        shop.model->supplier[SUPPLIER_MILL].origin = near[k];
        assert_true(verdict_of(&shop).ok); // 0 of 0 is enough
        shop.model->supplier[SUPPLIER_MILL].origin = far[k];
        // 0.9 * 11 shipped in month 2, 0.9 * 3 in month 3
        expect(&shop, &(outcome){"origin", RW_VIOLATION_POLICY, true,
                                 "transfer missing of own_bodies in 2027-12: 1, at least 9.9"});
    }
    rule->item = round_only;
    shop.model->supplier[SUPPLIER_MILL].item = ITEM_ROUND; // 6 rounds packed in month 2 are no production
    const rw_verdict verdict = verdict_of(&shop);
    assert_string_equal(verdict.finding[RW_VIOLATION_POLICY].where,
                        "transfer missing of own_bodies in 2027-12: 1, at least 9.9");
    workshop_free(&shop);
}

// (27) adds both vintages: with a run-in of 2 months the forge has 2 modules in it in month 4 beside 1 mature one,
// which is in mothballs: 40 a month as before.
static void surge_adds_both_vintages(void **state) {
    (void)state;
    workshop shop = workshop_new();
    shop.model->line[LINE_FORGE].yield_months = 2;
    const rw_verdict verdict = verdict_of(&shop);
    assert_true(breaks(&verdict, RW_VIOLATION_EFFECTIVE));
    assert_false(breaks(&verdict, RW_VIOLATION_POLICY));
    workshop_free(&shop);
}

// (27) leaves out mothballed modules: of the 3 of month 4 the forge has 2 for 40 a month, of those of month 5 2.5
// for 50.
static void surge_leaves_out_mothballed_modules(void **state) {
    (void)state;
    workshop shop = workshop_new();
    shop.model->surge_rule->rate_per_month = 50.0;
    shop.plan->course[0].surge_short[LINE_FORGE * WORKSHOP_MONTHS + 3] = 10.0;
    shop.plan->course[0].surge_short[LINE_FORGE * WORKSHOP_MONTHS + 4] = 5.0;
    for (int t = 3; t < WORKSHOP_MONTHS; t++) {
        shop.plan->course[0].surge_short[LINE_PRESS * WORKSHOP_MONTHS + t] = 50.0;
    }
    expect(&shop, &(outcome){"mothballed", RW_VIOLATION_POLICY, false,
                             "surge capacity missing of surge, forge in 2028-02: 5, at least 10"});
    shop.plan->course[0].surge_short[LINE_FORGE * WORKSHOP_MONTHS + 4] = 10.0;
    const rw_verdict verdict = verdict_of(&shop);
    assert_false(breaks(&verdict, RW_VIOLATION_POLICY));
    workshop_free(&shop);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(policies),
                                       cmocka_unit_test(policy_windows),
                                       cmocka_unit_test(surge_leaves_out_mothballed_modules),
                                       cmocka_unit_test(budgets),
                                       cmocka_unit_test(surge_adds_both_vintages),
                                       cmocka_unit_test(transfer_counts_origins_and_lines)};
    return cmocka_run_group_tests_name("verify/policies", tests, NULL, NULL);
}
