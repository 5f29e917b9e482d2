// What an outlook gathers, scenario by scenario, before it is summed up.  SPDX-License-Identifier: MIT
#ifndef RW_ANALYSE_HARVEST_H
#define RW_ANALYSE_HARVEST_H

#include <rampwerk/analyse.h>

#include "analyse/fare.h"

typedef struct rw_harvest {
    const rw_model *model;
    const rw_outlook_options *options;
    rw_fare fare; // of the plan
    double begun;
    rw_idx n_date;
    const rw_date_outlook *date;
    double *cost;      // n_scenario: of the plan, NAN while not worked out
    double *stock;     // n_date x n_scenario
    double *shortfall; // n_date x n_scenario; exactly 0 where the target is met
} rw_harvest;

// A stretch of the sample, whose scenarios are independent of how it is cut.
rw_draw rw_harvest_draw(const rw_harvest *harvest, rw_idx first, rw_idx n_scenario);

// Follows a plan through the sample, chunk by chunk; stops between them when it is time.  visit is called with the
// number of the scenario in the sample.
typedef void (*rw_harvest_visit)(rw_harvest *harvest, const rw_formulation *formulation, rw_idx scenario,
                                 rw_idx in_sample, const double *second);
RW_MUST_USE rw_status rw_harvest_follow(rw_harvest *harvest, const rw_plan *plan, const char *step,
                                        rw_harvest_visit visit, double *cost, rw_error *error);

// The harvest of the plan itself.
RW_MUST_USE rw_status rw_harvest_make(rw_harvest *harvest, rw_error *error);

// Time to stop?
bool rw_harvest_is_over(const rw_harvest *harvest);

void rw_harvest_tell(const rw_harvest *harvest, const char *step, rw_idx n_done, rw_idx n_all, const double *cost);

// The options of a solve with what time is left.
rw_optimize_options rw_harvest_solver(const rw_harvest *harvest);

#endif
