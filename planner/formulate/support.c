// What can happen at all in at least one scenario.  SPDX-License-Identifier: MIT
#include "formulate/support.h"

#include <math.h>

#include "core/memory.h"

static rw_idx max_idx(rw_idx a, rw_idx b) {
    return a > b ? a : b;
}

static rw_idx min_idx(rw_idx a, rw_idx b) {
    return a < b ? a : b;
}

bool rw_support_money_counts(const rw_support *support) {
    return support->aim != RW_AIM_SHORTFALL;
}

// A price in EUR as the aim sees it: weighted shortfall itself is priced 1, or capped and not priced.
static double aim_price(const rw_support *support, rw_idx product, double price_eur) {
    const double weight = support->model->customer[support->model->product[product].customer].priority_weight;
    switch (support->aim) {
    case RW_AIM_COST:
        return weight * price_eur;
    case RW_AIM_SHORTFALL:
        return weight;
    default:
        return 0.0;
    }
}

double rw_support_shortfall_price(const rw_support *support, rw_idx product) {
    return aim_price(support, product, support->model->product[product].shortfall_eur);
}

double rw_support_critical_price(const rw_support *support, rw_idx product) {
    const rw_product *r = &support->model->product[product];
    return r->critical_share > 0.0 ? aim_price(support, product, r->critical_eur) : 0.0;
}

double rw_support_unmet_price(const rw_support *support, rw_idx product, rw_idx month) {
    const double count = support->aim == RW_AIM_SHORTFALL ? rw_timing_unmet_count(support->model, month) : 1.0;
    return count * aim_price(support, product, support->model->product[product].unmet_eur);
}

double rw_support_cap_weight(const rw_support *support, rw_idx product) {
    const rw_model *model = support->model;
    return support->aim == RW_AIM_COST_AT_SHORTFALL ? model->customer[model->product[product].customer].priority_weight
                                                    : 0.0;
}

double rw_support_unmet_cap_weight(const rw_support *support, rw_idx product, rw_idx month) {
    return rw_timing_unmet_count(support->model, month) * rw_support_cap_weight(support, product);
}

double rw_support_stock_value(const rw_support *support, rw_idx product, rw_idx month) {
    const bool credited = month == support->model->n_month - 1 && rw_support_money_counts(support);
    return credited ? support->model->product[product].end_value_eur : 0.0;
}

bool rw_support_critical_counts(const rw_support *support, rw_idx product) {
    return support->model->product[product].critical_share > 0.0 &&
           (rw_support_critical_price(support, product) > 0.0 || rw_support_cap_weight(support, product) > 0.0);
}

bool rw_support_target_counts(const rw_support *support, rw_idx product, rw_idx month) {
    return rw_support_critical_counts(support, product) || rw_support_shortfall_price(support, product) > 0.0 ||
           rw_support_cap_weight(support, product) > 0.0 || rw_support_stock_value(support, product, month) > 0.0;
}

rw_idx rw_support_pinned(const rw_model *model, rw_idx line, rw_idx month) {
    rw_idx modules = 0;
    for (rw_idx k = 0; k < model->n_pin; k++) {
        modules += model->pin[k].line == line && model->pin[k].month == month ? model->pin[k].modules : 0;
    }
    return modules;
}

rw_idx rw_support_standing(const rw_model *model, rw_idx line) {
    rw_idx modules = model->line[line].modules_existing;
    for (rw_idx k = 0; k < model->n_pin; k++) {
        modules += model->pin[k].line == line && model->pin[k].month < 0 ? model->pin[k].modules : 0;
    }
    return modules;
}

