// The Cholesky factor of A D A' and what is solved with it, lane by lane.  SPDX-License-Identifier: MIT
#ifndef RW_LP_FACTOR_H
#define RW_LP_FACTOR_H

#include "lp/lanes.h"
#include "lp/symbolic.h"

typedef struct rw_factor {
    const rw_symbolic *symbolic;
    rw_vec *panel;   // of all nodes: first the lower triangle of A D A', then L
    rw_vec *inverse; // n: 1 / pivot; first the least pivot that counts
    rw_vec *scaled;  // most_below: L D of the rows below one node
} rw_factor;

// panel = A D A' + shift I.  begin, row: columns of A; value: its entries; weight: D.
void rw_factor_assemble(rw_factor *factor, const rw_form *form, const rw_vec *value, const rw_vec *weight,
                        double shift);
// L D L' of the panel.  A pivot that is too small beside its diagonal element counts as infinite: that row's part of
// every solution is 0.
void rw_factor_compute(rw_factor *factor);
// x = (A D A' + shift I)^-1 x
void rw_factor_solve(const rw_factor *factor, rw_vec *x);

#endif
