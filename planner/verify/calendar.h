// Calendar years and the balances of a rule: Y(from, to, by_year) and months(y) of model.md section 1.
// SPDX-License-Identifier: MIT
#ifndef RW_VERIFY_CALENDAR_H
#define RW_VERIFY_CALENDAR_H

#include <rampwerk/model.h>

typedef struct rw_span { // months [begin, end)
    rw_idx begin, end;
} rw_span;

// Calendar years the plan touches.
rw_idx rw_years_touched(const rw_model *model);

// The months of a calendar year within the horizon.
rw_span rw_year_months(const rw_model *model, rw_idx year);

// The months of the balance kept at entry `year` of a rule; empty where there is none.  A rule over its whole window
// keeps it at entry 0.
rw_span rw_balance_months(const rw_model *model, rw_idx from, rw_idx to, bool by_year, rw_idx year);

#endif
