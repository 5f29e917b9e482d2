// The mean-value problem: one scenario, in which everything is as on average.  The plan of its relaxation is
// where the search over all scenarios starts.  SPDX-License-Identifier: MIT
#include <math.h>
#include <string.h>

#include "core/memory.h"
#include "optimize/setup.h"

static const double GAP = 5e-3;       // of the mean-value problem, if not more is asked for
static const double TIME_SHARE = 0.2; // of the time limit that it may take

// Adds to the means, which start at the template, what scenario w differs by.  Infinite values stay or become so.
static void add_scenario(rw_realisation *mean, const rw_twostage *problem, rw_idx w, double weight) {
    for (rw_idx e = problem->delta_begin[w]; e < problem->delta_begin[w + 1]; e++) {
        const rw_delta *delta = &problem->delta[e];
        double base = rw_delta_template(problem, delta->kind)[delta->index];
        double *value = &mean->array[delta->kind][delta->index];
        if (isfinite(*value) && isfinite(base)) {
            *value = isfinite(delta->value) ? *value + weight * (delta->value - base) : delta->value;
        }
    }
}

static rw_idx list_deltas(const rw_realisation *mean, const rw_twostage *problem, rw_delta *delta) {
    rw_idx count = 0;
    for (int kind = 0; kind <= RW_DELTA_RECOURSE; kind++) {
        const double *base = rw_delta_template(problem, (rw_delta_kind)kind);
        for (rw_idx k = 0; k < rw_delta_extent(problem, (rw_delta_kind)kind); k++) {
            if (mean->array[kind][k] != base[k]) {
                if (delta) {
                    delta[count] = (rw_delta){.kind = (rw_delta_kind)kind, .index = k, .value = mean->array[kind][k]};
                }
                count++;
            }
        }
    }
    return count;
}

typedef struct mean_value {
    rw_twostage problem; // all but the scenario is borrowed
    rw_delta *delta;
    double probability;
    rw_idx delta_begin[2];
} mean_value;

static rw_status make(mean_value *mean, const rw_twostage *problem) {
    rw_realisation sum = {0};
    rw_status status = RW_OK;
    double total = 0;
    RW_TRY(rw_realisation_init(&sum, problem));
    for (rw_idx w = 0; w < problem->n_scenario; w++) {
        total += problem->probability[w];
    }
    for (rw_idx w = 0; w < problem->n_scenario; w++) {
        add_scenario(&sum, problem, w, problem->probability[w] / total);
    }
    mean->problem = *problem;
    mean->delta_begin[1] = list_deltas(&sum, problem, NULL);
    mean->delta = rw_calloc(mean->delta_begin[1], sizeof *mean->delta);
    RW_TRY(mean->delta ? RW_OK : RW_NO_MEMORY);
    list_deltas(&sum, problem, mean->delta);
    mean->probability = total;
    mean->problem.n_scenario = 1;
    mean->problem.probability = &mean->probability;
    mean->problem.delta_begin = mean->delta_begin;
    mean->problem.delta = mean->delta;
    mean->problem.risk_weight = 0;
done:
    rw_realisation_clear(&sum);
    return status;
}

static void ask_found(rw_engine *engine, const rw_engine *found) {
    if (found->center_objective < INFINITY) {
        rw_engine_ask(engine, found->center);
    }
    for (int s = 0; s < RW_N_SLOT; s++) {
        engine->n_lp_before += found->slot[s].master.n_lp + found->worker[s].n_lp;
        engine->n_pivot_before += found->slot[s].master.n_pivot + found->worker[s].n_pivot;
    }
}

rw_status rw_mean_ask(rw_engine *engine) {
    rw_status status = RW_OK;
    mean_value mean = {.delta = NULL};
    rw_engine *solver = NULL;
    rw_outcome outcome = RW_OUTCOME_OPTIMAL;
    rw_optimize_options options = engine->options;
    options.gap_relative = fmax(options.gap_relative, GAP);
    options.time_limit *= TIME_SHARE;
    options.report = NULL;
    RW_TRY(make(&mean, engine->problem));
    RW_TRY(rw_engine_new(&mean.problem, &options, &solver));
    status = rw_engine_relax(solver, NULL, &outcome);
    if (status == RW_OK) {
        ask_found(engine, solver);
    }
    status = status == RW_NO_MEMORY ? status : RW_OK; // whatever else it was, the search does without
done:
    rw_engine_free(&solver);
    rw_free(mean.delta);
    return status;
}
