// Files that are no run files, or damaged, or tampered with, are refused with a text.  SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "core/text.h"
#include "damage.h"
#include "results/seal.h"
#include "support/sample.h"
#include "support/scratch.h"
#include "support/tiny.h"

static const char *const path = scratch_path;
static rw_text intact; // the bytes of a good file

static int set_up(void **state) {
    return scratch_make(state) != 0 || scratch_sample(1, &intact) != RW_OK;
}

static int tear_down(void **state) {
    rw_text_clear(&intact);
    return scratch_remove(state);
}

static rw_status read_back(rw_error *error) {
    rw_model *model = NULL;
    rw_run *run = NULL;
    const rw_status status = rw_run_read(path, rw_sample_read_model, &model, &run, error);
    if (status != RW_OK) {
        assert_null(model);
        assert_null(run);
    }
    rw_run_free(&run);
    rw_model_free(&model);
    return status;
}

// The file as it is now is refused, with a text that holds `part`.
static void assert_refused(rw_status expected, const char *part) {
    rw_error error = {0};
    assert_int_equal(read_back(&error), expected);
    assert_int_equal(error.status, expected);
    if (strstr(error.text, part) == NULL) {
        fail_msg("'%s' is not in '%s'", part, error.text);
    }
}

static void file_missing_or_folder_is_no_input(void **state) {
    (void)state;
    rw_model *model = NULL;
    rw_run *run = NULL;
    rw_error error = {0};
    assert_int_equal(rw_run_read("/nowhere/run.h5", rw_sample_read_model, &model, &run, &error), RW_NO_INPUT);
    assert_non_null(strstr(error.text, "/nowhere/run.h5"));
    assert_int_equal(rw_run_read("/tmp", rw_sample_read_model, &model, &run, NULL), RW_NO_INPUT);
}

static void file_of_something_else_is_refused(void **state) {
    (void)state;
    scratch_put("", 0);
    assert_refused(RW_DATA, "not a run file");
    scratch_put("name = \"plan\";\n", 15);
    assert_refused(RW_DATA, "not a run file");
    scratch_put("\x89HDF\r\n\x1a\n", 8);
    assert_refused(RW_DATA, "cut off");
}

static void file_with_flipped_byte_is_refused_by_its_seal(void **state) {
    (void)state;
    const size_t at[] = {8, 100, intact.length / 2, intact.length - RW_SEAL_BYTES - 1};
    for (size_t k = 0; k < sizeof at / sizeof at[0]; k++) {
        intact.data[at[k]] ^= 0x10;
        scratch_put(intact.data, intact.length);
        intact.data[at[k]] ^= 0x10;
        assert_refused(RW_DATA, "not those that were written");
    }
}

static void file_cut_off_is_refused(void **state) {
    (void)state;
    for (size_t k = 1; k < 16; k++) {
        scratch_put(intact.data, (intact.length - RW_SEAL_BYTES) * k / 16);
        assert_refused(RW_DATA, "cut off");
    }
}

static void file_without_seal_is_read(void **state) {
    (void)state;
    scratch_put(intact.data, intact.length - RW_SEAL_BYTES);
    assert_int_equal(read_back(NULL), RW_OK);
    scratch_put(intact.data, intact.length - 1);
    assert_int_equal(read_back(NULL), RW_OK);
}

static void file_changed_by_another_program_is_read(void **state) {
    (void)state;
    scratch_put(intact.data, intact.length);
    damage_attribute_text(path, "/", "title", "another title");
    assert_int_equal(read_back(NULL), RW_OK);
}

static void file_of_another_schema_is_refused(void **state) {
    (void)state;
    const long long version[] = {2, 0};
    scratch_put(intact.data, intact.length);
    damage_attribute_integers(path, "/", "schema_version", 2, version);
    assert_refused(RW_DATA, "version 2.0");
    damage_attribute_integers(path, "/", "schema_version", 0, version);
    assert_refused(RW_DATA, "'schema_version' is not the number expected");
    damage_attribute_text(path, "/", "schema", "netcdf");
    assert_refused(RW_DATA, "not a run file");
    damage_delete(path, "/", "schema");
    assert_refused(RW_DATA, "not a run file");
}

// What came with version 1.1 may be missing from a file of version 1.0, and from no other.
static void file_of_an_earlier_version_is_read(void **state) {
    (void)state;
    const long long version[] = {1, 0};
    rw_model *model = NULL;
    rw_run *run = NULL;
    scratch_put(intact.data, intact.length);
    damage_delete(path, "/solver", "cuts");
    damage_delete(path, "/solver/history", NULL);
    damage_delete(path, "/draws/drawn", NULL);
    damage_delete(path, "/factor", NULL);
    assert_refused(RW_DATA, "'cuts' is missing");
    damage_attribute_integers(path, "/", "schema_version", 2, version);
    assert_int_equal(rw_run_read(path, rw_sample_read_model, &model, &run, NULL), RW_OK);
    assert_int_equal(run->n_cut, 0);
    assert_int_equal(run->n_history, 0);
    assert_int_equal(run->scenarios->n_factor, 0);
    rw_run_free(&run);
    rw_model_free(&model);
}

