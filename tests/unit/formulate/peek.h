// Looking up a formulation's numbers by name, and solving it.  SPDX-License-Identifier: MIT
#ifndef RW_TESTS_UNIT_FORMULATE_PEEK_H
#define RW_TESTS_UNIT_FORMULATE_PEEK_H

#include <rampwerk/formulate.h>

typedef struct peek {
    rw_model *model; // owned
    rw_aim aim;
    rw_scenario_set *scenarios;
    rw_formulation *formulation;
    const rw_twostage *problem;
    rw_solution *solution;
    rw_plan *plan;
} peek;

// Formulates model (which it takes) for the nominal scenario, with names.  Fails the test where that fails.
peek peek_new(rw_model *model, rw_aim aim, double shortfall_cap);

// The same for scenarios, which it takes too.
peek peek_new_in(rw_model *model, rw_scenario_set *scenarios, rw_aim aim, double shortfall_cap);
void peek_free(peek *p);

// Solves to gap 0, makes the plan, compares its objective with the solver's and has it re-checked.
void peek_solve(peek *p);

// Indices by name, -1 where there is none.
rw_idx peek_first(const peek *p, const char *column);
rw_idx peek_first_row(const peek *p, const char *row);
rw_idx peek_col(const peek *p, const char *column);
rw_idx peek_row(const peek *p, const char *row);

// Coefficients by names; 0 where there is no entry.  The names must exist.
double peek_constraint(const peek *p, const char *row, const char *column);
double peek_technology(const peek *p, const char *row, const char *column);
double peek_recourse(const peek *p, const char *row, const char *column);

// Largest difference allowed between a solved figure and one derived by hand, relative to max(1, |b|).
void assert_close(double a, double b);

#endif
