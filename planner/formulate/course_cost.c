// What a course costs, by kind and month (model.md section 5).  SPDX-License-Identifier: MIT
#include <math.h>

#include "formulate/course.h"
#include "formulate/window.h"

static void charge(const rw_course_context *c, rw_cost kind, rw_idx t, double eur) {
    c->course->cost[kind * c->model->n_month + t] += eur;
}

// Capex and fixed cost of `modules` of a line ordered in month u, which may be negative.
static void charge_order(const rw_course_context *c, rw_idx l, rw_idx u, double modules) {
    const rw_model *model = c->model;
    const double capex = rw_timing_capex(model, l) * c->scenario->capex_ratio[l];
    const rw_idx complete = rw_timing_complete(model, c->scenario, l, u);
    for (rw_idx t = u > 0 ? u : 0; t < model->n_month; t++) {
        charge(c, RW_COST_CAPEX, t, capex * rw_timing_payment(model, l, u, t) * modules);
        if (t >= complete) {
            charge(c, RW_COST_FIXED, t, model->line[l].fixed_eur_per_month * modules);
        }
    }
}

static void charge_modules(const rw_course_context *c) {
    const rw_model *model = c->model;
    const rw_idx n_month = model->n_month;
    for (rw_idx k = 0; k < model->n_pin; k++) {
        if (model->pin[k].month < 0) {
            charge_order(c, model->pin[k].line, model->pin[k].month, (double)model->pin[k].modules);
        }
    }
    for (rw_idx l = 0; l < model->n_line; l++) {
        for (rw_idx u = 0; u < n_month; u++) {
            const double modules = c->plan->module_order[l * n_month + u];
            if (modules > 0.0) {
                charge_order(c, l, u, modules);
                charge(c, RW_COST_END_VALUE, n_month - 1, -rw_timing_module_value(model, l, u) * modules);
            }
        }
    }
}

static void charge_line(const rw_course_context *c, rw_idx l, rw_idx t) {
    const rw_model *model = c->model;
    const rw_line *line = &model->line[l];
    const rw_idx at = l * model->n_month + t;
    const double modules = rw_timing_modules(c->scenario, l); // in an effective one
    const double idle = line->mothball_saving_share * modules * c->course->mothballed[at];
    charge(c, RW_COST_FIXED, t, line->fixed_eur_per_month * ((double)line->modules_existing - idle));
    charge(c, RW_COST_MOTHBALL, t,
           modules *
               (line->mothball_eur * c->course->mothball_in[at] + line->restart_eur * c->course->mothball_out[at]));
    charge(c, RW_COST_POLICY, t, line->min_run_eur * c->course->min_run_short[at]);
    for (rw_idx p = line->pattern_begin; p < line->pattern_end; p++) {
        const rw_pattern *pattern = &model->pattern[p];
        const double shifts = c->course->module_shift[(p * RW_N_VINTAGE + RW_RUN_IN) * model->n_month + t] +
                              c->course->module_shift[(p * RW_N_VINTAGE + RW_MATURE) * model->n_month + t];
        for (rw_idx k = 0; k < line->n_crew; k++) {
            const double people = pattern->crews * line->crew[k].heads * shifts;
            charge(c, RW_COST_WAGE, t, model->skill[line->crew[k].skill].wage_eur[t] * pattern->premium_share * people);
        }
    }
}

static void charge_trade(const rw_course_context *c, rw_idx t) {
    const rw_model *model = c->model;
    const rw_idx n_month = model->n_month;
    for (rw_idx o = 0; o < model->n_operation; o++) {
        const double started = c->course->start[(o * RW_N_VINTAGE + RW_RUN_IN) * n_month + t] +
                               c->course->start[(o * RW_N_VINTAGE + RW_MATURE) * n_month + t];
        charge(c, RW_COST_OPERATION, t, model->operation[o].cost_eur * started);
    }
    for (rw_idx j = 0; j < model->n_supplier; j++) {
        const double paid = c->course->purchase[j * n_month + t] + c->course->untaken[j * n_month + t];
        charge(c, RW_COST_PURCHASE, t, model->supplier[j].price_eur[t] * c->scenario->price_ratio[j] * paid);
    }
    for (rw_idx g = 0; g < model->n_option; g++) {
        charge(c, RW_COST_OPTION, t, model->option[g].fee_eur * c->plan->option_block[g * n_month + t]);
    }
    for (rw_idx i = 0; i < model->n_item; i++) {
        const double stock = c->course->stock[i * n_month + t];
        charge(c, RW_COST_HOLDING, t, model->item[i].holding_eur * stock);
        if (t == n_month - 1) {
            charge(c, RW_COST_END_VALUE, t, -model->item[i].value_eur * model->item[i].end_value_share * stock);
        }
    }
}

static void charge_people(const rw_course_context *c, rw_idx k, rw_idx t) {
    const rw_skill *skill = &c->model->skill[k];
    const rw_idx at = k * c->model->n_month + t;
    double training = 0.0;
    for (rw_idx u = t - skill->training_months + 1; u <= t; u++) {
        training += u >= 0 ? c->course->hire[k * c->model->n_month + u] : 0.0;
    }
    charge(c, RW_COST_WAGE, t, skill->wage_eur[t] * c->course->headcount[at]);
    charge(c, RW_COST_TRAINING, t, skill->wage_eur[t] * training);
    charge(c, RW_COST_OVERTIME, t, skill->wage_eur[t] * (1.0 + skill->overtime_premium) * c->course->overtime[at]);
    charge(c, RW_COST_HIRING, t, skill->hire_eur * c->course->hire[at]);
    charge(c, RW_COST_SEVERANCE, t, skill->severance_eur * c->course->layoff[at]);
    if (t == c->model->n_month - 1) {
        charge(c, RW_COST_END_VALUE, t, -skill->end_value_eur * c->course->headcount[at]);
    }
}

