// Small two-stage problems made up from a seed.  SPDX-License-Identifier: MIT
#include "support/puzzle.h"

#include <math.h>

#include "core/memory.h"
#include "core/random.h"
#include "twostage/block.h"

enum { MAX_DELTA = 12 }; // of a scenario

typedef struct maker {
    uint64_t seed, stream, next;
    rw_twostage *p;
    rw_idx n_plain; // recourse columns that are no slacks
    bool failed;
} maker;

static double between(maker *m, double low, double high) {
    return low + (high - low) * rw_random_uniform(m->seed, m->stream, m->next++);
}

static int whole(maker *m, int low, int high) {
    return low + (int)rw_random_index(m->seed, m->stream, m->next++, high - low + 1);
}

// Mostly small whole numbers, so that ties and degenerate corners come up.
static double number(maker *m) {
    const double value = (double)whole(m, -6, 6);
    return whole(m, 0, 3) > 0 ? value : value * between(m, 0.3, 1.7);
}

static void fill_first_columns(maker *m, puzzle_kind kind) {
    rw_block *block = &m->p->first;
    const int mode = whole(m, 0, 2); // all continuous, all integer, mixed
    for (rw_idx j = 0; j < block->n_col; j++) {
        const double width = whole(m, 0, 5) == 0 ? 0.0 : (double)whole(m, 1, 12);
        const int open = whole(m, 0, 5);
        block->cost[j] = number(m);
        block->lower[j] = whole(m, 0, 2) > 0 ? 0.0 : (double)whole(m, -8, 3);
        block->upper[j] = block->lower[j] + width;
        m->p->integer[j] = mode == 0 ? 0 : mode == 1 ? 1 : (unsigned char)whole(m, 0, 1);
        m->p->first_scenario_cost[j] = whole(m, 0, 2) == 0 ? number(m) : 0.0;
        block->upper[j] = kind == PUZZLE_OPEN && open < 2 ? (double)INFINITY : block->upper[j];
        block->lower[j] = kind == PUZZLE_OPEN && open == 0 ? -(double)INFINITY : block->lower[j];
    }
}

// A column without an upper bound costs something, a free one nothing.
static void fill_recourse_columns(maker *m) {
    rw_block *block = &m->p->second;
    for (rw_idx j = 0; j < block->n_col; j++) {
        const bool slack = j >= m->n_plain;
        const int open = slack ? 1 : whole(m, 0, 5);
        const double cost = number(m);
        block->lower[j] = slack || whole(m, 0, 2) > 0 ? 0.0 : (double)whole(m, -8, 3);
        block->upper[j] = open <= 1 ? (double)INFINITY : block->lower[j] + (double)whole(m, 0, 12);
        block->lower[j] = open == 0 ? -(double)INFINITY : block->lower[j];
        block->cost[j] = slack ? between(m, 5.0, 30.0) : open == 0 ? 0.0 : open == 1 ? fabs(cost) : cost;
    }
}

static void fill_rows(maker *m, rw_block *block) {
    for (rw_idx i = 0; i < block->n_row; i++) {
        const double level = (double)whole(m, -10, 10);
        const int kind = whole(m, 0, 5); // 0, 1: at least; 2, 3: at most; 4: a range or an equation; 5: free
        block->row_lower[i] = kind <= 1 || kind == 4 ? level : -(double)INFINITY;
        block->row_upper[i] = kind == 2 || kind == 3 ? level : (double)INFINITY;
        block->row_upper[i] = kind == 4 ? level + (double)(whole(m, 0, 1) * whole(m, 0, 6)) : block->row_upper[i];
    }
}

static void fill_matrix(maker *m, rw_idx n_row, rw_idx n_plain, rw_idx n_col, rw_sparse *matrix) {
    rw_triplets triplets = {0};
    for (rw_idx j = 0; j < n_plain; j++) {
        for (rw_idx i = 0; i < n_row; i++) {
            const bool there = between(m, 0.0, 1.0) < 0.6;
            const double value = number(m);
            m->failed = m->failed || (there && rw_triplets_add(&triplets, i, j, value) != RW_OK);
        }
    }
    for (rw_idx j = n_plain; j < n_col; j++) { // slacks: two for each row
        const rw_idx slack = j - n_plain;
        m->failed = m->failed || rw_triplets_add(&triplets, slack / 2, j, slack % 2 == 0 ? 1.0 : -1.0) != RW_OK;
    }
    m->failed = m->failed || rw_triplets_compress(&triplets, n_row, n_col, matrix) != RW_OK;
    rw_triplets_clear(&triplets);
}

