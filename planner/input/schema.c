// The schema of a plan as a whole, and looking things up in it.  SPDX-License-Identifier: MIT
#include "input/schema.h"

#include <string.h>

#include "core/text.h"

enum { MOST_MONTHS = 1200, MOST_SCENARIOS = 100000, SHORTEST_START = 4 };
static const double MOST_SEED = 1e15; // exact in JSON too

static const rw_field plan_fields[] = {
    {.key = "name", .type = RW_TYPE_NAME, .unit = "", .offset = offsetof(rw_model, name), .doc = "Its name."},
    RW_TITLE(rw_model),
    {.key = "start", .type = RW_TYPE_MONTH, .unit = "month", .flags = RW_BY_HAND, .doc = "The first month."},
    {.key = "months",
     .type = RW_TYPE_WHOLE,
     .unit = "months",
     .least = 1,
     .most = MOST_MONTHS,
     .offset = offsetof(rw_model, n_month),
     .doc = "How many months are planned."},
    {.key = "price_year",
     .type = RW_TYPE_WHOLE,
     .unit = "year",
     .least = 1900,
     .most = 2999,
     .flags = RW_BY_HAND,
     .fallback = "year of start",
     .doc = "All money is in EUR of this year."},
    RW_REAL(rw_model, discount_rate, "per year", 0, 1, 0, "0", "Real discount rate."),
    RW_CHOICE(rw_model, objective, RW_TYPE_CHOICE, "cost|lexicographic", "cost",
              "cost: least cost, shortfall priced; lexicographic: least weighted shortfall first, then least cost."),
    RW_WHOLE(rw_model, scenarios, "", 0, MOST_SCENARIOS, "0",
             "Futures drawn from the risks for a plan; 0: the one with the nominal figures."),
    RW_WHOLE(rw_model, seed, "", 0, MOST_SEED, "1",
             "Where their random numbers start: the same seed, the same futures."),
    RW_CHOICE(rw_model, sampling, RW_TYPE_CHOICE, "mc|lhs", "mc",
              "How they are drawn: mc: plain Monte Carlo; lhs: Latin hypercube, every risk spread evenly."),
    RW_WHOLE(rw_model, reduce, "", 0, MOST_SCENARIOS, "0",
             "Futures kept to stand for those drawn, each with the probability of those it stands for; 0: all."),
    RW_REAL(rw_model, risk_weight, "", 0, 1, 0, "0",
            "Weight of the CVaR of the cost in the objective, beside 1 - risk_weight of its mean."),
    RW_REAL(rw_model, risk_level, "", 0, 1, RW_BELOW, "0.9",
            "The CVaR is the mean cost of the worst 1 - risk_level of the futures."),
    RW_SOURCES,
};
const rw_shape rw_shape_plan = {.title = "plan", .doc = "Horizon, money, aim.", RW_FIELDS(plan_fields)};

static const rw_field source_fields[] = {
    {.key = "field",
     .type = RW_TYPE_TEXT,
     .unit = "",
     .offset = offsetof(rw_note, field),
     .doc = "Path of what the note is about, such as \"lines.body_forging.capex_eur\"; inside a group, from there on."},
    RW_ROW(rw_note, source, RW_TYPE_TEXT, "", 0, 0, 0, NULL, "Who says so."),
    RW_ROW(rw_note, url, RW_TYPE_TEXT, "", 0, 0, 0, "", "Where."),
    RW_ROW(rw_note, as_of, RW_TYPE_TEXT, "", 0, 0, 0, "", "When: a year, a month or a day."),
    RW_CHOICE(rw_note, confidence, RW_TYPE_WORD, "A|B|C|assumption", "assumption",
              "A: official or measured; B: reported by several; C: one report or an estimate; or an assumption."),
    RW_ROW(rw_note, note, RW_TYPE_TEXT, "", 0, 0, 0, "", "What else to know."),
};
const rw_shape rw_shape_source = {.title = "source", .doc = "Where a number comes from.", RW_FIELDS(source_fields)};

static const rw_field override_fields[] = {
    {.key = "path",
     .type = RW_TYPE_TEXT,
     .unit = "",
     .flags = RW_BY_HAND,
     .doc = "What is changed, such as \"permits.bimschg.duration_months\"."},
    {.key = "value", .type = RW_TYPE_ANY, .unit = "", .flags = RW_BY_HAND, .doc = "Its new value, of any kind."},
};
const rw_shape rw_shape_override = {
    .title = "override", .doc = "A change on top of what is included.", RW_FIELDS(override_fields)};

