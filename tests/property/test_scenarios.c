// What must hold of plans over several scenarios, whatever the plant.  SPDX-License-Identifier: MIT
//
// usage: test_property_scenarios [SHARD N_SHARD].  A failing plant is printed with the arguments that generate it.
// Every third plant minds the tail of the costs.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/memory.h"
#include "property/outlook.h"
#include "property/rescale.h"
#include "support/futures.h"
#include "support/trial.h"

enum { N_PLANT = 40, FIRST_SEED = 2000, N_SIZE = 4, AVERSE = 3 };

static const double same = 1e-9;  // relative: the same problem said in another way
static const double worse = 1e-8; // relative: room of an inequality between optima, each right to 1e-9

typedef struct property {
    uint64_t n_trial, n_failed;
    // plants in which it is worth something to know the future, to plan for all of them, to mind the tail
    uint64_t n_informed, n_planned, n_hedged;
} property;

static double size_of(double value) {
    return fmax(1.0, fabs(value));
}

static bool is_same(double a, double b) {
    return fabs(a - b) <= same * size_of(b);
}

static bool no_more(double a, double b) {
    return a <= b + worse * size_of(b);
}

static bool less(double a, double b) {
    return a < b - worse * size_of(b);
}

static void report(property *p, const trial *t, const char *what, bool holds, double first, double second) {
    p->n_trial++;
    if (!holds) {
        p->n_failed++;
        (void)fprintf(stderr, "%s: %.17g and %.17g, apart by %.3g\n", what, first, second,
                      (first - second) / size_of(first));
        trial_print(t);
    }
}

// A copy of base's plant over these scenarios, as averse to risk as base's, changed by `change`, solved.  t is to be
// cleared in any case.
static bool solve_again(trial *t, const trial *base, rw_scenario_set *scenarios, void (*change)(rw_model *, double),
                        double factor) {
    bool good = trial_read(t, &base->recipe);
    if (good) {
        t->input->model->risk_weight = base->input->model->risk_weight;
        t->input->model->risk_level = base->input->model->risk_level;
    }
    if (good && change != NULL) {
        change(t->input->model, factor);
    }
    return trial_take(t, scenarios) && good && trial_solve(t, 1);
}

static rw_scenario_set *part(const trial *base, rw_idx first, rw_idx count) {
    rw_scenario_set *set = NULL;
    rw_error error = {0};
    const rw_status status = rw_scenario_part(base->input->model, base->scenarios, first, count, &set, &error);
    return status == RW_OK ? set : NULL;
}

// The same plan in other words.
static void try_words(property *p, const trial *base) {
    const double optimum = trial_objective(base);
    const rw_idx n = base->scenarios->n_scenario;
    const rw_idx split = (rw_idx)(base->recipe.seed % (uint64_t)n);
    const struct {
        const char *what;
        rw_scenario_set *scenarios;
        void (*change)(rw_model *, double);
        double factor, unit; // unit: of the objective
    } way[] = {
        {"scenarios permuted", futures_permuted(base->scenarios, base->recipe.seed), NULL, 1.0, 1.0},
        {"a probability split", futures_split(base->scenarios, split), NULL, 1.0, 1.0},
        {"thousands of EUR", part(base, 0, n), rescale_money, 1e-3, 1e-3},
        {"cents", part(base, 0, n), rescale_money, 100.0, 100.0},
        {"goods in dozens", part(base, 0, n), rescale_goods, 1.0 / 12.0, 1.0},
        {"goods in tenths", part(base, 0, n), rescale_goods, 10.0, 1.0},
    };
    for (size_t k = 0; k < sizeof way / sizeof *way; k++) {
        trial t = {0};
        const bool solved = solve_again(&t, base, way[k].scenarios, way[k].change, way[k].factor);
        const double objective = solved ? trial_objective(&t) / way[k].unit : (double)NAN;
        const bool holds = isfinite(optimum) ? is_same(objective, optimum) : solved && !isfinite(objective);
        report(p, solved ? base : &t, way[k].what, holds, optimum, objective);
        trial_clear(&t);
    }
}

// Who knows the future plans no worse: sum_w p_w min_x f(x, w) <= min_x sum_w p_w f(x, w), and the mean is at most any
// mix of the mean and the tail.
static void try_foresight(property *p, const trial *base) {
    const double optimum = trial_objective(base);
    double foresight = 0.0;
    bool solved = true;
    for (rw_idx w = 0; solved && w < base->scenarios->n_scenario; w++) {
        trial t = {0};
        solved = solve_again(&t, base, part(base, w, 1), NULL, 1.0);
        foresight += solved ? base->scenarios->scenario[w].probability * trial_objective(&t) : 0.0;
        trial_clear(&t);
    }
    report(p, base, "wait and see, and planned", solved && no_more(foresight, optimum), foresight, optimum);
    p->n_informed += solved && less(foresight, optimum) ? 1 : 0;
}

