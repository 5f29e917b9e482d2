// Passes over all variables of the problems of a batch: the linear algebra of an interior-point iteration but for the
// factorisation.  SPDX-License-Identifier: MIT
//
// Newton's equations with targets tv, tw for v z, w q:
//     A dx = rp,   A'dy + dz - dq = rd,   z dx + v dz = tv - v z,   -q dx + w dq = tw - w q
// which leave (A D A') dy = rp + A D h  with  h = rd - (tv / v - z) + (tw / w - q),  D = 1 / (z / v + q / w + damping).
#ifndef RW_LP_PASSES_H
#define RW_LP_PASSES_H

#include "lp/work.h"

typedef struct rw_passes_measure {
    rw_vec primal, dual;  // largest residuals
    rw_vec complement;    // v z + w q
    rw_vec objective;     // c'x
} rw_passes_measure;

// How far a direction can be gone, and what becomes of the complementarity on the way.
typedef struct rw_passes_reach {
    rw_vec primal, dual;  // largest shrinking -dv / v, -dz / z: the step must stay below its inverse
    rw_vec by_primal, by_dual, by_both; // coefficients of the steps in the complementarity
} rw_passes_reach;

// rp, rd, D; targets 0 and the right-hand side for them in rest.
void rw_passes_residual(rw_batch_work *work, rw_passes_measure *measure);
// dx, dz, dq for the solution dy.
void rw_passes_direction(rw_batch_work *work, rw_passes_reach *reach);
// Targets `centre` less the products of the last direction, and the right-hand side for them in rest.
void rw_passes_correct(rw_batch_work *work, const rw_vec *centre);
void rw_passes_step(rw_batch_work *work, const rw_vec *primal, const rw_vec *dual);

#endif
