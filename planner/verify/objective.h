// The objective and the weighted shortfall: model.md section 6.  SPDX-License-Identifier: MIT
#ifndef RW_VERIFY_OBJECTIVE_H
#define RW_VERIFY_OBJECTIVE_H

#include "verify/check.h"

// What the scenarios come to.  Zero-initialise but for `outlay`.
typedef struct rw_outlay { // of one scenario
    double probability, objective;
} rw_outlay;

typedef struct rw_expectation {
    double probability;
    double objective, turnover; // turnover: sum of the sizes of all terms
    double most_turnover;       // of any scenario
    double shortfall;           // V
    rw_outlay *outlay;          // room for one for each scenario
} rw_expectation;

// Checks the objective and probability of the course at hand and adds it to the expectation.  Needs cost, turnover.
void rw_check_course_objective(rw_check *check, rw_expectation *expectation);

// Checks the plan's own sums and hands them to the verdict.  Reorders the outlays.
void rw_check_plan_objective(rw_check *check, const rw_expectation *expectation);

#endif
