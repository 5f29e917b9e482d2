// A command line against the table of its verb.  SPDX-License-Identifier: MIT
#include "cli/arguments.h"

#include <assert.h>
#include <errno.h>
#include <getopt.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/shorthand.h"
#include "core/memory.h"
#include "core/text.h"

enum { LONG_BASE = 256 }; // getopt's value of switch k: LONG_BASE + k

static int find_switch(const rw_verb *verb, const char *name) {
    for (int k = 0; verb->table[k].kind != RW_SWITCH_END; k++) {
        if (strcmp(verb->table[k].name, name) == 0) {
            return k;
        }
    }
    assert(false); // a verb asks only for switches of its own table
    return 0;
}

bool rw_arguments_has(const rw_arguments *arguments, const char *name) {
    return arguments->value[find_switch(arguments->verb, name)] != NULL;
}

const char *rw_arguments_text(const rw_arguments *arguments, const char *name) {
    int k = find_switch(arguments->verb, name);
    return arguments->value[k] != NULL ? arguments->value[k] : arguments->verb->table[k].fallback;
}

double rw_arguments_parse(const char *text) {
    char *end = NULL;
    if (text[0] == '\0' || strspn(text, "+-.0123456789") == 0) { // no "inf", "nan", blanks
        return (double)NAN;
    }
    double value = strtod(text, &end);
    if (*end == '%') {
        value /= 100;
        end++;
    }
    return *end == '\0' ? value : (double)NAN;
}

double rw_arguments_number(const rw_arguments *arguments, const char *name) {
    const char *text = rw_arguments_text(arguments, name);
    return text != NULL ? rw_arguments_parse(text) : (double)INFINITY;
}

void rw_arguments_suggest(rw_error *error, const char *wrong, const char *const *word, int count) {
    int best = -1, least = (int)strlen(wrong) / 3 + 1;
    for (int k = 0; k < count; k++) {
        int distance = rw_text_distance(wrong, word[k]);
        if (distance <= least) {
            best = k;
            least = distance - 1;
        }
    }
    if (best >= 0) {
        size_t used = strlen(error->text);
        snprintf(error->text + used, sizeof error->text - used, "; did you mean '%s'?", word[best]);
    }
}

static bool is_choice(const char *argument, const char *value) {
    size_t length = strlen(value);
    for (const char *word = argument; *word != '\0';) {
        size_t size = strcspn(word, "|");
        if (size == length && strncmp(word, value, size) == 0) {
            return true;
        }
        word += size + (word[size] == '|');
    }
    return false;
}

static rw_status check_value(const rw_switch *row, const char *value, rw_error *error) {
    if (row->kind == RW_SWITCH_CHOICE && !is_choice(row->argument, value)) {
        return rw_error_set(error, RW_ARGUMENT, "--%s is '%s', must be one of %s", row->name, value, row->argument);
    }
    if (row->kind == RW_SWITCH_LIST && (value[0] == '=' || strchr(value, '=') == NULL)) {
        return rw_error_set(error, RW_ARGUMENT, "--%s is '%s', must be %s", row->name, value, row->argument);
    }
    if (row->kind == RW_SWITCH_FILE && value[0] == '\0') {
        return rw_error_set(error, RW_ARGUMENT, "--%s is empty, must be a path", row->name);
    }
    if (row->kind == RW_SWITCH_NUMBER || row->kind == RW_SWITCH_COUNT) {
        double number = rw_arguments_parse(value);
        bool is_whole =
            row->kind == RW_SWITCH_NUMBER || (number == floor(number) && strspn(value, "0123456789") == strlen(value));
        if (!(number >= row->least && number <= row->most) || !is_whole) {
            return rw_error_set(error, RW_ARGUMENT, "--%s is '%s', must be a%s number from %g to %g", row->name, value,
                                row->kind == RW_SWITCH_COUNT ? " whole" : "", row->least, row->most);
        }
    }
    return RW_OK;
}

