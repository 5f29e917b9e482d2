// The standard normal distribution.  SPDX-License-Identifier: MIT
#include "scenario/normal.h"

#include <float.h>
#include <math.h>

enum { MOST_STEPS = 100 }; // a handful is enough

static const double SQRT_HALF = 0.70710678118654752440;
static const double SQRT_TWO_PI = 2.5066282746310005024;

double rw_normal_cdf(double x) {
    return 0.5 * erfc(-x * SQRT_HALF);
}

// Newton's method on ln F(x) = ln p.  ln F is concave and increasing, and F(-s) <= exp(-s^2/2) / 2 puts the start left
// of the root: the steps rise to it.
static double lower_quantile(double p) {
    const double goal = log(p);
    double x = -sqrt(fmax(0.0, -2.0 * log(2.0 * p)));
    for (int k = 0; k < MOST_STEPS; k++) {
        const double f = rw_normal_cdf(x);
        const double step = (goal - log(f)) * f * SQRT_TWO_PI * exp(0.5 * x * x); // F / F' = f sqrt(2 pi) e^(x^2/2)
        x += step;
        if (!(step > 4.0 * DBL_EPSILON * fabs(x))) {
            break;
        }
    }
    return x;
}

double rw_normal_quantile(double p) {
    return p <= 0.5 ? lower_quantile(p) : -lower_quantile(1.0 - p);
}
