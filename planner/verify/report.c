// Comparing, keeping the worst and saying where it is.  SPDX-License-Identifier: MIT
#include "verify/report.h"

#include <math.h>
#include <stdio.h>

#include "core/text.h"
#include "verify/check.h"

// All relative to max(1, size of the quantities involved).  Counts and what follows from counts alone are exact but
// for the rounding of a sum; the rest is what a linear programming code may leave open in a row or a bound.
static const double tolerance[RW_N_VIOLATION] = {
    [RW_VIOLATION_INTEGRALITY] = 1e-9, // orders are rounded before they are handed over
    [RW_VIOLATION_SIGN] = 1e-6,        [RW_VIOLATION_ORDER] = 1e-9,     [RW_VIOLATION_SITE] = 1e-9,
    [RW_VIOLATION_BUDGET] = 1e-6,      [RW_VIOLATION_EFFECTIVE] = 1e-9, [RW_VIOLATION_CAPACITY] = 1e-6,
    [RW_VIOLATION_BALANCE] = 1e-6,     [RW_VIOLATION_STORAGE] = 1e-6,   [RW_VIOLATION_PEOPLE] = 1e-6,
    [RW_VIOLATION_SUPPLY] = 1e-6,      [RW_VIOLATION_CUSTOMER] = 1e-6,  [RW_VIOLATION_POLICY] = 1e-6,
    [RW_VIOLATION_COST] = 1e-6,     // size: the turnover of the row, the sum of the sizes of its terms
    [RW_VIOLATION_OBJECTIVE] = 1e-6 // size: the discounted turnover
};

static const char *const violation_name[RW_N_VIOLATION] = {
#define RW_VIOLATION_ENTRY(code, name, text) [RW_VIOLATION_##code] = (name),
    RW_VIOLATION_LIST(RW_VIOLATION_ENTRY)
#undef RW_VIOLATION_ENTRY
};

static const char *const violation_text[RW_N_VIOLATION] = {
#define RW_VIOLATION_ENTRY(code, name, text) [RW_VIOLATION_##code] = (text),
    RW_VIOLATION_LIST(RW_VIOLATION_ENTRY)
#undef RW_VIOLATION_ENTRY
};

const char *rw_violation_name(rw_violation violation) {
    return (unsigned)violation < RW_N_VIOLATION ? violation_name[violation] : "";
}

const char *rw_violation_text(rw_violation violation) {
    return (unsigned)violation < RW_N_VIOLATION ? violation_text[violation] : "";
}

const char *rw_vintage_name(rw_idx vintage) {
    return vintage == RW_RUN_IN ? "run-in" : "mature";
}

void rw_verdict_init(rw_verdict *verdict) {
    *verdict = (rw_verdict){.ok = false};
    for (int kind = 0; kind < RW_N_VIOLATION; kind++) {
        verdict->finding[kind].tolerance = tolerance[kind];
    }
}

void rw_verdict_close(rw_verdict *verdict) {
    verdict->ok = true;
    for (int kind = 0; kind < RW_N_VIOLATION; kind++) {
        if (!(verdict->finding[kind].worst <= verdict->finding[kind].tolerance)) {
            verdict->ok = false;
        }
    }
}

// "storage of shell in 2027-03 (scenario 2)", scenarios counted from 0; names are cut so that the values always find
// room.
static int print_place(const rw_check *check, rw_place place, char *buffer, size_t size) {
    char month[16] = "", scenario[48] = "";
    if (place.month >= 0) {
        rw_month_text(month, check->model->start_year, check->model->start_month, place.month);
    }
    if (check->at_hand >= 0 && check->plan->n_scenario > 1) {
        snprintf(scenario, sizeof scenario, " (scenario %lld)", (long long)check->at_hand); // as the run file counts
    }
    return snprintf(buffer, size, "%.32s%s%.28s%s%.28s%s%s%s", place.what, place.name != NULL ? " of " : "",
                    place.name != NULL ? place.name : "", place.second != NULL ? ", " : "",
                    place.second != NULL ? place.second : "", place.month >= 0 ? " in " : "", month, scenario);
}

// Keeps a violation if it is the worst of its kind.
static void keep(rw_check *check, rw_violation kind, rw_place place, double violation, double found,
                 const char *relation, double other) {
    rw_finding *finding = &check->verdict->finding[kind];
    finding->n_checked++;
    if (!(violation > finding->worst)) {
        return;
    }
    finding->worst = violation;
    const size_t size = sizeof finding->where;
    const int used = print_place(check, place, finding->where, size);
    if (used >= 0 && (size_t)used < size) {
        snprintf(finding->where + used, size - (size_t)used, ": %.12g, %s %.12g", found, relation, other);
    }
}

// How far value lies above limit, relative to the sizes; infinite where anything is NaN.
static double excess(double value, double limit, double size) {
    if (isnan(value) || isnan(limit) || isnan(size)) {
        return INFINITY;
    }
    if (value <= limit) {
        return 0.0;
    }
    double scale = 1.0;
    const double involved[] = {fabs(value), fabs(limit), fabs(size)};
    for (size_t k = 0; k < sizeof involved / sizeof involved[0]; k++) {
        scale = isfinite(involved[k]) ? rw_larger(scale, involved[k]) : scale;
    }
    return (value - limit) / scale;
}

void rw_check_equal(rw_check *check, rw_violation kind, rw_place place, double found, double expected, double size) {
    const double above = excess(found, expected, size), below = excess(expected, found, size);
    keep(check, kind, place, rw_larger(above, below), found, "should be", expected);
}

void rw_check_at_most(rw_check *check, rw_violation kind, rw_place place, double found, double limit, double size) {
    keep(check, kind, place, excess(found, limit, size), found, "at most", limit);
}

void rw_check_at_least(rw_check *check, rw_violation kind, rw_place place, double found, double least, double size) {
    keep(check, kind, place, excess(least, found, size), found, "at least", least);
}
