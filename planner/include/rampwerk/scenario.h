// One future: what differs from the nominal figures of the model.  SPDX-License-Identifier: MIT
#ifndef RAMPWERK_SCENARIO_H
#define RAMPWERK_SCENARIO_H

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
    rw_arena *arena;
} rw_scenario_set;

// One scenario of probability 1 with the nominal figures.
RW_MUST_USE rw_status rw_scenario_nominal(const rw_model *model, rw_scenario_set **set, rw_error *error);
void rw_scenario_free(rw_scenario_set **set); // accepts NULL, sets NULL

#endif
