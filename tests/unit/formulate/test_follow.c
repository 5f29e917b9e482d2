// Following a plan costs what the whole problem says it costs, and holds what the plan's courses hold.
// SPDX-License-Identifier: MIT
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "core/memory.h"
#include "support/tiny.h"
#include "unit/formulate/peek.h"

enum { N = 4, N_MONTH = 14 };

// A plant with orders, an order of the past, an option, critical levels, and risks that change what nothing decides.
static rw_model *plant(void) {
    static const double build[] = {1.0, 2.5};
    static const double want[] = {0.8, 1.4};
    static const double capex[] = {0.9, 1.6};
    rw_model *model = rw_tiny_new(N_MONTH, 1);
    rw_risk *risk = rw_tiny_alloc(model, 3, sizeof *risk);
    risk[0] = (rw_risk){.name = "build", .factor = "build_ratio", .parameter = rw_tiny_values(model, 2, build)};
    risk[1] = (rw_risk){.name = "want", .factor = "target_ratio", .parameter = rw_tiny_values(model, 2, want)};
    risk[2] = (rw_risk){.name = "capex", .factor = "capex_ratio", .parameter = rw_tiny_values(model, 2, capex)};
    for (int k = 0; k < 3; k++) {
        risk[k].title = "";
        risk[k].distribution = RW_UNIFORM;
        risk[k].n_parameter = 2;
    }
    model->risk = risk;
    model->n_risk = 3;
    rw_pin *pin = rw_tiny_alloc(model, 1, sizeof *pin);
    *pin = (rw_pin){.line = 0, .month = -1, .modules = 1};
    model->pin = pin;
    model->n_pin = 1;
    static const double payment[] = {0.25, 0.25, 0.5};
    model->line[0].payment_share = rw_tiny_values(model, 3, payment);
    model->line[0].n_payment = 3;
    model->line[0].lead_months = 3;
    model->line[0].end_value_share = 0.3;
    model->line[0].rate_per_month = 12.0;
    rw_option *option = rw_tiny_alloc(model, 1, sizeof *option);
    *option = (rw_option){
        .name = "more", .supplier = 1, .blocks_max = 4, .capacity_per_month = 3.0, .fee_eur = 10.0, .to = 9};
    model->option = option;
    model->n_option = 1;
    model->supplier[1].option_end = 1;
    model->supplier[1].capacity = rw_tiny_path(model, 2.0);
    model->supplier[1].price_eur = rw_tiny_path(model, 30.0);
    model->product[0].target = rw_tiny_path(model, 100.0);
    model->product[0].use = rw_tiny_path(model, 4.0);
    model->product[0].critical_share = 0.5;
    model->product[0].critical_eur = 15.0;
    model->product[0].end_value_eur = 5.0;
    return model;
}

static peek drawn(void) {
    rw_model *model = plant();
    rw_scenario_set *set = NULL;
    const rw_draw draw = {.seed = 5, .n_sample = N, .n_scenario = N};
    assert_int_equal(rw_scenario_draw(model, &draw, &set, NULL), RW_OK);
    return peek_new_in(model, set, RW_AIM_COST, 0.0);
}

static void follow(const peek *p, const rw_formulation *formulation, double *cost) {
    const rw_twostage *problem = rw_formulation_problem(formulation);
    rw_optimize_options options;
    double *first = rw_calloc(problem->first.n_col, sizeof *first);
    rw_optimize_defaults(&options);
    assert_true(rw_formulation_first(formulation, p->plan, first));
    assert_int_equal(rw_optimize_fixed(problem, &options, first, NULL, NULL, cost, NULL), RW_OK);
    for (rw_idx w = 0; w < N; w++) {
        assert_true(cost[w] < INFINITY);
        cost[w] += rw_formulation_base(formulation, w, first);
    }
    rw_free(first);
}

static void costs_are_the_courses(void **state) {
    (void)state;
    peek p = drawn();
    rw_formulation *formulation = NULL;
    double whole[N], lean[N];
    peek_solve(&p);
    assert_int_equal(rw_formulation_follow(p.model, p.scenarios, RW_AIM_COST, NULL, p.plan, &formulation, NULL), RW_OK);
    assert_true(rw_formulation_problem(formulation)->first.n_col < p.problem->first.n_col);
    follow(&p, p.formulation, whole);
    follow(&p, formulation, lean);
    for (rw_idx w = 0; w < N; w++) {
        assert_close(whole[w], p.plan->course[w].objective);
        assert_close(lean[w], p.plan->course[w].objective);
    }
    rw_formulation_free(&formulation);
    peek_free(&p);
}

