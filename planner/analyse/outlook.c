// How a fixed plan fares in futures it was not made for.  SPDX-License-Identifier: MIT
#include <math.h>

#include "analyse/dates.h"
#include "analyse/statistics.h"
#include "analyse/harvest.h"
#include "analyse/value.h"
#include "core/clock.h"
#include "core/memory.h"

void rw_outlook_defaults(rw_outlook_options *options) {
    *options = (rw_outlook_options){.seed = 1,
                                    .sampling = RW_SAMPLING_MONTE_CARLO,
                                    .n_scenario = 1000,
                                    .confidence = 0.95,
                                    .cvar_level = 0.9,
                                    .solve_gap = 1e-3,
                                    .time_limit = INFINITY,
                                    .threads = 1};
}

void rw_outlook_clear(rw_outlook *outlook) {
    rw_free(outlook->date);
    rw_free(outlook->promise);
    *outlook = (rw_outlook){0};
}

static rw_status check_options(const rw_model *model, const rw_outlook_options *options, rw_error *error) {
    const bool solves = options->with_mean_plan || options->n_foresight > 0 || options->n_gap_sample > 0;
    if (options->n_scenario < 1 || options->n_foresight < 0 || options->n_gap_sample < 0 || options->threads < 1 ||
        !(options->confidence > 0.0 && options->confidence < 1.0) ||
        !(options->cvar_level >= 0.0 && options->cvar_level < 1.0)) {
        return rw_error_set(error, RW_ARGUMENT, "an option of an outlook is out of range");
    }
    if (options->n_gap_sample == 1 || (options->n_gap_sample > 0 && options->gap_size < 1)) {
        return rw_error_set(error, RW_ARGUMENT,
                            "the optimality gap wants at least 2 samples of at least 1 scenario, got %lld of %lld",
                            (long long)options->n_gap_sample, (long long)options->gap_size);
    }
    if (options->n_foresight > options->n_scenario) {
        return rw_error_set(error, RW_ARGUMENT, "foresight in %lld scenarios, more than the %lld of the sample",
                            (long long)options->n_foresight, (long long)options->n_scenario);
    }
    if (solves && model->objective == RW_OBJECTIVE_LEXICOGRAPHIC) {
        return rw_error_set(error, RW_UNSUPPORTED,
                            "objective \"lexicographic\": what is best on average over scenarios is not defined, so "
                            "neither are the value of scenarios, of foresight, nor the optimality gap");
    }
    return RW_OK;
}

static rw_status init_harvest(rw_harvest *harvest, rw_outlook *outlook, rw_error *error) {
    const rw_idx n = harvest->options->n_scenario;
    outlook->date = rw_date_list(harvest->model, &outlook->n_date);
    outlook->n_promise = harvest->model->n_probability_target;
    outlook->promise = rw_calloc(outlook->n_promise, sizeof *outlook->promise);
    harvest->n_date = outlook->n_date;
    harvest->date = outlook->date;
    harvest->cost = rw_calloc(n, sizeof *harvest->cost);
    harvest->stock = rw_calloc(n, (size_t)outlook->n_date * sizeof *harvest->stock);
    harvest->shortfall = rw_calloc(n, (size_t)outlook->n_date * sizeof *harvest->shortfall);
    if (outlook->date == NULL || outlook->promise == NULL || harvest->cost == NULL || harvest->stock == NULL ||
        harvest->shortfall == NULL) {
        return rw_error_set(error, RW_NO_MEMORY, "out of memory for %lld scenarios of %lld target dates", (long long)n,
                            (long long)outlook->n_date);
    }
    return RW_OK;
}

static void clear_harvest(rw_harvest *harvest) {
    rw_free(harvest->cost);
    rw_free(harvest->stock);
    rw_free(harvest->shortfall);
}

// The entries of scenarios that were worked out; returns how many.
static rw_idx pick(const rw_harvest *harvest, const double *value, double *picked) {
    rw_idx count = 0;
    for (rw_idx w = 0; w < harvest->options->n_scenario; w++) {
        if (!isnan(harvest->cost[w])) {
            picked[count++] = value[w];
        }
    }
    return count;
}

static void sum_up_cost(const rw_harvest *harvest, rw_idx count, double *value, rw_cost_outlook *cost) {
    *cost = (rw_cost_outlook){.mean = rw_estimate_of(count, value, harvest->options->confidence),
                              .deviation = rw_moments_of(count, value).deviation,
                              .cvar_level = harvest->options->cvar_level};
    rw_sample_sort(count, value);
    cost->least = value[0];
    cost->worst = value[count - 1];
    rw_sample_quantiles(count, value, cost->quantile);
    cost->cvar = rw_sample_tail(count, value, cost->cvar_level);
}

