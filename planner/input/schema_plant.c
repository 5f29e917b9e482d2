// The schema of what makes things: items, operations, lines, sites, permits, people.  SPDX-License-Identifier: MIT
#include "input/schema.h"

enum { MOST_MONTHS = 1200, MOST_MODULES = 100000 };

static const rw_field item_fields[] = {
    RW_NAME(rw_item, "Its name."),
    RW_TITLE(rw_item),
    RW_ROW(rw_item, unit, RW_TYPE_TEXT, "", 0, 0, 0, "unit", "What one of it is called: shell, t, ..."),
    RW_REAL(rw_item, opening_stock, "units", 0, INFINITY, 0, "0", "Stock before the first month."),
    RW_PATH(rw_item, storage_limit, "units", 0, INFINITY, RW_UNLIMITED, "unlimited",
            "Most that can be held at the end of a month."),
    RW_REAL(rw_item, holding_eur, "EUR per unit and month", 0, INFINITY, 0, "0", "Cost of holding stock."),
    RW_REAL(rw_item, value_eur, "EUR per unit", 0, INFINITY, 0, "0",
            "Value: weighs local content and what is left at the end."),
    RW_REAL(rw_item, local_share, "share", 0, 1, 0, "0", "Share of the value that counts as made locally."),
    RW_REAL(rw_item, end_value_share, "share", 0, 1, 0, "0",
            "Share of value_eur credited for stock left in the last month."),
    RW_SOURCES,
};
const rw_shape rw_shape_item = {
    .title = "item", .doc = "What is stored, made, bought and delivered.", RW_FIELDS(item_fields)};

static const rw_field flow_fields[] = {
    RW_REFERENCE(rw_flow, item, "items", NULL, "What goes in or comes out."),
    RW_REAL(rw_flow, quantity, "units per unit started", 0, INFINITY, RW_ABOVE, "1",
            "How much: of an input per unit started, of an output per good unit."),
};
const rw_shape rw_shape_flow = {.title = "flow", .doc = "What an operation takes or gives.", RW_FIELDS(flow_fields)};

static const rw_field operation_fields[] = {
    RW_NAME(rw_operation, "Its name."),
    RW_TITLE(rw_operation),
    RW_REFERENCE(rw_operation, line, "lines", "", "The line it runs on; without one it is not limited by capacity."),
    RW_REAL(rw_operation, load, "units of line rate per unit started", 0, INFINITY, RW_ABOVE, "1",
            "Line rate one started unit takes."),
    RW_REAL(rw_operation, yield, "share", 0, 1, RW_ABOVE, "1",
            "Share of started units that come out good; inputs are used per started unit."),
    RW_REAL(rw_operation, cost_eur, "EUR per unit started", 0, INFINITY, 0, "0", "Variable cost."),
    RW_GROUPS("inputs", rw_shape_flow, "()", "What one started unit uses up."),
    RW_GROUPS("outputs", rw_shape_flow, NULL, "What one good unit gives; at least one."),
    RW_SOURCES,
};
const rw_shape rw_shape_operation = {
    .title = "operation", .doc = "What can be done to items, on which line.", RW_FIELDS(operation_fields)};

static const rw_field pattern_fields[] = {
    RW_NAME(rw_pattern, "Its name, unique within the line."),
    RW_REAL(rw_pattern, multiplier, "times the line's rate", 0, INFINITY, RW_ABOVE, "1", "Output on this pattern."),
    RW_REAL(rw_pattern, crews, "crews per module", 0, INFINITY, 0, "1", "Crews one module needs."),
    RW_REAL(rw_pattern, premium_share, "share of wage", 0, INFINITY, 0, "0", "Premium on the wages of these crews."),
    RW_SOURCES,
};
const rw_shape rw_shape_pattern = {
    .title = "shift pattern", .doc = "How a module can be run.", RW_FIELDS(pattern_fields)};

static const rw_field crew_fields[] = {
    RW_REFERENCE(rw_crew, skill, "skills", NULL, "Who is needed."),
    RW_REAL(rw_crew, heads, "people per crew and module", 0, INFINITY, 0, "1", "How many."),
};
const rw_shape rw_shape_crew = {.title = "crew", .doc = "Who a crew is made of.", RW_FIELDS(crew_fields)};

