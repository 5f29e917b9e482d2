// Passes over all variables of the problems of a batch: the linear algebra of an interior-point iteration but for the
// factorisation.  SPDX-License-Identifier: MIT
//
// Newton's equations with targets tv, tw for v z, w q, where dv = dx + ev and dw = ew - dx:
//     A dx = rp,   A'dy + dz - dq = rd,   z dv + v dz = tv - v z,   q dw + w dq = tw - w q
// which leave (A D A') dy = rp + A D h  with  h = rd - ((tv - z ev) / v - z) + ((tw - q ew) / w - q) and
// D = 1 / (z / v + q / w + damping); then dx = D (A'dy - h).  The passes wait for memory rather than for the
// processor: of a direction only dx and the targets are kept, and dz, dq are computed again where they are wanted.
#ifndef RW_LP_PASSES_H
#define RW_LP_PASSES_H

#include "lp/work.h"

typedef struct rw_passes_measure {
    rw_vec primal, dual; // largest residuals
    rw_vec complement;   // v z + w q
    rw_vec objective;    // c'x
} rw_passes_measure;

// How far a direction can be gone: the largest -dv / v, -dz / z, 0 at least; a step must stay below the inverse.
typedef struct rw_passes_reach {
    rw_vec primal, dual;
} rw_passes_reach;

// What becomes of the complementarity on the way (the share of the dual step alone is -complement - by_primal).
typedef struct rw_passes_change {
    rw_vec by_primal, by_both; // coefficients of the steps
} rw_passes_change;

enum { RW_PASSES_MIXES = 4 }; // directions between the first and the second that are looked at

// How far to go: steps in x and in the duals, and the shares of the second direction in both.
typedef struct rw_passes_step {
    rw_vec primal, dual;
    rw_vec primal_mix, dual_mix;
} rw_passes_step;

// Goes a step; then residuals, D, and the right-hand side for targets of 0 in plain and rest.
void rw_passes_advance(rw_batch_work *work, const rw_passes_step *step, rw_passes_measure *measure);
// The rest of the first direction, whose y is known, for targets of 0.
void rw_passes_predict(rw_batch_work *work, rw_passes_reach *reach, rw_passes_change *change);
// Targets `centre` less the products of the first direction, and the right-hand side for them in rest.
void rw_passes_correct(rw_batch_work *work, const rw_vec *centre);
// The rest of the first direction, whose y is known.
void rw_passes_direction(rw_batch_work *work, rw_passes_reach *reach);
// The same for the second; how far mixtures of both reach that have (k + 1) / RW_PASSES_MIXES of the second.
void rw_passes_mix(rw_batch_work *work, rw_passes_reach reach[RW_PASSES_MIXES]);
// Gondzio's correction: targets of the second direction that bring the products near `centre` after the step in the
// first.
void rw_passes_recentre(rw_batch_work *work, const rw_vec *centre, const rw_passes_step *step);

#endif
