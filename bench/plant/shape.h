// The skeleton of a generated plant: what there is and how large.  SPDX-License-Identifier: MIT
//
// A chain makes one product in stages: raw -> mid1 -> ... -> final; every stage has one or two line types.  Imports of
// the final item compete with it, their price is the yardstick of all costs of the chain.
#ifndef BENCH_PLANT_SHAPE_H
#define BENCH_PLANT_SHAPE_H

#include "plant/recipe.h"

enum { MAX_CHAIN = 3, MAX_STAGE = 5, MAX_ALTERNATIVE = 2, MAX_LINE = 24, MAX_SITE = 4, MAX_SKILL = 4, NO_MONTH = -1 };

typedef struct plant_line {
    int chain, stage, alternative, site; // site -1: none
    double rate, capex, fixed, area, licence, heads, step_cost;
    rw_idx lead, commissioning, ramp, yield_months, spacing, existing, most, order_from, order_to;
    rw_idx past, past_month;     // modules ordered so many months before the start; 0: none
    rw_idx future, future_month; // modules that must be ordered; 0: none
    bool waits;                  // for the permit of its site
} plant_line;

typedef struct plant_chain {
    int n_stage, n_alternative[MAX_STAGE], line[MAX_STAGE][MAX_ALTERNATIVE];
    double demand, price; // units per month, EUR per unit
} plant_chain;

typedef struct plant_shape {
    const plant_recipe *recipe;
    int start_year, start_month;
    rw_idx n_month, n_year;
    int n_chain, n_line, n_site, n_skill, n_customer;
    plant_chain chain[MAX_CHAIN];
    plant_line line[MAX_LINE];
    double wage[MAX_SKILL];
} plant_shape;

plant_shape plant_shape_of(const plant_recipe *recipe);

// Has the plant the feature?
bool plant_has(const plant_shape *shape, plant_feature feature);

#endif
