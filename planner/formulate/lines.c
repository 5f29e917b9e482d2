// Lines: what orders cost, what effective modules allow.  SPDX-License-Identifier: MIT
#include <math.h>

#include "formulate/assembly.h"

// Capex by the payment profile, for every order month.
static void bill_capex(rw_assembly *as, rw_idx l, double capex) {
    const rw_model *model = as->model;
    for (rw_idx u = as->support->order_begin[l]; u < as->support->order_end[l]; u++) {
        for (rw_idx t = u; t < model->n_month && t < u + model->line[l].n_payment; t++) {
            const double payment = rw_timing_payment(model, l, u, t);
            if (payment > 0.0) {
                rw_assembly_bill_order(as, RW_COST_CAPEX, t, l, u, capex * payment);
            }
        }
    }
}

// Fixed cost from completion: the modules of a line complete in month t are those ordered by some month, N of it.
static void bill_fixed(rw_assembly *as, rw_idx l) {
    const rw_model *model = as->model;
    const rw_idx *complete = &as->timing->complete[l * model->n_month];
    rw_idx u = as->support->order_begin[l];
    for (rw_idx t = 0; t < model->n_month; t++) {
        while (u < as->support->order_end[l] && complete[u] <= t) { // never falls with u
            u++;
        }
        if (u > as->support->order_begin[l]) {
            rw_assembly_bill_orders(as, RW_COST_FIXED, t, l, u - 1, model->line[l].fixed_eur_per_month);
        }
    }
}

// What orders cost, and what stands.
static void bill_modules(rw_assembly *as, rw_idx l) {
    const rw_model *model = as->model;
    const rw_line *line = &model->line[l];
    const double capex = rw_timing_capex(model, l) * as->scenario->capex_ratio[l];
    bill_capex(as, l, capex);
    bill_fixed(as, l);
    for (rw_idx t = 0; t < model->n_month; t++) {
        const double modules = as->timing->modules[l * model->n_month + t];
        rw_assembly_bill_constant(as, RW_COST_FIXED, t, line->fixed_eur_per_month * modules);
        for (rw_idx k = 0; k < model->n_pin; k++) {
            const rw_pin *pin = &model->pin[k];
            if (pin->line == l && pin->month < 0) {
                const double payment = rw_timing_payment(model, l, pin->month, t);
                rw_assembly_bill_constant(as, RW_COST_CAPEX, t, capex * payment * (double)pin->modules);
            }
        }
    }
}

// Starts of an operation on its line: modules taken, in units of starts at multiplier 1 (9), and crews (15).
static void fill_start(rw_assembly *as, rw_idx slot, rw_idx vintage, rw_idx t) {
    const rw_model *model = as->model;
    const rw_idx o = as->support->slot_operation[slot];
    const rw_operation *operation = &model->operation[o];
    const rw_idx col = rw_assembly_start(as, slot, vintage, t);
    if (col < 0) {
        return;
    }
    rw_assembly_bill(as, RW_COST_OPERATION, t, col, operation->cost_eur);
    if (operation->line < 0) {
        return;
    }
    const rw_line *line = &model->line[operation->line];
    const rw_pattern *pattern = &model->pattern[line->pattern_begin + slot - as->support->slot_begin[o]];
    const double rate_taken = operation->load / pattern->multiplier;
    const double modules = rate_taken / line->rate_per_month;
    rw_assembly_put(as, rw_layout_row(as->layout, RW_ROW_MODULES, operation->line * RW_N_VINTAGE + vintage, t), col,
                    rate_taken);
    rw_assembly_put(as, rw_layout_row(as->layout, RW_ROW_MIN_RUN, operation->line, t), col, operation->load);
    for (rw_idx c = 0; c < line->n_crew; c++) {
        const rw_idx k = line->crew[c].skill;
        const double heads = line->crew[c].heads * pattern->crews * modules;
        rw_assembly_put(as, rw_layout_row(as->layout, RW_ROW_CREW, k, t), col, heads);
        rw_assembly_bill(as, RW_COST_WAGE, t, col, model->skill[k].wage_eur[t] * pattern->premium_share * heads);
    }
}

