// Making an engine and its root node.  SPDX-License-Identifier: MIT
#include "optimize/setup.h"

#include <math.h>
#include <string.h>

#include "core/clock.h"
#include "core/memory.h"
#include "core/team.h"

enum { GAIN_CAPACITY = 256 };

double rw_relative_gap(double objective, double bound) {
    if (objective == INFINITY) {
        return INFINITY;
    }
    double gap = (objective - bound) / fmax(1e-10, fabs(objective));
    return gap <= RW_RESOLUTION ? 0 : gap;
}

static rw_status point_init(rw_point *point, rw_idx n_first, rw_idx n_basis) {
    point->objective = INFINITY;
    point->x = rw_calloc(n_first, sizeof *point->x);
    point->gradient = rw_calloc(n_first, sizeof *point->gradient);
    point->basis = rw_calloc(n_basis, sizeof *point->basis);
    return point->x && point->gradient && point->basis ? RW_OK : RW_NO_MEMORY;
}

static void point_clear(rw_point *point) {
    rw_free(point->x);
    rw_free(point->gradient);
    rw_free(point->basis);
}

static void init_slot(void *context, rw_idx index) {
    rw_engine *engine = context;
    rw_slot *slot = &engine->slot[index];
    rw_status status = rw_relaxation_init(&slot->relaxation, engine->extensive, engine->n_first);
    RW_TRY(status);
    slot->closed_bound = INFINITY;
    slot->lower = rw_calloc(2 * engine->n_first, sizeof *slot->lower);
    slot->upper = rw_calloc(2 * engine->n_first, sizeof *slot->upper);
    slot->x = rw_calloc(engine->n_first, sizeof *slot->x);
    slot->activity = rw_calloc(engine->problem->first.n_row, sizeof *slot->activity);
    slot->basis = rw_calloc(engine->n_basis, sizeof *slot->basis);
    slot->gain = rw_calloc(GAIN_CAPACITY, sizeof *slot->gain);
    slot->gain_capacity = slot->gain ? GAIN_CAPACITY : 0;
    RW_TRY(point_init(&slot->best, engine->n_first, engine->n_basis));
    RW_TRY(point_init(&slot->last, engine->n_first, engine->n_basis));
    if (!slot->lower || !slot->upper || !slot->x || !slot->activity || !slot->basis || !slot->gain) {
        status = RW_NO_MEMORY;
    }
done:
    slot->status = status;
}

static void free_slot(rw_slot *slot) {
    rw_relaxation_clear(&slot->relaxation);
    rw_free(slot->lower);
    rw_free(slot->upper);
    rw_free(slot->x);
    rw_free(slot->activity);
    rw_free(slot->basis);
    rw_free(slot->gain);
    for (rw_idx i = 0; i < slot->n_child; i++) {
        rw_node_free(&slot->child[i]);
    }
    rw_free(slot->child);
    rw_node_free(&slot->task);
    point_clear(&slot->best);
    point_clear(&slot->last);
}

// Integer columns get whole bounds; the engine's bounds are tightened as the search goes on.
static void init_bounds(rw_engine *engine) {
    const rw_twostage *problem = engine->problem;
    for (rw_idx j = 0; j < engine->n_first; j++) {
        bool integer = problem->integer[j];
        engine->lower[j] = integer ? ceil(problem->first.lower[j] - RW_INTEGRALITY) : problem->first.lower[j];
        engine->upper[j] = integer ? floor(problem->first.upper[j] + RW_INTEGRALITY) : problem->first.upper[j];
        engine->chain_of[j] = -1;
    }
    for (rw_idx c = 0; c < problem->n_chain; c++) {
        for (rw_idx j = problem->chain[c].begin; j < problem->chain[c].end; j++) {
            engine->chain_of[j] = c;
        }
    }
    memset(engine->row_integral, 1, (size_t)problem->first.n_row);
    for (rw_idx j = 0; j < engine->n_first; j++) {
        for (rw_idx k = problem->constraint.begin[j]; k < problem->constraint.begin[j + 1]; k++) {
            engine->row_integral[problem->constraint.row[k]] &= problem->integer[j];
        }
    }
}

