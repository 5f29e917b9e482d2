// A plan that is followed through the scenarios of a set.  SPDX-License-Identifier: MIT
#ifndef RW_ANALYSE_FARE_H
#define RW_ANALYSE_FARE_H

#include <rampwerk/formulate.h>

typedef struct rw_fare {
    const rw_model *model;
    const rw_plan *plan;
    int threads;
    double deadline; // rw_clock_seconds() at which to stop
} rw_fare;

// One scenario is worked out.  May be called from several threads at once, once for each scenario.
typedef void (*rw_fare_visit)(void *context, const rw_formulation *formulation, rw_idx scenario, const double *second);

// What rw_fare_follow starts with.  May be called from several threads at once.
RW_MUST_USE rw_status rw_fare_formulate(const rw_fare *fare, const rw_scenario_set *set, rw_formulation **formulation,
                                        rw_error *error);

// cost: n_scenario of the set, the plan's objective in each (model.md, section 6); NAN where a limit of time or a
// request to stop came first.  formulated: that of the set, freed in any case; visit: NULL: none.  RW_NUMERICAL where a
// scenario has no course at all.
RW_MUST_USE rw_status rw_fare_follow(const rw_fare *fare, const rw_scenario_set *set, rw_formulation **formulated,
                                     rw_fare_visit visit, void *context, double *cost, rw_error *error);

// What is left until the deadline, not below 0.
double rw_fare_left(const rw_fare *fare);

#endif
