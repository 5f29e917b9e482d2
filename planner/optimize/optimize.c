// Branch and bound in rounds: the best open nodes are handed to the slots, worked on in parallel, and what they found
// is merged in slot order.  optimize/method.md describes the method.  SPDX-License-Identifier: MIT
#include <math.h>
#include <stddef.h>

#include "core/clock.h"
#include "core/memory.h"
#include "core/team.h"
#include "optimize/engine.h"
#include "optimize/setup.h"

enum {
    MAX_WHOLE_ROUND = 60, // before a whole relaxation is given up on
    IMPROVE_ROUND = 10    // of local search after a new incumbent
};
static const double REPORT_SECONDS = 1.0;
static const double FINAL_SHARE = 1.5; // of the time of a point that is kept to work out the plan: it is more exact
static const double SIDE_STEP = 0.7;   // from the best point known towards a node's relaxation, side by side ...
static const double MANY_STEP = 0.85;  // ... and where there are several scenarios, one after another
static const double MARGIN = 1.01;     // by which rounding may miss the gap asked for
static const double RESOLVED = 1e-8;   // gaps below that, relative, are beyond the library's tolerances

double rw_engine_slack(const rw_engine *engine, double objective) {
    double size = fabs(objective);
    return fmax(fmax(engine->options.gap_relative, RW_RESOLUTION) * size, engine->options.gap_absolute);
}

double rw_engine_cutoff(const rw_engine *engine) {
    double best = engine->incumbent_objective;
    return best == INFINITY ? INFINITY : best - rw_engine_slack(engine, best);
}

double rw_engine_bound(const rw_engine *engine) {
    double bound = fmin(rw_tree_bound(&engine->tree), engine->closed_bound);
    for (int s = 0; s < RW_N_SLOT; s++) {
        if (engine->slot[s].node) {
            bound = fmin(bound, engine->slot[s].node->bound);
        }
    }
    return fmin(bound, engine->incumbent_objective);
}

bool rw_engine_must_stop(const rw_engine *engine) {
    double kept = FINAL_SHARE * engine->seconds_point;
    return engine->is_unbounded || engine->has_direction || rw_stop_requested() ||
           rw_clock_seconds() - engine->start > engine->options.time_limit - kept;
}

static bool has_work(const rw_engine *engine) {
    bool busy = engine->tree.n_node > 0;
    for (int s = 0; s < RW_N_SLOT; s++) {
        busy = busy || engine->slot[s].node;
    }
    return busy;
}

// Keeps what is new in the course of the search; where memory is short, the course is shorter.
static void keep_course(rw_engine *engine, const rw_progress *progress) {
    rw_progress *last = engine->n_history > 0 ? &engine->course[engine->n_history - 1] : NULL;
    if (last && last->incumbent == progress->incumbent && last->bound == progress->bound) {
        return;
    }
    if (engine->n_history == engine->history_capacity) {
        rw_idx capacity = 2 * engine->history_capacity + 64;
        rw_progress *grown = rw_realloc(engine->course, capacity, sizeof *grown);
        if (!grown) {
            return;
        }
        engine->course = grown;
        engine->history_capacity = capacity;
    }
    engine->course[engine->n_history++] = *progress;
}

void rw_engine_count(const rw_engine *engine, rw_idx *n_lp, rw_idx *n_pivot) {
    *n_lp = engine->n_lp_before;
    *n_pivot = engine->n_pivot_before;
    for (int s = 0; s < RW_N_SLOT; s++) {
        *n_lp += engine->slot[s].master.n_lp + engine->worker[s].n_lp;
        *n_pivot += engine->slot[s].master.n_pivot + engine->worker[s].n_pivot;
    }
}

void rw_engine_report(rw_engine *engine, bool force) {
    double now = rw_clock_seconds();
    double bound = engine->tree.n_made > 0 ? rw_engine_bound(engine) : engine->root_bound;
    rw_progress progress = {
        .seconds = now - engine->start,
        .incumbent = engine->incumbent_objective,
        .bound = bound,
        .gap = rw_relative_gap(engine->incumbent_objective, bound),
        .n_node = engine->n_node,
        .n_open = engine->tree.n_node,
    };
    rw_idx n_pivot = 0;
    rw_engine_count(engine, &progress.n_lp, &n_pivot);
    keep_course(engine, &progress);
    if (engine->options.report && (force || now - engine->last_report >= REPORT_SECONDS)) {
        engine->last_report = now;
        engine->options.report(engine->options.context, &progress);
    }
}