static rw_status refuse_unknown(const rw_verb *verb, const char *given, rw_error *error) {
    const char *word[RW_MOST_SWITCHES];
    char name[64];
    int count = 0;
    for (; verb->table[count].kind != RW_SWITCH_END; count++) {
        word[count] = verb->table[count].name;
    }
    snprintf(name, sizeof name, "%.*s", (int)strcspn(given, "="), given);
    rw_status status = rw_error_set(error, RW_ARGUMENT, "unknown option '%s'", name);
    if (error != NULL && strncmp(name, "--", 2) == 0) {
        rw_arguments_suggest(error, name + 2, word, count);
    }
    return status;
}

// getopt's tables for the verb.
static void fill_tables(const rw_verb *verb, char *letters, struct option *names) {
    *letters++ = ':'; // a missing argument is told apart
    for (int k = 0; verb->table[k].kind != RW_SWITCH_END; k++) {
        const rw_switch *row = &verb->table[k];
        assert(k < RW_MOST_SWITCHES);
        int has_argument = row->kind == RW_SWITCH_FLAG ? no_argument : required_argument;
        names[k] = (struct option){row->name, has_argument, NULL, LONG_BASE + k};
        if (row->letter != 0) {
            *letters++ = row->letter;
            if (has_argument == required_argument) {
                *letters++ = ':';
            }
        }
    }
    *letters = '\0';
}

static int switch_of_code(const rw_verb *verb, int code) {
    if (code >= LONG_BASE) {
        return code - LONG_BASE;
    }
    int k = 0;
    while (verb->table[k].letter != code) {
        k++;
    }
    return k;
}

static rw_status read_operands(rw_arguments *arguments, int count, char **operand, rw_error *error) {
    const rw_verb *verb = arguments->verb;
    if (count > (verb->operand != NULL)) {
        return rw_error_set(error, RW_ARGUMENT, "unexpected argument '%s'", operand[verb->operand != NULL]);
    }
    if (count == 1) {
        arguments->operand = operand[0];
        if (operand[0][0] == '\0') {
            return rw_error_set(error, RW_ARGUMENT, "%s is empty", verb->operand);
        }
    } else if (verb->operand != NULL && verb->operand[0] != '[') {
        return rw_error_set(error, RW_ARGUMENT, "%s is missing", verb->operand);
    }
    return RW_OK;
}

rw_status rw_arguments_read(rw_arguments *arguments, const rw_verb *verb, int argc, char **argv, rw_error *error) {
    rw_status status = RW_OK;
    char letters[2 * RW_MOST_SWITCHES + 2];
    struct option names[RW_MOST_SWITCHES + 1] = {{0}};
    *arguments = (rw_arguments){.verb = verb, .argc = argc, .argv = argv};
    arguments->list = rw_calloc(argc, sizeof *arguments->list);
    if (arguments->list == NULL) {
        RW_TRY(rw_error_set(error, RW_NO_MEMORY, "out of memory"));
    }
    fill_tables(verb, letters, names);
    opterr = 0;
    optind = 0; // start anew
    for (int code = 0; (code = getopt_long(argc - 1, argv + 1, letters, names, NULL)) != -1;) {
        const char *given = optind >= 1 ? argv[optind] : "";
        if (code == ':') {
            RW_TRY(rw_error_set(error, RW_ARGUMENT, "option '%s' needs an argument", given));
        }
        if (code == '?') {
            char letter[3] = {'-', (char)optopt, '\0'};
            RW_TRY(refuse_unknown(verb, optopt != 0 && optopt < LONG_BASE ? letter : given, error));
        }
        int k = switch_of_code(verb, code);
        const rw_switch *row = &verb->table[k];
        arguments->value[k] = row->kind == RW_SWITCH_FLAG ? "" : optarg;
        if (strcmp(row->name, "help") == 0) {
            goto done;
        }
        RW_TRY(check_value(row, arguments->value[k], error));
        if (row->kind == RW_SWITCH_LIST) {
            arguments->list[arguments->n_list++] = optarg;
        }
    }
    RW_TRY(rw_shorthand_expand(arguments, error));
    RW_TRY(read_operands(arguments, argc - 1 - optind, argv + 1 + optind, error));
done:
    return status;
}

void rw_arguments_clear(rw_arguments *arguments) {
    rw_shorthand_clear(arguments);
    rw_free(arguments->list);
    *arguments = (rw_arguments){0};
}
