// Where to branch: on the final value of a chain first, then on when it is reached; scored by trial solves of the
// candidates that do best by what branching of the same kind gave before (Achterberg, Koch, Martin 2005).
// SPDX-License-Identifier: MIT
#include <math.h>
#include <string.h>

#include "optimize/engine.h"

enum {
    MAX_CANDIDATE = 64,
    MAX_TRIAL = 16,       // candidates tried by solving at one node
    TRIAL_ITERATIONS = 50 // pivots of one trial
};
static const double SCORE_FLOOR = 1e-6; // relative gain below which a side counts as this

bool rw_bounds_change(const rw_engine *engine, double *lower, double *upper, const rw_change *change) {
    rw_idx column = change->column;
    lower[column] = fmax(lower[column], change->lower);
    upper[column] = fmin(upper[column], change->upper);
    bool ok = lower[column] <= upper[column];
    rw_idx chain = engine->chain_of[column];
    if (chain >= 0) { // nondecreasing: limits spread to one side each
        for (rw_idx j = column - 1; j >= engine->problem->chain[chain].begin && upper[j] > upper[column]; j--) {
            upper[j] = upper[column];
            ok = ok && lower[j] <= upper[j];
        }
        for (rw_idx j = column + 1; j < engine->problem->chain[chain].end && lower[j] < lower[column]; j++) {
            lower[j] = lower[column];
            ok = ok && lower[j] <= upper[j];
        }
    }
    return ok;
}

static rw_branch branch_at(rw_idx column, rw_idx key, double value) {
    double base = floor(value);
    return (rw_branch){.column = column,
                       .key = key,
                       .value = base,
                       .fraction = value - base,
                       .bound_down = -INFINITY,
                       .bound_up = -INFINITY};
}

// One candidate per chain: its final value if fractional, else the date at which a value is nearest to half way.
static rw_branch chain_candidate(const rw_engine *engine, rw_idx chain, const double *x) {
    rw_chain range = engine->problem->chain[chain];
    rw_idx last = range.end - 1;
    if (rw_is_fractional(x[last])) {
        return branch_at(last, 2 * chain, x[last]);
    }
    rw_branch best = {.column = -1};
    double best_distance = 1;
    for (rw_idx j = range.begin; j < last; j++) {
        double distance = fabs(x[j] - floor(x[j]) - 0.5);
        if (rw_is_fractional(x[j]) && distance < best_distance) {
            best = branch_at(j, 2 * chain + 1, x[j]);
            best_distance = distance;
        }
    }
    return best;
}

static rw_idx gather(const rw_engine *engine, const double *x, rw_branch candidate[MAX_CANDIDATE]) {
    rw_idx n_candidate = 0;
    bool final_only = false;
    for (rw_idx c = 0; c < engine->problem->n_chain && n_candidate < MAX_CANDIDATE; c++) {
        rw_branch branch = chain_candidate(engine, c, x);
        bool is_final = branch.column == engine->problem->chain[c].end - 1;
        if (branch.column < 0 || (final_only && !is_final)) {
            continue;
        }
        if (is_final && !final_only) {
            n_candidate = 0; // dates wait until every final value is whole
            final_only = true;
        }
        candidate[n_candidate++] = branch;
    }
    for (rw_idx j = 0; j < engine->n_first && n_candidate < MAX_CANDIDATE; j++) {
        if (engine->problem->integer[j] && engine->chain_of[j] < 0 && rw_is_fractional(x[j])) {
            candidate[n_candidate++] = branch_at(j, 2 * engine->problem->n_chain + j, x[j]);
        }
    }
    return n_candidate;
}

static double expected(const rw_history *history, int side, double distance, double fallback) {
    return history->count[side] > 0 ? distance * history->sum[side] / (double)history->count[side]
                                    : distance * fallback;
}

