// Figures of a sample of numbers with weights.  SPDX-License-Identifier: MIT
#ifndef RW_CORE_WEIGHTED_H
#define RW_CORE_WEIGHTED_H

#include <rampwerk/status.h>

typedef struct rw_weighted {
    double value, weight; // weight >= 0
} rw_weighted;

// Sorts in place by value, ascending; equal values by weight, so that the order they came in does not matter.
void rw_weighted_sort(rw_idx count, rw_weighted *sample);

// The least of count >= 1 ascending numbers such that it and those below it have at least `share` of the weight.
double rw_weighted_quantile(rw_idx count, const rw_weighted *sorted, double share);

// Mean of the largest (1 - level) share of count >= 1 ascending numbers, 0 <= level < 1; the number at its edge counts
// in part.
double rw_weighted_tail(rw_idx count, const rw_weighted *sorted, double level);

#endif
