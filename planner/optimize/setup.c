// Making an engine.  SPDX-License-Identifier: MIT
#include "optimize/setup.h"

#include <math.h>
#include <string.h>

#include "core/clock.h"
#include "core/memory.h"
#include "core/team.h"

enum {
    LEAST_GROUPS = 16,           // of scenarios whose cuts are added up, if there are as many
    CUT_ENTRIES = 4096,          // of the cuts of one point in the masters, where that gives more groups
    POINT_BYTES = 256 * 1048576, // of all points at hand
    EARLY_BYTES = 512 * 1048576  // of points that recourse problems start from
};

static const double AIM_SHARE = 0.05; // of the gap asked for that the value of a recourse problem may be off its bound
static const double MOST_AIM = 1e-3;  // and no more than this
static const double FEASIBILITY = 1e-7; // of its rows

double rw_relative_gap(double objective, double bound) {
    if (objective == INFINITY) {
        return INFINITY;
    }
    double gap = (objective - bound) / fmax(RW_RESOLUTION, fabs(objective));
    return gap <= 1.01 * RW_RESOLUTION ? 0 : gap; // a bound is closed at the resolution, to rounding
}

static bool must_stop(const void *context) {
    return rw_engine_must_stop(context);
}

static bool must_stop_side(const void *context) {
    const rw_engine *engine = context;
    return !engine->must_finish && rw_engine_must_stop(engine);
}

static rw_status init_side(rw_engine *engine, rw_idx index) {
    rw_status status = rw_side_init(&engine->side[index], &engine->interior, must_stop_side, engine);
    if (status == RW_OK) {
        rw_side_aim(&engine->side[index], fmin(MOST_AIM, AIM_SHARE * engine->options.gap_relative), FEASIBILITY);
    }
    return status;
}

static void init_worker(void *context, rw_idx index) {
    rw_engine *engine = context;
    rw_status status = rw_recourse_init(&engine->worker[index], engine->problem);
    if (status == RW_OK) {
        rw_lp_set_stop(engine->worker[index].lp, must_stop, engine);
    }
    if (status == RW_OK && engine->is_batched) {
        status = init_side(engine, index);
    }
    engine->worker_status[index] = status;
}

static rw_status init_slot(rw_engine *engine, rw_slot *slot) {
    slot->closed_bound = INFINITY;
    slot->lower = rw_calloc(2 * engine->n_first, sizeof *slot->lower);
    slot->upper = rw_calloc(2 * engine->n_first, sizeof *slot->upper);
    slot->x = rw_calloc(engine->n_first, sizeof *slot->x);
    slot->dived = rw_calloc(engine->n_first, sizeof *slot->dived);
    return slot->lower && slot->upper && slot->x && slot->dived ? RW_OK : RW_NO_MEMORY;
}

static rw_status init_point(const rw_engine *engine, rw_evaluation *point) {
    rw_idx n = engine->n_scenario;
    point->x = rw_calloc(engine->n_first, sizeof *point->x);
    point->worth = rw_calloc(n, sizeof *point->worth);
    point->value = rw_calloc(n, sizeof *point->value);
    point->support = rw_calloc(n, sizeof *point->support);
    point->gradient = rw_calloc(n * engine->n_first, sizeof *point->gradient);
    point->basis = rw_calloc(n * engine->n_basis, sizeof *point->basis);
    return point->x && point->worth && point->value && point->support && point->gradient && point->basis ? RW_OK
                                                                                                         : RW_NO_MEMORY;
}

static rw_status init_memory(const rw_engine *engine, rw_memory *memory) {
    memory->x = rw_calloc(engine->n_first, sizeof *memory->x);
    memory->basis = rw_calloc(engine->n_scenario * engine->n_basis, sizeof *memory->basis);
    return memory->x && memory->basis ? RW_OK : RW_NO_MEMORY;
}

static void free_slot(rw_slot *slot) {
    rw_master_clear(&slot->master);
    rw_free(slot->lower);
    rw_free(slot->upper);
    rw_free(slot->x);
    rw_free(slot->dived);
    rw_free(slot->basis);
    rw_node_free(&slot->node);
    for (rw_idx i = 0; i < slot->n_child; i++) {
        rw_node_free(&slot->child[i]);
    }
}

static void free_point(rw_evaluation *point) {
    rw_free(point->x);
    rw_free(point->worth);
    rw_free(point->value);
    rw_free(point->support);
    rw_free(point->gradient);
    rw_free(point->basis);
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
}

static rw_status allocate(rw_engine *engine) {
    rw_idx n = engine->n_first;
    engine->lower = rw_calloc(n, sizeof *engine->lower);
    engine->upper = rw_calloc(n, sizeof *engine->upper);
    engine->rounded = rw_calloc(n, sizeof *engine->rounded);
    engine->incumbent = rw_calloc(n, sizeof *engine->incumbent);
    engine->incumbent_basis = rw_calloc(engine->n_scenario * engine->n_basis, sizeof *engine->incumbent_basis);
    engine->resort = rw_calloc(n, sizeof *engine->resort);
    engine->center = rw_calloc(n, sizeof *engine->center);
    engine->chain_of = rw_calloc(n, sizeof *engine->chain_of);
    engine->activity = rw_calloc(engine->problem->first.n_row, sizeof *engine->activity);
    engine->history = rw_calloc(engine->n_key, sizeof *engine->history);
    engine->weight = rw_calloc(engine->n_scenario, sizeof *engine->weight);
    engine->slope = rw_calloc(n, sizeof *engine->slope);
    engine->order = rw_calloc(2 * engine->n_scenario, sizeof *engine->order);
    engine->most = rw_calloc(rw_engine_n_theta(engine), sizeof *engine->most);
    return engine->lower && engine->upper && engine->rounded && engine->incumbent && engine->incumbent_basis &&
                   engine->resort && engine->center && engine->chain_of && engine->activity && engine->history &&
                   engine->weight && engine->slope && engine->order && engine->most
               ? RW_OK
               : RW_NO_MEMORY;
}

