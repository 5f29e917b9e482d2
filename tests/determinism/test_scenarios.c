// The same solution over several scenarios, bit for bit, with any number of threads.  SPDX-License-Identifier: MIT
//
// usage: test_determinism_scenarios [SHARD N_SHARD].  A failing plant is printed with the arguments that generate it.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/memory.h"
#include "support/futures.h"
#include "support/trial.h"

enum { N_PLANT = 20, N_TEAM = 4, FIRST_SEED = 4000 };

static const int team[N_TEAM] = {1, 2, 3, 8};

static bool same_bits(const double *a, const double *b, rw_idx count) {
    return memcmp(a, b, (size_t)count * sizeof *a) == 0;
}

// What two solutions of one problem differ in, or NULL.
static const char *difference(const rw_twostage *problem, const rw_solution *a, const rw_solution *b) {
    const double claim[2][3] = {{a->objective, a->bound, a->gap}, {b->objective, b->bound, b->gap}};
    if (a->outcome != b->outcome || a->has_point != b->has_point) {
        return "outcome";
    }
    if (!same_bits(claim[0], claim[1], 3)) {
        return "objective, bound or gap";
    }
    if (a->n_node != b->n_node || a->n_lp != b->n_lp || a->n_pivot != b->n_pivot || a->n_cut != b->n_cut) {
        return "counts of nodes, linear programs, pivots or cuts";
    }
    if (!a->has_point) {
        return NULL;
    }
    if (!same_bits(a->first, b->first, problem->first.n_col)) {
        return "first stage";
    }
    for (rw_idx w = 0; w < problem->n_scenario; w++) {
        if (!same_bits(a->second[w], b->second[w], problem->second.n_col) ||
            !same_bits(a->row_dual[w], b->row_dual[w], problem->second.n_row)) {
            return "recourse";
        }
    }
    return NULL;
}

static bool solve(trial *t, const plant_recipe *recipe, rw_idx n_scenario, int threads) {
    return trial_read(t, recipe) && trial_take(t, futures_draw(t->input->model, recipe->seed, n_scenario, &t->error)) &&
           trial_solve(t, threads);
}

static bool try_plant(uint64_t seed) {
    plant_recipe recipe = plant_recipe_of(PLANT_TINY, seed);
    recipe.has[PLANT_HAS_RISKS] = true;
    recipe.has[PLANT_HAS_LEXICOGRAPHIC] = false; // one scenario only
    const rw_idx n_scenario = 3 + (rw_idx)(3 * (seed % 8));
    trial first;
    bool passed = solve(&first, &recipe, n_scenario, team[0]);
    for (int k = 1; k < N_TEAM && passed; k++) {
        trial t;
        const bool solved = solve(&t, &recipe, n_scenario, team[k]);
        const char *what =
            solved ? difference(rw_formulation_problem(first.formulation[0]), first.solution[0], t.solution[0])
                   : "whether it is solved";
        if (what != NULL) {
            (void)fprintf(stderr, "%d threads and %d: not the same %s\n", team[0], team[k], what);
            passed = false;
        }
        trial_clear(&t);
    }
    if (!passed) {
        trial_print(&first);
    }
    trial_clear(&first);
    return passed;
}

int main(int argc, char **argv) {
    const uint64_t shard = argc > 2 ? strtoull(argv[1], NULL, 10) : 0;
    const uint64_t n_shard = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
    uint64_t n_plant = 0, n_failed = 0;
    for (uint64_t k = 0; k < trial_count(N_PLANT); k++) {
        if (trial_is_mine(k, shard, n_shard)) {
            n_plant++;
            n_failed += try_plant(FIRST_SEED + k) ? 0 : 1;
        }
    }
    (void)printf("%llu plants, %llu failed\n", (unsigned long long)n_plant, (unsigned long long)n_failed);
    return n_failed == 0 && rw_memory_live() == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
