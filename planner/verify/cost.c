// Money: model.md (29) and section 5.  SPDX-License-Identifier: MIT
#include "verify/cost.h"

#include <math.h>

#include "verify/calendar.h"
#include "verify/orders.h"
#include "verify/policy.h"

static void pay(rw_check *check, rw_cost kind, rw_idx t, double eur) {
    check->state.cost[rw_at(check, kind, t)] += eur;
    check->state.turnover[rw_at(check, kind, t)] += fabs(eur);
}

// Mothballed modules are counted in effective ones: so many whole ones make up an effective one past its ramp.
static double whole_modules(const rw_check *check, rw_idx l, double effective) {
    const double rate_ratio = check->scenario->rate_ratio[l];
    return rate_ratio > 0.0 ? effective / rate_ratio : 0.0;
}

static void pay_lines(rw_check *check, rw_idx t) {
    const rw_model *model = check->model;
    for (rw_idx l = 0; l < model->n_line; l++) {
        const rw_line *line = &model->line[l];
        const rw_idx at = rw_at(check, l, t);
        pay(check, RW_COST_CAPEX, t, check->scenario->capex_ratio[l] * rw_capex_due(check, l, t));
        pay(check, RW_COST_FIXED, t, line->fixed_eur_per_month * check->state.completed[at]);
        pay(check, RW_COST_FIXED, t,
            -line->fixed_eur_per_month * line->mothball_saving_share *
                whole_modules(check, l, check->state.mothballed[at]));
        pay(check, RW_COST_MOTHBALL, t, line->mothball_eur * whole_modules(check, l, check->course->mothball_in[at]));
        pay(check, RW_COST_MOTHBALL, t, line->restart_eur * whole_modules(check, l, check->course->mothball_out[at]));
        pay(check, RW_COST_POLICY, t, line->min_run_eur * check->course->min_run_short[at]);
    }
    for (rw_idx o = 0; o < model->n_operation; o++) {
        for (rw_idx a = 0; a < RW_N_VINTAGE; a++) {
            pay(check, RW_COST_OPERATION, t,
                model->operation[o].cost_eur * check->course->start[rw_at_vintage(check, o, a, t)]);
        }
    }
}

static void pay_supply(rw_check *check, rw_idx t) {
    const rw_model *model = check->model;
    for (rw_idx j = 0; j < model->n_supplier; j++) {
        const double price_eur = model->supplier[j].price_eur[t] * check->scenario->price_ratio[j];
        pay(check, RW_COST_PURCHASE, t, price_eur * check->course->purchase[rw_at(check, j, t)]);
        pay(check, RW_COST_PURCHASE, t, price_eur * check->course->untaken[rw_at(check, j, t)]);
    }
    for (rw_idx g = 0; g < model->n_option; g++) {
        pay(check, RW_COST_OPTION, t, model->option[g].fee_eur * check->plan->option_block[rw_at(check, g, t)]);
    }
    for (rw_idx i = 0; i < model->n_item; i++) {
        pay(check, RW_COST_HOLDING, t, model->item[i].holding_eur * check->state.stock[rw_at(check, i, t)]);
    }
}

// wage_eur premium_share crews heads module_shift, for every pattern and skill
static void pay_premiums(rw_check *check, rw_idx t) {
    const rw_model *model = check->model;
    for (rw_idx p = 0; p < model->n_pattern; p++) {
        const rw_pattern *pattern = &model->pattern[p];
        const rw_line *line = &model->line[pattern->line];
        for (rw_idx c = 0; c < line->n_crew; c++) {
            for (rw_idx a = 0; a < RW_N_VINTAGE; a++) {
                const double heads =
                    line->crew[c].heads * pattern->crews * check->course->module_shift[rw_at_vintage(check, p, a, t)];
                pay(check, RW_COST_WAGE, t,
                    model->skill[line->crew[c].skill].wage_eur[t] * pattern->premium_share * heads);
            }
        }
    }
}

static void pay_people(rw_check *check, rw_idx t) {
    const rw_model *model = check->model;
    for (rw_idx k = 0; k < model->n_skill; k++) {
        const rw_skill *skill = &model->skill[k];
        const rw_idx at = rw_at(check, k, t);
        pay(check, RW_COST_WAGE, t, skill->wage_eur[t] * check->state.headcount[at]);
        for (rw_idx back = 0; back < skill->training_months && back <= t; back++) { // hired in t - back
            pay(check, RW_COST_TRAINING, t, skill->wage_eur[t] * check->course->hire[at - back]);
        }
        pay(check, RW_COST_OVERTIME, t,
            skill->wage_eur[t] * (1.0 + skill->overtime_premium) * check->course->overtime[at]);
        pay(check, RW_COST_HIRING, t, skill->hire_eur * check->course->hire[at]);
        pay(check, RW_COST_SEVERANCE, t, skill->severance_eur * check->course->layoff[at]);
    }
    pay_premiums(check, t);
}

