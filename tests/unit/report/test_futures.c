// Spreads and chances over the futures of a tiny plan filled by hand.  SPDX-License-Identifier: MIT
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "report/futures.h"
#include "support/tiny.h"

enum { T = 6, N_SCENARIO = 4 };

static const double probability[N_SCENARIO] = {0.4, 0.3, 0.2, 0.1};

typedef struct fixture {
    rw_model *model;
    rw_plan *plan;
    rw_futures futures;
} fixture;

// One customer wants 50 units in stock in every month; each scenario has 60.
static fixture open_fixture(void) {
    fixture f = {.model = rw_tiny_new(T, 1)};
    f.model->risk_level = 0.8;
    assert_int_equal(rw_plan_new(f.model, N_SCENARIO, &f.plan, NULL), RW_OK);
    for (rw_idx w = 0; w < N_SCENARIO; w++) {
        f.plan->course[w].probability = probability[w];
        f.plan->course[w].objective = 100.0 * (double)((w * 3) % 4); // 0, 300, 200, 100
        for (rw_idx t = 0; t < T; t++) {
            f.plan->course[w].customer_stock[t] = 60.0;
        }
    }
    assert_true(rw_futures_open(&f.futures, f.model, f.plan));
    return f;
}

static void close_fixture(fixture *f) {
    rw_futures_close(&f->futures);
    rw_plan_free(&f->plan);
    rw_model_free(&f->model);
}

static void set_short(const fixture *f, rw_idx w, rw_idx t, double units) {
    f->plan->course[w].shortfall[t] = units;
    f->plan->course[w].customer_stock[t] = 50.0 - units;
}

static void assert_close(double a, double b) {
    assert_true(fabs(a - b) <= 1e-12 * fmax(1.0, fabs(b)));
}

static void cost_spreads_by_probability(void **state) {
    (void)state;
    fixture f = open_fixture();
    const rw_spread cost = rw_futures_cost(&f.futures);
    assert_close(cost.mean, 0.3 * 300 + 0.2 * 200 + 0.1 * 100);
    assert_close(cost.p10, 0);
    assert_close(cost.p50, 100); // 0.4 + 0.1
    assert_close(cost.p90, 300);
    assert_close(cost.least, 0);
    assert_close(cost.most, 300);
    assert_close(cost.tail, 300); // the worst fifth lies within the scenario of 0.3
    f.model->risk_level = 0.5;
    assert_close(rw_futures_cost(&f.futures).tail, (0.3 * 300 + 0.2 * 200) / 0.5);
    close_fixture(&f);
}

static void chance_is_that_of_the_scenarios_that_meet_the_target(void **state) {
    (void)state;
    fixture f = open_fixture();
    set_short(&f, 1, 2, 10.0);
    set_short(&f, 3, 2, 40.0);
    set_short(&f, 2, 4, 1e-9); // rounding
    set_short(&f, 0, T - 1, 5.0);
    assert_close(rw_futures_met(&f.futures, 0, 1), 1.0);
    assert_close(rw_futures_met(&f.futures, 0, 2), 0.6);
    assert_close(rw_futures_met(&f.futures, -1, 2), 0.6);
    assert_close(rw_futures_met(&f.futures, 0, 4), 1.0);
    assert_close(rw_futures_last_met(&f.futures), 0.6);
    assert_close(rw_futures_always_met(&f.futures), 0.2);
    const rw_spread missing = rw_futures_missing(&f.futures, 0, 2);
    assert_close(missing.mean, 0.3 * 0.2 + 0.1 * 0.8); // of 50
    assert_close(missing.most, 0.8);
    const rw_spread units = rw_futures_short(&f.futures, 0, 2);
    assert_close(units.mean, 0.3 * 10 + 0.1 * 40);
    assert_close(units.p90, 10);
    assert_close(rw_futures_stock(&f.futures, 0, 2).p10, 10);
    close_fixture(&f);
}

static void half_settles_with_the_median_scenario(void **state) {
    (void)state;
    fixture f = open_fixture();
    assert_int_equal(rw_futures_half_settled(&f.futures), 0);
    set_short(&f, 0, 3, 1.0);                                 // settled from 4 on
    set_short(&f, 1, 1, 1.0);                                 // from 2 on
    assert_int_equal(rw_futures_half_settled(&f.futures), 2); // 0.2 + 0.1 at once, 0.3 from 2 on
    set_short(&f, 0, T - 1, 1.0);
    set_short(&f, 1, T - 1, 1.0);
    assert_int_equal(rw_futures_half_settled(&f.futures), -1);
    close_fixture(&f);
}

