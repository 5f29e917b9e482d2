// What a configuration means: values, defaults, includes, overrides.  SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "reading.h"

static const char mini[] = "plan = { name = \"mini\"; start = \"2027-11\"; months = 3; };\n"
                           "items = ( { name = \"part\"; } );\n"
                           "customers = ( { name = \"army\"; products = ( { item = \"part\"; target = 5; } ); } );\n";

static rw_input *read_text(const char *text) {
    rw_input *input = NULL;
    if (rw_input_read_text(text, "text", &input, NULL) != RW_OK) {
        fail_msg("%s", input->diagnostics);
    }
    return input;
}

static void tiny_plan_becomes_its_model(void **state) {
    (void)state;
    rw_input *input = rw_read_tiny(NULL);
    const rw_model *model = input->model;
    assert_string_equal(model->name, "tiny");
    assert_string_equal(model->title, "tiny");
    assert_int_equal(model->start_year, 2027);
    assert_int_equal(model->start_month, 1);
    assert_int_equal(model->n_month, 24);
    assert_int_equal(model->price_year, 2027);
    assert_true(model->discount_rate == 0.05);
    assert_int_equal(model->n_item, 3);
    assert_string_equal(model->item[1].unit, "unit");
    const rw_operation *press = &model->operation[0];
    assert_int_equal(press->n_input, 1);
    assert_true(press->input[0].quantity == 0.02);
    assert_true(press->output[0].quantity == 1);
    assert_int_equal(press->output[0].item, 1);
    assert_true(press->load == 1);
    const rw_line *line = &model->line[0];
    assert_int_equal(line->pattern_end - line->pattern_begin, 2);
    assert_true(model->pattern[1].multiplier == 2.5);
    assert_int_equal(model->pattern[1].line, 0);
    assert_int_equal(line->n_payment, 3);
    assert_int_equal(line->n_ramp, 4);
    assert_true(line->ramp[0] == 0.125 && line->ramp[3] == 0.875); // (k + 0.5) / 4
    assert_int_equal(line->order_from, 1);
    assert_int_equal(line->order_to, 17);
    assert_int_equal(model->permit[0].apply_month, -3);
    assert_true(model->skill[0].wage_eur[11] == 4000 && model->skill[0].wage_eur[12] == 4200);
    assert_true(model->skill[0].overtime_premium == 0.25);
    assert_int_equal(model->supplier[1].to, 21);
    assert_int_equal(model->supplier[1].origin, RW_ORIGIN_EU);
    assert_int_equal(model->option[0].supplier, 1);
    assert_int_equal(model->n_delivery, 2);
    assert_int_equal(model->delivery[0].item, 1);
    assert_int_equal(model->delivery[1].item, 2);
    assert_int_equal(model->content_rule[0].from, 12);
    assert_int_equal(model->content_rule[0].to, 23);
    assert_true(model->content_rule[0].by_year);
    assert_int_equal(model->risk[1].distribution, RW_UNIFORM);
    assert_string_equal(model->risk[1].target[0], "press");
    assert_true(model->correlation[0].value == -0.3);
    assert_int_equal(model->n_note, 1);
    assert_string_equal(model->note[0].field, "lines.press.capex_eur");
    assert_string_equal(model->note[0].confidence, "assumption");
    assert_int_equal(input->n_warning, 0);
    assert_string_equal(input->diagnostics, "");
    rw_input_free(&input);
}

