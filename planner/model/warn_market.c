// Words on suppliers and customers.  SPDX-License-Identifier: MIT
#include <math.h>

#include "model/checking.h"

static bool is_all_zero(const double *path, rw_idx from, rw_idx to) {
    for (rw_idx t = from; t <= to; t++) {
        if (path[t] > 0) {
            return false;
        }
    }
    return true;
}

void rw_warn_suppliers(rw_checking *checking) {
    const rw_model *model = checking->model;
    for (rw_idx j = 0; j < model->n_supplier; j++) {
        const rw_supplier *supplier = &model->supplier[j];
        rw_checking_at(checking, "suppliers.%s", supplier->name);
        bool has_options = supplier->option_end > supplier->option_begin;
        if (supplier->from + supplier->transport_months >= model->n_month) {
            rw_checking_report(checking, "nothing can arrive within the plan");
        } else if (is_all_zero(supplier->capacity, supplier->from, supplier->to) && !has_options) {
            rw_checking_report(checking, "its capacity is 0 in all months of the contract");
        }
        for (rw_idx t = supplier->from; t <= supplier->to; t++) {
            if (supplier->min_take[t] > supplier->capacity[t]) {
                char month[16];
                rw_checking_month(checking, t, month);
                rw_checking_at(checking, "suppliers.%s.min_take", supplier->name);
                rw_checking_report(checking, "in %s the minimum take of %g exceeds the capacity of %g: no more is owed",
                                   month, supplier->min_take[t], supplier->capacity[t]);
                break;
            }
        }
    }
}

static double discount(const rw_model *model, rw_idx month) {
    return pow(1.0 + model->discount_rate, -(double)month / 12.0);
}

// What a unit of supplier j shipped in month t costs by the end of the plan, in money of month 0.
static double cost_to_hold(const rw_model *model, const rw_supplier *supplier, rw_idx t) {
    double eur = discount(model, t) * supplier->price_eur[t];
    for (rw_idx u = t + supplier->transport_months; u < model->n_month; u++) {
        eur += discount(model, u) * model->item[supplier->item].holding_eur;
    }
    return eur;
}

// A credit at the end above what an item costs until then: it is bought to be left over.
static void warn_end_value(rw_checking *checking, const rw_supplier *supplier) {
    const rw_model *model = checking->model;
    const rw_item *item = &model->item[supplier->item];
    const double credit_eur = item->value_eur * item->end_value_share;
    rw_idx end = model->n_month - supplier->transport_months;
    end = end < supplier->to + 1 ? end : supplier->to + 1;
    for (rw_idx t = end - 1; t >= supplier->from; t--) {
        const bool pays = discount(model, model->n_month - 1) * credit_eur > cost_to_hold(model, supplier, t);
        if (pays && supplier->capacity[t] > 0) {
            char month[16];
            rw_checking_month(checking, t, month);
            rw_checking_at(checking, "items.%s.end_value_share", item->name);
            rw_checking_report(checking,
                               "a unit left at the end is credited with %g EUR, more than buying it from %s in %s and "
                               "holding it costs: plans buy it for the credit",
                               credit_eur, supplier->name, month);
            return;
        }
    }
}

void rw_warn_end_values(rw_checking *checking) {
    for (rw_idx j = 0; j < checking->model->n_supplier; j++) {
        warn_end_value(checking, &checking->model->supplier[j]);
    }
}

// The first month in which any accepted item can be at hand.
static rw_idx first_delivery(const rw_model *model, const rw_product *product, const rw_idx *earliest) {
    rw_idx first = model->n_month;
    for (rw_idx m = product->delivery_begin; m < product->delivery_end; m++) {
        rw_idx month = earliest[model->delivery[m].item];
        first = month < first ? month : first;
    }
    return first;
}

// Before the first delivery the customer's stock follows from what it has, uses and gets from others alone (leaving use
// unmet would keep stock up).
static void warn_target(rw_checking *checking, const char *customer, const rw_product *product, rw_idx first) {
    const rw_model *model = checking->model;
    const char *item = model->item[product->item].name;
    double stock = product->opening_stock;
    for (rw_idx t = 0; t < first; t++) {
        stock += product->inflow[t] - product->use[t];
        stock = stock > 0 ? stock : 0;
        if (stock < product->target[t]) {
            char missed[16], delivered[16];
            rw_checking_month(checking, t, missed);
            rw_checking_month(checking, first, delivered);
            rw_checking_at(checking, "customers.%s.products.%s.target", customer, item);
            rw_checking_report(checking, "it is missed from %s on if all use is met: the first delivery can %s%s",
                               missed, first < model->n_month ? "be made in " : "only be made after the plan",
                               first < model->n_month ? delivered : "");
            return;
        }
    }
}

static void warn_product(rw_checking *checking, const rw_customer *customer, const rw_product *product,
                         const rw_idx *earliest) {
    const rw_model *model = checking->model;
    const char *item = model->item[product->item].name;
    rw_idx last = model->n_month - 1;
    bool is_cost = model->objective == RW_OBJECTIVE_COST;
    rw_checking_at(checking, "customers.%s.products.%s", customer->name, item);
    if (is_all_zero(product->target, 0, last) && is_all_zero(product->use, 0, last)) {
        rw_checking_report(checking, "it has neither a target nor use: nothing will be delivered");
    }
    if (is_cost && product->shortfall_eur == 0 && !is_all_zero(product->target, 0, last)) {
        rw_checking_report(checking, "the target has no price (shortfall_eur): missing it costs nothing");
    }
    if (is_cost && product->unmet_eur == 0 && !is_all_zero(product->use, 0, last)) {
        rw_checking_report(checking, "unmet use has no price (unmet_eur): not meeting it costs nothing");
    }
    if (is_cost && product->critical_share > 0 && product->critical_eur == 0) {
        rw_checking_report(checking, "the critical level has no price (critical_eur)");
    }
    if (product->end_value_eur > 0 && product->target[last] == 0) {
        rw_checking_report(checking, "stock has no value at the end (end_value_eur): the last month has no target");
    }
    warn_target(checking, customer->name, product, first_delivery(model, product, earliest));
}

// A target nobody can miss.
static void warn_probability_target(rw_checking *checking, const rw_probability_target *target) {
    const rw_model *model = checking->model;
    const rw_customer *customer = &model->customer[target->customer];
    for (rw_idx r = customer->product_begin; r < customer->product_end; r++) {
        bool is_counted = target->item < 0 || model->product[r].item == target->item;
        if (is_counted && model->product[r].target[target->by] > 0) {
            return;
        }
    }
    char month[16];
    rw_checking_month(checking, target->by, month);
    rw_checking_at(checking, "policies.probability_targets.%s.by", target->name);
    rw_checking_report(checking, "%s wants no stock in %s: the target is met whatever is done", customer->name, month);
}

void rw_warn_customers(rw_checking *checking, const rw_idx *earliest) {
    const rw_model *model = checking->model;
    for (rw_idx c = 0; c < model->n_customer; c++) {
        const rw_customer *customer = &model->customer[c];
        if (customer->priority_weight == 0) {
            rw_checking_at(checking, "customers.%s.priority_weight", customer->name);
            rw_checking_report(checking, "a weight of 0: the customer's shortfall counts for nothing");
        }
        for (rw_idx r = customer->product_begin; r < customer->product_end; r++) {
            warn_product(checking, customer, &model->product[r], earliest);
        }
    }
    for (rw_idx k = 0; k < model->n_probability_target; k++) {
        warn_probability_target(checking, &model->probability_target[k]);
    }
}
