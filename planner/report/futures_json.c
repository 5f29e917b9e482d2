// How the futures of a plan differ, as JSON.  SPDX-License-Identifier: MIT
#include <math.h>
#include <stddef.h>

#include "report/futures.h"

static void write_spread(rw_json *json, const char *key, const rw_spread *spread) {
    rw_json_object(json, key);
    rw_json_number(json, "mean", spread->mean);
    rw_json_number(json, "p10", spread->p10);
    rw_json_number(json, "p50", spread->p50);
    rw_json_number(json, "p90", spread->p90);
    rw_json_number(json, "least", spread->least);
    rw_json_number(json, "most", spread->most);
    rw_json_close(json);
}

static bool is_year_end(const rw_model *model, rw_idx month) {
    return month == model->n_month - 1 || rw_model_year(model, month + 1) > rw_model_year(model, month);
}

static void write_month(rw_json *json, const rw_model *model, rw_idx month) {
    char buffer[16];
    rw_month_text(buffer, model->start_year, model->start_month, month);
    rw_json_string(json, "month", buffer);
}

static void write_customer(rw_json *json, const rw_futures *futures, rw_idx customer) {
    const rw_model *model = futures->model;
    rw_json_object(json, NULL);
    rw_json_string(json, "customer", model->customer[customer].name);
    rw_json_array(json, "year_ends");
    for (rw_idx t = 0; t < model->n_month; t++) {
        if (is_year_end(model, t) && rw_futures_is_wanted(model, customer, t)) {
            const rw_spread missing = rw_futures_missing(futures, customer, t);
            rw_json_object(json, NULL);
            write_month(json, model, t);
            rw_json_number(json, "probability_met", rw_futures_met(futures, customer, t));
            write_spread(json, "missing_share", &missing);
            rw_json_close(json);
        }
    }
    rw_json_close(json);
    rw_json_close(json);
}

static void write_product(rw_json *json, const rw_futures *futures, rw_idx product) {
    const rw_model *model = futures->model;
    rw_json_object(json, NULL);
    rw_json_string(json, "customer", model->customer[model->product[product].customer].name);
    rw_json_string(json, "item", model->item[model->product[product].item].name);
    rw_json_array(json, "year_ends");
    for (rw_idx t = 0; t < model->n_month; t++) {
        if (is_year_end(model, t)) {
            const rw_spread stock = rw_futures_stock(futures, product, t);
            const rw_spread shortfall = rw_futures_short(futures, product, t);
            rw_json_object(json, NULL);
            write_month(json, model, t);
            write_spread(json, "stock", &stock);
            write_spread(json, "shortfall", &shortfall);
            rw_json_close(json);
        }
    }
    rw_json_close(json);
    rw_json_close(json);
}

static void write_sample(rw_json *json, const rw_model *model) {
    if (model->scenarios > 0) {
        rw_json_integer(json, "sample_size", model->scenarios);
        rw_json_integer(json, "seed", model->seed);
        rw_json_string(json, "sampling", model->sampling == RW_SAMPLING_MONTE_CARLO ? "mc" : "lhs");
    }
}

void rw_futures_json(rw_json *json, const rw_model *model, const rw_plan *plan) {
    rw_futures futures;
    if (!rw_futures_are_drawn(model, plan)) {
        rw_json_string(json, "futures", NULL);
        return;
    }
    if (!rw_futures_open(&futures, model, plan)) {
        json->text->failed = true;
        return;
    }
    const rw_spread cost = rw_futures_cost(&futures);
    rw_json_object(json, "futures");
    rw_json_integer(json, "scenarios", plan->n_scenario);
    write_sample(json, model);
    write_spread(json, "objective", &cost);
    rw_json_number(json, "cvar", cost.tail);
    rw_json_number(json, "cvar_level", model->risk_level);
    rw_json_number(json, "cvar_weight", model->risk_weight);
    rw_json_number(json, "probability_all_met_at_end", rw_futures_last_met(&futures));
    rw_json_number(json, "probability_always_met", rw_futures_always_met(&futures));
    rw_json_array(json, "customers");
    for (rw_idx c = 0; c < model->n_customer; c++) {
        write_customer(json, &futures, c);
    }
    rw_json_close(json);
    rw_json_array(json, "products");
    for (rw_idx r = 0; r < model->n_product; r++) {
        write_product(json, &futures, r);
    }
    rw_json_close(json);
    rw_json_close(json);
    rw_futures_close(&futures);
}
