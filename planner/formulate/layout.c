// Which quantity is which column, and which equation which row.  SPDX-License-Identifier: MIT
#include "formulate/layout.h"

#include <math.h>

#include "core/memory.h"
#include "formulate/window.h"

typedef bool wanted_rule(const rw_support *s, rw_idx entity, rw_idx t);

static bool start_wanted(const rw_support *s, rw_idx entity, rw_idx t) {
    const rw_idx operation = s->slot_operation[entity / RW_N_VINTAGE];
    return s->start[(operation * RW_N_VINTAGE + entity % RW_N_VINTAGE) * s->model->n_month + t];
}

static bool mothball_wanted(const rw_support *s, rw_idx line, rw_idx t) {
    return s->model->line[line].mothball_saving_share > 0.0 && rw_support_money_counts(s) &&
           s->effective[(line * RW_N_VINTAGE + RW_MATURE) * s->model->n_month + t];
}

static bool restart_wanted(const rw_support *s, rw_idx line, rw_idx t) {
    return t > 0 && mothball_wanted(s, line, t - 1);
}

static bool modules_wanted(const rw_support *s, rw_idx entity, rw_idx t) {
    const rw_model *model = s->model;
    const rw_idx line = entity / RW_N_VINTAGE;
    const rw_idx vintage = entity % RW_N_VINTAGE;
    bool used = vintage == RW_MATURE && mothball_wanted(s, line, t);
    for (rw_idx o = 0; !used && o < model->n_operation; o++) {
        used = model->operation[o].line == line && s->start[(o * RW_N_VINTAGE + vintage) * model->n_month + t];
    }
    return used;
}

static bool min_run_wanted(const rw_support *s, rw_idx line, rw_idx t) {
    const rw_line *l = &s->model->line[line];
    return l->min_run_share > 0.0 && l->min_run_eur > 0.0 && t >= l->min_run_from && rw_support_money_counts(s) &&
           (s->effective[(line * RW_N_VINTAGE + RW_RUN_IN) * s->model->n_month + t] ||
            s->effective[(line * RW_N_VINTAGE + RW_MATURE) * s->model->n_month + t]);
}

static bool purchase_wanted(const rw_support *s, rw_idx supplier, rw_idx t) {
    return s->purchase[supplier * s->model->n_month + t];
}

static bool expansion_wanted(const rw_support *s, rw_idx supplier, rw_idx t) {
    return s->expansion[supplier * s->model->n_month + t];
}

static bool take_wanted(const rw_support *s, rw_idx supplier, rw_idx t) {
    return rw_support_money_counts(s) && purchase_wanted(s, supplier, t) &&
           s->model->supplier[supplier].min_take[t] > 0.0 && s->model->supplier[supplier].capacity[t] > 0.0;
}

static bool balance_wanted(const rw_support *s, rw_idx item, rw_idx t) {
    return s->available[item * s->model->n_month + t];
}

static bool stock_wanted(const rw_support *s, rw_idx item, rw_idx t) {
    return balance_wanted(s, item, t) && s->model->item[item].storage_limit[t] > 0.0;
}

static bool hire_wanted(const rw_support *s, rw_idx skill, rw_idx t) {
    return s->hire[skill * s->model->n_month + t];
}

static bool people_wanted(const rw_support *s, rw_idx skill, rw_idx t) {
    return s->people[skill * s->model->n_month + t];
}

static bool layoff_wanted(const rw_support *s, rw_idx skill, rw_idx t) {
    return rw_support_money_counts(s) && people_wanted(s, skill, t);
}

static bool crew_wanted(const rw_support *s, rw_idx skill, rw_idx t) {
    return s->crew[skill * s->model->n_month + t];
}

static bool overtime_wanted(const rw_support *s, rw_idx skill, rw_idx t) {
    return s->model->skill[skill].overtime_share > 0.0 && crew_wanted(s, skill, t) && people_wanted(s, skill, t);
}

static bool delivery_wanted(const rw_support *s, rw_idx delivery, rw_idx t) {
    const rw_delivery *m = &s->model->delivery[delivery];
    return balance_wanted(s, m->item, t) && s->model->product[m->product].delivery_cap[t] > 0.0;
}

static bool deliveries_wanted(const rw_support *s, rw_idx product, rw_idx t) {
    const rw_product *r = &s->model->product[product];
    rw_idx n_delivery = 0;
    for (rw_idx m = r->delivery_begin; m < r->delivery_end; m++) {
        n_delivery += delivery_wanted(s, m, t) ? 1 : 0;
    }
    return n_delivery > 1 && isfinite(r->delivery_cap[t]);
}

