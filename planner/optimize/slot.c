// What one slot does for the search: evaluate points, remember gains.  SPDX-License-Identifier: MIT
#include <math.h>
#include <string.h>

#include "optimize/engine.h"

static const double ROW_TOLERANCE = 1e-7; // of first-stage rows, relative to the size of the limit

void rw_slot_note(rw_slot *slot, rw_idx key, bool up, double gain_per_unit) {
    if (slot->n_gain < slot->gain_capacity) {
        slot->gain[slot->n_gain++] = (rw_gain){.key = key, .up = up, .value = gain_per_unit};
    }
}

bool rw_first_feasible(const rw_engine *engine, rw_slot *slot, const double *x) {
    const rw_twostage *problem = engine->problem;
    const rw_sparse *matrix = &problem->constraint;
    memset(slot->activity, 0, (size_t)problem->first.n_row * sizeof(double));
    for (rw_idx j = 0; j < engine->n_first; j++) {
        if (problem->integer[j] && (x[j] < problem->first.lower[j] || x[j] > problem->first.upper[j])) {
            return false;
        }
        for (rw_idx k = matrix->begin[j]; k < matrix->begin[j + 1]; k++) {
            slot->activity[matrix->row[k]] += matrix->value[k] * x[j];
        }
    }
    for (rw_idx i = 0; i < problem->first.n_row; i++) {
        double lower = problem->first.row_lower[i], upper = problem->first.row_upper[i];
        if (engine->row_integral[i] && (slot->activity[i] < lower - ROW_TOLERANCE * fmax(1, fabs(lower)) ||
                                        slot->activity[i] > upper + ROW_TOLERANCE * fmax(1, fabs(upper)))) {
            return false;
        }
    }
    return true;
}

static void copy_point(const rw_engine *engine, rw_point *to, const rw_point *from) {
    to->objective = from->objective;
    memcpy(to->x, from->x, (size_t)engine->n_first * sizeof(double));
    memcpy(to->gradient, from->gradient, (size_t)engine->n_first * sizeof(double));
    memcpy(to->basis, from->basis, (size_t)engine->n_basis * sizeof(rw_lp_status));
}

bool rw_slot_evaluate(const rw_engine *engine, rw_slot *slot, const double *x, const rw_lp_status *basis) {
    double *lower = slot->lower + engine->n_first, *upper = slot->upper + engine->n_first;
    for (rw_idx j = 0; j < engine->n_first; j++) {
        bool fixed = engine->problem->integer[j];
        lower[j] = fixed ? x[j] : engine->problem->first.lower[j];
        upper[j] = fixed ? x[j] : engine->problem->first.upper[j];
    }
    slot->last.objective = INFINITY;
    if (rw_relaxation_solve(&slot->relaxation, lower, upper, basis, INFINITY, 0) != RW_LP_OPTIMAL) {
        return false;
    }
    const double *primal = rw_relaxation_primal(&slot->relaxation);
    for (rw_idx j = 0; j < engine->n_first; j++) {
        slot->last.x[j] = engine->problem->integer[j] ? x[j] : primal[j];
    }
    slot->last.objective = rw_relaxation_objective(&slot->relaxation);
    rw_relaxation_gradient(&slot->relaxation, slot->last.gradient);
    rw_lp_get_basis(slot->relaxation.lp, slot->last.basis);
    if (slot->last.objective < slot->best.objective) {
        copy_point(engine, &slot->best, &slot->last);
    }
    return true;
}

bool rw_engine_collect(rw_engine *engine) {
    bool improved = false;
    for (int s = 0; s < RW_N_SLOT; s++) {
        rw_point *best = &engine->slot[s].best;
        double least = engine->incumbent.objective == INFINITY
                           ? INFINITY
                           : engine->incumbent.objective - RW_RESOLUTION * fabs(engine->incumbent.objective);
        if (best->objective < least) {
            copy_point(engine, &engine->incumbent, best);
            improved = true;
        }
        best->objective = INFINITY;
    }
    return improved;
}
