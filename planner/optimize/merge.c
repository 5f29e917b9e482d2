// From the scenarios of a point to its objective and its cuts.  SPDX-License-Identifier: MIT
//
// With an aversion to risk the objective is (1 - weight) E[Q] + weight CVaR[Q].  The mean of the worst share is the
// largest of all means with densities up to 1 / (1 - level) (Rockafellar, Uryasev 2002): the density that is the worst
// at one point gives a plane below it everywhere.
#include <math.h>
#include <string.h>

#include "optimize/engine.h"

enum { MAX_FEASIBILITY = 16 }; // cuts of that kind from one point

rw_idx rw_engine_n_theta(const rw_engine *engine) {
    return engine->n_group + (engine->problem->risk_weight > 0 ? 1 : 0);
}

// Larger costs first; a stable order, by merging.
static void sort_by_cost(rw_idx *order, rw_idx *work, rw_idx count, const double *value) {
    for (rw_idx width = 1; width < count; width *= 2) {
        for (rw_idx low = 0; low < count; low += 2 * width) {
            rw_idx middle = low + width < count ? low + width : count;
            rw_idx high = low + 2 * width < count ? low + 2 * width : count;
            for (rw_idx k = low, a = low, b = middle; k < high; k++) {
                bool left = a < middle && (b == high || !(value[order[b]] > value[order[a]]));
                work[k] = left ? order[a++] : order[b++];
            }
        }
        memcpy(order, work, (size_t)count * sizeof *order);
    }
}

// Weights of the worst share: p_w / (1 - level), the last one less, so that they add up to 1.
static void weigh_tail(rw_engine *engine, const double *value) {
    rw_idx n = engine->n_scenario;
    double left = 1, share = 1 - engine->problem->risk_level;
    for (rw_idx w = 0; w < n; w++) {
        engine->order[w] = w;
    }
    sort_by_cost(engine->order, engine->order + n, n, value);
    for (rw_idx k = 0; k < n; k++) {
        rw_idx w = engine->order[k];
        engine->weight[w] = fmin(left, engine->problem->probability[w] / share);
        left -= engine->weight[w];
    }
}

double rw_merge_objective(rw_engine *engine, const double *x, const double *value) {
    const rw_twostage *problem = engine->problem;
    double mean = 0, tail = 0, objective = problem->constant;
    for (rw_idx j = 0; j < engine->n_first; j++) {
        objective += problem->first.cost[j] * x[j];
    }
    for (rw_idx w = 0; w < engine->n_scenario; w++) {
        mean += problem->probability[w] * value[w];
    }
    if (problem->risk_weight > 0) {
        weigh_tail(engine, value);
        for (rw_idx w = 0; w < engine->n_scenario; w++) {
            tail += engine->weight[w] * value[w];
        }
    }
    return objective + (1 - problem->risk_weight) * mean + problem->risk_weight * tail;
}

void rw_merge_total(rw_engine *engine, rw_evaluation *point) {
    point->feasible = true;
    for (rw_idx w = 0; w < engine->n_scenario; w++) {
        point->feasible = point->feasible && point->worth[w] == RW_WORTH_VALUE;
    }
    point->objective = point->feasible ? rw_merge_objective(engine, point->x, point->value) : INFINITY;
}

// theta >= factor * sum of weight_w (support_w + gradient_w'(x' - x)) over scenarios [begin, end).
static rw_status add_cut(rw_engine *engine, const rw_evaluation *point, rw_idx theta, const rw_idx range[2],
                         const double *weight, double factor) {
    rw_idx n = engine->n_first;
    double offset = 0;
    memset(engine->slope, 0, (size_t)n * sizeof *engine->slope);
    for (rw_idx w = range[0]; w < range[1]; w++) {
        double share = factor * weight[w];
        const double *gradient = point->gradient + w * n;
        offset += share * point->support[w];
        for (rw_idx j = 0; share != 0 && j < n; j++) {
            engine->slope[j] += share * gradient[j];
        }
    }
    for (rw_idx j = 0; j < n; j++) {
        offset -= engine->slope[j] * point->x[j];
    }
    return rw_cuts_add(&engine->cuts, theta, offset, engine->slope);
}

static rw_status add_feasibility(rw_engine *engine, const rw_evaluation *point) {
    rw_status status = RW_OK;
    int n_added = 0;
    for (rw_idx w = 0; w < engine->n_scenario && n_added < MAX_FEASIBILITY && status == RW_OK; w++) {
        if (point->worth[w] == RW_WORTH_INFEASIBLE && point->value[w] > -INFINITY) {
            status =
                rw_cuts_add(&engine->cuts, RW_FEASIBILITY_CUT, point->value[w], point->gradient + w * engine->n_first);
            n_added++;
        }
    }
    return status;
}

rw_status rw_merge_cuts(rw_engine *engine, const rw_evaluation *point) {
    const rw_twostage *problem = engine->problem;
    rw_status status = RW_OK;
    for (rw_idx g = 0; g < engine->n_group; g++) {
        rw_idx range[2] = {g * engine->n_scenario / engine->n_group, (g + 1) * engine->n_scenario / engine->n_group};
        bool known = true;
        for (rw_idx w = range[0]; w < range[1]; w++) {
            known = known && point->worth[w] == RW_WORTH_VALUE;
        }
        if (known) {
            RW_TRY(add_cut(engine, point, g, range, problem->probability, 1 - problem->risk_weight));
        }
    }
    if (problem->risk_weight > 0 && point->feasible) {
        rw_idx all[2] = {0, engine->n_scenario};
        weigh_tail(engine, point->value);
        RW_TRY(add_cut(engine, point, engine->n_group, all, engine->weight, problem->risk_weight));
    }
    RW_TRY(add_feasibility(engine, point));
done:
    return status;
}
