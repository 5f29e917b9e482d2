// What deserves a word in a model gets it.  SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "core/memory.h"
#include "core/text.h"
#include "model/checking.h"
#include "support/tiny.h"

enum { N_MONTH = 12, N_LINE = 2 };

#define CREDIT(month)                                                                                                  \
    "items.item0.end_value_share: a unit left at the end is credited with 2 EUR, more than buying it from mill "       \
    "in " month " and holding it costs: plans buy it for the credit\n"

typedef void (*change)(rw_model *model);

static void collect(void *context, const char *path, const char *text) {
    rw_text_format(context, "%s: %s\n", path, text);
}

// The tiny plant without what is odd about it: a supplier without capacity, and a target from the first month on.
static rw_model *plain_plant(void) {
    rw_model *model = rw_tiny_new(N_MONTH, N_LINE);
    model->n_supplier = 1;
    double target[N_MONTH] = {0};
    for (int t = 1; t < N_MONTH; t++) {
        target[t] = 50;
    }
    model->product[0].target = rw_tiny_values(model, N_MONTH, target);
    return model;
}

static void check_reports(change change_model, const char *expected) {
    rw_model *model = plain_plant();
    rw_text reports = {0};
    if (change_model != NULL) {
        change_model(model);
    }
    rw_model_warn(model, collect, &reports);
    assert_string_equal(rw_text_string(&reports), expected);
    rw_text_clear(&reports);
    rw_model_free(&model);
}

static void no_supplier(rw_model *model) {
    model->n_supplier = 0;
}

static void unused_line(rw_model *model) {
    model->operation[1].line = 0;
}

static void lines_too_late(rw_model *model) {
    model->line[1].lead_months = 7;
    model->line[1].commissioning_months = 5;
}

static void no_modules(rw_model *model) {
    model->line[0].modules_max = 0;
}

static void early_target(rw_model *model) {
    model->product[0].opening_stock = 55;
    model->product[0].use = rw_tiny_path(model, 2);
    model->product[0].target = rw_tiny_path(model, 50);
    model->line[0].lead_months = 6;
}

// Use that is not met leaves nothing behind: the stock is 0 in month 1, and 60 with what comes in month 2.
static void empty_stock(rw_model *model) {
    const double use[N_MONTH] = {0, 100};
    const double inflow[N_MONTH] = {0, 0, 60};
    const double target[N_MONTH] = {0, 0, 50, 61};
    model->product[0].use = rw_tiny_values(model, N_MONTH, use);
    model->product[0].inflow = rw_tiny_values(model, N_MONTH, inflow);
    model->product[0].target = rw_tiny_values(model, N_MONTH, target);
    model->line[0].lead_months = 6;
}

static void nobody_to_hire(rw_model *model) {
    model->skill[0].headcount = 0;
    model->skill[0].training_months = N_MONTH;
}

static void late_supplier(rw_model *model) {
    model->supplier[0].from = 6;
    model->supplier[0].transport_months = 6;
}

static void forced_purchase(rw_model *model) {
    model->supplier[0].min_take = rw_tiny_path(model, 1000.5);
}

static void forced_purchase_of_an_option(rw_model *model) {
    static rw_option option = {.name = "more", .blocks_max = 2, .capacity_per_month = 500, .to = N_MONTH - 1};
    forced_purchase(model);
    model->option = &option;
    model->n_option = 1;
    model->supplier[0].option_end = 1;
}

// Steel at 1 in month 3, in the last month but one at 1.5, and at 0.5 too late; credited with 2.
static void cheap_enough_for_the_credit(rw_model *model) {
    const double price[N_MONTH] = {2, 2, 2, 1, 2, 2, 2, 2, 2, 2, 1.5, 0.5};
    model->item[0].end_value_share = 0.02;
    model->supplier[0].transport_months = 1;
    model->supplier[0].price_eur = rw_tiny_values(model, N_MONTH, price);
}

// 1.5 and a month of holding make 1.75; 1 and 8 months of it 3.
static void cheap_enough_for_the_credit_and_held(rw_model *model) {
    cheap_enough_for_the_credit(model);
    model->item[0].holding_eur = 0.25;
}

