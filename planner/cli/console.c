// The terminal.  SPDX-License-Identifier: MIT
#include "cli/console.h"

#include <errno.h>
#include <langinfo.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { WIDTH_FALLBACK = 80, WIDTH_LEAST = 72, WIDTH_MOST = 132 };

static int terminal_width(int descriptor) {
    struct winsize size = {0};
    if (ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
        return size.ws_col;
    }
    return WIDTH_FALLBACK;
}

static bool is_smart(int descriptor) {
    const char *term = getenv("TERM");
    return isatty(descriptor) && term != NULL && strcmp(term, "dumb") != 0;
}

static bool wants_color(const char *color) {
    if (color != NULL && strcmp(color, "auto") != 0) {
        return strcmp(color, "always") == 0;
    }
    const char *no_color = getenv("NO_COLOR"), *force = getenv("CLICOLOR_FORCE");
    if (no_color != NULL && no_color[0] != '\0') {
        return false;
    }
    if (force != NULL && force[0] != '\0' && strcmp(force, "0") != 0) {
        return true;
    }
    return is_smart(STDOUT_FILENO);
}

rw_style rw_console_style(const char *color) {
    int width = isatty(STDOUT_FILENO) ? terminal_width(STDOUT_FILENO) : WIDTH_FALLBACK;
    width = width < WIDTH_LEAST ? WIDTH_LEAST : width > WIDTH_MOST ? WIDTH_MOST : width;
    return (rw_style){.color = wants_color(color), .width = width};
}

static bool is_utf8(void) {
    return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

rw_exit rw_console_write_exact(const rw_text *text) {
    if (text->failed) {
        rw_console_note("error: out of memory");
        return RW_EXIT_INTERNAL;
    }
    errno = 0;
    if (fwrite(rw_text_string(text), 1, text->length, stdout) != text->length || fflush(stdout) != 0) {
        if (errno != EPIPE) { // a reader that has seen enough needs no message
            rw_console_note("error: cannot write to standard output: %s", strerror(errno));
        }
        return RW_EXIT_IO;
    }
    return RW_EXIT_OK;
}

rw_exit rw_console_write(const rw_text *text) {
    if (is_utf8()) {
        return rw_console_write_exact(text);
    }
    rw_text ascii = {.failed = text->failed};
    rw_style_ascii(&ascii, rw_text_string(text));
    rw_exit code = rw_console_write_exact(&ascii);
    rw_text_clear(&ascii);
    return code;
}

void rw_console_note(const char *format, ...) {
    va_list list;
    va_start(list, format);
    fputs("rampwerk: ", stderr);
    vfprintf(stderr, format, list);
    fputc('\n', stderr);
    va_end(list);
}

void rw_console_diagnose(const char *text) {
    fputs(text, stderr);
}

rw_exit rw_console_fail(const rw_error *error) {
    rw_text where = {0};
    if (error->source[0] != '\0') {
        rw_text_format(&where, "%s:", error->source);
        if (error->line > 0) {
            rw_text_format(&where, "%d:", error->line);
        }
        if (error->line > 0 && error->column > 0) {
            rw_text_format(&where, "%d:", error->column);
        }
        rw_text_add(&where, " ");
    }
    rw_console_note("error: %s%s", rw_text_string(&where),
                    error->text[0] != '\0' ? error->text : rw_status_text(error->status));
    rw_text_clear(&where);
    return rw_exit_of_status(error->status);
}

int rw_console_redraw_width(void) {
    return is_smart(STDERR_FILENO) ? terminal_width(STDERR_FILENO) : 0;
}

void rw_console_redraw(const char *line, int width) {
    fprintf(stderr, "\r%.*s\033[K", width - 1, line);
    fflush(stderr);
}
