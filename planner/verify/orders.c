// What is ordered: model.md section 2, (1)-(7).  SPDX-License-Identifier: MIT
#include "verify/orders.h"

#include <math.h>

#include "verify/calendar.h"

// past[l]
static double past_modules(const rw_model *model, rw_idx line) {
    double modules = 0.0;
    for (rw_idx k = 0; k < model->n_pin; k++) {
        if (model->pin[k].line == line && model->pin[k].month < 0) {
            modules += (double)model->pin[k].modules;
        }
    }
    return modules;
}

double rw_modules_at_last(const rw_check *check, rw_idx line) {
    double modules = (double)check->model->line[line].modules_existing + past_modules(check->model, line);
    for (rw_idx t = 0; t < check->model->n_month; t++) {
        modules += check->plan->module_order[rw_at(check, line, t)];
    }
    return modules;
}

// pay[l,u,t]: in the last month all that would fall due later is due too.
static double payment_due(const rw_line *line, rw_idx order_month, rw_idx month, rw_idx n_month) {
    const rw_idx first = month - order_month;
    if (first < 0 || first >= line->n_payment) {
        return 0.0;
    }
    double share = line->payment_share[first];
    for (rw_idx k = first + 1; month == n_month - 1 && k < line->n_payment; k++) {
        share += line->payment_share[k];
    }
    return share;
}

double rw_capex_due(const rw_check *check, rw_idx l, rw_idx month) {
    const rw_model *model = check->model;
    const rw_line *line = &model->line[l];
    double modules = 0.0; // fully paid ones
    for (rw_idx k = 0; k < model->n_pin; k++) {
        if (model->pin[k].line == l && model->pin[k].month < 0) {
            modules += (double)model->pin[k].modules * payment_due(line, model->pin[k].month, month, model->n_month);
        }
    }
    for (rw_idx u = 0; u <= month; u++) {
        modules += check->plan->module_order[rw_at(check, l, u)] * payment_due(line, u, month, model->n_month);
    }
    return line->capex_eur * (1.0 - line->grant_share) * modules;
}

static void check_whole(rw_check *check, rw_place place, double count) {
    rw_check_equal(check, RW_VIOLATION_INTEGRALITY, place, count, rint(count), 0.0);
    rw_check_at_least(check, RW_VIOLATION_INTEGRALITY, place, count, 0.0, 0.0);
}

// (1) n = 0 unless order_from <= t <= order_to
static void check_order_window(rw_check *check, rw_idx l) {
    const rw_line *line = &check->model->line[l];
    for (rw_idx t = 0; t < check->model->n_month; t++) {
        const double ordered = check->plan->module_order[rw_at(check, l, t)];
        check_whole(check, (rw_place){"modules ordered", line->name, NULL, t}, ordered);
        if (t < line->order_from || t > line->order_to) {
            const rw_place place = {"orders outside the window", line->name, NULL, t};
            rw_check_equal(check, RW_VIOLATION_ORDER, place, ordered, 0.0, 0.0);
        }
    }
}

// (2) n >= pinned modules of the month
static void check_pins(rw_check *check, rw_idx l) {
    const rw_model *model = check->model;
    for (rw_idx t = 0; t < model->n_month; t++) {
        double pinned = 0.0;
        for (rw_idx k = 0; k < model->n_pin; k++) {
            if (model->pin[k].line == l && model->pin[k].month == t) {
                pinned += (double)model->pin[k].modules;
            }
        }
        const rw_place place = {"pinned orders", model->line[l].name, NULL, t};
        rw_check_at_least(check, RW_VIOLATION_ORDER, place, check->plan->module_order[rw_at(check, l, t)], pinned, 0.0);
    }
}

// Modules of past orders in the months after `month`.
static double past_modules_since(const rw_model *model, rw_idx line, rw_idx month) {
    double modules = 0.0;
    for (rw_idx k = 0; k < model->n_pin; k++) {
        const bool counts = model->pin[k].line == line && model->pin[k].month < 0 && model->pin[k].month > month;
        modules += counts ? (double)model->pin[k].modules : 0.0;
    }
    return modules;
}

