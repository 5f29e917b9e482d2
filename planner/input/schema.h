// The schema: every key a configuration may hold, in one table.  SPDX-License-Identifier: MIT
//
// It drives reading, defaults, messages, overrides and the reference (rw_input_schema).
#ifndef RW_INPUT_SCHEMA_H
#define RW_INPUT_SCHEMA_H

#include <math.h>
#include <stddef.h>

#include "input/reader.h"

typedef enum rw_type {
    RW_TYPE_NAME,       // how other entities refer to this one
    RW_TYPE_TEXT,       //
    RW_TYPE_CHOICE,     // one of `choices`, stored as its position (an enum)
    RW_TYPE_WORD,       // one of `choices`, stored as text
    RW_TYPE_TRUTH,      // true or false
    RW_TYPE_WHOLE,      // a whole number
    RW_TYPE_REAL,       //
    RW_TYPE_REALS,      // a list of numbers
    RW_TYPE_TEXTS,      // a list of texts
    RW_TYPE_MONTH,      // "YYYY-MM"
    RW_TYPE_PATH,       // a number for every month
    RW_TYPE_YEARS,      // a number for every calendar year
    RW_TYPE_REFERENCE,  // the name of an element of the list `choices`
    RW_TYPE_REFERENCES, // a list of such names
    RW_TYPE_GROUP,      // one group of `shape`
    RW_TYPE_GROUPS,     // a list of groups of `shape`
    RW_TYPE_ANY         // whatever the key it is meant for takes
} rw_type;

enum {                // of rw_field.flags
    RW_ABOVE = 1,     // more than `least`
    RW_BELOW = 2,     // less than `most`
    RW_UNLIMITED = 4, // "unlimited" is allowed
    RW_EARLY = 8,     // a month before the plan starts is allowed
    RW_LATE = 16,     // a month after the plan ends is allowed, and means the end
    RW_BY_HAND = 32   // stored by code of its own, not by offset
};

typedef struct rw_shape rw_shape;

typedef struct rw_field {
    const char *key;
    rw_type type;
    const char *unit; // "" where there is none
    double least, most;
    unsigned flags;
    const char *fallback; // what holds when the key is absent, as configuration text; NULL: the key is required
    const char *choices;  // "cost|lexicographic", or the list referred to, such as "items"
    const rw_shape *shape;
    size_t offset, count_offset; // where the value (and the number of values) goes
    const char *doc;
} rw_field;

struct rw_shape { // the keys of a group
    const char *title, *doc;
    rw_idx n_field;
    const rw_field *field;
};

extern const rw_shape rw_shape_root, rw_shape_plan, rw_shape_item, rw_shape_operation, rw_shape_flow, rw_shape_line,
    rw_shape_pattern, rw_shape_crew, rw_shape_site, rw_shape_permit, rw_shape_skill, rw_shape_supplier, rw_shape_option,
    rw_shape_customer, rw_shape_product, rw_shape_policies, rw_shape_budget, rw_shape_content_rule,
    rw_shape_supply_rule, rw_shape_surge_rule, rw_shape_transfer_rule, rw_shape_probability_target, rw_shape_pin,
    rw_shape_risk, rw_shape_correlation, rw_shape_source, rw_shape_override, rw_shape_path;

const rw_field *rw_schema_field(const rw_shape *shape, const char *key); // NULL if there is none
const char *rw_type_text(rw_type type);                                  // "a number", ...

// The key of shape (other than those given) closest to word, or NULL if none is close.
const char *rw_schema_near(const rw_shape *shape, const char *word);
// Whether candidate is as close to word as best, or closer; *best is the distance so far, start with rw_near_limit.
bool rw_near_is_better(const char *word, const char *candidate, int *best);
int rw_near_limit(const char *word);

// Rows of the tables.  The key is the member's name.
#define RW_FIELDS(array) .n_field = (rw_idx)(sizeof(array) / sizeof(array)[0]), .field = (array)
#define RW_ROW(owner, member, kind, measure, from, to, bits, otherwise, text)                                          \
    {                                                                                                                  \
        .key = #member, .type = (kind), .unit = (measure), .least = (from), .most = (to), .flags = (bits),             \
        .fallback = (otherwise), .offset = offsetof(owner, member), .doc = (text)                                      \
    }
#define RW_REAL(owner, member, measure, from, to, bits, otherwise, text)                                               \
    RW_ROW(owner, member, RW_TYPE_REAL, measure, from, to, bits, otherwise, text)
#define RW_PATH(owner, member, measure, from, to, bits, otherwise, text)                                               \
    RW_ROW(owner, member, RW_TYPE_PATH, measure, from, to, bits, otherwise, text)
#define RW_WHOLE(owner, member, measure, from, to, otherwise, text)                                                    \
    RW_ROW(owner, member, RW_TYPE_WHOLE, measure, from, to, 0, otherwise, text)
#define RW_MONTH(owner, member, bits, otherwise, text)                                                                 \
    RW_ROW(owner, member, RW_TYPE_MONTH, "month", 0, 0, bits, otherwise, text)
#define RW_NAME(owner, text) RW_ROW(owner, name, RW_TYPE_NAME, "", 0, 0, 0, NULL, text)
#define RW_TITLE(owner) RW_ROW(owner, title, RW_TYPE_TEXT, "", 0, 0, 0, "", "Shown to people; the name if empty.")
#define RW_REFERENCE(owner, member, list, otherwise, text)                                                             \
    {                                                                                                                  \
        .key = #member, .type = RW_TYPE_REFERENCE, .unit = "", .fallback = (otherwise), .choices = (list),             \
        .offset = offsetof(owner, member), .doc = (text)                                                               \
    }
#define RW_REFERENCES(owner, word, member, otherwise, text)                                                            \
    {                                                                                                                  \
        .key = (word), .type = RW_TYPE_REFERENCES, .unit = "", .fallback = (otherwise), .choices = (word),             \
        .offset = offsetof(owner, member), .count_offset = offsetof(owner, n_##member), .doc = (text)                  \
    }
#define RW_CHOICE(owner, member, kind, words, otherwise, text)                                                         \
    {                                                                                                                  \
        .key = #member, .type = (kind), .unit = "", .fallback = (otherwise), .choices = (words),                       \
        .offset = offsetof(owner, member), .doc = (text)                                                               \
    }
#define RW_GROUPS(word, inner, otherwise, text)                                                                        \
    {                                                                                                                  \
        .key = (word), .type = RW_TYPE_GROUPS, .unit = "", .flags = RW_BY_HAND, .fallback = (otherwise),               \
        .shape = &(inner), .doc = (text)                                                                               \
    }
#define RW_SOURCES                                                                                                     \
    RW_GROUPS("sources", rw_shape_source, "()", "Where numbers of this group come from; `field` is a key of the group.")

#endif
