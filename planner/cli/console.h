// The terminal: the only place that writes to standard output and standard error.  SPDX-License-Identifier: MIT
#ifndef RW_CLI_CONSOLE_H
#define RW_CLI_CONSOLE_H

#include "cli/verb.h"
#include "report/style.h"

// How text for standard output looks, from --color (NULL: auto), NO_COLOR, CLICOLOR_FORCE, TERM and the terminal.
rw_style rw_console_style(const char *color);

// Writes text to standard output and flushes: RW_EXIT_OK, RW_EXIT_IO, or RW_EXIT_INTERNAL when memory ran out while it
// was made.  Glyphs become ASCII where the locale is not UTF-8.
rw_exit rw_console_write(const rw_text *text);

// As rw_console_write, byte for byte (JSON, scripts).
rw_exit rw_console_write_exact(const rw_text *text);

// "rampwerk: ..." and a newline on standard error.
__attribute__((format(printf, 1, 2))) void rw_console_note(const char *format, ...);

// Text on standard error as it is (diagnostics).
void rw_console_diagnose(const char *text);

// "rampwerk: error: ..." on standard error; returns the exit code of the error.
rw_exit rw_console_fail(const rw_error *error);

// Columns of standard error where it is a terminal that can redraw a line, else 0.
int rw_console_redraw_width(void);

// Replaces the line being drawn on standard error by `line` (cut to width); an empty one erases it.
void rw_console_redraw(const char *line, int width);

#endif
