// A generated plant on its way through the library: read, formulated, solved, re-checked.  SPDX-License-Identifier: MIT
#ifndef RW_TESTS_TRIAL_H
#define RW_TESTS_TRIAL_H

#include <rampwerk/formulate.h>
#include <rampwerk/input.h>
#include <rampwerk/verify.h>

#include "plant/recipe.h"

typedef struct trial {
    plant_recipe recipe;
    rw_input *input;
    rw_scenario_set *scenarios;
    rw_idx n_step; // 2 with the lexicographic objective: shortfall, then cost
    rw_formulation *formulation[2];
    rw_solution *solution[2];
    rw_plan *plan; // NULL while there is none
    rw_verdict verdict;
    rw_error error;
} trial;

// How many trials a test makes: count times the environment variable RAMPWERK_TEST_MULT, at least 1.
uint64_t trial_count(uint64_t count);

// Which of them this process makes: seed % n_shard == shard.  Set from the arguments "SHARD N_SHARD".
bool trial_is_mine(uint64_t seed, uint64_t shard, uint64_t n_shard);

// Generates and reads.  False: trial->error and the diagnostics say why.
bool trial_read(trial *t, const plant_recipe *recipe);

// Plans over these scenarios instead of the nominal one.  False if there are none.
bool trial_take(trial *t, rw_scenario_set *scenarios);

// Solves to gap 0 and re-checks the plan.  False if a call failed, a solve did not prove optimality (infeasible ones
// apart: then plan is NULL) or the plan did not pass.  trial->error says why.
bool trial_solve(trial *t, int threads);
void trial_clear(trial *t); // also a zeroed one

// In words, for a failing seed: size, seed, features, and the error.
void trial_print(const trial *t);

// The last step's objective, or INFINITY without a plan.
double trial_objective(const trial *t);

#endif
