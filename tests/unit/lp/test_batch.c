// Many problems of one pattern, against the seam to the linear programming library.  SPDX-License-Identifier: MIT
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "core/memory.h"
#include "core/random.h"
#include "lp/batch.h"
#include "lp/lp.h"

enum { ROWS = 24, COLUMNS = 40, ENTRIES = ROWS * COLUMNS, PATTERNS = 60 };
static const double CLOSE = 1e-7;

// A problem with an optimum: x0 is feasible, and prices c - A'y0 have the signs that bounds ask for.
typedef struct problem {
    rw_idx begin[COLUMNS + 1], row[ENTRIES];
    double value[ENTRIES], cost[COLUMNS], lower[COLUMNS], upper[COLUMNS], row_lower[ROWS], row_upper[ROWS];
    unsigned char fixed[COLUMNS], equal[ROWS];
    rw_sparse matrix;
} problem;

typedef struct draw {
    uint64_t seed, stream, count;
} draw;

static double uniform(draw *d, double low, double high) {
    return low + (high - low) * rw_random_uniform(d->seed, d->stream, d->count++);
}

static bool chance(draw *d, double share) {
    return uniform(d, 0, 1) < share;
}

static void draw_pattern(problem *p, draw *d) {
    rw_idx n = 0;
    for (rw_idx j = 0; j < COLUMNS; j++) {
        p->begin[j] = n;
        double share = chance(d, 0.2) ? 0 : uniform(d, 0.05, 0.2);
        for (rw_idx i = 0; i < ROWS; i++) {
            if (i < 3 ? j == 5 * i : chance(d, share)) { // the first rows have one entry
                p->row[n++] = i;
            }
        }
        p->fixed[j] = chance(d, 0.1);
    }
    p->begin[COLUMNS] = n;
    for (rw_idx i = 0; i < ROWS; i++) {
        p->equal[i] = i >= 3 && chance(d, 0.4);
    }
    p->matrix = (rw_sparse){ROWS, COLUMNS, p->begin, p->row, p->value};
}

// Row bounds around the activity of a feasible point, and a dual that pays only where there is a bound.
static void draw_rows(problem *p, draw *d, const double *activity, double *dual) {
    for (rw_idx i = 0; i < ROWS; i++) {
        double kind = uniform(d, 0, 1), room = chance(d, 0.5) ? 0 : uniform(d, 0, 5);
        p->row_lower[i] = -INFINITY;
        p->row_upper[i] = INFINITY;
        dual[i] = 0;
        if (p->equal[i] || kind < 0.1) {
            p->row_lower[i] = p->row_upper[i] = activity[i];
            dual[i] = uniform(d, -3, 3);
        } else if (kind < 0.4) {
            p->row_lower[i] = activity[i] - room;
            dual[i] = uniform(d, 0, 3);
        } else if (kind < 0.7) {
            p->row_upper[i] = activity[i] + room;
            dual[i] = uniform(d, -3, 0);
        } else if (kind < 0.9) {
            p->row_lower[i] = activity[i] - room;
            p->row_upper[i] = activity[i] + uniform(d, 0.1, 5);
            dual[i] = uniform(d, -3, 3);
        }
    }
}

static void draw_numbers(problem *p, draw *d) {
    double activity[ROWS] = {0}, dual[ROWS];
    for (rw_idx j = 0; j < COLUMNS; j++) {
        double kind = uniform(d, 0, 1), x = chance(d, 0.3) ? 0 : uniform(d, -10, 10);
        p->lower[j] = kind < 0.1 ? -INFINITY : x - (chance(d, 0.4) ? 0 : uniform(d, 0, 10));
        p->upper[j] = kind > 0.1 && kind < 0.6 ? x + uniform(d, 0, 10) : INFINITY;
        if (p->fixed[j] || kind > 0.97) {
            p->lower[j] = p->upper[j] = x;
        }
        for (rw_idx k = p->begin[j]; k < p->begin[j + 1]; k++) {
            p->value[k] = chance(d, 0.5) ? 1 : uniform(d, -4, 4);
            activity[p->row[k]] += p->value[k] * x;
        }
    }
    draw_rows(p, d, activity, dual);
    for (rw_idx j = 0; j < COLUMNS; j++) {
        bool low = p->lower[j] > -INFINITY, high = p->upper[j] < INFINITY;
        p->cost[j] = low && chance(d, 0.7) ? uniform(d, 0, 5) : 0;
        p->cost[j] -= high && chance(d, 0.7) ? uniform(d, 0, 5) : 0;
        for (rw_idx k = p->begin[j]; k < p->begin[j + 1]; k++) {
            p->cost[j] += p->value[k] * dual[p->row[k]];
        }
    }
}

