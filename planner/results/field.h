// The table of a run file's axes and arrays: one row each, used to write, to read and to document.  No HDF5 here.
// SPDX-License-Identifier: MIT
#ifndef RW_RESULTS_FIELD_H
#define RW_RESULTS_FIELD_H

#include <stdbool.h>
#include <stddef.h>

#include <rampwerk/plan.h>
#include <rampwerk/scenario.h>

#include "core/text.h"

// Axis, name of the coordinate in the root group, long name.
#define RW_AXIS_LIST(X)                                                                                                \
    X(SCENARIO, "scenario", "scenario, counted from 0")                                                                \
    X(MONTH, "month", "first day of the month")                                                                        \
    X(YEAR, "year", "calendar year")                                                                                   \
    X(EDGE, "edge", "first instant of a month, first instant after it")                                                \
    X(LINE, "line", "line type")                                                                                       \
    X(ITEM, "item", "item")                                                                                            \
    X(CUSTOMER, "customer", "customer")                                                                                \
    X(SKILL, "skill", "skill")                                                                                         \
    X(SUPPLIER, "supplier", "supplier")                                                                                \
    X(COST_KIND, "cost_kind", "kind of cost")                                                                          \
    X(OPERATION, "operation", "operation")                                                                             \
    X(PATTERN, "pattern", "shift pattern: line.pattern")                                                               \
    X(VINTAGE, "vintage", "vintage of modules")                                                                        \
    X(PRODUCT, "product", "what a customer holds: customer.item")                                                      \
    X(ROUTE, "route", "an item a product accepts: customer.item.delivered item")                                       \
    X(OPTION, "option", "capacity option: supplier.option")                                                            \
    X(PERMIT, "permit", "permit")                                                                                      \
    X(BUDGET, "budget", "budget")                                                                                      \
    X(CONTENT_RULE, "content_rule", "local content rule")                                                              \
    X(SUPPLY_RULE, "supply_rule", "security of supply rule")                                                           \
    X(SURGE_RULE, "surge_rule", "surge capacity rule")                                                                 \
    X(TRANSFER_RULE, "transfer_rule", "technology transfer rule")                                                      \
    X(CHECK, "check", "what verify checks")                                                                            \
    X(FACTOR, "factor", "number drawn for a risk: its name, risk.number where there are several")                      \
    X(STEP, "step", "line of the search's history, counted from 0")

typedef enum rw_axis {
    RW_AXIS_NONE, // ends a list of axes
#define RW_AXIS_ENTRY(code, name, text) RW_AXIS_##code,
    RW_AXIS_LIST(RW_AXIS_ENTRY)
#undef RW_AXIS_ENTRY
        RW_N_AXIS
} rw_axis;

const char *rw_axis_name(rw_axis axis);
const char *rw_axis_text(rw_axis axis);
bool rw_axis_is_label(rw_axis axis); // text labels; the others are numbers

typedef struct rw_extent { // members of the axes that the model does not know
    rw_idx n_scenario, n_factor, n_step;
} rw_extent;

// Members of the axis.
rw_idx rw_axis_size(const rw_model *model, const rw_extent *extent, rw_axis axis);

// Appends the label of member k of a label axis.  scenarios: for the factors.
void rw_axis_label(const rw_model *model, const rw_scenario_set *scenarios, rw_axis axis, rw_idx k, rw_text *text);

// Appends the table of axes as Markdown: what format.md shows.
void rw_axis_document(rw_text *text);

// What an array is worked out from; scenario and course are NULL for arrays without the scenario axis.
typedef struct rw_field_input {
    const rw_model *model;
    const rw_plan *plan;
    const rw_scenario *scenario;
    const rw_course *course;
} rw_field_input;

typedef enum rw_home {      // where an array lives in memory
    RW_HOME_PLAN,           // double * of rw_plan
    RW_HOME_COURSE,         // double * of rw_course
    RW_HOME_COURSE_VALUE,   // double of rw_course
    RW_HOME_SCENARIO,       // double * of rw_scenario
    RW_HOME_SCENARIO_INDEX, // rw_idx * of rw_scenario
    RW_HOME_SET,            // double * of rw_scenario_set, scenario by scenario
    RW_HOME_DERIVED         // worked out for the reader's convenience, not read back
} rw_home;

enum { RW_FIELD_RANK = 4 };

typedef struct rw_field {
    const char *group; // "" is the root
    const char *name;
    rw_axis axis[RW_FIELD_RANK + 1];
    const char *unit; // as UDUNITS reads it
    bool is_money;    // has the attribute currency
    const char *text; // long_name
    rw_home home;
    size_t offset;                                              // in the struct of its home
    const char *member;                                         // "rw_course.stock", or how it is derived
    void (*derive)(const rw_field_input *input, double *block); // fills what one scenario has
} rw_field;

extern const rw_field rw_field_table[];
extern const rw_idx rw_field_count;

// Length of each axis of the field into size; returns the rank, and the number of elements in *count.
rw_idx rw_field_shape(const rw_field *field, const rw_model *model, const rw_extent *extent, rw_idx size[RW_FIELD_RANK],
                      rw_idx *count);

// Where the block of scenario w lies (or the whole array, where the scenario is not an axis): the plan's or the
// scenario's own memory.  Not for derived fields.
void *rw_field_block(const rw_field *field, const rw_plan *plan, const rw_scenario_set *scenarios, rw_idx w);

// Appends the table of arrays as Markdown: what format.md shows.
void rw_field_document(rw_text *text);

#endif
