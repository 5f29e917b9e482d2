// The recourse problem of one scenario at a time, for a fixed first stage.  SPDX-License-Identifier: MIT
#ifndef RW_OPTIMIZE_RECOURSE_H
#define RW_OPTIMIZE_RECOURSE_H

#include "lp/lp.h"
#include "twostage/realisation.h"

typedef struct rw_recourse {
    const rw_twostage *problem;
    rw_lp *lp;
    rw_realisation realisation; // of the scenario that is loaded
    rw_idx scenario;            // -1: the template
    double scale;               // the LP's objective is scale times the problem's
    double *shift;              // second.n_row: T_w x
    double *ray;                // second.n_row: work
    bool from_nothing;          // the next solve starts without a basis
    rw_idx n_lp, n_pivot;
} rw_recourse;

RW_MUST_USE rw_status rw_recourse_init(rw_recourse *recourse, const rw_twostage *problem);
void rw_recourse_clear(rw_recourse *recourse);

// Where the next solve starts: basis (columns + rows of the recourse problem), or nothing (NULL).  Later ones start
// where the one before ended.
void rw_recourse_start(rw_recourse *recourse, const rw_lp_status *basis);

// Solves scenario w at x (first.n_col).
rw_lp_state rw_recourse_solve(rw_recourse *recourse, rw_idx scenario, const double *x);

// Of the last solve, RW_LP_OPTIMAL: d_w'x + q_w'y, and its subgradient in x, added p_w times.
double rw_recourse_value(const rw_recourse *recourse, const double *x);
void rw_recourse_add_gradient(const rw_recourse *recourse, double weight, double *gradient);

// Of the last solve, RW_LP_INFEASIBLE: offset + gradient'x' <= 0 holds for every x' with feasible recourse and fails at
// x.  False when the library's proof does not hold up.
bool rw_recourse_feasibility_cut(rw_recourse *recourse, const double *x, double *offset, double *gradient);

#endif
