// Every figure of people, suppliers and customers, and every ratio of a scenario matters.  SPDX-License-Identifier: MIT
//
// The plan stays, one figure of the model or of its scenario changes: the violation has the right kind and place.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "changes.h"

static void people(void **state) {
    (void)state;
    workshop shop = workshop_new();
    rw_skill *smith = &shop.model->skill[0];
    const number_change number[] = {
        {&smith->headcount,
         9.0,
         {"headcount", RW_VIOLATION_PEOPLE, false, "headcount of smith in 2027-10: 4, should be 4.75"}},
        {&smith->hire_eur, 30.0, {"hire_eur", RW_VIOLATION_COST, false, NULL}},
        {&smith->attrition_per_month, 0.5, {"attrition", RW_VIOLATION_PEOPLE, false, NULL}},
        {&smith->overtime_share,
         0.25,
         {"overtime_share", RW_VIOLATION_PEOPLE, true, "overtime of smith in 2028-03: 1.25, at most 0.8388671875"}},
        {&smith->overtime_premium,
         0.25,
         {"overtime_premium", RW_VIOLATION_COST, false, "cost of overtime in 2028-03: 18.75, should be 15.625"}},
        {&smith->severance_eur,
         9.0,
         {"severance_eur", RW_VIOLATION_COST, false, "cost of severance in 2027-10: 16, should be 18"}},
        {&smith->end_value_eur, 6.0, {"end_value_eur", RW_VIOLATION_COST, false, NULL}}};
    change_numbers(&shop, number, COUNT(number));
    const index_change index[] = {
        {&smith->training_months, 1, {"training_months", RW_VIOLATION_PEOPLE, false, NULL}},
        {&smith->training_months, 4, {"training beyond the end", RW_VIOLATION_PEOPLE, false, NULL}}};
    change_indices(&shop, index, COUNT(index));
    const path_change path[] = {
        {&smith->hire_limit,
         1,
         0.5,
         {"hire_limit", RW_VIOLATION_PEOPLE, true, "hires of smith in 2027-11: 1, at most 0.5"}},
        {&smith->wage_eur, 4, 11.0, {"wage_eur", RW_VIOLATION_COST, false, NULL}}};
    change_paths(&shop, path, COUNT(path));
    shop.plan->course[0].hire[4] = 1.0; // trained in month 6, after the end
    expect(&shop, &(outcome){"hire", RW_VIOLATION_PEOPLE, false, "hires of smith in 2028-02: 1, at most 0"});
    workshop_free(&shop);
}

static void supply(void **state) {
    (void)state;
    workshop shop = workshop_new();
    rw_supplier *mill = &shop.model->supplier[SUPPLIER_MILL], *overseas = &shop.model->supplier[SUPPLIER_OVERSEAS];
    rw_option *more = &shop.model->option[0];
    const index_change index[] = {
        {&mill->from, 1, {"from", RW_VIOLATION_SUPPLY, true, "purchase of mill in 2027-10: 6, at most 0"}},
        {&mill->to, 3, {"to", RW_VIOLATION_SUPPLY, true, "purchase of mill in 2028-02: 4, at most 0"}},
        {&mill->transport_months, 0, {"transport_months", RW_VIOLATION_BALANCE, false, NULL}},
        {&mill->transport_months,
         2,
         {"arrives too late", RW_VIOLATION_SUPPLY, false, "purchase of mill in 2028-02: 4, at most 0"}},
        {&mill->item, ITEM_BODY, {"item", RW_VIOLATION_BALANCE, false, NULL}},
        {&overseas->to, 2, {"to", RW_VIOLATION_SUPPLY, true, "purchase of overseas in 2028-01: 1, at most 0"}},
        {&more->supplier,
         SUPPLIER_OVERSEAS,
         {"option supplier", RW_VIOLATION_SUPPLY, true, "purchase of mill in 2027-12: 11, at most 6"}},
        {&more->blocks_max,
         0,
         {"blocks_max", RW_VIOLATION_SUPPLY, true, "blocks in all of more in 2028-03: 1, at most 0"}},
        {&more->notice_months,
         2,
         {"notice_months", RW_VIOLATION_SUPPLY, true, "purchase of mill in 2027-12: 11, at most 6"}},
        {&more->from,
         2,
         {"option from", RW_VIOLATION_SUPPLY, true, "blocks outside the window of more in 2027-11: 1, should be 0"}},
        {&more->to,
         0,
         {"option to", RW_VIOLATION_SUPPLY, true, "blocks outside the window of more in 2027-11: 1, should be 0"}}};
    change_indices(&shop, index, COUNT(index));
    const number_change number[] = {
        {&more->capacity_per_month,
         4.0,
         {"capacity_per_month", RW_VIOLATION_SUPPLY, true, "purchase of mill in 2027-12: 11, at most 10"}},
        {&more->fee_eur, 31.0, {"fee_eur", RW_VIOLATION_COST, false, "cost of option in 2027-11: 30, should be 31"}}};
    change_numbers(&shop, number, COUNT(number));
    const path_change path[] = {
        {&mill->price_eur,
         3,
         3.0,
         {"price_eur", RW_VIOLATION_COST, false, "cost of purchase in 2028-01: 17, should be 21"}},
        {&mill->capacity, 0, 5.0, {"capacity", RW_VIOLATION_SUPPLY, true, "purchase of mill in 2027-10: 6, at most 5"}},
        {&mill->min_take,
         3,
         5.0,
         {"min_take", RW_VIOLATION_SUPPLY, true, "untaken of mill in 2028-01: 1, at least 2"}}};
    change_paths(&shop, path, COUNT(path));
    shop.plan->course[0].untaken[SUPPLIER_MILL * WORKSHOP_MONTHS + 5] = 1.0; // nothing ships, nothing is due
    expect(&shop, &(outcome){"untaken", RW_VIOLATION_SUPPLY, false, "untaken of mill in 2028-03: 1, should be 0"});
    workshop_free(&shop);
}

