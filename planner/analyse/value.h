// What an outlook says beside how the plan fares: each costs solves.  SPDX-License-Identifier: MIT
#ifndef RW_ANALYSE_VALUE_H
#define RW_ANALYSE_VALUE_H

#include "analyse/harvest.h"

// Each fills its part of outlook; when it is time to stop, what was not worked out is left out and is_partial set.  The
// harvest is made.  The optimality gap comes first: the others take its bound.
RW_MUST_USE rw_status rw_value_gap(const rw_harvest *harvest, rw_outlook *outlook, rw_error *error);
RW_MUST_USE rw_status rw_value_mean_plan(rw_harvest *harvest, rw_outlook *outlook, rw_error *error);
RW_MUST_USE rw_status rw_value_foresight(const rw_harvest *harvest, rw_outlook *outlook, rw_error *error);

#endif
