// Many linear problems of one sparsity pattern, by Mehrotra's predictor-corrector method.  SPDX-License-Identifier: MIT
#include "lp/batch.h"

#include <math.h>
#include <string.h>

#include "core/memory.h"
#include "lp/early.h"
#include "lp/passes.h"
#include "lp/start.h"

static const double SHIFT = 1e-11;       // added to A D A'
static const double NEAR_BOUND = 0.9995; // share of the way to the nearest bound
static const double LONGER = 0.5;        // how much longer steps a correction aims at
static const double WORTH = 1.01;        // how many times as long they must become
static const double EARLY = 10;          // residuals below that many tolerances: it is worth making the answer
static const double KEPT_GAP = 2;    // least relative gap of a point that is kept for later, which is the last such ...
static const double KEPT_MERIT = 20; // ... where gap and residuals are no more than this
static const double PROGRESS = 0.5;  // of the best merit is what a lane must get to ...
enum { PATIENCE = 25 };              // ... within so many rounds

void rw_batch_defaults(rw_batch_options *options) {
    *options = (rw_batch_options){.gap_tolerance = 1e-8, .feasibility_tolerance = 1e-7, .iteration_limit = 100};
}

rw_batch *rw_batch_new(const rw_batch_shape *shape) {
    rw_batch *batch = rw_calloc(1, sizeof *batch);
    if (batch && (!rw_form_init(&batch->form, shape) || !rw_symbolic_init(&batch->symbolic, &batch->form))) {
        rw_batch_free(&batch);
    }
    return batch;
}

void rw_batch_free(rw_batch **batch) {
    if (batch && *batch) {
        rw_form_clear(&(*batch)->form);
        rw_symbolic_clear(&(*batch)->symbolic);
        rw_free(*batch);
        *batch = NULL;
    }
}

void rw_batch_work_aim(rw_batch_work *work, double gap_tolerance, double feasibility_tolerance) {
    work->options.feasibility_tolerance = feasibility_tolerance;
    work->options.gap_tolerance = gap_tolerance;
}

rw_idx rw_batch_point_size(const rw_batch *batch) {
    return rw_early_size(&batch->form);
}

void rw_batch_start(rw_batch_work *work, int lane, const float *from, float *to) {
    work->lane[lane].from = from && *from > 0 ? from : NULL;
    work->lane[lane].to = to;
}

typedef struct iteration {
    rw_vec count;     // of complementary pairs
    rw_vec cost, rhs; // 1 + the largest
    rw_vec mu;
    rw_passes_measure measure;
    double best[RW_BATCH_LANES];  // merit
    rw_idx since[RW_BATCH_LANES]; // round it was found in
    int n_lane;
} iteration;

static void prepare(rw_batch_work *work, iteration *it) {
    rw_work_activate(work, it->n_lane);
    const rw_form *form = &work->batch->form;
    const rw_vec one = RW_LANES_ALL(1.0);
    it->count = RW_LANES_ALL(0.0);
    it->cost = it->rhs = one;
    for (int32_t t = 0; t < work->n_active; t++) {
        const int32_t j = work->active[t];
        const rw_vec cost = RW_LANES_KEEP(work->damping[j] < INFINITY, 1 + RW_LANES_ABS(work->cost[j]));
        it->count += RW_LANES_KEEP(RW_WORK_HAS_LOWER(work, j), one) + RW_LANES_KEEP(RW_WORK_HAS_UPPER(work, j), one);
        it->cost = RW_LANES_MAX(cost, it->cost);
    }
    for (int32_t i = 0; i < form->m; i++) {
        const rw_vec rhs = 1 + RW_LANES_ABS(work->rhs[i]);
        it->rhs = RW_LANES_MAX(rhs, it->rhs);
    }
    it->count = RW_LANES_MAX(it->count, one);
}

static void end_lane(rw_batch_work *work, int k, rw_batch_state state) {
    work->lane[k].done = true;
    work->lane[k].answer.state = state;
}

// Whether a lane is lost: numbers out of range, or no progress for long.
static bool is_lost(iteration *it, int k, double merit, rw_idx round) {
    if (round == 0 || merit < PROGRESS * it->best[k]) {
        it->best[k] = merit;
        it->since[k] = round;
    }
    return !isfinite(merit) || round - it->since[k] >= PATIENCE;
}

// Ends the lanes that are solved or lost; false once all have ended.
static bool judge(rw_batch_work *work, iteration *it, rw_idx round) {
    const rw_batch_options *options = &work->options;
    bool stop = options->must_stop && options->must_stop(options->context), more = false;
    it->mu = it->measure.complement / it->count;
    for (int k = 0; k < it->n_lane; k++) {
        rw_work_lane *lane = &work->lane[k];
        if (lane->done) {
            continue;
        }
        double unit = lane->cost_scale * lane->size_scale;
        double gap = it->measure.complement[k] / (unit + fabs(it->measure.objective[k] + lane->constant));
        double residual = it->measure.primal[k] / it->rhs[k] + it->measure.dual[k] / it->cost[k];
        bool near = residual <= EARLY * options->feasibility_tolerance && gap <= options->gap_tolerance;
        lane->answer.iterations = round;
        if (lane->to && gap >= KEPT_GAP && residual + gap <= KEPT_MERIT) {
            rw_early_keep(work, k, it->mu[k], lane->to);
        }
        if (near && rw_work_answer(work, k)) {
            end_lane(work, k, RW_BATCH_OPTIMAL);
        } else if (stop) {
            end_lane(work, k, RW_BATCH_STOPPED);
        } else if (round >= options->iteration_limit || is_lost(it, k, residual + gap, round)) {
            end_lane(work, k, RW_BATCH_FAILED);
        }
        more = more || !lane->done;
    }
    return more;
}