static rw_idx clamp(rw_idx low, rw_idx value, rw_idx high) {
    return value < low ? low : value > high ? high : value;
}

// Many scenarios make an evaluation dear: fewer points at a time, fewer remembered.  A master with short cuts can do
// with many of them: one for each scenario in the end.
static void choose_sizes(rw_engine *engine) {
    rw_idx n = engine->n_scenario;
    rw_idx size = n * (engine->n_first * (rw_idx)sizeof(double) + engine->n_basis);
    engine->n_chunk = clamp(1, n, RW_N_SLOT);
    engine->n_group = clamp(1, n, clamp(LEAST_GROUPS, CUT_ENTRIES / clamp(1, engine->n_first, CUT_ENTRIES), n));
    engine->width = clamp(engine->is_batched ? 1 : 2, 4 * RW_N_SLOT / n, RW_N_SLOT);
    engine->max_point = clamp(4, POINT_BYTES / clamp(1, size, POINT_BYTES), RW_N_POINT);
    engine->n_memory = clamp(3, RW_N_MEMORY / n, RW_N_MEMORY);
}

static rw_status init_early(rw_engine *engine) {
    rw_idx size = rw_batch_point_size(engine->interior.batch);
    rw_idx most = engine->n_scenario > 1 ? engine->n_scenario : 0; // one scenario's points are far from one another
    engine->n_early = clamp(0, EARLY_BYTES / (2 * size * (rw_idx)sizeof(float)), most);
    engine->early = rw_calloc(engine->n_early * size, sizeof *engine->early);
    engine->early_next = rw_calloc(engine->n_early * size, sizeof *engine->early_next);
    return engine->early && engine->early_next ? RW_OK : RW_NO_MEMORY;
}

static rw_status engine_init(rw_engine *engine) {
    rw_status status = RW_OK;
    const rw_twostage *problem = engine->problem;
    engine->n_first = problem->first.n_col;
    engine->n_scenario = problem->n_scenario;
    engine->n_key = 2 * problem->n_chain + engine->n_first;
    if (rw_interior_pays(problem, engine->options.gap_relative)) {
        engine->is_batched = true;
        RW_TRY(rw_interior_init(&engine->interior, problem));
        RW_TRY(init_early(engine));
    }
    engine->n_basis = engine->is_batched ? 0 : problem->second.n_col + problem->second.n_row;
    choose_sizes(engine);
    RW_TRY(rw_cuts_init(&engine->cuts, engine->n_first, rw_engine_n_theta(engine)));
    RW_TRY(rw_steps_init(&engine->steps, problem));
    RW_TRY(allocate(engine));
    init_bounds(engine);
    for (int s = 0; s < RW_N_SLOT; s++) {
        RW_TRY(init_slot(engine, &engine->slot[s]));
    }
    for (rw_idx p = 0; p < engine->max_point; p++) {
        RW_TRY(init_point(engine, &engine->point[p]));
    }
    for (rw_idx k = 0; k < engine->n_memory; k++) {
        RW_TRY(init_memory(engine, &engine->memory[k]));
    }
    rw_team_run(engine->options.threads, RW_N_SLOT, init_worker, engine);
    for (int s = 0; s < RW_N_SLOT; s++) {
        RW_TRY(engine->worker_status[s]);
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
    (*engine)->incumbent_objective = INFINITY;
    (*engine)->center_objective = INFINITY;
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
    rw_engine *e = *engine;
    for (int s = 0; s < RW_N_SLOT; s++) {
        free_slot(&e->slot[s]);
        rw_recourse_clear(&e->worker[s]);
        rw_side_clear(&e->side[s]);
    }
    for (rw_idx p = 0; p < e->max_point; p++) {
        free_point(&e->point[p]);
    }
    for (rw_idx k = 0; k < e->n_memory; k++) {
        rw_free(e->memory[k].x);
        rw_free(e->memory[k].basis);
    }
    rw_interior_clear(&e->interior);
    rw_free(e->early);
    rw_free(e->early_next);
    rw_tree_clear(&e->tree);
    rw_cuts_clear(&e->cuts);
    rw_steps_clear(&e->steps);
    rw_free(e->lower);
    rw_free(e->upper);
    rw_free(e->rounded);
    rw_free(e->incumbent);
    rw_free(e->incumbent_basis);
    rw_free(e->resort);
    rw_free(e->center);
    rw_free(e->chain_of);
    rw_free(e->activity);
    rw_free(e->history);
    rw_free(e->weight);
    rw_free(e->slope);
    rw_free(e->order);
    rw_free(e->most);
    rw_free(e->course);
    rw_free(e);
    *engine = NULL;
}
