// Ctrl-C and SIGTERM.  SPDX-License-Identifier: MIT
#include "cli/interrupt.h"

#include <signal.h>
#include <stddef.h>

#include "core/clock.h"

static volatile sig_atomic_t caught = 0;

static void handle(int signal_number) {
    if (caught != 0) { // still here: leave now (the signal is blocked until the handler returns)
        signal(signal_number, SIG_DFL);
        raise(signal_number);
        return;
    }
    caught = signal_number;
    rw_stop_request();
}

void rw_interrupt_install(void) {
    static const int number[] = {SIGINT, SIGTERM};
    for (size_t k = 0; k < sizeof number / sizeof number[0]; k++) {
        struct sigaction old, action = {.sa_handler = handle, .sa_flags = SA_RESTART};
        sigemptyset(&action.sa_mask);
        if (sigaction(number[k], NULL, &old) == 0 && old.sa_handler != SIG_IGN) {
            sigaction(number[k], &action, NULL);
        }
    }
}

int rw_interrupt_signal(void) {
    return caught;
}

void rw_interrupt_reraise(void) {
    if (caught != 0) {
        signal(caught, SIG_DFL);
        raise(caught);
    }
}
