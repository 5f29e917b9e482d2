// Outlooks of a plan whose figures can be worked out by hand.  SPDX-License-Identifier: MIT
//
// The bridge (support/tiny.h) sends 10 units a month and 20 more for each of up to 4 blocks, 3000 each; a unit costs
// 500, and 1000 for each month it is missing; 10 units of the last month are paid in any case.  The army wants L = 20
// units in three of four futures and L = 80 in one.  K blocks from the start hold min(L, (t + 1) (10 + 20 K)) at the
// end of month t, and cost
//
//     K         0       1       2       3       4
//     L = 20    25000   18000   21000   24000   27000
//     L = 80    195000  113000  81000   64000   57000
//     mean      67500   41750   36000   34000   34500
//
// so 3 blocks are best, foresight is worth 34000 - (3/4 18000 + 1/4 57000) = 6250, and the mean future, L = 35 (60000,
// 30500, 28500, 31500), asks for 2 blocks, which cost 2000 more.
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include <rampwerk/analyse.h>
#include <rampwerk/formulate.h>

#include "core/clock.h"
#include "core/memory.h"
#include "support/tiny.h"

enum { N = 8, N_BLOCK = 5 };

static const double low_cost[N_BLOCK] = {25000.0, 18000.0, 21000.0, 24000.0, 27000.0};
static const double high_cost[N_BLOCK] = {195000.0, 113000.0, 81000.0, 64000.0, 57000.0};

static void assert_near(double value, double expected) {
    if (!(fabs(value - expected) <= 1e-7 * fmax(1.0, fabs(expected)))) {
        fail_msg("%.17g, expected %.17g", value, expected);
    }
}

static rw_model *bridge(void) {
    static const double parameter[] = {0.4, 0.75, 1.6, 0.25};
    rw_model *model = rw_tiny_bridge_new();
    rw_risk *risk = rw_tiny_alloc(model, 1, sizeof *risk);
    *risk = (rw_risk){.name = "want",
                      .title = "",
                      .factor = "target_ratio",
                      .distribution = RW_DISCRETE,
                      .n_parameter = 4,
                      .parameter = rw_tiny_values(model, 4, parameter)};
    model->risk = risk;
    model->n_risk = 1;
    model->option[0].fee_eur = 3000.0;
    return model;
}

static rw_plan *plan_of(const rw_model *model, rw_idx blocks) {
    rw_plan *plan = NULL;
    assert_int_equal(rw_plan_new(model, 1, &plan, NULL), RW_OK);
    plan->option_block[0] = (double)blocks;
    return plan;
}

// In strata: 2 of 8 futures want 80 units, exactly.
static rw_outlook_options strata(void) {
    rw_outlook_options options;
    rw_outlook_defaults(&options);
    options.sampling = RW_SAMPLING_LATIN_HYPERCUBE;
    options.n_scenario = N;
    options.solve_gap = 0.0;
    return options;
}

static rw_outlook outlook_of(const rw_model *model, rw_idx blocks, const rw_outlook_options *options) {
    rw_outlook outlook;
    rw_error error = {0};
    rw_plan *plan = plan_of(model, blocks);
    if (rw_outlook_make(model, plan, options, &outlook, &error) != RW_OK) {
        fail_msg("%s", error.text);
    }
    rw_plan_free(&plan);
    return outlook;
}

static void costs_are_those_of_the_table(void **state) {
    (void)state;
    rw_model *model = bridge();
    const rw_outlook_options options = strata();
    for (rw_idx k = 0; k < N_BLOCK; k++) {
        rw_outlook outlook = outlook_of(model, k, &options);
        const double mean = 0.75 * low_cost[k] + 0.25 * high_cost[k];
        assert_int_equal(outlook.n_scenario, N);
        assert_false(outlook.is_partial);
        assert_near(outlook.cost.mean.mean, mean);
        assert_near(outlook.cost.least, low_cost[k]);
        assert_near(outlook.cost.worst, high_cost[k]);
        assert_near(outlook.cost.cvar, high_cost[k]); // of the worst tenth
        assert_near(outlook.cost.quantile[2], low_cost[k]);
        assert_near(outlook.cost.deviation, (high_cost[k] - low_cost[k]) * sqrt(N * 0.25 * 0.75 / (N - 1)));
        assert_true(outlook.cost.mean.interval.low < mean && mean < outlook.cost.mean.interval.high);
        rw_outlook_clear(&outlook);
    }
    rw_model_free(&model);
}

