// From orders to effective modules, payments and balances, against figures derived by hand.
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "core/memory.h"
#include "formulate/timing.h"
#include "formulate/window.h"
#include "support/tiny.h"
#include "unit/formulate/peek.h"

// A line that waits for a permit (granted in month 3), lead 2, commissioning 1, ramp 0.25, 0.5, run-in 3 months.
static rw_model *waiting_line(void) {
    const double ramp[] = {0.25, 0.5};
    rw_model *model = rw_tiny_new(12, 1);
    model->n_permit = 1;
    model->permit = rw_tiny_alloc(model, 1, sizeof *model->permit);
    model->permit[0] = (rw_permit){.name = "permit", .title = "", .apply_month = -2, .duration_months = 5};
    model->line[0].permit = 0;
    model->line[0].lead_months = 2;
    model->line[0].commissioning_months = 1;
    model->line[0].n_ramp = 2;
    model->line[0].ramp = rw_tiny_values(model, 2, ramp);
    model->line[0].yield_months = 3;
    return model;
}

static void shares_follow_permit_build_ramp_and_run_in(void **state) {
    (void)state;
    // order in month 1: construction 3, complete 5, first production 6, run-in 6..8, full rate from 8
    const double run_in[] = {0, 0, 0, 0, 0, 0, 0.25, 0.5, 1, 0, 0, 0};
    const double mature[] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1};
    rw_model *model = waiting_line();
    rw_scenario_set *set = NULL;
    rw_timing timing;
    assert_int_equal(rw_scenario_nominal(model, &set, NULL), RW_OK);
    assert_int_equal(rw_timing_init(&timing, set->arena, model, &set->scenario[0]), RW_OK);
    assert_int_equal(timing.complete[1], 5);
    assert_int_equal(timing.first[1], 6);
    assert_int_equal(timing.complete[7], 9);
    for (rw_idx t = 0; t < 12; t++) {
        assert_true(rw_timing_share(&timing, 0, RW_RUN_IN, 1, t) == run_in[t]);
        assert_true(rw_timing_share(&timing, 0, RW_MATURE, 1, t) == mature[t]);
    }
    rw_scenario_free(&set);
    rw_model_free(&model);
}

static void scenario_delays_stretches_and_derates(void **state) {
    (void)state;
    // grant -2 + 6 = 4; build 1.4: lead rnd(2.8) = 3, first rnd(4.2) = 4: complete 7, first 8; ramp steps of 2 months
    const double run_in[] = {0, 0, 0, 0, 0, 0, 0, 0, 0.2, 0.2, 0.4, 0};
    rw_model *model = waiting_line();
    rw_scenario_set *set = NULL;
    rw_timing timing;
    assert_int_equal(rw_scenario_nominal(model, &set, NULL), RW_OK);
    set->scenario[0].permit_months[0] = 6;
    set->scenario[0].build_ratio[0] = 1.4;
    set->scenario[0].ramp_ratio[0] = 2.0;
    set->scenario[0].rate_ratio[0] = 0.8;
    assert_int_equal(rw_timing_init(&timing, set->arena, model, &set->scenario[0]), RW_OK);
    assert_int_equal(timing.complete[0], 7);
    assert_int_equal(timing.first[0], 8);
    for (rw_idx t = 0; t < 12; t++) {
        assert_true(rw_timing_share(&timing, 0, RW_RUN_IN, 0, t) == run_in[t]);
    }
    assert_true(rw_timing_share(&timing, 0, RW_MATURE, 0, 11) == 0.8 * 0.5);
    rw_scenario_free(&set);
    rw_model_free(&model);
}

static void standing_modules_are_the_constant(void **state) {
    (void)state;
    rw_model *model = waiting_line();
    rw_scenario_set *set = NULL;
    rw_timing timing;
    model->line[0].modules_existing = 2;
    model->line[0].permit = -1;
    model->n_pin = 1;
    model->pin = rw_tiny_alloc(model, 1, sizeof *model->pin);
    model->pin[0] = (rw_pin){.line = 0, .month = -1, .modules = 3}; // complete 1, first 2, mature from 5
    assert_int_equal(rw_scenario_nominal(model, &set, NULL), RW_OK);
    assert_int_equal(rw_timing_init(&timing, set->arena, model, &set->scenario[0]), RW_OK);
    assert_true(timing.modules[0] == 2.0 && timing.modules[1] == 5.0 && timing.modules[11] == 5.0);
    const double *run_in = &timing.effective[RW_RUN_IN * 12];
    const double *mature = &timing.effective[RW_MATURE * 12];
    assert_true(run_in[1] == 0.0 && run_in[2] == 0.75 && run_in[3] == 1.5 && run_in[4] == 3.0 && run_in[5] == 0.0);
    assert_true(mature[0] == 2.0 && mature[4] == 2.0 && mature[5] == 5.0);
    rw_scenario_free(&set);
    rw_model_free(&model);
}

