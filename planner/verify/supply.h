// Supply and stock: model.md section 4, (13), (14), (19), (20).  SPDX-License-Identifier: MIT
#ifndef RW_VERIFY_SUPPLY_H
#define RW_VERIFY_SUPPLY_H

#include "verify/check.h"

// (19), (20)
void rw_check_supply(rw_check *check);

// (13), (14); fills stock of the state.
void rw_check_stock(rw_check *check);

#endif
