// The problems of a batch as they are solved: A x = b with bounds, without what is the same in all of them.
// SPDX-License-Identifier: MIT
//
// Rows that are always free, rows of one entry (they become bounds) and columns that are always fixed are left out;
// every other row that is not always an equation has a variable for its activity (entry -1), whose bounds are the
// row's. Rows and columns are scaled by powers of two.
#ifndef RW_LP_FORM_H
#define RW_LP_FORM_H

#include <stdint.h>

#include "lp/batch.h"

typedef struct rw_form_single { // a row of one entry
    int32_t row, column, entry;
} rw_form_single;

typedef struct rw_form {
    int32_t n_col, n_row, n_entry;       // of the problem as it is given
    int32_t *given_begin, *given_row;    // its pattern
    unsigned char *row_equal, *row_free; // promises, n_row
    unsigned char *fixed, *loose;        // n_col: promised to be fixed; in no row that is kept
    unsigned char *zero;                 // n_entry: promised to be 0
    int32_t n_single;
    rw_form_single *single;
    int32_t n;            // variables
    int32_t n_capped;     // the first ones may have upper bounds that differ from the lower ones
    int32_t m;            // rows
    int32_t *column;      // n: the column, or -1 - row for the activity of a row as it was given
    int32_t *row_of;      // m: row as it was given
    int32_t *kept;        // n_row: the row here, -1: none
    int32_t *begin, *row; // entries of variable j are [begin[j], begin[j + 1]), rows ascending
    int32_t *entry;       // entry as it was given, -1: the -1 of an activity
    double *row_scale;    // m: a power of two
    double *column_scale; // n: the same
} rw_form;

// False when out of memory or too large.
bool rw_form_init(rw_form *form, const rw_batch_shape *shape);
void rw_form_clear(rw_form *form);
// Renumbers rows: row order[k] becomes row k.  False when out of memory.
bool rw_form_permute(rw_form *form, const int32_t *order);

#endif
