// A plan: what is ordered, and what each scenario then does month by month.  SPDX-License-Identifier: MIT
//
// Arrays are row-major with the month last: field[k * n_month + t].
#ifndef RAMPWERK_PLAN_H
#define RAMPWERK_PLAN_H

#include <rampwerk/model.h>

#define RW_COST_LIST(X)                                                                                                \
    X(CAPEX, "capex", "module payments net of grants")                                                                 \
    X(FIXED, "fixed", "fixed cost of modules, less what mothballing saves")                                            \
    X(MOTHBALL, "mothball", "mothballing and restart")                                                                 \
    X(OPERATION, "operation", "variable cost of production")                                                           \
    X(PURCHASE, "purchase", "purchases, paid minimum takes included")                                                  \
    X(OPTION, "option", "fees for supplier capacity options")                                                          \
    X(HOLDING, "holding", "stock holding")                                                                             \
    X(WAGE, "wage", "wages of trained people and shift premiums")                                                      \
    X(TRAINING, "training", "wages during training")                                                                   \
    X(OVERTIME, "overtime", "overtime")                                                                                \
    X(HIRING, "hiring", "hiring")                                                                                      \
    X(SEVERANCE, "severance", "severance")                                                                             \
    X(SHORTFALL, "shortfall", "priced stock below target")                                                             \
    X(CRITICAL, "critical", "priced stock below the critical level")                                                   \
    X(UNMET, "unmet", "priced use not met")                                                                            \
    X(POLICY, "policy", "priced policy shortfalls and idle ever-warm lines")                                           \
    X(END_VALUE, "end_value", "credit for what is left at the end (negative)")

typedef enum rw_cost {
#define RW_COST_ENTRY(code, name, text) RW_COST_##code,
    RW_COST_LIST(RW_COST_ENTRY)
#undef RW_COST_ENTRY
        RW_N_COST
} rw_cost;

const char *rw_cost_name(rw_cost cost); // "capex", ...
const char *rw_cost_text(rw_cost cost); // "module payments net of grants", ...

enum { RW_RUN_IN = 0, RW_MATURE = 1, RW_N_VINTAGE = 2 }; // vintages of a line's modules

// One scenario's months.  All arrays owned by the plan's arena, >= 0.
typedef struct rw_course {
    double probability;
    // decisions
    double *start;        // operation x vintage x month: units started; [(o * RW_N_VINTAGE + a) * n_month + t];
                          //   operations without a line, and lines without run-in, use RW_MATURE
    double *module_shift; // pattern x vintage x month: effective modules run on a pattern
    double *mothballed;   // line x month: modules mothballed
    double *mothball_in, *mothball_out; // line x month
    double *min_run_short;              // line x month: starts below the ever-warm rate
    double *purchase;                   // supplier x month of shipping
    double *untaken;                    // supplier x month: paid, not taken
    double *hire, *layoff, *overtime;   // skill x month
    double *headcount;                  // skill x month: trained people
    double *delivery;                   // delivery x month
    double *unmet;                      // product x month
    double *shortfall, *critical;       // product x month
    double *budget_overrun;             // budget x year
    double *content_short;              // content_rule x year; whole-window rules use year 0
    double *supply_short;               // supply_rule x year; whole-window rules use year 0
    double *surge_short;                // surge_rule x line x month: [(s * n_line + l) * n_month + t]
    double *transfer_short;             // transfer_rule x year; whole-window rules use year 0
    // states
    double *stock;          // item x month, end of month
    double *customer_stock; // product x month, end of month
    double *effective;      // line x vintage x month: effective modules
    // money
    double *cost;     // RW_N_COST x month: EUR of the price year, not discounted
    double objective; // discounted sum in cost mode, see model.md
    // marginal values (EUR per unit, of the same month's money; 0 where none)
    double *item_price;  // item x month: of one more unit at hand
    double *line_price;  // line x vintage x month: of one more effective module
    double *skill_price; // skill x month: of one more trained person
} rw_course;

typedef struct rw_plan {
    rw_arena *arena;
    rw_idx n_month, n_scenario;
    double *module_order; // line x month: integral
    double *option_block; // option x month: integral, blocks exercised
    rw_course *course;    // n_scenario
    double objective;     // the courses' ones as model.md section 6 weighs them; EUR of the price year, discounted
    double shortfall;     // expected weighted shortfall V of model.md section 6, unit-months
} rw_plan;

// A plan of zeros for the model.
RW_MUST_USE rw_status rw_plan_new(const rw_model *model, rw_idx n_scenario, rw_plan **plan, rw_error *error);
void rw_plan_free(rw_plan **plan); // accepts NULL, sets NULL

#endif
