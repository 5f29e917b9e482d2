// The plant and its world as plain data: what there is, what may be ordered, what is wanted.  model/model.md holds
// the mathematics.  SPDX-License-Identifier: MIT
//
// Months are 0-based offsets from the start of the plan; a "path" is an array of n_month doubles.  Money is in EUR of
// the plan's price year.  Everything is owned by the model and released with it.  Infinite limits are INFINITY.
#ifndef RAMPWERK_MODEL_H
#define RAMPWERK_MODEL_H

#include <stdbool.h>

#include <rampwerk/status.h>

typedef struct rw_arena rw_arena;

typedef enum rw_objective { RW_OBJECTIVE_COST, RW_OBJECTIVE_LEXICOGRAPHIC } rw_objective;
typedef enum rw_sampling { RW_SAMPLING_MONTE_CARLO, RW_SAMPLING_LATIN_HYPERCUBE } rw_sampling;

typedef struct rw_item {
    const char *name, *title, *unit;
    double opening_stock;        // units
    const double *storage_limit; // path, units held at the end of a month
    double holding_eur;          // per unit and month
    double value_eur;            // per unit: weighs local content, values what is left at the end
    double local_share;          // share of value made under local rules, 0..1
    double end_value_share;      // share of value_eur credited for stock left at the end, 0..1
} rw_item;

typedef struct rw_flow {
    rw_idx item;
    double quantity; // units per unit started, > 0
} rw_flow;

typedef struct rw_operation {
    const char *name, *title;
    rw_idx line;     // -1: needs no line
    double load;     // units of line rate one started unit takes, > 0
    double yield;    // share of started units that come out good, (0, 1]; inputs are used per started unit
    double cost_eur; // per unit started
    rw_idx n_input, n_output;
    const rw_flow *input;  // quantity per unit started
    const rw_flow *output; // quantity per good unit
} rw_operation;

typedef struct rw_pattern {
    const char *name;
    rw_idx line;
    double multiplier;    // of the line's rate, > 0
    double crews;         // crews one module needs
    double premium_share; // on wages of those crews
} rw_pattern;

typedef struct rw_crew {
    rw_idx skill;
    double heads; // per crew and module
} rw_crew;

typedef struct rw_line {
    const char *name, *title;
    rw_idx site, permit;               // -1: none
    double rate_per_month;             // starts per effective module and month at multiplier 1
    rw_idx pattern_begin, pattern_end; // into rw_model.pattern, at least one
    rw_idx n_crew;
    const rw_crew *crew;
    double capex_eur;   // per module, before grants
    double grant_share; // of capex paid by a grant, 0..1
    rw_idx n_payment;
    const double *payment_share; // share of capex due k months after the order; sums to 1
    double fixed_eur_per_month;  // per module from mechanical completion
    rw_idx lead_months, commissioning_months;
    rw_idx n_ramp;
    const double *ramp;         // share of rate in the k-th month of production; 1 after the last
    double yield_initial_share; // yield during run-in, as share of the mature yield, (0, 1]
    rw_idx yield_months;        // length of run-in; 0: none
    rw_idx spacing_months;      // within any so many months at most modules_per_order are ordered; 0: no rule
    rw_idx modules_per_order;
    rw_idx modules_existing, modules_max; // modules_max counts existing, pinned and new ones
    rw_idx order_from, order_to;          // months in which modules may be ordered, inclusive
    double area_m2, licence_units;        // per module, counted against the site
    double min_run_share;                 // ever-warm: least starts as share of the reference rate, 0..1
    rw_idx min_run_from;                  // month
    double min_run_eur;                   // price per unit started below it
    double mothball_saving_share;         // share of fixed cost saved while mothballed; 0: cannot be mothballed
    double mothball_eur, restart_eur;     // per module
    double life_months;                   // for the end value
    double end_value_share;               // share of the straight-line rest credited at the end, 0..1
} rw_line;

typedef struct rw_site {
    const char *name, *title;
    double area_m2, licence_units;
} rw_site;

typedef struct rw_permit {
    const char *name, *title;
    rw_idx apply_month;     // earliest application; may be negative (already under way)
    rw_idx duration_months; // construction of waiting lines starts at apply_month + duration_months at the earliest
} rw_permit;

