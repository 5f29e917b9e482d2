// What a plan says, in a planner's terms: facts drawn from model and plan, for the screen and for JSON.
// SPDX-License-Identifier: MIT
//
// Quantities are expected ones over the plan's scenarios; money is EUR of the price year, not discounted unless said.
// Months are offsets, -1 where there is none.
#ifndef RW_REPORT_ANSWER_H
#define RW_REPORT_ANSWER_H

#include <stddef.h>

#include <rampwerk/plan.h>
#include <rampwerk/scenario.h>

typedef struct rw_line_answer {
    rw_idx n_existing, n_past, n_new; // modules standing, on order before the plan starts, ordered by the plan
    rw_idx first_order, last_order;   // of the new ones
    rw_idx first_output; // first month the earliest module on order (new or past) may produce, in the median of the
                         // scenarios; may be >= n_month
    double capex_eur;    // of the new ones, net of grants
} rw_line_answer;

// scenarios: when modules are built; NULL: the nominal one.
rw_line_answer rw_answer_line(const rw_model *model, const rw_scenario_set *scenarios, const rw_plan *plan,
                              rw_idx line);

typedef struct rw_product_answer {
    rw_idx n_short, first_short, last_short; // months below target (by more than 0.01 % of it)
    double worst;                            // largest shortfall, units
    rw_idx worst_month;
    rw_idx n_critical; // months below the critical level
    double unmet;      // use not met, units
    double delivered;  // units
} rw_product_answer;

rw_product_answer rw_answer_product(const rw_model *model, const rw_plan *plan, rw_idx product);

#define RW_LEAST_UNMET 0.5 // units worth a word

// Customers with use that is not met.
rw_idx rw_answer_n_unserved(const rw_model *model, const rw_plan *plan);

typedef struct rw_supplier_answer {
    double units, eur;  // bought; paid, untaken minimum included
    double untaken;     // units paid for and not taken
    rw_idx first, last; // months of shipping
    rw_idx n_block;     // option blocks exercised
} rw_supplier_answer;

// scenarios: whose prices are paid; NULL: nominal ones.
rw_supplier_answer rw_answer_supplier(const rw_model *model, const rw_scenario_set *scenarios, const rw_plan *plan,
                                      rw_idx supplier);

typedef struct rw_people_answer {
    double opening, peak, last; // trained people
    rw_idx peak_month;
    double hired, laid_off;
} rw_people_answer;

rw_people_answer rw_answer_people(const rw_model *model, const rw_plan *plan, rw_idx skill); // -1: all skills

typedef struct rw_policy_answer {
    const char *kind, *name, *unit; // "local content", name of the rule, what `missing` counts
    double missing;                 // sum over the balances
    rw_idx n_missed;                // balances (years, months or windows) missed
} rw_policy_answer;

rw_idx rw_answer_n_policy(const rw_model *model);
rw_policy_answer rw_answer_policy(const rw_model *model, const rw_plan *plan, rw_idx k);

typedef struct rw_bottleneck {
    const char *kind, *name, *title; // "line" or "skill"
    double rent_eur;                 // marginal value times what there is, over the horizon: how much hangs on it
    double worth_eur;                // of one more module or trained person in every month
    rw_idx n_month, first, last;     // months with a marginal value
} rw_bottleneck;

// The up to `limit` resources with the largest rent, largest first; returns how many.
rw_idx rw_answer_bottlenecks(const rw_model *model, const rw_plan *plan, rw_bottleneck *list, rw_idx limit);

// Groups of cost kinds a planner thinks in.
#define RW_COST_GROUP_LIST(X)                                                                                          \
    X(LINES, "lines")           /* capex, fixed, mothball */                                                           \
    X(PRODUCTION, "production") /* operation, holding */                                                               \
    X(PURCHASES, "purchases")   /* purchase, option */                                                                 \
    X(PEOPLE, "people")         /* wage, training, overtime, hiring, severance */                                      \
    X(POLICY, "policy")         /* priced misses of policies */                                                        \
    X(SHORTFALL, "shortfall")   /* shortfall, critical, unmet */                                                       \
    X(END_VALUE, "end\u00a0value")

typedef enum rw_cost_group {
#define RW_COST_GROUP_ENTRY(code, name) RW_COST_GROUP_##code,
    RW_COST_GROUP_LIST(RW_COST_GROUP_ENTRY)
#undef RW_COST_GROUP_ENTRY
        RW_N_COST_GROUP
} rw_cost_group;

const char *rw_answer_group_name(rw_cost_group group);
rw_cost_group rw_answer_group(rw_cost cost);

// Expected, discounted cost of a kind over the horizon.
double rw_answer_cost(const rw_model *model, const rw_plan *plan, rw_cost cost);

// Expected value of entry `index` of the array of rw_course at byte `offset`.
double rw_answer_expected(const rw_plan *plan, size_t offset, rw_idx index);

// The whole number a count of modules or blocks stands for; 0 where it is none.
rw_idx rw_answer_count(double count);

#define RW_EXPECTED(plan, field, index) rw_answer_expected(plan, offsetof(rw_course, field), index)

#endif
