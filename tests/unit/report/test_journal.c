// Progress, the closing table, the table of a re-check.  SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "report/journal.h"
#include "support/sample.h"

static void progress_names_every_figure(void **state) {
    rw_progress progress = {
        .seconds = 1.5, .incumbent = HUGE_VAL, .bound = 2.5e9, .gap = HUGE_VAL, .n_node = 7, .n_open = 3, .n_lp = 120};
    rw_text text = {0};
    (void)state;
    rw_journal_progress(&text, &progress, "M EUR");
    assert_string_equal(rw_text_string(&text),
                        "  1.50 s  best none  bound 2,500.000 M EUR  gap none  nodes 7  open 3  LPs 120");
    rw_text_clear(&text);
    progress.incumbent = 12345;
    progress.bound = 12000;
    rw_journal_progress(&text, &progress, "unit-months");
    assert_non_null(strstr(rw_text_string(&text), "best 12,345 unit-months  bound 12,000 unit-months"));
    rw_text_clear(&text);
}

static void closing_of_several_futures_says_how_they_spread(void **state) {
    static const char *const part[] = {"\nfutures    3 futures that stand for 20: Latin hypercube, seed 7\n",
                                       "\ncost       mean ", ", P10 ", "0.75 mean + 0.25 worst",
                                       "\ntargets    met at the end in "};
    rw_model *model = rw_sample_model();
    rw_sample sample;
    rw_style style = {.width = 80};
    rw_text text = {0};
    const rw_closing closing = {.path = "a.h5"};
    (void)state;
    for (rw_idx n_scenario = 1; n_scenario <= 3; n_scenario += 2) {
        model->scenarios = n_scenario > 1 ? 20 : 0;
        rw_sample_init(&sample, model, n_scenario, RW_SAMPLE_PLAUSIBLE);
        rw_journal_closing(&text, &style, model, &sample.run, &closing);
        for (size_t k = 0; k < sizeof part / sizeof part[0]; k++) {
            assert_true((strstr(rw_text_string(&text), part[k]) != NULL) == (n_scenario > 1));
        }
        for (const char *line = rw_text_string(&text); *line != '\0'; line += strcspn(line, "\n") + 1) {
            char copy[256];
            snprintf(copy, sizeof copy, "%.*s", (int)strcspn(line, "\n"), line);
            assert_true(rw_style_columns(copy) <= 80 || strncmp(copy, "time ", 5) == 0); // of one line, for programs
        }
        rw_text_clear(&text);
        rw_sample_clear(&sample);
    }
    rw_model_free(&model);
}

static void closing_names_the_worst_violation(void **state) {
    rw_model *model = rw_sample_model();
    rw_sample sample;
    rw_style style = {.width = 80};
    rw_text text = {0};
    (void)state;
    rw_sample_init(&sample, model, 1, RW_SAMPLE_PLAUSIBLE);
    for (int kind = 0; kind < RW_N_VIOLATION; kind++) {
        sample.run.verdict.finding[kind] = (rw_finding){.tolerance = 1e-6};
    }
    sample.run.verdict.finding[RW_VIOLATION_BALANCE].worst = 5e-7;
    sample.run.verdict.finding[RW_VIOLATION_COST] =
        (rw_finding){.worst = 1e-6, .tolerance = 1e-3}; // larger, but allowed more
    sample.run.verdict.ok = true;
    rw_closing closing = {.path = "a.h5"};
    rw_journal_closing(&text, &style, model, &sample.run, &closing);
    assert_non_null(strstr(rw_text_string(&text), "passed, worst violation 5.0e-07 (balance) of 1e-06 allowed"));
    assert_non_null(strstr(rw_text_string(&text), "written    a.h5\n"));
    rw_text_clear(&text);
    sample.run.verdict.ok = false;
    sample.run.verdict.finding[RW_VIOLATION_STORAGE] =
        (rw_finding){.worst = (double)NAN, .tolerance = 1e-6, .where = "steel in 2027-01"};
    rw_journal_closing(&text, &style, model, &sample.run, &closing);
    assert_non_null(strstr(rw_text_string(&text), "FAILED"));
    assert_non_null(strstr(rw_text_string(&text), "steel in 2027-01"));
    rw_text_clear(&text);
    rw_sample_clear(&sample);
    rw_model_free(&model);
}

static void verdict_lists_every_kind(void **state) {
    rw_verdict verdict = {.ok = true, .objective = 1e6};
    rw_style style = {.width = 80};
    rw_text text = {0};
    (void)state;
    rw_journal_verdict(&text, &style, &verdict, 1e6);
    for (int kind = 0; kind < RW_N_VIOLATION; kind++) {
        assert_non_null(strstr(rw_text_string(&text), rw_violation_name((rw_violation)kind)));
    }
    assert_non_null(strstr(rw_text_string(&text), "the plan holds"));
    rw_text_clear(&text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(progress_names_every_figure),
        cmocka_unit_test(closing_of_several_futures_says_how_they_spread),
        cmocka_unit_test(closing_names_the_worst_violation),
        cmocka_unit_test(verdict_lists_every_kind),
    };
    return cmocka_run_group_tests_name("report/journal", tests, NULL, NULL);
}
