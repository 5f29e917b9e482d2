// What orders cost over scenarios.  SPDX-License-Identifier: MIT
#include "property/outlook.h"

#include <math.h>

#include <rampwerk/formulate.h>

#include "core/memory.h"

// The probability-weighted mean of the dearest share, by taking the dearest scenarios left until it is full.
static double tail_of(const rw_scenario_set *set, double share, const double *cost) {
    double left = share, below = (double)INFINITY, tail = 0.0;
    while (left > 0.0 && below > -(double)INFINITY) {
        double dearest = -(double)INFINITY, probability = 0.0;
        for (rw_idx w = 0; w < set->n_scenario; w++) {
            dearest = cost[w] < below ? fmax(dearest, cost[w]) : dearest;
        }
        for (rw_idx w = 0; w < set->n_scenario; w++) {
            probability += cost[w] == dearest ? set->scenario[w].probability : 0.0;
        }
        tail += isfinite(dearest) ? fmin(left, probability) * dearest : 0.0;
        left -= probability;
        below = dearest;
    }
    return tail / share;
}

outlook outlook_of(const rw_model *model, const rw_scenario_set *set, const double *cost) {
    outlook o = {.worst = -(double)INFINITY, .tail = tail_of(set, 1.0 - model->risk_level, cost)};
    for (rw_idx w = 0; w < set->n_scenario; w++) {
        o.mean += set->scenario[w].probability * cost[w];
        o.worst = fmax(o.worst, cost[w]);
    }
    o.objective = (1.0 - model->risk_weight) * o.mean + model->risk_weight * o.tail;
    return o;
}

static outlook outlook_unknown(void) {
    const double none = (double)NAN;
    return (outlook){none, none, none, none};
}

outlook outlook_of_courses(const rw_model *model, const rw_scenario_set *set, const rw_plan *plan) {
    outlook o = outlook_unknown();
    double *cost = plan != NULL ? rw_calloc(set->n_scenario, sizeof *cost) : NULL;
    for (rw_idx w = 0; cost != NULL && w < set->n_scenario; w++) {
        cost[w] = plan->course[w].objective;
    }
    if (cost != NULL) {
        o = outlook_of(model, set, cost);
    }
    rw_free(cost);
    return o;
}

static rw_status price(const rw_model *model, const rw_scenario_set *set, const rw_plan *plan, double *cost) {
    rw_status status = RW_OK;
    rw_formulation *follow = NULL;
    double *first = NULL;
    rw_optimize_options options;
    rw_optimize_defaults(&options);
    RW_TRY(rw_formulation_follow(model, set, RW_AIM_COST, NULL, plan, &follow, NULL));
    const rw_twostage *problem = rw_formulation_problem(follow);
    first = rw_calloc(problem->first.n_col, sizeof *first);
    RW_TRY(first != NULL && rw_formulation_first(follow, plan, first) ? RW_OK : RW_INTERNAL);
    RW_TRY(rw_optimize_fixed(problem, &options, first, NULL, NULL, cost, NULL));
    for (rw_idx w = 0; w < set->n_scenario; w++) {
        RW_TRY(isnan(cost[w]) ? RW_INTERNAL : RW_OK);
        cost[w] += rw_formulation_base(follow, w, first);
    }
done:
    rw_free(first);
    rw_formulation_free(&follow);
    return status;
}

outlook outlook_of_orders(const rw_model *model, const rw_scenario_set *set, const rw_plan *plan) {
    outlook o = outlook_unknown();
    double *cost = plan != NULL ? rw_calloc(set->n_scenario, sizeof *cost) : NULL;
    if (cost != NULL && price(model, set, plan, cost) == RW_OK) {
        o = outlook_of(model, set, cost);
    }
    rw_free(cost);
    return o;
}
