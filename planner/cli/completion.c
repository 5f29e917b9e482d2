// The completion script for bash from the tables.  SPDX-License-Identifier: MIT
#include <string.h>

#include "cli/help.h"

// The words of "a|b|c" separated by blanks.
static void add_words(rw_text *text, const char *choice) {
    for (const char *at = choice; *at != '\0'; at++) {
        rw_text_add_bytes(text, *at == '|' ? " " : at, 1);
    }
}

// What completes the argument of one switch.
static void add_argument(rw_text *text, const rw_switch *row) {
    if (row->kind == RW_SWITCH_FLAG) {
        return;
    }
    rw_text_format(text, "            --%s", row->name);
    if (row->letter != 0) {
        rw_text_format(text, "|-%c", row->letter);
    }
    if (row->kind == RW_SWITCH_CHOICE) {
        rw_text_add(text, ") mapfile -t COMPREPLY < <(compgen -W '");
        add_words(text, row->argument);
        rw_text_add(text, "' -- \"$cur\"); return ;;\n");
    } else if (row->kind == RW_SWITCH_FILE) {
        rw_text_add(text, ") mapfile -t COMPREPLY < <(compgen -f -- \"$cur\"); return ;;\n");
    } else {
        rw_text_add(text, ") return ;;\n");
    }
}

// The commands that print what may stand for the operand.
static const char *operand_command(const rw_verb *verb) {
    if (verb->operand == NULL) {
        return NULL;
    }
    if (strcmp(verb->operand, "CONFIG") == 0) {
        return "compgen -d -- \"$cur\"; compgen -f -X '!*.cfg' -- \"$cur\"";
    }
    if (strcmp(verb->operand, "RUN.h5") == 0) {
        return "compgen -d -- \"$cur\"; compgen -f -X '!*.h5' -- \"$cur\"";
    }
    if (strcmp(verb->operand, "DIR") == 0) {
        return "compgen -d -- \"$cur\"";
    }
    if (strcmp(verb->operand, "bash") == 0) {
        return "compgen -W bash -- \"$cur\"";
    }
    return "compgen -W \"$verbs\" -- \"$cur\"";
}

static void add_verb(rw_text *text, const rw_verb *verb) {
    rw_text_format(text, "    %s)\n        case \"$prev\" in\n", verb->name);
    for (const rw_switch *row = verb->table; row->kind != RW_SWITCH_END; row++) {
        add_argument(text, row);
    }
    rw_text_add(text,
                "        esac\n        if [[ $cur == -* ]]; then\n            mapfile -t COMPREPLY < <(compgen -W '");
    for (const rw_switch *row = verb->table; row->kind != RW_SWITCH_END; row++) {
        rw_text_format(text, "%s--%s", row == verb->table ? "" : " ", row->name);
    }
    rw_text_add(text, "' -- \"$cur\")\n");
    if (operand_command(verb) != NULL) {
        rw_text_format(text, "        else\n            mapfile -t COMPREPLY < <(%s)\n", operand_command(verb));
    }
    rw_text_add(text, "        fi ;;\n");
}

void rw_completion_bash(rw_text *text) {
    rw_text_add(text, "# bash completion of rampwerk; made by 'rampwerk completion bash'\n"
                      "_rampwerk() {\n"
                      "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}\n"
                      "    local verbs='");
    for (const rw_verb *const *verb = rw_verb_all(); *verb != NULL; verb++) {
        rw_text_format(text, "%s%s", verb == rw_verb_all() ? "" : " ", (*verb)->name);
    }
    rw_text_add(text, "'\n"
                      "    COMPREPLY=()\n"
                      "    if ((COMP_CWORD == 1)); then\n"
                      "        mapfile -t COMPREPLY < <(compgen -W \"$verbs --help --version\" -- \"$cur\")\n"
                      "        return\n"
                      "    fi\n"
                      "    case ${COMP_WORDS[1]} in\n");
    for (const rw_verb *const *verb = rw_verb_all(); *verb != NULL; verb++) {
        add_verb(text, *verb);
    }
    rw_text_add(text, "    esac\n}\ncomplete -o filenames -F _rampwerk rampwerk\n");
}
