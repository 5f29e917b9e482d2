// Policies: balances over a year or a window, surge capacity, cash budgets.  SPDX-License-Identifier: MIT
#include <math.h>

#include "formulate/assembly.h"
#include "formulate/window.h"

// Row `sum - short <= 0` of a balance that ends with month t, and the price of its shortfall.
static rw_idx open_balance(rw_assembly *as, rw_row_kind row_kind, rw_column_kind col_kind, rw_idx rule, rw_idx t,
                           double price) {
    const rw_idx row = rw_layout_row(as->layout, row_kind, rule, t);
    const rw_idx col = rw_layout_col(as->layout, col_kind, rule, t);
    rw_assembly_set_row(as, row, -INFINITY, 0.0);
    rw_assembly_put(as, row, col, -1.0);
    rw_assembly_bill(as, RW_COST_POLICY, t, col, price);
    return row;
}

// The months of the balance that ends with t.
static void balance_months(const rw_model *model, rw_window window, rw_idx t, rw_idx *begin) {
    rw_idx end = 0;
    (void)rw_window_balance(model, window, rw_window_ending(model, window, t), begin, &end);
}

// (25)
static void fill_content(rw_assembly *as, rw_idx c, rw_idx t) {
    const rw_model *model = as->model;
    const rw_content_rule *rule = &model->content_rule[c];
    const rw_idx row = open_balance(as, RW_ROW_CONTENT, RW_COLUMN_CONTENT_SHORT, c, t, rule->price_eur);
    rw_idx begin = 0;
    if (row < 0) {
        return;
    }
    balance_months(model, rw_window_content(model, c), t, &begin);
    for (rw_idx m = 0; m < model->n_delivery; m++) {
        const rw_item *item = &model->item[model->delivery[m].item];
        if (model->product[model->delivery[m].product].customer != rule->customer) {
            continue;
        }
        for (rw_idx u = begin; u <= t; u++) {
            rw_assembly_put(as, row, rw_layout_col(as->layout, RW_COLUMN_DELIVERY, m, u),
                            (rule->min_share - item->local_share) * item->value_eur);
        }
    }
}

static bool among(const rw_idx *list, rw_idx count, rw_idx wanted) {
    for (rw_idx k = 0; k < count; k++) {
        if (list[k] == wanted) {
            return true;
        }
    }
    return false;
}

// (26)
static void fill_supply(rw_assembly *as, rw_idx c, rw_idx t) {
    const rw_model *model = as->model;
    const rw_supply_rule *rule = &model->supply_rule[c];
    const rw_idx row = open_balance(as, RW_ROW_SUPPLY, RW_COLUMN_SUPPLY_SHORT, c, t, rule->price_eur);
    rw_idx begin = 0;
    if (row < 0) {
        return;
    }
    balance_months(model, rw_window_supply(model, c), t, &begin);
    for (rw_idx m = 0; m < model->n_delivery; m++) {
        if (!among(rule->item, rule->n_item, model->delivery[m].item)) {
            continue;
        }
        const rw_idx customer = model->product[model->delivery[m].product].customer;
        const double named = among(rule->customer, rule->n_customer, customer) ? 1.0 : 0.0;
        for (rw_idx u = begin; u <= t; u++) {
            rw_assembly_put(as, row, rw_layout_col(as->layout, RW_COLUMN_DELIVERY, m, u), rule->min_share - named);
        }
    }
}

// Good output of the stage's items for one unit started.
static double stage_output(const rw_assembly *as, const rw_transfer_rule *rule, rw_idx o, rw_idx vintage) {
    const rw_operation *operation = &as->model->operation[o];
    double output = 0.0;
    for (rw_idx k = 0; operation->line >= 0 && k < operation->n_output; k++) {
        if (among(rule->item, rule->n_item, operation->output[k].item)) {
            output += rw_timing_good(as->model, as->scenario, o, vintage) * operation->output[k].quantity;
        }
    }
    return output;
}

