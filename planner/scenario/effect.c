// What a risk does to a scenario.  SPDX-License-Identifier: MIT
#include "scenario/effect.h"

#include <math.h>
#include <string.h>

#include "core/memory.h"
#include "scenario/driver.h"

static const double LEAST_RAMP_RATIO = 1e-3; // see model.md section 7
static const double MOST_RATIO = 1e6;
static const double MOST_MONTHS = 1e6;

typedef enum target_kind { PERMIT, LINE, OPERATION, SUPPLIER, SKILL, PRODUCT } target_kind;

static const struct {
    const char *factor;
    target_kind kind;
} factors[] = {
    {"permit_months", PERMIT},  {"build_ratio", LINE},      {"ramp_ratio", LINE},      {"rate_ratio", LINE},
    {"yield_ratio", OPERATION}, {"capex_ratio", LINE},      {"price_ratio", SUPPLIER}, {"supply_ratio", SUPPLIER},
    {"hire_ratio", SKILL},      {"attrition_ratio", SKILL}, {"use_ratio", PRODUCT},    {"target_ratio", PRODUCT},
    {"inflow_ratio", PRODUCT},
};
enum { N_FACTOR = sizeof factors / sizeof factors[0] };

// The name a risk calls entity k by: a product goes by its customer's.
static const char *name_of(const rw_model *model, target_kind kind, rw_idx k) {
    switch (kind) {
    case PERMIT:
        return model->permit[k].name;
    case LINE:
        return model->line[k].name;
    case OPERATION:
        return model->operation[k].name;
    case SUPPLIER:
        return model->supplier[k].name;
    case SKILL:
        return model->skill[k].name;
    default:
        return model->customer[model->product[k].customer].name;
    }
}

static bool is_target(const rw_risk *risk, const char *name) {
    for (rw_idx k = 0; k < risk->n_target; k++) {
        if (strcmp(risk->target[k], name) == 0) {
            return true;
        }
    }
    return risk->n_target == 0;
}

static rw_status find_targets(rw_effect *effect, rw_arena *arena, target_kind kind) {
    const rw_model *model = effect->model;
    const rw_idx count[] = {[PERMIT] = model->n_permit,     [LINE] = model->n_line,   [OPERATION] = model->n_operation,
                            [SUPPLIER] = model->n_supplier, [SKILL] = model->n_skill, [PRODUCT] = model->n_product};
    effect->target = rw_arena_alloc(arena, count[kind], sizeof *effect->target);
    if (effect->target == NULL) {
        return RW_NO_MEMORY;
    }
    for (rw_idx k = 0; k < count[kind]; k++) {
        if (is_target(effect->risk, name_of(model, kind, k))) {
            effect->target[effect->n_target++] = k;
        }
    }
    return RW_OK;
}

static void find_ratio(rw_effect *effect) {
    rw_ratio all[RW_N_RATIO];
    rw_ratio_list(effect->model, all);
    for (int k = 0; k < RW_N_RATIO; k++) {
        if (strcmp(all[k].name, effect->risk->factor) == 0) {
            effect->ratio = all[k];
        }
    }
}

rw_status rw_effect_init(rw_effect *effect, rw_arena *arena, const rw_model *model, const rw_risk *risk,
                         rw_error *error) {
    rw_status status = RW_OK;
    int f = 0;
    while (f < N_FACTOR && strcmp(factors[f].factor, risk->factor) != 0) {
        f++;
    }
    if (f == N_FACTOR) {
        return rw_error_set(error, RW_ARGUMENT, "risk %s: no factor is called '%s'", risk->name, risk->factor);
    }
    *effect = (rw_effect){.model = model, .risk = risk, .nominal = 1.0};
    find_ratio(effect);
    RW_TRY(find_targets(effect, arena, factors[f].kind));
    if (factors[f].kind == PERMIT && effect->n_target > 0) {
        effect->nominal = (double)model->permit[effect->target[0]].duration_months;
    }
    RW_TRY(rw_marginal_init(&effect->marginal, arena, risk, effect->nominal));
done:
    return status == RW_OK ? status : rw_error_set(error, status, "risk %s: out of memory", risk->name);
}