static void file_for_another_model_is_refused(void **state) {
    (void)state;
    rw_model *model = rw_tiny_new(3, 1);
    rw_sample sample;
    rw_sample_init(&sample, model, 1, RW_SAMPLE_PLAUSIBLE);
    assert_int_equal(rw_run_write(model, &sample.run, true, path, NULL), RW_OK);
    assert_refused(RW_DATA, "shape");
    rw_sample_clear(&sample);
    rw_model_free(&model);
}

static void object_missing_is_refused(void **state) {
    (void)state;
    static const char *const object[] = {
        "/stock",        "/plan",        "/plan/start",           "/draws/permit_months",
        "/verify/where", "/draws/drawn", "/solver/history/bound", "/solver/history/lps",
        "/solver",       "/probability", "/provenance/config",    "/provenance/input_path"};
    for (size_t k = 0; k < sizeof object / sizeof object[0]; k++) {
        scratch_put(intact.data, intact.length);
        damage_delete(path, object[k], NULL);
        assert_refused(RW_DATA, "is damaged");
    }
    scratch_put(intact.data, intact.length);
    damage_delete(path, "/solver", "pivots");
    assert_refused(RW_DATA, "'pivots' is missing");
    scratch_put(intact.data, intact.length);
    damage_delete(path, "/solver", "cuts");
    assert_refused(RW_DATA, "'cuts' is missing");
}

static void dataset_of_another_type_or_shape_is_refused(void **state) {
    (void)state;
    static const unsigned long long zero[] = {0}, few[] = {1, 2, 3}, stock[] = {1, 3, 14}, start[] = {1, 2, 2, 14},
                                    huge[] = {1ULL << 40};
    static const struct {
        const char *name;
        damage_type type;
        int rank;
        const unsigned long long *size;
        const char *part;
    } row[] = {
        {"/stock", DAMAGE_DOUBLE, 3, few, "'stock' does not have the shape"},
        {"/stock", DAMAGE_DOUBLE, 2, stock, "'stock' does not have the shape"},
        {"/stock", DAMAGE_DOUBLE, 0, NULL, "'stock' does not have the shape"},
        {"/stock", DAMAGE_FLOAT, 3, stock, "'stock' does not hold numbers of 8 bytes"},
        {"/plan/start", DAMAGE_INTEGER, 4, start, "'start' does not hold numbers"},
        {"/plan/start", DAMAGE_TEXT, 4, start, "'start' does not hold numbers"},
        {"/probability", DAMAGE_DOUBLE, 1, zero, "impossible number of scenarios"},
        {"/probability", DAMAGE_DOUBLE, 1, huge, "impossible number of scenarios"},
        {"/probability", DAMAGE_DOUBLE, 3, few, "'probability' is not a row"},
        {"/provenance/config", DAMAGE_FIXED_TEXT, 0, NULL, "'config' does not hold texts"},
        {"/provenance/config", DAMAGE_TEXT, 1, few, "'config' is not a single text"},
        {"/provenance/overrides", DAMAGE_TEXT, 1, huge, "too many texts"},
        {"/provenance/overrides", DAMAGE_TEXT, 2, stock, "'overrides' is not a row"},
        {"/provenance/input_sha256", DAMAGE_TEXT, 1, few, "does not fit 'input_path'"},
        {"/factor", DAMAGE_DOUBLE, 1, few, "'factor' does not hold texts"},
        {"/factor", DAMAGE_TEXT, 1, huge, "'factor' has too many texts"},
        {"/draws/drawn", DAMAGE_DOUBLE, 1, few, "'drawn' does not have the shape"},
        {"/solver/history/bound", DAMAGE_DOUBLE, 1, zero, "'history' has an impossible length"},
        {"/solver/history/bound", DAMAGE_DOUBLE, 1, huge, "'history' has an impossible length"},
        {"/solver/history/nodes", DAMAGE_DOUBLE, 1, few, "'nodes' does not hold numbers"},
        {"/solver/history/gap", DAMAGE_DOUBLE, 3, few, "'gap' does not have the shape"},
        {"/verify/where", DAMAGE_TEXT, 1, few, "one text for each check"},
        {"/verify/worst", DAMAGE_DOUBLE, 1, few, "'worst' does not have the shape"},
    };
    for (size_t k = 0; k < sizeof row / sizeof row[0]; k++) {
        scratch_put(intact.data, intact.length);
        damage_replace(path, row[k].name, row[k].type, row[k].rank, row[k].size);
        assert_refused(RW_DATA, row[k].part);
    }
}

