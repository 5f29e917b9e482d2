// Supply and stock: model.md section 4, (13), (14), (19), (20).  SPDX-License-Identifier: MIT
#include "verify/supply.h"

#include <math.h>

#include "verify/production.h"

// Shipping in month t counts: within the contract, and arriving within the horizon.
static bool ships(const rw_model *model, const rw_supplier *supplier, rw_idx t) {
    return supplier->from <= t && t <= supplier->to && supplier->transport_months < model->n_month - t;
}

// K[g, t - notice_months]
static double blocks_in_force(const rw_check *check, rw_idx g, rw_idx t) {
    const rw_option *option = &check->model->option[g];
    double blocks = 0.0;
    for (rw_idx u = 0; u <= t && option->notice_months <= t - u; u++) {
        blocks += check->plan->option_block[rw_at(check, g, u)];
    }
    return blocks;
}

// (19) purchase <= supply_ratio (capacity + sum over g of capacity_per_month K), 0 where nothing ships
static double supply_limit(const rw_check *check, rw_idx j, rw_idx t) {
    const rw_model *model = check->model;
    if (!ships(model, &model->supplier[j], t)) {
        return 0.0;
    }
    double limit = model->supplier[j].capacity[t];
    for (rw_idx g = 0; g < model->n_option; g++) {
        if (model->option[g].supplier == j) {
            limit += model->option[g].capacity_per_month * blocks_in_force(check, g, t);
        }
    }
    return rw_scaled(limit, check->scenario->supply_ratio[rw_at(check, j, t)]);
}

// (20) the minimum take, as far as the supplier can ship it without options
static double owed(const rw_check *check, rw_idx j, rw_idx t) {
    const rw_supplier *supplier = &check->model->supplier[j];
    const double shipped = rw_scaled(supplier->capacity[t], check->scenario->supply_ratio[rw_at(check, j, t)]);
    return supplier->min_take[t] < shipped ? supplier->min_take[t] : shipped;
}

void rw_check_supply(rw_check *check) {
    const rw_model *model = check->model;
    for (rw_idx j = 0; j < model->n_supplier; j++) {
        const rw_supplier *supplier = &model->supplier[j];
        for (rw_idx t = 0; t < model->n_month; t++) {
            const double bought = check->course->purchase[rw_at(check, j, t)];
            const double untaken = check->course->untaken[rw_at(check, j, t)];
            const rw_place purchase = {"purchase", supplier->name, NULL, t};
            const rw_place untaken_place = {"untaken", supplier->name, NULL, t};
            rw_check_at_most(check, RW_VIOLATION_SUPPLY, purchase, bought, supply_limit(check, j, t), 0.0);
            if (ships(model, supplier, t)) { // (20)
                rw_check_at_least(check, RW_VIOLATION_SUPPLY, untaken_place, untaken, owed(check, j, t) - bought,
                                  rw_larger(owed(check, j, t), bought));
            } else {
                rw_check_equal(check, RW_VIOLATION_SUPPLY, untaken_place, untaken, 0.0, 0.0);
            }
        }
    }
}

typedef struct flow { // of one item in one month
    double change;
    double size; // of its largest part
} flow;

static void add(flow *total, double part) {
    total->change += part;
    total->size = rw_larger(total->size, fabs(part));
}

// sum of good quantity (outputs) - sum of start quantity (inputs)
static void add_operations(const rw_check *check, rw_idx i, rw_idx t, flow *total) {
    for (rw_idx o = 0; o < check->model->n_operation; o++) {
        const rw_operation *operation = &check->model->operation[o];
        for (rw_idx a = 0; a < RW_N_VINTAGE; a++) {
            for (rw_idx k = 0; k < operation->n_output; k++) {
                if (operation->output[k].item == i) {
                    add(total, rw_good_units(check, o, a, t) * operation->output[k].quantity);
                }
            }
            for (rw_idx k = 0; k < operation->n_input; k++) {
                if (operation->input[k].item == i) {
                    const double started = check->course->start[rw_at_vintage(check, o, a, t)];
                    add(total, -started * operation->input[k].quantity);
                }
            }
        }
    }
}

// The terms of (13) beside the stock of the month before.
static flow item_flow(const rw_check *check, rw_idx i, rw_idx t) {
    const rw_model *model = check->model;
    flow total = {0.0, 0.0};
    add_operations(check, i, t, &total);
    for (rw_idx j = 0; j < model->n_supplier; j++) {
        if (model->supplier[j].item == i) {
            add(&total,
                rw_before(&check->course->purchase[rw_at(check, j, 0)], t, model->supplier[j].transport_months));
        }
    }
    for (rw_idx m = 0; m < model->n_delivery; m++) {
        if (model->delivery[m].item == i) {
            add(&total, -check->course->delivery[rw_at(check, m, t)]);
        }
    }
    return total;
}

void rw_check_stock(rw_check *check) {
    const rw_model *model = check->model;
    for (rw_idx i = 0; i < model->n_item; i++) {
        double stock = model->item[i].opening_stock, size = fabs(stock);
        for (rw_idx t = 0; t < model->n_month; t++) {
            const flow flows = item_flow(check, i, t);
            stock += flows.change;
            size = rw_larger(size, flows.size); // of all that ever moved: roundings add up
            check->state.stock[rw_at(check, i, t)] = stock;
            const rw_place place = {"stock", model->item[i].name, NULL, t};
            const rw_place storage = {"stock against storage", model->item[i].name, NULL, t};
            rw_check_equal(check, RW_VIOLATION_BALANCE, place, check->course->stock[rw_at(check, i, t)], stock, size);
            rw_check_at_most(check, RW_VIOLATION_STORAGE, storage, stock, model->item[i].storage_limit[t], size);
        }
    }
}
