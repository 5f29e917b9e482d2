// The distribution of one risk.  SPDX-License-Identifier: MIT
#include "scenario/marginal.h"

#include <math.h>

#include "core/memory.h"
#include "scenario/normal.h"

static const double UPPER_SHARE = 0.9; // a lognormal risk gives its median and this quantile

// Pairs (value, probability) in ascending order of value, probabilities summed.
static rw_status init_discrete(rw_marginal *m, rw_arena *arena, rw_idx count, const double *pair) {
    m->distribution = RW_DISCRETE;
    m->n_value = count;
    m->value = rw_arena_alloc(arena, count, sizeof *m->value);
    m->cumulative = rw_arena_alloc(arena, count, sizeof *m->cumulative);
    if (m->value == NULL || m->cumulative == NULL) {
        return RW_NO_MEMORY;
    }
    for (rw_idx k = 0; k < count; k++) {
        rw_idx at = k;
        for (; at > 0 && m->value[at - 1] > pair[2 * k]; at--) {
            m->value[at] = m->value[at - 1];
            m->cumulative[at] = m->cumulative[at - 1];
        }
        m->value[at] = pair[2 * k];
        m->cumulative[at] = pair[2 * k + 1];
    }
    for (rw_idx k = 1; k < count; k++) {
        m->cumulative[k] += m->cumulative[k - 1];
    }
    return RW_OK;
}

rw_status rw_marginal_init(rw_marginal *m, rw_arena *arena, const rw_risk *risk, double nominal) {
    const double *p = risk->parameter;
    *m = (rw_marginal){.distribution = risk->distribution};
    switch (risk->distribution) {
    case RW_TRIANGULAR:
    case RW_PERT:
        m->low = p[0];
        m->mode = p[1];
        m->high = p[2];
        m->beta = rw_beta_new(1.0 + 4.0 * (p[1] - p[0]) / (p[2] - p[0]), 1.0 + 4.0 * (p[2] - p[1]) / (p[2] - p[0]));
        return RW_OK;
    case RW_UNIFORM:
        m->low = p[0];
        m->high = p[1];
        return RW_OK;
    case RW_LOGNORMAL:
        m->median = p[0];
        m->sigma = log(p[1] / p[0]) / rw_normal_quantile(UPPER_SHARE);
        return RW_OK;
    case RW_DISCRETE:
        return init_discrete(m, arena, risk->n_parameter / 2, p);
    case RW_BERNOULLI: {
        const double pair[4] = {p[1], p[0], nominal, 1.0 - p[0]};
        return init_discrete(m, arena, 2, pair);
    }
    case RW_EVENT:
        return RW_OK;
    }
    return RW_INTERNAL;
}

static double triangular_quantile(const rw_marginal *m, double p) {
    const double width = m->high - m->low;
    return p * width <= m->mode - m->low ? m->low + sqrt(p * width * (m->mode - m->low))
                                         : m->high - sqrt((1.0 - p) * width * (m->high - m->mode));
}

static double discrete_quantile(const rw_marginal *m, double p) {
    rw_idx k = 0;
    while (k + 1 < m->n_value && p >= m->cumulative[k]) {
        k++;
    }
    return m->value[k];
}

double rw_marginal_quantile(const rw_marginal *m, double p) {
    switch (m->distribution) {
    case RW_TRIANGULAR:
        return triangular_quantile(m, p);
    case RW_PERT:
        return m->low + (m->high - m->low) * rw_beta_quantile(&m->beta, p);
    case RW_UNIFORM:
        return m->low + (m->high - m->low) * p;
    case RW_LOGNORMAL:
        return m->median * exp(m->sigma * rw_normal_quantile(p));
    case RW_DISCRETE:
        return discrete_quantile(m, p);
    default:
        return (double)NAN;
    }
}

static double discrete_moment(const rw_marginal *m, double center, int power) {
    double sum = 0.0;
    for (rw_idx k = 0; k < m->n_value; k++) {
        const double probability = m->cumulative[k] - (k > 0 ? m->cumulative[k - 1] : 0.0);
        sum += probability * pow(m->value[k] - center, power);
    }
    return sum;
}

double rw_marginal_mean(const rw_marginal *m) {
    switch (m->distribution) {
    case RW_TRIANGULAR:
        return (m->low + m->mode + m->high) / 3.0;
    case RW_PERT:
        return (m->low + 4.0 * m->mode + m->high) / 6.0;
    case RW_UNIFORM:
        return 0.5 * (m->low + m->high);
    case RW_LOGNORMAL:
        return m->median * exp(0.5 * m->sigma * m->sigma);
    case RW_DISCRETE:
        return discrete_moment(m, 0.0, 1);
    default:
        return (double)NAN;
    }
}

double rw_marginal_deviation(const rw_marginal *m) {
    const double mean = rw_marginal_mean(m);
    const double below = m->mode - m->low;
    const double above = m->high - m->mode;
    switch (m->distribution) {
    case RW_TRIANGULAR:
        return sqrt((below * below + below * above + above * above) / 18.0);
    case RW_PERT:
        return sqrt((mean - m->low) * (m->high - mean) / 7.0);
    case RW_UNIFORM:
        return (m->high - m->low) / sqrt(12.0);
    case RW_LOGNORMAL:
        return mean * sqrt(expm1(m->sigma * m->sigma));
    case RW_DISCRETE:
        return sqrt(discrete_moment(m, mean, 2));
    default:
        return (double)NAN;
    }
}
