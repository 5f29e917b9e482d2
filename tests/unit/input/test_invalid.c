// Every wrong configuration of tests/data/invalid gives exactly the messages beside it.  SPDX-License-Identifier: MIT
//
// A case is a folder with plan.cfg, `expected` and, for overrides, `set` with one path=value per line.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/memory.h"
#include "core/text.h"
#include "reading.h"

enum { LEAST_CASES = 150, MOST_OVERRIDES = 8, MOST_BYTES = 1 << 20 };

// Cuts the lines of text apart; returns their number.
static rw_idx split_lines(char *text, const char *line[MOST_OVERRIDES]) {
    rw_idx count = 0;
    for (char *each = strtok(text, "\n"); each != NULL && count < MOST_OVERRIDES; each = strtok(NULL, "\n")) {
        line[count++] = each;
    }
    return count;
}

// Runs the case of the working directory; returns whether it went as expected.
static bool run_case(const char *name) {
    rw_text expected = {0}, set = {0};
    rw_error error = {0};
    rw_input *input = NULL;
    const char *override_text[MOST_OVERRIDES] = {NULL};
    rw_idx n_override = 0;
    assert_int_equal(rw_text_read_file(&expected, "expected", MOST_BYTES, &error), RW_OK);
    if (access("set", R_OK) == 0) {
        assert_int_equal(rw_text_read_file(&set, "set", MOST_BYTES, &error), RW_OK);
        n_override = split_lines(set.data, override_text);
    }
    rw_status status = rw_input_read("plan.cfg", n_override, override_text, &input, &error);
    bool is_good = status == RW_CONFIG && input != NULL && input->model == NULL && input->text == NULL &&
                   input->n_error > 0 && error.status == RW_CONFIG && error.text[0] != '\0' &&
                   strcmp(input->diagnostics, rw_text_string(&expected)) == 0;
    if (!is_good) {
        print_error("%s: status %d; expected\n%sbut got\n%s", name, (int)status, rw_text_string(&expected),
                    input != NULL ? input->diagnostics : "nothing\n");
    }
    rw_input_free(&input);
    rw_text_clear(&expected);
    rw_text_clear(&set);
    return is_good;
}

static int is_case(const struct dirent *entry) {
    return entry->d_name[0] != '.';
}

static void invalid_configurations_give_their_messages(void **state) {
    (void)state;
    long live = rw_memory_live();
    const char *root = rw_source_file("tests/data/invalid");
    struct dirent **entry = NULL;
    int count = scandir(root, &entry, is_case, alphasort);
    int n_failed = 0;
    assert_true(count >= LEAST_CASES);
    for (int k = 0; k < count; k++) {
        assert_int_equal(chdir(root), 0);
        assert_int_equal(chdir(entry[k]->d_name), 0);
        n_failed += !run_case(entry[k]->d_name);
        free(entry[k]);
    }
    free(entry);
    assert_int_equal(n_failed, 0);
    assert_int_equal(rw_memory_live(), live);
}

static void missing_file_is_no_input(void **state) {
    (void)state;
    rw_input *input = NULL;
    rw_error error = {0};
    assert_int_equal(rw_input_read("/nowhere/plan.cfg", 0, NULL, &input, &error), RW_NO_INPUT);
    assert_non_null(input);
    assert_string_equal(input->diagnostics, "error: cannot open '/nowhere/plan.cfg': No such file or directory\n");
    assert_int_equal(error.status, RW_NO_INPUT);
    rw_input_free(&input);
    rw_input_free(&input);
    assert_null(input);
}

static void first_error_of_the_file_is_the_error(void **state) {
    (void)state;
    rw_input *input = NULL;
    rw_error error = {0};
    assert_int_equal(rw_input_read_text("// nothing\nplan = 5;\nitems = ( 7 );\n", "some.cfg", &input, &error),
                     RW_CONFIG);
    assert_string_equal(error.source, "some.cfg");
    assert_int_equal(error.line, 1);
    assert_int_equal(error.column, 1);
    assert_string_equal(error.text, "'customers' is required: a list of groups ( { ... }, ... )");
    assert_int_equal(input->n_error, 3);
    rw_input_free(&input);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(invalid_configurations_give_their_messages),
        cmocka_unit_test(missing_file_is_no_input),
        cmocka_unit_test(first_error_of_the_file_is_the_error),
    };
    return cmocka_run_group_tests_name("input/invalid", tests, NULL, NULL);
}
