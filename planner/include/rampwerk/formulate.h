// From the model and its scenarios to a two-stage problem, and from its solution back to a plan.  Equation numbers are
// those of model/model.md.  SPDX-License-Identifier: MIT
#ifndef RAMPWERK_FORMULATE_H
#define RAMPWERK_FORMULATE_H

#include <rampwerk/optimize.h>
#include <rampwerk/plan.h>
#include <rampwerk/scenario.h>

typedef enum rw_aim {
    RW_AIM_COST,             // all costs, shortfall priced
    RW_AIM_SHORTFALL,        // weighted shortfall alone (first step of the lexicographic objective)
    RW_AIM_COST_AT_SHORTFALL // costs without shortfall, critical and unmet prices, under a cap on weighted shortfall
} rw_aim;

typedef struct rw_formulation rw_formulation;

// Builds the problem.  shortfall_cap is used by RW_AIM_COST_AT_SHORTFALL only.  with_names: column and row names for
// export.  Model and scenarios are borrowed and must outlive the formulation.
RW_MUST_USE rw_status rw_formulation_new(const rw_model *model, const rw_scenario_set *scenarios, rw_aim aim,
                                         double shortfall_cap, bool with_names, rw_formulation **formulation,
                                         rw_error *error);
void rw_formulation_free(rw_formulation **formulation); // accepts NULL, sets NULL

// The recourse of a plan that is followed: the first stage has columns for the months of its orders and exercised
// options alone, and rw_formulation_first always covers it.  Cheaper than the whole problem, and the plan need not have
// been made for these scenarios.  caps: n_scenario limits of each scenario's own weighted shortfall, for
// RW_AIM_COST_AT_SHORTFALL; else NULL.  Risk measures are left out, and probabilities need not add up to 1.
RW_MUST_USE rw_status rw_formulation_follow(const rw_model *model, const rw_scenario_set *scenarios, rw_aim aim,
                                            const double *caps, const rw_plan *plan, rw_formulation **formulation,
                                            rw_error *error);

// The columns of the first stage (first.n_col) that stand for the plan's orders and options; false where there is no
// column for one of them, as it cannot bring anything in any scenario of the set.
bool rw_formulation_first(const rw_formulation *formulation, const rw_plan *plan, double *first);

// What a scenario costs at a first stage beside d_w'x + q_w'y_w: the plan's objective in it is their sum.
double rw_formulation_base(const rw_formulation *formulation, rw_idx scenario, const double *first);

// Of a scenario's recourse columns: what a product holds at the end of a month, and what it lacks to its target.
void rw_formulation_stock(const rw_formulation *formulation, rw_idx scenario, const double *second, rw_idx product,
                          rw_idx month, double *stock, double *shortfall);

const rw_twostage *rw_formulation_problem(const rw_formulation *formulation);

// The plan a solution stands for; costs by kind and month are filled in, marginal values from the duals.
RW_MUST_USE rw_status rw_formulation_plan(const rw_formulation *formulation, const rw_solution *solution,
                                          rw_plan **plan, rw_error *error);

#endif
