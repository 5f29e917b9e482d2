// What orders cost over scenarios, worked out apart from the engine's objective.  SPDX-License-Identifier: MIT
#ifndef RW_TESTS_PROPERTY_OUTLOOK_H
#define RW_TESTS_PROPERTY_OUTLOOK_H

#include <rampwerk/plan.h>
#include <rampwerk/scenario.h>

typedef struct outlook {
    double mean, tail, worst; // tail: the CVaR at the level of the model
    double objective;         // (1 - risk_weight) mean + risk_weight tail
} outlook;

// Of costs of every scenario.
outlook outlook_of(const rw_model *model, const rw_scenario_set *set, const double *cost);

// Of the plan's courses as they stand.
outlook outlook_of_courses(const rw_model *model, const rw_scenario_set *set, const rw_plan *plan);

// Of the plan's orders and options with the best recourse in every scenario of the set, for which it need not have been
// made.  NAN where that cannot be worked out; plan may be NULL.
outlook outlook_of_orders(const rw_model *model, const rw_scenario_set *set, const rw_plan *plan);

#endif
