// The schema table is complete, and the configuration reference is current.  SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/memory.h"
#include "core/text.h"
#include "input/fill.h"
#include "input/schema.h"
#include "reading.h"

enum { MOST_BYTES = 1 << 20, MOST_DEPTH = 6 };

static const char marker[] =
    "<!-- What follows is printed by `rampwerk schema --format markdown`; do not edit it. -->\n";

static void reference_page_is_current(void **state) {
    (void)state;
    rw_text page = {0};
    assert_int_equal(rw_text_read_file(&page, rw_source_file("planner/input/config.md"), MOST_BYTES, NULL), RW_OK);
    char *schema = rw_input_schema(RW_SCHEMA_MARKDOWN);
    const char *generated = strstr(rw_text_string(&page), marker);
    assert_non_null(generated);
    generated += strlen(marker);
    generated += strspn(generated, "\n");
    if (strcmp(generated, schema) != 0) {
        fail_msg("planner/input/config.md is out of date: put the output of `rampwerk schema --format markdown` behind "
                 "its mark");
    }
    rw_free(schema);
    rw_text_clear(&page);
}

static bool is_number(rw_type type) {
    return type == RW_TYPE_WHOLE || type == RW_TYPE_REAL || type == RW_TYPE_REALS || type == RW_TYPE_PATH ||
           type == RW_TYPE_YEARS;
}

static void check_default(const rw_field *field) {
    const char *fallback = field->fallback;
    if (fallback == NULL || (field->flags & RW_BY_HAND)) {
        return;
    }
    if (field->type == RW_TYPE_CHOICE || field->type == RW_TYPE_WORD) {
        assert_true(rw_word_find(field->choices, fallback) >= 0);
    } else if (field->type == RW_TYPE_MONTH) {
        assert_true(strcmp(fallback, "start") == 0 || strcmp(fallback, "end") == 0);
    } else if (field->type == RW_TYPE_TRUTH) {
        assert_true(strcmp(fallback, "true") == 0 || strcmp(fallback, "false") == 0);
    } else if (strcmp(fallback, "unlimited") == 0) {
        assert_true(field->flags & RW_UNLIMITED);
    } else if (field->type == RW_TYPE_WHOLE || field->type == RW_TYPE_REAL || field->type == RW_TYPE_PATH) {
        char *end = NULL;
        assert_true(rw_fill_in_range(field, strtod(fallback, &end)) && *end == '\0');
    }
}

static rw_idx check_shape(const rw_shape *shape, int depth) {
    rw_idx count = 0;
    assert_true(depth < MOST_DEPTH);
    assert_true(shape->title[0] != '\0' && shape->doc[0] != '\0' && shape->n_field > 0);
    for (rw_idx k = 0; k < shape->n_field; k++) {
        const rw_field *field = &shape->field[k];
        assert_true(rw_schema_field(shape, field->key) == field); // no key twice
        size_t length = strlen(field->doc);
        assert_true(length > 0 && strchr(".?!", field->doc[length - 1]) != NULL);
        assert_non_null(field->unit);
        bool has_list = field->type == RW_TYPE_REFERENCE || field->type == RW_TYPE_REFERENCES;
        assert_true(!has_list || rw_schema_field(&rw_shape_root, field->choices) != NULL);
        assert_true((field->type == RW_TYPE_GROUP || field->type == RW_TYPE_GROUPS) == (field->shape != NULL));
        assert_true(!is_number(field->type) || field->least < field->most || shape == &rw_shape_path);
        if (shape != &rw_shape_path) { // whose keys are read by hand
            check_default(field);
        }
        count += 1 + (field->shape != NULL ? check_shape(field->shape, depth + 1) : 0);
    }
    return count;
}

static void every_key_is_described(void **state) {
    (void)state;
    assert_true(check_shape(&rw_shape_root, 0) > 200);
    assert_true(check_shape(&rw_shape_path, 0) == 10);
}

static void near_keys_are_found(void **state) {
    (void)state;
    assert_string_equal(rw_schema_near(&rw_shape_line, "rampmonths"), "ramp_months");
    assert_string_equal(rw_schema_near(&rw_shape_line, "capex"), "capex_eur");
    assert_string_equal(rw_schema_near(&rw_shape_root, "lnies"), "lines");
    assert_null(rw_schema_near(&rw_shape_line, "colour"));
    assert_null(rw_schema_near(&rw_shape_line, "x"));
    assert_int_equal(rw_near_limit("abc"), 2);       // closer than 2: a distance of 1
    assert_int_equal(rw_near_limit("abcdefghi"), 4); // up to 3
}

static void every_format_has_every_key(void **state) {
    (void)state;
    static const char *const keys[] = {"order_from", "mothball_saving_share", "security_of_supply", "interpolation",
                                       "critical_share"};
    for (int format = RW_SCHEMA_TEXT; format <= RW_SCHEMA_JSON; format++) {
        char *text = rw_input_schema((rw_schema_format)format);
        assert_non_null(text);
        for (size_t k = 0; k < sizeof keys / sizeof keys[0]; k++) {
            assert_non_null(strstr(text, keys[k]));
        }
        rw_free(text);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reference_page_is_current),
        cmocka_unit_test(every_key_is_described),
        cmocka_unit_test(near_keys_are_found),
        cmocka_unit_test(every_format_has_every_key),
    };
    return cmocka_run_group_tests_name("input/schema", tests, NULL, NULL);
}
