// Policies: model.md section 4, (25)-(28).  SPDX-License-Identifier: MIT
#include "verify/policy.h"

#include <math.h>

#include "verify/calendar.h"
#include "verify/production.h"

// What a balance says has to be made up for, and the size of what went into it.
typedef struct balance {
    double missing;
    double size;
} balance;

static void add(balance *total, double part) {
    total->missing += part;
    total->size += fabs(part);
}

static bool listed(const rw_idx *list, rw_idx count, rw_idx entity) {
    for (rw_idx k = 0; k < count; k++) {
        if (list[k] == entity) {
            return true;
        }
    }
    return false;
}

static rw_idx customer_of(const rw_model *model, rw_idx m) {
    return model->product[model->delivery[m].product].customer;
}

// (25) sum of (min_share - local_share) value_eur delivery to the customer
static balance content_balance(const rw_check *check, const rw_content_rule *rule, rw_span months) {
    const rw_model *model = check->model;
    balance total = {0.0, 0.0};
    for (rw_idx m = 0; m < model->n_delivery; m++) {
        if (customer_of(model, m) != rule->customer) {
            continue;
        }
        const rw_item *item = &model->item[model->delivery[m].item];
        for (rw_idx t = months.begin; t < months.end; t++) {
            add(&total,
                (rule->min_share - item->local_share) * item->value_eur * check->course->delivery[rw_at(check, m, t)]);
        }
    }
    return total;
}

// (26) min_share deliveries of the items to all - those to the named customers
static balance supply_balance(const rw_check *check, const rw_supply_rule *rule, rw_span months) {
    const rw_model *model = check->model;
    balance total = {0.0, 0.0};
    for (rw_idx m = 0; m < model->n_delivery; m++) {
        if (!listed(rule->item, rule->n_item, model->delivery[m].item)) {
            continue;
        }
        const double named = listed(rule->customer, rule->n_customer, customer_of(model, m)) ? 1.0 : 0.0;
        for (rw_idx t = months.begin; t < months.end; t++) {
            const double delivered = check->course->delivery[rw_at(check, m, t)];
            add(&total, rule->min_share * delivered);
            add(&total, -named * delivered);
        }
    }
    return total;
}

// L of (28) in one month, by one operation: good outputs of the stage's items
static double stage_output(const rw_check *check, const rw_transfer_rule *rule, rw_idx o, rw_idx t) {
    const rw_operation *operation = &check->model->operation[o];
    double units = 0.0;
    for (rw_idx k = 0; k < operation->n_output; k++) {
        if (listed(rule->item, rule->n_item, operation->output[k].item)) {
            units += operation->output[k].quantity *
                     (rw_good_units(check, o, RW_RUN_IN, t) + rw_good_units(check, o, RW_MATURE, t));
        }
    }
    return units;
}

// (28) min_share (L + P) - L
static balance transfer_balance(const rw_check *check, const rw_transfer_rule *rule, rw_span months) {
    const rw_model *model = check->model;
    balance total = {0.0, 0.0};
    for (rw_idx t = months.begin; t < months.end; t++) {
        for (rw_idx o = 0; o < model->n_operation; o++) {
            if (model->operation[o].line >= 0) {
                const double local = stage_output(check, rule, o, t);
                add(&total, rule->min_share * local);
                add(&total, -local);
            }
        }
        for (rw_idx j = 0; j < model->n_supplier; j++) {
            const rw_supplier *supplier = &model->supplier[j];
            const bool abroad = supplier->origin != RW_ORIGIN_DE && supplier->origin != RW_ORIGIN_EU;
            if (abroad && listed(rule->item, rule->n_item, supplier->item)) {
                add(&total, rule->min_share * check->course->purchase[rw_at(check, j, t)]);
            }
        }
    }
    return total;
}

static void check_balance(rw_check *check, rw_place place, double missing, rw_span months, balance total) {
    if (months.begin < months.end) {
        place.month = months.end - 1;
        rw_check_at_least(check, RW_VIOLATION_POLICY, place, missing, total.missing, total.size);
    } else {
        rw_check_equal(check, RW_VIOLATION_POLICY, place, missing, 0.0, 0.0);
    }
}

