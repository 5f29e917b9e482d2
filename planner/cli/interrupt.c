// Ctrl-C and SIGTERM.  SPDX-License-Identifier: MIT
#include "cli/interrupt.h"

#include <signal.h>
#include <stddef.h>

#include "core/clock.h"

static const double REPETITION_SECONDS = 0.2;

static volatile sig_atomic_t caught = 0;
static volatile double caught_at = 0;
static volatile pid_t waited_for = 0; // child that signals go on to, 0: none
static volatile sig_atomic_t is_child = 0;

static int is_family(void) {
    return is_child || waited_for > 0;
}

static void handle(int signal_number) {
    if (waited_for > 0) {
        kill(waited_for, signal_number);
    }
    if (caught != 0 && is_family() && rw_clock_seconds() - caught_at < REPETITION_SECONDS) {
        return;
    }
    if (caught != 0) { // still here: leave now (the signal is blocked until the handler returns)
        signal(signal_number, SIG_DFL);
        raise(signal_number);
        return;
    }
    caught_at = rw_clock_seconds();
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

void rw_interrupt_pass_on(pid_t child) {
    waited_for = child;
    if (child > 0 && caught != 0) { // it came before there was anyone to send it on to
        kill(child, caught);
    }
}

void rw_interrupt_take_over(void) {
    waited_for = 0;
    is_child = 1;
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
