// Policies: model.md section 4, (25)-(28).  SPDX-License-Identifier: MIT
#ifndef RW_VERIFY_POLICY_H
#define RW_VERIFY_POLICY_H

#include "verify/check.h"

// (25)-(28); an entry of the plan that stands for no balance must be 0.
void rw_check_policies(rw_check *check);

// What the shortfalls against (25)-(28) cost in a month: content, supply and transfer in the last month of a balance,
// surge month by month.  (section 5, policy)
double rw_policy_eur(const rw_check *check, rw_idx month);

#endif
