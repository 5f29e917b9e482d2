// Passes over all variables of the problems of a batch.  SPDX-License-Identifier: MIT
//
// Each pass runs over the active variables that may have an upper bound, then over the others, in two copies of one
// body. Gondzio, Multiple centrality corrections in a primal-dual method for linear programming, Comput. Optim. Appl. 6
// (1996).
#include "lp/passes.h"

#include <string.h>

#define INLINE static inline __attribute__((always_inline))

static const double LOW = 0.1, HIGH = 10; // products between these times the centre's are left alone

// Most of the absolute values.
#define WIDEN(most, value) (most = RW_LANES_MAX(RW_LANES_ABS(value), most))

#define MIX(share, pair) ((pair)[0] + (share) * ((pair)[1] - (pair)[0]))

// For all active variables: `call`, in which j is the variable and capped a constant.
#define FOR_ACTIVE(work, call)                                                                                         \
    do {                                                                                                               \
        int32_t t_ = 0;                                                                                                \
        for (; t_ < (work)->n_active_capped; t_++) {                                                                   \
            const int32_t j = (work)->active[t_];                                                                      \
            const bool capped = true;                                                                                  \
            call;                                                                                                      \
        }                                                                                                              \
        for (; t_ < (work)->n_active; t_++) {                                                                          \
            const int32_t j = (work)->active[t_];                                                                      \
            const bool capped = false;                                                                                 \
            call;                                                                                                      \
        }                                                                                                              \
    } while (0)

// target += A change of variable j.
INLINE void scatter(const rw_batch_work *work, int32_t j, const rw_vec *change, rw_vec *target) {
    const rw_form *form = &work->batch->form;
    for (int32_t k = form->begin[j]; k < form->begin[j + 1]; k++) {
        target[form->row[k]] += work->value[k] * *change;
    }
}

// d = (A'y)_j
INLINE void gather(const rw_batch_work *work, int32_t j, const rw_vec *y, rw_vec *d) {
    const rw_form *form = &work->batch->form;
    rw_vec sum = {0};
    for (int32_t k = form->begin[j]; k < form->begin[j + 1]; k++) {
        sum += work->value[k] * y[form->row[k]];
    }
    *d = sum;
}

// Goes a step on one side; dx: in the directions the primal and the dual go.
INLINE void advance_side(rw_work_side *side, const rw_passes_step *step, const rw_vec dx[2], const rw_mask *bounded,
                         const rw_vec *room, rw_passes_measure *measure) {
    const rw_vec z = side->price, target = MIX(step->dual_mix, side->target);
    const rw_vec dv = dx[0] + side->miss, dz = (target - z * (dx[1] + side->miss)) * side->per - z;
    const rw_vec v = side->slack + step->primal * dv, price = z + step->dual * dz;
    const rw_vec miss = RW_LANES_KEEP(*bounded, *room - v);
    side->slack = v;
    side->price = price;
    side->per = RW_LANES_KEEP(*bounded, 1 / v);
    side->miss = miss;
    measure->complement += v * price;
    WIDEN(measure->primal, miss);
}

INLINE void advance(rw_batch_work *work, int32_t j, bool capped, const rw_passes_step *step,
                    rw_passes_measure *measure) {
    const rw_form *form = &work->batch->form;
    rw_work_move *move = &work->move[j];
    rw_work_side *low = &work->low[j], *high = &work->high[j];
    const rw_vec none = RW_LANES_ALL(INFINITY), damping = work->damping[j];
    const rw_vec dx[2] = {MIX(step->primal_mix, move->step), MIX(step->dual_mix, move->step)};
    const rw_vec x = work->x[j] + step->primal * dx[0], above = x - work->lower[j];
    const rw_mask has_lower = RW_WORK_HAS_LOWER(work, j);
    rw_vec slope = work->cost[j];
    measure->objective += slope * x;
    work->x[j] = x;
    for (int32_t k = form->begin[j]; k < form->begin[j + 1]; k++) {
        slope -= work->value[k] * work->y[form->row[k]];
        work->rp[form->row[k]] -= work->value[k] * x;
    }
    advance_side(low, step, dx, &has_lower, &above, measure);
    const rw_vec z = low->price, by_v = z * low->per;
    rw_vec rd = slope - z, curve = by_v + damping, h = slope + by_v * low->miss;
    if (capped) {
        const rw_vec below = work->upper[j] - x, less[2] = {-dx[0], -dx[1]};
        const rw_mask has_upper = RW_WORK_HAS_UPPER(work, j);
        advance_side(high, step, less, &has_upper, &below, measure);
        const rw_vec q = high->price, by_w = q * high->per;
        rd += q;
        curve += by_w;
        h -= by_w * high->miss;
    }
    WIDEN(measure->dual, RW_LANES_KEEP(damping < none, rd));
    const rw_vec weight = 1 / curve, shift = weight * h;
    move->weight = weight;
    move->shift = shift;
    scatter(work, j, &shift, work->plain);
}

