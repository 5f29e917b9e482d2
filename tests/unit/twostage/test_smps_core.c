// Core files in MPS format.  Numbers of pitfalls are those of planner/twostage/smps.md.  SPDX-License-Identifier: MIT
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/memory.h"
#include "unit/twostage/smps_case.h"

static const double unlimited = (double)INFINITY;

static void core_is_read(void **state) {
    (void)state;
    rw_smps *smps = smps_read(smps_core, smps_time, smps_stoch, NULL);
    const rw_twostage *p = smps->problem;
    assert_string_equal(smps->name, "tiny");
    assert_int_equal(p->first.n_col, 1);
    assert_int_equal(p->first.n_row, 1);
    assert_int_equal(p->second.n_col, 2);
    assert_int_equal(p->second.n_row, 2);
    assert_true(p->first.cost[0] == 1.0 && p->second.cost[0] == 2.0 && p->second.cost[1] == 0.5);
    assert_true(p->first.row_lower[0] == -unlimited && p->first.row_upper[0] == 10.0);
    assert_true(p->second.row_lower[0] == 4.0 && p->second.row_upper[0] == unlimited);
    assert_true(p->second.row_lower[1] == 0.0 && p->second.row_upper[1] == 0.0);
    assert_true(p->first.upper[0] == unlimited && p->second.upper[0] == 8.0);
    assert_int_equal(p->technology.begin[1], 1);
    assert_int_equal(p->recourse.begin[2], 3);
    assert_true(p->recourse.value[2] == -1.0);
    assert_string_equal(p->first.col_name[0], "x");
    assert_string_equal(p->second.row_name[1], "bal");
    assert_int_equal(smps->n_warning, 0);
    rw_smps_free(&smps);
}

// Pitfall 1: long names in free format without the word FREE, names with blanks in fixed format.
static void format_is_found_out(void **state) {
    (void)state;
    static const char long_core[] =
        "NAME p\nROWS\n N objective_row\n L capacity_row_1\n G demand_row_number_1\nCOLUMNS\n"
        " first_column_1 objective_row 1 capacity_row_1 1\n first_column_1 demand_row_number_1 1\n"
        " second_column_1 objective_row 3 demand_row_number_1 1\nRHS\n RHS capacity_row_1 5\nENDATA";
    static const char long_time[] = "TIME\nPERIODS\n first_column_1 capacity_row_1 T1\n"
                                    " second_column_1 demand_row_number_1 T2\nENDATA";
    static const char long_stoch[] = "STOCH\nINDEP DISCRETE\n RHS demand_row_number_1 2 0.5\n"
                                     " RHS demand_row_number_1 7 0.5\nENDATA";
    rw_smps *smps = smps_read(long_core, long_time, long_stoch, NULL);
    assert_string_equal(smps->problem->second.row_name[0], "demand_row_number_1");
    rw_smps_free(&smps);

    static const char blank_core[] = "NAME          p\nROWS\n N  THE COST\n L  CAP 1\n G  DEM 1\nCOLUMNS\n"
                                     "    X 1       THE COST         1.0     CAP 1              1.0\n"
                                     "    X 1       DEM 1            1.0\n"
                                     "    Y 1       THE COST         3.0     DEM 1              1.0  a comment\n"
                                     "RHS\n              CAP 1            5.0\nBOUNDS\n"
                                     " UP           Y 1              6.0\nENDATA\n";
    static const char blank_time[] = "TIME          p\nPERIODS       LP\n    X 1       CAP 1                    T 1\n"
                                     "    Y 1       DEM 1                    T 2\nENDATA\n";
    static const char blank_stoch[] = "STOCH         p\nINDEP         DISCRETE\n"
                                      "    RHS       DEM 1            2.0     T 2                0.5\n"
                                      "    RHS       DEM 1            7.0     T 2                0.5\nENDATA\n";
    smps = smps_read(blank_core, blank_time, blank_stoch, NULL);
    assert_string_equal(smps->problem->first.col_name[0], "X 1");
    assert_string_equal(smps->problem->second.row_name[0], "DEM 1");
    assert_true(smps->problem->second.upper[0] == 6.0 && smps->problem->first.row_upper[0] == 5.0);
    assert_true(smps_at(smps, 1, RW_DELTA_ROW_LOWER, 0) == 7.0);
    rw_smps_free(&smps);
}

// The word FREE forbids the other reading, so that its error is the one of free format.
static void format_free_is_obeyed(void **state) {
    (void)state;
    smps_refuse("NAME p FREE\nROWS\n N  THE COST\nCOLUMNS\nENDATA\n", smps_time, smps_stoch,
                (smps_refusal){RW_DATA, "core", 3, 2, "a row needs a type"});
}

