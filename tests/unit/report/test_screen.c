// The screen and its JSON twin on the sample: complete, narrow enough, and unmoved by any bits in a run file.
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "core/memory.h"
#include "report/screen.h"
#include "report/summary.h"
#include "support/sample.h"
#include "support/tiny.h"

typedef struct fixture {
    rw_model *model;
    rw_sample sample;
} fixture;

static void open_fixture(fixture *f, rw_idx n_scenario, rw_sample_numbers numbers) {
    f->model = rw_sample_model();
    assert_non_null(f->model);
    f->model->scenarios = n_scenario > 1 ? 20 : 0;
    rw_sample_init(&f->sample, f->model, n_scenario, numbers);
}

static void close_fixture(fixture *f) {
    rw_sample_clear(&f->sample);
    rw_model_free(&f->model);
}

static void assert_narrow(const char *text, int width) {
    for (const char *line = text; *line != '\0';) {
        char copy[1024];
        size_t length = strcspn(line, "\n");
        assert_true(length < sizeof copy);
        memcpy(copy, line, length);
        copy[length] = '\0';
        if (rw_style_columns(copy) > width) {
            fail_msg("wider than %d: %s", width, copy);
        }
        line += length + (line[length] == '\n');
    }
}

typedef void (*screen_form)(rw_text *text, const rw_style *style, const rw_model *model, const rw_run *run);

static void assert_every_section(const fixture *f, screen_form form) {
    static const char *const part[] = {"COST", "ORDER", "STOCK", "IMPORTS", "PEOPLE", "POLICY", "re-check"};
    for (int width = 72; width <= 132; width += 6) {
        rw_style style = {.width = width};
        rw_text text = {0};
        form(&text, &style, f->model, &f->sample.run);
        assert_false(text.failed);
        for (size_t k = 0; k < sizeof part / sizeof part[0]; k++) {
            assert_non_null(strstr(rw_text_string(&text), part[k]));
        }
        assert_null(strchr(rw_text_string(&text), '\033'));
        assert_narrow(rw_text_string(&text), width);
        rw_text_clear(&text);
    }
}

static void screen_has_every_section(void **state) {
    (void)state;
    for (rw_idx n_scenario = 1; n_scenario <= 2; n_scenario++) {
        fixture f;
        open_fixture(&f, n_scenario, RW_SAMPLE_PLAUSIBLE);
        assert_every_section(&f, rw_screen_write);
        assert_every_section(&f, rw_screen_brief);
        close_fixture(&f);
    }
}

static int count_lines(const char *text) {
    int count = 0;
    for (; *text != '\0'; text++) {
        count += *text == '\n';
    }
    return count;
}

static char long_title[] = "A very long title of something that nobody would ever call by its full name";

// The sample with more of everything than a screen has lines: 30 lines, 12 suppliers and options, 10 customers.
static void crowd(rw_model *model) {
    enum { N_LINE = 30, N_SUPPLIER = 12, N_CUSTOMER = 10 };
    rw_line *line = rw_tiny_alloc(model, N_LINE, sizeof *line);
    rw_supplier *supplier = rw_tiny_alloc(model, N_SUPPLIER, sizeof *supplier);
    rw_option *option = rw_tiny_alloc(model, N_SUPPLIER, sizeof *option);
    rw_customer *customer = rw_tiny_alloc(model, N_CUSTOMER, sizeof *customer);
    rw_product *product = rw_tiny_alloc(model, N_CUSTOMER, sizeof *product);
    rw_delivery *delivery = rw_tiny_alloc(model, N_CUSTOMER, sizeof *delivery);
    for (rw_idx k = 0; k < N_LINE; k++) {
        line[k] = model->line[k % 2];
        line[k].title = long_title;
        line[k].capex_eur = 1e6 * (double)(k + 1);
    }
    for (rw_idx k = 0; k < N_SUPPLIER; k++) {
        supplier[k] = model->supplier[1]; // from abroad
        supplier[k].title = long_title;
        supplier[k].option_begin = k;
        supplier[k].option_end = k + 1;
        option[k] = model->option[1];
        option[k].supplier = k;
    }
    for (rw_idx k = 0; k < N_CUSTOMER; k++) {
        customer[k] = model->customer[0];
        customer[k].title = long_title;
        customer[k].product_begin = k;
        customer[k].product_end = k + 1;
        product[k] = model->product[0];
        product[k].customer = k;
        product[k].delivery_begin = k;
        product[k].delivery_end = k + 1;
        delivery[k] = (rw_delivery){.product = k, .item = product[k].item};
    }
    model->line = line;
    model->supplier = supplier;
    model->option = option;
    model->customer = customer;
    model->product = product;
    model->delivery = delivery;
    model->n_line = N_LINE;
    model->n_supplier = model->n_option = N_SUPPLIER;
    model->n_customer = model->n_product = model->n_delivery = N_CUSTOMER;
}