static void stocks_and_probabilities(void **state) {
    (void)state;
    static const double wanted[] = {50.0, 50.0, 60.0};
    rw_model *model = bridge();
    rw_probability_target *target = rw_tiny_alloc(model, 2, sizeof *target);
    target[0] = (rw_probability_target){.name = "soon", .item = -1, .by = 0, .share = 0.5};
    target[1] = (rw_probability_target){.name = "late", .item = model->product[0].item, .by = 1, .share = 0.5};
    model->probability_target = target;
    model->n_probability_target = 2;
    model->supplier[1].min_take = rw_tiny_path(model, 0.0);      // or units paid for anyway may be held, or not
    model->product[0].target = rw_tiny_values(model, 3, wanted); // the last month is 24 or 96
    const rw_outlook_options options = strata();
    rw_outlook outlook = outlook_of(model, 1, &options); // 30 a month
    assert_int_equal(outlook.n_date, 3);                 // two promised ones and the last month
    for (rw_idx d = 0; d < 3; d++) {
        const rw_date_outlook *date = &outlook.date[d];
        const double high = fmin(30.0 * (double)(d + 1), 1.6 * wanted[d]); // what is held where much is wanted
        assert_int_equal(date->month, d);
        assert_int_equal(date->n_met, 6);
        assert_near(date->target, wanted[d]);
        assert_near(date->probability, 0.75);
        assert_true(date->interval.low > 0.4 && date->interval.high < 0.93);
        assert_near(date->stock_mean, 0.75 * 0.4 * wanted[d] + 0.25 * high);
        assert_near(date->stock[4], high);
        assert_near(date->shortfall[4], 1.6 * wanted[d] - high);
        assert_near(date->shortfall[2], 0.0);
        assert_near(date->shortfall_mean, 0.25 * (1.6 * wanted[d] - high));
    }
    assert_int_equal(outlook.n_promise, 2);
    assert_int_equal(outlook.promise[0].n_met, 6);
    assert_near(outlook.promise[1].probability, 0.75);
    rw_outlook_clear(&outlook);
    rw_model_free(&model);
}

static void gap_is_that_of_the_table(void **state) {
    (void)state;
    rw_model *model = bridge();
    rw_outlook_options options = strata();
    options.n_gap_sample = 2;
    options.gap_size = N;
    for (rw_idx k = 0; k < N_BLOCK; k += 2) {
        rw_outlook outlook = outlook_of(model, k, &options);
        const double mean = 0.75 * low_cost[k] + 0.25 * high_cost[k];
        assert_int_equal(outlook.gap.n_sample, 2);
        assert_near(outlook.gap.plan, mean);
        assert_near(outlook.gap.bound, 34000.0);
        assert_true(fabs(outlook.gap.mean - (mean - 34000.0)) <= 0.01);
        assert_true(fabs(outlook.gap.upper - (mean - 34000.0)) <= 0.01); // all samples are alike
        rw_outlook_clear(&outlook);
    }
    rw_model_free(&model);
}

// Plain samples differ: the mean gap is no less than the true one but for chance, and the limit lies above it.
static void gap_of_plain_samples_covers_the_true_one(void **state) {
    (void)state;
    rw_model *model = bridge();
    rw_outlook_options options = strata();
    rw_idx n_covered = 0;
    options.sampling = RW_SAMPLING_MONTE_CARLO;
    options.n_gap_sample = 3;
    options.gap_size = 16;
    options.n_scenario = 1;
    for (uint64_t seed = 1; seed <= 3; seed++) {
        options.seed = seed;
        rw_outlook outlook = outlook_of(model, 1, &options);
        const double true_gap = 41750.0 - 34000.0;
        n_covered += outlook.gap.upper >= true_gap ? 1 : 0;
        assert_true(outlook.gap.upper > outlook.gap.mean && outlook.gap.mean >= -1e-6);
        assert_true(outlook.gap.bound_low < outlook.gap.bound && outlook.gap.bound <= outlook.gap.plan + 1e-6);
        rw_outlook_clear(&outlook);
        outlook = outlook_of(model, 3, &options); // the best plan: a gap of 0
        assert_true(outlook.gap.mean >= -1e-6 && outlook.gap.mean <= 2000.0);
        rw_outlook_clear(&outlook);
    }
    assert_true(n_covered >= 2); // at 95 %
    rw_model_free(&model);
}

// With CVaR, of 8 futures the worst half holds the two of 80 units and two of 20.
static void gap_follows_the_risk_measure(void **state) {
    (void)state;
    rw_model *model = bridge();
    rw_outlook_options options = strata();
    options.n_gap_sample = 2;
    options.gap_size = N;
    model->risk_weight = 0.4;
    model->risk_level = 0.5;
    double best = INFINITY;
    double value[N_BLOCK];
    for (rw_idx k = 0; k < N_BLOCK; k++) {
        const double tail = 0.5 * (low_cost[k] + high_cost[k]);
        value[k] = 0.6 * (0.75 * low_cost[k] + 0.25 * high_cost[k]) + 0.4 * tail;
        best = fmin(best, value[k]);
    }
    rw_outlook outlook = outlook_of(model, 1, &options);
    assert_near(outlook.gap.plan, value[1]);
    assert_near(outlook.gap.bound, best);
    rw_outlook_clear(&outlook);
    rw_model_free(&model);
}

