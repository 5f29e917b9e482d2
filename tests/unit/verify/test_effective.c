// Effective modules against tables worked out by hand: permits, build and ramp ratios, run-in, orders of the past.
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <rampwerk/plan.h>
#include <rampwerk/verify.h>

#include "support/tiny.h"

enum { MONTHS = 12 };

// A line of the tiny plant: no modules exist, one is ordered in month 1; lead 3, commissioning 2, ramp 0.25, 0.5,
// run-in of 3 months, fixed cost 10.  Each case changes some of it.
typedef struct effective_case {
    const char *name;
    rw_idx existing;
    rw_idx past_month, past_modules; // a pin; 0 modules: none
    bool permit;
    rw_idx apply_month, permit_months;
    double build_ratio, ramp_ratio, rate_ratio;
    rw_idx yield_months;
    double run_in[MONTHS], mature[MONTHS];
    double fixed_eur[MONTHS];
} effective_case;

static const effective_case table[] = {
    // b = 1 + 3 + 2 = 6, c = 1 + 3 = 4; run-in 6, 7, 8
    {.name = "plain",
     .build_ratio = 1,
     .ramp_ratio = 1,
     .rate_ratio = 1,
     .yield_months = 3,
     .run_in = {0, 0, 0, 0, 0, 0, 0.25, 0.5, 1, 0, 0, 0},
     .mature = {0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1},
     .fixed_eur = {0, 0, 0, 0, 10, 10, 10, 10, 10, 10, 10, 10}},
    // no run-in: all mature, the ramp stays
    {.name = "no run-in",
     .build_ratio = 1,
     .ramp_ratio = 1,
     .rate_ratio = 1,
     .yield_months = 0,
     .mature = {0, 0, 0, 0, 0, 0, 0.25, 0.5, 1, 1, 1, 1},
     .fixed_eur = {0, 0, 0, 0, 10, 10, 10, 10, 10, 10, 10, 10}},
    // granted in -3 + 4 = 1, no later than the order: as plain
    {.name = "permit in time",
     .permit = true,
     .apply_month = -3,
     .permit_months = 4,
     .build_ratio = 1,
     .ramp_ratio = 1,
     .rate_ratio = 1,
     .yield_months = 3,
     .run_in = {0, 0, 0, 0, 0, 0, 0.25, 0.5, 1, 0, 0, 0},
     .mature = {0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1},
     .fixed_eur = {0, 0, 0, 0, 10, 10, 10, 10, 10, 10, 10, 10}},
    // granted in 1 + 3 = 4: c = 7, b = 9
    {.name = "permit late",
     .permit = true,
     .apply_month = 1,
     .permit_months = 3,
     .build_ratio = 1,
     .ramp_ratio = 1,
     .rate_ratio = 1,
     .yield_months = 3,
     .run_in = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0.25, 0.5, 1},
     .mature = {0},
     .fixed_eur = {0, 0, 0, 0, 0, 0, 0, 10, 10, 10, 10, 10}},
    // c = 1 + rnd(1.5 * 3 = 4.5) = 6, b = 1 + rnd(1.5 * 5 = 7.5) = 9
    {.name = "built slowly",
     .build_ratio = 1.5,
     .ramp_ratio = 1,
     .rate_ratio = 1,
     .yield_months = 3,
     .run_in = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0.25, 0.5, 1},
     .mature = {0},
     .fixed_eur = {0, 0, 0, 0, 0, 0, 10, 10, 10, 10, 10, 10}},
    // c = 1 + rnd(0.8 * 3 = 2.4) = 3, b = 1 + rnd(0.8 * 5 = 4) = 5: rounded apart
    {.name = "built fast",
     .build_ratio = 0.8,
     .ramp_ratio = 1,
     .rate_ratio = 1,
     .yield_months = 3,
     .run_in = {0, 0, 0, 0, 0, 0.25, 0.5, 1, 0, 0, 0, 0},
     .mature = {0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1},
     .fixed_eur = {0, 0, 0, 10, 10, 10, 10, 10, 10, 10, 10, 10}},
    // k = floor(age / 1.5) = 0, 0, 1, 2: the ramp stretches, run-in does not
    {.name = "slow ramp",
     .build_ratio = 1,
     .ramp_ratio = 1.5,
     .rate_ratio = 1,
     .yield_months = 3,
     .run_in = {0, 0, 0, 0, 0, 0, 0.25, 0.25, 0.5, 0, 0, 0},
     .mature = {0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1},
     .fixed_eur = {0, 0, 0, 0, 10, 10, 10, 10, 10, 10, 10, 10}},
    // k = floor(age / 0.5) = 0, 2: the second step is skipped
    {.name = "fast ramp",
     .build_ratio = 1,
     .ramp_ratio = 0.5,
     .rate_ratio = 1,
     .yield_months = 3,
     .run_in = {0, 0, 0, 0, 0, 0, 0.25, 1, 1, 0, 0, 0},
     .mature = {0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1},
     .fixed_eur = {0, 0, 0, 0, 10, 10, 10, 10, 10, 10, 10, 10}},
    // realised rate 0.5 of two existing modules too, mature from the start; fixed cost counts whole modules
    {.name = "existing at half rate",
     .existing = 2,
     .build_ratio = 1,
     .ramp_ratio = 1,
     .rate_ratio = 0.5,
     .yield_months = 3,
     .run_in = {0, 0, 0, 0, 0, 0, 0.125, 0.25, 0.5, 0, 0, 0},
     .mature = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1.5, 1.5, 1.5},
     .fixed_eur = {20, 20, 20, 20, 30, 30, 30, 30, 30, 30, 30, 30}},
    // two ordered in month -6: c = -3, b = -1: in month 0 in the second month of production and run-in
    {.name = "past order",
     .past_month = -6,
     .past_modules = 2,
     .build_ratio = 1,
     .ramp_ratio = 1,
     .rate_ratio = 1,
     .yield_months = 3,
     .run_in = {1, 2, 0, 0, 0, 0, 0.25, 0.5, 1, 0, 0, 0},
     .mature = {0, 0, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3},
     .fixed_eur = {20, 20, 20, 20, 30, 30, 30, 30, 30, 30, 30, 30}},
    // granted in -10 + 8 = -2, after the order of month -6: c = 1, b = 3; the order of month 1 does not wait
    {.name = "past order and permit",
     .past_month = -6,
     .past_modules = 2,
     .permit = true,
     .apply_month = -10,
     .permit_months = 8,
     .build_ratio = 1,
     .ramp_ratio = 1,
     .rate_ratio = 1,
     .yield_months = 3,
     .run_in = {0, 0, 0, 0.5, 1, 2, 0.25, 0.5, 1, 0, 0, 0},
     .mature = {0, 0, 0, 0, 0, 0, 2, 2, 2, 3, 3, 3},
     .fixed_eur = {0, 20, 20, 20, 30, 30, 30, 30, 30, 30, 30, 30}},
    // an order pinned in month 0 is none of the past: it counts where the plan places it, which it does not
    {.name = "pinned in month 0",
     .past_month = 0,
     .past_modules = 1,
     .build_ratio = 1,
     .ramp_ratio = 1,
     .rate_ratio = 1,
     .yield_months = 3,
     .run_in = {0, 0, 0, 0, 0, 0, 0.25, 0.5, 1, 0, 0, 0},
     .mature = {0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1},
     .fixed_eur = {0, 0, 0, 0, 10, 10, 10, 10, 10, 10, 10, 10}},
    // permits and building times beyond the horizon: nothing produces, nothing is fixed cost
    {.name = "never",
     .permit = true,
     .apply_month = 0,
     .permit_months = 900,
     .build_ratio = 1,
     .ramp_ratio = 1,
     .rate_ratio = 1,
     .yield_months = 3,
     .run_in = {0},
     .mature = {0},
     .fixed_eur = {0}}};

