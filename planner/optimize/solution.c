// The solution that is handed out.  SPDX-License-Identifier: MIT
#include <math.h>
#include <string.h>

#include "core/clock.h"
#include "core/memory.h"
#include "optimize/setup.h"

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

// Solves scenario w at the incumbent again and keeps its recourse and duals.
static rw_status fill_scenario(rw_engine *engine, rw_solution *solution, rw_idx w) {
    const rw_block *second = &engine->problem->second;
    rw_recourse *worker = &engine->worker[0];
    if (rw_recourse_solve(worker, w, solution->first) != RW_LP_OPTIMAL) {
        rw_recourse_start(worker, NULL); // once more from nothing before giving up
        if (rw_recourse_solve(worker, w, solution->first) != RW_LP_OPTIMAL) {
            return RW_NUMERICAL;
        }
    }
    double probability = engine->problem->probability[w];
    solution->objective += probability * rw_recourse_value(worker, solution->first);
    solution->second[w] = copy_part(rw_lp_primal(worker->lp), second->n_col);
    solution->row_dual[w] = copy_part(rw_lp_dual(worker->lp), second->n_row);
    if (!solution->second[w] || !solution->row_dual[w]) {
        return RW_NO_MEMORY;
    }
    for (rw_idx i = 0; i < second->n_row; i++) {
        solution->row_dual[w][i] *= probability / worker->scale;
    }
    return RW_OK;
}

// Every scenario at the incumbent, from the bases it was found with: recourse and duals of the plan itself.
static rw_status fill_point(rw_engine *engine, rw_solution *solution) {
    const rw_twostage *problem = engine->problem;
    rw_status status = RW_OK;
    solution->first = copy_part(engine->incumbent, engine->n_first);
    solution->second = rw_calloc(problem->n_scenario, sizeof *solution->second);
    solution->row_dual = rw_calloc(problem->n_scenario, sizeof *solution->row_dual);
    RW_TRY(solution->first && solution->second && solution->row_dual ? RW_OK : RW_NO_MEMORY);
    solution->objective = problem->constant;
    for (rw_idx j = 0; j < engine->n_first; j++) {
        solution->objective += problem->first.cost[j] * solution->first[j];
    }
    rw_lp_set_stop(engine->worker[0].lp, NULL, NULL); // the plan found is always worked out
    for (rw_idx b = 0; b < engine->n_block; b++) {
        rw_recourse_start(&engine->worker[0], engine->incumbent_basis + b * engine->n_basis);
        for (rw_idx w = rw_block_begin(engine, b); w < rw_block_begin(engine, b + 1); w++) {
            RW_TRY(fill_scenario(engine, solution, w));
        }
    }
    solution->has_point = true;
done:
    return status;
}

static void count_work(const rw_engine *engine, rw_solution *solution) {
    solution->n_node = engine->n_node;
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
done:
    if (status != RW_OK) {
        rw_solution_free(&s);
    }
    *solution = s;
    return status;
}
