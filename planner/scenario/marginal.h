// The distribution of one risk: its quantiles and moments (model.md section 7).  SPDX-License-Identifier: MIT
#ifndef RW_SCENARIO_MARGINAL_H
#define RW_SCENARIO_MARGINAL_H

#include <rampwerk/model.h>

#include "scenario/beta.h"

typedef struct rw_marginal {
    rw_distribution distribution; // Bernoulli: as a discrete one
    double low, mode, high;       // triangular, PERT, uniform
    rw_beta beta;                 // PERT
    double median, sigma;         // lognormal: sigma of the logarithm
    rw_idx n_value;               // discrete
    double *value;                // n_value, ascending
    double *cumulative;           // n_value: probability of a value up to this one
} rw_marginal;

// nominal: the value where a Bernoulli risk does not happen.  An event has no quantiles: it is not to be asked for.
RW_MUST_USE rw_status rw_marginal_init(rw_marginal *marginal, rw_arena *arena, const rw_risk *risk, double nominal);

double rw_marginal_quantile(const rw_marginal *marginal, double p); // 0 < p < 1; does not fall as p grows
double rw_marginal_mean(const rw_marginal *marginal);
double rw_marginal_deviation(const rw_marginal *marginal); // standard deviation

#endif
