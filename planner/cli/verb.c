// The list of verbs.  SPDX-License-Identifier: MIT
#include "cli/verb.h"

#include <stddef.h>
#include <string.h>

const rw_verb *const *rw_verb_all(void) {
    static const rw_verb *const all[] = {&rw_verb_init,    &rw_verb_check,
                                         &rw_verb_plan,    &rw_verb_frontier,
                                         &rw_verb_show,    &rw_verb_evaluate,
                                         &rw_verb_verify,  &rw_verb_schema,
                                         &rw_verb_solve,   &rw_verb_export,
                                         &rw_verb_help,    &rw_verb_completion,
                                         &rw_verb_version, NULL};
    return all;
}

const rw_verb *rw_verb_find(const char *name) {
    for (const rw_verb *const *verb = rw_verb_all(); *verb != NULL; verb++) {
        if (strcmp((*verb)->name, name) == 0) {
            return *verb;
        }
    }
    return NULL;
}
