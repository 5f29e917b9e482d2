// Time, and the request to stop.  SPDX-License-Identifier: MIT
#include "core/clock.h"

#include <stdatomic.h>
#include <time.h>

// A lock-free atomic may be set from a signal handler and read from any thread.
static atomic_int stop_flag = 0;

double rw_clock_seconds(void) {
    struct timespec now = {0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

void rw_stop_request(void) {
    atomic_store_explicit(&stop_flag, 1, memory_order_relaxed);
}

bool rw_stop_requested(void) {
    return atomic_load_explicit(&stop_flag, memory_order_relaxed) != 0;
}

void rw_stop_reset(void) {
    atomic_store_explicit(&stop_flag, 0, memory_order_relaxed);
}
