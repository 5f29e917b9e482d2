// How many threads, and why.  SPDX-License-Identifier: MIT
#ifndef RW_CLI_THREADS_H
#define RW_CLI_THREADS_H

#include "cli/arguments.h"

enum { RW_MOST_THREADS = 1024 };

// --threads > OMP_NUM_THREADS > SLURM_CPUS_PER_TASK > what the machine allows.  *reason: who decided.
int rw_threads_choose(const rw_arguments *arguments, const char **reason);

#endif
