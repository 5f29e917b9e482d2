// The numbers of one thread that solves problems of a batch.  SPDX-License-Identifier: MIT
//
// In every lane: min c'x  s.t.  A x = b, l <= x <= u, with v = x - l and z the multiplier of x >= l, w = u - x and q that of
// x <= u, y those of the rows.  Where there is no bound v (w) is 1 and z (q) is 0 for good.
#ifndef RW_LP_WORK_H
#define RW_LP_WORK_H

#include "lp/factor.h"

struct rw_batch {
    rw_form form;
    rw_symbolic symbolic;
};

// A problem as it was given, and its answer.
typedef struct rw_work_lane {
    double *value, *cost, *lower, *upper, *row_lower, *row_upper;
    double *primal, *dual, *reduced, *activity;
    double cost_scale; // the lane's costs are those given times this
    bool broken;       // a promise, or bounds that cross
    bool done;
    rw_batch_answer answer;
} rw_work_lane;

struct rw_batch_work {
    const rw_batch *batch;
    rw_batch_options options;
    void *block; // all arrays of vectors
    rw_vec *value;                          // entries of A
    rw_vec *cost, *lower, *upper;           // n
    rw_vec *has_lower, *has_upper;          // n: 1 or 0; both 0 where l = u
    rw_vec *damping;                        // n: added to z / v + q / w; infinite where l = u
    rw_vec *x, *v, *w, *z, *q, *weight;     // n; weight: D
    rw_vec *dx, *dz, *dq, *rd, *tv, *tw;    // n; rd: dual residual; tv, tw: what v z and w q shall become
    rw_vec *rhs, *y, *dy, *rp, *rest;       // m; rp: primal residual
    rw_factor factor;
    double *numbers; // of all lanes
    rw_work_lane lane[RW_BATCH_LANES];
};

// Whether lane's numbers are good: computes its answer from the problem as it was given.
bool rw_work_answer(rw_batch_work *work, int lane);

#endif
