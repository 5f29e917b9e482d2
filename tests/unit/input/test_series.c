// Time paths in all their forms.  SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "reading.h"

enum { N_MONTH = 24 };

static const char target[] = "customers.army.products.part.target";

// The target path of the tiny plan (2027-01 to 2028-12) after --set target=value; release the input.
static const double *read_target(const char *value, rw_input **input) {
    char text[1024];
    snprintf(text, sizeof text, "%s=%s", target, value);
    const char *const override_text[] = {text, NULL};
    *input = rw_read_tiny(override_text);
    return (*input)->model->product[0].target;
}

// Compares the target path with expected values of some months; a month of -1 ends the list.
static void check_target(const char *value, const double expected[][2]) {
    rw_input *input = NULL;
    const double *path = read_target(value, &input);
    for (size_t k = 0; expected[k][0] >= 0; k++) {
        double found = path[(size_t)expected[k][0]];
        if (found != expected[k][1]) {
            fail_msg("%s: month %g is %.17g, not %.17g", value, expected[k][0], found, expected[k][1]);
        }
    }
    rw_input_free(&input);
}

static void number_holds_in_all_months(void **state) {
    (void)state;
    check_target("7", (const double[][2]){{0, 7}, {23, 7}, {-1, 0}});
    check_target("7.5", (const double[][2]){{0, 7.5}, {23, 7.5}, {-1, 0}});
    check_target("3000000000L", (const double[][2]){{0, 3e9}, {23, 3e9}, {-1, 0}});
    check_target("0x10", (const double[][2]){{0, 16}, {-1, 0}});
}

static void list_gives_each_month(void **state) {
    (void)state;
    check_target("[0, 1.5, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23]",
                 (const double[][2]){{0, 0}, {1, 1.5}, {12, 12}, {23, 23}, {-1, 0}});
}

static void steps_go_up_and_stop(void **state) {
    (void)state;
    check_target(
        "{ from = 20; to = 30; by = 4; every_months = 6; }",
        (const double[][2]){{0, 20}, {5, 20}, {6, 24}, {11, 24}, {12, 28}, {17, 28}, {18, 30}, {23, 30}, {-1, 0}});
    check_target("{ from = 30.0; to = 20; by = -7; }",
                 (const double[][2]){{0, 30}, {11, 30}, {12, 23}, {23, 23}, {-1, 0}});
    check_target("{ from = 20; to = 23.5; by = 4; }", (const double[][2]){{0, 20}, {12, 23.5}, {-1, 0}});
    check_target("{ from = 5; to = 5; by = 0; }", (const double[][2]){{0, 5}, {23, 5}, {-1, 0}});
}

static void points_are_joined_by_lines(void **state) {
    (void)state;
    // before the first point its value holds, after the last one its value
    check_target(
        "{ points = ( (\"2027-03\", 10), (\"2027-07\", 50), (\"2028-07\", 26) ); }",
        (const double[][2]){{0, 10}, {2, 10}, {3, 20}, {5, 40}, {6, 50}, {7, 48}, {18, 26}, {23, 26}, {-1, 0}});
    // a point before the plan and one behind it
    check_target("{ points = ( (\"2026-11\", 0), (\"2029-01\", 26) ); }",
                 (const double[][2]){{0, 2}, {11, 13}, {23, 25}, {-1, 0}});
}

static void steps_between_points_hold(void **state) {
    (void)state;
    check_target("{ points = ( (\"2027-03\", 10), (\"2027-07\", 50) ); interpolation = \"step\"; }",
                 (const double[][2]){{0, 10}, {2, 10}, {5, 10}, {6, 50}, {23, 50}, {-1, 0}});
}

static void scale_multiplies(void **state) {
    (void)state;
    check_target("{ points = ( (\"2027-01\", 10) ); scale = 1.5; }", (const double[][2]){{0, 15}, {23, 15}, {-1, 0}});
    check_target("{ from = 2; to = 4; by = 2; scale = 10; }", (const double[][2]){{0, 20}, {12, 40}, {-1, 0}});
}

