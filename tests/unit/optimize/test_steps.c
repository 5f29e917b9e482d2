// The first stage in steps says the same as in columns.  SPDX-License-Identifier: MIT
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "core/memory.h"
#include "core/random.h"
#include "optimize/steps.h"
#include "twostage/block.h"

enum { N_COL = 9, N_ROW = 6, N_TRIAL = 200 };
static const rw_chain chain[] = {{1, 4}, {5, 9}}; // columns 0 and 4 stand alone
static const double AGREE = 1e-10;

typedef struct world {
    rw_twostage problem;
    rw_steps steps;
} world;

// Rows 0 to 3 keep the chains nondecreasing or cap a step, row 4 is column 0 alone, row 5 is full.
static int make(void **state) {
    static world w;
    rw_triplets entry = {0};
    rw_twostage *p = &w.problem;
    memset(&w, 0, sizeof w);
    assert_int_equal(rw_block_init(&p->first, N_COL, N_ROW), RW_OK);
    p->n_chain = 2;
    p->chain = rw_calloc(2, sizeof *p->chain);
    memcpy(p->chain, chain, sizeof chain);
    const rw_idx up[] = {2, 3, 6, 7};
    for (rw_idx i = 0; i < 4; i++) {
        assert_int_equal(rw_triplets_add(&entry, i, up[i], 1), RW_OK);
        assert_int_equal(rw_triplets_add(&entry, i, up[i] - 1, -1), RW_OK);
        p->first.row_lower[i] = 0;
        p->first.row_upper[i] = i == 3 ? 2 : INFINITY;
    }
    assert_int_equal(rw_triplets_add(&entry, 4, 0, -2), RW_OK);
    p->first.row_lower[4] = -3;
    p->first.row_upper[4] = INFINITY;
    for (rw_idx j = 0; j < N_COL; j++) {
        p->first.upper[j] = 10;
        assert_int_equal(rw_triplets_add(&entry, 5, j, 1.0 + (double)j / 7), RW_OK);
    }
    p->first.row_lower[5] = -INFINITY;
    p->first.row_upper[5] = 50;
    assert_int_equal(rw_triplets_compress(&entry, N_ROW, N_COL, &p->constraint), RW_OK);
    rw_triplets_clear(&entry);
    assert_int_equal(rw_steps_init(&w.steps, p), RW_OK);
    *state = &w;
    return 0;
}

static int clear(void **state) {
    world *w = *state;
    rw_steps_clear(&w->steps);
    rw_block_clear(&w->problem.first);
    rw_sparse_clear(&w->problem.constraint);
    rw_free(w->problem.chain);
    assert_int_equal(rw_memory_live(), 0);
    return 0;
}

static void rows_of_one_step_are_bounds(void **state) {
    const world *w = *state;
    assert_int_equal(w->steps.matrix.n_row, 1); // the full one
    assert_true(w->steps.lower[2] == 0 && w->steps.upper[2] == INFINITY);
    assert_true(w->steps.lower[7] == 0 && w->steps.upper[7] == 2);
    assert_true(w->steps.lower[0] == 0 && w->steps.upper[0] == 1.5); // -2 x >= -3
    assert_true(w->steps.upper[1] == 10 && w->steps.upper[4] == 10); // first of a chain, and alone: as they were
    assert_true(w->steps.row_upper[0] == 50);
}

static void sums_agree(void **state) {
    const world *w = *state;
    const rw_twostage *p = &w->problem;
    uint64_t draw = 0;
    for (int trial = 0; trial < N_TRIAL; trial++) {
        double x[N_COL], gradient[N_COL], step_gradient[N_COL], step[N_COL];
        for (rw_idx j = 0; j < N_COL; j++) {
            step[j] = rw_random_uniform(7, 0, draw++);
            gradient[j] = rw_random_uniform(7, 0, draw++) - 0.5;
        }
        memcpy(x, step, sizeof x);
        memcpy(step_gradient, gradient, sizeof gradient);
        rw_steps_to_columns(p, x);
        rw_steps_of_gradient(p, step_gradient);
        double by_column = 0, by_step = 0, row = 0, step_row = 0;
        for (rw_idx j = 0; j < N_COL; j++) {
            by_column += gradient[j] * x[j];
            by_step += step_gradient[j] * step[j];
            row += (1.0 + (double)j / 7) * x[j];
            for (rw_idx k = w->steps.matrix.begin[j]; k < w->steps.matrix.begin[j + 1]; k++) {
                step_row += w->steps.matrix.value[k] * step[j];
            }
        }
        assert_true(fabs(by_column - by_step) < AGREE);
        assert_true(fabs(row - step_row) < AGREE);
        assert_true(x[3] >= x[2] && x[8] >= x[5] && x[4] == step[4]);
    }
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_of_one_step_are_bounds),
        cmocka_unit_test(sums_agree),
    };
    return cmocka_run_group_tests_name("optimize/steps", tests, make, clear);
}
