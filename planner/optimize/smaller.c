// Smaller problems, where the search over all scenarios starts: one scenario in which everything is as on average, or a
// part of the scenarios.  SPDX-License-Identifier: MIT
#include <math.h>
#include <string.h>

#include "core/clock.h"
#include "core/memory.h"
#include "optimize/setup.h"

static const double PART_SIZE = 3; // times the square root of the number of scenarios: the first ones stand for all
static const double PART_SHARE = 0.125; // of their number, where that is more
static const double GAP = 5e-3;         // of the smaller problem, if not more is asked for
static const double TIME_SHARE = 0.2;   // of the time left that it may take
enum { LEAST_MANY = 32 };               // scenarios, for a part of them to be worth the while

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

// Where the smaller problem is unbounded its best points mean nothing.
static void ask_found(rw_engine *engine, const rw_engine *found, bool is_bounded) {
    if (is_bounded && found->incumbent_objective < INFINITY) {
        rw_engine_ask(engine, found->incumbent);
    }
    if (is_bounded && found->center_objective < INFINITY) {
        rw_engine_ask(engine, found->center);
    }
    rw_idx n_lp = 0, n_pivot = 0;
    rw_engine_count(found, &n_lp, &n_pivot);
    engine->n_lp_before += n_lp;
    engine->n_pivot_before += n_pivot;
}

// Solves the root of a smaller problem and asks for the points it comes to: its relaxation, and a whole one where it is
// alike enough for that to be worth the search.
static rw_status ask_root(rw_engine *engine, const rw_twostage *problem, bool is_alike) {
    rw_engine *solver = NULL;
    rw_outcome outcome = RW_OUTCOME_OPTIMAL;
    rw_optimize_options options = engine->options;
    options.gap_relative = fmax(options.gap_relative, GAP);
    options.time_limit = TIME_SHARE * (options.time_limit - (rw_clock_seconds() - engine->start));
    options.report = NULL;
    rw_status status = rw_engine_new(problem, &options, &solver);
    if (status == RW_OK) {
        status = is_alike ? rw_engine_root(solver, NULL, &outcome) : rw_engine_relax(solver, NULL, &outcome);
    }
    bool is_bounded =
        status == RW_OK && outcome == RW_OUTCOME_OPTIMAL && !solver->is_unbounded && !solver->has_direction;
    if (is_bounded && !is_alike && solver->root_bound > -INFINITY) {
        status = rw_jensen_share(engine, solver);
    }
    if (status == RW_OK) {
        ask_found(engine, solver, is_bounded);
        double share = (double)engine->n_scenario / (double)problem->n_scenario;
        engine->seconds_point = is_alike ? share * solver->seconds_point : 0; // as long as nothing better is known
    }
    rw_engine_free(&solver);
    return status == RW_NO_MEMORY ? status : RW_OK; // whatever else it was, the search does without
}

static rw_status ask_mean(rw_engine *engine) {
    mean_value mean = {.delta = NULL};
    rw_status status = make(&mean, engine->problem);
    if (status == RW_OK) {
        status = ask_root(engine, &mean.problem, false);
    }
    rw_free(mean.delta);
    return status;
}

static rw_status ask_part(rw_engine *engine) {
    rw_twostage part = *engine->problem;
    double total = 0, left = 0;
    part.n_scenario = (rw_idx)fmax(PART_SIZE * sqrt((double)part.n_scenario), PART_SHARE * (double)part.n_scenario);
    part.probability = rw_calloc(part.n_scenario, sizeof *part.probability);
    if (!part.probability) {
        return RW_NO_MEMORY;
    }
    for (rw_idx w = 0; w < engine->n_scenario; w++) {
        total += engine->problem->probability[w];
        left += w < part.n_scenario ? engine->problem->probability[w] : 0;
    }
    for (rw_idx w = 0; w < part.n_scenario; w++) {
        part.probability[w] = engine->problem->probability[w] * total / left;
    }
    rw_status status = ask_root(engine, &part, true);
    rw_free(part.probability);
    return status;
}

rw_status rw_smaller_ask(rw_engine *engine) {
    bool is_large = engine->is_batched && engine->n_scenario >= LEAST_MANY;
    return is_large ? ask_part(engine) : ask_mean(engine);
}