// Months of orders: those of the window that can produce within the horizon, and all pinned ones.
static void find_order_months(rw_support *s, rw_idx n_scenario, const rw_timing *timing) {
    const rw_model *model = s->model;
    for (rw_idx l = 0; l < model->n_line; l++) {
        const rw_idx begin = max_idx(0, model->line[l].order_from);
        const rw_idx window_end = min_idx(model->n_month, model->line[l].order_to + 1);
        rw_idx end = begin;
        bool pinned = false;
        for (rw_idx u = begin; u < window_end; u++) {
            bool useful = rw_support_pinned(model, l, u) > 0;
            pinned = pinned || useful;
            for (rw_idx w = 0; w < n_scenario; w++) {
                useful = useful || timing[w].first[l * model->n_month + u] < model->n_month;
            }
            end = useful ? u + 1 : end;
        }
        const bool room = rw_support_standing(model, l) < model->line[l].modules_max;
        s->order_begin[l] = begin;
        s->order_end[l] = room || pinned ? end : begin;
    }
}

static void find_effective(rw_support *s, const rw_timing *timing) {
    const rw_model *model = s->model;
    const rw_idx n_month = model->n_month;
    for (rw_idx l = 0; l < model->n_line; l++) {
        for (rw_idx a = 0; a < RW_N_VINTAGE; a++) {
            bool *effective = &s->effective[(l * RW_N_VINTAGE + a) * n_month];
            for (rw_idx t = 0; t < n_month; t++) {
                bool able = effective[t] || timing->effective[(l * RW_N_VINTAGE + a) * n_month + t] > 0.0;
                for (rw_idx u = s->order_begin[l]; !able && u < min_idx(s->order_end[l], t + 1); u++) {
                    able = rw_timing_share(timing, l, a, u, t) > 0.0;
                }
                // mothballed modules need their rows to the end
                effective[t] = able || (a == RW_MATURE && t > 0 && effective[t - 1]);
            }
        }
    }
}

static void find_purchases(rw_support *s, const rw_scenario *scenario) {
    const rw_model *model = s->model;
    const rw_idx n_month = model->n_month;
    for (rw_idx j = 0; j < model->n_supplier; j++) {
        const rw_supplier *supplier = &model->supplier[j];
        const rw_idx end = min_idx(supplier->to + 1, n_month - supplier->transport_months);
        for (rw_idx t = max_idx(0, supplier->from); t < end; t++) {
            const rw_idx at = j * n_month + t;
            for (rw_idx g = supplier->option_begin; g < supplier->option_end; g++) {
                const bool exercised =
                    s->option_begin[g] < s->option_end[g] && t - model->option[g].notice_months >= s->option_begin[g];
                s->expansion[at] = s->expansion[at] || (exercised && scenario->supply_ratio[at] > 0.0);
            }
            s->purchase[at] = s->purchase[at] || s->expansion[at] || rw_timing_supply(model, scenario, j, t) > 0.0;
        }
    }
}

// Months of exercise: those of the window that can add capacity in time.
static void find_option_months(rw_support *s) {
    const rw_model *model = s->model;
    for (rw_idx g = 0; g < model->n_option; g++) {
        const rw_option *option = &model->option[g];
        const rw_supplier *supplier = &model->supplier[option->supplier];
        const rw_idx last_shipping = min_idx(supplier->to, model->n_month - 1 - supplier->transport_months);
        const bool able = option->blocks_max > 0 && option->capacity_per_month > 0.0;
        s->option_begin[g] = max_idx(0, option->from);
        s->option_end[g] =
            able ? max_idx(s->option_begin[g],
                           min_idx(min_idx(option->to, model->n_month - 1), last_shipping - option->notice_months) + 1)
                 : s->option_begin[g];
    }
}

static void find_people(rw_support *s, const rw_scenario *scenario) {
    const rw_model *model = s->model;
    const rw_idx n_month = model->n_month;
    for (rw_idx k = 0; k < model->n_skill; k++) {
        const rw_skill *skill = &model->skill[k];
        for (rw_idx t = 0; t < n_month; t++) {
            const rw_idx at = k * n_month + t;
            s->hire[at] = s->hire[at] || (t + skill->training_months < n_month &&
                                          skill->hire_limit[t] * scenario->hire_ratio[k] > 0.0);
            const bool joins = t >= skill->training_months && s->hire[at - skill->training_months];
            s->people[at] =
                s->people[at] || joins || (t > 0 && s->people[at - 1]) || (t == 0 && skill->headcount > 0.0);
        }
    }
}

