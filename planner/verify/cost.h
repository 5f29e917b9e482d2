// Money: model.md (29), section 5 and section 6.  SPDX-License-Identifier: MIT
#ifndef RW_VERIFY_COST_H
#define RW_VERIFY_COST_H

#include "verify/check.h"

// Fills cost and turnover of the state (section 5), compares every kind in every month, and checks (29).  Needs all
// other states.
void rw_check_costs(rw_check *check);

#endif
