// Customers: model.md section 4, (21)-(24).  SPDX-License-Identifier: MIT
#ifndef RW_VERIFY_CUSTOMER_H
#define RW_VERIFY_CUSTOMER_H

#include "verify/check.h"

// (21)-(24); fills customer_stock of the state.
void rw_check_customers(rw_check *check);

#endif