static const rw_field line_fields[] = {
    RW_NAME(rw_line, "Its name."),
    RW_TITLE(rw_line),
    RW_REFERENCE(rw_line, site, "sites", "", "Where its modules stand; without one no area or licence is counted."),
    RW_REFERENCE(rw_line, permit, "permits", "", "The permit construction waits for."),
    RW_REAL(rw_line, rate_per_month, "units started per module and month", 0, INFINITY, RW_ABOVE, NULL,
            "Starts of an effective module at multiplier 1."),
    RW_GROUPS("patterns", rw_shape_pattern, "( { name = \"single\"; } )", "Shift patterns it can run on."),
    RW_GROUPS("crew", rw_shape_crew, "()", "Who one crew is made of."),
    RW_REAL(rw_line, capex_eur, "EUR per module", 0, INFINITY, 0, "0", "Investment, before grants."),
    RW_REAL(rw_line, grant_share, "share", 0, 1, 0, "0", "Share of capex paid by a grant."),
    {.key = "payment_share",
     .type = RW_TYPE_REALS,
     .unit = "share",
     .least = 0,
     .most = 1,
     .fallback = "(1.0)",
     .offset = offsetof(rw_line, payment_share),
     .count_offset = offsetof(rw_line, n_payment),
     .doc = "Shares of capex due 0, 1, 2, ... months after the order; they add up to 1."},
    RW_REAL(rw_line, fixed_eur_per_month, "EUR per module and month", 0, INFINITY, 0, "0",
            "Fixed cost from mechanical completion on."),
    RW_WHOLE(rw_line, lead_months, "months", 0, MOST_MONTHS, "0", "From start of construction to completion."),
    RW_WHOLE(rw_line, commissioning_months, "months", 0, MOST_MONTHS, "0", "From completion to first output."),
    {.key = "ramp",
     .type = RW_TYPE_REALS,
     .unit = "share",
     .least = 0,
     .most = 1,
     .fallback = "()",
     .offset = offsetof(rw_line, ramp),
     .count_offset = offsetof(rw_line, n_ramp),
     .doc = "Shares of the rate in the first months of production; 1 after the last."},
    {.key = "ramp_months",
     .type = RW_TYPE_WHOLE,
     .unit = "months",
     .least = 0,
     .most = MOST_MONTHS,
     .flags = RW_BY_HAND,
     .fallback = "0",
     .doc = "A linear ramp instead of `ramp`: the share of month k = 0, 1, ... is (k + 0.5) / ramp_months."},
    RW_REAL(rw_line, yield_initial_share, "share", 0, 1, RW_ABOVE, "1",
            "Yield during run-in, as share of the mature yield."),
    RW_WHOLE(rw_line, yield_months, "months", 0, MOST_MONTHS, "0", "Length of run-in; 0: none."),
    RW_WHOLE(rw_line, spacing_months, "months", 0, MOST_MONTHS, "0",
             "Within any so many months at most modules_per_order are ordered; 0: no such rule."),
    RW_WHOLE(rw_line, modules_per_order, "modules", 1, MOST_MODULES, "1", "See spacing_months."),
    RW_WHOLE(rw_line, modules_existing, "modules", 0, MOST_MODULES, "0", "Modules that run from the first month on."),
    RW_WHOLE(rw_line, modules_max, "modules", 0, MOST_MODULES, NULL,
             "Most modules, existing and pinned ones included."),
    RW_MONTH(rw_line, order_from, RW_LATE, "start", "First month in which modules may be ordered."),
    RW_MONTH(rw_line, order_to, RW_LATE, "end", "Last month in which modules may be ordered."),
    RW_REAL(rw_line, area_m2, "m2 per module", 0, INFINITY, 0, "0", "Area, counted against the site."),
    RW_REAL(rw_line, licence_units, "units per module", 0, INFINITY, 0, "0",
            "Licence units, counted against the site."),
    RW_REAL(rw_line, min_run_share, "share", 0, 1, 0, "0",
            "Ever-warm: least starts as share of the reference rate of the modules."),
    RW_MONTH(rw_line, min_run_from, RW_LATE, "start", "First month of the ever-warm rule."),
    RW_REAL(rw_line, min_run_eur, "EUR per unit", 0, INFINITY, 0, "0", "Price of starts missing below it."),
    RW_REAL(rw_line, mothball_saving_share, "share", 0, 1, 0, "0",
            "Share of fixed cost saved while mothballed; 0: cannot be mothballed."),
    RW_REAL(rw_line, mothball_eur, "EUR per module", 0, INFINITY, 0, "0", "Cost of mothballing."),
    RW_REAL(rw_line, restart_eur, "EUR per module", 0, INFINITY, 0, "0", "Cost of taking out of mothballs."),
    RW_REAL(rw_line, life_months, "months", 0, INFINITY, RW_ABOVE, "240", "Life, for the value at the end."),
    RW_REAL(rw_line, end_value_share, "share", 0, 1, 0, "0",
            "Share of the straight-line rest of capex credited at the end."),
    RW_SOURCES,
};
const rw_shape rw_shape_line = {
    .title = "line", .doc = "A line type; ordered in whole modules.", RW_FIELDS(line_fields)};

