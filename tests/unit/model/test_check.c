// Each defect of a model is found, named and placed.  SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "core/memory.h"
#include "core/text.h"
#include "support/tiny.h"

enum { N_MONTH = 12, N_LINE = 2 };

typedef void (*spoil)(rw_model *model);

static void collect(void *context, const char *path, const char *text) {
    rw_text_format(context, "%s: %s\n", path, text);
}

// Reports of the tiny plant after it was spoilt.
static void check_reports(spoil spoil_model, const char *expected) {
    rw_model *model = rw_tiny_new(N_MONTH, N_LINE);
    rw_text reports = {0};
    if (spoil_model != NULL) {
        spoil_model(model);
    }
    rw_idx count = rw_model_check(model, collect, &reports);
    rw_idx n_line = 0;
    for (const char *at = rw_text_string(&reports); *at != '\0'; at++) {
        n_line += *at == '\n';
    }
    assert_int_equal(count, n_line);
    assert_string_equal(rw_text_string(&reports), expected);
    rw_text_clear(&reports);
    rw_model_free(&model);
}

static void no_months(rw_model *model) {
    model->n_month = 0;
}

static void wrong_years(rw_model *model) {
    model->n_year = 2;
}

static void same_names(rw_model *model) {
    model->item[2].name = "item0";
}

static void line_out_of_range(rw_model *model) {
    model->operation[1].line = 2;
}

static void site_out_of_range(rw_model *model) {
    model->line[0].site = 0;
}

static void skill_out_of_range(rw_model *model) {
    rw_crew *crew = rw_tiny_alloc(model, 1, sizeof *crew);
    crew->skill = -1;
    model->line[1].crew = crew;
}

static void shares_too_small(rw_model *model) {
    const double shares[] = {0.5, 0.499999};
    model->line[0].payment_share = rw_tiny_values(model, 2, shares);
    model->line[0].n_payment = 2;
}

static void no_patterns(rw_model *model) {
    model->line[0].pattern_end = 0;
}

static void storage_too_low(rw_model *model) {
    model->item[1].opening_stock = 7;
    double limits[N_MONTH];
    for (int t = 0; t < N_MONTH; t++) {
        limits[t] = t == 4 ? 6.5 : 8;
    }
    model->item[1].storage_limit = rw_tiny_values(model, N_MONTH, limits);
}

static void add_pins(rw_model *model, rw_idx count, const rw_pin *pin) {
    model->pin = rw_tiny_alloc(model, count, sizeof *pin);
    memcpy(model->pin, pin, (size_t)count * sizeof *pin);
    model->n_pin = count;
}

static void too_many_modules(rw_model *model) {
    model->line[0].modules_existing = 1;
    add_pins(model, 2, (const rw_pin[]){{.line = 0, .month = -4, .modules = 2}, {.line = 0, .month = 3, .modules = 1}});
}

static void pin_outside_window(rw_model *model) {
    model->line[1].order_from = 3;
    add_pins(model, 2, (const rw_pin[]){{.line = 1, .month = 2, .modules = 1}, {.line = 1, .month = -2, .modules = 1}});
}

static void pin_after_window(rw_model *model) {
    model->line[1].order_to = 3;
    add_pins(model, 2, (const rw_pin[]){{.line = 1, .month = 3, .modules = 1}, {.line = 1, .month = 4, .modules = 1}});
}

static void pins_too_close(rw_model *model) {
    model->line[0].spacing_months = 3;
    // 1 and 4 are three months apart, 4 and 6 only two
    add_pins(model, 3,
             (const rw_pin[]){{.line = 0, .month = 1, .modules = 1},
                              {.line = 0, .month = 4, .modules = 1},
                              {.line = 0, .month = 6, .modules = 1}});
}