typedef struct bound_case {
    const char *line;
    double lower, upper;
    unsigned char integer;
} bound_case;

// Pitfall 2: every kind of bound, with and without the name of a set, with a value where none is needed.
static void bounds_are_read(void **state) {
    (void)state;
    static const bound_case table[] = {
        {" UP BND x 7", 0, 7, 0},
        {" UP x 7", 0, 7, 0},
        {" LO BND x -3.5", -3.5, INFINITY, 0},
        {" FX BND x 2", 2, 2, 0},
        {" FR BND x", -INFINITY, INFINITY, 0},
        {" FR x", -INFINITY, INFINITY, 0},
        {" MI BND x", -INFINITY, INFINITY, 0},
        {" MI BND x\n UP BND x 4", -INFINITY, 4, 0},
        {" UP BND x 4\n PL BND x", 0, INFINITY, 0},
        {" BV BND x", 0, 1, 1},
        {" BV x", 0, 1, 1},
        {" BV BND x 0.0", 0, 1, 1},
        {" BV x 0.0", 0, 1, 1},
        {" UI BND x 9", 0, 9, 1},
        {" UI BND x 1e+30", 0, INFINITY, 1},
        {" LI BND x 2", 2, INFINITY, 1},
        {" LI BND x -1.5\n UI BND x 2.7", -1, 2, 1},
        {" UP BND x -2", -INFINITY, -2, 0},
        {" LO BND x -9\n UP BND x -2", -9, -2, 0},
        {" UP BND x 0", 0, 0, 0},
        {" up bnd x 1D1", 0, 10, 0},
        {" UP BND x Inf", 0, INFINITY, 0},
        {" LO BND x -1e30", -INFINITY, INFINITY, 0},
    };
    for (size_t k = 0; k < sizeof table / sizeof table[0]; k++) {
        rw_smps *smps =
            smps_read(smps_core_with(" UP BND       y         8.0", table[k].line), smps_time, smps_stoch, NULL);
        const rw_twostage *p = smps->problem;
        if (p->first.lower[0] != table[k].lower || p->first.upper[0] != table[k].upper ||
            p->integer[0] != table[k].integer) {
            print_error("%s: [%g, %g] %d\n", table[k].line, p->first.lower[0], p->first.upper[0], p->integer[0]);
            fail();
        }
        rw_smps_free(&smps);
    }
}

static void bounds_of_negative_upper_end_are_told(void **state) {
    (void)state;
    rw_smps *smps =
        smps_read(smps_core_with(" UP BND       y         8.0", " UP BND x -2"), smps_time, smps_stoch, NULL);
    assert_int_equal(smps->n_warning, 1);
    assert_string_equal(smps->warning[0], "core:16:9: column 'x' has a negative upper bound and no lower one: taken as "
                                          "unbounded below");
    rw_smps_free(&smps);
}

// Pitfall 2: integer columns between markers are 0 or 1 where no bound is given.
static void markers_make_binaries_without_bounds(void **state) {
    (void)state;
    static const char integer[] = "COLUMNS\n    M1        'MARKER'                 'INTORG'\n"
                                  "    x         obj       1.0            cap       1.0\n    x         dem       1.0\n"
                                  "    M2        'MARKER'                 'INTEND'\n";
    static const char plain[] = "COLUMNS\n    x         obj       1.0            cap       1.0\n"
                                "    x         dem       1.0\n";
    static const struct {
        const char *bound;
        double lower, upper;
    } table[] = {{"", 0, 1}, {" LO BND x 0\n", 0, INFINITY}, {" UP BND x 12\n", 0, 12}, {" PL BND x\n", 0, INFINITY}};
    for (size_t k = 0; k < sizeof table / sizeof table[0]; k++) {
        char core[2048], tail[256];
        (void)snprintf(core, sizeof core, "%s", smps_core_with(plain, integer));
        (void)snprintf(tail, sizeof tail, "BOUNDS\n%sENDATA\n", table[k].bound);
        strcpy(strstr(core, "BOUNDS"), tail);
        rw_smps *smps = smps_read(core, smps_time, smps_stoch, NULL);
        assert_int_equal(smps->problem->integer[0], 1);
        assert_true(smps->problem->first.lower[0] == table[k].lower && smps->problem->first.upper[0] == table[k].upper);
        assert_true(smps->problem->second.upper[0] == unlimited);
        rw_smps_free(&smps);
    }
}

