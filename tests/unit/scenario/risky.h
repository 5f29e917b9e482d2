// Tiny plants with risks.  SPDX-License-Identifier: MIT
#ifndef RW_TESTS_UNIT_SCENARIO_RISKY_H
#define RW_TESTS_UNIT_SCENARIO_RISKY_H

#include <rampwerk/scenario.h>

#include "support/tiny.h"

enum { RISKY_ROOM = 16 };

// rw_tiny_new with two lines, two permits ("quick" of 3 months, "slow" of 20) and room for RISKY_ROOM risks and
// correlations.
rw_model *risky_new(rw_idx n_month);

// Adds a risk of up to four parameters; target: NULL for all, else the one it applies to.  Its index.
rw_idx risky_add(rw_model *model, const char *name, const char *factor, rw_distribution distribution,
                 rw_idx n_parameter, const double *parameter, const char *target);
// The same with the parameters listed.
#define RISKY_ADD(model, name, factor, distribution, target, ...)                                                      \
    risky_add((model), (name), (factor), (distribution), sizeof((double[]){__VA_ARGS__}) / sizeof(double),             \
              (double[]){__VA_ARGS__}, (target))

void risky_correlate(rw_model *model, rw_idx first, rw_idx second, double value);

// Scenarios [first, first + count) of a sample; a failure fails the test.
rw_scenario_set *risky_draw(const rw_model *model, rw_sampling sampling, rw_idx n_sample, rw_idx first, rw_idx count);

// Whether two scenarios are the same in every bit but for the probability.
bool risky_same(const rw_model *model, const rw_scenario *a, const rw_scenario *b);

double risky_factor(const rw_scenario_set *set, rw_idx scenario, const char *name);

// Pearson's correlation.
double risky_correlation(const double *x, const double *y, rw_idx count);

#endif
