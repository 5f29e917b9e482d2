// The consistency check of a two-stage problem.  SPDX-License-Identifier: MIT
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "core/memory.h"
#include "unit/twostage/sample.h"

static void check_of_sound_problem_passes(void **state) {
    (void)state;
    rw_twostage *problem = sample_new(0.0);
    rw_error error = {0};
    assert_int_equal(rw_twostage_check(problem, &error), RW_OK);
    assert_int_equal(error.status, RW_OK);
    rw_twostage_free(&problem);
    assert_null(problem);
    rw_twostage_free(&problem);
}

// Every defect, by what it does and, below, a part of what must be said about it.
static void spoil_first_stage(rw_twostage *p, int defect) {
    const double nan = (double)NAN;
    // clang-format off
    switch (defect) {
    case 0: p->first.cost[1] = nan; break;
    case 1: p->first.lower[0] = 4; break;
    case 2: p->first.row_upper[1] = -5; break;
    case 3: p->first_scenario_cost[0] = nan; break;
    case 4: p->integer[0] = 2; break;
    case 5: p->chain[0].end = 5; break;
    case 6: p->chain[0] = (rw_chain){2, 4}; break;
    case 7: p->constant = (double)INFINITY; break;
    case 8: p->constraint.n_row = 3; break;
    case 9: p->first.n_col = -1; break;
    default: break;
    }
    // clang-format on
}

static void spoil_recourse(rw_twostage *p, int defect) {
    const double inf = (double)INFINITY;
    const double nan = (double)NAN;
    // clang-format off
    switch (defect) {
    case 10: p->second.upper[0] = nan; break;
    case 11: p->second.lower[1] = p->second.upper[1] = inf; break;
    case 12: p->second.row_lower[2] = nan; break;
    case 13: p->recourse.row[1] = 0; break;
    case 14: p->recourse.row[0] = 3; break;
    case 15: p->recourse.begin[1] = 9; break;
    case 16: p->recourse.begin[0] = 1; break;
    case 17: p->technology.value[0] = inf; break;
    default: break;
    }
    // clang-format on
}

static void spoil_scenarios(rw_twostage *p, int defect) {
    // clang-format off
    switch (defect) {
    case 18: p->probability[1] = 0; break;
    case 19: p->probability[0] = (double)NAN; break;
    case 20: p->n_scenario = 0; break;
    case 21: p->delta_begin[1] = 9; p->delta_begin[2] = 8; break;
    case 22: p->delta[2].index = 1; break;
    case 23: p->delta[0].kind = (rw_delta_kind)8; break;
    case 24: p->delta[1].value = (double)INFINITY; break;
    case 25: p->delta[3].value = 7.5; break;
    case 26: p->delta[7] = (rw_delta){RW_DELTA_UPPER, 0, -1}; break;
    case 27: p->delta[8].value = (double)NAN; break;
    default: break;
    }
    // clang-format on
}

static void check_finds_every_defect(void **state) {
    (void)state;
    static const char *const said[] = {
        "first-stage cost[1]",    "first-stage column[0]",
        "first-stage row[1]",     "scenario cost[0]",
        "integer[0] is 2",        "chain 0: columns [0, ",
        "chain 0: column 3",      "constant[0]",
        "constraint is 3 x 4",    "-1 columns",
        "second-stage column[0]", "second-stage column[1]",
        "second-stage row[2]",    "recourse: column 0",
        "recourse: column 0",     "recourse: column",
        "recourse: the first",    "technology[0] is inf",
        "scenario 1 has",         "scenario 0 has",
        "needs a scenario",       "scenario 1 ends",
        "scenario 1: index 1",    "8 is no kind",
        "entry 1 of kind 1 is",   "scenario 1: row 1",
        "scenario 1: column 0",   "entry 0 of kind 2 is",
    };
    for (int defect = 0; defect < (int)(sizeof said / sizeof *said); defect++) {
        rw_twostage *problem = sample_new(0.0);
        const rw_idx n_col = problem->first.n_col;
        rw_error error = {0};
        spoil_first_stage(problem, defect);
        spoil_recourse(problem, defect);
        spoil_scenarios(problem, defect);
        const rw_status status = rw_twostage_check(problem, &error);
        if (status != RW_ARGUMENT || strstr(error.text, said[defect]) == NULL) {
            print_error("defect %d: status %d, \"%s\"\n", defect, (int)status, error.text);
            fail();
        }
        problem->first.n_col = n_col;
        rw_twostage_free(&problem);
    }
}

static int no_live_blocks(void **state) {
    (void)state;
    return rw_memory_live() == 0 ? 0 : -1;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(check_of_sound_problem_passes),
        cmocka_unit_test(check_finds_every_defect),
    };
    return cmocka_run_group_tests_name("twostage/check", tests, NULL, no_live_blocks);
}
