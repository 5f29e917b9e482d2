// Plain Monte Carlo: distributions, correlations, and which draws depend on what.  SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>

#include "core/memory.h"
#include "core/team.h"
#include "fault/brutal.h"
#include "scenario/normal.h"
#include "scenario/risky.h"

enum { N_MONTH = 30, N_SAMPLE = 4000 };

// One risk of each distribution, of every factor, some correlated.
static rw_model *full_model(void) {
    rw_model *model = risky_new(N_MONTH);
    const rw_idx permit = RISKY_ADD(model, "permit", "permit_months", RW_TRIANGULAR, NULL, 5, 12, 30);
    const rw_idx build = RISKY_ADD(model, "build", "build_ratio", RW_LOGNORMAL, NULL, 1.2, 1.8);
    const rw_idx cut = RISKY_ADD(model, "cut", "supply_ratio", RW_EVENT, "mill", 0.3, 2, 6, 0.7);
    const rw_idx charges = RISKY_ADD(model, "charges", "supply_ratio", RW_LOGNORMAL, "mill", 0.8, 0.95);
    RISKY_ADD(model, "shut", "supply_ratio", RW_BERNOULLI, "bridge", 0.1, 0);
    RISKY_ADD(model, "ramp", "ramp_ratio", RW_PERT, "line0", 0.5, 1, 3);
    const rw_idx rate = RISKY_ADD(model, "rate", "rate_ratio", RW_UNIFORM, NULL, 0.6, 1);
    RISKY_ADD(model, "yield", "yield_ratio", RW_DISCRETE, NULL, 0.9, 0.25, 1, 0.75);
    risky_correlate(model, permit, build, 0.3);
    risky_correlate(model, charges, cut, 0.6);
    risky_correlate(model, build, rate, -0.5);
    return model;
}

static void scenario_17_is_the_same_in_any_sample_and_chunk(void **state) {
    (void)state;
    rw_model *model = full_model();
    rw_scenario_set *small = risky_draw(model, RW_SAMPLING_MONTE_CARLO, 20, 0, 20);
    rw_scenario_set *alone = risky_draw(model, RW_SAMPLING_MONTE_CARLO, 1000000, 17, 1);
    rw_scenario_set *chunk = risky_draw(model, RW_SAMPLING_MONTE_CARLO, 100, 11, 9);
    assert_true(risky_same(model, &small->scenario[17], &alone->scenario[0]));
    assert_true(risky_same(model, &small->scenario[17], &chunk->scenario[6]));
    assert_false(risky_same(model, &small->scenario[17], &small->scenario[16]));
    for (rw_idx k = 0; k < small->n_factor; k++) {
        assert_true(small->factor[17 * small->n_factor + k] == alone->factor[k]);
    }
    assert_true(small->scenario[17].probability == 1.0 / 20);
    assert_true(alone->scenario[0].probability == 1.0 / 1000000);
    rw_scenario_free(&small);
    rw_scenario_free(&alone);
    rw_scenario_free(&chunk);
    rw_model_free(&model);
}

static void another_risk_changes_no_draws(void **state) {
    (void)state;
    rw_model *model = risky_new(N_MONTH);
    RISKY_ADD(model, "b", "rate_ratio", RW_UNIFORM, NULL, 0.5, 1);
    RISKY_ADD(model, "cut", "supply_ratio", RW_EVENT, NULL, 0.3, 2, 6, 0.7);
    rw_scenario_set *before = risky_draw(model, RW_SAMPLING_MONTE_CARLO, 50, 0, 50);
    const rw_risk first = model->risk[0];
    model->n_risk = 0;
    const rw_idx a = RISKY_ADD(model, "a", "capex_ratio", RW_UNIFORM, NULL, 0.5, 1);
    const rw_idx c = RISKY_ADD(model, "c", "price_ratio", RW_UNIFORM, NULL, 0.5, 1);
    RISKY_ADD(model, "cut", "supply_ratio", RW_EVENT, NULL, 0.3, 2, 6, 0.7);
    model->risk[model->n_risk++] = first;
    risky_correlate(model, a, c, 0.5);
    rw_scenario_set *after = risky_draw(model, RW_SAMPLING_MONTE_CARLO, 50, 0, 50);
    for (rw_idx w = 0; w < 50; w++) {
        static const char *const names[] = {"b", "cut.events", "cut.start", "cut.months"};
        for (size_t k = 0; k < sizeof names / sizeof names[0]; k++) {
            assert_true(risky_factor(before, w, names[k]) == risky_factor(after, w, names[k]));
        }
    }
    rw_scenario_free(&before);
    rw_scenario_free(&after);
    rw_model_free(&model);
}

