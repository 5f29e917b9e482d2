// Names of columns and rows.  SPDX-License-Identifier: MIT
#include "formulate/names.h"

#include "core/memory.h"
#include "core/text.h"
#include "formulate/first.h"

static const char *const column_name[RW_N_COLUMN_KIND] = {
#define RW_COLUMN_ENTRY(code, name) [RW_COLUMN_##code] = (name),
    RW_COLUMN_LIST(RW_COLUMN_ENTRY)
#undef RW_COLUMN_ENTRY
};

static const char *const row_name[RW_N_ROW_KIND] = {
#define RW_ROW_ENTRY(code, name) [RW_ROW_##code] = (name),
    RW_ROW_LIST(RW_ROW_ENTRY)
#undef RW_ROW_ENTRY
};

static const char *const first_row_name[] = {
    [RW_FIRST_ORDER] = "order",     [RW_FIRST_SPACING] = "spacing", [RW_FIRST_LIMIT] = "limit",
    [RW_FIRST_AREA] = "area",       [RW_FIRST_LICENCE] = "licence", [RW_FIRST_CAPEX] = "capex",
    [RW_FIRST_EXERCISE] = "option",
};

static void add_product(rw_text *text, const rw_model *model, rw_idx product) {
    const rw_product *r = &model->product[product];
    rw_text_format(text, ".%s.%s", model->customer[r->customer].name, model->item[r->item].name);
}

static void add_delivery(rw_text *text, const rw_model *model, rw_idx delivery) {
    add_product(text, model, model->delivery[delivery].product);
    rw_text_format(text, ".%s", model->item[model->delivery[delivery].item].name);
}

static void add_option(rw_text *text, const rw_model *model, rw_idx option) {
    const rw_option *g = &model->option[option];
    rw_text_format(text, ".%s.%s", model->supplier[g->supplier].name, g->name);
}

static void add_surge(rw_text *text, const rw_model *model, rw_idx entity) {
    rw_text_format(text, ".%s.%s", model->surge_rule[entity / model->n_line].name,
                   model->line[entity % model->n_line].name);
}

static void add_start(rw_text *text, const rw_layout *layout, rw_idx entity) {
    const rw_model *model = layout->model;
    const rw_idx slot = entity / RW_N_VINTAGE;
    const rw_idx o = layout->support->slot_operation[slot];
    const rw_idx line = model->operation[o].line;
    rw_text_format(text, ".%s", model->operation[o].name);
    if (line >= 0) {
        const rw_idx p = model->line[line].pattern_begin + slot - layout->support->slot_begin[o];
        rw_text_format(text, ".%s%s", model->pattern[p].name, entity % RW_N_VINTAGE == RW_RUN_IN ? ".run_in" : "");
    }
}

static void add_column_entity(rw_text *text, const rw_layout *layout, const rw_place *place) {
    const rw_model *model = layout->model;
    const rw_idx e = place->entity;
    switch ((rw_column_kind)place->kind) {
    case RW_COLUMN_START:
        add_start(text, layout, e);
        return;
    case RW_COLUMN_MOTHBALLED:
    case RW_COLUMN_MOTHBALL_IN:
    case RW_COLUMN_MOTHBALL_OUT:
    case RW_COLUMN_MIN_RUN_SHORT:
        rw_text_format(text, ".%s", model->line[e].name);
        return;
    case RW_COLUMN_PURCHASE:
    case RW_COLUMN_UNTAKEN:
        rw_text_format(text, ".%s", model->supplier[e].name);
        return;
    case RW_COLUMN_STOCK:
        rw_text_format(text, ".%s", model->item[e].name);
        return;
    case RW_COLUMN_HIRE:
    case RW_COLUMN_LAYOFF:
    case RW_COLUMN_OVERTIME:
    case RW_COLUMN_HEADCOUNT:
        rw_text_format(text, ".%s", model->skill[e].name);
        return;
    case RW_COLUMN_DELIVERY:
        add_delivery(text, model, e);
        return;
    case RW_COLUMN_UNMET:
    case RW_COLUMN_SURPLUS:
    case RW_COLUMN_SHORT:
    case RW_COLUMN_CRITICAL:
        add_product(text, model, e);
        return;
    case RW_COLUMN_CONTENT_SHORT:
        rw_text_format(text, ".%s", model->content_rule[e].name);
        return;
    case RW_COLUMN_SUPPLY_SHORT:
        rw_text_format(text, ".%s", model->supply_rule[e].name);
        return;
    case RW_COLUMN_SURGE_SHORT:
        add_surge(text, model, e);
        return;
    case RW_COLUMN_TRANSFER_SHORT:
        rw_text_format(text, ".%s", model->transfer_rule[e].name);
        return;
    case RW_COLUMN_BUDGET_OVERRUN:
        rw_text_format(text, ".%s", model->budget[e].name);
        return;
    case RW_COLUMN_CONSTANT:
    case RW_N_COLUMN_KIND:
        return;
    }
}