static void past_pins_too_close(rw_model *model) {
    model->line[0].spacing_months = 3;
    // what was done is done, and 2 is three months after -1
    add_pins(model, 3,
             (const rw_pin[]){{.line = 0, .month = -2, .modules = 1},
                              {.line = 0, .month = -1, .modules = 1},
                              {.line = 0, .month = 2, .modules = 1}});
}

static void pin_too_close_to_the_past(rw_model *model) {
    model->line[0].spacing_months = 3;
    add_pins(model, 2, (const rw_pin[]){{.line = 0, .month = -1, .modules = 1}, {.line = 0, .month = 1, .modules = 1}});
}

static void reversed_window(rw_model *model) {
    model->supplier[1].from = 6;
    model->supplier[1].to = 5;
}

static void window_after_plan(rw_model *model) { // allowed
    model->supplier[1].from = N_MONTH;
    model->supplier[1].to = N_MONTH - 1;
}

static void circle(rw_model *model) {
    rw_operation *operation = rw_tiny_alloc(model, 3, sizeof *operation);
    memcpy(operation, model->operation, 2 * sizeof *operation);
    operation[2] = operation[0];
    operation[2].name = "back";
    operation[2].input = operation[1].output;
    operation[2].output = operation[0].input;
    model->operation = operation;
    model->n_operation = 3;
}

static void no_outputs(rw_model *model) {
    model->operation[0].n_output = 0;
}

static void nothing_accepted(rw_model *model) {
    model->product[0].delivery_end = 0;
}

static void no_products(rw_model *model) {
    model->customer[0].product_end = 0;
}

static void empty_rule(rw_model *model) {
    model->surge_rule = rw_tiny_alloc(model, 1, sizeof *model->surge_rule);
    model->surge_rule[0] = (rw_surge_rule){.name = "s", .to = N_MONTH};
    model->n_surge_rule = 1;
}

static void late_rule(rw_model *model) {
    static const rw_idx lines[] = {0, 1};
    empty_rule(model);
    model->surge_rule[0].line = lines;
    model->surge_rule[0].n_line = 2;
}

static void bad_risks(rw_model *model) {
    static const double low_high[] = {2, 1};
    static const double event[] = {0.1, 3, 12, 0.5};
    static const char *const target[] = {"line7"};
    model->risk = rw_tiny_alloc(model, 3, sizeof *model->risk);
    model->risk[0] = (rw_risk){
        .name = "a", .factor = "rate_ratio", .distribution = RW_UNIFORM, .n_parameter = 2, .parameter = low_high};
    model->risk[1] = (rw_risk){
        .name = "b", .factor = "supply_ratio", .distribution = RW_EVENT, .n_parameter = 4, .parameter = event};
    model->risk[2] = (rw_risk){.name = "c",
                               .factor = "build_ratio",
                               .distribution = RW_EVENT,
                               .n_parameter = 3,
                               .parameter = event,
                               .n_target = 1,
                               .target = target};
    model->n_risk = 3;
}

