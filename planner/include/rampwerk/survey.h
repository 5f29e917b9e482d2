// What a sample of the risks looks like beside what was asked for.  SPDX-License-Identifier: MIT
#ifndef RAMPWERK_SURVEY_H
#define RAMPWERK_SURVEY_H

#include <rampwerk/scenario.h>

typedef struct rw_spread { // NAN: not known in closed form
    double mean, deviation, p5, p50, p95;
} rw_spread;

typedef struct rw_survey_number { // a number drawn for each scenario
    const char *name;             // as rw_scenario_set.factor_name
    rw_idx risk;
    rw_spread asked, drawn, kept; // kept: of the scenarios kept; as drawn where all are
} rw_survey_number;

typedef struct rw_survey_pair { // correlation of the normal scores of two risks, of events year by year
    rw_idx first, second;
    double asked, drawn; // drawn NAN: fewer than two scenarios
} rw_survey_pair;

typedef struct rw_survey {
    rw_arena *arena;
    rw_idx n_drawn, n_kept;
    rw_idx n_number;
    rw_survey_number *number;
    rw_idx n_pair;
    rw_survey_pair *pair; // those the model names
    rw_survey_pair other; // of the others the one farthest from 0; first < 0: there is none
    double error_made;    // by keeping n_kept, as of rw_scenario_reduce
    double error_of_one;  // by keeping one
} rw_survey;

// Surveys the sample that model's plan asks for (scenarios, seed, sampling, reduce); RW_ARGUMENT where it asks for
// none.
RW_MUST_USE rw_status rw_survey_new(const rw_model *model, rw_survey **survey, rw_error *error);
void rw_survey_free(rw_survey **survey); // accepts NULL, sets NULL

#endif
