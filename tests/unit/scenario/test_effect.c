// What values do to scenarios: targets, products, permits, limits, events.  SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "scenario/risky.h"

enum { N_MONTH = 30, N_SAMPLE = 400 };
enum { MILL, BRIDGE }; // suppliers of the tiny plant

static void risks_reach_their_targets_only(void **state) {
    (void)state;
    rw_model *model = risky_new(N_MONTH);
    RISKY_ADD(model, "rate", "rate_ratio", RW_UNIFORM, "line1", 0.5, 0.9);
    RISKY_ADD(model, "build", "build_ratio", RW_UNIFORM, NULL, 1.1, 1.9);
    RISKY_ADD(model, "use", "use_ratio", RW_UNIFORM, "army", 0.5, 0.9);
    RISKY_ADD(model, "price", "price_ratio", RW_UNIFORM, "mill", 0.5, 0.9);
    rw_scenario_set *set = risky_draw(model, RW_SAMPLING_MONTE_CARLO, 3, 0, 3);
    for (rw_idx w = 0; w < 3; w++) {
        const rw_scenario *s = &set->scenario[w];
        assert_true(s->rate_ratio[0] == 1.0 && s->rate_ratio[1] == risky_factor(set, w, "rate"));
        assert_true(s->build_ratio[0] == risky_factor(set, w, "build"));
        assert_true(s->build_ratio[1] == s->build_ratio[0]);
        assert_true(s->use_ratio[0] == risky_factor(set, w, "use") && s->target_ratio[0] == 1.0);
        assert_true(s->price_ratio[MILL] == risky_factor(set, w, "price") && s->price_ratio[BRIDGE] == 1.0);
        assert_true(s->permit_months[0] == 3 && s->permit_months[1] == 20);
    }
    rw_scenario_free(&set);
    rw_model_free(&model);
}

static void every_factor_reaches_its_field(void **state) {
    (void)state;
    static const char *const factors[] = {"build_ratio", "ramp_ratio",   "rate_ratio",      "yield_ratio",
                                          "capex_ratio", "price_ratio",  "supply_ratio",    "hire_ratio",
                                          "use_ratio",   "target_ratio", "attrition_ratio", "inflow_ratio"};
    rw_model *model = risky_new(N_MONTH);
    for (rw_idx k = 0; k < 12; k++) {
        RISKY_ADD(model, factors[k], factors[k], RW_DISCRETE, NULL, 2.0 + (double)k, 1);
    }
    rw_scenario_set *set = risky_draw(model, RW_SAMPLING_MONTE_CARLO, 1, 0, 1);
    const rw_scenario *s = &set->scenario[0];
    const double *const field[] = {s->build_ratio, s->ramp_ratio,   s->rate_ratio,      s->yield_ratio,
                                   s->capex_ratio, s->price_ratio,  s->supply_ratio,    s->hire_ratio,
                                   s->use_ratio,   s->target_ratio, s->attrition_ratio, s->inflow_ratio};
    for (rw_idx k = 0; k < 12; k++) {
        assert_true(field[k][0] == 2.0 + (double)k);
    }
    assert_true(s->supply_ratio[BRIDGE * N_MONTH + N_MONTH - 1] == 8.0);
    rw_scenario_free(&set);
    rw_model_free(&model);
}

static void ratios_of_one_target_multiply(void **state) {
    (void)state;
    rw_model *model = risky_new(N_MONTH);
    RISKY_ADD(model, "a", "supply_ratio", RW_UNIFORM, NULL, 0.5, 0.9);
    RISKY_ADD(model, "b", "supply_ratio", RW_BERNOULLI, "mill", 0.5, 0.25);
    rw_scenario_set *set = risky_draw(model, RW_SAMPLING_MONTE_CARLO, 20, 0, 20);
    rw_idx n_hit = 0;
    for (rw_idx w = 0; w < 20; w++) {
        const double a = risky_factor(set, w, "a"), b = risky_factor(set, w, "b");
        n_hit += b == 0.25;
        for (rw_idx t = 0; t < N_MONTH; t++) {
            assert_true(set->scenario[w].supply_ratio[MILL * N_MONTH + t] == a * b);
            assert_true(set->scenario[w].supply_ratio[BRIDGE * N_MONTH + t] == a);
        }
    }
    assert_true(n_hit > 0 && n_hit < 20);
    rw_scenario_free(&set);
    rw_model_free(&model);
}

