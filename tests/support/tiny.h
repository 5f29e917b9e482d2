// Tiny plants built in C, for derivations by hand.  SPDX-License-Identifier: MIT
#ifndef RW_TESTS_TINY_H
#define RW_TESTS_TINY_H

#include <stddef.h>

#include <rampwerk/model.h>

// A valid plant of n_month months from 2027-01 with a chain of n_line (1..3) lines; release with rw_model_free.
//
//   items      "item0" (bought) .. "item<n_line>" (held by the customer): no opening stock, no storage limit, holding
//              cost 0, value 100, local share 1, end value share 0
//   lines      "line0" ..: rate 100 starts per month, one pattern "day<l>" (multiplier 1, 1 crew, no premium), 1 head
//   of
//              "worker" in a crew, capex 1000 due with the order, fixed cost 10 per month, lead 1 month, no
//              commissioning, no ramp, no run-in, no existing module, at most 3, orders in any month, no end value
//   operations "make<l>" on line l: one item<l> into one item<l+1>, load 1, yield 1, cost 2
//   skill      "worker": headcount 10, hire limit 5, hiring 50, no training, no attrition, wage 3, no overtime
//   suppliers  "mill" of item0 (DE, price 1, capacity 1000, no transport), "bridge" of the last item (KR, price 500,
//              capacity 0, no transport); both in any month, no minimum take, no options
//   customer   "army", weight 1, one product: the last item, opening stock 0, target 50, no use, no inflow, no
//              delivery cap, shortfall 20, no critical level, unmet 100
//   discount rate 0, objective cost; no site, permit, budget, rule, pin or risk.
//
// Every array may be written to; paths are replaced by rw_tiny_path and rw_tiny_values.
rw_model *rw_tiny_new(rw_idx n_month, rw_idx n_line);

// Three months without a line: the bridge sends 10 a month and 20 more for each of up to 4 blocks of its option "more"
// (100 each); its minimum take is 15 in the last month; a unit missing costs 1000 a month.
rw_model *rw_tiny_bridge_new(void);

// A path of n_month equal values, owned by the model.
const double *rw_tiny_path(rw_model *model, double value);

// A copy of count values, owned by the model.
const double *rw_tiny_values(rw_model *model, rw_idx count, const double *value);

// Room for count zeroed things of size bytes, owned by the model.
void *rw_tiny_alloc(rw_model *model, rw_idx count, size_t size);

#endif
