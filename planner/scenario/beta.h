// The beta distribution, for shapes of at least 1.  SPDX-License-Identifier: MIT
#ifndef RW_SCENARIO_BETA_H
#define RW_SCENARIO_BETA_H

typedef struct rw_beta {
    double a, b;     // shapes, from 1 to some tens
    double constant; // B(a, b)
} rw_beta;

rw_beta rw_beta_new(double a, double b);
double rw_beta_cdf(const rw_beta *beta, double x); // 0 <= x <= 1

// x with rw_beta_cdf(x) = p, for 0 < p < 1.
double rw_beta_quantile(const rw_beta *beta, double p);

#endif
