// Futures: what differs from the nominal figures of the model.  SPDX-License-Identifier: MIT
#ifndef RAMPWERK_SCENARIO_H
#define RAMPWERK_SCENARIO_H

#include <stdint.h>

#include <rampwerk/model.h>

typedef struct rw_scenario {
    double probability;
    rw_idx *permit_months;   // n_permit: duration from application to grant
    double *build_ratio;     // n_line: times (lead_months + commissioning_months), rounded to the nearest month
    double *ramp_ratio;      // n_line: stretches the ramp, >= 1e-3
    double *rate_ratio;      // n_line: realised share of the rated output
    double *yield_ratio;     // n_operation: times yield
    double *capex_ratio;     // n_line
    double *price_ratio;     // n_supplier
    double *supply_ratio;    // n_supplier x n_month: times capacity
    double *hire_ratio;      // n_skill: times hire_limit
    double *attrition_ratio; // n_skill
    double *use_ratio;       // n_product
    double *target_ratio;    // n_product
    double *inflow_ratio;    // n_product
} rw_scenario;

typedef struct rw_scenario_set {
    rw_idx n_scenario;
    rw_scenario *scenario; // owned, as is everything inside
    rw_idx n_factor;       // numbers drawn for each scenario; 0 for the nominal one
    char **factor_name;    // n_factor: name of the risk, "feed_cut.start" where it draws more than one number
    double *factor;        // n_scenario x n_factor
    rw_arena *arena;
} rw_scenario_set;

typedef struct rw_draw { // which scenarios of which sample
    uint64_t seed;
    rw_sampling sampling;
    rw_idx n_sample;          // size of the sample; every scenario has probability 1 / n_sample
    rw_idx first, n_scenario; // scenarios [first, first + n_scenario) of it are drawn
} rw_draw;

// One scenario of probability 1 with the nominal figures.
RW_MUST_USE rw_status rw_scenario_nominal(const rw_model *model, rw_scenario_set **set, rw_error *error);

// Scenarios of a sample.  A plain Monte Carlo scenario is a function of (seed, its number in the sample, the risk's
// name) alone: the same whatever else is drawn.  A Latin hypercube one depends on n_sample too.
RW_MUST_USE rw_status rw_scenario_draw(const rw_model *model, const rw_draw *draw, rw_scenario_set **set,
                                       rw_error *error);
// All of the sample the model's plan asks for; of no scenario where that is the nominal one.
rw_draw rw_scenario_sample(const rw_model *model);
// The scenarios the model's plan asks for: the nominal one, or a sample, reduced where it says so.
RW_MUST_USE rw_status rw_scenario_prepare(const rw_model *model, rw_scenario_set **set, rw_error *error);
// One scenario of probability 1: the probability-weighted mean of every ratio and (rounded) month of the set.
RW_MUST_USE rw_status rw_scenario_mean(const rw_model *model, const rw_scenario_set *set, rw_scenario_set **mean,
                                       rw_error *error);
// The part [first, first + n_scenario) of a set, its probabilities scaled to add up to 1.
RW_MUST_USE rw_status rw_scenario_part(const rw_model *model, const rw_scenario_set *set, rw_idx first,
                                       rw_idx n_scenario, rw_scenario_set **part, rw_error *error);
// n_scenario members of the set with the probability of those nearest to each (forward selection).  error_made: mean
// distance, in standardised factors, of a member of the set to its representative.
RW_MUST_USE rw_status rw_scenario_reduce(const rw_model *model, const rw_scenario_set *set, rw_idx n_scenario,
                                         rw_scenario_set **reduced, double *error_made, rw_error *error);
void rw_scenario_free(rw_scenario_set **set); // accepts NULL, sets NULL

#endif