static void mean_plan_and_foresight_are_those_of_the_table(void **state) {
    (void)state;
    rw_model *model = bridge();
    rw_outlook_options options = strata();
    options.with_mean_plan = true;
    options.n_foresight = N;
    rw_outlook outlook = outlook_of(model, 3, &options);
    assert_true(outlook.mean_plan.has_plan);
    assert_near(outlook.mean_plan.objective, 28500.0);
    assert_near(outlook.mean_plan.cost.mean, 36000.0);
    assert_near(outlook.mean_plan.saving.mean, 2000.0);
    assert_near(outlook.mean_plan.value.low, 2000.0);
    assert_true(isinf(outlook.mean_plan.value.high)); // nothing bounds the best plan
    assert_int_equal(outlook.foresight.n_scenario, N);
    assert_near(outlook.foresight.cost.mean, 27750.0);
    assert_near(outlook.foresight.bound.mean, 27750.0);
    assert_near(outlook.foresight.regret.mean, 6250.0);
    assert_near(outlook.foresight.value.high, 6250.0);
    assert_near(outlook.foresight.value.low, 0.0);
    rw_outlook_clear(&outlook);
    options.n_gap_sample = 2;
    options.gap_size = N;
    outlook = outlook_of(model, 4, &options); // 500 worse than the best
    assert_near(outlook.mean_plan.value.low, 1500.0);
    assert_near(outlook.mean_plan.value.high, 2000.0);
    assert_near(outlook.foresight.value.low, 6250.0);
    assert_near(outlook.foresight.value.high, 6750.0);
    rw_outlook_clear(&outlook);
    rw_model_free(&model);
}

// First the least weighted shortfall, in each scenario for itself; the objective leaves the prices of shortfall out.
static void lexicographic_plans_are_followed_in_two_steps(void **state) {
    (void)state;
    rw_model *model = bridge();
    rw_outlook_options options = strata();
    model->objective = RW_OBJECTIVE_LEXICOGRAPHIC;
    model->product[0].shortfall_eur = 1.0; // too little for any purchase to pay
    rw_outlook outlook = outlook_of(model, 1, &options);
    assert_true(fabs(outlook.cost.least - (3000.0 + 500.0 * 30.0)) <= 1.0); // the cap leaves 1e-4 unit-months
    assert_true(fabs(outlook.cost.worst - (3000.0 + 500.0 * 80.0)) <= 1.0);
    assert_near(outlook.date[0].probability, 1.0);
    rw_outlook_clear(&outlook);
    rw_plan *plan = plan_of(model, 1);
    rw_error error = {0};
    options.n_foresight = 1;
    assert_int_equal(rw_outlook_make(model, plan, &options, &outlook, &error), RW_UNSUPPORTED);
    assert_non_null(strstr(error.text, "lexicographic"));
    rw_outlook_clear(&outlook);
    rw_plan_free(&plan);
    rw_model_free(&model);
}

static void wrong_options_are_refused(void **state) {
    (void)state;
    rw_model *model = bridge();
    rw_plan *plan = plan_of(model, 1);
    rw_outlook outlook;
    for (int k = 0; k < 7; k++) {
        rw_outlook_options options = strata();
        rw_error error = {0};
        options.n_scenario = k == 0 ? 0 : options.n_scenario;
        options.confidence = k == 1 ? 1.0 : options.confidence;
        options.cvar_level = k == 2 ? 1.0 : options.cvar_level;
        options.threads = k == 3 ? 0 : options.threads;
        options.n_gap_sample = k == 4 ? 1 : k == 5 ? 2 : 0;
        options.n_foresight = k == 6 ? N + 1 : 0;
        assert_int_equal(rw_outlook_make(model, plan, &options, &outlook, &error), RW_ARGUMENT);
        rw_outlook_clear(&outlook);
    }
    rw_plan_free(&plan);
    rw_model_free(&model);
}

static void the_plans_own_seed_is_noticed(void **state) {
    (void)state;
    rw_model *model = bridge();
    rw_outlook_options options = strata();
    model->seed = 7;
    for (int k = 0; k < 3; k++) {
        options.seed = k == 1 ? 8 : 7;
        model->scenarios = k == 2 ? 0 : 5; // a plan for the nominal figures has no sample
        rw_outlook outlook = outlook_of(model, 1, &options);
        assert_true(outlook.is_in_sample == (k == 0));
        rw_outlook_clear(&outlook);
    }
    rw_model_free(&model);
}

