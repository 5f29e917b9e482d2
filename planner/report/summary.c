// A run as JSON.  SPDX-License-Identifier: MIT
#include "report/summary.h"

#include <math.h>
#include <stddef.h>

#include "report/answer.h"
#include "report/futures.h"
#include "report/frontier.h"
#include "report/json.h"

static void write_month(rw_json *json, const char *key, const rw_model *model, rw_idx month) {
    char buffer[16];
    rw_month_text(buffer, model->start_year, model->start_month, month);
    rw_json_string(json, key, buffer);
}

// As write_month; null for month -1.
static void write_month_if(rw_json *json, const char *key, const rw_model *model, rw_idx month) {
    if (month < 0) {
        rw_json_string(json, key, NULL);
    } else {
        write_month(json, key, model, month);
    }
}

// [{"month": "2027-01", <count>: 2}, ...] of the positive entries of path.
static void write_dates(rw_json *json, const char *key, const char *count, const rw_model *model, const double *path) {
    rw_json_array(json, key);
    for (rw_idx t = 0; t < model->n_month; t++) {
        rw_idx number = rw_answer_count(path[t]);
        if (number > 0) {
            rw_json_object(json, NULL);
            write_month(json, "month", model, t);
            rw_json_integer(json, count, number);
            rw_json_close(json);
        }
    }
    rw_json_close(json);
}

static void write_lines(rw_json *json, const rw_model *model, const rw_run *run) {
    const rw_plan *plan = run->plan;
    rw_json_array(json, "lines");
    for (rw_idx l = 0; l < model->n_line; l++) {
        rw_line_answer answer = rw_answer_line(model, run->scenarios, plan, l);
        rw_json_object(json, NULL);
        rw_json_string(json, "name", model->line[l].name);
        rw_json_string(json, "title", model->line[l].title);
        rw_json_integer(json, "modules_existing", answer.n_existing);
        rw_json_integer(json, "modules_on_order", answer.n_past);
        rw_json_integer(json, "modules_ordered", answer.n_new);
        write_dates(json, "orders", "modules", model, plan->module_order + l * plan->n_month);
        write_month_if(json, "first_output", model, answer.n_new + answer.n_past > 0 ? answer.first_output : -1);
        rw_json_number(json, "capex_eur", answer.capex_eur);
        rw_json_close(json);
    }
    rw_json_close(json);
    rw_json_array(json, "options");
    for (rw_idx g = 0; g < model->n_option; g++) {
        rw_json_object(json, NULL);
        rw_json_string(json, "name", model->option[g].name);
        rw_json_string(json, "supplier", model->supplier[model->option[g].supplier].name);
        write_dates(json, "exercised", "blocks", model, plan->option_block + g * plan->n_month);
        rw_json_close(json);
    }
    rw_json_close(json);
}

static bool is_year_end(const rw_model *model, rw_idx month) {
    return month == model->n_month - 1 || rw_model_year(model, month + 1) > rw_model_year(model, month);
}

static void write_products(rw_json *json, const rw_model *model, const rw_plan *plan) {
    rw_json_array(json, "products");
    for (rw_idx r = 0; r < model->n_product; r++) {
        const rw_product *product = &model->product[r];
        rw_product_answer answer = rw_answer_product(model, plan, r);
        rw_json_object(json, NULL);
        rw_json_string(json, "customer", model->customer[product->customer].name);
        rw_json_string(json, "item", model->item[product->item].name);
        rw_json_integer(json, "months_short", answer.n_short);
        write_month_if(json, "first_short", model, answer.first_short);
        write_month_if(json, "last_short", model, answer.last_short);
        rw_json_number(json, "worst_shortfall", answer.worst);
        write_month_if(json, "worst_month", model, answer.worst_month);
        rw_json_integer(json, "months_critical", answer.n_critical);
        rw_json_number(json, "unmet", answer.unmet);
        rw_json_number(json, "delivered", answer.delivered);
        rw_json_array(json, "year_ends");
        for (rw_idx t = 0; t < plan->n_month; t++) {
            if (is_year_end(model, t)) {
                rw_json_object(json, NULL);
                write_month(json, "month", model, t);
                rw_json_number(json, "stock", RW_EXPECTED(plan, customer_stock, r * plan->n_month + t));
                rw_json_number(json, "target", product->target[t]);
                rw_json_close(json);
            }
        }
        rw_json_close(json);
        rw_json_close(json);
    }
    rw_json_close(json);
}

static void write_suppliers(rw_json *json, const rw_model *model, const rw_run *run) {
    static const char *const origin[] = {"DE", "EU", "KR", "OTHER"};
    rw_json_array(json, "suppliers");
    for (rw_idx j = 0; j < model->n_supplier; j++) {
        rw_supplier_answer answer = rw_answer_supplier(model, run->scenarios, run->plan, j);
        rw_json_object(json, NULL);
        rw_json_string(json, "name", model->supplier[j].name);
        rw_json_string(json, "item", model->item[model->supplier[j].item].name);
        rw_json_string(json, "origin", origin[model->supplier[j].origin]);
        rw_json_number(json, "units", answer.units);
        rw_json_number(json, "untaken", answer.untaken);
        rw_json_number(json, "eur", answer.eur);
        write_month_if(json, "first", model, answer.first);
        write_month_if(json, "last", model, answer.last);
        rw_json_close(json);
    }
    rw_json_close(json);
}

