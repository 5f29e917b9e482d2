// Production: model.md section 4, (9)-(12).  SPDX-License-Identifier: MIT
#include "verify/production.h"

#include <math.h>

double rw_good_units(const rw_check *check, rw_idx o, rw_idx vintage, rw_idx month) {
    const rw_operation *operation = &check->model->operation[o];
    double yield = fmin(1.0, operation->yield * check->scenario->yield_ratio[o]);
    if (vintage == RW_RUN_IN && operation->line >= 0) {
        yield *= check->model->line[operation->line].yield_initial_share;
    }
    return check->course->start[rw_at_vintage(check, o, vintage, month)] * yield;
}

// sum over o on l of load start[o,a,t]
static double load_started(const rw_check *check, rw_idx l, rw_idx vintage, rw_idx month) {
    double load = 0.0;
    for (rw_idx o = 0; o < check->model->n_operation; o++) {
        if (check->model->operation[o].line == l) {
            load += check->model->operation[o].load * check->course->start[rw_at_vintage(check, o, vintage, month)];
        }
    }
    return load;
}

// Operations without a line and lines without run-in use the mature vintage alone.
static void check_run_in_use(rw_check *check) {
    const rw_model *model = check->model;
    for (rw_idx o = 0; o < model->n_operation; o++) {
        const rw_operation *operation = &model->operation[o];
        for (rw_idx t = 0; t < model->n_month; t++) {
            if (operation->line < 0 || model->line[operation->line].yield_months == 0) {
                const rw_place place = {"starts without run-in", operation->name, "run-in", t};
                const double started = check->course->start[rw_at_vintage(check, o, RW_RUN_IN, t)];
                rw_check_equal(check, RW_VIOLATION_CAPACITY, place, started, 0.0, 0.0);
            }
        }
    }
}

// (9) load <= rate_per_month sum of multiplier module_shift, and (10) module-shifts and mothballed <= E
static void check_capacity(rw_check *check, rw_idx l, rw_idx vintage, rw_idx t) {
    const rw_model *model = check->model;
    const rw_line *line = &model->line[l];
    double rate = 0.0, used = 0.0;
    for (rw_idx p = 0; p < model->n_pattern; p++) {
        if (model->pattern[p].line == l) {
            const double shift = check->course->module_shift[rw_at_vintage(check, p, vintage, t)];
            rate += line->rate_per_month * model->pattern[p].multiplier * shift;
            used += shift;
        }
    }
    used += vintage == RW_MATURE ? check->state.mothballed[rw_at(check, l, t)] : 0.0;
    const char *name = rw_vintage_name(vintage);
    const rw_place capacity = {"load", line->name, name, t}, modules = {"modules in use", line->name, name, t};
    rw_check_at_most(check, RW_VIOLATION_CAPACITY, capacity, load_started(check, l, vintage, t), rate, 0.0);
    rw_check_at_most(check, RW_VIOLATION_CAPACITY, modules, used,
                     check->state.effective[rw_at_vintage(check, l, vintage, t)], 0.0);
}

// (11) mothballed[t] = mothballed[t-1] + in - out; all 0 if mothball_saving_share = 0
static void check_mothballed(rw_check *check, rw_idx l) {
    const rw_line *line = &check->model->line[l];
    double mothballed = 0.0, size = 0.0;
    for (rw_idx t = 0; t < check->model->n_month; t++) {
        const rw_idx at = rw_at(check, l, t);
        const double in = check->course->mothball_in[at], out = check->course->mothball_out[at];
        mothballed += in - out;
        size = rw_larger(size, rw_larger(fabs(in), fabs(out)));
        check->state.mothballed[at] = mothballed;
        const rw_place place = {"mothballed modules", line->name, NULL, t};
        rw_check_equal(check, RW_VIOLATION_CAPACITY, place, check->course->mothballed[at], mothballed, size);
        if (line->mothball_saving_share == 0.0) {
            const rw_place never = {"forbidden mothballing", line->name, NULL, t};
            rw_check_equal(check, RW_VIOLATION_CAPACITY, never, check->course->mothballed[at], 0.0, 0.0);
            rw_check_equal(check, RW_VIOLATION_CAPACITY, never, in, 0.0, 0.0);
            rw_check_equal(check, RW_VIOLATION_CAPACITY, never, out, 0.0, 0.0);
        }
    }
}

// (12) load + min_run_short >= min_run_share rate_per_month (E - mothballed); no shortfall where there is no rule
static void check_min_run(rw_check *check, rw_idx l, rw_idx t) {
    const rw_line *line = &check->model->line[l];
    const double missing = check->course->min_run_short[rw_at(check, l, t)];
    const rw_place place = {"ever-warm shortfall", line->name, NULL, t};
    if (!(line->min_run_share > 0.0) || t < line->min_run_from) {
        rw_check_equal(check, RW_VIOLATION_CAPACITY, place, missing, 0.0, 0.0);
        return;
    }
    const double running = check->state.effective[rw_at_vintage(check, l, RW_RUN_IN, t)] +
                           check->state.effective[rw_at_vintage(check, l, RW_MATURE, t)] -
                           check->state.mothballed[rw_at(check, l, t)];
    const double least = line->min_run_share * line->rate_per_month * running;
    const double load = load_started(check, l, RW_RUN_IN, t) + load_started(check, l, RW_MATURE, t);
    rw_check_at_least(check, RW_VIOLATION_CAPACITY, place, missing, least - load, rw_larger(least, load));
}

void rw_check_production(rw_check *check) {
    check_run_in_use(check);
    for (rw_idx l = 0; l < check->model->n_line; l++) {
        check_mothballed(check, l);
        for (rw_idx t = 0; t < check->model->n_month; t++) {
            check_capacity(check, l, RW_RUN_IN, t);
            check_capacity(check, l, RW_MATURE, t);
            check_min_run(check, l, t);
        }
    }
}
