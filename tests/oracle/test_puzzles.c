// Small two-stage problems of every kind against other people's solvers on the extensive form.
// SPDX-License-Identifier: MIT
//
// usage: test_oracle_puzzles [SHARD N_SHARD [FIRST_SEED COUNT]].  A failing problem is printed with its kind and seed.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <rampwerk/optimize.h>

#include "core/memory.h"
#include "support/puzzle.h"
#include "support/referee.h"
#include "support/trial.h"

enum { N_PUZZLE = 400, N_KIND = 2 };

static const char *const kind_name[N_KIND] = {"boxed", "open"};
// Beyond the first ones: those that have shown something wrong.
static const uint64_t hard[] = {753, 985, 1392, 1550, 1942, 2164, 2176, 2193, 2197, 2654, 4966, 7829};
static const double tolerance = 1e-6;  // relative
static const double time_limit = 20.0; // seconds: these take milliseconds

typedef struct oracle {
    char folder[32], mps[64], scratch[64];
    uint64_t n_puzzle, n_failed, n_optimal, n_infeasible, n_unbounded, n_unsettled;
} oracle;

static bool is_near(double a, double b) {
    return fabs(a - b) <= tolerance * fmax(1.0, fabs(b));
}

// What two referees agree on; unsettled where they do not, or where one of them gives up.  GLPK has no answer to an
// unbounded problem: then that of Cbc alone is taken.
static referee_answer ask(const oracle *o, const rw_twostage *problem, double *objective) {
    referee_answer found = REFEREE_UNSETTLED;
    rw_error error = {0};
    if (rw_twostage_write_mps(problem, "puzzle", o->mps, NULL, &error) != RW_OK) {
        (void)fprintf(stderr, "%s\n", error.text);
        return REFEREE_UNSETTLED;
    }
    for (int who = REFEREE_CBC; who <= REFEREE_GLPK; who++) {
        double own = 0.0;
        const referee_answer answer = referee_solve((referee)who, o->mps, o->scratch, &own);
        const bool first = who == REFEREE_CBC;
        if (found == REFEREE_UNBOUNDED && answer == REFEREE_UNSETTLED) {
            return found;
        }
        if (!first && (answer != found || (answer == REFEREE_OPTIMAL && !is_near(own, *objective)))) {
            return REFEREE_UNSETTLED;
        }
        found = answer;
        *objective = own;
    }
    return found;
}

static bool agrees(const rw_solution *solution, referee_answer answer, double objective) {
    if (answer == REFEREE_UNBOUNDED) { // with integers it may have no solution, and that no proof
        return solution->outcome != RW_OUTCOME_OPTIMAL && !solution->has_point;
    }
    if (answer == REFEREE_INFEASIBLE) {
        return solution->outcome == RW_OUTCOME_INFEASIBLE && !solution->has_point;
    }
    return solution->outcome == RW_OUTCOME_OPTIMAL && solution->has_point && is_near(solution->objective, objective) &&
           solution->bound <= solution->objective + tolerance * fmax(1.0, fabs(objective)) &&
           is_near(solution->bound, objective);
}

static void try_puzzle(oracle *o, puzzle_kind kind, uint64_t seed) {
    static const char *const answers[] = {"optimal", "infeasible", "unbounded", "unsettled"};
    rw_twostage *problem = puzzle_new(seed, kind);
    rw_optimize_options options;
    rw_solution *solution = NULL;
    rw_error error = {0};
    double objective = 0.0;
    rw_optimize_defaults(&options);
    options.gap_relative = 0.0;
    options.gap_absolute = 0.0;
    options.time_limit = time_limit;
    rw_status status = problem != NULL ? rw_twostage_check(problem, &error) : RW_NO_MEMORY;
    const referee_answer answer = status == RW_OK ? ask(o, problem, &objective) : REFEREE_UNSETTLED;
    if (status == RW_OK) {
        status = rw_optimize(problem, &options, NULL, &solution, &error);
    }
    o->n_puzzle++;
    o->n_optimal += answer == REFEREE_OPTIMAL ? 1 : 0;
    o->n_infeasible += answer == REFEREE_INFEASIBLE ? 1 : 0;
    o->n_unbounded += answer == REFEREE_UNBOUNDED ? 1 : 0;
    o->n_unsettled += answer == REFEREE_UNSETTLED ? 1 : 0;
    if (status != RW_OK || (answer != REFEREE_UNSETTLED && !agrees(solution, answer, objective))) {
        o->n_failed++;
        (void)fprintf(stderr, "%s %llu: they say %s %.12g; the engine: %s %s, %s, %.12g, bound %.12g; risk %g %g\n",
                      kind_name[kind], (unsigned long long)seed, answers[answer], objective, rw_status_text(status),
                      error.text, solution != NULL ? rw_outcome_text(solution->outcome) : "nothing",
                      solution != NULL ? solution->objective : 0.0, solution != NULL ? solution->bound : 0.0,
                      problem != NULL ? problem->risk_weight : 0.0, problem != NULL ? problem->risk_level : 0.0);
    }
    rw_solution_free(&solution);
    rw_twostage_free(&problem);
}

int main(int argc, char **argv) {
    const uint64_t shard = argc > 2 ? strtoull(argv[1], NULL, 10) : 0;
    const uint64_t n_shard = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
    const uint64_t first = argc > 4 ? strtoull(argv[3], NULL, 10) : 0;
    const uint64_t count = argc > 4 ? strtoull(argv[4], NULL, 10) : trial_count(N_PUZZLE);
    oracle o = {.folder = "/tmp/rampwerk-oracle-XXXXXX"};
    if (!referee_present(REFEREE_CBC) || !referee_present(REFEREE_GLPK) || mkdtemp(o.folder) == NULL) {
        (void)fprintf(stderr, "cbc and glpsol are needed, and a folder in /tmp\n");
        return EXIT_FAILURE;
    }
    (void)snprintf(o.mps, sizeof o.mps, "%s/puzzle.mps", o.folder);
    (void)snprintf(o.scratch, sizeof o.scratch, "%s/puzzle.sol", o.folder);
    for (uint64_t seed = first; seed < first + count; seed++) {
        for (int kind = 0; kind < N_KIND && trial_is_mine(seed, shard, n_shard); kind++) {
            try_puzzle(&o, (puzzle_kind)kind, seed);
        }
    }
    for (uint64_t k = 0; k < sizeof hard / sizeof *hard && argc <= 4; k++) {
        for (int kind = 0; kind < N_KIND && trial_is_mine(k, shard, n_shard); kind++) {
            try_puzzle(&o, (puzzle_kind)kind, hard[k]);
        }
    }
    (void)remove(o.mps);
    (void)rmdir(o.folder);
    (void)printf("%llu problems, %llu failed; %llu optimal, %llu infeasible, %llu unbounded, %llu unsettled\n",
                 (unsigned long long)o.n_puzzle, (unsigned long long)o.n_failed, (unsigned long long)o.n_optimal,
                 (unsigned long long)o.n_infeasible, (unsigned long long)o.n_unbounded,
                 (unsigned long long)o.n_unsettled);
    const bool fair = 5 * o.n_optimal >= o.n_puzzle && 4 * o.n_unsettled <= o.n_puzzle;
    return o.n_failed == 0 && fair && rw_memory_live() == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
