// Starts from points early on the way of other solves.  SPDX-License-Identifier: MIT
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "core/memory.h"
#include "lp/batch.h"

#include "drawn.h"

// Limits of rows and columns a little wider: it keeps its solutions, and what bounds its cost.
static void widen(problem *to, const problem *from, draw *d) {
    copy_problem(to, from);
    for (rw_idx i = 0; i < ROWS; i++) {
        to->row_lower[i] -= to->equal[i] ? 0 : uniform(d, 0, 1);
        to->row_upper[i] += to->equal[i] ? 0 : uniform(d, 0, 1);
    }
    for (rw_idx j = 0; j < COLUMNS; j++) {
        to->upper[j] += to->fixed[j] ? 0 : uniform(d, 0, 1);
    }
}

static rw_idx solve_from(rw_batch_work *work, const problem *p, const float *from, float *to, int pattern) {
    load(work, 0, p);
    rw_batch_start(work, 0, from, to);
    rw_batch_solve(work, 1);
    check_answer(p, rw_batch_get(work, 0), solve_by_library(p), pattern);
    return rw_batch_get(work, 0)->iterations;
}

static void a_point_on_the_way_starts_a_problem_that_differs_little(void **state) {
    (void)state;
    static problem p, wider;
    rw_batch_options options;
    rw_batch_defaults(&options);
    rw_idx from_nothing = 0, from_point = 0;
    int n_kept = 0;
    for (int pattern = 0; pattern < PATTERNS; pattern++) {
        draw d = {.seed = 19, .stream = (uint64_t)pattern};
        draw_pattern(&p, &d);
        draw_numbers(&p, &d);
        widen(&wider, &p, &d);
        rw_batch *batch = make_batch(&p);
        rw_batch_work *work = rw_batch_work_new(batch, &options);
        float *point = rw_calloc(rw_batch_point_size(batch), sizeof *point);
        solve_from(work, &p, point, point, pattern); // of zeros: from nothing
        if (point[0] > 0) {
            n_kept++;
            from_nothing += solve_from(work, &wider, NULL, NULL, pattern);
            from_point += solve_from(work, &wider, point, point, pattern);
        }
        rw_free(point);
        rw_batch_work_free(&work);
        rw_batch_free(&batch);
    }
    assert_true(n_kept > PATTERNS / 2);
    assert_true(from_point < from_nothing);
}

static void a_point_means_the_same_in_any_lane(void **state) {
    (void)state;
    static problem p, wider, other;
    rw_batch_options options;
    rw_batch_defaults(&options);
    draw d = {.seed = 23};
    draw_pattern(&p, &d);
    copy_problem(&other, &p);
    draw_numbers(&p, &d);
    draw_numbers(&other, &d);
    widen(&wider, &p, &d);
    rw_batch *batch = make_batch(&p);
    rw_batch_work *alone = rw_batch_work_new(batch, &options), *among = rw_batch_work_new(batch, &options);
    rw_idx size = rw_batch_point_size(batch);
    float *point = rw_calloc(3 * size, sizeof *point), *kept = point + size;
    solve_from(alone, &p, NULL, point, 0);
    assert_true(point[0] > 0);
    solve_from(alone, &wider, point, kept, 0);
    for (int k = 0; k < RW_BATCH_LANES; k++) { // the others from nothing
        load(among, k, k == 2 ? &wider : &other);
        rw_batch_start(among, k, k == 2 ? point : NULL, k == 2 ? kept + size : NULL);
    }
    rw_batch_solve(among, RW_BATCH_LANES);
    const rw_batch_answer *a = rw_batch_get(alone, 0), *b = rw_batch_get(among, 2);
    assert_int_equal(b->iterations, a->iterations);
    assert_memory_equal(b->primal, a->primal, COLUMNS * sizeof *a->primal);
    assert_memory_equal(b->dual, a->dual, ROWS * sizeof *a->dual);
    assert_memory_equal(kept + size, kept, (size_t)size * sizeof *kept);
    rw_free(point);
    rw_batch_work_free(&alone);
    rw_batch_work_free(&among);
    rw_batch_free(&batch);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_point_on_the_way_starts_a_problem_that_differs_little),
        cmocka_unit_test(a_point_means_the_same_in_any_lane),
    };
    return cmocka_run_group_tests_name("lp/early", tests, NULL, NULL);
}