static void a_risk_behind_changes_no_draws_even_if_correlated(void **state) {
    (void)state;
    rw_model *model = risky_new(N_MONTH);
    const rw_idx a = RISKY_ADD(model, "a", "rate_ratio", RW_UNIFORM, NULL, 0.5, 1);
    const rw_idx b = RISKY_ADD(model, "b", "capex_ratio", RW_UNIFORM, NULL, 0.5, 1);
    const rw_idx cut = RISKY_ADD(model, "cut", "supply_ratio", RW_EVENT, NULL, 0.3, 2, 6, 0.7);
    risky_correlate(model, a, b, 0.4);
    risky_correlate(model, a, cut, 0.4);
    rw_scenario_set *before = risky_draw(model, RW_SAMPLING_MONTE_CARLO, 50, 0, 50);
    const rw_idx behind = RISKY_ADD(model, "behind", "price_ratio", RW_UNIFORM, NULL, 0.5, 1);
    risky_correlate(model, behind, b, 0.7);
    rw_scenario_set *after = risky_draw(model, RW_SAMPLING_MONTE_CARLO, 50, 0, 50);
    for (rw_idx w = 0; w < 50; w++) {
        assert_true(risky_factor(before, w, "a") == risky_factor(after, w, "a"));
        assert_true(risky_factor(before, w, "b") == risky_factor(after, w, "b"));
    }
    rw_scenario_free(&before);
    rw_scenario_free(&after);
    rw_model_free(&model);
}

static void seed_and_name_change_the_draws(void **state) {
    (void)state;
    rw_model *model = risky_new(N_MONTH);
    RISKY_ADD(model, "a", "rate_ratio", RW_UNIFORM, NULL, 0, 1);
    RISKY_ADD(model, "b", "capex_ratio", RW_UNIFORM, NULL, 0, 1);
    rw_scenario_set *set[2] = {NULL, NULL};
    for (uint64_t seed = 0; seed < 2; seed++) {
        const rw_draw draw = {.seed = seed, .n_sample = 1, .n_scenario = 1};
        assert_int_equal(rw_scenario_draw(model, &draw, &set[seed], NULL), RW_OK);
    }
    assert_true(set[0]->factor[0] != set[1]->factor[0]);
    assert_true(set[0]->factor[0] != set[0]->factor[1]);
    // a plan made today is to be drawn again tomorrow: these are the numbers of version 0.1
    assert_true(set[0]->factor[0] == 0x1.574c2fe56f25p-5);
    assert_true(set[1]->factor[0] == 0x1.9b9b480d5e143p-1);
    rw_scenario_free(&set[0]);
    rw_scenario_free(&set[1]);
    rw_model_free(&model);
}

static int compare_doubles(const void *a, const void *b) {
    const double *x = a;
    const double *y = b;
    return (*x > *y) - (*x < *y);
}

// Kolmogorov's distance between the factor drawn and a distribution function, times the root of the sample's size.
static double distance_of(const rw_scenario_set *set, const char *name, double (*cdf)(double x)) {
    double *value = rw_calloc(set->n_scenario, sizeof *value);
    const double n = (double)set->n_scenario;
    double largest = 0.0;
    assert_non_null(value);
    for (rw_idx w = 0; w < set->n_scenario; w++) {
        value[w] = risky_factor(set, w, name);
    }
    qsort(value, (size_t)set->n_scenario, sizeof *value, compare_doubles);
    for (rw_idx w = 0; w < set->n_scenario; w++) {
        const double p = cdf(value[w]);
        largest = fmax(largest, fmax(p - (double)w / n, (double)(w + 1) / n - p));
    }
    rw_free(value);
    return sqrt(n) * largest;
}