static rw_status engine_init(rw_engine *engine) {
    rw_status status = RW_OK;
    const rw_twostage *problem = engine->problem;
    RW_TRY(rw_extensive_new(problem, &engine->extensive, NULL));
    engine->n_first = problem->first.n_col;
    engine->n_basis = engine->extensive->block.n_col + engine->extensive->block.n_row;
    engine->n_key = 2 * problem->n_chain + engine->n_first;
    engine->lower = rw_calloc(engine->n_first, sizeof *engine->lower);
    engine->upper = rw_calloc(engine->n_first, sizeof *engine->upper);
    engine->root_reduced = rw_calloc(engine->n_first, sizeof *engine->root_reduced);
    engine->chain_of = rw_calloc(engine->n_first, sizeof *engine->chain_of);
    engine->row_integral = rw_calloc(problem->first.n_row, sizeof *engine->row_integral);
    engine->history = rw_calloc(engine->n_key, sizeof *engine->history);
    if (!engine->lower || !engine->upper || !engine->root_reduced || !engine->chain_of || !engine->row_integral ||
        !engine->history) {
        status = RW_NO_MEMORY;
        goto done;
    }
    init_bounds(engine);
    RW_TRY(point_init(&engine->incumbent, engine->n_first, engine->n_basis));
    RW_TRY(rw_pool_init(&engine->pool, engine->n_first));
    rw_team_run(engine->options.threads, RW_N_SLOT, init_slot, engine);
    for (int s = 0; s < RW_N_SLOT && status == RW_OK; s++) {
        status = engine->slot[s].status;
    }
done:
    return status;
}

rw_status rw_engine_new(const rw_twostage *problem, const rw_optimize_options *options, rw_engine **engine) {
    *engine = rw_calloc(1, sizeof **engine);
    if (!*engine) {
        return RW_NO_MEMORY;
    }
    (*engine)->problem = problem;
    (*engine)->options = *options;
    (*engine)->start = rw_clock_seconds();
    (*engine)->closed_bound = INFINITY;
    (*engine)->root_bound = -INFINITY;
    rw_status status = engine_init(*engine);
    if (status != RW_OK) {
        rw_engine_free(engine);
    }
    return status;
}

void rw_engine_free(rw_engine **engine) {
    if (!engine || !*engine) {
        return;
    }
    for (int s = 0; s < RW_N_SLOT; s++) {
        free_slot(&(*engine)->slot[s]);
    }
    rw_tree_clear(&(*engine)->tree);
    rw_extensive_free(&(*engine)->extensive);
    point_clear(&(*engine)->incumbent);
    rw_pool_clear(&(*engine)->pool);
    rw_free((*engine)->lower);
    rw_free((*engine)->upper);
    rw_free((*engine)->root_reduced);
    rw_free((*engine)->chain_of);
    rw_free((*engine)->row_integral);
    rw_free((*engine)->history);
    rw_free(*engine);
    *engine = NULL;
}

static rw_status open_root(rw_engine *engine, const rw_lp_status *basis) {
    rw_node *root = rw_node_new(NULL, NULL, basis, engine->n_basis);
    if (!root) {
        return RW_NO_MEMORY;
    }
    root->bound = engine->root_bound;
    return rw_tree_push(&engine->tree, root);
}

rw_status rw_engine_root(rw_engine *engine, const double *start, rw_outcome *outcome) {
    rw_status status = RW_OK;
    rw_slot *slot = &engine->slot[0];
    rw_lp_state state = rw_relaxation_solve_first(&slot->relaxation, engine->lower, engine->upper);
    double *x = rw_calloc(engine->n_first, sizeof *x);
    if (!x) {
        return RW_NO_MEMORY;
    }
    if (state == RW_LP_INFEASIBLE || state == RW_LP_UNBOUNDED) {
        *outcome = state == RW_LP_INFEASIBLE ? RW_OUTCOME_INFEASIBLE : RW_OUTCOME_UNBOUNDED;
        goto done;
    }
    RW_TRY(state == RW_LP_OPTIMAL ? RW_OK : RW_NUMERICAL);
    engine->root_bound = rw_relaxation_objective(&slot->relaxation);
    memcpy(x, rw_relaxation_primal(&slot->relaxation), (size_t)engine->n_first * sizeof *x);
    rw_relaxation_gradient(&slot->relaxation, engine->root_reduced);
    rw_lp_get_basis(slot->relaxation.lp, slot->basis);
    engine->seconds_root = rw_clock_seconds() - engine->start;
    rw_engine_report(engine, true);
    RW_TRY(open_root(engine, slot->basis));
    if (start && rw_first_feasible(engine, slot, start)) {
        rw_slot_evaluate(engine, slot, start, NULL);
    }
    double begun = rw_clock_seconds();
    RW_TRY(rw_search_round(engine, x, engine->tree.node[0]->basis));
    if (rw_engine_collect(engine)) {
        RW_TRY(rw_search_improve(engine));
    }
    engine->seconds_search += rw_clock_seconds() - begun;
    rw_engine_report(engine, true);
done:
    rw_free(x);
    return status;
}
