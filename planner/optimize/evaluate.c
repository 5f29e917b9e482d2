// Evaluating first stages: recourse of every scenario, cuts, incumbents.  SPDX-License-Identifier: MIT
#include <math.h>
#include <string.h>

#include "core/clock.h"
#include "core/team.h"
#include "optimize/engine.h"

// A scenario without a basis of its own is started from the one before only while that takes less than this share of
// the pivots it takes from nothing.
static const double CHAIN_SHARE = 0.5;
static const double LEARNING = 0.125; // share of the last one in what solves are expected to take

static rw_idx chunk_begin(const rw_engine *engine, rw_idx chunk) {
    return chunk * engine->n_scenario / engine->n_chunk;
}

// Where scenario w starts.  own: its basis at the nearest point is known; open: no other one of the stretch is solved.
static rw_origin choose_origin(const rw_pivots *pivots, bool own, bool open) {
    if (own) {
        return open || !(pivots->expected[RW_FROM_OTHER] < pivots->expected[RW_FROM_OWN]) ? RW_FROM_OWN : RW_FROM_OTHER;
    }
    double limit = CHAIN_SHARE * pivots->expected[RW_FROM_NOTHING];
    return open || !(pivots->expected[RW_FROM_OTHER] <= limit) ? RW_FROM_NOTHING : RW_FROM_OTHER;
}

static void learn_pivots(rw_pivots *pivots, rw_origin origin, rw_idx n_pivot) {
    double *expected = &pivots->expected[origin];
    *expected = pivots->is_known[origin] ? *expected + LEARNING * ((double)n_pivot - *expected) : (double)n_pivot;
    pivots->is_known[origin] = true;
}

// open: no other scenario of the stretch is solved.
static rw_lp_state solve_from(rw_engine *engine, rw_idx index, const rw_evaluation *point, rw_idx w, bool open) {
    rw_recourse *worker = &engine->worker[index];
    rw_pivots *pivots = &engine->pivots[index];
    rw_origin origin = choose_origin(pivots, point->near != NULL, open);
    if (origin != RW_FROM_OTHER) {
        rw_recourse_start(worker, origin == RW_FROM_OWN ? point->near->basis + w * engine->n_basis : NULL);
    }
    rw_lp_state state = rw_recourse_solve(worker, w, point->x);
    learn_pivots(pivots, origin, rw_lp_iterations(worker->lp));
    return state;
}

// Keeps what is known of one scenario.
static rw_status take(const rw_engine *engine, rw_evaluation *point, rw_recourse *recourse, rw_idx w,
                      const rw_answer *answer) {
    double *gradient = point->gradient + w * engine->n_first;
    if (answer->state == RW_LP_INFEASIBLE) {
        point->worth[w] = RW_WORTH_INFEASIBLE;
        if (!rw_recourse_feasibility_cut(recourse, point->x, &point->value[w], gradient)) {
            point->value[w] = -INFINITY; // no proof, no cut: the node branches, or closes with its bound
        }
    } else if (answer->state == RW_LP_OPTIMAL) {
        point->worth[w] = RW_WORTH_VALUE;
        point->value[w] = answer->value;
        point->support[w] = answer->support;
        rw_recourse_gradient(recourse, answer->dual, gradient);
    } else if (answer->state == RW_LP_UNBOUNDED) {
        point->worth[w] = RW_WORTH_UNBOUNDED;
    } else if (answer->state == RW_LP_FAILED) {
        return RW_NUMERICAL;
    }
    return RW_OK;
}

static rw_status evaluate_scenario(rw_engine *engine, rw_idx index, rw_evaluation *point, rw_idx w, bool open) {
    rw_recourse *worker = &engine->worker[index];
    rw_lp_state state = solve_from(engine, index, point, w, open);
    rw_lp_get_basis(worker->lp, point->basis + w * engine->n_basis);
    rw_answer answer = rw_recourse_answer(worker, state, point->x);
    return take(engine, point, worker, w, &answer);
}

static rw_status evaluate_chunk(rw_engine *engine, rw_idx index, rw_evaluation *point, rw_idx chunk) {
    rw_status status = RW_OK;
    rw_idx first = chunk_begin(engine, chunk);
    for (rw_idx w = first; w < chunk_begin(engine, chunk + 1); w++) {
        if (status == RW_OK && !rw_engine_must_stop(engine)) {
            status = evaluate_scenario(engine, index, point, w, w == first);
        }
    }
    return status;
}

// Worker k does the pairs (point, chunk) with number k modulo RW_N_SLOT, in order.
static void work_chunks(rw_engine *engine, rw_idx index) {
    rw_idx n_task = engine->n_point * engine->n_chunk;
    for (rw_idx task = index; task < n_task && engine->worker_status[index] == RW_OK; task += RW_N_SLOT) {
        engine->worker_status[index] =
            evaluate_chunk(engine, index, &engine->point[task / engine->n_chunk], task % engine->n_chunk);
    }
}