static rw_model *plant_of(const effective_case *row) {
    static const double ramp[] = {0.25, 0.5};
    rw_model *model = rw_tiny_new(MONTHS, 1);
    rw_line *line = &model->line[0];
    line->lead_months = 3;
    line->commissioning_months = 2;
    line->n_ramp = 2;
    line->ramp = ramp;
    line->yield_months = row->yield_months;
    line->modules_existing = row->existing;
    if (row->permit) {
        model->n_permit = 1;
        model->permit = rw_tiny_alloc(model, 1, sizeof *model->permit);
        model->permit[0] = (rw_permit){"permit", "", row->apply_month, 1};
        line->permit = 0;
    }
    if (row->past_modules > 0) {
        model->n_pin = 1;
        model->pin = rw_tiny_alloc(model, 1, sizeof *model->pin);
        model->pin[0] = (rw_pin){0, row->past_month, row->past_modules};
    }
    return model;
}

// The verdict on a plan that orders one module in month 1 and claims the effective modules and fixed cost of the row.
static rw_verdict verdict_of(const effective_case *row, int spoiled) {
    rw_model *model = plant_of(row);
    rw_scenario_set *scenarios = NULL;
    rw_plan *plan = NULL;
    rw_verdict verdict;
    assert_int_equal(rw_scenario_nominal(model, &scenarios, NULL), RW_OK);
    assert_int_equal(rw_plan_new(model, 1, &plan, NULL), RW_OK);
    rw_scenario *scenario = &scenarios->scenario[0];
    scenario->build_ratio[0] = row->build_ratio;
    scenario->ramp_ratio[0] = row->ramp_ratio;
    scenario->rate_ratio[0] = row->rate_ratio;
    if (row->permit) {
        scenario->permit_months[0] = row->permit_months;
    }
    plan->module_order[1] = 1.0;
    plan->course[0].cost[RW_COST_CAPEX * MONTHS + 1] = 1000.0;
    for (int t = 0; t < MONTHS; t++) {
        plan->course[0].cost[RW_COST_WAGE * MONTHS + t] = 30.0;        // 10 workers at 3
        plan->course[0].cost[RW_COST_SHORTFALL * MONTHS + t] = 1000.0; // 50 short at 20
        plan->course[0].shortfall[t] = 50.0;
        plan->course[0].headcount[t] = 10.0;
        plan->course[0].effective[RW_RUN_IN * MONTHS + t] = row->run_in[t];
        plan->course[0].effective[RW_MATURE * MONTHS + t] = row->mature[t];
        plan->course[0].cost[RW_COST_FIXED * MONTHS + t] = row->fixed_eur[t];
    }
    if (spoiled >= 0) {
        plan->course[0].effective[spoiled] += 1.0 / 1024.0;
    }
    assert_int_equal(rw_verify(model, scenarios, plan, &verdict, NULL), RW_OK);
    rw_plan_free(&plan);
    rw_scenario_free(&scenarios);
    rw_model_free(&model);
    return verdict;
}

