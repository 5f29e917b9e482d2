// Reading the plan and its scenarios back.  SPDX-License-Identifier: MIT
#ifndef RW_RESULTS_READ_PLAN_H
#define RW_RESULTS_READ_PLAN_H

#include <rampwerk/results.h>

#include "results/archive.h"

// Fills run->plan and run->scenarios, bit for bit as they were written, for the model.
RW_MUST_USE rw_status rw_read_plan(const rw_archive *archive, const rw_model *model, rw_run *run, rw_error *error);

#endif
