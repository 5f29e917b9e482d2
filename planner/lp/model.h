// A problem as the linear programming library holds it.  SPDX-License-Identifier: MIT
#ifndef RW_LP_MODEL_H
#define RW_LP_MODEL_H

#include <coin/Clp_C_Interface.h>

#include "lp/lp.h"
#include "lp/pool.h"
#include "lp/sound.h"

enum { RW_LP_UNSCALED = 0, RW_LP_SCALED = 3 }; // automatic: geometric where it helps

struct rw_lp {
    Clp_Simplex *model;
    rw_idx n_col, n_row;
    double cutoff;
    rw_idx iteration_limit, n_iteration; // of the next and the last solve
    bool (*must_stop)(const void *context);
    const void *context;
    double *activity; // work of the check of solutions
    rw_idx activity_capacity;
    double *idle_cost;     // n_col: of columns taken out (idle.h), else 0
    double idle_objective; // what those cost
    rw_pool *pool;         // NULL: no bases are kept
    const rw_kept *found;  // the last answer is that of this basis; NULL: the library's
};

// The problem as it is; no answer.
rw_sound_case rw_lp_case(const rw_lp *lp);

#endif
