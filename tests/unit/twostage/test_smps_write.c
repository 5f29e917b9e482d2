// Problems written as SMPS and read again.  SPDX-License-Identifier: MIT
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
#include "support/optimum.h"
#include "support/referee.h"
#include "twostage/realisation.h"
#include "twostage/riskless.h"
#include "twostage/smps_write.h"
#include "unit/twostage/smps_case.h"
#include "unit/twostage/problem.h"
#include "unit/twostage/sample.h"

static const double rounding = 1e-13;
static const double referee_digits = 1e-7; // Cbc prints eight

static char folder[] = "/tmp/rampwerk-smps-XXXXXX";
static char base[64], map_path[64];

static int make_folder(void **state) {
    (void)state;
    if (mkdtemp(folder) == NULL) {
        return -1;
    }
    (void)snprintf(base, sizeof base, "%s/p", folder);
    (void)snprintf(map_path, sizeof map_path, "%s/p.csv", folder);
    return 0;
}

static int remove_folder(void **state) {
    (void)state;
    static const char *const name[] = {"p.cor", "p.tim", "p.sto", "p.csv"};
    for (int k = 0; k < 4; k++) {
        char path[64];
        (void)snprintf(path, sizeof path, "%s/%s", folder, name[k]);
        (void)remove(path);
    }
    return rmdir(folder) == 0 && rw_memory_live() == 0 ? 0 : -1;
}

static rw_smps *write_and_read(const rw_twostage *problem) {
    static const rw_smps_options options = {0};
    char path[3][80];
    static const char *const ending[] = {"cor", "tim", "sto"};
    rw_smps *smps = NULL;
    rw_error error = {0};
    if (rw_smps_write(problem, "my plan", base, NULL, &error) != RW_OK) {
        print_error("%s\n", error.text);
        fail();
    }
    for (int k = 0; k < 3; k++) {
        (void)snprintf(path[k], sizeof path[k], "%s.%s", base, ending[k]);
    }
    if (rw_smps_read(path[0], path[1], path[2], &options, &smps, &error) != RW_OK) {
        print_error("%s:%d: %s\n", error.source, error.line, error.text);
        fail();
    }
    return smps;
}

// As write_and_read, without files.
static rw_smps *format_and_parse(const rw_twostage *problem) {
    static const rw_smps_options options = {0};
    rw_smps_form form = {0};
    rw_text text[3] = {{0}, {0}, {0}};
    rw_smps_source file[3];
    rw_smps *smps = NULL;
    rw_error error = {0};
    assert_int_equal(rw_smps_form_init(problem, &form, &error), RW_OK);
    rw_smps_core_format(&form, "p", &text[0]);
    rw_smps_time_format(&form, "p", &text[1]);
    assert_int_equal(rw_smps_stoch_format(&form, "p", &text[2]), RW_OK);
    for (int k = 0; k < 3; k++) {
        file[k] = (rw_smps_source){.name = "text", .text = rw_text_string(&text[k]), .length = text[k].length};
    }
    if (rw_smps_parse(&file[0], &file[1], &file[2], &options, &smps, &error) != RW_OK) {
        print_error("%d: %s\n%s\n", error.line, error.text, text[0].data);
        fail();
    }
    for (int k = 0; k < 3; k++) {
        rw_text_clear(&text[k]);
    }
    rw_smps_form_clear(&form);
    return smps;
}

static void assert_near(double a, double b, const char *what) {
    if (a != b && !(fabs(a - b) <= rounding * fmax(1.0, fabs(b)))) {
        print_error("%s: %.17g instead of %.17g\n", what, a, b);
        fail();
    }
}

// An entry, 0 where there is none.
static double entry(const rw_sparse *matrix, const double *value, rw_idx row, rw_idx col) {
    for (rw_idx e = matrix->begin[col]; e < matrix->begin[col + 1]; e++) {
        if (matrix->row[e] == row) {
            return value[e];
        }
    }
    return 0.0;
}

static void compare_matrix(const rw_sparse *a, const double *a_value, const rw_sparse *b, const double *b_value,
                           rw_idx shift) {
    assert_int_equal(a->n_row, b->n_row);
    assert_int_equal(a->n_col, b->n_col + shift);
    for (rw_idx j = 0; j < b->n_col; j++) {
        for (rw_idx i = 0; i < b->n_row; i++) {
            assert_true(entry(a, a_value, i, j + shift) == entry(b, b_value, i, j));
        }
    }
}

