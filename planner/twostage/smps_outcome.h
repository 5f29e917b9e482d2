// Outcomes of random variables while a stoch file is read.  SPDX-License-Identifier: MIT
#ifndef RW_TWOSTAGE_SMPS_OUTCOME_H
#define RW_TWOSTAGE_SMPS_OUTCOME_H

#include "twostage/smps_stoch.h"

typedef struct rw_smps_collector {
    const rw_smps_scanner *scanner;
    const rw_smps_core *core;
    rw_smps_stoch *stoch;
    rw_smps_distribution distribution;
    rw_smps_modifier modifier;
    rw_idx variable, outcome; // that values go to; -1: none
} rw_smps_collector;

// Numbers of a line of section INDEP.
typedef struct rw_smps_independent {
    int count; // of places
    rw_idx place[2];
    double value, parameter; // and probability; or the two parameters of the distribution
} rw_smps_independent;

RW_MUST_USE rw_status rw_smps_variable_add(rw_smps_collector *collector, rw_idx *index);
// One more outcome of the collector's variable, which becomes its outcome.
RW_MUST_USE rw_status rw_smps_outcome_add(rw_smps_collector *collector, double probability, rw_idx parent);
// The collector's outcome sets a place to a value, or changes it by it.
RW_MUST_USE rw_status rw_smps_outcome_set(rw_smps_collector *collector, const rw_smps_record *record,
                                          const rw_smps_token *token, rw_idx place, double value);
// One more outcome, or the distribution, of a variable of its own.
RW_MUST_USE rw_status rw_smps_outcome_independent(rw_smps_collector *collector, const rw_smps_record *record,
                                                  const rw_smps_token *token, const rw_smps_independent *line);

#endif
