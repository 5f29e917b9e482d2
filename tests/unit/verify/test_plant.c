// Every figure of items, operations and lines matters.  SPDX-License-Identifier: MIT
//
// The plan stays, one figure of the model or of its scenario changes: the violation has the right kind and place.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "changes.h"

static void items_and_operations(void **state) {
    (void)state;
    workshop shop = workshop_new();
    rw_item *body = &shop.model->item[ITEM_BODY];
    rw_operation *forge = &shop.model->operation[MAKE_FORGE];
    rw_flow *in = (rw_flow *)forge->input, *out = (rw_flow *)forge->output;
    const number_change number[] = {
        {&body->opening_stock,
         3.0,
         {"opening_stock", RW_VIOLATION_BALANCE, false, "stock of body in 2027-10: 5, should be 6"}},
        {&body->holding_eur,
         0.5,
         {"holding_eur", RW_VIOLATION_COST, false, "cost of holding in 2027-12: 4, should be 6.5"}},
        {&body->value_eur,
         5.0,
         {"value_eur", RW_VIOLATION_COST, false,
          "cost of end_value in 2028-03: -448.17734375, should be -452.77734375"}},
        {&body->local_share,
         0.2,
         {"local_share", RW_VIOLATION_POLICY, true,
          "local content missing of local_army in 2028-02: 9.4, at least 9.8"}},
        {&body->end_value_share, 0.75, {"end_value_share", RW_VIOLATION_COST, false, NULL}},
        {&forge->load, 1.1, {"load", RW_VIOLATION_CAPACITY, true, "load of forge, mature in 2027-10: 11, at most 10"}},
        {&forge->yield, 0.75, {"yield", RW_VIOLATION_BALANCE, false, NULL}},
        {&forge->cost_eur, 2.0, {"cost_eur", RW_VIOLATION_COST, false, NULL}},
        {&in->quantity, 0.5, {"input quantity", RW_VIOLATION_BALANCE, false, NULL}},
        {&out->quantity, 0.5, {"output quantity", RW_VIOLATION_BALANCE, false, NULL}}};
    change_numbers(&shop, number, COUNT(number));
    const index_change index[] = {{&in->item, ITEM_BODY, {"input item", RW_VIOLATION_BALANCE, false, NULL}},
                                  {&out->item, ITEM_ROUND, {"output item", RW_VIOLATION_BALANCE, false, NULL}},
                                  {&forge->line, LINE_PRESS, {"line", RW_VIOLATION_CAPACITY, false, NULL}},
                                  {&forge->n_input, 0, {"n_input", RW_VIOLATION_BALANCE, false, NULL}}};
    change_indices(&shop, index, COUNT(index));
    const path_change path[] = {
        {&body->storage_limit,
         3,
         11.0,
         {"storage_limit", RW_VIOLATION_STORAGE, true, "stock against storage of body in 2028-01: 11.6, at most 11"}},
        {&shop.model->item[ITEM_ROUND].storage_limit,
         5,
         1.0,
         {"storage_limit", RW_VIOLATION_STORAGE, true, "stock against storage of round in 2028-03: 2, at most 1"}}};
    change_paths(&shop, path, COUNT(path));
    workshop_free(&shop);
}

static void line_money_and_rates(void **state) {
    (void)state;
    workshop shop = workshop_new();
    rw_line *forge = &shop.model->line[LINE_FORGE];
    rw_pattern *day = &shop.model->pattern[PATTERN_DAY], *night = &shop.model->pattern[PATTERN_NIGHT];
    const number_change number[] = {
        {&forge->rate_per_month,
         9.0,
         {"rate_per_month", RW_VIOLATION_CAPACITY, false, "load of forge, mature in 2027-10: 10, at most 9"}},
        {&forge->capex_eur,
         1100.0,
         {"capex_eur", RW_VIOLATION_BUDGET, false, "yearly capex of invest in 2027-12: 880, at most 800"}},
        {&forge->capex_eur, 900.0, {"capex_eur", RW_VIOLATION_COST, false, NULL}},
        {&forge->grant_share, 0.3, {"grant_share", RW_VIOLATION_COST, false, NULL}},
        {&forge->fixed_eur_per_month,
         13.0,
         {"fixed_eur_per_month", RW_VIOLATION_COST, false, "cost of fixed in 2027-10: 12, should be 13"}},
        {&forge->yield_initial_share, 0.75, {"yield_initial_share", RW_VIOLATION_BALANCE, false, NULL}},
        {&forge->min_run_share,
         0.3,
         {"min_run_share", RW_VIOLATION_CAPACITY, true, "ever-warm shortfall of forge in 2028-02: 1, at least 3"}},
        {&forge->min_run_eur, 8.0, {"min_run_eur", RW_VIOLATION_COST, false, NULL}},
        {&forge->mothball_saving_share, 0.25, {"mothball_saving_share", RW_VIOLATION_COST, false, NULL}},
        {&forge->mothball_saving_share,
         0.0,
         {"no mothballing", RW_VIOLATION_CAPACITY, false, "forbidden mothballing of forge in 2028-02: 1, should be 0"}},
        {&forge->mothball_eur,
         4.0,
         {"mothball_eur", RW_VIOLATION_COST, false, "cost of mothball in 2028-02: 3, should be 4"}},
        {&forge->restart_eur,
         6.0,
         {"restart_eur", RW_VIOLATION_COST, false, "cost of mothball in 2028-03: 2, should be 3"}},
        {&forge->life_months, 20.0, {"life_months", RW_VIOLATION_COST, false, NULL}},
        {&forge->end_value_share, 0.25, {"end_value_share", RW_VIOLATION_COST, false, NULL}},
        {&day->multiplier,
         0.875,
         {"multiplier", RW_VIOLATION_CAPACITY, true, "load of forge, mature in 2027-10: 10, at most 8.75"}},
        {&night->crews,
         2.2,
         {"crews", RW_VIOLATION_PEOPLE, false, "people in crews of smith in 2028-03: 4.9, at most 4.60546875"}},
        {&night->premium_share, 0.25, {"premium_share", RW_VIOLATION_COST, false, NULL}},
        {&((rw_crew *)forge->crew)->heads, 1.25, {"heads", RW_VIOLATION_PEOPLE, false, NULL}}};
    change_numbers(&shop, number, COUNT(number));
    static const double later[] = {0.0, 0.25, 0.5, 0.25};
    forge->payment_share = later;
    expect(&shop, &(outcome){"payment_share", RW_VIOLATION_COST, false, NULL});
    workshop_free(&shop);
}

