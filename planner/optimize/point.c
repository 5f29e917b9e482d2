// Points whose recourse is asked for, and the bases remembered from those before.  SPDX-License-Identifier: MIT
#include <math.h>
#include <string.h>

#include "core/memory.h"
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
    if (engine->n_point == engine->max_point) {
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
    if (point->is_whole && !engine->has_resort) {
        memcpy(engine->resort, point->x, (size_t)engine->n_first * sizeof *x);
        engine->has_resort = true;
    }
    return engine->n_point++;
}

rw_idx rw_engine_ask_between(rw_engine *engine, const double *out, double step) {
    double *x = engine->rounded;
    bool have_center = engine->center_objective < INFINITY;
    for (rw_idx j = 0; j < engine->n_first; j++) {
        x[j] = have_center ? engine->center[j] + step * (out[j] - engine->center[j]) : out[j];
    }
    return rw_engine_ask(engine, x);
}

const rw_memory *rw_memory_nearest(const rw_engine *engine, const double *x) {
    double least = INFINITY;
    const rw_memory *nearest = NULL;
    for (rw_idx k = 0; k < engine->n_memory; k++) {
        const rw_memory *memory = &engine->memory[k];
        double distance = 0;
        for (rw_idx j = 0; memory->used && j < engine->n_first; j++) {
            distance += fabs(x[j] - memory->x[j]);
        }
        if (memory->used && distance < least) {
            least = distance;
            nearest = memory;
        }
    }
    return nearest;
}

const rw_memory *rw_memory_keep(rw_engine *engine, rw_evaluation *point) {
    rw_memory *memory = &engine->memory[engine->n_remembered++ % engine->n_memory];
    rw_lp_status *basis = memory->basis;
    memcpy(memory->x, point->x, (size_t)engine->n_first * sizeof(double));
    memory->basis = point->basis;
    point->basis = basis;
    memory->used = true;
    return memory;
}
