// The months a rule speaks of, cut into balances (model.md section 1).  SPDX-License-Identifier: MIT
#ifndef RW_FORMULATE_WINDOW_H
#define RW_FORMULATE_WINDOW_H

#include <rampwerk/model.h>

typedef struct rw_window {
    rw_idx from, to; // inclusive, as in the model; may reach beyond the horizon
    bool by_year;
} rw_window;

// Months [begin, end) of balance `year`; false when it has none.  A rule not by year has balance 0 alone.
bool rw_window_balance(const rw_model *model, rw_window window, rw_idx year, rw_idx *begin, rw_idx *end);

// The balance that ends with `month`, or -1.
rw_idx rw_window_ending(const rw_model *model, rw_window window, rw_idx month);

// The windows of the rules, and the calendar years cash budgets are kept by.
rw_window rw_window_content(const rw_model *model, rw_idx rule);
rw_window rw_window_supply(const rw_model *model, rw_idx rule);
rw_window rw_window_transfer(const rw_model *model, rw_idx rule);
rw_window rw_window_budget(const rw_model *model);

#endif