static double weight_of(const rw_model *model, rw_idx product) {
    return model->customer[model->product[product].customer].priority_weight;
}

static void charge_customer(const rw_course_context *c, rw_idx r, rw_idx t) {
    const rw_product *product = &c->model->product[r];
    const rw_idx at = r * c->model->n_month + t;
    const double weight = weight_of(c->model, r);
    charge(c, RW_COST_SHORTFALL, t, weight * product->shortfall_eur * c->course->shortfall[at]);
    charge(c, RW_COST_CRITICAL, t, weight * product->critical_eur * c->course->critical[at]);
    charge(c, RW_COST_UNMET, t, weight * product->unmet_eur * c->course->unmet[at]);
    if (t == c->model->n_month - 1) {
        const double held = fmin(c->course->customer_stock[at], product->target[t] * c->scenario->target_ratio[r]);
        charge(c, RW_COST_END_VALUE, t, -product->end_value_eur * held);
    }
}

// Balances that end with month t, and surge capacity.
static void charge_policies(const rw_course_context *c, rw_idx t) {
    const rw_model *model = c->model;
    for (rw_idx k = 0; k < model->n_content_rule; k++) {
        const rw_idx y = rw_window_ending(model, rw_window_content(model, k), t);
        const double missing = y >= 0 ? c->course->content_short[k * model->n_year + y] : 0.0;
        charge(c, RW_COST_POLICY, t, model->content_rule[k].price_eur * missing);
    }
    for (rw_idx k = 0; k < model->n_supply_rule; k++) {
        const rw_idx y = rw_window_ending(model, rw_window_supply(model, k), t);
        const double missing = y >= 0 ? c->course->supply_short[k * model->n_year + y] : 0.0;
        charge(c, RW_COST_POLICY, t, model->supply_rule[k].price_eur * missing);
    }
    for (rw_idx k = 0; k < model->n_transfer_rule; k++) {
        const rw_idx y = rw_window_ending(model, rw_window_transfer(model, k), t);
        const double missing = y >= 0 ? c->course->transfer_short[k * model->n_year + y] : 0.0;
        charge(c, RW_COST_POLICY, t, model->transfer_rule[k].price_eur * missing);
    }
    for (rw_idx s = 0; s < model->n_surge_rule; s++) {
        for (rw_idx l = 0; l < model->n_line; l++) {
            charge(c, RW_COST_POLICY, t,
                   model->surge_rule[s].price_eur *
                       c->course->surge_short[(s * model->n_line + l) * model->n_month + t]);
        }
    }
}

static bool is_spending(rw_cost kind) {
    return kind != RW_COST_SHORTFALL && kind != RW_COST_CRITICAL && kind != RW_COST_UNMET && kind != RW_COST_POLICY &&
           kind != RW_COST_END_VALUE;
}

// (29) for cash budget b and the calendar year that ends with month t.
static void charge_overrun(const rw_course_context *c, rw_idx b, rw_idx t) {
    const rw_model *model = c->model;
    const rw_idx y = rw_window_ending(model, rw_window_budget(model), t);
    rw_idx begin = 0;
    rw_idx end = 0;
    double spent = 0.0;
    if (y < 0 || !rw_window_balance(model, rw_window_budget(model), y, &begin, &end)) {
        return;
    }
    for (rw_idx kind = 0; kind < RW_N_COST; kind++) {
        for (rw_idx u = begin; is_spending((rw_cost)kind) && u < end; u++) {
            spent += c->course->cost[kind * model->n_month + u];
        }
    }
    const double overrun = fmax(0.0, spent - model->budget[b].limit_eur[y]);
    c->course->budget_overrun[b * model->n_year + y] = overrun;
    charge(c, RW_COST_POLICY, t, model->budget[b].overrun_eur * overrun);
}

void rw_course_charge(const rw_course_context *c) {
    const rw_model *model = c->model;
    charge_modules(c);
    for (rw_idx t = 0; t < model->n_month; t++) {
        for (rw_idx l = 0; l < model->n_line; l++) {
            charge_line(c, l, t);
        }
        charge_trade(c, t);
        for (rw_idx k = 0; k < model->n_skill; k++) {
            charge_people(c, k, t);
        }
        for (rw_idx r = 0; r < model->n_product; r++) {
            charge_customer(c, r, t);
        }
        charge_policies(c, t);
    }
    for (rw_idx t = 0; t < model->n_month; t++) {
        for (rw_idx b = 0; b < model->n_budget; b++) {
            if (model->budget[b].scope == RW_BUDGET_CASH) {
                charge_overrun(c, b, t);
            }
        }
    }
    c->course->objective = 0.0;
    for (rw_idx kind = 0; kind < RW_N_COST; kind++) {
        const bool shortfall = kind == RW_COST_SHORTFALL || kind == RW_COST_CRITICAL || kind == RW_COST_UNMET;
        for (rw_idx t = 0; t < model->n_month && !(shortfall && model->objective == RW_OBJECTIVE_LEXICOGRAPHIC); t++) {
            c->course->objective += c->discount[t] * c->course->cost[kind * model->n_month + t];
        }
    }
}

double rw_course_shortfall(const rw_course_context *c) {
    const rw_idx n_month = c->model->n_month;
    double shortfall = 0.0;
    for (rw_idx r = 0; r < c->model->n_product; r++) {
        for (rw_idx t = 0; t < n_month; t++) {
            const rw_idx at = r * n_month + t;
            const double unmet = rw_timing_unmet_count(c->model, t) * c->course->unmet[at];
            shortfall += weight_of(c->model, r) * (c->course->shortfall[at] + c->course->critical[at] + unmet);
        }
    }
    return shortfall;
}
