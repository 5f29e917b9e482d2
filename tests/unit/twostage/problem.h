// Two-stage problems of every kind, drawn.  SPDX-License-Identifier: MIT
#ifndef RW_TESTS_TWOSTAGE_PROBLEM_H
#define RW_TESTS_TWOSTAGE_PROBLEM_H

#include <rampwerk/twostage.h>

// Up to 6 columns and 7 rows of the first stage, 8 and 12 of the second, 5 scenarios with entries of every kind; every
// kind of bound and side; every third seed with probabilities that do not add up to 1.  Few of them are feasible.
rw_twostage *problem_draw(uint64_t seed);

#endif
