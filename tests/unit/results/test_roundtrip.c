// A run that is written and read is the same run, bit for bit.  SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "results/field.h"
#include "support/sample.h"
#include "support/scratch.h"
#include "support/tiny.h"

static const char *const path = scratch_path;

static void assert_same_arrays(const rw_model *model, const rw_run *a, const rw_run *b) {
    assert_int_equal(a->plan->n_scenario, b->plan->n_scenario);
    assert_int_equal(a->plan->n_month, b->plan->n_month);
    assert_int_equal(a->scenarios->n_scenario, b->scenarios->n_scenario);
    assert_int_equal(a->scenarios->n_factor, b->scenarios->n_factor);
    for (rw_idx k = 0; k < a->scenarios->n_factor; k++) {
        assert_string_equal(a->scenarios->factor_name[k], b->scenarios->factor_name[k]);
    }
    for (rw_idx f = 0; f < rw_field_count; f++) {
        const rw_field *field = &rw_field_table[f];
        rw_idx size[RW_FIELD_RANK], count = 0;
        const rw_extent extent = {.n_scenario = 1, .n_factor = a->scenarios->n_factor};
        rw_field_shape(field, model, &extent, size, &count);
        const rw_idx n_block = field->axis[0] == RW_AXIS_SCENARIO ? a->plan->n_scenario : 1;
        for (rw_idx w = 0; field->home != RW_HOME_DERIVED && w < n_block; w++) {
            if (memcmp(rw_field_block(field, a->plan, a->scenarios, w), rw_field_block(field, b->plan, b->scenarios, w),
                       (size_t)count * sizeof(double)) != 0) {
                fail_msg("%s differs in scenario %d", field->name, (int)w);
            }
        }
    }
    for (rw_idx w = 0; w < a->plan->n_scenario; w++) {
        assert_memory_equal(&a->scenarios->scenario[w].probability, &b->scenarios->scenario[w].probability,
                            sizeof(double));
    }
    assert_memory_equal(&a->plan->shortfall, &b->plan->shortfall, sizeof(double));
    assert_memory_equal(&a->plan->objective, &b->plan->objective, sizeof(double));
}

static void assert_same_texts(const rw_run *a, const rw_run *b) {
    assert_string_equal(a->config_text, b->config_text);
    assert_string_equal(a->version, b->version);
    assert_int_equal(a->n_override, b->n_override);
    for (rw_idx k = 0; k < a->n_override; k++) {
        assert_string_equal(a->override_text[k], b->override_text[k]);
    }
    assert_int_equal(a->n_file, b->n_file);
    for (rw_idx k = 0; k < a->n_file; k++) {
        assert_string_equal(a->file[k].path, b->file[k].path);
        assert_string_equal(a->file[k].sha256, b->file[k].sha256);
    }
}

// All but the times.
static void assert_same_history(const rw_run *a, const rw_run *b) {
    assert_int_equal(a->n_history, b->n_history);
    for (rw_idx k = 0; k < a->n_history; k++) {
        const rw_progress *x = &a->history[k], *y = &b->history[k];
        assert_true(x->incumbent == y->incumbent && x->bound == y->bound && x->gap == y->gap);
        assert_true(x->n_node == y->n_node && x->n_open == y->n_open && x->n_lp == y->n_lp);
    }
}

static void assert_same_numbers(const rw_run *a, const rw_run *b) {
    assert_int_equal(a->outcome, b->outcome);
    assert_memory_equal(&a->objective, &b->objective, sizeof a->objective);
    assert_memory_equal(&a->bound, &b->bound, sizeof a->bound);
    assert_memory_equal(&a->gap, &b->gap, sizeof a->gap);
    assert_memory_equal(&a->gap_asked, &b->gap_asked, sizeof a->gap_asked);
    assert_int_equal(a->n_node, b->n_node);
    assert_int_equal(a->n_lp, b->n_lp);
    assert_int_equal(a->n_pivot, b->n_pivot);
    assert_int_equal(a->n_cut, b->n_cut);
    assert_same_history(a, b);
    assert_true(a->verdict.ok == b->verdict.ok);
    assert_memory_equal(&a->verdict.objective, &b->verdict.objective, sizeof(double));
    assert_memory_equal(&a->verdict.shortfall, &b->verdict.shortfall, sizeof(double));
    for (rw_idx k = 0; k < RW_N_VIOLATION; k++) {
        const rw_finding *x = &a->verdict.finding[k], *y = &b->verdict.finding[k];
        assert_memory_equal(&x->worst, &y->worst, sizeof x->worst);
        assert_memory_equal(&x->tolerance, &y->tolerance, sizeof x->tolerance);
        assert_int_equal(x->n_checked, y->n_checked);
        assert_string_equal(x->where, y->where);
    }
}

// Writes the run, reads it, compares what does not depend on `reproducible`, and hands the read one over.
static void round_trip(const rw_model *model, const rw_run *run, rw_read_model read_model, bool reproducible,
                       rw_run **back) {
    rw_model *model_back = NULL;
    rw_error error = {0};
    if (rw_run_write(model, run, reproducible, path, &error) != RW_OK ||
        rw_run_read(path, read_model, &model_back, back, &error) != RW_OK) {
        fail_msg("%s", error.text);
    }
    assert_int_equal(error.status, RW_OK);
    assert_same_texts(run, *back);
    assert_same_numbers(run, *back);
    assert_int_equal(model_back->n_line, model->n_line);
    rw_model_free(&model_back);
}

