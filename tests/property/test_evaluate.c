// What must hold of a plan that is evaluated, whatever the plant.  SPDX-License-Identifier: MIT
//
// usage: test_property_evaluate [SHARD N_SHARD].  A failing plant is printed with the arguments that generate it.
// Plants are planned for a sample and evaluated in the same one, where the plan is the best there is.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include <rampwerk/analyse.h>

#include "core/memory.h"
#include "support/trial.h"

enum { N_PLANT = 24, FIRST_SEED = 5000, N_SIZE = 5, AVERSE = 4, LEXICOGRAPHIC = 6, N_THREADS = 3 };

static const double same = 1e-9;   // relative
static const double worse = 1e-7;  // relative: room of an inequality between solves to gap 0
static const double missed = 1e-6; // of a target: a shortfall beyond

typedef struct property {
    uint64_t n_trial, n_failed;
    uint64_t n_informed, n_planned, n_short; // plants in which foresight, and futures, are worth something; in doubt
} property;

static double size_of(double value) {
    return fmax(1.0, fabs(value));
}

static void report(property *p, const trial *t, const char *what, bool holds, double first, double second) {
    p->n_trial++;
    if (!holds) {
        p->n_failed++;
        (void)fprintf(stderr, "%s: %.17g and %.17g, apart by %.3g\n", what, first, second, first - second);
        trial_print(t);
    }
}

static rw_draw draw_of(uint64_t seed) {
    const rw_idx n = 2 + (rw_idx)(seed % N_SIZE);
    return (rw_draw){.seed = seed,
                     .sampling = seed % 2 == 0 ? RW_SAMPLING_MONTE_CARLO : RW_SAMPLING_LATIN_HYPERCUBE,
                     .n_sample = n,
                     .n_scenario = n};
}

static bool prepare(trial *t, uint64_t seed) {
    plant_recipe recipe = plant_recipe_of(PLANT_TINY, seed);
    recipe.has[PLANT_HAS_RISKS] = true;
    recipe.has[PLANT_HAS_LEXICOGRAPHIC] = false;
    rw_scenario_set *set = NULL;
    const rw_draw draw = draw_of(seed);
    bool good = trial_read(t, &recipe);
    if (good && seed % AVERSE == 0) {
        t->input->model->risk_weight = 0.5;
        t->input->model->risk_level = 0.6;
    }
    good = good && rw_scenario_draw(t->input->model, &draw, &set, &t->error) == RW_OK;
    return trial_take(t, set) && good && trial_solve(t, 1);
}

static bool evaluate(const trial *t, const rw_outlook_options *options, rw_outlook *outlook) {
    rw_error error = {0};
    const rw_status status = rw_outlook_make(t->input->model, t->plan, options, outlook, &error);
    if (status != RW_OK) {
        (void)fprintf(stderr, "%s\n", error.text);
    }
    return status == RW_OK && !outlook->is_partial;
}

static rw_outlook_options options_of(uint64_t seed) {
    const rw_draw draw = draw_of(seed);
    rw_outlook_options options;
    rw_outlook_defaults(&options);
    options.seed = draw.seed;
    options.sampling = draw.sampling;
    options.n_scenario = draw.n_scenario;
    options.threads = 1 + (int)(seed % N_THREADS);
    options.solve_gap = 0.0;
    return options;
}

static bool is_met(const trial *t, rw_idx w, const rw_date_outlook *date) {
    const rw_course *course = &t->plan->course[w];
    const rw_idx at = date->product * t->input->model->n_month + date->month;
    return course->shortfall[at] <= missed * fmax(1.0, course->shortfall[at] + course->customer_stock[at]);
}

// Costs, and targets met, are those of the plan's own courses.
static void try_courses(property *p, const trial *t, const rw_outlook *outlook) {
    double mean = 0.0;
    for (rw_idx w = 0; w < t->plan->n_scenario; w++) {
        mean += t->plan->course[w].objective / (double)t->plan->n_scenario;
    }
    report(p, t, "mean, and its courses'", fabs(outlook->cost.mean.mean - mean) <= same * size_of(mean),
           outlook->cost.mean.mean, mean);
    for (rw_idx d = 0; d < outlook->n_date; d++) {
        rw_idx n_met = 0;
        for (rw_idx w = 0; w < t->plan->n_scenario; w++) {
            n_met += is_met(t, w, &outlook->date[d]) ? 1 : 0;
        }
        const rw_interval interval = outlook->date[d].interval;
        report(p, t, "futures with a target met, and courses", n_met == outlook->date[d].n_met,
               (double)outlook->date[d].n_met, (double)n_met);
        report(p, t, "probability and its interval",
               interval.low <= outlook->date[d].probability && outlook->date[d].probability <= interval.high,
               interval.low, interval.high);
        p->n_short += n_met > 0 && n_met < t->plan->n_scenario ? 1 : 0;
    }
}