static void compare_block(const rw_block *a, const rw_block *b, rw_idx shift) {
    for (rw_idx j = 0; j < b->n_col; j++) {
        assert_true(a->lower[j + shift] == b->lower[j] && a->upper[j + shift] == b->upper[j]);
    }
    for (rw_idx i = 0; i < b->n_row; i++) {
        assert_near(a->row_lower[i], b->row_lower[i], "row");
        assert_near(a->row_upper[i], b->row_upper[i], "row");
    }
}

static void compare_scenario(const rw_twostage *a, const rw_realisation *ra, const rw_twostage *b,
                             const rw_realisation *rb) {
    for (rw_idx j = 0; j < b->second.n_col; j++) {
        assert_true(ra->array[RW_DELTA_COST][j] == rb->array[RW_DELTA_COST][j]);
        assert_true(ra->array[RW_DELTA_LOWER][j] == rb->array[RW_DELTA_LOWER][j]);
        assert_true(ra->array[RW_DELTA_UPPER][j] == rb->array[RW_DELTA_UPPER][j]);
    }
    for (rw_idx i = 0; i < b->second.n_row; i++) {
        assert_near(ra->array[RW_DELTA_ROW_LOWER][i], rb->array[RW_DELTA_ROW_LOWER][i], "lower side");
        assert_near(ra->array[RW_DELTA_ROW_UPPER][i], rb->array[RW_DELTA_ROW_UPPER][i], "upper side");
    }
    compare_matrix(&a->technology, ra->array[RW_DELTA_TECHNOLOGY], &b->technology, rb->array[RW_DELTA_TECHNOLOGY], 1);
    compare_matrix(&a->recourse, ra->array[RW_DELTA_RECOURSE], &b->recourse, rb->array[RW_DELTA_RECOURSE], 0);
}

// Everything equal but for the column of the constant in front.
static void compare(const rw_twostage *a, const rw_twostage *b) {
    rw_realisation ra = {0}, rb = {0};
    assert_int_equal(a->first.n_col, b->first.n_col + 1);
    assert_int_equal(a->n_scenario, b->n_scenario);
    compare_block(&a->first, &b->first, 1);
    compare_matrix(&a->constraint, a->constraint.value, &b->constraint, b->constraint.value, 1);
    assert_true(a->first.cost[0] == b->constant && a->first.lower[0] == 1.0 && a->first.upper[0] == 1.0);
    assert_int_equal(rw_realisation_init(&ra, a), RW_OK);
    assert_int_equal(rw_realisation_init(&rb, b), RW_OK);
    double *mean_a = rw_calloc(a->first.n_col, sizeof *mean_a), *mean_b = rw_calloc(b->first.n_col, sizeof *mean_b);
    for (rw_idx w = 0; w < b->n_scenario; w++) {
        assert_true(a->probability[w] == b->probability[w]);
        rw_realisation_enter(&ra, a, w);
        rw_realisation_enter(&rb, b, w);
        compare_scenario(a, &ra, b, &rb);
        for (rw_idx j = 0; j < b->first.n_col; j++) {
            mean_a[j + 1] += a->probability[w] * ra.array[RW_DELTA_FIRST_COST][j + 1];
            mean_b[j] += b->probability[w] * rb.array[RW_DELTA_FIRST_COST][j];
        }
        rw_realisation_leave(&ra, a, w);
        rw_realisation_leave(&rb, b, w);
    }
    for (rw_idx j = 0; j < b->first.n_col; j++) {
        assert_int_equal(a->integer[j + 1], b->integer[j]);
        assert_near(a->first.cost[j + 1] + mean_a[j + 1], b->first.cost[j] + mean_b[j], "first-stage cost");
    }
    rw_free(mean_a);
    rw_free(mean_b);
    rw_realisation_clear(&ra);
    rw_realisation_clear(&rb);
}

