// Generated plants over several scenarios against other people's solvers on the exported extensive form.
// SPDX-License-Identifier: MIT
//
// usage: test_oracle_scenarios [SHARD N_SHARD].  A failing plant is printed with the arguments that generate it.  Every
// third plant has scenarios made up figure by figure instead of drawn from its risks; every fourth one minds the tail
// of the costs, which is written out in linear rows for the others.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/memory.h"
#include "support/futures.h"
#include "support/referee.h"
#include "support/tail.h"
#include "support/trial.h"

enum { N_PLANT = 100, FIRST_SEED = 3000, INVENTED = 3, AVERSE = 4 };

static const double tolerance = 1e-6; // relative

typedef struct oracle {
    char folder[32], mps[64], scratch[64];
    uint64_t n_plant, n_failed, n_infeasible, n_ordering; // ordering: something is ordered
} oracle;

static bool agrees(const rw_solution *solution, referee_answer answer, double objective) {
    if (!solution->has_point) {
        return answer == REFEREE_INFEASIBLE;
    }
    return answer == REFEREE_OPTIMAL &&
           fabs(objective - solution->objective) <= tolerance * fmax(1.0, fabs(solution->objective));
}

// Everybody who is there must give the engine's answer.
static bool ask(const oracle *o, const trial *t, const rw_twostage *problem) {
    const rw_solution *solution = t->solution[0];
    rw_error error = {0};
    bool agree = true;
    if (rw_twostage_write_mps(problem, "plant", o->mps, NULL, &error) != RW_OK) {
        (void)fprintf(stderr, "%s\n", error.text);
        return false;
    }
    for (int who = 0; who < N_REFEREE; who++) {
        double objective = 0.0;
        if (!referee_present((referee)who)) {
            continue;
        }
        const referee_answer answer = referee_solve((referee)who, o->mps, o->scratch, &objective);
        if (!agrees(solution, answer, objective)) {
            (void)fprintf(stderr, "%s answers %d, %.12g; the engine %s, %.12g\n", referee_name((referee)who),
                          (int)answer, objective, rw_outcome_text(solution->outcome), solution->objective);
            agree = false;
        }
    }
    return agree;
}

// As any solver takes it: without a risk measure.
static bool is_confirmed(const oracle *o, const trial *t) {
    const rw_twostage *problem = rw_formulation_problem(t->formulation[0]);
    rw_twostage *extended = NULL;
    if (problem->risk_weight > 0.0) {
        if (tail_extend(problem, &extended) != RW_OK) {
            return false;
        }
        problem = extended;
    }
    const bool agree = ask(o, t, problem);
    rw_twostage_free(&extended);
    return agree;
}

static bool orders(const trial *t) {
    for (rw_idx j = 0; t->plan != NULL && j < rw_formulation_problem(t->formulation[0])->first.n_col; j++) {
        if (t->solution[0]->first[j] > 0.0) {
            return true;
        }
    }
    return false;
}

static bool take_scenarios(trial *t) {
    const uint64_t seed = t->recipe.seed;
    const rw_idx n = 2 + (rw_idx)(seed % 5);
    if (seed % AVERSE == 0) {
        t->input->model->risk_weight = seed % (2 * AVERSE) == 0 ? 0.5 : 1.0;
        t->input->model->risk_level = 0.6;
    }
    return trial_take(t, seed % INVENTED == 0 ? futures_invent(t->input->model, seed, n)
                                              : futures_draw(t->input->model, seed, n, &t->error));
}

static void try_plant(oracle *o, uint64_t seed) {
    plant_recipe recipe = plant_recipe_of(PLANT_TINY, seed);
    recipe.has[PLANT_HAS_RISKS] = true;
    recipe.has[PLANT_HAS_LEXICOGRAPHIC] = false; // one scenario only
    trial t;
    bool passed = trial_read(&t, &recipe) && take_scenarios(&t) && trial_solve(&t, 1);
    passed = t.solution[0] != NULL && is_confirmed(o, &t) && passed;
    o->n_plant++;
    o->n_infeasible += passed && t.plan == NULL ? 1 : 0;
    o->n_ordering += passed && orders(&t) ? 1 : 0;
    if (!passed) {
        o->n_failed++;
        trial_print(&t);
    }
    trial_clear(&t);
}

int main(int argc, char **argv) {
    const uint64_t shard = argc > 2 ? strtoull(argv[1], NULL, 10) : 0;
    const uint64_t n_shard = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
    oracle o = {.folder = "/tmp/rampwerk-oracle-XXXXXX"};
    int n_present = 0;
    for (int who = 0; who < N_REFEREE; who++) {
        n_present += referee_present((referee)who) ? 1 : 0;
    }
    if (n_present < 2 || mkdtemp(o.folder) == NULL) {
        (void)fprintf(stderr, "two of cbc, glpsol and $HIGHS are needed, and a folder in /tmp\n");
        return EXIT_FAILURE;
    }
    (void)snprintf(o.mps, sizeof o.mps, "%s/plant.mps", o.folder);
    (void)snprintf(o.scratch, sizeof o.scratch, "%s/plant.sol", o.folder);
    for (uint64_t k = 0; k < trial_count(N_PLANT); k++) {
        if (trial_is_mine(k, shard, n_shard)) {
            try_plant(&o, FIRST_SEED + k);
        }
    }
    (void)remove(o.mps);
    (void)rmdir(o.folder);
    (void)printf("%llu plants, %llu failed, %llu infeasible, %llu with orders\n", (unsigned long long)o.n_plant,
                 (unsigned long long)o.n_failed, (unsigned long long)o.n_infeasible, (unsigned long long)o.n_ordering);
    const bool fair = 10 * o.n_infeasible <= o.n_plant && 2 * o.n_ordering >= o.n_plant;
    return o.n_failed == 0 && o.n_plant > 0 && fair && rw_memory_live() == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
