// How a plant is changed, and what that may do to its cost.  SPDX-License-Identifier: MIT
#ifndef RW_TESTS_PROPERTY_RELATION_H
#define RW_TESTS_PROPERTY_RELATION_H

#include "support/trial.h"

typedef enum effect {
    EFFECT_NEVER_DEARER,
    EFFECT_NEVER_CHEAPER,
    EFFECT_NONE // the same to the last digit that counts
} effect;

typedef struct relation {
    const char *name;
    effect effect;
    void (*change_recipe)(plant_recipe *recipe); // NULL: none
    void (*change_model)(rw_model *model);       // NULL: none
} relation;

extern const relation relations[];
extern const int n_relation;

// count values times factor, in the model's arena; the old ones where there is no memory, and a relation that then
// changes nothing still holds.
const double *relation_scaled(rw_model *model, const double *value, rw_idx count, double factor);

#endif
