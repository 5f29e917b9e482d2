// Figures of a sample of numbers with weights.  SPDX-License-Identifier: MIT
#include "core/weighted.h"

#include <stdlib.h>

static const double ROUNDING = 0x1p-40; // of sums of weights, relative to all of them

static int compare(const void *a, const void *b) {
    const rw_weighted *x = a, *y = b;
    const int by_value = (x->value > y->value) - (x->value < y->value);
    return by_value != 0 ? by_value : (x->weight > y->weight) - (x->weight < y->weight);
}

void rw_weighted_sort(rw_idx count, rw_weighted *sample) {
    qsort(sample, (size_t)count, sizeof *sample, compare);
}

static double sum_weights(rw_idx count, const rw_weighted *sorted) {
    double sum = 0.0;
    for (rw_idx k = 0; k < count; k++) {
        sum += sorted[k].weight;
    }
    return sum;
}

double rw_weighted_quantile(rw_idx count, const rw_weighted *sorted, double share) {
    const double all = sum_weights(count, sorted);
    double below = 0.0;
    for (rw_idx k = 0; k < count - 1; k++) {
        below += sorted[k].weight;
        if (below >= (share - ROUNDING) * all) {
            return sorted[k].value;
        }
    }
    return sorted[count - 1].value;
}

double rw_weighted_tail(rw_idx count, const rw_weighted *sorted, double level) {
    const double wanted = (1.0 - level) * sum_weights(count, sorted);
    double left = wanted, sum = 0.0;
    for (rw_idx k = count - 1; k >= 0 && left > 0.0; k--) {
        const double part = k > 0 && sorted[k].weight < left ? sorted[k].weight : left;
        sum += part * sorted[k].value;
        left -= part;
    }
    return wanted > 0.0 ? sum / wanted : sorted[count - 1].value;
}
