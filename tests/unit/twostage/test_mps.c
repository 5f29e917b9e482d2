// MPS files, read by other solvers.  SPDX-License-Identifier: MIT
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/memory.h"
#include "core/text.h"
#include "support/referee.h"
#include "twostage/mps.h"
#include "unit/twostage/sample.h"

static const double tolerance = 1e-7; // Cbc prints eight digits

static char folder[] = "/tmp/rampwerk-mps-XXXXXX";
static char mps_path[64], map_path[64], scratch[64];

static int make_folder(void **state) {
    (void)state;
    if (mkdtemp(folder) == NULL) {
        return -1;
    }
    (void)snprintf(mps_path, sizeof mps_path, "%s/p.mps", folder);
    (void)snprintf(map_path, sizeof map_path, "%s/p.csv", folder);
    (void)snprintf(scratch, sizeof scratch, "%s/p.sol", folder);
    return 0;
}

static int remove_folder(void **state) {
    (void)state;
    (void)remove(mps_path);
    (void)remove(map_path);
    return rmdir(folder) == 0 && rw_memory_live() == 0 ? 0 : -1;
}

static void ask_everybody(const rw_twostage *problem, referee_answer expected, double optimum) {
    rw_error error = {0};
    assert_int_equal(rw_twostage_write_mps(problem, "sample", mps_path, NULL, &error), RW_OK);
    for (int who = 0; who < N_REFEREE; who++) {
        double objective = 0.0;
        if (!referee_present((referee)who)) {
            continue;
        }
        const referee_answer answer = referee_solve((referee)who, mps_path, scratch, &objective);
        if (answer != expected ||
            (answer == REFEREE_OPTIMAL && !(fabs(objective - optimum) <= tolerance * fmax(1.0, fabs(optimum))))) {
            print_error("%s: answer %d, objective %.17g instead of %.17g\n", referee_name((referee)who), (int)answer,
                        objective, optimum);
            fail();
        }
    }
}

static void mps_is_read_alike_by_all(void **state) {
    (void)state;
    const double constant[] = {0.0, 1000.0, -1000.0};
    for (int k = 0; k < 3; k++) {
        rw_twostage *problem = sample_new(constant[k]);
        ask_everybody(problem, REFEREE_OPTIMAL, sample_optimum + constant[k]);
        rw_twostage_free(&problem);
    }
}

// A fractional bound of an integer column, an infinite one, a column nothing uses, a free row, one with a negative
// upper bound: x1 <= 2.9 means 2 (56.4375 by the derivation in sample.c).
static void mps_of_awkward_bounds_is_read_alike_by_all(void **state) {
    (void)state;
    rw_twostage *problem = sample_new(0.0);
    problem->first.upper[1] = 2.9;
    ask_everybody(problem, REFEREE_OPTIMAL, 56.4375 - 5.625);
    problem->first.upper[1] = 3;
    problem->first.lower[2] = -(double)INFINITY;
    problem->first.upper[2] = -1; // x2 = -1, x3 = -3.5: 1.25 more for x3, 1 less for x2
    ask_everybody(problem, REFEREE_OPTIMAL, sample_optimum + 0.25);
    problem->first.row_lower[0] = -(double)INFINITY; // free: x0 and x1 no longer ordered
    problem->first.upper[0] = (double)INFINITY;
    ask_everybody(problem, REFEREE_OPTIMAL, sample_optimum + 0.25);
    problem->first.lower[0] = 2;
    problem->first.upper[0] = 2;
    ask_everybody(problem, REFEREE_OPTIMAL, sample_optimum + 0.25 + 20);
    rw_twostage_free(&problem);
}

static void mps_of_infeasible_problem_is_read_alike_by_all(void **state) {
    (void)state;
    rw_twostage *problem = sample_new(0.0);
    problem->second.row_lower[1] = 200; // more than can be bought and made
    problem->second.row_upper[1] = 200;
    ask_everybody(problem, REFEREE_INFEASIBLE, 0.0);
    rw_twostage_free(&problem);
}

