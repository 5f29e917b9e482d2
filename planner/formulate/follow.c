// A plan as the first stage of a problem, and what its recourse comes to.  SPDX-License-Identifier: MIT
#include <math.h>

#include "formulate/formulation.h"

typedef rw_idx column_of(const rw_layout *layout, rw_idx entity, rw_idx month);

// Cumulative values of a path into the columns of its chain; false where a column is missing.
static bool fill_chain(const rw_formulation *f, column_of *column, rw_idx entity, const double *path, double *first) {
    const rw_idx n_month = f->model->n_month;
    double sum = 0.0;
    bool is_whole = true;
    for (rw_idx t = 0; t < n_month; t++) {
        const rw_idx now = column(&f->layout, entity, t);
        const bool is_own = now >= 0 && (t == 0 || now != column(&f->layout, entity, t - 1)); // later months share one
        sum += round(path[t]);
        if (is_own) {
            first[now] = sum;
        } else if (round(path[t]) > 0.0) {
            is_whole = false;
        }
    }
    return is_whole;
}

bool rw_formulation_first(const rw_formulation *formulation, const rw_plan *plan, double *first) {
    const rw_model *model = formulation->model;
    bool is_whole = true;
    for (rw_idx l = 0; l < model->n_line; l++) {
        is_whole &= fill_chain(formulation, rw_layout_order, l, &plan->module_order[l * model->n_month], first);
    }
    for (rw_idx g = 0; g < model->n_option; g++) {
        is_whole &= fill_chain(formulation, rw_layout_option, g, &plan->option_block[g * model->n_month], first);
    }
    return is_whole;
}

double rw_formulation_base(const rw_formulation *formulation, rw_idx scenario, const double *first) {
    const rw_block *block = &formulation->problem->first;
    double cost = formulation->base[scenario];
    for (rw_idx j = 0; j < block->n_col; j++) {
        cost += block->cost[j] * first[j];
    }
    return cost;
}

void rw_formulation_stock(const rw_formulation *formulation, rw_idx scenario, const double *second, rw_idx product,
                          rw_idx month, double *stock, double *shortfall) {
    const rw_formulation *f = formulation;
    const rw_idx short_col = rw_layout_col(&f->layout, RW_COLUMN_SHORT, product, month);
    const rw_idx critical = rw_layout_col(&f->layout, RW_COLUMN_CRITICAL, product, month);
    const rw_idx surplus = rw_layout_col(&f->layout, RW_COLUMN_SURPLUS, product, month);
    const double target =
        f->model->product[product].target[month] * f->scenarios->scenario[scenario].target_ratio[product];
    double held = short_col >= 0 ? target - second[short_col] : 0.0; // customer_stock as layout.h writes it
    held -= critical >= 0 ? second[critical] : 0.0;
    held += surplus >= 0 ? second[surplus] : 0.0;
    *stock = fmax(0.0, held);
    *shortfall = fmax(0.0, target - *stock);
}