static void find_demand(rw_support *s, const rw_scenario *scenario) {
    const rw_model *model = s->model;
    const rw_idx n_month = model->n_month;
    for (rw_idx r = 0; r < model->n_product; r++) {
        const rw_product *product = &model->product[r];
        for (rw_idx t = 0; t < n_month; t++) {
            const rw_idx at = r * n_month + t;
            s->target[at] = s->target[at] ||
                            (rw_support_target_counts(s, r, t) && product->target[t] * scenario->target_ratio[r] > 0.0);
            s->use[at] = s->use[at] || product->use[t] * scenario->use_ratio[r] > 0.0;
        }
    }
}

// Marks operation o as startable in month t where its line and inputs allow; true when that is news.
static bool mark_starts(rw_support *s, rw_idx o, rw_idx t) {
    const rw_model *model = s->model;
    const rw_operation *operation = &model->operation[o];
    for (rw_idx k = 0; k < operation->n_input; k++) {
        if (!s->available[operation->input[k].item * model->n_month + t]) {
            return false;
        }
    }
    bool news = false;
    for (rw_idx a = 0; a < RW_N_VINTAGE; a++) {
        bool *start = &s->start[(o * RW_N_VINTAGE + a) * model->n_month + t];
        const bool able = operation->line < 0 ? a == RW_MATURE
                                              : s->effective[(operation->line * RW_N_VINTAGE + a) * model->n_month + t];
        news = news || (able && !*start);
        *start = *start || able;
    }
    return news;
}

// The months [begin, end) from the first entry of path that is not 0 to the last one.
static void span(const double *path, rw_idx n_month, rw_idx *begin, rw_idx *end) {
    *begin = *end = 0;
    for (rw_idx t = 0; t < n_month; t++) {
        if (path[t] > 0.0) {
            *begin = *end > 0 ? *begin : t;
            *end = t + 1;
        }
    }
}

// With a plan to follow, the months of its own orders and exercised options.
static void find_plan_months(rw_support *s) {
    const rw_model *model = s->model;
    const rw_idx n_month = model->n_month;
    for (rw_idx l = 0; l < model->n_line; l++) {
        span(&s->plan->module_order[l * n_month], n_month, &s->order_begin[l], &s->order_end[l]);
    }
    for (rw_idx g = 0; g < model->n_option; g++) {
        span(&s->plan->option_block[g * n_month], n_month, &s->option_begin[g], &s->option_end[g]);
    }
}

// Forward over the months: what is there, what can be started with it, what that makes in the same month.
static void find_flows(rw_support *s) {
    const rw_model *model = s->model;
    const rw_idx n_month = model->n_month;
    for (rw_idx t = 0; t < n_month; t++) {
        for (rw_idx i = 0; i < model->n_item; i++) {
            s->available[i * n_month + t] =
                t > 0 ? s->available[i * n_month + t - 1] : model->item[i].opening_stock > 0.0;
        }
        for (rw_idx j = 0; j < model->n_supplier; j++) {
            const rw_idx shipped = t - model->supplier[j].transport_months;
            if (shipped >= 0 && s->purchase[j * n_month + shipped]) {
                s->available[model->supplier[j].item * n_month + t] = true;
            }
        }
        for (bool again = true; again;) {
            again = false;
            for (rw_idx o = 0; o < model->n_operation; o++) {
                if (mark_starts(s, o, t)) {
                    again = true;
                    for (rw_idx k = 0; k < model->operation[o].n_output; k++) {
                        s->available[model->operation[o].output[k].item * n_month + t] = true;
                    }
                }
            }
        }
    }
}

