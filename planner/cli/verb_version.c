// The verb `version`.  SPDX-License-Identifier: MIT
#include <stddef.h>

#include "cli/arguments.h"
#include "cli/console.h"
#include "report/json.h"

static const rw_switch table[] = {
    RW_SWITCH_JSON_ROW,
    RW_SWITCH_HELP_ROW,
    RW_SWITCH_LAST_ROW,
};

static rw_exit run_version(const rw_arguments *arguments) {
    rw_text text = {0};
    if (rw_arguments_has(arguments, "json")) {
        rw_json json = {.text = &text};
        rw_json_object(&json, NULL);
        rw_json_string(&json, "schema", "rampwerk-version-1");
        rw_json_string(&json, "version", RW_VERSION);
        rw_json_string(&json, "compiler", __VERSION__);
        rw_json_close(&json);
    } else {
        rw_text_format(&text, "rampwerk %s\n", RW_VERSION);
    }
    rw_exit code = rw_console_write_exact(&text);
    rw_text_clear(&text);
    return code;
}

const rw_verb rw_verb_version = {
    .name = "version",
    .summary = "print the version",
    .description = "Prints the version of the program; with --json the compiler it was built with, too.",
    .table = table,
    .example = {{"rampwerk version", "the version"},
                {"rampwerk --version", "the same"},
                {"rampwerk version --json", "for a program"}},
    .run = run_version,
};
