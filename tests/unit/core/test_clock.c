// Time and the request to stop.  SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <signal.h>
#include <time.h>

#include "core/clock.h"

static void seconds_go_forward(void **state) {
    (void)state;
    double before = rw_clock_seconds();
    struct timespec pause = {.tv_nsec = 2000000};
    nanosleep(&pause, NULL);
    double passed = rw_clock_seconds() - before;
    assert_true(passed >= 0.002 && passed < 60);
}

static void handle_signal(int number) {
    (void)number;
    rw_stop_request();
}

static void stop_is_remembered_until_reset(void **state) {
    (void)state;
    assert_false(rw_stop_requested());
    signal(SIGUSR1, handle_signal);
    assert_int_equal(raise(SIGUSR1), 0);
    assert_true(rw_stop_requested());
    assert_true(rw_stop_requested());
    rw_stop_reset();
    assert_false(rw_stop_requested());
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(seconds_go_forward),
        cmocka_unit_test(stop_is_remembered_until_reset),
    };
    return cmocka_run_group_tests_name("core/clock", tests, NULL, NULL);
}