static rw_batch *make_batch(const problem *p) {
    rw_batch_shape shape = {.matrix = &p->matrix, .column_fixed = p->fixed, .row_equal = p->equal};
    return rw_batch_new(&shape);
}

static void load(rw_batch_work *work, int lane, const problem *p) {
    rw_batch_problem given = {p->value, p->cost, p->lower, p->upper, p->row_lower, p->row_upper};
    rw_batch_load(work, lane, &given);
}

static double solve_by_library(const problem *p) {
    rw_lp *lp = rw_lp_new(&p->matrix, p->cost, p->lower, p->upper, p->row_lower, p->row_upper);
    assert_int_equal(rw_lp_solve_first(lp), RW_LP_OPTIMAL);
    double objective = rw_lp_objective(lp);
    rw_lp_free(&lp);
    return objective;
}

static void check_answer(const problem *p, const rw_batch_answer *answer, double wanted, int pattern) {
    double size = 1 + fabs(wanted), most = 0;
    if (answer->state != RW_BATCH_OPTIMAL || !(fabs(answer->objective - wanted) <= CLOSE * size) ||
        !(fabs(answer->dual_objective - wanted) <= CLOSE * size)) {
        fail_msg("pattern %d: state %d, objective %.17g, dual %.17g, wanted %.17g", pattern, (int)answer->state,
                 answer->objective, answer->dual_objective, wanted);
    }
    for (rw_idx j = 0; j < COLUMNS; j++) {
        assert_true(answer->primal[j] >= p->lower[j] && answer->primal[j] <= p->upper[j]);
        most = fmax(most, fabs(answer->primal[j]));
    }
    assert_true(answer->violation * most <= CLOSE * size);
    assert_true(answer->infeasibility <= CLOSE);
}

static void random_problems_agree_with_the_library(void **state) {
    (void)state;
    static problem p[RW_BATCH_LANES];
    rw_batch_options options;
    rw_batch_defaults(&options);
    for (int pattern = 0; pattern < PATTERNS; pattern++) {
        draw d = {.seed = 7, .stream = (uint64_t)pattern};
        draw_pattern(&p[0], &d);
        for (int k = 0; k < RW_BATCH_LANES; k++) {
            p[k] = p[0];
            p[k].matrix = (rw_sparse){ROWS, COLUMNS, p[k].begin, p[k].row, p[k].value};
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
    other = p;
    other.matrix = (rw_sparse){ROWS, COLUMNS, other.begin, other.row, other.value};
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

// Limits of rows and columns a little wider: it keeps its solutions, and what bounds its cost.
static void widen(problem *to, const problem *from, draw *d) {
    *to = *from;
    to->matrix = (rw_sparse){ROWS, COLUMNS, to->begin, to->row, to->value};
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
    other = p;
    other.matrix = (rw_sparse){ROWS, COLUMNS, other.begin, other.row, other.value};
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
        cmocka_unit_test(a_point_on_the_way_starts_a_problem_that_differs_little),
        cmocka_unit_test(a_point_means_the_same_in_any_lane),
        cmocka_unit_test(bad_scaling_never_gives_a_wrong_optimum),
        cmocka_unit_test(rows_of_one_entry_have_duals),
        cmocka_unit_test(what_is_promised_to_have_no_cap_may_be_fixed),
        cmocka_unit_test(what_has_no_optimum_fails_and_a_stop_is_heard),
        cmocka_unit_test(memory_that_runs_out_is_reported),
    };
    return cmocka_run_group_tests_name("lp/batch", tests, NULL, NULL);
}
