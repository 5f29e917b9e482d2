// Statuses and the error record.  SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include <rampwerk/status.h>

static void status_text_is_known_for_every_code(void **state) {
    (void)state;
    assert_string_equal(rw_status_text(RW_OK), "success");
    assert_string_equal(rw_status_text(RW_CONFIG), "error in the configuration");
    assert_string_equal(rw_status_text(RW_INTERNAL), "internal error");
    assert_string_equal(rw_status_text((rw_status)99), "unknown status");
    assert_string_equal(rw_status_text((rw_status)-1), "unknown status");
}

static void error_set_keeps_the_first_error(void **state) {
    (void)state;
    rw_error error = {0};
    assert_int_equal(rw_error_set(&error, RW_DATA, "line %d of %s", 3, "a.csv"), RW_DATA);
    assert_int_equal(rw_error_set(&error, RW_IO, "later"), RW_IO);
    assert_int_equal(error.status, RW_DATA);
    assert_string_equal(error.text, "line 3 of a.csv");
}

static void error_set_without_a_record_returns_the_status(void **state) {
    (void)state;
    assert_int_equal(rw_error_set(NULL, RW_NUMERICAL, "%s", "x"), RW_NUMERICAL);
}

static void error_set_cuts_a_long_text(void **state) {
    (void)state;
    char text[2000];
    memset(text, 'x', sizeof text);
    text[sizeof text - 1] = '\0';
    rw_error error = {0};
    assert_int_equal(rw_error_set(&error, RW_IO, "%s", text), RW_IO);
    assert_int_equal(strlen(error.text), sizeof error.text - 1);
}

static rw_status leave_at_first_failure(int *reached) {
    rw_status status = RW_OK;
    RW_TRY(RW_OK);
    *reached += 1;
    RW_TRY(RW_ARGUMENT);
    *reached += 1;
done:
    return status;
}

static void try_leaves_through_done(void **state) {
    (void)state;
    int reached = 0;
    assert_int_equal(leave_at_first_failure(&reached), RW_ARGUMENT);
    assert_int_equal(reached, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(status_text_is_known_for_every_code),
        cmocka_unit_test(error_set_keeps_the_first_error),
        cmocka_unit_test(error_set_without_a_record_returns_the_status),
        cmocka_unit_test(error_set_cuts_a_long_text),
        cmocka_unit_test(try_leaves_through_done),
    };
    return cmocka_run_group_tests_name("core/status", tests, NULL, NULL);
}
