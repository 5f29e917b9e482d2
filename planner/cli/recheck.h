// The re-check of a run: its plan, and the figures in its header.  SPDX-License-Identifier: MIT
#ifndef RW_CLI_RECHECK_H
#define RW_CLI_RECHECK_H

#include <rampwerk/results.h>

// As rw_verify for run->plan; the objective and bound of the run must fit the plan, too.
RW_MUST_USE rw_status rw_recheck(const rw_model *model, const rw_scenario_set *scenarios, const rw_run *run,
                                 rw_verdict *verdict, rw_error *error);

#endif
