// Recourse problems side by side: several pairs of a first stage and a scenario at a time, by the interior-point method
// of lp/batch.h.  What it cannot solve goes to the simplex method of rw_recourse.  SPDX-License-Identifier: MIT
#ifndef RW_OPTIMIZE_INTERIOR_H
#define RW_OPTIMIZE_INTERIOR_H

#include "lp/batch.h"
#include "optimize/recourse.h"

typedef struct rw_pair {
    const double *x; // first.n_col
    rw_idx scenario;
} rw_pair;

// Is the recourse large enough for it, and the accuracy asked for not that of a vertex?
bool rw_interior_pays(const rw_twostage *problem, double gap_relative);

// What all scenarios have in common.  NULL when out of memory.
rw_batch *rw_interior_new(const rw_twostage *problem);

// Of pair k, which is entered in the recourse; the answer is gone after it returns.
typedef rw_status (*rw_interior_visit)(void *context, rw_recourse *recourse, const rw_pair *pair,
                                       const rw_answer *answer);

// Solves n_pair <= RW_BATCH_LANES pairs.
RW_MUST_USE rw_status rw_interior_solve(rw_batch_work *work, rw_recourse *recourse, int n_pair, const rw_pair *pair,
                                        rw_interior_visit visit, void *context);

#endif
