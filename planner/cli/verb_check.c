// The verb `check`.  SPDX-License-Identifier: MIT
#include <stddef.h>

#include <rampwerk/formulate.h>

#include "cli/arguments.h"
#include "cli/console.h"
#include "cli/load.h"
#include "report/inventory.h"

static const rw_switch table[] = {
    RW_SWITCH_SET_ROW,
    {RW_SWITCH_FLAG, 0, "sources", NULL, NULL, 0, 0, "every figure with its source, date and confidence"},
    RW_SWITCH_JSON_ROW,
    RW_SWITCH_QUIET_ROW,
    RW_SWITCH_COLOR_ROW,
    RW_SWITCH_HELP_ROW,
    RW_SWITCH_LAST_ROW,
};

static rw_status measure_problem(const rw_model *model, rw_problem_size *size, rw_error *error) {
    rw_status status = RW_OK;
    rw_scenario_set *scenarios = NULL;
    rw_formulation *formulation = NULL;
    rw_aim aim = model->objective == RW_OBJECTIVE_LEXICOGRAPHIC ? RW_AIM_SHORTFALL : RW_AIM_COST;
    RW_TRY(rw_scenario_nominal(model, &scenarios, error));
    RW_TRY(rw_formulation_new(model, scenarios, aim, 0, false, &formulation, error));
    const rw_twostage *problem = rw_formulation_problem(formulation);
    rw_idx n = problem->n_scenario;
    *size = (rw_problem_size){
        .n_scenario = n,
        .n_row = problem->first.n_row + n * problem->second.n_row,
        .n_col = problem->first.n_col + n * problem->second.n_col,
        .n_entry =
            problem->constraint.begin[problem->first.n_col] +
            n * (problem->technology.begin[problem->first.n_col] + problem->recourse.begin[problem->second.n_col]),
    };
    for (rw_idx j = 0; j < problem->first.n_col; j++) {
        size->n_integer += problem->integer[j] != 0;
    }
done:
    rw_formulation_free(&formulation);
    rw_scenario_free(&scenarios);
    return status;
}

static rw_exit print_check(const rw_arguments *arguments, const rw_input *input, const rw_problem_size *size) {
    rw_text text = {0};
    rw_exit code = RW_EXIT_OK;
    bool with_sources = rw_arguments_has(arguments, "sources");
    if (rw_arguments_has(arguments, "json")) {
        rw_inventory_json(&text, input->model, size, input->n_warning, with_sources);
        code = rw_console_write_exact(&text);
    } else {
        rw_style style = rw_console_style(rw_arguments_text(arguments, "color"));
        if (with_sources) {
            rw_inventory_sources(&text, &style, input->model);
        } else {
            rw_inventory_write(&text, &style, input->model, size);
            rw_text_format(&text, "warnings   %lld\n", (long long)input->n_warning);
        }
        code = rw_console_write(&text);
    }
    rw_text_clear(&text);
    return code;
}

static rw_exit run_check(const rw_arguments *arguments) {
    rw_error error = {0};
    rw_input *input = NULL;
    rw_problem_size size = {0};
    rw_exit code = rw_load_config(arguments, rw_arguments_has(arguments, "quiet"), &input);
    if (code == RW_EXIT_OK) {
        code = measure_problem(input->model, &size, &error) == RW_OK ? print_check(arguments, input, &size)
                                                                     : rw_console_fail(&error);
    }
    rw_input_free(&input);
    return code;
}

const rw_verb rw_verb_check = {
    .name = "check",
    .operand = "CONFIG",
    .summary = "validate a configuration and say what would be solved",
    .description =
        "Reads CONFIG with everything it includes, reports every error at once (up to 20, with file, line and column) "
        "and prints the horizon, the entities and the size of the problem. Solves nothing and writes nothing.\n"
        "With --sources it lists the figures that carry a note, each with source, date and confidence: A official or "
        "company page, B press, C estimate, ASSUMPTION where no source is known. Warnings are on standard error.",
    .table = table,
    .example = {{"rampwerk check config/baseline.cfg", "is it sound, how large"},
                {"rampwerk check config/baseline.cfg --sources", "whose figures are they"},
                {"rampwerk check a.cfg --set plan.months=60 --json", "for a program"}},
    .run = run_check,
};
