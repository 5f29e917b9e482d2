// What a change of a plant may do to its cost.  SPDX-License-Identifier: MIT
//
// usage: test_property_metamorphic [SHARD N_SHARD].  A failing plant is printed with the arguments that generate it.
// With the lexicographic objective "cost" is the weighted shortfall, which comes first: the cost of the second step may
// rise where a gift lowers the shortfall.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/memory.h"
#include "property/relation.h"

enum { N_PLANT = 40, FEW_NODES = 2 };

static const double tolerance = 1e-6; // relative

typedef struct property {
    uint64_t n_trial, n_failed, n_moved; // moved: the change made a difference
} property;

static double slack(double value) {
    return isfinite(value) ? tolerance * fmax(1.0, fabs(value)) : 0.0;
}

// What is compared: the first step's objective.
static double cost_of(const trial *t) {
    return t->solution[0] != NULL && t->solution[0]->has_point ? t->solution[0]->objective : (double)INFINITY;
}

static bool holds(effect expected, double before, double after) {
    const bool dearer = after > before + slack(before);
    const bool cheaper = after < before - slack(before);
    switch (expected) {
    case EFFECT_NEVER_DEARER:
        return !dearer;
    case EFFECT_NEVER_CHEAPER:
        return !cheaper;
    case EFFECT_NONE:
        break;
    }
    return !dearer && !cheaper;
}

static bool orders_useless_line(const trial *t) {
    const rw_model *model = t->input->model;
    for (rw_idx l = 0; t->plan != NULL && l < model->n_line; l++) {
        for (rw_idx m = 0; strcmp(model->line[l].name, "useless") == 0 && m < model->n_month; m++) {
            if (t->plan->module_order[l * model->n_month + m] != 0.0) {
                return true;
            }
        }
    }
    return false;
}

static void try_relation(property *p, const trial *base, const relation *r) {
    plant_recipe recipe = base->recipe;
    trial t;
    if (r->change_recipe != NULL) {
        r->change_recipe(&recipe);
    }
    bool passed = trial_read(&t, &recipe);
    if (passed && r->change_model != NULL) {
        r->change_model(t.input->model);
    }
    passed = passed && trial_solve(&t, 1) && holds(r->effect, cost_of(base), cost_of(&t)) && !orders_useless_line(&t);
    if (passed && r->effect == EFFECT_NONE) {
        passed = holds(EFFECT_NONE, trial_objective(base), trial_objective(&t));
    }
    p->n_trial++;
    if (!passed) {
        (void)fprintf(stderr, "%s: %.12g, then %.12g; last step %.12g, then %.12g\n", r->name, cost_of(base),
                      cost_of(&t), trial_objective(base), trial_objective(&t));
        trial_print(&t);
        p->n_failed++;
    } else if (r->effect != EFFECT_NONE && fabs(cost_of(base) - cost_of(&t)) > slack(cost_of(base))) {
        p->n_moved++;
    }
    trial_clear(&t);
}

// Stopped after a few nodes, the bound is no higher and the plan no better than the optimum.
static void try_early_stop(property *p, const trial *base) {
    rw_optimize_options options;
    rw_solution *solution = NULL;
    rw_error error = {0};
    rw_optimize_defaults(&options);
    options.gap_relative = 0.0;
    options.node_limit = FEW_NODES;
    const rw_status status =
        rw_optimize(rw_formulation_problem(base->formulation[0]), &options, NULL, &solution, &error);
    const double optimum = cost_of(base);
    p->n_trial++;
    if (status != RW_OK || solution->bound > optimum + slack(optimum) ||
        (solution->has_point && solution->objective < optimum - slack(optimum))) {
        (void)fprintf(stderr, "stopped early: optimum %.12g; status %d %s, bound %.12g, objective %.12g\n", optimum,
                      (int)status, error.text, solution != NULL ? solution->bound : 0.0,
                      solution != NULL ? solution->objective : 0.0);
        trial_print(base);
        p->n_failed++;
    }
    rw_solution_free(&solution);
}

static void try_plant(property *p, uint64_t seed) {
    const plant_recipe recipe = plant_recipe_of(PLANT_TINY, seed);
    trial base;
    p->n_trial++;
    if (trial_read(&base, &recipe) && trial_solve(&base, 1)) {
        try_early_stop(p, &base);
        for (int k = 0; k < n_relation; k++) {
            try_relation(p, &base, &relations[k]);
        }
    } else {
        trial_print(&base);
        p->n_failed++;
    }
    trial_clear(&base);
}

int main(int argc, char **argv) {
    const uint64_t shard = argc > 2 ? strtoull(argv[1], NULL, 10) : 0;
    const uint64_t n_shard = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
    property p = {0};
    for (uint64_t k = 0; k < trial_count(N_PLANT); k++) {
        if (trial_is_mine(k, shard, n_shard)) {
            try_plant(&p, 1000 + k); // not the plants of the oracle
        }
    }
    (void)printf("%llu trials, %llu failed, %llu changes made a difference\n", (unsigned long long)p.n_trial,
                 (unsigned long long)p.n_failed, (unsigned long long)p.n_moved);
    return p.n_failed == 0 && p.n_moved > 0 && rw_memory_live() == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
