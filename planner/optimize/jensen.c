// What the mean-value problem says of every scenario.  SPDX-License-Identifier: MIT
//
// Where scenarios differ in nothing but limits and what the first stage adds, duals of recourse in the mean-value
// problem are duals of recourse in every scenario: each gives a plane below each of them.  All of them together say
// about the scenarios' mean what they said about the mean scenario (Jensen's inequality), before any is solved.
#include <math.h>
#include <string.h>

#include "core/memory.h"
#include "core/team.h"
#include "optimize/setup.h"

enum { MOST_SHARED = 8 };         // duals taken over
static const double ALIKE = 1e-9; // relative difference of planes that are the same

typedef struct shared { // duals and their planes, the highest at x first
    rw_engine *engine;
    const double *x;                // n_first: where the mean-value problem was left
    double *dual[MOST_SHARED + 1];  // second.n_row
    double height[MOST_SHARED + 1]; // at x
    rw_idx n_dual, at;              // at: the one at hand
    rw_evaluation *point;           // work
} shared;

// Keeps the highest ones, those that are another's apart.
static void offer(shared *s, const double *dual, double height, rw_idx n_row) {
    rw_idx at = s->n_dual;
    for (rw_idx d = 0; d < s->n_dual; d++) {
        double most = 0, off = 0;
        for (rw_idx i = 0; i < n_row; i++) {
            most = fmax(most, fabs(dual[i]));
            off = fmax(off, fabs(dual[i] - s->dual[d][i]));
        }
        if (off <= ALIKE * most) {
            return;
        }
    }
    double *kept = s->dual[at];
    for (; at > 0 && s->height[at - 1] < height; at--) {
        s->dual[at] = s->dual[at - 1];
        s->height[at] = s->height[at - 1];
    }
    memcpy(kept, dual, (size_t)n_row * sizeof *kept);
    s->dual[at] = kept;
    s->height[at] = height;
    s->n_dual += s->n_dual < MOST_SHARED ? 1 : 0;
}

// The duals at the points remembered.
static void gather(shared *s, rw_engine *mean) {
    rw_recourse *recourse = &mean->worker[0];
    rw_recourse_start(recourse, NULL);
    for (rw_idx k = 0; k < mean->n_memory && mean->memory[k].used; k++) {
        const rw_memory *memory = &mean->memory[k];
        if (!mean->is_batched) {
            rw_recourse_start(recourse, memory->basis);
        }
        rw_lp_state state = rw_recourse_solve(recourse, 0, memory->x);
        rw_answer answer = rw_recourse_answer(recourse, state, memory->x);
        if (state == RW_LP_OPTIMAL) {
            rw_recourse_limit(recourse, s->x);
            double height = rw_recourse_bound(recourse, answer.dual) + rw_recourse_first_cost(recourse, s->x);
            offer(s, answer.dual, height, mean->problem->second.n_row);
        }
    }
}

// The planes of one dual, for a stretch of scenarios.
static void spread(void *context, rw_idx index) {
    const shared *s = context;
    rw_recourse *recourse = &s->engine->worker[index];
    rw_evaluation *point = s->point;
    rw_idx n = s->engine->n_scenario;
    for (rw_idx w = index * n / RW_N_SLOT; w < (index + 1) * n / RW_N_SLOT; w++) {
        rw_recourse_enter(recourse, w);
        rw_recourse_limit(recourse, s->x);
        point->worth[w] = RW_WORTH_VALUE;
        point->support[w] = rw_recourse_bound(recourse, s->dual[s->at]) + rw_recourse_first_cost(recourse, s->x);
        rw_recourse_gradient(recourse, s->dual[s->at], point->gradient + w * s->engine->n_first);
    }
}

rw_status rw_jensen_share(rw_engine *engine, rw_engine *mean) {
    rw_status status = RW_OK;
    shared s = {.engine = engine, .x = mean->slot[0].x, .point = &engine->point[engine->max_point - 1]};
    if (engine->is_batched || !rw_recourse_shares_duals(engine->problem)) {
        return RW_OK;
    }
    for (int d = 0; d <= MOST_SHARED; d++) {
        s.dual[d] = rw_calloc(engine->problem->second.n_row, sizeof *s.dual[d]);
        RW_TRY(s.dual[d] ? RW_OK : RW_NO_MEMORY);
    }
    gather(&s, mean);
    memcpy(s.point->x, s.x, (size_t)engine->n_first * sizeof *s.x);
    s.point->feasible = false; // no more is known than bounds
    for (s.at = 0; s.at < s.n_dual && !rw_engine_must_stop(engine); s.at++) {
        rw_team_run(engine->options.threads, RW_N_SLOT, spread, &s);
        RW_TRY(rw_merge_cuts(engine, s.point));
    }
done:
    for (int d = 0; d <= MOST_SHARED; d++) {
        rw_free(s.dual[d]);
    }
    return status;
}
