// Small two-stage problems made up from a seed: whatever the format of a problem allows.  SPDX-License-Identifier: MIT
#ifndef RW_TESTS_PUZZLE_H
#define RW_TESTS_PUZZLE_H

#include <rampwerk/twostage.h>

typedef enum puzzle_kind {
    PUZZLE_BOXED, // every column of the first stage has two bounds
    PUZZLE_OPEN   // some have one or none
} puzzle_kind;

// 1 to 6 columns, continuous or integer, 0 to 4 rows; recourse of 1 to 20 columns and 1 to 6 rows, which has slacks, so
// that it is always feasible, in two problems of three; 1 to 6 scenarios that differ in anything; a risk measure in one
// of three.  Recourse is never unbounded.  NULL: no memory.
rw_twostage *puzzle_new(uint64_t seed, puzzle_kind kind);

#endif
