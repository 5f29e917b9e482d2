// The tables are those of HDF5's table interface.  SPDX-License-Identifier: MIT
#include <hdf5.h>
#include <hdf5_hl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "support/sample.h"
#include "support/scratch.h"
#include "support/tiny.h"

enum { FIELDS_LIMIT = 16, NAME_BYTES = 256 };

static const char *const path = scratch_path;

static void write_run(const rw_model *model) {
    rw_sample sample;
    rw_error error = {0};
    rw_sample_init(&sample, model, 1, RW_SAMPLE_PLAUSIBLE);
    if (rw_run_write(model, &sample.run, true, path, &error) != RW_OK) {
        fail_msg("%s", error.text);
    }
    rw_sample_clear(&sample);
}

static void assert_table(hid_t file, const char *name, hsize_t n_field, hsize_t n_row, const char *first_field) {
    hsize_t fields = 0, rows = 0;
    char buffer[FIELDS_LIMIT][NAME_BYTES], *field_name[FIELDS_LIMIT], title[NAME_BYTES];
    size_t size[FIELDS_LIMIT], offset[FIELDS_LIMIT], bytes = 0;
    for (int k = 0; k < FIELDS_LIMIT; k++) {
        field_name[k] = buffer[k];
    }
    assert_true(H5TBget_table_info(file, name, &fields, &rows) >= 0);
    assert_int_equal(fields, n_field);
    assert_int_equal(rows, n_row);
    assert_true(H5TBget_field_info(file, name, field_name, size, offset, &bytes) >= 0);
    assert_string_equal(field_name[0], first_field);
    assert_true(H5LTget_attribute_string(file, name, "CLASS", title) >= 0);
    assert_string_equal(title, "TABLE");
}

static void tables_have_their_fields_and_rows(void **state) {
    (void)state;
    rw_model *model = rw_sample_model();
    write_run(model);
    const hid_t file = H5Fopen(path, H5F_ACC_RDONLY, H5P_DEFAULT);
    assert_true(file >= 0);
    assert_table(file, "/tables/orders", 5, 3, "line");
    assert_table(file, "/tables/options", 6, 3, "supplier");
    assert_table(file, "/tables/costs", 4, RW_N_COST, "kind");
    assert_table(file, "/tables/suppliers", 6, 2, "supplier");
    assert_table(file, "/tables/violations", 6, RW_N_VIOLATION, "check");
    assert_table(file, "/tables/sources", 6, 2, "field");
    H5Fclose(file);
    rw_model_free(&model);
}

// "line0", the order of month 13 ("2029-01"): 2 modules of 750 EUR.
static void orders_hold_line_month_and_capex(void **state) {
    (void)state;
    typedef struct record {
        char line[6], month[8];
        int64_t month_index, modules;
        double capex_eur;
    } record;
    const size_t offset[] = {offsetof(record, line), offsetof(record, month), offsetof(record, month_index),
                             offsetof(record, modules), offsetof(record, capex_eur)};
    const size_t size[] = {6, 8, 8, 8, 8};
    record row[3];
    rw_model *model = rw_sample_model();
    write_run(model);
    const hid_t file = H5Fopen(path, H5F_ACC_RDONLY, H5P_DEFAULT);
    assert_true(H5TBread_table(file, "/tables/orders", sizeof row[0], offset, size, row) >= 0);
    assert_string_equal(row[1].line, "line0");
    assert_string_equal(row[1].month, "2029-01");
    assert_int_equal(row[1].month_index, 13);
    assert_int_equal(row[1].modules, 2);
    assert_true(row[1].capex_eur == 1500.0);
    H5Fclose(file);
    rw_model_free(&model);
}

static void tables_without_rows_are_there(void **state) {
    (void)state;
    rw_model *model = rw_tiny_new(3, 1);
    write_run(model);
    const hid_t file = H5Fopen(path, H5F_ACC_RDONLY, H5P_DEFAULT);
    assert_table(file, "/tables/options", 6, 0, "supplier");
    assert_table(file, "/tables/sources", 6, 0, "field");
    H5Fclose(file);
    rw_model_free(&model);
}

// No plugin can be loaded while a file is open.
static rw_status read_without_plugins(const char *config_text, rw_model **model, rw_error *error) {
    unsigned plugins = 1;
    assert_true(H5PLget_loading_state(&plugins) >= 0);
    assert_int_equal(plugins, 0);
    return rw_sample_read_model(config_text, model, error);
}

// HDF5's printing of errors and its plugins are as they were, and neither writing nor reading leaves anything open.
static void library_is_left_as_it_was(void **state) {
    (void)state;
    unsigned plugins = 0, plugins_after = 0;
    H5E_auto2_t function = NULL, after = NULL;
    void *context = NULL, *context_after = NULL;
    rw_model *model = rw_sample_model(), *back = NULL;
    rw_run *run = NULL;
    H5Eget_auto2(H5E_DEFAULT, &function, &context);
    H5PLget_loading_state(&plugins);
    assert_int_not_equal(plugins, 0);
    write_run(model);
    assert_int_equal(rw_run_read(path, read_without_plugins, &back, &run, NULL), RW_OK);
    rw_run_free(&run);
    rw_model_free(&back);
    assert_int_equal(rw_run_read("/tmp", rw_sample_read_model, &back, &run, NULL), RW_NO_INPUT);
    H5Eget_auto2(H5E_DEFAULT, &after, &context_after);
    H5PLget_loading_state(&plugins_after);
    assert_true(function == after && context == context_after && plugins == plugins_after);
    assert_int_equal(H5Fget_obj_count((hid_t)H5F_OBJ_ALL, H5F_OBJ_ALL), 0);
    rw_model_free(&model);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(library_is_left_as_it_was), // first, while it is as HDF5 sets it up
        cmocka_unit_test(tables_have_their_fields_and_rows),
        cmocka_unit_test(orders_hold_line_month_and_capex),
        cmocka_unit_test(tables_without_rows_are_there),
    };
    return cmocka_run_group_tests_name("results/tables", tests, scratch_make, scratch_remove);
}