RW_LANES_CLONES void rw_passes_advance(rw_batch_work *work, const rw_passes_step *step, rw_passes_measure *measure) {
    const rw_form *form = &work->batch->form;
    rw_passes_measure found = {0};
    for (int32_t i = 0; i < form->m; i++) {
        const rw_vec dy[2] = {work->step[0][i], work->step[1][i]};
        work->y[i] += step->dual * MIX(step->dual_mix, dy);
    }
    memcpy(work->rp, work->rhs, (size_t)form->m * sizeof(rw_vec));
    memset(work->plain, 0, (size_t)form->m * sizeof(rw_vec));
    FOR_ACTIVE(work, advance(work, j, capped, step, &found));
    for (int32_t i = 0; i < form->m; i++) {
        WIDEN(found.primal, work->rp[i]);
        work->plain[i] += work->rp[i];
        work->rest[i] = work->plain[i];
    }
    *measure = found;
}

INLINE void predict_side(const rw_work_side *side, const rw_vec *dx, rw_passes_reach *reach, rw_passes_change *change) {
    const rw_vec z = side->price, dv = *dx + side->miss, ratio = dv * side->per, left = 1 + ratio, less = -ratio;
    reach->primal = RW_LANES_MAX(less, reach->primal);
    reach->dual = RW_LANES_MAX(left, reach->dual);
    change->by_primal += z * dv;
    change->by_both -= z * left * dv;
}

INLINE void predict(rw_batch_work *work, int32_t j, bool capped, rw_passes_reach *reach, rw_passes_change *change) {
    rw_work_move *move = &work->move[j];
    rw_vec slope;
    gather(work, j, work->step[0], &slope);
    const rw_vec dx = move->weight * slope - move->shift, less = -dx;
    move->step[0] = dx;
    predict_side(&work->low[j], &dx, reach, change);
    if (capped) {
        predict_side(&work->high[j], &less, reach, change);
    }
}

RW_LANES_CLONES void rw_passes_predict(rw_batch_work *work, rw_passes_reach *reach, rw_passes_change *change) {
    rw_passes_reach found = {0};
    rw_passes_change changed = {0};
    FOR_ACTIVE(work, predict(work, j, capped, &found, &changed));
    *reach = found;
    *change = changed;
}

// -dv / v and -dz / z; NaN without a bound.
INLINE void ratios(const rw_work_side *side, int which, const rw_vec *dx, rw_vec *of_slack, rw_vec *of_price) {
    const rw_vec z = side->price, dv = *dx + side->miss, dz = (side->target[which] - z * dv) * side->per - z;
    *of_slack = -dv * side->per;
    *of_price = -dz / z;
}

INLINE void complete_side(const rw_work_side *side, const rw_vec *dx, rw_passes_reach *reach) {
    rw_vec of_slack, of_price;
    ratios(side, 0, dx, &of_slack, &of_price);
    reach->primal = RW_LANES_MAX(of_slack, reach->primal);
    reach->dual = RW_LANES_MAX(of_price, reach->dual);
}

INLINE void complete(rw_batch_work *work, int32_t j, bool capped, rw_passes_reach *reach) {
    rw_work_move *move = &work->move[j];
    rw_vec slope;
    gather(work, j, work->step[0], &slope);
    const rw_vec dx = move->weight * slope - move->shift, less = -dx;
    move->step[0] = dx;
    complete_side(&work->low[j], &dx, reach);
    if (capped) {
        complete_side(&work->high[j], &less, reach);
    }
}

RW_LANES_CLONES void rw_passes_direction(rw_batch_work *work, rw_passes_reach *reach) {
    rw_passes_reach found = {0};
    FOR_ACTIVE(work, complete(work, j, capped, &found));
    *reach = found;
}

