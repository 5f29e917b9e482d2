// What a first stage leaves no choice about.  SPDX-License-Identifier: MIT
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "core/memory.h"
#include "optimize/forced.h"
#include "twostage/block.h"

enum { N_COLUMN = 3, N_ROW = 2 };

// Rows y_0 + y_1 and y_1 - 2 y_2 of columns in [0, 5].
static rw_twostage *make(void) {
    rw_twostage *p = rw_calloc(1, sizeof *p);
    rw_triplets recourse = {0}, none = {0};
    assert_int_equal(rw_block_init(&p->first, 0, 0), RW_OK);
    assert_int_equal(rw_block_init(&p->second, N_COLUMN, N_ROW), RW_OK);
    for (rw_idx j = 0; j < N_COLUMN; j++) {
        p->second.upper[j] = 5;
    }
    assert_int_equal(rw_triplets_add(&recourse, 0, 0, 1), RW_OK);
    assert_int_equal(rw_triplets_add(&recourse, 0, 1, 1), RW_OK);
    assert_int_equal(rw_triplets_add(&recourse, 1, 1, 1), RW_OK);
    assert_int_equal(rw_triplets_add(&recourse, 1, 2, -2), RW_OK);
    assert_int_equal(rw_triplets_compress(&recourse, N_ROW, N_COLUMN, &p->recourse), RW_OK);
    assert_int_equal(rw_triplets_compress(&none, N_ROW, 0, &p->technology), RW_OK);
    assert_int_equal(rw_triplets_compress(&none, 0, 0, &p->constraint), RW_OK);
    rw_triplets_clear(&recourse);
    return p;
}

typedef struct forced_case {
    double row_lower[N_ROW], row_upper[N_ROW];
    rw_idx n_row;                            // dropped
    double lower[N_COLUMN], upper[N_COLUMN]; // left
    bool holds;                              // the first row's limits
} forced_case;

static void check(const forced_case *c) {
    rw_twostage *p = make();
    rw_rows rows = {0};
    rw_forced forced = {0};
    rw_realisation realisation = {0};
    assert_int_equal(rw_rows_init(&rows, p), RW_OK);
    assert_int_equal(rw_forced_init(&forced, p), RW_OK);
    assert_int_equal(rw_realisation_init(&realisation, p), RW_OK);
    rw_forced_find(&forced, &rows, p, &realisation, c->row_lower, c->row_upper);
    assert_int_equal(forced.n_row, c->n_row);
    for (rw_idx j = 0; j < N_COLUMN; j++) {
        assert_true(forced.lower[j] == c->lower[j] && forced.upper[j] == c->upper[j]);
    }
    assert_int_equal(forced.row_lower[0] == c->row_lower[0] && forced.row_upper[0] == c->row_upper[0], c->holds);
    rw_realisation_clear(&realisation);
    rw_forced_clear(&forced);
    rw_rows_clear(&rows);
    rw_twostage_free(&p);
}

static void row_with_room_stays(void **state) {
    (void)state;
    check(&(forced_case){{-INFINITY, -INFINITY}, {1, 1}, 0, {0, 0, 0}, {5, 5, 5}, true});
}

// Nothing of the first two columns leaves nothing for the third.
static void row_without_room_fixes_its_columns(void **state) {
    (void)state;
    check(&(forced_case){{-INFINITY, 0}, {0, INFINITY}, 2, {0, 0, 0}, {0, 0, 0}, false});
    check(&(forced_case){{10, -10}, {INFINITY, INFINITY}, 1, {5, 5, 0}, {5, 5, 5}, false});
    check(&(forced_case){{10 + 1e-9, -10}, {INFINITY, INFINITY}, 1, {5, 5, 0}, {5, 5, 5}, false}); // rounding
}

static void row_that_cannot_hold_stays(void **state) {
    (void)state;
    check(&(forced_case){{-INFINITY, -INFINITY}, {-1, INFINITY}, 0, {0, 0, 0}, {5, 5, 5}, true});
    check(&(forced_case){{10.001, -INFINITY}, {INFINITY, INFINITY}, 0, {0, 0, 0}, {5, 5, 5}, true});
}

static int no_block_is_left(void **state) {
    (void)state;
    assert_int_equal(rw_memory_live(), 0);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(row_with_room_stays),
        cmocka_unit_test(row_without_room_fixes_its_columns),
        cmocka_unit_test(row_that_cannot_hold_stays),
    };
    return cmocka_run_group_tests_name("optimize/forced", tests, NULL, no_block_is_left);
}
