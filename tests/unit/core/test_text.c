// Growing text, reading files, distances, months.  SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/memory.h"
#include "core/text.h"

static void text_grows_and_stays_terminated(void **state) {
    (void)state;
    long live = rw_memory_live();
    rw_text text = {0};
    assert_string_equal(rw_text_string(&text), "");
    for (int i = 0; i < 1000; i++) {
        rw_text_add(&text, "ab");
        rw_text_format(&text, "%d", i % 10);
        assert_int_equal(strlen(text.data), text.length);
    }
    assert_int_equal(text.length, 3000);
    assert_memory_equal(text.data, "ab0ab1ab2", 9);
    rw_text_add_bytes(&text, "x\0y", 3);
    assert_int_equal(text.length, 3003);
    assert_memory_equal(text.data + 3000, "x\0y", 4);
    rw_text_clear(&text);
    assert_null(text.data);
    assert_int_equal(rw_memory_live(), live);
}

static void format_longer_than_the_room_is_whole(void **state) {
    (void)state;
    rw_text text = {0};
    rw_text_format(&text, "%500d|%.3f", 7, 0.5);
    assert_int_equal(text.length, 506);
    assert_string_equal(text.data + 499, "7|0.500");
    rw_text_clear(&text);
}

static void failed_allocation_is_remembered(void **state) {
    (void)state;
    rw_text text = {0};
    rw_memory_fail_after(0);
    rw_text_add(&text, "lost");
    rw_memory_fail_after(-1);
    rw_text_add(&text, "dropped");
    rw_text_format(&text, "%s", "dropped");
    assert_true(text.failed);
    assert_string_equal(rw_text_string(&text), "");
    rw_text_clear(&text);
    assert_false(text.failed);
}

static void write_file(const char *path, const char *bytes, size_t count) {
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, count, file), count);
    assert_int_equal(fclose(file), 0);
}

static void read_file_gives_every_byte_up_to_the_limit(void **state) {
    const char *path = *state;
    rw_text text = {0};
    rw_error error = {0};
    write_file(path, "a\0b\n", 4);
    assert_int_equal(rw_text_read_file(&text, path, 4, &error), RW_OK);
    assert_int_equal(text.length, 4);
    assert_memory_equal(text.data, "a\0b\n", 5);
    assert_int_equal(rw_text_read_file(&text, path, 3, &error), RW_NO_INPUT);
    assert_int_equal(text.length, 0);
    assert_non_null(strstr(error.text, "larger than the 3 bytes"));
    write_file(path, "", 0);
    assert_int_equal(rw_text_read_file(&text, path, 3, NULL), RW_OK);
    assert_string_equal(rw_text_string(&text), "");
    rw_text_clear(&text);
}

static void read_file_gives_big_files_whole(void **state) {
    const char *path = *state;
    enum { BIG = 300001 };
    char *bytes = malloc(BIG);
    assert_non_null(bytes);
    for (int i = 0; i < BIG; i++) {
        bytes[i] = (char)(i % 127);
    }
    write_file(path, bytes, BIG);
    rw_text text = {0};
    assert_int_equal(rw_text_read_file(&text, path, BIG, NULL), RW_OK);
    assert_int_equal(text.length, BIG);
    assert_memory_equal(text.data, bytes, BIG);
    rw_text_clear(&text);
    free(bytes);
}

static void read_file_tells_why_it_cannot(void **state) {
    const char *path = *state;
    rw_text text = {0};
    rw_error error = {0};
    assert_int_equal(rw_text_read_file(&text, "/nonexistent/a.cfg", 10, &error), RW_NO_INPUT);
    assert_string_equal(error.text, "cannot open '/nonexistent/a.cfg': No such file or directory");
    error = (rw_error){0};
    assert_int_equal(rw_text_read_file(&text, "/", 10, &error), RW_NO_INPUT);
    assert_non_null(strstr(error.text, "Is a directory"));
    write_file(path, "x", 1);
    rw_memory_fail_after(0);
    rw_status status = rw_text_read_file(&text, path, 10, NULL);
    rw_memory_fail_after(-1);
    assert_int_equal(status, RW_NO_MEMORY);
    assert_null(text.data);
}

static void distance_counts_edits_and_swaps(void **state) {
    (void)state;
    static const struct {
        const char *a, *b;
        int distance;
    } cases[] = {
        {"", "", 0},
        {"abc", "abc", 0},
        {"", "abc", 3},
        {"kitten", "sitting", 3},
        {"rampmonths", "ramp_months", 1},
        {"yeild", "yield", 1},
        {"ca", "abc", 3}, // optimal string alignment: a swapped pair is not edited again
        {"capex_eur", "cpaex_eru", 2},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(rw_text_distance(cases[i].a, cases[i].b), cases[i].distance);
        assert_int_equal(rw_text_distance(cases[i].b, cases[i].a), cases[i].distance);
    }
    char longest[129];
    memset(longest, 'a', 128);
    longest[128] = '\0';
    assert_int_equal(rw_text_distance(longest, "a"), 128);
    assert_int_equal(rw_text_distance(longest, longest), 0);
    assert_int_equal(rw_text_distance(longest + 1, "a"), 126);
}

static void month_text_crosses_years(void **state) {
    (void)state;
    static const struct {
        int year, month;
        rw_idx offset;
        const char *text;
    } cases[] = {
        {2026, 12, 0, "2026-12"},  {2026, 12, 1, "2027-01"},   {2026, 12, 119, "2036-11"}, {2026, 1, -1, "2025-12"},
        {2026, 1, -13, "2024-12"}, {2026, 3, 1200, "2126-03"}, {1, 1, -1, "0000-12"},      {0, 1, -1, "-001-12"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char buffer[16];
        rw_month_text(buffer, cases[i].year, cases[i].month, cases[i].offset);
        assert_string_equal(buffer, cases[i].text);
    }
    char buffer[16];
    rw_month_text(buffer, 2026, 1, INT64_MAX / 2);
    assert_string_equal(buffer, "");
}

static int set_up(void **state) {
    static char path[] = "test_text_XXXXXX";
    int descriptor = mkstemp(path);
    *state = path;
    return descriptor < 0 ? -1 : close(descriptor);
}

static int tear_down(void **state) {
    return unlink(*state);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_grows_and_stays_terminated), cmocka_unit_test(format_longer_than_the_room_is_whole),
        cmocka_unit_test(failed_allocation_is_remembered), cmocka_unit_test(read_file_gives_every_byte_up_to_the_limit),
        cmocka_unit_test(read_file_gives_big_files_whole), cmocka_unit_test(read_file_tells_why_it_cannot),
        cmocka_unit_test(distance_counts_edits_and_swaps), cmocka_unit_test(month_text_crosses_years),
    };
    return cmocka_run_group_tests_name("core/text", tests, set_up, tear_down);
}
