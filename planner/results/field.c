// The table of a run file's arrays.  SPDX-License-Identifier: MIT
#include "results/field.h"

#include "results/derive.h"

#define PLAN(array) RW_HOME_PLAN, offsetof(rw_plan, array), "rw_plan." #array, NULL
#define COURSE(array) RW_HOME_COURSE, offsetof(rw_course, array), "rw_course." #array, NULL
#define COURSE_VALUE(value) RW_HOME_COURSE_VALUE, offsetof(rw_course, value), "rw_course." #value, NULL
#define SCENARIO(array) RW_HOME_SCENARIO, offsetof(rw_scenario, array), "rw_scenario." #array, NULL
#define SCENARIO_INDEX(array) RW_HOME_SCENARIO_INDEX, offsetof(rw_scenario, array), "rw_scenario." #array, NULL
#define SET(array) RW_HOME_SET, offsetof(rw_scenario_set, array), "rw_scenario_set." #array, NULL
#define DERIVED(how, function) RW_HOME_DERIVED, 0, how, function

#define BY_1(a)                                                                                                        \
    { RW_AXIS_##a }
#define BY_2(a, b)                                                                                                     \
    { RW_AXIS_##a, RW_AXIS_##b }
#define BY_3(a, b, c)                                                                                                  \
    { RW_AXIS_##a, RW_AXIS_##b, RW_AXIS_##c }
#define BY_4(a, b, c, d)                                                                                               \
    { RW_AXIS_##a, RW_AXIS_##b, RW_AXIS_##c, RW_AXIS_##d }

#define COUNT "1"
#define RATE "1/month"
#define RATIO "1"

// clang-format off
const rw_field rw_field_table[] = {
    // the answer, in the root group
    {"", "modules_ordered", BY_2(LINE, MONTH), RATE, false, "modules ordered", PLAN(module_order)},
    {"", "modules_effective", BY_3(SCENARIO, LINE, MONTH), COUNT, false, "effective modules, both vintages", DERIVED("sum of rw_course.effective over vintages", rw_derive_modules_effective)},
    {"", "output", BY_3(SCENARIO, ITEM, MONTH), RATE, false, "good units made", DERIVED("rw_course.start x yield x quantity", rw_derive_output)},
    {"", "stock", BY_3(SCENARIO, ITEM, MONTH), COUNT, false, "stock at the end of the month", COURSE(stock)},
    {"", "delivery", BY_4(SCENARIO, CUSTOMER, ITEM, MONTH), RATE, false, "units of the item delivered to the customer", DERIVED("sum of rw_course.delivery", rw_derive_delivery)},
    {"", "customer_stock", BY_4(SCENARIO, CUSTOMER, ITEM, MONTH), COUNT, false, "stock of the customer at the end of the month", DERIVED("rw_course.customer_stock", rw_derive_customer_stock)},
    {"", "target_stock", BY_4(SCENARIO, CUSTOMER, ITEM, MONTH), COUNT, false, "stock the customer wants at the end of the month", DERIVED("rw_product.target x target_ratio", rw_derive_target_stock)},
    {"", "shortfall", BY_4(SCENARIO, CUSTOMER, ITEM, MONTH), COUNT, false, "stock of the customer below target", DERIVED("rw_course.shortfall", rw_derive_shortfall)},
    {"", "purchase", BY_3(SCENARIO, SUPPLIER, MONTH), RATE, false, "units bought, by month of shipping", COURSE(purchase)},
    {"", "purchase_cost", BY_3(SCENARIO, SUPPLIER, MONTH), RATE, true, "paid to the supplier, minimum take included", DERIVED("price x (purchase + untaken)", rw_derive_purchase_cost)},
    {"", "headcount", BY_3(SCENARIO, SKILL, MONTH), COUNT, false, "trained people", COURSE(headcount)},
    {"", "cost", BY_3(SCENARIO, COST_KIND, MONTH), RATE, true, "cost, not discounted", COURSE(cost)},
    {"", "capex_ordered", BY_2(LINE, MONTH), RATE, true, "capex of the modules ordered, net of grants, by month of order", DERIVED("capex_eur x (1 - grant_share) x rw_plan.module_order", rw_derive_capex_ordered)},
    {"", "discount", BY_1(MONTH), RATIO, false, "discount factor", DERIVED("(1 + discount_rate)^(-t/12)", rw_derive_discount)},
    {"", "probability", BY_1(SCENARIO), RATIO, false, "probability of the scenario", COURSE_VALUE(probability)},
    {"", "scenario_objective", BY_1(SCENARIO), COUNT, true, "objective of the scenario, discounted", COURSE_VALUE(objective)},
    {"", "shadow_price_item", BY_3(SCENARIO, ITEM, MONTH), COUNT, true, "worth of one more unit at hand", COURSE(item_price)},
    {"", "shadow_price_line", BY_4(SCENARIO, LINE, VINTAGE, MONTH), COUNT, true, "worth of one more effective module in the month", COURSE(line_price)},
    {"", "shadow_price_skill", BY_3(SCENARIO, SKILL, MONTH), COUNT, true, "worth of one more trained person in the month", COURSE(skill_price)},
    // the rest of the plan
    {"plan", "option_block", BY_2(OPTION, MONTH), RATE, false, "blocks of the option exercised", PLAN(option_block)},
    {"plan", "start", BY_4(SCENARIO, OPERATION, VINTAGE, MONTH), RATE, false, "units started", COURSE(start)},
    {"plan", "module_shift", BY_4(SCENARIO, PATTERN, VINTAGE, MONTH), COUNT, false, "effective modules run on the pattern", COURSE(module_shift)},
    {"plan", "effective", BY_4(SCENARIO, LINE, VINTAGE, MONTH), COUNT, false, "effective modules", COURSE(effective)},
    {"plan", "mothballed", BY_3(SCENARIO, LINE, MONTH), COUNT, false, "modules mothballed", COURSE(mothballed)},
    {"plan", "mothball_in", BY_3(SCENARIO, LINE, MONTH), RATE, false, "modules put into mothballs", COURSE(mothball_in)},
    {"plan", "mothball_out", BY_3(SCENARIO, LINE, MONTH), RATE, false, "modules restarted", COURSE(mothball_out)},
    {"plan", "min_run_short", BY_3(SCENARIO, LINE, MONTH), RATE, false, "starts below the ever-warm rate", COURSE(min_run_short)},
    {"plan", "untaken", BY_3(SCENARIO, SUPPLIER, MONTH), RATE, false, "units paid for and not taken", COURSE(untaken)},
    {"plan", "hire", BY_3(SCENARIO, SKILL, MONTH), RATE, false, "people hired, training begins", COURSE(hire)},
    {"plan", "layoff", BY_3(SCENARIO, SKILL, MONTH), RATE, false, "people laid off", COURSE(layoff)},
    {"plan", "overtime", BY_3(SCENARIO, SKILL, MONTH), COUNT, false, "people's worth of overtime", COURSE(overtime)},
    {"plan", "route_delivery", BY_3(SCENARIO, ROUTE, MONTH), RATE, false, "units delivered", COURSE(delivery)},
    {"plan", "product_stock", BY_3(SCENARIO, PRODUCT, MONTH), COUNT, false, "stock of the customer at the end of the month", COURSE(customer_stock)},
    {"plan", "product_shortfall", BY_3(SCENARIO, PRODUCT, MONTH), COUNT, false, "stock of the customer below target", COURSE(shortfall)},
    {"plan", "critical", BY_3(SCENARIO, PRODUCT, MONTH), COUNT, false, "stock of the customer below the critical level", COURSE(critical)},
    {"plan", "unmet", BY_3(SCENARIO, PRODUCT, MONTH), RATE, false, "use not met", COURSE(unmet)},
    {"plan", "budget_overrun", BY_3(SCENARIO, BUDGET, YEAR), COUNT, true, "spending above the cash budget of the year", COURSE(budget_overrun)},
    {"plan", "content_short", BY_3(SCENARIO, CONTENT_RULE, YEAR), COUNT, true, "local value missing; whole-window rules use the first year", COURSE(content_short)},
    {"plan", "supply_short", BY_3(SCENARIO, SUPPLY_RULE, YEAR), COUNT, false, "units missing; whole-window rules use the first year", COURSE(supply_short)},
    {"plan", "surge_short", BY_4(SCENARIO, SURGE_RULE, LINE, MONTH), RATE, false, "surge capacity missing", COURSE(surge_short)},
    {"plan", "transfer_short", BY_3(SCENARIO, TRANSFER_RULE, YEAR), COUNT, false, "units missing; whole-window rules use the first year", COURSE(transfer_short)},
    // what each scenario draws
    {"draws", "permit_months", BY_2(SCENARIO, PERMIT), "month", false, "months from application to grant", SCENARIO_INDEX(permit_months)},
    {"draws", "build_ratio", BY_2(SCENARIO, LINE), RATIO, false, "build time, of the nominal one", SCENARIO(build_ratio)},
    {"draws", "ramp_ratio", BY_2(SCENARIO, LINE), RATIO, false, "length of the ramp, of the nominal one", SCENARIO(ramp_ratio)},
    {"draws", "rate_ratio", BY_2(SCENARIO, LINE), RATIO, false, "realised share of the rated output", SCENARIO(rate_ratio)},
    {"draws", "yield_ratio", BY_2(SCENARIO, OPERATION), RATIO, false, "yield, of the nominal one", SCENARIO(yield_ratio)},
    {"draws", "capex_ratio", BY_2(SCENARIO, LINE), RATIO, false, "capex, of the nominal one", SCENARIO(capex_ratio)},
    {"draws", "price_ratio", BY_2(SCENARIO, SUPPLIER), RATIO, false, "price, of the nominal one", SCENARIO(price_ratio)},
    {"draws", "supply_ratio", BY_3(SCENARIO, SUPPLIER, MONTH), RATIO, false, "capacity of the supplier, of the nominal one", SCENARIO(supply_ratio)},
    {"draws", "hire_ratio", BY_2(SCENARIO, SKILL), RATIO, false, "hiring limit, of the nominal one", SCENARIO(hire_ratio)},
    {"draws", "attrition_ratio", BY_2(SCENARIO, SKILL), RATIO, false, "attrition, of the nominal one", SCENARIO(attrition_ratio)},
    {"draws", "use_ratio", BY_2(SCENARIO, PRODUCT), RATIO, false, "use, of the nominal one", SCENARIO(use_ratio)},
    {"draws", "target_ratio", BY_2(SCENARIO, PRODUCT), RATIO, false, "target, of the nominal one", SCENARIO(target_ratio)},
    {"draws", "inflow_ratio", BY_2(SCENARIO, PRODUCT), RATIO, false, "inflow from others, of the nominal one", SCENARIO(inflow_ratio)},
    {"draws", "drawn", BY_2(SCENARIO, FACTOR), RATIO, false, "numbers drawn for the risks, each in its own unit", SET(factor)},
};
// clang-format on

const rw_idx rw_field_count = sizeof rw_field_table / sizeof rw_field_table[0];

rw_idx rw_field_shape(const rw_field *field, const rw_model *model, const rw_extent *extent, rw_idx size[RW_FIELD_RANK],
                      rw_idx *count) {
    rw_idx rank = 0;
    *count = 1;
    for (; field->axis[rank] != RW_AXIS_NONE; rank++) {
        size[rank] = rw_axis_size(model, extent, field->axis[rank]);
        *count *= size[rank];
    }
    return rank;
}

void *rw_field_block(const rw_field *field, const rw_plan *plan, const rw_scenario_set *scenarios, rw_idx w) {
    switch (field->home) {
    case RW_HOME_PLAN:
        return *(void *const *)((const char *)plan + field->offset);
    case RW_HOME_COURSE:
        return *(void *const *)((const char *)&plan->course[w] + field->offset);
    case RW_HOME_COURSE_VALUE:
        return (char *)&plan->course[w] + field->offset;
    case RW_HOME_SCENARIO:
    case RW_HOME_SCENARIO_INDEX:
        return *(void *const *)((const char *)&scenarios->scenario[w] + field->offset);
    case RW_HOME_SET:
        return *(double *const *)((const char *)scenarios + field->offset) + w * scenarios->n_factor;
    default:
        return NULL;
    }
}

void rw_field_document(rw_text *text) {
    rw_text_add(text, "| array | dimensions | units | meaning | from |\n|---|---|---|---|---|\n");
    for (const rw_field *field = rw_field_table; field < rw_field_table + rw_field_count; field++) {
        rw_text_format(text, "| `%s%s/%s` | ", field->group[0] == '\0' ? "" : "/", field->group, field->name);
        for (rw_idx k = 0; field->axis[k] != RW_AXIS_NONE; k++) {
            rw_text_format(text, "%s%s", k > 0 ? ", " : "", rw_axis_name(field->axis[k]));
        }
        rw_text_format(text, " | %s%s | %s | %s%s |\n", field->unit, field->is_money ? ", EUR" : "", field->text,
                       field->member, field->home == RW_HOME_DERIVED ? " (derived)" : "");
    }
}
