// What is ordered: model.md section 2, (1)-(7).  SPDX-License-Identifier: MIT
#ifndef RW_VERIFY_ORDERS_H
#define RW_VERIFY_ORDERS_H

#include "verify/check.h"

// past[l] + N[l, T-1] + modules_existing
double rw_modules_at_last(const rw_check *check, rw_idx line);

// Capex of a line due in a month, net of grants and nominal, orders of the past included; capex_ratio is not in it.
//   capex_eur (1 - grant_share) sum over u of pay[l,u,t] n[l,u]
double rw_capex_due(const rw_check *check, rw_idx line, rw_idx month);

// (1)-(7) and that orders are whole numbers.
void rw_check_orders(rw_check *check);

#endif
