// From a model to a plan: one solve, or two for the lexicographic objective.  SPDX-License-Identifier: MIT
#ifndef RW_CLI_SOLVE_H
#define RW_CLI_SOLVE_H

#include <rampwerk/results.h>

#include "cli/ticker.h"

// Solves model under options (its report and context are set here).  Fills outcome, objective, bound, gap, the counts
// and the seconds of building, root, tree and search of run; run->plan is set where a plan was found, and owned by the
// caller (rw_plan_free).
//
// Lexicographic: the first step minimises weighted shortfall with at most half of the time, the second the cost at
// that shortfall, started from the first's orders, in what is left; time and node limits cover both.  objective, bound
// and gap are those of the second step: the bound is a proven least cost among plans whose weighted shortfall is at
// most V (1 + 1e-6) + 1e-4, V being the first step's.  The outcome is optimal only where both steps are.
RW_MUST_USE rw_status rw_solve(const rw_model *model, const rw_scenario_set *scenarios,
                               const rw_optimize_options *options, rw_ticker *ticker, rw_run *run, rw_error *error);

#endif
