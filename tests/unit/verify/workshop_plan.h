// The plan for the small plant.  SPDX-License-Identifier: MIT
#ifndef RW_TESTS_VERIFY_WORKSHOP_PLAN_H
#define RW_TESTS_VERIFY_WORKSHOP_PLAN_H

#include <rampwerk/plan.h>

// Writes the plan into one of zeros with a single scenario.
void workshop_plan_fill(rw_plan *plan);

#endif