static bool unmet_wanted(const rw_support *s, rw_idx product, rw_idx t) {
    return s->use[product * s->model->n_month + t];
}

static bool always_wanted(const rw_support *s, rw_idx entity, rw_idx t) {
    (void)s, (void)entity, (void)t;
    return true;
}

static bool short_wanted(const rw_support *s, rw_idx product, rw_idx t) {
    return s->target[product * s->model->n_month + t];
}

static bool critical_wanted(const rw_support *s, rw_idx product, rw_idx t) {
    return short_wanted(s, product, t) && rw_support_critical_counts(s, product);
}

static bool content_wanted(const rw_support *s, rw_idx rule, rw_idx t) {
    return rw_support_money_counts(s) && s->model->content_rule[rule].price_eur > 0.0 &&
           rw_window_ending(s->model, rw_window_content(s->model, rule), t) >= 0;
}

static bool supply_wanted(const rw_support *s, rw_idx rule, rw_idx t) {
    return rw_support_money_counts(s) && s->model->supply_rule[rule].price_eur > 0.0 &&
           rw_window_ending(s->model, rw_window_supply(s->model, rule), t) >= 0;
}

static bool transfer_wanted(const rw_support *s, rw_idx rule, rw_idx t) {
    return rw_support_money_counts(s) && s->model->transfer_rule[rule].price_eur > 0.0 &&
           rw_window_ending(s->model, rw_window_transfer(s->model, rule), t) >= 0;
}

static bool surge_wanted(const rw_support *s, rw_idx entity, rw_idx t) {
    const rw_surge_rule *rule = &s->model->surge_rule[entity / s->model->n_line];
    bool named = false;
    for (rw_idx k = 0; k < rule->n_line; k++) {
        named = named || rule->line[k] == entity % s->model->n_line;
    }
    return named && t >= rule->from && t <= rule->to && rule->price_eur > 0.0 && rw_support_money_counts(s);
}

static bool budget_wanted(const rw_support *s, rw_idx budget, rw_idx t) {
    const rw_budget *b = &s->model->budget[budget];
    const rw_idx year = rw_window_ending(s->model, rw_window_budget(s->model), t);
    return b->scope == RW_BUDGET_CASH && b->overrun_eur > 0.0 && rw_support_money_counts(s) && year >= 0 &&
           isfinite(b->limit_eur[year]);
}

static bool cap_wanted(const rw_support *s, rw_idx entity, rw_idx t) {
    (void)entity;
    return s->aim == RW_AIM_COST_AT_SHORTFALL && t == s->model->n_month - 1;
}

static bool constant_wanted(const rw_support *s, rw_idx entity, rw_idx t) {
    (void)entity;
    return s->aim == RW_AIM_COST && s->model->risk_weight > 0.0 && t == s->model->n_month - 1;
}

static wanted_rule *const column_rule[RW_N_COLUMN_KIND] = {
    [RW_COLUMN_START] = start_wanted,
    [RW_COLUMN_MOTHBALLED] = mothball_wanted,
    [RW_COLUMN_MOTHBALL_IN] = mothball_wanted,
    [RW_COLUMN_MOTHBALL_OUT] = restart_wanted,
    [RW_COLUMN_MIN_RUN_SHORT] = min_run_wanted,
    [RW_COLUMN_PURCHASE] = purchase_wanted,
    [RW_COLUMN_UNTAKEN] = take_wanted,
    [RW_COLUMN_STOCK] = stock_wanted,
    [RW_COLUMN_HIRE] = hire_wanted,
    [RW_COLUMN_LAYOFF] = layoff_wanted,
    [RW_COLUMN_OVERTIME] = overtime_wanted,
    [RW_COLUMN_HEADCOUNT] = people_wanted,
    [RW_COLUMN_DELIVERY] = delivery_wanted,
    [RW_COLUMN_UNMET] = unmet_wanted,
    [RW_COLUMN_SURPLUS] = always_wanted,
    [RW_COLUMN_SHORT] = short_wanted,
    [RW_COLUMN_CRITICAL] = critical_wanted,
    [RW_COLUMN_CONTENT_SHORT] = content_wanted,
    [RW_COLUMN_SUPPLY_SHORT] = supply_wanted,
    [RW_COLUMN_SURGE_SHORT] = surge_wanted,
    [RW_COLUMN_TRANSFER_SHORT] = transfer_wanted,
    [RW_COLUMN_BUDGET_OVERRUN] = budget_wanted,
    [RW_COLUMN_CONSTANT] = constant_wanted,
};

