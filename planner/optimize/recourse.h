// The recourse problem of one scenario at a time, for a fixed first stage.  SPDX-License-Identifier: MIT
#ifndef RW_OPTIMIZE_RECOURSE_H
#define RW_OPTIMIZE_RECOURSE_H

#include "lp/lp.h"
#include "twostage/realisation.h"

typedef struct rw_recourse {
    const rw_twostage *problem;
    rw_lp *lp;
    rw_realisation realisation; // of the scenario entered
    rw_idx scenario;            // entered, -1: the template
    rw_idx loaded;              // in the LP, -1: the template
    double scale;               // the LP's objective is scale times the problem's
    double *lower, *upper;      // second.n_row: row limits less T_w x
    double *dual;               // second.n_row: of the last answer
    double *ray;                // second.n_row: work
    bool from_nothing;          // the next solve starts without a basis
    rw_idx n_lp, n_pivot;
} rw_recourse;

typedef struct rw_answer { // of one scenario at one first stage
    rw_lp_state state;
    double value;         // d_w'x + q_w'y_w of the recourse found
    double support;       // a bound on the least there is, to which the duals amount: the height of the cut at x
    const double *second; // second.n_col
    double *dual;         // second.n_row: change of q_w'y_w per unit of right-hand side
} rw_answer;

// Whether scenarios differ in nothing that duals depend on: then those of one are those of another.
bool rw_recourse_shares_duals(const rw_twostage *problem);

RW_MUST_USE rw_status rw_recourse_init(rw_recourse *recourse, const rw_twostage *problem);
void rw_recourse_clear(rw_recourse *recourse);

// Makes the realisation that of scenario w.
void rw_recourse_enter(rw_recourse *recourse, rw_idx scenario);
// Fills lower and upper, for the scenario entered.
void rw_recourse_limit(rw_recourse *recourse, const double *x);

// Where the next solve starts: basis (columns + rows of the recourse problem), or nothing (NULL).  Later ones start
// where the one before ended.
void rw_recourse_start(rw_recourse *recourse, const rw_lp_status *basis);

// Solves scenario w, which is then entered, at x (first.n_col).  RW_LP_UNBOUNDED is proven.
rw_lp_state rw_recourse_solve(rw_recourse *recourse, rw_idx scenario, const double *x);
// Of the last solve.  second and dual stay valid until the next one.
rw_answer rw_recourse_answer(rw_recourse *recourse, rw_lp_state state, const double *x);

// A bound on the cost of the scenario entered, d_w'x apart, with the limits of the x they were filled for: what any
// duals (second.n_row) prove.
double rw_recourse_bound(const rw_recourse *recourse, const double *dual);
// What the first stage costs in the scenario entered, d_w'x.
double rw_recourse_first_cost(const rw_recourse *recourse, const double *x);
// d_w - T_w'dual (first.n_col) for the scenario entered: a subgradient of its cost in x.
void rw_recourse_gradient(const rw_recourse *recourse, const double *dual, double *gradient);

// Of the last solve, RW_LP_INFEASIBLE: offset + gradient'x' <= 0 holds for every x' with feasible recourse and fails at
// x.  False when the library's proof does not hold up.
bool rw_recourse_feasibility_cut(rw_recourse *recourse, const double *x, double *offset, double *gradient);

#endif
