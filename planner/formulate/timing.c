// When modules ordered in a month are paid, complete and productive in one scenario.  SPDX-License-Identifier: MIT
#include "formulate/timing.h"

#include <math.h>

#include "core/memory.h"

static rw_idx max_idx(rw_idx a, rw_idx b) {
    return a > b ? a : b;
}

static rw_idx min_idx(rw_idx a, rw_idx b) {
    return a < b ? a : b;
}

// s: construction waits for the grant of the line's permit.
static rw_idx start_month(const rw_model *model, const rw_scenario *scenario, rw_idx line, rw_idx order) {
    const rw_idx permit = model->line[line].permit;
    if (permit < 0) {
        return order;
    }
    return max_idx(order, model->permit[permit].apply_month + scenario->permit_months[permit]);
}

static rw_idx stretched(double ratio, rw_idx months) {
    return (rw_idx)floor(ratio * (double)months + 0.5);
}

rw_idx rw_timing_complete(const rw_model *model, const rw_scenario *scenario, rw_idx line, rw_idx order) {
    return start_month(model, scenario, line, order) +
           stretched(scenario->build_ratio[line], model->line[line].lead_months);
}

static rw_idx first_month(const rw_model *model, const rw_scenario *scenario, rw_idx line, rw_idx order) {
    const rw_line *l = &model->line[line];
    return start_month(model, scenario, line, order) +
           stretched(scenario->build_ratio[line], l->lead_months + l->commissioning_months);
}

// Share of rate in `month` of a module producing since `first`, if it is of the vintage then.
static double share_since(const rw_model *model, const rw_scenario *scenario, rw_idx line, rw_idx vintage, rw_idx first,
                          rw_idx month) {
    const rw_line *l = &model->line[line];
    if (month < first || (month < first + l->yield_months) != (vintage == RW_RUN_IN)) {
        return 0.0;
    }
    const double step = floor((double)(month - first) / scenario->ramp_ratio[line]);
    const double ramp = step < (double)l->n_ramp ? l->ramp[(rw_idx)step] : 1.0;
    return scenario->rate_ratio[line] * ramp;
}

double rw_timing_share(const rw_timing *timing, rw_idx line, rw_idx vintage, rw_idx order, rw_idx month) {
    const rw_idx first = timing->first[line * timing->model->n_month + order];
    return share_since(timing->model, timing->scenario, line, vintage, first, month);
}

