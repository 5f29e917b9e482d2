// What kind of plant is generated.  SPDX-License-Identifier: MIT
#include "plant/recipe.h"

#include <string.h>

#include "plant/draw.h"

static const char *const size_name[] = {
#define PLANT_SIZE_ENTRY(code, name) name,
    PLANT_SIZE_LIST(PLANT_SIZE_ENTRY)
#undef PLANT_SIZE_ENTRY
};

static const char *const feature_name[] = {
#define PLANT_FEATURE_ENTRY(code, name, text) name,
    PLANT_FEATURE_LIST(PLANT_FEATURE_ENTRY)
#undef PLANT_FEATURE_ENTRY
};

static const char *const feature_text[] = {
#define PLANT_FEATURE_ENTRY(code, name, text) text,
    PLANT_FEATURE_LIST(PLANT_FEATURE_ENTRY)
#undef PLANT_FEATURE_ENTRY
};

static int find(const char *const *list, int count, const char *name) {
    for (int k = 0; k < count; k++) {
        if (strcmp(list[k], name) == 0) {
            return k;
        }
    }
    return -1;
}

int plant_size_find(const char *name) {
    return find(size_name, PLANT_N_SIZE, name);
}

int plant_feature_find(const char *name) {
    return find(feature_name, PLANT_N_FEATURE, name);
}

const char *plant_size_name(plant_size size) {
    return size_name[size];
}

const char *plant_feature_name(plant_feature feature) {
    return feature_name[feature];
}

const char *plant_feature_text(plant_feature feature) {
    return feature_text[feature];
}

plant_recipe plant_recipe_of(plant_size size, uint64_t seed) {
    plant_recipe recipe = {.size = size, .seed = seed};
    draw d = draw_of(seed, DRAW_FEATURES, (uint64_t)size);
    for (int f = 0; f < PLANT_N_FEATURE; f++) {
        const double usual = size == PLANT_TINY ? 0.5 : 0.75;
        recipe.has[f] = draw_chance(&d, f == PLANT_HAS_LEXICOGRAPHIC ? 0.125 : usual);
    }
    recipe.has[PLANT_HAS_RISKS] = false;
    return recipe;
}
