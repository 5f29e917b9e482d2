// Time, and the request to stop.  SPDX-License-Identifier: MIT
#ifndef RW_CORE_CLOCK_H
#define RW_CORE_CLOCK_H

#include <stdbool.h>

double rw_clock_seconds(void); // monotonic wall time

// Set from a signal handler; read by the solver at every safe point.
void rw_stop_request(void);
bool rw_stop_requested(void);
void rw_stop_reset(void);

#endif