// Pitfall 3: numbers, tabs, carriage returns, comments, blank lines, no newline at the end, words on section lines.
static void core_of_odd_looks_is_read(void **state) {
    (void)state;
    static const char core[] =
        "* a comment\r\n\r\nNAME\ttiny\r\n* another\r\nROWS\r\n N\tobj\r\n L\tcap\r\n\r\n G\tdem\r\n E\tbal\r\n"
        "COLUMNS\r\n\tx\tobj\t1.\tcap\t+1\r\n\tx\tdem\t1\r\n* in between\r\n\ty\tobj\t.2E1\tdem\t1.0e0\r\n \ty bal "
        "1\r\n"
        "\tz\tobj\t5d-1\tbal\t-1.\r\nRHS  RIGHT\r\n\tRIGHT\tcap\t10.\tdem\t4\r\nBOUNDS\r\n UP\tBND\ty\t8\r\n   \t \r\n"
        "ENDATA";
    rw_smps *smps = smps_read(core, smps_time, smps_stoch, NULL);
    assert_true(smps->problem->first.row_upper[0] == 10.0 && smps->problem->second.cost[0] == 2.0);
    assert_true(smps->problem->second.cost[1] == 0.5 && smps->problem->recourse.value[2] == -1.0);
    assert_true(smps_at(smps, 0, RW_DELTA_ROW_LOWER, 0) == 5.0);
    rw_smps_free(&smps);
}

// As some old files are: every line shifted, headers too; and data lines that are not indented at all.
static void core_of_odd_indents_is_read(void **state) {
    (void)state;
    static const char shifted[] = " NAME          p\n ROWS\n  N  obj\n  L  cap\n  G  dem\n  E  bal\n COLUMNS\n"
                                  "     x         obj            1.0   cap            1.0\n"
                                  "     x         dem            1.0\n     y         obj            2.0\n"
                                  "     y         dem            1.0   bal            1.0\n"
                                  "     z         bal           -1.0\n ENDATA\n";
    static const char flat[] = "NAME p\nROWS\nN obj\nL cap\nG dem\nE bal\nCOLUMNS\nx obj 1 cap 1\nx dem 1\ny obj 2\n"
                               "y dem 1 bal 1\nz bal -1\nRHS\nRHS dem 4 cap 10\nENDATA\n";
    static const char flat_stoch[] = "STOCH\nSCENARIOS DISCRETE\nSC S1 ROOT 1 T2\nRHS dem 6\nENDATA\n";
    rw_smps *smps = smps_read(shifted, smps_time, smps_stoch, NULL);
    assert_true(smps->problem->second.cost[0] == 2.0);
    rw_smps_free(&smps);
    smps = smps_read(flat, smps_time, flat_stoch, NULL);
    assert_true(smps->problem->first.row_upper[0] == 10.0 && smps_at(smps, 0, RW_DELTA_ROW_LOWER, 0) == 6.0);
    rw_smps_free(&smps);
}

// Pitfall 9: a right-hand side of the objective is the constant with its sign turned.
static void constant_has_its_sign_turned(void **state) {
    (void)state;
    rw_smps *smps = smps_read(smps_core_with("RHS\n", "RHS\n    RHS obj -100\n"), smps_time, smps_stoch, NULL);
    assert_true(smps->problem->constant == 100.0);
    rw_smps_free(&smps);
}

static void sense_max_turns_costs(void **state) {
    (void)state;
    static const char *const head[] = {"OBJSENSE\n    MAX\nROWS\n", "OBJSENSE MAXIMIZE\nROWS\n",
                                       "OBJSENSE\n  MAXIMISE\nOBJNAME\n  obj\nROWS\n N other\n"};
    for (int k = 0; k < 3; k++) {
        char core[2048];
        (void)snprintf(core, sizeof core, "%s", smps_core_with("ROWS\n", head[k]));
        char *rhs = strstr(core, "RHS\n");
        strcpy(rhs, "RHS\n    RHS obj 7\nENDATA\n");
        rw_smps *smps = smps_read(core, smps_time, smps_stoch, NULL);
        assert_true(smps->maximise);
        assert_true(smps->problem->first.cost[0] == -1.0 && smps->problem->second.cost[0] == -2.0);
        assert_true(smps->problem->constant == 7.0); // maximise c'x - 7 is minimise -c'x + 7
        rw_smps_free(&smps);
    }
    rw_smps *smps = smps_read(smps_core_with("ROWS\n", "OBJSENSE MAX\nROWS\n"), smps_time,
                              "STOCH\nINDEP DISCRETE\n y obj 9 1\n x obj 8 1\n RHS obj 6 1\nENDATA\n", NULL);
    assert_true(smps_at(smps, 0, RW_DELTA_COST, 0) == -9.0 && smps_at(smps, 0, RW_DELTA_FIRST_COST, 0) == -8.0);
    assert_true(smps->problem->constant == 6.0);
    rw_smps_free(&smps);
    smps = smps_read(smps_core_with("ROWS\n", "OBJSENSE MIN\nROWS\n"), smps_time, smps_stoch, NULL);
    assert_false(smps->maximise);
    rw_smps_free(&smps);
}

