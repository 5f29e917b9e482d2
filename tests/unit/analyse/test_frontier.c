// Probability targets on a plant whose answers are derived by hand.  SPDX-License-Identifier: MIT
//
// The bridge of tiny.h without minimum take, its price 1: with K blocks of the option it sends r (10 + 20 K) a month in
// a future whose supply ratio is r, over three months r (30 + 60 K).  50 are wanted at the end of month 2 and nothing
// before.  Five futures, r = 1, 0.8, 0.6, 0.4, 0.2, leave on average short (of 50)
//
//   K            0      1     2     3     4
//   short       32    9.2     4   1.6     0
//   met in     0/5    3/5   4/5   4/5   5/5
//
// A block costs 100, a unit bought 1, a unit short p: the K-th block pays from (p - 1) times what it takes off the
// shortfall = 100 on, that is from p = 1 + 100 / 22.8, 1 + 100 / 5.2, 1 + 100 / 2.4, 1 + 100 / 1.6 on.
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <rampwerk/frontier.h>

#include "core/clock.h"
#include "core/memory.h"
#include "support/tiny.h"

enum { N_FUTURE = 5, N_MONTH = 3 };

static const double PRICE_OF_BLOCK[] = {1 + 100 / 22.8, 1 + 100 / 5.2, 1 + 100 / 2.4, 1 + 100 / 1.6};
static const double SHORT[] = {32, 9.2, 4, 1.6, 0};
static const double CLOSE = 1e-6;

static void assert_close(double value, double expected) {
    if (!(fabs(value - expected) <= CLOSE * fmax(1, fabs(expected)))) {
        fail_msg("%.17g is not %.17g", value, expected);
    }
}

static rw_model *bridge(double price_eur) {
    const double wanted[] = {0, 0, 50};
    rw_model *model = rw_tiny_bridge_new();
    model->supplier[1].min_take = rw_tiny_path(model, 0);
    model->supplier[1].price_eur = rw_tiny_path(model, 1);
    model->product[0].target = rw_tiny_values(model, N_MONTH, wanted);
    model->product[0].shortfall_eur = price_eur;
    return model;
}

static rw_probability_target target_of(double share) {
    return (rw_probability_target){.name = "assured",
                                   .item = -1,
                                   .by = N_MONTH - 1,
                                   .share = share,
                                   .lever = RW_LEVER_PRICE,
                                   .price_limit = 64,
                                   .price_tolerance = 0.05};
}

static void set_target(rw_model *model, rw_probability_target target) {
    model->probability_target = rw_tiny_alloc(model, 1, sizeof target);
    model->probability_target[0] = target;
    model->n_probability_target = 1;
}

// The five futures, in a set of their own arena.
static rw_scenario_set *five_futures(const rw_model *model) {
    rw_scenario_set *nominal = NULL;
    assert_int_equal(rw_scenario_nominal(model, &nominal, NULL), RW_OK);
    rw_scenario *scenario = rw_arena_alloc(nominal->arena, N_FUTURE, sizeof *scenario);
    assert_non_null(scenario);
    for (rw_idx w = 0; w < N_FUTURE; w++) {
        rw_idx count = model->n_supplier * model->n_month;
        scenario[w] = nominal->scenario[0];
        scenario[w].probability = 1.0 / N_FUTURE;
        scenario[w].supply_ratio = rw_arena_alloc(nominal->arena, count, sizeof(double));
        assert_non_null(scenario[w].supply_ratio);
        for (rw_idx k = 0; k < count; k++) {
            scenario[w].supply_ratio[k] = 1 - 0.2 * (double)w;
        }
    }
    nominal->scenario = scenario;
    nominal->n_scenario = N_FUTURE;
    return nominal;
}

static rw_price_options exact(void) {
    rw_price_options options = {0};
    rw_optimize_defaults(&options.optimize);
    options.optimize.gap_relative = 0;
    return options;
}

