// Numbers as planners read them.  SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "report/number.h"

static void group_separates_thousands(void **state) {
    static const struct {
        double value;
        int decimals;
        const char *written;
    } row[] = {
        {0, 0, "0"},
        {7, 0, "7"},
        {999.4, 0, "999"},
        {999.5, 0, "1,000"},
        {1234567.8, 0, "1,234,568"},
        {1234567.8, 1, "1,234,567.8"},
        {-1234, 0, "-1,234"},
        {-0.2, 0, "0"},
        {-0.004, 2, "0.00"},
        {123456789012.0, 0, "123,456,789,012"},
        {3e15, 0, "3.00e+15"},
    };
    (void)state;
    for (size_t k = 0; k < sizeof row / sizeof row[0]; k++) {
        char buffer[RW_NUMBER_SIZE];
        rw_number_group(buffer, row[k].value, row[k].decimals);
        assert_string_equal(buffer, row[k].written);
    }
    char buffer[RW_NUMBER_SIZE];
    rw_number_group(buffer, (double)NAN, 0);
    assert_string_equal(buffer, "none");
    rw_number_group(buffer, -HUGE_VAL, 3);
    assert_string_equal(buffer, "none");
    rw_number_group(buffer, -999999999999999.9, 10); // the longest there is
    assert_true(buffer[0] == '-');
}

static void money_and_units_keep_three_digits(void **state) {
    char buffer[RW_NUMBER_SIZE];
    (void)state;
    rw_number_million(buffer, 4812.4e6);
    assert_string_equal(buffer, "4,812");
    rw_number_million(buffer, 812.34e6);
    assert_string_equal(buffer, "812.3");
    rw_number_million(buffer, -8.125e6);
    assert_string_equal(buffer, "-8.12");
    rw_number_million(buffer, 1000);
    assert_string_equal(buffer, "0");
    rw_number_thousand(buffer, 230000);
    assert_string_equal(buffer, "230");
    rw_number_thousand(buffer, 1234);
    assert_string_equal(buffer, "1.2");
    rw_number_thousand(buffer, 50);
    assert_string_equal(buffer, "0.05");
    rw_number_thousand(buffer, 0);
    assert_string_equal(buffer, "0");
}

static void shares_and_seconds_read_naturally(void **state) {
    char buffer[RW_NUMBER_SIZE];
    (void)state;
    rw_number_percent(buffer, 0.00083);
    assert_string_equal(buffer, "0.083 %");
    rw_number_percent(buffer, 0.25);
    assert_string_equal(buffer, "25.0 %");
    rw_number_percent(buffer, 0);
    assert_string_equal(buffer, "0.000 %");
    rw_number_percent(buffer, 3e-8);
    assert_string_equal(buffer, "3.0e-06 %");
    rw_number_percent(buffer, HUGE_VAL);
    assert_string_equal(buffer, "none");
    rw_number_seconds(buffer, 3.412);
    assert_string_equal(buffer, "3.41");
    rw_number_seconds(buffer, 41.25);
    assert_string_equal(buffer, "41.2");
    rw_number_seconds(buffer, 3912);
    assert_string_equal(buffer, "3,912");
    rw_number_seconds(buffer, (double)NAN);
    assert_string_equal(buffer, "none");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(group_separates_thousands),
        cmocka_unit_test(money_and_units_keep_three_digits),
        cmocka_unit_test(shares_and_seconds_read_naturally),
    };
    return cmocka_run_group_tests_name("report/number", tests, NULL, NULL);
}
