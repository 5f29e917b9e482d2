// Means, parts and reductions of sets, and what a plan asks for.  SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "core/memory.h"
#include "scenario/risky.h"

enum { N_MONTH = 24, N_SAMPLE = 60 };

static rw_model *mixed_model(void) {
    rw_model *model = risky_new(N_MONTH);
    RISKY_ADD(model, "permit", "permit_months", RW_TRIANGULAR, NULL, 5, 12, 30);
    RISKY_ADD(model, "rate", "rate_ratio", RW_UNIFORM, NULL, 0.5, 1);
    RISKY_ADD(model, "cut", "supply_ratio", RW_EVENT, NULL, 0.25, 1, 5, 0.5);
    return model;
}

static void mean_is_the_weighted_one(void **state) {
    (void)state;
    rw_model *model = mixed_model();
    rw_scenario_set *set = risky_draw(model, RW_SAMPLING_MONTE_CARLO, 10, 0, 3), *mean = NULL;
    set->scenario[0].probability = 0.5; // of 1, so that 0.5, 0.3, 0.2 ...
    set->scenario[1].probability = 0.3;
    set->scenario[2].probability = 0.2;
    assert_int_equal(rw_scenario_mean(model, set, &mean, NULL), RW_OK);
    assert_int_equal(mean->n_scenario, 1);
    assert_true(mean->scenario[0].probability == 1.0);
    double rate = 0.0, months = 0.0, supply = 0.0;
    const double weight[] = {0.5, 0.3, 0.2};
    for (rw_idx w = 0; w < 3; w++) {
        rate += weight[w] * set->scenario[w].rate_ratio[1];
        months += weight[w] * (double)set->scenario[w].permit_months[0];
        supply += weight[w] * set->scenario[w].supply_ratio[N_MONTH + 7];
    }
    assert_true(fabs(mean->scenario[0].rate_ratio[1] - rate) < 1e-15);
    assert_true(fabs(mean->scenario[0].supply_ratio[N_MONTH + 7] - supply) < 1e-15);
    assert_int_equal(mean->scenario[0].permit_months[0], (rw_idx)floor(months + 0.5));
    assert_true(fabs(risky_factor(mean, 0, "rate") - rate) < 1e-15);
    assert_true(mean->scenario[0].capex_ratio[0] == 1.0);
    rw_scenario_free(&mean);
    rw_scenario_free(&set);
    rw_model_free(&model);
}

static void mean_of_a_chunk_is_weighed_by_its_own_sum(void **state) {
    (void)state;
    rw_model *model = mixed_model();
    rw_scenario_set *set = risky_draw(model, RW_SAMPLING_MONTE_CARLO, 1000, 10, 1), *mean = NULL;
    assert_int_equal(rw_scenario_mean(model, set, &mean, NULL), RW_OK);
    assert_true(risky_same(model, &mean->scenario[0], &set->scenario[0]));
    rw_scenario_free(&mean);
    rw_scenario_free(&set);
    rw_model_free(&model);
}

static void parts_are_members_with_their_probabilities_scaled(void **state) {
    (void)state;
    rw_model *model = mixed_model();
    rw_scenario_set *set = risky_draw(model, RW_SAMPLING_MONTE_CARLO, 8, 0, 8), *part = NULL;
    set->scenario[3].probability = 0.375; // beside 0.125
    assert_int_equal(rw_scenario_part(model, set, 3, 2, &part, NULL), RW_OK);
    assert_int_equal(part->n_scenario, 2);
    assert_true(part->scenario[0].probability == 0.75 && part->scenario[1].probability == 0.25);
    for (rw_idx w = 0; w < 2; w++) {
        assert_true(risky_same(model, &part->scenario[w], &set->scenario[3 + w]));
        assert_true(risky_factor(part, w, "rate") == risky_factor(set, 3 + w, "rate"));
        assert_true(part->scenario[w].rate_ratio != set->scenario[3 + w].rate_ratio); // a copy
    }
    rw_scenario_free(&part);
    assert_int_equal(rw_scenario_part(model, set, 7, 2, &part, NULL), RW_ARGUMENT);
    assert_int_equal(rw_scenario_part(model, set, -1, 2, &part, NULL), RW_ARGUMENT);
    assert_int_equal(rw_scenario_part(model, set, 0, 0, &part, NULL), RW_ARGUMENT);
    assert_null(part);
    rw_scenario_free(&set);
    rw_model_free(&model);
}