static void estimate(const rw_engine *engine, rw_idx n_candidate, rw_branch *candidate) {
    double sum = 0;
    rw_idx count = 0;
    for (rw_idx k = 0; k < engine->n_key; k++) {
        sum += engine->history[k].sum[0] + engine->history[k].sum[1];
        count += engine->history[k].count[0] + engine->history[k].count[1];
    }
    double mean = count > 0 ? sum / (double)count : 1;
    for (rw_idx i = 0; i < n_candidate; i++) {
        const rw_history *history = &engine->history[candidate[i].key];
        candidate[i].down = expected(history, 0, candidate[i].fraction, mean);
        candidate[i].up = expected(history, 1, 1 - candidate[i].fraction, mean);
    }
}

static double score(const rw_branch *branch, double floor_gain) {
    return fmax(branch->down, floor_gain) * fmax(branch->up, floor_gain);
}

// The best first; a tie keeps the order.
static void sort_candidates(rw_idx n_candidate, rw_branch *candidate, double floor_gain) {
    for (rw_idx i = 1; i < n_candidate; i++) {
        rw_branch moved = candidate[i];
        rw_idx at = i;
        for (; at > 0 && score(&candidate[at - 1], floor_gain) < score(&moved, floor_gain); at--) {
            candidate[at] = candidate[at - 1];
        }
        candidate[at] = moved;
    }
}

// Solves one side for a few pivots.  Returns the gain of the bound, INFINITY when the side is hopeless; a bound that
// the trial proved goes to *bound.
static double try_side(const rw_engine *engine, rw_slot *slot, const rw_change *change, double cutoff, double *bound) {
    double *lower = slot->lower + engine->n_first, *upper = slot->upper + engine->n_first;
    memcpy(lower, slot->lower, (size_t)engine->n_first * sizeof(double));
    memcpy(upper, slot->upper, (size_t)engine->n_first * sizeof(double));
    if (!rw_bounds_change(engine, lower, upper, change)) {
        return INFINITY;
    }
    rw_lp_set_basis(slot->master.lp, slot->basis);
    rw_lp_state state = rw_master_try(&slot->master, lower, upper, cutoff, TRIAL_ITERATIONS);
    if (state == RW_LP_INFEASIBLE || state == RW_LP_CUTOFF) {
        return INFINITY;
    }
    double objective = rw_master_objective(&slot->master);
    if (state == RW_LP_OPTIMAL && slot->master.is_bound) {
        *bound = objective;
    }
    return state == RW_LP_OPTIMAL || state == RW_LP_LIMIT ? fmax(0, objective - slot->objective) : 0;
}

static void try_candidate(const rw_engine *engine, rw_slot *slot, rw_branch *branch, double cutoff) {
    rw_change down = {.column = branch->column, .lower = -INFINITY, .upper = branch->value};
    rw_change up = {.column = branch->column, .lower = branch->value + 1, .upper = INFINITY};
    branch->down = try_side(engine, slot, &down, cutoff, &branch->bound_down);
    branch->up = try_side(engine, slot, &up, cutoff, &branch->bound_up);
    branch->fixed_down = branch->down == INFINITY;
    branch->fixed_up = branch->up == INFINITY;
}

rw_branch rw_branch_choose(const rw_engine *engine, rw_slot *slot, double cutoff) {
    rw_branch candidate[MAX_CANDIDATE];
    rw_idx n_candidate = gather(engine, slot->x, candidate);
    if (n_candidate == 0) {
        return (rw_branch){.column = -1};
    }
    estimate(engine, n_candidate, candidate);
    for (rw_idx i = 0; i < n_candidate; i++) {
        rw_master_expect(&slot->master, candidate[i].column);
    }
    if (slot->master.status != RW_OK || !rw_slot_keep_basis(slot)) {
        slot->status = RW_NO_MEMORY;
        return candidate[0];
    }
    double floor_gain = SCORE_FLOOR * fmax(1, fabs(slot->objective));
    sort_candidates(n_candidate, candidate, floor_gain);
    n_candidate = n_candidate < MAX_TRIAL ? n_candidate : MAX_TRIAL;
    for (rw_idx i = 0; i < n_candidate; i++) {
        try_candidate(engine, slot, &candidate[i], cutoff);
        if (candidate[i].fixed_down || candidate[i].fixed_up) {
            return candidate[i];
        }
    }
    sort_candidates(n_candidate, candidate, floor_gain);
    return candidate[0];
}