// (3) sum of n[l,u] over t - spacing_months < u <= t is at most what past orders in these months leave of
// modules_per_order
static void check_spacing(rw_check *check, rw_idx l) {
    const rw_line *line = &check->model->line[l];
    for (rw_idx t = 0; line->spacing_months > 0 && t < check->model->n_month; t++) {
        const double past = past_modules_since(check->model, l, t - line->spacing_months);
        double ordered = 0.0;
        for (rw_idx back = 0; back < line->spacing_months && back <= t; back++) {
            ordered += check->plan->module_order[rw_at(check, l, t - back)];
        }
        const rw_place place = {"orders within the spacing", line->name, NULL, t};
        const double most = rw_larger(0.0, (double)line->modules_per_order - past);
        rw_check_at_most(check, RW_VIOLATION_ORDER, place, ordered, most, 0.0);
    }
}

// (4) modules_existing + past + N[l,T-1] <= modules_max
static void check_module_limit(rw_check *check, rw_idx l) {
    const rw_line *line = &check->model->line[l];
    const rw_place place = {"modules", line->name, NULL, check->model->n_month - 1};
    rw_check_at_most(check, RW_VIOLATION_ORDER, place, rw_modules_at_last(check, l), (double)line->modules_max, 0.0);
}

// (5) area and licence units of a site
static void check_site(rw_check *check, rw_idx s) {
    const rw_model *model = check->model;
    double area_m2 = 0.0, licence_units = 0.0;
    for (rw_idx l = 0; l < model->n_line; l++) {
        if (model->line[l].site == s) {
            const double modules = rw_modules_at_last(check, l);
            area_m2 += model->line[l].area_m2 * modules;
            licence_units += model->line[l].licence_units * modules;
        }
    }
    const rw_site *site = &model->site[s];
    const rw_place area = {"area", site->name, NULL, model->n_month - 1};
    const rw_place licence = {"licence units", site->name, NULL, model->n_month - 1};
    rw_check_at_most(check, RW_VIOLATION_SITE, area, area_m2, site->area_m2, 0.0);
    rw_check_at_most(check, RW_VIOLATION_SITE, licence, licence_units, site->licence_units, 0.0);
}

// (6) nominal capex of a year <= limit_eur
static void check_capex_budget(rw_check *check, rw_idx b) {
    const rw_model *model = check->model;
    const rw_budget *budget = &model->budget[b];
    for (rw_idx y = 0; y < model->n_year; y++) {
        const rw_span months = rw_year_months(model, y);
        double due = 0.0;
        for (rw_idx t = months.begin; t < months.end; t++) {
            for (rw_idx l = 0; l < model->n_line; l++) {
                due += rw_capex_due(check, l, t);
            }
        }
        const rw_place place = {"yearly capex", budget->name, NULL, months.end - 1};
        rw_check_at_most(check, RW_VIOLATION_BUDGET, place, due, budget->limit_eur[y], 0.0);
    }
}

// (7) k = 0 unless from <= t <= to; K[g,T-1] <= blocks_max
static void check_option(rw_check *check, rw_idx g) {
    const rw_option *option = &check->model->option[g];
    double blocks = 0.0;
    for (rw_idx t = 0; t < check->model->n_month; t++) {
        const double exercised = check->plan->option_block[rw_at(check, g, t)];
        blocks += exercised;
        check_whole(check, (rw_place){"option blocks", option->name, NULL, t}, exercised);
        if (t < option->from || t > option->to) {
            const rw_place place = {"blocks outside the window", option->name, NULL, t};
            rw_check_equal(check, RW_VIOLATION_SUPPLY, place, exercised, 0.0, 0.0);
        }
    }
    const rw_place place = {"blocks in all", option->name, NULL, check->model->n_month - 1};
    rw_check_at_most(check, RW_VIOLATION_SUPPLY, place, blocks, (double)option->blocks_max, 0.0);
}

void rw_check_orders(rw_check *check) {
    const rw_model *model = check->model;
    for (rw_idx l = 0; l < model->n_line; l++) {
        check_order_window(check, l);
        check_pins(check, l);
        check_spacing(check, l);
        check_module_limit(check, l);
    }
    for (rw_idx s = 0; s < model->n_site; s++) {
        check_site(check, s);
    }
    for (rw_idx b = 0; b < model->n_budget; b++) {
        if (model->budget[b].scope == RW_BUDGET_CAPEX) {
            check_capex_budget(check, b);
        }
    }
    for (rw_idx g = 0; g < model->n_option; g++) {
        check_option(check, g);
    }
}