// (28)
static void fill_transfer(rw_assembly *as, rw_idx c, rw_idx t) {
    const rw_model *model = as->model;
    const rw_transfer_rule *rule = &model->transfer_rule[c];
    const rw_idx row = open_balance(as, RW_ROW_TRANSFER, RW_COLUMN_TRANSFER_SHORT, c, t, rule->price_eur);
    rw_idx begin = 0;
    if (row < 0) {
        return;
    }
    balance_months(model, rw_window_transfer(model, c), t, &begin);
    for (rw_idx slot = 0; slot < as->support->slot_begin[model->n_operation]; slot++) {
        for (rw_idx a = 0; a < RW_N_VINTAGE; a++) {
            const double output = stage_output(as, rule, as->support->slot_operation[slot], a);
            for (rw_idx u = begin; u <= t; u++) {
                rw_assembly_put(as, row, rw_assembly_start(as, slot, a, u), (rule->min_share - 1.0) * output);
            }
        }
    }
    for (rw_idx j = 0; j < model->n_supplier; j++) {
        const rw_supplier *supplier = &model->supplier[j];
        const bool abroad = supplier->origin != RW_ORIGIN_DE && supplier->origin != RW_ORIGIN_EU;
        for (rw_idx u = begin; abroad && among(rule->item, rule->n_item, supplier->item) && u <= t; u++) {
            rw_assembly_put(as, row, rw_layout_col(as->layout, RW_COLUMN_PURCHASE, j, u), rule->min_share);
        }
    }
}

// (27): rate multiplier (E run-in + E mature - mothballed) + short >= rate of the rule.
static void fill_surge(rw_assembly *as, rw_idx entity, rw_idx t) {
    const rw_model *model = as->model;
    const rw_surge_rule *rule = &model->surge_rule[entity / model->n_line];
    const rw_idx l = entity % model->n_line;
    const rw_idx row = rw_layout_row(as->layout, RW_ROW_SURGE, entity, t);
    const rw_idx col = rw_layout_col(as->layout, RW_COLUMN_SURGE_SHORT, entity, t);
    const double rate = model->line[l].rate_per_month * rw_timing_multiplier(model, l);
    rw_assembly_set_row(as, row, rule->rate_per_month, INFINITY);
    rw_assembly_put(as, row, col, 1.0);
    rw_assembly_put(as, row, rw_layout_col(as->layout, RW_COLUMN_MOTHBALLED, l, t), -rate);
    rw_assembly_put_effective(as, row, l, RW_RUN_IN, t, rate);
    rw_assembly_put_effective(as, row, l, RW_MATURE, t, rate);
    rw_assembly_bill(as, RW_COST_POLICY, t, col, rule->price_eur);
}

// (29): bills add the spending.
static void fill_budget(rw_assembly *as, rw_idx b, rw_idx t) {
    const rw_model *model = as->model;
    const rw_idx row = rw_layout_row(as->layout, RW_ROW_BUDGET, b, t);
    const rw_idx col = rw_layout_col(as->layout, RW_COLUMN_BUDGET_OVERRUN, b, t);
    if (row < 0) {
        return;
    }
    rw_assembly_set_row(as, row, -INFINITY, model->budget[b].limit_eur[rw_model_year(model, t)]);
    rw_assembly_put(as, row, col, -1.0);
    rw_assembly_bill(as, RW_COST_POLICY, t, col, model->budget[b].overrun_eur);
}

void rw_assembly_fill_policies(rw_assembly *as) {
    const rw_model *model = as->model;
    for (rw_idx t = 0; t < model->n_month; t++) {
        for (rw_idx b = 0; b < model->n_budget; b++) {
            fill_budget(as, b, t);
        }
        for (rw_idx c = 0; c < model->n_content_rule; c++) {
            fill_content(as, c, t);
        }
        for (rw_idx c = 0; c < model->n_supply_rule; c++) {
            fill_supply(as, c, t);
        }
        for (rw_idx c = 0; c < model->n_surge_rule * model->n_line; c++) {
            fill_surge(as, c, t);
        }
        for (rw_idx c = 0; c < model->n_transfer_rule; c++) {
            fill_transfer(as, c, t);
        }
    }
}
