// Verbs and their options as tables: they drive parsing, help, the man page and completion.
// SPDX-License-Identifier: MIT
#ifndef RW_CLI_VERB_H
#define RW_CLI_VERB_H

#include "cli/exit.h"

typedef enum rw_switch_kind {
    RW_SWITCH_END, // closes a table
    RW_SWITCH_FLAG,
    RW_SWITCH_FILE,   // a path
    RW_SWITCH_TEXT,   // any text
    RW_SWITCH_LIST,   // any text, repeatable; at most one such switch for a verb
    RW_SWITCH_COUNT,  // whole number within [least, most]
    RW_SWITCH_NUMBER, // number within [least, most]; "0.1%" is 0.001
    RW_SWITCH_CHOICE  // one of the words of `argument`, "auto|always|never"
} rw_switch_kind;

typedef struct rw_switch {
    rw_switch_kind kind;
    char letter; // 0: none
    const char *name, *argument;
    const char *fallback; // value when not given, NULL: none
    double least, most;
    const char *help; // one line
} rw_switch;

enum { RW_MOST_SWITCHES = 24, RW_MOST_SHORTHANDS = 4 };

typedef struct rw_verb rw_verb;

// A parsed command line.  Texts are those of argv.
typedef struct rw_arguments {
    const rw_verb *verb;
    const char *operand;                 // NULL: none
    const char *value[RW_MOST_SWITCHES]; // as given; flags: ""
    int n_list;
    const char **list;                   // values of the LIST switch, and those of rw_shorthand_expand
    char *shorthand[RW_MOST_SHORTHANDS]; // owned
    int argc;                            // the whole command line
    char **argv;
} rw_arguments;

typedef struct rw_example {
    const char *command, *meaning;
} rw_example;

struct rw_verb {
    const char *name;
    const char *operand;     // "CONFIG", "[VERB]" where it may be left out, NULL: none
    const char *summary;     // a phrase
    const char *description; // paragraphs separated by "\n"
    const rw_switch *table;  // ends with RW_SWITCH_END
    rw_example example[3];
    rw_exit (*run)(const rw_arguments *arguments);
};

// The verbs in the order of the help; the array ends with NULL.
const rw_verb *const *rw_verb_all(void);
const rw_verb *rw_verb_find(const char *name); // NULL: none

// Options shared by verbs.
#define RW_SWITCH_HELP_ROW                                                                                             \
    { RW_SWITCH_FLAG, 'h', "help", NULL, NULL, 0, 0, "this help" }
#define RW_SWITCH_JSON_ROW                                                                                             \
    { RW_SWITCH_FLAG, 0, "json", NULL, NULL, 0, 0, "machine-readable result on standard output" }
#define RW_SWITCH_COLOR_ROW                                                                                            \
    { RW_SWITCH_CHOICE, 0, "color", "auto|always|never", "auto", 0, 0, "colours on standard output" }
#define RW_SWITCH_SET_ROW                                                                                              \
    { RW_SWITCH_LIST, 0, "set", "PATH=VALUE", NULL, 0, 0, "replace a value of the configuration (repeatable)" }
#define RW_SWITCH_SCENARIOS_ROW                                                                                        \
    { RW_SWITCH_COUNT, 0, "scenarios", "N", NULL, 0, 1e5, "futures drawn; with --seed, --sampling, --reduce" }
#define RW_SWITCH_SEED_ROW                                                                                             \
    { RW_SWITCH_COUNT, 0, "seed", "S", NULL, 0, 1e15, "where their random numbers start" }
#define RW_SWITCH_SAMPLING_ROW                                                                                         \
    { RW_SWITCH_CHOICE, 0, "sampling", "mc|lhs", NULL, 0, 0, "Monte Carlo, Latin hypercube" }
#define RW_SWITCH_REDUCE_ROW                                                                                           \
    { RW_SWITCH_COUNT, 0, "reduce", "M", NULL, 0, 1e5, "futures kept to stand for those drawn" }
#define RW_SWITCH_QUIET_ROW                                                                                            \
    { RW_SWITCH_FLAG, 'q', "quiet", NULL, NULL, 0, 0, "only errors on standard error" }
#define RW_SWITCH_LAST_ROW                                                                                             \
    { RW_SWITCH_END, 0, NULL, NULL, NULL, 0, 0, NULL }

extern const rw_verb rw_verb_init, rw_verb_check, rw_verb_plan, rw_verb_frontier, rw_verb_show, rw_verb_evaluate,
    rw_verb_verify, rw_verb_schema, rw_verb_solve, rw_verb_export, rw_verb_help, rw_verb_completion, rw_verb_version;

#endif
