// Where a comma is the decimal point of the locale, a point stays one in configurations.  SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "reading.h"

static const char locale_source[] =
    "comment_char %\nescape_char /\n"
    "LC_CTYPE\ncopy \"POSIX\"\nEND LC_CTYPE\n"
    "LC_NUMERIC\ndecimal_point \",\"\nthousands_sep \".\"\ngrouping 3;3\nEND LC_NUMERIC\n";

// Makes a locale with a decimal comma in the working directory and sets it; false where the system cannot.
static bool set_comma_locale(void) {
    char folder[256];
    rw_put_file("comma.src", locale_source, sizeof locale_source - 1);
    if (system("localedef -c -i comma.src -f ANSI_X3.4-1968 ./comma >/dev/null 2>&1") == -1 ||
        getcwd(folder, sizeof folder) == NULL || setenv("LOCPATH", folder, 1) != 0) {
        return false;
    }
    return setlocale(LC_NUMERIC, "comma") != NULL;
}

static void decimal_comma_changes_nothing(void **state) {
    (void)state;
    if (!set_comma_locale()) {
        print_message("no locale with a decimal comma can be made here\n");
        skip();
    }
    char shown[16];
    snprintf(shown, sizeof shown, "%.1f", 0.5);
    assert_string_equal(shown, "0,5"); // the locale is what it should be
    static const char *const override_text[] = {"lines.press.grant_share=0.25", "items.steel.value_eur=1.5e3", NULL};
    rw_input *input = rw_read_tiny(override_text);
    assert_true(input->model->discount_rate == 0.05);
    assert_true(input->model->line[0].grant_share == 0.25);
    assert_true(input->model->item[0].value_eur == 1500);
    assert_true(input->model->skill[0].overtime_premium == 0.25); // a default
    assert_non_null(strstr(input->text, "discount_rate = 0.05;"));
    rw_input *again = NULL;
    assert_int_equal(rw_input_read_text(input->text, "again", &again, NULL), RW_OK);
    assert_string_equal(again->text, input->text);
    snprintf(shown, sizeof shown, "%.1f", 0.5);
    assert_string_equal(shown, "0,5"); // and it is left as it was
    rw_input_free(&again);
    rw_input_free(&input);
    setlocale(LC_NUMERIC, "C");
}

static void messages_keep_the_point(void **state) {
    (void)state;
    if (setlocale(LC_NUMERIC, "comma") == NULL) {
        skip();
    }
    assert_non_null(strstr(rw_read_badly("plan = { name = \"p\"; start = \"2027-01\"; months = 2.5; };\n"),
                           "plan.months must be a whole number (months), not 2.5\n"));
    setlocale(LC_NUMERIC, "C");
}

static int leave_folder(void **state) {
    return system("rm -r ./comma 2>/dev/null") == -1 ? -1 : rw_folder_teardown(state);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decimal_comma_changes_nothing),
        cmocka_unit_test(messages_keep_the_point),
    };
    return cmocka_run_group_tests_name("input/locale", tests, rw_folder_setup, leave_folder);
}
