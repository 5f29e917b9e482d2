// The same problem without a risk measure.  SPDX-License-Identifier: MIT
#ifndef RW_TWOSTAGE_RISKLESS_H
#define RW_TWOSTAGE_RISKLESS_H

#include <rampwerk/twostage.h>

// An expectation with the optimum of problem's weighted sum of expectation and CVaR (Rockafellar and Uryasev 2000):
// CVaR at level a is the least t + E[max(0, Q - t)] / (1 - a), so with weight r a column t of the first stage (last,
// free, cost r), a column z >= 0 of the recourse (last, cost r / (1 - a)) and a row (last)
//     z + t - d_w'x - q_w'y >= 0
// are added, and the costs d and q are multiplied by 1 - r.
RW_MUST_USE rw_status rw_twostage_riskless(const rw_twostage *problem, rw_twostage **riskless);

#endif
