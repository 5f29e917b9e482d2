// Run files damaged at any place are refused.  Made to look whole again, they are read or refused, and our code breaks
// at most inside HDF5 itself; the program refuses those files, too.  SPDX-License-Identifier: MIT
//
// HDF5 1.10 is known to fail on damaged files (it crashes or never returns), which is why rampwerk seals its files and
// does not show HDF5 a broken one.  Here some are shown to it on purpose, each in a child: a fault whose innermost
// frame is HDF5's is counted, any other fails the test.  What crashes the library must be data to the program.
#include <execinfo.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/memory.h"
#include "core/random.h"
#include "core/text.h"
#include "results/seal.h"
#include "support/sample.h"
#include "support/scratch.h"
#include "support/spawn.h"

enum { SECONDS_LIMIT = 1, ATTEMPTS = 120, FRAMES = 64 }; // seconds of processor time
enum { PROGRAM_REFUSES = 65 };                           // its exit code for data

typedef enum child_end { CHILD_READ, CHILD_REFUSED, CHILD_FAULT_IN_HDF5, CHILD_WRONG, N_CHILD_END } child_end;

static const char *const path = scratch_path;
static rw_text intact;

static int set_up(void **state) {
    return scratch_make(state) != 0 || scratch_sample(2, &intact) != RW_OK;
}

static int tear_down(void **state) {
    rw_text_clear(&intact);
    return scratch_remove(state);
}

// RAMPWERK_TEST_MULT times as many attempts.
static long attempts(void) {
    const char *mult = getenv("RAMPWERK_TEST_MULT");
    const long factor = mult != NULL ? strtol(mult, NULL, 10) : 1;
    return ATTEMPTS * (factor > 0 ? factor : 1);
}

// Leaves the child, saying whether HDF5 was at work: the first frame below the handler and the signal's return that is
// neither of the C library nor of a sanitizer.
static void leave_on_signal(int number) {
    (void)number;
    enum { HANDLER_FRAMES = 2 };
    void *frame[FRAMES];
    const int n = backtrace(frame, FRAMES);
    char **name = backtrace_symbols(frame, n);
    for (int k = HANDLER_FRAMES; name != NULL && k < n; k++) {
        const bool is_system = strstr(name[k], "libc.so") != NULL || strstr(name[k], "san.so") != NULL ||
                               strstr(name[k], "libz.so") != NULL;
        if (!is_system) {
            _exit(strstr(name[k], "libhdf5") != NULL ? CHILD_FAULT_IN_HDF5 : CHILD_WRONG);
        }
    }
    _exit(CHILD_WRONG);
}

static void watch_signals(void) {
    static const int number[] = {SIGSEGV, SIGBUS, SIGFPE, SIGABRT, SIGVTALRM};
    const struct itimerval limit = {.it_value = {.tv_sec = SECONDS_LIMIT}};
    struct sigaction action = {.sa_handler = leave_on_signal};
    void *frame[1];
    backtrace(frame, 1); // loads what it needs before it is needed
    for (size_t k = 0; k < sizeof number / sizeof number[0]; k++) {
        sigaction(number[k], &action, NULL);
    }
    setitimer(ITIMER_VIRTUAL, &limit, NULL);
}

// Reads the file as it is: a refusal must be RW_DATA with a text.
static child_end read_file(void) {
    rw_model *model = NULL;
    rw_run *run = NULL;
    rw_error error = {0};
    const long live = rw_memory_live();
    const rw_status status = rw_run_read(path, rw_sample_read_model, &model, &run, &error);
    rw_run_free(&run);
    rw_model_free(&model);
    if (rw_memory_live() != live) {
        return CHILD_WRONG;
    }
    if (status == RW_OK) {
        return CHILD_READ;
    }
    return status == RW_DATA && error.text[0] != '\0' ? CHILD_REFUSED : CHILD_WRONG;
}

// The program survives the file as it is.
static void assert_refused_by_program(const char *what, size_t at) {
    const char *program = getenv("RAMPWERK");
    if (program == NULL || program[0] == '\0') {
        return;
    }
    const char *const argument[] = {"sh", "-c", "ulimit -S -t 2; exec \"$0\" show \"$1\"", program, path, NULL};
    const int code = spawn_run(argument);
    if (code != PROGRAM_REFUSES) {
        fail_msg("%s at %zu: the program ends with %d", what, at, code);
    }
}

