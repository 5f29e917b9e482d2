// A point to start an interior-point method from.  SPDX-License-Identifier: MIT
#include "lp/start.h"

#include <math.h>
#include <string.h>

static const double SHIFT = 1e-9;  // of A A' against dependent rows
static const double OUTSIDE = 1.5; // the distance beyond the bounds counts that often
static const double ROOM = 0.25;   // of the distance between two bounds is the least room on either side
static const double LEAST = 1e-2;  // least distance from a bound

// x nearest to 0, and dx = 0 where it may not move; rest = b - A x; D = 1.
RW_LANES_CLONES static void begin(rw_batch_work *work) {
    const rw_form *form = &work->batch->form;
    const rw_vec zero = {0}, none = RW_LANES_ALL(INFINITY);
    memcpy(work->direction[0].y, work->rhs, (size_t)form->m * sizeof(rw_vec));
    memset(work->y, 0, (size_t)form->m * sizeof(rw_vec));
    for (int32_t j = 0; j < form->n; j++) {
        rw_vec x = RW_LANES_PICK(work->lower[j] > zero, work->lower[j], zero);
        x = RW_LANES_PICK(work->upper[j] < x, work->upper[j], x);
        const rw_vec d = RW_LANES_PICK(work->damping[j] < none, zero + 1, zero);
        const rw_vec scaled = d * work->cost[j];
        work->x[j] = x;
        work->weight[j] = d;
        for (int32_t k = form->begin[j]; k < form->begin[j + 1]; k++) {
            work->direction[0].y[form->row[k]] -= work->value[k] * x;
            work->y[form->row[k]] += work->value[k] * scaled;
        }
    }
}

// x += D A'dy, the slack of the bounds in v and w, the price c - A'y in z; least of each that has a bound.
RW_LANES_CLONES static void project(rw_batch_work *work, rw_vec *least_slack, rw_vec *least_price) {
    const rw_form *form = &work->batch->form;
    rw_vec slack = {0}, price = {0};
    for (int32_t j = 0; j < form->n; j++) {
        rw_vec move = {0}, d = work->cost[j];
        for (int32_t k = form->begin[j]; k < form->begin[j + 1]; k++) {
            move += work->value[k] * work->direction[0].y[form->row[k]];
            d -= work->value[k] * work->y[form->row[k]];
        }
        const rw_mask low = work->has_lower[j] > 0, high = work->has_upper[j] > 0;
        work->x[j] += work->weight[j] * move;
        work->z[j] = d;
        const rw_vec v = RW_LANES_KEEP(low, work->x[j] - work->lower[j]);
        const rw_vec w = RW_LANES_KEEP(high, work->upper[j] - work->x[j]);
        const rw_vec cost_low = RW_LANES_KEEP(low & ~high, d), cost_high = RW_LANES_KEEP(high & ~low, -d);
        slack = RW_LANES_MIN(v, slack);
        slack = RW_LANES_MIN(w, slack);
        price = RW_LANES_MIN(cost_low, price);
        price = RW_LANES_MIN(cost_high, price);
    }
    *least_slack = slack;
    *least_price = price;
}

// Moves x into its bounds by at least `room` and makes prices at least `pay`.
RW_LANES_CLONES static void push(rw_batch_work *work, const rw_vec *room, const rw_vec *pay) {
    const rw_form *form = &work->batch->form;
    const rw_vec zero = {0}, one = zero + 1;
    for (int32_t j = 0; j < form->n; j++) {
        const rw_mask low = work->has_lower[j] > 0, high = work->has_upper[j] > 0, both = low & high;
        const rw_vec d = work->z[j], gap = RW_LANES_PICK(both, work->upper[j] - work->lower[j], one);
        const rw_vec least = RW_LANES_MIN(*room, ROOM * gap);
        rw_vec boxed = work->x[j] - work->lower[j];
        boxed = RW_LANES_MAX(boxed, least);
        boxed = RW_LANES_MIN(boxed, gap - least);
        const rw_vec v = work->x[j] - work->lower[j] + *room, w = work->upper[j] - work->x[j] + *room;
        work->v[j] = RW_LANES_PICK(low, v, one);
        work->w[j] = RW_LANES_PICK(high, w, one);
        work->x[j] = RW_LANES_PICK(low & ~high, work->lower[j] + work->v[j],
                                   RW_LANES_PICK(high & ~low, work->upper[j] - work->w[j], work->x[j]));
        const rw_vec plus = RW_LANES_MAX(d, zero) + *pay, minus = RW_LANES_MAX(-d, zero) + *pay;
        work->z[j] = RW_LANES_PICK(both, plus, RW_LANES_KEEP(low, d + *pay));
        work->q[j] = RW_LANES_PICK(both, minus, RW_LANES_KEEP(high, -d + *pay));
    }
}

RW_LANES_CLONES static void sum(const rw_batch_work *work, rw_vec *slack, rw_vec *price, rw_vec *product) {
    const rw_form *form = &work->batch->form;
    rw_vec s = {0}, p = {0}, both = {0};
    for (int32_t j = 0; j < form->n; j++) {
        const rw_vec v = work->v[j] * work->has_lower[j], w = work->w[j] * work->has_upper[j];
        s += v + w;
        p += work->z[j] + work->q[j];
        both += v * work->z[j] + w * work->q[j];
    }
    *slack = s;
    *price = p;
    *product = both;
}

// More of both, by half of what the other weighs.
RW_LANES_CLONES static void lift(rw_batch_work *work, const rw_vec *room, const rw_vec *pay) {
    const rw_form *form = &work->batch->form;
    for (int32_t j = 0; j < form->n; j++) {
        const rw_vec low = work->has_lower[j], high = work->has_upper[j];
        const rw_vec up = *room * low, down = *room * high;
        work->v[j] += up;
        work->w[j] += down;
        work->x[j] += up * (1 - high) - down * (1 - low);
        work->z[j] += *pay * low;
        work->q[j] += *pay * high;
    }
}

void rw_start_find(rw_batch_work *work) {
    rw_vec room, pay, slack, price, product;
    begin(work);
    rw_factor_assemble(&work->factor, &work->batch->form, work->value, work->weight, SHIFT);
    rw_factor_compute(&work->factor);
    rw_factor_solve(&work->factor, work->direction[0].y);
    rw_factor_solve(&work->factor, work->y);
    project(work, &slack, &price);
    for (int k = 0; k < RW_BATCH_LANES; k++) {
        room[k] = fmax(-OUTSIDE * slack[k], LEAST);
        pay[k] = fmax(-OUTSIDE * price[k], LEAST);
    }
    push(work, &room, &pay);
    sum(work, &slack, &price, &product);
    for (int k = 0; k < RW_BATCH_LANES; k++) {
        room[k] = price[k] > 0 ? product[k] / price[k] / 2 : 0;
        pay[k] = slack[k] > 0 ? product[k] / slack[k] / 2 : 0;
    }
    lift(work, &room, &pay);
}
