// Cuts from the mean-value problem: below every scenario, and as high as the mean-value problem itself.
// SPDX-License-Identifier: MIT
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "core/memory.h"
#include "core/random.h"
#include "optimize/setup.h"
#include "twostage/block.h"

enum { N_FIRST = 3, N_NEED = 4, N_SCENARIO = 12, N_DELTA = 4, N_SEED = 20, N_POINT = 20 };
static const double AGREE = 1e-7;
static const double MOST = 4; // of a first-stage column

typedef struct dice {
    uint64_t seed, draw;
} dice;

static double roll(dice *d, double low, double high) {
    return low + (high - low) * rw_random_uniform(d->seed, 2, d->draw++);
}

static void add(rw_triplets *triplets, rw_idx row, rw_idx col, double value) {
    assert_int_equal(rw_triplets_add(triplets, row, col, value), RW_OK);
}

static void fill_first(rw_twostage *p, dice *d) {
    rw_triplets entry = {0};
    assert_int_equal(rw_block_init(&p->first, N_FIRST, 1), RW_OK);
    p->integer = rw_calloc(N_FIRST, sizeof *p->integer);
    p->first_scenario_cost = rw_calloc(N_FIRST, sizeof *p->first_scenario_cost);
    for (rw_idx j = 0; j < N_FIRST; j++) {
        p->first.cost[j] = roll(d, 1, 4);
        p->first.upper[j] = MOST;
        add(&entry, 0, j, 1);
    }
    p->first.row_upper[0] = 2 * MOST;
    assert_int_equal(rw_triplets_compress(&entry, 1, N_FIRST, &p->constraint), RW_OK);
    rw_triplets_clear(&entry);
}

// Needs are met by what the first stage gives, by buying, cheaply up to a limit, and dearly.
static void fill_second(rw_twostage *p, dice *d) {
    rw_triplets technology = {0}, recourse = {0};
    assert_int_equal(rw_block_init(&p->second, 2 * N_NEED, N_NEED), RW_OK);
    for (rw_idx i = 0; i < N_NEED; i++) {
        p->second.cost[i] = roll(d, 1, 3);
        p->second.upper[i] = 1;
        p->second.cost[N_NEED + i] = roll(d, 4, 12);
        p->second.upper[N_NEED + i] = INFINITY;
        p->second.row_lower[i] = 3;
        p->second.row_upper[i] = INFINITY;
        add(&recourse, i, i, 1);
        add(&recourse, i, N_NEED + i, 1);
        for (rw_idx j = 0; j < N_FIRST; j++) {
            add(&technology, i, j, roll(d, 0, 1));
        }
    }
    assert_int_equal(rw_triplets_compress(&technology, N_NEED, N_FIRST, &p->technology), RW_OK);
    assert_int_equal(rw_triplets_compress(&recourse, N_NEED, 2 * N_NEED, &p->recourse), RW_OK);
    rw_triplets_clear(&technology);
    rw_triplets_clear(&recourse);
}

// Pairs of scenarios as far above the template as below it.
static void fill_scenarios(rw_twostage *p, dice *d) {
    p->n_scenario = N_SCENARIO;
    p->probability = rw_calloc(N_SCENARIO, sizeof *p->probability);
    p->delta_begin = rw_calloc(N_SCENARIO + 1, sizeof *p->delta_begin);
    p->delta = rw_calloc(N_SCENARIO * N_DELTA, sizeof *p->delta);
    for (rw_idx w = 0; w < N_SCENARIO; w++) {
        p->probability[w] = 1.0 / N_SCENARIO;
        p->delta_begin[w + 1] = N_DELTA * (w + 1);
        rw_delta *delta = &p->delta[N_DELTA * w];
        if (w % 2 == 0) {
            delta[0] = (rw_delta){RW_DELTA_ROW_LOWER, 0, roll(d, 1, 5)};
            delta[1] = (rw_delta){RW_DELTA_UPPER, 1, roll(d, 0, 2)};
            delta[2] = (rw_delta){RW_DELTA_TECHNOLOGY, 2, p->technology.value[2] + roll(d, -0.5, 0.5)};
            delta[3] = (rw_delta){RW_DELTA_FIRST_COST, 1, roll(d, -1, 1)};
        }
        for (int k = 0; w % 2 == 1 && k < N_DELTA; k++) {
            const rw_delta *other = &delta[k - N_DELTA];
            double base = rw_delta_template(p, other->kind)[other->index];
            delta[k] = (rw_delta){other->kind, other->index, 2 * base - other->value};
        }
    }
}

