// The verb `check`.  SPDX-License-Identifier: MIT
#include <stddef.h>

#include <rampwerk/formulate.h>

#include "cli/arguments.h"
#include "cli/console.h"
#include "cli/load.h"
#include "report/inventory.h"
#include "report/risks.h"

enum { MOST_MEASURED = 32 }; // scenarios looked at for the size of the problem

static const rw_switch table[] = {
    RW_SWITCH_SCENARIOS_ROW,
    RW_SWITCH_SEED_ROW,
    RW_SWITCH_SAMPLING_ROW,
    RW_SWITCH_REDUCE_ROW,
    RW_SWITCH_SET_ROW,
    {RW_SWITCH_FLAG, 0, "sources", NULL, NULL, 0, 0, "every figure with its source, date and confidence"},
    RW_SWITCH_JSON_ROW,
    RW_SWITCH_QUIET_ROW,
    RW_SWITCH_COLOR_ROW,
    RW_SWITCH_HELP_ROW,
    RW_SWITCH_LAST_ROW,
};

// The scenarios a plan would be made for, or the first of them.
static rw_status sample_scenarios(const rw_model *model, rw_scenario_set **scenarios, rw_error *error) {
    rw_draw draw = rw_scenario_sample(model);
    if (draw.n_sample == 0) {
        return rw_scenario_nominal(model, scenarios, error);
    }
    const rw_idx n_kept = model->reduce > 0 ? model->reduce : draw.n_sample;
    draw.n_scenario = n_kept < MOST_MEASURED ? n_kept : MOST_MEASURED;
    return rw_scenario_draw(model, &draw, scenarios, error);
}

static rw_status measure_problem(const rw_model *model, rw_problem_size *size, rw_error *error) {
    rw_status status = RW_OK;
    rw_scenario_set *scenarios = NULL;
    rw_formulation *formulation = NULL;
    rw_aim aim = model->objective == RW_OBJECTIVE_LEXICOGRAPHIC ? RW_AIM_SHORTFALL : RW_AIM_COST;
    RW_TRY(sample_scenarios(model, &scenarios, error));
    RW_TRY(rw_formulation_new(model, scenarios, aim, 0, false, &formulation, error));
    const rw_twostage *problem = rw_formulation_problem(formulation);
    const rw_idx n_drawn = model->scenarios > 0 ? model->scenarios : 1;
    const rw_idx n = model->reduce > 0 ? model->reduce : n_drawn;
    *size = (rw_problem_size){
        .n_scenario = n,
        .n_row = problem->first.n_row + n * problem->second.n_row,
        .n_col = problem->first.n_col + n * problem->second.n_col,
        .n_entry =
            problem->constraint.begin[problem->first.n_col] +
            n * (problem->technology.begin[problem->first.n_col] + problem->recourse.begin[problem->second.n_col]),
        .is_estimate = n > scenarios->n_scenario || n < n_drawn,
    };
    for (rw_idx j = 0; j < problem->first.n_col; j++) {
        size->n_integer += problem->integer[j] != 0;
    }
done:
    rw_formulation_free(&formulation);
    rw_scenario_free(&scenarios);
    return status;
}

typedef struct findings {
    rw_problem_size size;
    rw_survey *survey; // NULL: no scenarios are drawn
} findings;

static rw_status look_into(const rw_model *model, findings *found, rw_error *error) {
    rw_status status = RW_OK;
    RW_TRY(measure_problem(model, &found->size, error));
    if (model->scenarios > 0) {
        RW_TRY(rw_survey_new(model, &found->survey, error));
    }
done:
    return status;
}

static rw_exit print_check(const rw_arguments *arguments, const rw_input *input, const findings *found) {
    rw_text text = {0};
    rw_exit code = RW_EXIT_OK;
    bool with_sources = rw_arguments_has(arguments, "sources");
    if (rw_arguments_has(arguments, "json")) {
        rw_inventory_json(&text, input->model, &found->size, found->survey, input->n_warning, with_sources);
        code = rw_console_write_exact(&text);
    } else {
        rw_style style = rw_console_style(rw_arguments_text(arguments, "color"));
        if (with_sources) {
            rw_inventory_sources(&text, &style, input->model);
        } else {
            rw_inventory_write(&text, &style, input->model, &found->size);
            rw_text_format(&text, "warnings   %lld\n", (long long)input->n_warning);
            if (found->survey != NULL) {
                rw_risks_write(&text, &style, input->model, found->survey);
            }
        }
        code = rw_console_write(&text);
    }
    rw_text_clear(&text);
    return code;
}

static rw_exit run_check(const rw_arguments *arguments) {
    rw_error error = {0};
    rw_input *input = NULL;
    findings found = {0};
    rw_exit code = rw_load_config(arguments, rw_arguments_has(arguments, "quiet"), &input);
    if (code == RW_EXIT_OK) {
        code = look_into(input->model, &found, &error) == RW_OK ? print_check(arguments, input, &found)
                                                                : rw_console_fail(&error);
    }
    rw_survey_free(&found.survey);
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
        "company page, B press, C estimate, ASSUMPTION where no source is known. Warnings are on standard error.\n"
        "With scenarios (--scenarios, or plan.scenarios) it draws them as plan would and prints for each risk what was "
        "asked for and what was drawn: mean, standard deviation and quantiles; and the correlations.",
    .table = table,
    .example = {{"rampwerk check config/baseline.cfg", "is it sound, how large"},
                {"rampwerk check config/baseline.cfg --sources", "whose figures are they"},
                {"rampwerk check config/baseline.cfg --scenarios 1000", "what the risks do"}},
    .run = run_check,
};
