// Models and plans of odd shapes: refused or checked, never a crash.  SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

#include <rampwerk/verify.h>

#include "core/memory.h"
#include "workshop.h"

static rw_status status_of(const workshop *shop) {
    rw_verdict verdict;
    rw_error error = {0};
    const rw_status status = rw_verify(shop->model, shop->scenarios, shop->plan, &verdict, &error);
    if (status != RW_OK) {
        assert_false(verdict.ok);
        assert_int_equal(error.status, status);
        assert_true(strlen(error.text) > 0);
    }
    return status;
}

static void nothing_at_all_is_refused(void **state) {
    (void)state;
    workshop shop = workshop_new();
    rw_verdict verdict;
    assert_int_equal(rw_verify(NULL, shop.scenarios, shop.plan, &verdict, NULL), RW_ARGUMENT);
    assert_int_equal(rw_verify(shop.model, NULL, shop.plan, &verdict, NULL), RW_ARGUMENT);
    assert_int_equal(rw_verify(shop.model, shop.scenarios, NULL, &verdict, NULL), RW_ARGUMENT);
    assert_int_equal(rw_verify(shop.model, shop.scenarios, shop.plan, NULL, NULL), RW_ARGUMENT);
    workshop_free(&shop);
}

static void refuse_index(const workshop *shop, rw_idx *index, rw_idx odd) {
    const rw_idx saved = *index;
    *index = odd;
    const rw_status status = status_of(shop);
    *index = saved;
    assert_int_equal(status, RW_ARGUMENT);
}

static void counts_and_lags_below_zero_are_refused(void **state) {
    (void)state;
    workshop shop = workshop_new();
    rw_model *m = shop.model;
    rw_idx *const index[] = {&m->n_month,
                             &m->n_year,
                             &m->n_item,
                             &m->n_operation,
                             &m->n_line,
                             &m->n_pattern,
                             &m->n_site,
                             &m->n_permit,
                             &m->n_skill,
                             &m->n_supplier,
                             &m->n_option,
                             &m->n_customer,
                             &m->n_product,
                             &m->n_delivery,
                             &m->n_budget,
                             &m->n_content_rule,
                             &m->n_supply_rule,
                             &m->n_surge_rule,
                             &m->n_transfer_rule,
                             &m->n_pin,
                             &m->operation[0].n_input,
                             &m->operation[0].n_output,
                             &m->line[0].n_crew,
                             &m->line[0].n_payment,
                             &m->line[0].n_ramp,
                             &m->line[0].lead_months,
                             &m->line[0].commissioning_months,
                             &m->line[0].yield_months,
                             &m->line[0].spacing_months,
                             &m->skill[0].training_months,
                             &m->supplier[0].transport_months,
                             &m->option[0].notice_months,
                             &m->supply_rule[0].n_customer,
                             &m->supply_rule[0].n_item,
                             &m->surge_rule[0].n_line,
                             &m->transfer_rule[0].n_item,
                             &shop.plan->n_month,
                             &shop.plan->n_scenario,
                             &shop.scenarios->n_scenario};
    for (size_t k = 0; k < sizeof index / sizeof index[0]; k++) {
        refuse_index(&shop, index[k], INT64_MIN);
        refuse_index(&shop, index[k], -1);
    }
    assert_int_equal(status_of(&shop), RW_OK);
    workshop_free(&shop);
}

// Horizons and lags beyond all bounds, and references to nothing.
static void indices_out_of_range_are_refused(void **state) {
    (void)state;
    workshop shop = workshop_new();
    rw_model *m = shop.model;
    rw_idx *const index[] = {&m->operation[0].line,
                             (rw_idx *)&m->operation[0].input[0].item,
                             (rw_idx *)&m->operation[0].output[0].item,
                             &m->pattern[0].line,
                             &m->line[0].site,
                             &m->line[0].permit,
                             (rw_idx *)&m->line[0].crew[0].skill,
                             &m->supplier[0].item,
                             &m->option[0].supplier,
                             &m->product[0].customer,
                             &m->product[0].item,
                             &m->delivery[0].product,
                             &m->delivery[0].item,
                             &m->content_rule[0].customer,
                             &m->pin[0].line,
                             &m->pin[0].month,
                             &m->content_rule->customer,
                             &m->line[0].lead_months,
                             &m->n_month,
                             &m->n_year};
    for (size_t k = 0; k < sizeof index / sizeof index[0]; k++) {
        refuse_index(&shop, index[k], INT64_MIN);
        refuse_index(&shop, index[k], INT64_MAX);
    }
    assert_int_equal(status_of(&shop), RW_OK);
    workshop_free(&shop);
}

