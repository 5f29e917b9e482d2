// Quantiles against distribution functions worked out in another way.  SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "core/memory.h"
#include "scenario/marginal.h"
#include "scenario/normal.h"

static void expect_close(double value, double expected, double tolerance) {
    if (!(fabs(value - expected) <= tolerance * fmax(1.0, fabs(expected)))) {
        fail_msg("%.17g instead of %.17g", value, expected);
    }
}

static void normal_quantiles_are_those_of_tables(void **state) {
    (void)state;
    expect_close(rw_normal_quantile(0.975), 1.9599639845400542, 1e-15);
    expect_close(rw_normal_quantile(0.9), 1.2815515655446004, 1e-15);
    expect_close(rw_normal_quantile(0.001), -3.0902323061678132, 1e-15);
    expect_close(rw_normal_quantile(1e-10), -6.3613409024040557, 1e-15);
    assert_true(rw_normal_quantile(0.5) == 0.0);
    assert_true(rw_normal_quantile(0.25) == -rw_normal_quantile(0.75));
}

static void normal_quantile_inverts_the_distribution(void **state) {
    (void)state;
    double last = -INFINITY;
    for (double p = 0x1p-53; p < 0.5; p *= 1.37) {
        const double x = rw_normal_quantile(p);
        expect_close(rw_normal_cdf(x) / p, 1.0, 1e-13);
        assert_true(x > last);
        last = x;
    }
    assert_true(isfinite(rw_normal_quantile(1.0 - 0x1p-53)));
}

// For whole shapes: the tail of the binomial distribution with a + b - 1 trials.
static double binomial_tail(int a, int b, double x) {
    double sum = 0.0;
    const int n = a + b - 1;
    for (int k = a; k <= n; k++) {
        sum += exp(lgamma(n + 1.0) - lgamma(k + 1.0) - lgamma(n - k + 1.0)) * pow(x, k) * pow(1.0 - x, n - k);
    }
    return sum;
}

static void beta_of_whole_shapes_is_a_binomial_tail(void **state) {
    (void)state;
    for (int a = 1; a <= 5; a++) {
        const rw_beta beta = rw_beta_new(a, 6 - a);
        for (double x = 0.0; x <= 1.0; x += 1.0 / 64) {
            expect_close(rw_beta_cdf(&beta, x), binomial_tail(a, 6 - a, x), 1e-14);
        }
    }
}

// Simpson's rule on the density, with t = s^2 for its sake: the derivative at 0 is not finite otherwise.
static double integrated_beta(double a, double b, double x) {
    enum { N = 4000 };
    const double end = sqrt(x);
    double sum = 0.0;
    for (int k = 0; k <= N; k++) {
        const double s = end * k / N;
        sum += (k == 0 || k == N ? 1.0
                : k % 2 == 1     ? 4.0
                                 : 2.0) *
               2.0 * pow(s, 2.0 * a - 1.0) * pow(1.0 - s * s, b - 1.0);
    }
    return sum * end / (3.0 * N) * tgamma(a + b) / (tgamma(a) * tgamma(b));
}

static void beta_quantile_inverts_the_distribution(void **state) {
    (void)state;
    static const double first[] = {1.0, 1.04, 1.7, 2.5, 3.3, 4.96, 5.0};
    for (size_t k = 0; k < sizeof first / sizeof first[0]; k++) {
        const double a = first[k];
        const rw_beta beta = rw_beta_new(a, 6.0 - a);
        expect_close(rw_beta_cdf(&beta, 0.3), integrated_beta(a, 6.0 - a, 0.3), 1e-7);
        expect_close(rw_beta_cdf(&beta, 0.8), integrated_beta(a, 6.0 - a, 0.8), 1e-7);
        for (double p = 0x1p-53; p < 1.0; p = p < 0.01 ? 2.1 * p : p + 0.03) {
            const double x = rw_beta_quantile(&beta, p);
            assert_true(x > 0.0 && x < 1.0);
            expect_close(rw_beta_cdf(&beta, x), p, 1e-14);
        }
        assert_true(rw_beta_quantile(&beta, 1.0 - 0x1p-53) <= 1.0);
    }
}

static rw_marginal marginal_of(rw_arena *arena, rw_distribution distribution, rw_idx count, const double *parameter,
                               double nominal) {
    rw_marginal marginal;
    const rw_risk risk = {.distribution = distribution, .n_parameter = count, .parameter = parameter};
    assert_int_equal(rw_marginal_init(&marginal, arena, &risk, nominal), RW_OK);
    return marginal;
}

// Mean and deviation of the quantiles of n numbers in the middles of n equal parts of (0, 1).
static void expect_moments(const rw_marginal *marginal, double tolerance) {
    enum { N = 20000 };
    double sum = 0.0, squares = 0.0;
    for (int k = 0; k < N; k++) {
        sum += rw_marginal_quantile(marginal, (k + 0.5) / N) / N;
    }
    for (int k = 0; k < N; k++) {
        const double d = rw_marginal_quantile(marginal, (k + 0.5) / N) - sum;
        squares += d * d / N;
    }
    expect_close(rw_marginal_mean(marginal), sum, tolerance);
    expect_close(rw_marginal_deviation(marginal), sqrt(squares), tolerance);
}

