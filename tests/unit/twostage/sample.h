// A small two-stage problem for the tests.  SPDX-License-Identifier: MIT
#ifndef RW_TESTS_TWOSTAGE_SAMPLE_H
#define RW_TESTS_TWOSTAGE_SAMPLE_H

#include <rampwerk/twostage.h>

// Four first-stage columns (three integer), two first-stage rows, three recourse columns, three recourse rows, two
// scenarios; every kind of bound, row and scenario entry occurs.  sample.c holds the numbers and the optimum.
rw_twostage *sample_new(double constant);

extern const double sample_optimum; // without the constant

#endif
