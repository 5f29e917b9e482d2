// The re-check of a plan worked out by hand.  SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <math.h>

#include <rampwerk/verify.h>

#include "core/memory.h"
#include "workshop.h"

static const double close_enough = 1e-9;

static void plan_worked_out_by_hand_passes(void **state) {
    (void)state;
    long live = rw_memory_live();
    workshop shop = workshop_new();
    rw_verdict verdict;
    rw_error error = {0};
    assert_int_equal(rw_verify(shop.model, shop.scenarios, shop.plan, &verdict, &error), RW_OK);
    for (int kind = 0; kind < RW_N_VIOLATION; kind++) {
        const rw_finding *finding = &verdict.finding[kind];
        if (finding->worst > close_enough) {
            fail_msg("%s: %g, %s", rw_violation_name((rw_violation)kind), finding->worst, finding->where);
        }
        assert_true(finding->n_checked > 0);
        assert_true(finding->tolerance > 0.0 && finding->tolerance <= 1e-6);
    }
    assert_true(verdict.ok);
    assert_true(fabs(verdict.objective - workshop_cost_eur) < close_enough * workshop_cost_eur);
    assert_true(fabs(verdict.shortfall - workshop_shortfall) < close_enough);
    workshop_free(&shop);
    assert_int_equal(rw_memory_live(), live);
}

// Section 6: in lexicographic mode the objective leaves out shortfall 99, critical 40 and unmet 10.
static void lexicographic_objective_leaves_out_what_is_short(void **state) {
    (void)state;
    workshop shop = workshop_new();
    rw_verdict verdict;
    shop.model->objective = RW_OBJECTIVE_LEXICOGRAPHIC;
    assert_int_equal(rw_verify(shop.model, shop.scenarios, shop.plan, &verdict, NULL), RW_OK);
    assert_false(verdict.ok);
    assert_true(fabs(verdict.objective - (workshop_cost_eur - 149.0)) < close_enough * workshop_cost_eur);
    assert_true(verdict.finding[RW_VIOLATION_COST].worst <= close_enough);
    shop.plan->objective = shop.plan->course[0].objective = workshop_cost_eur - 149.0;
    assert_int_equal(rw_verify(shop.model, shop.scenarios, shop.plan, &verdict, NULL), RW_OK);
    assert_true(verdict.ok);
    assert_true(fabs(verdict.shortfall - workshop_shortfall) < close_enough);
    workshop_free(&shop);
}

// Section 1: d[t] = (1 + r)^(-t/12).  With r = 4095, 1 + r = 2^12 and d[t] = 2^-t.  The months' costs are
//   0: 200 + 12 + 12 + 12 + 6.25 + 40 + 20 + 40 + 16 + 26                                   = 384.25
//   1: 400 + 12 + 13 + 37 + 30 + 6 + 40 + 30 + 20 + 13                                      = 601
//   2: 200 + 36 + 13 + 40 + 4 + 47.5 + 10 + 80.375                                          = 430.875
//   3: 200 + 36 + 10.5 + 17 + 5.4 + 41.875 + 10 + 20 + 303.4                                = 644.175
//   4: 400 + 30 + 3 + 5 + 8 + 4.75 + 41.40625 + 10 + 325.8                                  = 827.95625
//   5: 200 + 33 + 2 + 5 + 5.8 + 53.5546875 + 18.75 + 60 + 40 + 10 + 321.91796875 - 448.17734375 = 301.8453125
static void objective_is_discounted_by_months(void **state) {
    (void)state;
    const double objective = 384.25 + 601.0 / 2 + 430.875 / 4 + 644.175 / 8 + 827.95625 / 16 + 301.8453125 / 32;
    workshop shop = workshop_new();
    rw_verdict verdict;
    shop.model->discount_rate = 4095.0;
    shop.plan->objective = shop.plan->course[0].objective = objective;
    assert_int_equal(rw_verify(shop.model, shop.scenarios, shop.plan, &verdict, NULL), RW_OK);
    assert_true(verdict.ok);
    assert_true(fabs(verdict.objective - objective) < close_enough * objective);
    workshop_free(&shop);
}

