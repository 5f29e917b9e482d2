// Where referees are asked about generated problems.  SPDX-License-Identifier: MIT
#ifndef RW_TESTS_COURT_H
#define RW_TESTS_COURT_H

#include <rampwerk/optimize.h>

#include "support/referee.h"

typedef struct court { // a folder below /tmp and files in it
    char folder[32], mps[64], scratch[64];
} court;

// False, with a word on standard error, where there is no folder or fewer than two referees.
bool court_open(court *c);
void court_close(court *c); // removes the MPS file and the folder

// Is a referee's answer, to 1e-6, that of the engine?
bool court_agrees(const rw_solution *solution, referee_answer answer, double objective);

#endif