static void delays_of_permits_add_up_and_are_rounded(void **state) {
    (void)state;
    rw_model *model = risky_new(N_MONTH);
    RISKY_ADD(model, "law", "permit_months", RW_UNIFORM, "slow", 10, 30);
    RISKY_ADD(model, "court", "permit_months", RW_BERNOULLI, NULL, 0.5, 26.6);
    rw_scenario_set *set = risky_draw(model, RW_SAMPLING_MONTE_CARLO, 40, 0, 40);
    rw_idx n_hit = 0;
    for (rw_idx w = 0; w < 40; w++) {
        const double law = risky_factor(set, w, "law"), court = risky_factor(set, w, "court");
        const bool is_hit = court == 26.6;
        assert_true(is_hit || court == 3.0); // nominal: of the first permit
        assert_int_equal(set->scenario[w].permit_months[0], is_hit ? 27 : 3);
        // the slow one: 20 + (law - 20), and 6.6 more where it is taken to court
        assert_int_equal(set->scenario[w].permit_months[1], (rw_idx)floor(law + (is_hit ? 6.6 : 0.0) + 0.5));
        n_hit += is_hit;
    }
    assert_true(n_hit > 5 && n_hit < 35);
    rw_scenario_free(&set);
    rw_model_free(&model);
}

static void a_permit_that_is_not_hit_keeps_its_own_duration(void **state) {
    (void)state;
    rw_model *model = risky_new(N_MONTH);
    RISKY_ADD(model, "law", "permit_months", RW_BERNOULLI, NULL, 0.5, 1);
    rw_scenario_set *set = risky_draw(model, RW_SAMPLING_MONTE_CARLO, 40, 0, 40);
    for (rw_idx w = 0; w < 40; w++) {
        const bool is_hit = risky_factor(set, w, "law") == 1.0;
        assert_int_equal(set->scenario[w].permit_months[0], is_hit ? 1 : 3);
        assert_int_equal(set->scenario[w].permit_months[1], is_hit ? 1 : 20);
    }
    rw_scenario_free(&set);
    rw_model_free(&model);
}

static void cuts_and_ratios_of_one_target_multiply(void **state) {
    (void)state;
    rw_model *model = risky_new(N_MONTH);
    RISKY_ADD(model, "half", "supply_ratio", RW_DISCRETE, NULL, 0.5, 1);
    RISKY_ADD(model, "cut", "supply_ratio", RW_EVENT, "mill", 1, 3, 3, 0.75);
    RISKY_ADD(model, "cut_too", "supply_ratio", RW_EVENT, "mill", 1, 30, 30, 0.5);
    rw_scenario_set *set = risky_draw(model, RW_SAMPLING_MONTE_CARLO, 1, 0, 1);
    const rw_idx start = (rw_idx)risky_factor(set, 0, "cut.start"), too = (rw_idx)risky_factor(set, 0, "cut_too.start");
    assert_true(set->scenario[0].supply_ratio[MILL * N_MONTH + start] == 0.125 * (too <= start ? 0.5 : 1.0));
    assert_true(set->scenario[0].supply_ratio[BRIDGE * N_MONTH + start] == 0.5);
    rw_scenario_free(&set);
    rw_model_free(&model);
}

static void values_stay_where_the_model_has_a_meaning_for_them(void **state) {
    (void)state;
    rw_model *model = risky_new(N_MONTH);
    RISKY_ADD(model, "ramp", "ramp_ratio", RW_DISCRETE, NULL, 0, 1);
    RISKY_ADD(model, "dear", "price_ratio", RW_DISCRETE, NULL, 1e5, 1);
    RISKY_ADD(model, "dearer", "price_ratio", RW_DISCRETE, NULL, 1e5, 1);
    RISKY_ADD(model, "none", "supply_ratio", RW_DISCRETE, NULL, 0, 1);
    RISKY_ADD(model, "soon", "permit_months", RW_DISCRETE, "slow", 0, 1);
    RISKY_ADD(model, "sooner", "permit_months", RW_DISCRETE, "slow", 1, 1);
    RISKY_ADD(model, "late", "permit_months", RW_DISCRETE, "quick", 1e300, 1);
    rw_scenario_set *set = risky_draw(model, RW_SAMPLING_MONTE_CARLO, 1, 0, 1);
    const rw_scenario *s = &set->scenario[0];
    assert_true(s->ramp_ratio[0] == 1e-3);
    assert_true(s->price_ratio[0] == 1e6);
    assert_true(s->supply_ratio[0] == 0.0);
    assert_int_equal(s->permit_months[1], 0); // 20 - 20 - 19
    assert_int_equal(s->permit_months[0], 1000000);
    rw_scenario_free(&set);
    rw_model_free(&model);
}

