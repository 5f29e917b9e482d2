// A solve with its progress shown, as a run.  SPDX-License-Identifier: MIT
#ifndef RW_CLI_SOLVE_H
#define RW_CLI_SOLVE_H

#include <rampwerk/results.h>
#include <rampwerk/solve.h>

#include "cli/ticker.h"

// rw_solve (rampwerk/solve.h) under options, whose report and context are set here.  Fills outcome, objective, bound,
// gap, the counts, the history and the seconds of building, root, tree and search of run; run->plan is set where a plan
// was found.  Plan and history are owned by the caller (rw_plan_free, rw_free).
RW_MUST_USE rw_status rw_solve_run(const rw_model *model, const rw_scenario_set *scenarios,
                                   const rw_optimize_options *options, rw_ticker *ticker, rw_run *run, rw_error *error);

#endif
