// Items, operations and suppliers.  SPDX-License-Identifier: MIT
//
// Beside its stages a chain may have: an import of the final item (a kind of its own where products accept several);
// a foreign half-finished item that the last line finishes by a second operation; a kit that is split without a line.
#include "plant/write.h"

#include <stdio.h>

static void put_item(const plant_shape *shape, int chain, const char *name, double value, double local_share,
                     plant_list *list) {
    const double price = shape->chain[chain].price;
    const double demand = shape->chain[chain].demand;
    draw d = draw_of(shape->recipe->seed, DRAW_ITEM, (uint64_t)(chain * 256 + list->n_entry));
    rw_text *text = list_entry(list);
    const double opening = draw_rounded(demand * draw_between(&d, 0.0, 1.0));
    const double limit = draw_rounded(opening + demand * draw_between(&d, 1.0, 4.0));
    const bool opens = draw_chance(&d, 0.3);
    put_text(text, "name", name);
    put_text(text, "unit", "unit");
    put_real(text, "opening_stock", opens ? opening : 0.0);
    if (plant_has(shape, PLANT_HAS_STORAGE)) {
        put_path(shape, &d, text, "storage_limit", limit, draw_rounded(1.5 * limit), shape->n_month - 1);
    }
    put_real(text, "holding_eur", draw_rounded(0.002 * price * value));
    put_real(text, "value_eur", draw_rounded(price * value));
    put_real(text, "local_share", local_share);
    put_real(text, "end_value_share", plant_has(shape, PLANT_HAS_END_VALUE) ? 0.4 : 0.0);
}

void plant_write_items(const plant_shape *shape, rw_text *text) {
    char name[NAME_SIZE];
    plant_list list;
    list_begin(&list, shape, "items");
    for (int f = 0; f < shape->n_chain; f++) {
        const int n_stage = shape->chain[f].n_stage;
        for (int s = -1; s < n_stage; s++) {
            const double value = 0.2 + 0.8 * (double)(s + 1) / n_stage;
            put_item(shape, f, name_stage_item(shape, f, s, name), value, s < 0 ? 0.5 : 1.0, &list);
        }
        if (plant_has(shape, PLANT_HAS_SECOND_INPUT)) {
            put_item(shape, f, name_of(name, "part", f), 0.1, 0.7, &list);
        }
        if (plant_has(shape, PLANT_HAS_ACCEPTS)) {
            put_item(shape, f, name_of(name, "import", f), 1.0, 0.0, &list);
        }
        if (plant_has(shape, PLANT_HAS_FOREIGN)) {
            put_item(shape, f, name_of(name, "foreign", f), 0.7, 0.1, &list);
            if (plant_has(shape, PLANT_HAS_ACCEPTS)) {
                put_item(shape, f, name_of(name, "mixed", f), 1.0, 0.4, &list);
            }
        }
        if (plant_has(shape, PLANT_HAS_KIT)) {
            put_item(shape, f, name_of(name, "kit", f), 1.8, 0.0, &list);
        }
    }
    list_end(&list, text, "()");
    rw_text_add(text, "\n");
}

static void put_flow(const plant_shape *shape, rw_text *text, const char *key, const char *const *item,
                     const double *quantity) {
    plant_list list;
    list_begin(&list, shape, key);
    for (int k = 0; k < 2; k++) {
        if (item[k] != NULL) {
            rw_text *entry = list_entry(&list);
            put_text(entry, "item", item[k]);
            put_real(entry, "quantity", quantity[k]);
        }
    }
    list_end(&list, text, "()");
}

typedef struct operation {
    const char *name, *line, *input[2], *output[2];
    double input_quantity[2], output_quantity[2], load, yield, cost;
} operation;

static void put_operation(const plant_shape *shape, const operation *o, plant_list *list) {
    const int copies = shape->recipe->split_operation && list->n_entry == 0 ? 2 : 1;
    for (int k = 0; k < copies; k++) {
        char name[NAME_SIZE + 8];
        rw_text *text = list_entry(list);
        (void)snprintf(name, sizeof name, "%s%s", o->name, k > 0 ? "_again" : "");
        put_text(text, "name", name);
        if (o->line != NULL) {
            put_text(text, "line", o->line);
        }
        put_real(text, "load", o->load);
        put_real(text, "yield", o->yield);
        put_real(text, "cost_eur", o->cost);
        put_flow(shape, text, "inputs", o->input, o->input_quantity);
        put_flow(shape, text, "outputs", o->output, o->output_quantity);
    }
}