static void sum_up_date(const rw_harvest *harvest, rw_idx d, double *work, rw_date_outlook *date) {
    const rw_idx n_all = harvest->options->n_scenario;
    rw_idx count = pick(harvest, &harvest->stock[d * n_all], work);
    date->stock_mean = rw_moments_of(count, work).mean;
    rw_sample_sort(count, work);
    rw_sample_quantiles(count, work, date->stock);
    count = pick(harvest, &harvest->shortfall[d * n_all], work);
    date->shortfall_mean = rw_moments_of(count, work).mean;
    for (rw_idx w = 0; w < count; w++) {
        date->n_met += work[w] == 0.0 ? 1 : 0;
    }
    rw_sample_sort(count, work);
    rw_sample_quantiles(count, work, date->shortfall);
    date->probability = (double)date->n_met / (double)count;
    date->interval = rw_wilson_interval(date->n_met, count, harvest->options->confidence);
}

static bool is_kept(const rw_harvest *harvest, const rw_probability_target *target, rw_idx w) {
    for (rw_idx d = 0; d < harvest->n_date; d++) {
        const rw_date_outlook *date = &harvest->date[d];
        if (date->month == target->by && rw_date_promised(target, &harvest->model->product[date->product]) &&
            harvest->shortfall[d * harvest->options->n_scenario + w] > 0.0) {
            return false;
        }
    }
    return true;
}

static void sum_up_promise(const rw_harvest *harvest, rw_idx k, rw_idx count, rw_promise_outlook *promise) {
    promise->target = k;
    for (rw_idx w = 0; w < harvest->options->n_scenario; w++) {
        const bool is_done = !isnan(harvest->cost[w]);
        promise->n_met += is_done && is_kept(harvest, &harvest->model->probability_target[k], w) ? 1 : 0;
    }
    promise->probability = (double)promise->n_met / (double)count;
    promise->interval = rw_wilson_interval(promise->n_met, count, harvest->options->confidence);
}

static rw_status sum_up(const rw_harvest *harvest, rw_outlook *outlook, rw_error *error) {
    double *work = rw_calloc(harvest->options->n_scenario, sizeof *work);
    if (work == NULL) {
        return rw_error_set(error, RW_NO_MEMORY, "out of memory for figures of scenarios");
    }
    const rw_idx count = pick(harvest, harvest->cost, work);
    outlook->n_scenario = count;
    if (count > 0) {
        sum_up_cost(harvest, count, work, &outlook->cost);
        for (rw_idx d = 0; d < outlook->n_date; d++) {
            sum_up_date(harvest, d, work, &outlook->date[d]);
        }
        for (rw_idx k = 0; k < outlook->n_promise; k++) {
            sum_up_promise(harvest, k, count, &outlook->promise[k]);
        }
    }
    outlook->is_partial = count < harvest->options->n_scenario;
    rw_free(work);
    return RW_OK;
}

rw_status rw_outlook_make(const rw_model *model, const rw_plan *plan, const rw_outlook_options *options,
                          rw_outlook *outlook, rw_error *error) {
    rw_status status = RW_OK;
    const double begun = rw_clock_seconds();
    rw_harvest harvest = {
        .model = model,
        .options = options,
        .fare = {.model = model, .plan = plan, .threads = options->threads, .deadline = begun + options->time_limit},
        .begun = begun};
    *outlook = (rw_outlook){.confidence = options->confidence};
    RW_TRY(check_options(model, options, error));
    outlook->sample = rw_harvest_draw(&harvest, 0, options->n_scenario);
    outlook->is_in_sample = model->scenarios > 0 && (uint64_t)model->seed == options->seed;
    RW_TRY(init_harvest(&harvest, outlook, error));
    RW_TRY(rw_harvest_make(&harvest, error));
    RW_TRY(sum_up(&harvest, outlook, error));
    if (!outlook->is_partial && options->n_gap_sample > 0) {
        RW_TRY(rw_value_gap(&harvest, outlook, error));
    }
    if (!outlook->is_partial && options->with_mean_plan) {
        RW_TRY(rw_value_mean_plan(&harvest, outlook, error));
    }
    if (!outlook->is_partial && options->n_foresight > 0) {
        RW_TRY(rw_value_foresight(&harvest, outlook, error));
    }
    outlook->seconds = rw_clock_seconds() - begun;
done:
    clear_harvest(&harvest);
    return status;
}
