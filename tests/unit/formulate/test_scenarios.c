// Scenario sets: the template with a scenario's entries put in is that scenario's own problem, wherever it stands in
// the set. SPDX-License-Identifier: MIT
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "core/memory.h"
#include "support/tiny.h"
#include "twostage/realisation.h"
#include "unit/formulate/peek.h"

static double *filled(rw_arena *arena, rw_idx count, double value) {
    double *array = rw_arena_alloc(arena, count, sizeof *array);
    assert_non_null(array);
    for (rw_idx k = 0; k < count; k++) {
        array[k] = value;
    }
    return array;
}

// A plant with one of everything that scenarios change.
static rw_model *exposed(void) {
    rw_model *model = rw_tiny_new(14, 1);
    const double limit[] = {4000.0, 3000.0};
    model->n_permit = 1;
    model->permit = rw_tiny_alloc(model, 1, sizeof *model->permit);
    model->permit[0] = (rw_permit){.name = "permit", .title = "", .duration_months = 1};
    model->line[0].permit = 0;
    model->line[0].yield_months = 2;
    model->line[0].min_run_share = 0.2;
    model->line[0].min_run_eur = 1.0;
    model->line[0].mothball_saving_share = 0.5;
    model->operation[0].yield = 0.9;
    model->skill[0].attrition_per_month = 0.02;
    model->supplier[0].capacity = rw_tiny_path(model, 120.0);
    model->supplier[1].capacity = rw_tiny_path(model, 5.0);
    model->supplier[1].min_take = rw_tiny_path(model, 4.0);
    model->option = rw_tiny_alloc(model, 1, sizeof *model->option);
    model->option[0] = (rw_option){.name = "more", .supplier = 1, .blocks_max = 2, .capacity_per_month = 7.0, .to = 9};
    model->n_option = 1;
    model->supplier[1].option_end = 1;
    model->product[0].use = rw_tiny_path(model, 10.0);
    model->product[0].inflow = rw_tiny_path(model, 6.0);
    model->product[0].end_value_eur = 17.0;
    model->product[0].critical_share = 0.4;
    model->product[0].critical_eur = 10.0;
    model->n_budget = 1;
    model->budget = rw_tiny_alloc(model, 1, sizeof *model->budget);
    model->budget[0] = (rw_budget){
        .name = "cash", .scope = RW_BUDGET_CASH, .limit_eur = rw_tiny_values(model, 2, limit), .overrun_eur = 0.1};
    return model;
}

// The nominal scenario and one in which everything differs, in this or the other order.
static rw_scenario_set *pair_of_scenarios(const rw_model *model, bool swapped) {
    rw_scenario_set *set = NULL;
    assert_int_equal(rw_scenario_nominal(model, &set, NULL), RW_OK);
    rw_scenario *pair = rw_arena_alloc(set->arena, 2, sizeof *pair);
    rw_scenario *nominal = &pair[swapped ? 1 : 0];
    rw_scenario *other = &pair[swapped ? 0 : 1];
    *nominal = set->scenario[0];
    nominal->probability = 0.75;
    *other = (rw_scenario){.probability = 0.25,
                           .permit_months = rw_arena_alloc(set->arena, 1, sizeof(rw_idx)),
                           .build_ratio = filled(set->arena, 1, 2.0),
                           .ramp_ratio = filled(set->arena, 1, 1.5),
                           .rate_ratio = filled(set->arena, 1, 0.7),
                           .yield_ratio = filled(set->arena, 1, 0.8),
                           .capex_ratio = filled(set->arena, 1, 1.3),
                           .price_ratio = filled(set->arena, 2, 2.0),
                           .supply_ratio = filled(set->arena, 2 * model->n_month, 0.6),
                           .hire_ratio = filled(set->arena, 1, 0.5),
                           .attrition_ratio = filled(set->arena, 1, 3.0),
                           .use_ratio = filled(set->arena, 1, 1.5),
                           .target_ratio = filled(set->arena, 1, 2.0),
                           .inflow_ratio = filled(set->arena, 1, 0.0)};
    other->permit_months[0] = 3;
    other->supply_ratio[0] = 0.0; // no steel in the first month
    set->scenario = pair;
    set->n_scenario = 2;
    return set;
}

// Whether scenario w of one problem is scenario v of another one, bit for bit.
static bool is_same_scenario(const rw_twostage *a, rw_idx w, const rw_twostage *b, rw_idx v) {
    rw_realisation left = {0}, right = {0};
    bool same = true;
    assert_int_equal(rw_realisation_init(&left, a), RW_OK);
    assert_int_equal(rw_realisation_init(&right, b), RW_OK);
    rw_realisation_enter(&left, a, w);
    rw_realisation_enter(&right, b, v);
    for (int kind = 0; kind <= RW_DELTA_RECOURSE; kind++) {
        const rw_idx count = rw_delta_extent(a, (rw_delta_kind)kind);
        assert_int_equal(count, rw_delta_extent(b, (rw_delta_kind)kind));
        for (rw_idx k = 0; k < count; k++) {
            same = same && left.array[kind][k] == right.array[kind][k];
        }
    }
    rw_realisation_clear(&left);
    rw_realisation_clear(&right);
    return same;
}

