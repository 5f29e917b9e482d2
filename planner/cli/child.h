// Work in a child process, for what may crash or hang through no fault of ours.  SPDX-License-Identifier: MIT
#ifndef RW_CLI_CHILD_H
#define RW_CLI_CHILD_H

#include "cli/exit.h"

enum { RW_CHILD_SECONDS = 60 }; // of processor time for the risky part, unless the limit is lower already

// Does risky(context) in a child and, if it returns RW_EXIT_OK, safe(context) there after it; gives the exit code of
// the last one.  Where the child crashes or runs out of time in the risky part, says that `name` is to blame and gives
// RW_EXIT_DATA; where it crashes later, that is our fault: RW_EXIT_INTERNAL.  A signal from outside that ends the child
// ends the program, too.
rw_exit rw_child_run(const char *name, rw_exit (*risky)(void *context), rw_exit (*safe)(void *context), void *context);

#endif
