// Ctrl-C and SIGTERM: the first asks the solver to stop, the second leaves at once.  SPDX-License-Identifier: MIT
#ifndef RW_CLI_INTERRUPT_H
#define RW_CLI_INTERRUPT_H

// From here on signals stop the solve.  A signal that is ignored stays ignored.
void rw_interrupt_install(void);

// The signal caught, 0: none.
int rw_interrupt_signal(void);

// Ends the program the way the signal would have, so that a shell sees why; does nothing where none was caught.
void rw_interrupt_reraise(void);

#endif
