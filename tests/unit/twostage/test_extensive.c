// The extensive form against the definition.  SPDX-License-Identifier: MIT
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "core/memory.h"
#include "unit/twostage/sample.h"

static double entry(const rw_sparse *matrix, rw_idx row, rw_idx col) {
    for (rw_idx e = matrix->begin[col]; e < matrix->begin[col + 1]; e++) {
        if (matrix->row[e] == row) {
            return matrix->value[e];
        }
    }
    return 0.0;
}

static void extensive_form_is_the_one_written_by_hand(void **state) {
    (void)state;
    const double inf = (double)INFINITY;
    const double cost[] = {10, 10, 1, 0.75 * 1 + 0.25 * 2, 0.75, 22.5, -0.75, 0.25, 12.5, -0.25};
    const double lower[] = {0, 0, -2, -inf, 0, 0, -inf, 0, 0, -inf};
    const double upper[] = {3, 3, 0, inf, inf, 100, 8, inf, 100, 6};
    const double row_lower[] = {-1, -4.5, -inf, 4, 3, -inf, 7, 3};
    const double row_upper[] = {inf, 6, 0, 4, 5, 0, 7, 4.5};
    const double dense[8][10] = {
        {-1, 1, 0, 0, 0, 0, 0, 0, 0, 0}, {0, 0, 1, 1, 0, 0, 0, 0, 0, 0},     {0, -2.5, 0, 0, 1, 0, 0, 0, 0, 0},
        {0, 0, 0, 0, 1, 1, 0, 0, 0, 0},  {0, 0, 0, 0, 0, -0.5, 1, 0, 0, 0},  {0, -2, 0, 0, 0, 0, 0, 1, 0, 0},
        {0, 0, 0, 0, 0, 0, 0, 1, 1, 0},  {0, 0, 0, 0, 0, 0, 0, 0, -0.25, 1},
    };
    rw_twostage *problem = sample_new(-17.0);
    rw_extensive *extensive = NULL;
    assert_int_equal(rw_extensive_new(problem, &extensive, NULL), RW_OK);
    assert_int_equal(extensive->block.n_col, 10);
    assert_int_equal(extensive->block.n_row, 8);
    assert_true(extensive->constant == -17.0);
    for (rw_idx j = 0; j < 10; j++) {
        assert_true(extensive->block.cost[j] == cost[j]);
        assert_true(extensive->block.lower[j] == lower[j]);
        assert_true(extensive->block.upper[j] == upper[j]);
        for (rw_idx i = 0; i < 8; i++) {
            assert_true(entry(&extensive->matrix, i, j) == dense[i][j]);
        }
        for (rw_idx e = extensive->matrix.begin[j] + 1; e < extensive->matrix.begin[j + 1]; e++) {
            assert_true(extensive->matrix.row[e - 1] < extensive->matrix.row[e]);
        }
    }
    for (rw_idx i = 0; i < 8; i++) {
        assert_true(extensive->block.row_lower[i] == row_lower[i]);
        assert_true(extensive->block.row_upper[i] == row_upper[i]);
    }
    assert_int_equal(extensive->matrix.begin[10], 4 + 2 * (1 + 5));
    rw_extensive_free(&extensive);
    assert_null(extensive);
    rw_extensive_free(&extensive);
    rw_twostage_free(&problem);
}

static void extensive_form_without_memory_fails_cleanly(void **state) {
    (void)state;
    rw_twostage *problem = sample_new(0.0);
    const long live = rw_memory_live();
    rw_status status = RW_NO_MEMORY;
    for (long k = 0; status == RW_NO_MEMORY && k < 100; k++) {
        rw_extensive *extensive = NULL;
        rw_error error = {0};
        rw_memory_fail_after(k);
        status = rw_extensive_new(problem, &extensive, &error);
        rw_memory_fail_after(-1);
        assert_true((status == RW_OK) == (extensive != NULL));
        assert_int_equal(error.status, status);
        rw_extensive_free(&extensive);
        assert_int_equal(rw_memory_live(), live);
        status = k < 8 && status == RW_OK ? RW_INTERNAL : status; // it cannot do with so few blocks
    }
    assert_int_equal(status, RW_OK);
    rw_twostage_free(&problem);
}

static int no_live_blocks(void **state) {
    (void)state;
    return rw_memory_live() == 0 ? 0 : -1;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(extensive_form_is_the_one_written_by_hand),
        cmocka_unit_test(extensive_form_without_memory_fails_cleanly),
    };
    return cmocka_run_group_tests_name("twostage/extensive", tests, NULL, no_live_blocks);
}