static void unlimited_is_infinite(void **state) {
    (void)state;
    static const char *const override_text[] = {"customers.army.products.part.delivery_cap=unlimited",
                                                "items.steel.storage_limit=unlimited",
                                                "policies.budgets.invest.limit_eur=(\"unlimited\", 5)", NULL};
    rw_input *input = rw_read_tiny(override_text);
    assert_true(isinf(input->model->product[0].delivery_cap[N_MONTH - 1]));
    assert_true(isinf(input->model->item[0].storage_limit[0]));
    assert_true(isinf(input->model->budget[0].limit_eur[0]));
    assert_true(input->model->budget[0].limit_eur[1] == 5);
    assert_true(isinf(input->model->item[1].storage_limit[0])); // the default
    rw_input_free(&input);
}

static void years_have_their_own_paths(void **state) {
    (void)state;
    static const char *const values[] = {"{ from = 1e6; to = 2e6; by = 1e6; }",
                                         "{ points = ( (2027, 1e6), (2028, 2e6) ); }", "( 1000000, 2e6 )",
                                         "{ from = 0.5e6; to = 1e6; by = 5e5; scale = 2; }"};
    for (size_t k = 0; k < sizeof values / sizeof values[0]; k++) {
        char text[256];
        snprintf(text, sizeof text, "policies.budgets.invest.limit_eur=%s", values[k]);
        const char *const override_text[] = {text, NULL};
        rw_input *input = rw_read_tiny(override_text);
        assert_int_equal(input->model->n_year, 2);
        assert_true(input->model->budget[0].limit_eur[0] == 1e6);
        assert_true(input->model->budget[0].limit_eur[1] == 2e6);
        rw_input_free(&input);
    }
}

static const char plan_text[] = "plan = { name = \"p\"; start = \"2027-01\"; months = 3; };\n"
                                "items = ( { name = \"part\"; } );\n"
                                "customers = ( { name = \"army\"; products = ( { item = \"part\"; shortfall_eur = 1;\n"
                                "  target = { csv = \"data.csv\"; column = \"b\"; scale = 2; }; } ); } );\n";

static void check_csv(const char *csv, size_t count, const double expected[3]) {
    rw_input *input = NULL;
    rw_put_file("plan.cfg", plan_text, sizeof plan_text - 1);
    rw_put_file("data.csv", csv, count);
    rw_status status = rw_input_read("plan.cfg", 0, NULL, &input, NULL);
    if (status != RW_OK) {
        fail_msg("%s", input->diagnostics);
    }
    for (int t = 0; t < 3; t++) {
        assert_true(input->model->product[0].target[t] == expected[t]);
    }
    assert_int_equal(input->n_file, 2);
    assert_string_equal(input->file[0].path, "plan.cfg");
    assert_string_equal(input->file[1].path, "data.csv");
    assert_int_equal(strlen(input->file[1].sha256), 64);
    assert_null(strstr(input->text, "csv")); // the values are in the text itself
    rw_input_free(&input);
}

static void csv_column_is_read(void **state) {
    (void)state;
    static const double expected[] = {2, -0.0, 7};
    static const char plain[] = "month,a,b\n2026-12,0,99\n2027-01,5,1\n2027-02,5,0\n2027-03,5,3.5\n2027-04,5,9\n";
    static const char windows[] = "\xEF\xBB\xBFmonth,b\r\n2027-03,3.5\r\n2027-01,1\r\n2027-02,0\r\n\r\n";
    static const char quoted[] =
        "\"month\",\"a \"\"x\"\", y\",\"b\"\n2027-01,\"two\nlines\",\"1\"\n2027-02,,0\n2027-03,,3.5e0";
    check_csv(plain, sizeof plain - 1, expected);
    check_csv(windows, sizeof windows - 1, expected);
    check_csv(quoted, sizeof quoted - 1, expected);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(number_holds_in_all_months), cmocka_unit_test(list_gives_each_month),
        cmocka_unit_test(steps_go_up_and_stop),       cmocka_unit_test(points_are_joined_by_lines),
        cmocka_unit_test(steps_between_points_hold),  cmocka_unit_test(scale_multiplies),
        cmocka_unit_test(unlimited_is_infinite),      cmocka_unit_test(years_have_their_own_paths),
        cmocka_unit_test(csv_column_is_read),
    };
    return cmocka_run_group_tests_name("input/series", tests, rw_folder_setup, rw_folder_teardown);
}