// (10), times the rate of the line: starts at multiplier 1 + rate mothballed <= rate E.
static void fill_modules(rw_assembly *as, rw_idx l, rw_idx t) {
    const double rate = as->model->line[l].rate_per_month;
    for (rw_idx a = 0; a < RW_N_VINTAGE; a++) {
        const rw_idx row = rw_layout_row(as->layout, RW_ROW_MODULES, l * RW_N_VINTAGE + a, t);
        rw_assembly_set_row(as, row, -INFINITY, 0.0);
        rw_assembly_put_effective(as, row, l, a, t, -rate);
        if (a == RW_MATURE) {
            rw_assembly_put(as, row, rw_layout_col(as->layout, RW_COLUMN_MOTHBALLED, l, t), rate);
        }
    }
}

// (11): mothballed[t] - mothballed[t-1] - in + out = 0.
static void fill_mothball(rw_assembly *as, rw_idx l, rw_idx t) {
    const rw_line *line = &as->model->line[l];
    const rw_idx row = rw_layout_row(as->layout, RW_ROW_MOTHBALL, l, t);
    const rw_idx held = rw_layout_col(as->layout, RW_COLUMN_MOTHBALLED, l, t);
    const rw_idx in = rw_layout_col(as->layout, RW_COLUMN_MOTHBALL_IN, l, t);
    const rw_idx out = rw_layout_col(as->layout, RW_COLUMN_MOTHBALL_OUT, l, t);
    const double modules = rw_timing_modules(as->scenario, l); // in an effective one
    rw_assembly_set_row(as, row, 0.0, 0.0);
    rw_assembly_put(as, row, held, 1.0);
    rw_assembly_put(as, row, rw_layout_col(as->layout, RW_COLUMN_MOTHBALLED, l, t - 1), -1.0);
    rw_assembly_put(as, row, in, -1.0);
    rw_assembly_put(as, row, out, 1.0);
    rw_assembly_bill(as, RW_COST_FIXED, t, held, -line->fixed_eur_per_month * line->mothball_saving_share * modules);
    rw_assembly_bill(as, RW_COST_MOTHBALL, t, in, line->mothball_eur * modules);
    rw_assembly_bill(as, RW_COST_MOTHBALL, t, out, line->restart_eur * modules);
}

// (12): load starts + short - min_run_share rate (E - mothballed) >= 0.
static void fill_min_run(rw_assembly *as, rw_idx l, rw_idx t) {
    const rw_line *line = &as->model->line[l];
    const double least = line->min_run_share * line->rate_per_month;
    const rw_idx row = rw_layout_row(as->layout, RW_ROW_MIN_RUN, l, t);
    const rw_idx col = rw_layout_col(as->layout, RW_COLUMN_MIN_RUN_SHORT, l, t);
    rw_assembly_set_row(as, row, 0.0, INFINITY);
    rw_assembly_put(as, row, col, 1.0);
    rw_assembly_put(as, row, rw_layout_col(as->layout, RW_COLUMN_MOTHBALLED, l, t), least);
    rw_assembly_put_effective(as, row, l, RW_RUN_IN, t, -least);
    rw_assembly_put_effective(as, row, l, RW_MATURE, t, -least);
    rw_assembly_bill(as, RW_COST_POLICY, t, col, line->min_run_eur);
}

void rw_assembly_fill_lines(rw_assembly *as) {
    const rw_model *model = as->model;
    for (rw_idx l = 0; l < model->n_line; l++) {
        bill_modules(as, l);
        for (rw_idx t = 0; t < model->n_month; t++) {
            fill_modules(as, l, t);
            fill_mothball(as, l, t);
            fill_min_run(as, l, t);
        }
    }
    for (rw_idx slot = 0; slot < as->support->slot_begin[model->n_operation]; slot++) {
        for (rw_idx a = 0; a < RW_N_VINTAGE; a++) {
            for (rw_idx t = 0; t < model->n_month; t++) {
                fill_start(as, slot, a, t);
            }
        }
    }
}