static void defects_are_reported(void **state) {
    (void)state;
    static const struct {
        spoil spoil_model;
        const char *expected;
    } cases[] = {
        {NULL, ""},
        {no_months, "plan: the plan has no months\n"},
        {wrong_years, "plan: the plan touches 1 calendar years, not 2\n"},
        {same_names, "items.item0: the name stands for two of them\n"},
        {line_out_of_range, "operations.make1: line refers to entry 2 of 2\n"},
        {site_out_of_range, "lines.line0: site refers to entry 0 of 0\n"},
        {skill_out_of_range, "lines.line1: crew refers to entry -1 of 1\n"},
        {shares_too_small, "lines.line0.payment_share: the shares add up to 0.999999, not to 1\n"},
        {no_patterns, "lines.line0.patterns: a line needs at least one shift pattern\n"},
        {storage_too_low,
         "items.item1.storage_limit: the storage limit of 2027-05, 6.5 piece, is below the opening stock "
         "of 7\n"},
        {too_many_modules, "lines.line0.modules_max: 1 existing and 3 pinned modules are more than the 3 allowed\n"},
        {pin_outside_window, "pins[0].month: 2027-03 lies outside the months in which line1 may be ordered\n"},
        {pin_after_window, "pins[1].month: 2027-05 lies outside the months in which line1 may be ordered\n"},
        {pins_too_close, "pins[2].modules: 2 modules of line0 are pinned within 3 months; at most 1 may be ordered\n"},
        {past_pins_too_close, ""},
        {pin_too_close_to_the_past,
         "pins[1].modules: 2 modules of line0 are pinned within 3 months; at most 1 may be ordered\n"},
        {reversed_window, "suppliers.bridge.to: months 6 to 5 of the plan's 12 are no window\n"},
        {window_after_plan, ""},
        {circle, "operations.back: the bill of materials goes in a circle: item0 -> item1 -> item2 -> item0\n"},
        {no_outputs, "operations.make0.outputs: an operation gives at least one item\n"},
        {nothing_accepted, "customers.army.products.item2.accepts: the product accepts no item at all\n"},
        {no_products, "customers.army.products: a customer needs at least one product\n"},
        {empty_rule, "policies.surge.s.lines: at least one is needed\n"},
        {late_rule, "policies.surge.s.to: months 0 to 12 of the plan's 12 are no window\n"},
        {bad_risks,
         "risks.a.parameter: uniform takes low < high\n"
         "risks.c.parameter: event takes a probability per year from 0 to 1, a shortest and a longest length (1 "
         "<= shortest <= longest, months) and a depth from 0 to 1\n"
         "risks.c.distribution: an event cuts supply: it goes with supply_ratio, not with build_ratio\n"
         "risks.c.target[0]: no line is called 'line7' (build_ratio)\n"},
    };
    for (size_t k = 0; k < sizeof cases / sizeof cases[0]; k++) {
        check_reports(cases[k].spoil_model, cases[k].expected);
    }
    assert_int_equal(rw_memory_live(), 0);
}

// Whether a risk with these parameters is sound.
static bool is_sound(rw_distribution distribution, rw_idx count, const double *parameter) {
    rw_model *model = rw_tiny_new(N_MONTH, 1);
    rw_text reports = {0};
    rw_risk risk = {.name = "r",
                    .factor = distribution == RW_EVENT ? "supply_ratio" : "rate_ratio",
                    .distribution = distribution,
                    .n_parameter = count,
                    .parameter = parameter};
    model->risk = &risk;
    model->n_risk = 1;
    rw_idx n_defect = rw_model_check(model, collect, &reports);
    rw_text_clear(&reports);
    rw_model_free(&model);
    return n_defect == 0;
}

static void parameters_fit_their_distribution(void **state) {
    (void)state;
    static const struct {
        rw_distribution distribution;
        rw_idx count;
        double parameter[6];
        bool is_sound;
    } cases[] = {
        {RW_TRIANGULAR, 3, {1, 1, 2}, true},
        {RW_TRIANGULAR, 3, {1, 3, 2}, false},
        {RW_TRIANGULAR, 3, {1, 1, 1}, false},
        {RW_PERT, 3, {1, 2, 2}, true},
        {RW_PERT, 2, {1, 2}, false},
        {RW_UNIFORM, 2, {1, 2}, true},
        {RW_UNIFORM, 2, {1, 1}, false},
        {RW_LOGNORMAL, 2, {1, 1.5}, true},
        {RW_LOGNORMAL, 2, {1, 1}, false},
        {RW_LOGNORMAL, 2, {0, 1}, false},
        {RW_DISCRETE, 4, {1, 0.3, 2, 0.7}, true},
        {RW_DISCRETE, 4, {1, 0.3, 2, 0.6}, false},
        {RW_DISCRETE, 3, {1, 1, 2}, false},
        {RW_DISCRETE, 0, {0}, false},
        {RW_DISCRETE, 4, {1, 1.5, 2, -0.5}, false},
        {RW_BERNOULLI, 2, {1, 7}, true},
        {RW_BERNOULLI, 2, {1.1, 7}, false},
        {RW_EVENT, 4, {0.1, 1, 1, 1}, true},
        {RW_EVENT, 4, {0.1, 0.5, 1, 1}, false},
        {RW_EVENT, 4, {0.1, 2, 1, 1}, false},
        {RW_EVENT, 4, {0.1, 1, 1, 1.5}, false},
        {RW_EVENT, 4, {-0.1, 1, 1, 1}, false},
    };
    for (size_t k = 0; k < sizeof cases / sizeof cases[0]; k++) {
        if (is_sound(cases[k].distribution, cases[k].count, cases[k].parameter) != cases[k].is_sound) {
            fail_msg("case %zu should be %s", k, cases[k].is_sound ? "sound" : "wrong");
        }
    }
}

