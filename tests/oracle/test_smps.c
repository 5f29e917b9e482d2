// Small SMPS files in the styles of published collections: the engine against other people's solvers on the extensive
// form, and against the same problem written and read again.  SPDX-License-Identifier: MIT
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include <rampwerk/smps.h>

#include "core/memory.h"
#include "support/optimum.h"
#include "support/referee.h"

static const double tolerance = 1e-6; // relative

static char folder[] = "/tmp/rampwerk-smps-XXXXXX";

static int make_folder(void **state) {
    (void)state;
    return mkdtemp(folder) != NULL ? 0 : -1;
}

static int remove_folder(void **state) {
    (void)state;
    static const char *const ending[] = {"mps", "cor", "tim", "sto"};
    for (int k = 0; k < 4; k++) {
        char path[64];
        (void)snprintf(path, sizeof path, "%s/p.%s", folder, ending[k]);
        (void)remove(path);
    }
    return rmdir(folder) == 0 && rw_memory_live() == 0 ? 0 : -1;
}

static rw_smps *read_files(const char *core, const char *time, const char *stoch) {
    static const rw_smps_options options = {0};
    rw_smps *smps = NULL;
    rw_error error = {0};
    if (rw_smps_read(core, time, stoch, &options, &smps, &error) != RW_OK) {
        print_error("%s:%d:%d: %s\n", error.source, error.line, error.column, error.text);
        fail();
    }
    return smps;
}

static void assert_same(const char *who, double found, double expected) {
    if (!(fabs(found - expected) <= tolerance * fmax(1.0, fabs(expected)))) {
        print_error("%s: %.12g instead of %.12g\n", who, found, expected);
        fail();
    }
}

static void try_problem(const char *core, const char *time, const char *stoch, double expected) {
    char path[4][64];
    int n_asked = 0;
    static const char *const ending[] = {"cor", "tim", "sto", "mps"};
    for (int k = 0; k < 4; k++) {
        (void)snprintf(path[k], sizeof path[k], "%s/p.%s", folder, ending[k]);
    }
    char base[64], scratch[64], name[3][512];
    (void)snprintf(base, sizeof base, "%s/p", folder);
    (void)snprintf(scratch, sizeof scratch, "%s/p.sol", folder);
    const char *source = getenv("RAMPWERK_SOURCE"), *const file[3] = {core, time, stoch};
    assert_non_null(source);
    for (int k = 0; k < 3; k++) {
        (void)snprintf(name[k], sizeof name[k], "%s/tests/data/smps/%s", source, file[k]);
    }
    rw_smps *smps = read_files(name[0], name[1], name[2]);
    const double own = optimum(smps->problem);
    assert_same("the engine", smps->maximise ? -own : own, expected);
    assert_int_equal(rw_twostage_write_mps(smps->problem, "p", path[3], NULL, NULL), RW_OK);
    for (int who = 0; who < N_REFEREE; who++) {
        double found = 0.0;
        if (referee_present((referee)who)) {
            assert_int_equal(referee_solve((referee)who, path[3], scratch, &found), REFEREE_OPTIMAL);
            assert_same(referee_name((referee)who), found, own);
            n_asked++;
        }
    }
    assert_true(n_asked > 0);
    assert_int_equal(rw_smps_write(smps->problem, "p", base, NULL, NULL), RW_OK);
    rw_smps *again = read_files(path[0], path[1], path[2]);
    assert_same("read again", optimum(again->problem), own);
    rw_smps_free(&again);
    rw_smps_free(&smps);
}

static void independent_demands(void **state) {
    (void)state;
    try_problem("ports.cor", "ports.tim", "ports.sto", 483.45);
}

static void blocks_and_a_random_matrix(void **state) {
    (void)state;
    try_problem("ports.cor", "ports.tim", "ports-blocks.sto", 490.275);
}

static void scenarios_of_a_maximised_profit(void **state) {
    (void)state;
    try_problem("fields.cor", "fields.tim", "fields.sto", 81532.0731261);
}

static void ranges_bounds_and_a_random_constant(void **state) {
    (void)state;
    try_problem("depot.core", "depot.time", "depot.stoch", 21.66);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(independent_demands),
        cmocka_unit_test(blocks_and_a_random_matrix),
        cmocka_unit_test(scenarios_of_a_maximised_profit),
        cmocka_unit_test(ranges_bounds_and_a_random_constant),
    };
    return cmocka_run_group_tests_name("oracle/smps", tests, make_folder, remove_folder);
}
