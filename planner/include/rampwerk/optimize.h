// The engine: two-stage problems with integers in the first stage, to a proven gap.  SPDX-License-Identifier: MIT
#ifndef RAMPWERK_OPTIMIZE_H
#define RAMPWERK_OPTIMIZE_H

#include <rampwerk/twostage.h>

#define RW_OUTCOME_LIST(X)                                                                                             \
    X(OPTIMAL, "optimal")         /* within the gap asked for, proven */                                               \
    X(LIMIT, "limit")             /* stopped at a limit of time, nodes or memory */                                    \
    X(INTERRUPTED, "interrupted") /* stopped by rw_stop_request */                                                     \
    X(INFEASIBLE, "infeasible")                                                                                        \
    X(UNBOUNDED, "unbounded")

typedef enum rw_outcome {
#define RW_OUTCOME_ENTRY(code, text) RW_OUTCOME_##code,
    RW_OUTCOME_LIST(RW_OUTCOME_ENTRY)
#undef RW_OUTCOME_ENTRY
} rw_outcome;

const char *rw_outcome_text(rw_outcome outcome); // "optimal", ...

typedef struct rw_progress {               // one line of the log
    double seconds, incumbent, bound, gap; // incumbent INFINITY while there is none; gap relative
    rw_idx n_node, n_open, n_lp;
} rw_progress;

// Called from the calling thread only, at most about once a second and whenever the incumbent improves.
typedef void (*rw_progress_report)(void *context, const rw_progress *progress);

typedef struct rw_optimize_options {
    double gap_relative; // stop when (objective - bound) <= gap_relative * |objective|
    double gap_absolute; // or <= this
    double time_limit;   // seconds of wall time, see below
    rw_idx node_limit;
    int threads;               // >= 1; results do not depend on it
    rw_progress_report report; // NULL: none
    void *context;
} rw_optimize_options;

void rw_optimize_defaults(rw_optimize_options *options); // gap 1e-3, absolute 1e-9, no limits, 1 thread

typedef struct rw_solution {
    rw_outcome outcome;
    bool has_point; // x, y, row_dual are set
    double objective, bound, gap;
    double *first;     // first.n_col
    double **second;   // n_scenario rows of second.n_col
    double **row_dual; // n_scenario rows of second.n_row: change of p_w * q_w'y_w per unit of right-hand side
    rw_idx n_scenario, n_node, n_lp, n_pivot;
    rw_idx n_cut;         // made, of any kind
    double *value;        // n_scenario: d_w'x + q_w'y_w
    rw_idx n_history;     // course of the search, oldest first
    rw_progress *history; // n_history
    double seconds, seconds_root, seconds_tree, seconds_search;
} rw_solution;

// Solves problem.  start: NULL, or first.n_col values to try first as an incumbent.  RW_OK also at limits and for
// infeasible problems: look at outcome.
//
// The search ends early enough for the time limit to leave time to work out what it found.  Where a limit or a request
// to stop comes before it found anything, the first point there is (start, or the least first stage) is worked out all
// the same, as long as that takes: without a point a search ends only where there is no recourse either.
RW_MUST_USE rw_status rw_optimize(const rw_twostage *problem, const rw_optimize_options *options, const double *start,
                                  rw_solution **solution, rw_error *error);
void rw_solution_free(rw_solution **solution); // accepts NULL, sets NULL

// One scenario of a fixed first stage.  May be called from several threads at once, once for each scenario: write
// only what belongs to it.  value: d_w'x + q_w'y_w, INFINITY where recourse is infeasible and -INFINITY where it is
// unbounded (second is NULL then).
typedef void (*rw_recourse_visit)(void *context, rw_idx scenario, double value, const double *second);

// Recourse of every scenario at first (first.n_col).  The results do not depend on the number of threads.  visit:
// NULL or as above.  value: n_scenario; NAN where a limit of time or a request to stop came before.
RW_MUST_USE rw_status rw_optimize_fixed(const rw_twostage *problem, const rw_optimize_options *options,
                                        const double *first, rw_recourse_visit visit, void *context, double *value,
                                        rw_error *error);

#endif
