// Stoch files.  Numbers of pitfalls are those of planner/twostage/smps.md.  SPDX-License-Identifier: MIT
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/memory.h"
#include "unit/twostage/smps_case.h"

static const double rounding = 1e-12;

static void assert_near(double a, double b) {
    if (!(fabs(a - b) <= rounding * fmax(1.0, fabs(b)))) {
        print_error("%.17g instead of %.17g\n", a, b);
        fail();
    }
}

static double demand(const rw_smps *smps, rw_idx scenario) {
    return smps_at(smps, scenario, RW_DELTA_ROW_LOWER, 0);
}

// Pitfall 4: quoted roots, and scenarios that list only what differs from another one.
static void scenarios_inherit(void **state) {
    (void)state;
    rw_smps *smps = smps_read_stoch("SCENARIOS DISCRETE REPLACE\n SC S1 'ROOT' 0.2 T1\n RHS dem 5\n y obj 9\n"
                                    " SC S2 S1 0.3 T2\n RHS dem 6\n SC S3 S2 0.4 T2\n y bal 3\n SC S4 \"ROOT\" 0.1 T2",
                                    NULL);
    assert_int_equal(smps->problem->n_scenario, 4);
    static const double expected[4][3] = {{5, 9, 1}, {6, 9, 1}, {6, 9, 3}, {4, 2, 1}};
    for (int w = 0; w < 4; w++) {
        assert_true(demand(smps, w) == expected[w][0]);
        assert_true(smps_at(smps, w, RW_DELTA_COST, 0) == expected[w][1]);
        assert_true(smps_at(smps, w, RW_DELTA_RECOURSE, 1) == expected[w][2]);
    }
    assert_true(smps->problem->probability[2] == 0.4);
    assert_near(smps->probability_sum, 1.0);
    assert_int_equal(smps->n_warning, 0);
    rw_smps_free(&smps);
}

// Pitfall 5: values that are added to or multiplied with the core's.
static void modifiers_start_from_the_core(void **state) {
    (void)state;
    rw_smps *smps = smps_read_stoch("SCENARIOS DISCRETE ADD\n SC S1 ROOT 0.5 T2\n RHS dem 1.5\n y bal -0.25\n"
                                    " SC S2 S1 0.5 T2\n RHS dem -1",
                                    NULL);
    assert_true(demand(smps, 0) == 5.5 && demand(smps, 1) == 3.0);
    assert_true(smps_at(smps, 1, RW_DELTA_RECOURSE, 1) == 0.75);
    rw_smps_free(&smps);
    smps = smps_read_stoch("INDEP DISCRETE MULTIPLY\n RHS dem 2 T2 0.5\n RHS dem 0.5 T2 0.5", NULL);
    assert_true(demand(smps, 0) == 8.0 && demand(smps, 1) == 2.0);
    rw_smps_free(&smps);
}

// Pitfall 5: several kinds of sections make independent variables; the last one's outcomes run fastest.
static void sections_multiply(void **state) {
    (void)state;
    rw_smps *smps = smps_read_stoch("INDEP DISCRETE\n RHS dem 5 T2 0.5\n y obj 1 T2 0.3\n RHS dem 6 T2 0.5\n"
                                    " y obj 2 T2 0.7\nBLOCKS DISCRETE\n BL B T2 0.1\n y bal 2\n z obj 7\n BL B T2 0.9\n"
                                    " y bal 3",
                                    NULL);
    assert_int_equal(smps->n_variable, 3);
    assert_int_equal(smps->problem->n_scenario, 8);
    assert_true(smps->n_combination == 8.0);
    assert_near(smps->problem->probability[0], 0.5 * 0.3 * 0.1);
    assert_near(smps->problem->probability[7], 0.5 * 0.7 * 0.9);
    assert_true(demand(smps, 3) == 5.0 && demand(smps, 4) == 6.0);
    assert_true(smps_at(smps, 1, RW_DELTA_RECOURSE, 1) == 3.0 && smps_at(smps, 1, RW_DELTA_COST, 0) == 1.0);
    rw_smps_free(&smps);
}