// Two equal scenarios of probability 1/4 and 3/4 give the same expectation; a wrong weight does not.
static void expectation_weighs_the_scenarios(void **state) {
    (void)state;
    workshop shop = workshop_new();
    rw_course course[2] = {shop.plan->course[0], shop.plan->course[0]};
    rw_scenario scenario[2] = {shop.scenarios->scenario[0], shop.scenarios->scenario[0]};
    rw_scenario_set scenarios = {.n_scenario = 2, .scenario = scenario};
    rw_plan plan = *shop.plan;
    rw_verdict verdict;
    plan.course = course;
    plan.n_scenario = 2;
    course[0].probability = scenario[0].probability = 0.25;
    course[1].probability = scenario[1].probability = 0.75;
    assert_int_equal(rw_verify(shop.model, &scenarios, &plan, &verdict, NULL), RW_OK);
    assert_true(verdict.ok);
    course[1].objective += 1.0;
    assert_int_equal(rw_verify(shop.model, &scenarios, &plan, &verdict, NULL), RW_OK);
    assert_false(verdict.ok);
    assert_string_equal(verdict.finding[RW_VIOLATION_OBJECTIVE].where,
                        "objective of the scenario (scenario 1): 3191.1015625, should be 3190.1015625");
    course[1].objective -= 1.0;
    for (int k = 0; k < 2; k++) { // 0.5 or 1.5 in all
        const double sum = k == 0 ? 0.5 : 1.5;
        scenario[1].probability = course[1].probability = sum - 0.25;
        plan.objective = sum * workshop_cost_eur;
        plan.shortfall = sum * workshop_shortfall;
        assert_int_equal(rw_verify(shop.model, &scenarios, &plan, &verdict, NULL), RW_OK);
        assert_string_equal(verdict.finding[RW_VIOLATION_OBJECTIVE].where,
                            k == 0 ? "sum of the probabilities: 0.5, should be 1"
                                   : "sum of the probabilities: 1.5, should be 1");
        assert_false(verdict.ok);
    }
    workshop_free(&shop);
}

typedef struct dear_world { // the overseas supplier's price is another one
    double price_ratio[N_SUPPLIER], cost[RW_N_COST * WORKSHOP_MONTHS], overrun[N_BUDGET * WORKSHOP_YEARS];
} dear_world;

// At `more` times the price more: 27, 18 and 9 EUR in months 1 to 3, of which half once more for the budgets' overrun,
// 45 EUR in 2027 and 9 in 2028.
static void make_dear(const workshop *shop, double more, dear_world *world, rw_scenario *scenario, rw_course *course) {
    *scenario = shop->scenarios->scenario[0];
    *course = shop->plan->course[0];
    memcpy(world->cost, course->cost, sizeof world->cost);
    memcpy(world->overrun, course->budget_overrun, sizeof world->overrun);
    world->price_ratio[SUPPLIER_MILL] = 1.0;
    world->price_ratio[SUPPLIER_OVERSEAS] = 1.0 + more;
    for (int t = 1; t <= 3; t++) {
        world->cost[RW_COST_PURCHASE * WORKSHOP_MONTHS + t] += 9.0 * (4 - t) * more;
    }
    world->cost[RW_COST_POLICY * WORKSHOP_MONTHS + 2] += 22.5 * more;
    world->cost[RW_COST_POLICY * WORKSHOP_MONTHS + 5] += 4.5 * more;
    world->overrun[BUDGET_CASH * WORKSHOP_YEARS] += 45.0 * more;
    world->overrun[BUDGET_CASH * WORKSHOP_YEARS + 1] += 9.0 * more;
    scenario->price_ratio = world->price_ratio;
    course->cost = world->cost;
    course->budget_overrun = world->overrun;
    course->objective += 81.0 * more;
}

