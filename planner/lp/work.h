// The numbers of one thread that solves problems of a batch.  SPDX-License-Identifier: MIT
//
// In every lane: min c'x  s.t.  A x = b, l <= x <= u, with v = x - l and z the multiplier of x >= l, w = u - x and q
// that of x <= u, y those of the rows.  Where there is no bound v (w) is 1 and z (q) is 0 for good.
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
    double size_scale; // the same for its bounds and right-hand sides
    bool broken;       // a promise, or bounds that cross
    bool done;
    rw_batch_answer answer;
} rw_work_lane;

// A step in all unknowns but v and w, which follow x.
typedef struct rw_work_direction {
    rw_vec *x, *z, *q; // n
    rw_vec *y;         // m
} rw_work_direction;

struct rw_batch_work {
    const rw_batch *batch;
    rw_batch_options options;
    void *block;                    // all arrays of vectors
    rw_vec *value;                  // entries of A
    rw_vec *cost, *lower, *upper;   // n
    rw_vec *has_lower, *has_upper;  // n: 1 or 0; both 0 where l = u
    rw_vec *damping;                // n: added to z / v + q / w; infinite where l = u
    rw_vec *x, *v, *w, *z, *q;      // n
    rw_vec *per_v, *per_w, *weight; // n: 1 / v, 1 / w, D
    rw_vec *rd, *ev, *ew;           // n: residuals of A'y + z - q = c, v = x - l, w = u - x
    rw_vec *tv, *tw, *shift;        // n: what v z and w q shall become; D h
    rw_vec *rhs, *y, *rp, *rest;    // m; rp: residual of A x = b
    rw_work_direction direction[2]; // the second one only where a correction is tried
    rw_factor factor;
    double *numbers; // of all lanes
    rw_work_lane lane[RW_BATCH_LANES];
};

// Whether lane's numbers are good: computes its answer from the problem as it was given.
bool rw_work_answer(rw_batch_work *work, int lane);

#endif