static void sample_is_read_back(void **state) {
    (void)state;
    static const double constant[] = {0.0, 0.1, -1000.0};
    for (int k = 0; k < 3; k++) {
        rw_twostage *problem = sample_new(constant[k]);
        rw_smps *smps = write_and_read(problem);
        assert_string_equal(smps->name, "myplan");
        compare(smps->problem, problem);
        rw_smps_free(&smps);
        rw_twostage_free(&problem);
    }
}

static void problems_of_every_kind_are_read_back(void **state) {
    (void)state;
    for (uint64_t seed = 0; seed < 60; seed++) {
        rw_twostage *problem = problem_draw(seed);
        rw_error error = {0};
        if (rw_twostage_check(problem, &error) != RW_OK) {
            print_error("seed %d: %s\n", (int)seed, error.text);
            fail();
        }
        rw_smps *smps = format_and_parse(problem);
        compare(smps->problem, problem);
        rw_smps_free(&smps);
        rw_twostage_free(&problem);
    }
}

static void rows_that_change_their_open_side_are_refused(void **state) {
    (void)state;
    rw_twostage *problem = sample_new(0.0);
    rw_error error = {0};
    problem->second.row_lower[0] = -(double)INFINITY;
    problem->second.row_upper[0] = 1;
    problem->delta[0] = (rw_delta){.kind = RW_DELTA_ROW_LOWER, .index = 0, .value = 0};
    problem->delta[1] = (rw_delta){.kind = RW_DELTA_ROW_UPPER, .index = 0, .value = (double)INFINITY};
    problem->delta_begin[1] = 2;
    assert_int_equal(rw_smps_write(problem, "p", base, NULL, &error), RW_UNSUPPORTED);
    assert_non_null(strstr(error.text, "now only a lower side, now only an upper one"));
    rw_twostage_free(&problem);
}

static void map_names_the_first_scenario(void **state) {
    (void)state;
    rw_twostage *problem = sample_new(0.0);
    rw_text text = {0};
    assert_int_equal(rw_smps_write(problem, "p", base, map_path, NULL), RW_OK);
    assert_int_equal(rw_text_read_file(&text, map_path, 10000, NULL), RW_OK);
    assert_non_null(strstr(text.data, "x0000004,column,2,0,\"\"\n"));
    assert_non_null(strstr(text.data, "c0000004,row,2,0,\"\"\n"));
    assert_null(strstr(text.data, "x0000007"));
    rw_text_clear(&text);
    rw_twostage_free(&problem);
}

static void files_that_cannot_be_written_are_reported(void **state) {
    (void)state;
    rw_twostage *problem = sample_new(0.0);
    rw_error error = {0};
    assert_int_equal(rw_smps_write(problem, "p", "/no/such/folder/p", NULL, &error), RW_CANNOT_CREATE);
    assert_non_null(strstr(error.text, "/no/such/folder/p.cor"));
    rw_twostage_free(&problem);
}

// A risk measure becomes a column and a row: other programs find the engine's optimum for the measure.
static void risk_becomes_part_of_the_problem(void **state) {
    (void)state;
    static const double measure[4][2] = {{0.5, 0.5}, {1.0, 0.8}, {0.25, 0.0}, {0.9, 0.9}};
    char mps_path[64], scratch[64];
    (void)snprintf(mps_path, sizeof mps_path, "%s/p.mps", folder);
    (void)snprintf(scratch, sizeof scratch, "%s/p.sol", folder);
    for (int k = 0; k < 4; k++) {
        rw_twostage *problem = sample_new(12.0), *riskless = NULL;
        problem->risk_weight = measure[k][0];
        problem->risk_level = measure[k][1];
        const double expected = optimum(problem);
        assert_int_equal(rw_twostage_write_mps(problem, "p", mps_path, NULL, NULL), RW_OK);
        for (int who = 0; who < N_REFEREE; who++) {
            double found = 0.0;
            if (!referee_present((referee)who)) {
                continue;
            }
            assert_int_equal(referee_solve((referee)who, mps_path, scratch, &found), REFEREE_OPTIMAL);
            if (!(fabs(found - expected) <= referee_digits * fabs(expected))) {
                print_error("%g, %g: %s says %.12g instead of %.12g\n", measure[k][0], measure[k][1],
                            referee_name((referee)who), found, expected);
                fail();
            }
        }
        assert_int_equal(rw_twostage_riskless(problem, &riskless), RW_OK);
        rw_smps *smps = write_and_read(problem);
        compare(smps->problem, riskless);
        rw_smps_free(&smps);
        rw_twostage_free(&problem);
        rw_twostage_free(&riskless);
    }
    (void)remove(mps_path);
}