static void add_row_entity(rw_text *text, const rw_model *model, const rw_place *place) {
    const rw_idx e = place->entity;
    switch ((rw_row_kind)place->kind) {
    case RW_ROW_BALANCE:
        rw_text_format(text, ".%s", model->item[e].name);
        return;
    case RW_ROW_MODULES:
        rw_text_format(text, ".%s%s", model->line[e / RW_N_VINTAGE].name,
                       e % RW_N_VINTAGE == RW_RUN_IN ? ".run_in" : "");
        return;
    case RW_ROW_MOTHBALL:
    case RW_ROW_MIN_RUN:
        rw_text_format(text, ".%s", model->line[e].name);
        return;
    case RW_ROW_CREW:
    case RW_ROW_OVERTIME:
    case RW_ROW_HEADCOUNT:
        rw_text_format(text, ".%s", model->skill[e].name);
        return;
    case RW_ROW_PURCHASE:
    case RW_ROW_TAKE:
        rw_text_format(text, ".%s", model->supplier[e].name);
        return;
    case RW_ROW_CUSTOMER:
    case RW_ROW_DELIVERY:
        add_product(text, model, e);
        return;
    case RW_ROW_CONTENT:
        rw_text_format(text, ".%s", model->content_rule[e].name);
        return;
    case RW_ROW_SUPPLY:
        rw_text_format(text, ".%s", model->supply_rule[e].name);
        return;
    case RW_ROW_SURGE:
        add_surge(text, model, e);
        return;
    case RW_ROW_TRANSFER:
        rw_text_format(text, ".%s", model->transfer_rule[e].name);
        return;
    case RW_ROW_BUDGET:
        rw_text_format(text, ".%s", model->budget[e].name);
        return;
    case RW_ROW_CAP:
    case RW_N_ROW_KIND:
        return;
    }
}

static void add_first_row_entity(rw_text *text, const rw_model *model, const rw_place *place) {
    switch ((rw_first_row_kind)place->kind) {
    case RW_FIRST_ORDER:
    case RW_FIRST_SPACING:
    case RW_FIRST_LIMIT:
        rw_text_format(text, ".%s", model->line[place->entity].name);
        return;
    case RW_FIRST_AREA:
    case RW_FIRST_LICENCE:
        rw_text_format(text, ".%s", model->site[place->entity].name);
        return;
    case RW_FIRST_CAPEX:
        rw_text_format(text, ".%s", model->budget[place->entity].name);
        return;
    case RW_FIRST_EXERCISE:
        add_option(text, model, place->entity);
        return;
    }
}

// Ends a name with its month, replaces what MPS readers stumble over, and hands out a copy (NULL without memory).
static char *finish(rw_text *text, const rw_model *model, rw_idx month) {
    char buffer[16];
    rw_month_text(buffer, model->start_year, model->start_month, month);
    rw_text_format(text, ".%s", buffer);
    char *name = text->failed ? NULL : rw_calloc((rw_idx)text->length + 1, 1);
    for (size_t k = 0; name != NULL && k < text->length; k++) {
        const char c = text->data[k];
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.';
        name[k] = plain ? c : '_';
    }
    rw_text_clear(text);
    return name;
}

static rw_status name_first_columns(rw_twostage *problem, const rw_layout *layout) {
    const rw_model *model = layout->model;
    const rw_support *s = layout->support;
    rw_text text = {0};
    for (rw_idx l = 0; l < model->n_line; l++) {
        for (rw_idx u = s->order_begin[l]; u < s->order_end[l]; u++) {
            rw_text_format(&text, "order.%s", model->line[l].name);
            problem->first.col_name[rw_layout_order(layout, l, u)] = finish(&text, model, u);
        }
    }
    for (rw_idx g = 0; g < model->n_option; g++) {
        for (rw_idx t = s->option_begin[g]; t < s->option_end[g]; t++) {
            rw_text_add(&text, "option");
            add_option(&text, model, g);
            problem->first.col_name[rw_layout_option(layout, g, t)] = finish(&text, model, t);
        }
    }
    for (rw_idx j = 0; j < layout->n_first; j++) {
        if (problem->first.col_name[j] == NULL) {
            return RW_NO_MEMORY;
        }
    }
    return RW_OK;
}

static rw_status name_rest(rw_twostage *problem, const rw_layout *layout, const rw_place *first_row_place) {
    rw_text text = {0};
    for (rw_idx i = 0; i < problem->first.n_row; i++) {
        rw_text_add(&text, first_row_name[first_row_place[i].kind]);
        add_first_row_entity(&text, layout->model, &first_row_place[i]);
        problem->first.row_name[i] = finish(&text, layout->model, first_row_place[i].month);
        if (problem->first.row_name[i] == NULL) {
            return RW_NO_MEMORY;
        }
    }
    for (rw_idx j = 0; j < layout->n_col; j++) {
        rw_text_add(&text, column_name[layout->col_place[j].kind]);
        add_column_entity(&text, layout, &layout->col_place[j]);
        problem->second.col_name[j] = finish(&text, layout->model, layout->col_place[j].month);
        if (problem->second.col_name[j] == NULL) {
            return RW_NO_MEMORY;
        }
    }
    for (rw_idx i = 0; i < layout->n_row; i++) {
        rw_text_add(&text, row_name[layout->row_place[i].kind]);
        add_row_entity(&text, layout->model, &layout->row_place[i]);
        problem->second.row_name[i] = finish(&text, layout->model, layout->row_place[i].month);
        if (problem->second.row_name[i] == NULL) {
            return RW_NO_MEMORY;
        }
    }
    return RW_OK;
}

rw_status rw_names_fill(rw_twostage *problem, const rw_layout *layout, const rw_place *first_row_place) {
    rw_status status = RW_OK;
    rw_block *first = &problem->first;
    rw_block *second = &problem->second;
    first->col_name = rw_calloc(first->n_col, sizeof(char *));
    first->row_name = rw_calloc(first->n_row, sizeof(char *));
    second->col_name = rw_calloc(second->n_col, sizeof(char *));
    second->row_name = rw_calloc(second->n_row, sizeof(char *));
    RW_TRY(first->col_name != NULL && first->row_name != NULL && second->col_name != NULL && second->row_name != NULL
               ? RW_OK
               : RW_NO_MEMORY);
    RW_TRY(name_first_columns(problem, layout));
    RW_TRY(name_rest(problem, layout, first_row_place));
done:
    return status;
}
