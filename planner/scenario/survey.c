// What a sample of the risks looks like beside what was asked for.  SPDX-License-Identifier: MIT
#include <rampwerk/survey.h>

#include <math.h>
#include <stdlib.h>

#include "core/memory.h"
#include "scenario/normal.h"
#include "scenario/sampler.h"

typedef struct weighted {
    double value, weight;
} weighted;

static int compare_weighted(const void *a, const void *b) {
    const weighted *x = a;
    const weighted *y = b;
    return (x->value > y->value) - (x->value < y->value);
}

// The least value that at least `share` of the weight does not exceed.
static double quantile_of(const weighted *sorted, rw_idx count, double total, double share) {
    static const double slack = 1e-12; // of sums of probabilities
    double sum = 0.0;
    for (rw_idx k = 0; k < count; k++) {
        sum += sorted[k].weight;
        if (sum >= (share - slack) * total) {
            return sorted[k].value;
        }
    }
    return sorted[count - 1].value;
}

// Sorts sample.
static rw_spread spread_of(weighted *sample, rw_idx count) {
    double total = 0.0, mean = 0.0, variance = 0.0;
    qsort(sample, (size_t)count, sizeof *sample, compare_weighted);
    for (rw_idx k = 0; k < count; k++) {
        total += sample[k].weight;
        mean += sample[k].weight * sample[k].value;
    }
    mean /= total;
    for (rw_idx k = 0; k < count; k++) {
        variance += sample[k].weight * (sample[k].value - mean) * (sample[k].value - mean);
    }
    return (rw_spread){.mean = mean,
                       .deviation = sqrt(variance / total),
                       .p5 = quantile_of(sample, count, total, 0.05),
                       .p50 = quantile_of(sample, count, total, 0.5),
                       .p95 = quantile_of(sample, count, total, 0.95)};
}

static rw_spread spread_asked(const rw_sampler *s, rw_idx risk, int part) {
    const double unknown = (double)NAN;
    const rw_marginal *marginal = &s->effect[risk].marginal;
    if (s->model->risk[risk].distribution == RW_EVENT) {
        // of events only the mean number: one begins in a month with a twelfth of the probability of a year
        const double months = (double)s->model->n_month / RW_MONTHS_OF_YEAR;
        const double events = s->model->risk[risk].parameter[0] * months;
        return (rw_spread){part == 0 ? events : unknown, unknown, unknown, unknown, unknown};
    }
    return (rw_spread){.mean = rw_marginal_mean(marginal),
                       .deviation = rw_marginal_deviation(marginal),
                       .p5 = rw_marginal_quantile(marginal, 0.05),
                       .p50 = rw_marginal_quantile(marginal, 0.5),
                       .p95 = rw_marginal_quantile(marginal, 0.95)};
}

static rw_status survey_numbers(rw_survey *survey, rw_sampler *s, rw_error *error) {
    const rw_idx n = survey->n_drawn;
    survey->n_number = s->n_factor;
    survey->number = rw_arena_alloc(survey->arena, s->n_factor, sizeof *survey->number);
    double *factor = rw_arena_alloc(s->arena, n * s->n_factor, sizeof *factor);
    weighted *sample = rw_arena_alloc(s->arena, n, sizeof *sample);
    if (survey->number == NULL || factor == NULL || sample == NULL) {
        return rw_error_set(error, RW_NO_MEMORY, "out of memory for %lld scenarios", (long long)n);
    }
    rw_sampler_run(s, factor, NULL, NULL);
    for (rw_idx k = 0; k < s->n_factor; k++) {
        rw_survey_number *number = &survey->number[k];
        int part = 0;
        number->risk = rw_sampler_risk(s->model, k, &part);
        number->name = rw_sampler_name(s->model, k, survey->arena);
        if (number->name == NULL) {
            return rw_error_set(error, RW_NO_MEMORY, "out of memory");
        }
        for (rw_idx w = 0; w < n; w++) {
            sample[w] = (weighted){.value = factor[w * s->n_factor + k], .weight = 1.0};
        }
        number->asked = spread_asked(s, number->risk, part);
        number->drawn = number->kept = spread_of(sample, n);
    }
    return RW_OK;
}

typedef struct scores { // normal ones of a risk: of every scenario, of an event of every year and scenario
    double *value;
    rw_idx count;
} scores;

// Pearson's correlation; a risk that is no event goes with every year of one.
static double correlation_of(scores x, scores y) {
    const rw_idx count = x.count > y.count ? x.count : y.count;
    double mean_x = 0.0, mean_y = 0.0, xx = 0.0, yy = 0.0, xy = 0.0;
    for (rw_idx k = 0; k < count; k++) {
        mean_x += x.value[k % x.count] / (double)count;
        mean_y += y.value[k % y.count] / (double)count;
    }
    for (rw_idx k = 0; k < count; k++) {
        const double dx = x.value[k % x.count] - mean_x;
        const double dy = y.value[k % y.count] - mean_y;
        xx += dx * dx;
        yy += dy * dy;
        xy += dx * dy;
    }
    return xx > 0.0 && yy > 0.0 ? xy / sqrt(xx * yy) : (double)NAN;
}

