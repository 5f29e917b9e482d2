// Better duals for the same cut.  SPDX-License-Identifier: MIT
#include "optimize/lift.h"

#include <math.h>

#include "core/memory.h"

static const double ZERO_LIMIT = 1e-9; // a row limit this near to zero is zero
static const double NOISE = 1e-9;      // a reduced cost below this, relative to the cost, is zero

rw_status rw_lift_init(rw_lift *lift, const rw_twostage *problem) {
    const rw_sparse *matrix = &problem->recourse;
    rw_idx n_entry = matrix->begin[matrix->n_col];
    *lift = (rw_lift){0};
    lift->begin = rw_calloc(matrix->n_row + 2, sizeof *lift->begin);
    lift->column = rw_calloc(n_entry, sizeof *lift->column);
    lift->entry = rw_calloc(n_entry, sizeof *lift->entry);
    lift->reduced = rw_calloc(matrix->n_col, sizeof *lift->reduced);
    if (!lift->begin || !lift->column || !lift->entry || !lift->reduced) {
        return RW_NO_MEMORY;
    }
    for (rw_idx k = 0; k < n_entry; k++) {
        lift->begin[matrix->row[k] + 2]++;
    }
    for (rw_idx i = 0; i < matrix->n_row; i++) {
        lift->begin[i + 2] += lift->begin[i + 1];
    }
    for (rw_idx j = 0; j < matrix->n_col; j++) {
        for (rw_idx k = matrix->begin[j]; k < matrix->begin[j + 1]; k++) {
            rw_idx at = lift->begin[matrix->row[k] + 1]++;
            lift->column[at] = j;
            lift->entry[at] = k;
        }
    }
    return RW_OK;
}

void rw_lift_clear(rw_lift *lift) {
    rw_free(lift->begin);
    rw_free(lift->column);
    rw_free(lift->entry);
    rw_free(lift->reduced);
    *lift = (rw_lift){0};
}

static void reduce(rw_lift *lift, const rw_lift_case *of, const double *dual) {
    const rw_sparse *matrix = &of->problem->recourse;
    const double *value = of->realisation->array[RW_DELTA_RECOURSE];
    const double *cost = of->realisation->array[RW_DELTA_COST];
    for (rw_idx j = 0; j < matrix->n_col; j++) {
        double sum = cost[j];
        for (rw_idx k = matrix->begin[j]; k < matrix->begin[j + 1]; k++) {
            sum -= value[k] * dual[matrix->row[k]];
        }
        lift->reduced[j] = sum;
    }
}

// How far the multiplier of a row may move towards zero before a reduced cost changes its sign, or the dual objective
// changes because a column has a bound other than zero.
static double room(const rw_lift *lift, const rw_lift_case *of, rw_idx row, double multiplier) {
    double *const *array = of->realisation->array;
    double step = fabs(multiplier);
    for (rw_idx k = lift->begin[row]; k < lift->begin[row + 1] && step > 0; k++) {
        rw_idx j = lift->column[k];
        double change = array[RW_DELTA_RECOURSE][lift->entry[k]] * (multiplier < 0 ? -1 : 1); // of the reduced cost
        double lower = array[RW_DELTA_LOWER][j], upper = array[RW_DELTA_UPPER][j];
        double reduced = lift->reduced[j], noise = NOISE * fabs(array[RW_DELTA_COST][j]);
        if (change == 0 || (lower == 0 && upper == 0)) {
            continue;
        }
        double from = change < 0 ? reduced : -reduced; // above the value it must not fall below
        double bound = change < 0 ? lower : upper;     // where the column is while it is
        bool is_beyond = change < 0 ? upper == 0 : lower == 0;
        if (from > noise) {
            step = bound == 0 ? fmin(step, from / fabs(change)) : 0;
        } else if (!is_beyond) {
            step = 0;
        }
    }
    return step;
}

void rw_lift_duals(rw_lift *lift, const rw_lift_case *of, double *dual) {
    const double *value = of->realisation->array[RW_DELTA_RECOURSE];
    reduce(lift, of, dual);
    for (rw_idx i = 0; i < of->problem->second.n_row; i++) {
        double limit = dual[i] < 0 ? of->upper[i] : of->lower[i];
        if (dual[i] == 0 || fabs(limit) > ZERO_LIMIT || of->lower[i] == of->upper[i]) {
            continue;
        }
        double step = room(lift, of, i, dual[i]) * (dual[i] < 0 ? 1 : -1);
        dual[i] += step;
        for (rw_idx k = lift->begin[i]; k < lift->begin[i + 1] && step != 0; k++) {
            lift->reduced[lift->column[k]] -= step * value[lift->entry[k]];
        }
    }
}
