// Cholesky's factorisation of a dense symmetric matrix.  SPDX-License-Identifier: MIT
#include "core/cholesky.h"

#include <math.h>

static const double LEAST_PIVOT = 1e-10; // of a matrix of correlations that can be factored safely

bool rw_cholesky_factor(double *a, rw_idx n) {
    for (rw_idx j = 0; j < n; j++) {
        for (rw_idx i = j; i < n; i++) {
            double sum = a[i * n + j];
            for (rw_idx k = 0; k < j; k++) {
                sum -= a[i * n + k] * a[j * n + k];
            }
            if (i == j && !(sum > LEAST_PIVOT)) {
                return false;
            }
            a[i * n + j] = i == j ? sqrt(sum) : sum / a[j * n + j];
        }
    }
    return true;
}
