// Branch and bound in rounds: the best open nodes are handed to the slots, worked on in parallel, and what they found
// is merged in slot order.  optimize/method.md describes the method.  SPDX-License-Identifier: MIT
#include <math.h>
#include <stddef.h>

#include "core/clock.h"
#include "core/team.h"
#include "optimize/engine.h"
#include "optimize/setup.h"

static const double REPORT_SECONDS = 1.0;

double rw_engine_slack(const rw_engine *engine, double objective) {
    double size = fabs(objective);
    return fmax(fmax(engine->options.gap_relative, RW_RESOLUTION) * size, engine->options.gap_absolute);
}

double rw_engine_cutoff(const rw_engine *engine) {
    double best = engine->incumbent.objective;
    return best == INFINITY ? INFINITY : best - rw_engine_slack(engine, best);
}

double rw_engine_bound(const rw_engine *engine) {
    double bound = fmin(rw_tree_bound(&engine->tree), engine->closed_bound);
    return fmin(bound, engine->incumbent.objective);
}

bool rw_engine_must_stop(const rw_engine *engine) {
    return rw_stop_requested() || rw_clock_seconds() - engine->start > engine->options.time_limit;
}

void rw_engine_report(rw_engine *engine, bool force) {
    double now = rw_clock_seconds();
    if (!engine->options.report || (!force && now - engine->last_report < REPORT_SECONDS)) {
        return;
    }
    engine->last_report = now;
    double bound = fmax(rw_engine_bound(engine), engine->root_bound);
    rw_progress progress = {
        .seconds = now - engine->start,
        .incumbent = engine->incumbent.objective,
        .bound = bound,
        .gap = rw_relative_gap(engine->incumbent.objective, bound),
        .n_node = engine->n_node,
        .n_open = engine->tree.n_node,
    };
    for (int s = 0; s < RW_N_SLOT; s++) {
        progress.n_lp += engine->slot[s].relaxation.n_lp;
    }
    engine->options.report(engine->options.context, &progress);
}

static void process_slot(void *context, rw_idx index) {
    rw_engine *engine = context;
    rw_slot *slot = &engine->slot[index];
    if (slot->task) {
        rw_process(engine, slot);
    }
}

static void learn(rw_engine *engine, rw_slot *slot) {
    for (rw_idx i = 0; i < slot->n_gain; i++) {
        rw_history *history = &engine->history[slot->gain[i].key];
        history->sum[slot->gain[i].up] += slot->gain[i].value;
        history->count[slot->gain[i].up]++;
    }
    slot->n_gain = 0;
}

static rw_status merge_slot(rw_engine *engine, rw_slot *slot) {
    rw_status status = slot->status;
    learn(engine, slot);
    engine->n_node += slot->n_node;
    slot->n_node = 0;
    engine->closed_bound = fmin(engine->closed_bound, slot->closed_bound);
    slot->closed_bound = INFINITY;
    for (rw_idx i = 0; i < slot->n_child; i++) {
        rw_status pushed = rw_tree_push(&engine->tree, slot->child[i]);
        status = status == RW_OK ? pushed : status;
    }
    slot->n_child = 0;
    return status;
}

static rw_status run_round(rw_engine *engine) {
    double cutoff = rw_engine_cutoff(engine);
    for (int s = 0; s < RW_N_SLOT; s++) {
        engine->slot[s].task = rw_tree_pop(&engine->tree);
        if (engine->slot[s].task && engine->slot[s].task->bound >= cutoff) {
            engine->closed_bound = fmin(engine->closed_bound, engine->slot[s].task->bound);
            rw_node_free(&engine->slot[s].task); // and all that come after it are no better
            rw_tree_clear(&engine->tree);
            break;
        }
    }
    rw_team_run(engine->options.threads, RW_N_SLOT, process_slot, engine);
    rw_status status = RW_OK;
    for (int s = 0; s < RW_N_SLOT; s++) {
        rw_status merged = merge_slot(engine, &engine->slot[s]);
        status = status == RW_OK ? merged : status;
    }
    return status;
}

static rw_status run_tree(rw_engine *engine) {
    rw_status status = RW_OK;
    while (engine->tree.n_node > 0 && rw_tree_bound(&engine->tree) < rw_engine_cutoff(engine)) {
        if (rw_engine_must_stop(engine) || engine->n_node >= engine->options.node_limit) {
            engine->stopped = true;
            break;
        }
        RW_TRY(run_round(engine));
        if (rw_engine_collect(engine)) {
            RW_TRY(rw_search_improve(engine));
            rw_engine_report(engine, true);
        }
        rw_engine_report(engine, false);
    }
done:
    return status;
}

static rw_outcome outcome_of(const rw_engine *engine) {
    if (engine->stopped) {
        return rw_stop_requested() ? RW_OUTCOME_INTERRUPTED : RW_OUTCOME_LIMIT;
    }
    return engine->incumbent.objective < INFINITY ? RW_OUTCOME_OPTIMAL : RW_OUTCOME_INFEASIBLE;
}

rw_status rw_optimize(const rw_twostage *problem, const rw_optimize_options *options, const double *start,
                      rw_solution **solution, rw_error *error) {
    rw_status status = RW_OK;
    rw_engine *engine = NULL;
    rw_outcome outcome = RW_OUTCOME_INFEASIBLE;
    *solution = NULL;
    RW_TRY(rw_twostage_check(problem, error));
    RW_TRY(rw_engine_new(problem, options, &engine));
    RW_TRY(rw_engine_root(engine, start, &outcome));
    if (engine->tree.n_node > 0) {
        double begun = rw_clock_seconds();
        RW_TRY(run_tree(engine));
        engine->seconds_tree = rw_clock_seconds() - begun;
        outcome = outcome_of(engine);
    }
    RW_TRY(rw_solution_make(engine, outcome, solution));
done:
    rw_engine_free(&engine);
    return status == RW_OK ? RW_OK : rw_error_set(error, status, "optimize: %s", rw_status_text(status));
}
