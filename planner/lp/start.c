// A point to start an interior-point method from.  SPDX-License-Identifier: MIT
#include "lp/start.h"

#include <math.h>
#include <string.h>

static const double SHIFT = 1e-9;  // of A A' against dependent rows
static const double OUTSIDE = 1.5; // the distance beyond the bounds counts that often
static const double LEAST = 1e-2;  // least distance from a bound

// x nearest to 0, and dx = 0 where it may not move; step 0 = b - A x; D = 1.
RW_LANES_CLONES static void begin(rw_batch_work *work) {
    const rw_form *form = &work->batch->form;
    const rw_vec zero = {0}, none = RW_LANES_ALL(INFINITY);
    memcpy(work->step[0], work->rhs, (size_t)form->m * sizeof(rw_vec));
    memset(work->step[1], 0, (size_t)form->m * sizeof(rw_vec));
    memset(work->y, 0, (size_t)form->m * sizeof(rw_vec));
    for (int32_t t = 0; t < work->n_active; t++) {
        const int32_t j = work->active[t];
        const rw_mask moves = work->damping[j] < none;
        rw_vec x = RW_LANES_PICK(work->lower[j] > zero, work->lower[j], zero);
        x = RW_LANES_KEEP(moves, RW_LANES_PICK(work->upper[j] < x, work->upper[j], x));
        const rw_vec d = RW_LANES_KEEP(moves, zero + 1), scaled = d * work->cost[j];
        work->x[j] = x;
        work->move[j] = (rw_work_move){.weight = d};
        work->low[j] = work->high[j] = (rw_work_side){.slack = zero + 1};
        for (int32_t k = form->begin[j]; k < form->begin[j + 1]; k++) {
            work->step[0][form->row[k]] -= work->value[k] * x;
            work->y[form->row[k]] += work->value[k] * scaled;
        }
    }
}

// x += D A'dy, the price c - A'y in low; least slack and price of all that have a bound.
RW_LANES_CLONES static void project(rw_batch_work *work, rw_vec *least_slack, rw_vec *least_price) {
    const rw_form *form = &work->batch->form;
    rw_vec slack = {0}, price = {0};
    for (int32_t t = 0; t < work->n_active; t++) {
        const int32_t j = work->active[t];
        rw_vec move = {0}, d = work->cost[j];
        for (int32_t k = form->begin[j]; k < form->begin[j + 1]; k++) {
            move += work->value[k] * work->step[0][form->row[k]];
            d -= work->value[k] * work->y[form->row[k]];
        }
        const rw_mask low = RW_WORK_HAS_LOWER(work, j), high = RW_WORK_HAS_UPPER(work, j);
        work->x[j] += work->move[j].weight * move;
        work->low[j].price = d;
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

// Moves x to at least `room` from a bound and makes prices at least `pay`.
RW_LANES_CLONES static void push(rw_batch_work *work, const rw_vec *room, const rw_vec *pay) {
    const rw_vec zero = {0}, one = zero + 1;
    for (int32_t t = 0; t < work->n_active; t++) {
        const int32_t j = work->active[t];
        const rw_mask low = RW_WORK_HAS_LOWER(work, j), high = RW_WORK_HAS_UPPER(work, j), both = low & high;
        const rw_vec d = work->low[j].price, x = work->x[j];
        const rw_vec v = x - work->lower[j] + *room, w = work->upper[j] - x + *room;
        const rw_vec by_lower = work->lower[j] + v, by_upper = work->upper[j] - w;
        work->low[j].slack = RW_LANES_PICK(low, v, one);
        work->high[j].slack = RW_LANES_PICK(high, w, one);
        work->x[j] = RW_LANES_PICK(low & ~high, by_lower, RW_LANES_PICK(high & ~low, by_upper, x));
        const rw_vec plus = RW_LANES_MAX(d, zero) + *pay, minus = RW_LANES_MAX(-d, zero) + *pay;
        work->low[j].price = RW_LANES_PICK(both, plus, RW_LANES_KEEP(low, d + *pay));
        work->high[j].price = RW_LANES_PICK(both, minus, RW_LANES_KEEP(high, -d + *pay));
    }
}

RW_LANES_CLONES static void sum(const rw_batch_work *work, rw_vec *slack, rw_vec *price, rw_vec *product) {
    rw_vec s = {0}, p = {0}, both = {0};
    for (int32_t t = 0; t < work->n_active; t++) {
        const int32_t j = work->active[t];
        const rw_work_side *low = &work->low[j], *high = &work->high[j];
        const rw_vec v = RW_LANES_KEEP(RW_WORK_HAS_LOWER(work, j), low->slack);
        const rw_vec w = RW_LANES_KEEP(RW_WORK_HAS_UPPER(work, j), high->slack);
        s += v + w;
        p += low->price + high->price;
        both += v * low->price + w * high->price;
    }
    *slack = s;
    *price = p;
    *product = both;
}

// More of both, by half of what the other weighs.
RW_LANES_CLONES static void lift(rw_batch_work *work, const rw_vec *room, const rw_vec *pay) {
    for (int32_t t = 0; t < work->n_active; t++) {
        const int32_t j = work->active[t];
        const rw_mask low = RW_WORK_HAS_LOWER(work, j), high = RW_WORK_HAS_UPPER(work, j);
        const rw_vec up = RW_LANES_KEEP(low, *room), down = RW_LANES_KEEP(high, *room);
        work->low[j].slack += up;
        work->high[j].slack += down;
        work->x[j] += RW_LANES_KEEP(~high, up) - RW_LANES_KEEP(~low, down);
        work->low[j].price += RW_LANES_KEEP(low, *pay);
        work->high[j].price += RW_LANES_KEEP(high, *pay);
    }
}

void rw_start_find(rw_batch_work *work) {
    rw_vec room, pay, slack, price, product;
    begin(work);
    rw_factor_product normal = rw_work_product(work);
    rw_factor_assemble(&work->factor, &normal, SHIFT);
    rw_factor_compute(&work->factor);
    rw_factor_solve(&work->factor, work->step[0]);
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
    memset(work->step[0], 0, (size_t)work->batch->form.m * sizeof(rw_vec)); // no step has been found yet
}
