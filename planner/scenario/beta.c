// The beta distribution.  SPDX-License-Identifier: MIT
#include "scenario/beta.h"

#include <float.h>
#include <math.h>

enum { MOST_TERMS = 400, MOST_STEPS = 200 };

rw_beta rw_beta_new(double a, double b) {
    return (rw_beta){.a = a, .b = b, .constant = tgamma(a) * tgamma(b) / tgamma(a + b)};
}

// Integral of t^(a-1) (1-t)^(b-1) from 0 to x <= 1/2: (1-t)^(b-1) as its binomial series, term by term.
static double lower_integral(double a, double b, double x) {
    double coefficient = 1.0; // of t^n in (1-t)^(b-1), times x^n
    double sum = 1.0 / a;
    for (int n = 1; n < MOST_TERMS; n++) {
        coefficient *= ((double)n - b) / (double)n * x;
        const double term = coefficient / (a + (double)n);
        sum += term;
        if ((double)n > b && fabs(term) <= DBL_EPSILON * fabs(sum)) {
            break;
        }
    }
    return pow(x, a) * sum;
}

double rw_beta_cdf(const rw_beta *beta, double x) {
    return x <= 0.5 ? lower_integral(beta->a, beta->b, x) / beta->constant
                    : 1.0 - lower_integral(beta->b, beta->a, 1.0 - x) / beta->constant;
}

// Newton's method, halving the interval that holds the root where a step would leave it.
double rw_beta_quantile(const rw_beta *beta, double p) {
    double low = 0.0;
    double high = 1.0;
    double x = beta->a / (beta->a + beta->b);
    for (int k = 0; k < MOST_STEPS && high - low > DBL_EPSILON * high; k++) {
        const double excess = rw_beta_cdf(beta, x) - p;
        const double density = pow(x, beta->a - 1.0) * pow(1.0 - x, beta->b - 1.0) / beta->constant;
        if (excess > 0.0) {
            high = x;
        } else {
            low = x;
        }
        double next = x - excess / density;
        if (!(next > low && next < high)) {
            next = 0.5 * (low + high);
        }
        if (fabs(next - x) <= 2.0 * DBL_EPSILON * x) {
            return next;
        }
        x = next;
    }
    return x;
}
