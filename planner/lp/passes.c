// Passes over all variables of the problems of a batch.  SPDX-License-Identifier: MIT
#include "lp/passes.h"

#include <math.h>
#include <string.h>

#define INLINE static inline __attribute__((always_inline))

// rest = rp + A D h, where dx holds D h.
INLINE void scatter(const rw_form *form, const rw_vec *value, int32_t j, rw_vec *x, rw_vec *restrict to) {
    for (int32_t k = form->begin[j]; k < form->begin[j + 1]; k++) {
        to[form->row[k]] += value[k] * *x;
    }
}

RW_LANES_CLONES void rw_passes_residual(rw_batch_work *work, rw_passes_measure *measure) {
    const rw_form *form = &work->batch->form;
    const rw_vec zero = {0}, none = RW_LANES_ALL(INFINITY);
    rw_vec dual = zero, complement = zero, objective = zero, primal = zero;
    memcpy(work->rp, work->rhs, (size_t)form->m * sizeof(rw_vec));
    memset(work->rest, 0, (size_t)form->m * sizeof(rw_vec));
    for (int32_t j = 0; j < form->n; j++) {
        const rw_vec x = work->x[j], z = work->z[j], q = work->q[j];
        rw_vec slope = work->cost[j];
        for (int32_t k = form->begin[j]; k < form->begin[j + 1]; k++) {
            slope -= work->value[k] * work->y[form->row[k]];
            work->rp[form->row[k]] -= work->value[k] * x;
        }
        const rw_vec rd = slope - z + q;
        const rw_vec d = 1 / (z / work->v[j] + q / work->w[j] + work->damping[j]), t = d * slope;
        work->rd[j] = rd;
        work->weight[j] = d;
        work->dx[j] = t;
        work->tv[j] = work->tw[j] = zero;
        const rw_vec off = RW_LANES_KEEP(work->damping[j] < none, RW_LANES_ABS(rd));
        dual = RW_LANES_MAX(off, dual);
        complement += work->v[j] * z + work->w[j] * q;
        objective += work->cost[j] * x;
        scatter(form, work->value, j, &work->dx[j], work->rest);
    }
    for (int32_t i = 0; i < form->m; i++) {
        const rw_vec off = RW_LANES_ABS(work->rp[i]);
        primal = RW_LANES_MAX(off, primal);
        work->rest[i] += work->rp[i];
    }
    *measure = (rw_passes_measure){primal, dual, complement, objective};
}

RW_LANES_CLONES void rw_passes_direction(rw_batch_work *work, rw_passes_reach *reach) {
    const rw_form *form = &work->batch->form;
    const rw_vec zero = {0};
    rw_vec primal = zero, dual = zero, by_primal = zero, by_dual = zero, by_both = zero;
    for (int32_t j = 0; j < form->n; j++) {
        const rw_vec v = work->v[j], w = work->w[j], z = work->z[j], q = work->q[j];
        rw_vec slope = zero;
        for (int32_t k = form->begin[j]; k < form->begin[j + 1]; k++) {
            slope += work->value[k] * work->dy[form->row[k]];
        }
        const rw_vec dx = work->weight[j] * slope - work->dx[j];
        const rw_vec dz = (work->tv[j] - z * dx) / v - z, dq = (work->tw[j] + q * dx) / w - q;
        work->dx[j] = dx;
        work->dz[j] = dz;
        work->dq[j] = dq;
        const rw_vec to_lower = -dx / v * work->has_lower[j], to_upper = dx / w * work->has_upper[j];
        const rw_vec of_lower = -dz / z, of_upper = -dq / q;
        primal = RW_LANES_MAX(to_lower, primal);
        primal = RW_LANES_MAX(to_upper, primal);
        dual = RW_LANES_MAX(of_lower, dual);
        dual = RW_LANES_MAX(of_upper, dual);
        by_primal += z * dx - q * dx;
        by_dual += v * dz + w * dq;
        by_both += dx * dz - dx * dq;
    }
    *reach = (rw_passes_reach){primal, dual, by_primal, by_dual, by_both};
}

RW_LANES_CLONES void rw_passes_correct(rw_batch_work *work, const rw_vec *centre) {
    const rw_form *form = &work->batch->form;
    memcpy(work->rest, work->rp, (size_t)form->m * sizeof(rw_vec));
    for (int32_t j = 0; j < form->n; j++) {
        const rw_vec dx = work->dx[j];
        const rw_vec tv = work->has_lower[j] * (*centre - dx * work->dz[j]);
        const rw_vec tw = work->has_upper[j] * (*centre + dx * work->dq[j]);
        const rw_vec h = work->rd[j] - (tv / work->v[j] - work->z[j]) + (tw / work->w[j] - work->q[j]);
        work->tv[j] = tv;
        work->tw[j] = tw;
        work->dx[j] = work->weight[j] * h;
        scatter(form, work->value, j, &work->dx[j], work->rest);
    }
}

RW_LANES_CLONES void rw_passes_step(rw_batch_work *work, const rw_vec *primal, const rw_vec *dual) {
    const rw_form *form = &work->batch->form;
    const rw_vec p = *primal, d = *dual;
    for (int32_t j = 0; j < form->n; j++) {
        const rw_vec dx = p * work->dx[j];
        work->x[j] += dx;
        work->v[j] += dx * work->has_lower[j];
        work->w[j] -= dx * work->has_upper[j];
        work->z[j] += d * work->dz[j];
        work->q[j] += d * work->dq[j];
    }
    for (int32_t i = 0; i < form->m; i++) {
        work->y[i] += d * work->dy[i];
    }
}
