// The numbers drawn for the risks, and what they do to scenarios.  SPDX-License-Identifier: MIT
#ifndef RW_SCENARIO_SAMPLER_H
#define RW_SCENARIO_SAMPLER_H

#include "scenario/driver.h"
#include "scenario/effect.h"

enum { RW_N_CUT = 3 }; // numbers an event gives: how many, the month of the first, months cut

typedef struct rw_sampler {
    const rw_model *model;
    rw_arena *arena;
    rw_driver driver;
    rw_effect *effect;      // n_risk
    rw_idx n_factor;        // numbers of a scenario
    double *happens;        // n_scenario x n_year: of one event
    double *start, *length; // n_year: of one event and scenario
    bool *is_cut;           // n_month
    double *u;              // n_scenario: of one risk
} rw_sampler;

// Zero-initialise, and clear in any case.
RW_MUST_USE rw_status rw_sampler_init(rw_sampler *sampler, const rw_model *model, const rw_draw *draw, rw_error *error);
void rw_sampler_clear(rw_sampler *sampler);

// The risk that number `factor` of a scenario belongs to, and which of its numbers it is.
rw_idx rw_sampler_risk(const rw_model *model, rw_idx factor, int *part);
// Its name: "permit", "feed_cut.start"; NULL when out of memory.
char *rw_sampler_name(const rw_model *model, rw_idx factor, rw_arena *arena);

// Draws the numbers (draw.n_scenario x n_factor) and, where scenario is not NULL, applies them to draw.n_scenario
// nominal scenarios; delay: zeros, n_scenario x n_permit.
void rw_sampler_run(rw_sampler *sampler, double *factor, rw_scenario *scenario, double *delay);

#endif
