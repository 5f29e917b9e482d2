// How many threads, and why.  SPDX-License-Identifier: MIT
#ifndef RW_CLI_THREADS_H
#define RW_CLI_THREADS_H

enum { RW_MOST_THREADS = 1024 };

// asked (0: not asked) > OMP_NUM_THREADS > SLURM_CPUS_PER_TASK > what the machine allows.  *reason: who decided.
int rw_threads_choose(int asked, const char **reason);

#endif
