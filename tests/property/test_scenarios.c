// What must hold of plans over several scenarios, whatever the plant.  SPDX-License-Identifier: MIT
//
// usage: test_property_scenarios [SHARD N_SHARD].  A failing plant is printed with the arguments that generate it.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/memory.h"
#include "formulate/formulation.h"
#include "property/rescale.h"
#include "support/futures.h"
#include "support/trial.h"

enum { N_PLANT = 40, FIRST_SEED = 2000 };

static const double same = 1e-9;  // relative: the same problem said in another way
static const double worse = 1e-8; // relative: room of an inequality between optima, each right to 1e-9

typedef struct property {
    uint64_t n_trial, n_failed;
    uint64_t n_informed,
        n_planned; // plants in which to know the future, or to plan for all of them, is worth something
} property;

static double size_of(double value) {
    return fmax(1.0, fabs(value));
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

// A copy of base's plant over these scenarios, changed by `change`, solved.  t is to be cleared in any case.
static bool solve_again(trial *t, const trial *base, rw_scenario_set *scenarios, void (*change)(rw_model *, double),
                        double factor) {
    bool good = trial_read(t, &base->recipe);
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
        const bool holds =
            isfinite(optimum) ? fabs(objective - optimum) <= same * size_of(optimum) : solved && !isfinite(objective);
        report(p, solved ? base : &t, way[k].what, holds, optimum, objective);
        trial_clear(&t);
    }
}

// Who knows the future plans no worse: sum_w p_w min_x f(x, w) <= min_x sum_w p_w f(x, w).
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
    report(p, base, "wait and see, and planned", solved && foresight <= optimum + worse * size_of(optimum), foresight,
           optimum);
    p->n_informed += solved && foresight < optimum - worse * size_of(optimum) ? 1 : 0;
}

// Orders and options of a plan as a first stage of the formulation.  What can produce in none of its scenarios has no
// column and is not ordered.
static void take_orders(const rw_formulation *f, const rw_plan *plan, double *first) {
    const rw_model *model = f->model;
    for (rw_idx k = 0; k < model->n_line + model->n_option; k++) {
        const bool line = k < model->n_line;
        const rw_idx e = line ? k : k - model->n_line;
        const double *ordered =
            line ? &plan->module_order[e * model->n_month] : &plan->option_block[e * model->n_month];
        const rw_idx end = line ? f->support.order_end[e] : f->support.option_end[e];
        double sum = 0.0;
        for (rw_idx t = 0; t < end; t++) {
            const rw_idx col = line ? rw_layout_order(&f->layout, e, t) : rw_layout_option(&f->layout, e, t);
            sum += ordered[t];
            if (col >= 0) {
                first[col] = sum;
            }
        }
    }
}

// The expected cost of what plan orders, over base's scenarios; NAN where it cannot be worked out.
static double price(const trial *base, const rw_plan *plan) {
    const rw_twostage *problem = rw_formulation_problem(base->formulation[0]);
    double *first = rw_calloc(problem->first.n_col, sizeof *first);
    double *value = rw_calloc(problem->n_scenario, sizeof *value);
    double cost = problem->constant;
    bool complete = false;
    rw_optimize_options options;
    rw_optimize_defaults(&options);
    if (first != NULL && value != NULL) {
        take_orders(base->formulation[0], plan, first);
        const rw_status status = rw_optimize_fixed(problem, &options, first, NULL, NULL, value, &complete, NULL);
        complete = complete && status == RW_OK;
        for (rw_idx j = 0; j < problem->first.n_col; j++) {
            cost += problem->first.cost[j] * first[j];
        }
        for (rw_idx w = 0; w < problem->n_scenario; w++) {
            cost += problem->probability[w] * value[w];
        }
    }
    rw_free(first);
    rw_free(value);
    return complete ? cost : (double)NAN;
}

// Who plans for the mean future plans no better than who plans for all of them; and a plan's price by its orders alone
// is its objective.
static void try_mean_value(property *p, const trial *base) {
    const double optimum = trial_objective(base);
    trial mean = {0};
    rw_scenario_set *set = NULL;
    rw_error error = {0};
    const bool drawn = rw_scenario_mean(base->input->model, base->scenarios, &set, &error) == RW_OK;
    const bool solved = drawn && solve_again(&mean, base, set, NULL, 1.0);
    const double cost = solved ? price(base, mean.plan) : (double)NAN;
    const double again = price(base, base->plan);
    report(p, base, "planned for all, and for the mean", optimum <= cost + worse * size_of(optimum), optimum, cost);
    report(p, base, "planned, and priced anew", fabs(again - optimum) <= same * size_of(optimum), optimum, again);
    p->n_planned += cost > optimum + worse * size_of(optimum) ? 1 : 0;
    trial_clear(&mean);
}

static bool prepare(trial *base, uint64_t seed) {
    plant_recipe recipe = plant_recipe_of(PLANT_TINY, seed);
    recipe.has[PLANT_HAS_RISKS] = true;
    recipe.has[PLANT_HAS_LEXICOGRAPHIC] = false; // one scenario only
    const rw_idx n = 2 + (rw_idx)(seed % 4);
    return trial_read(base, &recipe) && trial_take(base, futures_draw(base->input->model, seed, n, &base->error)) &&
           trial_solve(base, 1);
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
    (void)printf("%llu trials, %llu failed; foresight worth something in %llu plants, planning for all in %llu\n",
                 (unsigned long long)p.n_trial, (unsigned long long)p.n_failed, (unsigned long long)p.n_informed,
                 (unsigned long long)p.n_planned);
    return p.n_failed == 0 && p.n_informed > 0 && p.n_planned > 0 && rw_memory_live() == 0 ? EXIT_SUCCESS
                                                                                           : EXIT_FAILURE;
}
