// What every part of the re-check works on, and how it compares.  SPDX-License-Identifier: MIT
//
// The re-check reads the plan's decisions, rolls every state forward by model/model.md (whose equation numbers are
// quoted) and compares.  One scenario is at hand at a time; the parts run in the order of verify.c, each one using the
// states of those before it, never the states the plan claims.
#ifndef RW_VERIFY_CHECK_H
#define RW_VERIFY_CHECK_H

#include <stddef.h>

#include <rampwerk/verify.h>

// Recomputed for the scenario at hand; laid out as in rw_course.
typedef struct rw_states {
    double *effective;      // line x vintage x month: E
    double *completed;      // line x month: F, modules with fixed cost
    double *mothballed;     // line x month
    double *stock;          // item x month
    double *headcount;      // skill x month
    double *customer_stock; // product x month
    double *cost;           // RW_N_COST x month
    double *turnover;       // RW_N_COST x month: sum of the sizes of the terms of cost
} rw_states;

typedef struct rw_check {
    const rw_model *model;
    const rw_scenario_set *scenarios;
    const rw_plan *plan;
    rw_verdict *verdict;
    rw_idx at_hand;              // scenario; -1 while the orders are checked
    const rw_scenario *scenario; // the one at hand
    const rw_course *course;     // what the plan does in it
    rw_states state;
} rw_check;

// Where a comparison stands.  Names may be NULL.
typedef struct rw_place {
    const char *what;          // "storage", "shortfall", ...
    const char *name, *second; // entities
    rw_idx month;              // the last one of a balance over several; -1: none
} rw_place;

// Position of month t of a row in an array with the month last.
static inline rw_idx rw_at(const rw_check *check, rw_idx row, rw_idx month) {
    return row * check->model->n_month + month;
}

// Position for vintage a of a line, pattern or operation.
static inline rw_idx rw_at_vintage(const rw_check *check, rw_idx row, rw_idx vintage, rw_idx month) {
    return rw_at(check, row * RW_N_VINTAGE + vintage, month);
}

// value[t] of a path that begins with month 0: 0 before it.  lag >= 0.
static inline double rw_before(const double *path, rw_idx month, rw_idx lag) {
    return lag <= month ? path[month - lag] : 0.0;
}

// limit * ratio, where a ratio of 0 closes an unlimited limit too.
static inline double rw_scaled(double limit, double ratio) {
    return ratio == 0.0 ? 0.0 : limit * ratio;
}

static inline double rw_larger(double a, double b) {
    return a > b ? a : b;
}

const char *rw_vintage_name(rw_idx vintage); // "run-in", "mature"

// Compare and keep the worst of its kind, relative to max(1, both values, size): size is that of the further
// quantities the values were made of.  A NaN is an infinite violation; equal infinities agree.
void rw_check_equal(rw_check *check, rw_violation kind, rw_place place, double found, double expected, double size);
void rw_check_at_most(rw_check *check, rw_violation kind, rw_place place, double found, double limit, double size);
void rw_check_at_least(rw_check *check, rw_violation kind, rw_place place, double found, double least, double size);

#endif
