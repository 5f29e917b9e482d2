// A solve with its progress shown, as a run.  SPDX-License-Identifier: MIT
#include "cli/solve.h"

#include <stddef.h>

static void take_history(rw_solution *solution, rw_run *run) {
    run->n_cut += solution->n_cut;
    run->n_history = solution->n_history;
    run->history = solution->history;
    solution->n_history = 0;
    solution->history = NULL;
}

static void take_solved(rw_solved *solved, rw_run *run) {
    if (solved->solution != NULL) {
        take_history(solved->solution, run);
    }
    run->outcome = solved->outcome;
    run->objective = solved->objective;
    run->bound = solved->bound;
    run->gap = solved->gap;
    run->n_node += solved->n_node;
    run->n_lp += solved->n_lp;
    run->n_pivot += solved->n_pivot;
    run->seconds_build += solved->seconds_build;
    run->seconds_root += solved->seconds_root;
    run->seconds_tree += solved->seconds_tree;
    run->seconds_search += solved->seconds_search;
    run->plan = solved->plan;
    solved->plan = NULL;
}

rw_status rw_solve_run(const rw_model *model, const rw_scenario_set *scenarios, const rw_optimize_options *options,
                       rw_ticker *ticker, rw_run *run, rw_error *error) {
    rw_solved solved = {0};
    rw_optimize_options reporting = *options;
    reporting.report = rw_ticker_report;
    reporting.context = ticker;
    rw_status status = rw_solve(model, scenarios, &reporting, NULL, rw_ticker_begin, &solved, error);
    rw_ticker_end(ticker);
    take_solved(&solved, run);
    rw_solved_clear(&solved);
    return status;
}
