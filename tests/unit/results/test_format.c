// The page on the run file shows the tables the code works from.  SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/memory.h"
#include "results/field.h"
#include "results/scalars.h"
#include "support/sample.h"

static rw_text page;

static int read_page(void **state) {
    (void)state;
    char path[1024];
    const char *source = getenv("RAMPWERK_SOURCE");
    snprintf(path, sizeof path, "%s/planner/results/format.md", source != NULL ? source : ".");
    return rw_text_read_file(&page, path, 1 << 20, NULL) != RW_OK;
}

static int clear_page(void **state) {
    (void)state;
    rw_text_clear(&page);
    return rw_memory_live() != 0;
}

// The page holds exactly this between its marks for `part`.
static void assert_part(const char *part, const rw_text *expected) {
    rw_text whole = {0};
    rw_text_format(&whole, "<!-- %s begin -->\n%s<!-- %s end -->\n", part, rw_text_string(expected), part);
    if (strstr(page.data, rw_text_string(&whole)) == NULL) {
        puts(rw_text_string(&whole));
        rw_text_clear(&whole);
        fail_msg("format.md does not hold the %s above", part);
    }
    rw_text_clear(&whole);
}

static void page_shows_the_arrays(void **state) {
    (void)state;
    rw_text text = {0};
    rw_field_document(&text);
    assert_part("arrays", &text);
    rw_text_clear(&text);
}

static void page_shows_the_axes(void **state) {
    (void)state;
    rw_text text = {0};
    rw_axis_document(&text);
    assert_part("axes", &text);
    rw_text_clear(&text);
}

static void page_shows_the_scalars(void **state) {
    (void)state;
    rw_text text = {0};
    rw_scalar_document(&text);
    assert_part("scalars", &text);
    rw_text_clear(&text);
}

// Every array of a plan and a scenario is in the table, once: the structs hold nothing else but these.
static void table_covers_the_structs(void **state) {
    (void)state;
    const size_t pointers_of_course = (sizeof(rw_course) - 2 * sizeof(double)) / sizeof(double *);
    const size_t pointers_of_scenario = (sizeof(rw_scenario) - sizeof(double)) / sizeof(double *);
    size_t n_course = 0, n_scenario = 0, n_plan = 0;
    for (rw_idx k = 0; k < rw_field_count; k++) {
        n_course += rw_field_table[k].home == RW_HOME_COURSE;
        n_scenario += rw_field_table[k].home == RW_HOME_SCENARIO || rw_field_table[k].home == RW_HOME_SCENARIO_INDEX;
        n_plan += rw_field_table[k].home == RW_HOME_PLAN;
        for (rw_idx other = 0; other < k; other++) {
            const rw_field *a = &rw_field_table[k], *b = &rw_field_table[other];
            assert_false(strcmp(a->name, b->name) == 0 && strcmp(a->group, b->group) == 0);
            assert_false(a->home == b->home && a->offset == b->offset && a->home != RW_HOME_DERIVED);
        }
    }
    assert_int_equal(n_course, pointers_of_course);
    assert_int_equal(n_scenario, pointers_of_scenario);
    assert_int_equal(n_plan, 2);
}

static void labels_name_parts_by_dots(void **state) {
    (void)state;
    static const struct {
        rw_axis axis;
        rw_idx k;
        const char *label;
    } row[] = {
        {RW_AXIS_LINE, 1, "line1"},
        {RW_AXIS_PATTERN, 1, "line1.day1"},
        {RW_AXIS_PRODUCT, 2, "ally.item1"},
        {RW_AXIS_ROUTE, 2, "ally.item2.item0"},
        {RW_AXIS_OPTION, 1, "bridge.more"},
        {RW_AXIS_VINTAGE, 0, "run_in"},
        {RW_AXIS_COST_KIND, 0, "capex"},
        {RW_AXIS_CHECK, 0, "integrality"},
        {RW_AXIS_TRANSFER_RULE, 0, "at_home"},
        {RW_AXIS_EDGE, 1, "end"},
        {RW_AXIS_FACTOR, 2, "feed cut.length"},
    };
    rw_model *model = rw_sample_model();
    rw_sample sample;
    rw_sample_init(&sample, model, 2, RW_SAMPLE_PLAUSIBLE);
    for (size_t k = 0; k < sizeof row / sizeof row[0]; k++) {
        rw_text text = {0};
        rw_axis_label(model, sample.run.scenarios, row[k].axis, row[k].k, &text);
        assert_string_equal(rw_text_string(&text), row[k].label);
        rw_text_clear(&text);
    }
    rw_sample_clear(&sample);
    rw_model_free(&model);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(page_shows_the_axes),       cmocka_unit_test(page_shows_the_arrays),
        cmocka_unit_test(page_shows_the_scalars),    cmocka_unit_test(table_covers_the_structs),
        cmocka_unit_test(labels_name_parts_by_dots),
    };
    return cmocka_run_group_tests_name("results/format", tests, read_page, clear_page);
}
