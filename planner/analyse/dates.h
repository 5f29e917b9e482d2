// Which months of a product are looked at.  SPDX-License-Identifier: MIT
#ifndef RW_ANALYSE_DATES_H
#define RW_ANALYSE_DATES_H

#include <rampwerk/analyse.h>

// Months with a target > 0 in which a step or a ramp of it is complete, the ends of calendar years, the last month, and
// those of probability targets.
bool rw_date_counts(const rw_model *model, rw_idx product, rw_idx month);

// Whether a probability target speaks of a product.
bool rw_date_promised(const rw_probability_target *target, const rw_product *product);

// All of them, by product, then month; NULL when out of memory.  Release with rw_free.
rw_date_outlook *rw_date_list(const rw_model *model, rw_idx *n_date);

#endif