// Pitfall 5: what a later outcome of a block leaves out is as in the first one, not as in the core.
static void blocks_list_only_changes(void **state) {
    (void)state;
    rw_smps *smps = smps_read_stoch("BLOCKS DISCRETE\n BL B T2 0.2\n RHS dem 5\n y obj 9\n BL B T2 0.3\n RHS dem 6\n"
                                    " BL B T2 0.5\n y obj 8",
                                    NULL);
    static const double expected[3][2] = {{5, 9}, {6, 9}, {5, 8}};
    for (int w = 0; w < 3; w++) {
        assert_true(demand(smps, w) == expected[w][0] && smps_at(smps, w, RW_DELTA_COST, 0) == expected[w][1]);
    }
    rw_smps_free(&smps);
}

// Pitfall 6: probabilities that do not add up to 1.
static void probabilities_are_used_as_they_are(void **state) {
    (void)state;
    static const char sections[] = "SCENARIOS DISCRETE\n SC S1 ROOT 0.3333 T2\n RHS dem 5\n SC S2 ROOT 0.6666 T2";
    rw_smps *smps = smps_read_stoch(sections, NULL);
    assert_near(smps->probability_sum, 0.9999);
    assert_true(smps->problem->probability[1] == 0.6666);
    assert_int_equal(smps->n_warning, 1);
    assert_non_null(strstr(smps->warning[0], "stoch: the probabilities add up to 0.9999; they are used as they are"));
    rw_smps_free(&smps);
    const rw_smps_options options = {.normalise = true};
    smps = smps_read_stoch(sections, &options);
    assert_near(smps->problem->probability[0] + smps->problem->probability[1], 1.0);
    assert_near(smps->problem->probability[0], 0.3333 / 0.9999);
    assert_near(smps->probability_sum, 0.9999);
    assert_int_equal(smps->n_warning, 1);
    rw_smps_free(&smps);
    smps = smps_read_stoch("SCENARIOS DISCRETE\n SC S1 ROOT 3 T2\n RHS dem 5\n SC S2 ROOT 1 T2", &options);
    assert_near(smps->problem->probability[0], 0.75); // weights
    rw_smps_free(&smps);
}

static void outcomes_of_probability_zero_are_left_out(void **state) {
    (void)state;
    rw_smps *smps = smps_read_stoch("SCENARIOS DISCRETE\n SC S1 ROOT 0 T2\n RHS dem 5\n SC S2 S1 1 T2\n y obj 3", NULL);
    assert_int_equal(smps->problem->n_scenario, 1);
    assert_true(demand(smps, 0) == 5.0); // inherited all the same
    rw_smps_free(&smps);
}

// Pitfall 7: products too large to list are refused or sampled.
static void products_are_refused_or_sampled(void **state) {
    (void)state;
    static char sections[4096];
    strcpy(sections, "INDEP DISCRETE\n");
    static const char *const place[6] = {"RHS dem", "RHS bal", "y obj", "z obj", "y dem", "x dem"};
    for (int v = 0; v < 6; v++) {
        for (int k = 0; k < 8; k++) {
            char line[64];
            (void)snprintf(line, sizeof line, " %s %d T2 0.125\n", place[v], k);
            strcat(sections, line);
        }
    }
    smps_refuse_stoch(sections, RW_UNSUPPORTED, 0,
                      "6 independent variables make 262144 scenarios, more than the 100000");
    const rw_smps_options options = {.n_sample = 400, .seed = 7};
    rw_smps *smps = smps_read_stoch(sections, &options);
    assert_int_equal(smps->problem->n_scenario, 400);
    assert_true(smps->n_combination == 262144.0);
    double mean = 0.0;
    for (int w = 0; w < 400; w++) {
        assert_true(smps->problem->probability[w] == 1.0 / 400);
        mean += demand(smps, w) / 400;
    }
    assert_true(fabs(mean - 3.5) < 0.35); // three standard deviations: 3 sqrt(5.25 / 400)
    const rw_smps_options fewer = {.n_sample = 10, .seed = 7}, other = {.n_sample = 400, .seed = 8};
    rw_smps *head = smps_read_stoch(sections, &fewer), *elsewhere = smps_read_stoch(sections, &other);
    int n_different = 0;
    for (int w = 0; w < 10; w++) {
        assert_true(demand(head, w) == demand(smps, w)); // scenario w is the same in every sample
        n_different += demand(elsewhere, w) != demand(smps, w);
    }
    assert_true(n_different > 3);
    rw_smps_free(&smps);
    rw_smps_free(&head);
    rw_smps_free(&elsewhere);
}

