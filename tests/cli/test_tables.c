// Exit codes and option tables.  SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <signal.h>
#include <string.h>

#include "cli/arguments.h"
#include "cli/exit.h"

static rw_exit run_nothing(const rw_arguments *arguments) {
    (void)arguments;
    return RW_EXIT_OK;
}

static const rw_switch table[] = {
    {RW_SWITCH_NUMBER, 'g', "gap", "GAP", "0.001", 0, 1, "a number"},
    {RW_SWITCH_COUNT, 0, "count", "N", NULL, 1, 9, "a count"},
    {RW_SWITCH_LIST, 0, "set", "A=B", NULL, 0, 0, "a list"},
    {RW_SWITCH_CHOICE, 0, "color", "red|green", "red", 0, 0, "a word"},
    RW_SWITCH_HELP_ROW,
    RW_SWITCH_LAST_ROW,
};

static const rw_verb verb = {.name = "do", .operand = "FILE", .summary = "", .table = table, .run = run_nothing};

static void statuses_have_their_codes(void **state) {
    static const struct {
        rw_status status;
        int code;
    } row[] = {{RW_OK, 0},         {RW_NO_MEMORY, 70},   {RW_ARGUMENT, 70}, {RW_CONFIG, 78},
               {RW_DATA, 65},      {RW_NO_INPUT, 66},    {RW_IO, 74},       {RW_CANNOT_CREATE, 73},
               {RW_NUMERICAL, 70}, {RW_UNSUPPORTED, 65}, {RW_INTERNAL, 70}};
    (void)state;
    for (size_t k = 0; k < sizeof row / sizeof row[0]; k++) {
        assert_int_equal(rw_exit_of_status(row[k].status), row[k].code);
    }
}

static void outcomes_have_their_codes(void **state) {
    (void)state;
    assert_int_equal(rw_exit_of_outcome(RW_OUTCOME_OPTIMAL, true, 0), 0);
    assert_int_equal(rw_exit_of_outcome(RW_OUTCOME_INFEASIBLE, false, 0), 2);
    assert_int_equal(rw_exit_of_outcome(RW_OUTCOME_LIMIT, true, 0), 3);
    assert_int_equal(rw_exit_of_outcome(RW_OUTCOME_LIMIT, false, 0), 4);
    assert_int_equal(rw_exit_of_outcome(RW_OUTCOME_INTERRUPTED, false, SIGINT), 4);
    assert_int_equal(rw_exit_of_outcome(RW_OUTCOME_INTERRUPTED, true, SIGINT), 130);
    assert_int_equal(rw_exit_of_outcome(RW_OUTCOME_INTERRUPTED, true, SIGTERM), 143);
    assert_int_equal(rw_exit_of_outcome(RW_OUTCOME_UNBOUNDED, false, 0), 70);
}

static void exit_table_ascends(void **state) {
    (void)state;
    int count = 0;
    const rw_exit_entry *entry = rw_exit_table(&count);
    assert_int_equal(count, 15);
    for (int k = 1; k < count; k++) {
        assert_true(entry[k - 1].code < entry[k].code);
    }
}

static void arguments_are_read_in_any_order(void **state) {
    (void)state;
    char *argv[] = {"rampwerk", "do", "--set", "a=1", "x.cfg", "-g", "5%", "--set=b=2", "--color", "green", NULL};
    rw_arguments arguments;
    rw_error error = {0};
    assert_int_equal(rw_arguments_read(&arguments, &verb, 10, argv, &error), RW_OK);
    assert_string_equal(arguments.operand, "x.cfg");
    assert_true(rw_arguments_number(&arguments, "gap") == 0.05);
    assert_false(rw_arguments_has(&arguments, "count"));
    assert_true(rw_arguments_number(&arguments, "count") == HUGE_VAL);
    assert_int_equal(arguments.n_list, 2);
    assert_string_equal(arguments.list[1], "b=2");
    assert_string_equal(rw_arguments_text(&arguments, "color"), "green");
    rw_arguments_clear(&arguments);
}

static void arguments_fall_back(void **state) {
    (void)state;
    char *argv[] = {"rampwerk", "do", "--", "--gap", NULL};
    rw_arguments arguments;
    rw_error error = {0};
    assert_int_equal(rw_arguments_read(&arguments, &verb, 4, argv, &error), RW_OK);
    assert_string_equal(arguments.operand, "--gap");
    assert_true(rw_arguments_number(&arguments, "gap") == 0.001);
    assert_string_equal(rw_arguments_text(&arguments, "color"), "red");
    rw_arguments_clear(&arguments);
}

static void wrong_arguments_are_named(void **state) {
    static const struct {
        char *argument[2];
        const char *said;
    } row[] = {
        {{"--count", "10"}, "--count is '10', must be a whole number from 1 to 9"},
        {{"--count", "1e0"}, "--count is '1e0'"},
        {{"--gap", " 1"}, "--gap is ' 1'"},
        {{"--gap", "0.5x"}, "--gap is '0.5x'"},
        {{"--color", "red|green"}, "must be one of red|green"},
        {{"--color", "gree"}, "must be one of red|green"},
        {{"--set", "=1"}, "must be A=B"},
        {{"--colour", "red"}, "unknown option '--colour'; did you mean 'color'?"},
        {{"x.cfg", "-z"}, "unknown option '-z'"},
        {{"x.cfg", "--gap"}, "option '--gap' needs an argument"},
        {{"x.cfg", "y.cfg"}, "unexpected argument 'y.cfg'"},
    };
    (void)state;
    for (size_t k = 0; k < sizeof row / sizeof row[0]; k++) {
        char *argv[] = {"rampwerk", "do", row[k].argument[0], row[k].argument[1], NULL};
        rw_arguments arguments;
        rw_error error = {0};
        assert_int_equal(rw_arguments_read(&arguments, &verb, 4, argv, &error), RW_ARGUMENT);
        if (strstr(error.text, row[k].said) == NULL) {
            fail_msg("'%s' is not in '%s'", row[k].said, error.text);
        }
        rw_arguments_clear(&arguments);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(statuses_have_their_codes), cmocka_unit_test(outcomes_have_their_codes),
        cmocka_unit_test(exit_table_ascends),        cmocka_unit_test(arguments_are_read_in_any_order),
        cmocka_unit_test(arguments_fall_back),       cmocka_unit_test(wrong_arguments_are_named),
    };
    return cmocka_run_group_tests_name("cli/tables", tests, NULL, NULL);
}