static void solve_rest(rw_batch_work *work, int which) {
    memcpy(work->step[which], work->rest, (size_t)work->batch->form.m * sizeof *work->rest);
    rw_factor_solve(&work->factor, work->step[which]);
}

// What is left of the complementarity where the whole of the direction is gone decides how much to centre.
static void choose_centre(const iteration *it, const rw_passes_reach *reach, const rw_passes_change *change,
                          rw_vec *centre) {
    for (int k = 0; k < RW_BATCH_LANES; k++) {
        double p = fmin(1, 1 / reach->primal[k]), d = fmin(1, 1 / reach->dual[k]), all = it->measure.complement[k];
        double left = (1 - d) * all + (p - d) * change->by_primal[k] + p * d * change->by_both[k];
        double share = fmin(1, fmax(0, left / all));
        (*centre)[k] = share * share * share * it->mu[k];
    }
}

// The share of the second direction with which one can go furthest, in one lane; the first one's reach is `reach`.
static void choose_mix(const double with[RW_PASSES_MIXES], double *reach, double *mix) {
    double longest = fmin(1, 1 / *reach);
    *mix = 0;
    for (int g = 0; g < RW_PASSES_MIXES; g++) {
        double length = fmin(1, 1 / with[g]);
        if (length >= WORTH * longest) {
            longest = length;
            *reach = with[g];
            *mix = (g + 1) / (double)RW_PASSES_MIXES;
        }
    }
}

// Tries to lengthen the steps of the first direction by mixing it with a second one.
static void try_correction(rw_batch_work *work, const rw_vec *centre, rw_passes_reach *reach, rw_passes_step *step) {
    rw_passes_reach mixed[RW_PASSES_MIXES];
    for (int k = 0; k < RW_BATCH_LANES; k++) {
        step->primal[k] = fmin(1, fmin(1, 1 / reach->primal[k]) + LONGER);
        step->dual[k] = fmin(1, fmin(1, 1 / reach->dual[k]) + LONGER);
    }
    rw_passes_recentre(work, centre, step);
    solve_rest(work, 1);
    rw_passes_mix(work, mixed);
    for (int k = 0; k < RW_BATCH_LANES; k++) {
        double primal[RW_PASSES_MIXES], dual[RW_PASSES_MIXES], found[2] = {reach->primal[k], reach->dual[k]}, mix[2];
        for (int g = 0; g < RW_PASSES_MIXES; g++) {
            primal[g] = mixed[g].primal[k];
            dual[g] = mixed[g].dual[k];
        }
        choose_mix(primal, &found[0], &mix[0]);
        choose_mix(dual, &found[1], &mix[1]);
        reach->primal[k] = found[0];
        reach->dual[k] = found[1];
        step->primal_mix[k] = mix[0];
        step->dual_mix[k] = mix[1];
    }
}

static void find_step(rw_batch_work *work, const iteration *it, rw_passes_step *step) {
    rw_passes_reach reach;
    rw_passes_change change;
    rw_vec centre = {0};
    rw_factor_product product = rw_work_product(work);
    rw_factor_assemble(&work->factor, &product, SHIFT);
    rw_factor_compute(&work->factor);
    solve_rest(work, 0);
    rw_passes_predict(work, &reach, &change);
    choose_centre(it, &reach, &change, &centre);
    rw_passes_correct(work, &centre);
    solve_rest(work, 0);
    rw_passes_direction(work, &reach);
    try_correction(work, &centre, &reach, step);
    for (int k = 0; k < RW_BATCH_LANES; k++) {
        bool done = k >= it->n_lane || work->lane[k].done;
        step->primal[k] = done ? 0 : fmin(1, NEAR_BOUND / reach.primal[k]);
        step->dual[k] = done ? 0 : fmin(1, NEAR_BOUND / reach.dual[k]);
    }
}

// Lanes without a point from nothing, the others where theirs was.
static void start(rw_batch_work *work, int n_lane) {
    bool from_nothing = false;
    for (int k = 0; k < n_lane; k++) {
        from_nothing = from_nothing || (!work->lane[k].done && !work->lane[k].from);
    }
    if (from_nothing) {
        rw_start_find(work);
    } else {
        rw_early_clear(work);
    }
    for (int k = 0; k < n_lane; k++) {
        if (!work->lane[k].done && work->lane[k].from) {
            rw_early_use(work, k, work->lane[k].from);
        }
    }
}

void rw_batch_solve(rw_batch_work *work, int n_lane) {
    iteration it = {.n_lane = n_lane};
    rw_passes_step step = {0};
    for (int k = 0; k < n_lane; k++) {
        work->lane[k].done = false;
        if (work->lane[k].broken) {
            end_lane(work, k, RW_BATCH_FAILED);
        }
    }
    prepare(work, &it);
    start(work, n_lane);
    for (rw_idx round = 0; rw_passes_advance(work, &step, &it.measure), judge(work, &it, round); round++) {
        find_step(work, &it, &step);
    }
}