static const rw_field path_fields[] = {
    {.key = "from", .type = RW_TYPE_REAL, .unit = "", .fallback = "", .doc = "Steps: the value of the first month."},
    {.key = "to", .type = RW_TYPE_REAL, .unit = "", .fallback = "", .doc = "Steps: where they end."},
    {.key = "by", .type = RW_TYPE_REAL, .unit = "", .fallback = "", .doc = "Steps: the change at each step."},
    {.key = "every_months",
     .type = RW_TYPE_WHOLE,
     .unit = "months",
     .fallback = "12",
     .doc = "Steps: months between two steps."},
    {.key = "every_years",
     .type = RW_TYPE_WHOLE,
     .unit = "years",
     .fallback = "1",
     .doc = "Steps of a value by calendar year: years between two steps."},
    {.key = "points",
     .type = RW_TYPE_ANY,
     .unit = "",
     .fallback = "",
     .doc = "Points: a list of (\"YYYY-MM\", value); by calendar year of (year, value)."},
    {.key = "interpolation",
     .type = RW_TYPE_WORD,
     .unit = "",
     .fallback = "linear",
     .choices = "linear|step",
     .doc = "Points: how the values between them are found."},
    {.key = "csv", .type = RW_TYPE_TEXT, .unit = "", .fallback = "", .doc = "CSV: the file."},
    {.key = "column", .type = RW_TYPE_TEXT, .unit = "", .fallback = "", .doc = "CSV: the column."},
    {.key = "scale", .type = RW_TYPE_REAL, .unit = "", .fallback = "1", .doc = "All values are multiplied by it."},
};
const rw_shape rw_shape_path = {
    .title = "time path", .doc = "A value for every month or calendar year.", RW_FIELDS(path_fields)};

static const rw_field root_fields[] = {
    {.key = "plan",
     .type = RW_TYPE_GROUP,
     .unit = "",
     .flags = RW_BY_HAND,
     .shape = &rw_shape_plan,
     .doc = "Horizon, money, aim."},
    RW_GROUPS("items", rw_shape_item, NULL, "What is stored, made, bought and delivered; at least one."),
    RW_GROUPS("operations", rw_shape_operation, "()", "What can be done to items."),
    RW_GROUPS("lines", rw_shape_line, "()", "Line types, ordered in modules."),
    RW_GROUPS("sites", rw_shape_site, "()", "Where modules stand."),
    RW_GROUPS("permits", rw_shape_permit, "()", "What construction waits for."),
    RW_GROUPS("skills", rw_shape_skill, "()", "People by skill."),
    RW_GROUPS("suppliers", rw_shape_supplier, "()", "Who sells what."),
    RW_GROUPS("customers", rw_shape_customer, NULL, "Who wants what; at least one."),
    {.key = "policies",
     .type = RW_TYPE_GROUP,
     .unit = "",
     .flags = RW_BY_HAND,
     .fallback = "{}",
     .shape = &rw_shape_policies,
     .doc = "Budgets and rules."},
    RW_GROUPS("pins", rw_shape_pin, "()", "Modules already ordered."),
    RW_GROUPS("risks", rw_shape_risk, "()", "Declared uncertainty."),
    RW_GROUPS("correlations", rw_shape_correlation, "()", "How risks go together."),
    RW_GROUPS("sources", rw_shape_source, "()", "Where numbers come from; `field` is a full path."),
    RW_GROUPS("overrides", rw_shape_override, "()", "Changes on top of what is included; one such list per file."),
};
const rw_shape rw_shape_root = {.title = "configuration", .doc = "What a configuration holds.", RW_FIELDS(root_fields)};

const rw_field *rw_schema_field(const rw_shape *shape, const char *key) {
    for (rw_idx k = 0; shape != NULL && k < shape->n_field; k++) {
        if (strcmp(shape->field[k].key, key) == 0) {
            return &shape->field[k];
        }
    }
    return NULL;
}

const char *rw_type_text(rw_type type) {
    static const char *const texts[] = {
        [RW_TYPE_NAME] = "a name",
        [RW_TYPE_TEXT] = "a text",
        [RW_TYPE_CHOICE] = "a word",
        [RW_TYPE_WORD] = "a word",
        [RW_TYPE_TRUTH] = "true or false",
        [RW_TYPE_WHOLE] = "a whole number",
        [RW_TYPE_REAL] = "a number",
        [RW_TYPE_REALS] = "a list of numbers",
        [RW_TYPE_TEXTS] = "a list of texts",
        [RW_TYPE_MONTH] = "a month \"YYYY-MM\"",
        [RW_TYPE_PATH] = "a number, a list or a time path",
        [RW_TYPE_YEARS] = "a number, a list or a path by year",
        [RW_TYPE_REFERENCE] = "a name",
        [RW_TYPE_REFERENCES] = "a list of names",
        [RW_TYPE_GROUP] = "a group { ... }",
        [RW_TYPE_GROUPS] = "a list of groups ( { ... }, ... )",
        [RW_TYPE_ANY] = "a value",
    };
    return texts[type];
}

int rw_near_limit(const char *word) {
    int length = (int)strlen(word);
    int most = length / 3 > 1 ? length / 3 : 1;
    return (most < length ? most : length - 1) + 1; // a candidate has to be closer than this
}

bool rw_near_is_better(const char *word, const char *candidate, int *best) {
    int distance = rw_text_distance(word, candidate);
    if (distance >= *best) {
        return false;
    }
    *best = distance;
    return true;
}

const char *rw_schema_near(const rw_shape *shape, const char *word) {
    const char *found = NULL;
    int best = rw_near_limit(word);
    for (rw_idx k = 0; k < shape->n_field; k++) {
        if (rw_near_is_better(word, shape->field[k].key, &best)) {
            found = shape->field[k].key;
        }
    }
    for (rw_idx k = 0; k < shape->n_field && found == NULL && strlen(word) >= SHORTEST_START; k++) {
        bool is_start = strncmp(shape->field[k].key, word, strlen(word)) == 0;
        found = is_start ? shape->field[k].key : NULL; // "capex" for "capex_eur"
    }
    return found;
}
