// How far a course falls short of its policies.  SPDX-License-Identifier: MIT
#include <math.h>

#include "formulate/course.h"
#include "formulate/window.h"

static bool among(const rw_idx *list, rw_idx count, rw_idx wanted) {
    for (rw_idx k = 0; k < count; k++) {
        if (list[k] == wanted) {
            return true;
        }
    }
    return false;
}

// (25)
static double content_missing(const rw_course_context *c, const rw_content_rule *rule, rw_idx begin, rw_idx end) {
    const rw_model *model = c->model;
    double missing = 0.0;
    for (rw_idx m = 0; m < model->n_delivery; m++) {
        const rw_item *item = &model->item[model->delivery[m].item];
        const bool counts = model->product[model->delivery[m].product].customer == rule->customer;
        for (rw_idx t = begin; counts && t < end; t++) {
            missing +=
                (rule->min_share - item->local_share) * item->value_eur * c->course->delivery[m * model->n_month + t];
        }
    }
    return fmax(0.0, missing);
}

// (26)
static double supply_missing(const rw_course_context *c, const rw_supply_rule *rule, rw_idx begin, rw_idx end) {
    const rw_model *model = c->model;
    double all = 0.0;
    double named = 0.0;
    for (rw_idx m = 0; m < model->n_delivery; m++) {
        const rw_idx customer = model->product[model->delivery[m].product].customer;
        const bool counts = among(rule->item, rule->n_item, model->delivery[m].item);
        for (rw_idx t = begin; counts && t < end; t++) {
            const double delivery = c->course->delivery[m * model->n_month + t];
            all += delivery;
            named += among(rule->customer, rule->n_customer, customer) ? delivery : 0.0;
        }
    }
    return fmax(0.0, rule->min_share * all - named);
}

// L of (28)
static double local_output(const rw_course_context *c, const rw_transfer_rule *rule, rw_idx begin, rw_idx end) {
    const rw_model *model = c->model;
    double output = 0.0;
    for (rw_idx o = 0; o < model->n_operation; o++) {
        const rw_operation *operation = &model->operation[o];
        for (rw_idx k = 0; operation->line >= 0 && k < operation->n_output; k++) {
            if (!among(rule->item, rule->n_item, operation->output[k].item)) {
                continue;
            }
            for (rw_idx a = 0; a < RW_N_VINTAGE; a++) {
                const double good = rw_timing_good(model, c->scenario, o, a) * operation->output[k].quantity;
                for (rw_idx t = begin; t < end; t++) {
                    output += good * c->course->start[(o * RW_N_VINTAGE + a) * model->n_month + t];
                }
            }
        }
    }
    return output;
}

// (28)
static double transfer_missing(const rw_course_context *c, const rw_transfer_rule *rule, rw_idx begin, rw_idx end) {
    const rw_model *model = c->model;
    const double local = local_output(c, rule, begin, end);
    double bought = 0.0;
    for (rw_idx j = 0; j < model->n_supplier; j++) {
        const rw_supplier *supplier = &model->supplier[j];
        const bool abroad = supplier->origin != RW_ORIGIN_DE && supplier->origin != RW_ORIGIN_EU;
        for (rw_idx t = begin; abroad && among(rule->item, rule->n_item, supplier->item) && t < end; t++) {
            bought += c->course->purchase[j * model->n_month + t];
        }
    }
    return fmax(0.0, rule->min_share * (local + bought) - local);
}

// (27)
static void derive_surge(const rw_course_context *c, rw_idx s) {
    const rw_model *model = c->model;
    const rw_surge_rule *rule = &model->surge_rule[s];
    for (rw_idx k = 0; k < rule->n_line; k++) {
        const rw_idx l = rule->line[k];
        const double rate = model->line[l].rate_per_month * rw_timing_multiplier(model, l);
        const double *run_in = &c->course->effective[(l * RW_N_VINTAGE + RW_RUN_IN) * model->n_month];
        const double *mature = &c->course->effective[(l * RW_N_VINTAGE + RW_MATURE) * model->n_month];
        const double *mothballed = &c->course->mothballed[l * model->n_month];
        for (rw_idx t = rule->from > 0 ? rule->from : 0; t < model->n_month && t <= rule->to; t++) {
            c->course->surge_short[(s * model->n_line + l) * model->n_month + t] =
                fmax(0.0, rule->rate_per_month - rate * (run_in[t] + mature[t] - mothballed[t]));
        }
    }
}

void rw_course_derive_policies(const rw_course_context *c) {
    const rw_model *model = c->model;
    rw_idx begin = 0;
    rw_idx end = 0;
    for (rw_idx y = 0; y < model->n_year; y++) {
        for (rw_idx k = 0; k < model->n_content_rule; k++) {
            if (rw_window_balance(model, rw_window_content(model, k), y, &begin, &end)) {
                c->course->content_short[k * model->n_year + y] =
                    content_missing(c, &model->content_rule[k], begin, end);
            }
        }
        for (rw_idx k = 0; k < model->n_supply_rule; k++) {
            if (rw_window_balance(model, rw_window_supply(model, k), y, &begin, &end)) {
                c->course->supply_short[k * model->n_year + y] = supply_missing(c, &model->supply_rule[k], begin, end);
            }
        }
        for (rw_idx k = 0; k < model->n_transfer_rule; k++) {
            if (rw_window_balance(model, rw_window_transfer(model, k), y, &begin, &end)) {
                c->course->transfer_short[k * model->n_year + y] =
                    transfer_missing(c, &model->transfer_rule[k], begin, end);
            }
        }
    }
    for (rw_idx s = 0; s < model->n_surge_rule; s++) {
        derive_surge(c, s);
    }
}
