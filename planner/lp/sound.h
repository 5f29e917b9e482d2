// Is an answer what it claims to be?  SPDX-License-Identifier: MIT
#ifndef RW_LP_SOUND_H
#define RW_LP_SOUND_H

#include <stdbool.h>

static const double RW_LP_INFINITE = 1e30; // bounds of that size and beyond are infinite, as the library has it

typedef struct rw_sound_case { // a linear problem and its solution
    int n_col, n_row;
    const int *begin, *length, *row; // columns, not necessarily without gaps
    const double *value, *cost, *lower, *upper, *row_lower, *row_upper;
    const double *primal, *dual; // n_col, n_row
    double *activity;            // n_row: work
} rw_sound_case;

// Whether the primal and the dual are feasible and their objectives agree, all to a generous tolerance: it tells a
// solution from what is left of an earlier one.
bool rw_sound(const rw_sound_case *c);

// Whether multipliers of the rows (n_row), up to sign, prove that there is no solution.  Needs no primal and no dual.
bool rw_sound_proof(const rw_sound_case *c, const double *ray);

// Whether the primal is feasible and a direction of the columns (n_col), up to sign, keeps it so however far it goes,
// and costs less and less: proves the problem unbounded.  Needs no proper dual.  size: n_row, work.
bool rw_sound_direction(const rw_sound_case *c, const double *direction, double *size);

#endif
