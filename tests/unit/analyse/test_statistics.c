// Figures of samples against values known from elsewhere.  SPDX-License-Identifier: MIT
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "analyse/statistics.h"

static void assert_near(double value, double expected, double tolerance) {
    if (!(fabs(value - expected) <= tolerance)) {
        fail_msg("%.17g, expected %.17g", value, expected);
    }
}

// One and two degrees of freedom have closed forms: tan(pi (p - 1/2)), and (2 p - 1) sqrt(2 / (4 p (1 - p))).
static void student_of_few_degrees_has_a_closed_form(void **state) {
    (void)state;
    const double pi = acos(-1.0);
    const double share[] = {0.5, 0.6, 0.75, 0.9, 0.95, 0.975, 0.995, 0.9995};
    for (size_t k = 0; k < sizeof share / sizeof share[0]; k++) {
        const double p = share[k];
        const double one = tan(pi * (p - 0.5));
        const double two = (2.0 * p - 1.0) * sqrt(2.0 / (4.0 * p * (1.0 - p)));
        assert_near(rw_student_quantile(1, p), one, 1e-11 * (1.0 + one));
        assert_near(rw_student_quantile(2, p), two, 1e-11 * (1.0 + two));
        assert_near(rw_student_quantile(1, 1.0 - p), -one, 1e-10 * (1.0 + one));
    }
}

// The usual table.
static void student_agrees_with_the_table(void **state) {
    (void)state;
    static const struct {
        rw_idx n_freedom;
        double share, quantile;
    } row[] = {
        {3, 0.975, 3.182446305284263},   {4, 0.95, 2.1318467863266504},  {9, 0.95, 1.8331129326562372},
        {10, 0.975, 2.2281388519862748}, {29, 0.95, 1.6991270265334978}, {30, 0.975, 2.0422724563012373},
        {120, 0.995, 2.617421145106865},
    };
    for (size_t k = 0; k < sizeof row / sizeof row[0]; k++) {
        assert_near(rw_student_quantile(row[k].n_freedom, row[k].share), row[k].quantile, 1e-11);
    }
}

static void student_goes_over_into_its_series_and_the_normal(void **state) {
    (void)state;
    for (double p = 0.51; p < 1.0; p += 0.01) {
        const double sum = rw_student_quantile(999, p); // by the finite sum
        const double series = rw_student_quantile(1000, p);
        assert_true(series < sum);
        assert_near(sum, series, 4e-6 * (1.0 + sum * sum * sum)); // d/dn of the quantile is -(z^3 + z) / (4 n^2)
    }
    assert_near(rw_student_quantile(1000, 0.975), 1.9623390808264074, 1e-11);
    assert_near(rw_student_quantile(100000000, 0.975), 1.959963984540054, 1e-7);
}

static void moments_and_estimates(void **state) {
    (void)state;
    const double value[] = {2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0};
    const rw_moments moments = rw_moments_of(8, value);
    assert_near(moments.mean, 5.0, 0.0);
    assert_near(moments.deviation, sqrt(32.0 / 7.0), 1e-15);
    const rw_estimate estimate = rw_estimate_of(8, value, 0.95);
    const double half = 2.3646242515927853 * sqrt(32.0 / 7.0 / 8.0); // t of 7 degrees
    assert_near(estimate.interval.low, 5.0 - half, 1e-11);
    assert_near(estimate.interval.high, 5.0 + half, 1e-11);
    assert_near(rw_estimate_side(8, value, 0.95, 1), 5.0 + 1.8945786050900074 * sqrt(32.0 / 7.0 / 8.0), 1e-11);
    assert_near(rw_estimate_side(8, value, 0.95, -1), 5.0 - 1.8945786050900074 * sqrt(32.0 / 7.0 / 8.0), 1e-11);
}

static void one_number_says_nothing_of_the_mean(void **state) {
    (void)state;
    const double value = 3.0;
    const rw_estimate estimate = rw_estimate_of(1, &value, 0.95);
    assert_true(estimate.mean == 3.0 && estimate.interval.low == -INFINITY && estimate.interval.high == INFINITY);
    assert_true(rw_moments_of(1, &value).deviation == 0.0);
}

// Wilson's own formula; 8 of 10 is in many textbooks.
static void wilson(void **state) {
    (void)state;
    const rw_interval some = rw_wilson_interval(8, 10, 0.95);
    assert_near(some.low, 0.4901625, 1e-7);
    assert_near(some.high, 0.9433178, 1e-7);
    const rw_interval none = rw_wilson_interval(0, 10, 0.95);
    const double z2 = 1.959963984540054 * 1.959963984540054;
    assert_true(none.low == 0.0);
    assert_near(none.high, z2 / (10.0 + z2), 1e-12);
    const rw_interval all = rw_wilson_interval(10, 10, 0.95);
    assert_true(all.high == 1.0);
    assert_near(all.low, 10.0 / (10.0 + z2), 1e-12);
}

static void quantiles(void **state) {
    (void)state;
    double value[] = {4.0, 1.0, 3.0, 2.0};
    double quantile[RW_N_QUANTILE];
    rw_sample_sort(4, value);
    rw_sample_quantiles(4, value, quantile);
    assert_near(quantile[0], 1.15, 1e-15);
    assert_near(quantile[1], 1.75, 0.0);
    assert_near(quantile[2], 2.5, 0.0);
    assert_near(quantile[3], 3.25, 0.0);
    assert_near(quantile[4], 3.85, 1e-15);
    assert_near(rw_sample_quantile(4, value, 0.0), 1.0, 0.0);
    assert_near(rw_sample_quantile(4, value, 1.0), 4.0, 0.0);
    assert_near(rw_sample_quantile(1, value, 0.7), 1.0, 0.0);
}

static void tails(void **state) {
    (void)state;
    const double value[] = {1.0, 2.0, 3.0, 4.0, 10.0};
    assert_near(rw_sample_tail(5, value, 0.0), 4.0, 1e-15);                      // the mean
    assert_near(rw_sample_tail(5, value, 0.8), 10.0, 1e-14);                     // the worst
    assert_near(rw_sample_tail(5, value, 0.7), (10.0 + 0.5 * 4.0) / 1.5, 1e-14); // one and a half
    assert_near(rw_sample_tail(5, value, 0.999), 10.0, 1e-14);                   // less than one
    assert_near(rw_sample_tail(5, value, 0.3), (10.0 + 4.0 + 3.0 + 1.0) / 3.5, 1e-14);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(student_of_few_degrees_has_a_closed_form),
        cmocka_unit_test(student_agrees_with_the_table),
        cmocka_unit_test(student_goes_over_into_its_series_and_the_normal),
        cmocka_unit_test(moments_and_estimates),
        cmocka_unit_test(one_number_says_nothing_of_the_mean),
        cmocka_unit_test(wilson),
        cmocka_unit_test(quantiles),
        cmocka_unit_test(tails),
    };
    return cmocka_run_group_tests_name("analyse/statistics", tests, NULL, NULL);
}
