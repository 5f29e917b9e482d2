// What a plan says: lines, customers, suppliers, people, money.  SPDX-License-Identifier: MIT
#include "report/answer.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

static const double SHORT_SHARE = 1e-4; // of the target: a smaller shortfall is none
static const double MOST_COUNTED = 1e9; // modules: more are none
enum { MOST_MONTHS = 1200 };            // after the start: later is not said

static const double ROUNDING = 1e-9;      // of sums of probabilities
static const double QUANTITY_ZERO = 1e-6; // units: a smaller purchase is none

double rw_answer_expected(const rw_plan *plan, size_t offset, rw_idx index) {
    double sum = 0;
    for (rw_idx w = 0; w < plan->n_scenario; w++) {
        const double *array = NULL;
        memcpy(&array, (const char *)&plan->course[w] + offset, sizeof array);
        sum += plan->course[w].probability * array[index];
    }
    return sum;
}

rw_idx rw_answer_count(double count) {
    return count > 0 && count < MOST_COUNTED ? llround(count) : 0;
}

// First month of production of a module of the line ordered in `month` (model.md, section 3).  scenario NULL:
// nominally.
static double first_production(const rw_model *model, const rw_scenario *scenario, rw_idx line, rw_idx month) {
    const rw_line *l = &model->line[line];
    double begin = (double)month, ratio = 1;
    if (l->permit >= 0) {
        const rw_permit *permit = &model->permit[l->permit];
        const rw_idx waiting = scenario != NULL ? scenario->permit_months[l->permit] : permit->duration_months;
        begin = fmax(begin, (double)permit->apply_month + (double)waiting);
    }
    if (scenario != NULL) {
        ratio = scenario->build_ratio[line];
    }
    return begin + floor(ratio * (double)(l->lead_months + l->commissioning_months) + 0.5);
}

// Its median over the scenarios: the least month by which half of them produce, MOST_MONTHS where that is too far off.
static rw_idx median_production(const rw_model *model, const rw_scenario_set *scenarios, rw_idx line, rw_idx month) {
    if (scenarios == NULL) {
        return (rw_idx)fmin(first_production(model, NULL, line, month), MOST_MONTHS);
    }
    for (rw_idx t = month; t < MOST_MONTHS; t++) {
        double probability = 0;
        for (rw_idx w = 0; w < scenarios->n_scenario; w++) {
            const rw_scenario *scenario = &scenarios->scenario[w];
            probability += first_production(model, scenario, line, month) <= (double)t ? scenario->probability : 0;
        }
        if (probability >= 0.5 - ROUNDING) {
            return t;
        }
    }
    return MOST_MONTHS;
}

rw_line_answer rw_answer_line(const rw_model *model, const rw_scenario_set *scenarios, const rw_plan *plan,
                              rw_idx line) {
    const rw_line *l = &model->line[line];
    rw_line_answer answer = {
        .n_existing = l->modules_existing, .first_order = -1, .last_order = -1, .first_output = -1};
    rw_idx earliest = 0;
    bool is_any = false;
    for (rw_idx k = 0; k < model->n_pin; k++) {
        const rw_pin *pin = &model->pin[k];
        if (pin->line == line && pin->month < 0 && pin->modules > 0) {
            answer.n_past += pin->modules;
            earliest = !is_any || pin->month < earliest ? pin->month : earliest;
            is_any = true;
        }
    }
    for (rw_idx t = 0; t < plan->n_month; t++) {
        rw_idx modules = rw_answer_count(plan->module_order[line * plan->n_month + t]);
        if (modules > 0) {
            answer.n_new += modules;
            answer.first_order = answer.first_order < 0 ? t : answer.first_order;
            answer.last_order = t;
            earliest = is_any ? earliest : t;
            is_any = true;
        }
    }
    if (is_any) {
        answer.first_output = median_production(model, scenarios, line, earliest);
    }
    answer.capex_eur = (double)answer.n_new * l->capex_eur * (1 - l->grant_share);
    return answer;
}

rw_product_answer rw_answer_product(const rw_model *model, const rw_plan *plan, rw_idx product) {
    const rw_product *r = &model->product[product];
    rw_product_answer answer = {.first_short = -1, .last_short = -1, .worst_month = -1};
    for (rw_idx t = 0; t < plan->n_month; t++) {
        rw_idx k = product * plan->n_month + t;
        double missing = RW_EXPECTED(plan, shortfall, k);
        double least = SHORT_SHARE * r->target[t];
        if (missing > least) {
            answer.n_short++;
            answer.first_short = answer.first_short < 0 ? t : answer.first_short;
            answer.last_short = t;
            if (missing > answer.worst) {
                answer.worst = missing;
                answer.worst_month = t;
            }
        }
        answer.n_critical += RW_EXPECTED(plan, critical, k) > least;
        answer.unmet += RW_EXPECTED(plan, unmet, k);
        for (rw_idx m = r->delivery_begin; m < r->delivery_end; m++) {
            answer.delivered += RW_EXPECTED(plan, delivery, m * plan->n_month + t);
        }
    }
    return answer;
}

