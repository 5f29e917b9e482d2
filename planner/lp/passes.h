// Passes over all variables of the problems of a batch: the linear algebra of an interior-point iteration but for the
// factorisation.  SPDX-License-Identifier: MIT
//
// Newton's equations with targets tv, tw for v z, w q, where dv = dx + ev and dw = ew - dx:
//     A dx = rp,   A'dy + dz - dq = rd,   z dv + v dz = tv - v z,   q dw + w dq = tw - w q
// which leave (A D A') dy = rp + A D h  with  h = rd - ((tv - z ev) / v - z) + ((tw - q ew) / w - q) and
// D = 1 / (z / v + q / w + damping); then dx = D (A'dy - h).
#ifndef RW_LP_PASSES_H
#define RW_LP_PASSES_H

#include "lp/work.h"

typedef struct rw_passes_measure {
    rw_vec primal, dual; // largest residuals
    rw_vec complement;   // v z + w q
    rw_vec objective;    // c'x
} rw_passes_measure;

// How far a direction can be gone, and what becomes of the complementarity on the way.
typedef struct rw_passes_reach {
    rw_vec primal, dual;                // largest -dv / v, -dz / z, 0 at least: a step must stay below the inverse
    rw_vec by_primal, by_dual, by_both; // coefficients of the steps in the complementarity
} rw_passes_reach;

// Residuals and D; targets 0, and the right-hand side for them in rest.
void rw_passes_residual(rw_batch_work *work, rw_passes_measure *measure);
// The rest of a direction whose y is known.
void rw_passes_direction(rw_batch_work *work, rw_work_direction *direction, rw_passes_reach *reach);
// Targets `centre` less the products of the first direction, and the right-hand side for them in rest.
void rw_passes_correct(rw_batch_work *work, const rw_vec *centre);
// Gondzio's correction: targets that bring the products near `centre` after steps (primal, dual) in the first
// direction.
void rw_passes_recentre(rw_batch_work *work, const rw_vec *centre, const rw_vec *primal, const rw_vec *dual);
// Goes a step, in the second direction where `second` says so.
void rw_passes_step(rw_batch_work *work, const rw_mask *second, const rw_vec *primal, const rw_vec *dual);

#endif