static void put_stage(const plant_shape *shape, const plant_line *line, plant_list *list) {
    const plant_chain *chain = &shape->chain[line->chain];
    char line_name[NAME_SIZE], name[NAME_SIZE + 8], input[NAME_SIZE], part[NAME_SIZE], output[NAME_SIZE];
    draw d = draw_of(shape->recipe->seed, DRAW_OPERATION, (uint64_t)(line - shape->line));
    operation o = {.name = name, .line = name_line(line, line_name), .cost = line->step_cost};
    (void)snprintf(name, sizeof name, "make_%s", line_name);
    o.input[0] = name_stage_item(shape, line->chain, line->stage - 1, input);
    o.output[0] = name_stage_item(shape, line->chain, line->stage, output);
    if (plant_has(shape, PLANT_HAS_SECOND_INPUT) && line->stage == chain->n_stage - 1) {
        o.input[1] = name_of(part, "part", line->chain);
    }
    o.input_quantity[0] = 1.0;
    o.input_quantity[1] = draw_between(&d, 0.5, 2.0);
    o.output_quantity[0] = 1.0;
    o.load = 1.0;
    o.yield = draw_between(&d, 0.9, 1.0);
    put_operation(shape, &o, list);
}

static void put_foreign(const plant_shape *shape, int f, plant_list *list) {
    const plant_chain *chain = &shape->chain[f];
    char line[NAME_SIZE], name[NAME_SIZE], input[NAME_SIZE], output[NAME_SIZE];
    operation o = {
        .name = name_of(name, "finish_foreign", f), .input_quantity = {1.0, 0.0}, .load = 0.8, .yield = 0.97};
    const plant_line *last = &shape->line[chain->line[chain->n_stage - 1][0]];
    o.line = name_line(last, line);
    o.cost = draw_rounded(1.1 * last->step_cost);
    o.input[0] = name_of(input, "foreign", f);
    o.output[0] = name_of(output, plant_has(shape, PLANT_HAS_ACCEPTS) ? "mixed" : "final", f);
    o.output_quantity[0] = 1.0;
    put_operation(shape, &o, list);
}

// A kit gives a unit of the import and some of what the chain starts from.
static void put_kit(const plant_shape *shape, int f, plant_list *list) {
    char name[NAME_SIZE], input[NAME_SIZE], output[NAME_SIZE], rest[NAME_SIZE];
    operation o = {.name = name_of(name, "unpack", f), .input_quantity = {1.0, 0.0}, .load = 1.0, .yield = 1.0};
    o.cost = draw_rounded(0.01 * shape->chain[f].price);
    o.input[0] = name_of(input, "kit", f);
    o.output[0] = name_of(output, plant_has(shape, PLANT_HAS_ACCEPTS) ? "import" : "final", f);
    o.output[1] = name_of(rest, "raw", f);
    o.output_quantity[0] = 1.0;
    o.output_quantity[1] = 2.0;
    put_operation(shape, &o, list);
}

// The last line of the first chain can also do the first stage of the second one, at more load and cost.
static void put_shared(const plant_shape *shape, plant_list *list) {
    const plant_chain *chain = &shape->chain[0];
    char line[NAME_SIZE], input[NAME_SIZE], output[NAME_SIZE];
    operation o = {.name = "make_shared", .input_quantity = {1.0, 0.0}, .yield = 0.95};
    const plant_line *last = &shape->line[chain->line[chain->n_stage - 1][0]];
    const plant_line *other = &shape->line[shape->chain[1].line[0][0]];
    o.line = name_line(last, line);
    o.load = draw_rounded(1.2 * last->rate / other->rate);
    o.cost = draw_rounded(1.3 * other->step_cost);
    o.input[0] = name_stage_item(shape, 1, -1, input);
    o.output[0] = name_stage_item(shape, 1, 0, output);
    o.output_quantity[0] = 1.0;
    put_operation(shape, &o, list);
}

void plant_write_operations(const plant_shape *shape, rw_text *text) {
    plant_list list;
    list_begin(&list, shape, "operations");
    for (int l = 0; l < shape->n_line; l++) {
        put_stage(shape, &shape->line[l], &list);
    }
    for (int f = 0; f < shape->n_chain; f++) {
        if (plant_has(shape, PLANT_HAS_FOREIGN)) {
            put_foreign(shape, f, &list);
        }
        if (plant_has(shape, PLANT_HAS_KIT)) {
            put_kit(shape, f, &list);
        }
    }
    if (plant_has(shape, PLANT_HAS_SHARED) && shape->n_chain > 1) {
        put_shared(shape, &list);
    }
    list_end(&list, text, "()");
    rw_text_add(text, "\n");
}

typedef struct supplier {
    const char *stem, *item;
    const char *origin;
    double price, capacity; // shares of the chain's
    double min_take;        // share of the capacity
    bool options;
} supplier;

