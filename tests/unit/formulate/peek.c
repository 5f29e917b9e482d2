// Looking up a formulation's numbers by name, and solving it.  SPDX-License-Identifier: MIT
#include "unit/formulate/peek.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <rampwerk/verify.h>

peek peek_new(rw_model *model, rw_aim aim, double shortfall_cap) {
    rw_scenario_set *scenarios = NULL;
    assert_int_equal(rw_scenario_nominal(model, &scenarios, NULL), RW_OK);
    return peek_new_in(model, scenarios, aim, shortfall_cap);
}

peek peek_new_in(rw_model *model, rw_scenario_set *scenarios, rw_aim aim, double shortfall_cap) {
    peek p = {.model = model, .scenarios = scenarios, .aim = aim};
    rw_error error = {0};
    if (rw_formulation_new(model, p.scenarios, aim, shortfall_cap, true, &p.formulation, &error) != RW_OK) {
        fail_msg("%s", error.text);
    }
    p.problem = rw_formulation_problem(p.formulation);
    return p;
}

void peek_free(peek *p) {
    rw_plan_free(&p->plan);
    rw_solution_free(&p->solution);
    rw_formulation_free(&p->formulation);
    rw_scenario_free(&p->scenarios);
    rw_model_free(&p->model);
}

void peek_solve(peek *p) {
    rw_error error = {0};
    rw_verdict verdict;
    rw_optimize_options options;
    rw_optimize_defaults(&options);
    options.gap_relative = 0.0;
    assert_int_equal(rw_optimize(p->problem, &options, NULL, &p->solution, &error), RW_OK);
    assert_int_equal(p->solution->outcome, RW_OUTCOME_OPTIMAL);
    assert_int_equal(rw_formulation_plan(p->formulation, p->solution, &p->plan, &error), RW_OK);
    assert_close(p->aim == RW_AIM_SHORTFALL ? p->plan->shortfall : p->plan->objective, p->solution->objective);
    assert_int_equal(rw_verify(p->model, p->scenarios, p->plan, &verdict, &error), RW_OK);
    for (int k = 0; k < RW_N_VIOLATION; k++) {
        if (verdict.finding[k].worst > verdict.finding[k].tolerance) {
            fail_msg("%s: %g at %s", rw_violation_name((rw_violation)k), verdict.finding[k].worst,
                     verdict.finding[k].where);
        }
    }
}

static rw_idx find(char **name, rw_idx count, const char *wanted) {
    for (rw_idx k = 0; k < count; k++) {
        if (strcmp(name[k], wanted) == 0) {
            return k;
        }
    }
    return -1;
}

rw_idx peek_first(const peek *p, const char *column) {
    return find(p->problem->first.col_name, p->problem->first.n_col, column);
}

rw_idx peek_first_row(const peek *p, const char *row) {
    return find(p->problem->first.row_name, p->problem->first.n_row, row);
}

rw_idx peek_col(const peek *p, const char *column) {
    return find(p->problem->second.col_name, p->problem->second.n_col, column);
}

rw_idx peek_row(const peek *p, const char *row) {
    return find(p->problem->second.row_name, p->problem->second.n_row, row);
}

static double entry(const rw_sparse *matrix, rw_idx row, rw_idx col) {
    assert_true(row >= 0 && col >= 0);
    for (rw_idx e = matrix->begin[col]; e < matrix->begin[col + 1]; e++) {
        if (matrix->row[e] == row) {
            return matrix->value[e];
        }
    }
    return 0.0;
}

double peek_constraint(const peek *p, const char *row, const char *column) {
    return entry(&p->problem->constraint, peek_first_row(p, row), peek_first(p, column));
}

double peek_technology(const peek *p, const char *row, const char *column) {
    return entry(&p->problem->technology, peek_row(p, row), peek_first(p, column));
}

double peek_recourse(const peek *p, const char *row, const char *column) {
    return entry(&p->problem->recourse, peek_row(p, row), peek_col(p, column));
}

void assert_close(double a, double b) {
    const double tolerance = 1e-7;
    if (!(fabs(a - b) <= tolerance * fmax(1.0, fabs(b)))) {
        fail_msg("%.17g is not %.17g", a, b);
    }
}
