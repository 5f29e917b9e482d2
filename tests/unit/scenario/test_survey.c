// The survey of a sample.  SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

#include <rampwerk/survey.h>

#include "core/memory.h"
#include "scenario/risky.h"

enum { N_MONTH = 30, N_SAMPLE = 1000 };

static rw_model *mixed_model(rw_sampling sampling) {
    rw_model *model = risky_new(N_MONTH);
    const rw_idx cut = RISKY_ADD(model, "cut", "supply_ratio", RW_EVENT, NULL, 0.25, 1, 5, 0.5);
    const rw_idx permit = RISKY_ADD(model, "permit", "permit_months", RW_TRIANGULAR, NULL, 5, 12, 30);
    const rw_idx shut = RISKY_ADD(model, "shut", "supply_ratio", RW_BERNOULLI, NULL, 0.1, 0);
    const rw_idx rate = RISKY_ADD(model, "rate", "rate_ratio", RW_UNIFORM, NULL, 0.5, 1);
    risky_correlate(model, shut, cut, 0.6);
    risky_correlate(model, rate, permit, -0.4);
    model->scenarios = N_SAMPLE;
    model->seed = 20270101; // that of risky_draw
    model->sampling = sampling;
    return model;
}

static const rw_survey_number *number_of(const rw_survey *survey, const char *name) {
    for (rw_idx k = 0; k < survey->n_number; k++) {
        if (strcmp(survey->number[k].name, name) == 0) {
            return &survey->number[k];
        }
    }
    fail_msg("no number is called %s", name);
    return NULL;
}

static void asked_and_drawn_agree(void **state) {
    (void)state;
    for (int sampling = 0; sampling < 2; sampling++) {
        rw_model *model = mixed_model((rw_sampling)sampling);
        rw_survey *survey = NULL;
        assert_int_equal(rw_survey_new(model, &survey, NULL), RW_OK);
        assert_true(survey->n_number == 6 && survey->n_drawn == N_SAMPLE && survey->n_kept == N_SAMPLE);
        const rw_survey_number *permit = number_of(survey, "permit");
        assert_int_equal(permit->risk, 1);
        assert_true(fabs(permit->asked.mean - 47.0 / 3) < 1e-12);
        assert_true(fabs(permit->asked.p50 - 15.0) < 1e-12);
        assert_true(fabs(permit->drawn.mean - permit->asked.mean) < 3 * permit->asked.deviation / sqrt(N_SAMPLE));
        assert_true(fabs(permit->drawn.deviation - permit->asked.deviation) < 0.3);
        assert_true(permit->drawn.p5 < permit->drawn.p50 && permit->drawn.p50 < permit->drawn.p95);
        const rw_survey_number *events = number_of(survey, "cut.events");
        assert_true(events->asked.mean == 0.25 * 2.5 && isnan(events->asked.deviation));
        assert_true(fabs(events->drawn.mean - events->asked.mean) < 0.08);
        assert_int_equal(survey->n_pair, 2);
        for (rw_idx k = 0; k < 2; k++) {
            assert_true(fabs(survey->pair[k].drawn - survey->pair[k].asked) < 3 / sqrt(N_SAMPLE));
            assert_true(survey->pair[k].asked == (survey->pair[k].first == 0 ? 0.6 : -0.4));
        }
        assert_true(survey->other.first >= 0 && fabs(survey->other.drawn) < 4 / sqrt(N_SAMPLE));
        rw_survey_free(&survey);
        assert_null(survey);
        rw_model_free(&model);
    }
}

// Less than `share` of the sample lie below a quantile, at least so many up to it.
static void expect_quantile(const rw_scenario_set *set, rw_idx factor, double quantile, double share) {
    rw_idx below = 0, up_to = 0;
    for (rw_idx w = 0; w < set->n_scenario; w++) {
        const double value = set->factor[w * set->n_factor + factor];
        below += value < quantile;
        up_to += value <= quantile;
    }
    const rw_idx count = (rw_idx)(share * (double)set->n_scenario + 0.5);
    assert_true(below < count && up_to >= count);
}

