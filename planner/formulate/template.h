// The template of a two-stage problem and what each scenario changes in it.  SPDX-License-Identifier: MIT
#ifndef RW_FORMULATE_TEMPLATE_H
#define RW_FORMULATE_TEMPLATE_H

#include "formulate/assembly.h"

// What the recourse of every scenario is assembled from.
typedef struct rw_source {
    const rw_layout *layout;
    const rw_timing *timing; // n_scenario
    const rw_scenario_set *scenarios;
    const double *discount;
    const rw_idx *year_end;
    double shortfall_cap;
    const double *caps; // n_scenario: in its place; NULL: none
    double *base;       // n_scenario: filled with the cost of each scenario that no decision changes
} rw_source;

// Fills second, technology, recourse, first_scenario_cost, constant, probability and the deltas of problem.  The
// matrices hold every entry that is there in any scenario.  Costs, bounds and recourse matrix of the template are those
// of scenario 0; its technology matrix has the most frequent values, which are mostly 0.
RW_MUST_USE rw_status rw_template_fill(rw_twostage *problem, const rw_source *source);

#endif
