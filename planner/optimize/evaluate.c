// Evaluating first stages: recourse of every scenario, cuts, incumbents.  SPDX-License-Identifier: MIT
#include <math.h>
#include <string.h>

#include "core/team.h"
#include "optimize/engine.h"

static const double ROW_TOLERANCE = 1e-7; // of first-stage rows, relative to the size of the limit

bool rw_is_whole(const rw_engine *engine, const double *x) {
    for (rw_idx j = 0; j < engine->n_first; j++) {
        if (engine->problem->integer[j] && rw_is_fractional(x[j])) {
            return false;
        }
    }
    return true;
}

bool rw_first_feasible(rw_engine *engine, const double *x) {
    const rw_twostage *problem = engine->problem;
    const rw_sparse *matrix = &problem->constraint;
    memset(engine->activity, 0, (size_t)problem->first.n_row * sizeof(double));
    for (rw_idx j = 0; j < engine->n_first; j++) {
        double margin = problem->integer[j] ? 0 : ROW_TOLERANCE * fmax(1, fabs(x[j]));
        if (x[j] < problem->first.lower[j] - margin || x[j] > problem->first.upper[j] + margin) {
            return false;
        }
        for (rw_idx k = matrix->begin[j]; k < matrix->begin[j + 1]; k++) {
            engine->activity[matrix->row[k]] += matrix->value[k] * x[j];
        }
    }
    for (rw_idx i = 0; i < problem->first.n_row; i++) {
        double lower = problem->first.row_lower[i], upper = problem->first.row_upper[i];
        if (engine->activity[i] < lower - ROW_TOLERANCE * fmax(1, fabs(lower)) ||
            engine->activity[i] > upper + ROW_TOLERANCE * fmax(1, fabs(upper))) {
            return false;
        }
    }
    return true;
}

rw_idx rw_engine_ask(rw_engine *engine, const double *x) {
    if (engine->n_point == RW_N_POINT) {
        return -1;
    }
    for (rw_idx p = 0; p < engine->n_point; p++) {
        if (memcmp(engine->point[p].x, x, (size_t)engine->n_first * sizeof *x) == 0) {
            return p;
        }
    }
    rw_evaluation *point = &engine->point[engine->n_point];
    memcpy(point->x, x, (size_t)engine->n_first * sizeof *x);
    point->is_whole = rw_is_whole(engine, x);
    for (rw_idx j = 0; point->is_whole && j < engine->n_first; j++) {
        if (engine->problem->integer[j]) {
            point->x[j] = floor(x[j] + 0.5);
        }
    }
    point->is_whole = point->is_whole && rw_first_feasible(engine, point->x);
    return engine->n_point++;
}

rw_idx rw_block_begin(const rw_engine *engine, rw_idx block) {
    return block * engine->problem->n_scenario / engine->n_block;
}

// Told to stop: the point gives neither a value nor a cut.
static void leave_unknown(rw_evaluation *point, rw_idx block) {
    point->block_feasible[block] = false;
    point->block_offset[block] = -INFINITY;
}

static rw_status evaluate_block(rw_engine *engine, rw_recourse *worker, rw_evaluation *point, rw_idx block) {
    double *gradient = point->gradient + block * engine->n_first;
    memset(gradient, 0, (size_t)engine->n_first * sizeof *gradient);
    point->block_value[block] = 0;
    point->block_feasible[block] = true;
    rw_idx first = rw_block_begin(engine, block);
    rw_recourse_start(worker, point->near ? point->near + block * engine->n_basis : NULL);
    for (rw_idx w = first; w < rw_block_begin(engine, block + 1); w++) {
        rw_lp_state state = rw_recourse_solve(worker, w, point->x);
        if (w == first) {
            rw_lp_get_basis(worker->lp, point->basis + block * engine->n_basis);
        }
        if (state == RW_LP_INFEASIBLE) {
            point->block_feasible[block] = false;
            if (!rw_recourse_feasibility_cut(worker, point->x, &point->block_offset[block], gradient)) {
                point->block_offset[block] = -INFINITY; // no proof, no cut: the node branches, or closes with its bound
            }
            return RW_OK;
        }
        if (state == RW_LP_LIMIT) {
            leave_unknown(point, block);
            return RW_OK;
        }
        if (state != RW_LP_OPTIMAL) {
            return RW_NUMERICAL;
        }
        double probability = engine->problem->probability[w];
        point->block_value[block] += probability * rw_recourse_value(worker, point->x);
        rw_recourse_add_gradient(worker, probability, gradient);
    }
    return RW_OK;
}

// After a request to stop nothing new is begun, but for the very first point: a plan is always worked out.
static bool skips(const rw_engine *engine, rw_idx task) {
    bool is_first = engine->n_remembered == 0 && task < engine->n_block;
    return !is_first && rw_engine_must_stop(engine);
}

