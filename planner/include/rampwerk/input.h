// From configuration files to a model.  SPDX-License-Identifier: MIT
#ifndef RAMPWERK_INPUT_H
#define RAMPWERK_INPUT_H

#include <rampwerk/model.h>

typedef struct rw_input_file { // a file that was read
    const char *path;          // as resolved
    const char *sha256;        // 64 hex digits
} rw_input_file;

typedef struct rw_input {
    rw_model *model; // owned
    char *text;      // the full effective configuration, overrides applied; reading it again gives the model
    rw_idx n_file;
    rw_input_file *file; // the configuration, its includes and CSV files, in order of reading
    char *diagnostics;   // warnings (and errors), each "file:line:col: warning: ...\n" with its source line; before
                         // those of an included file "In file included from file:line:\n"
    rw_idx n_warning, n_error;
} rw_input;

// Reads path with n_override texts "path=value" on top.  RW_CONFIG or RW_NO_INPUT with all errors (up to 20) in
// (*input)->diagnostics, and model NULL; *input is set unless memory ran out.
RW_MUST_USE rw_status rw_input_read(const char *path, rw_idx n_override, const char *const *override_text,
                                    rw_input **input, rw_error *error);

// As rw_input_read, from an effective configuration text (as in a run file).
RW_MUST_USE rw_status rw_input_read_text(const char *text, const char *source_name, rw_input **input, rw_error *error);
void rw_input_free(rw_input **input); // accepts NULL, sets NULL

// The configuration reference from the schema table, as Markdown or as plain text.  Release with rw_free (core).
typedef enum rw_schema_format { RW_SCHEMA_TEXT, RW_SCHEMA_MARKDOWN, RW_SCHEMA_JSON } rw_schema_format;
char *rw_input_schema(rw_schema_format format);

#endif
