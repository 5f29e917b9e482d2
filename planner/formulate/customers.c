// Customers: stocks against targets.  SPDX-License-Identifier: MIT
#include <math.h>

#include "formulate/assembly.h"

// What counts as target in a month: 0 where falling short of it costs nothing.
static double target_at(const rw_assembly *as, rw_idx r, rw_idx t) {
    return as->support->target[r * as->model->n_month + t]
               ? as->model->product[r].target[t] * as->scenario->target_ratio[r]
               : 0.0;
}

// customer_stock[t] = target - short - critical + surplus, without its constant, into a row.
static void put_customer_stock(rw_assembly *as, rw_idx row, rw_idx r, rw_idx t, double factor) {
    rw_assembly_put(as, row, rw_layout_col(as->layout, RW_COLUMN_SURPLUS, r, t), factor);
    rw_assembly_put(as, row, rw_layout_col(as->layout, RW_COLUMN_SHORT, r, t), -factor);
    rw_assembly_put(as, row, rw_layout_col(as->layout, RW_COLUMN_CRITICAL, r, t), -factor);
}

// (21), (22): stock[t] - stock[t-1] - deliveries - unmet = inflow - use.
static void fill_stock(rw_assembly *as, rw_idx r, rw_idx t) {
    const rw_product *product = &as->model->product[r];
    const rw_idx row = rw_layout_row(as->layout, RW_ROW_CUSTOMER, r, t);
    const rw_idx limit = rw_layout_row(as->layout, RW_ROW_DELIVERY, r, t);
    const rw_idx unmet = rw_layout_col(as->layout, RW_COLUMN_UNMET, r, t);
    const double use = product->use[t] * as->scenario->use_ratio[r];
    const double before = t > 0 ? target_at(as, r, t - 1) : product->opening_stock;
    const double right = before + product->inflow[t] * as->scenario->inflow_ratio[r] - use - target_at(as, r, t);
    rw_assembly_set_row(as, row, right, right);
    put_customer_stock(as, row, r, t, 1.0);
    put_customer_stock(as, row, r, t - 1, -1.0);
    rw_assembly_put(as, row, unmet, -1.0);
    rw_assembly_set_upper(as, unmet, use);
    rw_assembly_set_row(as, limit, -INFINITY, product->delivery_cap[t]);
    for (rw_idx m = product->delivery_begin; m < product->delivery_end; m++) {
        const rw_idx col = rw_layout_col(as->layout, RW_COLUMN_DELIVERY, m, t);
        rw_assembly_put(as, row, col, -1.0);
        rw_assembly_put(as, limit, col, 1.0);
        if (limit < 0) {
            rw_assembly_set_upper(as, col, product->delivery_cap[t]);
        }
    }
}

// (23), (24) as bounds: the part of the target above the critical level, and the part below it.
static void fill_target(rw_assembly *as, rw_idx r, rw_idx t) {
    const rw_product *product = &as->model->product[r];
    const rw_idx open = rw_layout_col(as->layout, RW_COLUMN_SHORT, r, t);
    const rw_idx critical = rw_layout_col(as->layout, RW_COLUMN_CRITICAL, r, t);
    const double below = critical >= 0 ? product->critical_share * target_at(as, r, t) : 0.0;
    rw_assembly_set_upper(as, open, target_at(as, r, t) - below);
    rw_assembly_set_upper(as, critical, below);
}

static void price(rw_assembly *as, rw_idx r, rw_idx t) {
    const double weight = as->support->aim == RW_AIM_SHORTFALL ? 1.0 : as->discount[t];
    const double short_price = rw_support_shortfall_price(as->support, r);
    const double critical_price = rw_support_critical_price(as->support, r);
    const double cap_weight = rw_support_cap_weight(as->support, r);
    const rw_idx cap = rw_layout_row(as->layout, RW_ROW_CAP, 0, as->model->n_month - 1);
    const rw_idx open = rw_layout_col(as->layout, RW_COLUMN_SHORT, r, t);
    const rw_idx critical = rw_layout_col(as->layout, RW_COLUMN_CRITICAL, r, t);
    const rw_idx unmet = rw_layout_col(as->layout, RW_COLUMN_UNMET, r, t);
    double *cost = as->block.cost;
    if (open >= 0) {
        cost[open] = weight * short_price;
    }
    if (critical >= 0) {
        cost[critical] = weight * (short_price + critical_price);
    }
    if (unmet >= 0) {
        cost[unmet] = weight * rw_support_unmet_price(as->support, r, t);
    }
    // the credit for stock up to the target: all of it, less what is short
    const double credit = rw_support_stock_value(as->support, r, t);
    rw_assembly_bill_constant(as, RW_COST_END_VALUE, t, -credit * target_at(as, r, t));
    rw_assembly_bill(as, RW_COST_END_VALUE, t, open, credit);
    rw_assembly_bill(as, RW_COST_END_VALUE, t, critical, credit);
    rw_assembly_put(as, cap, open, cap_weight);
    rw_assembly_put(as, cap, critical, 2.0 * cap_weight); // short of the target and of the critical level
    rw_assembly_put(as, cap, unmet, rw_support_unmet_cap_weight(as->support, r, t));
}

void rw_assembly_fill_customers(rw_assembly *as) {
    const rw_model *model = as->model;
    rw_assembly_set_row(as, rw_layout_row(as->layout, RW_ROW_CAP, 0, model->n_month - 1), -INFINITY, as->shortfall_cap);
    for (rw_idx r = 0; r < model->n_product; r++) {
        for (rw_idx t = 0; t < model->n_month; t++) {
            fill_stock(as, r, t);
            fill_target(as, r, t);
            price(as, r, t);
        }
    }
}