// Worker k does the pairs (point, block) with number k modulo RW_N_SLOT, in order.
static void work(void *context, rw_idx index) {
    rw_engine *engine = context;
    rw_idx n_task = engine->n_point * engine->n_block;
    for (rw_idx task = index; task < n_task; task += RW_N_SLOT) {
        if (skips(engine, task)) {
            leave_unknown(&engine->point[task / engine->n_block], task % engine->n_block);
        } else if (engine->worker_status[index] == RW_OK) {
            engine->worker_status[index] = evaluate_block(
                engine, &engine->worker[index], &engine->point[task / engine->n_block], task % engine->n_block);
        }
    }
}

static void work_or_beside(void *context, rw_idx index) {
    rw_engine *engine = context;
    if (index < RW_N_SLOT) {
        work(context, index);
    } else {
        engine->beside(context, index - RW_N_SLOT);
    }
}

// Where the recourse of a point starts: at the nearest point evaluated before.
static void choose_start(const rw_engine *engine, rw_evaluation *point) {
    double least = INFINITY;
    point->near = NULL;
    for (int k = 0; k < RW_N_MEMORY; k++) {
        const rw_memory *memory = &engine->memory[k];
        double distance = 0;
        for (rw_idx j = 0; memory->used && j < engine->n_first; j++) {
            distance += fabs(point->x[j] - memory->x[j]);
        }
        if (memory->used && distance < least) {
            least = distance;
            point->near = memory->basis;
        }
    }
}

// Returns the point's bases, which the memory now owns.
static const rw_lp_status *remember(rw_engine *engine, rw_evaluation *point) {
    rw_memory *memory = &engine->memory[engine->n_remembered++ % RW_N_MEMORY];
    rw_lp_status *basis = memory->basis;
    memcpy(memory->x, point->x, (size_t)engine->n_first * sizeof(double));
    memory->basis = point->basis;
    point->basis = basis;
    memory->used = true;
    return memory->basis;
}

static rw_status add_cuts(rw_engine *engine, const rw_evaluation *point) {
    for (rw_idx b = 0; b < engine->n_block; b++) {
        const double *gradient = point->gradient + b * engine->n_first;
        double offset = point->block_feasible[b] ? point->block_value[b] : point->block_offset[b];
        if (offset == -INFINITY) {
            continue;
        }
        for (rw_idx j = 0; point->block_feasible[b] && j < engine->n_first; j++) {
            offset -= gradient[j] * point->x[j];
        }
        rw_status status =
            rw_cuts_add(&engine->cuts, point->block_feasible[b] ? b : RW_FEASIBILITY_CUT, offset, gradient);
        if (status != RW_OK) {
            return status;
        }
    }
    return RW_OK;
}

static void total(rw_engine *engine, rw_evaluation *point) {
    point->feasible = true;
    point->objective = engine->problem->constant;
    for (rw_idx j = 0; j < engine->n_first; j++) {
        point->objective += engine->problem->first.cost[j] * point->x[j];
    }
    for (rw_idx b = 0; b < engine->n_block; b++) {
        point->feasible = point->feasible && point->block_feasible[b];
        point->objective += point->block_value[b];
    }
    if (!point->feasible) {
        point->objective = INFINITY;
    }
}

rw_status rw_engine_evaluate(rw_engine *engine, rw_task beside, bool *improved) {
    *improved = false;
    for (rw_idx p = 0; p < engine->n_point; p++) {
        choose_start(engine, &engine->point[p]);
    }
    engine->beside = beside;
    rw_team_run(engine->options.threads, beside ? 2 * RW_N_SLOT : RW_N_SLOT, work_or_beside, engine);
    rw_status status = RW_OK;
    for (int k = 0; k < RW_N_SLOT && status == RW_OK; k++) {
        status = engine->worker_status[k];
    }
    for (rw_idx p = 0; p < engine->n_point && status == RW_OK; p++) {
        rw_evaluation *point = &engine->point[p];
        total(engine, point);
        const rw_lp_status *basis = remember(engine, point);
        status = add_cuts(engine, point);
        if (point->objective < engine->center_objective) {
            engine->center_objective = point->objective;
            memcpy(engine->center, point->x, (size_t)engine->n_first * sizeof(double));
        }
        double least = engine->incumbent_objective == INFINITY
                           ? INFINITY
                           : engine->incumbent_objective - RW_RESOLUTION * fabs(engine->incumbent_objective);
        if (point->is_whole && point->objective < least) {
            engine->incumbent_objective = point->objective;
            memcpy(engine->incumbent, point->x, (size_t)engine->n_first * sizeof(double));
            memcpy(engine->incumbent_basis, basis, (size_t)(engine->n_block * engine->n_basis));
            *improved = true;
        }
    }
    engine->n_point = 0;
    return status;
}
