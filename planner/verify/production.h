// Production: model.md section 4, (9)-(12).  SPDX-License-Identifier: MIT
#ifndef RW_VERIFY_PRODUCTION_H
#define RW_VERIFY_PRODUCTION_H

#include "verify/check.h"

// good[o,a,t]: units started that come out good.  (13)
double rw_good_units(const rw_check *check, rw_idx operation, rw_idx vintage, rw_idx month);

// (9)-(12); fills mothballed of the state.  Needs its effective.
void rw_check_production(rw_check *check);

#endif
