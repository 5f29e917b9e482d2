// What can happen at all in at least one scenario: only that gets columns and rows.  SPDX-License-Identifier: MIT
//
// All scenarios of a set share one structure, so everything here is the union over them.
#ifndef RW_FORMULATE_SUPPORT_H
#define RW_FORMULATE_SUPPORT_H

#include <rampwerk/formulate.h>

#include "formulate/timing.h"

typedef struct rw_support {
    const rw_model *model;
    const rw_plan *plan; // whose orders and options alone can be; NULL: any
    rw_aim aim;
    rw_idx *order_begin, *order_end;   // line: months with a column N, [begin, end); empty: nothing may be ordered
    rw_idx *option_begin, *option_end; // option: the same for K
    rw_idx *slot_begin;                // operation (one more at the end): its slots, one for each pattern of its line,
                                       //   one in all without a line
    rw_idx *slot_operation;            // slot
    bool *effective;                   // line x vintage x month: modules can be effective
    bool *start;                       // operation x vintage x month: can be started
    bool *available;                   // item x month: some can be there
    bool *purchase;                    // supplier x month of shipping: can be bought
    bool *expansion;                   // supplier x month: an option can add capacity
    bool *hire;                        // skill x month
    bool *people;                      // skill x month: some can be there
    bool *crew;                        // skill x month: can be needed in a crew
    bool *target;                      // product x month: not 0, and stock below it makes a difference
    bool *use;                         // product x month: not 0
} rw_support;

// Arrays lie in arena; timing holds one entry for each scenario of the set.  plan: NULL, or the plan that is followed.
RW_MUST_USE rw_status rw_support_init(rw_support *support, rw_arena *arena, const rw_model *model,
                                      const rw_scenario_set *scenarios, const rw_timing *timing, rw_aim aim,
                                      const rw_plan *plan);

// Whether costs other than those of shortfalls count.
bool rw_support_money_counts(const rw_support *support);

// Weighted prices per unit and month, as the aim sees them, and the weights in the shortfall cap.
double rw_support_shortfall_price(const rw_support *support, rw_idx product);
double rw_support_critical_price(const rw_support *support, rw_idx product);
double rw_support_unmet_price(const rw_support *support, rw_idx product, rw_idx month);
double rw_support_cap_weight(const rw_support *support, rw_idx product);
double rw_support_unmet_cap_weight(const rw_support *support, rw_idx product, rw_idx month);

// What a unit of the target in stock is credited with in a month, as the aim sees it: 0 but at the end.
double rw_support_stock_value(const rw_support *support, rw_idx product, rw_idx month);

// Whether the critical level, or the target of a month at all, makes a difference in this aim.
bool rw_support_critical_counts(const rw_support *support, rw_idx product);
bool rw_support_target_counts(const rw_support *support, rw_idx product, rw_idx month);

// Pinned modules of a line in a month >= 0.
rw_idx rw_support_pinned(const rw_model *model, rw_idx line, rw_idx month);

// Modules of a line that stand or are on order before month 0.
rw_idx rw_support_standing(const rw_model *model, rw_idx line);

#endif