static void customer_without_target_is_not_wanted(void **state) {
    (void)state;
    fixture f = open_fixture();
    const double target[T] = {0, 0, 0, 50, 50, 50};
    f.model->product[0].target = rw_tiny_values(f.model, T, target);
    assert_false(rw_futures_is_wanted(f.model, 0, 2));
    assert_true(rw_futures_is_wanted(f.model, 0, 3));
    assert_true(rw_futures_is_wanted(f.model, -1, 3));
    assert_false(rw_futures_is_wanted(f.model, 1, 3));
    close_fixture(&f);
}

static void percents_are_certain_only_where_the_chance_is(void **state) {
    (void)state;
    assert_int_equal(rw_futures_percent(1.0), 100);
    assert_int_equal(rw_futures_percent(1.0 - 1e-12), 100);
    assert_int_equal(rw_futures_percent(0.999), 99);
    assert_int_equal(rw_futures_percent(0.5), 50);
    assert_int_equal(rw_futures_percent(0.001), 1);
    assert_int_equal(rw_futures_percent(0.0), 0);
    assert_int_equal(rw_futures_percent((double)NAN), 0);
}

static void sample_is_named(void **state) {
    (void)state;
    fixture f = open_fixture();
    rw_text text = {0};
    f.model->scenarios = 500;
    f.model->seed = 7;
    f.model->sampling = RW_SAMPLING_LATIN_HYPERCUBE;
    rw_futures_describe(&text, f.model, f.plan);
    rw_text_add(&text, "; ");
    rw_futures_describe_sample(&text, f.model);
    assert_string_equal(rw_text_string(&text), "4 futures that stand for 500; Latin hypercube, seed 7");
    rw_text_clear(&text);
    f.plan->n_scenario = 1;
    assert_true(rw_futures_are_drawn(f.model, f.plan));
    rw_futures_describe(&text, f.model, f.plan);
    assert_string_equal(rw_text_string(&text), "1 future that stands for 500");
    f.plan->n_scenario = N_SCENARIO;
    rw_text_clear(&text);
    close_fixture(&f);
}

static void json_holds_spreads_and_chances(void **state) {
    (void)state;
    static const char *const part[] = {"\"futures\"",
                                       "\"scenarios\": 4",
                                       "\"cvar_level\": 0.8",
                                       "\"probability_all_met_at_end\": 0.6",
                                       "\"probability_met\": 0.6",
                                       "\"missing_share\"",
                                       "\"stock\"",
                                       "\"p90\": 300"};
    fixture f = open_fixture();
    rw_text text = {0};
    rw_json json = {.text = &text};
    set_short(&f, 0, T - 1, 5.0);
    rw_json_object(&json, NULL);
    rw_futures_json(&json, f.model, f.plan);
    rw_json_close(&json);
    for (size_t k = 0; k < sizeof part / sizeof part[0]; k++) {
        if (strstr(rw_text_string(&text), part[k]) == NULL) {
            fail_msg("%s is not in %s", part[k], rw_text_string(&text));
        }
    }
    rw_text_clear(&text);
    f.plan->n_scenario = 1;
    assert_false(rw_futures_are_drawn(f.model, f.plan));
    json = (rw_json){.text = &text};
    rw_json_object(&json, NULL);
    rw_futures_json(&json, f.model, f.plan);
    rw_json_close(&json);
    assert_non_null(strstr(rw_text_string(&text), "\"futures\": null"));
    f.plan->n_scenario = N_SCENARIO;
    rw_text_clear(&text);
    close_fixture(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cost_spreads_by_probability),
        cmocka_unit_test(chance_is_that_of_the_scenarios_that_meet_the_target),
        cmocka_unit_test(half_settles_with_the_median_scenario),
        cmocka_unit_test(customer_without_target_is_not_wanted),
        cmocka_unit_test(percents_are_certain_only_where_the_chance_is),
        cmocka_unit_test(sample_is_named),
        cmocka_unit_test(json_holds_spreads_and_chances),
    };
    return cmocka_run_group_tests_name("report/futures", tests, NULL, NULL);
}
