// What a formulation holds.  SPDX-License-Identifier: MIT
#ifndef RW_FORMULATE_FORMULATION_H
#define RW_FORMULATE_FORMULATION_H

#include "formulate/layout.h"

struct rw_formulation {
    rw_arena *arena;
    const rw_model *model;
    const rw_scenario_set *scenarios;
    double *discount;  // n_month
    rw_idx *year_end;  // month -> last month of its calendar year within the horizon
    rw_timing *timing; // n_scenario
    double *base;      // n_scenario: cost that no decision changes
    rw_support support;
    rw_layout layout;
    rw_twostage *problem;
};

#endif
