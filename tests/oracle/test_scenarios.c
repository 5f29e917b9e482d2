// Generated plants over several scenarios against other people's solvers on the exported extensive form.
// SPDX-License-Identifier: MIT
//
// The same problem written as SMPS and read back has the same optimum too.
//
// usage: test_oracle_scenarios [SHARD N_SHARD].  A failing plant is printed with the arguments that generate it.  Every
// third plant has scenarios made up figure by figure instead of drawn from its risks; every fourth one minds the tail
// of the costs, which is written out in linear rows for the others.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include <rampwerk/smps.h>

#include "core/memory.h"
#include "support/futures.h"
#include "support/court.h"
#include "support/trial.h"

enum { N_PLANT = 100, FIRST_SEED = 3000, INVENTED = 3, AVERSE = 4 };

static const double tolerance = 1e-6; // relative

typedef struct oracle {
    court court;
    char smps[64], core[72], time[72], stoch[72];
    uint64_t n_plant, n_failed, n_infeasible, n_ordering; // ordering: something is ordered
} oracle;

// Everybody who is there and has an answer must give the engine's, and two must have one.
static bool ask(const oracle *o, const trial *t) {
    const rw_solution *solution = t->solution[0];
    rw_error error = {0};
    int n_answer = 0;
    bool agree = true;
    if (rw_twostage_write_mps(rw_formulation_problem(t->formulation[0]), "plant", o->court.mps, NULL, &error) !=
        RW_OK) {
        (void)fprintf(stderr, "%s\n", error.text);
        return false;
    }
    for (int who = 0; who < N_REFEREE; who++) {
        double objective = 0.0;
        const referee_answer answer = referee_present((referee)who)
                                          ? referee_solve((referee)who, o->court.mps, o->court.scratch, &objective)
                                          : REFEREE_UNSETTLED;
        n_answer += answer != REFEREE_UNSETTLED ? 1 : 0;
        if (answer != REFEREE_UNSETTLED && !court_agrees(solution, answer, objective)) {
            (void)fprintf(stderr, "%s answers %d, %.12g; the engine %s, %.12g\n", referee_name((referee)who),
                          (int)answer, objective, rw_outcome_text(solution->outcome), solution->objective);
            agree = false;
        }
    }
    if (n_answer < 2) {
        (void)fprintf(stderr, "only %d of the others have an answer\n", n_answer);
    }
    return agree && n_answer >= 2;
}

// What the SMPS files say is solved without the hints of the formulation.
static rw_status read_back(const oracle *o, const trial *t, rw_error *error) {
    rw_status status = RW_OK;
    const rw_smps_options defaults = {0};
    rw_optimize_options options;
    rw_smps *smps = NULL;
    rw_solution *solution = NULL;
    rw_optimize_defaults(&options);
    options.gap_relative = 0.0;
    options.gap_absolute = 0.0;
    RW_TRY(rw_smps_write(rw_formulation_problem(t->formulation[0]), "plant", o->smps, NULL, error));
    RW_TRY(rw_smps_read(o->core, o->time, o->stoch, &defaults, &smps, error));
    RW_TRY(rw_optimize(smps->problem, &options, NULL, &solution, error));
    const double wanted = t->solution[0]->objective;
    const bool same = solution->has_point ? fabs(solution->objective - wanted) <= tolerance * fmax(1.0, fabs(wanted))
                                          : !t->solution[0]->has_point;
    if (!same || solution->outcome != t->solution[0]->outcome || smps->n_warning > 0) {
        RW_TRY(rw_error_set(error, RW_DATA, "%s, %.12g, %lld warnings; before %.12g",
                            rw_outcome_text(solution->outcome), solution->objective, (long long)smps->n_warning,
                            wanted));
    }
done:
    rw_solution_free(&solution);
    rw_smps_free(&smps);
    return status;
}

static bool is_read_back(const oracle *o, const trial *t) {
    rw_error error = {0};
    if (read_back(o, t, &error) != RW_OK) {
        (void)fprintf(stderr, "SMPS read back: %s\n", error.text);
        return false;
    }
    return true;
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
    passed = t.solution[0] != NULL && ask(o, &t) && is_read_back(o, &t) && passed;
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
    oracle o = {.n_plant = 0};
    if (!court_open(&o.court)) {
        return EXIT_FAILURE;
    }
    (void)snprintf(o.smps, sizeof o.smps, "%s/plant", o.court.folder);
    (void)snprintf(o.core, sizeof o.core, "%s.cor", o.smps);
    (void)snprintf(o.time, sizeof o.time, "%s.tim", o.smps);
    (void)snprintf(o.stoch, sizeof o.stoch, "%s.sto", o.smps);
    for (uint64_t k = 0; k < trial_count(N_PLANT); k++) {
        if (trial_is_mine(k, shard, n_shard)) {
            try_plant(&o, FIRST_SEED + k);
        }
    }
    (void)remove(o.core);
    (void)remove(o.time);
    (void)remove(o.stoch);
    court_close(&o.court);
    (void)printf("%llu plants, %llu failed, %llu infeasible, %llu with orders\n", (unsigned long long)o.n_plant,
                 (unsigned long long)o.n_failed, (unsigned long long)o.n_infeasible, (unsigned long long)o.n_ordering);
    const bool fair = 10 * o.n_infeasible <= o.n_plant && 2 * o.n_ordering >= o.n_plant;
    return o.n_failed == 0 && o.n_plant > 0 && fair && rw_memory_live() == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
