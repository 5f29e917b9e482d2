// The same run file, byte for byte, with any number of threads.  SPDX-License-Identifier: MIT
//
// usage: test_determinism_threads [SHARD N_SHARD]; the environment variable RAMPWERK names the program.  A failing
// plant is printed with the arguments that generate it.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/memory.h"
#include "support/spawn.h"
#include "support/trial.h"

enum {
    N_TINY = 200,
    N_SMALL = 8,
    N_RISKY = 20,
    FIRST_RISKY = 5000,
    N_TEAM = 4,
    FILE_LIMIT = 1 << 28,
    EXIT_INFEASIBLE = 2
};

static const char *const team[N_TEAM] = {"1", "2", "3", "8"};

typedef struct determinism {
    const char *program;
    const char *scenarios; // how many, from the risks; NULL: the nominal one
    char folder[32], config[64], run[64];
    uint64_t n_plant, n_failed, n_infeasible;
} determinism;

static bool write_config(const determinism *d, const plant_recipe *recipe) {
    rw_text text = {0};
    plant_write(recipe, &text);
    FILE *file = fopen(d->config, "w");
    const bool written = file != NULL && !text.failed && fputs(rw_text_string(&text), file) >= 0;
    const bool closed = file != NULL && fclose(file) == 0;
    rw_text_clear(&text);
    return written && closed;
}

// Plans and reads the run file into bytes.  The exit code.
static int plan(const determinism *d, const char *gap, const char *threads, rw_text *bytes) {
    const char *argument[] = {
        d->program,   "plan",  d->config, "-o", d->run,    "--reproducible",
        "--threads",  threads, "--gap",   gap,  "--quiet", d->scenarios != NULL ? "--scenarios" : NULL,
        d->scenarios, NULL};
    (void)remove(d->run);
    const int code = spawn_run(argument);
    if (code == 0 && rw_text_read_file(bytes, d->run, FILE_LIMIT, NULL) != RW_OK) {
        return -1;
    }
    return code;
}

static bool same(const rw_text *a, const rw_text *b) {
    return a->length == b->length && (a->length == 0 || memcmp(a->data, b->data, a->length) == 0);
}

static void try_recipe(determinism *d, const plant_recipe *recipe, const char *gap) {
    const trial t = {.recipe = *recipe};
    rw_text first = {0};
    int code = 0;
    bool passed = write_config(d, &t.recipe);
    for (int k = 0; k < N_TEAM && passed; k++) {
        rw_text bytes = {0};
        const int own = plan(d, gap, team[k], k == 0 ? &first : &bytes);
        code = k == 0 ? own : code;
        passed = own == code && (own == 0 || own == EXIT_INFEASIBLE) && (k == 0 || same(&first, &bytes));
        if (!passed) {
            (void)fprintf(stderr, "%s threads: exit code %d, %zu bytes; 1 thread: %d, %zu bytes\n", team[k], own,
                          k == 0 ? first.length : bytes.length, code, first.length);
            trial_print(&t);
        }
        rw_text_clear(&bytes);
    }
    rw_text_clear(&first);
    d->n_plant++;
    d->n_failed += passed ? 0 : 1;
    d->n_infeasible += code == EXIT_INFEASIBLE ? 1 : 0;
}

static void try_plant(determinism *d, plant_size size, uint64_t seed, const char *gap) {
    const plant_recipe recipe = plant_recipe_of(size, seed);
    d->scenarios = NULL;
    try_recipe(d, &recipe, gap);
}

static void try_risky_plant(determinism *d, uint64_t seed) {
    static const char *const scenarios[] = {"2", "5", "17", "40"};
    plant_recipe recipe = plant_recipe_of(PLANT_TINY, seed);
    recipe.has[PLANT_HAS_RISKS] = true;
    recipe.has[PLANT_HAS_LEXICOGRAPHIC] = false; // one scenario only
    d->scenarios = scenarios[seed / 5 % 4];
    try_recipe(d, &recipe, "0");
}

int main(int argc, char **argv) {
    const uint64_t shard = argc > 2 ? strtoull(argv[1], NULL, 10) : 0;
    const uint64_t n_shard = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
    determinism d = {.program = getenv("RAMPWERK"), .folder = "/tmp/rampwerk-threads-XXXXXX"};
    if (d.program == NULL || !spawn_is_program(d.program) || mkdtemp(d.folder) == NULL) {
        (void)fprintf(stderr, "RAMPWERK must name the program, and a folder in /tmp is needed\n");
        return EXIT_FAILURE;
    }
    (void)snprintf(d.config, sizeof d.config, "%s/plan.cfg", d.folder);
    (void)snprintf(d.run, sizeof d.run, "%s/run.h5", d.folder);
    for (uint64_t seed = 0; seed < trial_count(N_TINY); seed++) {
        if (trial_is_mine(seed, shard, n_shard)) {
            try_plant(&d, PLANT_TINY, seed, "0");
        }
    }
    for (uint64_t seed = 0; seed < trial_count(N_SMALL); seed++) {
        if (trial_is_mine(seed, shard, n_shard)) {
            try_plant(&d, PLANT_SMALL, seed, "0.001");
        }
    }
    for (uint64_t k = 0; k < trial_count(N_RISKY); k++) {
        if (trial_is_mine(k, shard, n_shard)) {
            try_risky_plant(&d, FIRST_RISKY + k);
        }
    }
    (void)remove(d.config);
    (void)remove(d.run);
    (void)rmdir(d.folder);
    (void)printf("%llu plants, %llu failed, %llu infeasible\n", (unsigned long long)d.n_plant,
                 (unsigned long long)d.n_failed, (unsigned long long)d.n_infeasible);
    return d.n_failed == 0 && 10 * d.n_infeasible <= d.n_plant && rw_memory_live() == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