static void effective_modules_and_fixed_cost_are_those_of_the_table(void **state) {
    (void)state;
    for (size_t k = 0; k < sizeof table / sizeof table[0]; k++) {
        const rw_verdict verdict = verdict_of(&table[k], -1);
        if (verdict.finding[RW_VIOLATION_EFFECTIVE].worst > 0.0) {
            fail_msg("%s: %s", table[k].name, verdict.finding[RW_VIOLATION_EFFECTIVE].where);
        }
        if (verdict.finding[RW_VIOLATION_COST].worst > 0.0) {
            fail_msg("%s: %s", table[k].name, verdict.finding[RW_VIOLATION_COST].where);
        }
    }
}

static void a_thousandth_of_a_module_is_noticed(void **state) {
    (void)state;
    for (size_t k = 0; k < sizeof table / sizeof table[0]; k++) {
        for (int at = 0; at < RW_N_VINTAGE * MONTHS; at++) {
            const rw_verdict verdict = verdict_of(&table[k], at);
            assert_false(verdict.finding[RW_VIOLATION_EFFECTIVE].worst <=
                         verdict.finding[RW_VIOLATION_EFFECTIVE].tolerance);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(effective_modules_and_fixed_cost_are_those_of_the_table),
                                       cmocka_unit_test(a_thousandth_of_a_module_is_noticed)};
    return cmocka_run_group_tests_name("verify/effective", tests, NULL, NULL);
}
