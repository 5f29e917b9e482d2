// The skeleton of a generated plant.  SPDX-License-Identifier: MIT
#include "plant/shape.h"

#include <math.h>

#include "plant/draw.h"

typedef struct scale {                        // what a size means
    int n_chain[2], n_line[2], n_customer[2]; // least and most
    int n_site, n_skill;
    rw_idx n_month[2], lead[2], commissioning[2], ramp[2], yield[2];
    double demand[2]; // units per month and chain
} scale;

static const scale scales[PLANT_N_SIZE] = {
    [PLANT_TINY] = {{1, 2}, {1, 3}, {1, 2}, 1, 1, {12, 24}, {1, 4}, {0, 2}, {1, 4}, {1, 4}, {200, 2000}},
    [PLANT_SMALL] = {{1, 2}, {3, 3}, {2, 2}, 1, 2, {36, 36}, {3, 9}, {0, 3}, {2, 8}, {2, 6}, {500, 4000}},
    [PLANT_BASE] = {{2, 2}, {8, 8}, {3, 3}, 1, 3, {120, 120}, {10, 30}, {1, 6}, {6, 18}, {3, 9}, {3000, 12000}},
    [PLANT_LARGE] = {{3, 3}, {20, 20}, {10, 10}, 4, 4, {180, 180}, {10, 30}, {1, 6}, {6, 18}, {3, 9}, {5000, 30000}},
};

bool plant_has(const plant_shape *shape, plant_feature feature) {
    return shape->recipe->has[feature];
}

static int between(draw *d, const int range[2]) {
    return (int)draw_whole(d, range[0], range[1]);
}

static rw_idx months(draw *d, const rw_idx range[2]) {
    return draw_whole(d, range[0], range[1]);
}

// Deals the lines to the chains and their stages: first a stage each, then, where a chain is at its most, alternatives.
static void deal_lines(plant_shape *shape) {
    for (int l = 0; l < shape->n_line; l++) {
        plant_chain *chain = &shape->chain[l % shape->n_chain];
        const int turn = l / shape->n_chain;
        const int stage = turn < MAX_STAGE ? turn : turn - MAX_STAGE;
        const int alternative = turn < MAX_STAGE ? 0 : 1;
        shape->line[l].chain = l % shape->n_chain;
        shape->line[l].stage = stage;
        shape->line[l].alternative = alternative;
        chain->line[stage][alternative] = l;
        chain->n_alternative[stage] = alternative + 1;
        chain->n_stage = chain->n_stage > stage + 1 ? chain->n_stage : stage + 1;
    }
}

static void draw_times(const plant_shape *shape, const scale *sizes, plant_line *line, draw *d) {
    const rw_idx latest = shape->n_month - 1;
    line->lead = months(d, sizes->lead);
    line->commissioning = months(d, sizes->commissioning);
    line->ramp = months(d, sizes->ramp);
    line->yield_months = months(d, sizes->yield);
    line->spacing = draw_whole(d, 2, 6);
    line->order_from = draw_whole(d, 0, shape->n_month / 6);
    line->order_to = draw_whole(d, shape->n_month / 2, latest);
    if (!plant_has(shape, PLANT_HAS_WINDOW)) {
        line->order_from = 0;
        line->order_to = latest;
    }
}

static void draw_modules(const plant_shape *shape, plant_line *line, draw *d) {
    line->existing = draw_chance(d, 0.5) ? 1 : 0;
    line->past = draw_chance(d, 0.4) ? 1 : 0;
    line->past_month = draw_whole(d, 1, line->lead + line->commissioning + 2);
    line->future = draw_chance(d, 0.3) ? 1 : 0;
    line->future_month = draw_whole(d, line->order_from, line->order_from + shape->n_month / 4);
    line->existing = plant_has(shape, PLANT_HAS_EXISTING) ? line->existing : 0;
    line->past = plant_has(shape, PLANT_HAS_PIN_PAST) ? line->past : 0;
    line->future = plant_has(shape, PLANT_HAS_PIN_FUTURE) ? line->future : 0;
    if (plant_has(shape, PLANT_HAS_SPACING) && line->past > 0 && line->future > 0) { // else no plan is possible
        const rw_idx least = line->spacing - line->future_month;
        line->past_month = line->past_month > least ? line->past_month : least;
    }
    const rw_idx given = line->existing + line->past + line->future;
    line->most = given + draw_whole(d, given > 0 ? 0 : 1, shape->recipe->size == PLANT_TINY ? 3 : 5);
}