static rw_twostage *make(uint64_t seed) {
    dice d = {.seed = seed};
    rw_twostage *p = rw_calloc(1, sizeof *p);
    fill_first(p, &d);
    fill_second(p, &d);
    fill_scenarios(p, &d);
    return p;
}

static rw_engine *engine_of(const rw_twostage *problem) {
    rw_engine *engine = NULL;
    rw_optimize_options options;
    rw_optimize_defaults(&options);
    options.gap_relative = 0;
    options.threads = 1;
    assert_int_equal(rw_engine_new(problem, &options, &engine), RW_OK);
    return engine;
}

// The template alone, which is the mean; relaxed.
static rw_engine *relaxed_mean(const rw_twostage *problem, rw_twostage *mean) {
    static double one = 1;
    static rw_idx none[2] = {0, 0};
    rw_outcome outcome = RW_OUTCOME_OPTIMAL;
    *mean = *problem;
    mean->n_scenario = 1;
    mean->probability = &one;
    mean->delta_begin = none;
    rw_engine *engine = engine_of(mean);
    assert_int_equal(rw_engine_relax(engine, NULL, &outcome), RW_OK);
    assert_int_equal(outcome, RW_OUTCOME_OPTIMAL);
    return engine;
}

// The highest of the cuts of a scenario at x.
static double height(const rw_engine *engine, rw_idx w, const double *x) {
    double most = -INFINITY;
    for (rw_idx cut = 0; cut < engine->cuts.n_cut; cut++) {
        most = engine->cuts.group[cut] == w ? fmax(most, rw_cuts_value(&engine->cuts, cut, x)) : most;
    }
    return most;
}

static void check_below(rw_engine *engine, dice *d) {
    rw_recourse *recourse = &engine->worker[0];
    for (int k = 0; k < N_POINT; k++) {
        double x[N_FIRST];
        for (int j = 0; j < N_FIRST; j++) {
            x[j] = roll(d, 0, MOST);
        }
        for (rw_idx w = 0; w < N_SCENARIO; w++) {
            rw_recourse_start(recourse, NULL);
            rw_lp_state state = rw_recourse_solve(recourse, w, x);
            assert_int_equal(state, RW_LP_OPTIMAL);
            double cost = rw_recourse_answer(recourse, state, x).value / N_SCENARIO;
            assert_true(height(engine, w, x) <= cost + AGREE);
        }
    }
}

static void test_cuts(void **state) {
    (void)state;
    for (uint64_t seed = 0; seed < N_SEED; seed++) {
        rw_twostage *problem = make(seed), template;
        rw_engine *engine = engine_of(problem), *mean = relaxed_mean(problem, &template);
        dice d = {.seed = seed + N_SEED};
        assert_int_equal(engine->n_group, N_SCENARIO);
        assert_int_equal(rw_jensen_share(engine, mean), RW_OK);
        assert_true(engine->cuts.n_cut > 0);
        check_below(engine, &d);
        const double *x = mean->slot[0].x;
        double bound = 0;
        for (rw_idx w = 0; w < N_SCENARIO; w++) {
            bound += height(engine, w, x);
        }
        for (rw_idx j = 0; j < N_FIRST; j++) {
            bound += problem->first.cost[j] * x[j];
        }
        assert_true(bound >= mean->root_bound - AGREE);
        rw_engine_free(&mean);
        rw_engine_free(&engine);
        rw_twostage_free(&problem);
    }
}

// Duals of one scenario's costs are none of another's.
static void test_costs_differ(void **state) {
    (void)state;
    const rw_delta_kind kind[] = {RW_DELTA_COST, RW_DELTA_RECOURSE};
    for (int k = 0; k < 2; k++) {
        rw_twostage *problem = make(1), template;
        problem->delta[N_DELTA] = (rw_delta){kind[k], N_NEED, 0.5};
        rw_engine *engine = engine_of(problem), *mean = relaxed_mean(problem, &template);
        assert_int_equal(rw_jensen_share(engine, mean), RW_OK);
        assert_int_equal(engine->cuts.n_cut, 0);
        rw_engine_free(&mean);
        rw_engine_free(&engine);
        rw_twostage_free(&problem);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_cuts), cmocka_unit_test(test_costs_differ)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
