// The verb `export`.  SPDX-License-Identifier: MIT
#include <math.h>
#include <string.h>

#include <rampwerk/formulate.h>
#include <rampwerk/smps.h>

#include "cli/arguments.h"
#include "cli/console.h"
#include "cli/load.h"
#include "cli/target.h"
#include "core/text.h"

static const rw_switch table[] = {
    {RW_SWITCH_FILE, 0, "mps", "FILE", NULL, 0, 0, "the problem as free MPS"},
    {RW_SWITCH_FILE, 0, "smps", "BASE", NULL, 0, 0, "and as SMPS: BASE.cor, BASE.tim and BASE.sto"},
    {RW_SWITCH_FILE, 0, "map", "FILE.csv", NULL, 0, 0, "what each row and column stands for"},
    {RW_SWITCH_CHOICE, 0, "step", "cost|shortfall", NULL, 0, 0, "objective (default: the first step's)"},
    {RW_SWITCH_NUMBER, 0, "cap", "V", NULL, 0, 1e300, "cap on weighted shortfall: lexicographic, --step cost"},
    RW_SWITCH_SCENARIOS_ROW,
    RW_SWITCH_SEED_ROW,
    RW_SWITCH_SAMPLING_ROW,
    RW_SWITCH_REDUCE_ROW,
    RW_SWITCH_SET_ROW,
    RW_SWITCH_QUIET_ROW,
    RW_SWITCH_HELP_ROW,
    RW_SWITCH_LAST_ROW,
};

// What is minimised: as asked, else the first step of the plan's own objective.
static rw_status choose_aim(const rw_arguments *arguments, const rw_model *model, rw_aim *aim, rw_error *error) {
    bool is_lexicographic = model->objective == RW_OBJECTIVE_LEXICOGRAPHIC;
    const char *step = rw_arguments_text(arguments, "step");
    bool has_cap = rw_arguments_has(arguments, "cap");
    if (step == NULL) {
        step = is_lexicographic ? "shortfall" : "cost";
    }
    bool is_capped = is_lexicographic && strcmp(step, "cost") == 0;
    if (is_capped && !has_cap) {
        return rw_error_set(error, RW_ARGUMENT,
                            "--step cost of a lexicographic plan needs --cap V, the weighted "
                            "shortfall allowed");
    }
    if (!is_capped && has_cap) {
        return rw_error_set(error, RW_ARGUMENT, "--cap belongs to --step cost of a lexicographic plan");
    }
    *aim = is_capped ? RW_AIM_COST_AT_SHORTFALL : strcmp(step, "cost") == 0 ? RW_AIM_COST : RW_AIM_SHORTFALL;
    return RW_OK;
}

// Every file that will be written.
static rw_status check_targets(const rw_arguments *arguments, const rw_input *input, rw_error *error) {
    static const char *const ending[] = {".cor", ".tim", ".sto"};
    rw_status status = RW_OK;
    rw_text path = {0};
    const char *mps = rw_arguments_text(arguments, "mps"), *map = rw_arguments_text(arguments, "map");
    const char *smps = rw_arguments_text(arguments, "smps");
    if (mps != NULL) {
        RW_TRY(rw_target_check(mps, input, error));
    }
    if (map != NULL) {
        RW_TRY(rw_target_check(map, input, error));
    }
    for (int k = 0; k < 3 && smps != NULL; k++) {
        rw_text_clear(&path);
        rw_text_add(&path, smps);
        rw_text_add(&path, ending[k]);
        if (path.failed) {
            RW_TRY(rw_error_set(error, RW_NO_MEMORY, "out of memory"));
        }
        RW_TRY(rw_target_check(rw_text_string(&path), input, error));
    }
done:
    rw_text_clear(&path);
    return status;
}

static rw_status write_problem(const rw_arguments *arguments, const rw_input *input, rw_error *error) {
    rw_status status = RW_OK;
    rw_scenario_set *scenarios = NULL;
    rw_formulation *formulation = NULL;
    rw_aim aim = RW_AIM_COST;
    const char *mps = rw_arguments_text(arguments, "mps"), *map = rw_arguments_text(arguments, "map");
    const char *smps = rw_arguments_text(arguments, "smps");
    double cap = rw_arguments_has(arguments, "cap") ? rw_arguments_number(arguments, "cap") : 0;
    RW_TRY(choose_aim(arguments, input->model, &aim, error));
    RW_TRY(check_targets(arguments, input, error));
    RW_TRY(rw_scenario_prepare(input->model, &scenarios, error));
    RW_TRY(rw_formulation_new(input->model, scenarios, aim, cap, true, &formulation, error));
    const rw_twostage *problem = rw_formulation_problem(formulation);
    if (mps != NULL) {
        RW_TRY(rw_twostage_write_mps(problem, input->model->name, mps, map, error));
    }
    if (smps != NULL) {
        RW_TRY(rw_smps_write(problem, input->model->name, smps, mps == NULL ? map : NULL, error));
    }
done:
    rw_formulation_free(&formulation);
    rw_scenario_free(&scenarios);
    return status;
}

static rw_exit run_export(const rw_arguments *arguments) {
    rw_error error = {0};
    rw_input *input = NULL;
    rw_exit code = RW_EXIT_USAGE;
    const char *mps = rw_arguments_text(arguments, "mps"), *map = rw_arguments_text(arguments, "map");
    const bool is_named = mps != NULL || rw_arguments_has(arguments, "smps");
    if (!is_named || (map != NULL && mps != NULL && strcmp(mps, map) == 0)) {
        rw_console_note("export: %s",
                        is_named ? "--mps and --map name the same file" : "--mps FILE or --smps BASE is missing");
        return code;
    }
    code = rw_load_config(arguments, rw_arguments_has(arguments, "quiet"), &input);
    if (code == RW_EXIT_OK) {
        rw_status status = write_problem(arguments, input, &error);
        if (status != RW_OK) {
            rw_console_fail(&error);
            code = status == RW_ARGUMENT ? RW_EXIT_USAGE : rw_exit_of_status(status);
        }
    }
    rw_input_free(&input);
    return code;
}

const rw_verb rw_verb_export = {
    .name = "export",
    .operand = "CONFIG",
    .summary = "write the problem for other solvers",
    .description =
        "Writes the mixed-integer problem that plan would solve: minimise, explicit bounds, 17 digits. Any solver's "
        "optimum must lie between the bound and the objective of our plan.\n"
        "--mps writes all scenarios as one problem in free MPS, --smps the three files of SMPS, which rampwerk solve "
        "reads, too. A risk measure becomes part of the problem, with one column and one row more in every scenario. "
        "With --map the names of rows and columns are written as CSV; in SMPS the second stage has the names of the "
        "first scenario.\n"
        "For a lexicographic plan the first step (--step shortfall) is written; the second takes the cap on weighted "
        "shortfall: --step cost --cap V.",
    .table = table,
    .example = {{"rampwerk export config/baseline.cfg --mps base.mps", "the problem"},
                {"rampwerk export a.cfg --mps a.mps --map a.csv", "and its names"},
                {"rampwerk export a.cfg --smps a --scenarios 50", "for stochastic solvers"}},
    .run = run_export,
};
