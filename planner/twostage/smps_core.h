// The core file: a problem in MPS format.  SPDX-License-Identifier: MIT
#ifndef RW_TWOSTAGE_SMPS_CORE_H
#define RW_TWOSTAGE_SMPS_CORE_H

#include "twostage/smps_names.h"

typedef struct rw_smps_row {
    char type; // N, E, G or L
    int line;
    int stage;       // 0 or 1, from the time file; -1 before
    double rhs;      // of the objective: the constant with its sign turned
    double range;    // NAN: none
    bool is_given;   // its right-hand side stands in the file
    rw_idx last_col; // that has an entry in it, to find entries given twice
    rw_idx local;    // number within its stage, -1 for type N
} rw_smps_row;

typedef struct rw_smps_col {
    double lower, upper;
    bool is_integer;
    bool has_default; // integer by a marker, and no bound given yet: at most 1
    bool has_lower;   // its lower bound stands in the file
    int line;
    int stage;
    rw_idx local; // number within its stage
} rw_smps_col;

typedef struct rw_smps_entry {
    rw_idx row, col;
    double value;
} rw_smps_entry;

typedef struct rw_smps_set { // of right-hand sides, ranges or bounds
    const char *name;        // of the one that is read; NULL: none has a name
    bool is_told;            // that another one is left out
} rw_smps_set;

typedef struct rw_smps_core {
    rw_arena *arena;
    const char *name; // of the problem, "" where there is none
    bool is_free;     // the NAME line says FREE
    bool maximise;
    rw_idx objective; // row; -1 before it is known
    rw_smps_names row_name, col_name;
    rw_idx row_capacity, col_capacity, entry_capacity;
    rw_smps_row *row; // row_name.count
    rw_smps_col *col; // col_name.count
    rw_idx n_entry;
    rw_smps_entry *entry; // column by column; costs stand in row `objective`
    rw_idx *begin;        // col_name.count + 1: entries of column j are [begin[j], begin[j + 1])
    rw_smps_set rhs, range, bound;
} rw_smps_core;

// Reads the file.  core: zero.  Release with clear in any case.
RW_MUST_USE rw_status rw_smps_core_read(rw_smps_scanner *scanner, rw_smps_core *core);
void rw_smps_core_clear(rw_smps_core *core);

// The sides of a row: its type with this right-hand side and range (NAN: none).
void rw_smps_row_sides(char type, double rhs, double range, double *lower, double *upper);

// A line of section BOUNDS.
RW_MUST_USE rw_status rw_smps_core_bound(const rw_smps_scanner *scanner, const rw_smps_record *record,
                                         rw_smps_core *core);

// Is the name a kind of bound, and one that takes a value?
bool rw_smps_is_bound(const rw_smps_token *token, bool *takes_value);

// Is a line of set `name` to be read?  The first set of a section is; others are left out with a warning.
RW_MUST_USE rw_status rw_smps_core_choose(const rw_smps_scanner *scanner, const rw_smps_record *record,
                                          const rw_smps_token *name, rw_smps_core *core, rw_smps_set *set,
                                          bool *is_chosen);

// Where ENDATA is missing: the file may be cut short.
rw_status rw_smps_fail_cut(const rw_smps_scanner *scanner);

#endif
