// Time files.  SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "core/memory.h"
#include "unit/twostage/smps_case.h"

static void check(const char *time) {
    rw_smps *smps = smps_read(smps_core, time, smps_stoch, NULL);
    assert_int_equal(smps->problem->first.n_col, 1);
    assert_int_equal(smps->problem->first.n_row, 1);
    assert_string_equal(smps->problem->second.col_name[0], "y");
    assert_string_equal(smps->problem->second.row_name[1], "bal");
    rw_smps_free(&smps);
}

static void periods_of_every_form_are_read(void **state) {
    (void)state;
    check(smps_time);
    check("TIME\nPERIODS IP\n x obj T1\n y dem T2\nENDATA"); // the objective stands for the first row
    check("* c\n\nTIME t\r\nPERIODS\tIMPLICIT\r\n\tx\tcap\tT1\r\n\ty\tdem\tT2\r\nENDATA\r\n");
    check("NAME t\nPERIODS LP\nx cap T1\ny dem T2\nENDATA\n");
    check("TIME t\nPERIODS EXPLICIT\n                                       T1\n"
          "                                       T2\nROWS\n bal T2\n cap T1\n dem T2\nCOLUMNS\n z T2\n y T2\n x T1\n"
          "ENDATA\n");
}

// Columns and rows of an explicit time file may stand in any order of the core file.
static void explicit_periods_may_be_mixed(void **state) {
    (void)state;
    rw_smps *smps = smps_read(smps_core,
                              "TIME\nPERIODS EXPLICIT\n T1\n T2\nROWS\n cap T2\n dem T2\n bal T1\nCOLUMNS\n"
                              " x T2\n y T1\n z T1\nENDATA\n",
                              "STOCH\nENDATA\n", NULL);
    assert_string_equal(smps->problem->first.col_name[0], "y");
    assert_string_equal(smps->problem->first.row_name[0], "bal");
    assert_string_equal(smps->problem->second.row_name[0], "cap");
    assert_int_equal(smps->problem->n_scenario, 1);
    rw_smps_free(&smps);
}

static void one_period_is_a_plain_problem(void **state) {
    (void)state;
    rw_smps *smps = smps_read(smps_core, "TIME\nPERIODS\n x cap T1\nENDATA\n", "STOCH\nENDATA\n", NULL);
    assert_int_equal(smps->problem->first.n_col, 3);
    assert_int_equal(smps->problem->second.n_col, 0);
    rw_smps_free(&smps);
}

static void errors_say_where_and_what(void **state) {
    (void)state;
    static const struct {
        const char *time;
        rw_status status;
        int line, column;
        const char *text;
    } table[] = {
        {"TIME\nPERIODS\n x cap T1\n y dem T2\n z bal T3\nENDATA\n", RW_UNSUPPORTED, 5, 8, "a third period, 'T3'"},
        {"TIME\nPERIODS\n x cap T1\n yy dem T2\nENDATA\n", RW_DATA, 4, 2,
         "no column 'yy' in the core file; did you "
         "mean 'y'?"},
        {"TIME\nPERIODS\n x cap T1\n y demm T2\nENDATA\n", RW_DATA, 4, 4, "did you mean 'dem'?"},
        {"TIME\nPERIODS\n x cap T1\n y dem T1\nENDATA\n", RW_DATA, 4, 8, "period 'T1' is there already"},
        {"TIME\nPERIODS\n y cap T1\n z dem T2\nENDATA\n", RW_DATA, 3, 2, "but the core file with 'x'"},
        {"TIME\nPERIODS\n x cap T1\n x dem T2\nENDATA\n", RW_DATA, 4, 2, "not behind the first"},
        {"TIME\nPERIODS\n x cap T1\n y bal T2\nENDATA\n", RW_DATA, 0, 0,
         "row 'dem' of the first period has an entry in "
         "column 'y' of the second"},
        {"TIME\nPERIODS\n x T1\nENDATA\n", RW_DATA, 3, 2, "2 fields"},
        {"TIME\nPERIODS\nENDATA\n", RW_DATA, 3, 0, "there is no period"},
        {"TIME\nPERIODS\n x cap T1\n y dem T2\n", RW_DATA, 4, 0, "ENDATA is missing"},
        {"TIME\nROWS\n cap T1\nENDATA\n", RW_DATA, 2, 1, "need PERIODS EXPLICIT"},
        {"TIME\n x cap T1\nENDATA\n", RW_DATA, 2, 2, "PERIODS is expected first"},
        {"TIME\nPERIOD\n x cap T1\nENDATA\n", RW_DATA, 2, 1, "did you mean 'PERIODS'?"},
        {"TIME\nPERIODS EXPLICIT\n T1\n T2\nROWS\n cap T3\nENDATA\n", RW_DATA, 6, 6, "no period 'T3'"},
        {"TIME\nPERIODS EXPLICIT\n T1\n T2\nROWS\n cap T1\n dem T2\n bal T2\nCOLUMNS\n x T1\n y T2\nENDATA\n", RW_DATA,
         0, 0, "column 'z' has no period"},
        {"TIME\nPERIODS EXPLICIT\n T1\n T2\nROWS\n cap T1\nCOLUMNS\n x T1\n y T2\n z T2\nENDATA\n", RW_DATA, 0, 0,
         "row 'dem' has no period"},
    };
    for (size_t k = 0; k < sizeof table / sizeof table[0]; k++) {
        smps_refuse(smps_core, table[k].time, smps_stoch,
                    (smps_refusal){table[k].status, "time", table[k].line, table[k].column, table[k].text});
    }
}

static int none_left(void **state) {
    (void)state;
    return rw_memory_live() == 0 ? 0 : -1;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(periods_of_every_form_are_read),
        cmocka_unit_test(explicit_periods_may_be_mixed),
        cmocka_unit_test(one_period_is_a_plain_problem),
        cmocka_unit_test(errors_say_where_and_what),
    };
    return cmocka_run_group_tests_name("twostage/smps_time", tests, NULL, none_left);
}