INLINE void mix_side(const rw_work_side *side, const rw_vec dx[2], rw_passes_reach reach[RW_PASSES_MIXES]) {
    rw_vec of_slack[2], of_price[2];
    ratios(side, 0, &dx[0], &of_slack[0], &of_price[0]);
    ratios(side, 1, &dx[1], &of_slack[1], &of_price[1]);
    for (int k = 0; k < RW_PASSES_MIXES; k++) {
        const double share = (k + 1) / (double)RW_PASSES_MIXES;
        const rw_vec slack = MIX(share, of_slack), price = MIX(share, of_price);
        reach[k].primal = RW_LANES_MAX(slack, reach[k].primal);
        reach[k].dual = RW_LANES_MAX(price, reach[k].dual);
    }
}

INLINE void mix(rw_batch_work *work, int32_t j, bool capped, rw_passes_reach reach[RW_PASSES_MIXES]) {
    rw_work_move *move = &work->move[j];
    rw_vec slope;
    gather(work, j, work->step[1], &slope);
    const rw_vec dx[2] = {move->step[0], move->weight * slope - move->shift}, less[2] = {-dx[0], -dx[1]};
    move->step[1] = dx[1];
    mix_side(&work->low[j], dx, reach);
    if (capped) {
        mix_side(&work->high[j], less, reach);
    }
}

RW_LANES_CLONES void rw_passes_mix(rw_batch_work *work, rw_passes_reach reach[RW_PASSES_MIXES]) {
    rw_passes_reach found[RW_PASSES_MIXES] = {{.primal = {0}}};
    FOR_ACTIVE(work, mix(work, j, capped, found));
    memcpy(reach, found, sizeof found);
}

// by: what the change of the target is of the price.
INLINE void correct_side(rw_work_side *side, const rw_vec *dx, const rw_vec *centre, rw_vec *by) {
    const rw_vec dv = *dx + side->miss;
    const rw_vec target = *centre + side->price * (1 + dv * side->per) * dv; // dz = -z (1 + dv / v)
    side->target[0] = target;
    *by = target * side->per;
}

INLINE void shift_by(rw_batch_work *work, int32_t j, const rw_vec *by) {
    rw_work_move *move = &work->move[j];
    const rw_vec change = move->weight * *by;
    move->shift += change;
    scatter(work, j, &change, work->rest);
}

INLINE void correct(rw_batch_work *work, int32_t j, bool capped, const rw_vec *centre) {
    const rw_vec dx = work->move[j].step[0], less = -dx;
    rw_vec of_low, of_high = {0};
    correct_side(&work->low[j], &dx, centre, &of_low);
    if (capped) {
        correct_side(&work->high[j], &less, centre, &of_high);
    }
    const rw_vec by = of_high - of_low;
    shift_by(work, j, &by);
}

RW_LANES_CLONES void rw_passes_correct(rw_batch_work *work, const rw_vec *centre) {
    FOR_ACTIVE(work, correct(work, j, capped, centre));
}

// What to add to a target for a product; nothing between LOW and HIGH times the centre's.
INLINE void recentre_side(rw_work_side *side, const rw_vec *dx, const rw_vec *centre, const rw_passes_step *step,
                          rw_vec *by) {
    const rw_vec z = side->price, dv = *dx + side->miss, dz = (side->target[0] - z * dv) * side->per - z;
    const rw_vec product = (side->slack + step->primal * dv) * (z + step->dual * dz);
    const rw_vec low = LOW * *centre, high = HIGH * *centre, zero = {0};
    const rw_vec less = RW_LANES_MAX(high - product, -high);
    const rw_vec change = RW_LANES_PICK(product < low, low - product, RW_LANES_PICK(product > high, less, zero));
    side->target[1] = side->target[0] + change;
    *by = change * side->per;
}

INLINE void recentre(rw_batch_work *work, int32_t j, bool capped, const rw_vec *centre, const rw_passes_step *step) {
    const rw_vec dx = work->move[j].step[0], less = -dx;
    rw_vec of_low, of_high = {0};
    recentre_side(&work->low[j], &dx, centre, step, &of_low);
    if (capped) {
        recentre_side(&work->high[j], &less, centre, step, &of_high);
    }
    const rw_vec by = of_high - of_low;
    shift_by(work, j, &by);
}

RW_LANES_CLONES void rw_passes_recentre(rw_batch_work *work, const rw_vec *centre, const rw_passes_step *step) {
    FOR_ACTIVE(work, recentre(work, j, capped, centre, step));
}
