// Help from the tables.  SPDX-License-Identifier: MIT
#include "cli/help.h"

#include <stdio.h>
#include <string.h>

#include "cli/shorthand.h"

enum { COLUMN = 27 }; // where the second column of a list starts

static const char SUMMARY[] = "rampwerk plans production capacity: which lines to order and when.";

const rw_variable *rw_help_variables(int *count) {
    static const rw_variable table[] = {
        {"OMP_NUM_THREADS", "threads where --threads is not given"},
        {"SLURM_CPUS_PER_TASK", "threads where OMP_NUM_THREADS is not set either"},
        {"NO_COLOR", "no colours unless --color always"},
        {"CLICOLOR_FORCE", "colours although standard output is no terminal"},
        {"LC_ALL, LC_CTYPE, LANG", "a locale that is not UTF-8 turns glyphs into ASCII"},
    };
    *count = (int)(sizeof table / sizeof table[0]);
    return table;
}

static void add_usage(rw_text *text, const rw_verb *verb) {
    rw_text_format(text, "usage: rampwerk %s [options]", verb->name);
    if (verb->operand != NULL) {
        rw_text_format(text, " %s", verb->operand);
    }
    rw_text_add(text, "\n\n");
}

// "  -o, --output RUN.h5      the run file"
static void add_switch(rw_text *text, const rw_switch *row) {
    char left[96];
    char letter[8] = "    ";
    if (row->letter != 0) {
        snprintf(letter, sizeof letter, "-%c, ", row->letter);
    }
    bool is_choice = row->kind == RW_SWITCH_CHOICE;
    snprintf(left, sizeof left, "  %s--%s%s%s", letter, row->name, row->argument != NULL ? " " : "",
             row->argument == NULL ? ""
             : is_choice           ? "WORD"
                                   : row->argument);
    rw_text_format(text, "%-*s %s", COLUMN - 1, left, row->help);
    if (is_choice) {
        rw_text_format(text, ": %s", row->argument);
    }
    if (row->fallback != NULL && !is_choice) { // a choice starts with its default
        rw_text_format(text, " (default %s)", row->fallback);
    }
    rw_text_add(text, "\n");
}

static void add_examples(rw_text *text, const rw_example *example, size_t count) {
    int widest = 0;
    for (size_t k = 0; k < count; k++) {
        int length = (int)strlen(example[k].command);
        widest = length > widest ? length : widest;
    }
    rw_text_add(text, "\nexamples:\n");
    for (size_t k = 0; k < count; k++) {
        rw_text_format(text, "  %-*s  # %s\n", widest, example[k].command, example[k].meaning);
    }
}

void rw_help_verb(rw_text *text, const rw_verb *verb) {
    add_usage(text, verb);
    rw_text_format(text, "rampwerk %s: %s\n\n", verb->name, verb->summary);
    for (const rw_switch *row = verb->table; row->kind != RW_SWITCH_END; row++) {
        if (!rw_shorthand_is_minor(verb, row->name)) {
            add_switch(text, row);
        }
    }
    add_examples(text, verb->example, sizeof verb->example / sizeof verb->example[0]);
    rw_text_format(text, "\n'rampwerk help %s' says more.\n", verb->name);
}

static void add_verbs(rw_text *text) {
    for (const rw_verb *const *verb = rw_verb_all(); *verb != NULL; verb++) {
        char left[64];
        snprintf(left, sizeof left, "  %s%s%s", (*verb)->name, (*verb)->operand != NULL ? " " : "",
                 (*verb)->operand != NULL ? (*verb)->operand : "");
        rw_text_format(text, "%-*s %s\n", COLUMN - 7, left, (*verb)->summary);
    }
}

void rw_help_overview(rw_text *text) {
    static const rw_example example[] = {
        {"rampwerk init plant", "a commented plan to start from"},
        {"rampwerk plan plant/plan.cfg -o plant.h5", "solve it, proven and re-checked"},
        {"rampwerk show plant.h5", "the answer in one screen"},
    };
    rw_text_format(text, "usage: rampwerk VERB [options] [FILE]\n\n%s\n\n", SUMMARY);
    add_verbs(text);
    add_examples(text, example, sizeof example / sizeof example[0]);
    rw_text_add(text, "\n'rampwerk VERB --help' lists options, 'rampwerk help [VERB]' says more.\n");
}

// Paragraphs of the description, broken to the width.
static void add_description(rw_text *text, const rw_style *style, const char *description) {
    while (*description != '\0') {
        size_t length = strcspn(description, "\n");
        rw_text paragraph = {0};
        rw_text_add_bytes(&paragraph, description, length);
        rw_style_wrap(text, style, 0, 0, rw_text_string(&paragraph));
        rw_text_add(text, "\n");
        text->failed = text->failed || paragraph.failed;
        rw_text_clear(&paragraph);
        description += length + (description[length] == '\n');
    }
}

void rw_help_long(rw_text *text, const rw_style *style, const rw_verb *verb) {
    add_usage(text, verb);
    rw_text_format(text, "rampwerk %s: %s\n\n", verb->name, verb->summary);
    add_description(text, style, verb->description);
    rw_text_add(text, "options:\n");
    for (const rw_switch *row = verb->table; row->kind != RW_SWITCH_END; row++) {
        add_switch(text, row);
    }
    add_examples(text, verb->example, sizeof verb->example / sizeof verb->example[0]);
    rw_text_add(text, "\n'rampwerk help' lists the exit codes.\n");
}

void rw_help_program(rw_text *text, const rw_style *style) {
    int count = 0;
    rw_help_overview(text);
    rw_text_add(text, "\n");
    add_description(text, style,
                    "Results go to standard output, everything else to standard error. Options may stand "
                    "before or after the file; '--' ends them.");
    rw_text_add(text, "environment:\n");
    const rw_variable *variable = rw_help_variables(&count);
    for (int k = 0; k < count; k++) {
        rw_text_format(text, "  %-*s %s\n", COLUMN - 3, variable[k].name, variable[k].text);
    }
    rw_text_add(text, "\nexit codes:\n");
    const rw_exit_entry *entry = rw_exit_table(&count);
    for (int k = 0; k < count; k++) {
        rw_text_format(text, "  %3d  %s\n", (int)entry[k].code, entry[k].text);
    }
}
