// The verb `schema`.  SPDX-License-Identifier: MIT
#include <string.h>

#include <rampwerk/input.h>

#include "cli/arguments.h"
#include "cli/console.h"
#include "core/memory.h"

static const rw_switch table[] = {
    {RW_SWITCH_CHOICE, 'f', "format", "text|markdown|json", "text", 0, 0, "how it is written"},
    RW_SWITCH_HELP_ROW,
    RW_SWITCH_LAST_ROW,
};

static rw_exit run_schema(const rw_arguments *arguments) {
    const char *format = rw_arguments_text(arguments, "format");
    rw_schema_format code = strcmp(format, "json") == 0       ? RW_SCHEMA_JSON
                            : strcmp(format, "markdown") == 0 ? RW_SCHEMA_MARKDOWN
                                                              : RW_SCHEMA_TEXT;
    char *reference = rw_input_schema(code);
    rw_text text = {.failed = reference == NULL};
    rw_text_add(&text, reference != NULL ? reference : "");
    rw_exit result = code == RW_SCHEMA_TEXT ? rw_console_write(&text) : rw_console_write_exact(&text);
    rw_text_clear(&text);
    rw_free(reference);
    return result;
}

const rw_verb rw_verb_schema = {
    .name = "schema",
    .summary = "the reference of the configuration",
    .description = "Prints every entity and field of the configuration with type, unit, range, default and meaning, "
                   "from the table that the reader itself uses.",
    .table = table,
    .example = {{"rampwerk schema | less", "read it"},
                {"rampwerk schema --format markdown > config.md", "as a page"},
                {"rampwerk schema --format json", "for a program"}},
    .run = run_schema,
};
