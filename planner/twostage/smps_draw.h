// From independent random variables to scenarios.  SPDX-License-Identifier: MIT
#ifndef RW_TWOSTAGE_SMPS_DRAW_H
#define RW_TWOSTAGE_SMPS_DRAW_H

#include "twostage/smps_stoch.h"

// Every combination of outcomes of positive probability, or a sample of them.
typedef struct rw_smps_draw {
    const rw_smps_stoch *stoch; // whose outcomes list all their values after rw_smps_draw_init
    rw_idx n_scenario;
    double n_combination; // INFINITY where a distribution is continuous
    bool is_sample;
    uint64_t seed;
    rw_idx *begin;   // n_variable + 1: outcomes of positive probability of variable v, in `outcome`
    rw_idx *outcome; // begin[n_variable]
    double *total;   // n_variable: sum of their probabilities
} rw_smps_draw;

// Fills in what outcomes inherit, and counts scenarios.  RW_UNSUPPORTED where they are too many, or cannot be listed.
RW_MUST_USE rw_status rw_smps_draw_init(const rw_smps_scanner *scanner, rw_smps_stoch *stoch,
                                        const rw_smps_options *options, rw_smps_draw *draw);
void rw_smps_draw_clear(rw_smps_draw *draw);

// Calls set(context, place, value) for everything scenario `index` replaces; returns its probability.
typedef void (*rw_smps_set_value)(void *context, rw_idx place, double value);
double rw_smps_draw_scenario(const rw_smps_draw *draw, rw_idx index, rw_smps_set_value set, void *context);

#endif