static void moments_are_those_of_the_quantiles(void **state) {
    (void)state;
    rw_arena *arena = rw_arena_new();
    const struct {
        rw_distribution distribution;
        rw_idx count;
        double parameter[6];
    } rows[] = {
        {RW_TRIANGULAR, 3, {5, 12, 30}}, {RW_TRIANGULAR, 3, {2, 2, 3}}, {RW_TRIANGULAR, 3, {2, 3, 3}},
        {RW_PERT, 3, {5, 12, 30}},       {RW_PERT, 3, {0, 0, 1}},       {RW_UNIFORM, 2, {0.8, 1.5}},
        {RW_LOGNORMAL, 2, {1.2, 1.8}},   {RW_BERNOULLI, 2, {0.1, 0}},   {RW_DISCRETE, 6, {3, 0.2, 1, 0.5, 2, 0.3}},
    };
    for (size_t k = 0; k < sizeof rows / sizeof rows[0]; k++) {
        const rw_marginal marginal = marginal_of(arena, rows[k].distribution, rows[k].count, rows[k].parameter, 1.0);
        expect_moments(&marginal, 1e-3);
    }
    rw_arena_free(&arena);
}

static void quantiles_are_those_worked_out_by_hand(void **state) {
    (void)state;
    rw_arena *arena = rw_arena_new();
    // (12 - 5) / (30 - 5) = 0.28 of the probability lies below the mode
    const rw_marginal triangle = marginal_of(arena, RW_TRIANGULAR, 3, (double[]){5, 12, 30}, 1.0);
    expect_close(rw_marginal_quantile(&triangle, 0.28), 12.0, 1e-15);
    expect_close(rw_marginal_quantile(&triangle, 0.07), 8.5, 1e-15);  // 5 + sqrt(0.07 * 25 * 7)
    expect_close(rw_marginal_quantile(&triangle, 0.82), 21.0, 1e-15); // 30 - sqrt(0.18 * 25 * 18)
    const rw_marginal log_normal = marginal_of(arena, RW_LOGNORMAL, 2, (double[]){1.2, 1.8}, 1.0);
    expect_close(rw_marginal_quantile(&log_normal, 0.5), 1.2, 1e-15);
    expect_close(rw_marginal_quantile(&log_normal, 0.9), 1.8, 1e-15);
    expect_close(rw_marginal_quantile(&log_normal, 0.1), 0.8, 1e-15);
    const rw_marginal pert = marginal_of(arena, RW_PERT, 3, (double[]){10, 20, 30}, 1.0);
    expect_close(rw_marginal_quantile(&pert, 0.5), 20.0, 1e-15);
    // values are put in order: 1 up to 0.5, 2 up to 0.8, 3 above
    const rw_marginal discrete = marginal_of(arena, RW_DISCRETE, 6, (double[]){3, 0.2, 1, 0.5, 2, 0.3}, 1.0);
    assert_true(rw_marginal_quantile(&discrete, 0.499) == 1.0);
    assert_true(rw_marginal_quantile(&discrete, 0.501) == 2.0);
    assert_true(rw_marginal_quantile(&discrete, 0.799) == 2.0);
    assert_true(rw_marginal_quantile(&discrete, 0.801) == 3.0);
    assert_true(rw_marginal_quantile(&discrete, 1.0 - 0x1p-53) == 3.0);
    rw_arena_free(&arena);
}

static void bernoulli_happens_on_the_side_of_its_value(void **state) {
    (void)state;
    rw_arena *arena = rw_arena_new();
    const rw_marginal low = marginal_of(arena, RW_BERNOULLI, 2, (double[]){0.1, 0}, 1.0);
    assert_true(rw_marginal_quantile(&low, 0.0999) == 0.0);
    assert_true(rw_marginal_quantile(&low, 0.1001) == 1.0);
    const rw_marginal high = marginal_of(arena, RW_BERNOULLI, 2, (double[]){0.1, 2}, 1.0);
    assert_true(rw_marginal_quantile(&high, 0.8999) == 1.0);
    assert_true(rw_marginal_quantile(&high, 0.9001) == 2.0);
    const rw_marginal never = marginal_of(arena, RW_BERNOULLI, 2, (double[]){0, 0}, 1.0);
    assert_true(rw_marginal_quantile(&never, 0x1p-53) == 1.0);
    const rw_marginal always = marginal_of(arena, RW_BERNOULLI, 2, (double[]){1, 2}, 1.0);
    assert_true(rw_marginal_quantile(&always, 0x1p-53) == 2.0);
    assert_true(rw_marginal_quantile(&always, 1.0 - 0x1p-53) == 2.0);
    rw_arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(normal_quantiles_are_those_of_tables),
        cmocka_unit_test(normal_quantile_inverts_the_distribution),
        cmocka_unit_test(beta_of_whole_shapes_is_a_binomial_tail),
        cmocka_unit_test(beta_quantile_inverts_the_distribution),
        cmocka_unit_test(moments_are_those_of_the_quantiles),
        cmocka_unit_test(quantiles_are_those_worked_out_by_hand),
        cmocka_unit_test(bernoulli_happens_on_the_side_of_its_value),
    };
    return cmocka_run_group_tests_name("scenario/quantile", tests, NULL, NULL);
}
