// The allocator.  SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "core/memory.h"

static void calloc_gives_zeroed_counted_blocks(void **state) {
    (void)state;
    long live = rw_memory_live();
    unsigned char *block = rw_calloc(1000, 3);
    assert_non_null(block);
    for (int i = 0; i < 3000; i++) {
        assert_int_equal(block[i], 0);
    }
    assert_int_equal(rw_memory_live(), live + 1);
    rw_free(block);
    assert_int_equal(rw_memory_live(), live);
}

static void calloc_of_nothing_gives_a_block(void **state) {
    (void)state;
    void *none = rw_calloc(0, 8);
    void *hollow = rw_calloc(8, 0);
    assert_non_null(none);
    assert_non_null(hollow);
    rw_free(none);
    rw_free(hollow);
}

static void impossible_sizes_give_null(void **state) {
    (void)state;
    long live = rw_memory_live();
    assert_null(rw_calloc(-1, 8));
    assert_null(rw_calloc(INT64_MAX, 2));
    assert_null(rw_calloc(INT64_MAX / 8 + 1, 8));
    assert_null(rw_realloc(NULL, INT64_MAX / 4, 8));
    assert_int_equal(rw_memory_live(), live);
}

static void realloc_keeps_content_and_count(void **state) {
    (void)state;
    long live = rw_memory_live();
    char *block = rw_realloc(NULL, 4, 1);
    assert_non_null(block);
    assert_int_equal(rw_memory_live(), live + 1);
    memcpy(block, "abc", 4);
    block = rw_realloc(block, 100000, 1);
    assert_non_null(block);
    assert_string_equal(block, "abc");
    assert_int_equal(rw_memory_live(), live + 1);
    assert_null(rw_realloc(block, -1, 1)); // untouched
    assert_string_equal(block, "abc");
    rw_free(block);
    assert_int_equal(rw_memory_live(), live);
}

static void reserve_doubles_and_keeps_content(void **state) {
    (void)state;
    long live = rw_memory_live();
    int *number = NULL;
    rw_idx capacity = 0;
    assert_int_equal(rw_reserve(&number, &capacity, 0, sizeof *number), RW_OK);
    assert_null(number);
    for (int k = 0; k < 1000; k++) {
        const int *before = number;
        const rw_idx had = capacity;
        assert_int_equal(rw_reserve(&number, &capacity, k + 1, sizeof *number), RW_OK);
        assert_true(capacity > k && (capacity == had ? number == before : capacity >= 2 * had));
        number[k] = k;
    }
    assert_true(capacity <= 2000);
    const rw_idx had = capacity;
    const int *before = number;
    rw_memory_fail_after(0);
    assert_int_equal(rw_reserve(&number, &capacity, 1000, sizeof *number), RW_OK); // there is room
    assert_int_equal(rw_reserve(&number, &capacity, 9999, sizeof *number), RW_NO_MEMORY);
    rw_memory_fail_after(-1);
    assert_true(number == before && capacity == had);
    assert_int_equal(rw_reserve(&number, &capacity, 9999, sizeof *number), RW_OK);
    assert_int_equal(capacity, 9999); // more than the double
    for (int k = 0; k < 1000; k++) {
        assert_int_equal(number[k], k);
    }
    rw_free(number);
    assert_int_equal(rw_memory_live(), live);
}

static void free_accepts_null(void **state) {
    (void)state;
    long live = rw_memory_live();
    rw_free(NULL);
    assert_int_equal(rw_memory_live(), live);
}

static void fail_after_fails_from_there_on(void **state) {
    (void)state;
    rw_memory_fail_after(2);
    void *first = rw_calloc(1, 1);
    void *second = rw_realloc(NULL, 1, 1);
    void *third = rw_calloc(1, 1);
    void *fourth = rw_realloc(second, 2, 1);
    rw_memory_fail_after(-1);
    void *fifth = rw_calloc(1, 1);
    assert_non_null(first);
    assert_non_null(second);
    assert_null(third);
    assert_null(fourth);
    assert_non_null(fifth);
    rw_free(first);
    rw_free(second);
    rw_free(fifth);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(calloc_gives_zeroed_counted_blocks), cmocka_unit_test(calloc_of_nothing_gives_a_block),
        cmocka_unit_test(impossible_sizes_give_null),         cmocka_unit_test(realloc_keeps_content_and_count),
        cmocka_unit_test(reserve_doubles_and_keeps_content),  cmocka_unit_test(free_accepts_null),
        cmocka_unit_test(fail_after_fails_from_there_on),
    };
    return cmocka_run_group_tests_name("core/memory", tests, NULL, NULL);
}
