// Directions in which a problem costs less and less.  SPDX-License-Identifier: MIT
//
// With every finite limit and bound at 0, a two-stage problem is one of directions: a first stage of it, with recourse
// in every scenario, can be added to any solution as often as one likes, and adds its cost each time (Rockafellar,
// Convex Analysis, 1970, section 8).  So a problem without integers that has a solution is unbounded just where there
// is a direction that costs less than nothing; with integers too, as all coefficients are rational (Meyer, On the
// existence of optimal solutions to integer and mixed-integer programming problems, Mathematical Programming 7, 1974).
#include <math.h>
#include <string.h>

#include "core/clock.h"
#include "core/memory.h"
#include "optimize/engine.h"

// Of a direction, relative to its costs and to the largest of all: less than that a limit may give way by rounding.
static const double GAIN = 1e-6;
static const double GAP = 0.5; // that there is a direction is enough, none need be the best

typedef struct cone { // the problem of directions
    rw_twostage problem;
    double *first, *second; // all bounds and limits of either stage
    unsigned char *integer;
    rw_delta *delta;
} cone;

static double homogeneous(double limit) {
    return isfinite(limit) ? 0 : limit;
}

// Bounds of columns and limits of rows into one array, which the block then borrows.
static double *copy_limits(rw_block *block) {
    double *limit = rw_calloc(2 * (block->n_col + block->n_row), sizeof *limit);
    if (limit) {
        double *lower = limit, *upper = lower + block->n_col;
        double *row_lower = upper + block->n_col, *row_upper = row_lower + block->n_row;
        for (rw_idx j = 0; j < block->n_col; j++) {
            lower[j] = homogeneous(block->lower[j]);
            upper[j] = homogeneous(block->upper[j]);
        }
        for (rw_idx i = 0; i < block->n_row; i++) {
            row_lower[i] = homogeneous(block->row_lower[i]);
            row_upper[i] = homogeneous(block->row_upper[i]);
        }
        block->lower = lower;
        block->upper = upper;
        block->row_lower = row_lower;
        block->row_upper = row_upper;
    }
    return limit;
}

static bool is_limit(rw_delta_kind kind) {
    return kind == RW_DELTA_LOWER || kind == RW_DELTA_UPPER || kind == RW_DELTA_ROW_LOWER || kind == RW_DELTA_ROW_UPPER;
}

static rw_status make(cone *c, const rw_twostage *problem) {
    rw_idx n_first = problem->first.n_col, n_delta = problem->delta_begin[problem->n_scenario];
    c->problem = *problem;
    c->first = copy_limits(&c->problem.first);
    c->second = copy_limits(&c->problem.second);
    c->integer = rw_calloc(n_first, sizeof *c->integer);
    c->delta = rw_calloc(n_delta, sizeof *c->delta);
    if (!c->first || !c->second || !c->integer || !c->delta) {
        return RW_NO_MEMORY;
    }
    for (rw_idx j = 0; j < n_first; j++) { // one step of any length will do
        c->problem.first.lower[j] = fmax(-1, c->problem.first.lower[j]);
        c->problem.first.upper[j] = fmin(1, c->problem.first.upper[j]);
    }
    for (rw_idx e = 0; e < n_delta; e++) {
        c->delta[e] = problem->delta[e];
        c->delta[e].value = is_limit(c->delta[e].kind) ? homogeneous(c->delta[e].value) : c->delta[e].value;
    }
    c->problem.integer = c->integer;
    c->problem.delta = c->delta;
    c->problem.constant = 0;
    c->problem.n_chain = 0;
    return RW_OK;
}

static void clear(cone *c) {
    rw_free(c->first);
    rw_free(c->second);
    rw_free(c->integer);
    rw_free(c->delta);
}

// Of what a direction costs, all terms taken as positive.
static double cost_size(const rw_twostage *problem, const rw_solution *found) {
    double size = 0;
    for (rw_idx j = 0; j < problem->first.n_col; j++) {
        size += fabs(problem->first.cost[j] * found->first[j]);
    }
    for (rw_idx w = 0; w < problem->n_scenario; w++) {
        size += fabs(problem->probability[w] * found->value[w]);
    }
    return size;
}

static double largest_cost(const rw_twostage *problem) {
    double largest = 0;
    for (rw_idx j = 0; j < problem->first.n_col; j++) {
        largest = fmax(largest, fmax(fabs(problem->first.cost[j]), fabs(problem->first_scenario_cost[j])));
    }
    for (rw_idx j = 0; j < problem->second.n_col; j++) {
        largest = fmax(largest, fabs(problem->second.cost[j]));
    }
    for (rw_idx e = 0; e < problem->delta_begin[problem->n_scenario]; e++) {
        const rw_delta *delta = &problem->delta[e];
        bool is_cost = delta->kind == RW_DELTA_COST || delta->kind == RW_DELTA_FIRST_COST;
        largest = is_cost ? fmax(largest, fabs(delta->value)) : largest;
    }
    return largest;
}

rw_status rw_recession_look(rw_engine *engine) {
    cone c = {.delta = NULL};
    rw_solution *found = NULL;
    rw_optimize_options options = engine->options;
    options.gap_relative = GAP;
    options.gap_absolute = GAIN * largest_cost(engine->problem);
    options.time_limit = fmax(0, options.time_limit - (rw_clock_seconds() - engine->start));
    options.report = NULL;
    rw_status status = make(&c, engine->problem);
    if (status == RW_OK) {
        status = rw_optimize(&c.problem, &options, NULL, &found, NULL);
    }
    if (status == RW_OK) {
        bool gains =
            found->has_point && found->objective < -fmax(options.gap_absolute, GAIN * cost_size(&c.problem, found));
        engine->has_direction = gains || found->outcome == RW_OUTCOME_UNBOUNDED;
        engine->n_lp_before += found->n_lp;
        engine->n_pivot_before += found->n_pivot;
    }
    rw_solution_free(&found);
    clear(&c);
    return status == RW_NUMERICAL ? RW_OK : status; // then nothing is known
}
