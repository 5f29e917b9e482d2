// Help from the tables: short, long, as a man page.  SPDX-License-Identifier: MIT
#ifndef RW_CLI_HELP_H
#define RW_CLI_HELP_H

#include "cli/verb.h"
#include "report/style.h"

void rw_help_overview(rw_text *text);                  // rampwerk --help: at most 24 lines of 80 columns
void rw_help_verb(rw_text *text, const rw_verb *verb); // rampwerk VERB --help: the same
void rw_help_long(rw_text *text, const rw_style *style, const rw_verb *verb); // rampwerk help VERB
void rw_help_program(rw_text *text, const rw_style *style); // rampwerk help: files, variables, exit codes

// The man page (mdoc).
void rw_man_write(rw_text *text);

// The completion script for bash.
void rw_completion_bash(rw_text *text);

// Environment variables that are read; *count rows.
typedef struct rw_variable {
    const char *name, *text;
} rw_variable;

const rw_variable *rw_help_variables(int *count);

#endif