// The k-th allocation fails, for every k.
static void memory_that_runs_out_is_reported(void **state) {
    (void)state;
    rw_twostage *problem = sample_new(1.0);
    problem->risk_weight = 0.5;
    rw_status status = RW_NO_MEMORY;
    const long live = rw_memory_live();
    for (long k = 0; status == RW_NO_MEMORY; k++) {
        rw_error error = {0};
        rw_memory_fail_after(k);
        status = rw_smps_write(problem, "p", base, map_path, &error);
        rw_memory_fail_after(-1);
        assert_true(status == RW_OK || (status == RW_NO_MEMORY && error.text[0] != '\0'));
        assert_int_equal(rw_memory_live(), live);
    }
    assert_int_equal(status, RW_OK);
    rw_twostage_free(&problem);
}

static void written_files_are_exact(void **state) {
    (void)state;
    rw_smps *smps = smps_read(smps_core, smps_time,
                              "STOCH\nSCENARIOS DISCRETE\n SC S1 ROOT 0.25 T2\n RHS dem 5\n SC S2 ROOT 0.75 T2\n"
                              " RHS dem 3\n z dem 0.125\nENDATA\n",
                              NULL);
    rw_smps_form form = {0};
    rw_text core = {0}, time = {0}, stoch = {0};
    assert_int_equal(rw_smps_form_init(smps->problem, &form, NULL), RW_OK);
    rw_smps_core_format(&form, smps->name, &core);
    rw_smps_time_format(&form, smps->name, &time);
    assert_int_equal(rw_smps_stoch_format(&form, smps->name, &stoch), RW_OK);
    assert_string_equal(core.data,
                        "NAME tiny FREE\nROWS\n N  cost\n L  c0000000\n G  c0000001\n E  c0000002\nCOLUMNS\n"
                        "    constant  cost  0\n    x0000000  cost  1\n    x0000000  c0000000  1\n"
                        "    x0000000  c0000001  1\n    x0000001  cost  2\n    x0000001  c0000001  1\n"
                        "    x0000001  c0000002  1\n    x0000002  cost  0.5\n    x0000002  c0000001  0\n"
                        "    x0000002  c0000002  -1\nRHS\n"
                        "    RHS  c0000000  10\n    RHS  c0000001  4\nRANGES\nBOUNDS\n FX BND  constant  1\n"
                        " LO BND  x0000000  0\n PL BND  x0000000\n LO BND  x0000001  0\n UP BND  x0000001  8\n"
                        " LO BND  x0000002  0\n PL BND  x0000002\nENDATA\n");
    assert_string_equal(time.data, "TIME tiny\nPERIODS IMPLICIT\n    constant  c0000000  STAGE1\n"
                                   "    x0000001  c0000001  STAGE2\nENDATA\n");
    assert_string_equal(stoch.data,
                        "STOCH tiny\nSCENARIOS DISCRETE\n SC S0000000 ROOT 0.25 STAGE2\n"
                        "    RHS  c0000001  5\n SC S0000001 ROOT 0.75 STAGE2\n    x0000002  c0000001  0.125\n"
                        "    RHS  c0000001  3\n"
                        "ENDATA\n");
    rw_text_clear(&core);
    rw_text_clear(&time);
    rw_text_clear(&stoch);
    rw_smps_form_clear(&form);
    rw_smps_free(&smps);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(written_files_are_exact),
        cmocka_unit_test(sample_is_read_back),
        cmocka_unit_test(problems_of_every_kind_are_read_back),
        cmocka_unit_test(rows_that_change_their_open_side_are_refused),
        cmocka_unit_test(map_names_the_first_scenario),
        cmocka_unit_test(files_that_cannot_be_written_are_reported),
        cmocka_unit_test(risk_becomes_part_of_the_problem),
        cmocka_unit_test(memory_that_runs_out_is_reported),
    };
    return cmocka_run_group_tests_name("twostage/smps_write", tests, make_folder, remove_folder);
}
