// The check of answers, on problems solved by hand.  SPDX-License-Identifier: MIT
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include <cmocka.h>

#include "lp/sound.h"

// min cost x + 3y  s.t.  x + y >= 4,  0 <= x <= most,  0 <= y
static bool is_believed(double cost, double most, const double primal[2], double dual) {
    const int begin[] = {0, 1}, length[] = {1, 1}, row[] = {0, 0};
    const double value[] = {1, 1}, costs[] = {cost, 3}, lower[] = {0, 0}, upper[] = {most, RW_LP_INFINITE};
    const double row_lower[] = {4}, row_upper[] = {RW_LP_INFINITE};
    double activity[1];
    const rw_sound_case c = {.n_col = 2,
                             .n_row = 1,
                             .begin = begin,
                             .length = length,
                             .row = row,
                             .value = value,
                             .cost = costs,
                             .lower = lower,
                             .upper = upper,
                             .row_lower = row_lower,
                             .row_upper = row_upper,
                             .primal = primal,
                             .dual = &dual,
                             .activity = activity};
    return rw_sound(&c);
}

static void optimum_is_believed(void **state) {
    (void)state;
    const double both[] = {3, 1}, one[] = {4, 0};
    assert_true(is_believed(2, 3, both, 3));
    assert_true(is_believed(2, RW_LP_INFINITE, one, 2));
}

static void other_corners_are_not(void **state) {
    (void)state;
    const double dear[] = {0, 4}, too_little[] = {3, 0}, too_much[] = {4, 0};
    assert_false(is_believed(2, 3, dear, 3));
    assert_false(is_believed(2, 3, too_little, 3));
    assert_false(is_believed(2, 3, too_much, 3));
}

// The objectives agree, but x may go on: the problem has no least cost.
static void duals_must_hold_what_has_no_bound(void **state) {
    (void)state;
    const double corner[] = {4, 0};
    assert_false(is_believed(-1, RW_LP_INFINITE, corner, 0));
    assert_false(is_believed(-1, RW_LP_INFINITE, corner, -1)); // a row without an upper limit
    assert_true(is_believed(-1, 4, corner, 0));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(optimum_is_believed),
        cmocka_unit_test(other_corners_are_not),
        cmocka_unit_test(duals_must_hold_what_has_no_bound),
    };
    return cmocka_run_group_tests_name("lp/sound", tests, NULL, NULL);
}
