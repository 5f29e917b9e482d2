// From orders to effective modules: model.md section 3, (8).  SPDX-License-Identifier: MIT
#ifndef RW_VERIFY_EFFECTIVE_H
#define RW_VERIFY_EFFECTIVE_H

#include "verify/check.h"

// Fills effective and completed of the state and compares the plan's effective modules.
void rw_check_effective(rw_check *check);

#endif