static void write_people(rw_json *json, const rw_model *model, const rw_plan *plan) {
    rw_json_array(json, "people");
    for (rw_idx k = -1; k < model->n_skill; k++) {
        rw_people_answer answer = rw_answer_people(model, plan, k);
        rw_json_object(json, NULL);
        rw_json_string(json, "skill", k < 0 ? NULL : model->skill[k].name); // null: all together
        rw_json_number(json, "opening", answer.opening);
        rw_json_number(json, "peak", answer.peak);
        write_month_if(json, "peak_month", model, answer.peak_month);
        rw_json_number(json, "last", answer.last);
        rw_json_number(json, "hired", answer.hired);
        rw_json_number(json, "laid_off", answer.laid_off);
        rw_json_close(json);
    }
    rw_json_close(json);
}

static void write_policies(rw_json *json, const rw_model *model, const rw_plan *plan) {
    rw_json_array(json, "policies");
    for (rw_idx k = 0; k < rw_answer_n_policy(model); k++) {
        rw_policy_answer answer = rw_answer_policy(model, plan, k);
        rw_json_object(json, NULL);
        rw_json_string(json, "kind", answer.kind);
        rw_json_string(json, "name", answer.name);
        rw_json_number(json, "missing", answer.missing);
        rw_json_string(json, "unit", answer.unit);
        rw_json_integer(json, "balances_missed", answer.n_missed);
        rw_json_close(json);
    }
    rw_json_close(json);
}

static void write_limits(rw_json *json, const rw_model *model, const rw_plan *plan) {
    enum { MOST = 10 };
    rw_bottleneck list[MOST];
    rw_idx count = rw_answer_bottlenecks(model, plan, list, MOST);
    rw_json_array(json, "held_back_by");
    for (rw_idx k = 0; k < count; k++) {
        rw_json_object(json, NULL);
        rw_json_string(json, "kind", list[k].kind);
        rw_json_string(json, "name", list[k].name);
        rw_json_number(json, "one_more_saves_eur", list[k].worth_eur);
        rw_json_number(json, "rent_eur", list[k].rent_eur);
        rw_json_integer(json, "months", list[k].n_month);
        write_month_if(json, "first", model, list[k].first);
        write_month_if(json, "last", model, list[k].last);
        rw_json_close(json);
    }
    rw_json_close(json);
}

static void write_costs(rw_json *json, const rw_model *model, const rw_plan *plan) {
    rw_json_object(json, "cost_eur"); // expected, discounted
    for (int kind = 0; kind < RW_N_COST; kind++) {
        rw_json_number(json, rw_cost_name((rw_cost)kind), rw_answer_cost(model, plan, (rw_cost)kind));
    }
    rw_json_close(json);
}

static void write_verdict(rw_json *json, const rw_verdict *verdict) {
    rw_json_object(json, "verification");
    rw_json_boolean(json, "passed", verdict->ok);
    rw_json_object(json, "worst");
    for (int kind = 0; kind < RW_N_VIOLATION; kind++) {
        rw_json_number(json, rw_violation_name((rw_violation)kind), verdict->finding[kind].worst);
    }
    rw_json_close(json);
    rw_json_close(json);
}

static void write_head(rw_json *json, const rw_model *model, const rw_run *run, const char *path) {
    bool is_lexicographic = model->objective == RW_OBJECTIVE_LEXICOGRAPHIC;
    rw_json_string(json, "schema", "rampwerk-plan-1");
    rw_json_string(json, "version", run->version);
    rw_json_string(json, "name", model->name);
    rw_json_string(json, "title", model->title);
    rw_json_string(json, "status", rw_outcome_text(run->outcome));
    rw_json_string(json, "objective_kind", is_lexicographic ? "lexicographic" : "cost");
    rw_json_number(json, "objective", run->plan != NULL ? run->objective : (double)NAN);
    rw_json_number(json, "bound", run->bound);
    rw_json_number(json, "gap", run->plan != NULL ? run->gap : (double)NAN);
    rw_json_number(json, "gap_asked", run->gap_asked);
    rw_json_number(json, "seconds", run->seconds);
    rw_json_integer(json, "scenarios", run->plan != NULL ? run->plan->n_scenario : 1);
    rw_json_integer(json, "threads", run->threads);
    rw_json_integer(json, "nodes", run->n_node);
    rw_json_integer(json, "lps", run->n_lp);
    rw_json_integer(json, "pivots", run->n_pivot);
    write_month(json, "start", model, 0);
    rw_json_integer(json, "months", model->n_month);
    rw_json_integer(json, "price_year", model->price_year);
    rw_json_string(json, "file", path);
}

void rw_summary_write(rw_text *text, const rw_model *model, const rw_run *run, const char *path,
                      const rw_assurance *assurance) {
    rw_json json = {.text = text};
    rw_json_object(&json, NULL);
    write_head(&json, model, run, path);
    if (run->plan != NULL) {
        rw_json_number(&json, "weighted_shortfall", run->plan->shortfall);
        write_verdict(&json, &run->verdict);
        write_costs(&json, model, run->plan);
        write_lines(&json, model, run);
        write_products(&json, model, run->plan);
        write_suppliers(&json, model, run);
        write_people(&json, model, run->plan);
        write_policies(&json, model, run->plan);
        rw_futures_json(&json, model, run->plan);
        rw_frontier_targets_json(&json, model, run->plan);
        if (assurance != NULL) {
            rw_assurance_json(&json, model, assurance);
        }
        write_limits(&json, model, run->plan);
    }
    rw_json_close(&json);
}
