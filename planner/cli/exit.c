// Exit codes: the contract with scripts.  SPDX-License-Identifier: MIT
#include "cli/exit.h"

#include <signal.h>

const rw_exit_entry *rw_exit_table(int *count) {
    static const rw_exit_entry table[] = {
#define RW_EXIT_ENTRY(name, code, text) {RW_EXIT_##name, text},
        RW_EXIT_LIST(RW_EXIT_ENTRY)
#undef RW_EXIT_ENTRY
    };
    *count = (int)(sizeof table / sizeof table[0]);
    return table;
}

rw_exit rw_exit_of_status(rw_status status) {
    switch (status) {
    case RW_OK:
        return RW_EXIT_OK;
    case RW_CONFIG:
        return RW_EXIT_CONFIG;
    case RW_DATA:
    case RW_UNSUPPORTED:
        return RW_EXIT_DATA;
    case RW_NO_INPUT:
        return RW_EXIT_NO_INPUT;
    case RW_CANNOT_CREATE:
        return RW_EXIT_CANNOT_CREATE;
    case RW_IO:
        return RW_EXIT_IO;
    case RW_NO_MEMORY:
    case RW_ARGUMENT:
    case RW_NUMERICAL:
    case RW_INTERNAL:
        break;
    }
    return RW_EXIT_INTERNAL;
}

rw_exit rw_exit_of_outcome(rw_outcome outcome, bool has_plan, int signal) {
    switch (outcome) {
    case RW_OUTCOME_OPTIMAL:
        return has_plan ? RW_EXIT_OK : RW_EXIT_INTERNAL;
    case RW_OUTCOME_LIMIT:
        return has_plan ? RW_EXIT_LIMIT : RW_EXIT_NO_PLAN;
    case RW_OUTCOME_INTERRUPTED:
        if (!has_plan) {
            return RW_EXIT_NO_PLAN;
        }
        return signal == SIGTERM ? RW_EXIT_TERMINATED : RW_EXIT_INTERRUPTED;
    case RW_OUTCOME_INFEASIBLE:
        return RW_EXIT_INFEASIBLE;
    case RW_OUTCOME_UNBOUNDED:
        break;
    }
    return RW_EXIT_INTERNAL;
}