static void put_options(const plant_shape *shape, const char *name, double capacity, double price, draw *d,
                        rw_text *text) {
    char option[NAME_SIZE + 8];
    plant_list list;
    const double block = draw_rounded(capacity * draw_between(d, 0.2, 0.6));
    const rw_idx notice = draw_whole(d, 0, shape->n_month / 6);
    const rw_idx from = draw_whole(d, 0, shape->n_month / 4);
    const rw_idx to = draw_whole(d, shape->n_month / 2, shape->n_month - 1);
    list_begin(&list, shape, "options");
    rw_text *entry = list_entry(&list);
    (void)snprintf(option, sizeof option, "%s_more", name);
    put_text(entry, "name", option);
    put_whole(entry, "blocks_max", draw_whole(d, 1, 2));
    put_real(entry, "capacity_per_month", block);
    put_real(entry, "fee_eur", draw_rounded(block * price * (double)shape->n_month * draw_between(d, 0.01, 0.15)));
    put_whole(entry, "notice_months", notice);
    put_month(shape, entry, "from", from);
    put_month(shape, entry, "to", to);
    list_end(&list, text, "()");
}

static void put_supplier(const plant_shape *shape, int f, const supplier *s, plant_list *list) {
    const plant_chain *chain = &shape->chain[f];
    char name[NAME_SIZE], item[NAME_SIZE];
    draw d = draw_of(shape->recipe->seed, DRAW_SUPPLIER, (uint64_t)(f * 64 + list->n_entry));
    rw_text *text = list_entry(list);
    const rw_idx last = shape->n_month - 1;
    const double price = draw_rounded(s->price * chain->price * draw_between(&d, 0.85, 1.2));
    const double capacity = draw_rounded(s->capacity * chain->demand * draw_between(&d, 0.5, 1.5));
    const rw_idx transport = draw_whole(&d, 0, shape->n_month / 10);
    const rw_idx from = draw_whole(&d, 0, shape->n_month / 5);
    const rw_idx to = draw_whole(&d, 2 * shape->n_month / 3, last);
    const double take = draw_rounded(s->min_take * capacity * draw_between(&d, 0.3, 0.9));
    put_text(text, "name", name_of(name, s->stem, f));
    put_text(text, "item", name_of(item, s->item, f));
    put_text(text, "origin", s->origin);
    put_path(shape, &d, text, "price_eur", price, draw_rounded(price * draw_between(&d, 0.9, 1.15)), last);
    put_path(shape, &d, text, "capacity", capacity, draw_rounded(capacity * draw_between(&d, 0.8, 1.6)), last / 2);
    if (plant_has(shape, PLANT_HAS_MIN_TAKE) && take > 0.0) {
        put_path(shape, &d, text, "min_take", take, draw_rounded(0.5 * take), last / 2);
    }
    put_whole(text, "transport_months", plant_has(shape, PLANT_HAS_TRANSPORT) ? transport : 0);
    put_month(shape, text, "from", plant_has(shape, PLANT_HAS_CONTRACT) ? from : 0);
    put_month(shape, text, "to", plant_has(shape, PLANT_HAS_CONTRACT) ? to : last);
    if (plant_has(shape, PLANT_HAS_OPTION) && s->options) {
        put_options(shape, name, capacity, price, &d, text);
    }
}

void plant_write_suppliers(const plant_shape *shape, rw_text *text) {
    static const supplier raw = {"mill", "raw", "DE", 0.2, 1.0, 0.0, true};
    static const supplier other_raw = {"far_mill", "raw", "OTHER", 0.18, 1.0, 0.2, false};
    static const supplier part = {"parts", "part", "EU", 0.08, 2.0, 0.0, false};
    static const supplier foreign = {"foreign_maker", "foreign", "KR", 0.75, 0.4, 0.3, false};
    static const supplier kit = {"kit_maker", "kit", "KR", 1.4, 0.3, 0.3, true};
    const supplier import = {"importer", plant_has(shape, PLANT_HAS_ACCEPTS) ? "import" : "final", "KR", 1.0, 0.5, 0.4,
                             true};
    plant_list list;
    list_begin(&list, shape, "suppliers");
    for (int f = 0; f < shape->n_chain; f++) {
        put_supplier(shape, f, &raw, &list);
        put_supplier(shape, f, &other_raw, &list);
        put_supplier(shape, f, &import, &list);
        if (plant_has(shape, PLANT_HAS_SECOND_INPUT)) {
            put_supplier(shape, f, &part, &list);
        }
        if (plant_has(shape, PLANT_HAS_FOREIGN)) {
            put_supplier(shape, f, &foreign, &list);
        }
        if (plant_has(shape, PLANT_HAS_KIT)) {
            put_supplier(shape, f, &kit, &list);
        }
    }
    list_end(&list, text, "()");
    rw_text_add(text, "\n");
}