static void numbers_are_those_of_the_scenarios(void **state) {
    (void)state;
    rw_model *model = mixed_model(RW_SAMPLING_MONTE_CARLO);
    rw_scenario_set *set = risky_draw(model, RW_SAMPLING_MONTE_CARLO, N_SAMPLE, 0, N_SAMPLE);
    rw_survey *survey = NULL;
    assert_int_equal(rw_survey_new(model, &survey, NULL), RW_OK);
    for (rw_idx k = 0; k < set->n_factor; k++) {
        const rw_spread *drawn = &survey->number[k].drawn;
        double mean = 0.0;
        assert_string_equal(survey->number[k].name, set->factor_name[k]);
        for (rw_idx w = 0; w < N_SAMPLE; w++) {
            mean += set->factor[w * set->n_factor + k] / N_SAMPLE;
        }
        assert_true(fabs(drawn->mean - mean) < 1e-10 * fmax(1.0, mean));
        expect_quantile(set, k, drawn->p5, 0.05);
        expect_quantile(set, k, drawn->p50, 0.5);
        expect_quantile(set, k, drawn->p95, 0.95);
    }
    rw_survey_free(&survey);
    rw_scenario_free(&set);
    rw_model_free(&model);
}

static void kept_ones_are_weighed(void **state) {
    (void)state;
    rw_model *model = mixed_model(RW_SAMPLING_LATIN_HYPERCUBE);
    rw_survey *survey = NULL;
    rw_scenario_set *kept = NULL;
    double mean = 0.0;
    model->scenarios = 100;
    model->reduce = 7;
    assert_int_equal(rw_survey_new(model, &survey, NULL), RW_OK);
    assert_int_equal(rw_scenario_prepare(model, &kept, NULL), RW_OK);
    assert_true(survey->n_kept == 7 && survey->error_made > 0.0 && survey->error_made < survey->error_of_one);
    for (rw_idx w = 0; w < 7; w++) {
        mean += kept->scenario[w].probability * risky_factor(kept, w, "rate");
    }
    assert_true(fabs(number_of(survey, "rate")->kept.mean - mean) < 1e-14);
    rw_scenario_free(&kept);
    rw_survey_free(&survey);
    rw_model_free(&model);
}

static void small_samples_and_no_risks_are_surveyed(void **state) {
    (void)state;
    rw_model *model = mixed_model(RW_SAMPLING_MONTE_CARLO);
    rw_survey *survey = NULL;
    model->scenarios = 1;
    assert_int_equal(rw_survey_new(model, &survey, NULL), RW_OK);
    assert_true(number_of(survey, "rate")->drawn.deviation == 0.0);
    assert_true(isnan(survey->pair[1].drawn)); // one scenario has no correlation; events have one over their years
    rw_survey_free(&survey);
    model->n_risk = 0;
    model->n_correlation = 0;
    assert_int_equal(rw_survey_new(model, &survey, NULL), RW_OK);
    assert_true(survey->n_number == 0 && survey->n_pair == 0 && survey->other.first < 0);
    rw_survey_free(&survey);
    model->scenarios = 0;
    assert_int_equal(rw_survey_new(model, &survey, NULL), RW_ARGUMENT);
    rw_model_free(&model);
}

static void lost_memory_is_reported(void **state) {
    (void)state;
    rw_model *model = mixed_model(RW_SAMPLING_LATIN_HYPERCUBE);
    const long live = rw_memory_live();
    rw_status status = RW_NO_MEMORY;
    model->scenarios = 6;
    model->reduce = 2;
    for (long k = 0; status != RW_OK; k++) {
        rw_survey *survey = NULL;
        rw_error error = {0};
        rw_memory_fail_after(k);
        status = rw_survey_new(model, &survey, &error);
        rw_memory_fail_after(-1);
        assert_int_equal(error.status, status);
        assert_true(status == RW_OK ? survey != NULL : status == RW_NO_MEMORY && survey == NULL);
        rw_survey_free(&survey);
        assert_int_equal(rw_memory_live(), live);
    }
    rw_model_free(&model);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(asked_and_drawn_agree),   cmocka_unit_test(numbers_are_those_of_the_scenarios),
        cmocka_unit_test(kept_ones_are_weighed),   cmocka_unit_test(small_samples_and_no_risks_are_surveyed),
        cmocka_unit_test(lost_memory_is_reported),
    };
    return cmocka_run_group_tests_name("scenario/survey", tests, NULL, NULL);
}
