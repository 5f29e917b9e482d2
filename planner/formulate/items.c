// Items: stocks and their balances, purchases, options.  SPDX-License-Identifier: MIT
#include <math.h>

#include "formulate/assembly.h"

// (13), (14): stock[t] - stock[t-1] = opening; flows join below.
static void fill_stock(rw_assembly *as, rw_idx i, rw_idx t) {
    const rw_item *item = &as->model->item[i];
    const rw_idx row = rw_layout_row(as->layout, RW_ROW_BALANCE, i, t);
    const rw_idx col = rw_layout_col(as->layout, RW_COLUMN_STOCK, i, t);
    const double opening = t == 0 ? item->opening_stock : 0.0;
    rw_assembly_set_row(as, row, opening, opening);
    rw_assembly_put(as, row, col, 1.0);
    rw_assembly_put(as, row, rw_layout_col(as->layout, RW_COLUMN_STOCK, i, t - 1), -1.0);
    rw_assembly_set_upper(as, col, item->storage_limit[t]);
    rw_assembly_bill(as, RW_COST_HOLDING, t, col, item->holding_eur);
    if (t == as->model->n_month - 1) {
        rw_assembly_bill(as, RW_COST_END_VALUE, t, col, -item->value_eur * item->end_value_share);
    }
}

static void fill_flows(rw_assembly *as, rw_idx slot, rw_idx vintage, rw_idx t) {
    const rw_idx o = as->support->slot_operation[slot];
    const rw_operation *operation = &as->model->operation[o];
    const rw_idx col = rw_assembly_start(as, slot, vintage, t);
    const double good = rw_timing_good(as->model, as->scenario, o, vintage);
    for (rw_idx k = 0; k < operation->n_input; k++) {
        rw_assembly_put(as, rw_layout_row(as->layout, RW_ROW_BALANCE, operation->input[k].item, t), col,
                        operation->input[k].quantity);
    }
    for (rw_idx k = 0; k < operation->n_output; k++) {
        rw_assembly_put(as, rw_layout_row(as->layout, RW_ROW_BALANCE, operation->output[k].item, t), col,
                        -good * operation->output[k].quantity);
    }
}

// (19), (20) and the arrival in (13).
static void fill_purchase(rw_assembly *as, rw_idx j, rw_idx t) {
    const rw_model *model = as->model;
    const rw_supplier *supplier = &model->supplier[j];
    const rw_idx col = rw_layout_col(as->layout, RW_COLUMN_PURCHASE, j, t);
    const rw_idx untaken = rw_layout_col(as->layout, RW_COLUMN_UNTAKEN, j, t);
    const rw_idx row = rw_layout_row(as->layout, RW_ROW_PURCHASE, j, t);
    const rw_idx take = rw_layout_row(as->layout, RW_ROW_TAKE, j, t);
    const double price = supplier->price_eur[t] * as->scenario->price_ratio[j];
    const double capacity = rw_timing_supply(model, as->scenario, j, t);
    const double supply_ratio = as->scenario->supply_ratio[j * model->n_month + t];
    const rw_idx arrival = t + supplier->transport_months;
    if (row >= 0) {
        rw_assembly_set_row(as, row, -INFINITY, capacity);
        rw_assembly_put(as, row, col, 1.0);
        for (rw_idx g = supplier->option_begin; g < supplier->option_end; g++) {
            rw_assembly_put_option(as, row, g, t - model->option[g].notice_months,
                                   -supply_ratio * model->option[g].capacity_per_month);
        }
    } else {
        rw_assembly_set_upper(as, col, capacity);
    }
    rw_assembly_set_row(as, take, fmin(supplier->min_take[t], capacity), INFINITY);
    rw_assembly_put(as, take, col, 1.0);
    rw_assembly_put(as, take, untaken, 1.0);
    if (arrival < model->n_month) {
        rw_assembly_put(as, rw_layout_row(as->layout, RW_ROW_BALANCE, supplier->item, arrival), col, -1.0);
    }
    rw_assembly_bill(as, RW_COST_PURCHASE, t, col, price);
    rw_assembly_bill(as, RW_COST_PURCHASE, t, untaken, price);
}

void rw_assembly_fill_items(rw_assembly *as) {
    const rw_model *model = as->model;
    for (rw_idx t = 0; t < model->n_month; t++) {
        for (rw_idx i = 0; i < model->n_item; i++) {
            fill_stock(as, i, t);
        }
        for (rw_idx slot = 0; slot < as->support->slot_begin[model->n_operation]; slot++) {
            fill_flows(as, slot, RW_RUN_IN, t);
            fill_flows(as, slot, RW_MATURE, t);
        }
        for (rw_idx j = 0; j < model->n_supplier; j++) {
            fill_purchase(as, j, t);
        }
        for (rw_idx m = 0; m < model->n_delivery; m++) {
            rw_assembly_put(as, rw_layout_row(as->layout, RW_ROW_BALANCE, model->delivery[m].item, t),
                            rw_layout_col(as->layout, RW_COLUMN_DELIVERY, m, t), 1.0);
        }
    }
    for (rw_idx g = 0; g < model->n_option; g++) {
        for (rw_idx t = as->support->option_begin[g]; t < as->support->option_end[g]; t++) {
            rw_assembly_bill_option(as, RW_COST_OPTION, t, g, t, model->option[g].fee_eur);
        }
    }
}
