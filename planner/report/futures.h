// How the futures of a plan differ: spreads over its scenarios, and chances.  SPDX-License-Identifier: MIT
#ifndef RW_REPORT_FUTURES_H
#define RW_REPORT_FUTURES_H

#include <rampwerk/plan.h>

#include "core/weighted.h"
#include "report/json.h"

// Whether the plan is one over drawn futures; the nominal one is none.
bool rw_futures_are_drawn(const rw_model *model, const rw_plan *plan);

typedef struct rw_futures {
    const rw_model *model;
    const rw_plan *plan;
    rw_weighted *sample; // workspace
} rw_futures;

// False when out of memory.  Close in any case.
bool rw_futures_open(rw_futures *futures, const rw_model *model, const rw_plan *plan);
void rw_futures_close(rw_futures *futures);

// A number that differs from scenario to scenario; quantiles are values that occur.
typedef struct rw_spread {
    double mean, p10, p50, p90, least, most;
    double tail; // mean of the largest 1 - risk_level of the model
} rw_spread;

rw_spread rw_futures_cost(const rw_futures *futures); // objectives of the scenarios
rw_spread rw_futures_stock(const rw_futures *futures, rw_idx product, rw_idx month);
rw_spread rw_futures_short(const rw_futures *futures, rw_idx product, rw_idx month); // units below target
// What the customer's worst product misses of its target, as a share.
rw_spread rw_futures_missing(const rw_futures *futures, rw_idx customer, rw_idx month);

// Whether anything is wanted of the customer (-1: of any) at the end of the month, ...
bool rw_futures_is_wanted(const rw_model *model, rw_idx customer, rw_idx month);
// ... and the probability that all of it is there.
double rw_futures_met(const rw_futures *futures, rw_idx customer, rw_idx month);

// Probability that every target is met at the end of every month; at the end of the last one.
double rw_futures_always_met(const rw_futures *futures);
double rw_futures_last_met(const rw_futures *futures);

// The first month from whose end on half of the futures meet every target to the last; -1: there is none.
rw_idx rw_futures_half_settled(const rw_futures *futures);

// A chance in whole percent: 100 and 0 stand for certainty alone.
int rw_futures_percent(double probability);

// "20 futures", "20 futures that stand for 500"; "plain Monte Carlo, seed 1".
void rw_futures_describe(rw_text *text, const rw_model *model, const rw_plan *plan);
void rw_futures_describe_sample(rw_text *text, const rw_model *model);

// All of it as the object "futures"; null for a plan over the nominal one.
void rw_futures_json(rw_json *json, const rw_model *model, const rw_plan *plan);

#endif