static rw_status take_pair(void *context, rw_recourse *recourse, const rw_pair *pair, const rw_answer *answer) {
    rw_engine *engine = context;
    rw_idx p = 0;
    while (engine->point[p].x != pair->x) {
        p++;
    }
    return take(engine, &engine->point[p], recourse, pair->scenario, answer);
}

// Likewise with several pairs (point, scenario) at a time.
static void work_batches(rw_engine *engine, rw_idx index) {
    const double *x[RW_N_POINT];
    for (rw_idx p = 0; p < engine->n_point; p++) {
        x[p] = engine->point[p].x;
    }
    rw_share share = {.n_point = engine->n_point,
                      .x = x,
                      .worker = index,
                      .n_worker = RW_N_SLOT,
                      .n_early = engine->n_early,
                      .from = engine->early,
                      .to = engine->early_next};
    if (engine->worker_status[index] == RW_OK) {
        engine->worker_status[index] =
            rw_interior_solve(&engine->side[index], &engine->worker[index], &share, take_pair, engine);
    }
}

static void work(rw_engine *engine, rw_idx index) {
    if (engine->is_batched) {
        work_batches(engine, index);
    } else {
        work_chunks(engine, index);
    }
    engine->worker_done[index] = rw_clock_seconds();
}

static void work_or_beside(void *context, rw_idx index) {
    rw_engine *engine = context;
    if (index < RW_N_SLOT) {
        work(engine, index);
    } else {
        engine->beside(context, index - RW_N_SLOT);
    }
}

static void take_best(rw_engine *engine, const rw_evaluation *point, const rw_memory *memory, bool *improved) {
    if (point->objective < engine->center_objective) {
        engine->center_objective = point->objective;
        memcpy(engine->center, point->x, (size_t)engine->n_first * sizeof(double));
    }
    double best = engine->incumbent_objective;
    if (point->is_whole && point->objective < (best == INFINITY ? best : best - RW_RESOLUTION * fabs(best))) {
        engine->incumbent_objective = point->objective;
        memcpy(engine->incumbent, point->x, (size_t)engine->n_first * sizeof(double));
        memcpy(engine->incumbent_basis, memory->basis, (size_t)(engine->n_scenario * engine->n_basis));
        *improved = true;
    }
}

// How long a point takes, and whether there is one that recourse rules out of what may be handed out.  An evaluation
// that was told to stop says nothing of the first.
static void learn(rw_engine *engine, double begun) {
    double done = begun;
    bool is_whole = engine->n_point > 0;
    for (int k = 0; k < RW_N_SLOT; k++) {
        done = fmax(done, engine->worker_done[k]);
    }
    for (rw_idx p = 0; p < engine->n_point; p++) {
        const rw_evaluation *point = &engine->point[p];
        bool is_resort = memcmp(point->x, engine->resort, (size_t)engine->n_first * sizeof *point->x) == 0;
        for (rw_idx w = 0; w < engine->n_scenario; w++) {
            is_whole = is_whole && point->worth[w] != RW_WORTH_UNKNOWN;
            engine->has_resort = engine->has_resort && !(is_resort && point->worth[w] == RW_WORTH_INFEASIBLE);
        }
    }
    if (is_whole) {
        engine->seconds_point = (done - begun) / (double)engine->n_point;
    }
}

// What was kept in this round is where the next one starts; where nothing was, it starts where this one did.
static void turn_early(rw_engine *engine) {
    rw_idx size = engine->n_early > 0 ? rw_batch_point_size(engine->interior.batch) : 0;
    for (rw_idx w = 0; w < engine->n_early; w++) {
        float *next = engine->early_next + w * size;
        if (*next > 0) {
            memcpy(engine->early + w * size, next, (size_t)size * sizeof *next);
            *next = 0;
        }
    }
}

rw_status rw_engine_evaluate(rw_engine *engine, rw_task beside, bool *improved) {
    *improved = false;
    for (rw_idx p = 0; p < engine->n_point; p++) {
        rw_evaluation *point = &engine->point[p];
        point->near = engine->is_batched ? NULL : rw_memory_nearest(engine, point->x);
        for (rw_idx w = 0; w < engine->n_scenario; w++) {
            point->worth[w] = RW_WORTH_UNKNOWN;
            point->value[w] = 0;
        }
        memset(point->gradient, 0, (size_t)(engine->n_scenario * engine->n_first) * sizeof(double));
    }
    engine->beside = beside;
    double begun = rw_clock_seconds();
    rw_team_run(engine->options.threads, beside ? 2 * RW_N_SLOT : RW_N_SLOT, work_or_beside, engine);
    learn(engine, begun);
    turn_early(engine);
    rw_status status = RW_OK;
    for (int k = 0; k < RW_N_SLOT && status == RW_OK; k++) {
        status = engine->worker_status[k];
    }
    for (rw_idx p = 0; p < engine->n_point && status == RW_OK; p++) {
        rw_evaluation *point = &engine->point[p];
        rw_merge_total(engine, point);
        status = rw_unbounded_take(engine, point);
        status = status == RW_OK ? rw_merge_cuts(engine, point) : status;
        take_best(engine, point, rw_memory_keep(engine, point), improved);
    }
    engine->n_point = 0;
    return status;
}
