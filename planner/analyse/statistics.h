// Figures of a sample of equally likely numbers, and their confidence intervals.  analyse.md says what each means.
// SPDX-License-Identifier: MIT
#ifndef RW_ANALYSE_STATISTICS_H
#define RW_ANALYSE_STATISTICS_H

#include <rampwerk/analyse.h>

// The number below which a share of Student's t distribution lies, 0 < share < 1, with n_freedom >= 1 degrees of
// freedom.
double rw_student_quantile(rw_idx n_freedom, double share);

// Mean and standard deviation (divisor count - 1; 0 for a single number) of count >= 1 numbers.
typedef struct rw_moments {
    rw_idx count;
    double mean, deviation;
} rw_moments;

rw_moments rw_moments_of(rw_idx count, const double *value);

// Mean with its two-sided interval by Student's t; of a single number the interval is unbounded.
rw_estimate rw_estimate_of(rw_idx count, const double *value, double confidence);

// End of the one-sided interval of the mean, upwards (sign 1) or downwards (sign -1).
double rw_estimate_side(rw_idx count, const double *value, double confidence, int sign);

// Wilson's interval of a probability after n_hit of count >= 1 trials.
rw_interval rw_wilson_interval(rw_idx n_hit, rw_idx count, double confidence);

// Sorts in place, ascending.
void rw_sample_sort(rw_idx count, double *value);

// Quantile of ascending numbers, count >= 1, 0 <= share <= 1: linear between order statistics, (count - 1) share + 1.
double rw_sample_quantile(rw_idx count, const double *sorted, double share);
void rw_sample_quantiles(rw_idx count, const double *sorted, double quantile[RW_N_QUANTILE]);

// Mean of the largest (1 - level) share of ascending numbers, count >= 1, 0 <= level < 1; the number at its edge counts
// in part.
double rw_sample_tail(rw_idx count, const double *sorted, double level);

#endif