// Something else in this scenario; false where there is nothing of the kind.  Limits only get wider.
static bool make_delta(maker *m, rw_delta *delta) {
    const rw_twostage *p = m->p;
    const rw_block *block = &p->second;
    const double wider = (double)whole(m, 0, 5), value = number(m);
    const rw_idx count[RW_DELTA_RECOURSE + 1] = {
        [RW_DELTA_FIRST_COST] = p->first.n_col,
        [RW_DELTA_COST] = m->n_plain,
        [RW_DELTA_LOWER] = m->n_plain,
        [RW_DELTA_UPPER] = m->n_plain,
        [RW_DELTA_ROW_LOWER] = block->n_row,
        [RW_DELTA_ROW_UPPER] = block->n_row,
        [RW_DELTA_TECHNOLOGY] = p->technology.begin[p->first.n_col],
        [RW_DELTA_RECOURSE] = p->recourse.begin[m->n_plain],
    };
    delta->kind = (rw_delta_kind)whole(m, 0, RW_DELTA_RECOURSE);
    if (count[delta->kind] == 0) {
        return false;
    }
    delta->index = rw_random_index(m->seed, m->stream, m->next++, count[delta->kind]);
    delta->value = value;
    switch (delta->kind) {
    case RW_DELTA_COST: // of a free column it stays 0
        delta->value = block->cost[delta->index] + (isfinite(block->lower[delta->index]) ? wider : 0.0);
        break;
    case RW_DELTA_LOWER:
        delta->value = block->lower[delta->index] - wider;
        break;
    case RW_DELTA_UPPER:
        delta->value = block->upper[delta->index] + wider;
        break;
    case RW_DELTA_ROW_LOWER:
        delta->value = block->row_lower[delta->index] - wider;
        break;
    case RW_DELTA_ROW_UPPER:
        delta->value = block->row_upper[delta->index] + wider;
        break;
    case RW_DELTA_FIRST_COST:
    case RW_DELTA_TECHNOLOGY:
    case RW_DELTA_RECOURSE:
        break;
    }
    return true;
}

static void fill_scenarios(maker *m) {
    rw_twostage *p = m->p;
    double sum = 0.0;
    rw_idx count = 0;
    for (rw_idx w = 0; w < p->n_scenario; w++) {
        const int wanted = whole(m, 0, MAX_DELTA);
        p->probability[w] = between(m, 0.1, 1.0);
        sum += p->probability[w];
        for (int k = 0; k < wanted; k++) {
            bool fresh = make_delta(m, &p->delta[count]);
            for (rw_idx e = p->delta_begin[w]; e < count; e++) {
                fresh =
                    fresh && (p->delta[e].kind != p->delta[count].kind || p->delta[e].index != p->delta[count].index);
            }
            count += fresh ? 1 : 0;
        }
        p->delta_begin[w + 1] = count;
    }
    for (rw_idx w = 0; w < p->n_scenario; w++) {
        p->probability[w] /= sum;
    }
}

static void fill(maker *m, puzzle_kind kind, rw_idx n_first_row, rw_idx n_row) {
    rw_twostage *p = m->p;
    fill_first_columns(m, kind);
    fill_recourse_columns(m);
    fill_rows(m, &p->first);
    fill_rows(m, &p->second);
    fill_matrix(m, n_first_row, p->first.n_col, p->first.n_col, &p->constraint);
    fill_matrix(m, n_row, p->first.n_col, p->first.n_col, &p->technology);
    fill_matrix(m, n_row, m->n_plain, p->second.n_col, &p->recourse);
    p->constant = whole(m, 0, 1) > 0 ? number(m) : 0.0;
    if (!m->failed) {
        fill_scenarios(m);
    }
    if (whole(m, 0, 2) == 0) {
        p->risk_weight = whole(m, 0, 1) > 0 ? 1.0 : 0.5;
        p->risk_level = between(m, 0.0, 0.95);
    }
}

rw_twostage *puzzle_new(uint64_t seed, puzzle_kind kind) {
    maker m = {.seed = seed, .stream = (uint64_t)kind, .p = rw_calloc(1, sizeof *m.p)};
    const rw_idx n_first = whole(&m, 1, 6), n_first_row = whole(&m, 0, 4), n_row = whole(&m, 1, 6);
    m.n_plain = whole(&m, 1, 8);
    const rw_idx n_col = m.n_plain + (whole(&m, 0, 2) > 0 ? 2 * n_row : 0);
    rw_twostage *p = m.p;
    if (p == NULL) {
        return NULL;
    }
    p->n_scenario = whole(&m, 1, 6);
    p->integer = rw_calloc(n_first, sizeof *p->integer);
    p->first_scenario_cost = rw_calloc(n_first, sizeof *p->first_scenario_cost);
    p->probability = rw_calloc(p->n_scenario, sizeof *p->probability);
    p->delta_begin = rw_calloc(p->n_scenario + 1, sizeof *p->delta_begin);
    p->delta = rw_calloc(p->n_scenario * MAX_DELTA + 1, sizeof *p->delta);
    m.failed = rw_block_init(&p->first, n_first, n_first_row) != RW_OK ||
               rw_block_init(&p->second, n_col, n_row) != RW_OK || p->integer == NULL ||
               p->first_scenario_cost == NULL || p->probability == NULL || p->delta_begin == NULL || p->delta == NULL;
    if (!m.failed) {
        fill(&m, kind, n_first_row, n_row);
    }
    if (m.failed) {
        rw_twostage_free(&p);
    }
    return p;
}
