// How a plant is changed, and what that may do to its cost.  SPDX-License-Identifier: MIT
#include "property/relation.h"

#include "core/memory.h"

const double *relation_scaled(rw_model *model, const double *value, rw_idx count, double factor) {
    double *copy = rw_arena_alloc(model->arena, count, sizeof *copy);
    for (rw_idx k = 0; copy != NULL && k < count; k++) {
        copy[k] = value[k] * factor;
    }
    return copy != NULL ? copy : value;
}

static void give_supply(rw_model *model) {
    for (rw_idx j = 0; j < model->n_supplier; j++) {
        model->supplier[j].capacity = relation_scaled(model, model->supplier[j].capacity, model->n_month, 1.25);
    }
}

static void give_options(rw_model *model) {
    for (rw_idx g = 0; g < model->n_option; g++) {
        model->option[g].blocks_max += 1;
    }
}

static void give_people(rw_model *model) {
    for (rw_idx k = 0; k < model->n_skill; k++) {
        model->skill[k].hire_limit = relation_scaled(model, model->skill[k].hire_limit, model->n_month, 1.5);
    }
}

static void give_overtime(rw_model *model) {
    for (rw_idx k = 0; k < model->n_skill; k++) {
        model->skill[k].overtime_share += 0.1;
    }
}

static void give_budget(rw_model *model) {
    for (rw_idx b = 0; b < model->n_budget; b++) {
        model->budget[b].limit_eur = relation_scaled(model, model->budget[b].limit_eur, model->n_year, 1.3);
    }
}

static void give_modules(rw_model *model) {
    for (rw_idx l = 0; l < model->n_line; l++) {
        model->line[l].modules_max += 1;
    }
}

static void give_land(rw_model *model) {
    for (rw_idx s = 0; s < model->n_site; s++) {
        model->site[s].area_m2 *= 1.5;
        model->site[s].licence_units *= 1.5;
    }
}

static void give_storage(rw_model *model) {
    for (rw_idx i = 0; i < model->n_item; i++) {
        model->item[i].storage_limit = relation_scaled(model, model->item[i].storage_limit, model->n_month, 1.5);
    }
}

static void give_deliveries(rw_model *model) {
    for (rw_idx r = 0; r < model->n_product; r++) {
        model->product[r].delivery_cap = relation_scaled(model, model->product[r].delivery_cap, model->n_month, 1.5);
    }
}

static void give_end_value(rw_model *model) {
    for (rw_idx r = 0; r < model->n_product; r++) {
        model->product[r].end_value_eur = 1.5 * model->product[r].end_value_eur + 10.0;
    }
}

// Not in the last month where that would raise a credit for what is left.
static void want_more(rw_model *model) {
    for (rw_idx r = 0; r < model->n_product; r++) {
        rw_product *product = &model->product[r];
        const double last = product->target[model->n_month - 1];
        double *more = rw_arena_alloc(model->arena, model->n_month, sizeof *more);
        for (rw_idx t = 0; more != NULL && t < model->n_month; t++) {
            more[t] = 1.1 * product->target[t];
        }
        if (more != NULL && product->end_value_eur > 0.0) {
            more[model->n_month - 1] = last;
        }
        product->target = more != NULL ? more : product->target;
    }
}

static void ask_dearer_prices(rw_model *model) {
    for (rw_idx j = 0; j < model->n_supplier; j++) {
        model->supplier[j].price_eur = relation_scaled(model, model->supplier[j].price_eur, model->n_month, 1.1);
    }
}

static void shuffle(plant_recipe *recipe) {
    recipe->shuffle = recipe->seed + 1;
}

static void split_operation(plant_recipe *recipe) {
    recipe->split_operation = true;
}

static void add_useless_line(plant_recipe *recipe) {
    recipe->useless_line = true;
}

const relation relations[] = {
    {"more supply", EFFECT_NEVER_DEARER, NULL, give_supply},
    {"more options", EFFECT_NEVER_DEARER, NULL, give_options},
    {"more hiring", EFFECT_NEVER_DEARER, NULL, give_people},
    {"more overtime", EFFECT_NEVER_DEARER, NULL, give_overtime},
    {"more budget", EFFECT_NEVER_DEARER, NULL, give_budget},
    {"more modules allowed", EFFECT_NEVER_DEARER, NULL, give_modules},
    {"more land and licences", EFFECT_NEVER_DEARER, NULL, give_land},
    {"more storage", EFFECT_NEVER_DEARER, NULL, give_storage},
    {"more deliveries allowed", EFFECT_NEVER_DEARER, NULL, give_deliveries},
    {"more value at the end", EFFECT_NEVER_DEARER, NULL, give_end_value},
    {"higher targets", EFFECT_NEVER_CHEAPER, NULL, want_more},
    {"dearer supply", EFFECT_NEVER_CHEAPER, NULL, ask_dearer_prices},
    {"another order of everything", EFFECT_NONE, shuffle, NULL},
    {"an operation given twice", EFFECT_NONE, split_operation, NULL},
    {"a line nothing uses", EFFECT_NONE, add_useless_line, NULL},
};
const int n_relation = sizeof relations / sizeof *relations;
