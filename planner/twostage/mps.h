// The extensive form as text.  SPDX-License-Identifier: MIT
#ifndef RW_TWOSTAGE_MPS_H
#define RW_TWOSTAGE_MPS_H

#include <rampwerk/twostage.h>

#include "core/text.h"

enum { RW_MPS_NAME_BYTES = 32 };

// Short names, by number in the extensive form: x0000012, c0000012.
void rw_mps_column_name(char name[RW_MPS_NAME_BYTES], rw_idx col);
void rw_mps_row_name(char name[RW_MPS_NAME_BYTES], rw_idx row);

// The name of a problem, with what it must not hold left out.
void rw_mps_name(const char *name, rw_text *text);

// LO and UP, FX or FR: both bounds of a column, always.
void rw_mps_bounds(const char *name, double lower, double upper, rw_text *text);

void rw_mps_format(const rw_twostage *problem, const rw_extensive *extensive, const char *name, rw_text *text);
// The meaning of every name of the first n_scenario scenarios.
void rw_mps_map_format(const rw_twostage *problem, rw_idx n_scenario, rw_text *text);

#endif
