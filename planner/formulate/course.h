// One scenario's months of a plan: what follows from the decisions, and what it costs.  SPDX-License-Identifier: MIT
#ifndef RW_FORMULATE_COURSE_H
#define RW_FORMULATE_COURSE_H

#include "formulate/timing.h"

typedef struct rw_course_context {
    const rw_model *model;
    const rw_scenario *scenario;
    const rw_timing *timing;
    const double *discount; // n_month
    const rw_plan *plan;    // its orders and exercised options are set
    rw_course *course;
} rw_course_context;

// From starts, module-shifts, mothballing, purchases, hires, layoffs, deliveries and unmet use: every state and every
// priced shortfall but budget overruns.
void rw_course_derive(const rw_course_context *c);
void rw_course_derive_policies(const rw_course_context *c); // part of it

// Every cost kind (section 5), budget overruns (29) and the course's objective.
void rw_course_charge(const rw_course_context *c);

// The weighted shortfall V of the course.
double rw_course_shortfall(const rw_course_context *c);

#endif
