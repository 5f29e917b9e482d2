// Checks of suppliers, customers and rules.  SPDX-License-Identifier: MIT
#include "model/checking.h"

#include <string.h>

static void check_suppliers(rw_checking *checking) {
    const rw_model *model = checking->model;
    for (rw_idx j = 0; j < model->n_supplier; j++) {
        const rw_supplier *supplier = &model->supplier[j];
        rw_checking_at(checking, "suppliers.%s.to", supplier->name);
        rw_checking_window(checking, supplier->from, supplier->to);
        for (rw_idx g = supplier->option_begin; g < supplier->option_end; g++) {
            rw_checking_at(checking, "suppliers.%s.options.%s.to", supplier->name, model->option[g].name);
            rw_checking_window(checking, model->option[g].from, model->option[g].to);
        }
    }
}

static const char *name_item(const rw_model *model, rw_idx item) {
    return model->item[item].name;
}

// The product of the same customer, or an entry of the same product, that accepted the item before.
static void check_delivery(rw_checking *checking, const rw_customer *customer, rw_idx m) {
    const rw_model *model = checking->model;
    const rw_delivery *delivery = &model->delivery[m];
    for (rw_idx r = customer->product_begin; r <= delivery->product; r++) {
        for (rw_idx other = model->product[r].delivery_begin; other < model->product[r].delivery_end; other++) {
            if (other >= m || model->delivery[other].item != delivery->item) {
                continue;
            }
            bool is_same = r == delivery->product;
            rw_checking_report(checking, is_same ? "%s is accepted twice" : "%s is accepted by the product %s as well",
                               name_item(model, delivery->item), name_item(model, model->product[r].item));
            return;
        }
    }
}

static void check_products(rw_checking *checking, const rw_customer *customer) {
    const rw_model *model = checking->model;
    for (rw_idx r = customer->product_begin; r < customer->product_end; r++) {
        const rw_product *product = &model->product[r];
        const char *item = name_item(model, product->item);
        rw_checking_at(checking, "customers.%s.products.%s", customer->name, item);
        for (rw_idx other = customer->product_begin; other < r; other++) {
            if (model->product[other].item == product->item) {
                rw_checking_report(checking, "a customer holds each item as one product");
            }
        }
        rw_checking_at(checking, "customers.%s.products.%s.accepts", customer->name, item);
        if (product->delivery_end == product->delivery_begin) {
            rw_checking_report(checking, "the product accepts no item at all");
        }
        for (rw_idx m = product->delivery_begin; m < product->delivery_end; m++) {
            check_delivery(checking, customer, m);
        }
    }
}

static void check_customers(rw_checking *checking) {
    const rw_model *model = checking->model;
    for (rw_idx c = 0; c < model->n_customer; c++) {
        const rw_customer *customer = &model->customer[c];
        rw_checking_at(checking, "customers.%s.products", customer->name);
        if (customer->product_end == customer->product_begin) {
            rw_checking_report(checking, "a customer needs at least one product");
        }
        check_products(checking, customer);
    }
}

// Whether product r counts for the target.
static bool is_of_target(const rw_model *model, const rw_probability_target *target, rw_idx r) {
    return target->item < 0 || model->product[r].item == target->item;
}

static void check_probability_target(rw_checking *checking, const rw_probability_target *target) {
    const rw_model *model = checking->model;
    const rw_customer *customer = &model->customer[target->customer];
    rw_idx n_product = 0;
    bool is_priced = false;
    for (rw_idx r = customer->product_begin; r < customer->product_end; r++) {
        n_product += is_of_target(model, target, r);
        is_priced |= is_of_target(model, target, r) && model->product[r].shortfall_eur * customer->priority_weight > 0;
    }
    if (n_product == 0) {
        rw_checking_at(checking, "policies.probability_targets.%s.item", target->name);
        rw_checking_report(checking, "%s holds no %s", customer->name,
                           target->item >= 0 ? name_item(model, target->item) : "product");
    } else if (!is_priced && target->lever == RW_LEVER_PRICE) {
        rw_checking_at(checking, "policies.probability_targets.%s.customer", target->name);
        rw_checking_report(checking,
                           "shortfall of %s has no price (shortfall_eur, priority_weight): raising it changes nothing",
                           customer->name);
    }
    if (target->by < 0 || target->by >= model->n_month) {
        char last[16];
        rw_checking_month(checking, model->n_month - 1, last);
        rw_checking_at(checking, "policies.probability_targets.%s.by", target->name);
        rw_checking_report(checking, "the month is not one of the plan, which ends with %s", last);
    }
    if (model->objective != RW_OBJECTIVE_COST) {
        rw_checking_at(checking, "policies.probability_targets.%s", target->name);
        rw_checking_report(checking, "a probability target needs the objective \"cost\": it is reached by the price of "
                                     "shortfall, which \"lexicographic\" does not use");
    }
}

#define CHECK_WINDOWS(checking, list, rule, count)                                                                     \
    for (rw_idx k = 0; k < (count); k++) {                                                                             \
        rw_checking_at(checking, "policies.%s.%s.to", list, (rule)[k].name);                                           \
        rw_checking_window(checking, (rule)[k].from, (rule)[k].to);                                                    \
    }

void rw_check_market(rw_checking *checking) {
    const rw_model *model = checking->model;
    check_suppliers(checking);
    check_customers(checking);
    CHECK_WINDOWS(checking, "local_content", model->content_rule, model->n_content_rule)
    CHECK_WINDOWS(checking, "security_of_supply", model->supply_rule, model->n_supply_rule)
    CHECK_WINDOWS(checking, "surge", model->surge_rule, model->n_surge_rule)
    CHECK_WINDOWS(checking, "technology_transfer", model->transfer_rule, model->n_transfer_rule)
    for (rw_idx k = 0; k < model->n_probability_target; k++) {
        check_probability_target(checking, &model->probability_target[k]);
    }
}
