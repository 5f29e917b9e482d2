// The verbs `help` and `completion`.  SPDX-License-Identifier: MIT
#include <stddef.h>
#include <string.h>

#include "cli/arguments.h"
#include "cli/console.h"
#include "cli/help.h"

static const rw_switch help_table[] = {
    {RW_SWITCH_FLAG, 0, "man", NULL, NULL, 0, 0, "the man page, in mdoc"},
    RW_SWITCH_HELP_ROW,
    RW_SWITCH_LAST_ROW,
};

static const rw_switch completion_table[] = {
    RW_SWITCH_HELP_ROW,
    RW_SWITCH_LAST_ROW,
};

static rw_exit run_help(const rw_arguments *arguments) {
    rw_text text = {0};
    rw_style style = rw_console_style("never");
    rw_exit code = RW_EXIT_OK;
    style.width = style.width > 100 ? 100 : style.width; // prose
    const rw_verb *verb = arguments->operand != NULL ? rw_verb_find(arguments->operand) : NULL;
    if (rw_arguments_has(arguments, "man")) {
        rw_man_write(&text);
    } else if (verb != NULL) {
        rw_help_long(&text, &style, verb);
    } else if (arguments->operand == NULL) {
        rw_help_program(&text, &style);
    } else {
        rw_console_note("help: there is no verb '%s'", arguments->operand);
        code = RW_EXIT_USAGE;
    }
    if (code == RW_EXIT_OK) {
        code = rw_console_write_exact(&text);
    }
    rw_text_clear(&text);
    return code;
}

static rw_exit run_completion(const rw_arguments *arguments) {
    if (strcmp(arguments->operand, "bash") != 0) {
        rw_console_note("completion: there is a script for bash only, not for '%s'", arguments->operand);
        return RW_EXIT_USAGE;
    }
    rw_text text = {0};
    rw_completion_bash(&text);
    rw_exit code = rw_console_write_exact(&text);
    rw_text_clear(&text);
    return code;
}

const rw_verb rw_verb_help = {
    .name = "help",
    .operand = "[VERB]",
    .summary = "long help on the program or a verb",
    .description = "Prints what a verb does in full, or without one an overview with the environment and the exit "
                   "codes. With --man the man page is printed.",
    .table = help_table,
    .example = {{"rampwerk help plan", "all about plan"},
                {"rampwerk help", "exit codes and environment"},
                {"rampwerk help --man > rampwerk.1", "the man page"}},
    .run = run_help,
};

const rw_verb rw_verb_completion = {
    .name = "completion",
    .operand = "bash",
    .summary = "print the completion script of a shell",
    .description = "Prints a script that completes verbs, options and files in bash.",
    .table = completion_table,
    .example = {{"source <(rampwerk completion bash)", "in this shell"},
                {"rampwerk completion bash > ~/.rampwerk.bash", "to keep"},
                {"rampwerk completion --help", "this help"}},
    .run = run_completion,
};
