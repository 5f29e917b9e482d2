// Risks and how they go together.  SPDX-License-Identifier: MIT
//
// Values lie where a plan still makes sense: late permits, slow ramps, cuts of supply.  Now and then something fails
// altogether.
#include <stdio.h>

#include "plant/write.h"

enum { MAX_RISK = 16, MAX_PARAMETER = 8, N_DRAWN_KIND = 6 };

typedef enum target_kind {
    TARGET_PERMIT,
    TARGET_LINE,
    TARGET_OPERATION,
    TARGET_SUPPLIER,
    TARGET_SKILL,
    TARGET_CUSTOMER
} target_kind;

typedef struct factor {
    const char *name;
    target_kind target;
    double low, high;
    bool may_fail; // its value may be 0
} factor;

// permit_months: as shares of the horizon.
static const factor factors[] = {
    {"permit_months", TARGET_PERMIT, 0.02, 0.4, true},  {"build_ratio", TARGET_LINE, 0.8, 1.9, false},
    {"ramp_ratio", TARGET_LINE, 0.6, 2.2, false},       {"rate_ratio", TARGET_LINE, 0.4, 1.1, true},
    {"yield_ratio", TARGET_OPERATION, 0.7, 1.1, false}, {"capex_ratio", TARGET_LINE, 0.8, 1.8, false},
    {"price_ratio", TARGET_SUPPLIER, 0.6, 1.6, false},  {"supply_ratio", TARGET_SUPPLIER, 0.2, 1.2, true},
    {"hire_ratio", TARGET_SKILL, 0.3, 1.5, true},       {"attrition_ratio", TARGET_SKILL, 0.5, 4.0, true},
    {"use_ratio", TARGET_CUSTOMER, 0.5, 1.6, true},     {"target_ratio", TARGET_CUSTOMER, 0.6, 1.5, false},
    {"inflow_ratio", TARGET_CUSTOMER, 0.1, 1.5, true},
};
enum { N_FACTOR = sizeof factors / sizeof *factors, SUPPLY_FACTOR = 7 };

typedef struct plant_risk {
    const factor *factor;
    const char *distribution;
    int n_parameter;
    double parameter[MAX_PARAMETER];
} plant_risk;

// From a third below to a third above the middle of the range.
static void draw_triangle(plant_risk *risk, double low, double high, draw *d) {
    const double third = (high - low) / 3.0;
    risk->n_parameter = 3;
    risk->parameter[0] = draw_between(d, low, low + third);
    risk->parameter[2] = draw_between(d, high - third, high);
    risk->parameter[1] = draw_between(d, risk->parameter[0], risk->parameter[2]);
}

static void draw_discrete(plant_risk *risk, double low, double high, draw *d) {
    static const double probability[3][4] = {{0.6, 0.4, 0.0, 0.0}, {0.5, 0.3, 0.2, 0.0}, {0.4, 0.3, 0.2, 0.1}};
    const int count = (int)draw_whole(d, 2, 4);
    risk->n_parameter = 2 * count;
    for (int k = 0; k < count; k++) {
        risk->parameter[2 * k] = draw_between(d, low, high);
        risk->parameter[2 * k + 1] = probability[count - 2][k];
    }
    if (risk->factor->may_fail && draw_chance(d, 0.3)) {
        risk->parameter[2 * (count - 1)] = 0.0;
    }
}

static void draw_parameters(plant_risk *risk, double low, double high, int kind, draw *d) {
    static const char *const name[N_DRAWN_KIND] = {"triangular", "pert",     "uniform",
                                                   "lognormal",  "discrete", "bernoulli"};
    double *p = risk->parameter;
    risk->distribution = name[kind];
    switch (kind) {
    case 0:
    case 1:
        draw_triangle(risk, low, high, d);
        break;
    case 2:
        draw_triangle(risk, low, high, d);
        p[1] = p[2];
        risk->n_parameter = 2;
        break;
    case 3:
        risk->n_parameter = 2;
        p[0] = draw_between(d, 0.75 * low + 0.25 * high, 0.5 * (low + high));
        p[1] = draw_rounded(p[0] * draw_between(d, 1.05, 1.5));
        break;
    case 4:
        draw_discrete(risk, low, high, d);
        break;
    default:
        risk->n_parameter = 2;
        p[0] = draw_between(d, 0.1, 0.6);
        p[1] = risk->factor->may_fail && draw_chance(d, 0.3) ? 0.0 : draw_between(d, low, high);
        break;
    }
}

// A supply is cut for some months, once in a while.
static void draw_event(const plant_shape *shape, plant_risk *risk, draw *d) {
    risk->distribution = "event";
    risk->n_parameter = 4;
    risk->parameter[0] = draw_between(d, 0.1, 0.9);
    risk->parameter[1] = (double)draw_whole(d, 1, shape->n_month / 8);
    risk->parameter[2] = risk->parameter[1] + (double)draw_whole(d, 0, shape->n_month / 4);
    risk->parameter[3] = draw_chance(d, 0.3) ? 1.0 : draw_between(d, 0.3, 0.95);
}

