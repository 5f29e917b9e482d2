// Two-stage problems of every kind, drawn.  SPDX-License-Identifier: MIT
#include "unit/twostage/problem.h"

#include <math.h>
#include <stdlib.h>

#include "core/memory.h"
#include "core/random.h"
#include "twostage/block.h"
#include "twostage/realisation.h"

static void must(rw_status status) {
    if (status != RW_OK) {
        abort();
    }
}

typedef struct dice {
    uint64_t seed, draw;
} dice;

static rw_idx roll(dice *d, rw_idx count) {
    return rw_random_index(d->seed, 0, d->draw++, count);
}

static double number(dice *d) {
    return (double)(roll(d, 2001) - 1000) / 64.0;
}

static void draw_sides(dice *d, rw_idx kind, double *lower, double *upper) {
    *lower = number(d);
    *upper = kind == 0 ? *lower : *lower + (double)roll(d, 100) / 8.0;
    if (kind == 1 || (kind == 4 && roll(d, 2) == 0)) {
        *lower = -(double)INFINITY;
    }
    if (kind == 2 || (kind == 5 && roll(d, 2) == 0)) {
        *upper = (double)INFINITY;
    }
}

static void draw_block(dice *d, rw_idx n_col, rw_idx n_row, rw_block *block) {
    must(rw_block_init(block, n_col, n_row));
    for (rw_idx j = 0; j < n_col; j++) {
        block->cost[j] = number(d);
        draw_sides(d, roll(d, 4), &block->lower[j], &block->upper[j]);
    }
    for (rw_idx i = 0; i < n_row; i++) {
        draw_sides(d, i % 6, &block->row_lower[i], &block->row_upper[i]); // row i is of kind i % 6 in every scenario
    }
}

static void draw_matrix(dice *d, rw_idx n_row, rw_idx n_col, rw_sparse *matrix) {
    rw_triplets triplets = {0};
    for (rw_idx i = 0; i < n_row; i++) {
        for (rw_idx j = 0; j < n_col; j++) {
            if (roll(d, 3) == 0) {
                must(rw_triplets_add(&triplets, i, j, roll(d, 4) == 0 ? 0.0 : number(d)));
            }
        }
    }
    must(rw_triplets_compress(&triplets, n_row, n_col, matrix));
    rw_triplets_clear(&triplets);
}

static void add_delta(rw_twostage *p, rw_idx w, rw_delta_kind kind, rw_idx index, double value) {
    p->delta[p->delta_begin[w + 1]++] = (rw_delta){.kind = kind, .index = index, .value = value};
}

static void draw_scenario(dice *d, rw_twostage *p, rw_idx w) {
    double lower = 0, upper = 0;
    p->delta_begin[w + 1] = p->delta_begin[w];
    for (rw_idx i = 0; i < p->second.n_row; i++) {
        if (roll(d, 2) == 0) {
            draw_sides(d, i % 6, &lower, &upper);
            add_delta(p, w, RW_DELTA_ROW_LOWER, i, lower);
            add_delta(p, w, RW_DELTA_ROW_UPPER, i, upper);
        }
    }
    for (rw_idx j = 0; j < p->second.n_col; j++) {
        if (roll(d, 3) == 0) {
            draw_sides(d, roll(d, 4), &lower, &upper);
            add_delta(p, w, RW_DELTA_LOWER, j, lower);
            add_delta(p, w, RW_DELTA_UPPER, j, upper);
            add_delta(p, w, RW_DELTA_COST, j, number(d));
        }
    }
    for (rw_idx e = 0; e < rw_delta_extent(p, RW_DELTA_TECHNOLOGY); e += 1 + roll(d, 3)) {
        add_delta(p, w, RW_DELTA_TECHNOLOGY, e, number(d));
    }
    for (rw_idx e = 0; e < rw_delta_extent(p, RW_DELTA_RECOURSE); e += 1 + roll(d, 3)) {
        add_delta(p, w, RW_DELTA_RECOURSE, e, number(d));
    }
    if (p->first.n_col > 0 && roll(d, 2) == 0) {
        add_delta(p, w, RW_DELTA_FIRST_COST, roll(d, p->first.n_col), number(d));
    }
}

rw_twostage *problem_draw(uint64_t seed) {
    enum { MOST_DELTAS = 10000 };
    dice d = {.seed = seed};
    rw_twostage *p = rw_calloc(1, sizeof *p);
    draw_block(&d, 1 + roll(&d, 6), roll(&d, 8), &p->first);
    draw_block(&d, 1 + roll(&d, 8), 1 + roll(&d, 12), &p->second);
    draw_matrix(&d, p->first.n_row, p->first.n_col, &p->constraint);
    draw_matrix(&d, p->second.n_row, p->first.n_col, &p->technology);
    draw_matrix(&d, p->second.n_row, p->second.n_col, &p->recourse);
    p->integer = rw_calloc(p->first.n_col, 1);
    p->first_scenario_cost = rw_calloc(p->first.n_col, sizeof(double));
    for (rw_idx j = 0; j < p->first.n_col; j++) {
        p->first_scenario_cost[j] = roll(&d, 2) == 0 ? 0.0 : number(&d);
        if (roll(&d, 2) == 0) {
            p->integer[j] = 1;
            p->first.lower[j] = floor(p->first.lower[j]);
            p->first.upper[j] = ceil(p->first.upper[j]);
        }
    }
    p->constant = roll(&d, 2) == 0 ? 0.0 : number(&d);
    p->n_scenario = 1 + roll(&d, 5);
    p->probability = rw_calloc(p->n_scenario, sizeof(double));
    p->delta_begin = rw_calloc(p->n_scenario + 1, sizeof(rw_idx));
    p->delta = rw_calloc(MOST_DELTAS, sizeof(rw_delta));
    double sum = 0;
    for (rw_idx w = 0; w < p->n_scenario; w++) {
        p->probability[w] = (double)(1 + roll(&d, 100));
        sum += p->probability[w];
        draw_scenario(&d, p, w);
    }
    for (rw_idx w = 0; w < p->n_scenario; w++) {
        p->probability[w] /= sum * (seed % 3 == 0 ? 1.01 : 1.0); // also such as do not add up to 1
    }
    return p;
}
