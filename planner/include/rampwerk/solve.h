// From a model to a plan: one solve, or two for the lexicographic objective.  SPDX-License-Identifier: MIT
#ifndef RAMPWERK_SOLVE_H
#define RAMPWERK_SOLVE_H

#include <rampwerk/optimize.h>
#include <rampwerk/plan.h>
#include <rampwerk/scenario.h>

typedef struct rw_solved {
    rw_outcome outcome;    // optimal only where every step is
    rw_plan *plan;         // owned; NULL where none was found
    rw_solution *solution; // owned; of the last step that was done, its first stage starts the next solve of its kind
    rw_idx n_first;        // columns of the first stage
    double objective, bound, gap; // of the last step; bound -INFINITY where that step was not reached
    rw_idx n_node, n_lp, n_pivot; // of all steps, as are the seconds
    double seconds_build, seconds_root, seconds_tree, seconds_search;
} rw_solved;

// Called before each step with the context of the options.  step: what is minimised, "" where there is only one step;
// unit: of its objective.
typedef void (*rw_solve_begin)(void *context, const char *step, const char *unit);

// Solves model over the scenarios.  start: NULL, or the first stage of an earlier solution over scenarios of the same
// set, tried first.  begin: NULL: none.  RW_OK also at limits and for infeasible models.  Zero-initialise solved, and
// release it with rw_solved_clear in any case.
//
// Lexicographic: the first step minimises weighted shortfall with at most half of the time, the second the cost at
// that shortfall, started from the first's orders, in what is left; time and node limits cover both.  objective, bound
// and gap are those of the second step: the bound is a proven least cost among plans whose weighted shortfall is at
// most V (1 + 1e-6) + 1e-4, V being the first step's.  The outcome is optimal only where both steps are.
RW_MUST_USE rw_status rw_solve(const rw_model *model, const rw_scenario_set *scenarios,
                               const rw_optimize_options *options, const double *start, rw_solve_begin begin,
                               rw_solved *solved, rw_error *error);
void rw_solved_clear(rw_solved *solved);

#endif
