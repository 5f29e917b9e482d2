// The schema of what surrounds the plant: suppliers, customers, policies, risks.  SPDX-License-Identifier: MIT
#include "input/schema.h"

enum { MOST_MONTHS = 1200, MOST_BLOCKS = 100000, MOST_MODULES = 100000 };

static const rw_field option_fields[] = {
    RW_NAME(rw_option, "Its name, unique within the supplier."),
    RW_WHOLE(rw_option, blocks_max, "blocks", 0, MOST_BLOCKS, "1", "Most blocks that can be exercised."),
    RW_REAL(rw_option, capacity_per_month, "units per block and month", 0, INFINITY, 0, NULL, "Capacity of a block."),
    RW_REAL(rw_option, fee_eur, "EUR per block", 0, INFINITY, 0, "0", "Paid when exercised."),
    RW_WHOLE(rw_option, notice_months, "months", 0, MOST_MONTHS, "0", "From exercise to more capacity."),
    RW_MONTH(rw_option, from, RW_LATE, "start", "First month of exercise."),
    RW_MONTH(rw_option, to, RW_LATE, "end", "Last month of exercise."),
    RW_SOURCES,
};
const rw_shape rw_shape_option = {
    .title = "capacity option", .doc = "The right to more capacity, bought in whole blocks.", RW_FIELDS(option_fields)};

static const rw_field supplier_fields[] = {
    RW_NAME(rw_supplier, "Its name."),
    RW_TITLE(rw_supplier),
    RW_REFERENCE(rw_supplier, item, "items", NULL, "What it sells."),
    RW_CHOICE(rw_supplier, origin, RW_TYPE_CHOICE, "DE|EU|KR|OTHER", "OTHER", "Where it comes from."),
    RW_PATH(rw_supplier, price_eur, "EUR per unit", 0, INFINITY, 0, "0", "Price, by month of shipping."),
    RW_PATH(rw_supplier, capacity, "units per month", 0, INFINITY, RW_UNLIMITED, NULL, "Most that is shipped."),
    RW_PATH(rw_supplier, min_take, "units per month", 0, INFINITY, 0, "0",
            "Paid for in any case, as far as the capacity without options allows."),
    RW_WHOLE(rw_supplier, transport_months, "months", 0, MOST_MONTHS, "0", "From shipping to arrival."),
    RW_MONTH(rw_supplier, from, RW_LATE, "start", "First month of shipping under the contract."),
    RW_MONTH(rw_supplier, to, RW_LATE, "end", "Last month of shipping under the contract."),
    RW_GROUPS("options", rw_shape_option, "()", "Capacity options."),
    RW_SOURCES,
};
const rw_shape rw_shape_supplier = {
    .title = "supplier", .doc = "Who sells an item, how much, at what price.", RW_FIELDS(supplier_fields)};

static const rw_field product_fields[] = {
    RW_REFERENCE(rw_product, item, "items", NULL, "The kind that is held; unique within the customer."),
    {.key = "accepts",
     .type = RW_TYPE_TEXTS,
     .unit = "",
     .flags = RW_BY_HAND,
     .fallback = "()",
     .choices = "items",
     .doc = "Other items that may be delivered instead, one for one."},
    {.key = "own",
     .type = RW_TYPE_TRUTH,
     .unit = "",
     .flags = RW_BY_HAND,
     .fallback = "true",
     .doc = "Whether the product's own item may be delivered."},
    RW_REAL(rw_product, opening_stock, "units", 0, INFINITY, 0, "0", "The customer's stock before the first month."),
    RW_PATH(rw_product, target, "units", 0, INFINITY, 0, "0", "Stock wanted at the end of the month."),
    RW_PATH(rw_product, use, "units per month", 0, INFINITY, 0, "0", "What the customer uses."),
    RW_PATH(rw_product, inflow, "units per month", 0, INFINITY, 0, "0", "What others deliver."),
    RW_PATH(rw_product, delivery_cap, "units per month", 0, INFINITY, RW_UNLIMITED, "unlimited",
            "Most that can be delivered, all items together."),
    RW_REAL(rw_product, shortfall_eur, "EUR per unit and month", 0, INFINITY, 0, "0", "Price of stock below target."),
    RW_REAL(rw_product, critical_share, "share", 0, 1, 0, "0", "Critical level, as share of the target."),
    RW_REAL(rw_product, critical_eur, "EUR per unit and month", 0, INFINITY, 0, "0",
            "Further price of stock below the critical level."),
    RW_REAL(rw_product, unmet_eur, "EUR per unit", 0, INFINITY, 0, "0", "Price of use that is not met."),
    RW_REAL(rw_product, end_value_eur, "EUR per unit", 0, INFINITY, 0, "0",
            "Credit for stock at the end, up to the target of the last month."),
    RW_SOURCES,
};
const rw_shape rw_shape_product = {
    .title = "product", .doc = "What a customer holds of one kind.", RW_FIELDS(product_fields)};