// In its own sample the plan is the best one: foresight and planning for all futures cannot be worth less than nothing.
static void try_worth(property *p, const trial *t, const rw_outlook *outlook) {
    const double room = worse * size_of(outlook->cost.mean.mean);
    const bool is_neutral = !(t->input->model->risk_weight > 0.0);
    report(p, t, "EVPI", outlook->foresight.regret.mean >= -room, outlook->foresight.regret.mean, 0.0);
    report(p, t, "EVPI's bracket", outlook->foresight.value.low <= outlook->foresight.value.high + room,
           outlook->foresight.value.low, outlook->foresight.value.high);
    report(p, t, "VSS", !is_neutral || outlook->mean_plan.saving.mean >= -room, outlook->mean_plan.saving.mean, 0.0);
    report(p, t, "VSS's bracket", outlook->mean_plan.value.low <= outlook->mean_plan.value.high,
           outlook->mean_plan.value.low, outlook->mean_plan.value.high);
    report(p, t, "gap", outlook->gap.mean >= -room && outlook->gap.upper >= outlook->gap.mean, outlook->gap.mean, 0.0);
    p->n_informed += outlook->foresight.regret.mean > room ? 1 : 0;
    p->n_planned += outlook->mean_plan.saving.mean > room ? 1 : 0;
}

static void try_plant(property *p, uint64_t seed) {
    trial t;
    rw_outlook outlook = {0};
    const bool solved = prepare(&t, seed);
    report(p, &t, "solved", solved, 0.0, 0.0);
    if (solved && t.plan != NULL) {
        rw_outlook_options options = options_of(seed);
        options.with_mean_plan = true;
        options.n_foresight = options.n_scenario;
        options.n_gap_sample = 2;
        options.gap_size = 3;
        const bool done = evaluate(&t, &options, &outlook);
        report(p, &t, "evaluated", done, 0.0, 0.0);
        if (done) {
            try_courses(p, &t, &outlook);
            try_worth(p, &t, &outlook);
        }
        rw_outlook_clear(&outlook);
    }
    trial_clear(&t);
}

// A lexicographic plan of one future costs in it what it was planned to.
static void try_lexicographic(property *p, uint64_t seed) {
    trial t;
    rw_outlook outlook = {0};
    plant_recipe recipe = plant_recipe_of(PLANT_TINY, seed);
    recipe.has[PLANT_HAS_LEXICOGRAPHIC] = true;
    const bool solved = trial_read(&t, &recipe) && trial_solve(&t, 1);
    report(p, &t, "solved", solved, 0.0, 0.0);
    if (solved && t.plan != NULL) {
        rw_outlook_options options = options_of(seed);
        const double planned = trial_objective(&t);
        const bool done = evaluate(&t, &options, &outlook); // without risks all futures are the nominal one
        const double room = 1e-5 * size_of(planned);        // of the caps on weighted shortfall
        report(p, &t, "lexicographic, and planned", done && fabs(outlook.cost.worst - planned) <= room,
               outlook.cost.worst, planned);
        rw_outlook_clear(&outlook);
    }
    trial_clear(&t);
}

int main(int argc, char **argv) {
    const uint64_t shard = argc > 2 ? strtoull(argv[1], NULL, 10) : 0;
    const uint64_t n_shard = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
    property p = {0};
    for (uint64_t seed = FIRST_SEED; seed < FIRST_SEED + trial_count(N_PLANT); seed++) {
        if (trial_is_mine(seed, shard, n_shard)) {
            try_plant(&p, seed);
        }
        if (trial_is_mine(seed, shard, n_shard) && seed % LEXICOGRAPHIC == 0) {
            try_lexicographic(&p, seed);
        }
    }
    (void)printf(
        "%llu trials, %llu failed; foresight is worth something in %llu plants, futures in %llu; %llu targets in "
        "doubt\n",
        (unsigned long long)p.n_trial, (unsigned long long)p.n_failed, (unsigned long long)p.n_informed,
        (unsigned long long)p.n_planned, (unsigned long long)p.n_short);
    return p.n_failed == 0 && p.n_trial > 0 && p.n_informed > 0 && rw_memory_live() == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
