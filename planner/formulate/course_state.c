// What follows from the decisions of a course.  SPDX-License-Identifier: MIT
#include <math.h>

#include "formulate/course.h"

static const double ROUNDING = 1e-6; // of a flow that a solver may be off by; what is more is for the re-check to find

static bool is_rounding(double missing, double flow) {
    return missing > 0.0 && missing <= ROUNDING * fmax(1.0, flow);
}

static double before(const double *path, rw_idx t, double opening) {
    return t > 0 ? path[t - 1] : opening;
}

// (8)
static void derive_effective(const rw_course_context *c, rw_idx l) {
    const rw_idx n_month = c->model->n_month;
    for (rw_idx a = 0; a < RW_N_VINTAGE; a++) {
        for (rw_idx t = 0; t < n_month; t++) {
            double modules = c->timing->effective[(l * RW_N_VINTAGE + a) * n_month + t];
            for (rw_idx u = 0; u <= t; u++) {
                const double ordered = c->plan->module_order[l * n_month + u];
                modules += ordered > 0.0 ? ordered * rw_timing_share(c->timing, l, a, u, t) : 0.0;
            }
            c->course->effective[(l * RW_N_VINTAGE + a) * n_month + t] = modules;
        }
    }
}

// (11), (12)
static void derive_line(const rw_course_context *c, rw_idx l) {
    const rw_model *model = c->model;
    const rw_line *line = &model->line[l];
    const rw_idx n_month = model->n_month;
    double *mothballed = &c->course->mothballed[l * n_month];
    for (rw_idx t = 0; t < n_month; t++) {
        const double moved = c->course->mothball_in[l * n_month + t] - c->course->mothball_out[l * n_month + t];
        mothballed[t] = fmax(0.0, before(mothballed, t, 0.0) + moved);
        if (line->min_run_share <= 0.0 || t < line->min_run_from) {
            continue;
        }
        double modules = -mothballed[t];
        double load = 0.0;
        for (rw_idx a = 0; a < RW_N_VINTAGE; a++) {
            modules += c->course->effective[(l * RW_N_VINTAGE + a) * n_month + t];
            for (rw_idx o = 0; o < model->n_operation; o++) {
                load += model->operation[o].line == l
                            ? model->operation[o].load * c->course->start[(o * RW_N_VINTAGE + a) * n_month + t]
                            : 0.0;
            }
        }
        const double least = line->min_run_share * line->rate_per_month * modules;
        c->course->min_run_short[l * n_month + t] = fmax(0.0, least - load);
    }
}

// (20)
static void derive_supplier(const rw_course_context *c, rw_idx j) {
    const rw_supplier *supplier = &c->model->supplier[j];
    const rw_idx n_month = c->model->n_month;
    for (rw_idx t = supplier->from > 0 ? supplier->from : 0; t + supplier->transport_months < n_month; t++) {
        const double owed = fmin(supplier->min_take[t], rw_timing_supply(c->model, c->scenario, j, t));
        const double left = owed - c->course->purchase[j * n_month + t];
        c->course->untaken[j * n_month + t] = t <= supplier->to ? fmax(0.0, left) : 0.0;
    }
}

// (17)
static void derive_headcount(const rw_course_context *c, rw_idx k) {
    const rw_skill *skill = &c->model->skill[k];
    const rw_idx n_month = c->model->n_month;
    const double stay = 1.0 - fmin(0.99, skill->attrition_per_month * c->scenario->attrition_ratio[k]);
    double *headcount = &c->course->headcount[k * n_month];
    for (rw_idx t = 0; t < n_month; t++) {
        const rw_idx hired = t - skill->training_months;
        const double joining = hired >= 0 ? c->course->hire[k * n_month + hired] : 0.0;
        const double staying = stay * before(headcount, t, skill->headcount);
        double *layoff = &c->course->layoff[k * n_month + t]; // of no more people than there are, to the last digit
        *layoff = fmax(0.0, fmin(*layoff, staying + joining));
        headcount[t] = fmax(0.0, staying + joining - *layoff);
    }
}

// (13): the flows of month t into and out of item stocks.
static void add_flows(const rw_course_context *c, rw_idx t) {
    const rw_model *model = c->model;
    const rw_idx n_month = model->n_month;
    double *stock = c->course->stock;
    for (rw_idx o = 0; o < model->n_operation; o++) {
        const rw_operation *operation = &model->operation[o];
        for (rw_idx a = 0; a < RW_N_VINTAGE; a++) {
            const double start = c->course->start[(o * RW_N_VINTAGE + a) * n_month + t];
            const double good = start * rw_timing_good(model, c->scenario, o, a);
            for (rw_idx k = 0; k < operation->n_input; k++) {
                stock[operation->input[k].item * n_month + t] -= start * operation->input[k].quantity;
            }
            for (rw_idx k = 0; k < operation->n_output; k++) {
                stock[operation->output[k].item * n_month + t] += good * operation->output[k].quantity;
            }
        }
    }
    for (rw_idx j = 0; j < model->n_supplier; j++) {
        const rw_idx shipped = t - model->supplier[j].transport_months;
        if (shipped >= 0) {
            stock[model->supplier[j].item * n_month + t] += c->course->purchase[j * n_month + shipped];
        }
    }
    for (rw_idx m = 0; m < model->n_delivery; m++) {
        stock[model->delivery[m].item * n_month + t] -= c->course->delivery[m * n_month + t];
    }
}

