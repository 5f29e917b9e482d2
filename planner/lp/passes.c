// Passes over all variables of the problems of a batch.  SPDX-License-Identifier: MIT
//
// Each pass runs over the variables that may have an upper bound, then over the others, in two copies of one body.
// Gondzio, Multiple centrality corrections in a primal-dual method for linear programming, Comput. Optim. Appl. 6
// (1996).
#include "lp/passes.h"

#include <math.h>
#include <string.h>

#define INLINE static inline __attribute__((always_inline))

static const double LOW = 0.1, HIGH = 10; // products between these times the centre's are left alone

// rest += A D h of variable j.
INLINE void scatter(rw_batch_work *work, int32_t j, const rw_vec *h) {
    const rw_form *form = &work->batch->form;
    const rw_vec shift = work->weight[j] * *h;
    work->shift[j] = shift;
    for (int32_t k = form->begin[j]; k < form->begin[j + 1]; k++) {
        work->rest[form->row[k]] += work->value[k] * shift;
    }
}

// Most of the absolute values.
#define WIDEN(most, value) (most = RW_LANES_MAX(RW_LANES_ABS(value), most))

INLINE void residual(rw_batch_work *work, int32_t j, bool capped, rw_passes_measure *measure) {
    const rw_form *form = &work->batch->form;
    const rw_vec zero = {0}, none = RW_LANES_ALL(INFINITY);
    const rw_vec x = work->x[j], v = work->v[j], z = work->z[j], damping = work->damping[j];
    rw_vec slope = work->cost[j];
    for (int32_t k = form->begin[j]; k < form->begin[j + 1]; k++) {
        slope -= work->value[k] * work->y[form->row[k]];
        work->rp[form->row[k]] -= work->value[k] * x;
    }
    const rw_vec per_v = 1 / v, ev = RW_LANES_KEEP(work->has_lower[j] > zero, x - work->lower[j] - v);
    rw_vec rd = slope - z, curve = z * per_v + damping, h = slope + z * ev * per_v;
    measure->complement += v * z;
    WIDEN(measure->primal, ev);
    if (capped) {
        const rw_vec w = work->w[j], q = work->q[j], per_w = 1 / w;
        const rw_vec ew = RW_LANES_KEEP(work->has_upper[j] > zero, work->upper[j] - x - w);
        rd += q;
        curve += q * per_w;
        h -= q * ew * per_w;
        measure->complement += w * q;
        WIDEN(measure->primal, ew);
        work->per_w[j] = per_w;
        work->ew[j] = ew;
        work->tw[j] = zero;
    }
    work->per_v[j] = per_v;
    work->ev[j] = ev;
    work->tv[j] = zero;
    work->rd[j] = rd;
    work->weight[j] = 1 / curve;
    measure->objective += work->cost[j] * x;
    WIDEN(measure->dual, RW_LANES_KEEP(damping < none, rd));
    scatter(work, j, &h);
}

RW_LANES_CLONES void rw_passes_residual(rw_batch_work *work, rw_passes_measure *measure) {
    const rw_form *form = &work->batch->form;
    rw_passes_measure found = {0};
    memcpy(work->rp, work->rhs, (size_t)form->m * sizeof(rw_vec));
    memset(work->rest, 0, (size_t)form->m * sizeof(rw_vec));
    for (int32_t j = 0; j < form->n_capped; j++) {
        residual(work, j, true, &found);
    }
    for (int32_t j = form->n_capped; j < form->n; j++) {
        residual(work, j, false, &found);
    }
    for (int32_t i = 0; i < form->m; i++) {
        WIDEN(found.primal, work->rp[i]);
        work->rest[i] += work->rp[i];
    }
    *measure = found;
}

INLINE void complete(rw_batch_work *work, int32_t j, bool capped, rw_work_direction *direction,
                     rw_passes_reach *reach) {
    const rw_form *form = &work->batch->form;
    const rw_vec z = work->z[j];
    rw_vec slope = {0};
    for (int32_t k = form->begin[j]; k < form->begin[j + 1]; k++) {
        slope += work->value[k] * direction->y[form->row[k]];
    }
    const rw_vec dx = work->weight[j] * slope - work->shift[j], dv = dx + work->ev[j];
    const rw_vec dz = (work->tv[j] - z * dv) * work->per_v[j] - z;
    direction->x[j] = dx;
    direction->z[j] = dz;
    const rw_vec to_lower = -dv * work->per_v[j] * work->has_lower[j], of_lower = -dz / z; // NaN without a bound
    reach->primal = RW_LANES_MAX(to_lower, reach->primal);
    reach->dual = RW_LANES_MAX(of_lower, reach->dual);
    reach->by_primal += z * dv;
    reach->by_dual += work->v[j] * dz;
    reach->by_both += dv * dz;
    if (capped) {
        const rw_vec q = work->q[j], dw = work->ew[j] - dx, dq = (work->tw[j] - q * dw) * work->per_w[j] - q;
        direction->q[j] = dq;
        const rw_vec to_upper = -dw * work->per_w[j] * work->has_upper[j], of_upper = -dq / q;
        reach->primal = RW_LANES_MAX(to_upper, reach->primal);
        reach->dual = RW_LANES_MAX(of_upper, reach->dual);
        reach->by_primal += q * dw;
        reach->by_dual += work->w[j] * dq;
        reach->by_both += dw * dq;
    }
}