static void absent_keys_have_their_defaults(void **state) {
    (void)state;
    char text[1024] = "";
    strcat(strcat(text, mini), "lines = ( { name = \"l\"; rate_per_month = 5; modules_max = 1; } );\n"
                               "operations = ( { name = \"o\"; outputs = ( { item = \"part\"; } ); } );\n");
    rw_input *input = read_text(text);
    const rw_model *model = input->model;
    const rw_line *line = &model->line[0];
    assert_int_equal(line->site, -1);
    assert_int_equal(line->permit, -1);
    assert_int_equal(line->n_payment, 1);
    assert_true(line->payment_share[0] == 1);
    assert_int_equal(line->pattern_end - line->pattern_begin, 1);
    assert_string_equal(model->pattern[0].name, "single");
    assert_true(model->pattern[0].crews == 1);
    assert_int_equal(line->order_to, 2);
    assert_true(line->life_months == 240);
    assert_int_equal(model->operation[0].line, -1);
    assert_int_equal(model->operation[0].n_input, 0);
    assert_int_equal(model->n_year, 2); // 2027-11 to 2028-01
    assert_int_equal(rw_model_year(model, 1), 0);
    assert_int_equal(rw_model_year(model, 2), 1);
    assert_true(model->customer[0].priority_weight == 1);
    assert_true(model->product[0].use[2] == 0);
    rw_input_free(&input);
}

static void windows_are_clipped_to_the_plan(void **state) {
    (void)state;
    static const char *const override_text[] = {"plan.months=12", "suppliers.abroad.from=2027-06",
                                                "suppliers.mill.from=2028-03", "suppliers.mill.to=2029-01", NULL};
    rw_input *input = rw_read_tiny(override_text);
    const rw_model *model = input->model;
    assert_int_equal(model->supplier[1].from, 5);
    assert_int_equal(model->supplier[1].to, 11);
    assert_int_equal(model->supplier[0].from, 12); // wholly after the plan
    assert_int_equal(model->supplier[0].to, 11);
    assert_int_equal(model->content_rule[0].from, 12);
    assert_int_equal(model->content_rule[0].to, 11);
    assert_true(input->n_warning >= 2);
    assert_non_null(strstr(input->diagnostics, "--set #3:1:21: warning: suppliers.mill.from lies after the plan"));
    rw_input_free(&input);
}

static void byte_order_mark_and_line_ends_do_not_matter(void **state) {
    (void)state;
    char text[1024] = "\xEF\xBB\xBF";
    size_t length = 3;
    for (const char *at = mini; *at != '\0'; at++) {
        if (*at == '\n') {
            text[length++] = '\r';
        }
        text[length++] = *at;
    }
    rw_put_file("mark.cfg", text, length);
    rw_input *input = NULL;
    assert_int_equal(rw_input_read("mark.cfg", 0, NULL, &input, NULL), RW_OK);
    assert_int_equal(input->model->n_month, 3);
    rw_input_free(&input);
}

static void libconfig_syntax_is_understood(void **state) {
    (void)state;
    rw_input *input = read_text(
        "/* a */ plan : { name = \"mi\" \"ni\", start = \"2027-11\" months = +3; title = \"a\\\"b\\\\\\x41\"; } # b\n"
        "items = [ { name = \"part\"; value_eur = .5; opening_stock = 1.; } ]; // c\n"
        "customers = ( { name = \"army\"; products = ( { item = \"part\"; own = TRUE; } ); } )\n");
    assert_string_equal(input->model->name, "mini");
    assert_string_equal(input->model->title, "a\"b\\A");
    assert_true(input->model->item[0].value_eur == 0.5);
    assert_true(input->model->item[0].opening_stock == 1);
    rw_input_free(&input);
}

static void overrides_follow_their_order(void **state) {
    (void)state;
    static const char base[] = "overrides = ( { path = \"plan.months\"; value = 4; },\n"
                               "              { path = \"items.part.value_eur\"; value = 1; } );\n";
    static const char variant[] = "@include \"mini.cfg\"\n@include \"base.cfg\"\n"
                                  "overrides = ( { path = \"items[0].value_eur\"; value = 2.5; },\n"
                                  "              { path = \"items[0].holding_eur\"; value = 7; } );\n";
    rw_put_file("mini.cfg", mini, sizeof mini - 1);
    rw_put_file("base.cfg", base, sizeof base - 1);
    rw_put_file("variant.cfg", variant, sizeof variant - 1);
    static const char *const override_text[] = {"items.part.holding_eur=8", "items.part.holding_eur=9",
                                                "plan.title=short", "plan.objective = \"lexicographic\""};
    rw_input *input = NULL;
    if (rw_input_read("variant.cfg", 4, override_text, &input, NULL) != RW_OK) {
        fail_msg("%s", input->diagnostics);
    }
    assert_int_equal(input->model->n_month, 4);          // the included file's
    assert_true(input->model->item[0].value_eur == 2.5); // the including file's is later
    assert_true(input->model->item[0].holding_eur == 9); // the command line is last
    assert_string_equal(input->model->title, "short");   // a key that was absent
    assert_int_equal(input->model->objective, RW_OBJECTIVE_LEXICOGRAPHIC);
    assert_null(strstr(input->text, "overrides"));
    assert_int_equal(input->n_file, 3);
    rw_input_free(&input);
}

