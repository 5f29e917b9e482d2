// What a risk does to a scenario (model.md section 7).  SPDX-License-Identifier: MIT
#ifndef RW_SCENARIO_EFFECT_H
#define RW_SCENARIO_EFFECT_H

#include <rampwerk/scenario.h>

#include "scenario/marginal.h"
#include "scenario/set.h"

typedef struct rw_cut { // an event's mark on one scenario
    rw_idx count;       // events that begin within the plan
    rw_idx start;       // first month of the first; n_month where there is none
    rw_idx months;      // of the plan that are cut
} rw_cut;

typedef struct rw_effect {
    const rw_model *model;
    const rw_risk *risk;
    rw_marginal marginal;
    rw_ratio ratio;  // the array it changes; none for permits
    double nominal;  // 1; of permits the duration of the first one
    rw_idx n_target; // entities: permits, lines, operations, suppliers, skills or products, each once
    rw_idx *target;
} rw_effect;

// In arena.
RW_MUST_USE rw_status rw_effect_init(rw_effect *effect, rw_arena *arena, const rw_model *model, const rw_risk *risk,
                                     rw_error *error);

// The value of a risk that is no event.
double rw_effect_value(const rw_effect *effect, double u);
// Applies the value of u to the scenario.  Months of permits are added up in delay (n_permit): what they differ from
// their nominal ones.
void rw_effect_apply(const rw_effect *effect, double u, double value, rw_scenario *scenario, double *delay);

// The months cut by an event that happens in the years where happens[y] < its probability, begins at start[y] of the
// year and lasts length[y] of the way from the shortest to the longest.  All in (0, 1); is_cut: n_month, is filled.
rw_cut rw_effect_cut(const rw_effect *effect, rw_idx n_year, const double *happens, const double *start,
                     const double *length, bool *is_cut);
void rw_effect_apply_cut(const rw_effect *effect, const bool *is_cut, rw_scenario *scenario);

// Rounds the months of permits and keeps every ratio where the model has a meaning for it.
void rw_effect_finish(const rw_model *model, const double *delay, rw_scenario *scenario);

#endif