typedef struct rw_skill {
    const char *name, *title;
    double headcount;         // trained people at the start
    const double *hire_limit; // path, people per month
    double hire_eur;          // per person hired
    rw_idx training_months;
    double attrition_per_month; // share, [0, 1)
    const double *wage_eur;     // path, per person and month
    double overtime_share;      // overtime at most this share of headcount
    double overtime_premium;    // on the wage
    double severance_eur;       // per person laid off
    double end_value_eur;       // per trained person at the end
} rw_skill;

typedef enum rw_origin { RW_ORIGIN_DE, RW_ORIGIN_EU, RW_ORIGIN_KR, RW_ORIGIN_OTHER } rw_origin;

typedef struct rw_supplier {
    const char *name, *title;
    rw_idx item;
    rw_origin origin;
    const double *price_eur; // path, per unit, by month of shipping
    const double *capacity;  // path, units shipped per month
    const double *min_take;  // path, units per month to be paid for in any case
    rw_idx transport_months;
    rw_idx from, to;                 // contract window, inclusive months of shipping
    rw_idx option_begin, option_end; // into rw_model.option
} rw_supplier;

typedef struct rw_option { // the right to more capacity of a supplier, bought in whole blocks
    const char *name;
    rw_idx supplier;
    rw_idx blocks_max;
    double capacity_per_month; // units per block
    double fee_eur;            // per block, paid when exercised
    rw_idx notice_months;      // from exercise to the first month with more capacity
    rw_idx from, to;           // months of exercise, inclusive
} rw_option;

typedef struct rw_customer {
    const char *name, *title;
    double priority_weight; // multiplies shortfall, critical and unmet prices; weighs shortfall in lexicographic mode
    rw_idx product_begin, product_end; // into rw_model.product
} rw_customer;

typedef struct rw_product { // what one customer holds of one kind
    rw_idx customer;
    rw_idx item; // the kind held; deliveries of other items count into it one for one
    double opening_stock;
    const double *target;                // path, units wanted in stock at the end of the month
    const double *use;                   // path, units used per month
    const double *inflow;                // path, units per month from other producers
    const double *delivery_cap;          // path, units per month, all deliveries to this product together
    double shortfall_eur;                // per unit and month below target
    double critical_share;               // of target
    double critical_eur;                 // further price per unit and month below critical_share * target
    double unmet_eur;                    // per unit of use not met
    double end_value_eur;                // per unit in stock at the end, up to the target of the last month
    rw_idx delivery_begin, delivery_end; // into rw_model.delivery, at least one
} rw_product;

typedef struct rw_delivery { // an item a product accepts
    rw_idx product;
    rw_idx item;
} rw_delivery;

typedef enum rw_budget_scope { RW_BUDGET_CAPEX, RW_BUDGET_CASH } rw_budget_scope;

typedef struct rw_budget { // per calendar year; capex: a hard limit on orders; cash: all spending, priced overrun
    const char *name;
    rw_budget_scope scope;
    const double *limit_eur; // one per calendar year of the plan (rw_model.n_year)
    double overrun_eur;      // price per EUR over a cash budget
} rw_budget;

typedef struct rw_content_rule { // local content of what a customer receives
    const char *name;
    rw_idx customer;
    rw_idx from, to; // months, inclusive
    bool by_year;    // one balance for each calendar year in the window, else one for the window
    double min_share;
    double price_eur; // per EUR of local value missing
} rw_content_rule;

typedef struct rw_supply_rule { // security of supply: named customers get at least a share of all deliveries
    const char *name;
    rw_idx n_customer;
    const rw_idx *customer;
    rw_idx n_item;
    const rw_idx *item; // deliveries of these items count
    rw_idx from, to;
    bool by_year;
    double min_share;
    double price_eur; // per unit missing
} rw_supply_rule;

typedef struct rw_surge_rule { // capability: what lines could start per month at their largest pattern
    const char *name;
    rw_idx n_line;
    const rw_idx *line;    // each one of them
    double rate_per_month; // units started
    rw_idx from, to;
    double price_eur; // per unit and month missing
} rw_surge_rule;

typedef struct rw_transfer_rule { // technology transfer: local output of a stage against what is bought from abroad
    const char *name;
    rw_idx n_item;
    const rw_idx *item; // the stage
    rw_idx from, to;
    bool by_year;
    double min_share;
    double price_eur; // per unit missing
} rw_transfer_rule;

typedef enum rw_lever { RW_LEVER_PRICE, RW_LEVER_CVAR } rw_lever;