static void delay_permits(const rw_effect *effect, double u, double value, double *delay) {
    const rw_risk *risk = effect->risk;
    if (risk->distribution == RW_BERNOULLI) { // a permit that is not hit keeps its own duration
        const double p = risk->parameter[0];
        if (risk->parameter[1] < effect->nominal ? u >= p : u < 1.0 - p) {
            return;
        }
    }
    for (rw_idx k = 0; k < effect->n_target; k++) {
        const rw_idx q = effect->target[k];
        delay[q] += value - (double)effect->model->permit[q].duration_months;
    }
}

// Scales the `width` numbers of a target.
static void scale(const rw_effect *effect, rw_scenario *scenario, rw_idx width, double value) {
    double *ratio = rw_ratio_of(scenario, &effect->ratio);
    for (rw_idx k = 0; k < effect->n_target; k++) {
        for (rw_idx t = 0; t < width; t++) {
            ratio[effect->target[k] * width + t] *= value;
        }
    }
}

double rw_effect_value(const rw_effect *effect, double u) {
    return rw_marginal_quantile(&effect->marginal, u);
}

void rw_effect_apply(const rw_effect *effect, double u, double value, rw_scenario *scenario, double *delay) {
    if (effect->ratio.name == NULL) {
        delay_permits(effect, u, value, delay);
    } else {
        const bool is_monthly = effect->ratio.offset == offsetof(rw_scenario, supply_ratio);
        scale(effect, scenario, is_monthly ? effect->model->n_month : 1, value);
    }
}

rw_cut rw_effect_cut(const rw_effect *effect, rw_idx n_year, const double *happens, const double *start,
                     const double *length, bool *is_cut) {
    const double *p = effect->risk->parameter; // probability, shortest, longest
    const rw_idx n_month = effect->model->n_month;
    rw_cut cut = {.start = n_month};
    memset(is_cut, 0, (size_t)n_month * sizeof *is_cut);
    for (rw_idx y = 0; y < n_year; y++) {
        const rw_idx begin = RW_MONTHS_OF_YEAR * y + (rw_idx)floor(RW_MONTHS_OF_YEAR * start[y]);
        if (happens[y] >= p[0] || begin >= n_month) {
            continue;
        }
        const double months = floor(p[1] + length[y] * (p[2] - p[1] + 1.0));
        const rw_idx end = (double)begin + months < (double)n_month ? begin + (rw_idx)months : n_month;
        cut.start = cut.count == 0 ? begin : cut.start;
        cut.count++;
        for (rw_idx t = begin; t < end; t++) {
            cut.months += !is_cut[t];
            is_cut[t] = true;
        }
    }
    return cut;
}

void rw_effect_apply_cut(const rw_effect *effect, const bool *is_cut, rw_scenario *scenario) {
    const rw_idx n_month = effect->model->n_month;
    const double left = 1.0 - effect->risk->parameter[3];
    for (rw_idx k = 0; k < effect->n_target; k++) {
        double *supply = scenario->supply_ratio + effect->target[k] * n_month;
        for (rw_idx t = 0; t < n_month; t++) {
            supply[t] *= is_cut[t] ? left : 1.0;
        }
    }
}

void rw_effect_finish(const rw_model *model, const double *delay, rw_scenario *scenario) {
    for (rw_idx q = 0; q < model->n_permit; q++) {
        const double months = (double)model->permit[q].duration_months + delay[q];
        scenario->permit_months[q] = (rw_idx)floor(fmin(fmax(months, 0.0), MOST_MONTHS) + 0.5);
    }
    rw_ratio ratio[RW_N_RATIO];
    rw_ratio_list(model, ratio);
    for (int k = 0; k < RW_N_RATIO; k++) {
        const double least = ratio[k].offset == offsetof(rw_scenario, ramp_ratio) ? LEAST_RAMP_RATIO : 0.0;
        double *value = rw_ratio_of(scenario, &ratio[k]);
        for (rw_idx i = 0; i < ratio[k].count; i++) {
            value[i] = fmin(fmax(value[i], least), MOST_RATIO);
        }
    }
}
