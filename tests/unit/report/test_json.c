// JSON: structure, escapes, numbers.  SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "report/json.h"

static void json_containers_nest(void **state) {
    (void)state;
    rw_text text = {0};
    rw_json json = {.text = &text};
    rw_json_object(&json, NULL);
    rw_json_array(&json, "a");
    rw_json_integer(&json, NULL, -3);
    rw_json_boolean(&json, NULL, true);
    rw_json_close(&json);
    rw_json_object(&json, "empty");
    rw_json_close(&json);
    rw_json_close(&json);
    assert_string_equal(rw_text_string(&text), "{\n  \"a\": [\n    -3,\n    true\n  ],\n  \"empty\": {}\n}\n");
    rw_text_clear(&text);
}

static void json_strings_are_escaped(void **state) {
    static const struct {
        const char *value, *written;
    } row[] = {
        {"plain", "\"plain\""},
        {"a\"b\\c", "\"a\\\"b\\\\c\""},
        {"line\nnext\ttab", "\"line\\nnext\\ttab\""},
        {"\033[31m\x7F", "\"\\u001b[31m\\u007f\""},
        {"Fertigung \xC3\xBC", "\"Fertigung \xC3\xBC\""},
        {"lone \xE4 byte", "\"lone \\ufffd byte\""},
        {"overlong \xC0\xAF", "\"overlong \\ufffd\\ufffd\""},
        {"surrogate \xED\xA0\x80", "\"surrogate \\ufffd\\ufffd\\ufffd\""},
        {"cut \xE2\x82", "\"cut \\ufffd\\ufffd\""},
        {NULL, "null"},
    };
    (void)state;
    for (size_t k = 0; k < sizeof row / sizeof row[0]; k++) {
        rw_text text = {0};
        rw_json json = {.text = &text};
        rw_json_string(&json, NULL, row[k].value);
        assert_string_equal(rw_text_string(&text), row[k].written);
        rw_text_clear(&text);
    }
}

static void json_numbers_read_back(void **state) {
    static const struct {
        double value;
        const char *written;
    } row[] = {
        {0, "0"},
        {0.1, "0.1"},
        {-2.5e9, "-2500000000"},
        {0.1 + 0.2, "0.30000000000000004"},
        {1.0 / 3, "0.33333333333333331"},
        {5e-324, "4.94065645841247e-324"},
    };
    (void)state;
    for (size_t k = 0; k < sizeof row / sizeof row[0]; k++) {
        rw_text text = {0};
        rw_json json = {.text = &text};
        rw_json_number(&json, NULL, row[k].value);
        assert_string_equal(rw_text_string(&text), row[k].written);
        rw_text_clear(&text);
    }
    const double none[] = {(double)NAN, HUGE_VAL, -HUGE_VAL};
    for (size_t k = 0; k < 3; k++) {
        rw_text text = {0};
        rw_json json = {.text = &text};
        rw_json_number(&json, NULL, none[k]);
        assert_string_equal(rw_text_string(&text), "null");
        rw_text_clear(&text);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json_containers_nest),
        cmocka_unit_test(json_strings_are_escaped),
        cmocka_unit_test(json_numbers_read_back),
    };
    return cmocka_run_group_tests_name("report/json", tests, NULL, NULL);
}
