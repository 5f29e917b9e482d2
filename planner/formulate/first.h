// The first stage: cumulative orders N and exercised options K, and the rules on them, (1) to (7).
// SPDX-License-Identifier: MIT
#ifndef RW_FORMULATE_FIRST_H
#define RW_FORMULATE_FIRST_H

#include "formulate/layout.h"

typedef enum rw_first_row_kind {
    RW_FIRST_ORDER,   // (1), (2): entity line
    RW_FIRST_SPACING, // (3): line
    RW_FIRST_LIMIT,   // a limit below what is pinned: line
    RW_FIRST_AREA,    // (5): site
    RW_FIRST_LICENCE, // (5): site
    RW_FIRST_CAPEX,   // (6): budget, month the last of the year
    RW_FIRST_EXERCISE // (7): option
} rw_first_row_kind;

// Fills first, integer, constraint and chain of problem; first_scenario_cost is not touched.  *row_place says what
// each row is; it lies in arena.
RW_MUST_USE rw_status rw_first_fill(rw_twostage *problem, const rw_layout *layout, const double *discount,
                                    rw_arena *arena, rw_place **row_place);

#endif
