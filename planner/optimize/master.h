// The master problem: the first stage, and for each group of scenarios a column below which cuts push.
// SPDX-License-Identifier: MIT
//
//     min constant + c'x + sum_g theta_g   s.t.  A x in its limits, cuts, lower <= x <= upper
//
// The linear program is in steps (optimize/steps.h); callers see x.  Bounds within a chain are rows, brought in when
// they are first needed.  It holds the cuts that matter; others wait in the common store and come back when they are
// violated.
#ifndef RW_OPTIMIZE_MASTER_H
#define RW_OPTIMIZE_MASTER_H

#include "lp/lp.h"
#include "optimize/cuts.h"
#include "optimize/steps.h"

typedef struct rw_master {
    const rw_twostage *problem;
    const rw_steps *steps; // of the problem; borrowed
    rw_lp *lp;
    rw_idx n_first, n_group, n_fixed_row; // rows of the first stage come first
    double scale;                         // the LP's objective is scale times the problem's
    rw_idx n_extra, extra_capacity;       // rows after those of the first stage
    rw_idx *content;                      // n_extra: a cut, or -1 - column for a bound on a column within a chain
    rw_idx *bound_row;                    // n_first: place among the extra rows, -1: none
    rw_idx *first_of;                     // n_first: first column of the chain a column is in, or itself
    rw_idx n_in;                          // cuts in the LP
    unsigned char *is_in;                 // by cut
    rw_idx is_in_capacity, n_seen;        // cuts of the store looked at so far
    bool is_bound;                        // every group has a cut
    double *x;                            // n_first + n_group: the last solution; theta scaled
    double *work;                         // n_first
    rw_idx n_lp, n_pivot;
    rw_status status; // RW_NO_MEMORY once that happened
} rw_master;

// steps: of the problem, for as long as the master lives.  scale: power of two that brings objectives to a moderate
// size.
RW_MUST_USE rw_status rw_master_init(rw_master *master, const rw_twostage *problem, const rw_steps *steps,
                                     rw_idx n_group, double scale);
void rw_master_clear(rw_master *master);

// Replaces the cost of x (n_first), in the LP's own scale.
void rw_master_set_cost(rw_master *master, const double *cost);

// Solves with lower <= x <= upper and every cut of the store respected.  cutoff: objective of the problem at which to
// give up (INFINITY: none).  Starts from the last basis.  The theta of a group without a cut is held at 0: the
// objective is then no bound, which is_bound tells.
rw_lp_state rw_master_solve(rw_master *master, const rw_cuts *cuts, const double *lower, const double *upper,
                            double cutoff);

// A few pivots only, without bringing cuts in: for trials.
rw_lp_state rw_master_try(rw_master *master, const double *lower, const double *upper, double cutoff,
                          rw_idx iteration_limit);

// Makes room for bounds on a column, so that a basis taken afterwards stays valid when they come.
void rw_master_expect(rw_master *master, rw_idx column);

double rw_master_objective(const rw_master *master);     // in the problem's units, constant included
const double *rw_master_primal(const rw_master *master); // x, then theta (scaled)
rw_idx rw_master_basis_size(const rw_master *master);

#endif
