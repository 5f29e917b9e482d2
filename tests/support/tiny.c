// Tiny plants built in C.  SPDX-License-Identifier: MIT
#include "support/tiny.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/memory.h"

void *rw_tiny_alloc(rw_model *model, rw_idx count, size_t size) {
    void *block = rw_arena_alloc(model->arena, count, size);
    if (block == NULL) {
        abort(); // a test without memory has nothing to say
    }
    return block;
}

const double *rw_tiny_values(rw_model *model, rw_idx count, const double *value) {
    double *copy = rw_tiny_alloc(model, count, sizeof *copy);
    memcpy(copy, value, (size_t)count * sizeof *copy);
    return copy;
}

const double *rw_tiny_path(rw_model *model, double value) {
    double *path = rw_tiny_alloc(model, model->n_month, sizeof *path);
    for (rw_idx t = 0; t < model->n_month; t++) {
        path[t] = value;
    }
    return path;
}

static const char *name_of(rw_model *model, const char *stem, rw_idx number) {
    char text[32];
    snprintf(text, sizeof text, "%s%d", stem, (int)number);
    return rw_arena_copy(model->arena, text);
}

static const rw_flow *flow_of(rw_model *model, rw_idx item) {
    rw_flow *flow = rw_tiny_alloc(model, 1, sizeof *flow);
    *flow = (rw_flow){.item = item, .quantity = 1.0};
    return flow;
}

static void add_items(rw_model *model, rw_idx n_item) {
    model->n_item = n_item;
    model->item = rw_tiny_alloc(model, n_item, sizeof *model->item);
    for (rw_idx i = 0; i < n_item; i++) {
        model->item[i] = (rw_item){.name = name_of(model, "item", i),
                                   .title = "",
                                   .unit = "piece",
                                   .storage_limit = rw_tiny_path(model, INFINITY),
                                   .value_eur = 100.0,
                                   .local_share = 1.0};
    }
}

static void add_line(rw_model *model, rw_idx l) {
    const double one = 1.0;
    rw_crew *crew = rw_tiny_alloc(model, 1, sizeof *crew);
    *crew = (rw_crew){.skill = 0, .heads = 1.0};
    model->pattern[l] = (rw_pattern){.name = name_of(model, "day", l), .line = l, .multiplier = 1.0, .crews = 1.0};
    model->line[l] = (rw_line){.name = name_of(model, "line", l),
                               .title = "",
                               .site = -1,
                               .permit = -1,
                               .rate_per_month = 100.0,
                               .pattern_begin = l,
                               .pattern_end = l + 1,
                               .n_crew = 1,
                               .crew = crew,
                               .capex_eur = 1000.0,
                               .n_payment = 1,
                               .payment_share = rw_tiny_values(model, 1, &one),
                               .fixed_eur_per_month = 10.0,
                               .lead_months = 1,
                               .ramp = rw_tiny_alloc(model, 0, sizeof(double)),
                               .yield_initial_share = 1.0,
                               .modules_per_order = 1,
                               .modules_max = 3,
                               .order_to = model->n_month - 1,
                               .life_months = 120.0};
    model->operation[l] = (rw_operation){.name = name_of(model, "make", l),
                                         .title = "",
                                         .line = l,
                                         .load = 1.0,
                                         .yield = 1.0,
                                         .cost_eur = 2.0,
                                         .n_input = 1,
                                         .n_output = 1,
                                         .input = flow_of(model, l),
                                         .output = flow_of(model, l + 1)};
}

static void add_people_and_suppliers(rw_model *model) {
    model->n_skill = 1;
    model->skill = rw_tiny_alloc(model, 1, sizeof *model->skill);
    model->skill[0] = (rw_skill){.name = "worker",
                                 .title = "",
                                 .headcount = 10.0,
                                 .hire_limit = rw_tiny_path(model, 5.0),
                                 .hire_eur = 50.0,
                                 .wage_eur = rw_tiny_path(model, 3.0)};
    model->n_supplier = 2;
    model->supplier = rw_tiny_alloc(model, 2, sizeof *model->supplier);
    model->supplier[0] = (rw_supplier){.name = "mill",
                                       .title = "",
                                       .item = 0,
                                       .origin = RW_ORIGIN_DE,
                                       .price_eur = rw_tiny_path(model, 1.0),
                                       .capacity = rw_tiny_path(model, 1000.0),
                                       .min_take = rw_tiny_path(model, 0.0),
                                       .to = model->n_month - 1};
    model->supplier[1] = (rw_supplier){.name = "bridge",
                                       .title = "",
                                       .item = model->n_item - 1,
                                       .origin = RW_ORIGIN_KR,
                                       .price_eur = rw_tiny_path(model, 500.0),
                                       .capacity = rw_tiny_path(model, 0.0),
                                       .min_take = rw_tiny_path(model, 0.0),
                                       .to = model->n_month - 1};
}

static void add_customer(rw_model *model) {
    model->n_customer = model->n_product = model->n_delivery = 1;
    model->customer = rw_tiny_alloc(model, 1, sizeof *model->customer);
    model->product = rw_tiny_alloc(model, 1, sizeof *model->product);
    model->delivery = rw_tiny_alloc(model, 1, sizeof *model->delivery);
    model->customer[0] = (rw_customer){.name = "army", .title = "", .priority_weight = 1.0, .product_end = 1};
    model->product[0] = (rw_product){.item = model->n_item - 1,
                                     .target = rw_tiny_path(model, 50.0),
                                     .use = rw_tiny_path(model, 0.0),
                                     .inflow = rw_tiny_path(model, 0.0),
                                     .delivery_cap = rw_tiny_path(model, INFINITY),
                                     .shortfall_eur = 20.0,
                                     .unmet_eur = 100.0,
                                     .delivery_end = 1};
    model->delivery[0] = (rw_delivery){.product = 0, .item = model->n_item - 1};
}

rw_model *rw_tiny_new(rw_idx n_month, rw_idx n_line) {
    rw_model *model = rw_model_new();
    if (model == NULL) {
        abort();
    }
    model->name = "tiny";
    model->title = "Tiny plant";
    model->start_year = 2027;
    model->start_month = 1;
    model->n_month = n_month;
    model->n_year = (n_month + 11) / 12;
    model->price_year = 2026;
    model->n_line = model->n_pattern = model->n_operation = n_line;
    model->line = rw_tiny_alloc(model, n_line, sizeof *model->line);
    model->pattern = rw_tiny_alloc(model, n_line, sizeof *model->pattern);
    model->operation = rw_tiny_alloc(model, n_line, sizeof *model->operation);
    add_items(model, n_line + 1);
    for (rw_idx l = 0; l < n_line; l++) {
        add_line(model, l);
    }
    add_people_and_suppliers(model);
    add_customer(model);
    return model;
}

rw_model *rw_tiny_bridge_new(void) {
    const double take[] = {0.0, 0.0, 15.0};
    rw_model *model = rw_tiny_new(3, 1);
    rw_option *option = rw_tiny_alloc(model, 1, sizeof *option);
    *option = (rw_option){
        .name = "more", .supplier = 1, .blocks_max = 4, .capacity_per_month = 20.0, .fee_eur = 100.0, .to = 2};
    model->option = option;
    model->n_option = 1;
    model->supplier[1].option_end = 1;
    model->supplier[1].capacity = rw_tiny_path(model, 10.0);
    model->supplier[1].min_take = rw_tiny_values(model, 3, take);
    model->line[0].modules_max = 0;
    model->product[0].shortfall_eur = 1000.0;
    return model;
}