typedef struct rw_probability_target { // a customer has what it wants in at least a share of futures
    const char *name;
    rw_idx customer;
    rw_idx item;            // of one product of the customer; -1: of all of them
    rw_idx by;              // month at whose end stocks are held against targets
    double share;           // (0, 1]
    rw_lever lever;         // what is raised to get there: the customer's prices of shortfall, or risk_weight
    double price_limit;     // most the prices are multiplied by, or 1 - risk_weight divided by, >= 1
    double price_tolerance; // how close, relatively, the least multiple is searched for, > 0
} rw_probability_target;

typedef struct rw_pin { // modules already ordered
    rw_idx line;
    rw_idx month;   // negative: before the plan starts
    rw_idx modules; // at least so many are ordered in that month (exactly so many before the start)
} rw_pin;

typedef enum rw_distribution {
    RW_TRIANGULAR,
    RW_PERT,
    RW_UNIFORM,
    RW_LOGNORMAL,
    RW_DISCRETE,
    RW_BERNOULLI,
    RW_EVENT
} rw_distribution;

typedef struct rw_risk { // declared uncertainty; a plan without scenarios uses the nominal figures
    const char *name, *title;
    const char *factor; // what it changes, see model.md
    rw_distribution distribution;
    rw_idx n_parameter;
    const double *parameter; // per distribution, see model.md
    rw_idx n_target;
    const char *const *target; // names of the entities it applies to; empty: all
} rw_risk;

typedef struct rw_correlation {
    rw_idx first, second; // risks
    double value;         // (-1, 1)
} rw_correlation;

typedef struct rw_note {                     // where a number comes from
    const char *field;                       // path in the configuration, e.g. "lines.body_forging.capex_eur"
    const char *source, *url, *as_of, *note; // "" where there is none
    const char *confidence;                  // "A", "B", "C" or "assumption"
} rw_note;

typedef struct rw_model {
    rw_arena *arena; // owns everything below
    const char *name, *title;
    int start_year, start_month; // month 0; start_month is 1..12
    rw_idx n_month, n_year;      // n_year: calendar years touched
    int price_year;
    double discount_rate; // real, per year
    rw_objective objective;
    rw_idx scenarios; // drawn for a plan; 0: the nominal one
    rw_idx seed;      // >= 0
    rw_sampling sampling;
    rw_idx reduce;      // scenarios kept of those drawn; 0: all
    double risk_weight; // of the CVaR in the objective, [0, 1]
    double risk_level;  // the CVaR is the mean of the worst (1 - risk_level) share, [0, 1)

    rw_idx n_item, n_operation, n_line, n_pattern, n_site, n_permit, n_skill, n_supplier, n_option, n_customer;
    rw_idx n_product, n_delivery, n_budget, n_content_rule, n_supply_rule, n_surge_rule, n_transfer_rule;
    rw_idx n_probability_target, n_pin, n_risk, n_correlation, n_note;
    rw_item *item;
    rw_operation *operation;
    rw_line *line;
    rw_pattern *pattern;
    rw_site *site;
    rw_permit *permit;
    rw_skill *skill;
    rw_supplier *supplier;
    rw_option *option;
    rw_customer *customer;
    rw_product *product;
    rw_delivery *delivery;
    rw_budget *budget;
    rw_content_rule *content_rule;
    rw_supply_rule *supply_rule;
    rw_surge_rule *surge_rule;
    rw_transfer_rule *transfer_rule;
    rw_probability_target *probability_target;
    rw_pin *pin;
    rw_risk *risk;
    rw_correlation *correlation;
    rw_note *note;
} rw_model;

// An empty model with an arena, or NULL when out of memory.
rw_model *rw_model_new(void);
void rw_model_free(rw_model **model); // accepts NULL, sets NULL

// What one defect of a model is about, "lines.body_forging.modules_max", and what is wrong.  An empty path: memory ran
// out, and the check is not complete.
typedef void (*rw_model_report)(void *context, const char *path, const char *text);

// Checks everything that one field alone cannot show: references, cycles in the bill of materials, dates, sums,
// storage below the opening stock, patterns, windows.  Calls report for each defect (errors) and returns their number.
rw_idx rw_model_check(const rw_model *model, rw_model_report report, void *context);

// As rw_model_check, for what is allowed but deserves a word (an item nobody makes or buys, a line nothing uses, ...).
rw_idx rw_model_warn(const rw_model *model, rw_model_report report, void *context);

// Calendar year index (0-based) of month t.
rw_idx rw_model_year(const rw_model *model, rw_idx month);

#endif
