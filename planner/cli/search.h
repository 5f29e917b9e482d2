// How long and how closely to search, as the command line says.  SPDX-License-Identifier: MIT
#ifndef RW_CLI_SEARCH_H
#define RW_CLI_SEARCH_H

#include <rampwerk/optimize.h>

#include "cli/arguments.h"

// Threads, gap, time and node limits from the switches of the same names.  Notes how many threads, and why, unless
// is_quiet.
rw_optimize_options rw_search_options(const rw_arguments *arguments, bool is_quiet);

#endif
