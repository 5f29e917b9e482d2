// The engine's optimum.  SPDX-License-Identifier: MIT
#ifndef RW_TESTS_OPTIMUM_H
#define RW_TESTS_OPTIMUM_H

#include <rampwerk/twostage.h>

// To gap 0; fails the test where that is not proven.
double optimum(const rw_twostage *problem);

#endif