RW_LANES_CLONES void rw_passes_direction(rw_batch_work *work, rw_work_direction *direction, rw_passes_reach *reach) {
    const rw_form *form = &work->batch->form;
    rw_passes_reach found = {0};
    for (int32_t j = 0; j < form->n_capped; j++) {
        complete(work, j, true, direction, &found);
    }
    for (int32_t j = form->n_capped; j < form->n; j++) {
        complete(work, j, false, direction, &found);
    }
    *reach = found;
}

// The right-hand side for the targets of variable j.
INLINE void aim(rw_batch_work *work, int32_t j, bool capped, const rw_vec *v_target, const rw_vec *w_target) {
    const rw_vec tv = *v_target, tw = *w_target;
    rw_vec h = work->rd[j] - ((tv - work->z[j] * work->ev[j]) * work->per_v[j] - work->z[j]);
    work->tv[j] = tv;
    if (capped) {
        h += (tw - work->q[j] * work->ew[j]) * work->per_w[j] - work->q[j];
        work->tw[j] = tw;
    }
    scatter(work, j, &h);
}

INLINE void correct(rw_batch_work *work, int32_t j, bool capped, const rw_vec *target) {
    const rw_work_direction *direction = &work->direction[0];
    const rw_vec dx = direction->x[j], centre = *target;
    rw_vec tv = work->has_lower[j] * (centre - (dx + work->ev[j]) * direction->z[j]), tw = {0};
    if (capped) {
        tw = work->has_upper[j] * (centre - (work->ew[j] - dx) * direction->q[j]);
    }
    aim(work, j, capped, &tv, &tw);
}

RW_LANES_CLONES void rw_passes_correct(rw_batch_work *work, const rw_vec *centre) {
    const rw_form *form = &work->batch->form;
    memcpy(work->rest, work->rp, (size_t)form->m * sizeof(rw_vec));
    for (int32_t j = 0; j < form->n_capped; j++) {
        correct(work, j, true, centre);
    }
    for (int32_t j = form->n_capped; j < form->n; j++) {
        correct(work, j, false, centre);
    }
}

// change: what to add to a target for a product; nothing between LOW and HIGH times the centre's.
INLINE void nudge(const rw_vec *product, const rw_vec *centre, rw_vec *change) {
    const rw_vec low = LOW * *centre, high = HIGH * *centre, zero = {0};
    const rw_vec less = RW_LANES_MAX(high - *product, -high);
    *change = RW_LANES_PICK(*product < low, low - *product, RW_LANES_PICK(*product > high, less, zero));
}

INLINE void recentre(rw_batch_work *work, int32_t j, bool capped, const rw_vec *centre, const rw_vec *step) {
    const rw_work_direction *direction = &work->direction[0];
    const rw_vec p = step[0], d = step[1], dx = direction->x[j];
    const rw_vec v = work->v[j] + p * (dx + work->ev[j]), of_v = v * (work->z[j] + d * direction->z[j]);
    rw_vec change, tv, tw = {0};
    nudge(&of_v, centre, &change);
    tv = work->tv[j] + work->has_lower[j] * change;
    if (capped) {
        const rw_vec w = work->w[j] + p * (work->ew[j] - dx), of_w = w * (work->q[j] + d * direction->q[j]);
        nudge(&of_w, centre, &change);
        tw = work->tw[j] + work->has_upper[j] * change;
    }
    aim(work, j, capped, &tv, &tw);
}

RW_LANES_CLONES void rw_passes_recentre(rw_batch_work *work, const rw_vec *centre, const rw_vec *primal,
                                        const rw_vec *dual) {
    const rw_form *form = &work->batch->form;
    const rw_vec step[2] = {*primal, *dual};
    memcpy(work->rest, work->rp, (size_t)form->m * sizeof(rw_vec));
    for (int32_t j = 0; j < form->n_capped; j++) {
        recentre(work, j, true, centre, step);
    }
    for (int32_t j = form->n_capped; j < form->n; j++) {
        recentre(work, j, false, centre, step);
    }
}

RW_LANES_CLONES void rw_passes_step(rw_batch_work *work, const rw_mask *second, const rw_vec *primal,
                                    const rw_vec *dual) {
    const rw_form *form = &work->batch->form;
    const rw_work_direction *a = &work->direction[0], *b = &work->direction[1];
    const rw_vec p = *primal, d = *dual;
    const rw_mask other = *second;
    for (int32_t j = 0; j < form->n; j++) {
        const rw_vec dx = RW_LANES_PICK(other, b->x[j], a->x[j]), dz = RW_LANES_PICK(other, b->z[j], a->z[j]);
        work->x[j] += p * dx;
        work->v[j] += p * (dx + work->ev[j]) * work->has_lower[j];
        work->z[j] += d * dz;
        if (j < form->n_capped) {
            work->w[j] += p * (work->ew[j] - dx) * work->has_upper[j];
            work->q[j] += d * RW_LANES_PICK(other, b->q[j], a->q[j]);
        }
    }
    for (int32_t i = 0; i < form->m; i++) {
        work->y[i] += d * RW_LANES_PICK(other, b->y[i], a->y[i]);
    }
}
