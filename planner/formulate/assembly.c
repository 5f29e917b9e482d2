// The numbers of one scenario's recourse: storage and the basic terms.  SPDX-License-Identifier: MIT
#include "formulate/assembly.h"

#include <math.h>

#include "core/memory.h"

static void fill(double *array, rw_idx count, double value) {
    for (rw_idx k = 0; k < count; k++) {
        array[k] = value;
    }
}

rw_status rw_assembly_init(rw_assembly *assembly, const rw_layout *layout, const rw_timing *timing,
                           const double *discount, const rw_idx *year_end, double shortfall_cap) {
    *assembly = (rw_assembly){.model = layout->model,
                              .scenario = timing->scenario,
                              .support = layout->support,
                              .layout = layout,
                              .timing = timing,
                              .discount = discount,
                              .year_end = year_end,
                              .shortfall_cap = shortfall_cap,
                              .first_cost = rw_calloc(layout->n_first, sizeof(double)),
                              .status = RW_OK};
    if (assembly->first_cost == NULL || rw_block_init(&assembly->block, layout->n_col, layout->n_row) != RW_OK) {
        return RW_NO_MEMORY;
    }
    fill(assembly->block.upper, layout->n_col, INFINITY);
    return RW_OK;
}

void rw_assembly_restart(rw_assembly *assembly, const rw_timing *timing) {
    const rw_layout *layout = assembly->layout;
    rw_block *block = &assembly->block;
    double *const column[] = {block->cost, block->lower, block->upper};
    double *const row[] = {block->row_lower, block->row_upper};
    assembly->timing = timing;
    assembly->scenario = timing->scenario;
    assembly->constant = 0.0;
    assembly->technology.n_entry = assembly->recourse.n_entry = 0;
    assembly->status = RW_OK;
    fill(assembly->first_cost, layout->n_first, 0.0);
    for (size_t k = 0; k < sizeof column / sizeof column[0]; k++) {
        fill(column[k], layout->n_col, column[k] == block->upper ? INFINITY : 0.0);
    }
    for (size_t k = 0; k < sizeof row / sizeof row[0]; k++) {
        fill(row[k], layout->n_row, 0.0);
    }
}

void rw_assembly_clear(rw_assembly *assembly) {
    rw_free(assembly->first_cost);
    rw_block_clear(&assembly->block);
    rw_triplets_clear(&assembly->technology);
    rw_triplets_clear(&assembly->recourse);
    *assembly = (rw_assembly){0};
}

// What no decision changes, as the cost of a column fixed at 1 where there is one.
static void settle_constant(rw_assembly *assembly) {
    const rw_idx col = rw_layout_col(assembly->layout, RW_COLUMN_CONSTANT, 0, assembly->model->n_month - 1);
    if (col >= 0) {
        assembly->block.lower[col] = assembly->block.upper[col] = 1.0;
        assembly->block.cost[col] = assembly->constant;
        assembly->constant = 0.0;
    }
}

rw_status rw_assembly_fill(rw_assembly *assembly) {
    rw_assembly_fill_policies(assembly); // first: sets the bounds of the cash budgets that bills add to
    rw_assembly_fill_lines(assembly);
    rw_assembly_fill_items(assembly);
    rw_assembly_fill_people(assembly);
    rw_assembly_fill_customers(assembly);
    settle_constant(assembly);
    return assembly->status;
}

static void put(rw_assembly *assembly, rw_triplets *triplets, rw_idx row, rw_idx col, double value) {
    if (row >= 0 && col >= 0 && value != 0.0 && assembly->status == RW_OK) {
        assembly->status = rw_triplets_add(triplets, row, col, value);
    }
}

void rw_assembly_put(rw_assembly *assembly, rw_idx row, rw_idx col, double value) {
    put(assembly, &assembly->recourse, row, col, value);
}

void rw_assembly_put_order(rw_assembly *assembly, rw_idx row, rw_idx line, rw_idx month, double value) {
    put(assembly, &assembly->technology, row, rw_layout_order(assembly->layout, line, month), value);
}

void rw_assembly_put_option(rw_assembly *assembly, rw_idx row, rw_idx option, rw_idx month, double value) {
    put(assembly, &assembly->technology, row, rw_layout_option(assembly->layout, option, month), value);
}

