// The axes of a run file: names, lengths and labels.  SPDX-License-Identifier: MIT
#include <rampwerk/verify.h>

#include "results/field.h"

static const char *const edge_name[] = {"begin", "end"};
static const char *const vintage_name[RW_N_VINTAGE] = {[RW_RUN_IN] = "run_in", [RW_MATURE] = "mature"};

enum { N_EDGE = sizeof edge_name / sizeof edge_name[0] };

static const struct {
    const char *name, *text;
} axis_row[RW_N_AXIS] = {
#define RW_AXIS_ENTRY(code, name, text) [RW_AXIS_##code] = {(name), (text)},
    RW_AXIS_LIST(RW_AXIS_ENTRY)
#undef RW_AXIS_ENTRY
};

// Where the members of an axis are counted in the model, and where they lie if their name is the label: every such
// struct begins with its name.
typedef struct axis_members {
    bool is_counted, is_named;
    size_t count_offset, member_offset, member_size;
} axis_members;

#define COUNTED(count)                                                                                                 \
    { true, false, offsetof(rw_model, count), 0, 0 }
#define NAMED(count, member)                                                                                           \
    { true, true, offsetof(rw_model, count), offsetof(rw_model, member), sizeof(*((rw_model *)NULL)->member) }

static const axis_members member_table[RW_N_AXIS] = {
    [RW_AXIS_MONTH] = COUNTED(n_month),
    [RW_AXIS_YEAR] = COUNTED(n_year),
    [RW_AXIS_PATTERN] = COUNTED(n_pattern),
    [RW_AXIS_PRODUCT] = COUNTED(n_product),
    [RW_AXIS_ROUTE] = COUNTED(n_delivery),
    [RW_AXIS_OPTION] = COUNTED(n_option),
    [RW_AXIS_LINE] = NAMED(n_line, line),
    [RW_AXIS_ITEM] = NAMED(n_item, item),
    [RW_AXIS_CUSTOMER] = NAMED(n_customer, customer),
    [RW_AXIS_SKILL] = NAMED(n_skill, skill),
    [RW_AXIS_SUPPLIER] = NAMED(n_supplier, supplier),
    [RW_AXIS_OPERATION] = NAMED(n_operation, operation),
    [RW_AXIS_PERMIT] = NAMED(n_permit, permit),
    [RW_AXIS_BUDGET] = NAMED(n_budget, budget),
    [RW_AXIS_CONTENT_RULE] = NAMED(n_content_rule, content_rule),
    [RW_AXIS_SUPPLY_RULE] = NAMED(n_supply_rule, supply_rule),
    [RW_AXIS_SURGE_RULE] = NAMED(n_surge_rule, surge_rule),
    [RW_AXIS_TRANSFER_RULE] = NAMED(n_transfer_rule, transfer_rule),
};

#define ASSERT_NAME_FIRST(type) _Static_assert(offsetof(type, name) == 0, #type " begins with its name")
ASSERT_NAME_FIRST(rw_line);
ASSERT_NAME_FIRST(rw_item);
ASSERT_NAME_FIRST(rw_customer);
ASSERT_NAME_FIRST(rw_skill);
ASSERT_NAME_FIRST(rw_supplier);
ASSERT_NAME_FIRST(rw_operation);
ASSERT_NAME_FIRST(rw_permit);
ASSERT_NAME_FIRST(rw_budget);
ASSERT_NAME_FIRST(rw_content_rule);
ASSERT_NAME_FIRST(rw_supply_rule);
ASSERT_NAME_FIRST(rw_surge_rule);
ASSERT_NAME_FIRST(rw_transfer_rule);

const char *rw_axis_name(rw_axis axis) {
    return axis_row[axis].name;
}

const char *rw_axis_text(rw_axis axis) {
    return axis_row[axis].text;
}

bool rw_axis_is_label(rw_axis axis) {
    return axis != RW_AXIS_SCENARIO && axis != RW_AXIS_MONTH && axis != RW_AXIS_YEAR && axis != RW_AXIS_STEP;
}

rw_idx rw_axis_size(const rw_model *model, const rw_extent *extent, rw_axis axis) {
    if (member_table[axis].is_counted) {
        return *(const rw_idx *)((const char *)model + member_table[axis].count_offset);
    }
    switch (axis) {
    case RW_AXIS_SCENARIO:
        return extent->n_scenario;
    case RW_AXIS_FACTOR:
        return extent->n_factor;
    case RW_AXIS_STEP:
        return extent->n_step;
    case RW_AXIS_EDGE:
        return N_EDGE;
    case RW_AXIS_COST_KIND:
        return RW_N_COST;
    case RW_AXIS_VINTAGE:
        return RW_N_VINTAGE;
    case RW_AXIS_CHECK:
        return RW_N_VIOLATION;
    default:
        return 0;
    }
}

// Name of member k of a named axis.
static const char *member_name(const rw_model *model, rw_axis axis, rw_idx k) {
    const axis_members *members = &member_table[axis];
    const char *first = *(const char *const *)((const char *)model + members->member_offset);
    return *(const char *const *)(first + (size_t)k * members->member_size);
}

static void product_label(const rw_model *model, const rw_product *product, rw_text *text) {
    rw_text_format(text, "%s.%s", model->customer[product->customer].name, model->item[product->item].name);
}

void rw_axis_label(const rw_model *model, const rw_scenario_set *scenarios, rw_axis axis, rw_idx k, rw_text *text) {
    if (member_table[axis].is_named) {
        rw_text_add(text, member_name(model, axis, k));
        return;
    }
    switch (axis) {
    case RW_AXIS_EDGE:
        rw_text_add(text, edge_name[k]);
        break;
    case RW_AXIS_COST_KIND:
        rw_text_add(text, rw_cost_name((rw_cost)k));
        break;
    case RW_AXIS_PATTERN:
        rw_text_format(text, "%s.%s", model->line[model->pattern[k].line].name, model->pattern[k].name);
        break;
    case RW_AXIS_VINTAGE:
        rw_text_add(text, vintage_name[k]);
        break;
    case RW_AXIS_PRODUCT:
        product_label(model, &model->product[k], text);
        break;
    case RW_AXIS_ROUTE:
        product_label(model, &model->product[model->delivery[k].product], text);
        rw_text_format(text, ".%s", model->item[model->delivery[k].item].name);
        break;
    case RW_AXIS_OPTION:
        rw_text_format(text, "%s.%s", model->supplier[model->option[k].supplier].name, model->option[k].name);
        break;
    case RW_AXIS_CHECK:
        rw_text_add(text, rw_violation_name((rw_violation)k));
        break;
    case RW_AXIS_FACTOR:
        rw_text_add(text, scenarios->factor_name[k]);
        break;
    default:
        break;
    }
}

void rw_axis_document(rw_text *text) {
    rw_text_add(text, "| axis | members |\n|---|---|\n");
    for (rw_axis axis = RW_AXIS_NONE + 1; axis < RW_N_AXIS; axis++) {
        rw_text_format(text, "| `%s` | %s |\n", rw_axis_name(axis), rw_axis_text(axis));
    }
}
