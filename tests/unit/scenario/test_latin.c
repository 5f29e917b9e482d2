// Latin hypercubes: every stratum once, whatever the correlations.  SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "core/memory.h"
#include "scenario/driver.h"
#include "scenario/risky.h"

enum { N_MONTH = 30, MOST = 100 };

static rw_model *mixed_model(void) {
    rw_model *model = risky_new(N_MONTH);
    const rw_idx a = RISKY_ADD(model, "a", "rate_ratio", RW_UNIFORM, NULL, 0, 1);
    const rw_idx b = RISKY_ADD(model, "b", "capex_ratio", RW_UNIFORM, NULL, 0, 1);
    const rw_idx cut = RISKY_ADD(model, "cut", "supply_ratio", RW_EVENT, NULL, 0.25, 1, 5, 0.5);
    RISKY_ADD(model, "alone", "price_ratio", RW_UNIFORM, NULL, 0, 1);
    risky_correlate(model, a, b, -0.8);
    risky_correlate(model, a, cut, 0.5);
    return model;
}

static void expect_strata(rw_driver *driver, rw_idx risk, rw_idx year, rw_idx n) {
    double u[MOST];
    bool is_met[MOST] = {false};
    rw_driver_fill(driver, risk, year, u, 1);
    for (rw_idx w = 0; w < n; w++) {
        assert_true(u[w] > 0.0 && u[w] < 1.0);
        const rw_idx stratum = (rw_idx)floor(u[w] * (double)n);
        assert_true(stratum < n);
        assert_false(is_met[stratum]);
        is_met[stratum] = true;
    }
}

static void every_stratum_is_met_once(void **state) {
    (void)state;
    static const rw_idx sizes[] = {1, 2, 3, 7, 64, MOST};
    rw_model *model = mixed_model();
    for (size_t k = 0; k < sizeof sizes / sizeof sizes[0]; k++) {
        rw_driver driver;
        rw_arena *arena = rw_arena_new();
        const rw_draw draw = {
            .seed = 3, .sampling = RW_SAMPLING_LATIN_HYPERCUBE, .n_sample = sizes[k], .n_scenario = sizes[k]};
        assert_int_equal(rw_driver_init(&driver, arena, model, &draw, NULL), RW_OK);
        for (rw_idx risk = 0; risk < model->n_risk; risk++) {
            const rw_idx n_year = model->risk[risk].distribution == RW_EVENT ? driver.n_year : 1;
            for (rw_idx y = 0; y < n_year; y++) {
                expect_strata(&driver, risk, y, sizes[k]);
            }
        }
        rw_arena_free(&arena);
    }
    rw_model_free(&model);
}

static void every_year_has_its_share_of_events(void **state) {
    (void)state;
    rw_model *model = risky_new(24);
    RISKY_ADD(model, "cut", "supply_ratio", RW_EVENT, NULL, 0.25, 1, 1, 0.5);
    rw_scenario_set *set = risky_draw(model, RW_SAMPLING_LATIN_HYPERCUBE, 40, 0, 40);
    double events = 0.0;
    for (rw_idx w = 0; w < 40; w++) {
        events += risky_factor(set, w, "cut.events");
    }
    assert_true(events == 2 * 0.25 * 40);
    rw_scenario_free(&set);
    rw_model_free(&model);
}

static void means_are_closer_than_those_of_a_plain_sample(void **state) {
    (void)state;
    rw_model *model = mixed_model();
    double error[2];
    for (int sampling = 0; sampling < 2; sampling++) {
        rw_scenario_set *set = risky_draw(model, (rw_sampling)sampling, 500, 0, 500);
        double sum = 0.0;
        for (rw_idx w = 0; w < 500; w++) {
            sum += risky_factor(set, w, "b") / 500;
        }
        error[sampling] = fabs(sum - 0.5);
        rw_scenario_free(&set);
    }
    assert_true(error[RW_SAMPLING_LATIN_HYPERCUBE] < 1e-3); // within strata: 1 / (500 sqrt(12 * 500)) = 2.6e-5
    assert_true(error[RW_SAMPLING_MONTE_CARLO] > error[RW_SAMPLING_LATIN_HYPERCUBE]);
    rw_model_free(&model);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_stratum_is_met_once),
        cmocka_unit_test(every_year_has_its_share_of_events),
        cmocka_unit_test(means_are_closer_than_those_of_a_plain_sample),
    };
    return cmocka_run_group_tests_name("scenario/latin", tests, NULL, NULL);
}
