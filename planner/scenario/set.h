// Sets of scenarios: room for them, and all their ratios alike.  SPDX-License-Identifier: MIT
#ifndef RW_SCENARIO_SET_H
#define RW_SCENARIO_SET_H

#include <stddef.h>

#include <rampwerk/scenario.h>

enum { RW_N_RATIO = 12 };

typedef struct rw_ratio { // an array of a scenario
    const char *name;     // of the member: "build_ratio"
    size_t offset;        // of the double * in rw_scenario
    rw_idx count;
} rw_ratio;

// All arrays of ratios.
void rw_ratio_list(const rw_model *model, rw_ratio ratio[RW_N_RATIO]);
double *rw_ratio_of(const rw_scenario *scenario, const rw_ratio *ratio);

// n_scenario scenarios with the nominal figures and probability 0, and n_factor unnamed factors of value 0; NULL when
// out of memory.
rw_scenario_set *rw_set_new(const rw_model *model, rw_idx n_scenario, rw_idx n_factor);

// As rw_set_new with the names of source's factors.
rw_scenario_set *rw_set_new_like(const rw_model *model, const rw_scenario_set *source, rw_idx n_scenario);

// Copies scenario `from` of source, its factors and its probability, to scenario `to` of a set made like it.
void rw_set_copy(const rw_model *model, rw_scenario_set *set, rw_idx to, const rw_scenario_set *source, rw_idx from);

#endif
