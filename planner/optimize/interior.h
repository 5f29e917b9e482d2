// Recourse problems side by side: several pairs of a first stage and a scenario at a time, by the interior-point method
// of lp/batch.h.  What it cannot solve goes to the simplex method of rw_recourse.  SPDX-License-Identifier: MIT
#ifndef RW_OPTIMIZE_INTERIOR_H
#define RW_OPTIMIZE_INTERIOR_H

#include "lp/batch.h"
#include "optimize/forced.h"
#include "optimize/recourse.h"

typedef struct rw_pair {
    const double *x; // first.n_col
    rw_idx scenario;
    const float *from; // where to start and ...
    float *to;         // ... where to keep a point for later, as of rw_batch_start
} rw_pair;

// Is the recourse large enough for it, and the accuracy asked for not that of a vertex?
bool rw_interior_pays(const rw_twostage *problem, double gap_relative);

typedef struct rw_interior { // what all scenarios have in common
    const rw_twostage *problem;
    rw_batch *batch;
    rw_rows rows;
} rw_interior;

RW_MUST_USE rw_status rw_interior_init(rw_interior *interior, const rw_twostage *problem);
void rw_interior_clear(rw_interior *interior);

typedef struct rw_side { // the numbers of one thread
    const rw_interior *interior;
    bool (*must_stop)(const void *context);
    const void *context;
    rw_batch_work *work;
    rw_forced forced[RW_BATCH_LANES];
} rw_side;

// must_stop: asked now and then; NULL: never.
RW_MUST_USE rw_status rw_side_init(rw_side *side, const rw_interior *interior, bool (*must_stop)(const void *context),
                                   const void *context);
void rw_side_clear(rw_side *side);
// How near the values of the next answers must be to their bounds, and how well their rows hold, relative.
void rw_side_aim(rw_side *side, double gap, double infeasibility);

// Of pair k, which is entered in the recourse; the answer is gone after it returns.
typedef rw_status (*rw_interior_visit)(void *context, rw_recourse *recourse, const rw_pair *pair,
                                       const rw_answer *answer);

typedef struct rw_share { // what one of n_worker workers solves of the pairs of n_point first stages and all scenarios
    rw_idx n_point;
    const double *const *x; // n_point
    rw_idx worker, n_worker;
    rw_idx n_early;    // the first scenarios, which ...
    const float *from; // ... have points to start from, and ...
    float *to;         // ... keep points on the way of the first of the first stages; NULL: nowhere
} rw_share;

// RW_BATCH_LANES pairs at a time, in order, the workers in turn; ends early where the side must stop.
RW_MUST_USE rw_status rw_interior_solve(rw_side *side, rw_recourse *recourse, const rw_share *share,
                                        rw_interior_visit visit, void *context);

#endif
