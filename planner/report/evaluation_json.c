// How a plan fares in fresh futures, as JSON and as CSV.  SPDX-License-Identifier: MIT
#include <stddef.h>

#include "report/evaluation.h"
#include "report/json.h"

static void write_month(rw_json *json, const char *key, const rw_model *model, rw_idx month) {
    char buffer[16];
    rw_month_text(buffer, model->start_year, model->start_month, month);
    rw_json_string(json, key, buffer);
}

static void write_interval(rw_json *json, const char *key, rw_interval interval) {
    rw_json_array(json, key);
    rw_json_number(json, NULL, interval.low);
    rw_json_number(json, NULL, interval.high);
    rw_json_close(json);
}

// {"mean": ..., "interval": [..., ...]}
static void write_estimate(rw_json *json, const char *key, rw_estimate estimate) {
    rw_json_object(json, key);
    rw_json_number(json, "mean", estimate.mean);
    write_interval(json, "interval", estimate.interval);
    rw_json_close(json);
}

static void write_numbers(rw_json *json, const char *key, const double number[RW_N_QUANTILE]) {
    rw_json_array(json, key);
    for (int q = 0; q < RW_N_QUANTILE; q++) {
        rw_json_number(json, NULL, number[q]);
    }
    rw_json_close(json);
}

static void write_plan(rw_json *json, const rw_run *run) {
    rw_json_object(json, "plan");
    rw_json_number(json, "objective", run->objective);
    rw_json_number(json, "bound", run->bound);
    rw_json_integer(json, "scenarios", run->plan->n_scenario);
    rw_json_close(json);
}

static void write_head(rw_json *json, const rw_evaluation_view *view) {
    const rw_model *model = view->model;
    const rw_outlook *outlook = view->outlook;
    const bool is_lexicographic = model->objective == RW_OBJECTIVE_LEXICOGRAPHIC;
    const bool is_strata = outlook->sample.sampling == RW_SAMPLING_LATIN_HYPERCUBE;
    rw_json_string(json, "schema", "rampwerk-evaluation-1");
    rw_json_string(json, "version", RW_VERSION);
    rw_json_string(json, "name", model->name);
    rw_json_string(json, "title", model->title);
    rw_json_string(json, "file", view->path);
    rw_json_string(json, "status", view->outcome);
    rw_json_string(json, "objective_kind", is_lexicographic ? "lexicographic" : "cost");
    rw_json_integer(json, "scenarios_asked", outlook->sample.n_sample);
    rw_json_integer(json, "scenarios", outlook->n_scenario);
    rw_json_integer(json, "seed", (rw_idx)outlook->sample.seed);
    rw_json_string(json, "sampling", is_strata ? "lhs" : "mc");
    rw_json_boolean(json, "in_sample", outlook->is_in_sample);
    rw_json_number(json, "confidence", outlook->confidence);
    rw_json_number(json, "gap_asked", view->solve_gap);
    rw_json_integer(json, "threads", view->threads);
    rw_json_number(json, "seconds", outlook->seconds);
    rw_json_integer(json, "price_year", model->price_year);
    write_numbers(json, "quantile_shares", rw_quantile_share);
    write_plan(json, view->run);
}

static void write_cost(rw_json *json, const rw_cost_outlook *cost) {
    rw_json_object(json, "cost_eur");
    rw_json_number(json, "mean", cost->mean.mean);
    write_interval(json, "interval", cost->mean.interval);
    rw_json_number(json, "deviation", cost->deviation);
    rw_json_number(json, "least", cost->least);
    write_numbers(json, "quantiles", cost->quantile);
    rw_json_number(json, "worst", cost->worst);
    rw_json_number(json, "cvar_level", cost->cvar_level);
    rw_json_number(json, "cvar", cost->cvar);
    rw_json_close(json);
}

static void write_dates(rw_json *json, const rw_evaluation_view *view) {
    const rw_model *model = view->model;
    rw_json_array(json, "targets");
    for (rw_idx d = 0; d < view->outlook->n_date; d++) {
        const rw_date_outlook *date = &view->outlook->date[d];
        const rw_product *product = &model->product[date->product];
        rw_json_object(json, NULL);
        rw_json_string(json, "customer", model->customer[product->customer].name);
        rw_json_string(json, "item", model->item[product->item].name);
        write_month(json, "month", model, date->month);
        rw_json_number(json, "target", date->target);
        rw_json_integer(json, "met", date->n_met);
        rw_json_number(json, "probability", date->probability);
        write_interval(json, "interval", date->interval);
        rw_json_number(json, "stock_mean", date->stock_mean);
        write_numbers(json, "stock", date->stock);
        rw_json_number(json, "shortfall_mean", date->shortfall_mean);
        write_numbers(json, "shortfall", date->shortfall);
        rw_json_close(json);
    }
    rw_json_close(json);
}