static void too_dear_for_the_credit(rw_model *model) { // 1.5 and 0.5 is no less than 2
    cheap_enough_for_the_credit(model);
    model->item[0].holding_eur = 0.5;
}

// At 200 % a year, 2 in month 11 are worth 2 * 3^(-8/12) = 0.96 in month 3.
static void discounted_credit(rw_model *model) {
    cheap_enough_for_the_credit(model);
    model->discount_rate = 2.0;
    model->supplier[0].to = 9;
}

static void early_credit(rw_model *model) {
    cheap_enough_for_the_credit(model);
    model->supplier[0].to = 9;
}

static void nothing_at_stake(rw_model *model) {
    model->product[0].shortfall_eur = 0;
}

static void nothing_wanted_at_the_end(rw_model *model) {
    const double target[N_MONTH] = {0, 0, 0, 50};
    model->product[0].target = rw_tiny_values(model, N_MONTH, target);
    model->product[0].end_value_eur = 7;
}

// Month 3 has a target, so that only "b" is idle.
static void targets_nobody_can_miss(rw_model *model) {
    static rw_probability_target targets[] = {
        {.name = "a", .item = -1, .by = 3, .share = 0.5, .price_limit = 64, .price_tolerance = 0.05},
        {.name = "b", .item = N_LINE, .by = 4, .share = 0.5, .price_limit = 64, .price_tolerance = 0.05}};
    const double target[N_MONTH] = {0, 0, 0, 50};
    model->product[0].target = rw_tiny_values(model, N_MONTH, target);
    model->probability_target = targets;
    model->n_probability_target = 2;
}

static void no_weight(rw_model *model) {
    model->customer[0].priority_weight = 0;
}

static void full_site(rw_model *model) {
    static rw_site sites[] = {{.name = "east", .title = "", .area_m2 = 99, .licence_units = 5},
                              {.name = "west", .title = "", .area_m2 = 1}};
    static rw_permit permit = {.name = "paper", .title = ""};
    model->site = sites;
    model->n_site = 2;
    model->permit = &permit;
    model->n_permit = 1;
    model->line[0].site = 0;
    model->line[0].area_m2 = 50;
    model->line[0].modules_existing = 2;
}

static void rules_without_effect(rw_model *model) {
    model->line[0].min_run_share = 0.5;
    model->line[1].yield_months = 3;
}

static void scenarios_without_risks(rw_model *model) {
    model->scenarios = 100;
}

static void weight_on_one_scenario(rw_model *model) {
    model->risk_weight = 0.5;
}