rw_idx rw_answer_n_unserved(const rw_model *model, const rw_plan *plan) {
    rw_idx count = 0;
    for (rw_idx c = 0; c < model->n_customer; c++) {
        bool is_unserved = false;
        for (rw_idx r = model->customer[c].product_begin; r < model->customer[c].product_end; r++) {
            is_unserved = is_unserved || rw_answer_product(model, plan, r).unmet > RW_LEAST_UNMET;
        }
        count += is_unserved;
    }
    return count;
}

// Expected EUR paid to the supplier in month t.
static double expected_paid(const rw_model *model, const rw_scenario_set *scenarios, const rw_plan *plan,
                            rw_idx supplier, rw_idx t) {
    const rw_idx k = supplier * plan->n_month + t;
    double eur = 0;
    for (rw_idx w = 0; w < plan->n_scenario; w++) {
        const rw_course *course = &plan->course[w];
        const double ratio = scenarios != NULL ? scenarios->scenario[w].price_ratio[supplier] : 1;
        eur += course->probability * ratio * (course->purchase[k] + course->untaken[k]);
    }
    return model->supplier[supplier].price_eur[t] * eur;
}

rw_supplier_answer rw_answer_supplier(const rw_model *model, const rw_scenario_set *scenarios, const rw_plan *plan,
                                      rw_idx supplier) {
    const rw_supplier *j = &model->supplier[supplier];
    rw_supplier_answer answer = {.first = -1, .last = -1};
    for (rw_idx t = 0; t < plan->n_month; t++) {
        rw_idx k = supplier * plan->n_month + t;
        double bought = RW_EXPECTED(plan, purchase, k);
        double untaken = RW_EXPECTED(plan, untaken, k);
        if (bought > QUANTITY_ZERO) {
            answer.units += bought;
            answer.first = answer.first < 0 ? t : answer.first;
            answer.last = t;
        }
        answer.untaken += untaken;
        answer.eur += expected_paid(model, scenarios, plan, supplier, t);
        for (rw_idx g = j->option_begin; g < j->option_end; g++) {
            answer.n_block += rw_answer_count(plan->option_block[g * plan->n_month + t]);
        }
    }
    return answer;
}

rw_people_answer rw_answer_people(const rw_model *model, const rw_plan *plan, rw_idx skill) {
    rw_people_answer answer = {.peak_month = -1};
    rw_idx begin = skill < 0 ? 0 : skill;
    rw_idx end = skill < 0 ? model->n_skill : skill + 1;
    for (rw_idx k = begin; k < end; k++) {
        answer.opening += model->skill[k].headcount;
    }
    answer.peak = answer.opening;
    for (rw_idx t = 0; t < plan->n_month; t++) {
        double people = 0;
        for (rw_idx k = begin; k < end; k++) {
            people += RW_EXPECTED(plan, headcount, k * plan->n_month + t);
            answer.hired += RW_EXPECTED(plan, hire, k * plan->n_month + t);
            answer.laid_off += RW_EXPECTED(plan, layoff, k * plan->n_month + t);
        }
        if (people > answer.peak) {
            answer.peak = people;
            answer.peak_month = t;
        }
        answer.last = people;
    }
    return answer;
}

const char *rw_answer_group_name(rw_cost_group group) {
    static const char *const name[RW_N_COST_GROUP] = {
#define RW_COST_GROUP_ENTRY(code, text) [RW_COST_GROUP_##code] = text,
        RW_COST_GROUP_LIST(RW_COST_GROUP_ENTRY)
#undef RW_COST_GROUP_ENTRY
    };
    return name[group];
}

rw_cost_group rw_answer_group(rw_cost cost) {
    switch (cost) {
    case RW_COST_CAPEX:
    case RW_COST_FIXED:
    case RW_COST_MOTHBALL:
        return RW_COST_GROUP_LINES;
    case RW_COST_OPERATION:
    case RW_COST_HOLDING:
        return RW_COST_GROUP_PRODUCTION;
    case RW_COST_PURCHASE:
    case RW_COST_OPTION:
        return RW_COST_GROUP_PURCHASES;
    case RW_COST_WAGE:
    case RW_COST_TRAINING:
    case RW_COST_OVERTIME:
    case RW_COST_HIRING:
    case RW_COST_SEVERANCE:
        return RW_COST_GROUP_PEOPLE;
    case RW_COST_POLICY:
        return RW_COST_GROUP_POLICY;
    case RW_COST_SHORTFALL:
    case RW_COST_CRITICAL:
    case RW_COST_UNMET:
        return RW_COST_GROUP_SHORTFALL;
    case RW_COST_END_VALUE:
    case RW_N_COST:
        break;
    }
    return RW_COST_GROUP_END_VALUE;
}

double rw_answer_cost(const rw_model *model, const rw_plan *plan, rw_cost cost) {
    double sum = 0;
    for (rw_idx t = 0; t < plan->n_month; t++) {
        double factor = pow(1 + model->discount_rate, -(double)t / 12);
        sum += factor * RW_EXPECTED(plan, cost, (rw_idx)cost * plan->n_month + t);
    }
    return sum;
}
