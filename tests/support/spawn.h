// Other programs.  SPDX-License-Identifier: MIT
#ifndef RW_TESTS_SPAWN_H
#define RW_TESTS_SPAWN_H

#include <stdbool.h>

// Runs a program (found through PATH unless its name has a slash) with its output thrown away; argument ends with NULL.
// Its exit code, or -1 where it could not be started or was killed.
int spawn_run(const char *const *argument);

// Is there such a program?  "" is none.
bool spawn_is_program(const char *name);

#endif
