// Probability targets in words, tables and JSON.  SPDX-License-Identifier: MIT
#ifndef RW_REPORT_FRONTIER_H
#define RW_REPORT_FRONTIER_H

#include <rampwerk/frontier.h>

#include "report/json.h"
#include "report/style.h"

// One line without a newline on the last solve of a search: its levers, what it reached, cost, gap, seconds.
void rw_frontier_progress(rw_text *text, const rw_model *model, const rw_price_search *search);

// The model's probability targets as an array "probability_targets": what is asked for, what the plan reaches.
void rw_frontier_targets_json(rw_json *json, const rw_model *model, const rw_plan *plan);

// How the plan came by its targets: whether they are reached, at which price and cost, and by what search.  model: as
// configured.  The JSON is an object "price_search".
void rw_assurance_write(rw_text *text, const rw_style *style, const rw_model *model, const rw_assurance *assurance);
void rw_assurance_json(rw_json *json, const rw_model *model, const rw_assurance *assurance);

typedef struct rw_frontier_view { // a frontier and what it is of
    const rw_model *model;
    const rw_frontier *frontier;
    rw_idx n_scenario;
    double gap_asked, seconds;
    int threads;
} rw_frontier_view;

void rw_frontier_write(rw_text *text, const rw_style *style, const rw_frontier_view *view);
void rw_frontier_json(rw_text *text, const rw_frontier_view *view); // schema "rampwerk-frontier-1"
void rw_frontier_csv(rw_text *text, const rw_frontier_view *view);  // a line for each level, numbers to 17 digits

// "Bundeswehr, round, by 2031-12"
void rw_frontier_target(rw_text *text, const rw_model *model, const rw_probability_target *target);
// "2.83 times the configured price of shortfall", "a CVaR weight of 0.5".
void rw_frontier_lever(rw_text *text, const rw_model *model, const rw_probability_target *target,
                       const rw_price_point *point);
// What 1 - risk_weight is divided by, or prices are multiplied by.
double rw_frontier_multiple(const rw_model *model, const rw_probability_target *target, const rw_price_point *point);
// "93.3 %", never rounded up to 100 % nor down to 0 %.
void rw_frontier_share(char buffer[16], double share);
// The keys of a solve in the open object.
void rw_frontier_point_json(rw_json *json, const rw_model *model, const rw_price_search *search, rw_idx point);

#endif
