// Probability targets: the price of shortfall at which a plan reaches them, and cost against probability.
// analyse/probability.md says how, and what is guaranteed.  SPDX-License-Identifier: MIT
#ifndef RAMPWERK_FRONTIER_H
#define RAMPWERK_FRONTIER_H

#include <rampwerk/solve.h>

// Whether every stock the target counts is at its own target at the end of the month, short by at most a millionth of
// it (or of one unit, where it is less than that).
bool rw_target_is_met(const rw_model *model, const rw_probability_target *target, const rw_course *course);
// Share of the plan's futures, by probability, in which it is.
double rw_target_probability(const rw_model *model, const rw_probability_target *target, const rw_plan *plan);

// What a plan costs: expected, discounted EUR over the futures.
typedef struct rw_split_cost {
    double money_eur; // all kinds but shortfall, critical and unmet
    double named_eur; // shortfall, critical and unmet of the customers with a probability target, at the model's prices
    double other_eur; // of the others
} rw_split_cost;

rw_split_cost rw_target_costs(const rw_model *model, rw_idx n_target, const rw_probability_target *target,
                              const rw_plan *plan);

typedef struct rw_price_point { // one solve
    double *multiple; // n_customer: of its prices of shortfall, critical level and unmet use; then one number more,
                      // which 1 - risk_weight is divided by
    double risk_weight;
    double *probability; // n_target: reached by the plan, 0 without one
    rw_outcome outcome;
    bool has_plan;
    double objective, bound, gap; // at these prices and that weight
    rw_split_cost cost;           // at the model's prices
    rw_idx n_first;
    double *first; // the first stage, NULL without a plan
    double seconds;
} rw_price_point;

typedef struct rw_price_search { // what was tried
    rw_idx n_target;
    rw_probability_target *target; // owned copies; names are the model's
    rw_idx n_point, capacity;
    rw_price_point *point; // in the order they were solved
    bool *ever_met;        // n_target x futures: met by any plan that was found
    double *possible;      // n_target: share of futures in which no proof was found that, known beforehand,
                           // nothing orderable meets it with all the customer's use met; 1 where not looked for
    bool complete;         // false: a limit of time or a request to stop ended it early
    bool monotone;         // no price went up and a probability down with it
    rw_outcome outcome;    // of the last solve
    rw_idx n_node, n_lp, n_pivot, n_cut; // of all solves, as are the seconds
    double seconds_build, seconds_root, seconds_tree, seconds_search;
} rw_price_search;

// Called after every solve, which is search's last point, with the context of the options.
typedef void (*rw_price_report)(void *context, const rw_price_search *search);

typedef struct rw_price_options {
    rw_optimize_options optimize; // the time limit holds for all solves together, the node limit for each
    rw_solve_begin begin;         // NULL: none
    rw_price_report report;       // NULL: none
} rw_price_options;

// A plan that reaches the model's probability targets.
typedef struct rw_assurance {
    rw_price_search search;
    bool reached;  // every target by the chosen plan
    rw_idx chosen; // its point, -1 without a plan
    rw_idx least;  // point of the least price found that reaches every target, -1: none
    rw_plan *plan; // owned; costs and objective are those at the multiplied prices
    rw_idx n_history;
    rw_progress *history; // owned; course of the solve the plan comes from
} rw_assurance;

// Raises the levers of targets that are not reached, doubling them up to the target's price_limit; then lowers each by
// bisection, to its price_tolerance, as long as all targets stay reached.  Levers never fall below the model's.  Of the
// plans that reach every target the cheapest one is chosen (money_eur + other_eur, proven ones first), else the one
// that misses its worst target by least.  The model has the objective "cost" and at least one probability target. RW_OK
// also where no plan is found or no target reached.
RW_MUST_USE rw_status rw_assurance_find(const rw_model *model, const rw_scenario_set *scenarios,
                                        const rw_price_options *options, rw_assurance **assurance, rw_error *error);
void rw_assurance_free(rw_assurance **assurance); // accepts NULL, sets NULL

typedef struct rw_frontier_row {
    double level;  // share of futures asked for
    rw_idx chosen; // point of the cheapest plan that reaches it, -1: none
    rw_idx least;  // point of the least price found that reaches it, -1: none
} rw_frontier_row;

typedef struct rw_frontier_question {
    const rw_probability_target *target;
    rw_idx n_level;
    const double *level; // shares of futures, (0, 1]
} rw_frontier_question;

// Cost against probability for one target.
typedef struct rw_frontier {
    rw_price_search search; // n_target is 1
    rw_idx n_row;
    rw_frontier_row *row; // in the order of the levels
} rw_frontier;

// Finds for each level, by doubling, halving and bisection, the least price (or risk weight) at which a plan reaches
// it; all levels share what was solved.  Prices lie between 1 / price_limit and price_limit times the model's, the
// risk weight is never below the model's; target->share and the model's own probability targets play no part.  RW_OK
// also where levels are not reached.
RW_MUST_USE rw_status rw_frontier_trace(const rw_model *model, const rw_scenario_set *scenarios,
                                        const rw_frontier_question *question, const rw_price_options *options,
                                        rw_frontier **frontier, rw_error *error);
void rw_frontier_free(rw_frontier **frontier); // accepts NULL, sets NULL

#endif