static double total_of(const rw_scenario_set *set) {
    double sum = 0.0;
    for (rw_idx w = 0; w < set->n_scenario; w++) {
        assert_true(set->scenario[w].probability > 0.0);
        sum += set->scenario[w].probability;
    }
    return sum;
}

static void reductions_get_better_with_their_size(void **state) {
    (void)state;
    rw_model *model = mixed_model();
    rw_scenario_set *set = risky_draw(model, RW_SAMPLING_MONTE_CARLO, N_SAMPLE, 0, N_SAMPLE);
    double last = INFINITY;
    for (rw_idx m = 1; m <= N_SAMPLE; m++) {
        rw_scenario_set *reduced = NULL;
        double error_made = -1.0;
        assert_int_equal(rw_scenario_reduce(model, set, m, &reduced, &error_made, NULL), RW_OK);
        assert_int_equal(reduced->n_scenario, m);
        assert_true(fabs(total_of(reduced) - 1.0) < 1e-12);
        assert_true(error_made < last);
        last = error_made;
        rw_idx at = 0; // members of the set, in its order
        for (rw_idx w = 0; w < m; w++, at++) {
            while (at < N_SAMPLE && !risky_same(model, &reduced->scenario[w], &set->scenario[at])) {
                at++;
            }
            assert_true(at < N_SAMPLE);
        }
        rw_scenario_free(&reduced);
    }
    assert_true(last == 0.0);
    rw_scenario_free(&set);
    rw_model_free(&model);
}

// Distance in standardised factors, all of the same probability.
static double distance_of(const rw_scenario_set *set, rw_idx a, rw_idx b) {
    double sum = 0.0;
    for (rw_idx k = 0; k < set->n_factor; k++) {
        double mean = 0.0, variance = 0.0;
        for (rw_idx w = 0; w < set->n_scenario; w++) {
            mean += set->factor[w * set->n_factor + k] / (double)set->n_scenario;
        }
        for (rw_idx w = 0; w < set->n_scenario; w++) {
            const double d = set->factor[w * set->n_factor + k] - mean;
            variance += d * d / (double)set->n_scenario;
        }
        const double d = set->factor[a * set->n_factor + k] - set->factor[b * set->n_factor + k];
        sum += variance > 0.0 ? d * d / variance : 0.0;
    }
    return sqrt(sum);
}

// Mean distance to the nearest kept one, were `candidate` kept too.
static double error_with(const double *distance, const bool *is_kept, rw_idx n, rw_idx candidate) {
    double sum = 0.0;
    for (rw_idx w = 0; w < n; w++) {
        double least = distance[w * n + candidate];
        for (rw_idx v = 0; v < n; v++) {
            least = is_kept[v] ? fmin(least, distance[w * n + v]) : least;
        }
        sum += least / (double)n;
    }
    return sum;
}

static void reduction_is_the_plain_forward_selection(void **state) {
    (void)state;
    enum { N = 30, M = 8 };
    rw_model *model = mixed_model();
    rw_scenario_set *set = risky_draw(model, RW_SAMPLING_MONTE_CARLO, N, 0, N), *reduced = NULL;
    double distance[N * N], least = 0.0, error_made = 0.0;
    bool is_kept[N] = {false};
    for (rw_idx k = 0; k < N * N; k++) {
        distance[k] = distance_of(set, k / N, k % N);
    }
    for (int m = 0; m < M; m++) {
        rw_idx best = -1;
        for (rw_idx w = 0; w < N; w++) {
            const double error = error_with(distance, is_kept, N, w);
            if (!is_kept[w] && (best < 0 || error < least)) {
                best = w;
                least = error;
            }
        }
        is_kept[best] = true;
    }
    assert_int_equal(rw_scenario_reduce(model, set, M, &reduced, &error_made, NULL), RW_OK);
    assert_true(fabs(error_made - least) < 1e-12);
    rw_idx at = 0;
    for (rw_idx w = 0; w < N; w++) {
        assert_true(!is_kept[w] || risky_same(model, &set->scenario[w], &reduced->scenario[at]));
        at += is_kept[w];
    }
    assert_int_equal(at, M);
    rw_scenario_free(&reduced);
    rw_scenario_free(&set);
    rw_model_free(&model);
}

