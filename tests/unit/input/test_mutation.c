// Damaged configurations: never a crash, never a leak.  SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "core/memory.h"
#include "core/random.h"
#include "core/text.h"
#include "reading.h"

enum { N_CASE = 2000, MOST_BYTES = 1 << 20, MOST_DAMAGE = 4, SEED = 20261122 };

static rw_text tiny;

static int read_tiny_text(void **state) {
    (void)state;
    return rw_text_read_file(&tiny, rw_source_file("tests/data/tiny.cfg"), MOST_BYTES, NULL) == RW_OK ? 0 : -1;
}

static int clear_tiny_text(void **state) {
    (void)state;
    rw_text_clear(&tiny);
    return 0;
}

// One change to the text: a byte, a piece cut out, a piece doubled, the end cut off, a telling piece put in.
static void damage(rw_text *text, uint64_t stream, uint64_t draw) {
    static const char *const pieces[] = {"\"",   "(",  "}",           "{ ", ";", "@include \"x\"\n", "1e999", "/*",
                                         "\\x",  "-",  "99999999999", ",",  "=", "overrides = ();",  "[",     "\xC3",
                                         "\x01", "NaN"};
    rw_text old = *text;
    *text = (rw_text){0};
    size_t at = (size_t)rw_random_index(SEED, stream, draw, (int64_t)old.length + 1);
    size_t count = (size_t)rw_random_index(SEED, stream, draw + 1, 12);
    count = at + count <= old.length ? count : old.length - at;
    rw_text_add_bytes(text, rw_text_string(&old), at);
    switch (rw_random_index(SEED, stream, draw + 2, 5)) {
    case 0:
        rw_text_format(text, "%c", (int)(1 + rw_random_index(SEED, stream, draw + 3, 255)));
        rw_text_add(text, at < old.length ? old.data + at + 1 : "");
        break;
    case 1:
        rw_text_add(text, rw_text_string(&old) + at + count);
        break;
    case 2:
        rw_text_add_bytes(text, rw_text_string(&old) + at, count);
        rw_text_add(text, rw_text_string(&old) + at);
        break;
    case 3:
        break;
    default:
        rw_text_add(text, pieces[rw_random_index(SEED, stream, draw + 3, sizeof pieces / sizeof pieces[0])]);
        rw_text_add(text, rw_text_string(&old) + at);
        break;
    }
    rw_text_clear(&old);
}

// What could be read can be read again.
static void check_again(const rw_input *input) {
    if (input->text != NULL) {
        rw_input *again = NULL;
        assert_int_equal(rw_input_read_text(input->text, "again", &again, NULL), RW_OK);
        assert_string_equal(again->text, input->text);
        rw_input_free(&again);
    }
}

static void damaged_text_is_read_or_refused(void **state) {
    (void)state;
    long live = rw_memory_live();
    rw_idx n_read = 0;
    for (uint64_t k = 0; k < N_CASE; k++) {
        rw_text text = {0};
        rw_input *input = NULL;
        rw_text_add_bytes(&text, tiny.data, tiny.length);
        for (uint64_t d = 0; d <= k % MOST_DAMAGE; d++) {
            damage(&text, k, 8 * d);
        }
        rw_status status = rw_input_read_text(rw_text_string(&text), "damaged", &input, NULL);
        assert_true(status == RW_OK || status == RW_CONFIG);
        assert_non_null(input);
        assert_true((status == RW_OK) == (input->model != NULL));
        assert_true((status == RW_OK) == (input->n_error == 0));
        assert_true((status == RW_OK) || strstr(input->diagnostics, "error: ") != NULL);
        n_read += status == RW_OK;
        check_again(input);
        rw_input_free(&input);
        rw_text_clear(&text);
    }
    assert_true(n_read > 0 && n_read < N_CASE); // both ends are exercised
    assert_int_equal(rw_memory_live(), live);
}

static void damaged_override_is_read_or_refused(void **state) {
    (void)state;
    static const char *const starts[] = {"lines.press.capex_eur=2e6", "customers.army.products.part.target.scale=1.5",
                                         "plan.objective=lexicographic", "suppliers[1].options[0].fee_eur=3"};
    for (uint64_t k = 0; k < N_CASE / 10; k++) {
        rw_text text = {0};
        rw_input *input = NULL;
        rw_text_add(&text, starts[k % 4]);
        damage(&text, k, 100);
        const char *override_text = rw_text_string(&text);
        rw_status status = rw_input_read(rw_source_file("tests/data/tiny.cfg"), 1, &override_text, &input, NULL);
        assert_true(status == RW_OK || status == RW_CONFIG);
        rw_input_free(&input);
        rw_text_clear(&text);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(damaged_text_is_read_or_refused),
        cmocka_unit_test(damaged_override_is_read_or_refused),
    };
    return cmocka_run_group_tests_name("input/mutation", tests, read_tiny_text, clear_tiny_text);
}
