// How many threads, and why.  SPDX-License-Identifier: MIT
#include "cli/threads.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>

#include "core/team.h"

// The count an environment variable holds, its first entry where it is a list ("4,2"); 0 where there is none.
static int read_variable(const char *name) {
    const char *text = getenv(name);
    if (text == NULL) {
        return 0;
    }
    char *end = NULL;
    long count = strtol(text, &end, 10);
    bool is_number = end != text && (*end == '\0' || *end == ',');
    return is_number && count >= 1 && count <= RW_MOST_THREADS ? (int)count : 0;
}

int rw_threads_choose(const rw_arguments *arguments, const char **reason) {
    static const char *const variable[] = {"OMP_NUM_THREADS", "SLURM_CPUS_PER_TASK"};
    if (rw_arguments_has(arguments, "threads")) {
        *reason = "--threads";
        return (int)rw_arguments_number(arguments, "threads");
    }
    for (size_t k = 0; k < sizeof variable / sizeof variable[0]; k++) {
        int count = read_variable(variable[k]);
        if (count > 0) {
            *reason = variable[k];
            return count;
        }
    }
    *reason = "processors available";
    return rw_team_default_size();
}
