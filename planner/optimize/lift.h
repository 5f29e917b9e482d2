// Better duals for the same cut: where the optimum leaves a choice of multipliers.  SPDX-License-Identifier: MIT
//
// A row whose limit is zero at the first stage at hand (a line not built yet) adds nothing to the dual objective there,
// whatever its multiplier is, but it adds much elsewhere.  The multiplier nearest to zero that keeps the duals feasible
// gives the highest cut of all that agree at this first stage (in the spirit of Magnanti and Wong 1981).
#ifndef RW_OPTIMIZE_LIFT_H
#define RW_OPTIMIZE_LIFT_H

#include "twostage/realisation.h"

typedef struct rw_lift { // the recourse matrix by rows
    rw_idx *begin;  // n_row + 1
    rw_idx *column; // by entry
    rw_idx *entry;  // position in recourse.value
    double *reduced; // n_col: work
} rw_lift;

RW_MUST_USE rw_status rw_lift_init(rw_lift *lift, const rw_twostage *problem);
void rw_lift_clear(rw_lift *lift);

typedef struct rw_lift_case { // a recourse problem at a first stage
    const rw_twostage *problem;
    const rw_realisation *realisation;
    const double *lower, *upper; // second.n_row: row limits less T_w x
} rw_lift_case;

// Moves multipliers (second.n_row) towards zero where that costs nothing.
void rw_lift_duals(rw_lift *lift, const rw_lift_case *of, double *dual);

#endif
