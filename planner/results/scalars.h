// The table of what /solver holds: one row per attribute, used to write and to read.  SPDX-License-Identifier: MIT
#ifndef RW_RESULTS_SCALARS_H
#define RW_RESULTS_SCALARS_H

#include <stdbool.h>
#include <stddef.h>

#include <rampwerk/results.h>

#include "core/text.h"

typedef struct rw_scalar {
    const char *name;
    bool is_index; // rw_idx, else double
    size_t offset; // in rw_run
    const char *text;
} rw_scalar;

extern const rw_scalar rw_solver_table[]; // attributes of /solver
extern const rw_idx rw_solver_count;
extern const rw_scalar rw_timing_table[]; // attributes of /solver/timing, left out of reproducible files
extern const rw_idx rw_timing_count;

// Appends both tables as Markdown: what format.md shows.
void rw_scalar_document(rw_text *text);

#endif
