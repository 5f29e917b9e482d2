// Columns without entries.  SPDX-License-Identifier: MIT
//
// The library's scaling shrinks their costs to nothing: it has been seen to leave such a column where it was, whatever
// it cost there, and a free one at -1e30.  So they are taken out of its hands for the time of a solve.
#ifndef RW_LP_IDLE_H
#define RW_LP_IDLE_H

#include "lp/model.h"

// Columns without entries cost nothing until they are put back; the cutoff is moved by what they cost where they cost
// least.  Where there is no such place, a column stays as it is.
void rw_idle_take_out(rw_lp *lp);
// Gives them their costs again, and puts them where they cost least.
void rw_idle_put_back(rw_lp *lp);

#endif
