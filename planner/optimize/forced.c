// What a first stage leaves no choice about in a recourse problem.  SPDX-License-Identifier: MIT
#include "optimize/forced.h"

#include <math.h>
#include <string.h>

#include "core/memory.h"

static const double NO_ROOM =
    1e-7; // a row with less room than this has none, and what is missing is rounding, relative

rw_status rw_rows_init(rw_rows *rows, const rw_twostage *problem) {
    const rw_sparse *matrix = &problem->recourse;
    rw_idx n_entry = matrix->begin[matrix->n_col];
    *rows = (rw_rows){0};
    rows->begin = rw_calloc(matrix->n_row + 2, sizeof *rows->begin);
    rows->column = rw_calloc(n_entry, sizeof *rows->column);
    rows->entry = rw_calloc(n_entry, sizeof *rows->entry);
    if (!rows->begin || !rows->column || !rows->entry) {
        return RW_NO_MEMORY;
    }
    for (rw_idx k = 0; k < n_entry; k++) {
        rows->begin[matrix->row[k] + 2]++;
    }
    for (rw_idx i = 0; i < matrix->n_row; i++) {
        rows->begin[i + 2] += rows->begin[i + 1];
    }
    for (rw_idx j = 0; j < matrix->n_col; j++) {
        for (rw_idx k = matrix->begin[j]; k < matrix->begin[j + 1]; k++) {
            rw_idx at = rows->begin[matrix->row[k] + 1]++;
            rows->column[at] = j;
            rows->entry[at] = k;
        }
    }
    return RW_OK;
}

void rw_rows_clear(rw_rows *rows) {
    rw_free(rows->begin);
    rw_free(rows->column);
    rw_free(rows->entry);
    *rows = (rw_rows){0};
}

rw_status rw_forced_init(rw_forced *forced, const rw_twostage *problem) {
    rw_idx n_col = problem->second.n_col, n_row = problem->second.n_row;
    *forced = (rw_forced){0};
    forced->lower = rw_calloc(n_col, sizeof *forced->lower);
    forced->upper = rw_calloc(n_col, sizeof *forced->upper);
    forced->reduced = rw_calloc(n_col, sizeof *forced->reduced);
    forced->row_lower = rw_calloc(n_row, sizeof *forced->row_lower);
    forced->row_upper = rw_calloc(n_row, sizeof *forced->row_upper);
    forced->row = rw_calloc(n_row, sizeof *forced->row);
    forced->dropped = rw_calloc(n_row, sizeof *forced->dropped);
    forced->queue = rw_calloc(n_row, sizeof *forced->queue);
    forced->queued = rw_calloc(n_row, sizeof *forced->queued);
    return forced->lower && forced->upper && forced->reduced && forced->row_lower && forced->row_upper && forced->row &&
                   forced->dropped && forced->queue && forced->queued
               ? RW_OK
               : RW_NO_MEMORY;
}

void rw_forced_clear(rw_forced *forced) {
    rw_free(forced->lower);
    rw_free(forced->upper);
    rw_free(forced->reduced);
    rw_free(forced->row_lower);
    rw_free(forced->row_upper);
    rw_free(forced->row);
    rw_free(forced->dropped);
    rw_free(forced->queue);
    rw_free(forced->queued);
    *forced = (rw_forced){0};
}

// The least (sign 1) or the most (sign -1, negated) that a row can be.
static double least_activity(const rw_forced *forced, const rw_rows *rows, const double *value, rw_idx row,
                             double sign) {
    double least = 0;
    for (rw_idx k = rows->begin[row]; k < rows->begin[row + 1] && least > -INFINITY; k++) {
        double a = sign * value[rows->entry[k]];
        if (a != 0) {
            rw_idx j = rows->column[k];
            least += a * (a > 0 ? forced->lower[j] : forced->upper[j]);
        }
    }
    return least;
}

// A row that cannot hold stays: the problem is infeasible.
static bool has_no_room(double room, double limit) {
    return room <= NO_ROOM && room >= -NO_ROOM * (1 + fabs(limit));
}

typedef struct rows_waiting { // to be looked at, a ring
    rw_idx head, count, size;
} rows_waiting;

static void wait(rw_forced *forced, rows_waiting *waiting, rw_idx row) {
    if (!forced->queued[row] && !forced->dropped[row]) {
        forced->queued[row] = 1;
        forced->queue[(waiting->head + waiting->count++) % waiting->size] = row;
    }
}