// Who plans for the mean future plans no better than who plans for all of them.
static void try_mean_value(property *p, const trial *base) {
    const double optimum = trial_objective(base);
    trial mean = {0};
    rw_scenario_set *set = NULL;
    rw_error error = {0};
    const bool drawn = rw_scenario_mean(base->input->model, base->scenarios, &set, &error) == RW_OK;
    const bool solved = drawn && solve_again(&mean, base, set, NULL, 1.0);
    const outlook o = outlook_of_orders(base->input->model, base->scenarios, solved ? mean.plan : NULL);
    report(p, base, "planned for all, and for the mean", no_more(optimum, o.objective), optimum, o.objective);
    p->n_planned += less(optimum, o.objective) ? 1 : 0;
    trial_clear(&mean);
}

// The objective is what the courses add up to, and what the orders cost when they are worked out by themselves.
static void try_sums(property *p, const trial *base) {
    const double optimum = trial_objective(base);
    const outlook courses = outlook_of_courses(base->input->model, base->scenarios, base->plan);
    const outlook orders = outlook_of_orders(base->input->model, base->scenarios, base->plan);
    report(p, base, "planned, and its courses", is_same(courses.objective, optimum), optimum, courses.objective);
    report(p, base, "planned, and its orders", is_same(orders.objective, optimum), optimum, orders.objective);
    report(p, base, "mean and tail", no_more(orders.mean, orders.tail), orders.mean, orders.tail);
    report(p, base, "tail and worst", no_more(orders.tail, orders.worst), orders.tail, orders.worst);
}

// Who minds the tail too has no better mean and no worse tail than who minds the mean alone, and each is the best by
// its own measure.
static void try_aversion(property *p, const trial *neutral, double weight, double level) {
    trial base = *neutral; // the neutral plan seen with the other's eyes
    rw_model model = *neutral->input->model;
    rw_input input = *neutral->input;
    trial t = {0};
    model.risk_weight = weight;
    model.risk_level = level;
    input.model = &model;
    base.input = &input;
    const bool solved = solve_again(&t, &base, part(neutral, 0, neutral->scenarios->n_scenario), NULL, 1.0);
    const double objective = solved ? trial_objective(&t) : (double)NAN;
    const outlook averse = outlook_of_orders(&model, base.scenarios, solved ? t.plan : NULL);
    const outlook plain = outlook_of_orders(&model, base.scenarios, neutral->plan);
    report(p, &t, "averse, and its orders", is_same(averse.objective, objective), objective, averse.objective);
    report(p, &t, "mean of plain and averse", no_more(plain.mean, averse.mean), plain.mean, averse.mean);
    report(p, &t, "tail of averse and plain", no_more(averse.tail, plain.tail), averse.tail, plain.tail);
    report(p, &t, "averse and plain", no_more(objective, plain.objective), objective, plain.objective);
    if (level == 0.0) {
        report(p, &t, "a tail that is all", is_same(objective, plain.mean), objective, plain.mean);
    }
    p->n_hedged += solved && less(averse.tail, plain.tail) ? 1 : 0;
    trial_clear(&t);
}

static bool prepare(trial *base, uint64_t seed) {
    plant_recipe recipe = plant_recipe_of(PLANT_TINY, seed);
    recipe.has[PLANT_HAS_RISKS] = true;
    recipe.has[PLANT_HAS_LEXICOGRAPHIC] = false; // one scenario only
    const rw_idx n = 2 + (rw_idx)(seed % N_SIZE);
    const bool good = trial_read(base, &recipe);
    if (good && seed % AVERSE == 0) {
        base->input->model->risk_weight = seed % 2 == 0 ? 0.6 : 1.0;
        base->input->model->risk_level = 0.55;
    }
    return good && trial_take(base, futures_draw(base->input->model, seed, n, &base->error)) && trial_solve(base, 1);
}

static void try_plant(property *p, uint64_t seed) {
    trial base;
    const bool solved = prepare(&base, seed);
    report(p, &base, "solved", solved, 0.0, 0.0);
    if (solved) {
        try_words(p, &base);
    }
    if (solved && base.plan != NULL) {
        try_foresight(p, &base);
        try_mean_value(p, &base);
        try_sums(p, &base);
    }
    if (solved && base.plan != NULL && seed % AVERSE != 0) {
        try_aversion(p, &base, 0.5, 0.7);
        try_aversion(p, &base, 1.0, seed % 2 == 0 ? 0.0 : 0.999);
    }
    trial_clear(&base);
}

int main(int argc, char **argv) {
    const uint64_t shard = argc > 2 ? strtoull(argv[1], NULL, 10) : 0;
    const uint64_t n_shard = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
    property p = {0};
    for (uint64_t k = 0; k < trial_count(N_PLANT); k++) {
        if (trial_is_mine(k, shard, n_shard)) {
            try_plant(&p, FIRST_SEED + k);
        }
    }
    (void)printf(
        "%llu trials, %llu failed; plants in which it is worth something to know the future: %llu, to plan for "
        "all: %llu, to mind the tail: %llu\n",
        (unsigned long long)p.n_trial, (unsigned long long)p.n_failed, (unsigned long long)p.n_informed,
        (unsigned long long)p.n_planned, (unsigned long long)p.n_hedged);
    return p.n_failed == 0 && p.n_informed > 0 && rw_memory_live() == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
