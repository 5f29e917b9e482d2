// Evaluating first stages: recourse of every scenario, cuts, incumbents.  SPDX-License-Identifier: MIT
#include <math.h>
#include <string.h>

#include "core/clock.h"
#include "core/team.h"
#include "optimize/engine.h"

// A scenario is started from the one before only while that takes less than this share of the pivots it takes from
// nothing.
static const double CHAIN_SHARE = 0.5;

static rw_idx chunk_begin(const rw_engine *engine, rw_idx chunk) {
    return chunk * engine->n_scenario / engine->n_chunk;
}

// cold: pivots of the stretch's last solve from nothing, -1: none yet.
static rw_lp_state solve_from(rw_engine *engine, rw_idx index, const rw_evaluation *point, rw_idx w, rw_idx *cold) {
    rw_recourse *worker = &engine->worker[index];
    bool is_known = point->near != NULL;
    bool from_nothing = !is_known && (*cold < 0 || !engine->is_chained[index]);
    if (is_known) {
        rw_recourse_start(worker, point->near->basis + w * engine->n_basis);
    } else if (from_nothing) {
        rw_recourse_start(worker, NULL);
    }
    rw_lp_state state = rw_recourse_solve(worker, w, point->x);
    rw_idx pivots = rw_lp_iterations(worker->lp);
    if (from_nothing) {
        *cold = pivots;
    } else if (!is_known && (double)pivots > CHAIN_SHARE * (double)*cold) {
        engine->is_chained[index] = false;
    }
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

static rw_status evaluate_scenario(rw_engine *engine, rw_idx index, rw_evaluation *point, rw_idx w, rw_idx *cold) {
    rw_recourse *worker = &engine->worker[index];
    rw_lp_state state = solve_from(engine, index, point, w, cold);
    rw_lp_get_basis(worker->lp, point->basis + w * engine->n_basis);
    rw_answer answer = rw_recourse_answer(worker, state, point->x);
    return take(engine, point, worker, w, &answer);
}

static rw_status evaluate_chunk(rw_engine *engine, rw_idx index, rw_evaluation *point, rw_idx chunk) {
    rw_status status = RW_OK;
    rw_idx cold = -1;
    for (rw_idx w = chunk_begin(engine, chunk); w < chunk_begin(engine, chunk + 1); w++) {
        if (status == RW_OK && !rw_engine_must_stop(engine)) {
            status = evaluate_scenario(engine, index, point, w, &cold);
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
    rw_share share = {.n_point = engine->n_point, .x = x, .worker = index, .n_worker = RW_N_SLOT};
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
