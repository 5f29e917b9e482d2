// Diving: from a node's relaxation to a whole point that the cuts like, one decision after another.
// SPDX-License-Identifier: MIT
//
// Only masters are solved, so a dive costs less than one evaluation.  Final values of chains are decided first; then,
// chain by chain, the column at which a level is reached is set to where the relaxation has it half way.
#include <math.h>
#include <string.h>

#include "optimize/engine.h"

enum {
    MAX_STEP = 400, // decisions of one dive
    PIVOTS = 400    // of one master after a decision
};

typedef struct decision {
    rw_change change[2]; // both are made
    int n_change;
    double distance; // of a rounded column from its relaxation
} decision;

// Rounds a column whose threshold is lean away from a half.
static void consider_rounding(rw_idx column, double value, double lean, decision *best) {
    double rounded = floor(value + 0.5 + lean), distance = fabs(value - rounded);
    if (rw_is_fractional(value) && distance < best->distance) {
        *best = (decision){.change = {{column, rounded, rounded}}, .n_change = 1, .distance = distance};
    }
}

// The first level of a chain that is not reached at once: it is reached where the chain is half way to it.
static void decide_date(const rw_engine *engine, rw_idx chain, const double *x, decision *best) {
    rw_chain range = engine->problem->chain[chain];
    rw_idx at = range.begin;
    while (at < range.end && !rw_is_fractional(x[at])) {
        at++;
    }
    double level = at < range.end ? floor(x[at]) + 1 : INFINITY;
    while (at < range.end && x[at] < level - 0.5) {
        at++;
    }
    if (at < range.end) {
        best->change[best->n_change++] = (rw_change){at, level, INFINITY};
        if (at > range.begin) {
            best->change[best->n_change++] = (rw_change){at - 1, -INFINITY, level - 1};
        }
    }
}

static bool decide(const rw_engine *engine, const double *x, double lean, decision *best) {
    const rw_twostage *problem = engine->problem;
    *best = (decision){.distance = INFINITY};
    for (rw_idx c = 0; c < problem->n_chain; c++) {
        consider_rounding(problem->chain[c].end - 1, x[problem->chain[c].end - 1], lean, best);
    }
    for (rw_idx j = 0; j < engine->n_first; j++) {
        if (problem->integer[j] && engine->chain_of[j] < 0) {
            consider_rounding(j, x[j], lean, best);
        }
    }
    for (rw_idx c = 0; best->n_change == 0 && c < problem->n_chain; c++) {
        decide_date(engine, c, x, best);
    }
    return best->n_change > 0;
}

static bool dive(const rw_engine *engine, rw_slot *slot, double lean) {
    double *lower = slot->lower + engine->n_first, *upper = slot->upper + engine->n_first;
    size_t size = (size_t)engine->n_first * sizeof(double);
    memcpy(lower, slot->lower, size);
    memcpy(upper, slot->upper, size);
    memcpy(slot->dived, slot->x, size);
    decision next;
    for (int step = 0; step < MAX_STEP && decide(engine, slot->dived, lean, &next); step++) {
        for (int k = 0; k < next.n_change; k++) {
            if (!rw_bounds_change(engine, lower, upper, &next.change[k])) {
                return false;
            }
        }
        if (rw_master_try(&slot->master, lower, upper, engine->incumbent_objective, PIVOTS) != RW_LP_OPTIMAL) {
            return false;
        }
        memcpy(slot->dived, rw_master_primal(&slot->master), size);
    }
    return rw_is_whole(engine, slot->dived);
}

void rw_slot_dive(const rw_engine *engine, rw_slot *slot, double lean) {
    slot->has_dived = dive(engine, slot, lean);
}
