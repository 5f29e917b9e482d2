// Is a two-stage problem consistent?  SPDX-License-Identifier: MIT
#include <math.h>
#include <stdio.h>

#include <rampwerk/twostage.h>

#include "twostage/realisation.h"

static rw_status check_finite(const char *what, const double *value, rw_idx count, rw_error *error) {
    if (count > 0 && value == NULL) {
        return rw_error_set(error, RW_ARGUMENT, "%s: %lld values expected, none there", what, (long long)count);
    }
    for (rw_idx k = 0; k < count; k++) {
        if (!isfinite(value[k])) {
            return rw_error_set(error, RW_ARGUMENT, "%s[%lld] is %g, not a finite number", what, (long long)k,
                                value[k]);
        }
    }
    return RW_OK;
}

// Written so that NaN fails.
static bool is_interval(double lower, double upper) {
    return lower <= upper && lower < (double)INFINITY && upper > -(double)INFINITY;
}

static rw_status check_intervals(const char *what, const double *lower, const double *upper, rw_idx count,
                                 rw_error *error) {
    if (count > 0 && (lower == NULL || upper == NULL)) {
        return rw_error_set(error, RW_ARGUMENT, "%s: %lld bounds expected, none there", what, (long long)count);
    }
    for (rw_idx k = 0; k < count; k++) {
        if (!is_interval(lower[k], upper[k])) {
            return rw_error_set(error, RW_ARGUMENT, "%s[%lld]: bounds [%.17g, %.17g] hold nothing", what, (long long)k,
                                lower[k], upper[k]);
        }
    }
    return RW_OK;
}

static rw_status check_block(const char *stage, const rw_block *block, rw_error *error) {
    rw_status status = RW_OK;
    if (block->n_col < 0 || block->n_row < 0) {
        return rw_error_set(error, RW_ARGUMENT, "%s stage: %lld columns and %lld rows", stage, (long long)block->n_col,
                            (long long)block->n_row);
    }
    char what[64];
    (void)snprintf(what, sizeof what, "%s-stage cost", stage);
    RW_TRY(check_finite(what, block->cost, block->n_col, error));
    (void)snprintf(what, sizeof what, "%s-stage column", stage);
    RW_TRY(check_intervals(what, block->lower, block->upper, block->n_col, error));
    (void)snprintf(what, sizeof what, "%s-stage row", stage);
    RW_TRY(check_intervals(what, block->row_lower, block->row_upper, block->n_row, error));
done:
    return status;
}

static rw_status check_column(const char *what, const rw_sparse *matrix, rw_idx col, rw_error *error) {
    if (matrix->begin[col + 1] < matrix->begin[col]) {
        return rw_error_set(error, RW_ARGUMENT, "%s: column %lld ends before it begins", what, (long long)col);
    }
    for (rw_idx e = matrix->begin[col]; e < matrix->begin[col + 1]; e++) {
        const bool ascending = e == matrix->begin[col] || matrix->row[e] > matrix->row[e - 1];
        if (matrix->row[e] < 0 || matrix->row[e] >= matrix->n_row || !ascending) {
            return rw_error_set(error, RW_ARGUMENT, "%s: column %lld: row %lld is outside 0..%lld or not ascending",
                                what, (long long)col, (long long)matrix->row[e], (long long)(matrix->n_row - 1));
        }
    }
    return RW_OK;
}

static rw_status check_sparse(const char *what, const rw_sparse *matrix, rw_idx n_row, rw_idx n_col, rw_error *error) {
    rw_status status = RW_OK;
    if (matrix->n_row != n_row || matrix->n_col != n_col) {
        return rw_error_set(error, RW_ARGUMENT, "%s is %lld x %lld, expected %lld x %lld", what,
                            (long long)matrix->n_row, (long long)matrix->n_col, (long long)n_row, (long long)n_col);
    }
    if (matrix->begin == NULL || matrix->begin[0] != 0) {
        return rw_error_set(error, RW_ARGUMENT, "%s: the first column does not begin at entry 0", what);
    }
    for (rw_idx j = 0; j < n_col; j++) {
        RW_TRY(check_column(what, matrix, j, error));
    }
    RW_TRY(check_finite(what, matrix->value, matrix->begin[n_col], error));
done:
    return status;
}

static rw_status check_first_stage(const rw_twostage *problem, rw_error *error) {
    rw_status status = RW_OK;
    const rw_idx n_col = problem->first.n_col;
    RW_TRY(check_finite("first-stage scenario cost", problem->first_scenario_cost, n_col, error));
    if (n_col > 0 && problem->integer == NULL) {
        return rw_error_set(error, RW_ARGUMENT, "integer: %lld flags expected, none there", (long long)n_col);
    }
    for (rw_idx j = 0; j < n_col; j++) {
        if (problem->integer[j] > 1) {
            return rw_error_set(error, RW_ARGUMENT, "integer[%lld] is %d, not 0 or 1", (long long)j,
                                problem->integer[j]);
        }
    }
    for (rw_idx k = 0; k < problem->n_chain; k++) {
        const rw_chain chain = problem->chain[k];
        if (chain.begin < 0 || chain.begin > chain.end || chain.end > n_col) {
            return rw_error_set(error, RW_ARGUMENT, "chain %lld: columns [%lld, %lld) are outside [0, %lld)",
                                (long long)k, (long long)chain.begin, (long long)chain.end, (long long)n_col);
        }
        for (rw_idx j = chain.begin; j < chain.end; j++) {
            if (problem->integer[j] == 0) {
                return rw_error_set(error, RW_ARGUMENT, "chain %lld: column %lld is not integer", (long long)k,
                                    (long long)j);
            }
        }
    }
done:
    return status;
}