static void relax_slot(void *context, rw_idx index) {
    rw_engine *engine = context;
    if (engine->slot[index].node && !engine->slot[index].is_relaxed) {
        rw_slot_relax(engine, &engine->slot[index]);
    }
}

static void branch_slot(void *context, rw_idx index) {
    rw_engine *engine = context;
    if (engine->slot[index].node && !engine->slot[index].is_whole) {
        rw_slot_branch(engine, &engine->slot[index]);
    }
}

// Hands the best open nodes to idle slots; when none is worth it, the tree is done.
static void fill_slots(rw_engine *engine) {
    double cutoff = rw_engine_cutoff(engine);
    for (int s = 0; s < RW_N_SLOT; s++) {
        rw_slot *slot = &engine->slot[s];
        if (!slot->node && engine->tree.n_node > 0) {
            if (rw_tree_bound(&engine->tree) >= cutoff) { // and all that come after it are no better
                engine->closed_bound = fmin(engine->closed_bound, rw_tree_bound(&engine->tree));
                rw_tree_clear(&engine->tree);
            } else {
                slot->node = rw_tree_pop(&engine->tree);
            }
        }
    }
}

// Nodes that turn out worse than the best that waits go back: by the time they are the best, cuts may have closed them.
static rw_status send_back(rw_engine *engine, bool *some) {
    rw_status status = RW_OK;
    *some = false;
    for (int s = 0; s < RW_N_SLOT && status == RW_OK; s++) {
        rw_slot *slot = &engine->slot[s];
        if (slot->node && slot->node->n_round == 0 && slot->node->bound > rw_tree_bound(&engine->tree)) {
            status = rw_tree_push(&engine->tree, slot->node);
            slot->node = NULL;
            *some = true;
        }
    }
    return status;
}

// Hands out nodes and solves their masters until every slot has one of the best.
static rw_status relax(rw_engine *engine) {
    rw_status status = RW_OK;
    bool again = true;
    for (int s = 0; s < RW_N_SLOT; s++) {
        engine->slot[s].is_relaxed = false;
    }
    while (again && !rw_engine_must_stop(engine)) {
        fill_slots(engine);
        rw_team_run(engine->options.threads, RW_N_SLOT, relax_slot, engine);
        for (int s = 0; s < RW_N_SLOT; s++) {
            RW_TRY(engine->slot[s].status);
        }
        RW_TRY(send_back(engine, &again));
        for (int s = 0; s < RW_N_SLOT; s++) {
            engine->slot[s].is_relaxed = engine->slot[s].node != NULL;
            again = again || (!engine->slot[s].node && engine->tree.n_node > 0);
        }
    }
done:
    return status;
}

// A relaxation, or a point between it and the best one known: cuts are deeper there.
static rw_idx ask_relaxation(rw_engine *engine, const rw_slot *slot) {
    double step = engine->is_batched ? SIDE_STEP : engine->n_scenario > 1 ? MANY_STEP : 1;
    return step < 1 && !slot->is_whole ? rw_engine_ask_between(engine, slot->x, step) : rw_engine_ask(engine, slot->x);
}

// Asks for the evaluation of open nodes' relaxations, whole ones first, and of what dives came to.
static void ask_points(rw_engine *engine) {
    for (int whole = 1; whole >= 0; whole--) {
        for (int s = 0; s < RW_N_SLOT; s++) {
            rw_slot *slot = &engine->slot[s];
            if (slot->node && slot->is_whole == (whole == 1)) {
                slot->point = engine->n_point < engine->width ? ask_relaxation(engine, slot) : -1;
            }
        }
    }
    for (int s = 0; s < RW_N_SLOT; s++) {
        engine->n_node += engine->slot[s].node && engine->slot[s].node->n_round == 0 ? 1 : 0;
    }
    rw_search_dived(engine);
}

// A whole relaxation is evaluated until the cuts are right there.
static void decide(rw_engine *engine, rw_slot *slot) {
    rw_node *node = slot->node;
    double error = engine->point[slot->point].objective - slot->objective; // of the master at its own solution
    double size = fmax(fabs(slot->objective), engine->options.gap_absolute);
    node->n_round++;
    if (error <= RW_RESOLUTION * size || node->n_round >= MAX_WHOLE_ROUND) {
        engine->closed_bound = fmin(engine->closed_bound, node->bound);
        rw_node_free(&slot->node);
    }
}

