// Many problems of one pattern, against the seam to the linear programming library.  SPDX-License-Identifier: MIT
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "core/memory.h"
#include "lp/batch.h"

#include "drawn.h"

static void random_problems_agree_with_the_library(void **state) {
    (void)state;
    static problem p[RW_BATCH_LANES];
    rw_batch_options options;
    rw_batch_defaults(&options);
    for (int pattern = 0; pattern < PATTERNS; pattern++) {
        draw d = {.seed = 7, .stream = (uint64_t)pattern};
        draw_pattern(&p[0], &d);
        for (int k = 0; k < RW_BATCH_LANES; k++) {
            copy_problem(&p[k], &p[0]);
            draw_numbers(&p[k], &d);
        }
        rw_batch *batch = make_batch(&p[0]);
        rw_batch_work *work = rw_batch_work_new(batch, &options);
        for (int k = 0; k < RW_BATCH_LANES; k++) {
            load(work, k, &p[k]);
        }
        rw_batch_solve(work, RW_BATCH_LANES);
        for (int k = 0; k < RW_BATCH_LANES; k++) {
            check_answer(&p[k], rw_batch_get(work, k), solve_by_library(&p[k]), pattern);
        }
        rw_batch_work_free(&work);
        rw_batch_free(&batch);
    }
}

static void lanes_do_not_know_each_other(void **state) {
    (void)state;
    static problem p, other;
    rw_batch_options options;
    rw_batch_defaults(&options);
    draw d = {.seed = 11};
    draw_pattern(&p, &d);
    copy_problem(&other, &p);
    draw_numbers(&p, &d);
    draw_numbers(&other, &d);
    rw_batch *batch = make_batch(&p);
    rw_batch_work *alone = rw_batch_work_new(batch, &options), *among = rw_batch_work_new(batch, &options);
    load(alone, 0, &p);
    rw_batch_solve(alone, 1);
    for (int k = 0; k < RW_BATCH_LANES; k++) {
        load(among, k, k == 2 ? &p : &other);
        other.row_upper[5] = -INFINITY; // the next one breaks a promise or has no solution
    }
    rw_batch_solve(among, RW_BATCH_LANES);
    const rw_batch_answer *a = rw_batch_get(alone, 0), *b = rw_batch_get(among, 2);
    assert_int_equal(a->state, RW_BATCH_OPTIMAL);
    assert_int_equal(b->state, a->state);
    assert_int_equal(b->iterations, a->iterations);
    assert_memory_equal(&b->objective, &a->objective, sizeof a->objective);
    assert_memory_equal(b->primal, a->primal, COLUMNS * sizeof *a->primal);
    assert_memory_equal(b->dual, a->dual, ROWS * sizeof *a->dual);
    assert_int_not_equal(rw_batch_get(among, 3)->state, RW_BATCH_OPTIMAL);
    rw_batch_work_free(&alone);
    rw_batch_work_free(&among);
    rw_batch_free(&batch);
}

// Coefficients over 16 decades: whatever calls itself optimal is.
static void bad_scaling_never_gives_a_wrong_optimum(void **state) {
    (void)state;
    static problem p;
    rw_batch_options options;
    rw_batch_defaults(&options);
    int solved = 0;
    for (int pattern = 0; pattern < PATTERNS; pattern++) {
        draw d = {.seed = 13, .stream = (uint64_t)pattern};
        draw_pattern(&p, &d);
        draw_numbers(&p, &d);
        double wanted = solve_by_library(&p);
        for (rw_idx j = 0; j < COLUMNS; j++) { // x = scale x'
            double scale = exp2(floor(uniform(&d, -27, 27)));
            p.cost[j] *= scale;
            p.lower[j] /= scale;
            p.upper[j] /= scale;
            for (rw_idx k = p.begin[j]; k < p.begin[j + 1]; k++) {
                p.value[k] *= scale;
            }
        }
        rw_batch *batch = make_batch(&p);
        rw_batch_work *work = rw_batch_work_new(batch, &options);
        load(work, 0, &p);
        rw_batch_solve(work, 1);
        const rw_batch_answer *answer = rw_batch_get(work, 0);
        if (answer->state == RW_BATCH_OPTIMAL) {
            solved++;
            assert_true(fabs(answer->objective - wanted) <= 1e-5 * (1 + fabs(wanted)));
        }
        rw_batch_work_free(&work);
        rw_batch_free(&batch);
    }
    assert_true(solved > 0);
}

// min x + 3y  s.t.  x + y >= need,  2x <= 4,  y <= cap.  With need 5: x = 2, y = 3, objective 11.
typedef struct small {
    double need, cap, least; // of y: upper and lower bound
    const unsigned char *column_capped, *row_capped;
    rw_batch_answer answer;
    double primal[2], dual[2];
} small;