// Fixes the columns of a row where they make it least (sign 1) or most (sign -1).
static void drop(rw_forced *forced, const rw_rows *rows, const rw_sparse *matrix, const double *value, rw_idx row,
                 double sign, rows_waiting *waiting) {
    forced->dropped[row] = 1;
    forced->row[forced->n_row++] = sign > 0 ? row : -1 - row;
    for (rw_idx k = rows->begin[row]; k < rows->begin[row + 1]; k++) {
        rw_idx j = rows->column[k];
        double a = sign * value[rows->entry[k]];
        if (a == 0 || forced->lower[j] == forced->upper[j]) {
            continue;
        }
        if (a > 0) {
            forced->upper[j] = forced->lower[j];
        } else {
            forced->lower[j] = forced->upper[j];
        }
        for (rw_idx e = matrix->begin[j]; e < matrix->begin[j + 1]; e++) {
            wait(forced, waiting, matrix->row[e]);
        }
    }
    if (forced->row_lower[row] != forced->row_upper[row]) { // an equation of fixed columns may stay
        forced->row_lower[row] = -INFINITY;
        forced->row_upper[row] = INFINITY;
    }
}

void rw_forced_find(rw_forced *forced, const rw_rows *rows, const rw_twostage *problem,
                    const rw_realisation *realisation, const double *row_lower, const double *row_upper) {
    const rw_sparse *matrix = &problem->recourse;
    const double *value = realisation->array[RW_DELTA_RECOURSE];
    size_t n_col = (size_t)matrix->n_col, n_row = (size_t)matrix->n_row;
    memcpy(forced->lower, realisation->array[RW_DELTA_LOWER], n_col * sizeof(double));
    memcpy(forced->upper, realisation->array[RW_DELTA_UPPER], n_col * sizeof(double));
    memcpy(forced->row_lower, row_lower, n_row * sizeof(double));
    memcpy(forced->row_upper, row_upper, n_row * sizeof(double));
    memset(forced->dropped, 0, n_row);
    memset(forced->queued, 0, n_row);
    forced->n_row = 0;
    rows_waiting waiting = {.size = matrix->n_row};
    for (rw_idx i = 0; i < matrix->n_row; i++) {
        wait(forced, &waiting, i);
    }
    while (waiting.count > 0) {
        rw_idx row = forced->queue[waiting.head];
        waiting.head = (waiting.head + 1) % waiting.size;
        waiting.count--;
        forced->queued[row] = 0;
        double above = forced->row_upper[row] - least_activity(forced, rows, value, row, 1);
        double below = -least_activity(forced, rows, value, row, -1) - forced->row_lower[row];
        if (has_no_room(above, forced->row_upper[row])) {
            drop(forced, rows, matrix, value, row, 1, &waiting);
        } else if (has_no_room(below, forced->row_lower[row])) {
            drop(forced, rows, matrix, value, row, -1, &waiting);
        }
    }
}

static void reduce(rw_forced *forced, const rw_sparse *matrix, const rw_realisation *realisation, const double *dual) {
    const double *value = realisation->array[RW_DELTA_RECOURSE];
    const double *cost = realisation->array[RW_DELTA_COST];
    for (rw_idx j = 0; j < matrix->n_col; j++) {
        double sum = cost[j];
        for (rw_idx k = matrix->begin[j]; k < matrix->begin[j + 1]; k++) {
            sum -= value[k] * dual[matrix->row[k]];
        }
        forced->reduced[j] = sum;
    }
}

void rw_forced_price(rw_forced *forced, const rw_rows *rows, const rw_twostage *problem,
                     const rw_realisation *realisation, double *dual) {
    const double *value = realisation->array[RW_DELTA_RECOURSE];
    for (rw_idx i = 0; i < forced->n_row; i++) {
        dual[forced->row[i] < 0 ? -1 - forced->row[i] : forced->row[i]] = 0;
    }
    reduce(forced, &problem->recourse, realisation, dual);
    for (rw_idx i = forced->n_row - 1; i >= 0; i--) { // the last dropped first: its columns are in no later one
        bool is_upper = forced->row[i] >= 0;
        rw_idx row = is_upper ? forced->row[i] : -1 - forced->row[i];
        double price = 0;
        for (rw_idx k = rows->begin[row]; k < rows->begin[row + 1]; k++) {
            double a = value[rows->entry[k]];
            if (a != 0) {
                double wanted = forced->reduced[rows->column[k]] / a;
                price = is_upper ? fmin(price, wanted) : fmax(price, wanted);
            }
        }
        for (rw_idx k = rows->begin[row]; k < rows->begin[row + 1] && price != 0; k++) {
            forced->reduced[rows->column[k]] -= price * value[rows->entry[k]];
        }
        dual[row] = price;
    }
}