static void write_promises(rw_json *json, const rw_evaluation_view *view) {
    const rw_model *model = view->model;
    rw_json_array(json, "probability_targets");
    for (rw_idx k = 0; k < view->outlook->n_promise; k++) {
        const rw_promise_outlook *promise = &view->outlook->promise[k];
        const rw_probability_target *target = &model->probability_target[promise->target];
        rw_json_object(json, NULL);
        rw_json_string(json, "name", target->name);
        rw_json_string(json, "customer", model->customer[target->customer].name);
        rw_json_string(json, "item", target->item >= 0 ? model->item[target->item].name : NULL);
        write_month(json, "by", model, target->by);
        rw_json_number(json, "share", target->share);
        rw_json_integer(json, "met", promise->n_met);
        rw_json_number(json, "probability", promise->probability);
        write_interval(json, "interval", promise->interval);
        rw_json_close(json);
    }
    rw_json_close(json);
}

static void write_gap(rw_json *json, const rw_gap_outlook *gap) {
    rw_json_object(json, "optimality_gap");
    rw_json_integer(json, "samples", gap->n_sample);
    rw_json_integer(json, "sample_size", gap->sample_size);
    rw_json_number(json, "mean_eur", gap->mean);
    rw_json_number(json, "deviation_eur", gap->deviation);
    rw_json_number(json, "upper_eur", gap->upper);
    rw_json_number(json, "plan_eur", gap->plan);
    rw_json_number(json, "bound_eur", gap->bound);
    rw_json_number(json, "bound_low_eur", gap->bound_low);
    rw_json_close(json);
}

static void write_mean_plan(rw_json *json, const rw_mean_plan_outlook *mean) {
    rw_json_object(json, "mean_plan");
    rw_json_number(json, "objective", mean->objective);
    rw_json_number(json, "gap", mean->gap);
    write_estimate(json, "cost_eur", mean->cost);
    write_estimate(json, "saving_eur", mean->saving);
    write_interval(json, "vss_eur", mean->value);
    rw_json_close(json);
}

static void write_foresight(rw_json *json, const rw_foresight_outlook *foresight) {
    rw_json_object(json, "foresight");
    rw_json_integer(json, "scenarios", foresight->n_scenario);
    write_estimate(json, "cost_eur", foresight->cost);
    write_estimate(json, "bound_eur", foresight->bound);
    write_estimate(json, "regret_eur", foresight->regret);
    write_interval(json, "evpi_eur", foresight->value);
    rw_json_close(json);
}

void rw_evaluation_json(rw_text *text, const rw_evaluation_view *view) {
    const rw_outlook *outlook = view->outlook;
    rw_json json = {.text = text};
    rw_json_object(&json, NULL);
    write_head(&json, view);
    if (outlook->n_scenario > 0) {
        write_cost(&json, &outlook->cost);
        write_dates(&json, view);
        write_promises(&json, view);
    }
    if (outlook->gap.n_sample > 0) {
        write_gap(&json, &outlook->gap);
    }
    if (outlook->mean_plan.has_plan) {
        write_mean_plan(&json, &outlook->mean_plan);
    }
    if (outlook->foresight.n_scenario > 0) {
        write_foresight(&json, &outlook->foresight);
    }
    rw_json_close(&json);
}

static void add_columns(rw_text *text, const char *name) {
    rw_text_format(text, ",%s_mean", name);
    for (int q = 0; q < RW_N_QUANTILE; q++) {
        rw_text_format(text, ",%s_%02.0f", name, 100.0 * rw_quantile_share[q]);
    }
}

static void add_numbers(rw_text *text, double mean, const double number[RW_N_QUANTILE]) {
    rw_text_format(text, ",%.17g", mean);
    for (int q = 0; q < RW_N_QUANTILE; q++) {
        rw_text_format(text, ",%.17g", number[q]);
    }
}

void rw_evaluation_csv(rw_text *text, const rw_evaluation_view *view) {
    const rw_model *model = view->model;
    rw_text_add(text, "customer,item,month,target,scenarios,met,probability,probability_low,probability_high");
    add_columns(text, "stock");
    add_columns(text, "shortfall");
    rw_text_add(text, "\n");
    for (rw_idx d = 0; d < view->outlook->n_date; d++) {
        const rw_date_outlook *date = &view->outlook->date[d];
        const rw_product *product = &model->product[date->product];
        char month[16];
        rw_month_text(month, model->start_year, model->start_month, date->month);
        rw_text_format(text, "%s,%s,%s,%.17g,%lld,%lld,%.17g,%.17g,%.17g", model->customer[product->customer].name,
                       model->item[product->item].name, month, date->target, (long long)view->outlook->n_scenario,
                       (long long)date->n_met, date->probability, date->interval.low, date->interval.high);
        add_numbers(text, date->stock_mean, date->stock);
        add_numbers(text, date->shortfall_mean, date->shortfall);
        rw_text_add(text, "\n");
    }
}