static void attribute_of_another_type_or_value_is_refused(void **state) {
    (void)state;
    const long long negative = -1;
    scratch_put(intact.data, intact.length);
    damage_attribute_text(path, "/solver", "bound", "none");
    assert_refused(RW_DATA, "'bound' is not the number expected");
    scratch_put(intact.data, intact.length);
    damage_attribute_text(path, "/solver", "outcome", "splendid");
    assert_refused(RW_DATA, "'outcome' is unknown");
    scratch_put(intact.data, intact.length);
    damage_attribute_integers(path, "/solver", "outcome", 0, &negative);
    assert_refused(RW_DATA, "'outcome' is not a text");
}

// What the root repeats must be what stands where it comes from.
static void root_attribute_that_contradicts_the_rest_is_refused(void **state) {
    (void)state;
    static const struct {
        const char *name, *text, *part; // text NULL: a number
    } row[] = {{"objective", NULL, "'objective' is another one in '/solver'"},
               {"bound", NULL, "'bound' is another one in '/solver'"},
               {"gap", NULL, "'gap' is another one in '/solver'"},
               {"weighted_shortfall", NULL, "'weighted_shortfall' is another one in '/plan'"},
               {"status", "limit", "'status' is another one in '/solver'"},
               {"start", "2027-11", "'start' is another one in the configuration"},
               {"currency", "EUR_1999", "'currency' is another one in the configuration"}};
    for (size_t k = 0; k < sizeof row / sizeof row[0]; k++) {
        scratch_put(intact.data, intact.length);
        if (row[k].text == NULL) {
            damage_attribute_double(path, "/", row[k].name, 1.0);
        } else {
            damage_attribute_text(path, "/", row[k].name, row[k].text);
        }
        assert_refused(RW_DATA, row[k].part);
        scratch_put(intact.data, intact.length);
        damage_delete(path, "/", row[k].name);
        assert_refused(RW_DATA, "is missing");
    }
}

// Nothing outside the file is ever looked at.
static void object_that_leads_out_of_the_file_is_refused(void **state) {
    (void)state;
    scratch_put(intact.data, intact.length);
    damage_soft_link(path, "/stock", "/target_stock");
    assert_refused(RW_DATA, "'stock' is missing");
    scratch_put(intact.data, intact.length);
    damage_external_link(path, "/plan", "/tmp/other.h5", "/");
    assert_refused(RW_DATA, "'plan' is missing");
    scratch_put(intact.data, intact.length);
    damage_external_values(path, "/probability", "/etc/passwd", 1);
    assert_refused(RW_DATA, "stored in a way not allowed");
}

static rw_status refuse_model(const char *config_text, rw_model **model, rw_error *error) {
    (void)model;
    return rw_error_set(error, RW_CONFIG, "cannot read %d bytes", (int)strlen(config_text));
}

static void configuration_that_cannot_be_read_keeps_its_error(void **state) {
    (void)state;
    rw_model *model = NULL;
    rw_run *run = NULL;
    rw_error error = {0};
    scratch_put(intact.data, intact.length);
    assert_int_equal(rw_run_read(path, refuse_model, &model, &run, &error), RW_CONFIG);
    assert_non_null(strstr(error.text, "cannot read"));
    assert_null(run);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(file_missing_or_folder_is_no_input),
        cmocka_unit_test(file_of_something_else_is_refused),
        cmocka_unit_test(file_with_flipped_byte_is_refused_by_its_seal),
        cmocka_unit_test(file_cut_off_is_refused),
        cmocka_unit_test(file_without_seal_is_read),
        cmocka_unit_test(file_changed_by_another_program_is_read),
        cmocka_unit_test(file_of_another_schema_is_refused),
        cmocka_unit_test(file_of_an_earlier_version_is_read),
        cmocka_unit_test(file_for_another_model_is_refused),
        cmocka_unit_test(object_missing_is_refused),
        cmocka_unit_test(dataset_of_another_type_or_shape_is_refused),
        cmocka_unit_test(attribute_of_another_type_or_value_is_refused),
        cmocka_unit_test(root_attribute_that_contradicts_the_rest_is_refused),
        cmocka_unit_test(object_that_leads_out_of_the_file_is_refused),
        cmocka_unit_test(configuration_that_cannot_be_read_keeps_its_error),
    };
    return cmocka_run_group_tests_name("results/damage", tests, set_up, tear_down);
}
