// Arrays of a run file that follow from the plan.  SPDX-License-Identifier: MIT
//
// Each fills one block: an array of its axes after the scenario, months last.
#ifndef RW_RESULTS_DERIVE_H
#define RW_RESULTS_DERIVE_H

#include "results/field.h"

void rw_derive_discount(const rw_field_input *input, double *block);          // month
void rw_derive_capex_ordered(const rw_field_input *input, double *block);     // line x month
void rw_derive_modules_effective(const rw_field_input *input, double *block); // line x month
void rw_derive_output(const rw_field_input *input, double *block);            // item x month
void rw_derive_purchase_cost(const rw_field_input *input, double *block);     // supplier x month

// customer x item x month; NaN where the customer has no such product (or is delivered no such item).
void rw_derive_delivery(const rw_field_input *input, double *block);
void rw_derive_customer_stock(const rw_field_input *input, double *block);
void rw_derive_target_stock(const rw_field_input *input, double *block);
void rw_derive_shortfall(const rw_field_input *input, double *block);

#endif
