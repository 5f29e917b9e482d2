// The arena.  SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "core/memory.h"

enum { N_BLOCK = 2000 };

// Sizes from 0 bytes to a few times a chunk, small and big ones mixed.
static rw_idx size_of(int i) {
    return i % 97 == 0 ? 70000 + i : (i * 37) % 900;
}

static void blocks_are_zeroed_aligned_and_apart(void **state) {
    (void)state;
    long live = rw_memory_live();
    rw_arena *arena = rw_arena_new();
    assert_non_null(arena);
    unsigned char *block[N_BLOCK];
    for (int i = 0; i < N_BLOCK; i++) {
        rw_idx size = size_of(i);
        block[i] = rw_arena_alloc(arena, size, 1);
        assert_non_null(block[i]);
        assert_int_equal((uintptr_t)block[i] % 16, 0);
        for (rw_idx k = 0; k < size; k++) {
            assert_true(block[i][k] == 0);
        }
        memset(block[i], i % 251 + 1, (size_t)size);
    }
    for (int i = 0; i < N_BLOCK; i++) {
        for (rw_idx k = 0; k < size_of(i); k++) {
            assert_true(block[i][k] == i % 251 + 1);
        }
    }
    rw_arena_free(&arena);
    assert_null(arena);
    assert_int_equal(rw_memory_live(), live);
}

static void a_big_block_leaves_the_current_chunk_in_use(void **state) {
    (void)state;
    rw_arena *arena = rw_arena_new();
    char *before = rw_arena_alloc(arena, 16, 1);
    assert_non_null(rw_arena_alloc(arena, 1 << 20, 1));
    char *after = rw_arena_alloc(arena, 16, 1);
    assert_ptr_equal(after, before + 16);
    rw_arena_free(&arena);
}

static void impossible_sizes_give_null(void **state) {
    (void)state;
    rw_arena *arena = rw_arena_new();
    assert_null(rw_arena_alloc(arena, -1, 1));
    assert_null(rw_arena_alloc(arena, INT64_MAX, 1));
    assert_null(rw_arena_alloc(arena, INT64_MAX / 4, 8));
    rw_arena_free(&arena);
}

static void copy_owns_its_text(void **state) {
    (void)state;
    rw_arena *arena = rw_arena_new();
    char text[] = "line";
    char *copy = rw_arena_copy(arena, text);
    text[0] = 'f';
    assert_string_equal(copy, "line");
    assert_string_equal(rw_arena_copy(arena, ""), "");
    assert_null(rw_arena_copy(arena, NULL));
    rw_arena_free(&arena);
}

static void failures_leave_a_usable_arena(void **state) {
    (void)state;
    long live = rw_memory_live();
    rw_memory_fail_after(0);
    rw_arena *none = rw_arena_new();
    rw_memory_fail_after(1);
    rw_arena *arena = rw_arena_new();
    void *failed = rw_arena_alloc(arena, 1, 1);
    char *failed_copy = rw_arena_copy(arena, "x");
    rw_memory_fail_after(-1);
    assert_null(none);
    assert_non_null(arena);
    assert_null(failed);
    assert_null(failed_copy);
    assert_non_null(rw_arena_alloc(arena, 1, 1));
    rw_arena_free(&arena);
    rw_arena_free(&arena);
    rw_arena_free(NULL);
    assert_int_equal(rw_memory_live(), live);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_are_zeroed_aligned_and_apart),
        cmocka_unit_test(a_big_block_leaves_the_current_chunk_in_use),
        cmocka_unit_test(impossible_sizes_give_null),
        cmocka_unit_test(copy_owns_its_text),
        cmocka_unit_test(failures_leave_a_usable_arena),
    };
    return cmocka_run_group_tests_name("core/arena", tests, NULL, NULL);
}