static void check_year(rw_check *check, rw_idx year) {
    const rw_model *model = check->model;
    for (rw_idx k = 0; k < model->n_content_rule; k++) {
        const rw_content_rule *rule = &model->content_rule[k];
        const rw_span months = rw_balance_months(model, rule->from, rule->to, rule->by_year, year);
        check_balance(check, (rw_place){"local content missing", rule->name, NULL, -1},
                      check->course->content_short[k * model->n_year + year], months,
                      content_balance(check, rule, months));
    }
    for (rw_idx k = 0; k < model->n_supply_rule; k++) {
        const rw_supply_rule *rule = &model->supply_rule[k];
        const rw_span months = rw_balance_months(model, rule->from, rule->to, rule->by_year, year);
        check_balance(check, (rw_place){"supply share missing", rule->name, NULL, -1},
                      check->course->supply_short[k * model->n_year + year], months,
                      supply_balance(check, rule, months));
    }
    for (rw_idx k = 0; k < model->n_transfer_rule; k++) {
        const rw_transfer_rule *rule = &model->transfer_rule[k];
        const rw_span months = rw_balance_months(model, rule->from, rule->to, rule->by_year, year);
        check_balance(check, (rw_place){"transfer missing", rule->name, NULL, -1},
                      check->course->transfer_short[k * model->n_year + year], months,
                      transfer_balance(check, rule, months));
    }
}

// (27) rate of the rule - rate of l (largest multiplier) (E run-in + E mature - mothballed) <= surge_short
static void check_surge(rw_check *check, rw_idx s, rw_idx l) {
    const rw_model *model = check->model;
    const rw_surge_rule *rule = &model->surge_rule[s];
    double multiplier = 0.0;
    for (rw_idx p = 0; p < model->n_pattern; p++) {
        multiplier = model->pattern[p].line == l ? rw_larger(multiplier, model->pattern[p].multiplier) : multiplier;
    }
    const bool bound = listed(rule->line, rule->n_line, l);
    for (rw_idx t = 0; t < model->n_month; t++) {
        const rw_place place = {"surge capacity missing", rule->name, model->line[l].name, t};
        const double missing = check->course->surge_short[rw_at(check, s * model->n_line + l, t)];
        if (!bound || t < rule->from || t > rule->to) {
            rw_check_equal(check, RW_VIOLATION_POLICY, place, missing, 0.0, 0.0);
            continue;
        }
        const double modules = check->state.effective[rw_at_vintage(check, l, RW_RUN_IN, t)] +
                               check->state.effective[rw_at_vintage(check, l, RW_MATURE, t)];
        const double idle = check->state.mothballed[rw_at(check, l, t)];
        const double each = model->line[l].rate_per_month * multiplier; // what a module could start
        rw_check_at_least(check, RW_VIOLATION_POLICY, place, missing, rule->rate_per_month - each * (modules - idle),
                          each * modules);
    }
}

void rw_check_policies(rw_check *check) {
    for (rw_idx y = 0; y < check->model->n_year; y++) {
        check_year(check, y);
    }
    for (rw_idx s = 0; s < check->model->n_surge_rule; s++) {
        for (rw_idx l = 0; l < check->model->n_line; l++) {
            check_surge(check, s, l);
        }
    }
}

// price * missing of the balances of one rule that end with month t
static double balance_eur(const rw_check *check, rw_idx t, double price_eur, const double *missing, rw_idx from,
                          rw_idx to, bool by_year) {
    double eur = 0.0;
    for (rw_idx y = 0; y < check->model->n_year; y++) {
        const rw_span months = rw_balance_months(check->model, from, to, by_year, y);
        eur += months.begin < months.end && months.end - 1 == t ? price_eur * missing[y] : 0.0;
    }
    return eur;
}

double rw_policy_eur(const rw_check *check, rw_idx t) {
    const rw_model *model = check->model;
    const rw_course *course = check->course;
    double eur = 0.0;
    for (rw_idx k = 0; k < model->n_content_rule; k++) {
        const rw_content_rule *rule = &model->content_rule[k];
        eur += balance_eur(check, t, rule->price_eur, &course->content_short[k * model->n_year], rule->from, rule->to,
                           rule->by_year);
    }
    for (rw_idx k = 0; k < model->n_supply_rule; k++) {
        const rw_supply_rule *rule = &model->supply_rule[k];
        eur += balance_eur(check, t, rule->price_eur, &course->supply_short[k * model->n_year], rule->from, rule->to,
                           rule->by_year);
    }
    for (rw_idx k = 0; k < model->n_transfer_rule; k++) {
        const rw_transfer_rule *rule = &model->transfer_rule[k];
        eur += balance_eur(check, t, rule->price_eur, &course->transfer_short[k * model->n_year], rule->from, rule->to,
                           rule->by_year);
    }
    for (rw_idx s = 0; s < model->n_surge_rule; s++) {
        for (rw_idx l = 0; l < model->n_line; l++) {
            eur += model->surge_rule[s].price_eur * course->surge_short[rw_at(check, s * model->n_line + l, t)];
        }
    }
    return eur;
}
