// Other people's solvers, asked about an MPS file.  SPDX-License-Identifier: MIT
#ifndef RW_TESTS_REFEREE_H
#define RW_TESTS_REFEREE_H

#include <stdbool.h>

typedef enum referee { REFEREE_CBC, REFEREE_GLPK, REFEREE_HIGHS, N_REFEREE } referee;

typedef enum referee_answer {
    REFEREE_OPTIMAL,
    REFEREE_INFEASIBLE,
    REFEREE_UNBOUNDED, // the relaxation is: the problem may be infeasible
    REFEREE_UNSETTLED
} referee_answer;

const char *referee_name(referee who);

// Is the program there?  HiGHS is not in Debian: the environment variable HIGHS names it.
bool referee_present(referee who);

// Solves mps_path to gap 0, one thread.  scratch: a file the solver may write, removed again.  Unsettled: it ran out of
// its 60 seconds, found nothing it could prove, or failed.
referee_answer referee_solve(referee who, const char *mps_path, const char *scratch, double *objective);

#endif