static const rw_field site_fields[] = {
    RW_NAME(rw_site, "Its name."),
    RW_TITLE(rw_site),
    RW_REAL(rw_site, area_m2, "m2", 0, INFINITY, RW_UNLIMITED, "unlimited", "Area for modules."),
    RW_REAL(rw_site, licence_units, "units", 0, INFINITY, RW_UNLIMITED, "unlimited", "Licence units for modules."),
    RW_SOURCES,
};
const rw_shape rw_shape_site = {.title = "site", .doc = "Where modules stand.", RW_FIELDS(site_fields)};

static const rw_field permit_fields[] = {
    RW_NAME(rw_permit, "Its name."),
    RW_TITLE(rw_permit),
    RW_MONTH(rw_permit, apply_month, RW_EARLY, "start", "Month of application; may lie before the plan."),
    RW_WHOLE(rw_permit, duration_months, "months", 0, MOST_MONTHS, NULL,
             "From application to grant; construction of waiting lines starts then at the earliest."),
    RW_SOURCES,
};
const rw_shape rw_shape_permit = {.title = "permit", .doc = "What construction waits for.", RW_FIELDS(permit_fields)};

static const rw_field skill_fields[] = {
    RW_NAME(rw_skill, "Its name."),
    RW_TITLE(rw_skill),
    RW_REAL(rw_skill, headcount, "people", 0, INFINITY, 0, "0", "Trained people before the first month."),
    RW_PATH(rw_skill, hire_limit, "people per month", 0, INFINITY, RW_UNLIMITED, "unlimited", "Most hires."),
    RW_REAL(rw_skill, hire_eur, "EUR per person", 0, INFINITY, 0, "0", "Cost of a hire."),
    RW_WHOLE(rw_skill, training_months, "months", 0, MOST_MONTHS, "0", "From hire to trained; paid."),
    RW_REAL(rw_skill, attrition_per_month, "share", 0, 1, RW_BELOW, "0", "Trained people who leave in a month."),
    RW_PATH(rw_skill, wage_eur, "EUR per person and month", 0, INFINITY, 0, "0", "Wage, all on-costs included."),
    RW_REAL(rw_skill, overtime_share, "share", 0, INFINITY, 0, "0", "Most overtime, as share of the headcount."),
    RW_REAL(rw_skill, overtime_premium, "share of wage", 0, INFINITY, 0, "0.25", "Premium on the wage in overtime."),
    RW_REAL(rw_skill, severance_eur, "EUR per person", 0, INFINITY, 0, "0", "Cost of a layoff."),
    RW_REAL(rw_skill, end_value_eur, "EUR per person", 0, INFINITY, 0, "0", "Credit for trained people at the end."),
    RW_SOURCES,
};
const rw_shape rw_shape_skill = {.title = "skill", .doc = "People of one kind.", RW_FIELDS(skill_fields)};