static wanted_rule *const row_rule[RW_N_ROW_KIND] = {
    [RW_ROW_BALANCE] = balance_wanted,
    [RW_ROW_MODULES] = modules_wanted,
    [RW_ROW_MOTHBALL] = mothball_wanted,
    [RW_ROW_MIN_RUN] = min_run_wanted,
    [RW_ROW_CREW] = crew_wanted,
    [RW_ROW_OVERTIME] = overtime_wanted,
    [RW_ROW_HEADCOUNT] = people_wanted,
    [RW_ROW_PURCHASE] = expansion_wanted,
    [RW_ROW_TAKE] = take_wanted,
    [RW_ROW_CUSTOMER] = always_wanted,
    [RW_ROW_DELIVERY] = deliveries_wanted,
    [RW_ROW_CONTENT] = content_wanted,
    [RW_ROW_SUPPLY] = supply_wanted,
    [RW_ROW_SURGE] = surge_wanted,
    [RW_ROW_TRANSFER] = transfer_wanted,
    [RW_ROW_BUDGET] = budget_wanted,
    [RW_ROW_CAP] = cap_wanted,
};

static void count_column_entities(const rw_support *s, rw_idx n_entity[RW_N_COLUMN_KIND]) {
    const rw_model *m = s->model;
    const rw_idx count[RW_N_COLUMN_KIND] = {
        [RW_COLUMN_START] = s->slot_begin[m->n_operation] * RW_N_VINTAGE,
        [RW_COLUMN_MOTHBALLED] = m->n_line,
        [RW_COLUMN_MOTHBALL_IN] = m->n_line,
        [RW_COLUMN_MOTHBALL_OUT] = m->n_line,
        [RW_COLUMN_MIN_RUN_SHORT] = m->n_line,
        [RW_COLUMN_PURCHASE] = m->n_supplier,
        [RW_COLUMN_UNTAKEN] = m->n_supplier,
        [RW_COLUMN_STOCK] = m->n_item,
        [RW_COLUMN_HIRE] = m->n_skill,
        [RW_COLUMN_LAYOFF] = m->n_skill,
        [RW_COLUMN_OVERTIME] = m->n_skill,
        [RW_COLUMN_HEADCOUNT] = m->n_skill,
        [RW_COLUMN_DELIVERY] = m->n_delivery,
        [RW_COLUMN_UNMET] = m->n_product,
        [RW_COLUMN_SURPLUS] = m->n_product,
        [RW_COLUMN_SHORT] = m->n_product,
        [RW_COLUMN_CRITICAL] = m->n_product,
        [RW_COLUMN_CONTENT_SHORT] = m->n_content_rule,
        [RW_COLUMN_SUPPLY_SHORT] = m->n_supply_rule,
        [RW_COLUMN_SURGE_SHORT] = m->n_surge_rule * m->n_line,
        [RW_COLUMN_TRANSFER_SHORT] = m->n_transfer_rule,
        [RW_COLUMN_BUDGET_OVERRUN] = m->n_budget,
        [RW_COLUMN_CONSTANT] = 1,
    };
    for (rw_idx k = 0; k < RW_N_COLUMN_KIND; k++) {
        n_entity[k] = count[k];
    }
}

static void count_row_entities(const rw_support *s, rw_idx n_entity[RW_N_ROW_KIND]) {
    const rw_model *m = s->model;
    const rw_idx count[RW_N_ROW_KIND] = {
        [RW_ROW_BALANCE] = m->n_item,
        [RW_ROW_MODULES] = m->n_line * RW_N_VINTAGE,
        [RW_ROW_MOTHBALL] = m->n_line,
        [RW_ROW_MIN_RUN] = m->n_line,
        [RW_ROW_CREW] = m->n_skill,
        [RW_ROW_OVERTIME] = m->n_skill,
        [RW_ROW_HEADCOUNT] = m->n_skill,
        [RW_ROW_PURCHASE] = m->n_supplier,
        [RW_ROW_TAKE] = m->n_supplier,
        [RW_ROW_CUSTOMER] = m->n_product,
        [RW_ROW_DELIVERY] = m->n_product,
        [RW_ROW_CONTENT] = m->n_content_rule,
        [RW_ROW_SUPPLY] = m->n_supply_rule,
        [RW_ROW_SURGE] = m->n_surge_rule * m->n_line,
        [RW_ROW_TRANSFER] = m->n_transfer_rule,
        [RW_ROW_BUDGET] = m->n_budget,
        [RW_ROW_CAP] = 1,
    };
    for (rw_idx k = 0; k < RW_N_ROW_KIND; k++) {
        n_entity[k] = count[k];
    }
}

