// Random linear problems of one pattern, with an optimum.  SPDX-License-Identifier: MIT
#ifndef RW_TESTS_DRAWN_H
#define RW_TESTS_DRAWN_H

#include "lp/batch.h"

enum { ROWS = 24, COLUMNS = 40, ENTRIES = ROWS * COLUMNS, PATTERNS = 60 };
static const double CLOSE = 1e-7;

// A problem with an optimum: x0 is feasible, and prices c - A'y0 have the signs that bounds ask for.
typedef struct problem {
    rw_idx begin[COLUMNS + 1], row[ENTRIES];
    double value[ENTRIES], cost[COLUMNS], lower[COLUMNS], upper[COLUMNS], row_lower[ROWS], row_upper[ROWS];
    unsigned char fixed[COLUMNS], equal[ROWS];
    rw_sparse matrix;
} problem;

typedef struct draw {
    uint64_t seed, stream, count;
} draw;

double uniform(draw *d, double low, double high);
void draw_pattern(problem *p, draw *d);
void draw_numbers(problem *p, draw *d);
void copy_problem(problem *to, const problem *from);

rw_batch *make_batch(const problem *p);
void load(rw_batch_work *work, int lane, const problem *p);
double solve_by_library(const problem *p);
void check_answer(const problem *p, const rw_batch_answer *answer, double wanted, int pattern);

#endif