static rw_assurance *find(const rw_model *model, rw_price_options options) {
    rw_scenario_set *futures = five_futures(model);
    rw_assurance *assurance = NULL;
    rw_error error = {0};
    if (rw_assurance_find(model, futures, &options, &assurance, &error) != RW_OK) {
        fail_msg("%s", error.text);
    }
    rw_scenario_free(&futures);
    return assurance;
}

// The least price at which K blocks are ordered, found to the tolerance of the target.
static void assert_price(double multiple, double price_eur, rw_idx n_block) {
    double least = PRICE_OF_BLOCK[n_block - 1] / price_eur;
    assert_true(multiple >= least * (1 - CLOSE));
    assert_true(multiple <= least * 1.05 * (1 + CLOSE));
}

// K blocks: 100 K paid, 50 - short bought.
static void assert_costs(const rw_price_point *point, double price_eur, rw_idx n_block) {
    assert_close(point->cost.money_eur, 100 * (double)n_block + 50 - SHORT[n_block]);
    assert_close(point->cost.named_eur, price_eur * SHORT[n_block]);
    assert_close(point->cost.other_eur, 0);
    assert_close(point->objective, point->cost.money_eur + point->multiple[0] * point->cost.named_eur);
    assert_close(point->bound, point->objective);
}

static void least_price_is_found_and_stated(void **state) {
    (void)state;
    static const struct {
        double share;
        rw_idx n_block;
        double reached;
    } cases[] = {{0.6, 1, 0.6}, {0.61, 2, 0.8}, {0.9, 4, 1}};
    for (size_t k = 0; k < sizeof cases / sizeof cases[0]; k++) {
        rw_model *model = bridge(5);
        set_target(model, target_of(cases[k].share));
        rw_assurance *assurance = find(model, exact());
        assert_true(assurance->reached && assurance->search.complete && assurance->search.monotone);
        assert_int_equal(assurance->chosen, assurance->least);
        const rw_price_point *point = &assurance->search.point[assurance->chosen];
        assert_price(point->multiple[0], 5, cases[k].n_block);
        assert_close(point->probability[0], cases[k].reached);
        assert_costs(point, 5, cases[k].n_block);
        assert_close(assurance->plan->objective, point->objective);
        assert_close(rw_target_probability(model, &model->probability_target[0], assurance->plan), cases[k].reached);
        rw_assurance_free(&assurance);
        rw_model_free(&model);
    }
}

static void price_that_suffices_is_left(void **state) {
    (void)state;
    rw_model *model = bridge(70);
    set_target(model, target_of(0.5));
    rw_assurance *assurance = find(model, exact());
    assert_true(assurance->reached);
    assert_int_equal(assurance->search.n_point, 1);
    assert_close(assurance->search.point[0].multiple[0], 1);
    assert_close(assurance->search.point[0].probability[0], 1);
    rw_assurance_free(&assurance);
    rw_model_free(&model);
}

static void price_beyond_the_limit_is_not_tried(void **state) {
    (void)state;
    rw_model *model = bridge(5);
    rw_probability_target target = target_of(0.9);
    target.price_limit = 9; // 63.5 / 5 = 12.7 would be needed
    set_target(model, target);
    rw_assurance *assurance = find(model, exact());
    assert_false(assurance->reached);
    assert_true(assurance->search.complete);
    assert_int_equal(assurance->least, -1);
    assert_int_equal(assurance->search.n_point, 5); // 1, 2, 4, 8, 9
    const rw_price_point *point = &assurance->search.point[assurance->chosen];
    assert_close(assurance->search.point[4].multiple[0], 9);
    assert_close(point->probability[0], 0.8);
    assert_close(assurance->search.possible[0], 1); // but too dear
    assert_costs(point, 5, 2);                      // the cheaper of the two plans that come nearest
    assert_non_null(assurance->plan);
    rw_assurance_free(&assurance);
    rw_model_free(&model);
}

