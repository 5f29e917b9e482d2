// A square matrix as L U.  SPDX-License-Identifier: MIT
#ifndef RW_LP_KERNEL_H
#define RW_LP_KERNEL_H

#include <stdbool.h>

#include <rampwerk/status.h>

typedef struct rw_kernel { // entries below and above the diagonal, column by column, rows in the order of the pivots
    int n;
    int *row;      // n: row of the matrix that is the pivot of column k
    int *begin[2]; // n + 1 each: of L and of U
    int *index;
    double *value, *diagonal; // n
} rw_kernel;

// Factorises matrix (n x n by rows; it is overwritten) by dense elimination that leaves out zeros.  RW_NUMERICAL where
// it is singular or nearly so.  Clears what the kernel held before.
RW_MUST_USE rw_status rw_kernel_factor(rw_kernel *kernel, int n, double *matrix);
void rw_kernel_clear(rw_kernel *kernel);

// Solves for the right-hand side `side` (n, by rows of the matrix).
void rw_kernel_solve(const rw_kernel *kernel, const double *side, double *solution);

#endif
