// The standard normal distribution.  SPDX-License-Identifier: MIT
#ifndef RW_SCENARIO_NORMAL_H
#define RW_SCENARIO_NORMAL_H

double rw_normal_cdf(double x);

// x with rw_normal_cdf(x) = p, for 0 < p < 1.
double rw_normal_quantile(double p);

#endif