static void run_any_bits_reads_back_the_same(void **state) {
    (void)state;
    rw_model *model = rw_sample_model();
    rw_sample sample;
    rw_run *back = NULL;
    static const rw_idx n_scenario[] = {1, 3, 300}; // one chunk, and for some arrays several, the last in part
    for (size_t k = 0; k < sizeof n_scenario / sizeof n_scenario[0]; k++) {
        rw_sample_init(&sample, model, n_scenario[k], RW_SAMPLE_ANY_BITS);
        round_trip(model, &sample.run, rw_sample_read_model, false, &back);
        assert_same_arrays(model, &sample.run, back);
        rw_run_free(&back);
        rw_sample_clear(&sample);
    }
    rw_model_free(&model);
}

static void run_not_reproducible_keeps_circumstances(void **state) {
    (void)state;
    rw_model *model = rw_sample_model();
    rw_sample sample;
    rw_run *back = NULL;
    rw_sample_init(&sample, model, 1, RW_SAMPLE_PLAUSIBLE);
    round_trip(model, &sample.run, rw_sample_read_model, false, &back);
    assert_string_equal(back->command, sample.run.command);
    assert_string_equal(back->created, sample.run.created);
    assert_int_equal(back->threads, 2);
    assert_true(back->seconds == 1.5 && back->seconds_read == 0.1 && back->seconds_build == 0.2);
    for (rw_idx k = 0; k < 3; k++) {
        assert_true(back->history[k].seconds == sample.run.history[k].seconds);
    }
    assert_true(back->seconds_root == 0.3 && back->seconds_tree == 0.4 && back->seconds_search == 0.5);
    rw_run_free(&back);
    round_trip(model, &sample.run, rw_sample_read_model, true, &back);
    assert_string_equal(back->command, "");
    assert_string_equal(back->created, "");
    assert_int_equal(back->threads, 0);
    assert_true(back->seconds == 0.0 && back->history[2].seconds == 0.0);
    rw_run_free(&back);
    rw_sample_clear(&sample);
    rw_model_free(&model);
}

static rw_status read_tiny(const char *config_text, rw_model **model, rw_error *error) {
    (void)config_text;
    (void)error;
    *model = rw_tiny_new(3, 1);
    return RW_OK;
}

static void run_without_options_rules_and_scenarios_reads_back(void **state) {
    (void)state;
    rw_model *model = rw_tiny_new(3, 1);
    rw_sample sample;
    rw_run *back = NULL;
    rw_sample_init(&sample, model, 1, RW_SAMPLE_PLAUSIBLE);
    sample.run.n_override = sample.run.n_file = sample.run.n_history = 0;
    rw_scenario_free(&sample.run.scenarios);
    assert_int_equal(rw_scenario_nominal(model, &sample.run.scenarios, NULL), RW_OK);
    sample.run.plan->course[0].probability = 1.0;
    rw_run nominal = sample.run;
    nominal.scenarios = NULL;
    round_trip(model, &nominal, read_tiny, true, &back);
    assert_same_arrays(model, &sample.run, back);
    rw_run_free(&back);
    rw_sample_clear(&sample);
    rw_model_free(&model);
}

static void run_without_texts_reads_back_empty_ones(void **state) {
    (void)state;
    rw_model *model = rw_tiny_new(3, 1);
    rw_sample sample;
    rw_run *back = NULL;
    rw_model *model_back = NULL;
    rw_sample_init(&sample, model, 1, RW_SAMPLE_PLAUSIBLE);
    sample.run.config_text = sample.run.command = sample.run.created = sample.run.version = NULL;
    assert_int_equal(rw_run_write(model, &sample.run, false, path, NULL), RW_OK);
    assert_int_equal(rw_run_read(path, read_tiny, &model_back, &back, NULL), RW_OK);
    assert_string_equal(back->config_text, "");
    assert_string_equal(back->command, "");
    assert_string_equal(back->created, "");
    assert_string_equal(back->version, RW_VERSION);
    rw_run_free(&back);
    rw_model_free(&model_back);
    rw_sample_clear(&sample);
    rw_model_free(&model);
}

static void run_without_plan_or_with_other_months_is_refused(void **state) {
    (void)state;
    rw_model *model = rw_tiny_new(3, 1), *longer = rw_tiny_new(4, 1);
    rw_sample sample;
    rw_error error = {0};
    rw_sample_init(&sample, model, 1, RW_SAMPLE_PLAUSIBLE);
    rw_run run = sample.run;
    run.plan = NULL;
    assert_int_equal(rw_run_write(model, &run, true, path, &error), RW_ARGUMENT);
    assert_int_equal(rw_run_write(longer, &sample.run, true, path, NULL), RW_ARGUMENT);
    assert_non_null(strstr(error.text, "without a plan"));
    rw_sample_clear(&sample);
    rw_model_free(&model);
    rw_model_free(&longer);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(run_any_bits_reads_back_the_same),
        cmocka_unit_test(run_not_reproducible_keeps_circumstances),
        cmocka_unit_test(run_without_options_rules_and_scenarios_reads_back),
        cmocka_unit_test(run_without_texts_reads_back_empty_ones),
        cmocka_unit_test(run_without_plan_or_with_other_months_is_refused),
    };
    return cmocka_run_group_tests_name("results/roundtrip", tests, scratch_make, scratch_remove);
}