// Probabilities 0.5, 0.3 and 0.2, each dearer than the one before: the worst 0.4 are the last one and 0.2 of the
// middle.
static void risk_measure_weighs_the_worst_scenarios(void **state) {
    (void)state;
    static const double probability[] = {0.3, 0.5, 0.2}, more[] = {1.0, 0.0, 5.0};
    workshop shop = workshop_new();
    dear_world world[3];
    rw_course course[3];
    rw_scenario scenario[3];
    rw_scenario_set scenarios = {.n_scenario = 3, .scenario = scenario};
    rw_plan plan = *shop.plan;
    rw_verdict verdict;
    plan.course = course;
    plan.n_scenario = 3;
    for (int w = 0; w < 3; w++) {
        make_dear(&shop, more[w], &world[w], &scenario[w], &course[w]);
        scenario[w].probability = course[w].probability = probability[w];
    }
    const double mean = workshop_cost_eur + 81.0 * (0.3 + 0.2 * 5.0);
    const double tail = workshop_cost_eur + 81.0 * (0.2 * 1.0 + 0.2 * 5.0) / 0.4;
    shop.model->risk_level = 0.6;
    for (int k = 0; k <= 4; k++) {
        shop.model->risk_weight = 0.25 * k;
        plan.objective = (1.0 - shop.model->risk_weight) * mean + shop.model->risk_weight * tail;
        assert_int_equal(rw_verify(shop.model, &scenarios, &plan, &verdict, NULL), RW_OK);
        assert_true(verdict.ok);
        assert_true(fabs(verdict.objective - plan.objective) <= close_enough * plan.objective);
        plan.objective += 1.0;
        assert_int_equal(rw_verify(shop.model, &scenarios, &plan, &verdict, NULL), RW_OK);
        assert_false(verdict.ok);
    }
    shop.model->risk_level = 0.0; // all of them
    plan.objective = mean;
    assert_int_equal(rw_verify(shop.model, &scenarios, &plan, &verdict, NULL), RW_OK);
    assert_true(verdict.ok);
    workshop_free(&shop);
}

// Money is compared relative to turnover: all terms of the objective add up to 3190.1 + 2 * 448.18 = 4086.5 in size,
// spending of 2027 to 1296.75, fixed cost of month 4 to 36 + 6 = 42.
static void money_is_relative_to_turnover(void **state) {
    (void)state;
    workshop shop = workshop_new();
    rw_course *course = &shop.plan->course[0];
    const struct {
        double *eur;
        double turnover;
        rw_violation kind;
    } table[] = {{&course->objective, 4086.456, RW_VIOLATION_OBJECTIVE},
                 {&shop.plan->objective, 4086.456, RW_VIOLATION_OBJECTIVE},
                 {&course->budget_overrun[BUDGET_CASH * WORKSHOP_YEARS], 1296.75, RW_VIOLATION_BUDGET},
                 {&course->cost[RW_COST_FIXED * WORKSHOP_MONTHS + 4], 42.0, RW_VIOLATION_COST}};
    for (size_t k = 0; k < sizeof table / sizeof table[0]; k++) {
        const double saved = *table[k].eur;
        for (int more = 0; more < 2; more++) {
            rw_verdict verdict;
            *table[k].eur = saved - (more == 0 ? 0.98e-6 : 1.02e-6) * table[k].turnover;
            assert_int_equal(rw_verify(shop.model, shop.scenarios, shop.plan, &verdict, NULL), RW_OK);
            const rw_finding *finding = &verdict.finding[table[k].kind];
            assert_true((finding->worst <= finding->tolerance) == (more == 0));
        }
        *table[k].eur = saved;
    }
    workshop_free(&shop);
}

static void violations_have_names_and_texts(void **state) {
    (void)state;
    assert_string_equal(rw_violation_name(RW_VIOLATION_INTEGRALITY), "integrality");
    assert_string_equal(rw_violation_name(RW_VIOLATION_OBJECTIVE), "objective");
    assert_string_equal(rw_violation_text(RW_VIOLATION_STORAGE), "storage limits");
    assert_string_equal(rw_violation_name(RW_N_VIOLATION), "");
    assert_string_equal(rw_violation_text((rw_violation)-1), "");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(plan_worked_out_by_hand_passes),
                                       cmocka_unit_test(lexicographic_objective_leaves_out_what_is_short),
                                       cmocka_unit_test(objective_is_discounted_by_months),
                                       cmocka_unit_test(expectation_weighs_the_scenarios),
                                       cmocka_unit_test(risk_measure_weighs_the_worst_scenarios),
                                       cmocka_unit_test(money_is_relative_to_turnover),
                                       cmocka_unit_test(violations_have_names_and_texts)};
    return cmocka_run_group_tests_name("verify/workshop", tests, NULL, NULL);
}
