// A point to start an interior-point method from.  SPDX-License-Identifier: MIT
#ifndef RW_LP_START_H
#define RW_LP_START_H

#include "lp/work.h"

// Mehrotra, On the implementation of a primal-dual interior point method, SIAM J. Optimization 2 (1992): the least
// squares solutions of A x = b and A'y + z = c, moved into the bounds.
void rw_start_find(rw_batch_work *work);

#endif