// Pitfall 7: distributions.
static void distributions_are_sampled(void **state) {
    (void)state;
    static const char normal[] = "INDEP NORMAL\n RHS dem 20 T2 9", uniform[] = "INDEP UNIFORM ADD\n RHS dem -1 T2 2";
    smps_refuse_stoch(normal, RW_UNSUPPORTED, 0, "a continuous distribution has no list of scenarios");
    const rw_smps_options options = {.n_sample = 4000, .seed = 3};
    rw_smps *smps = smps_read_stoch(normal, &options);
    double mean = 0.0, square = 0.0, least = INFINITY, most = -INFINITY;
    for (int w = 0; w < 4000; w++) {
        mean += demand(smps, w) / 4000;
        square += (demand(smps, w) - 20) * (demand(smps, w) - 20) / 4000;
    }
    assert_true(fabs(mean - 20) < 3 * 3 / sqrt(4000));
    assert_true(fabs(square - 9) < 3 * 9 * sqrt(2.0 / 4000));
    assert_true(isinf(smps->n_combination));
    rw_smps_free(&smps);
    smps = smps_read_stoch(uniform, &options);
    for (int w = 0; w < 4000; w++) {
        least = fmin(least, demand(smps, w));
        most = fmax(most, demand(smps, w));
    }
    assert_true(least >= 3 && least < 3.01 && most <= 6 && most > 5.99);
    rw_smps_free(&smps);
}

// Pitfall 8: entries on the objective, in T, W, right-hand sides, ranges and bounds; new entries of the matrices.
static void entries_of_every_kind_are_read(void **state) {
    (void)state;
    rw_smps *smps = smps_read_stoch("SCENARIOS DISCRETE\n SC S1 ROOT 0.5 T2\n y obj 7 dem 6\n x dem -2\n x obj 11\n"
                                    " x bal 4\n z dem 5\n RHS bal 2.5\n RNG dem 3\n UP BND y 20\n LO BND y 1\n"
                                    " SC S2 ROOT 0.5 T2\n FX BND z 6\n RIGHT dem 8",
                                    NULL);
    const rw_twostage *p = smps->problem;
    assert_true(smps_at(smps, 0, RW_DELTA_COST, 0) == 7.0);
    assert_true(p->first.cost[0] == 0.0); // its cost is random: all of it is the scenarios'
    assert_true(smps_at(smps, 0, RW_DELTA_FIRST_COST, 0) == 11.0 && smps_at(smps, 1, RW_DELTA_FIRST_COST, 0) == 1.0);
    assert_int_equal(p->technology.begin[1], 2);
    assert_true(smps_at(smps, 0, RW_DELTA_TECHNOLOGY, 0) == -2.0 && smps_at(smps, 0, RW_DELTA_TECHNOLOGY, 1) == 4.0);
    assert_true(smps_at(smps, 1, RW_DELTA_TECHNOLOGY, 0) == 1.0 && smps_at(smps, 1, RW_DELTA_TECHNOLOGY, 1) == 0.0);
    assert_int_equal(p->recourse.begin[2], 4);
    assert_true(smps_at(smps, 0, RW_DELTA_RECOURSE, 0) == 6.0 && smps_at(smps, 0, RW_DELTA_RECOURSE, 2) == 5.0);
    assert_true(demand(smps, 0) == 4.0 && smps_at(smps, 0, RW_DELTA_ROW_UPPER, 0) == 7.0);
    assert_true(smps_at(smps, 0, RW_DELTA_ROW_LOWER, 1) == 2.5 && smps_at(smps, 0, RW_DELTA_ROW_UPPER, 1) == 2.5);
    assert_true(smps_at(smps, 0, RW_DELTA_LOWER, 0) == 1.0 && smps_at(smps, 0, RW_DELTA_UPPER, 0) == 20.0);
    assert_true(smps_at(smps, 1, RW_DELTA_LOWER, 1) == 6.0 && smps_at(smps, 1, RW_DELTA_UPPER, 1) == 6.0);
    assert_true(demand(smps, 1) == 8.0 && isinf(smps_at(smps, 1, RW_DELTA_ROW_UPPER, 0)));
    rw_smps_free(&smps);
}

