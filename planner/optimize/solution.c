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

// Solves once more with the orders fixed, from the incumbent's basis: recourse and duals of the plan itself.
static rw_status fill_point(rw_engine *engine, rw_solution *solution) {
    const rw_twostage *problem = engine->problem;
    rw_slot *slot = &engine->slot[0];
    rw_idx n_second = problem->second.n_col, n_row = problem->second.n_row;
    if (!rw_slot_evaluate(engine, slot, engine->incumbent.x, engine->incumbent.basis)) {
        return RW_NUMERICAL;
    }
    solution->objective = slot->last.objective;
    solution->first = copy_part(slot->last.x, engine->n_first);
    solution->second = rw_calloc(problem->n_scenario, sizeof *solution->second);
    solution->row_dual = rw_calloc(problem->n_scenario, sizeof *solution->row_dual);
    bool ok = solution->first && solution->second && solution->row_dual;
    const double *primal = rw_relaxation_primal(&slot->relaxation);
    const double *dual = rw_lp_dual(slot->relaxation.lp);
    for (rw_idx w = 0; ok && w < problem->n_scenario; w++) {
        solution->second[w] = copy_part(primal + engine->n_first + w * n_second, n_second);
        solution->row_dual[w] = copy_part(dual + problem->first.n_row + w * n_row, n_row);
        ok = solution->second[w] && solution->row_dual[w];
        for (rw_idx i = 0; ok && i < n_row; i++) {
            solution->row_dual[w][i] /= slot->relaxation.scale;
        }
    }
    solution->has_point = ok;
    return ok ? RW_OK : RW_NO_MEMORY;
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
    if (engine->incumbent.objective < INFINITY) {
        RW_TRY(fill_point(engine, s));
    }
    s->bound = outcome == RW_OUTCOME_UNBOUNDED ? -INFINITY : fmin(rw_engine_bound(engine), s->objective);
    s->gap = s->has_point ? rw_relative_gap(s->objective, s->bound) : INFINITY;
    s->n_node = engine->n_node;
    for (int i = 0; i < RW_N_SLOT; i++) {
        s->n_lp += engine->slot[i].relaxation.n_lp;
        s->n_pivot += engine->slot[i].relaxation.n_pivot;
    }
    s->seconds_root = engine->seconds_root;
    s->seconds_search = engine->seconds_search;
    s->seconds_tree = engine->seconds_tree;
    s->seconds = rw_clock_seconds() - engine->start;
done:
    if (status != RW_OK) {
        rw_solution_free(&s);
    }
    *solution = s;
    return status;
}
