// Points early on the way of a solve.  SPDX-License-Identifier: MIT
#include "lp/early.h"

#include <math.h>
#include <string.h>

enum { CAPPED_SIZE = 5, LOOSE_SIZE = 3 }; // numbers of a variable that may have an upper bound, of one that has none

static int size_of(const rw_form *form, int32_t j) {
    return j < form->n_capped ? CAPPED_SIZE : LOOSE_SIZE;
}

rw_idx rw_early_size(const rw_form *form) {
    rw_idx n_loose = form->n - form->n_capped;
    return 1 + (rw_idx)form->m + CAPPED_SIZE * (rw_idx)form->n_capped + LOOSE_SIZE * n_loose;
}

static void keep_side(const rw_work_side *side, int k, double size, double cost, float *to) {
    to[0] = (float)(side->price[k] * cost);
    to[1] = (float)(side->slack[k] * size);
}

void rw_early_keep(const rw_batch_work *work, int k, double mu, float *point) {
    const rw_form *form = &work->batch->form;
    const double size = 1 / work->lane[k].size_scale, cost = 1 / work->lane[k].cost_scale;
    *point++ = (float)(mu * size * cost);
    for (int32_t i = 0; i < form->m; i++) {
        *point++ = (float)(work->y[i][k] * cost);
    }
    for (int32_t j = 0; j < form->n; point += size_of(form, j), j++) {
        bool is_fixed = work->damping[j][k] == INFINITY;
        point[0] = is_fixed ? NAN : (float)(work->x[j][k] * size);
        if (!is_fixed) {
            keep_side(&work->low[j], k, size, cost, point + 1);
        }
        if (!is_fixed && j < form->n_capped) {
            keep_side(&work->high[j], k, size, cost, point + LOOSE_SIZE);
        }
    }
}

RW_LANES_CLONES void rw_early_clear(rw_batch_work *work) {
    const rw_vec zero = {0};
    for (int32_t t = 0; t < work->n_active; t++) {
        const int32_t j = work->active[t];
        work->x[j] = zero;
        work->move[j] = (rw_work_move){.weight = zero};
        work->low[j] = work->high[j] = (rw_work_side){.slack = zero + 1};
    }
    memset(work->y, 0, (size_t)work->batch->form.m * sizeof(rw_vec));
    for (int which = 0; which < 2; which++) {
        memset(work->step[which], 0, (size_t)work->batch->form.m * sizeof(rw_vec));
    }
}

// At least as far from a bound as it was.
static void use_side(rw_work_side *side, int k, double price, double slack, double room) {
    side->price[k] = price;
    side->slack[k] = fmax(room, slack);
}

// Where a variable that was fixed goes: a little way in.
static double place(double lower, double upper, double little) {
    if (lower > -INFINITY) {
        return upper < INFINITY ? fmin(lower + little, (lower + upper) / 2) : lower + little;
    }
    return upper < INFINITY ? upper - little : 0;
}

static void use_variable(rw_batch_work *work, int k, int32_t j, const float *point, double mu) {
    const double size = work->lane[k].size_scale, cost = work->lane[k].cost_scale, root = sqrt(mu);
    const double lower = work->lower[j][k], upper = work->upper[j][k];
    const bool was_fixed = isnan(point[0]);
    const double x = was_fixed ? place(lower, upper, root) : (double)point[0] * size;
    work->x[j][k] = x;
    if (lower > -INFINITY) {
        bool is_new = was_fixed || !(point[1] > 0);
        use_side(&work->low[j], k, is_new ? root : (double)point[1] * cost, is_new ? root : (double)point[2] * size,
                 x - lower);
    }
    if (upper < INFINITY) {
        const float *side = point + LOOSE_SIZE;
        bool is_new = was_fixed || !(side[0] > 0);
        use_side(&work->high[j], k, is_new ? root : (double)side[0] * cost, is_new ? root : (double)side[1] * size,
                 upper - x);
    }
}

void rw_early_use(rw_batch_work *work, int k, const float *point) {
    const rw_form *form = &work->batch->form;
    const double cost = work->lane[k].cost_scale, mu = (double)*point++ * work->lane[k].size_scale * cost;
    for (int32_t i = 0; i < form->m; i++) {
        work->y[i][k] = (double)*point++ * cost;
    }
    for (int32_t j = 0; j < form->n; point += size_of(form, j), j++) {
        if (work->damping[j][k] < INFINITY) {
            use_variable(work, k, j, point, mu);
        }
    }
}
