// Checks of items, operations, lines and what was ordered already.  SPDX-License-Identifier: MIT
#include "model/checking.h"

#include <math.h>

static const double share_tolerance = 1e-9; // shares written in decimals add up to 1 this well

// With nothing done, stock stays what it was: a lower limit could never be kept.
static void check_item(rw_checking *checking, const rw_item *item) {
    for (rw_idx t = 0; t < checking->model->n_month; t++) {
        if (item->storage_limit[t] < item->opening_stock) {
            char month[16];
            rw_checking_month(checking, t, month);
            rw_checking_at(checking, "items.%s.%s", item->name, t == 0 ? "opening_stock" : "storage_limit");
            rw_checking_report(checking, "the storage limit of %s, %g %s, is below the opening stock of %g", month,
                               item->storage_limit[t], item->unit, item->opening_stock);
            return;
        }
    }
}

static void check_operation(rw_checking *checking, const rw_operation *operation) {
    if (operation->n_output == 0) {
        rw_checking_at(checking, "operations.%s.outputs", operation->name);
        rw_checking_report(checking, "an operation gives at least one item");
    }
}

static void check_payments(rw_checking *checking, const rw_line *line) {
    double sum = 0;
    for (rw_idx k = 0; k < line->n_payment; k++) {
        sum += line->payment_share[k];
    }
    if (!(fabs(sum - 1) <= share_tolerance)) {
        rw_checking_at(checking, "lines.%s.payment_share", line->name);
        rw_checking_report(checking, "the shares add up to %.10g, not to 1", sum);
    }
}

static void check_modules(rw_checking *checking, rw_idx l) {
    const rw_model *model = checking->model;
    const rw_line *line = &model->line[l];
    rw_idx n_pinned = 0;
    for (rw_idx p = 0; p < model->n_pin; p++) {
        n_pinned += model->pin[p].line == l ? model->pin[p].modules : 0;
    }
    if (line->modules_existing + n_pinned > line->modules_max) {
        rw_checking_at(checking, "lines.%s.modules_max", line->name);
        rw_checking_report(checking, "%lld existing and %lld pinned modules are more than the %lld allowed",
                           (long long)line->modules_existing, (long long)n_pinned, (long long)line->modules_max);
    }
}

static void check_line(rw_checking *checking, rw_idx l) {
    const rw_line *line = &checking->model->line[l];
    rw_checking_at(checking, "lines.%s.patterns", line->name);
    if (line->pattern_end == line->pattern_begin) {
        rw_checking_report(checking, "a line needs at least one shift pattern");
    }
    rw_checking_at(checking, "lines.%s.order_to", line->name);
    rw_checking_window(checking, line->order_from, line->order_to);
    check_payments(checking, line);
    check_modules(checking, l);
}

// Pinned modules of line l in the months (month - spacing, month], orders of the past included.
static rw_idx count_pinned(const rw_model *model, rw_idx l, rw_idx month) {
    rw_idx count = 0;
    for (rw_idx p = 0; p < model->n_pin; p++) {
        const rw_pin *pin = &model->pin[p];
        bool counts = pin->line == l && pin->month > month - model->line[l].spacing_months && pin->month <= month;
        count += counts ? pin->modules : 0;
    }
    return count;
}

static void check_pin(rw_checking *checking, rw_idx p) {
    const rw_model *model = checking->model;
    const rw_pin *pin = &model->pin[p];
    const rw_line *line = &model->line[pin->line];
    if (pin->month >= 0 && (pin->month < line->order_from || pin->month > line->order_to)) {
        char month[16];
        rw_checking_month(checking, pin->month, month);
        rw_checking_at(checking, "pins[%lld].month", (long long)p);
        rw_checking_report(checking, "%s lies outside the months in which %s may be ordered", month, line->name);
        return;
    }
    rw_idx count = count_pinned(model, pin->line, pin->month);
    if (pin->month >= 0 && line->spacing_months > 0 && count > line->modules_per_order) {
        rw_checking_at(checking, "pins[%lld].modules", (long long)p);
        rw_checking_report(checking, "%lld modules of %s are pinned within %lld months; at most %lld may be ordered",
                           (long long)count, line->name, (long long)line->spacing_months,
                           (long long)line->modules_per_order);
    }
}

void rw_check_plant(rw_checking *checking) {
    const rw_model *model = checking->model;
    for (rw_idx i = 0; i < model->n_item; i++) {
        check_item(checking, &model->item[i]);
    }
    for (rw_idx o = 0; o < model->n_operation; o++) {
        check_operation(checking, &model->operation[o]);
    }
    for (rw_idx l = 0; l < model->n_line; l++) {
        check_line(checking, l);
    }
    for (rw_idx p = 0; p < model->n_pin; p++) {
        check_pin(checking, p);
    }
}