static void ranges_are_read(void **state) {
    (void)state;
    static const struct {
        const char *range;
        double lower[3], upper[3]; // cap <= 10, dem >= 4, bal = 0
    } table[] = {
        {"    RNG cap 3 dem 2\n", {7, 4, 0}, {10, 6, 0}},
        {"    cap -3 dem -2\n", {7, 4, 0}, {10, 6, 0}},
        {"    RNG bal 2.5\n", {-INFINITY, 4, 0}, {10, INFINITY, 2.5}},
        {"    bal -2.5\n", {-INFINITY, 4, -2.5}, {10, INFINITY, 0}},
        {"    RNG cap 1e30\n", {-INFINITY, 4, 0}, {10, INFINITY, 0}},
    };
    for (size_t k = 0; k < sizeof table / sizeof table[0]; k++) {
        char section[128];
        (void)snprintf(section, sizeof section, "RANGES\n%sBOUNDS\n", table[k].range);
        rw_smps *smps = smps_read(smps_core_with("BOUNDS\n", section), smps_time, smps_stoch, NULL);
        const rw_block *first = &smps->problem->first, *second = &smps->problem->second;
        assert_true(first->row_lower[0] == table[k].lower[0] && first->row_upper[0] == table[k].upper[0]);
        for (int i = 0; i < 2; i++) {
            assert_true(second->row_lower[i] == table[k].lower[i + 1] && second->row_upper[i] == table[k].upper[i + 1]);
        }
        rw_smps_free(&smps);
    }
}

static void rows_that_are_free_are_left_out(void **state) {
    (void)state;
    rw_smps *smps = smps_read(smps_core_with(" L  cap\n", " L  cap\n N  note\n"), smps_time, smps_stoch, NULL);
    assert_int_equal(smps->problem->first.n_row, 1);
    assert_int_equal(smps->problem->second.n_row, 2);
    rw_smps_free(&smps);
}

static void sets_beyond_the_first_are_left_out(void **state) {
    (void)state;
    rw_smps *smps = smps_read(smps_core_with("BOUNDS\n", "    OTHER cap 99\n    OTHER dem 98\nBOUNDS\n UP B2 x 5\n"),
                              smps_time, smps_stoch, NULL);
    assert_true(smps->problem->first.row_upper[0] == 10.0);
    assert_true(smps->problem->first.upper[0] == 5.0 && smps->problem->second.upper[0] == unlimited);
    assert_int_equal(smps->n_warning, 2); // one for each section
    assert_non_null(strstr(smps->warning[0], "set 'OTHER' is left out"));
    rw_smps_free(&smps);
}

// As in a published file: the same right-hand side twice does no harm, another one does.
static void sides_given_twice_must_agree(void **state) {
    (void)state;
    rw_smps *smps = smps_read(smps_core_with("BOUNDS\n", "    RHS cap 10\nBOUNDS\n"), smps_time, smps_stoch, NULL);
    rw_smps_free(&smps);
    smps_refuse(smps_core_with("BOUNDS\n", "    RHS cap 11\nBOUNDS\n"), smps_time, smps_stoch,
                (smps_refusal){RW_DATA, "core", 15, 9, "another right-hand side already"});
}

typedef struct error_case {
    const char *from, *to;
    rw_status status;
    int line, column;
    const char *text;
} error_case;

