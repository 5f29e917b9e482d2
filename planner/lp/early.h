// Points early on the way of a solve, from which the next solve of nearly the same problem starts.
// SPDX-License-Identifier: MIT
//
// A point where value and bound are still far apart can be moved to other right-hand sides and bounds; one near a
// solution cannot: it is badly centred there.  Numbers are kept in single precision and in the units of the problem as
// given: mu (0: no point), the prices of the rows, then of every variable x (NAN where it was fixed) and, of its lower
// bound and of an upper one it may have, price and slack.
#ifndef RW_LP_EARLY_H
#define RW_LP_EARLY_H

#include "lp/work.h"

// Numbers of a point.
rw_idx rw_early_size(const rw_form *form);

// Keeps where lane k is.
void rw_early_keep(const rw_batch_work *work, int k, double mu, float *point);

// All lanes at 0 with slacks of 1, and no step found yet.
void rw_early_clear(rw_batch_work *work);
// Puts lane k, cleared or started in another way, where a point was.
void rw_early_use(rw_batch_work *work, int k, const float *point);

#endif