rw_idx rw_timing_last_producing(const rw_timing *timing, rw_idx line, rw_idx month) {
    const rw_idx *first = &timing->first[line * timing->model->n_month];
    rw_idx low = -1, high = timing->model->n_month; // first[low] <= month < first[high], which never falls
    while (high - low > 1) {
        const rw_idx middle = low + (high - low) / 2;
        if (first[middle] <= month) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}

bool rw_timing_is_settled(const rw_timing *timing, rw_idx line, rw_idx order, rw_idx month) {
    const rw_line *l = &timing->model->line[line];
    const rw_idx age = month - timing->first[line * timing->model->n_month + order];
    return age >= l->yield_months && age >= 0 &&
           floor((double)age / timing->scenario->ramp_ratio[line]) >= (double)l->n_ramp;
}

static void add_standing_modules(rw_timing *timing) {
    const rw_model *model = timing->model;
    const rw_idx n_month = model->n_month;
    for (rw_idx l = 0; l < model->n_line; l++) {
        for (rw_idx t = 0; t < n_month; t++) {
            const double existing = (double)model->line[l].modules_existing;
            timing->modules[l * n_month + t] = existing;
            timing->effective[(l * RW_N_VINTAGE + RW_MATURE) * n_month + t] =
                existing * timing->scenario->rate_ratio[l];
        }
    }
    for (rw_idx k = 0; k < model->n_pin; k++) {
        const rw_pin *pin = &model->pin[k];
        if (pin->month >= 0) {
            continue;
        }
        const rw_idx l = pin->line;
        const rw_idx complete = rw_timing_complete(model, timing->scenario, l, pin->month);
        const rw_idx first = first_month(model, timing->scenario, l, pin->month);
        const double modules = (double)pin->modules;
        for (rw_idx t = max_idx(0, complete); t < n_month; t++) {
            timing->modules[l * n_month + t] += modules;
        }
        for (rw_idx a = 0; a < RW_N_VINTAGE; a++) {
            for (rw_idx t = 0; t < n_month; t++) {
                timing->effective[(l * RW_N_VINTAGE + a) * n_month + t] +=
                    modules * share_since(model, timing->scenario, l, a, first, t);
            }
        }
    }
}

rw_status rw_timing_init(rw_timing *timing, rw_arena *arena, const rw_model *model, const rw_scenario *scenario) {
    const rw_idx count = model->n_line * model->n_month;
    *timing = (rw_timing){.model = model,
                          .scenario = scenario,
                          .complete = rw_arena_alloc(arena, count, sizeof(rw_idx)),
                          .first = rw_arena_alloc(arena, count, sizeof(rw_idx)),
                          .effective = rw_arena_alloc(arena, count * RW_N_VINTAGE, sizeof(double)),
                          .modules = rw_arena_alloc(arena, count, sizeof(double))};
    if (timing->complete == NULL || timing->first == NULL || timing->effective == NULL || timing->modules == NULL) {
        return RW_NO_MEMORY;
    }
    for (rw_idx l = 0; l < model->n_line; l++) {
        for (rw_idx u = 0; u < model->n_month; u++) {
            timing->complete[l * model->n_month + u] = rw_timing_complete(model, scenario, l, u);
            timing->first[l * model->n_month + u] = first_month(model, scenario, l, u);
        }
    }
    add_standing_modules(timing);
    return RW_OK;
}

double rw_timing_payment(const rw_model *model, rw_idx line, rw_idx order, rw_idx month) {
    const rw_line *l = &model->line[line];
    if (month < order) {
        return 0.0;
    }
    double share = 0.0;
    const rw_idx end = month == model->n_month - 1 ? l->n_payment : min_idx(month - order + 1, l->n_payment);
    for (rw_idx k = month - order; k < end; k++) { // the last month collects what would fall due later
        share += l->payment_share[k];
    }
    return share;
}

double rw_timing_capex(const rw_model *model, rw_idx line) {
    return model->line[line].capex_eur * (1.0 - model->line[line].grant_share);
}

double rw_timing_module_value(const rw_model *model, rw_idx line, rw_idx order) {
    const rw_line *l = &model->line[line];
    const double rest = 1.0 - (double)(model->n_month - order) / l->life_months;
    return rest > 0.0 ? rw_timing_capex(model, line) * l->end_value_share * rest : 0.0;
}

double rw_timing_multiplier(const rw_model *model, rw_idx line) {
    double largest = 0.0;
    for (rw_idx p = model->line[line].pattern_begin; p < model->line[line].pattern_end; p++) {
        largest = fmax(largest, model->pattern[p].multiplier);
    }
    return largest;
}

double rw_timing_supply(const rw_model *model, const rw_scenario *scenario, rw_idx supplier, rw_idx month) {
    const double ratio = scenario->supply_ratio[supplier * model->n_month + month];
    return ratio > 0.0 ? model->supplier[supplier].capacity[month] * ratio : 0.0; // 0 of an unlimited capacity too
}

double rw_timing_modules(const rw_scenario *scenario, rw_idx line) {
    return scenario->rate_ratio[line] > 0.0 ? 1.0 / scenario->rate_ratio[line] : 0.0;
}

double rw_timing_unmet_count(const rw_model *model, rw_idx month) {
    return 3.0 * (double)(2 * model->n_month - month);
}

double rw_timing_discount(const rw_model *model, rw_idx month) {
    return pow(1.0 + model->discount_rate, -(double)month / 12.0);
}

double rw_timing_good(const rw_model *model, const rw_scenario *scenario, rw_idx operation, rw_idx vintage) {
    const rw_operation *o = &model->operation[operation];
    const double run_in = o->line >= 0 && vintage == RW_RUN_IN ? model->line[o->line].yield_initial_share : 1.0;
    return fmin(1.0, o->yield * scenario->yield_ratio[operation]) * run_in;
}
