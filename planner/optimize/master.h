// The master problem: the first stage, and for each group of scenarios a column below which cuts push.
// SPDX-License-Identifier: MIT
//
//     min constant + c'x + sum_g theta_g   s.t.  A x in its limits, cuts, lower <= x <= upper
//
// Holds the cuts that matter; others wait in the common store and come back when they are violated.
#ifndef RW_OPTIMIZE_MASTER_H
#define RW_OPTIMIZE_MASTER_H

#include "lp/lp.h"
#include "optimize/cuts.h"

typedef struct rw_master {
    const rw_twostage *problem;
    rw_lp *lp;
    rw_idx n_first, n_group, n_fixed_row;  // rows of the first stage come first
    double scale;                          // the LP's objective is scale times the problem's
    rw_idx n_in, in_capacity, *cut_of_row; // cuts in the LP, by row
    unsigned char *is_in;                  // by cut
    rw_idx is_in_capacity, n_seen;         // cuts of the store looked at so far
    rw_idx n_lp, n_pivot;
    rw_status status; // RW_NO_MEMORY once that happened
} rw_master;

// scale: power of two that brings objectives to a moderate size.
RW_MUST_USE rw_status rw_master_init(rw_master *master, const rw_twostage *problem, rw_idx n_group, double scale);
void rw_master_clear(rw_master *master);

// Solves with lower <= x <= upper and every cut of the store respected.  cutoff: objective of the problem at which to
// give up (INFINITY: none).  Starts from the last basis.
rw_lp_state rw_master_solve(rw_master *master, const rw_cuts *cuts, const double *lower, const double *upper,
                            double cutoff);

// A few pivots only, without bringing cuts in: for trials.
rw_lp_state rw_master_try(rw_master *master, const double *lower, const double *upper, double cutoff,
                          rw_idx iteration_limit);

double rw_master_objective(const rw_master *master);                   // in the problem's units, constant included
const double *rw_master_primal(const rw_master *master);               // x, then theta (scaled)
double rw_master_theta(const rw_master *master, rw_idx group);         // in the problem's units
double rw_master_reduced_cost(const rw_master *master, rw_idx column); // in the problem's units
rw_idx rw_master_basis_size(const rw_master *master);

#endif