static double triangle_cdf(double x) { // 5, 12, 30
    return x < 12 ? (x - 5) * (x - 5) / (25 * 7) : 1 - (30 - x) * (30 - x) / (25 * 18);
}

static double build_cdf(double x) { // median 1.2, P90 1.8
    return 0.5 * erfc(-log(x / 1.2) / (log(1.8 / 1.2) / 1.2815515655446004) / sqrt(2.0));
}

static double uniform_cdf(double x) { // 0.6 to 1
    return (x - 0.6) / 0.4;
}

static double pert_cdf(double x) { // 0.5, 1, 3: shapes 1.8 and 4.2, by Simpson's rule
    enum { N = 400 };
    const double end = (x - 0.5) / 2.5;
    double sum = 0.0;
    for (int k = 0; k <= N; k++) {
        const double t = end * k / N;
        sum += (k == 0 || k == N ? 1.0 : k % 2 == 1 ? 4.0 : 2.0) * pow(t, 0.8) * pow(1.0 - t, 3.2);
    }
    return sum * end / (3.0 * N) * tgamma(6.0) / (tgamma(1.8) * tgamma(4.2));
}

static void samples_follow_their_distributions(void **state) {
    (void)state;
    static const double bound = 1.63; // exceeded by one sample in a hundred
    rw_model *model = full_model();
    rw_scenario_set *set = risky_draw(model, RW_SAMPLING_MONTE_CARLO, N_SAMPLE, 0, N_SAMPLE);
    assert_true(distance_of(set, "permit", triangle_cdf) < bound);
    assert_true(distance_of(set, "build", build_cdf) < bound);
    assert_true(distance_of(set, "rate", uniform_cdf) < bound);
    assert_true(distance_of(set, "ramp", pert_cdf) < bound);
    assert_true(distance_of(set, "ramp", uniform_cdf) > bound); // it can tell
    double shut = 0.0, low = 0.0;
    for (rw_idx w = 0; w < N_SAMPLE; w++) {
        shut += risky_factor(set, w, "shut") == 0.0;
        low += risky_factor(set, w, "yield") == 0.9;
    }
    assert_true(fabs(shut / N_SAMPLE - 0.1) < 3 * sqrt(0.1 * 0.9 / N_SAMPLE));
    assert_true(fabs(low / N_SAMPLE - 0.25) < 3 * sqrt(0.25 * 0.75 / N_SAMPLE));
    rw_scenario_free(&set);
    rw_model_free(&model);
}

// Normal scores of the sample, from the distribution functions above.
static void fill_scores(const rw_scenario_set *set, const char *name, double (*cdf)(double x), double *score) {
    for (rw_idx w = 0; w < set->n_scenario; w++) {
        score[w] = rw_normal_quantile(cdf(risky_factor(set, w, name)));
    }
}

static void correlations_are_those_asked_for(void **state) {
    (void)state;
    static double permit[N_SAMPLE], build[N_SAMPLE], rate[N_SAMPLE], ramp[N_SAMPLE];
    const double error = 3.0 / sqrt(N_SAMPLE);
    rw_model *model = full_model();
    for (int sampling = 0; sampling < 2; sampling++) {
        rw_scenario_set *set = risky_draw(model, (rw_sampling)sampling, N_SAMPLE, 0, N_SAMPLE);
        fill_scores(set, "permit", triangle_cdf, permit);
        fill_scores(set, "build", build_cdf, build);
        fill_scores(set, "rate", uniform_cdf, rate);
        fill_scores(set, "ramp", pert_cdf, ramp);
        assert_true(fabs(risky_correlation(permit, build, N_SAMPLE) - 0.3) < error);
        assert_true(fabs(risky_correlation(build, rate, N_SAMPLE) + 0.5) < error);
        assert_true(fabs(risky_correlation(permit, rate, N_SAMPLE)) < error);
        assert_true(fabs(risky_correlation(ramp, rate, N_SAMPLE)) < error);
        rw_scenario_free(&set);
    }
    rw_model_free(&model);
}

typedef struct chunks {
    const rw_model *model;
    rw_sampling sampling;
    rw_scenario_set *set[16];
} chunks;

