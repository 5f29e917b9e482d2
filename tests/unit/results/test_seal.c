// The seal behind a run file finds every changed byte.  SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "results/seal.h"

enum { BODY = 37, WHOLE = BODY + RW_SEAL_BYTES, MARK = 16 };

static void make(unsigned char bytes[WHOLE]) {
    for (int k = 0; k < BODY; k++) {
        bytes[k] = (unsigned char)(3 * k);
    }
    rw_seal_add(bytes, BODY);
}

static void seal_of_untouched_bytes_is_intact(void **state) {
    (void)state;
    unsigned char bytes[WHOLE];
    make(bytes);
    assert_int_equal(rw_seal_check(bytes, WHOLE), RW_SEAL_INTACT);
    assert_memory_equal(bytes + BODY, "rampwerk-sha256 ", MARK);
    assert_int_equal(bytes[WHOLE - 1], '\n');
}

static void seal_of_any_flipped_bit_is_broken_or_gone(void **state) {
    (void)state;
    unsigned char bytes[WHOLE];
    for (int k = 0; k < WHOLE - 1; k++) {
        make(bytes);
        bytes[k] ^= 1;
        const rw_seal found = rw_seal_check(bytes, WHOLE);
        const int in_mark = k >= BODY && k < BODY + MARK;
        assert_int_equal(found, in_mark ? RW_SEAL_NONE : RW_SEAL_BROKEN);
    }
}

static void seal_of_cut_bytes_is_gone(void **state) {
    (void)state;
    unsigned char bytes[WHOLE];
    make(bytes);
    for (size_t count = 0; count < WHOLE; count++) {
        assert_int_equal(rw_seal_check(bytes, count), RW_SEAL_NONE);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(seal_of_untouched_bytes_is_intact),
        cmocka_unit_test(seal_of_any_flipped_bit_is_broken_or_gone),
        cmocka_unit_test(seal_of_cut_bytes_is_gone),
    };
    return cmocka_run_group_tests_name("results/seal", tests, NULL, NULL);
}
