// Cholesky's factorisation of a dense symmetric matrix.  SPDX-License-Identifier: MIT
#ifndef RW_CORE_CHOLESKY_H
#define RW_CORE_CHOLESKY_H

#include <stdbool.h>

#include <rampwerk/status.h>

// Replaces the lower triangle of a (n x n, row-major) by L with L L' = a; the rest is neither read nor written.  False
// where a pivot is too small: a is not positive definite, or hardly so, and its lower triangle is spoilt.
bool rw_cholesky_factor(double *a, rw_idx n);

#endif
