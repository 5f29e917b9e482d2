// Arrays of a run file that follow from the plan.  SPDX-License-Identifier: MIT
#include "results/derive.h"

#include <math.h>

enum { MONTHS_PER_YEAR = 12 };

static void fill(double *block, rw_idx count, double value) {
    for (rw_idx k = 0; k < count; k++) {
        block[k] = value;
    }
}

// cell += ratio * path, where an empty cell is NaN.
static void cell_add(double *cell, rw_idx n_month, double ratio, const double *path) {
    for (rw_idx t = 0; t < n_month; t++) {
        cell[t] = (isnan(cell[t]) ? 0.0 : cell[t]) + ratio * path[t];
    }
}

static double *cell_at(const rw_model *model, double *block, rw_idx customer, rw_idx item) {
    return block + (customer * model->n_item + item) * model->n_month;
}

void rw_derive_discount(const rw_field_input *input, double *block) {
    const rw_model *model = input->model;
    for (rw_idx t = 0; t < model->n_month; t++) {
        block[t] = pow(1.0 + model->discount_rate, -(double)t / MONTHS_PER_YEAR);
    }
}

void rw_derive_capex_ordered(const rw_field_input *input, double *block) {
    const rw_model *model = input->model;
    for (rw_idx l = 0; l < model->n_line; l++) {
        const double eur = model->line[l].capex_eur * (1.0 - model->line[l].grant_share);
        for (rw_idx t = 0; t < model->n_month; t++) {
            block[l * model->n_month + t] = eur * input->plan->module_order[l * model->n_month + t];
        }
    }
}

void rw_derive_modules_effective(const rw_field_input *input, double *block) {
    const rw_model *model = input->model;
    for (rw_idx l = 0; l < model->n_line; l++) {
        const double *run_in = input->course->effective + (l * RW_N_VINTAGE + RW_RUN_IN) * model->n_month;
        const double *mature = input->course->effective + (l * RW_N_VINTAGE + RW_MATURE) * model->n_month;
        for (rw_idx t = 0; t < model->n_month; t++) {
            block[l * model->n_month + t] = run_in[t] + mature[t];
        }
    }
}

// Good units: start min(1, yield yield_ratio) (yield_initial_share while running in) quantity.  (model.md, eq. 13)
void rw_derive_output(const rw_field_input *input, double *block) {
    const rw_model *model = input->model;
    const rw_idx n_month = model->n_month;
    fill(block, model->n_item * n_month, 0.0);
    for (rw_idx o = 0; o < model->n_operation; o++) {
        const rw_operation *operation = &model->operation[o];
        const double mature_share = fmin(1.0, operation->yield * input->scenario->yield_ratio[o]);
        for (rw_idx a = 0; a < RW_N_VINTAGE; a++) {
            const double *start = input->course->start + (o * RW_N_VINTAGE + a) * n_month;
            const bool is_run_in = a == RW_RUN_IN && operation->line >= 0;
            const double share =
                is_run_in ? mature_share * model->line[operation->line].yield_initial_share : mature_share;
            for (rw_idx k = 0; k < operation->n_output; k++) {
                double *row = block + operation->output[k].item * n_month;
                for (rw_idx t = 0; t < n_month; t++) {
                    row[t] += operation->output[k].quantity * share * start[t];
                }
            }
        }
    }
}

void rw_derive_purchase_cost(const rw_field_input *input, double *block) {
    const rw_model *model = input->model;
    for (rw_idx j = 0; j < model->n_supplier; j++) {
        for (rw_idx t = 0; t < model->n_month; t++) {
            const rw_idx at = j * model->n_month + t;
            block[at] = model->supplier[j].price_eur[t] * input->scenario->price_ratio[j] *
                        (input->course->purchase[at] + input->course->untaken[at]);
        }
    }
}

void rw_derive_delivery(const rw_field_input *input, double *block) {
    const rw_model *model = input->model;
    fill(block, model->n_customer * model->n_item * model->n_month, NAN);
    for (rw_idx m = 0; m < model->n_delivery; m++) {
        const rw_delivery *delivery = &model->delivery[m];
        cell_add(cell_at(model, block, model->product[delivery->product].customer, delivery->item), model->n_month, 1.0,
                 input->course->delivery + m * model->n_month);
    }
}

// A path per product into cells.
static void products_to_cells(const rw_model *model, const double *path, double *block) {
    fill(block, model->n_customer * model->n_item * model->n_month, NAN);
    for (rw_idx r = 0; r < model->n_product; r++) {
        cell_add(cell_at(model, block, model->product[r].customer, model->product[r].item), model->n_month, 1.0,
                 path + r * model->n_month);
    }
}

void rw_derive_customer_stock(const rw_field_input *input, double *block) {
    products_to_cells(input->model, input->course->customer_stock, block);
}

void rw_derive_shortfall(const rw_field_input *input, double *block) {
    products_to_cells(input->model, input->course->shortfall, block);
}

void rw_derive_target_stock(const rw_field_input *input, double *block) {
    const rw_model *model = input->model;
    fill(block, model->n_customer * model->n_item * model->n_month, NAN);
    for (rw_idx r = 0; r < model->n_product; r++) {
        cell_add(cell_at(model, block, model->product[r].customer, model->product[r].item), model->n_month,
                 input->scenario->target_ratio[r], model->product[r].target);
    }
}