// The correlation asked for, 0 where none is; *is_named: whether one is.
static double asked_of(const rw_model *model, rw_idx a, rw_idx b, bool *is_named) {
    *is_named = false;
    for (rw_idx k = 0; k < model->n_correlation; k++) {
        const rw_correlation *pair = &model->correlation[k];
        if ((pair->first == a && pair->second == b) || (pair->first == b && pair->second == a)) {
            *is_named = true;
            return pair->value;
        }
    }
    return 0.0;
}

static rw_status fill_scores(rw_sampler *s, rw_idx risk, scores *filled) {
    const rw_idx n = s->driver.draw.n_scenario;
    const rw_idx n_year = s->model->risk[risk].distribution == RW_EVENT ? s->driver.n_year : 1;
    filled->count = n * n_year;
    filled->value = rw_arena_alloc(s->arena, filled->count, sizeof *filled->value);
    if (filled->value == NULL) {
        return RW_NO_MEMORY;
    }
    for (rw_idx y = 0; y < n_year; y++) {
        rw_driver_fill(&s->driver, risk, y, filled->value + y * n, 1);
    }
    for (rw_idx k = 0; k < filled->count; k++) {
        filled->value[k] = rw_normal_quantile(filled->value[k]);
    }
    return RW_OK;
}

static void add_pair(rw_survey *survey, const rw_model *model, rw_survey_pair pair) {
    bool is_named = false;
    pair.asked = asked_of(model, pair.first, pair.second, &is_named);
    if (is_named) {
        survey->pair[survey->n_pair++] = pair;
    } else if (survey->other.first < 0 || fabs(pair.drawn) > fabs(survey->other.drawn)) {
        survey->other = pair;
    }
}

static rw_status survey_pairs(rw_survey *survey, rw_sampler *s, rw_error *error) {
    rw_status status = RW_OK;
    const rw_model *model = s->model;
    scores *all = rw_arena_alloc(s->arena, model->n_risk, sizeof *all);
    survey->pair = rw_arena_alloc(survey->arena, model->n_correlation, sizeof *survey->pair);
    RW_TRY(all != NULL && survey->pair != NULL ? RW_OK : RW_NO_MEMORY);
    for (rw_idx k = 0; k < model->n_risk; k++) {
        RW_TRY(fill_scores(s, k, &all[k]));
    }
    for (rw_idx a = 0; a < model->n_risk; a++) {
        for (rw_idx b = a + 1; b < model->n_risk; b++) {
            add_pair(survey, model, (rw_survey_pair){.first = a, .second = b, .drawn = correlation_of(all[a], all[b])});
        }
    }
done:
    return status == RW_OK
               ? status
               : rw_error_set(error, status, "out of memory for %lld scenarios", (long long)survey->n_drawn);
}

static rw_status survey_kept(rw_survey *survey, const rw_model *model, rw_error *error) {
    rw_status status = RW_OK;
    rw_scenario_set *kept = NULL, *one = NULL, *drawn = NULL;
    weighted *sample = NULL;
    const rw_draw draw = rw_scenario_sample(model);
    RW_TRY(rw_scenario_draw(model, &draw, &drawn, error));
    RW_TRY(rw_scenario_reduce(model, drawn, 1, &one, &survey->error_of_one, error));
    RW_TRY(rw_scenario_reduce(model, drawn, model->reduce, &kept, &survey->error_made, error));
    sample = rw_arena_alloc(kept->arena, kept->n_scenario, sizeof *sample);
    if (sample == NULL) {
        RW_TRY(rw_error_set(error, RW_NO_MEMORY, "out of memory"));
    }
    survey->n_kept = kept->n_scenario;
    for (rw_idx k = 0; k < kept->n_factor; k++) {
        for (rw_idx w = 0; w < kept->n_scenario; w++) {
            sample[w] = (weighted){kept->factor[w * kept->n_factor + k], kept->scenario[w].probability};
        }
        survey->number[k].kept = spread_of(sample, kept->n_scenario);
    }
done:
    rw_scenario_free(&drawn);
    rw_scenario_free(&one);
    rw_scenario_free(&kept);
    return status;
}

rw_status rw_survey_new(const rw_model *model, rw_survey **survey_out, rw_error *error) {
    rw_status status = RW_OK;
    rw_sampler sampler = {0};
    rw_arena *arena = rw_arena_new();
    rw_survey *survey = arena != NULL ? rw_arena_alloc(arena, 1, sizeof *survey) : NULL;
    *survey_out = NULL;
    if (survey == NULL) {
        rw_arena_free(&arena);
        return rw_error_set(error, RW_NO_MEMORY, "out of memory");
    }
    *survey = (rw_survey){.arena = arena, .n_drawn = model->scenarios, .n_kept = model->scenarios, .other.first = -1};
    const rw_draw draw = rw_scenario_sample(model);
    RW_TRY(rw_sampler_init(&sampler, model, &draw, error));
    RW_TRY(survey_numbers(survey, &sampler, error));
    RW_TRY(survey_pairs(survey, &sampler, error));
    if (model->reduce > 0) {
        RW_TRY(survey_kept(survey, model, error));
    }
    *survey_out = survey;
    survey = NULL;
done:
    rw_survey_free(&survey);
    rw_sampler_clear(&sampler);
    return status;
}

void rw_survey_free(rw_survey **survey) {
    if (survey != NULL && *survey != NULL) {
        rw_arena *arena = (*survey)->arena; // the survey itself lies in it
        *survey = NULL;
        rw_arena_free(&arena);
    }
}
