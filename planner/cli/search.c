// How long and how closely to search, as the command line says.  SPDX-License-Identifier: MIT
#include "cli/search.h"

#include "cli/console.h"
#include "cli/threads.h"

rw_optimize_options rw_search_options(const rw_arguments *arguments, bool is_quiet) {
    rw_optimize_options options;
    const char *reason = "";
    rw_optimize_defaults(&options);
    options.threads = rw_threads_choose(arguments, &reason);
    options.gap_relative = rw_arguments_number(arguments, "gap");
    if (rw_arguments_has(arguments, "time-limit")) {
        options.time_limit = rw_arguments_number(arguments, "time-limit");
    }
    if (rw_arguments_has(arguments, "node-limit")) {
        options.node_limit = (rw_idx)rw_arguments_number(arguments, "node-limit");
    }
    if (!is_quiet) {
        rw_console_note("%d thread%s (%s)", options.threads, options.threads == 1 ? "" : "s", reason);
    }
    return options;
}