// What became of one attempt; `what` and `at` describe it.
static child_end attempt(const char *what, size_t at) {
    int status = 0;
    const pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        watch_signals();
        _exit((int)read_file());
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    if (!WIFEXITED(status) || WEXITSTATUS(status) >= CHILD_WRONG) {
        fail_msg("%s at %zu: a fault of our own, a wrong status, or memory left (%x)", what, at, (unsigned)status);
    }
    const child_end end = (child_end)WEXITSTATUS(status);
    if (end == CHILD_FAULT_IN_HDF5) {
        assert_refused_by_program(what, at);
    }
    return end;
}

// A copy of the good file's bytes.
static char *copy_bytes(void) {
    char *bytes = malloc(intact.length);
    assert_non_null(bytes);
    memcpy(bytes, intact.data, intact.length);
    return bytes;
}

static void print_ends(const char *what, const long n[N_CHILD_END]) {
    print_message("%s: %ld read, %ld refused, %ld faults inside HDF5\n", what, n[CHILD_READ], n[CHILD_REFUSED],
                  n[CHILD_FAULT_IN_HDF5]);
}

static void flipped_bytes_without_seal(void **state) {
    (void)state;
    const size_t body = intact.length - RW_SEAL_BYTES;
    char *bytes = copy_bytes();
    long n[N_CHILD_END] = {0};
    for (long k = 0; k < attempts(); k++) {
        // half of the attempts in the first part, where most of the structure is
        const int64_t range = k % 2 == 0 ? (int64_t)body : (int64_t)(body / 16);
        const size_t at = (size_t)rw_random_index(1, 0, (uint64_t)k, range);
        bytes[at] = (char)(bytes[at] ^ (char)(1 + rw_random_index(1, 1, (uint64_t)k, 255)));
        scratch_put(bytes, body);
        n[attempt("flip", at)]++;
        bytes[at] = intact.data[at];
    }
    free(bytes);
    print_ends("flipped bytes", n);
    assert_true(n[CHILD_REFUSED] > 0 && n[CHILD_FAULT_IN_HDF5] < attempts() / 10);
}

static void zeroed_pages_without_seal(void **state) {
    (void)state;
    enum { PAGE = 512 };
    const size_t body = intact.length - RW_SEAL_BYTES;
    long n[N_CHILD_END] = {0};
    for (long k = 0; k < attempts() / 4; k++) {
        char *bytes = copy_bytes();
        const size_t at = (size_t)rw_random_index(2, 0, (uint64_t)k, (int64_t)(body - PAGE));
        memset(bytes + at, 0, PAGE);
        scratch_put(bytes, body);
        n[attempt("page of zeros", at)]++;
        free(bytes);
    }
    print_ends("zeroed pages", n);
    assert_true(n[CHILD_REFUSED] > 0);
}

static void cut_files_without_seal(void **state) {
    (void)state;
    const size_t body = intact.length - RW_SEAL_BYTES;
    for (long k = 0; k < attempts() / 2; k++) {
        const size_t count = k < 16 ? (size_t)k * 8 : (size_t)rw_random_index(3, 0, (uint64_t)k, (int64_t)body);
        scratch_put(intact.data, count);
        assert_int_equal(attempt("cut", count), CHILD_REFUSED);
    }
}

// Damage that is not made on purpose never gets as far as HDF5.
static void flipped_bits_are_found_by_the_seal(void **state) {
    (void)state;
    char *bytes = copy_bytes();
    for (long k = 0; k < attempts() / 2; k++) {
        const size_t at = (size_t)rw_random_index(4, 0, (uint64_t)k, (int64_t)(intact.length - RW_SEAL_BYTES));
        bytes[at] = (char)(bytes[at] ^ (1 << (k % 8)));
        scratch_put(bytes, intact.length);
        assert_int_equal(read_file(), CHILD_REFUSED);
        bytes[at] = intact.data[at];
    }
    free(bytes);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(flipped_bits_are_found_by_the_seal),
        cmocka_unit_test(cut_files_without_seal),
        cmocka_unit_test(flipped_bytes_without_seal),
        cmocka_unit_test(zeroed_pages_without_seal),
    };
    return cmocka_run_group_tests_name("fault/flip", tests, set_up, tear_down);
}
