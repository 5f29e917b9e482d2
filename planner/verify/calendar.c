// Calendar years and the balances of a rule: model.md section 1.  SPDX-License-Identifier: MIT
#include "verify/calendar.h"

static rw_idx smaller(rw_idx a, rw_idx b) {
    return a < b ? a : b;
}

static rw_idx larger(rw_idx a, rw_idx b) {
    return a > b ? a : b;
}

rw_idx rw_years_touched(const rw_model *model) {
    return model->n_month > 0 ? (model->start_month - 1 + model->n_month - 1) / 12 + 1 : 0;
}

rw_span rw_year_months(const rw_model *model, rw_idx year) {
    const rw_idx january = 12 * year - (model->start_month - 1);
    return (rw_span){larger(0, january), smaller(january + 12, model->n_month)};
}

rw_span rw_balance_months(const rw_model *model, rw_idx from, rw_idx to, bool by_year, rw_idx year) {
    const rw_span window = {larger(0, from), to < model->n_month ? to + 1 : model->n_month};
    if (!by_year) {
        return year == 0 ? window : (rw_span){0, 0};
    }
    const rw_span months = rw_year_months(model, year);
    return (rw_span){larger(window.begin, months.begin), smaller(window.end, months.end)};
}
