// The verb `verify`.  SPDX-License-Identifier: MIT
#include "cli/arguments.h"
#include "cli/console.h"
#include "cli/load.h"
#include "cli/recheck.h"
#include "report/journal.h"

static const rw_switch table[] = {
    RW_SWITCH_JSON_ROW,
    RW_SWITCH_COLOR_ROW,
    RW_SWITCH_HELP_ROW,
    RW_SWITCH_LAST_ROW,
};

static rw_exit print_verdict(const rw_arguments *arguments, const rw_run *run, const rw_verdict *verdict) {
    rw_text text = {0};
    rw_exit code = RW_EXIT_OK;
    if (rw_arguments_has(arguments, "json")) {
        rw_journal_verdict_json(&text, verdict, run->objective);
        code = rw_console_write_exact(&text);
    } else {
        rw_style style = rw_console_style(rw_arguments_text(arguments, "color"));
        rw_journal_verdict(&text, &style, verdict, run->objective);
        code = rw_console_write(&text);
    }
    rw_text_clear(&text);
    return code;
}

static rw_exit check_run(const rw_arguments *arguments, const rw_model *model, const rw_run *run) {
    rw_error error = {0};
    rw_verdict verdict;
    if (rw_recheck(model, run->scenarios, run, &verdict, &error) != RW_OK) {
        return rw_console_fail(&error);
    }
    rw_exit code = print_verdict(arguments, run, &verdict);
    return code == RW_EXIT_OK && !verdict.ok ? RW_EXIT_UNVERIFIED : code;
}

static rw_exit run_verify(const rw_arguments *arguments) {
    return rw_load_run(arguments, check_run);
}

const rw_verb rw_verb_verify = {
    .name = "verify",
    .operand = "RUN.h5",
    .summary = "re-check a plan from the configuration in its run file",
    .description =
        "Rebuilds the model from the configuration text inside the run file and recomputes every flow, stock, "
        "capacity, headcount, budget, policy, cost and the objective, by code that shares nothing with the optimizer. "
        "Prints the worst violation of each kind, relative to the quantities in it, and what is allowed. Exits with 5 "
        "if anything exceeds its tolerance.",
    .table = table,
    .example = {{"rampwerk verify baseline.h5", "does the plan hold"},
                {"rampwerk verify baseline.h5 --json", "for a program"},
                {"rampwerk verify baseline.h5 >/dev/null && echo sound", "by the exit code"}},
    .run = run_verify,
};
