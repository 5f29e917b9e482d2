// A small two-stage problem for the tests.  SPDX-License-Identifier: MIT
#include "unit/twostage/sample.h"

#include <math.h>
#include <string.h>

#include "core/memory.h"

// First stage: x0 <= x1 whole in [0, 3], x2 whole in [-2, 0], x3 free and idle but for its row.
//   cost 10 x0 + 10 x1 + x2, d = (0, 0, 0, 1): d_2 = (0, 0, 0, 2)
//   A    -1 <= x1 - x0        (upper: infinite)
//        -4.5 <= x3 + x2 <= 6
// Recourse: y0 in [0, inf) made, y1 in [0, 100] bought, y2 in (-inf, 8].
//   q    1, 30, -1                          q_2 = (1, 50, -1)
//   T, W y0 - 2.5 x1        <= 0            scenario 2: y0 - 2 x1 <= 0
//        y0 + y1            =  4            scenario 2: = 7
//        3 <= y2 - 0.5 y1   <= 5            scenario 2: 3 <= y2 - 0.25 y1 <= 4.5, y2 <= 6
//   p    0.75, 0.25
//
// Optimum by hand: d costs x3 1.25 each, so x3 = -4.5 - x2; x2 at cost 1 then has net cost -0.25, x2 = 0, x3 = -4.5:
// -5.625.  Scenario 1: y1 = max(0, 4 - 2.5 x1), y2 = 5 + 0.5 y1 (<= 8).  Scenario 2: y1 = max(0, 7 - 2 x1),
// y2 = min(6, 4.5 + 0.25 y1).  x0 = 0 in any case.
//   x1 = 0: y1 = 4, y2 = 7: 0 + 120 - 7 = 113;  y1 = 7, y2 = 6: 350 - 6 = 344;  0.75 113 + 0.25 344 = 170.75
//   x1 = 1: 2.5 + 45 - 5.75 = 41.75;  2 + 250 - 5.75 = 246.25;  92.875 + 10
//   x1 = 2: 4 + 0 - 5 = -1;           4 + 150 - 5.25 = 148.75;  36.4375 + 20 = 56.4375
//   x1 = 3: -1;                       6 + 50 - 4.75 = 51.25;    12.0625 + 30 = 42.0625
const double sample_optimum = 42.0625 - 5.625;

static double *values(rw_idx count, const double *from) {
    double *copy = rw_calloc(count, sizeof *copy);
    memcpy(copy, from, (size_t)count * sizeof *copy);
    return copy;
}

static void fill(rw_block *block, rw_idx n_col, rw_idx n_row, const double column[3][4], const double row[2][3]) {
    *block = (rw_block){.n_col = n_col,
                        .n_row = n_row,
                        .cost = values(n_col, column[0]),
                        .lower = values(n_col, column[1]),
                        .upper = values(n_col, column[2]),
                        .row_lower = values(n_row, row[0]),
                        .row_upper = values(n_row, row[1])};
}

static rw_status compress(rw_idx count, const double entry[][3], rw_idx n_row, rw_idx n_col, rw_sparse *matrix) {
    rw_triplets triplets = {0};
    rw_status status = RW_OK;
    for (rw_idx e = 0; e < count && status == RW_OK; e++) {
        status = rw_triplets_add(&triplets, (rw_idx)entry[e][0], (rw_idx)entry[e][1], entry[e][2]);
    }
    if (status == RW_OK) {
        status = rw_triplets_compress(&triplets, n_row, n_col, matrix);
    }
    rw_triplets_clear(&triplets);
    return status;
}

rw_twostage *sample_new(double constant) {
    const double inf = (double)INFINITY;
    const double first_column[3][4] = {{10, 10, 1, 0}, {0, 0, -2, -inf}, {3, 3, 0, inf}};
    const double first_row[2][3] = {{-1, -4.5}, {inf, 6}};
    const double second_column[3][4] = {{1, 30, -1}, {0, 0, -inf}, {inf, 100, 8}};
    const double second_row[2][3] = {{-inf, 4, 3}, {0, 4, 5}};
    const double constraint[][3] = {{0, 0, -1}, {0, 1, 1}, {1, 2, 1}, {1, 3, 1}};
    const double technology[][3] = {{0, 1, -2.5}};
    const double recourse[][3] = {{0, 0, 1}, {1, 0, 1}, {1, 1, 1}, {2, 1, -0.5}, {2, 2, 1}};
    const rw_delta delta[] = {{RW_DELTA_FIRST_COST, 3, 2},   {RW_DELTA_COST, 1, 50},     {RW_DELTA_TECHNOLOGY, 0, -2},
                              {RW_DELTA_ROW_LOWER, 1, 7},    {RW_DELTA_ROW_UPPER, 1, 7}, {RW_DELTA_ROW_UPPER, 2, 4.5},
                              {RW_DELTA_RECOURSE, 3, -0.25}, {RW_DELTA_UPPER, 2, 6},     {RW_DELTA_LOWER, 0, 0}};
    const rw_idx delta_begin[] = {0, 0, 9};
    rw_twostage *problem = rw_calloc(1, sizeof *problem);
    fill(&problem->first, 4, 2, first_column, first_row);
    fill(&problem->second, 3, 3, second_column, second_row);
    problem->integer = rw_calloc(4, 1);
    memset(problem->integer, 1, 3);
    problem->first_scenario_cost = values(4, (const double[]){0, 0, 0, 1});
    if (compress(4, constraint, 2, 4, &problem->constraint) != RW_OK ||
        compress(1, technology, 3, 4, &problem->technology) != RW_OK ||
        compress(5, recourse, 3, 3, &problem->recourse) != RW_OK) {
        rw_twostage_free(&problem);
        return NULL;
    }
    problem->constant = constant;
    problem->n_scenario = 2;
    problem->probability = values(2, (const double[]){0.75, 0.25});
    problem->delta_begin = rw_calloc(3, sizeof *problem->delta_begin);
    memcpy(problem->delta_begin, delta_begin, sizeof delta_begin);
    problem->delta = rw_calloc(9, sizeof *problem->delta);
    memcpy(problem->delta, delta, sizeof delta);
    problem->n_chain = 1;
    problem->chain = rw_calloc(1, sizeof *problem->chain);
    problem->chain[0] = (rw_chain){0, 2};
    return problem;
}
