// Triplets and compressed columns.  SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <rampwerk/twostage.h>

#include "core/memory.h"
#include "core/random.h"

static void triplets_in_any_order_become_sorted_columns(void **state) {
    (void)state;
    rw_triplets triplets = {0};
    rw_sparse matrix;
    const double entry[][3] = {{2, 1, 5}, {0, 3, 1}, {0, 1, 2}, {2, 1, -1}, {1, 0, 7}, {0, 3, -1}};
    for (size_t e = 0; e < sizeof entry / sizeof *entry; e++) {
        assert_int_equal(rw_triplets_add(&triplets, (rw_idx)entry[e][0], (rw_idx)entry[e][1], entry[e][2]), RW_OK);
    }
    assert_int_equal(rw_triplets_compress(&triplets, 3, 5, &matrix), RW_OK);
    const rw_idx begin[] = {0, 1, 3, 3, 4, 4};
    const rw_idx row[] = {1, 0, 2, 0};
    const double value[] = {7, 2, 4, 0}; // the last two added up to zero and stay
    assert_int_equal(matrix.n_row, 3);
    assert_int_equal(matrix.n_col, 5);
    assert_memory_equal(matrix.begin, begin, sizeof begin);
    assert_memory_equal(matrix.row, row, sizeof row);
    for (int e = 0; e < 4; e++) {
        assert_true(matrix.value[e] == value[e]);
    }
    rw_sparse_clear(&matrix);
    rw_triplets_clear(&triplets);
}

static void triplets_of_random_matrix_add_up_to_it(void **state) {
    (void)state;
    enum { N_ROW = 7, N_COL = 5, N_ENTRY = 300 };
    double dense[N_ROW][N_COL] = {{0}};
    rw_triplets triplets = {0};
    rw_sparse matrix;
    for (unsigned e = 0; e < N_ENTRY; e++) {
        const rw_idx i = rw_random_index(1, 0, e, N_ROW);
        const rw_idx j = rw_random_index(1, 1, e, N_COL - 1); // the last column stays empty
        const double value = (double)rw_random_index(1, 2, e, 100);
        dense[i][j] += value;
        assert_int_equal(rw_triplets_add(&triplets, i, j, value), RW_OK);
    }
    assert_int_equal(rw_triplets_compress(&triplets, N_ROW, N_COL, &matrix), RW_OK);
    assert_int_equal(matrix.begin[N_COL - 1], matrix.begin[N_COL]);
    for (rw_idx j = 0; j < N_COL; j++) {
        for (rw_idx e = matrix.begin[j]; e < matrix.begin[j + 1]; e++) {
            assert_true(e == matrix.begin[j] || matrix.row[e - 1] < matrix.row[e]);
            assert_true(matrix.value[e] == dense[matrix.row[e]][j]);
            dense[matrix.row[e]][j] = 0.0;
        }
    }
    for (rw_idx k = 0; k < N_ROW * N_COL; k++) {
        assert_true(dense[k / N_COL][k % N_COL] == 0.0);
    }
    rw_sparse_clear(&matrix);
    rw_triplets_clear(&triplets);
}

static void triplets_that_cancel_but_for_rounding_are_zero(void **state) {
    (void)state;
    const double part[] = {0.1, 0.2, -0.3};
    double sum = 0.0;
    rw_triplets triplets = {0};
    rw_sparse matrix;
    for (int k = 0; k < 3; k++) {
        sum += part[k];
        assert_int_equal(rw_triplets_add(&triplets, 0, 0, part[k]), RW_OK);
    }
    assert_int_equal(rw_triplets_add(&triplets, 0, 1, 1.0), RW_OK);
    assert_int_equal(rw_triplets_add(&triplets, 0, 1, 1e-12 - 1.0), RW_OK);
    assert_int_equal(rw_triplets_compress(&triplets, 1, 2, &matrix), RW_OK);
    assert_true(sum != 0.0); // plain addition leaves something
    assert_true(matrix.value[0] == 0.0);
    assert_true(matrix.value[1] > 0.0); // small, but meant
    rw_sparse_clear(&matrix);
    rw_triplets_clear(&triplets);
}

static void triplets_without_entries_give_empty_columns(void **state) {
    (void)state;
    const rw_triplets triplets = {0};
    rw_sparse matrix;
    assert_int_equal(rw_triplets_compress(&triplets, 0, 2, &matrix), RW_OK);
    assert_int_equal(matrix.begin[2], 0);
    rw_sparse_clear(&matrix);
    assert_int_equal(rw_triplets_compress(&triplets, 0, 0, &matrix), RW_OK);
    assert_int_equal(matrix.begin[0], 0);
    rw_sparse_clear(&matrix);
}

static void triplets_outside_are_refused(void **state) {
    (void)state;
    rw_triplets triplets = {0};
    rw_sparse matrix;
    assert_int_equal(rw_triplets_add(&triplets, -1, 0, 1.0), RW_ARGUMENT);
    assert_int_equal(rw_triplets_add(&triplets, 0, -1, 1.0), RW_ARGUMENT);
    assert_int_equal(rw_triplets_add(&triplets, 3, 2, 1.0), RW_OK);
    assert_int_equal(rw_triplets_compress(&triplets, 3, 3, &matrix), RW_ARGUMENT);
    assert_int_equal(rw_triplets_compress(&triplets, 4, 2, &matrix), RW_ARGUMENT);
    assert_int_equal(rw_triplets_compress(&triplets, 4, 3, &matrix), RW_OK);
    rw_sparse_clear(&matrix);
    rw_triplets_clear(&triplets);
}

static void triplets_without_memory_fail_cleanly(void **state) {
    (void)state;
    rw_status status = RW_NO_MEMORY;
    for (long k = 0; status == RW_NO_MEMORY; k++) {
        rw_triplets triplets = {0};
        rw_sparse matrix = {0};
        rw_memory_fail_after(k);
        status = rw_triplets_add(&triplets, 1, 1, 1.0);
        if (status == RW_OK) {
            status = rw_triplets_compress(&triplets, 2, 2, &matrix);
        }
        rw_memory_fail_after(-1);
        assert_true(status == RW_OK || k < 20);
        rw_sparse_clear(&matrix);
        rw_triplets_clear(&triplets);
    }
    assert_int_equal(status, RW_OK);
}

static int no_live_blocks(void **state) {
    (void)state;
    return rw_memory_live() == 0 ? 0 : -1;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(triplets_in_any_order_become_sorted_columns),
        cmocka_unit_test(triplets_of_random_matrix_add_up_to_it),
        cmocka_unit_test(triplets_that_cancel_but_for_rounding_are_zero),
        cmocka_unit_test(triplets_without_entries_give_empty_columns),
        cmocka_unit_test(triplets_outside_are_refused),
        cmocka_unit_test(triplets_without_memory_fail_cleanly),
    };
    return cmocka_run_group_tests_name("twostage/triplets", tests, NULL, no_live_blocks);
}