static void overrides_change_groups_and_lists(void **state) {
    (void)state;
    static const char *const override_text[] = {
        "lines.press.patterns=( { name = \"only\"; multiplier = 3; } )",
        "lines.press.patterns.only.crews=2",
        "customers.army.products.part.accepts[0]=part",
        "customers.army.products.part.accepts.part=steel",
        "policies.surge=( { name = \"s\"; lines = (\"press\"); rate_per_month = 9; price_eur = 1; } )",
        "operations.press.inputs.steel.quantity=0.5",
        "suppliers.abroad.options.more.fee_eur=3",
        "skills.operator.wage_eur.every_months=6",
        "pins=( { line = \"press\"; month = \"2026-12\"; } )",
        NULL};
    rw_input *input = rw_read_tiny(override_text);
    const rw_model *model = input->model;
    assert_int_equal(model->n_pattern, 1);
    assert_true(model->pattern[0].multiplier == 3 && model->pattern[0].crews == 2);
    assert_int_equal(model->delivery[1].item, 0);
    assert_int_equal(model->n_surge_rule, 1);
    assert_true(model->surge_rule[0].line[0] == 0);
    assert_true(model->operation[0].input[0].quantity == 0.5);
    assert_true(model->option[0].fee_eur == 3);
    assert_true(model->skill[0].wage_eur[6] == 4200);
    assert_int_equal(model->pin[0].month, -1);
    assert_int_equal(model->pin[0].modules, 1);
    rw_input_free(&input);
}

static void override_adds_a_group_on_its_way(void **state) {
    (void)state;
    rw_put_file("mini.cfg", mini, sizeof mini - 1);
    static const char *const override_text[] = {
        "policies.budgets=( { name = \"b\"; scope = \"cash\"; limit_eur = 5; overrun_eur = 2; } )"};
    rw_input *input = NULL;
    if (rw_input_read("mini.cfg", 1, override_text, &input, NULL) != RW_OK) {
        fail_msg("%s", input->diagnostics);
    }
    assert_int_equal(input->model->n_budget, 1);
    assert_int_equal(input->model->budget[0].scope, RW_BUDGET_CASH);
    rw_input_free(&input);
}

static void files_are_out_of_reach_of_a_text(void **state) {
    (void)state;
    rw_put_file("mini.cfg", mini, sizeof mini - 1);
    assert_non_null(strstr(rw_read_badly("@include \"mini.cfg\"\n"), "text:1:1: error: @include is not allowed here"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tiny_plan_becomes_its_model),
        cmocka_unit_test(absent_keys_have_their_defaults),
        cmocka_unit_test(windows_are_clipped_to_the_plan),
        cmocka_unit_test(byte_order_mark_and_line_ends_do_not_matter),
        cmocka_unit_test(libconfig_syntax_is_understood),
        cmocka_unit_test(overrides_follow_their_order),
        cmocka_unit_test(overrides_change_groups_and_lists),
        cmocka_unit_test(override_adds_a_group_on_its_way),
        cmocka_unit_test(files_are_out_of_reach_of_a_text),
    };
    return cmocka_run_group_tests_name("input/read", tests, rw_folder_setup, rw_folder_teardown);
}
