// What a first stage leaves no choice about in a recourse problem.  SPDX-License-Identifier: MIT
//
// Where the least a row can be is all that its limit allows, every column in it stands at the bound that makes it
// least: nothing is made on a line that is not there.  Such columns are fixed and such rows dropped, one after another.
// What is left has room around its solutions, which an interior-point method needs.  Afterwards each dropped row gets
// the multiplier nearest to zero that makes the reduced costs of its columns right: of all that agree at this first
// stage it gives the highest cut (in the spirit of Magnanti and Wong 1981).
#ifndef RW_OPTIMIZE_FORCED_H
#define RW_OPTIMIZE_FORCED_H

#include "twostage/realisation.h"

typedef struct rw_rows { // the recourse matrix by rows
    rw_idx *begin;       // n_row + 1
    rw_idx *column;      // by entry
    rw_idx *entry;       // position in recourse.value
} rw_rows;

RW_MUST_USE rw_status rw_rows_init(rw_rows *rows, const rw_twostage *problem);
void rw_rows_clear(rw_rows *rows);

typedef struct rw_forced {         // a recourse problem without what is forced; arrays are owned
    double *lower, *upper;         // n_col
    double *row_lower, *row_upper; // n_row
    rw_idx n_row;                  // dropped
    rw_idx *row;                   // n_row, in the order they were dropped; -1 - row where the lower limit forces
    unsigned char *dropped;        // n_row: work
    rw_idx *queue;                 // n_row: work
    unsigned char *queued;         // n_row: work
    double *reduced;               // n_col: work
} rw_forced;

RW_MUST_USE rw_status rw_forced_init(rw_forced *forced, const rw_twostage *problem);
void rw_forced_clear(rw_forced *forced);

// Fixes and drops, in the scenario of the realisation with row limits row_lower and row_upper.
void rw_forced_find(rw_forced *forced, const rw_rows *rows, const rw_twostage *problem,
                    const rw_realisation *realisation, const double *row_lower, const double *row_upper);
// Gives the dropped rows their multipliers.
void rw_forced_price(rw_forced *forced, const rw_rows *rows, const rw_twostage *problem,
                     const rw_realisation *realisation, double *dual);

#endif