// Pitfall 9: a random constant counts with its probability, its sign turned.
static void constant_may_be_random(void **state) {
    (void)state;
    rw_smps *smps = smps_read_stoch("SCENARIOS DISCRETE\n SC S1 ROOT 0.25 T2\n RHS obj -8\n SC S2 ROOT 0.75 T2\n"
                                    " RHS obj 4",
                                    NULL);
    assert_near(smps->problem->constant, 0.25 * 8 - 0.75 * 4);
    rw_smps_free(&smps);
}

static void independent_bounds_are_read(void **state) {
    (void)state;
    rw_smps *smps = smps_read_stoch("INDEP DISCRETE\n UP BND y 5 T2 0.5\n UP BND y 6 0.5\n FX BND z 1 T2 0.4\n"
                                    " FX BND z 2 T2 0.6",
                                    NULL);
    assert_int_equal(smps->problem->n_scenario, 4);
    assert_true(smps_at(smps, 0, RW_DELTA_UPPER, 0) == 5.0 && smps_at(smps, 2, RW_DELTA_UPPER, 0) == 6.0);
    assert_true(smps_at(smps, 1, RW_DELTA_LOWER, 1) == 2.0 && smps_at(smps, 1, RW_DELTA_UPPER, 1) == 2.0);
    assert_near(smps->problem->probability[1], 0.5 * 0.6);
    rw_smps_free(&smps);
}

static void fixed_format_is_read(void **state) {
    (void)state;
    static const char stoch[] = "STOCH         tiny\nINDEP         DISCRETE                ADD\n"
                                "    RHS       dem              1.5     T2                 0.5\n"
                                "    RHS       dem              2.5                        0.5\n"
                                " UP           y                1.0     T2                 1.0\nENDATA\n";
    rw_smps *smps = smps_read(smps_core, smps_time, stoch, NULL);
    assert_int_equal(smps->problem->n_scenario, 2);
    assert_true(demand(smps, 0) == 5.5 && demand(smps, 1) == 6.5);
    assert_true(smps_at(smps, 1, RW_DELTA_UPPER, 0) == 9.0);
    rw_smps_free(&smps);
}

static void first_stage_entries_must_not_change(void **state) {
    (void)state;
    rw_smps *smps = smps_read_stoch("SCENARIOS DISCRETE\n SC S1 ROOT 1 T1\n RHS cap 10\n x cap 1\n RHS dem 5", NULL);
    assert_true(demand(smps, 0) == 5.0);
    rw_smps_free(&smps);
    smps_refuse_stoch("SCENARIOS DISCRETE\n SC S1 ROOT 1 T1\n RHS cap 11", RW_UNSUPPORTED, 4, "of the first period");
    smps_refuse_stoch("INDEP DISCRETE\n x cap 2 T1 1.0", RW_UNSUPPORTED, 3, "of the first period");
    smps_refuse_stoch("INDEP UNIFORM\n RHS cap 2 T1 3", RW_UNSUPPORTED, 3, "of the first period");
    smps_refuse_stoch("SCENARIOS DISCRETE\n SC S1 ROOT 1 T1\n UP BND x 3", RW_UNSUPPORTED, 4, "of the first period");
}