// A module earns what its output is worth against an import, less what it costs to run; it costs between a fifth of
// that and nearly all of it; lines must follow each other, so that building pays for some modules and not for others.
static void draw_money(const plant_shape *shape, plant_line *line, draw *d) {
    const plant_chain *chain = &shape->chain[line->chain];
    const double stages = chain->n_stage;
    line->rate = draw_rounded(chain->demand * draw_between(d, 0.2, 0.6));
    const double useful = (double)(shape->n_month - line->lead - line->commissioning) - 0.5 * (double)line->ramp;
    const double worth = line->rate * chain->price * 0.4 / stages * fmax(3.0, 0.6 * useful);
    line->capex = draw_rounded(worth * draw_between(d, 0.2, 0.9));
    line->fixed = draw_rounded(line->capex * draw_between(d, 0.001, 0.004));
    line->heads = fmax(1.0, round(line->rate * chain->price * draw_between(d, 0.01, 0.03) / (5000.0 * stages)));
    line->step_cost = draw_rounded(chain->price * draw_between(d, 0.1, 0.25) / stages);
    line->area = draw_between(d, 2000, 9000);
    line->licence = (double)draw_whole(d, 0, 9);
    line->site = line->chain % shape->n_site;
    if (line->alternative > 0 || shape->n_site > MAX_CHAIN) {
        line->site = (int)draw_whole(d, 0, shape->n_site - 1);
    }
    line->waits = draw_chance(d, 0.6);
}

plant_shape plant_shape_of(const plant_recipe *recipe) {
    const scale *sizes = &scales[recipe->size];
    plant_shape shape = {.recipe = recipe};
    draw d = draw_of(recipe->seed, DRAW_SHAPE, 0);
    shape.start_year = (int)draw_whole(&d, 2026, 2028);
    shape.start_month = (int)draw_whole(&d, 1, 12);
    shape.n_month = months(&d, sizes->n_month);
    shape.n_year = (shape.start_month - 1 + shape.n_month - 1) / 12 + 1;
    shape.n_line = between(&d, sizes->n_line);
    shape.n_chain = between(&d, sizes->n_chain);
    shape.n_chain = shape.n_chain < shape.n_line ? shape.n_chain : shape.n_line;
    shape.n_customer = between(&d, sizes->n_customer);
    shape.n_site = sizes->n_site;
    shape.n_skill = sizes->n_skill;
    for (int f = 0; f < shape.n_chain; f++) {
        draw own = draw_of(recipe->seed, DRAW_CHAIN, (uint64_t)f);
        shape.chain[f].demand = draw_between(&own, sizes->demand[0], sizes->demand[1]);
        shape.chain[f].price = draw_between(&own, 500, 5000);
    }
    for (int k = 0; k < shape.n_skill; k++) {
        draw own = draw_of(recipe->seed, DRAW_SKILL, (uint64_t)k);
        shape.wage[k] = draw_between(&own, 4000, 7000);
    }
    deal_lines(&shape);
    for (int l = 0; l < shape.n_line; l++) {
        draw own = draw_of(recipe->seed, DRAW_LINE, (uint64_t)l);
        draw_times(&shape, sizes, &shape.line[l], &own);
        draw_modules(&shape, &shape.line[l], &own);
        draw_money(&shape, &shape.line[l], &own);
    }
    return shape;
}
