// What scenarios' recourse matrices hold, kept until what they have in common is known.  SPDX-License-Identifier: MIT
#ifndef RW_FORMULATE_DRAFT_H
#define RW_FORMULATE_DRAFT_H

#include <rampwerk/twostage.h>

typedef struct rw_entry { // of a matrix
    rw_idx key;           // column * n_row + row; later the position among the places
    double value;
} rw_entry;

// Entries of one scenario after the other, in one block: a block that grows and shrinks at its end leaves no holes.
// Zero-initialise.
typedef struct rw_entries {
    rw_idx count, capacity;
    rw_entry *entry; // keys ascending within a scenario
    rw_idx *begin;   // n_scenario + 1
} rw_entries;

RW_MUST_USE rw_status rw_entries_init(rw_entries *entries, rw_idx n_scenario);
void rw_entries_clear(rw_entries *entries);

// Adds, for scenario w, after that of w - 1, every entry of matrix that is not 0, ...
RW_MUST_USE rw_status rw_entries_collect(rw_entries *entries, rw_idx w, const rw_sparse *matrix);
// ... or every entry of `to` that differs from `from`, 0 where there is none.
RW_MUST_USE rw_status rw_entries_compare(rw_entries *entries, rw_idx w, const rw_sparse *from, const rw_sparse *to);

// Gives back the memory of scenarios w and later, where that is worth while.
void rw_entries_cut(rw_entries *entries, rw_idx w);

// Keys of the places of a matrix, ascending.  Zero-initialise.
typedef struct rw_places {
    rw_idx count, capacity;
    rw_idx *key;
} rw_places;

// Adds the places of matrix, or of a scenario's entries, that are not among them yet.
RW_MUST_USE rw_status rw_places_add_matrix(rw_places *places, const rw_sparse *matrix);
RW_MUST_USE rw_status rw_places_add(rw_places *places, const rw_entries *entries, rw_idx w);
// Replaces the keys of a scenario's entries, all of which are among the places, by their positions there.
void rw_places_locate(const rw_places *places, rw_entries *entries, rw_idx w);
// A matrix of zeros with those places.
RW_MUST_USE rw_status rw_places_matrix(const rw_places *places, rw_idx n_row, rw_idx n_col, rw_sparse *matrix);
void rw_places_clear(rw_places *places);

#endif
