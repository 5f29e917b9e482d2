// The stoch file: independent random variables, and the entries of the problem they replace.
// SPDX-License-Identifier: MIT
#ifndef RW_TWOSTAGE_SMPS_STOCH_H
#define RW_TWOSTAGE_SMPS_STOCH_H

#include "twostage/smps_time.h"

typedef enum rw_smps_kind { // of a place
    RW_SMPS_CONSTANT,       // right-hand side of the objective
    RW_SMPS_COST,           // col
    RW_SMPS_COEFFICIENT,    // row, col
    RW_SMPS_RHS,            // row
    RW_SMPS_RANGE,          // row
    RW_SMPS_LOWER,          // col
    RW_SMPS_UPPER           // col
} rw_smps_kind;

typedef struct rw_smps_place { // something of the problem that is random
    rw_smps_kind kind;
    rw_idx row, col; // of the core file, 0 where the kind needs none
    double core;     // its value there; NAN: none
    rw_idx variable; // that sets it, -1: none yet
    rw_idx outcome;  // that set it last
} rw_smps_place;

typedef struct rw_smps_places { // found by hashing; zero-initialise
    rw_idx count, capacity;
    rw_smps_place *place;
    rw_idx n_slot;
    rw_idx *slot; // 0 or 1 + the number of a place
} rw_smps_places;

typedef struct rw_smps_value {
    rw_idx place;
    double value; // that replaces the core's
} rw_smps_value;

typedef struct rw_smps_outcome { // of a discrete variable
    double probability;
    rw_idx parent;     // an earlier outcome whose values hold where none are given; -1: the core's
    rw_idx begin, end; // values
    rw_idx next;       // outcome of the same variable, -1: none
} rw_smps_outcome;

typedef enum rw_smps_modifier { RW_SMPS_REPLACE, RW_SMPS_ADD, RW_SMPS_MULTIPLY } rw_smps_modifier;
typedef enum rw_smps_distribution { RW_SMPS_DISCRETE, RW_SMPS_NORMAL, RW_SMPS_UNIFORM } rw_smps_distribution;

typedef struct rw_smps_variable { // independent of the others
    rw_smps_distribution distribution;
    rw_idx n_outcome, first, last; // discrete
    rw_smps_modifier modifier;     // continuous, as are those below
    int n_place;
    rw_idx place[2];
    double parameter[2]; // mean and variance, or least and most
} rw_smps_variable;

typedef struct rw_smps_stoch {
    rw_smps_places places;
    rw_idx n_variable, variable_capacity, n_outcome, outcome_capacity, n_value, value_capacity;
    rw_smps_variable *variable;
    rw_smps_outcome *outcome;
    rw_smps_value *value;
} rw_smps_stoch;

// Reads the file.  max_probability: larger ones are errors.  stoch: zero.  Release with clear in any case.
RW_MUST_USE rw_status rw_smps_stoch_read(rw_smps_scanner *scanner, const rw_smps_core *core, const rw_smps_time *time,
                                         double max_probability, rw_smps_stoch *stoch);
void rw_smps_stoch_clear(rw_smps_stoch *stoch);

// The place "name row" or, where bound is not absent, "set column" stand for; count 0: one without meaning, as that of
// a free row; 2: both bounds.
RW_MUST_USE rw_status rw_smps_places_resolve(const rw_smps_scanner *scanner, const rw_smps_record *record,
                                             const rw_smps_core *core, const rw_smps_token name[3],
                                             rw_smps_places *places, rw_idx place[2], int *count);

// Is it something of the first stage other than a cost?
bool rw_smps_place_is_first(const rw_smps_core *core, const rw_smps_place *place);

double rw_smps_modify(rw_smps_modifier modifier, double core, double value);

#endif
