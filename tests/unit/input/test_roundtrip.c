// Reading the effective configuration again gives the same model, bit for bit.  SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dump.h"
#include "reading.h"

static void check_same_model(const rw_model *first, const rw_model *second, const char *name) {
    rw_text one = {0}, two = {0};
    rw_dump_model(first, &one);
    rw_dump_model(second, &two);
    if (one.failed || two.failed || strcmp(one.data, two.data) != 0) {
        fail_msg("%s: the model read again differs:\n%s\nand\n%s", name, rw_text_string(&one), rw_text_string(&two));
    }
    rw_text_clear(&one);
    rw_text_clear(&two);
}

static void check_round_trip(const char *path, rw_idx n_override, const char *const *override_text) {
    rw_input *input = NULL, *again = NULL;
    if (rw_input_read(path, n_override, override_text, &input, NULL) != RW_OK) {
        fail_msg("%s", input->diagnostics);
    }
    if (rw_input_read_text(input->text, "effective", &again, NULL) != RW_OK) {
        fail_msg("%s", again->diagnostics);
    }
    check_same_model(input->model, again->model, path);
    assert_string_equal(input->text, again->text);
    assert_int_equal(input->n_warning, again->n_warning);
    assert_int_equal(again->n_file, 0);
    rw_input_free(&input);
    rw_input_free(&again);
}

static int is_configuration(const struct dirent *entry) {
    size_t length = strlen(entry->d_name);
    return length > 4 && strcmp(entry->d_name + length - 4, ".cfg") == 0;
}

static void shipped_plans_come_back(void **state) {
    (void)state;
    struct dirent **entry = NULL;
    int count = scandir(rw_source_file("config"), &entry, is_configuration, alphasort);
    assert_true(count > 0);
    for (int k = 0; k < count; k++) {
        char name[300];
        snprintf(name, sizeof name, "config/%s", entry[k]->d_name);
        check_round_trip(rw_source_file(name), 0, NULL);
        free(entry[k]);
    }
    free(entry);
}

static void overrides_and_csv_come_back(void **state) {
    (void)state;
    static const char *const override_text[] = {
        "plan.title=\"\\\"quoted\\\" \\\\ \\t \xC3\xBC \\x41\"",
        "items.part.storage_limit=unlimited",
        "items.part.value_eur=0.1",
        "items.part_eu.value_eur=123456789012L",
        "items.steel.value_eur=1e300",
        "lines.press.end_value_share=0.30000000000000004",
        "customers.army.products.part.end_value_eur=0.7000000000000001",
        "customers.army.products.part.target={ csv = \"target.csv\"; column = \"x\"; scale = 0.1; }",
        "policies.security_of_supply=( { name = \"s\"; customers = (\"army\"); items = (\"part\"); by_year = false; "
        "min_share = 0.7; price_eur = 1; } )",
        "sites=( { name = \"east\"; } )",
    };
    static const char *const months[] = {"01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"};
    rw_text csv = {0};
    rw_text_add(&csv, "month,x\n");
    for (int t = 0; t < 24; t++) {
        rw_text_format(&csv, "%d-%s,%.17g\n", 2027 + t / 12, months[t % 12], 50 + t / 3.0);
    }
    rw_put_file("target.csv", csv.data, csv.length);
    rw_text_clear(&csv);
    check_round_trip(rw_source_file("tests/data/tiny.cfg"), sizeof override_text / sizeof override_text[0],
                     override_text);
}

static void dump_tells_models_apart(void **state) {
    (void)state;
    static const char *const override_text[] = {"customers.army.products.part.unmet_eur=3000.0000000000005", NULL};
    rw_input *plain = rw_read_tiny(NULL);
    rw_input *changed = rw_read_tiny(override_text);
    rw_text one = {0}, two = {0};
    rw_dump_model(plain->model, &one);
    rw_dump_model(changed->model, &two);
    assert_string_not_equal(one.data, two.data);
    rw_text_clear(&one);
    rw_text_clear(&two);
    rw_input_free(&plain);
    rw_input_free(&changed);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shipped_plans_come_back),
        cmocka_unit_test(overrides_and_csv_come_back),
        cmocka_unit_test(dump_tells_models_apart),
    };
    return cmocka_run_group_tests_name("input/roundtrip", tests, rw_folder_setup, rw_folder_teardown);
}
