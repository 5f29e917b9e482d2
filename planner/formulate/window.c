// The months a rule speaks of, cut into balances.  SPDX-License-Identifier: MIT
#include "formulate/window.h"

bool rw_window_balance(const rw_model *model, rw_window window, rw_idx year, rw_idx *begin, rw_idx *end) {
    rw_idx from = window.from > 0 ? window.from : 0;
    rw_idx to = window.to < model->n_month ? window.to : model->n_month - 1;
    if (window.by_year) {
        const rw_idx year_begin = year * 12 - (model->start_month - 1); // January
        from = from > year_begin ? from : year_begin;
        to = to < year_begin + 11 ? to : year_begin + 11;
    } else if (year > 0) {
        return false;
    }
    *begin = from;
    *end = to + 1;
    return from <= to;
}

rw_idx rw_window_ending(const rw_model *model, rw_window window, rw_idx month) {
    const rw_idx year = window.by_year ? rw_model_year(model, month) : 0;
    rw_idx begin = 0;
    rw_idx end = 0;
    return rw_window_balance(model, window, year, &begin, &end) && end == month + 1 ? year : -1;
}

rw_window rw_window_content(const rw_model *model, rw_idx rule) {
    const rw_content_rule *r = &model->content_rule[rule];
    return (rw_window){.from = r->from, .to = r->to, .by_year = r->by_year};
}

rw_window rw_window_supply(const rw_model *model, rw_idx rule) {
    const rw_supply_rule *r = &model->supply_rule[rule];
    return (rw_window){.from = r->from, .to = r->to, .by_year = r->by_year};
}

rw_window rw_window_transfer(const rw_model *model, rw_idx rule) {
    const rw_transfer_rule *r = &model->transfer_rule[rule];
    return (rw_window){.from = r->from, .to = r->to, .by_year = r->by_year};
}

rw_window rw_window_budget(const rw_model *model) {
    return (rw_window){.from = 0, .to = model->n_month - 1, .by_year = true};
}