static const rw_field customer_fields[] = {
    RW_NAME(rw_customer, "Its name."),
    RW_TITLE(rw_customer),
    RW_REAL(rw_customer, priority_weight, "", 0, INFINITY, 0, "1",
            "Multiplies the prices of shortfall; weighs shortfall where it comes first."),
    RW_GROUPS("products", rw_shape_product, NULL, "What it holds; at least one."),
    RW_SOURCES,
};
const rw_shape rw_shape_customer = {
    .title = "customer", .doc = "Who holds stocks and wants more.", RW_FIELDS(customer_fields)};

static const rw_field budget_fields[] = {
    RW_NAME(rw_budget, "Its name."),
    RW_CHOICE(rw_budget, scope, RW_TYPE_CHOICE, "capex|cash", "capex",
              "capex: a hard limit on payments for modules; cash: all spending, with a price on overrun."),
    RW_ROW(rw_budget, limit_eur, RW_TYPE_YEARS, "EUR per calendar year", 0, INFINITY, RW_UNLIMITED, NULL, "The limit."),
    RW_REAL(rw_budget, overrun_eur, "EUR per EUR", 0, INFINITY, 0, "0", "Price of spending over a cash budget."),
    RW_SOURCES,
};
const rw_shape rw_shape_budget = {
    .title = "budget", .doc = "What may be spent in a calendar year.", RW_FIELDS(budget_fields)};

// Keys that most rules share.
#define RULE_WINDOW(owner)                                                                                             \
    RW_MONTH(owner, from, RW_LATE, "start", "First month the rule counts."),                                           \
        RW_MONTH(owner, to, RW_LATE, "end", "Last month the rule counts.")
#define RULE_SHARE(owner, what, measure, missing)                                                                      \
    RW_ROW(owner, by_year, RW_TYPE_TRUTH, "", 0, 0, 0, "true",                                                         \
           "One balance for each calendar year, or one for the whole window."),                                        \
        RW_REAL(owner, min_share, "share", 0, 1, 0, NULL, what),                                                       \
        RW_REAL(owner, price_eur, measure, 0, INFINITY, 0, NULL, missing), RW_SOURCES

static const rw_field content_fields[] = {
    RW_NAME(rw_content_rule, "Its name."),
    RW_REFERENCE(rw_content_rule, customer, "customers", NULL, "Whose deliveries count."),
    RULE_WINDOW(rw_content_rule),
    RULE_SHARE(rw_content_rule, "Least local share of the value delivered.", "EUR per EUR",
               "Price of local value missing."),
};
const rw_shape rw_shape_content_rule = {
    .title = "local-content rule", .doc = "Local content of what a customer receives.", RW_FIELDS(content_fields)};

static const rw_field supply_fields[] = {
    RW_NAME(rw_supply_rule, "Its name."),
    RW_REFERENCES(rw_supply_rule, "customers", customer, NULL, "Who is to be served."),
    RW_REFERENCES(rw_supply_rule, "items", item, NULL, "Whose deliveries count."),
    RULE_WINDOW(rw_supply_rule),
    RULE_SHARE(rw_supply_rule, "Least share of all deliveries that goes to the named customers.", "EUR per unit",
               "Price of deliveries missing."),
};
const rw_shape rw_shape_supply_rule = {.title = "security-of-supply rule",
                                       .doc = "Named customers get at least a share of all deliveries.",
                                       RW_FIELDS(supply_fields)};

static const rw_field surge_fields[] = {
    RW_NAME(rw_surge_rule, "Its name."),
    RW_REFERENCES(rw_surge_rule, "lines", line, NULL, "Each of these lines has to be able to do it."),
    RW_REAL(rw_surge_rule, rate_per_month, "units started per month", 0, INFINITY, 0, NULL,
            "What the line could start at its largest shift pattern."),
    RULE_WINDOW(rw_surge_rule),
    RW_REAL(rw_surge_rule, price_eur, "EUR per unit and month", 0, INFINITY, 0, NULL, "Price of capability missing."),
    RW_SOURCES,
};
const rw_shape rw_shape_surge_rule = {
    .title = "surge rule", .doc = "What lines could do if they had to.", RW_FIELDS(surge_fields)};

static const rw_field transfer_fields[] = {
    RW_NAME(rw_transfer_rule, "Its name."),
    RW_REFERENCES(rw_transfer_rule, "items", item, NULL, "The items of the stage."),
    RULE_WINDOW(rw_transfer_rule),
    RULE_SHARE(rw_transfer_rule, "Least local share of what is made here and bought from outside the EU.",
               "EUR per unit", "Price of local output missing."),
};
const rw_shape rw_shape_transfer_rule = {.title = "technology-transfer rule",
                                         .doc = "Local output of a stage against what is bought from abroad.",
                                         RW_FIELDS(transfer_fields)};