static void find_crews(rw_support *s) {
    const rw_model *model = s->model;
    const rw_idx n_month = model->n_month;
    for (rw_idx o = 0; o < model->n_operation; o++) {
        const rw_idx l = model->operation[o].line;
        for (rw_idx c = 0; l >= 0 && c < model->line[l].n_crew; c++) {
            for (rw_idx t = 0; t < n_month; t++) {
                bool *crew = &s->crew[model->line[l].crew[c].skill * n_month + t];
                *crew = *crew || s->start[(o * RW_N_VINTAGE + RW_RUN_IN) * n_month + t] ||
                        s->start[(o * RW_N_VINTAGE + RW_MATURE) * n_month + t];
            }
        }
    }
}

static bool number_slots(rw_support *s, rw_arena *arena) {
    const rw_model *model = s->model;
    s->slot_begin = rw_arena_alloc(arena, model->n_operation + 1, sizeof(rw_idx));
    for (rw_idx o = 0; s->slot_begin != NULL && o < model->n_operation; o++) {
        const rw_idx l = model->operation[o].line;
        const rw_idx n_slot = l < 0 ? 1 : model->line[l].pattern_end - model->line[l].pattern_begin;
        s->slot_begin[o + 1] = s->slot_begin[o] + n_slot;
    }
    s->slot_operation =
        s->slot_begin != NULL ? rw_arena_alloc(arena, s->slot_begin[model->n_operation], sizeof(rw_idx)) : NULL;
    for (rw_idx o = 0; s->slot_operation != NULL && o < model->n_operation; o++) {
        for (rw_idx k = s->slot_begin[o]; k < s->slot_begin[o + 1]; k++) {
            s->slot_operation[k] = o;
        }
    }
    return s->slot_operation != NULL;
}

static bool carve(rw_support *s, rw_arena *arena) {
    const rw_model *model = s->model;
    const rw_idx n_month = model->n_month;
    const struct {
        bool **field;
        rw_idx count;
    } flag[] = {
        {&s->effective, model->n_line * RW_N_VINTAGE},
        {&s->start, model->n_operation * RW_N_VINTAGE},
        {&s->available, model->n_item},
        {&s->purchase, model->n_supplier},
        {&s->expansion, model->n_supplier},
        {&s->hire, model->n_skill},
        {&s->people, model->n_skill},
        {&s->crew, model->n_skill},
        {&s->target, model->n_product},
        {&s->use, model->n_product},
    };
    bool ok = true;
    for (size_t k = 0; k < sizeof flag / sizeof flag[0]; k++) {
        *flag[k].field = rw_arena_alloc(arena, flag[k].count * n_month, sizeof(bool));
        ok = ok && *flag[k].field != NULL;
    }
    s->order_begin = rw_arena_alloc(arena, model->n_line, sizeof(rw_idx));
    s->order_end = rw_arena_alloc(arena, model->n_line, sizeof(rw_idx));
    s->option_begin = rw_arena_alloc(arena, model->n_option, sizeof(rw_idx));
    s->option_end = rw_arena_alloc(arena, model->n_option, sizeof(rw_idx));
    return ok && s->order_begin != NULL && s->order_end != NULL && s->option_begin != NULL && s->option_end != NULL &&
           number_slots(s, arena);
}

rw_status rw_support_init(rw_support *support, rw_arena *arena, const rw_model *model, const rw_scenario_set *scenarios,
                          const rw_timing *timing, rw_aim aim, const rw_plan *plan) {
    *support = (rw_support){.model = model, .plan = plan, .aim = aim};
    if (!carve(support, arena)) {
        return RW_NO_MEMORY;
    }
    if (plan != NULL) {
        find_plan_months(support);
    } else {
        find_order_months(support, scenarios->n_scenario, timing);
        find_option_months(support);
    }
    for (rw_idx w = 0; w < scenarios->n_scenario; w++) {
        const rw_scenario *scenario = &scenarios->scenario[w];
        find_effective(support, &timing[w]);
        find_purchases(support, scenario);
        find_people(support, scenario);
        find_demand(support, scenario);
    }
    find_flows(support);
    find_crews(support);
    return RW_OK;
}
