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

// What A D A' is made of.
typedef struct rw_factor_product {
    const rw_form *form;  // columns of A
    const rw_vec *value;  // its entries
    const rw_vec *weight; // D of the first column
    int32_t stride;       // from one column's D to the next
    int32_t n_active;
    const int32_t *active; // columns whose D is not 0
} rw_factor_product;

// panel = A D A' + shift I.
void rw_factor_assemble(rw_factor *factor, const rw_factor_product *product, double shift);
// L D L' of the panel.  A pivot that is too small beside its diagonal element counts as infinite: that row's part of
// every solution is 0.
void rw_factor_compute(rw_factor *factor);
// x = (A D A' + shift I)^-1 x
void rw_factor_solve(const rw_factor *factor, rw_vec *x);

#endif