static void impossible_target_is_told_apart(void **state) {
    (void)state;
    rw_model *model = bridge(5);
    model->option[0].blocks_max = 2;
    set_target(model, target_of(1));
    rw_assurance *assurance = find(model, exact());
    assert_false(assurance->reached);
    assert_close(assurance->search.point[assurance->chosen].probability[0], 0.8);
    assert_close(assurance->search.point[assurance->search.n_point - 1].multiple[0], 64);
    assert_close(assurance->search.possible[0], 0.8); // 30 + 2 x 60 times 0.2 is 30
    rw_assurance_free(&assurance);
    rw_model_free(&model);
}

// The tail is the worst future, r = 0.2, which is short by 44, 32, 20, 8, 0 with K blocks.  With a unit short at 10,
// weight w and 9 (1 - w) of the average and 9 w of the tail, the first block pays at any w, the second from 46.8 + 61.2
// w = 100 on, the third from 21.6 + 86.4 w = 100 on, the fourth never.
static void weight_of_the_tail_is_found(void **state) {
    (void)state;
    const double least = (100 - 46.8) / 61.2, next = (100 - 21.6) / 86.4;
    rw_model *model = bridge(10);
    rw_probability_target target = target_of(0.8);
    target.lever = RW_LEVER_CVAR;
    model->risk_level = 0.8;
    set_target(model, target);
    rw_assurance *assurance = find(model, exact());
    const rw_price_point *point = &assurance->search.point[assurance->chosen];
    assert_true(assurance->reached);
    assert_close(assurance->search.point[0].probability[0], 0.6);
    assert_close(point->probability[0], 0.8);
    assert_close(point->multiple[0], 1);
    assert_close(point->risk_weight, 1 - 1 / point->multiple[1]);
    assert_true(point->risk_weight >= least - CLOSE && point->risk_weight < next);
    assert_true((1 - least) / (1 - point->risk_weight) <= 1.05 * (1 + CLOSE));
    rw_assurance_free(&assurance);
    model->probability_target[0].share = 1;
    assurance = find(model, exact());
    assert_false(assurance->reached);
    assert_close(assurance->search.point[assurance->search.n_point - 1].risk_weight, 1 - 1.0 / 64);
    rw_assurance_free(&assurance);
    rw_model_free(&model);
}

static rw_frontier *trace(const rw_model *model, rw_idx n_level, const double *level) {
    rw_scenario_set *futures = five_futures(model);
    rw_probability_target target = target_of(1);
    rw_price_options options = exact();
    rw_frontier *frontier = NULL;
    rw_error error = {0};
    rw_frontier_question question = {.target = &target, .n_level = n_level, .level = level};
    if (rw_frontier_trace(model, futures, &question, &options, &frontier, &error) != RW_OK) {
        fail_msg("%s", error.text);
    }
    rw_scenario_free(&futures);
    return frontier;
}

// The same prices whether the search for them goes up or down.
static void frontier_has_the_least_price_of_each_level(void **state) {
    (void)state;
    static const double level[] = {0.5, 0.9, 0.7, 0.6, 1}, price[] = {5, 90};
    static const rw_idx n_block[] = {1, 4, 2, 1, 4};
    for (size_t p = 0; p < 2; p++) {
        rw_model *model = bridge(price[p]);
        rw_frontier *frontier = trace(model, 5, level);
        assert_true(frontier->search.complete);
        for (rw_idx k = 0; k < 5; k++) {
            const rw_frontier_row *row = &frontier->row[k];
            assert_close(row->level, level[k]);
            assert_price(frontier->search.point[row->least].multiple[0], price[p], n_block[k]);
            assert_costs(&frontier->search.point[row->chosen], price[p], n_block[k]);
        }
        assert_int_equal(frontier->row[0].chosen, frontier->row[3].chosen); // solves are shared
        rw_frontier_free(&frontier);
        rw_model_free(&model);
    }
}