// The names of what a kind of factor may apply to.
static int name_targets(const plant_shape *shape, target_kind kind, char name[MAX_LINE + 1][NAME_SIZE + 8]) {
    static const char *const stem[] = {[TARGET_PERMIT] = "permit",
                                       [TARGET_SUPPLIER] = "importer",
                                       [TARGET_SKILL] = "skill",
                                       [TARGET_CUSTOMER] = "customer"};
    const int count[] = {
        [TARGET_PERMIT] = shape->n_chain,   [TARGET_LINE] = shape->n_line,   [TARGET_OPERATION] = shape->n_line,
        [TARGET_SUPPLIER] = shape->n_chain, [TARGET_SKILL] = shape->n_skill, [TARGET_CUSTOMER] = shape->n_customer};
    for (int k = 0; k < count[kind]; k++) {
        char line[NAME_SIZE];
        if (kind == TARGET_LINE || kind == TARGET_OPERATION) {
            (void)snprintf(name[k], sizeof name[k], "%s%s", kind == TARGET_LINE ? "" : "make_",
                           name_line(&shape->line[k], line));
        } else {
            (void)name_of(name[k], stem[kind], k);
        }
    }
    return count[kind];
}

// Everything, or some of it.
static void put_targets(const plant_shape *shape, target_kind kind, draw *d, rw_text *text) {
    char name[MAX_LINE + 1][NAME_SIZE + 8];
    const int count = name_targets(shape, kind, name);
    const bool all = draw_chance(d, 0.5);
    plant_list list;
    list_begin(&list, shape, "target");
    for (int k = 0; k < count; k++) {
        if (draw_chance(d, 0.6) && !all) {
            list_word(&list, "%s", name[k]);
        }
    }
    list_end(&list, text, "[]");
}

static void put_risk(const plant_shape *shape, const char *name, const plant_risk *risk, draw *d, rw_text *text) {
    put_text(text, "name", name);
    put_text(text, "factor", risk->factor->name);
    put_text(text, "distribution", risk->distribution);
    put_reals(text, "parameter", risk->parameter, risk->n_parameter);
    put_targets(shape, risk->factor->target, d, text);
}

// Three risks that share a cause, then pairs: such a matrix is positive definite.
static void write_correlations(const plant_shape *shape, int n_risk, char name[MAX_RISK][NAME_SIZE], rw_text *text) {
    draw d = draw_of(shape->recipe->seed, DRAW_RISK, MAX_RISK);
    double loading[MAX_RISK];
    plant_list list;
    list_begin(&list, shape, "correlations");
    for (int k = 0; k < n_risk; k++) {
        loading[k] = draw_between(&d, 0.3, 0.85) * (draw_chance(&d, 0.5) ? 1.0 : -1.0);
    }
    for (int k = 0; k < n_risk; k++) {
        for (int other = k + 1; other < n_risk; other++) {
            const bool trio = other < 3;
            const bool pair = k >= 3 && other == k + 1 && k % 2 == 1;
            if (trio || pair) {
                rw_text *entry = list_entry(&list);
                put_text(entry, "first", name[k]);
                put_text(entry, "second", name[other]);
                put_real(entry, "value", draw_rounded(loading[k] * loading[other]));
            }
        }
    }
    list_end(&list, text, "()");
}

void plant_write_risks(const plant_shape *shape, rw_text *text) {
    char name[MAX_RISK][NAME_SIZE];
    int n_risk = 0;
    plant_list list;
    if (!plant_has(shape, PLANT_HAS_RISKS)) {
        return;
    }
    list_begin(&list, shape, "risks");
    for (int f = 0; f <= N_FACTOR; f++) { // the one after the last: an event
        draw d = draw_of(shape->recipe->seed, DRAW_RISK, (uint64_t)f);
        const int kind = (int)draw_whole(&d, 0, N_DRAWN_KIND - 1);
        plant_risk risk = {.factor = &factors[f < N_FACTOR ? f : SUPPLY_FACTOR]};
        const double unit = risk.factor->target == TARGET_PERMIT ? (double)shape->n_month : 1.0;
        if (f < N_FACTOR) {
            draw_parameters(&risk, unit * risk.factor->low, unit * risk.factor->high, kind, &d);
        } else {
            draw_event(shape, &risk, &d);
        }
        const bool possible = risk.factor->target != TARGET_PERMIT || plant_has(shape, PLANT_HAS_PERMIT);
        if (draw_chance(&d, 0.6) && possible) {
            (void)snprintf(name[n_risk], NAME_SIZE, "%s%s", f < N_FACTOR ? "risk_" : "cut_of_", risk.factor->name);
            put_risk(shape, name[n_risk], &risk, &d, list_entry(&list));
            n_risk++;
        }
    }
    list_end(&list, text, "()");
    write_correlations(shape, n_risk, name, text);
    rw_text_add(text, "\n");
}