// (20) of the minimum take of 4, half a mill's 6 leave 3 to be owed in month 3, when 3 are bought: the block of 5 more
// in force since month 2 does not count.
static void what_cannot_be_shipped_is_not_owed(void **state) {
    (void)state;
    workshop shop = workshop_new();
    const rw_idx at = SUPPLIER_MILL * WORKSHOP_MONTHS + 3;
    shop.plan->course[0].untaken[at] = 0.0;
    expect(&shop, &(outcome){"untaken", RW_VIOLATION_SUPPLY, false, "untaken of mill in 2028-01: 0, at least 1"});
    shop.scenarios->scenario[0].supply_ratio[at] = 0.5;
    const rw_verdict verdict = verdict_of(&shop);
    assert_false(breaks(&verdict, RW_VIOLATION_SUPPLY));
    shop.scenarios->scenario[0].supply_ratio[at] = 0.625;
    expect(&shop, &(outcome){"untaken", RW_VIOLATION_SUPPLY, false, "untaken of mill in 2028-01: 0, at least 0.75"});
    workshop_free(&shop);
}

// (19) notice of 0 months: the block of month 1 counts in month 1, when 5 are bought.
static void option_without_notice_counts_at_once(void **state) {
    (void)state;
    static const double capacity[] = {6.0, 0.0, 6.0, 6.0, 6.0, 6.0};
    workshop shop = workshop_new();
    shop.model->supplier[SUPPLIER_MILL].capacity = capacity;
    expect(&shop, &(outcome){"notice_months", RW_VIOLATION_SUPPLY, true, "purchase of mill in 2027-11: 5, at most 0"});
    shop.model->option[0].notice_months = 0;
    assert_true(verdict_of(&shop).ok);
    workshop_free(&shop);
}

static void customers(void **state) {
    (void)state;
    workshop shop = workshop_new();
    rw_product *army = &shop.model->product[ARMY_ROUND];
    const number_change number[] = {
        {&shop.model->customer[0].priority_weight, 3.0, {"priority_weight", RW_VIOLATION_OBJECTIVE, false, NULL}},
        {&army->opening_stock, 6.0, {"opening_stock", RW_VIOLATION_CUSTOMER, false, NULL}},
        {&army->shortfall_eur,
         4.0,
         {"shortfall_eur", RW_VIOLATION_COST, false, "cost of shortfall in 2028-03: 60, should be 80"}},
        {&army->critical_share,
         0.6,
         {"critical_share", RW_VIOLATION_CUSTOMER, true,
          "critical shortfall of army, round in 2028-03: 5, at least 6"}},
        {&army->critical_share,
         0.0,
         {"no critical level", RW_VIOLATION_CUSTOMER, true,
          "critical shortfall of army, round in 2028-03: 5, should be 0"}},
        {&army->critical_eur,
         5.0,
         {"critical_eur", RW_VIOLATION_COST, false, "cost of critical in 2028-03: 40, should be 50"}},
        {&army->unmet_eur, 6.0, {"unmet_eur", RW_VIOLATION_COST, false, "cost of unmet in 2028-03: 10, should be 12"}}};
    change_numbers(&shop, number, COUNT(number));
    rw_product *ally = &shop.model->product[ALLY_BODY]; // 2 in stock at the end, where 2 are wanted
    const number_change credit[] = {{&ally->end_value_eur,
                                     6.0,
                                     {"end_value_eur", RW_VIOLATION_COST, false,
                                      "cost of end_value in 2028-03: -448.17734375, should be -460.17734375"}}};
    change_numbers(&shop, credit, COUNT(credit));
    ally->end_value_eur = 6.0;
    shop.scenarios->scenario[0].target_ratio[ALLY_BODY] = 0.75; // 1.5
    expect(&shop, &(outcome){"end_value_eur", RW_VIOLATION_COST, false,
                             "cost of end_value in 2028-03: -448.17734375, should be -457.17734375"});
    shop.scenarios->scenario[0].target_ratio[ALLY_BODY] = 1.0;
    ally->end_value_eur = 0.0;
    const path_change path[] = {
        {&army->target, 5, 11.0, {"target", RW_VIOLATION_CUSTOMER, true, NULL}},
        {&army->target,
         2,
         12.0,
         {"target", RW_VIOLATION_CUSTOMER, true, "shortfall of army, round in 2027-12: 0, at least 1"}},
        {&army->use, 5, 0.5, {"use", RW_VIOLATION_CUSTOMER, false, NULL}},
        {&army->inflow, 0, 0.0, {"inflow", RW_VIOLATION_CUSTOMER, false, NULL}},
        {&army->delivery_cap,
         2,
         5.0,
         {"delivery_cap", RW_VIOLATION_CUSTOMER, true, "deliveries of army, round in 2027-12: 6, at most 5"}},
        {&army->delivery_cap,
         3,
         3.0,
         {"delivery_cap", RW_VIOLATION_CUSTOMER, true, "deliveries of army, round in 2028-01: 4, at most 3"}}};
    change_paths(&shop, path, COUNT(path));
    shop.plan->course[0].unmet[ALLY_BODY * WORKSHOP_MONTHS + 4] = 1.5;
    expect(&shop, &(outcome){"unmet", RW_VIOLATION_CUSTOMER, false, NULL});
    workshop_free(&shop);
}

