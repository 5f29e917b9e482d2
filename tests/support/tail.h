// The CVaR of costs as linear rows, for solvers that know none.  SPDX-License-Identifier: MIT
#ifndef RW_TESTS_TAIL_H
#define RW_TESTS_TAIL_H

#include <rampwerk/twostage.h>

// The problem without a risk measure that has the optimum of `problem` with its own (R. T. Rockafellar, S. Uryasev
// 2000):
//
//     min  constant + c'x + weight eta + sum_w p_w [ (1 - weight) (d_w'x + q_w'y_w) + weight / (1 - level) s_w ]
//     s.t. the rows of the problem, and d_w'x + q_w'y_w - eta - s_w <= 0, s_w >= 0
//
// eta is the last column of the first stage, s_w and the row of scenario w the last ones of the recourse.
RW_MUST_USE rw_status tail_extend(const rw_twostage *problem, rw_twostage **extended);

#endif
