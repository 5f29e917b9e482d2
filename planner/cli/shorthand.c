// Options that are short for a --set.  SPDX-License-Identifier: MIT
#include "cli/shorthand.h"

#include <stdio.h>
#include <string.h>

#include "core/memory.h"

static const struct {
    const char *name, *path;
} shorthands[RW_MOST_SHORTHANDS] = { // the first stands for all in short help
    {"scenarios", "plan.scenarios"},
    {"seed", "plan.seed"},
    {"sampling", "plan.sampling"},
    {"reduce", "plan.reduce"}};

static const char *given_value(const rw_arguments *arguments, const char *name) {
    const rw_switch *table = arguments->verb->table;
    for (int k = 0; table[k].kind != RW_SWITCH_END; k++) {
        if (strcmp(table[k].name, name) == 0) {
            return arguments->value[k];
        }
    }
    return NULL;
}

static bool has_list(const rw_verb *verb) {
    for (const rw_switch *row = verb->table; row->kind != RW_SWITCH_END; row++) {
        if (row->kind == RW_SWITCH_LIST) {
            return true;
        }
    }
    return false;
}

bool rw_shorthand_is_minor(const rw_verb *verb, const char *name) {
    for (int k = 1; k < RW_MOST_SHORTHANDS && has_list(verb); k++) { // all but the first
        if (strcmp(shorthands[k].name, name) == 0) {
            return true;
        }
    }
    return false;
}

rw_status rw_shorthand_expand(rw_arguments *arguments, rw_error *error) {
    for (int k = 0; k < RW_MOST_SHORTHANDS && has_list(arguments->verb); k++) {
        const char *value = given_value(arguments, shorthands[k].name);
        if (value == NULL) {
            continue;
        }
        const size_t size = strlen(shorthands[k].path) + strlen(value) + 2;
        char *text = rw_calloc((rw_idx)size, 1);
        if (text == NULL) {
            return rw_error_set(error, RW_NO_MEMORY, "out of memory");
        }
        snprintf(text, size, "%s=%s", shorthands[k].path, value);
        arguments->shorthand[k] = text;
        arguments->list[arguments->n_list++] = text;
    }
    return RW_OK;
}

void rw_shorthand_clear(rw_arguments *arguments) {
    for (int k = 0; k < RW_MOST_SHORTHANDS; k++) {
        rw_free(arguments->shorthand[k]);
    }
}