// address: of a pointer to an array, which is set to NULL and back.
static void refuse_without(const workshop *shop, void *address) {
    void *saved = NULL, *const none = NULL;
    memcpy(&saved, address, sizeof saved);
    memcpy(address, &none, sizeof none);
    const rw_status status = status_of(shop);
    memcpy(address, &saved, sizeof saved);
    assert_int_equal(status, RW_ARGUMENT);
}

static void missing_arrays_of_the_model_are_refused(void **state) {
    (void)state;
    workshop shop = workshop_new();
    rw_model *m = shop.model;
    void *const array[] = {&m->item,
                           &m->operation,
                           &m->line,
                           &m->pattern,
                           &m->site,
                           &m->permit,
                           &m->skill,
                           &m->supplier,
                           &m->option,
                           &m->customer,
                           &m->product,
                           &m->delivery,
                           &m->budget,
                           &m->content_rule,
                           &m->supply_rule,
                           &m->surge_rule,
                           &m->transfer_rule,
                           &m->pin,
                           &m->item[0].storage_limit,
                           &m->operation[0].input,
                           &m->operation[0].output,
                           &m->line[0].crew,
                           &m->line[0].payment_share,
                           &m->line[0].ramp,
                           &m->skill[0].hire_limit,
                           &m->skill[0].wage_eur,
                           &m->supplier[0].price_eur,
                           &m->supplier[0].capacity,
                           &m->supplier[0].min_take,
                           &m->product[0].target,
                           &m->product[0].use,
                           &m->product[0].inflow,
                           &m->product[0].delivery_cap,
                           &m->budget[0].limit_eur,
                           &m->supply_rule[0].customer,
                           &m->supply_rule[0].item,
                           &m->surge_rule[0].line,
                           &m->transfer_rule[0].item};
    for (size_t k = 0; k < sizeof array / sizeof array[0]; k++) {
        refuse_without(&shop, array[k]);
    }
    assert_int_equal(status_of(&shop), RW_OK);
    workshop_free(&shop);
}

static void missing_arrays_of_scenario_and_orders_are_refused(void **state) {
    (void)state;
    workshop shop = workshop_new();
    rw_scenario *w = &shop.scenarios->scenario[0];
    void *const array[] = {
        &shop.scenarios->scenario, &w->permit_months, &w->build_ratio,  &w->ramp_ratio,   &w->rate_ratio,
        &w->yield_ratio,           &w->capex_ratio,   &w->price_ratio,  &w->supply_ratio, &w->hire_ratio,
        &w->attrition_ratio,       &w->use_ratio,     &w->target_ratio, &w->inflow_ratio, &shop.plan->module_order,
        &shop.plan->option_block,  &shop.plan->course};
    for (size_t k = 0; k < sizeof array / sizeof array[0]; k++) {
        refuse_without(&shop, array[k]);
    }
    assert_int_equal(status_of(&shop), RW_OK);
    workshop_free(&shop);
}

static void missing_arrays_of_the_course_are_refused(void **state) {
    (void)state;
    workshop shop = workshop_new();
    rw_course *c = &shop.plan->course[0];
    void *const array[] = {
        &c->start,        &c->module_shift, &c->mothballed,     &c->mothball_in, &c->mothball_out,   &c->min_run_short,
        &c->purchase,     &c->untaken,      &c->hire,           &c->layoff,      &c->overtime,       &c->headcount,
        &c->delivery,     &c->unmet,        &c->shortfall,      &c->critical,    &c->budget_overrun, &c->content_short,
        &c->supply_short, &c->surge_short,  &c->transfer_short, &c->stock,       &c->customer_stock, &c->effective,
        &c->cost,         &c->item_price,   &c->line_price,     &c->skill_price};
    for (size_t k = 0; k < sizeof array / sizeof array[0]; k++) {
        refuse_without(&shop, array[k]);
    }
    assert_int_equal(status_of(&shop), RW_OK);
    workshop_free(&shop);
}