static void equal_members_all_keep_a_probability(void **state) {
    (void)state;
    rw_model *model = risky_new(N_MONTH);
    RISKY_ADD(model, "shut", "supply_ratio", RW_BERNOULLI, NULL, 0.5, 0);
    rw_scenario_set *set = risky_draw(model, RW_SAMPLING_MONTE_CARLO, 12, 0, 12), *reduced = NULL;
    double error_made = -1.0;
    for (rw_idx m = 2; m <= 12; m += 5) {
        assert_int_equal(rw_scenario_reduce(model, set, m, &reduced, &error_made, NULL), RW_OK);
        assert_true(error_made == 0.0);
        assert_true(fabs(total_of(reduced) - 1.0) < 1e-12);
        rw_scenario_free(&reduced);
    }
    assert_int_equal(rw_scenario_reduce(model, set, 13, &reduced, &error_made, NULL), RW_ARGUMENT);
    assert_int_equal(rw_scenario_reduce(model, set, 0, &reduced, &error_made, NULL), RW_ARGUMENT);
    rw_scenario_free(&set);
    rw_model_free(&model);
}

static void a_plan_gets_what_it_asks_for(void **state) {
    (void)state;
    rw_model *model = mixed_model();
    rw_scenario_set *set = NULL;
    assert_int_equal(rw_scenario_prepare(model, &set, NULL), RW_OK);
    assert_true(set->n_scenario == 1 && set->n_factor == 0 && set->scenario[0].rate_ratio[0] == 1.0);
    rw_scenario_free(&set);
    model->scenarios = 20;
    model->seed = 20270101;
    rw_scenario_set *drawn = risky_draw(model, RW_SAMPLING_MONTE_CARLO, 20, 0, 20);
    assert_int_equal(rw_scenario_prepare(model, &set, NULL), RW_OK);
    assert_int_equal(set->n_scenario, 20);
    assert_true(risky_same(model, &set->scenario[19], &drawn->scenario[19]));
    rw_scenario_free(&set);
    model->reduce = 4;
    assert_int_equal(rw_scenario_prepare(model, &set, NULL), RW_OK);
    assert_int_equal(set->n_scenario, 4);
    rw_scenario_free(&set);
    rw_scenario_free(&drawn);
    rw_model_free(&model);
}

static void lost_memory_is_reported(void **state) {
    (void)state;
    rw_model *model = mixed_model();
    rw_scenario_set *set = risky_draw(model, RW_SAMPLING_MONTE_CARLO, 5, 0, 5);
    const long live = rw_memory_live();
    for (int call = 0; call < 3; call++) {
        rw_status status = RW_NO_MEMORY;
        for (long k = 0; status != RW_OK; k++) {
            rw_scenario_set *made = NULL;
            rw_error error = {0};
            double error_made = 0.0;
            rw_memory_fail_after(k);
            status = call == 0   ? rw_scenario_mean(model, set, &made, &error)
                     : call == 1 ? rw_scenario_part(model, set, 1, 2, &made, &error)
                                 : rw_scenario_reduce(model, set, 2, &made, &error_made, &error);
            rw_memory_fail_after(-1);
            assert_int_equal(error.status, status);
            assert_true(status == RW_OK ? made != NULL : status == RW_NO_MEMORY && made == NULL);
            rw_scenario_free(&made);
            assert_int_equal(rw_memory_live(), live);
        }
    }
    rw_scenario_free(&set);
    rw_model_free(&model);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mean_is_the_weighted_one),
        cmocka_unit_test(mean_of_a_chunk_is_weighed_by_its_own_sum),
        cmocka_unit_test(parts_are_members_with_their_probabilities_scaled),
        cmocka_unit_test(reductions_get_better_with_their_size),
        cmocka_unit_test(reduction_is_the_plain_forward_selection),
        cmocka_unit_test(equal_members_all_keep_a_probability),
        cmocka_unit_test(a_plan_gets_what_it_asks_for),
        cmocka_unit_test(lost_memory_is_reported),
    };
    return cmocka_run_group_tests_name("scenario/derive", tests, NULL, NULL);
}
