// The solution that is handed out.  SPDX-License-Identifier: MIT
#include <math.h>
#include <string.h>

#include "core/clock.h"
#include "core/memory.h"
#include "optimize/setup.h"

static const double FINAL_AIM = 1e-9; // of values and bounds of recourse problems, relative
static const double FINAL_FEASIBILITY = 1e-9;

static void clear_point(rw_solution *s) {
    for (rw_idx w = 0; w < s->n_scenario; w++) {
        rw_free(s->second ? s->second[w] : NULL);
        rw_free(s->row_dual ? s->row_dual[w] : NULL);
    }
    rw_free(s->first);
    rw_free(s->second);
    rw_free(s->row_dual);
    rw_free(s->value);
    s->first = s->value = NULL;
    s->second = s->row_dual = NULL;
}

void rw_solution_free(rw_solution **solution) {
    if (solution && *solution) {
        clear_point(*solution);
        rw_free((*solution)->history);
        rw_free(*solution);
        *solution = NULL;
    }
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
    const rw_lp_status *basis; // n_scenario x n_basis: where to start; NULL: each from the scenario before
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

// Solves scenario w: a vertex.
static rw_status fill_scenario(filling *f, rw_recourse *worker, rw_idx w) {
    rw_pair pair = {.x = f->solution->first, .scenario = w};
    if (f->basis) {
        rw_recourse_start(worker, f->basis + w * f->engine->n_basis);
    }
    rw_lp_state state = rw_recourse_solve(worker, w, pair.x);
    if (state != RW_LP_OPTIMAL) {
        rw_recourse_start(worker, NULL); // once more from nothing before giving up
        state = rw_recourse_solve(worker, w, pair.x);
    }
    rw_answer answer = rw_recourse_answer(worker, state, pair.x);
    return keep(f, worker, &pair, &answer);
}

// Solves scenarios side by side: every so many of them.
static rw_status fill_batches(filling *f, rw_idx index) {
    rw_side *side = &f->engine->side[index];
    const double *x = f->solution->first;
    rw_share share = {.n_point = 1,
                      .x = &x,
                      .worker = index,
                      .n_worker = RW_N_SLOT,
                      .n_early = f->engine->n_early,
                      .from = f->engine->early};
    rw_side_aim(side, FINAL_AIM, FINAL_FEASIBILITY);
    return rw_interior_solve(side, &f->engine->worker[index], &share, keep, f);
}

// Solves scenarios one after another: a stretch of them.
static rw_status fill_stretch(filling *f, rw_idx index) {
    rw_recourse *worker = &f->engine->worker[index];
    rw_status status = RW_OK;
    rw_idx n = f->engine->n_scenario;
    rw_recourse_start(worker, NULL);
    for (rw_idx w = index * n / RW_N_SLOT; w < (index + 1) * n / RW_N_SLOT && status == RW_OK; w++) {
        status = fill_scenario(f, worker, w);
    }
    return status;
}

static void fill_share(void *context, rw_idx index) {
    filling *f = context;
    rw_engine *engine = f->engine;
    rw_lp_set_stop(engine->worker[index].lp, NULL, NULL); // the plan found is always worked out
    engine->worker_status[index] = engine->is_batched ? fill_batches(f, index) : fill_stretch(f, index);
}

// Every scenario at x: recourse and duals of the plan itself.
static rw_status fill_point(rw_engine *engine, rw_solution *solution, const double *x, const rw_lp_status *basis) {
    rw_status status = RW_OK;
    rw_idx n = engine->n_scenario;
    filling f = {.engine = engine, .solution = solution, .basis = basis};
    solution->first = copy_part(x, engine->n_first);
    solution->second = rw_calloc(n, sizeof *solution->second);
    solution->row_dual = rw_calloc(n, sizeof *solution->row_dual);
    solution->value = rw_calloc(n, sizeof *solution->value);
    RW_TRY(solution->first && solution->second && solution->row_dual && solution->value ? RW_OK : RW_NO_MEMORY);
    engine->must_finish = true;
    rw_team_run(engine->options.threads, RW_N_SLOT, fill_share, &f);
    for (int k = 0; k < RW_N_SLOT; k++) {
        RW_TRY(engine->worker_status[k]);
    }
    solution->objective = rw_merge_objective(engine, solution->first, solution->value);
    solution->has_point = true;
done:
    return status;
}

// Likewise, where recourse is not sure to be feasible: without it there is no point.
static rw_status try_point(rw_engine *engine, rw_solution *solution, const double *x) {
    rw_status status = fill_point(engine, solution, x, NULL);
    if (status == RW_NUMERICAL) {
        clear_point(solution);
        status = RW_OK;
    }
    return status;
}

// Where the search was stopped before it had anything: the first whole point that was asked for, or the least first
// stage.
static rw_status fill_resort(rw_engine *engine, rw_solution *solution) {
    rw_status status = RW_OK;
    double *least = engine->rounded;
    bool is_tried = false;
    for (rw_idx j = 0; j < engine->n_first; j++) {
        least[j] = fmax(engine->lower[j], fmin(0, engine->upper[j]));
    }
    if (engine->has_resort) {
        RW_TRY(try_point(engine, solution, engine->resort));
        is_tried = memcmp(least, engine->resort, (size_t)engine->n_first * sizeof *least) == 0;
    }
    if (!solution->has_point && !is_tried && rw_is_whole(engine, least) && rw_first_feasible(engine, least)) {
        RW_TRY(try_point(engine, solution, least));
    }
done:
    return status;
}

static void count_work(const rw_engine *engine, rw_solution *solution) {
    solution->n_node = engine->n_node;
    solution->n_cut = engine->cuts.n_cut;
    rw_engine_count(engine, &solution->n_lp, &solution->n_pivot);
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
    if (outcome != RW_OUTCOME_UNBOUNDED && engine->incumbent_objective < INFINITY) {
        RW_TRY(fill_point(engine, s, engine->incumbent, engine->is_batched ? NULL : engine->incumbent_basis));
    } else if (outcome == RW_OUTCOME_LIMIT || outcome == RW_OUTCOME_INTERRUPTED) {
        RW_TRY(fill_resort(engine, s));
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
