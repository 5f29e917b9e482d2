// Solves at multiplied prices of shortfall, one after another.  SPDX-License-Identifier: MIT
#ifndef RW_ANALYSE_PRICE_H
#define RW_ANALYSE_PRICE_H

#include <rampwerk/frontier.h>

// A search under way.
typedef struct rw_pricing {
    const rw_model *model;
    const rw_scenario_set *scenarios;
    const rw_price_options *options;
    rw_price_search *search;
    double begun;
    char step[48]; // what is being solved, in words
} rw_pricing;

RW_MUST_USE rw_status rw_pricing_begin(rw_pricing *pricing, rw_idx n_target, const rw_probability_target *target,
                                       rw_error *error);

// How many numbers `multiple` holds, and which of them the target's lever is.
rw_idx rw_pricing_n_lever(const rw_model *model);
rw_idx rw_pricing_lever(const rw_model *model, const rw_probability_target *target);

// Solves with every lever times multiple (n_lever; see rw_price_point), started from the nearest plan so far, and adds
// the point.  solved: zeroed; what was found, released by the caller in any case.  *done: the search must end here: a
// limit of time, a request to stop, or no plan at all.
RW_MUST_USE rw_status rw_pricing_solve(rw_pricing *pricing, const double *multiple, rw_solved *solved, bool *done,
                                       rw_error *error);

// An upper bound on the share of futures in which target k is met by any plan that meets the customer's use: 1 less
// those in which no plan found met it and none can, proven future by future.
RW_MUST_USE rw_status rw_pricing_possible(const rw_pricing *pricing, rw_idx k, double *share, rw_error *error);

// Fills complete and monotone.
void rw_pricing_end(rw_pricing *pricing, bool complete);
void rw_price_search_clear(rw_price_search *search);

// Whether a plan's probability reaches the share asked for.
bool rw_price_reaches(double probability, double share);

// How much of its share the point's plan misses, at most over the targets; 0 where it reaches all.
double rw_price_deficit(const rw_price_search *search, const rw_price_point *point);

// Whether a plan is to be preferred to another, both of which reach what is asked for: proven, then cheaper, then at
// lower prices.
bool rw_price_is_better(const rw_model *model, const rw_price_point *point, const rw_price_point *other);

#endif
