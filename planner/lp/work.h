// The numbers of one thread that solves problems of a batch.  SPDX-License-Identifier: MIT
//
// In every lane: min c'x  s.t.  A x = b, l <= x <= u, with v = x - l and z the multiplier of x >= l, w = u - x and q
// that of x <= u, y those of the rows.  Where there is no bound z (q) is 0 for good, and so is what stands for 1 / v
// (1 / w).  Where l = u the variable is a part of b, x is 0, and there is no bound; variables of which that is true in
// all lanes are not active: left out of all sums, which does not change a bit of them.
#ifndef RW_LP_WORK_H
#define RW_LP_WORK_H

#include <math.h>

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
    double constant;   // cost of what is fixed, scaled
    bool broken;       // a promise, or bounds that cross
    bool done;
    const float *from; // where to start; NULL: from nothing
    float *to;         // where to keep a point of the way; NULL: nowhere
    rw_batch_answer answer;
} rw_work_lane;

// One bound of a variable, in the order of use: v and z, or w and q.
typedef struct rw_work_side {
    rw_vec per;       // 1 / slack
    rw_vec price;     // multiplier
    rw_vec miss;      // residual of v = x - l, of w = u - x
    rw_vec target[2]; // what slack * price shall become in the two directions
    rw_vec slack;
} rw_work_side;

// What a step does to a variable; the second direction only where a correction is tried.  Those of its slacks and
// prices follow.
typedef struct rw_work_move {
    rw_vec weight, shift; // D; D h
    rw_vec step[2];
} rw_work_move;

struct rw_batch_work {
    const rw_batch *batch;
    rw_batch_options options;
    void *block;                       // all arrays of vectors
    rw_vec *value;                     // entries of A
    rw_vec *cost, *lower, *upper, *x;  // n
    rw_vec *damping;                   // n: added to z / v + q / w; infinite where l = u
    rw_work_move *move;                // n
    rw_work_side *low, *high;          // n
    rw_vec *rhs, *y, *rp;              // m; rp: residual of A x = b
    rw_vec *plain, *rest, *step[2];    // m: rp + A D h for targets of 0; for those of now; steps in y
    int32_t n_active, n_active_capped; // the capped ones first
    int32_t *active;                   // n: ascending
    rw_factor factor;
    double *numbers; // of all lanes
    rw_work_lane lane[RW_BATCH_LANES];
};

// Whether lane's numbers are good: computes its answer from the problem as it was given.
bool rw_work_answer(rw_batch_work *work, int lane);

// Lists the variables that are not fixed in all of the first n_lane lanes.
void rw_work_activate(rw_batch_work *work, int n_lane);

// A D A' of now.
static inline rw_factor_product rw_work_product(const rw_batch_work *work) {
    enum { STRIDE = sizeof(rw_work_move) / sizeof(rw_vec) };
    return (rw_factor_product){&work->batch->form, work->value, &work->move[0].weight, STRIDE,
                               work->n_active,     work->active};
}

#define RW_WORK_HAS_LOWER(work, j) (((work)->lower[j] > -INFINITY) & ((work)->damping[j] < INFINITY))
#define RW_WORK_HAS_UPPER(work, j) ((work)->upper[j] < INFINITY)

#endif