static void columns_of_a_plan_are_those_it_came_from(void **state) {
    (void)state;
    peek p = drawn();
    peek_solve(&p);
    double *first = rw_calloc(p.problem->first.n_col, sizeof *first);
    double sum = 0.0;
    assert_true(rw_formulation_first(p.formulation, p.plan, first));
    for (rw_idx j = 0; j < p.problem->first.n_col; j++) {
        assert_true(first[j] == round(p.solution->first[j]));
        sum += first[j];
    }
    assert_true(sum > 0.0);
    rw_free(first);
    peek_free(&p);
}

static void stocks_are_the_courses(void **state) {
    (void)state;
    peek p = drawn();
    rw_idx n_short = 0;
    peek_solve(&p);
    for (rw_idx w = 0; w < N; w++) {
        for (rw_idx t = 0; t < N_MONTH; t++) {
            double stock = NAN;
            double shortfall = NAN;
            rw_formulation_stock(p.formulation, w, p.solution->second[w], 0, t, &stock, &shortfall);
            assert_close(stock, p.plan->course[w].customer_stock[t]);
            assert_close(shortfall, p.plan->course[w].shortfall[t]);
            n_short += shortfall > 0.0 ? 1 : 0;
        }
    }
    assert_true(n_short > 0 && n_short < N * N_MONTH);
    peek_free(&p);
}

// An order so late that it brings nothing in any scenario has no column in the whole problem, but is paid for.
static void orders_in_vain_are_followed_too(void **state) {
    (void)state;
    peek p = drawn();
    rw_formulation *formulation = NULL;
    double before[N], after[N];
    peek_solve(&p);
    double *first = rw_calloc(p.problem->first.n_col, sizeof *first);
    assert_int_equal(rw_formulation_follow(p.model, p.scenarios, RW_AIM_COST, NULL, p.plan, &formulation, NULL), RW_OK);
    follow(&p, formulation, before);
    rw_formulation_free(&formulation);
    p.plan->module_order[N_MONTH - 1] += 1.0;
    assert_false(rw_formulation_first(p.formulation, p.plan, first));
    assert_int_equal(rw_formulation_follow(p.model, p.scenarios, RW_AIM_COST, NULL, p.plan, &formulation, NULL), RW_OK);
    follow(&p, formulation, after);
    for (rw_idx w = 0; w < N; w++) {
        const double capex = 1000.0 * p.scenarios->scenario[w].capex_ratio[0];
        assert_close(after[w] - before[w], capex - 1000.0 * 0.3 * (1.0 - 1.0 / 120.0));
    }
    rw_formulation_free(&formulation);
    rw_free(first);
    peek_free(&p);
}

// Each scenario has its own cap.
static void caps_are_the_scenarios_own(void **state) {
    (void)state;
    peek p = drawn();
    rw_formulation *formulation = NULL;
    double caps[N] = {1e6, 5e5, 2.5e5, 1e5};
    peek_solve(&p);
    assert_int_equal(
        rw_formulation_follow(p.model, p.scenarios, RW_AIM_COST_AT_SHORTFALL, caps, p.plan, &formulation, NULL), RW_OK);
    const rw_twostage *problem = rw_formulation_problem(formulation);
    for (rw_idx w = 0; w < N; w++) {
        rw_idx n_cap = problem->second.row_upper[problem->second.n_row - 1] == caps[w] ? 1 : 0;
        for (rw_idx e = problem->delta_begin[w]; e < problem->delta_begin[w + 1]; e++) {
            n_cap += problem->delta[e].kind == RW_DELTA_ROW_UPPER && problem->delta[e].value == caps[w] ? 1 : 0;
        }
        assert_int_equal(n_cap, 1);
    }
    rw_formulation_free(&formulation);
    peek_free(&p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(costs_are_the_courses),      cmocka_unit_test(columns_of_a_plan_are_those_it_came_from),
        cmocka_unit_test(stocks_are_the_courses),     cmocka_unit_test(orders_in_vain_are_followed_too),
        cmocka_unit_test(caps_are_the_scenarios_own),
    };
    return cmocka_run_group_tests_name("formulate/follow", tests, NULL, NULL);
}
