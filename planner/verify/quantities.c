// Signs: every quantity is finite and not negative (model.md section 1).  SPDX-License-Identifier: MIT
#include "verify/quantities.h"

#include <float.h>

#define ROW_NAMING(entity)                                                                                             \
    static void name_##entity(const rw_model *model, rw_idx row, const char **name, const char **second) {             \
        *name = model->entity[row].name;                                                                               \
        *second = NULL;                                                                                                \
    }

#define ROW_VINTAGE_NAMING(entity)                                                                                     \
    static void name_##entity##_vintage(const rw_model *model, rw_idx row, const char **name, const char **second) {   \
        *name = model->entity[row / RW_N_VINTAGE].name;                                                                \
        *second = rw_vintage_name(row % RW_N_VINTAGE);                                                                 \
    }

ROW_NAMING(item)
ROW_NAMING(line)
ROW_NAMING(skill)
ROW_NAMING(supplier)
ROW_NAMING(option)
ROW_NAMING(budget)
ROW_NAMING(content_rule)
ROW_NAMING(supply_rule)
ROW_NAMING(transfer_rule)
ROW_VINTAGE_NAMING(operation)
ROW_VINTAGE_NAMING(pattern)
ROW_VINTAGE_NAMING(line)

static void name_product(const rw_model *model, rw_idx row, const char **name, const char **second) {
    *name = model->customer[model->product[row].customer].name;
    *second = model->item[model->product[row].item].name;
}

static void name_delivery(const rw_model *model, rw_idx row, const char **name, const char **second) {
    *name = model->customer[model->product[model->delivery[row].product].customer].name;
    *second = model->item[model->delivery[row].item].name;
}

static void name_surge(const rw_model *model, rw_idx row, const char **name, const char **second) {
    *name = model->surge_rule[row / model->n_line].name;
    *second = model->line[row % model->n_line].name;
}

static void name_cost(const rw_model *model, rw_idx row, const char **name, const char **second) {
    (void)model;
    *name = rw_cost_name((rw_cost)row);
    *second = NULL;
}

rw_idx rw_order_quantities(const rw_model *model, const rw_plan *plan, rw_quantity *table) {
    table[0] = (rw_quantity){"modules ordered", plan->module_order, model->n_line, model->n_month, name_line, false};
    table[1] = (rw_quantity){"option blocks", plan->option_block, model->n_option, model->n_month, name_option, false};
    return 2;
}

rw_idx rw_course_quantities(const rw_model *m, const rw_course *c, rw_quantity *table) {
    const rw_idx n_month = m->n_month, n_year = m->n_year, n_vintage = RW_N_VINTAGE;
    const rw_quantity all[] = {
        {"starts", c->start, m->n_operation * n_vintage, n_month, name_operation_vintage, false},
        {"module-shifts", c->module_shift, m->n_pattern * n_vintage, n_month, name_pattern_vintage, false},
        {"mothballed modules", c->mothballed, m->n_line, n_month, name_line, false},
        {"modules mothballed", c->mothball_in, m->n_line, n_month, name_line, false},
        {"modules restarted", c->mothball_out, m->n_line, n_month, name_line, false},
        {"ever-warm shortfall", c->min_run_short, m->n_line, n_month, name_line, false},
        {"purchase", c->purchase, m->n_supplier, n_month, name_supplier, false},
        {"untaken", c->untaken, m->n_supplier, n_month, name_supplier, false},
        {"hires", c->hire, m->n_skill, n_month, name_skill, false},
        {"layoffs", c->layoff, m->n_skill, n_month, name_skill, false},
        {"overtime", c->overtime, m->n_skill, n_month, name_skill, false},
        {"headcount", c->headcount, m->n_skill, n_month, name_skill, false},
        {"delivery", c->delivery, m->n_delivery, n_month, name_delivery, false},
        {"unmet use", c->unmet, m->n_product, n_month, name_product, false},
        {"shortfall", c->shortfall, m->n_product, n_month, name_product, false},
        {"critical shortfall", c->critical, m->n_product, n_month, name_product, false},
        {"budget overrun", c->budget_overrun, m->n_budget, n_year, name_budget, false},
        {"local content missing", c->content_short, m->n_content_rule, n_year, name_content_rule, false},
        {"supply share missing", c->supply_short, m->n_supply_rule, n_year, name_supply_rule, false},
        {"surge capacity missing", c->surge_short, m->n_surge_rule * m->n_line, n_month, name_surge, false},
        {"transfer missing", c->transfer_short, m->n_transfer_rule, n_year, name_transfer_rule, false},
        {"stock", c->stock, m->n_item, n_month, name_item, false},
        {"customer stock", c->customer_stock, m->n_product, n_month, name_product, false},
        {"effective modules", c->effective, m->n_line * n_vintage, n_month, name_line_vintage, false},
        {"cost", c->cost, RW_N_COST, n_month, name_cost, true},
        {"marginal value", c->item_price, m->n_item, n_month, name_item, true},
        {"marginal value", c->line_price, m->n_line * n_vintage, n_month, name_line_vintage, true},
        {"marginal value", c->skill_price, m->n_skill, n_month, name_skill, true},
    };
    const rw_idx count = (rw_idx)(sizeof all / sizeof all[0]);
    _Static_assert(sizeof all / sizeof all[0] <= RW_MAX_QUANTITY, "the table is too short");
    for (rw_idx k = 0; k < count; k++) {
        table[k] = all[k];
    }
    return count;
}

static void check_quantity(rw_check *check, const rw_quantity *quantity) {
    const rw_model *model = check->model;
    for (rw_idx row = 0; row < quantity->n_row; row++) {
        rw_place place = {.what = quantity->what, .month = -1};
        quantity->naming(model, row, &place.name, &place.second);
        for (rw_idx column = 0; column < quantity->n_column; column++) {
            const double value = quantity->value[row * quantity->n_column + column];
            place.month = quantity->n_column == model->n_month ? column : -1;
            rw_check_at_most(check, RW_VIOLATION_SIGN, place, value, DBL_MAX, 0.0);
            rw_check_at_least(check, RW_VIOLATION_SIGN, place, value, quantity->any_sign ? -DBL_MAX : 0.0, 0.0);
        }
    }
}

void rw_check_signs(rw_check *check) {
    rw_quantity table[RW_MAX_QUANTITY];
    const rw_idx count = check->course != NULL ? rw_course_quantities(check->model, check->course, table)
                                               : rw_order_quantities(check->model, check->plan, table);
    for (rw_idx k = 0; k < count; k++) {
        check_quantity(check, &table[k]);
    }
}