static void errors_say_where_and_what(void **state) {
    (void)state;
    static const error_case table[] = {
        {" L  cap\n", " Q  cap\n", RW_DATA, 4, 2, "'Q' is no type of row; N, E, G or L is expected"},
        {" L  cap\n", " L  obj\n", RW_DATA, 4, 5, "row 'obj' is there already (line 3)"},
        {" N  obj\n", " L  obj\n", RW_DATA, 7, 0, "no objective"},
        {"1.0            cap       1.0", "1.0 capp 1.0", RW_DATA, 8, 29, "no row 'capp'; did you mean 'cap'?"},
        {"x         dem       1.0", "x dem 1.0x", RW_DATA, 9, 11, "'1.0x' is not a number"},
        {"x         dem       1.0", "x dem nan", RW_DATA, 9, 11, "'nan' is not a number"},
        {"x         dem       1.0", "x dem 1e999", RW_DATA, 9, 11, "too large"},
        {"x         dem       1.0", "x cap 1.0", RW_DATA, 9, 7, "column 'x' has two entries in row 'cap'"},
        {"x         dem       1.0", "x dem", RW_DATA, 9, 5, "2 fields"},
        {"    z         obj       0.5", "    x         obj       0.5", RW_DATA, 12, 5, "goes on after other columns"},
        {"RHS       cap       10.0 ", "RHS       cup       10.0 ", RW_DATA, 14, 15, "did you mean 'cap'?"},
        {"RHS       cap       10.0 ", "RHS       cap       -1e30 ", RW_DATA, 14, 25, "infinite right-hand side"},
        {" UP BND       y", " UX BND       y", RW_DATA, 16, 2, "'UX' is no kind of bound"},
        {" UP BND       y", " SC BND       y", RW_UNSUPPORTED, 16, 2, "semi-continuous"},
        {" UP BND       y", " UP BND       yy", RW_DATA, 16, 15, "there is no column 'yy'; did you mean 'y'?"},
        {" UP BND       y", " LO BND       y         9\n UP BND       y", RW_DATA, 10, 0,
         "within the bounds of column 'y'"},
        {" UP BND       y         8.0", " UP BND       y         -inf", RW_DATA, 16, 25, "no value can meet"},
        {"COLUMNS\n", "COLUNMS\n", RW_DATA, 7, 1, "no section of this file; did you mean 'COLUMNS'?"},
        {"BOUNDS\n", "SOS1\n", RW_UNSUPPORTED, 15, 1, "section SOS1 is not supported"},
        {"BOUNDS\n", "QUADOBJ\n", RW_UNSUPPORTED, 15, 1, "section QUADOBJ is not supported"},
        {"BOUNDS\n", "COLUMNS\n", RW_DATA, 15, 1, "was there already"},
        {"ENDATA\n", "", RW_DATA, 16, 0, "ENDATA is missing: the file is cut short"},
        {"ROWS\n", "OBJSENSE UP\nROWS\n", RW_DATA, 2, 10, "MIN or MAX is expected"},
        {"NAME ", "\x01NAME ", RW_DATA, 1, 1, "control character"},
    };
    for (size_t k = 0; k < sizeof table / sizeof table[0]; k++) {
        smps_refuse(smps_core_with(table[k].from, table[k].to), smps_time, smps_stoch,
                    (smps_refusal){table[k].status, "core", table[k].line, table[k].column, table[k].text});
    }
    smps_refuse("", smps_time, smps_stoch, (smps_refusal){RW_DATA, "core", 0, 0, "ENDATA is missing"});
    smps_refuse("NAME p\nENDATA\n", smps_time, smps_stoch, (smps_refusal){RW_DATA, "core", 2, 0, "there is no column"});
}

static void integer_recourse_is_refused_or_relaxed(void **state) {
    (void)state;
    char core[2048];
    (void)snprintf(core, sizeof core, "%s", smps_core_with(" UP BND       y", " UI BND       y"));
    smps_refuse(core, smps_time, smps_stoch, (smps_refusal){RW_UNSUPPORTED, "core", 10, 0, "--relax-recourse"});
    const rw_smps_options options = {.relax_recourse = true};
    rw_smps *smps = smps_read(core, smps_time, smps_stoch, &options);
    assert_int_equal(smps->n_relaxed, 1);
    assert_true(smps->problem->second.upper[0] == 8.0);
    rw_smps_free(&smps);
}

static int none_left(void **state) {
    (void)state;
    return rw_memory_live() == 0 ? 0 : -1;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(core_is_read),
        cmocka_unit_test(format_is_found_out),
        cmocka_unit_test(format_free_is_obeyed),
        cmocka_unit_test(bounds_are_read),
        cmocka_unit_test(bounds_of_negative_upper_end_are_told),
        cmocka_unit_test(markers_make_binaries_without_bounds),
        cmocka_unit_test(core_of_odd_looks_is_read),
        cmocka_unit_test(core_of_odd_indents_is_read),
        cmocka_unit_test(constant_has_its_sign_turned),
        cmocka_unit_test(sense_max_turns_costs),
        cmocka_unit_test(ranges_are_read),
        cmocka_unit_test(rows_that_are_free_are_left_out),
        cmocka_unit_test(sets_beyond_the_first_are_left_out),
        cmocka_unit_test(sides_given_twice_must_agree),
        cmocka_unit_test(errors_say_where_and_what),
        cmocka_unit_test(integer_recourse_is_refused_or_relaxed),
    };
    return cmocka_run_group_tests_name("twostage/smps_core", tests, NULL, none_left);
}