static void frontier_leaves_out_what_is_not_reached(void **state) {
    (void)state;
    static const double level[] = {0.6, 0.95};
    rw_model *model = bridge(5);
    model->option[0].blocks_max = 1;
    rw_frontier *frontier = trace(model, 2, level);
    assert_true(frontier->row[0].chosen >= 0);
    assert_int_equal(frontier->row[1].chosen, -1);
    assert_int_equal(frontier->row[1].least, -1);
    assert_close(frontier->search.possible[0], 0.6);
    rw_frontier_free(&frontier);
    rw_model_free(&model);
}

// Two products, one of them always met: all of them count, or the one that is named.
static void products_count_as_the_target_says(void **state) {
    (void)state;
    rw_model *model = bridge(5);
    rw_course course = {0};
    double stock[2 * N_MONTH] = {0, 0, 50, 0, 0, 49}, shortfall[2 * N_MONTH] = {9, 9, 0, 9, 9, 1};
    rw_product *product = rw_tiny_alloc(model, 2, sizeof *product);
    product[0] = product[1] = model->product[0];
    product[1].item = 0;
    model->product = product;
    model->n_product = 2;
    course.customer_stock = stock;
    course.shortfall = shortfall;
    rw_probability_target target = target_of(1);
    assert_false(rw_target_is_met(model, &target, &course));
    target.item = product[0].item;
    assert_true(rw_target_is_met(model, &target, &course));
    target.item = product[1].item;
    assert_false(rw_target_is_met(model, &target, &course));
    target.customer = 1;
    target.item = -1;
    assert_true(rw_target_is_met(model, &target, &course)); // it holds nothing
    target.customer = 0;
    shortfall[5] = 49e-6; // a millionth of what is wanted is no shortfall
    assert_true(rw_target_is_met(model, &target, &course));
    shortfall[5] = 51e-6;
    assert_false(rw_target_is_met(model, &target, &course));
    rw_model_free(&model);
}

static void stop_request_keeps_what_is_there(void **state) {
    (void)state;
    rw_model *model = bridge(5);
    set_target(model, target_of(0.9));
    rw_price_options options = exact();
    options.optimize.time_limit = 0;
    rw_assurance *assurance = find(model, options);
    assert_false(assurance->search.complete);
    assert_int_equal(assurance->search.n_point, 1);
    assert_false(assurance->reached);
    rw_assurance_free(&assurance);
    rw_model_free(&model);
}

static void wrong_arguments_are_refused(void **state) {
    (void)state;
    rw_model *model = bridge(5);
    rw_scenario_set *futures = five_futures(model);
    rw_assurance *assurance = NULL;
    rw_price_options options = exact();
    assert_int_equal(rw_assurance_find(model, futures, &options, &assurance, NULL), RW_ARGUMENT);
    set_target(model, target_of(0.9));
    model->objective = RW_OBJECTIVE_LEXICOGRAPHIC;
    assert_int_equal(rw_assurance_find(model, futures, &options, &assurance, NULL), RW_ARGUMENT);
    assert_null(assurance);
    rw_scenario_free(&futures);
    rw_model_free(&model);
}

static int no_memory_is_left(void **state) {
    (void)state;
    assert_int_equal(rw_memory_live(), 0);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(least_price_is_found_and_stated),
        cmocka_unit_test(price_that_suffices_is_left),
        cmocka_unit_test(price_beyond_the_limit_is_not_tried),
        cmocka_unit_test(impossible_target_is_told_apart),
        cmocka_unit_test(weight_of_the_tail_is_found),
        cmocka_unit_test(frontier_has_the_least_price_of_each_level),
        cmocka_unit_test(frontier_leaves_out_what_is_not_reached),
        cmocka_unit_test(products_count_as_the_target_says),
        cmocka_unit_test(stop_request_keeps_what_is_there),
        cmocka_unit_test(wrong_arguments_are_refused),
    };
    return cmocka_run_group_tests_name("analyse/frontier", tests, NULL, no_memory_is_left);
}