static void payments_fall_due_and_the_last_month_collects(void **state) {
    (void)state;
    const double share[] = {0.5, 0.0, 0.3, 0.2};
    rw_model *model = rw_tiny_new(6, 1);
    model->line[0].n_payment = 4;
    model->line[0].payment_share = rw_tiny_values(model, 4, share);
    assert_true(rw_timing_payment(model, 0, 1, 0) == 0.0);
    assert_true(rw_timing_payment(model, 0, 1, 1) == 0.5);
    assert_true(rw_timing_payment(model, 0, 1, 3) == 0.3);
    assert_true(rw_timing_payment(model, 0, 1, 5) == 0.0);
    assert_true(rw_timing_payment(model, 0, 4, 4) == 0.5);
    assert_close(rw_timing_payment(model, 0, 4, 5), 0.5); // 0, 0.3 and 0.2
    assert_true(rw_timing_payment(model, 0, 5, 5) == 1.0);
    assert_true(rw_timing_payment(model, 0, -2, 0) == 0.3); // the first instalments are sunk
    assert_true(rw_timing_payment(model, 0, -2, 1) == 0.2);
    rw_model_free(&model);
}

static void module_value_is_a_straight_line(void **state) {
    (void)state;
    rw_model *model = rw_tiny_new(12, 1);
    model->line[0].grant_share = 0.2;
    model->line[0].end_value_share = 0.5;
    model->line[0].life_months = 48.0;
    assert_close(rw_timing_module_value(model, 0, 0), 800.0 * 0.5 * 0.75);
    assert_close(rw_timing_module_value(model, 0, 6), 800.0 * 0.5 * 0.875);
    model->line[0].life_months = 6.0;
    assert_true(rw_timing_module_value(model, 0, 0) == 0.0);
    rw_model_free(&model);
}

static void balances_are_years_or_the_window(void **state) {
    (void)state;
    rw_idx begin = -1;
    rw_idx end = -1;
    rw_model *model = rw_tiny_new(30, 1);
    model->start_month = 11; // 2027-11: years end with months 1, 13, 25, 29
    const rw_window years = {.from = 5, .to = 26, .by_year = true};
    const rw_window whole = {.from = 5, .to = 99, .by_year = false};
    assert_false(rw_window_balance(model, years, 0, &begin, &end));
    assert_true(rw_window_balance(model, years, 1, &begin, &end) && begin == 5 && end == 14);
    assert_true(rw_window_balance(model, years, 2, &begin, &end) && begin == 14 && end == 26);
    assert_true(rw_window_balance(model, years, 3, &begin, &end) && begin == 26 && end == 27);
    assert_true(rw_window_balance(model, whole, 0, &begin, &end) && begin == 5 && end == 30);
    assert_false(rw_window_balance(model, whole, 1, &begin, &end));
    assert_int_equal(rw_window_ending(model, years, 13), 1);
    assert_int_equal(rw_window_ending(model, years, 12), -1);
    assert_int_equal(rw_window_ending(model, years, 26), 3);
    assert_int_equal(rw_window_ending(model, whole, 29), 0);
    const rw_window past = {.from = 40, .to = 50, .by_year = false};
    assert_false(rw_window_balance(model, past, 0, &begin, &end));
    rw_model_free(&model);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shares_follow_permit_build_ramp_and_run_in),
        cmocka_unit_test(scenario_delays_stretches_and_derates),
        cmocka_unit_test(standing_modules_are_the_constant),
        cmocka_unit_test(payments_fall_due_and_the_last_month_collects),
        cmocka_unit_test(module_value_is_a_straight_line),
        cmocka_unit_test(balances_are_years_or_the_window),
    };
    return cmocka_run_group_tests_name("formulate/timing", tests, NULL, NULL);
}