static void pay_customers(rw_check *check, rw_idx t) {
    const rw_model *model = check->model;
    for (rw_idx r = 0; r < model->n_product; r++) {
        const rw_product *product = &model->product[r];
        const double weight = model->customer[product->customer].priority_weight;
        const rw_idx at = rw_at(check, r, t);
        pay(check, RW_COST_SHORTFALL, t, weight * product->shortfall_eur * check->course->shortfall[at]);
        pay(check, RW_COST_CRITICAL, t, weight * product->critical_eur * check->course->critical[at]);
        pay(check, RW_COST_UNMET, t, weight * product->unmet_eur * check->course->unmet[at]);
    }
}

// Cash budgets price their overrun in the last month of a year, all others as in policy.h.
static void pay_policies(rw_check *check, rw_idx t) {
    const rw_model *model = check->model;
    pay(check, RW_COST_POLICY, t, rw_policy_eur(check, t));
    for (rw_idx y = 0; y < model->n_year; y++) {
        for (rw_idx b = 0; b < model->n_budget && rw_year_months(model, y).end - 1 == t; b++) {
            pay(check, RW_COST_POLICY, t,
                model->budget[b].overrun_eur * check->course->budget_overrun[b * model->n_year + y]);
        }
    }
}

// Credit for what is left: modules ordered in months u >= 0 by the rest of their life, stock, trained people, and what
// customers hold up to their targets.
static void pay_end_value(rw_check *check) {
    const rw_model *model = check->model;
    const rw_idx last = model->n_month - 1;
    for (rw_idx l = 0; l < model->n_line; l++) {
        const rw_line *line = &model->line[l];
        for (rw_idx u = 0; u < model->n_month; u++) {
            const double rest = fmax(0.0, 1.0 - (double)(model->n_month - u) / line->life_months);
            const double module_eur = line->capex_eur * (1.0 - line->grant_share) * line->end_value_share * rest;
            pay(check, RW_COST_END_VALUE, last, -module_eur * check->plan->module_order[rw_at(check, l, u)]);
        }
    }
    for (rw_idx i = 0; i < model->n_item; i++) {
        const double unit_eur = model->item[i].value_eur * model->item[i].end_value_share;
        pay(check, RW_COST_END_VALUE, last, -unit_eur * check->state.stock[rw_at(check, i, last)]);
    }
    for (rw_idx k = 0; k < model->n_skill; k++) {
        pay(check, RW_COST_END_VALUE, last,
            -model->skill[k].end_value_eur * check->state.headcount[rw_at(check, k, last)]);
    }
    for (rw_idx r = 0; r < model->n_product; r++) {
        const rw_product *product = &model->product[r];
        const double wanted = product->target[last] * check->scenario->target_ratio[r];
        const double stock = check->state.customer_stock[rw_at(check, r, last)];
        pay(check, RW_COST_END_VALUE, last, -product->end_value_eur * (stock < wanted ? stock : wanted));
    }
}

static bool is_spending(rw_idx kind) {
    return kind != RW_COST_SHORTFALL && kind != RW_COST_CRITICAL && kind != RW_COST_UNMET && kind != RW_COST_POLICY &&
           kind != RW_COST_END_VALUE;
}

// (29) spending of the year - limit_eur <= budget_overrun of a cash budget; a capex budget has no overrun
static void check_cash_budget(rw_check *check, rw_idx b, rw_idx y) {
    const rw_model *model = check->model;
    const rw_budget *budget = &model->budget[b];
    const rw_span months = rw_year_months(model, y);
    const double overrun = check->course->budget_overrun[b * model->n_year + y];
    const rw_place place = {"yearly overrun", budget->name, NULL, months.end - 1};
    if (budget->scope != RW_BUDGET_CASH) {
        rw_check_equal(check, RW_VIOLATION_BUDGET, place, overrun, 0.0, 0.0);
        return;
    }
    double spent = 0.0, turnover = 0.0;
    for (rw_idx kind = 0; kind < RW_N_COST; kind++) {
        for (rw_idx t = months.begin; is_spending(kind) && t < months.end; t++) {
            spent += check->state.cost[rw_at(check, kind, t)];
            turnover += check->state.turnover[rw_at(check, kind, t)];
        }
    }
    rw_check_at_least(check, RW_VIOLATION_BUDGET, place, overrun, spent - budget->limit_eur[y], turnover);
}

void rw_check_costs(rw_check *check) {
    const rw_model *model = check->model;
    for (rw_idx k = 0; k < RW_N_COST * model->n_month; k++) {
        check->state.cost[k] = check->state.turnover[k] = 0.0;
    }
    for (rw_idx t = 0; t < model->n_month; t++) {
        pay_lines(check, t);
        pay_supply(check, t);
        pay_people(check, t);
        pay_customers(check, t);
        pay_policies(check, t);
    }
    pay_end_value(check);
    for (rw_idx kind = 0; kind < RW_N_COST; kind++) {
        for (rw_idx t = 0; t < model->n_month; t++) {
            const rw_idx at = rw_at(check, kind, t);
            const rw_place place = {"cost", rw_cost_name((rw_cost)kind), NULL, t};
            rw_check_equal(check, RW_VIOLATION_COST, place, check->course->cost[at], check->state.cost[at],
                           check->state.turnover[at]);
        }
    }
    for (rw_idx b = 0; b < model->n_budget; b++) {
        for (rw_idx y = 0; y < model->n_year; y++) {
            check_cash_budget(check, b, y);
        }
    }
}
