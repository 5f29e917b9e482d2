// The course of the search in a run file.  SPDX-License-Identifier: MIT
#ifndef RW_RESULTS_HISTORY_H
#define RW_RESULTS_HISTORY_H

#include <rampwerk/results.h>

#include "results/archive.h"
#include "results/writer.h"

// Arrays by step in a group of `solver`; none where there is no history.
RW_MUST_USE rw_status rw_write_history(const rw_writer *writer, hid_t solver, rw_error *error);

// The same as a table in `group`.
RW_MUST_USE rw_status rw_write_history_table(const rw_writer *writer, hid_t group, rw_error *error);

// Fills n_history and history; 0 and NULL where the file has none.  Times that were left out are 0.
RW_MUST_USE rw_status rw_read_history(const rw_archive *archive, hid_t solver, rw_run *run, rw_error *error);

#endif
