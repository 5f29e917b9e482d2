// Counter-based random numbers.  SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "core/random.h"

enum { N_DRAW = 20000 };

// The first case is a known answer published with Random123; its others use the second word of the counter, which is 0
// in ours.  Those below it come from a second implementation, checked against all published answers.
static void bits_match_known_answers(void **state) {
    (void)state;
    static const struct {
        uint64_t seed, stream, draw, bits;
    } cases[] = {
        {0, 0, 0, UINT64_C(0xc2b6e3a8c2c69865)},
        {UINT64_C(0x1), UINT64_C(0x2), UINT64_C(0x3), UINT64_C(0x6037c2bcc918990f)},
        {UINT64_C(0xffffffffffffffff), UINT64_C(0x0), UINT64_C(0xffffffffffffffff), UINT64_C(0x6165efe1cd398dd3)},
        {UINT64_C(0xa4093822299f31d0), UINT64_C(0x82efa98ec4e6c89), UINT64_C(0x243f6a8885a308d3),
         UINT64_C(0x8d5679bdaa0f1067)},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_true(rw_random_bits(cases[i].seed, cases[i].stream, cases[i].draw) == cases[i].bits);
    }
}

static void bits_depend_on_every_part_of_the_key(void **state) {
    (void)state;
    uint64_t base = rw_random_bits(1, 2, 3);
    assert_true(base == rw_random_bits(1, 2, 3));
    assert_true(base != rw_random_bits(2, 2, 3));
    assert_true(base != rw_random_bits(1, 3, 3));
    assert_true(base != rw_random_bits(1, 2, 4));
    assert_true(base != rw_random_bits(2, 1, 3));
}

static void uniform_is_open_and_evenly_spread(void **state) {
    (void)state;
    double sum = 0;
    double sum_of_squares = 0;
    for (uint64_t draw = 0; draw < N_DRAW; draw++) {
        double u = rw_random_uniform(42, 7, draw);
        assert_true(u > 0 && u < 1);
        assert_true(fmod(ldexp(u, 53), 2) == 1); // an odd multiple of 2^-53
        sum += u;
        sum_of_squares += u * u;
    }
    double mean = sum / N_DRAW;
    double variance = sum_of_squares / N_DRAW - mean * mean;
    double five_sigma = 5 / sqrt(12.0 * N_DRAW);
    assert_true(fabs(mean - 0.5) < five_sigma);
    assert_true(fabs(variance - 1.0 / 12) < five_sigma);
}

static void index_covers_its_range_evenly(void **state) {
    (void)state;
    enum { COUNT = 7 };
    int hits[COUNT] = {0};
    for (uint64_t draw = 0; draw < N_DRAW; draw++) {
        int64_t index = rw_random_index(42, 8, draw, COUNT);
        assert_true(index >= 0 && index < COUNT);
        hits[index]++;
    }
    double expected = (double)N_DRAW / COUNT;
    for (int i = 0; i < COUNT; i++) {
        assert_true(fabs(hits[i] - expected) < 5 * sqrt(expected));
    }
}

static void index_takes_extreme_ranges(void **state) {
    (void)state;
    int64_t most = 0;
    for (uint64_t draw = 0; draw < 100; draw++) {
        assert_true(rw_random_index(1, 1, draw, 1) == 0);
        int64_t index = rw_random_index(1, 2, draw, INT64_MAX);
        assert_true(index >= 0 && index < INT64_MAX);
        most = index > most ? index : most;
        index = rw_random_index(1, 3, draw, INT64_MAX / 2 + 2); // a quarter of the bits is redrawn
        assert_true(index >= 0 && index < INT64_MAX / 2 + 2);
    }
    assert_true(most > INT64_MAX / 2);
}

// 2^64 is 2 2/3 times this range: without redrawing, the lower two thirds would be drawn in three of four cases.
static void index_of_a_huge_range_is_even(void **state) {
    (void)state;
    const int64_t count = 3 * (INT64_C(1) << 61);
    int lower = 0;
    for (uint64_t draw = 0; draw < N_DRAW; draw++) {
        lower += rw_random_index(42, 9, draw, count) < INT64_C(1) << 62;
    }
    double expected = 2.0 / 3;
    assert_true(fabs((double)lower / N_DRAW - expected) < 5 * sqrt(expected * (1 - expected) / N_DRAW));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bits_match_known_answers),          cmocka_unit_test(bits_depend_on_every_part_of_the_key),
        cmocka_unit_test(uniform_is_open_and_evenly_spread), cmocka_unit_test(index_covers_its_range_evenly),
        cmocka_unit_test(index_takes_extreme_ranges),        cmocka_unit_test(index_of_a_huge_range_is_even),
    };
    return cmocka_run_group_tests_name("core/random", tests, NULL, NULL);
}