static bool is_bound(rw_delta_kind kind) {
    return kind == RW_DELTA_LOWER || kind == RW_DELTA_UPPER || kind == RW_DELTA_ROW_LOWER || kind == RW_DELTA_ROW_UPPER;
}

static rw_status check_delta(const rw_twostage *problem, rw_idx scenario, const rw_delta *delta, rw_error *error) {
    if ((int)delta->kind < 0 || delta->kind > RW_DELTA_RECOURSE) {
        return rw_error_set(error, RW_ARGUMENT, "scenario %lld: %d is no kind of entry", (long long)scenario,
                            (int)delta->kind);
    }
    const rw_idx extent = rw_delta_extent(problem, delta->kind);
    if (delta->index < 0 || delta->index >= extent) {
        return rw_error_set(error, RW_ARGUMENT, "scenario %lld: index %lld of an entry of kind %d is outside 0..%lld",
                            (long long)scenario, (long long)delta->index, (int)delta->kind, (long long)(extent - 1));
    }
    if (isnan(delta->value) || (!is_bound(delta->kind) && !isfinite(delta->value))) {
        return rw_error_set(error, RW_ARGUMENT, "scenario %lld: entry %lld of kind %d is %g", (long long)scenario,
                            (long long)delta->index, (int)delta->kind, delta->value);
    }
    return RW_OK;
}

// With all of a scenario's entries in place no interval may be empty: only the touched ones can have become so.
static rw_status check_touched(const rw_twostage *problem, rw_idx scenario, const rw_realisation *realisation,
                               rw_error *error) {
    for (rw_idx e = problem->delta_begin[scenario]; e < problem->delta_begin[scenario + 1]; e++) {
        const rw_delta *delta = &problem->delta[e];
        if (!is_bound(delta->kind)) {
            continue;
        }
        const bool row = delta->kind == RW_DELTA_ROW_LOWER || delta->kind == RW_DELTA_ROW_UPPER;
        const double lower = realisation->array[row ? RW_DELTA_ROW_LOWER : RW_DELTA_LOWER][delta->index];
        const double upper = realisation->array[row ? RW_DELTA_ROW_UPPER : RW_DELTA_UPPER][delta->index];
        if (!is_interval(lower, upper)) {
            return rw_error_set(error, RW_ARGUMENT, "scenario %lld: %s %lld: bounds [%.17g, %.17g] hold nothing",
                                (long long)scenario, row ? "row" : "column", (long long)delta->index, lower, upper);
        }
    }
    return RW_OK;
}

static rw_status check_scenario(const rw_twostage *problem, rw_idx scenario, rw_realisation *realisation,
                                rw_error *error) {
    rw_status status = RW_OK;
    const double probability = problem->probability[scenario];
    if (!(probability > 0.0) || !isfinite(probability)) {
        return rw_error_set(error, RW_ARGUMENT, "scenario %lld has probability %g; it must be above 0",
                            (long long)scenario, probability);
    }
    if (problem->delta_begin[scenario + 1] < problem->delta_begin[scenario]) {
        return rw_error_set(error, RW_ARGUMENT, "scenario %lld ends before it begins", (long long)scenario);
    }
    for (rw_idx e = problem->delta_begin[scenario]; e < problem->delta_begin[scenario + 1]; e++) {
        RW_TRY(check_delta(problem, scenario, &problem->delta[e], error));
    }
    rw_realisation_enter(realisation, problem, scenario);
    RW_TRY(check_touched(problem, scenario, realisation, error));
    rw_realisation_leave(realisation, problem, scenario);
done:
    return status;
}

rw_status rw_twostage_check(const rw_twostage *problem, rw_error *error) {
    rw_status status = RW_OK;
    rw_realisation realisation = {0};
    RW_TRY(check_block("first", &problem->first, error));
    RW_TRY(check_block("second", &problem->second, error));
    RW_TRY(check_sparse("constraint", &problem->constraint, problem->first.n_row, problem->first.n_col, error));
    RW_TRY(check_sparse("technology", &problem->technology, problem->second.n_row, problem->first.n_col, error));
    RW_TRY(check_sparse("recourse", &problem->recourse, problem->second.n_row, problem->second.n_col, error));
    RW_TRY(check_first_stage(problem, error));
    RW_TRY(check_finite("constant", &problem->constant, 1, error));
    if (problem->n_scenario < 1 || problem->probability == NULL || problem->delta_begin == NULL ||
        problem->delta_begin[0] != 0) {
        RW_TRY(
            rw_error_set(error, RW_ARGUMENT, "a problem needs a scenario, got %lld", (long long)problem->n_scenario));
    }
    if (rw_realisation_init(&realisation, problem) != RW_OK) {
        RW_TRY(rw_error_set(error, RW_NO_MEMORY, "out of memory while checking a problem"));
    }
    for (rw_idx w = 0; w < problem->n_scenario; w++) {
        RW_TRY(check_scenario(problem, w, &realisation, error));
    }
done:
    rw_realisation_clear(&realisation);
    return status;
}
