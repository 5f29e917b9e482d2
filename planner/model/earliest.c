// When each item can be at hand for the first time.  SPDX-License-Identifier: MIT
#include "model/checking.h"

// The first month in which line l can run, n_month if never.
static rw_idx line_ready(const rw_model *model, rw_idx l) {
    const rw_line *line = &model->line[l];
    if (line->modules_existing > 0) {
        return 0;
    }
    rw_idx order = line->modules_max > 0 ? line->order_from : model->n_month;
    for (rw_idx p = 0; p < model->n_pin; p++) {
        bool is_sooner = model->pin[p].line == l && model->pin[p].month < order;
        order = is_sooner ? model->pin[p].month : order;
    }
    if (order >= model->n_month || (line->order_from > line->order_to && order >= 0)) {
        return model->n_month;
    }
    if (line->permit >= 0) {
        const rw_permit *permit = &model->permit[line->permit];
        rw_idx grant = permit->apply_month + permit->duration_months;
        order = grant > order ? grant : order;
    }
    rw_idx ready = order + line->lead_months + line->commissioning_months;
    return ready < 0 ? 0 : ready < model->n_month ? ready : model->n_month;
}

// The first month in which something bought from supplier j arrives, n_month if never.
static rw_idx supplier_ready(const rw_model *model, rw_idx j) {
    const rw_supplier *supplier = &model->supplier[j];
    for (rw_idx t = supplier->from; t <= supplier->to && t + supplier->transport_months < model->n_month; t++) {
        bool has_more = false;
        for (rw_idx g = supplier->option_begin; g < supplier->option_end && !has_more; g++) {
            const rw_option *option = &model->option[g];
            has_more = option->blocks_max > 0 && option->capacity_per_month > 0 && option->from <= option->to &&
                       option->from + option->notice_months <= t;
        }
        if (supplier->capacity[t] > 0 || has_more) {
            return t + supplier->transport_months;
        }
    }
    return model->n_month;
}

static rw_idx later(rw_idx a, rw_idx b) {
    return a > b ? a : b;
}

static bool improve(rw_idx *earliest, rw_idx item, rw_idx month) {
    if (month >= earliest[item]) {
        return false;
    }
    earliest[item] = month;
    return true;
}

// One round over all operations; whether anything came sooner.
static bool run_operations(const rw_model *model, rw_idx *earliest) {
    bool is_better = false;
    for (rw_idx o = 0; o < model->n_operation; o++) {
        const rw_operation *operation = &model->operation[o];
        rw_idx month = operation->line >= 0 ? line_ready(model, operation->line) : 0;
        for (rw_idx k = 0; k < operation->n_input; k++) {
            month = later(month, earliest[operation->input[k].item]);
        }
        for (rw_idx k = 0; k < operation->n_output; k++) {
            is_better |= improve(earliest, operation->output[k].item, month);
        }
    }
    return is_better;
}

void rw_model_earliest(const rw_model *model, rw_idx *earliest) {
    for (rw_idx i = 0; i < model->n_item; i++) {
        earliest[i] = model->item[i].opening_stock > 0 ? 0 : model->n_month;
    }
    for (rw_idx j = 0; j < model->n_supplier; j++) {
        improve(earliest, model->supplier[j].item, supplier_ready(model, j));
    }
    while (run_operations(model, earliest)) {
    }
}
