// The first stage in steps.  SPDX-License-Identifier: MIT
#include "optimize/steps.h"

#include <math.h>
#include <string.h>

#include "core/memory.h"

static const double ROUNDING = 0x1p-44; // of sums, relative to their largest part

void rw_steps_of_gradient(const rw_twostage *problem, double *gradient) {
    for (rw_idx c = 0; c < problem->n_chain; c++) {
        for (rw_idx j = problem->chain[c].end - 1; j > problem->chain[c].begin; j--) {
            gradient[j - 1] += gradient[j];
        }
    }
}

void rw_steps_to_columns(const rw_twostage *problem, double *step) {
    for (rw_idx c = 0; c < problem->n_chain; c++) {
        for (rw_idx j = problem->chain[c].begin + 1; j < problem->chain[c].end; j++) {
            step[j] += step[j - 1];
        }
    }
}

// Entries of the rows in steps, as they add up from the end of a chain to its beginning.
typedef struct tally {
    const rw_twostage *problem;
    double *sum, *largest; // by row
    rw_triplets entry;
} tally;

static void forget(tally *t) {
    memset(t->sum, 0, (size_t)t->problem->first.n_row * sizeof *t->sum);
    memset(t->largest, 0, (size_t)t->problem->first.n_row * sizeof *t->largest);
}

static rw_status count_column(tally *t, rw_idx j) {
    const rw_sparse *matrix = &t->problem->constraint;
    for (rw_idx k = matrix->begin[j]; k < matrix->begin[j + 1]; k++) {
        rw_idx i = matrix->row[k];
        t->sum[i] += matrix->value[k];
        t->largest[i] = fmax(t->largest[i], fmax(fabs(t->sum[i]), fabs(matrix->value[k])));
    }
    rw_status status = RW_OK;
    for (rw_idx i = 0; i < t->problem->first.n_row && status == RW_OK; i++) {
        if (fabs(t->sum[i]) > ROUNDING * t->largest[i]) {
            status = rw_triplets_add(&t->entry, i, j, t->sum[i]);
        }
    }
    return status;
}

static rw_status count_all(tally *t, unsigned char *in_chain) {
    const rw_twostage *problem = t->problem;
    rw_status status = RW_OK;
    for (rw_idx c = 0; c < problem->n_chain; c++) {
        forget(t);
        for (rw_idx j = problem->chain[c].end - 1; j >= problem->chain[c].begin; j--) {
            in_chain[j] = 1;
            RW_TRY(count_column(t, j));
        }
    }
    for (rw_idx j = 0; j < problem->first.n_col; j++) {
        if (!in_chain[j]) {
            forget(t);
            RW_TRY(count_column(t, j));
        }
    }
done:
    return status;
}

static rw_status in_steps(const rw_twostage *problem, rw_sparse *matrix) {
    rw_idx n_row = problem->first.n_row, n_col = problem->first.n_col;
    tally t = {.problem = problem};
    t.sum = rw_calloc(2 * n_row, sizeof *t.sum);
    t.largest = t.sum + n_row;
    unsigned char *in_chain = rw_calloc(n_col, sizeof *in_chain);
    rw_status status = t.sum && in_chain ? count_all(&t, in_chain) : RW_NO_MEMORY;
    if (status == RW_OK) {
        status = rw_triplets_compress(&t.entry, n_row, n_col, matrix);
    }
    rw_triplets_clear(&t.entry);
    rw_free(t.sum);
    rw_free(in_chain);
    return status;
}

// Steps of a chain after its first are at least 0; whatever else bounds them are rows.
static void set_bounds(rw_steps *steps, const rw_twostage *problem) {
    for (rw_idx j = 0; j < problem->first.n_col; j++) {
        steps->lower[j] = problem->first.lower[j];
        steps->upper[j] = problem->first.upper[j];
    }
    for (rw_idx c = 0; c < problem->n_chain; c++) {
        for (rw_idx j = problem->chain[c].begin + 1; j < problem->chain[c].end; j++) {
            steps->lower[j] = 0;
            steps->upper[j] = INFINITY;
        }
    }
}

// What a row with the one entry (j, value) says of the step.  False where it contradicts what is known: the row stays.
static bool absorb(rw_steps *steps, rw_idx j, double value, double row_lower, double row_upper) {
    double low = (value > 0 ? row_lower : row_upper) / value, high = (value > 0 ? row_upper : row_lower) / value;
    low = fmax(low, steps->lower[j]);
    high = fmin(high, steps->upper[j]);
    if (low > high) {
        return false;
    }
    steps->lower[j] = low;
    steps->upper[j] = high;
    return true;
}

// Drops the rows that became bounds.  count, place: n_row, work.
static void drop_bounds(rw_steps *steps, const rw_twostage *problem, rw_idx *count, rw_idx *place) {
    rw_sparse *matrix = &steps->matrix;
    for (rw_idx k = 0; k < matrix->begin[matrix->n_col]; k++) {
        count[matrix->row[k]]++;
    }
    for (rw_idx j = 0; j < matrix->n_col; j++) {
        for (rw_idx k = matrix->begin[j]; k < matrix->begin[j + 1]; k++) {
            rw_idx i = matrix->row[k];
            bool gone = count[i] == 1 &&
                        absorb(steps, j, matrix->value[k], problem->first.row_lower[i], problem->first.row_upper[i]);
            place[i] = gone ? -1 : 0;
        }
    }
    rw_idx n_row = 0, n_entry = 0;
    for (rw_idx i = 0; i < matrix->n_row; i++) {
        if (place[i] >= 0) {
            steps->row_lower[n_row] = problem->first.row_lower[i];
            steps->row_upper[n_row] = problem->first.row_upper[i];
            place[i] = n_row++;
        }
    }
    for (rw_idx j = 0; j < matrix->n_col; j++) {
        rw_idx begin = matrix->begin[j];
        matrix->begin[j] = n_entry;
        for (rw_idx k = begin; k < matrix->begin[j + 1]; k++) {
            if (place[matrix->row[k]] >= 0) {
                matrix->row[n_entry] = place[matrix->row[k]];
                matrix->value[n_entry++] = matrix->value[k];
            }
        }
    }
    matrix->begin[matrix->n_col] = n_entry;
    matrix->n_row = n_row;
}

rw_status rw_steps_init(rw_steps *steps, const rw_twostage *problem) {
    rw_idx n_col = problem->first.n_col, n_row = problem->first.n_row;
    *steps = (rw_steps){0};
    rw_idx *count = rw_calloc(2 * n_row, sizeof *count);
    rw_status status = RW_OK;
    RW_TRY(count ? RW_OK : RW_NO_MEMORY);
    RW_TRY(in_steps(problem, &steps->matrix));
    steps->lower = rw_calloc(n_col, sizeof *steps->lower);
    steps->upper = rw_calloc(n_col, sizeof *steps->upper);
    steps->row_lower = rw_calloc(n_row, sizeof *steps->row_lower);
    steps->row_upper = rw_calloc(n_row, sizeof *steps->row_upper);
    RW_TRY(steps->lower && steps->upper && steps->row_lower && steps->row_upper ? RW_OK : RW_NO_MEMORY);
    set_bounds(steps, problem);
    drop_bounds(steps, problem, count, count + n_row);
done:
    rw_free(count);
    return status;
}

void rw_steps_clear(rw_steps *steps) {
    rw_sparse_clear(&steps->matrix);
    rw_free(steps->lower);
    rw_free(steps->upper);
    rw_free(steps->row_lower);
    rw_free(steps->row_upper);
    *steps = (rw_steps){0};
}
