// Whether model, scenarios and plan fit together at all.  SPDX-License-Identifier: MIT
#ifndef RW_VERIFY_SHAPE_H
#define RW_VERIFY_SHAPE_H

#include <rampwerk/plan.h>
#include <rampwerk/scenario.h>

// RW_ARGUMENT unless every array is there, every reference points at something, lags are not negative, and plan and
// scenarios have the sizes of the model.  Says nothing of values.
RW_MUST_USE rw_status rw_shape_check(const rw_model *model, const rw_scenario_set *scenarios, const rw_plan *plan,
                                     rw_error *error);

#endif
