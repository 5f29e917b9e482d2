// A command line against the table of its verb.  SPDX-License-Identifier: MIT
#ifndef RW_CLI_ARGUMENTS_H
#define RW_CLI_ARGUMENTS_H

#include "cli/verb.h"

// Parses argv[2..] for verb (argv[1] is its name).  RW_ARGUMENT with a text for the user.  --help ends the parse: then
// the switch "help" is set and nothing else is checked.  Release with rw_arguments_clear.
RW_MUST_USE rw_status rw_arguments_read(rw_arguments *arguments, const rw_verb *verb, int argc, char **argv,
                                        rw_error *error);
void rw_arguments_clear(rw_arguments *arguments);

// The switch must be in the verb's table.
bool rw_arguments_has(const rw_arguments *arguments, const char *name);
const char *rw_arguments_text(const rw_arguments *arguments, const char *name); // or its fallback, or NULL
double rw_arguments_number(const rw_arguments *arguments, const char *name);    // NUMBER and COUNT, fallback included

// The number a text stands for, NAN where it is none; "5%" is 0.05.
double rw_arguments_parse(const char *text);

// Appends to error's text the nearest of the `count` words, where one is near: "; did you mean 'plan'?".
void rw_arguments_suggest(rw_error *error, const char *wrong, const char *const *word, int count);

#endif
