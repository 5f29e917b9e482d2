// Memory that runs out at any allocation: a clear status, no result, nothing leaked, nothing written.
// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include <rampwerk/formulate.h>
#include <rampwerk/input.h>
#include <rampwerk/results.h>

#include "brutal.h"
#include "core/memory.h"

static const char old_bytes[] = "what was here before\n";

typedef struct scene { // a small plant, its problem, its solution and its plan
    char path[64];     // of a file
    char config[1024]; // of the configuration
    rw_input *input;
    const rw_model *model;
    rw_scenario_set *scenarios;
    rw_formulation *formulation;
    rw_solution *solution;
    rw_plan *plan;
    rw_run run;
} scene;

static scene stage = {.path = "/tmp/rampwerk_fault_XXXXXX"};

static rw_status stage_build(rw_error *error) {
    rw_status status = RW_OK;
    rw_optimize_options options;
    rw_optimize_defaults(&options);
    RW_TRY(rw_input_read(stage.config, 0, NULL, &stage.input, error));
    stage.model = stage.input->model;
    RW_TRY(rw_scenario_nominal(stage.model, &stage.scenarios, error));
    RW_TRY(rw_formulation_new(stage.model, stage.scenarios, RW_AIM_COST, 0.0, false, &stage.formulation, error));
    RW_TRY(rw_optimize(rw_formulation_problem(stage.formulation), &options, NULL, &stage.solution, error));
    RW_TRY(rw_formulation_plan(stage.formulation, stage.solution, &stage.plan, error));
    RW_TRY(rw_verify(stage.model, stage.scenarios, stage.plan, &stage.run.verdict, error));
    stage.run.plan = stage.plan;
    stage.run.config_text = stage.input->text;
    stage.run.version = "0";
    stage.run.command = "rampwerk plan";
    stage.run.created = "now";
done:
    return status;
}

static int set_up(void **state) {
    (void)state;
    rw_error error = {0};
    const int descriptor = mkstemp(stage.path);
    const char *source = getenv("RAMPWERK_SOURCE");
    snprintf(stage.config, sizeof stage.config, "%s/tests/fault/small.cfg", source != NULL ? source : ".");
    if (descriptor < 0 || close(descriptor) != 0 || stage_build(&error) != RW_OK) {
        print_error("%s\n", error.text);
        return 1;
    }
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    rw_plan_free(&stage.plan);
    rw_solution_free(&stage.solution);
    rw_formulation_free(&stage.formulation);
    rw_scenario_free(&stage.scenarios);
    rw_input_free(&stage.input);
    return unlink(stage.path) != 0 || rw_memory_live() != 0;
}

// Overrides make the reader take more ways.
static rw_status call_input(void *context, rw_error *error) {
    (void)context;
    static const char *const override_text[] = {"plan.discount_rate=0.03", "lines.forge.modules_max=1"};
    rw_input *input = NULL;
    const rw_status status = rw_input_read(stage.config, 2, override_text, &input, error);
    assert_true(status != RW_OK || (input != NULL && input->model != NULL));
    assert_true(status == RW_OK || input == NULL || input->model == NULL);
    rw_input_free(&input);
    return status;
}

static rw_status call_input_text(void *context, rw_error *error) {
    (void)context;
    rw_input *input = NULL;
    const rw_status status = rw_input_read_text(stage.input->text, "run file", &input, error);
    assert_true(status != RW_OK || (input != NULL && input->model != NULL));
    rw_input_free(&input);
    return status;
}

static rw_status call_scenario(void *context, rw_error *error) {
    (void)context;
    rw_scenario_set *set = NULL;
    const rw_status status = rw_scenario_nominal(stage.model, &set, error);
    assert_true((status == RW_OK) == (set != NULL));
    rw_scenario_free(&set);
    return status;
}

typedef struct formulation_case {
    rw_aim aim;
    bool with_names;
} formulation_case;

static rw_status call_formulation(void *context, rw_error *error) {
    const formulation_case *which = context;
    rw_formulation *formulation = NULL;
    const rw_status status =
        rw_formulation_new(stage.model, stage.scenarios, which->aim, 1e9, which->with_names, &formulation, error);
    assert_true((status == RW_OK) == (formulation != NULL));
    rw_formulation_free(&formulation);
    return status;
}

static rw_status call_plan(void *context, rw_error *error) {
    (void)context;
    rw_plan *plan = NULL;
    const rw_status status = rw_formulation_plan(stage.formulation, stage.solution, &plan, error);
    assert_true((status == RW_OK) == (plan != NULL));
    rw_plan_free(&plan);
    return status;
}

