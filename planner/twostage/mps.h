// The extensive form as text.  SPDX-License-Identifier: MIT
#ifndef RW_TWOSTAGE_MPS_H
#define RW_TWOSTAGE_MPS_H

#include <rampwerk/twostage.h>

#include "core/text.h"

void rw_mps_format(const rw_twostage *problem, const rw_extensive *extensive, const char *name, rw_text *text);
void rw_mps_map_format(const rw_twostage *problem, rw_text *text);

#endif
