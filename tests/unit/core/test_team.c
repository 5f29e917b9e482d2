// The team of threads.  SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

#include "core/memory.h"
#include "core/team.h"

enum { N_TASK = 1000 };

static void count_visit(void *context, rw_idx index) {
    int *visits = context;
    visits[index]++;
}

static void every_task_runs_once(void **state) {
    (void)state;
    static const int sizes[] = {-1, 0, 1, 2, 3, 8, 64};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        int visits[N_TASK + 1] = {0};
        rw_team_run(sizes[i], N_TASK, count_visit, visits);
        for (int k = 0; k < N_TASK; k++) {
            assert_int_equal(visits[k], 1);
        }
        assert_int_equal(visits[N_TASK], 0);
    }
}

static void few_and_no_tasks_are_fine(void **state) {
    (void)state;
    int visits[2] = {0};
    rw_team_run(8, 0, count_visit, visits);
    assert_int_equal(visits[0], 0);
    rw_team_run(8, 1, count_visit, visits);
    assert_int_equal(visits[0], 1);
    assert_int_equal(visits[1], 0);
}

static void allocate_and_release(void *context, rw_idx index) {
    atomic_long *failures = context;
    void *block = rw_calloc(index + 1, 8);
    atomic_fetch_add(failures, block == NULL);
    rw_free(block);
}

static void threads_may_allocate(void **state) {
    (void)state;
    long live = rw_memory_live();
    atomic_long failures = 0;
    rw_team_run(4, N_TASK, allocate_and_release, &failures);
    assert_int_equal(atomic_load(&failures), 0);
    assert_int_equal(rw_memory_live(), live);
}

typedef struct meeting {
    atomic_int present, most;
} meeting;

static void attend(void *context, rw_idx index) {
    (void)index;
    meeting *at = context;
    int now = atomic_fetch_add(&at->present, 1) + 1;
    int most = atomic_load(&at->most);
    while (now > most && !atomic_compare_exchange_weak(&at->most, &most, now)) {
    }
    struct timespec pause = {.tv_nsec = 2000000};
    nanosleep(&pause, NULL);
    atomic_fetch_sub(&at->present, 1);
}

static void team_size_is_an_upper_limit(void **state) {
    (void)state;
    meeting at = {0};
    rw_team_run(3, 24, attend, &at);
    assert_in_range(at.most, 1, 3);
#ifdef _OPENMP
    assert_true(at.most > 1); // it does run side by side
#endif
}

static void default_size_follows_the_environment(void **state) {
    (void)state;
#ifdef _OPENMP
    setenv("OMP_NUM_THREADS", "5", 1);
    assert_int_equal(rw_team_default_size(), 5);
    setenv("OMP_NUM_THREADS", "7,2", 1);
    assert_int_equal(rw_team_default_size(), 7);
    unsetenv("OMP_NUM_THREADS");
    int size = rw_team_default_size();
    assert_true(size >= 1);
    static const char *const wrong[] = {"", "0", "-3", "many", "99999999999999"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        setenv("OMP_NUM_THREADS", wrong[i], 1);
        assert_int_equal(rw_team_default_size(), size);
    }
    unsetenv("OMP_NUM_THREADS");
#else
    assert_int_equal(rw_team_default_size(), 1);
#endif
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_task_runs_once),
        cmocka_unit_test(few_and_no_tasks_are_fine),
        cmocka_unit_test(threads_may_allocate),
        cmocka_unit_test(team_size_is_an_upper_limit),
        cmocka_unit_test(default_size_follows_the_environment),
    };
    return cmocka_run_group_tests_name("core/team", tests, NULL, NULL);
}
