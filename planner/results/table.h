// A table of records that pandas and PyTables open by themselves.  SPDX-License-Identifier: MIT
//
// Written as H5TBmake_table would (class TABLE, version 3.0), which itself cannot leave out the time of writing.
#ifndef RW_RESULTS_TABLE_H
#define RW_RESULTS_TABLE_H

#include "results/h5.h"

typedef enum rw_column_kind { RW_COLUMN_TEXT, RW_COLUMN_DOUBLE, RW_COLUMN_INDEX } rw_column_kind;

typedef struct rw_column {
    const char *name;
    rw_column_kind kind;
} rw_column;

typedef union rw_cell {
    const char *text; // NULL is ""
    double value;
    rw_idx index;
} rw_cell;

enum { RW_TABLE_COLUMNS = 12 };

typedef struct rw_table {
    const char *name, *title;
    rw_idx n_column; // <= RW_TABLE_COLUMNS
    const rw_column *column;
    rw_idx n_row;
    const rw_cell *cell; // row by row
} rw_table;

RW_MUST_USE rw_status rw_table_write(hid_t parent, const rw_table *table, rw_error *error);

#endif
