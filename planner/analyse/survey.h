// What an outlook gathers, scenario by scenario, before it is summed up.  SPDX-License-Identifier: MIT
#ifndef RW_ANALYSE_SURVEY_H
#define RW_ANALYSE_SURVEY_H

#include <rampwerk/analyse.h>

#include "analyse/fare.h"

typedef struct rw_survey {
    const rw_model *model;
    const rw_outlook_options *options;
    rw_fare fare; // of the plan
    double begun;
    rw_idx n_date;
    const rw_date_outlook *date;
    double *cost;      // n_scenario: of the plan, NAN while not worked out
    double *stock;     // n_date x n_scenario
    double *shortfall; // n_date x n_scenario; exactly 0 where the target is met
} rw_survey;

// A stretch of the sample, whose scenarios are independent of how it is cut.
rw_draw rw_survey_draw(const rw_survey *survey, rw_idx first, rw_idx n_scenario);

// Follows a plan through the sample, chunk by chunk; stops between them when it is time.  visit is called with the
// number of the scenario in the sample.
typedef void (*rw_survey_visit)(rw_survey *survey, const rw_formulation *formulation, rw_idx scenario, rw_idx in_sample,
                                const double *second);
RW_MUST_USE rw_status rw_survey_follow(rw_survey *survey, const rw_plan *plan, const char *step, rw_survey_visit visit,
                                       double *cost, rw_error *error);

// The survey of the plan itself.
RW_MUST_USE rw_status rw_survey_make(rw_survey *survey, rw_error *error);

// Time to stop?
bool rw_survey_is_over(const rw_survey *survey);

void rw_survey_tell(const rw_survey *survey, const char *step, rw_idx n_done, rw_idx n_all, const double *cost);

// The options of a solve with what time is left.
rw_optimize_options rw_survey_solver(const rw_survey *survey);

#endif