static void scenario_ratios(void **state) {
    (void)state;
    workshop shop = workshop_new();
    const rw_scenario *w = &shop.scenarios->scenario[0];
    const number_change number[] = {
        {&w->build_ratio[LINE_FORGE], 2.0, {"build_ratio", RW_VIOLATION_EFFECTIVE, false, NULL}},
        {&w->ramp_ratio[LINE_FORGE],
         2.0,
         {"ramp_ratio", RW_VIOLATION_EFFECTIVE, false,
          "effective modules of forge, mature in 2028-02: 3, should be 2"}},
        {&w->rate_ratio[LINE_FORGE], 0.5, {"rate_ratio", RW_VIOLATION_EFFECTIVE, false, NULL}},
        {&w->yield_ratio[MAKE_FORGE], 0.5, {"yield_ratio", RW_VIOLATION_BALANCE, false, NULL}},
        {&w->capex_ratio[LINE_FORGE], 2.0, {"capex_ratio", RW_VIOLATION_COST, false, NULL}},
        {&w->price_ratio[SUPPLIER_MILL], 2.0, {"price_ratio", RW_VIOLATION_COST, false, NULL}},
        {&w->supply_ratio[SUPPLIER_MILL * WORKSHOP_MONTHS + 2],
         0.5,
         {"supply_ratio", RW_VIOLATION_SUPPLY, true, "purchase of mill in 2027-12: 11, at most 5.5"}},
        {&w->hire_ratio[0],
         0.75,
         {"hire_ratio", RW_VIOLATION_PEOPLE, true, "hires of smith in 2027-10: 2, at most 1.5"}},
        {&w->attrition_ratio[0], 2.0, {"attrition_ratio", RW_VIOLATION_PEOPLE, false, NULL}},
        {&w->attrition_ratio[0], 100.0, {"attrition_ratio", RW_VIOLATION_PEOPLE, false, NULL}},
        {&w->use_ratio[ARMY_ROUND], 0.5, {"use_ratio", RW_VIOLATION_CUSTOMER, false, NULL}},
        {&w->target_ratio[ARMY_ROUND], 1.25, {"target_ratio", RW_VIOLATION_CUSTOMER, true, NULL}},
        {&w->inflow_ratio[ARMY_ROUND], 2.0, {"inflow_ratio", RW_VIOLATION_CUSTOMER, false, NULL}}};
    change_numbers(&shop, number, COUNT(number));
    w->rate_ratio[LINE_FORGE] = 0.5; // one effective module in mothballs is then two modules
    expect(&shop, &(outcome){"rate_ratio", RW_VIOLATION_COST, false, "cost of mothball in 2028-02: 3, should be 6"});
    w->rate_ratio[LINE_FORGE] = 0.0; // and none at all
    expect(&shop, &(outcome){"rate_ratio", RW_VIOLATION_COST, false, "cost of mothball in 2028-02: 3, should be 0"});
    w->rate_ratio[LINE_FORGE] = 1.0;
    w->yield_ratio[MAKE_PACK] = 5.0; // yields stop at 1
    assert_true(verdict_of(&shop).ok);
    w->build_ratio[LINE_FORGE] = 1.2; // 1.2 and 2.4 months are 1 and 2
    assert_true(verdict_of(&shop).ok);
    workshop_free(&shop);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(people),
                                       cmocka_unit_test(supply),
                                       cmocka_unit_test(option_without_notice_counts_at_once),
                                       cmocka_unit_test(what_cannot_be_shipped_is_not_owed),
                                       cmocka_unit_test(customers),
                                       cmocka_unit_test(scenario_ratios)};
    return cmocka_run_group_tests_name("verify/world", tests, NULL, NULL);
}