void rw_assembly_put_effective(rw_assembly *assembly, rw_idx row, rw_idx line, rw_idx vintage, rw_idx month,
                               double factor) {
    if (row < 0) {
        return;
    }
    const rw_idx begin = assembly->support->order_begin[line];
    const rw_idx end = assembly->support->order_end[line];
    // sum over u of R[u] n[u] = sum over u of (R[u] - R[u + 1]) N[u]
    double later = 0.0;
    const rw_idx last = rw_timing_last_producing(assembly->timing, line, month);
    for (rw_idx u = (last < end ? last : end - 1); u >= begin; u--) {
        const double share = rw_timing_share(assembly->timing, line, vintage, u, month);
        rw_assembly_put_order(assembly, row, line, u, factor * (share - later));
        later = share;
        if (rw_timing_is_settled(assembly->timing, line, u, month)) {
            break; // the earlier ones add the same
        }
    }
    const rw_idx at = (line * RW_N_VINTAGE + vintage) * assembly->model->n_month + month;
    assembly->block.row_lower[row] -= factor * assembly->timing->effective[at];
    assembly->block.row_upper[row] -= factor * assembly->timing->effective[at];
}

void rw_assembly_set_row(rw_assembly *assembly, rw_idx row, double lower, double upper) {
    if (row >= 0) {
        assembly->block.row_lower[row] = lower;
        assembly->block.row_upper[row] = upper;
    }
}

void rw_assembly_set_upper(rw_assembly *assembly, rw_idx col, double upper) {
    if (col >= 0) {
        assembly->block.upper[col] = upper;
    }
}

// The row of a cash budget that a cost of the month belongs to, or -1.
static rw_idx budget_row(const rw_assembly *assembly, rw_idx budget, rw_cost kind, rw_idx month) {
    const bool spending = kind != RW_COST_POLICY && kind != RW_COST_END_VALUE;
    return spending ? rw_layout_row(assembly->layout, RW_ROW_BUDGET, budget, assembly->year_end[month]) : -1;
}

// What an EUR of the month weighs in the objective.
static double money_weight(const rw_assembly *assembly, rw_idx month) {
    return rw_support_money_counts(assembly->support) ? assembly->discount[month] : 0.0;
}

void rw_assembly_bill(rw_assembly *assembly, rw_cost kind, rw_idx month, rw_idx col, double eur) {
    if (col < 0) {
        return;
    }
    assembly->block.cost[col] += money_weight(assembly, month) * eur;
    for (rw_idx b = 0; b < assembly->model->n_budget; b++) {
        rw_assembly_put(assembly, budget_row(assembly, b, kind, month), col, eur);
    }
}

static void bill_first(rw_assembly *assembly, rw_cost kind, rw_idx month, rw_idx col, double eur) {
    if (col < 0) {
        return;
    }
    assembly->first_cost[col] += money_weight(assembly, month) * eur;
    for (rw_idx b = 0; b < assembly->model->n_budget; b++) {
        put(assembly, &assembly->technology, budget_row(assembly, b, kind, month), col, eur);
    }
}

void rw_assembly_bill_order(rw_assembly *assembly, rw_cost kind, rw_idx month, rw_idx line, rw_idx order, double eur) {
    bill_first(assembly, kind, month, rw_layout_order(assembly->layout, line, order), eur); // n[u] = N[u] - N[u - 1]
    bill_first(assembly, kind, month, rw_layout_order(assembly->layout, line, order - 1), -eur);
}

void rw_assembly_bill_orders(rw_assembly *assembly, rw_cost kind, rw_idx month, rw_idx line, rw_idx last, double eur) {
    bill_first(assembly, kind, month, rw_layout_order(assembly->layout, line, last), eur);
}

void rw_assembly_bill_option(rw_assembly *assembly, rw_cost kind, rw_idx month, rw_idx option, rw_idx exercise,
                             double eur) {
    bill_first(assembly, kind, month, rw_layout_option(assembly->layout, option, exercise), eur);
    bill_first(assembly, kind, month, rw_layout_option(assembly->layout, option, exercise - 1), -eur);
}

void rw_assembly_bill_constant(rw_assembly *assembly, rw_cost kind, rw_idx month, double eur) {
    assembly->constant += money_weight(assembly, month) * eur;
    for (rw_idx b = 0; b < assembly->model->n_budget; b++) {
        const rw_idx row = budget_row(assembly, b, kind, month);
        if (row >= 0) {
            assembly->block.row_upper[row] -= eur;
        }
    }
}
