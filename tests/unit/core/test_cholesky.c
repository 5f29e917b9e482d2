// Cholesky's factorisation.  SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "core/cholesky.h"
#include "core/random.h"

enum { N = 9 };

static void factors_give_the_matrix_back(void **state) {
    (void)state;
    double b[N * N], a[N * N], l[N * N];
    for (rw_idx k = 0; k < N * N; k++) {
        b[k] = rw_random_uniform(1, 2, (uint64_t)k) - 0.5;
    }
    for (rw_idx i = 0; i < N; i++) { // b b' + 1/4: positive definite
        for (rw_idx j = 0; j < N; j++) {
            a[i * N + j] = i == j ? 0.25 : 0.0;
            for (rw_idx k = 0; k < N; k++) {
                a[i * N + j] += b[i * N + k] * b[j * N + k];
            }
            l[i * N + j] = j <= i ? a[i * N + j] : 99.0;
        }
    }
    assert_true(rw_cholesky_factor(l, N));
    for (rw_idx i = 0; i < N; i++) {
        assert_true(l[i * N + i] > 0.0);
        for (rw_idx j = 0; j < N; j++) {
            double sum = 0.0;
            for (rw_idx k = 0; k <= (i < j ? i : j); k++) {
                sum += l[i * N + k] * l[j * N + k];
            }
            assert_true(fabs(sum - a[i * N + j]) < 1e-14);
            assert_true(j <= i || l[i * N + j] == 99.0); // above the diagonal nothing is touched
        }
    }
}

static void known_factor_is_found(void **state) {
    (void)state;
    double a[] = {1, 0, 0.6, 1};
    assert_true(rw_cholesky_factor(a, 2));
    assert_true(a[0] == 1.0 && a[2] == 0.6 && fabs(a[3] - 0.8) < 1e-16);
}

static void matrices_that_are_not_positive_definite_are_refused(void **state) {
    (void)state;
    double contradiction[] = {1, 0, 0, 0.9, 1, 0, -0.9, 0.9, 1};
    assert_false(rw_cholesky_factor(contradiction, 3));
    double singular[] = {1, 0, 1, 1};
    assert_false(rw_cholesky_factor(singular, 2));
    double unknown[] = {(double)NAN};
    assert_false(rw_cholesky_factor(unknown, 1));
    assert_true(rw_cholesky_factor(NULL, 0));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(factors_give_the_matrix_back),
        cmocka_unit_test(known_factor_is_found),
        cmocka_unit_test(matrices_that_are_not_positive_definite_are_refused),
    };
    return cmocka_run_group_tests_name("core/cholesky", tests, NULL, NULL);
}
