// The same plant in other units.  SPDX-License-Identifier: MIT
#ifndef RW_TESTS_PROPERTY_RESCALE_H
#define RW_TESTS_PROPERTY_RESCALE_H

#include <rampwerk/model.h>

// A EUR counts as `factor` of the new money: every price, limit and value is multiplied.
void rescale_money(rw_model *model, double factor);

// A unit of any item counts as `factor` of the new one: what is held, used and shipped is multiplied, what a unit costs
// is divided.  Units started on lines stay what they are.
void rescale_goods(rw_model *model, double factor);

#endif