static void line_dates_and_limits(void **state) {
    (void)state;
    workshop shop = workshop_new();
    rw_line *forge = &shop.model->line[LINE_FORGE], *press = &shop.model->line[LINE_PRESS];
    rw_pin *pin = shop.model->pin;
    const index_change index[] = {
        {&forge->permit, -1, {"permit", RW_VIOLATION_EFFECTIVE, false, NULL}},
        {&forge->lead_months, 2, {"lead_months", RW_VIOLATION_EFFECTIVE, false, NULL}},
        {&forge->commissioning_months, 0, {"commissioning_months", RW_VIOLATION_EFFECTIVE, false, NULL}},
        {&forge->n_ramp, 0, {"ramp", RW_VIOLATION_EFFECTIVE, false, NULL}},
        {&forge->yield_months,
         0,
         {"yield_months", RW_VIOLATION_EFFECTIVE, false,
          "effective modules of forge, run-in in 2028-01: 1, should be 0"}},
        {&forge->yield_months, 2, {"yield_months", RW_VIOLATION_EFFECTIVE, false, NULL}},
        {&forge->modules_per_order,
         0,
         {"modules_per_order", RW_VIOLATION_ORDER, true,
          "orders within the spacing of forge in 2027-11: 1, at most 0"}},
        {&forge->modules_existing, 2, {"modules_existing", RW_VIOLATION_EFFECTIVE, false, NULL}},
        {&forge->modules_max,
         2,
         {"modules_max", RW_VIOLATION_ORDER, true, "modules of forge in 2028-03: 3, at most 2"}},
        {&forge->order_from,
         2,
         {"order_from", RW_VIOLATION_ORDER, true, "orders outside the window of forge in 2027-11: 1, should be 0"}},
        {&press->order_to,
         3,
         {"order_to", RW_VIOLATION_ORDER, true, "orders outside the window of press in 2028-02: 1, should be 0"}},
        {&forge->min_run_from,
         5,
         {"min_run_from", RW_VIOLATION_CAPACITY, true, "ever-warm shortfall of forge in 2028-02: 1, should be 0"}},
        {&press->lead_months, 0, {"lead_months", RW_VIOLATION_EFFECTIVE, false, NULL}},
        {&press->n_payment, 1, {"n_payment", RW_VIOLATION_COST, false, NULL}},
        {&pin[0].modules, 2, {"past modules", RW_VIOLATION_EFFECTIVE, false, NULL}},
        {&pin[0].month, -1, {"past month", RW_VIOLATION_COST, false, NULL}},
        {&pin[1].modules,
         2,
         {"pinned modules", RW_VIOLATION_ORDER, true, "pinned orders of forge in 2027-11: 1, at least 2"}},
        {&pin[1].month,
         2,
         {"pinned month", RW_VIOLATION_ORDER, true, "pinned orders of forge in 2027-12: 0, at least 1"}},
        {&pin[1].month, // no order of the past: no area, payment or module hangs on it
         0,
         {"pinned month", RW_VIOLATION_ORDER, true, "pinned orders of forge in 2027-10: 0, at least 1"}},
        {&shop.model->permit[0].apply_month, 0, {"apply_month", RW_VIOLATION_EFFECTIVE, false, NULL}},
        {&shop.scenarios->scenario[0].permit_months[0], 3, {"permit_months", RW_VIOLATION_EFFECTIVE, false, NULL}}};
    change_indices(&shop, index, COUNT(index));
    workshop_free(&shop);
}

