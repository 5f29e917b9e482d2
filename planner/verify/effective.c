// From orders to effective modules: model.md section 3, (8).  SPDX-License-Identifier: MIT
#include "verify/effective.h"

#include <math.h>

// Months are doubles here: a date beyond any horizon is then only a large number.
typedef struct schedule {
    double complete;   // c: mechanical completion
    double begin;      // b: first month of production
    double mature;     // first month after run-in
    double ramp_ratio; // of the scenario
    double rate_ratio; // of the scenario
} schedule;

// rnd(z) = floor(z + 0.5)
static double nearest(double z) {
    return floor(z + 0.5);
}

static schedule order_schedule(const rw_check *check, rw_idx l, double order_month) {
    const rw_line *line = &check->model->line[l];
    const rw_scenario *scenario = check->scenario;
    double start = order_month; // s
    if (line->permit >= 0) {
        const rw_permit *permit = &check->model->permit[line->permit];
        const double grant = (double)permit->apply_month + (double)scenario->permit_months[line->permit];
        start = rw_larger(order_month, grant);
    }
    const double build_ratio = scenario->build_ratio[l];
    const double lead = (double)line->lead_months, commissioning = (double)line->commissioning_months;
    const double begin = start + nearest(build_ratio * (lead + commissioning));
    return (schedule){
        .complete = start + nearest(build_ratio * lead),
        .begin = begin,
        .mature = begin + (double)line->yield_months,
        .ramp_ratio = scenario->ramp_ratio[l],
        .rate_ratio = scenario->rate_ratio[l],
    };
}

// share(t)
static double production_share(const rw_line *line, const schedule *dates, double month) {
    if (month < dates->begin) {
        return 0.0;
    }
    const double step = floor((month - dates->begin) / dates->ramp_ratio); // k
    if (step >= 0.0 && step < (double)line->n_ramp) {
        return dates->rate_ratio * line->ramp[(rw_idx)step];
    }
    return dates->rate_ratio;
}

static void add_order(rw_check *check, rw_idx l, double order_month, double modules) {
    const schedule dates = order_schedule(check, l, order_month);
    for (rw_idx t = 0; t < check->model->n_month; t++) {
        const double month = (double)t;
        const rw_idx vintage = month < dates.mature ? RW_RUN_IN : RW_MATURE;
        const double share = production_share(&check->model->line[l], &dates, month);
        check->state.effective[rw_at_vintage(check, l, vintage, t)] += share * modules;
        check->state.completed[rw_at(check, l, t)] += month >= dates.complete ? modules : 0.0;
    }
}

static void add_existing(rw_check *check, rw_idx l) {
    const double modules = (double)check->model->line[l].modules_existing;
    for (rw_idx t = 0; t < check->model->n_month; t++) {
        check->state.effective[rw_at_vintage(check, l, RW_MATURE, t)] += check->scenario->rate_ratio[l] * modules;
        check->state.completed[rw_at(check, l, t)] += modules;
    }
}

static void add_orders(rw_check *check, rw_idx l) {
    const rw_model *model = check->model;
    for (rw_idx k = 0; k < model->n_pin; k++) {
        if (model->pin[k].line == l && model->pin[k].month < 0) {
            add_order(check, l, (double)model->pin[k].month, (double)model->pin[k].modules);
        }
    }
    for (rw_idx u = 0; u < model->n_month; u++) {
        const double ordered = check->plan->module_order[rw_at(check, l, u)];
        if (ordered != 0.0) {
            add_order(check, l, (double)u, ordered);
        }
    }
}

void rw_check_effective(rw_check *check) {
    const rw_model *model = check->model;
    for (rw_idx l = 0; l < model->n_line; l++) {
        for (rw_idx t = 0; t < model->n_month; t++) {
            check->state.effective[rw_at_vintage(check, l, RW_RUN_IN, t)] = 0.0;
            check->state.effective[rw_at_vintage(check, l, RW_MATURE, t)] = 0.0;
            check->state.completed[rw_at(check, l, t)] = 0.0;
        }
        add_existing(check, l);
        add_orders(check, l);
        for (rw_idx k = 0; k < RW_N_VINTAGE * model->n_month; k++) {
            const rw_idx vintage = k / model->n_month, t = k % model->n_month;
            const rw_place place = {"effective modules", model->line[l].name, rw_vintage_name(vintage), t};
            const rw_idx at = rw_at_vintage(check, l, vintage, t);
            rw_check_equal(check, RW_VIOLATION_EFFECTIVE, place, check->course->effective[at],
                           check->state.effective[at], 0.0);
        }
    }
}
