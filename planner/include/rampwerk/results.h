// The run file (HDF5).  results/format.md describes it.  SPDX-License-Identifier: MIT
#ifndef RAMPWERK_RESULTS_H
#define RAMPWERK_RESULTS_H

#include <rampwerk/optimize.h>
#include <rampwerk/plan.h>
#include <rampwerk/scenario.h>
#include <rampwerk/verify.h>

typedef struct rw_run_file { // an input file of the run
    char *path, *sha256;
} rw_run_file;

// Everything a run file holds beside the model's own data.  Reading gives one back.
typedef struct rw_run {
    rw_outcome outcome;
    double objective, bound, gap; // gap relative
    double gap_asked;
    rw_idx n_node, n_lp, n_pivot, n_cut;
    rw_idx n_history;
    rw_progress *history; // n_history, oldest first; owned when read, borrowed when written; seconds not written if
                          // reproducible
    double seconds, seconds_read, seconds_build, seconds_root, seconds_tree,
        seconds_search; // not written if reproducible
    int threads;        // not written if reproducible
    rw_verdict verdict;
    rw_plan *plan;              // owned when read, borrowed when written
    rw_scenario_set *scenarios; // owned when read, borrowed when written; NULL when written: the nominal one
    char *config_text;          // full effective configuration
    rw_idx n_override;
    char **override_text;
    rw_idx n_file;
    rw_run_file *file;
    char *command; // argv joined; not written if reproducible
    char *created; // ISO 8601 UTC; not written if reproducible
    char *version;
} rw_run;

// Writes path atomically: built in memory, then write, fsync, rename.  reproducible: equal inputs give equal bytes.
RW_MUST_USE rw_status rw_run_write(const rw_model *model, const rw_run *run, bool reproducible, const char *path,
                                   rw_error *error);

// Reads a run file.  *model is rebuilt from the configuration text by `read_model` (the caller passes the input
// module's reader; results does not know it), whose status is passed on.  RW_DATA when it is not a run file or damaged,
// RW_NO_INPUT when it cannot be opened.  Texts the file does not hold are "".  HDF5 can crash on a file made for that:
// read files from strangers in a process of their own (results/format.md).
typedef rw_status (*rw_read_model)(const char *config_text, rw_model **model, rw_error *error);
RW_MUST_USE rw_status rw_run_read(const char *path, rw_read_model read_model, rw_model **model, rw_run **run,
                                  rw_error *error);
void rw_run_free(rw_run **run); // accepts NULL, sets NULL

#endif
