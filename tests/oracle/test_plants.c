// Generated plants against other people's solvers on the exported problem.  SPDX-License-Identifier: MIT
//
// usage: test_oracle_plants [SHARD N_SHARD].  A failing plant is printed with the arguments that generate it.
#include <stdio.h>
#include <stdlib.h>

#include "core/memory.h"
#include "support/court.h"
#include "support/trial.h"

enum { N_PLANT = 200 };

typedef struct oracle {
    court court;
    uint64_t n_plant, n_failed, n_infeasible;
} oracle;

// Everybody who is there must give the engine's answer.
static bool ask(const oracle *o, const trial *t, rw_idx step) {
    const rw_solution *solution = t->solution[step];
    rw_error error = {0};
    bool agree = true;
    if (rw_twostage_write_mps(rw_formulation_problem(t->formulation[step]), "plant", o->court.mps, NULL, &error) !=
        RW_OK) {
        (void)fprintf(stderr, "%s\n", error.text);
        return false;
    }
    for (int who = 0; who < N_REFEREE; who++) {
        double objective = 0.0;
        if (!referee_present((referee)who)) {
            continue;
        }
        const referee_answer answer = referee_solve((referee)who, o->court.mps, o->court.scratch, &objective);
        if (!court_agrees(solution, answer, objective)) {
            (void)fprintf(stderr, "step %d: %s answers %d, %.12g; the engine %s, %.12g\n", (int)step,
                          referee_name((referee)who), (int)answer, objective, rw_outcome_text(solution->outcome),
                          solution->objective);
            agree = false;
        }
    }
    return agree;
}

static void try_plant(oracle *o, uint64_t seed) {
    const plant_recipe recipe = plant_recipe_of(PLANT_TINY, seed);
    trial t;
    bool passed = trial_read(&t, &recipe) && trial_solve(&t, 1);
    for (rw_idx step = 0; step < t.n_step && t.solution[step] != NULL; step++) {
        passed = ask(o, &t, step) && passed;
    }
    o->n_plant++;
    o->n_infeasible += passed && t.plan == NULL ? 1 : 0;
    if (!passed) {
        o->n_failed++;
        trial_print(&t);
    }
    trial_clear(&t);
}

int main(int argc, char **argv) {
    const uint64_t shard = argc > 2 ? strtoull(argv[1], NULL, 10) : 0;
    const uint64_t n_shard = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
    oracle o = {.n_plant = 0};
    if (!court_open(&o.court)) {
        return EXIT_FAILURE;
    }
    for (uint64_t seed = 0; seed < trial_count(N_PLANT); seed++) {
        if (trial_is_mine(seed, shard, n_shard)) {
            try_plant(&o, seed);
        }
    }
    court_close(&o.court);
    (void)printf("%llu plants, %llu failed, %llu infeasible\n", (unsigned long long)o.n_plant,
                 (unsigned long long)o.n_failed, (unsigned long long)o.n_infeasible);
    return o.n_failed == 0 && o.n_plant > 0 && 10 * o.n_infeasible <= o.n_plant && rw_memory_live() == 0 ? EXIT_SUCCESS
                                                                                                         : EXIT_FAILURE;
}