static void scenarios_are_themselves_in_any_order(void **state) {
    (void)state;
    rw_model *model = exposed();
    rw_scenario_set *set[2] = {pair_of_scenarios(model, false), pair_of_scenarios(model, true)};
    rw_formulation *formulation[2] = {NULL, NULL};
    const rw_twostage *problem[2];
    bool touched[RW_DELTA_RECOURSE + 1] = {false};
    for (int k = 0; k < 2; k++) {
        assert_int_equal(rw_formulation_new(model, set[k], RW_AIM_COST, 0.0, false, &formulation[k], NULL), RW_OK);
        problem[k] = rw_formulation_problem(formulation[k]);
        for (rw_idx e = 0; e < problem[k]->delta_begin[2]; e++) {
            touched[problem[k]->delta[e].kind] = true;
        }
    }
    assert_close(problem[0]->constant, problem[1]->constant);
    assert_true(is_same_scenario(problem[0], 0, problem[1], 1));
    assert_true(is_same_scenario(problem[0], 1, problem[1], 0));
    assert_false(is_same_scenario(problem[0], 0, problem[1], 0));
    for (int kind = 0; kind <= RW_DELTA_RECOURSE; kind++) { // all lower bounds are 0
        assert_true(touched[kind] != (kind == RW_DELTA_LOWER));
    }
    for (int k = 0; k < 2; k++) {
        rw_formulation_free(&formulation[k]);
        rw_scenario_free(&set[k]);
    }
    rw_model_free(&model);
}

// Waiting and seeing is never dearer than deciding first.
static void waiting_and_seeing_costs_no_more(void **state) {
    (void)state;
    rw_model *model = exposed();
    rw_scenario_set *set = pair_of_scenarios(model, false);
    rw_formulation *formulation = NULL;
    rw_solution *solution = NULL;
    rw_optimize_options options;
    rw_optimize_defaults(&options);
    options.gap_relative = 0.0;
    double alone = 0.0;
    for (int w = 0; w < 2; w++) {
        rw_scenario_set one = {.n_scenario = 1, .scenario = &set->scenario[w]};
        const double probability = set->scenario[w].probability;
        set->scenario[w].probability = 1.0;
        assert_int_equal(rw_formulation_new(model, &one, RW_AIM_COST, 0.0, false, &formulation, NULL), RW_OK);
        assert_int_equal(rw_optimize(rw_formulation_problem(formulation), &options, NULL, &solution, NULL), RW_OK);
        set->scenario[w].probability = probability;
        alone += probability * solution->objective;
        rw_solution_free(&solution);
        rw_formulation_free(&formulation);
    }
    assert_int_equal(rw_formulation_new(model, set, RW_AIM_COST, 0.0, false, &formulation, NULL), RW_OK);
    assert_int_equal(rw_optimize(rw_formulation_problem(formulation), &options, NULL, &solution, NULL), RW_OK);
    assert_true(solution->objective >= alone - 1e-6 * fabs(alone));
    rw_solution_free(&solution);
    rw_formulation_free(&formulation);
    rw_scenario_free(&set);
    rw_model_free(&model);
}

// The odd one out comes first: the template's technology is that of the others all the same.
static void what_most_scenarios_share_needs_no_entries(void **state) {
    (void)state;
    rw_model *model = exposed();
    rw_scenario_set *set = pair_of_scenarios(model, true);
    rw_scenario five[5] = {set->scenario[0], set->scenario[1], set->scenario[1], set->scenario[1], set->scenario[1]};
    rw_scenario_set many = {.n_scenario = 5, .scenario = five};
    rw_formulation *formulation = NULL;
    for (int w = 0; w < 5; w++) {
        five[w].probability = 0.2;
    }
    assert_int_equal(rw_formulation_new(model, &many, RW_AIM_COST, 0.0, false, &formulation, NULL), RW_OK);
    const rw_twostage *problem = rw_formulation_problem(formulation);
    rw_idx n_technology[5] = {0};
    for (rw_idx w = 0; w < 5; w++) {
        for (rw_idx e = problem->delta_begin[w]; e < problem->delta_begin[w + 1]; e++) {
            n_technology[w] += problem->delta[e].kind == RW_DELTA_TECHNOLOGY;
        }
    }
    assert_true(n_technology[0] > 0);
    for (rw_idx w = 1; w < 5; w++) {
        assert_int_equal(n_technology[w], 0);
        assert_true(problem->delta_begin[w + 1] > problem->delta_begin[w]); // costs and bounds are scenario 0's
    }
    rw_formulation_free(&formulation);
    rw_scenario_free(&set);
    rw_model_free(&model);
}

