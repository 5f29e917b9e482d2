// Ctrl-C and SIGTERM: the first asks the solver to stop, the second leaves at once.  SPDX-License-Identifier: MIT
#ifndef RW_CLI_INTERRUPT_H
#define RW_CLI_INTERRUPT_H

#include <sys/types.h>

// From here on signals stop the solve.  A signal that is ignored stays ignored.
void rw_interrupt_install(void);

// In a parent that only waits for a child: signals go on to the child.  For both, a signal that is repeated at once is
// the same one, sent to a terminal's whole group and passed on.
void rw_interrupt_pass_on(pid_t child);

// In such a child.
void rw_interrupt_take_over(void);

// The signal caught, 0: none.
int rw_interrupt_signal(void);

// Ends the program the way the signal would have, so that a shell sees why; does nothing where none was caught.
void rw_interrupt_reraise(void);

#endif
