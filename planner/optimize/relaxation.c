// The linear relaxation of a node.  SPDX-License-Identifier: MIT
#include "optimize/relaxation.h"

#include <math.h>

#include "core/memory.h"

// A power of two that brings the root mean square of the nonzero costs near 1, so that the library's absolute
// tolerances mean the same for every problem.
static double objective_scale(const rw_extensive *extensive) {
    double sum = 0;
    rw_idx count = 0;
    for (rw_idx j = 0; j < extensive->block.n_col; j++) {
        double cost = fabs(extensive->block.cost[j]);
        if (cost > 0) {
            sum += log2(cost);
            count++;
        }
    }
    return count ? exp2(-floor(sum / (double)count)) : 1.0;
}

rw_status rw_relaxation_init(rw_relaxation *relaxation, const rw_extensive *extensive, rw_idx n_first) {
    *relaxation = (rw_relaxation){.n_first = n_first, .constant = extensive->constant};
    relaxation->scale = objective_scale(extensive);
    double *cost = rw_calloc(extensive->block.n_col, sizeof *cost);
    if (!cost) {
        return RW_NO_MEMORY;
    }
    for (rw_idx j = 0; j < extensive->block.n_col; j++) {
        cost[j] = relaxation->scale * extensive->block.cost[j];
    }
    relaxation->lp = rw_lp_new(&extensive->matrix, cost, extensive->block.lower, extensive->block.upper,
                               extensive->block.row_lower, extensive->block.row_upper);
    rw_free(cost);
    return relaxation->lp ? RW_OK : RW_NO_MEMORY;
}

void rw_relaxation_clear(rw_relaxation *relaxation) {
    rw_lp_free(&relaxation->lp);
}

static void set_bounds(rw_relaxation *relaxation, const double *lower, const double *upper) {
    for (rw_idx j = 0; j < relaxation->n_first; j++) {
        rw_lp_set_bounds(relaxation->lp, j, lower[j], upper[j]);
    }
}

static rw_lp_state count(rw_relaxation *relaxation, rw_lp_state state) {
    relaxation->n_lp++;
    relaxation->n_pivot += rw_lp_iterations(relaxation->lp);
    return state;
}

rw_lp_state rw_relaxation_solve(rw_relaxation *relaxation, const double *lower, const double *upper,
                                const rw_lp_status *basis, double cutoff, rw_idx iteration_limit) {
    set_bounds(relaxation, lower, upper);
    rw_lp_set_cutoff(relaxation->lp,
                     cutoff == INFINITY ? INFINITY : relaxation->scale * (cutoff - relaxation->constant));
    rw_lp_set_iteration_limit(relaxation->lp, iteration_limit > 0 ? iteration_limit : INT64_MAX);
    if (basis) {
        rw_lp_set_basis(relaxation->lp, basis);
    }
    return count(relaxation, rw_lp_solve(relaxation->lp));
}

rw_lp_state rw_relaxation_solve_first(rw_relaxation *relaxation, const double *lower, const double *upper) {
    set_bounds(relaxation, lower, upper);
    return count(relaxation, rw_lp_solve_first(relaxation->lp));
}

double rw_relaxation_objective(const rw_relaxation *relaxation) {
    return rw_lp_objective(relaxation->lp) / relaxation->scale + relaxation->constant;
}

const double *rw_relaxation_primal(const rw_relaxation *relaxation) {
    return rw_lp_primal(relaxation->lp);
}

void rw_relaxation_gradient(const rw_relaxation *relaxation, double *gradient) {
    const double *reduced = rw_lp_reduced_cost(relaxation->lp);
    for (rw_idx j = 0; j < relaxation->n_first; j++) {
        gradient[j] = reduced[j] / relaxation->scale;
    }
}
