// Customers: model.md section 4, (21)-(24).  SPDX-License-Identifier: MIT
#include "verify/customer.h"

#include <math.h>

static rw_place place_of(const rw_check *check, const char *what, rw_idx r, rw_idx t) {
    const rw_product *product = &check->model->product[r];
    return (rw_place){what, check->model->customer[product->customer].name, check->model->item[product->item].name, t};
}

// sum of delivery[m,t] of r
static double received(const rw_check *check, rw_idx r, rw_idx t) {
    double units = 0.0;
    for (rw_idx m = 0; m < check->model->n_delivery; m++) {
        units += check->model->delivery[m].product == r ? check->course->delivery[rw_at(check, m, t)] : 0.0;
    }
    return units;
}

// (21) customer_stock[t] = customer_stock[t-1] + inflow + deliveries - (use - unmet), with the limits of (22)
static void check_customer_stock(rw_check *check, rw_idx r) {
    const rw_product *product = &check->model->product[r];
    double stock = product->opening_stock, size = fabs(stock);
    for (rw_idx t = 0; t < check->model->n_month; t++) {
        const rw_idx at = rw_at(check, r, t);
        const double inflow = product->inflow[t] * check->scenario->inflow_ratio[r];
        const double use = product->use[t] * check->scenario->use_ratio[r];
        const double delivered = received(check, r, t), unmet = check->course->unmet[at];
        stock += inflow + delivered - (use - unmet);
        size = rw_larger(rw_larger(rw_larger(size, inflow), use), delivered);
        check->state.customer_stock[at] = stock;
        rw_check_equal(check, RW_VIOLATION_CUSTOMER, place_of(check, "customer stock", r, t),
                       check->course->customer_stock[at], stock, size);
        rw_check_at_most(check, RW_VIOLATION_CUSTOMER, place_of(check, "unmet use", r, t), unmet, use, 0.0);
        rw_check_at_most(check, RW_VIOLATION_CUSTOMER, place_of(check, "deliveries", r, t), delivered,
                         product->delivery_cap[t], 0.0);
    }
}

// (23) shortfall >= target - stock; (24) critical >= critical_share target - stock, 0 without a critical level
static void check_shortfall(rw_check *check, rw_idx r, rw_idx t) {
    const rw_product *product = &check->model->product[r];
    const rw_idx at = rw_at(check, r, t);
    const double stock = check->state.customer_stock[at];
    const double target = product->target[t] * check->scenario->target_ratio[r];
    const double size = rw_larger(fabs(stock), fabs(target));
    const rw_place critical = place_of(check, "critical shortfall", r, t);
    rw_check_at_least(check, RW_VIOLATION_CUSTOMER, place_of(check, "shortfall", r, t), check->course->shortfall[at],
                      target - stock, size);
    if (product->critical_share > 0.0) {
        rw_check_at_least(check, RW_VIOLATION_CUSTOMER, critical, check->course->critical[at],
                          product->critical_share * target - stock, size);
    } else {
        rw_check_equal(check, RW_VIOLATION_CUSTOMER, critical, check->course->critical[at], 0.0, 0.0);
    }
}

void rw_check_customers(rw_check *check) {
    for (rw_idx r = 0; r < check->model->n_product; r++) {
        check_customer_stock(check, r);
        for (rw_idx t = 0; t < check->model->n_month; t++) {
            check_shortfall(check, r, t);
        }
    }
}