// What supply says the numbers of an event have to be.
static void expect_cut(const rw_scenario_set *set, rw_idx w, double depth) {
    const double *supply = set->scenario[w].supply_ratio + MILL * N_MONTH;
    const double start = risky_factor(set, w, "cut.start");
    rw_idx first = N_MONTH, months = 0;
    for (rw_idx t = 0; t < N_MONTH; t++) {
        assert_true(supply[t] == 1.0 || supply[t] == 1.0 - depth); // two at a time cut no deeper
        assert_true(set->scenario[w].supply_ratio[BRIDGE * N_MONTH + t] == 1.0);
        months += supply[t] < 1.0;
        first = supply[t] < 1.0 && first == N_MONTH ? t : first;
    }
    assert_true(start == (double)first);
    assert_true(risky_factor(set, w, "cut.months") == (double)months);
    assert_true((risky_factor(set, w, "cut.events") > 0.0) == (months > 0));
}

static void events_cut_the_months_they_say(void **state) {
    (void)state;
    rw_model *model = risky_new(N_MONTH);
    RISKY_ADD(model, "cut", "supply_ratio", RW_EVENT, "mill", 0.4, 3, 14, 0.7);
    rw_scenario_set *set = risky_draw(model, RW_SAMPLING_MONTE_CARLO, N_SAMPLE, 0, N_SAMPLE);
    double events = 0.0, most = 0.0;
    for (rw_idx w = 0; w < N_SAMPLE; w++) {
        expect_cut(set, w, 0.7);
        events += risky_factor(set, w, "cut.events");
        most = fmax(most, risky_factor(set, w, "cut.events"));
    }
    // a year and a half of the third one: 2.5 years with 0.4 each
    const double variance = 2 * 0.4 * 0.6 + 0.2 * 0.8;
    assert_true(fabs(events / N_SAMPLE - 1.0) < 3 * sqrt(variance / N_SAMPLE));
    assert_true(most == 3.0);
    rw_scenario_free(&set);
    rw_model_free(&model);
}

static void sure_events_of_one_month_are_even_over_the_year(void **state) {
    (void)state;
    rw_idx count[12] = {0};
    rw_model *model = risky_new(24);
    RISKY_ADD(model, "cut", "supply_ratio", RW_EVENT, "mill", 1, 1, 1, 1);
    rw_scenario_set *set = risky_draw(model, RW_SAMPLING_MONTE_CARLO, N_SAMPLE, 0, N_SAMPLE);
    for (rw_idx w = 0; w < N_SAMPLE; w++) {
        assert_true(risky_factor(set, w, "cut.events") == 2.0 && risky_factor(set, w, "cut.months") == 2.0);
        for (rw_idx y = 0; y < 2; y++) {
            rw_idx n_cut = 0;
            for (rw_idx t = 0; t < 12; t++) {
                const bool is_cut = set->scenario[w].supply_ratio[12 * y + t] == 0.0;
                count[t] += is_cut;
                n_cut += is_cut;
            }
            assert_int_equal(n_cut, 1);
        }
    }
    double square = 0.0; // chi-squared with 11 degrees of freedom: above 24.7 in one case of a hundred
    for (int t = 0; t < 12; t++) {
        const double expected = 2.0 * N_SAMPLE / 12.0;
        square += ((double)count[t] - expected) * ((double)count[t] - expected) / expected;
    }
    assert_true(square < 24.7);
    rw_scenario_free(&set);
    rw_model_free(&model);
}

