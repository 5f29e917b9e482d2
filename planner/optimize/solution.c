// The solution that is handed out.  SPDX-License-Identifier: MIT
#include <math.h>
#include <string.h>

#include "core/clock.h"
#include "core/memory.h"
#include "optimize/setup.h"

static const double FINAL_AIM = 1e-9; // of values and bounds of recourse problems, relative
static const double FINAL_FEASIBILITY = 1e-9;

void rw_solution_free(rw_solution **solution) {
    if (!solution || !*solution) {
        return;
    }
    rw_solution *s = *solution;
    rw_free(s->first);
    for (rw_idx w = 0; w < s->n_scenario; w++) {
        rw_free(s->second ? s->second[w] : NULL);
        rw_free(s->row_dual ? s->row_dual[w] : NULL);
    }
    rw_free(s->second);
    rw_free(s->row_dual);
    rw_free(s->value);
    rw_free(s->history);
    rw_free(s);
    *solution = NULL;
}

static double *copy_part(const double *from, rw_idx count) {
    double *to = rw_calloc(count, sizeof *to);
    if (to && count > 0) {
        memcpy(to, from, (size_t)count * sizeof *to);
    }
    return to;
}

typedef struct filling { // of a solution, scenario by scenario
    rw_engine *engine;
    rw_solution *solution;
} filling;

// Keeps the recourse and the duals of one scenario.
static rw_status keep(void *context, rw_recourse *recourse, const rw_pair *pair, const rw_answer *answer) {
    const filling *f = context;
    const rw_block *second = &f->engine->problem->second;
    rw_solution *solution = f->solution;
    rw_idx w = pair->scenario;
    (void)recourse;
    if (answer->state != RW_LP_OPTIMAL) {
        return RW_NUMERICAL;
    }
    solution->value[w] = answer->value;
    solution->second[w] = copy_part(answer->second, second->n_col);
    solution->row_dual[w] = copy_part(answer->dual, second->n_row);
    if (!solution->second[w] || !solution->row_dual[w]) {
        return RW_NO_MEMORY;
    }
    for (rw_idx i = 0; i < second->n_row; i++) {
        solution->row_dual[w][i] *= f->engine->problem->probability[w];
    }
    return RW_OK;
}

// Solves scenario w at the incumbent again: a vertex.
static rw_status fill_scenario(filling *f, rw_recourse *worker, rw_idx w) {
    const rw_engine *engine = f->engine;
    rw_pair pair = {.x = f->solution->first, .scenario = w};
    rw_recourse_start(worker, engine->is_batched ? NULL : engine->incumbent_basis + w * engine->n_basis);
    rw_lp_state state = rw_recourse_solve(worker, w, pair.x);
    if (state != RW_LP_OPTIMAL) {
        rw_recourse_start(worker, NULL); // once more from nothing before giving up
        state = rw_recourse_solve(worker, w, pair.x);
    }
    rw_answer answer = rw_recourse_answer(worker, state, pair.x);
    return keep(f, worker, &pair, &answer);
}

// Solves scenarios [begin, end) at the incumbent side by side.
static rw_status fill_batches(filling *f, rw_idx index, rw_idx begin, rw_idx end) {
    rw_engine *engine = f->engine;
    rw_status status = RW_OK;
    rw_side_aim(&engine->side[index], FINAL_AIM, FINAL_FEASIBILITY);
    for (rw_idx w = begin; w < end && status == RW_OK; w += RW_BATCH_LANES) {
        rw_pair pair[RW_BATCH_LANES];
        int n = 0;
        while (n < RW_BATCH_LANES && w + n < end) {
            pair[n] = (rw_pair){.x = f->solution->first, .scenario = w + n};
            n++;
        }
        status = rw_interior_solve(&engine->side[index], &engine->worker[index], n, pair, keep, f);
    }
    return status;
}

// Worker k does its own stretch of scenarios.  A single one is worth a vertex.
static void fill_stretch(void *context, rw_idx index) {
    filling *f = context;
    rw_engine *engine = f->engine;
    rw_status status = RW_OK;
    rw_idx n = engine->n_scenario, begin = index * n / RW_N_SLOT, end = (index + 1) * n / RW_N_SLOT;
    rw_lp_set_stop(engine->worker[index].lp, NULL, NULL); // the plan found is always worked out
    if (engine->is_batched && n > 1) {
        status = fill_batches(f, index, begin, end);
    } else {
        for (rw_idx w = begin; w < end && status == RW_OK; w++) {
            status = fill_scenario(f, &engine->worker[index], w);
        }
    }
    engine->worker_status[index] = status;
}

// Every scenario at the incumbent, from the bases it was found with: recourse and duals of the plan itself.
static rw_status fill_point(rw_engine *engine, rw_solution *solution) {
    rw_status status = RW_OK;
    rw_idx n = engine->n_scenario;
    filling f = {.engine = engine, .solution = solution};
    solution->first = copy_part(engine->incumbent, engine->n_first);
    solution->second = rw_calloc(n, sizeof *solution->second);
    solution->row_dual = rw_calloc(n, sizeof *solution->row_dual);
    solution->value = rw_calloc(n, sizeof *solution->value);
    RW_TRY(solution->first && solution->second && solution->row_dual && solution->value ? RW_OK : RW_NO_MEMORY);
    engine->must_finish = true;
    rw_team_run(engine->options.threads, RW_N_SLOT, fill_stretch, &f);
    for (int k = 0; k < RW_N_SLOT; k++) {
        RW_TRY(engine->worker_status[k]);
    }
    solution->objective = rw_merge_objective(engine, solution->first, solution->value);
    solution->has_point = true;
done:
    return status;
}

static void count_work(const rw_engine *engine, rw_solution *solution) {
    solution->n_node = engine->n_node;
    solution->n_lp = engine->n_lp_before;
    solution->n_pivot = engine->n_pivot_before;
    solution->n_cut = engine->cuts.n_cut;
    for (int i = 0; i < RW_N_SLOT; i++) {
        solution->n_lp += engine->slot[i].master.n_lp + engine->worker[i].n_lp;
        solution->n_pivot += engine->slot[i].master.n_pivot + engine->worker[i].n_pivot;
    }
    solution->seconds_root = engine->seconds_root;
    solution->seconds_search = engine->seconds_search;
    solution->seconds_tree = engine->seconds_tree;
    solution->seconds = rw_clock_seconds() - engine->start;
}

rw_status rw_solution_make(rw_engine *engine, rw_outcome outcome, rw_solution **solution) {
    rw_solution *s = rw_calloc(1, sizeof *s);
    if (!s) {
        return RW_NO_MEMORY;
    }
    rw_status status = RW_OK;
    s->outcome = outcome;
    s->n_scenario = engine->problem->n_scenario;
    s->objective = INFINITY;
    if (engine->incumbent_objective < INFINITY) {
        RW_TRY(fill_point(engine, s));
    }
    s->bound = outcome == RW_OUTCOME_UNBOUNDED ? -INFINITY : fmin(rw_engine_bound(engine), s->objective);
    s->gap = s->has_point ? rw_relative_gap(s->objective, s->bound) : INFINITY;
    count_work(engine, s);
    s->history = engine->course; // handed over
    s->n_history = engine->n_history;
    engine->course = NULL;
    engine->n_history = 0;
done:
    if (status != RW_OK) {
        rw_solution_free(&s);
    }
    *solution = s;
    return status;
}
