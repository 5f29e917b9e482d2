// A team of threads working through numbered tasks.  SPDX-License-Identifier: MIT
//
// The only place that knows OpenMP.  Work is cut by the data, never by the number of threads: task i writes only
// what belongs to i, and the caller combines results in index order.
#ifndef RW_CORE_TEAM_H
#define RW_CORE_TEAM_H

#include <rampwerk/status.h>

// Threads to use when nothing was asked for: affinity and control-group limits, at least 1.
int rw_team_default_size(void);

typedef void (*rw_task)(void *context, rw_idx index);

// Runs task(context, i) for i in [0, count) on at most `threads` threads; returns when all are done.
void rw_team_run(int threads, rw_idx count, rw_task task, void *context);

#endif
