// Optimal bases of one linear problem, kept to answer it again with other bounds.  SPDX-License-Identifier: MIT
//
// A basis stays optimal as long as costs and matrix stay and its solution respects the bounds: then no pivots are
// needed, only one solve with factors that are there.
#ifndef RW_LP_POOL_H
#define RW_LP_POOL_H

#include "lp/kernel.h"
#include "lp/lp.h"
#include "lp/sound.h"

typedef struct rw_kept {  // an optimal basis
    rw_lp_status *status; // n_col + n_row
    double *dual;         // n_row
    double *reduced;      // n_col: cost less what the duals pay; 0 for basic columns
    int n;
    int *col, *tight; // n: basic columns, rows at a limit
    rw_kernel kernel; // of their entries
} rw_kept;

typedef struct rw_pool rw_pool;

rw_pool *rw_pool_new(int n_col, int n_row); // NULL when out of memory
void rw_pool_free(rw_pool **pool);          // accepts NULL, sets NULL
void rw_pool_forget(rw_pool *pool);         // costs or entries have changed

// Of a case, only the problem is looked at.
//
// Keeps an optimal basis (n_col + n_row statuses) and its duals (n_row).  Does nothing where that is not worth it, or
// where the two do not fit each other.
void rw_pool_keep(rw_pool *pool, const rw_sound_case *c, const rw_lp_status *status, const double *dual);

// Whether one of the bases kept is optimal; then the answer is in primal, activity and objective.
const rw_kept *rw_pool_find(rw_pool *pool, const rw_sound_case *c);
const double *rw_pool_primal(const rw_pool *pool);   // n_col
const double *rw_pool_activity(const rw_pool *pool); // n_row
double rw_pool_objective(const rw_pool *pool);

#endif
