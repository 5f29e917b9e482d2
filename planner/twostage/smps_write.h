// A two-stage problem as the three files of SMPS.  SPDX-License-Identifier: MIT
#ifndef RW_TWOSTAGE_SMPS_WRITE_H
#define RW_TWOSTAGE_SMPS_WRITE_H

#include <rampwerk/smps.h>

#include "core/text.h"

// What must be known of all scenarios before the core file can be written.
typedef struct rw_smps_form {
    const rw_twostage *problem;
    double probability_sum;       // 1 where it is so but for rounding
    char *type;                   // second.n_row: N, E, G or L, to fit every scenario
    unsigned char *has_range;     // second.n_row: both sides are finite in some scenario
    unsigned char *is_first_cost; // first.n_col: random
    unsigned char *is_technology; // entries of the matrices that are random
    unsigned char *is_recourse;
} rw_smps_form;

// RW_UNSUPPORTED where a row has now only its lower, now only its upper side.
RW_MUST_USE rw_status rw_smps_form_init(const rw_twostage *problem, rw_smps_form *form, rw_error *error);
void rw_smps_form_clear(rw_smps_form *form);

// Right-hand side and range (NAN: none) of a second-stage row with these sides.
void rw_smps_form_side(const rw_smps_form *form, rw_idx row, double lower, double upper, double *rhs, double *range);

// The cost of a first-stage column in the core file, or in a scenario whose own cost is d.
double rw_smps_form_cost(const rw_smps_form *form, rw_idx col, double d);

// A line of section RHS or RANGES; what is infinite as 1e30.
void rw_smps_write_side(const char *set, rw_idx row, double value, rw_text *text);

void rw_smps_core_format(const rw_smps_form *form, const char *name, rw_text *text);
void rw_smps_time_format(const rw_smps_form *form, const char *name, rw_text *text);
RW_MUST_USE rw_status rw_smps_stoch_format(const rw_smps_form *form, const char *name, rw_text *text);

#endif
