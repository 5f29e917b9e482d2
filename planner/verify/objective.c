// The objective and the weighted shortfall: model.md section 6.  SPDX-License-Identifier: MIT
#include "verify/objective.h"

#include <math.h>
#include <stdlib.h>

// In lexicographic mode what is short is minimised first and costs nothing in the second step.
static bool is_counted(const rw_model *model, rw_idx kind) {
    return model->objective != RW_OBJECTIVE_LEXICOGRAPHIC ||
           (kind != RW_COST_SHORTFALL && kind != RW_COST_CRITICAL && kind != RW_COST_UNMET);
}

// sum over r, t of priority_weight (shortfall + critical + 3 (2T - t) unmet)
static double weighted_shortfall(const rw_check *check) {
    const rw_model *model = check->model;
    const rw_course *course = check->course;
    double sum = 0.0;
    for (rw_idx r = 0; r < model->n_product; r++) {
        const double weight = model->customer[model->product[r].customer].priority_weight;
        for (rw_idx t = 0; t < model->n_month; t++) {
            const rw_idx at = rw_at(check, r, t);
            const double months = (double)(2 * model->n_month - t); // to the end of a second horizon
            sum += weight * (course->shortfall[at] + course->critical[at] + 3.0 * months * course->unmet[at]);
        }
    }
    return sum;
}

void rw_check_course_objective(rw_check *check, rw_expectation *expectation) {
    const rw_model *model = check->model;
    const double probability = check->scenario->probability;
    double objective = 0.0, turnover = 0.0;
    for (rw_idx t = 0; t < model->n_month; t++) {
        const double discount = pow(1.0 + model->discount_rate, -(double)t / 12.0); // d[t]
        for (rw_idx kind = 0; kind < RW_N_COST; kind++) {
            if (is_counted(model, kind)) {
                objective += discount * check->state.cost[rw_at(check, kind, t)];
                turnover += discount * check->state.turnover[rw_at(check, kind, t)];
            }
        }
    }
    const rw_place chance = {.what = "probability of the scenario", .month = -1};
    const rw_place own = {.what = "objective of the scenario", .month = -1};
    rw_check_equal(check, RW_VIOLATION_OBJECTIVE, chance, check->course->probability, probability, 0.0);
    rw_check_equal(check, RW_VIOLATION_OBJECTIVE, own, check->course->objective, objective, turnover);
    expectation->outlay[check->at_hand] = (rw_outlay){.probability = probability, .objective = objective};
    expectation->most_turnover = rw_larger(expectation->most_turnover, turnover);
    expectation->probability += probability;
    expectation->objective += probability * objective;
    expectation->turnover += probability * turnover;
    expectation->shortfall += probability * weighted_shortfall(check);
}

static int dearest_first(const void *a, const void *b) {
    const double x = ((const rw_outlay *)a)->objective, y = ((const rw_outlay *)b)->objective;
    return (x < y) - (x > y);
}

// CVaR = min over e of e + sum over w of p_w max(0, objective_w - e) / (1 - level); the least is at one of the
// objectives. (Rockafellar and Uryasev 2000, theorem 1)
static double tail_mean(rw_idx n_scenario, rw_outlay *outlay, double level) {
    double least = INFINITY, mass = 0.0, sum = 0.0; // of those dearer than e
    qsort(outlay, (size_t)n_scenario, sizeof *outlay, dearest_first);
    for (rw_idx w = 0; w < n_scenario; w++) {
        const double edge = outlay[w].objective;
        const double value = edge + (sum - mass * edge) / (1.0 - level);
        least = value < least ? value : least;
        mass += outlay[w].probability;
        sum += outlay[w].probability * edge;
    }
    return least;
}

void rw_check_plan_objective(rw_check *check, const rw_expectation *expectation) {
    const rw_model *model = check->model;
    double value = expectation->objective, turnover = expectation->turnover;
    if (model->risk_weight > 0.0) {
        const double tail = tail_mean(check->plan->n_scenario, expectation->outlay, model->risk_level);
        value = (1.0 - model->risk_weight) * value + model->risk_weight * tail;
        turnover = (1.0 - model->risk_weight) * turnover + model->risk_weight * expectation->most_turnover;
    }
    const rw_place chance = {.what = "sum of the probabilities", .month = -1};
    const rw_place objective = {.what = "objective", .month = -1};
    const rw_place shortfall = {.what = "weighted shortfall", .month = -1};
    rw_check_equal(check, RW_VIOLATION_OBJECTIVE, chance, expectation->probability, 1.0, 0.0);
    rw_check_equal(check, RW_VIOLATION_OBJECTIVE, objective, check->plan->objective, value, turnover);
    rw_check_equal(check, RW_VIOLATION_OBJECTIVE, shortfall, check->plan->shortfall, expectation->shortfall, 0.0);
    check->verdict->objective = value;
    check->verdict->shortfall = expectation->shortfall;
}