typedef struct numbering { // of columns, or of rows
    rw_idx n_kind;
    const rw_idx *n_entity;
    wanted_rule *const *rule;
    rw_idx **map;
    rw_place **place;
    rw_idx *count;
} numbering;

static rw_status number_all(rw_arena *arena, const rw_support *s, const numbering *n) {
    const rw_idx n_month = s->model->n_month;
    rw_idx most = 0;
    for (rw_idx k = 0; k < n->n_kind; k++) {
        n->map[k] = rw_arena_alloc(arena, n->n_entity[k] * n_month, sizeof(rw_idx));
        if (n->map[k] == NULL) {
            return RW_NO_MEMORY;
        }
        most += n->n_entity[k] * n_month;
    }
    *n->place = rw_arena_alloc(arena, most, sizeof(rw_place));
    if (*n->place == NULL) {
        return RW_NO_MEMORY;
    }
    *n->count = 0;
    for (rw_idx t = 0; t < n_month; t++) {
        for (rw_idx k = 0; k < n->n_kind; k++) {
            for (rw_idx e = 0; e < n->n_entity[k]; e++) {
                const bool wanted = n->rule[k](s, e, t);
                n->map[k][e * n_month + t] = wanted ? *n->count : -1;
                if (wanted) {
                    (*n->place)[(*n->count)++] = (rw_place){.kind = k, .entity = e, .month = t};
                }
            }
        }
    }
    return RW_OK;
}

static rw_status number_first(rw_layout *layout, rw_arena *arena) {
    const rw_model *model = layout->model;
    const rw_support *s = layout->support;
    layout->order = rw_arena_alloc(arena, model->n_line, sizeof(rw_idx));
    layout->option = rw_arena_alloc(arena, model->n_option, sizeof(rw_idx));
    if (layout->order == NULL || layout->option == NULL) {
        return RW_NO_MEMORY;
    }
    for (rw_idx l = 0; l < model->n_line; l++) {
        layout->order[l] = layout->n_first;
        layout->n_first += s->order_end[l] - s->order_begin[l];
    }
    for (rw_idx g = 0; g < model->n_option; g++) {
        layout->option[g] = layout->n_first;
        layout->n_first += s->option_end[g] - s->option_begin[g];
    }
    return RW_OK;
}

rw_status rw_layout_init(rw_layout *layout, rw_arena *arena, const rw_support *support) {
    rw_status status = RW_OK;
    rw_idx n_column_entity[RW_N_COLUMN_KIND];
    rw_idx n_row_entity[RW_N_ROW_KIND];
    *layout = (rw_layout){.model = support->model, .support = support};
    count_column_entities(support, n_column_entity);
    count_row_entities(support, n_row_entity);
    const numbering columns = {RW_N_COLUMN_KIND, n_column_entity,    column_rule,
                               layout->col,      &layout->col_place, &layout->n_col};
    const numbering rows = {RW_N_ROW_KIND, n_row_entity, row_rule, layout->row, &layout->row_place, &layout->n_row};
    RW_TRY(number_all(arena, support, &columns));
    RW_TRY(number_all(arena, support, &rows));
    RW_TRY(number_first(layout, arena));
done:
    return status;
}

// Column of a chain over months [begin, end) for the month: none before, the last one after.
static rw_idx chain_column(rw_idx first, rw_idx begin, rw_idx end, rw_idx month) {
    if (month < begin || begin == end) {
        return -1;
    }
    return first + (month < end ? month : end - 1) - begin;
}

rw_idx rw_layout_order(const rw_layout *layout, rw_idx line, rw_idx month) {
    const rw_support *s = layout->support;
    return chain_column(layout->order[line], s->order_begin[line], s->order_end[line], month);
}

rw_idx rw_layout_option(const rw_layout *layout, rw_idx option, rw_idx month) {
    const rw_support *s = layout->support;
    return chain_column(layout->option[option], s->option_begin[option], s->option_end[option], month);
}
