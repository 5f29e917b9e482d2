// Figures of weighted samples, by hand.  SPDX-License-Identifier: MIT
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "core/weighted.h"

static void assert_close(double a, double b) {
    assert_true(fabs(a - b) <= 1e-12 * fmax(1.0, fabs(b)));
}

static void quantiles_are_numbers_of_the_sample(void **state) {
    (void)state;
    rw_weighted sample[] = {{40, 0.1}, {10, 0.1}, {30, 0.3}, {20, 0.5}};
    rw_weighted_sort(4, sample);
    assert_close(sample[0].value, 10);
    assert_close(rw_weighted_quantile(4, sample, 0.0), 10);
    assert_close(rw_weighted_quantile(4, sample, 0.1), 10);
    assert_close(rw_weighted_quantile(4, sample, 0.11), 20);
    assert_close(rw_weighted_quantile(4, sample, 0.6), 20);
    assert_close(rw_weighted_quantile(4, sample, 0.9), 30); // 0.1 + 0.5 + 0.3 but for rounding
    assert_close(rw_weighted_quantile(4, sample, 0.95), 40);
    assert_close(rw_weighted_quantile(4, sample, 1.0), 40);
}

static void ten_equal_ones_have_their_tenths(void **state) {
    (void)state;
    rw_weighted sample[10];
    for (int k = 0; k < 10; k++) {
        sample[k] = (rw_weighted){k + 1, 0.1};
    }
    for (int k = 1; k <= 10; k++) {
        assert_close(rw_weighted_quantile(10, sample, k / 10.0), k);
    }
}

static void tail_counts_the_number_at_its_edge_in_part(void **state) {
    (void)state;
    const rw_weighted sorted[] = {{10, 0.1}, {20, 0.5}, {30, 0.3}, {40, 0.1}};
    assert_close(rw_weighted_tail(4, sorted, 0.0), 1 + 10 + 9 + 4);
    assert_close(rw_weighted_tail(4, sorted, 0.9), 40);
    assert_close(rw_weighted_tail(4, sorted, 0.95), 40);
    assert_close(rw_weighted_tail(4, sorted, 0.8), 35);
    assert_close(rw_weighted_tail(4, sorted, 0.5), (4 + 9 + 2) / 0.5);
}

static void weights_need_not_add_up_to_one(void **state) {
    (void)state;
    const rw_weighted sorted[] = {{1, 2}, {2, 1}, {3, 1}};
    assert_close(rw_weighted_quantile(3, sorted, 0.5), 1);
    assert_close(rw_weighted_quantile(3, sorted, 0.75), 2);
    assert_close(rw_weighted_tail(3, sorted, 0.5), 2.5);
    assert_close(rw_weighted_tail(1, sorted, 0.99), 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quantiles_are_numbers_of_the_sample),
        cmocka_unit_test(ten_equal_ones_have_their_tenths),
        cmocka_unit_test(tail_counts_the_number_at_its_edge_in_part),
        cmocka_unit_test(weights_need_not_add_up_to_one),
    };
    return cmocka_run_group_tests_name("core/weighted", tests, NULL, NULL);
}
