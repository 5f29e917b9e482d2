// Work in a child process.  SPDX-License-Identifier: MIT
#include "cli/child.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/console.h"
#include "cli/interrupt.h"

static void limit_seconds(const struct rlimit *before) {
    struct rlimit limit = *before;
    if (limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur > RW_CHILD_SECONDS) {
        limit.rlim_cur = RW_CHILD_SECONDS;
        setrlimit(RLIMIT_CPU, &limit);
    }
}

// What the child does; a byte in `done` tells that the risky part is over.
static rw_exit work(int done, rw_exit (*risky)(void *context), rw_exit (*safe)(void *context), void *context) {
    struct rlimit before = {.rlim_cur = RLIM_INFINITY, .rlim_max = RLIM_INFINITY};
    bool is_limited = getrlimit(RLIMIT_CPU, &before) == 0;
    if (is_limited) {
        limit_seconds(&before);
    }
    rw_exit code = risky(context);
    if (code != RW_EXIT_OK) {
        return code;
    }
    if (is_limited) {
        setrlimit(RLIMIT_CPU, &before);
    }
    if (write(done, "", 1) != 1) {
        return RW_EXIT_IO; // nobody waits for us any more
    }
    return safe(context);
}

// Did the process do this to itself?
static bool is_own_fault(int signal_number) {
    static const int number[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGXCPU};
    for (size_t k = 0; k < sizeof number / sizeof number[0]; k++) {
        if (signal_number == number[k]) {
            return true;
        }
    }
    return false;
}

static rw_exit judge_signal(const char *name, int signal_number, bool is_done) {
    if (!is_own_fault(signal_number)) {
        signal(signal_number, SIG_DFL);
        raise(signal_number);
    }
    if (is_done) {
        rw_console_note("error: internal error (%s)", strsignal(signal_number));
        return RW_EXIT_INTERNAL;
    }
    rw_console_note("error: reading '%s' broke off (%s): it is damaged, or made to do harm", name,
                    strsignal(signal_number));
    return RW_EXIT_DATA;
}

rw_exit rw_child_run(const char *name, rw_exit (*risky)(void *context), rw_exit (*safe)(void *context), void *context) {
    int end[2], status = 0;
    char byte = 0;
    pid_t child = pipe(end) == 0 ? fork() : -1;
    if (child < 0) {
        rw_console_note("error: cannot start a process to read '%s': %s", name, strerror(errno));
        return RW_EXIT_IO;
    }
    if (child == 0) {
        rw_interrupt_take_over();
        close(end[0]);
        exit((int)work(end[1], risky, safe, context));
    }
    rw_interrupt_pass_on(child);
    close(end[1]);
    ssize_t count = -1;
    do {
        count = read(end[0], &byte, 1);
    } while (count < 0 && errno == EINTR);
    close(end[0]);
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    rw_interrupt_pass_on(0);
    return WIFSIGNALED(status) ? judge_signal(name, WTERMSIG(status), count == 1) : (rw_exit)WEXITSTATUS(status);
}
