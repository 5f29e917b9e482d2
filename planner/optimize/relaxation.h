// The linear relaxation of a node: the extensive form with bounds on the first-stage columns.
// SPDX-License-Identifier: MIT
//
// Fixing every integer column turns it into the evaluation of a plan; the reduced costs of the fixed columns are then a
// subgradient of the optimal value as a function of them.
#ifndef RW_OPTIMIZE_RELAXATION_H
#define RW_OPTIMIZE_RELAXATION_H

#include "lp/lp.h"

typedef struct rw_relaxation {
    rw_lp *lp;
    rw_idx n_first;  // first-stage columns
    double scale;    // the LP's objective is scale times the problem's
    double constant; // of the problem
    rw_idx n_lp, n_pivot;
} rw_relaxation;

RW_MUST_USE rw_status rw_relaxation_init(rw_relaxation *relaxation, const rw_extensive *extensive, rw_idx n_first);
void rw_relaxation_clear(rw_relaxation *relaxation);

// Solves with lower <= x <= upper (n_first each) from basis (NULL: from the last one).  cutoff is an objective of the
// problem at which to give up (INFINITY: none); iteration_limit likewise (0: none).
rw_lp_state rw_relaxation_solve(rw_relaxation *relaxation, const double *lower, const double *upper,
                                const rw_lp_status *basis, double cutoff, rw_idx iteration_limit);

// From nothing.
rw_lp_state rw_relaxation_solve_first(rw_relaxation *relaxation, const double *lower, const double *upper);

double rw_relaxation_objective(const rw_relaxation *relaxation); // in the problem's units, constant included
const double *rw_relaxation_primal(const rw_relaxation *relaxation);

// Reduced costs of the first-stage columns in the problem's units.
void rw_relaxation_gradient(const rw_relaxation *relaxation, double *gradient);

#endif
