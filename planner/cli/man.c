// The man page from the tables, in mdoc.  SPDX-License-Identifier: MIT
#include "cli/help.h"

#include <string.h>

enum { LINE_WIDTH = 78 };

static const char DATE[] = "November 22, 2026"; // of the last change of what the page says

// One sentence, broken into short lines, with nothing at the start of a line that roff would take for a request.
static void add_sentence(rw_text *text, const char *begin, size_t length) {
    const rw_style style = {.width = LINE_WIDTH};
    rw_text sentence = {0}, lines = {0};
    rw_text_add_bytes(&sentence, begin, length);
    rw_style_wrap(&lines, &style, 0, 0, rw_text_string(&sentence));
    const char *string = rw_text_string(&lines);
    for (const char *at = string; *at != '\0'; at++) {
        bool is_start = at == string || at[-1] == '\n';
        if (is_start && (*at == '.' || *at == '\'')) {
            rw_text_add(text, "\\&");
        }
        rw_text_add_bytes(text, *at == '\\' ? "\\e" : at, *at == '\\' ? 2 : 1);
    }
    text->failed = text->failed || sentence.failed || lines.failed;
    rw_text_clear(&lines);
    rw_text_clear(&sentence);
}

// Paragraphs, each sentence on lines of its own.
static void add_prose(rw_text *text, const char *prose) {
    const char *begin = prose;
    for (const char *at = prose;; at++) {
        bool is_sentence = *at == ' ' && at > prose && at[-1] == '.' && at[1] >= 'A' && at[1] <= 'Z';
        if (*at != '\0' && *at != '\n' && !is_sentence) {
            continue;
        }
        add_sentence(text, begin, (size_t)(at - begin));
        if (*at == '\0') {
            return;
        }
        rw_text_add(text, *at == '\n' ? ".Pp\n" : "");
        begin = at + 1;
    }
}

static void add_flag(rw_text *text, const rw_switch *row) {
    rw_text_add(text, ".It");
    if (row->letter != 0) {
        rw_text_format(text, " Fl %c ,", row->letter);
    }
    rw_text_format(text, " Fl -%s", row->name);
    if (row->argument != NULL) {
        rw_text_format(text, " Ar %s", row->argument);
    }
    rw_text_add(text, "\n");
    rw_text help = {0};
    rw_text_add(&help, row->help);
    if (row->fallback != NULL) {
        rw_text_format(&help, " (default %s)", row->fallback);
    }
    add_prose(text, rw_text_string(&help));
    text->failed = text->failed || help.failed;
    rw_text_clear(&help);
}

static void add_verb(rw_text *text, const rw_verb *verb) {
    rw_text_format(text, ".Ss %s\n", verb->name);
    rw_text_format(text, ".Nm rampwerk\n.Cm %s\n.Op Ar options\n", verb->name);
    if (verb->operand != NULL && verb->operand[0] == '[') {
        rw_text_format(text, ".Op Ar %.*s\n", (int)strlen(verb->operand) - 2, verb->operand + 1);
    } else if (verb->operand != NULL) {
        rw_text_format(text, ".Ar %s\n", verb->operand);
    }
    rw_text_add(text, ".Pp\n");
    add_prose(text, verb->description);
    rw_text_add(text, ".Bl -tag -width Ds\n");
    for (const rw_switch *row = verb->table; row->kind != RW_SWITCH_END; row++) {
        add_flag(text, row);
    }
    rw_text_add(text, ".El\n");
}

static void add_tables(rw_text *text) {
    int count = 0;
    rw_text_add(text, ".Sh ENVIRONMENT\n.Bl -tag -width SLURM_CPUS_PER_TASK\n");
    const rw_variable *variable = rw_help_variables(&count);
    for (int k = 0; k < count; k++) {
        rw_text_format(text, ".It Ev %s\n", variable[k].name);
        add_prose(text, variable[k].text);
    }
    rw_text_add(text, ".El\n.Sh EXIT STATUS\n.Bl -tag -width Ds\n");
    const rw_exit_entry *entry = rw_exit_table(&count);
    for (int k = 0; k < count; k++) {
        rw_text_format(text, ".It %d\n", (int)entry[k].code);
        add_prose(text, entry[k].text);
    }
    rw_text_add(text, ".El\n.Sh EXAMPLES\n");
    for (const rw_verb *const *verb = rw_verb_all(); *verb != NULL; verb++) {
        rw_text_format(text, "%s%s:\n.Dl %s\n", verb == rw_verb_all() ? "" : ".Pp\n", (*verb)->example[0].meaning,
                       (*verb)->example[0].command);
    }
}

void rw_man_write(rw_text *text) {
    rw_text_format(text, ".\\\" Made by 'rampwerk help --man'.\n.Dd %s\n.Dt RAMPWERK 1\n.Os\n", DATE);
    rw_text_add(text, ".Sh NAME\n.Nm rampwerk\n.Nd capacity planner for ammunition production\n"
                      ".Sh SYNOPSIS\n.Nm rampwerk\n.Ar verb\n.Op Ar options\n.Op Ar file\n"
                      ".Sh DESCRIPTION\n");
    add_prose(text,
              "From a plant, its suppliers, its customers and their targets rampwerk finds which production lines to "
              "order, how many modules and when, and what to buy meanwhile, at least cost and to a proven gap. "
              "Results go to standard output, everything else to standard error.");
    rw_text_add(text, ".Pp\nThe verbs:\n.Bl -tag -width completion -compact\n");
    for (const rw_verb *const *verb = rw_verb_all(); *verb != NULL; verb++) {
        rw_text_format(text, ".It Cm %s\n", (*verb)->name);
        add_prose(text, (*verb)->summary);
    }
    rw_text_add(text, ".El\n");
    for (const rw_verb *const *verb = rw_verb_all(); *verb != NULL; verb++) {
        add_verb(text, *verb);
    }
    add_tables(text);
}
