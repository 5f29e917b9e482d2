// The engine's optimum.  SPDX-License-Identifier: MIT
#include "support/optimum.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <rampwerk/optimize.h>

double optimum(const rw_twostage *problem) {
    rw_optimize_options options;
    rw_solution *solution = NULL;
    rw_optimize_defaults(&options);
    options.gap_relative = 0;
    assert_int_equal(rw_optimize(problem, &options, NULL, &solution, NULL), RW_OK);
    assert_int_equal(solution->outcome, RW_OUTCOME_OPTIMAL);
    const double objective = solution->objective;
    rw_solution_free(&solution);
    return objective;
}