static void errors_say_where_and_what(void **state) {
    (void)state;
    static const struct {
        const char *sections;
        rw_status status;
        int line;
        const char *text;
    } table[] = {
        {"INDEP DISCRETE\n RHS dem 5 T3 1", RW_DATA, 3, "no period 'T3' in the time file; it has 'T1' and 'T2'"},
        {"INDEP DISCRETE\n RSH dem 5 T2 1", RW_DATA, 3, "'RSH' is no column of the core file"},
        {"INDEP DISCRETE\n RHS dme 5 T2 1", RW_DATA, 3, "did you mean 'dem'?"},
        {"INDEP DISCRETE\n RHS dem 5 T2 -0.1", RW_DATA, 3, "-0.1 is no probability"},
        {"INDEP DISCRETE\n RHS dem 5 T2 50", RW_DATA, 3, "50 is no probability"},
        {"INDEP DISCRETE\n RHS dem 5 T2", RW_DATA, 3, "'T2' is not a number"},
        {"INDEP DISCRETE\n RHS dem five T2 1", RW_DATA, 3, "'five' is not a number"},
        {"INDEP DISCRETE\n RHS dem 5 T2 0", RW_DATA, 0, "no outcome of positive probability"},
        {"INDEP GAMMA\n RHS dem 5 T2 1", RW_UNSUPPORTED, 2, "GAMMA is not supported here"},
        {"INDEP SUB\n RHS dem 5 T2 1", RW_UNSUPPORTED, 2, "SUB is not supported"},
        {"INDEP DISCRET\n RHS dem 5 T2 1", RW_DATA, 2, "'DISCRET' is not known here"},
        {"INDEP NORMAL\n RHS dem 5 T2 -1", RW_DATA, 3, "variance must not be negative"},
        {"INDEP UNIFORM\n RHS dem 5 T2 4", RW_DATA, 3, "lies below the lower one"},
        {"BLOCKS LINTR\n BL B T2 1", RW_UNSUPPORTED, 2, "LINTR is not supported here"},
        {"BLOCKS DISCRETE\n RHS dem 5", RW_DATA, 3, "a line BL is expected first"},
        {"BLOCKS DISCRETE\n BL B T2 0.5\n RHS dem 5\n RHS dem 6", RW_DATA, 5, "given twice"},
        {"BLOCKS DISCRETE\n BL B T2 1\n RHS dem 5\n BL C T2 1\n RHS dem 6", RW_DATA, 6, "random already"},
        {"INDEP DISCRETE\n RHS dem 5 T2 1\nBLOCKS DISCRETE\n BL C T2 1\n RHS dem 6", RW_DATA, 6, "random already"},
        {"BLOCKS DISCRETE\n BL C T2 1\n RHS dem 6\nINDEP DISCRETE\n RHS dem 5 T2 1", RW_DATA, 6, "random already"},
        {"SCENARIOS DISCRETE\n RHS dem 5", RW_DATA, 3, "a line SC is expected first"},
        {"SCENARIOS DISCRETE\n SC S1 S0 1 T2", RW_DATA, 3, "no scenario 'S0' above to branch from"},
        {"SCENARIOS DISCRETE\n SC S1 ROOT 1 T2\n SC S1 ROOT 1 T2", RW_DATA, 4, "a scenario of this name"},
        {"SCENARIOS DISCRETE\n SC S1 ROOT 1 T2\n RHS dem 1e25", RW_DATA, 4, "the entry becomes inf"},
        {"SCENARIOS DISCRETE\n SC S1 ROOT 1 T2\n UP BND y -1", RW_DATA, 0, "scenario 1: the bounds of column 'y'"},
        {"SCENARIOS DISCRETE\n SC S1 ROOT 1 T2\n MI BND y 1", RW_DATA, 4, "no kind of random bound"},
        {"SCENARIO DISCRETE\n SC S1 ROOT 1 T2", RW_DATA, 2, "did you mean 'SCENARIOS'?"},
        {"NODES\n", RW_UNSUPPORTED, 2, "section NODES is not supported"},
        {"CHANCE\n", RW_UNSUPPORTED, 2, "section CHANCE is not supported"},
        {" RHS dem 5 T2 1", RW_DATA, 2, "a section is expected first"},
    };
    for (size_t k = 0; k < sizeof table / sizeof table[0]; k++) {
        smps_refuse_stoch(table[k].sections, table[k].status, table[k].line, table[k].text);
    }
    smps_refuse(smps_core, smps_time, "STOCH\nINDEP DISCRETE\n RHS dem 5 T2 1\n",
                (smps_refusal){RW_DATA, "stoch", 3, 0, "ENDATA is missing"});
}

static int none_left(void **state) {
    (void)state;
    return rw_memory_live() == 0 ? 0 : -1;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scenarios_inherit),
        cmocka_unit_test(modifiers_start_from_the_core),
        cmocka_unit_test(sections_multiply),
        cmocka_unit_test(blocks_list_only_changes),
        cmocka_unit_test(probabilities_are_used_as_they_are),
        cmocka_unit_test(outcomes_of_probability_zero_are_left_out),
        cmocka_unit_test(products_are_refused_or_sampled),
        cmocka_unit_test(distributions_are_sampled),
        cmocka_unit_test(entries_of_every_kind_are_read),
        cmocka_unit_test(constant_may_be_random),
        cmocka_unit_test(independent_bounds_are_read),
        cmocka_unit_test(fixed_format_is_read),
        cmocka_unit_test(first_stage_entries_must_not_change),
        cmocka_unit_test(errors_say_where_and_what),
    };
    return cmocka_run_group_tests_name("twostage/smps_stoch", tests, NULL, none_left);
}