// What scenarios cost whatever is decided differs between them (the credit for stock up to the target): the solver's
// objective and the plan's agree, and the re-check agrees with both.
static void risk_measure_sees_what_no_decision_changes(void **state) {
    (void)state;
    double objective[3];
    for (int k = 0; k < 3; k++) {
        rw_model *model = exposed();
        model->risk_weight = 0.5 * k;
        model->risk_level = 0.8;
        peek p = peek_new_in(model, pair_of_scenarios(model, k == 1), RW_AIM_COST, 0.0);
        peek_solve(&p);
        objective[k] = p.plan->objective;
        const rw_course *course = p.plan->course;
        const double dearest = fmax(course[0].objective, course[1].objective);
        assert_true(fabs(course[0].objective - course[1].objective) > 1.0);
        if (k == 2) { // the worst fifth lies within the scenario of probability 0.25 that is the dearer one
            assert_true(course[1].objective > course[0].objective);
            assert_close(objective[k], dearest);
        }
        peek_free(&p);
    }
    assert_true(objective[0] < objective[1] && objective[1] < objective[2]);
}

// (19), (20): capacity, blocks and minimum take of a supplier at 0.6 of what it has.
static void supply_ratio_scales_options_and_caps_the_minimum_take(void **state) {
    (void)state;
    rw_model *model = exposed();
    rw_scenario_set *set = pair_of_scenarios(model, true);
    set->n_scenario = 1;
    peek p = peek_new_in(model, set, RW_AIM_COST, 0.0);
    assert_close(p.problem->second.row_upper[peek_row(&p, "purchase.bridge.2027_06")], 3.0);
    assert_close(peek_technology(&p, "purchase.bridge.2027_06", "option.bridge.more.2027_06"), -4.2);
    assert_close(p.problem->second.row_lower[peek_row(&p, "take.bridge.2027_06")], 3.0); // not 4
    peek_free(&p);
}

static void equal_scenarios_need_no_entries(void **state) {
    (void)state;
    rw_model *model = exposed();
    rw_scenario_set *set = pair_of_scenarios(model, false);
    rw_formulation *formulation = NULL;
    set->scenario[1] = set->scenario[0];
    set->scenario[1].probability = 0.25;
    assert_int_equal(rw_formulation_new(model, set, RW_AIM_COST, 0.0, false, &formulation, NULL), RW_OK);
    assert_int_equal(rw_formulation_problem(formulation)->delta_begin[2], 0);
    rw_formulation_free(&formulation);
    rw_scenario_free(&set);
    rw_model_free(&model);
}

static void capped_shortfall_wants_one_scenario(void **state) {
    (void)state;
    rw_model *model = exposed();
    rw_scenario_set *set = pair_of_scenarios(model, false);
    rw_formulation *formulation = NULL;
    rw_error error = {0};
    assert_int_equal(rw_formulation_new(model, set, RW_AIM_COST_AT_SHORTFALL, 1.0, false, &formulation, &error),
                     RW_UNSUPPORTED);
    assert_null(formulation);
    assert_non_null(strstr(error.text, "lexicographic"));
    rw_scenario_free(&set);
    rw_model_free(&model);
}

static void lost_memory_is_reported(void **state) {
    (void)state;
    rw_model *model = exposed();
    rw_scenario_set *set = pair_of_scenarios(model, false);
    const long live = rw_memory_live();
    rw_status status = RW_NO_MEMORY;
    for (long k = 0; status != RW_OK; k++) {
        rw_formulation *formulation = NULL;
        rw_error error = {0};
        rw_memory_fail_after(k);
        status = rw_formulation_new(model, set, RW_AIM_COST, 0.0, k % 50 == 0, &formulation, &error);
        rw_memory_fail_after(-1);
        assert_int_equal(error.status, status);
        assert_true(status == RW_OK ? formulation != NULL : status == RW_NO_MEMORY && formulation == NULL);
        rw_formulation_free(&formulation);
        assert_int_equal(rw_memory_live(), live);
    }
    rw_scenario_free(&set);
    rw_model_free(&model);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scenarios_are_themselves_in_any_order),
        cmocka_unit_test(waiting_and_seeing_costs_no_more),
        cmocka_unit_test(what_most_scenarios_share_needs_no_entries),
        cmocka_unit_test(risk_measure_sees_what_no_decision_changes),
        cmocka_unit_test(supply_ratio_scales_options_and_caps_the_minimum_take),
        cmocka_unit_test(equal_scenarios_need_no_entries),
        cmocka_unit_test(capped_shortfall_wants_one_scenario),
        cmocka_unit_test(lost_memory_is_reported),
    };
    return cmocka_run_group_tests_name("formulate/scenarios", tests, NULL, NULL);
}
