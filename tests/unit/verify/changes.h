// Changing one figure of the model and saying what the re-check must find.  SPDX-License-Identifier: MIT
#ifndef RW_TESTS_VERIFY_CHANGES_H
#define RW_TESTS_VERIFY_CHANGES_H

#include <stddef.h>

#include <rampwerk/verify.h>

#include "workshop.h"

// What one changed figure must lead to.
typedef struct outcome {
    const char *figure;
    rw_violation kind;
    bool alone;        // no other kind is broken: the figure is a limit, no decision or cost hangs on it
    const char *where; // NULL: any place
} outcome;

typedef struct number_change {
    double *number;
    double value;
    outcome wanted;
} number_change;

typedef struct index_change {
    rw_idx *index;
    rw_idx value;
    outcome wanted;
} index_change;

typedef struct path_change { // one month of a path (one year of a limit) changes
    const double **path;
    rw_idx month;
    double value;
    outcome wanted;
} path_change;

// The verdict; fails the test where the re-check does not run.
rw_verdict verdict_of(const workshop *shop);
bool breaks(const rw_verdict *verdict, int kind);

// Fails unless the plan breaks what is wanted.
void expect(const workshop *shop, const outcome *wanted);

// Each change in turn, undone again.
void change_numbers(const workshop *shop, const number_change *change, size_t count);
void change_indices(const workshop *shop, const index_change *change, size_t count);
void change_paths(const workshop *shop, const path_change *change, size_t count);

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

#endif
