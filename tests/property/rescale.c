// The same plant in other units.  SPDX-License-Identifier: MIT
#include "property/rescale.h"

#include "core/memory.h"
#include "property/relation.h"

static void scale_path(rw_model *model, const double **path, double factor) {
    *path = relation_scaled(model, *path, model->n_month, factor);
}

static void scale_products(rw_model *model, double goods, double price) {
    for (rw_idx r = 0; r < model->n_product; r++) {
        rw_product *product = &model->product[r];
        product->opening_stock *= goods;
        scale_path(model, &product->target, goods);
        scale_path(model, &product->use, goods);
        scale_path(model, &product->inflow, goods);
        scale_path(model, &product->delivery_cap, goods);
        product->shortfall_eur *= price;
        product->critical_eur *= price;
        product->unmet_eur *= price;
        product->end_value_eur *= price;
    }
}

static void scale_supply(rw_model *model, double goods, double price) {
    for (rw_idx j = 0; j < model->n_supplier; j++) {
        scale_path(model, &model->supplier[j].capacity, goods);
        scale_path(model, &model->supplier[j].min_take, goods);
        scale_path(model, &model->supplier[j].price_eur, price);
    }
    for (rw_idx g = 0; g < model->n_option; g++) {
        model->option[g].capacity_per_month *= goods;
    }
    for (rw_idx i = 0; i < model->n_item; i++) {
        model->item[i].opening_stock *= goods;
        scale_path(model, &model->item[i].storage_limit, goods);
        model->item[i].holding_eur *= price;
        model->item[i].value_eur *= price;
    }
}

static void scale_flows(rw_model *model, const rw_flow **flow, rw_idx count, double factor) {
    rw_flow *copy = rw_arena_alloc(model->arena, count, sizeof *copy);
    for (rw_idx k = 0; copy != NULL && k < count; k++) {
        copy[k] = (*flow)[k];
        copy[k].quantity *= factor;
    }
    *flow = copy != NULL ? copy : *flow;
}

static void scale_rules(rw_model *model, double price) {
    for (rw_idx k = 0; k < model->n_supply_rule; k++) {
        model->supply_rule[k].price_eur *= price;
    }
    for (rw_idx k = 0; k < model->n_transfer_rule; k++) {
        model->transfer_rule[k].price_eur *= price;
    }
}

void rescale_goods(rw_model *model, double factor) {
    scale_products(model, factor, 1.0 / factor);
    scale_supply(model, factor, 1.0 / factor);
    scale_rules(model, 1.0 / factor);
    for (rw_idx o = 0; o < model->n_operation; o++) {
        scale_flows(model, &model->operation[o].input, model->operation[o].n_input, factor);
        scale_flows(model, &model->operation[o].output, model->operation[o].n_output, factor);
    }
}

static void scale_lines(rw_model *model, double factor) {
    for (rw_idx l = 0; l < model->n_line; l++) {
        rw_line *line = &model->line[l];
        line->capex_eur *= factor;
        line->fixed_eur_per_month *= factor;
        line->min_run_eur *= factor;
        line->mothball_eur *= factor;
        line->restart_eur *= factor;
    }
    for (rw_idx k = 0; k < model->n_skill; k++) {
        rw_skill *skill = &model->skill[k];
        scale_path(model, &skill->wage_eur, factor);
        skill->hire_eur *= factor;
        skill->severance_eur *= factor;
        skill->end_value_eur *= factor;
    }
}

void rescale_money(rw_model *model, double factor) {
    scale_products(model, 1.0, factor);
    scale_supply(model, 1.0, factor);
    scale_rules(model, factor);
    scale_lines(model, factor);
    for (rw_idx o = 0; o < model->n_operation; o++) {
        model->operation[o].cost_eur *= factor;
    }
    for (rw_idx g = 0; g < model->n_option; g++) {
        model->option[g].fee_eur *= factor;
    }
    for (rw_idx k = 0; k < model->n_surge_rule; k++) {
        model->surge_rule[k].price_eur *= factor;
    }
    for (rw_idx b = 0; b < model->n_budget; b++) {
        model->budget[b].limit_eur = relation_scaled(model, model->budget[b].limit_eur, model->n_year, factor);
    }
}