static rw_status merge_slot(rw_engine *engine, rw_slot *slot) {
    rw_status status = slot->status;
    for (rw_idx i = 0; i < slot->n_gain; i++) {
        rw_history *history = &engine->history[slot->gain[i].key];
        history->sum[slot->gain[i].up] += slot->gain[i].value;
        history->count[slot->gain[i].up]++;
    }
    slot->n_gain = 0;
    engine->closed_bound = fmin(engine->closed_bound, slot->closed_bound);
    slot->closed_bound = INFINITY;
    for (rw_idx i = 0; i < slot->n_child; i++) {
        rw_status pushed = rw_tree_push(&engine->tree, slot->child[i]);
        status = status == RW_OK ? pushed : status;
    }
    slot->n_child = 0;
    return status;
}

static rw_status run_round(rw_engine *engine, bool *improved) {
    rw_status status = RW_OK;
    RW_TRY(relax(engine));
    ask_points(engine);
    RW_TRY(rw_engine_evaluate(engine, branch_slot, improved)); // a node need not wait for its evaluation to branch
    for (int s = 0; s < RW_N_SLOT; s++) {
        if (engine->slot[s].node && engine->slot[s].point >= 0) {
            decide(engine, &engine->slot[s]);
        }
    }
    for (int s = 0; s < RW_N_SLOT; s++) {
        rw_status merged = merge_slot(engine, &engine->slot[s]);
        status = status == RW_OK ? merged : status;
    }
done:
    return status;
}

static rw_status run_tree(rw_engine *engine) {
    rw_status status = RW_OK;
    while (has_work(engine)) {
        if (rw_engine_must_stop(engine) || engine->n_node >= engine->options.node_limit) {
            engine->stopped = true;
            break;
        }
        bool improved = false;
        RW_TRY(run_round(engine, &improved));
        if (improved) {
            RW_TRY(rw_search_improve(engine, IMPROVE_ROUND));
            rw_engine_report(engine, true);
        }
        rw_engine_report(engine, false);
    }
done:
    return status;
}

// What was closed without a proof that it holds nothing better leaves a gap: an honest one beyond what the library can
// resolve; without any solution there is no answer.
static rw_status find_outcome(const rw_engine *engine, rw_outcome *outcome) {
    double best = engine->incumbent_objective;
    double allowed = best < INFINITY ? fmax(rw_engine_slack(engine, best), RESOLVED * fabs(best)) : 0;
    bool is_proven =
        best < INFINITY ? best - rw_engine_bound(engine) <= MARGIN * allowed : rw_engine_bound(engine) == INFINITY;
    if (engine->stopped) {
        *outcome = rw_stop_requested() ? RW_OUTCOME_INTERRUPTED : RW_OUTCOME_LIMIT;
    } else if (is_proven) {
        *outcome = best < INFINITY ? RW_OUTCOME_OPTIMAL : RW_OUTCOME_INFEASIBLE;
    } else if (best < INFINITY) {
        *outcome = RW_OUTCOME_LIMIT;
    } else {
        return RW_NUMERICAL;
    }
    return RW_OK;
}

rw_status rw_optimize(const rw_twostage *problem, const rw_optimize_options *options, const double *start,
                      rw_solution **solution, rw_error *error) {
    rw_status status = RW_OK;
    rw_engine *engine = NULL;
    rw_outcome outcome = RW_OUTCOME_OPTIMAL;
    *solution = NULL;
    RW_TRY(rw_twostage_check(problem, error));
    RW_TRY(rw_engine_new(problem, options, &engine));
    RW_TRY(rw_engine_root(engine, start, &outcome));
    if (engine->tree.n_node > 0) {
        double begun = rw_clock_seconds();
        RW_TRY(run_tree(engine));
        engine->seconds_tree = rw_clock_seconds() - begun;
        bool is_endless = engine->is_unbounded || engine->has_direction;
        RW_TRY(is_endless ? rw_unbounded_judge(engine, start, &outcome) : find_outcome(engine, &outcome));
    }
    RW_TRY(rw_solution_make(engine, outcome, solution));
done:
    rw_engine_free(&engine);
    return status == RW_OK ? RW_OK : rw_error_set(error, status, "optimize: %s", rw_status_text(status));
}