// A plant of nothing for one month: nothing to find fault with.
static void empty_plant_passes(void **state) {
    (void)state;
    rw_model *model = rw_model_new();
    assert_non_null(model);
    model->start_year = 2027;
    model->start_month = 12;
    model->n_month = 1;
    model->n_year = 1;
    workshop shop = {.model = model};
    rw_verdict verdict;
    assert_int_equal(rw_scenario_nominal(model, &shop.scenarios, NULL), RW_OK);
    assert_int_equal(rw_plan_new(model, 1, &shop.plan, NULL), RW_OK);
    shop.plan->course[0].probability = 1.0;
    assert_int_equal(rw_verify(model, shop.scenarios, shop.plan, &verdict, NULL), RW_OK);
    assert_true(verdict.ok);
    assert_true(verdict.objective == 0.0);
    workshop_free(&shop);
}

// Names may be missing or endless: the place is cut, the values stay.
static void names_of_any_length_are_printed(void **state) {
    (void)state;
    workshop shop = workshop_new();
    char name[1000];
    rw_verdict verdict;
    memset(name, 'x', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    const char *const names[] = {NULL, "", name};
    for (size_t k = 0; k < sizeof names / sizeof names[0]; k++) {
        shop.model->customer[0].name = names[k];
        shop.model->item[ITEM_ROUND].name = names[k];
        shop.plan->course[0].shortfall[0] = 0.0;
        assert_int_equal(rw_verify(shop.model, shop.scenarios, shop.plan, &verdict, NULL), RW_OK);
        assert_non_null(strstr(verdict.finding[RW_VIOLATION_CUSTOMER].where, " in 2027-10: 0, at least 4"));
    }
    workshop_free(&shop);
}

// Figures out of all bounds are worked with as they are.
static void model_of_garbage_numbers_does_not_crash(void **state) {
    (void)state;
    workshop shop = workshop_new();
    rw_model *m = shop.model;
    double *const number[] = {&m->item[1].opening_stock,
                              &m->item[1].holding_eur,
                              &m->operation[0].load,
                              &m->operation[0].yield,
                              &m->pattern[0].multiplier,
                              &m->line[0].rate_per_month,
                              &m->line[0].capex_eur,
                              &m->line[0].grant_share,
                              &m->line[0].area_m2,
                              &m->line[0].life_months,
                              &m->skill[0].headcount,
                              &m->skill[0].attrition_per_month,
                              &m->option[0].capacity_per_month,
                              &m->product[0].opening_stock,
                              &m->product[0].critical_eur,
                              &m->product[0].end_value_eur,
                              &m->supply_rule[0].min_share,
                              &m->discount_rate,
                              &shop.scenarios->scenario[0].build_ratio[0],
                              &shop.scenarios->scenario[0].ramp_ratio[0],
                              &shop.scenarios->scenario[0].probability};
    const double garbage[] = {NAN, -INFINITY, 1e308, -1e308, 0.0};
    for (size_t k = 0; k < sizeof number / sizeof number[0]; k++) {
        const double saved = *number[k];
        for (size_t g = 0; g < sizeof garbage / sizeof garbage[0]; g++) {
            *number[k] = garbage[g];
            assert_int_equal(status_of(&shop), RW_OK); // it ran
        }
        *number[k] = saved;
    }
    assert_int_equal(status_of(&shop), RW_OK);
    workshop_free(&shop);
}

static void every_failed_allocation_is_reported(void **state) {
    (void)state;
    workshop shop = workshop_new();
    const long live = rw_memory_live();
    rw_status status = RW_NO_MEMORY;
    for (long after = 0; status == RW_NO_MEMORY && after < 100; after++) {
        rw_memory_fail_after(after);
        status = status_of(&shop);
        rw_memory_fail_after(-1);
        assert_true(status == RW_OK || status == RW_NO_MEMORY);
        assert_int_equal(rw_memory_live(), live);
    }
    assert_int_equal(status, RW_OK);
    workshop_free(&shop);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(nothing_at_all_is_refused),
                                       cmocka_unit_test(counts_and_lags_below_zero_are_refused),
                                       cmocka_unit_test(indices_out_of_range_are_refused),
                                       cmocka_unit_test(missing_arrays_of_the_model_are_refused),
                                       cmocka_unit_test(missing_arrays_of_scenario_and_orders_are_refused),
                                       cmocka_unit_test(missing_arrays_of_the_course_are_refused),
                                       cmocka_unit_test(empty_plant_passes),
                                       cmocka_unit_test(names_of_any_length_are_printed),
                                       cmocka_unit_test(model_of_garbage_numbers_does_not_crash),
                                       cmocka_unit_test(every_failed_allocation_is_reported)};
    return cmocka_run_group_tests_name("verify/shape", tests, NULL, NULL);
}