static void solve_small(small *s, const rw_batch_options *options) {
    rw_idx begin[] = {0, 2, 3}, row[] = {0, 1, 0};
    double value[] = {1, 2, 1}, cost[] = {1, 3}, lower[] = {0, s->least}, upper[] = {INFINITY, s->cap};
    double row_lower[] = {s->need, -INFINITY}, row_upper[] = {INFINITY, 4};
    rw_sparse matrix = {2, 2, begin, row, value};
    rw_batch_shape shape = {.matrix = &matrix, .column_capped = s->column_capped, .row_capped = s->row_capped};
    rw_batch_problem given = {value, cost, lower, upper, row_lower, row_upper};
    rw_batch *batch = rw_batch_new(&shape);
    rw_batch_work *work = rw_batch_work_new(batch, options);
    rw_batch_load(work, 0, &given);
    rw_batch_solve(work, 1);
    s->answer = *rw_batch_get(work, 0);
    memcpy(s->primal, s->answer.primal, sizeof s->primal);
    memcpy(s->dual, s->answer.dual, sizeof s->dual);
    rw_batch_work_free(&work);
    rw_batch_free(&batch);
}

static void rows_of_one_entry_have_duals(void **state) {
    (void)state;
    rw_batch_options options;
    rw_batch_defaults(&options);
    small s = {.need = 5, .cap = INFINITY};
    solve_small(&s, &options);
    assert_int_equal(s.answer.state, RW_BATCH_OPTIMAL);
    assert_true(fabs(s.answer.objective - 11) <= CLOSE * 11);
    assert_true(fabs(s.primal[0] - 2) <= CLOSE && fabs(s.primal[1] - 3) <= CLOSE);
    assert_true(fabs(s.dual[0] - 3) <= CLOSE); // one more needed: one more y
    assert_true(fabs(s.dual[1] + 1) <= CLOSE); // one more allowed: half an x instead of half a y
}

// Without a cap of its own a column may be fixed, but not have a finite upper bound.
static void what_is_promised_to_have_no_cap_may_be_fixed(void **state) {
    (void)state;
    const unsigned char none[2] = {0, 0};
    rw_batch_options options;
    rw_batch_defaults(&options);
    small fixed = {.need = 5, .cap = 4, .least = 4, .column_capped = none, .row_capped = none}, capped = fixed;
    solve_small(&fixed, &options);
    assert_int_equal(fixed.answer.state, RW_BATCH_OPTIMAL);
    assert_true(fabs(fixed.answer.objective - 13) <= CLOSE * 13);
    assert_true(fabs(fixed.primal[0] - 1) <= CLOSE && fixed.primal[1] == 4);
    assert_true(fabs(fixed.answer.dual_objective - 13) <= CLOSE * 13);
    capped.least = 0;
    solve_small(&capped, &options);
    assert_int_equal(capped.answer.state, RW_BATCH_FAILED);
}

static bool always(const void *context) {
    (void)context;
    return true;
}

static void what_has_no_optimum_fails_and_a_stop_is_heard(void **state) {
    (void)state;
    rw_batch_options options;
    rw_batch_defaults(&options);
    small infeasible = {.need = 5, .cap = 1}, broken = {.need = NAN, .cap = INFINITY}, stopped = {.need = 5, .cap = 9};
    solve_small(&infeasible, &options);
    assert_int_equal(infeasible.answer.state, RW_BATCH_FAILED);
    solve_small(&broken, &options);
    assert_int_equal(broken.answer.state, RW_BATCH_FAILED);
    options.must_stop = always;
    solve_small(&stopped, &options);
    assert_int_equal(stopped.answer.state, RW_BATCH_STOPPED);
}

static void memory_that_runs_out_is_reported(void **state) {
    (void)state;
    static problem p;
    rw_batch_options options;
    rw_batch_defaults(&options);
    draw d = {.seed = 17};
    draw_pattern(&p, &d);
    draw_numbers(&p, &d);
    long live = rw_memory_live();
    rw_batch *batch = NULL;
    rw_batch_work *work = NULL;
    for (long k = 0; !batch; k++) {
        rw_memory_fail_after(k);
        batch = make_batch(&p);
        rw_memory_fail_after(-1);
        assert_true(batch || rw_memory_live() == live);
    }
    long with_batch = rw_memory_live();
    for (long k = 0; !work; k++) {
        rw_memory_fail_after(k);
        work = rw_batch_work_new(batch, &options);
        rw_memory_fail_after(-1);
        assert_true(work || rw_memory_live() == with_batch);
    }
    rw_batch_work_free(&work);
    rw_batch_free(&batch);
    assert_int_equal(rw_memory_live(), live);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_problems_agree_with_the_library),
        cmocka_unit_test(lanes_do_not_know_each_other),
        cmocka_unit_test(bad_scaling_never_gives_a_wrong_optimum),
        cmocka_unit_test(rows_of_one_entry_have_duals),
        cmocka_unit_test(what_is_promised_to_have_no_cap_may_be_fixed),
        cmocka_unit_test(what_has_no_optimum_fails_and_a_stop_is_heard),
        cmocka_unit_test(memory_that_runs_out_is_reported),
    };
    return cmocka_run_group_tests_name("lp/batch", tests, NULL, NULL);
}
