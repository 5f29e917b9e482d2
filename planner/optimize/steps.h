// The first stage in steps: along a chain of nondecreasing columns, step j is x[j] - x[j-1].
// SPDX-License-Identifier: MIT
//
// Elsewhere step j is x[j] itself.  In steps the rows that keep a chain nondecreasing are bounds, which makes the
// master smaller.
#ifndef RW_OPTIMIZE_STEPS_H
#define RW_OPTIMIZE_STEPS_H

#include <rampwerk/twostage.h>

// Coefficients of steps from coefficients of columns, in place: sums from j to the end of j's chain.
void rw_steps_of_gradient(const rw_twostage *problem, double *gradient);

// Columns from steps, in place.
void rw_steps_to_columns(const rw_twostage *problem, double *step);

// The first stage in steps.  A row with one step in it became part of the bounds of that step and is left out.
//  lower, upper: matrix.n_col; row_lower, row_upper: matrix.n_row.
typedef struct rw_steps {
    rw_sparse matrix;
    double *lower, *upper;
    double *row_lower, *row_upper;
} rw_steps;

RW_MUST_USE rw_status rw_steps_init(rw_steps *steps, const rw_twostage *problem);
void rw_steps_clear(rw_steps *steps);

#endif
