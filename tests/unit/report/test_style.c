// Console text: labels, wrapping, ASCII, ink.  SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "report/style.h"

static void label_is_cut_and_padded_by_columns(void **state) {
    rw_text text = {0};
    (void)state;
    rw_style_label(&text, "Prüfung", 9);
    rw_style_label(&text, "|Prüfung der Hüllen", 9);
    rw_style_right(&text, "ü", 3);
    assert_string_equal(rw_text_string(&text), "Prüfung  |Prüfung…  ü");
    rw_text_clear(&text);
    assert_int_equal(rw_style_columns("Prüfung"), 7);
    assert_int_equal(rw_style_columns("\xE4\xF6"), 2); // not UTF-8: a column for each byte
}

static void label_drops_what_could_move_the_cursor(void **state) {
    rw_text text = {0};
    (void)state;
    rw_style_label(&text, "a\033[31m\nb\xC2\x9B\xFF\x7F", 0);
    assert_string_equal(rw_text_string(&text), "a?[31m?b???");
    rw_text_clear(&text);
}

static void wrap_breaks_at_spaces(void **state) {
    rw_style style = {.width = 12};
    rw_text text = {0};
    (void)state;
    rw_style_wrap(&text, &style, 0, 2, "one two three four anunbreakableword no\u00a0break x");
    assert_string_equal(rw_text_string(&text), "one two\n  three four\n  anunbreakableword\n  no break x\n");
    rw_text_clear(&text);
}

static void ascii_keeps_columns(void **state) {
    rw_text text = {0};
    (void)state;
    rw_style_ascii(&text, "a · ÄÖÜß ▁▄█ … € \xFF");
    assert_string_equal(rw_text_string(&text), "a - AOUs .=# ~ ? ?");
    rw_text_clear(&text);
}

static void ink_needs_colour(void **state) {
    rw_style plain = {.width = 80}, color = {.width = 80, .color = true};
    rw_text text = {0};
    (void)state;
    rw_style_ink(&text, &plain, RW_INK_BAD, "x");
    rw_style_ink(&text, &color, RW_INK_PLAIN, "x");
    rw_style_ink(&text, &color, RW_INK_BAD, "x");
    assert_string_equal(rw_text_string(&text), "xx\033[31mx\033[0m");
    rw_text_clear(&text);
}

static void bar_is_full_only_for_all(void **state) {
    (void)state;
    assert_string_equal(rw_style_bar(0), "▁");
    assert_string_equal(rw_style_bar(-1), "▁");
    assert_string_equal(rw_style_bar((double)NAN), "▁");
    assert_string_equal(rw_style_bar(0.999), "▇");
    assert_string_equal(rw_style_bar(1), "█");
    assert_string_equal(rw_style_bar(HUGE_VAL), "█");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(label_is_cut_and_padded_by_columns),
        cmocka_unit_test(label_drops_what_could_move_the_cursor),
        cmocka_unit_test(wrap_breaks_at_spaces),
        cmocka_unit_test(ascii_keeps_columns),
        cmocka_unit_test(ink_needs_colour),
        cmocka_unit_test(bar_is_full_only_for_all),
    };
    return cmocka_run_group_tests_name("report/style", tests, NULL, NULL);
}
