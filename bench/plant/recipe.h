// What kind of plant is generated: size, seed and which features of the model it has.  SPDX-License-Identifier: MIT
#ifndef BENCH_PLANT_RECIPE_H
#define BENCH_PLANT_RECIPE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/text.h"

#define PLANT_SIZE_LIST(X)                                                                                             \
    X(TINY, "tiny")   /* for tests: 1-3 line types, 12-24 months, 1-2 customers */                                     \
    X(SMALL, "small") /* 3 line types, 36 months, 2 customers */                                                       \
    X(BASE, "base")   /* 8 line types, 120 months, 3 customers */                                                      \
    X(LARGE, "large") /* 20 line types on 4 sites, 180 months, 10 customers */

#define PLANT_FEATURE_LIST(X)                                                                                          \
    X(RUN_IN, "run_in", "lower yield at first")                                                                        \
    X(RAMP, "ramp", "rising rate in the first months")                                                                 \
    X(SPACING, "spacing", "months between orders of a line")                                                           \
    X(WINDOW, "window", "order windows")                                                                               \
    X(EXISTING, "existing", "modules that are there")                                                                  \
    X(PIN_PAST, "pin_past", "orders of the past")                                                                      \
    X(PIN_FUTURE, "pin_future", "orders that must come")                                                               \
    X(SITE, "site", "sites with scarce area")                                                                          \
    X(LICENCE, "licence", "sites with scarce licence units")                                                           \
    X(PERMIT, "permit", "permits that lines wait for")                                                                 \
    X(PAYMENT, "payment", "payment in instalments")                                                                    \
    X(GRANT, "grant", "grants on capital expenditure")                                                                 \
    X(MOTHBALL, "mothball", "mothballing")                                                                             \
    X(MIN_RUN, "min_run", "ever-warm lines")                                                                           \
    X(FOREIGN, "foreign", "a second operation of a line, for bought parts")                                            \
    X(KIT, "kit", "an operation without a line")                                                                       \
    X(SECOND_INPUT, "second_input", "a second input")                                                                  \
    X(SHARED, "shared", "a line shared by two chains")                                                                 \
    X(PATTERN, "pattern", "several shift patterns")                                                                    \
    X(OVERTIME, "overtime", "overtime")                                                                                \
    X(TRAINING, "training", "training before work")                                                                    \
    X(ATTRITION, "attrition", "people who leave")                                                                      \
    X(TRANSPORT, "transport", "transport takes months")                                                                \
    X(CONTRACT, "contract", "contract windows of suppliers")                                                           \
    X(MIN_TAKE, "min_take", "minimum takes")                                                                           \
    X(OPTION, "option", "capacity options of suppliers")                                                               \
    X(PRODUCTS, "products", "customers that hold several products")                                                    \
    X(ACCEPTS, "accepts", "products that accept several items")                                                        \
    X(CRITICAL, "critical", "critical levels")                                                                         \
    X(DELIVERY_CAP, "delivery_cap", "limits of deliveries")                                                            \
    X(CONTENT, "content", "local content")                                                                             \
    X(SUPPLY_RULE, "supply_rule", "security of supply")                                                                \
    X(SURGE, "surge", "surge capacity")                                                                                \
    X(TRANSFER, "transfer", "technology transfer")                                                                     \
    X(CAPEX_BUDGET, "capex_budget", "yearly limits of capital expenditure")                                            \
    X(CASH_BUDGET, "cash_budget", "priced yearly limits of spending")                                                  \
    X(END_VALUE, "end_value", "credit for what is left at the end")                                                    \
    X(STORAGE, "storage", "storage limits")                                                                            \
    X(PATHS, "paths", "prices, capacities and wages that change")                                                      \
    X(LEXICOGRAPHIC, "lexicographic", "shortfall first, then cost")                                                    \
    X(RISKS, "risks", "risks and correlations; only where it is said")

typedef enum plant_size {
#define PLANT_SIZE_ENTRY(code, name) PLANT_##code,
    PLANT_SIZE_LIST(PLANT_SIZE_ENTRY)
#undef PLANT_SIZE_ENTRY
        PLANT_N_SIZE
} plant_size;

typedef enum plant_feature {
#define PLANT_FEATURE_ENTRY(code, name, text) PLANT_HAS_##code,
    PLANT_FEATURE_LIST(PLANT_FEATURE_ENTRY)
#undef PLANT_FEATURE_ENTRY
        PLANT_N_FEATURE
} plant_feature;

typedef struct plant_recipe {
    plant_size size;
    uint64_t seed;
    bool has[PLANT_N_FEATURE];
    uint64_t shuffle;     // not 0: lists in another order, the plant the same
    bool split_operation; // the first operation is given twice
    bool useless_line;    // one more line, which no operation uses
} plant_recipe;

// Features on and off at random from the seed: each with probability 1/2 in tiny plants, 3/4 in larger ones;
// `lexicographic` rarely; `risks` never, so that plants stay as they were.
plant_recipe plant_recipe_of(plant_size size, uint64_t seed);

// Index of name, or -1.
int plant_size_find(const char *name);
int plant_feature_find(const char *name);
const char *plant_size_name(plant_size size);
const char *plant_feature_name(plant_feature feature);
const char *plant_feature_text(plant_feature feature);

// Adds the configuration to text.  The same recipe always gives the same bytes.
void plant_write(const plant_recipe *recipe, rw_text *text);

#endif