static void oddities_are_reported(void **state) {
    (void)state;
    static const struct {
        change change_model;
        const char *expected;
    } cases[] = {
        {NULL, ""},
        {scenarios_without_risks, "plan.scenarios: no risk is declared: every scenario is the nominal one\n"},
        {weight_on_one_scenario, "plan.risk_weight: it has no effect on a plan for one scenario\n"},
        {no_supplier, "items.item0: nobody makes or sells it\n"
                      "operations.make1: it can never run: item1 is not at hand within the plan\n"
                      "customers.army.products.item2.target: it is missed from 2027-02 on if all use is met: the first "
                      "delivery can only be made after the plan\n"},
        {unused_line, "lines.line1: no operation runs on it\n"},
        {lines_too_late,
         "lines.line1: modules ordered within the plan can produce only after its end\n"
         "customers.army.products.item2.target: it is missed from 2027-02 on if all use is met: the first "
         "delivery can only be made after the plan\n"},
        {no_modules, "operations.make1: it can never run: item1 is not at hand within the plan\n"
                     "lines.line0: it can have no modules\n"
                     "customers.army.products.item2.target: it is missed from 2027-02 on if all use is met: the first "
                     "delivery can only be made after the plan\n"},
        // 55 - 2 (t + 1) falls below 50 in month 2; line 0 runs from month 6 on
        {early_target,
         "customers.army.products.item2.target: it is missed from 2027-03 on if all use is met: the first "
         "delivery can be made in 2027-07\n"},
        {empty_stock, "customers.army.products.item2.target: it is missed from 2027-04 on if all use is met: the first "
                      "delivery can be made in 2027-07\n"},
        {nobody_to_hire, "skills.worker: crews need it, but there is nobody and nobody can be hired in time\n"},
        {late_supplier,
         "operations.make0: it can never run: item0 is not at hand within the plan\n"
         "operations.make1: it can never run: item1 is not at hand within the plan\n"
         "suppliers.mill: nothing can arrive within the plan\n"
         "customers.army.products.item2.target: it is missed from 2027-02 on if all use is met: the first "
         "delivery can only be made after the plan\n"},
        {forced_purchase, "suppliers.mill.min_take: in 2027-01 the minimum take of 1000.5 exceeds the capacity of "
                          "1000: no more is owed\n"},
        {forced_purchase_of_an_option, "suppliers.mill.min_take: in 2027-01 the minimum take of 1000.5 exceeds the "
                                       "capacity of 1000: no more is owed\n"},
        {nothing_at_stake, "customers.army.products.item2: the target has no price (shortfall_eur): missing it costs "
                           "nothing\n"},
        {nothing_wanted_at_the_end, "customers.army.products.item2: stock has no value at the end (end_value_eur): the "
                                    "last month has no target\n"},
        {no_weight, "customers.army.priority_weight: a weight of 0: the customer's shortfall counts for nothing\n"},
        {full_site,
         "sites.east: the modules that are there already need 100 m2 and 0 licence units: more than it has, so "
         "that no plan is possible\n"
         "sites.west: no line stands on it\n"
         "permits.paper: no line waits for it\n"},
        {rules_without_effect,
         "lines.line0.min_run_share: the ever-warm rule has no price (min_run_eur) and does not bind\n"
         "lines.line1.yield_months: run-in has no effect: yield_initial_share is 1\n"},
    };
    for (size_t k = 0; k < sizeof cases / sizeof cases[0]; k++) {
        check_reports(cases[k].change_model, cases[k].expected);
    }
    assert_int_equal(rw_memory_live(), 0);
}

static void targets_that_are_met_anyway_are_reported(void **state) {
    (void)state;
    check_reports(targets_nobody_can_miss, "policies.probability_targets.b.by: army wants no stock in 2027-05: the "
                                           "target is met whatever is done\n");
}

static void credits_that_pay_for_buying_are_reported(void **state) {
    (void)state;
    check_reports(cheap_enough_for_the_credit, CREDIT("2027-11"));
    check_reports(cheap_enough_for_the_credit_and_held, CREDIT("2027-11"));
    check_reports(too_dear_for_the_credit, "");
    check_reports(discounted_credit, "");
    check_reports(early_credit, CREDIT("2027-04"));
}

static void first_month_at_hand_follows_the_chain(void **state) {
    (void)state;
    rw_idx earliest[N_LINE + 1];
    static rw_permit permit = {.name = "paper", .title = "", .apply_month = -2, .duration_months = 4};
    static rw_pin pin = {.line = 0, .month = -6, .modules = 1};
    rw_model *model = plain_plant();
    model->supplier[0].from = 2;
    model->supplier[0].transport_months = 1;
    model->permit = &permit;
    model->n_permit = 1;
    model->line[1].permit = 0;
    model->line[1].order_from = 1;
    model->line[1].lead_months = 3;
    model->line[1].commissioning_months = 1;
    rw_model_earliest(model, earliest);
    assert_int_equal(earliest[0], 3); // shipped in month 2
    assert_int_equal(earliest[1], 3); // line 0 runs from month 1 on
    assert_int_equal(earliest[2], 6); // the permit is granted in month 2, then 4 months
    model->pin = &pin;
    model->n_pin = 1;
    model->item[0].opening_stock = 1;
    rw_model_earliest(model, earliest);
    assert_int_equal(earliest[1], 0);
    rw_model_free(&model);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(oddities_are_reported),
        cmocka_unit_test(targets_that_are_met_anyway_are_reported),
        cmocka_unit_test(credits_that_pay_for_buying_are_reported),
        cmocka_unit_test(first_month_at_hand_follows_the_chain),
    };
    return cmocka_run_group_tests_name("model/warn", tests, NULL, NULL);
}