static void lengths_are_even_between_shortest_and_longest(void **state) {
    (void)state;
    rw_idx count[6] = {0};
    rw_model *model = risky_new(36);
    RISKY_ADD(model, "cut", "supply_ratio", RW_EVENT, "mill", 1, 2, 5, 1);
    rw_scenario_set *set = risky_draw(model, RW_SAMPLING_MONTE_CARLO, N_SAMPLE, 0, N_SAMPLE);
    for (rw_idx w = 0; w < N_SAMPLE; w++) {
        const rw_idx start = (rw_idx)risky_factor(set, w, "cut.start");
        rw_idx length = 0;
        while (set->scenario[w].supply_ratio[start + length] == 0.0) {
            length++;
        }
        assert_true(length >= 2);
        count[length > 5 ? 5 : length] += length <= 5; // a longer one runs into the next year's
    }
    for (int k = 2; k <= 5; k++) {
        assert_true(count[k] > N_SAMPLE / 4 - 40 && count[k] < N_SAMPLE / 4 + 40);
    }
    rw_scenario_free(&set);
    rw_model_free(&model);
}

static void events_that_cannot_happen_do_not(void **state) {
    (void)state;
    rw_model *model = risky_new(N_MONTH);
    RISKY_ADD(model, "cut", "supply_ratio", RW_EVENT, "mill", 0, 1, 5, 1);
    rw_scenario_set *set = risky_draw(model, RW_SAMPLING_LATIN_HYPERCUBE, 50, 0, 50);
    for (rw_idx w = 0; w < 50; w++) {
        expect_cut(set, w, 1.0);
        assert_true(risky_factor(set, w, "cut.start") == N_MONTH);
    }
    rw_scenario_free(&set);
    rw_model_free(&model);
}

static void cuts_come_where_correlated_supply_is_low(void **state) {
    (void)state;
    rw_model *model = risky_new(24);
    const rw_idx charges = RISKY_ADD(model, "charges", "supply_ratio", RW_UNIFORM, "bridge", 0, 1);
    const rw_idx cut = RISKY_ADD(model, "cut", "supply_ratio", RW_EVENT, "mill", 0.5, 1, 1, 1);
    risky_correlate(model, charges, cut, 0.8);
    rw_scenario_set *set = risky_draw(model, RW_SAMPLING_MONTE_CARLO, N_SAMPLE, 0, N_SAMPLE);
    double sum[3] = {0}, count[3] = {0};
    for (rw_idx w = 0; w < N_SAMPLE; w++) {
        const int events = (int)risky_factor(set, w, "cut.events");
        sum[events] += risky_factor(set, w, "charges");
        count[events] += 1.0;
    }
    assert_true(sum[0] / count[0] > 0.65 && sum[2] / count[2] < 0.35);
    assert_true(fabs((count[1] + 2 * count[2]) / N_SAMPLE - 1.0) < 0.12); // still a half each year
    // both years follow the supply: with normal scores correlated by 0.8 x 0.8 both or none happen in
    // 1/2 + asin(0.64) / pi = 0.72 of the scenarios
    assert_true(fabs((count[0] + count[2]) / N_SAMPLE - 0.72) < 0.07);
    rw_scenario_free(&set);
    rw_model_free(&model);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(risks_reach_their_targets_only),
        cmocka_unit_test(every_factor_reaches_its_field),
        cmocka_unit_test(ratios_of_one_target_multiply),
        cmocka_unit_test(delays_of_permits_add_up_and_are_rounded),
        cmocka_unit_test(a_permit_that_is_not_hit_keeps_its_own_duration),
        cmocka_unit_test(cuts_and_ratios_of_one_target_multiply),
        cmocka_unit_test(values_stay_where_the_model_has_a_meaning_for_them),
        cmocka_unit_test(events_cut_the_months_they_say),
        cmocka_unit_test(sure_events_of_one_month_are_even_over_the_year),
        cmocka_unit_test(lengths_are_even_between_shortest_and_longest),
        cmocka_unit_test(events_that_cannot_happen_do_not),
        cmocka_unit_test(cuts_come_where_correlated_supply_is_low),
    };
    return cmocka_run_group_tests_name("scenario/effect", tests, NULL, NULL);
}