// Correlations of three risks: a and b, b and c, a and c.
static rw_idx count_correlation_defects(double ab, double bc, double ac) {
    static const double share[] = {0.5, 1};
    rw_model *model = rw_tiny_new(N_MONTH, 1);
    rw_text reports = {0};
    model->risk = rw_tiny_alloc(model, 3, sizeof *model->risk);
    for (int k = 0; k < 3; k++) {
        model->risk[k] = (rw_risk){.name = k == 0   ? "a"
                                           : k == 1 ? "b"
                                                    : "c",
                                   .factor = "rate_ratio",
                                   .distribution = RW_UNIFORM,
                                   .n_parameter = 2,
                                   .parameter = share};
    }
    model->n_risk = model->n_correlation = 3;
    model->correlation = rw_tiny_alloc(model, 3, sizeof *model->correlation);
    model->correlation[0] = (rw_correlation){.first = 0, .second = 1, .value = ab};
    model->correlation[1] = (rw_correlation){.first = 2, .second = 1, .value = bc};
    model->correlation[2] = (rw_correlation){.first = 0, .second = 2, .value = ac};
    rw_idx count = rw_model_check(model, collect, &reports);
    rw_text_clear(&reports);
    rw_model_free(&model);
    return count;
}

static void correlations_have_to_fit_together(void **state) {
    (void)state;
    // The determinant is 1 + 2 ab bc ac - ab^2 - bc^2 - ac^2.
    assert_int_equal(count_correlation_defects(0.6, 0.6, 0.6), 0);
    assert_int_equal(count_correlation_defects(0.6, 0.6, -0.27), 0); // 0.0127
    assert_int_equal(count_correlation_defects(0.6, 0.6, -0.29), 1); // -0.0129
}

static void calendar_years_are_counted(void **state) {
    (void)state;
    rw_model model = {.start_year = 2026, .start_month = 12};
    assert_int_equal(rw_model_year(&model, 0), 0);
    assert_int_equal(rw_model_year(&model, 1), 1);
    assert_int_equal(rw_model_year(&model, 12), 1);
    assert_int_equal(rw_model_year(&model, 13), 2);
}

static void free_accepts_nothing(void **state) {
    (void)state;
    rw_model *model = NULL;
    rw_model_free(NULL);
    rw_model_free(&model);
    for (long k = 0; model == NULL; k++) {
        rw_memory_fail_after(k);
        model = rw_model_new();
        rw_memory_fail_after(-1);
    }
    rw_model_free(&model);
    assert_null(model);
    assert_int_equal(rw_memory_live(), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(defects_are_reported),
        cmocka_unit_test(parameters_fit_their_distribution),
        cmocka_unit_test(correlations_have_to_fit_together),
        cmocka_unit_test(calendar_years_are_counted),
        cmocka_unit_test(free_accepts_nothing),
    };
    return cmocka_run_group_tests_name("model/check", tests, NULL, NULL);
}
