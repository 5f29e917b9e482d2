// The tables of what /solver holds: one row per number, used to write and to read.  SPDX-License-Identifier: MIT
#ifndef RW_RESULTS_SCALARS_H
#define RW_RESULTS_SCALARS_H

#include <stdbool.h>
#include <stddef.h>

#include <rampwerk/results.h>

#include "core/text.h"

typedef struct rw_scalar {
    rw_idx minor; // of the schema: files of an earlier one do not have it
    const char *name;
    bool is_index; // rw_idx, else double
    size_t offset; // in rw_run, of an array in rw_progress
    const char *text;
} rw_scalar;

extern const rw_scalar rw_solver_table[]; // attributes of /solver
extern const rw_idx rw_solver_count;
extern const rw_scalar rw_timing_table[]; // attributes of /solver/timing, left out of reproducible files
extern const rw_idx rw_timing_count;

extern const rw_scalar rw_step_table[]; // arrays of /solver/history, of rw_progress
extern const rw_idx rw_step_count;

// Whether a row of rw_step_table is a time, left out of reproducible files.
bool rw_step_is_time(const rw_scalar *row);

// Appends the tables as Markdown: what format.md shows.
void rw_scalar_document(rw_text *text);

#endif
