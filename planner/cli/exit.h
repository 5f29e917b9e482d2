// Exit codes: the contract with scripts.  SPDX-License-Identifier: MIT
#ifndef RW_CLI_EXIT_H
#define RW_CLI_EXIT_H

#include <stdbool.h>

#include <rampwerk/optimize.h>

#define RW_EXIT_LIST(X)                                                                                                \
    X(OK, 0, "done; for plan: within the gap asked for, proven")                                                       \
    X(INFEASIBLE, 2, "no plan exists: pins, capex budgets and sites contradict each other; solve: no optimum")         \
    X(LIMIT, 3, "stopped at a limit, best plan written")                                                               \
    X(NO_PLAN, 4, "stopped before a plan was found, nothing written")                                                  \
    X(UNVERIFIED, 5, "the re-check failed")                                                                            \
    X(UNREACHED, 6, "a probability target is not reached, the nearest plan is written")                                \
    X(USAGE, 64, "wrong command line")                                                                                 \
    X(DATA, 65, "a damaged run file, an error in an SMPS file, or not supported")                                      \
    X(NO_INPUT, 66, "cannot read an input")                                                                            \
    X(INTERNAL, 70, "internal error, numerical failure or out of memory")                                              \
    X(CANNOT_CREATE, 73, "cannot create an output")                                                                    \
    X(IO, 74, "input or output error")                                                                                 \
    X(CONFIG, 78, "error in the configuration")                                                                        \
    X(INTERRUPTED, 130, "interrupted (Ctrl-C), best plan written")                                                     \
    X(TERMINATED, 143, "terminated (SIGTERM), best plan written")

typedef enum rw_exit {
#define RW_EXIT_ENTRY(name, code, text) RW_EXIT_##name = code,
    RW_EXIT_LIST(RW_EXIT_ENTRY)
#undef RW_EXIT_ENTRY
} rw_exit;

typedef struct rw_exit_entry {
    rw_exit code;
    const char *text;
} rw_exit_entry;

// The table, ascending; *count entries.
const rw_exit_entry *rw_exit_table(int *count);

rw_exit rw_exit_of_status(rw_status status);

// What a solve that worked ends with.  signal: the one that stopped it, 0: none.
rw_exit rw_exit_of_outcome(rw_outcome outcome, bool has_plan, int signal);

#endif