static void stop_after_two(void *context, const rw_outlook_progress *progress) {
    (void)context;
    if (strcmp(progress->step, "gap samples") == 0 && progress->n_done == 2) {
        rw_stop_request();
    }
}

static void what_was_worked_out_before_a_stop_is_kept(void **state) {
    (void)state;
    rw_model *model = bridge();
    rw_outlook_options options = strata();
    options.report = stop_after_two;
    options.n_gap_sample = 5;
    options.gap_size = N;
    options.with_mean_plan = true;
    rw_outlook outlook = outlook_of(model, 1, &options);
    rw_stop_reset();
    assert_true(outlook.is_partial);
    assert_int_equal(outlook.n_scenario, N);
    assert_int_equal(outlook.gap.n_sample, 2);
    assert_near(outlook.gap.mean, 7750.0);
    assert_false(outlook.mean_plan.has_plan);
    rw_outlook_clear(&outlook);
    options.time_limit = 0.0;
    outlook = outlook_of(model, 1, &options);
    assert_true(outlook.is_partial);
    assert_int_equal(outlook.n_scenario, 0);
    rw_outlook_clear(&outlook);
    rw_model_free(&model);
}

// The plan's value on the scenarios it was made with is its objective.
static void own_sample_gives_the_objective_back(void **state) {
    (void)state;
    rw_model *model = bridge();
    rw_scenario_set *set = NULL;
    rw_formulation *formulation = NULL;
    rw_solution *solution = NULL;
    rw_plan *plan = NULL;
    rw_outlook outlook;
    rw_outlook_options options = strata();
    options.sampling = RW_SAMPLING_MONTE_CARLO;
    options.n_scenario = 25;
    const rw_draw draw = {.seed = options.seed, .sampling = options.sampling, .n_sample = 25, .n_scenario = 25};
    rw_optimize_options solver;
    rw_optimize_defaults(&solver);
    assert_int_equal(rw_scenario_draw(model, &draw, &set, NULL), RW_OK);
    assert_int_equal(rw_formulation_new(model, set, RW_AIM_COST, 0.0, false, &formulation, NULL), RW_OK);
    assert_int_equal(rw_optimize(rw_formulation_problem(formulation), &solver, NULL, &solution, NULL), RW_OK);
    assert_int_equal(rw_formulation_plan(formulation, solution, &plan, NULL), RW_OK);
    assert_int_equal(rw_outlook_make(model, plan, &options, &outlook, NULL), RW_OK);
    assert_true(fabs(outlook.cost.mean.mean - plan->objective) <= 1e-9 * plan->objective);
    rw_outlook_clear(&outlook);
    rw_plan_free(&plan);
    rw_solution_free(&solution);
    rw_formulation_free(&formulation);
    rw_scenario_free(&set);
    rw_model_free(&model);
}

static void lost_memory_is_reported(void **state) {
    (void)state;
    rw_model *model = bridge();
    rw_plan *plan = plan_of(model, 1);
    rw_outlook_options options = strata();
    options.n_scenario = 2;
    options.n_gap_sample = 2;
    options.gap_size = 1;
    options.with_mean_plan = true;
    options.n_foresight = 1;
    const long live = rw_memory_live();
    rw_status status = RW_NO_MEMORY;
    for (long k = 0; status != RW_OK; k += 211) {
        rw_outlook outlook;
        rw_error error = {0};
        rw_memory_fail_after(k);
        status = rw_outlook_make(model, plan, &options, &outlook, &error);
        rw_memory_fail_after(-1);
        assert_true(status == RW_OK || (status == RW_NO_MEMORY && error.text[0] != '\0'));
        rw_outlook_clear(&outlook);
        assert_int_equal(rw_memory_live(), live);
    }
    rw_plan_free(&plan);
    rw_model_free(&model);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(costs_are_those_of_the_table),
        cmocka_unit_test(stocks_and_probabilities),
        cmocka_unit_test(gap_is_that_of_the_table),
        cmocka_unit_test(gap_of_plain_samples_covers_the_true_one),
        cmocka_unit_test(gap_follows_the_risk_measure),
        cmocka_unit_test(mean_plan_and_foresight_are_those_of_the_table),
        cmocka_unit_test(lexicographic_plans_are_followed_in_two_steps),
        cmocka_unit_test(wrong_options_are_refused),
        cmocka_unit_test(the_plans_own_seed_is_noticed),
        cmocka_unit_test(what_was_worked_out_before_a_stop_is_kept),
        cmocka_unit_test(own_sample_gives_the_objective_back),
        cmocka_unit_test(lost_memory_is_reported),
    };
    return cmocka_run_group_tests_name("analyse/outlook", tests, NULL, NULL);
}