static void mps_text_is_exact(void **state) {
    (void)state;
    static const char expected[] = "NAME my.plan FREE\nROWS\n N  cost\n G  c0000000\n G  c0000001\n L  c0000002\n"
                                   " E  c0000003\n G  c0000004\n L  c0000005\n E  c0000006\n G  c0000007\nCOLUMNS\n"
                                   "    M0000000  'MARKER'  'INTORG'\n    x0000000  cost  10\n"
                                   "    x0000000  c0000000  -1\n    x0000001  cost  10\n";
    rw_twostage *problem = sample_new(0.1);
    rw_extensive *extensive = NULL;
    rw_text text = {0};
    assert_int_equal(rw_extensive_new(problem, &extensive, NULL), RW_OK);
    rw_mps_format(problem, extensive, "_my .plan", &text);
    assert_false(text.failed);
    assert_memory_equal(rw_text_string(&text), expected, sizeof expected - 1);
    assert_non_null(strstr(text.data, "    M0000001  'MARKER'  'INTEND'\n    x0000003  cost  1.25\n"));
    assert_non_null(strstr(text.data, "    constant  cost  0.10000000000000001\nRHS\n    RHS  c0000000  -1\n"));
    assert_non_null(strstr(text.data, "RANGES\n    RNG  c0000001  10.5\n    RNG  c0000004  2\n    RNG  c0000007  1.5\n"
                                      "BOUNDS\n LO BND  x0000000  0\n UP BND  x0000000  3\n"));
    assert_non_null(strstr(text.data, " FX BND  constant  1\nENDATA\n"));
    rw_text_clear(&text);
    rw_extensive_free(&extensive);
    rw_twostage_free(&problem);
}

static char *copy(const char *name) {
    char *text = rw_calloc((rw_idx)strlen(name) + 1, 1);
    strcpy(text, name);
    return text;
}

static void mps_map_gives_the_meaning_of_every_name(void **state) {
    (void)state;
    static const char head[] = "name,kind,stage,scenario,meaning\ncost,row,1,,\"objective\"\n"
                               "x0000000,column,1,,\"orders(\"\"a, b\"\",2027-01)\"\nx0000001,column,1,,\"x1\"\n";
    rw_twostage *problem = sample_new(0.0);
    rw_text text = {0};
    problem->first.col_name = rw_calloc(4, sizeof *problem->first.col_name);
    problem->first.col_name[0] = copy("orders(\"a, b\",2027-01)");
    for (int j = 1; j < 4; j++) {
        char name[] = {'x', (char)('0' + j), '\0'};
        problem->first.col_name[j] = copy(name);
    }
    assert_int_equal(rw_twostage_write_mps(problem, "sample", mps_path, map_path, NULL), RW_OK);
    assert_int_equal(rw_text_read_file(&text, map_path, 1 << 20, NULL), RW_OK);
    assert_memory_equal(rw_text_string(&text), head, sizeof head - 1);
    assert_non_null(strstr(text.data, "\nc0000001,row,1,,\"\"\nx0000004,column,2,0,\"\"\n"));
    assert_non_null(strstr(text.data, "\nc0000007,row,2,1,\"\"\n"));
    rw_text_clear(&text);
    rw_twostage_free(&problem);
}

static void mps_that_cannot_be_written_is_reported(void **state) {
    (void)state;
    rw_twostage *problem = sample_new(0.0);
    rw_error error = {0};
    assert_int_equal(rw_twostage_write_mps(problem, "sample", "/nowhere/p.mps", NULL, &error), RW_CANNOT_CREATE);
    assert_non_null(strstr(error.text, "/nowhere/p.mps"));
    rw_status status = RW_NO_MEMORY;
    const long live = rw_memory_live();
    for (long k = 0; status == RW_NO_MEMORY && k < 100; k++) {
        error = (rw_error){0};
        rw_memory_fail_after(k);
        status = rw_twostage_write_mps(problem, "sample", mps_path, map_path, &error);
        rw_memory_fail_after(-1);
        assert_int_equal(error.status, status);
        assert_int_equal(rw_memory_live(), live);
    }
    assert_int_equal(status, RW_OK);
    rw_twostage_free(&problem);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mps_is_read_alike_by_all),
        cmocka_unit_test(mps_of_awkward_bounds_is_read_alike_by_all),
        cmocka_unit_test(mps_of_infeasible_problem_is_read_alike_by_all),
        cmocka_unit_test(mps_text_is_exact),
        cmocka_unit_test(mps_map_gives_the_meaning_of_every_name),
        cmocka_unit_test(mps_that_cannot_be_written_is_reported),
    };
    return cmocka_run_group_tests_name("twostage/mps", tests, make_folder, remove_folder);
}