static void draw_chunk(void *context, rw_idx index) {
    chunks *all = context;
    const rw_draw draw = {.seed = 5, .sampling = all->sampling, .n_sample = 64, .first = 4 * index, .n_scenario = 4};
    if (rw_scenario_draw(all->model, &draw, &all->set[index], NULL) != RW_OK) {
        all->set[index] = NULL;
    }
}

static void chunks_drawn_by_a_team_are_those_drawn_alone(void **state) {
    (void)state;
    rw_model *model = full_model();
    for (int sampling = 0; sampling < 2; sampling++) {
        chunks all = {.model = model, .sampling = (rw_sampling)sampling};
        rw_scenario_set *whole = NULL;
        const rw_draw draw = {.seed = 5, .sampling = all.sampling, .n_sample = 64, .n_scenario = 64};
        assert_int_equal(rw_scenario_draw(model, &draw, &whole, NULL), RW_OK);
        rw_team_run(4, 16, draw_chunk, &all);
        for (rw_idx w = 0; w < 64; w++) {
            assert_non_null(all.set[w / 4]);
            assert_true(risky_same(model, &whole->scenario[w], &all.set[w / 4]->scenario[w % 4]));
        }
        for (rw_idx k = 0; k < 16; k++) {
            rw_scenario_free(&all.set[k]);
        }
        rw_scenario_free(&whole);
    }
    rw_model_free(&model);
}

static void wrong_draws_are_refused(void **state) {
    (void)state;
    rw_model *model = full_model();
    static const rw_draw wrong[] = {
        {.n_sample = 0, .n_scenario = 0},
        {.n_sample = 5, .n_scenario = 0},
        {.n_sample = 5, .first = -1, .n_scenario = 2},
        {.n_sample = 5, .first = 4, .n_scenario = 2},
        {.n_sample = 5, .first = INT64_MAX, .n_scenario = INT64_MAX},
    };
    for (size_t k = 0; k < sizeof wrong / sizeof wrong[0]; k++) {
        rw_scenario_set *set = NULL;
        rw_error error = {0};
        assert_int_equal(rw_scenario_draw(model, &wrong[k], &set, &error), RW_ARGUMENT);
        assert_null(set);
        assert_int_equal(error.status, RW_ARGUMENT);
    }
    risky_correlate(model, 0, 6, 0.99); // against permit with build, build with rate
    const rw_draw draw = {.n_sample = 1, .n_scenario = 1};
    rw_scenario_set *set = NULL;
    assert_int_equal(rw_scenario_draw(model, &draw, &set, NULL), RW_ARGUMENT);
    rw_model_free(&model);
}

typedef struct draw_call {
    const rw_model *model;
    rw_draw draw;
} draw_call;

static rw_status draw_and_free(void *context, rw_error *error) {
    const draw_call *call = context;
    rw_scenario_set *set = NULL;
    const rw_status status = rw_scenario_draw(call->model, &call->draw, &set, error);
    assert_int_equal(set != NULL, status == RW_OK);
    rw_scenario_free(&set);
    return status;
}

static void lost_memory_is_reported(void **state) {
    (void)state;
    rw_model *model = full_model();
    for (int sampling = 0; sampling < 2; sampling++) {
        draw_call call = {model, {.sampling = (rw_sampling)sampling, .n_sample = 3, .n_scenario = 2}};
        brutal_run("draw", draw_and_free, &call, 0, 1);
    }
    rw_model_free(&model);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scenario_17_is_the_same_in_any_sample_and_chunk),
        cmocka_unit_test(another_risk_changes_no_draws),
        cmocka_unit_test(a_risk_behind_changes_no_draws_even_if_correlated),
        cmocka_unit_test(seed_and_name_change_the_draws),
        cmocka_unit_test(samples_follow_their_distributions),
        cmocka_unit_test(correlations_are_those_asked_for),
        cmocka_unit_test(chunks_drawn_by_a_team_are_those_drawn_alone),
        cmocka_unit_test(wrong_draws_are_refused),
        cmocka_unit_test(lost_memory_is_reported),
    };
    return cmocka_run_group_tests_name("scenario/draw", tests, NULL, NULL);
}
