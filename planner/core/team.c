// A team of threads; the only file that knows OpenMP.  SPDX-License-Identifier: MIT
#include "core/team.h"

#include <stdlib.h>

#ifdef _OPENMP
#include <omp.h>

#include "core/processors.h"

int rw_team_default_size(void) {
    // The runtime's own environment variable may be a list for nested regions: its first number counts.
    const char *asked = getenv("OMP_NUM_THREADS");
    long size = asked != NULL ? strtol(asked, NULL, 10) : 0;
    return size >= 1 && size <= RW_PROCESSORS_MAX ? (int)size : rw_processors_count();
}

void rw_team_run(int threads, rw_idx count, rw_task task, void *context) {
    int size = threads < 1 ? 1 : threads;
    size = count < size ? (int)count : size;
    if (size <= 1) {
        for (rw_idx i = 0; i < count; i++) {
            task(context, i);
        }
        return;
    }
#pragma omp parallel for default(none) shared(count, task, context) num_threads(size) schedule(dynamic)
    for (rw_idx i = 0; i < count; i++) {
        task(context, i);
    }
}
#else

int rw_team_default_size(void) {
    return 1;
}

void rw_team_run(int threads, rw_idx count, rw_task task, void *context) {
    (void)threads;
    for (rw_idx i = 0; i < count; i++) {
        task(context, i);
    }
}
#endif