static void sites(void **state) {
    (void)state;
    workshop shop = workshop_new();
    rw_line *forge = &shop.model->line[LINE_FORGE], *press = &shop.model->line[LINE_PRESS];
    const number_change number[] = {
        {&forge->area_m2, 101.0, {"area_m2", RW_VIOLATION_SITE, true, "area of hall in 2028-03: 353, at most 350"}},
        {&press->licence_units,
         1.0,
         {"licence_units", RW_VIOLATION_SITE, true, "licence units of hall in 2028-03: 10, at most 9"}},
        {&shop.model->site[0].area_m2,
         349.0,
         {"site area", RW_VIOLATION_SITE, true, "area of hall in 2028-03: 350, at most 349"}},
        {&shop.model->site[0].licence_units, 8.0, {"site licence", RW_VIOLATION_SITE, true, NULL}}};
    change_numbers(&shop, number, COUNT(number));
    workshop_free(&shop);
}

// Windows and limits include what stands right at them.
static void limits_met_exactly_pass(void **state) {
    (void)state;
    workshop shop = workshop_new();
    shop.model->line[LINE_FORGE].order_from = shop.model->line[LINE_FORGE].order_to = 1;
    shop.model->line[LINE_PRESS].order_from = shop.model->line[LINE_PRESS].order_to = 4;
    shop.model->option[0].from = shop.model->option[0].to = 1;
    shop.model->supplier[SUPPLIER_MILL].to = 4;
    shop.model->supply_rule[0].to = WORKSHOP_MONTHS; // beyond the horizon by one
    assert_true(verdict_of(&shop).ok);
    workshop_free(&shop);
}

// A second forge ordered in month 3 breaks a spacing of 3 months, not one of 2.
static void spacing_looks_back_over_its_months(void **state) {
    (void)state;
    workshop shop = workshop_new();
    rw_line *forge = &shop.model->line[LINE_FORGE];
    shop.model->pin[0].month = -9; // long ago
    forge->modules_max = 4;
    shop.plan->module_order[LINE_FORGE * WORKSHOP_MONTHS + 3] = 1.0;
    assert_int_equal(verdict_of(&shop).finding[RW_VIOLATION_ORDER].worst > 0.0, false);
    forge->spacing_months = 3;
    expect(&shop, &(outcome){"spacing_months", RW_VIOLATION_ORDER, false,
                             "orders within the spacing of forge in 2028-01: 2, at most 1"});
    shop.plan->module_order[LINE_FORGE * WORKSHOP_MONTHS + 3] = 0.0;
    shop.plan->module_order[LINE_FORGE * WORKSHOP_MONTHS + 0] = 1.0;
    expect(&shop, &(outcome){"spacing_months", RW_VIOLATION_ORDER, false,
                             "orders within the spacing of forge in 2027-11: 2, at most 1"});
    forge->modules_per_order = 2;
    assert_false(verdict_of(&shop).finding[RW_VIOLATION_ORDER].worst > 0.0);
    workshop_free(&shop);
}

// The forge ordered in month -2 stands 3 months before the one of month 1: too close for a spacing of 4, not for one of
// 3; two modules in month -2, one too many by themselves, are no violation of the plan.
static void spacing_looks_back_beyond_the_start(void **state) {
    (void)state;
    workshop shop = workshop_new();
    rw_line *forge = &shop.model->line[LINE_FORGE];
    forge->spacing_months = 3;
    assert_false(verdict_of(&shop).finding[RW_VIOLATION_ORDER].worst > 0.0);
    forge->spacing_months = 4;
    expect(&shop, &(outcome){"spacing_months", RW_VIOLATION_ORDER, true,
                             "orders within the spacing of forge in 2027-11: 1, at most 0"});
    forge->modules_per_order = 2;
    assert_true(verdict_of(&shop).ok);
    shop.model->pin[0].modules = 2;
    expect(&shop, &(outcome){"past modules", RW_VIOLATION_ORDER, false, NULL});
    forge->spacing_months = 3;
    forge->modules_per_order = 1;
    forge->modules_max = 4;
    assert_false(verdict_of(&shop).finding[RW_VIOLATION_ORDER].worst > 0.0);
    workshop_free(&shop);
}

// Starts in run-in where there is none of it.
static void run_in_is_for_lines_with_run_in(void **state) {
    (void)state;
    workshop shop = workshop_new();
    shop.plan->course[0].start[(MAKE_PACK * RW_N_VINTAGE + RW_RUN_IN) * WORKSHOP_MONTHS + 2] = 0.5;
    expect(&shop, &(outcome){"run-in", RW_VIOLATION_CAPACITY, false,
                             "starts without run-in of make_pack, run-in in 2027-12: 0.5, should be 0"});
    workshop_free(&shop);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(items_and_operations),
                                       cmocka_unit_test(line_money_and_rates),
                                       cmocka_unit_test(line_dates_and_limits),
                                       cmocka_unit_test(sites),
                                       cmocka_unit_test(limits_met_exactly_pass),
                                       cmocka_unit_test(spacing_looks_back_over_its_months),
                                       cmocka_unit_test(spacing_looks_back_beyond_the_start),
                                       cmocka_unit_test(run_in_is_for_lines_with_run_in)};
    return cmocka_run_group_tests_name("verify/plant", tests, NULL, NULL);
}
