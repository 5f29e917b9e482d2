// Problems whose recourse has no least cost.  SPDX-License-Identifier: MIT
//
// A direction in which recourse costs less and less is one at every first stage: only limits of rows depend on x.  So
// the objective has no limit at any first stage with recourse in every scenario, and all there is to find out is
// whether there is one: the problem without costs.  Where only the worst scenarios count, some of those without a limit
// must be among them: they are where the others have less than the share that counts.
#include <math.h>
#include <string.h>

#include "core/clock.h"
#include "core/memory.h"
#include "optimize/engine.h"

static const double ROUNDING = 1e-9; // of sums of probabilities

rw_status rw_unbounded_take(rw_engine *engine, const rw_evaluation *point) {
    const rw_twostage *problem = engine->problem;
    double unbounded = 0, free = problem->risk_weight < 1 ? 0 : problem->risk_level;
    bool is_known = true;
    for (rw_idx w = 0; w < engine->n_scenario; w++) {
        rw_worth worth = point->worth[w];
        unbounded += worth == RW_WORTH_UNBOUNDED ? problem->probability[w] : 0;
        is_known = is_known && (worth == RW_WORTH_UNBOUNDED || worth == RW_WORTH_VALUE);
    }
    bool counts = unbounded > 0 && (free == 0 || unbounded > free + ROUNDING);
    engine->is_unbounded = engine->is_unbounded || counts;
    return unbounded > 0 && !counts && is_known ? RW_NUMERICAL : RW_OK;
}

typedef struct costless { // a problem without costs
    rw_twostage problem;  // all but the arrays below is borrowed
    double *nothing;      // as many zeros as either stage has columns
    rw_delta *delta;
} costless;

static rw_status make(costless *c, const rw_twostage *problem) {
    rw_idx n_first = problem->first.n_col, n_second = problem->second.n_col;
    rw_idx n_delta = problem->delta_begin[problem->n_scenario];
    c->nothing = rw_calloc(n_first > n_second ? n_first : n_second, sizeof *c->nothing);
    c->delta = rw_calloc(n_delta, sizeof *c->delta);
    if (!c->nothing || !c->delta) {
        return RW_NO_MEMORY;
    }
    for (rw_idx e = 0; e < n_delta; e++) {
        c->delta[e] = problem->delta[e];
        if (c->delta[e].kind == RW_DELTA_COST || c->delta[e].kind == RW_DELTA_FIRST_COST) {
            c->delta[e].value = 0;
        }
    }
    c->problem = *problem;
    c->problem.first.cost = c->problem.second.cost = c->problem.first_scenario_cost = c->nothing;
    c->problem.delta = c->delta;
    c->problem.risk_weight = 0;
    return RW_OK;
}

rw_status rw_unbounded_judge(rw_engine *engine, const double *start, rw_outcome *outcome) {
    rw_status status = RW_OK;
    costless c = {.delta = NULL};
    rw_solution *found = NULL;
    rw_optimize_options options = engine->options;
    options.gap_absolute = 1; // all solutions cost the same
    options.time_limit = fmax(0, options.time_limit - (rw_clock_seconds() - engine->start));
    options.node_limit = options.node_limit > engine->n_node ? options.node_limit - engine->n_node : 0;
    options.report = NULL;
    if (engine->incumbent_objective < INFINITY) { // with recourse that has a least cost
        *outcome = RW_OUTCOME_UNBOUNDED;
        return engine->is_unbounded ? RW_NUMERICAL : RW_OK; // one of the two is wrong
    }
    RW_TRY(make(&c, engine->problem));
    RW_TRY(rw_optimize(&c.problem, &options, start, &found, NULL));
    *outcome = found->has_point ? RW_OUTCOME_UNBOUNDED : found->outcome;
    engine->n_node += found->n_node;
    engine->n_lp_before += found->n_lp;
    engine->n_pivot_before += found->n_pivot;
done:
    rw_solution_free(&found);
    rw_free(c.delta);
    rw_free(c.nothing);
    return status;
}
