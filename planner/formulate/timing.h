// When modules ordered in a month are paid, complete and productive in one scenario (model.md section 3).
// SPDX-License-Identifier: MIT
#ifndef RW_FORMULATE_TIMING_H
#define RW_FORMULATE_TIMING_H

#include <rampwerk/plan.h>
#include <rampwerk/scenario.h>

typedef struct rw_timing {
    const rw_model *model;
    const rw_scenario *scenario;
    rw_idx *complete;  // line x month of order: month of mechanical completion
    rw_idx *first;     // line x month of order: first month of production
    double *effective; // line x vintage x month: effective modules of existing and past ones, the constant of (8)
    double *modules;   // line x month: existing and past modules complete by then
} rw_timing;

// Arrays lie in arena; model and scenario are borrowed.
RW_MUST_USE rw_status rw_timing_init(rw_timing *timing, rw_arena *arena, const rw_model *model,
                                     const rw_scenario *scenario);

// (8): what one module of line ordered in month `order` >= 0 adds to the effective modules of a vintage in `month`.
double rw_timing_share(const rw_timing *timing, rw_idx line, rw_idx vintage, rw_idx order, rw_idx month);

// The last month of order of a module that produces in `month`, whatever its vintage; -1: none does.
rw_idx rw_timing_last_producing(const rw_timing *timing, rw_idx line, rw_idx month);

// Whether such a module is past its run-in and its ramp then: modules ordered earlier are too, and add the same.
bool rw_timing_is_settled(const rw_timing *timing, rw_idx line, rw_idx order, rw_idx month);

// Month of completion of a module of line ordered in `order`, which may be negative.
rw_idx rw_timing_complete(const rw_model *model, const rw_scenario *scenario, rw_idx line, rw_idx order);

// Share of capex of an order of month `order` (may be negative) due in `month`.
double rw_timing_payment(const rw_model *model, rw_idx line, rw_idx order, rw_idx month);

// What is credited at the end for one module ordered in month `order` >= 0, EUR.
double rw_timing_module_value(const rw_model *model, rw_idx line, rw_idx order);

// Price of one module before scenario effects: capex net of the grant, EUR.
double rw_timing_capex(const rw_model *model, rw_idx line);

// Good units per unit started in a vintage, (13).
double rw_timing_good(const rw_model *model, const rw_scenario *scenario, rw_idx operation, rw_idx vintage);

// Largest pattern multiplier of a line.
double rw_timing_multiplier(const rw_model *model, rw_idx line);

// What a supplier can ship in a month without options, units.
double rw_timing_supply(const rw_model *model, const rw_scenario *scenario, rw_idx supplier, rw_idx month);

// Modules that one effective module past its ramp stands for; 0 where there is none.
double rw_timing_modules(const rw_scenario *scenario, rw_idx line);

// How often a unit of use not met in a month counts in the weighted shortfall V (section 6).
double rw_timing_unmet_count(const rw_model *model, rw_idx month);

// d[t], the discount factor of a month.
double rw_timing_discount(const rw_model *model, rw_idx month);

#endif
