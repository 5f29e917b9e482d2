// Figures of a sample of equally likely numbers, and their confidence intervals.  SPDX-License-Identifier: MIT
#include "analyse/statistics.h"

#include <math.h>
#include <stdlib.h>

#include "scenario/normal.h"

const double rw_quantile_share[RW_N_QUANTILE] = {0.05, 0.25, 0.5, 0.75, 0.95};

enum { N_HALVING = 200 };               // of a bracket: to the last bit
static const double LARGEST = 1e8;      // no quantile of a share a double can tell from 1 is beyond, from 2 degrees on
static const rw_idx SERIES_FROM = 1000; // degrees of freedom: the error of the series is below 1e-12

// Finite sums for whole degrees of freedom (Abramowitz and Stegun, 26.7.3 and 26.7.4), with tan(angle) = x / sqrt(n).
static double student_distribution(rw_idx n_freedom, double x) {
    const double angle = atan(x / sqrt((double)n_freedom));
    const double square = cos(angle) * cos(angle);
    const bool is_odd = n_freedom % 2 == 1;
    double term = is_odd ? cos(angle) : 1.0;
    double sum = 0.0;
    for (rw_idx k = is_odd ? 3 : 2; k <= n_freedom; k += 2) {
        sum += term;
        term *= square * (double)(k - 1) / (double)k;
    }
    const double inside =
        is_odd ? (angle + sin(angle) * sum) / asin(1.0) : sin(angle) * sum; // probability within [-x, x]
    return 0.5 + 0.5 * inside;
}

// x >= 0 with student_distribution(x) = share >= 1/2, by halving.
static double student_upper(rw_idx n_freedom, double share) {
    double low = 0.0;
    double high = LARGEST;
    for (int k = 0; k < N_HALVING && low < high; k++) {
        const double middle = low + 0.5 * (high - low);
        if (middle <= low || middle >= high) {
            break;
        }
        if (student_distribution(n_freedom, middle) < share) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return high;
}

// In powers of 1 / n around the normal quantile (Abramowitz and Stegun, 26.7.5).
static double student_series(rw_idx n_freedom, double z) {
    const double n = (double)n_freedom;
    const double s = z * z;
    const double first = z * (s + 1.0) / 4.0;
    const double second = z * ((5.0 * s + 16.0) * s + 3.0) / 96.0;
    const double third = z * (((3.0 * s + 19.0) * s + 17.0) * s - 15.0) / 384.0;
    return z + (first + (second + third / n) / n) / n;
}

double rw_student_quantile(rw_idx n_freedom, double share) {
    if (n_freedom >= SERIES_FROM) {
        return student_series(n_freedom, rw_normal_quantile(share));
    }
    return share < 0.5 ? -student_upper(n_freedom, 1.0 - share) : student_upper(n_freedom, share);
}

rw_moments rw_moments_of(rw_idx count, const double *value) {
    double sum = 0.0;
    double squares = 0.0;
    for (rw_idx k = 0; k < count; k++) {
        sum += value[k];
    }
    const double mean = sum / (double)count;
    for (rw_idx k = 0; k < count; k++) {
        squares += (value[k] - mean) * (value[k] - mean);
    }
    return (rw_moments){
        .count = count, .mean = mean, .deviation = count > 1 ? sqrt(squares / (double)(count - 1)) : 0.0};
}

static double half_width(const rw_moments *moments, double share) {
    return moments->count > 1
               ? rw_student_quantile(moments->count - 1, share) * moments->deviation / sqrt((double)moments->count)
               : (double)INFINITY;
}

rw_estimate rw_estimate_of(rw_idx count, const double *value, double confidence) {
    const rw_moments moments = rw_moments_of(count, value);
    const double half = half_width(&moments, 0.5 + 0.5 * confidence);
    return (rw_estimate){.mean = moments.mean, .interval = {.low = moments.mean - half, .high = moments.mean + half}};
}

double rw_estimate_side(rw_idx count, const double *value, double confidence, int sign) {
    const rw_moments moments = rw_moments_of(count, value);
    return moments.mean + (double)sign * half_width(&moments, confidence);
}

rw_interval rw_wilson_interval(rw_idx n_hit, rw_idx count, double confidence) {
    const double n = (double)count;
    const double share = (double)n_hit / n;
    const double z = rw_normal_quantile(0.5 + 0.5 * confidence);
    const double weight = 1.0 + z * z / n;
    const double centre = (share + z * z / (2.0 * n)) / weight;
    const double half = z * sqrt(share * (1.0 - share) / n + z * z / (4.0 * n * n)) / weight;
    return (rw_interval){.low = n_hit == 0 ? 0.0 : fmax(0.0, centre - half), // exactly so but for rounding
                         .high = n_hit == count ? 1.0 : fmin(1.0, centre + half)};
}

static int compare(const void *a, const void *b) {
    const double x = *(const double *)a;
    const double y = *(const double *)b;
    return (x > y) - (x < y);
}

void rw_sample_sort(rw_idx count, double *value) {
    qsort(value, (size_t)count, sizeof *value, compare);
}

double rw_sample_quantile(rw_idx count, const double *sorted, double share) {
    const double place = share * (double)(count - 1);
    const rw_idx below = (rw_idx)floor(place);
    if (below + 1 >= count) {
        return sorted[count - 1];
    }
    return sorted[below] + (place - (double)below) * (sorted[below + 1] - sorted[below]);
}

void rw_sample_quantiles(rw_idx count, const double *sorted, double quantile[RW_N_QUANTILE]) {
    for (int q = 0; q < RW_N_QUANTILE; q++) {
        quantile[q] = rw_sample_quantile(count, sorted, rw_quantile_share[q]);
    }
}

double rw_sample_tail(rw_idx count, const double *sorted, double level) {
    const double wanted = (1.0 - level) * (double)count; // numbers, not whole
    double left = wanted;
    double sum = 0.0;
    for (rw_idx k = count - 1; k >= 0 && left > 0.0; k--) {
        const double part = fmin(1.0, left);
        sum += part * sorted[k];
        left -= part;
    }
    return sum / wanted;
}