// Starts of one operation less by a share of what they are, with what goes in and comes out.
static void cut_starts(const rw_course_context *c, rw_idx o, rw_idx t, double share) {
    const rw_operation *operation = &c->model->operation[o];
    const rw_idx n_month = c->model->n_month;
    double *stock = c->course->stock;
    for (rw_idx a = 0; a < RW_N_VINTAGE; a++) {
        double *start = &c->course->start[(o * RW_N_VINTAGE + a) * n_month + t];
        const double cut = share * *start;
        const double good = cut * rw_timing_good(c->model, c->scenario, o, a);
        *start -= cut;
        for (rw_idx k = 0; k < operation->n_input; k++) {
            stock[operation->input[k].item * n_month + t] += cut * operation->input[k].quantity;
        }
        for (rw_idx k = 0; k < operation->n_output; k++) {
            stock[operation->output[k].item * n_month + t] -= good * operation->output[k].quantity;
        }
    }
}

// Of an item, what operation o takes in month t.
static double taken(const rw_course_context *c, rw_idx o, rw_idx item, rw_idx t) {
    const rw_operation *operation = &c->model->operation[o];
    double sum = 0.0;
    for (rw_idx k = 0; k < operation->n_input; k++) {
        for (rw_idx a = 0; operation->input[k].item == item && a < RW_N_VINTAGE; a++) {
            sum += operation->input[k].quantity * c->course->start[(o * RW_N_VINTAGE + a) * c->model->n_month + t];
        }
    }
    return sum;
}

// Uses no more of an item than there is, to the last digit; whether anything had to be cut.
static bool cut_use(const rw_course_context *c, rw_idx item, rw_idx t) {
    const double missing = -c->course->stock[item * c->model->n_month + t];
    double used = 0.0;
    for (rw_idx o = 0; missing > 0.0 && o < c->model->n_operation; o++) {
        used += taken(c, o, item, t);
    }
    bool some = used > 0.0 && is_rounding(missing, used);
    for (rw_idx o = 0; some && o < c->model->n_operation; o++) {
        if (taken(c, o, item, t) > 0.0) {
            cut_starts(c, o, t, fmin(1.0, missing / used));
        }
    }
    return some;
}

// What is cut of one item's use lowers what is made of others, which are looked at again.
static void cut_operations(const rw_course_context *c, rw_idx t) {
    bool again = true;
    for (rw_idx pass = 0; again && pass < c->model->n_item; pass++) {
        again = false;
        for (rw_idx i = 0; i < c->model->n_item; i++) {
            again = cut_use(c, i, t) || again;
        }
    }
}

// Delivers no more than there is, to the last digit.
static void cut_deliveries(const rw_course_context *c, rw_idx t) {
    const rw_model *model = c->model;
    for (rw_idx m = 0; m < model->n_delivery; m++) {
        double *stock = &c->course->stock[model->delivery[m].item * model->n_month + t];
        double *delivery = &c->course->delivery[m * model->n_month + t];
        if (is_rounding(-*stock, *delivery)) {
            const double cut = fmin(-*stock, *delivery);
            *delivery -= cut;
            *stock += cut;
        }
    }
}

static void derive_stocks(const rw_course_context *c) {
    const rw_idx n_month = c->model->n_month;
    for (rw_idx t = 0; t < n_month; t++) {
        for (rw_idx i = 0; i < c->model->n_item; i++) {
            double *stock = &c->course->stock[i * n_month];
            stock[t] = before(stock, t, c->model->item[i].opening_stock);
        }
        add_flows(c, t);
        cut_operations(c, t);
        cut_deliveries(c, t);                           // of what is made now
        for (rw_idx i = 0; i < c->model->n_item; i++) { // a stock is never below 0 but for rounding
            double *stock = &c->course->stock[i * n_month + t];
            *stock = fmax(0.0, *stock);
        }
    }
}

// (21), (23), (24)
static void derive_customer_stock(const rw_course_context *c, rw_idx r) {
    const rw_model *model = c->model;
    const rw_product *product = &model->product[r];
    const rw_idx n_month = model->n_month;
    double *stock = &c->course->customer_stock[r * n_month];
    for (rw_idx t = 0; t < n_month; t++) {
        double delivered = 0.0;
        for (rw_idx m = product->delivery_begin; m < product->delivery_end; m++) {
            delivered += c->course->delivery[m * n_month + t];
        }
        const double inflow = product->inflow[t] * c->scenario->inflow_ratio[r];
        const double use = product->use[t] * c->scenario->use_ratio[r];
        const double target = product->target[t] * c->scenario->target_ratio[r];
        const double held = before(stock, t, product->opening_stock) + inflow + delivered;
        double *unmet = &c->course->unmet[r * n_month + t]; // at least what there is nothing for, to the last digit
        *unmet += is_rounding(use - *unmet - held, use) ? use - *unmet - held : 0.0;
        stock[t] = fmax(0.0, held - (use - *unmet));
        c->course->shortfall[r * n_month + t] = fmax(0.0, target - stock[t]);
        c->course->critical[r * n_month + t] =
            product->critical_share > 0.0 ? fmax(0.0, product->critical_share * target - stock[t]) : 0.0;
    }
}

void rw_course_derive(const rw_course_context *c) {
    const rw_model *model = c->model;
    for (rw_idx j = 0; j < model->n_supplier; j++) {
        derive_supplier(c, j);
    }
    for (rw_idx k = 0; k < model->n_skill; k++) {
        derive_headcount(c, k);
    }
    derive_stocks(c);
    for (rw_idx l = 0; l < model->n_line; l++) {
        derive_effective(c, l);
        derive_line(c, l);
    }
    for (rw_idx r = 0; r < model->n_product; r++) {
        derive_customer_stock(c, r);
    }
    rw_course_derive_policies(c);
}