static const rw_field probability_fields[] = {
    RW_NAME(rw_probability_target, "Its name."),
    RW_REFERENCE(rw_probability_target, customer, "customers", NULL, "Whose stock counts."),
    RW_REFERENCE(rw_probability_target, item, "items", "",
                 "The product that counts; if not given, all the customer's."),
    RW_MONTH(rw_probability_target, by, 0, NULL, "At the end of this month the stock has to be at its target."),
    RW_REAL(rw_probability_target, share, "share", 0, 1, RW_ABOVE, NULL, "Least share of the futures where it is."),
    RW_CHOICE(rw_probability_target, lever, RW_TYPE_CHOICE, "price|cvar", "price",
              "What is raised to get there: the customer's prices of shortfall, or the weight of the CVaR."),
    RW_REAL(rw_probability_target, price_limit, "times", 1, 1e6, 0, "64",
            "Most the prices are multiplied by; for cvar, most 1 - risk_weight is divided by."),
    RW_REAL(rw_probability_target, price_tolerance, "share", 1e-6, 1, 0, "0.05",
            "How close the least multiple that gets there is searched for."),
    RW_SOURCES,
};
const rw_shape rw_shape_probability_target = {.title = "probability target",
                                              .doc = "A customer's target is met in at least a share of the futures.",
                                              RW_FIELDS(probability_fields)};

static const rw_field policy_fields[] = {
    RW_GROUPS("budgets", rw_shape_budget, "()", "Budgets by calendar year."),
    RW_GROUPS("local_content", rw_shape_content_rule, "()", "Local-content rules."),
    RW_GROUPS("security_of_supply", rw_shape_supply_rule, "()", "Security-of-supply rules."),
    RW_GROUPS("surge", rw_shape_surge_rule, "()", "Surge rules."),
    RW_GROUPS("technology_transfer", rw_shape_transfer_rule, "()", "Technology-transfer rules."),
    RW_GROUPS("probability_targets", rw_shape_probability_target, "()", "Targets to be met in a share of futures."),
};
const rw_shape rw_shape_policies = {
    .title = "policies", .doc = "Budgets and rules a plan answers to.", RW_FIELDS(policy_fields)};

static const rw_field pin_fields[] = {
    RW_REFERENCE(rw_pin, line, "lines", NULL, "What was ordered."),
    RW_MONTH(rw_pin, month, RW_EARLY, NULL, "When; may lie before the plan."),
    RW_WHOLE(rw_pin, modules, "modules", 1, MOST_MODULES, "1",
             "At least so many are ordered in that month; exactly so many if it lies before the plan."),
    RW_SOURCES,
};
const rw_shape rw_shape_pin = {.title = "pin", .doc = "Modules already ordered.", RW_FIELDS(pin_fields)};

#define FACTORS                                                                                                        \
    "permit_months|build_ratio|ramp_ratio|rate_ratio|yield_ratio|capex_ratio|price_ratio|supply_ratio|hire_ratio|"     \
    "attrition_ratio|use_ratio|target_ratio|inflow_ratio"

static const rw_field risk_fields[] = {
    RW_NAME(rw_risk, "Its name."),
    RW_TITLE(rw_risk),
    RW_CHOICE(rw_risk, factor, RW_TYPE_WORD, FACTORS, NULL, "What it changes."),
    RW_CHOICE(rw_risk, distribution, RW_TYPE_CHOICE, "triangular|pert|uniform|lognormal|discrete|bernoulli|event", NULL,
              "Its distribution."),
    {.key = "parameter",
     .type = RW_TYPE_REALS,
     .unit = "of the factor",
     .least = 0,
     .most = INFINITY,
     .offset = offsetof(rw_risk, parameter),
     .count_offset = offsetof(rw_risk, n_parameter),
     .doc = "triangular, pert: low, mode, high; uniform: low, high; lognormal: median, 90 % quantile; discrete: value, "
            "probability, value, probability, ...; bernoulli: probability, value if it happens; event: probability per "
            "year, shortest and longest length in months, depth from 0 to 1."},
    {.key = "target",
     .type = RW_TYPE_TEXTS,
     .unit = "",
     .fallback = "()",
     .offset = offsetof(rw_risk, target),
     .count_offset = offsetof(rw_risk, n_target),
     .doc = "Names of the permits, lines, operations, suppliers, skills or customers it applies to (as the factor "
            "asks); none: all of them."},
    RW_SOURCES,
};
const rw_shape rw_shape_risk = {.title = "risk",
                                .doc = "Declared uncertainty; a plan without scenarios uses the nominal figures.",
                                RW_FIELDS(risk_fields)};

static const rw_field correlation_fields[] = {
    RW_REFERENCE(rw_correlation, first, "risks", NULL, "A risk."),
    RW_REFERENCE(rw_correlation, second, "risks", NULL, "Another risk."),
    RW_REAL(rw_correlation, value, "", -1, 1, RW_ABOVE | RW_BELOW, NULL, "Correlation of their normal scores."),
    RW_SOURCES,
};
const rw_shape rw_shape_correlation = {
    .title = "correlation", .doc = "How two risks go together.", RW_FIELDS(correlation_fields)};
