// Scenario sets for tests: made up, and rearranged.  SPDX-License-Identifier: MIT
#ifndef RW_TESTS_FUTURES_H
#define RW_TESTS_FUTURES_H

#include <rampwerk/scenario.h>

// n_scenario scenarios of the model's risks: plain Monte Carlo or a Latin hypercube, by the seed.  NULL: error says
// why.
rw_scenario_set *futures_draw(const rw_model *model, uint64_t seed, rw_idx n_scenario, rw_error *error);

// n_scenario scenarios with probabilities of their own (they add up to 1) in which every figure of every entity is
// drawn by itself, whatever the risks of the model: some ratios are 0, some scenarios the nominal one.  NULL: no
// memory.
rw_scenario_set *futures_invent(const rw_model *model, uint64_t seed, rw_idx n_scenario);

// The same scenarios in another order; `of` must outlive it.  NULL: no memory.
rw_scenario_set *futures_permuted(const rw_scenario_set *of, uint64_t seed);

// One more scenario: what scenario w is with a third of its probability stands at the end once more with two thirds.
// `of` must outlive it.  NULL: no memory.
rw_scenario_set *futures_split(const rw_scenario_set *of, rw_idx w);

#endif