static rw_status call_extensive(void *context, rw_error *error) {
    (void)context;
    rw_extensive *extensive = NULL;
    const rw_status status = rw_extensive_new(rw_formulation_problem(stage.formulation), &extensive, error);
    assert_true((status == RW_OK) == (extensive != NULL));
    rw_extensive_free(&extensive);
    return status;
}

static rw_status call_optimize(void *context, rw_error *error) {
    const int *threads = context;
    rw_optimize_options options;
    rw_solution *solution = NULL;
    rw_optimize_defaults(&options);
    options.threads = *threads;
    const rw_status status = rw_optimize(rw_formulation_problem(stage.formulation), &options, NULL, &solution, error);
    assert_true((status == RW_OK) == (solution != NULL));
    rw_solution_free(&solution);
    return status;
}

static rw_status call_verify(void *context, rw_error *error) {
    (void)context;
    rw_verdict verdict;
    return rw_verify(stage.model, stage.scenarios, stage.plan, &verdict, error);
}

// What is at the path is what was there before, to the byte.
static bool has_old_bytes(void) {
    char bytes[sizeof old_bytes + 1] = {0};
    FILE *file = fopen(stage.path, "rb");
    assert_non_null(file);
    const size_t count = fread(bytes, 1, sizeof old_bytes, file);
    assert_int_equal(fclose(file), 0);
    return count == sizeof old_bytes - 1 && memcmp(bytes, old_bytes, count) == 0;
}

static void put_old_bytes(void) {
    FILE *file = fopen(stage.path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(old_bytes, 1, sizeof old_bytes - 1, file), sizeof old_bytes - 1);
    assert_int_equal(fclose(file), 0);
}

static rw_status call_write(void *context, rw_error *error) {
    (void)context;
    put_old_bytes();
    const rw_status status = rw_run_write(stage.model, &stage.run, false, stage.path, error);
    assert_true((status == RW_OK) != has_old_bytes());
    return status;
}

static rw_status call_write_mps(void *context, rw_error *error) {
    (void)context;
    put_old_bytes();
    const rw_status status =
        rw_twostage_write_mps(rw_formulation_problem(stage.formulation), "small", stage.path, NULL, error);
    assert_true((status == RW_OK) != has_old_bytes());
    return status;
}

static rw_status read_model(const char *config_text, rw_model **model, rw_error *error) {
    rw_input *input = NULL;
    const rw_status status = rw_input_read_text(config_text, "run file", &input, error);
    if (status == RW_OK) { // taken over
        *model = input->model;
        input->model = NULL;
    }
    rw_input_free(&input);
    return status;
}

static rw_status call_read(void *context, rw_error *error) {
    (void)context;
    rw_model *model = NULL;
    rw_run *run = NULL;
    const rw_status status = rw_run_read(stage.path, read_model, &model, &run, error);
    assert_true((status == RW_OK) == (run != NULL) && (status == RW_OK) == (model != NULL));
    rw_run_free(&run);
    rw_model_free(&model);
    return status;
}

static void input_survives(void **state) {
    (void)state;
    assert_true(brutal_run("rw_input_read", call_input, NULL, 0, 1) > 10);
    brutal_run("rw_input_read_text", call_input_text, NULL, 0, 1);
}

static void formulation_survives(void **state) {
    (void)state;
    formulation_case which[] = {{RW_AIM_COST, true}, {RW_AIM_SHORTFALL, false}, {RW_AIM_COST_AT_SHORTFALL, false}};
    brutal_run("rw_scenario_nominal", call_scenario, NULL, 0, 1);
    for (size_t k = 0; k < sizeof which / sizeof which[0]; k++) {
        assert_true(brutal_run("rw_formulation_new", call_formulation, &which[k], 0, 1) > 20);
    }
    brutal_run("rw_formulation_plan", call_plan, NULL, 0, 1);
    brutal_run("rw_extensive_new", call_extensive, NULL, 0, 1);
}

static void optimize_survives(void **state) {
    (void)state;
    for (int threads = 1; threads <= 2; threads++) {
        assert_true(brutal_run("rw_optimize", call_optimize, &threads, 0, 1) > 20);
    }
}

static void verify_survives(void **state) {
    (void)state;
    brutal_run("rw_verify", call_verify, NULL, 0, 1);
}

static void files_survive(void **state) {
    (void)state;
    brutal_run("rw_twostage_write_mps", call_write_mps, NULL, 0, 1);
    assert_true(brutal_run("rw_run_write", call_write, NULL, 0, 1) > 50);
    assert_true(brutal_run("rw_run_read", call_read, NULL, 0, 1) > 50);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(input_survives),  cmocka_unit_test(formulation_survives), cmocka_unit_test(optimize_survives),
        cmocka_unit_test(verify_survives), cmocka_unit_test(files_survive),
    };
    return cmocka_run_group_tests_name("fault/memory", tests, set_up, tear_down);
}