// The short form keeps to its lines however much there is, and says how much it leaves out.
static void screen_in_short_is_one_screen(void **state) {
    (void)state;
    static const char *const left_out[][4] = {// orders, imports, customers
                                              {"\n  and 33 more (--all)", "\n  and 10 more (--all)",
                                               "\n  and 3 more (--all)", "\n  use not met: 10 of 10 cust"},
                                              {"\n  and 35 more (--all)", "\n  and 10 more (--all)",
                                               "\n  and 3 more (--all)", "\n  use not met: 10 of 10 cust"}};
    rw_style style = {.width = 80};
    for (rw_idx n_scenario = 1; n_scenario <= 2; n_scenario++) {
        fixture f;
        rw_text text = {0};
        open_fixture(&f, n_scenario, RW_SAMPLE_PLAUSIBLE);
        rw_screen_brief(&text, &style, f.model, &f.sample.run);
        assert_in_range(count_lines(rw_text_string(&text)), 20, RW_SCREEN_LINES);
        if (n_scenario == 1) {
            assert_null(strstr(rw_text_string(&text), "--all"));
        }
        rw_text_clear(&text);
        rw_sample_clear(&f.sample);

        crowd(f.model);
        rw_sample_init(&f.sample, f.model, n_scenario, RW_SAMPLE_PLAUSIBLE);
        rw_screen_brief(&text, &style, f.model, &f.sample.run);
        assert_narrow(rw_text_string(&text), 80);
        assert_in_range(count_lines(rw_text_string(&text)), 30, RW_SCREEN_LINES);
        for (size_t k = 0; k < sizeof left_out[0] / sizeof left_out[0][0]; k++) {
            if (strstr(rw_text_string(&text), left_out[n_scenario - 1][k]) == NULL) {
                fail_msg("%s is not in\n%s", left_out[n_scenario - 1][k], rw_text_string(&text));
            }
        }
        rw_text_clear(&text);
        close_fixture(&f);
    }
}

// Of several futures no single one is shown as if it were the plan: means, quantiles and chances.
static void screen_of_several_futures_says_so(void **state) {
    (void)state;
    static const char *const part[] = {"2 futures", "in the mean", "P10", "P90", "worst 10 % of futures", "met in %"};
    rw_style style = {.width = 80};
    fixture f;
    open_fixture(&f, 2, RW_SAMPLE_PLAUSIBLE);
    rw_text text = {0};
    rw_screen_brief(&text, &style, f.model, &f.sample.run);
    for (size_t k = 0; k < sizeof part / sizeof part[0]; k++) {
        assert_non_null(strstr(rw_text_string(&text), part[k]));
    }
    rw_text_clear(&text);
    rw_screen_write(&text, &style, f.model, &f.sample.run);
    for (size_t k = 0; k < sizeof part / sizeof part[0]; k++) {
        assert_non_null(strstr(rw_text_string(&text), part[k]));
    }
    assert_non_null(strstr(rw_text_string(&text), "short, worst"));
    rw_text_clear(&text);
    close_fixture(&f);
}

static void screen_stands_any_bits(void **state) {
    (void)state;
    for (rw_idx n_scenario = 1; n_scenario <= 3; n_scenario++) {
        fixture f;
        open_fixture(&f, n_scenario, RW_SAMPLE_ANY_BITS);
        rw_style style = {.width = 80, .color = true};
        rw_text text = {0};
        for (rw_idx w = 0; w < n_scenario; w++) { // neither need probabilities be any
            f.sample.run.plan->course[w].probability *= w == 1 ? (double)NAN : 1.0;
        }
        rw_screen_write(&text, &style, f.model, &f.sample.run);
        rw_screen_brief(&text, &style, f.model, &f.sample.run);
        rw_summary_write(&text, f.model, &f.sample.run, "x.h5", NULL);
        assert_false(text.failed);
        assert_null(strstr(rw_text_string(&text), ": nan"));
        assert_null(strstr(rw_text_string(&text), ": inf"));
        rw_text_clear(&text);
        close_fixture(&f);
    }
}

static void summary_without_plan_has_no_objective(void **state) {
    (void)state;
    fixture f;
    open_fixture(&f, 2, RW_SAMPLE_PLAUSIBLE);
    rw_plan *plan = f.sample.run.plan;
    f.sample.run.plan = NULL;
    f.sample.run.outcome = RW_OUTCOME_INFEASIBLE;
    f.sample.run.bound = -HUGE_VAL;
    rw_text text = {0};
    rw_summary_write(&text, f.model, &f.sample.run, NULL, NULL);
    assert_non_null(strstr(rw_text_string(&text), "\"schema\": \"rampwerk-plan-1\""));
    assert_non_null(strstr(rw_text_string(&text), "\"status\": \"infeasible\""));
    assert_non_null(strstr(rw_text_string(&text), "\"objective\": null"));
    assert_non_null(strstr(rw_text_string(&text), "\"bound\": null"));
    assert_non_null(strstr(rw_text_string(&text), "\"gap\": null"));
    rw_text_clear(&text);
    f.sample.run.plan = plan;
    close_fixture(&f);
}

// Every allocation fails once: the text says so, nothing else happens.
static void screen_reports_lack_of_memory(void **state) {
    (void)state;
    for (rw_idx n_scenario = 1; n_scenario <= 2; n_scenario++) {
        fixture f;
        open_fixture(&f, n_scenario, RW_SAMPLE_PLAUSIBLE);
        long live = rw_memory_live();
        bool is_done = false;
        for (long k = 0; !is_done; k++) {
            rw_style style = {.width = 80};
            rw_text text = {0};
            rw_memory_fail_after(k);
            rw_screen_write(&text, &style, f.model, &f.sample.run);
            rw_screen_brief(&text, &style, f.model, &f.sample.run);
            rw_memory_fail_after(-1);
            is_done = !text.failed;
            rw_text_clear(&text);
            assert_int_equal(rw_memory_live(), live);
            assert_true(k < 10000);
        }
        close_fixture(&f);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(screen_has_every_section),
        cmocka_unit_test(screen_in_short_is_one_screen),
        cmocka_unit_test(screen_of_several_futures_says_so),
        cmocka_unit_test(screen_stands_any_bits),
        cmocka_unit_test(summary_without_plan_has_no_objective),
        cmocka_unit_test(screen_reports_lack_of_memory),
    };
    return cmocka_run_group_tests_name("report/screen", tests, NULL, NULL);
}
