// How the futures of a plan differ: spreads over its scenarios, and chances.  SPDX-License-Identifier: MIT
#include "report/futures.h"

#include <math.h>
#include <stddef.h>

#include <rampwerk/frontier.h>

#include "core/memory.h"

bool rw_futures_are_drawn(const rw_model *model, const rw_plan *plan) {
    return plan->n_scenario > 1 || model->scenarios > 0;
}

bool rw_futures_open(rw_futures *futures, const rw_model *model, const rw_plan *plan) {
    *futures = (rw_futures){.model = model, .plan = plan, .sample = rw_calloc(plan->n_scenario, sizeof(rw_weighted))};
    return futures->sample != NULL;
}

void rw_futures_close(rw_futures *futures) {
    rw_free(futures->sample);
    *futures = (rw_futures){0};
}

// Of the values in the workspace, which are sorted.  A NaN, as damage can bring it, leaves nothing to say.
static rw_spread spread_of(const rw_futures *futures) {
    const rw_idx count = futures->plan->n_scenario;
    rw_weighted *sample = futures->sample;
    double mean = 0;
    for (rw_idx w = 0; w < count; w++) {
        if (!isfinite(sample[w].value) || !(sample[w].weight >= 0)) {
            const double none = (double)NAN;
            return (rw_spread){none, none, none, none, none, none, none};
        }
        mean += sample[w].weight * sample[w].value;
    }
    rw_weighted_sort(count, sample);
    return (rw_spread){.mean = mean,
                       .p10 = rw_weighted_quantile(count, sample, 0.1),
                       .p50 = rw_weighted_quantile(count, sample, 0.5),
                       .p90 = rw_weighted_quantile(count, sample, 0.9),
                       .least = sample[0].value,
                       .most = sample[count - 1].value,
                       .tail = rw_weighted_tail(count, sample, futures->model->risk_level)};
}

static void put(const rw_futures *futures, rw_idx w, double value) {
    futures->sample[w] = (rw_weighted){.value = value, .weight = futures->plan->course[w].probability};
}

rw_spread rw_futures_cost(const rw_futures *futures) {
    for (rw_idx w = 0; w < futures->plan->n_scenario; w++) {
        put(futures, w, futures->plan->course[w].objective);
    }
    return spread_of(futures);
}

rw_spread rw_futures_stock(const rw_futures *futures, rw_idx product, rw_idx month) {
    for (rw_idx w = 0; w < futures->plan->n_scenario; w++) {
        put(futures, w, futures->plan->course[w].customer_stock[product * futures->plan->n_month + month]);
    }
    return spread_of(futures);
}

rw_spread rw_futures_short(const rw_futures *futures, rw_idx product, rw_idx month) {
    for (rw_idx w = 0; w < futures->plan->n_scenario; w++) {
        put(futures, w, futures->plan->course[w].shortfall[product * futures->plan->n_month + month]);
    }
    return spread_of(futures);
}

rw_spread rw_futures_missing(const rw_futures *futures, rw_idx customer, rw_idx month) {
    const rw_customer *c = &futures->model->customer[customer];
    for (rw_idx w = 0; w < futures->plan->n_scenario; w++) {
        const rw_course *course = &futures->plan->course[w];
        double worst = 0;
        for (rw_idx r = c->product_begin; r < c->product_end; r++) {
            const rw_idx at = r * futures->plan->n_month + month;
            const double wanted = course->customer_stock[at] + course->shortfall[at]; // the target, where it is missed
            worst = fmax(worst, course->shortfall[at] > 0 ? course->shortfall[at] / wanted : 0);
        }
        put(futures, w, worst);
    }
    return spread_of(futures);
}

bool rw_futures_is_wanted(const rw_model *model, rw_idx customer, rw_idx month) {
    for (rw_idx r = 0; r < model->n_product; r++) {
        if ((customer < 0 || model->product[r].customer == customer) && model->product[r].target[month] > 0) {
            return true;
        }
    }
    return false;
}

static bool is_met(const rw_futures *futures, rw_idx w, rw_idx customer, rw_idx month) {
    const rw_probability_target target = {.customer = customer, .item = -1, .by = month};
    return rw_target_is_met(futures->model, &target, &futures->plan->course[w]);
}

static bool is_all_met(const rw_futures *futures, rw_idx w, rw_idx month) {
    for (rw_idx c = 0; c < futures->model->n_customer; c++) {
        if (!is_met(futures, w, c, month)) {
            return false;
        }
    }
    return true;
}

double rw_futures_met(const rw_futures *futures, rw_idx customer, rw_idx month) {
    double probability = 0;
    for (rw_idx w = 0; w < futures->plan->n_scenario; w++) {
        const bool met = customer >= 0 ? is_met(futures, w, customer, month) : is_all_met(futures, w, month);
        probability += met ? futures->plan->course[w].probability : 0;
    }
    return fmin(1, probability);
}

double rw_futures_last_met(const rw_futures *futures) {
    return rw_futures_met(futures, -1, futures->plan->n_month - 1);
}

// First month from whose end on scenario w meets every target; the number of months where it never does.
static rw_idx settled_from(const rw_futures *futures, rw_idx w) {
    rw_idx month = futures->plan->n_month;
    while (month > 0 && is_all_met(futures, w, month - 1)) {
        month--;
    }
    return month;
}

double rw_futures_always_met(const rw_futures *futures) {
    double probability = 0;
    for (rw_idx w = 0; w < futures->plan->n_scenario; w++) {
        probability += settled_from(futures, w) == 0 ? futures->plan->course[w].probability : 0;
    }
    return fmin(1, probability);
}

rw_idx rw_futures_half_settled(const rw_futures *futures) {
    for (rw_idx w = 0; w < futures->plan->n_scenario; w++) {
        put(futures, w, (double)settled_from(futures, w));
    }
    const double month = spread_of(futures).p50;
    return month < (double)futures->plan->n_month ? (rw_idx)month : -1; // not where it is NaN
}

int rw_futures_percent(double probability) {
    if (!(probability >= 0)) {
        return 0;
    }
    const int shown = probability < 1 ? (int)lround(100 * probability) : 100;
    const bool is_certain = probability >= 1 - 1e-9, is_out = probability <= 1e-9; // but for the rounding of sums
    return is_certain ? 100 : is_out ? 0 : shown > 99 ? 99 : shown < 1 ? 1 : shown;
}

void rw_futures_describe(rw_text *text, const rw_model *model, const rw_plan *plan) {
    rw_text_format(text, "%lld future%s", (long long)plan->n_scenario, plan->n_scenario == 1 ? "" : "s");
    if (model->scenarios > plan->n_scenario) {
        rw_text_format(text, " that stand%s for %lld", plan->n_scenario == 1 ? "s" : "", (long long)model->scenarios);
    }
}

void rw_futures_describe_sample(rw_text *text, const rw_model *model) {
    const bool is_plain = model->sampling == RW_SAMPLING_MONTE_CARLO;
    rw_text_format(text, "%s, seed %lld", is_plain ? "plain Monte Carlo" : "Latin hypercube", (long long)model->seed);
}
