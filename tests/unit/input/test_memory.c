// Whichever allocation fails, reading a configuration says so and leaks nothing.  SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/memory.h"
#include "reading.h"

static void reading_survives_any_failed_allocation(void **state) {
    (void)state;
    const char *path = rw_source_file("tests/data/tiny.cfg");
    static const char *const override_text[] = {"lines.press.modules_max=2", "plan.objective=lexicographic"};
    long live = rw_memory_live();
    rw_status status = RW_NO_MEMORY;
    for (long k = 0; status == RW_NO_MEMORY; k++) {
        rw_input *input = NULL;
        rw_error error = {0};
        rw_memory_fail_after(k);
        status = rw_input_read(path, 2, override_text, &input, &error);
        rw_memory_fail_after(-1);
        if (status != RW_OK) {
            assert_int_equal(status, RW_NO_MEMORY);
            assert_int_equal(error.status, RW_NO_MEMORY);
            assert_null(input);
            assert_int_equal(rw_memory_live(), live);
        }
        rw_input_free(&input);
    }
    assert_int_equal(status, RW_OK);
    assert_int_equal(rw_memory_live(), live);
}

static void failing_configuration_survives_any_failed_allocation(void **state) {
    (void)state;
    static const char text[] = "plan = { name = \"a b\"; monts = 3; };\nitems = ( { name = \"x\"; } );\n";
    long live = rw_memory_live();
    rw_status status = RW_NO_MEMORY;
    for (long k = 0; status == RW_NO_MEMORY; k++) {
        rw_input *input = NULL;
        rw_memory_fail_after(k);
        status = rw_input_read_text(text, "text", &input, NULL);
        rw_memory_fail_after(-1);
        rw_input_free(&input);
        assert_int_equal(rw_memory_live(), live);
    }
    assert_int_equal(status, RW_CONFIG);
}

static void schema_survives_any_failed_allocation(void **state) {
    (void)state;
    long live = rw_memory_live();
    char *text = NULL;
    for (long k = 0; text == NULL; k++) {
        rw_memory_fail_after(k);
        text = rw_input_schema(RW_SCHEMA_TEXT);
        rw_memory_fail_after(-1);
    }
    rw_free(text);
    assert_int_equal(rw_memory_live(), live);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reading_survives_any_failed_allocation),
        cmocka_unit_test(failing_configuration_survives_any_failed_allocation),
        cmocka_unit_test(schema_survives_any_failed_allocation),
    };
    return cmocka_run_group_tests_name("input/memory", tests, NULL, NULL);
}
