// A plan for the probability targets of a configuration, as a run.  SPDX-License-Identifier: MIT
#ifndef RW_CLI_ASSURE_H
#define RW_CLI_ASSURE_H

#include <rampwerk/frontier.h>
#include <rampwerk/input.h>
#include <rampwerk/results.h>

#include "cli/ticker.h"
#include "cli/verb.h"

// The configuration as it was asked for and as it is planned: with the prices found.  Zero-initialise.
typedef struct rw_assured {
    rw_assurance *assurance;
    rw_input *planned; // with the overrides below
    rw_idx n_override;
    char **override_text; // owned: those of the command line, then those that set the prices
} rw_assured;

// Searches for the prices of shortfall (rw_assurance_find) and fills run as rw_solve_run does; run->plan and
// run->history are owned by the caller.  assured->planned is the configuration read once more with prices that give the
// plan.  The outcome is that of the solve the plan comes from, or the reason why the search was not finished.  Release
// with rw_assured_clear in any case.
RW_MUST_USE rw_status rw_assured_solve(rw_assured *assured, const rw_arguments *arguments, const rw_model *model,
                                       const rw_scenario_set *scenarios, const rw_price_options *options, rw_run *run,
                                       rw_error *error);
void rw_assured_clear(rw_assured *assured);

// Options of a search that shows its progress on ticker.
rw_price_options rw_assured_options(const rw_optimize_options *options, rw_ticker *ticker);

#endif
