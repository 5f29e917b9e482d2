// Entries in any order, and the compressed columns made of them.  SPDX-License-Identifier: MIT
#include <math.h>
#include <string.h>

#include "core/memory.h"
#include "twostage/triplets.h"

enum { FIRST_CAPACITY = 64 };

static const double ROUNDING = 0x1p-44; // of sums, relative to their largest part

static rw_status grow(rw_triplets *triplets) {
    const rw_idx capacity = triplets->capacity > 0 ? 2 * triplets->capacity : FIRST_CAPACITY;
    rw_idx *row = rw_realloc(triplets->row, capacity, sizeof *row);
    if (row == NULL) {
        return RW_NO_MEMORY;
    }
    triplets->row = row;
    rw_idx *col = rw_realloc(triplets->col, capacity, sizeof *col);
    if (col == NULL) {
        return RW_NO_MEMORY;
    }
    triplets->col = col;
    double *value = rw_realloc(triplets->value, capacity, sizeof *value);
    if (value == NULL) {
        return RW_NO_MEMORY;
    }
    triplets->value = value;
    triplets->capacity = capacity;
    return RW_OK;
}

rw_status rw_triplets_add(rw_triplets *triplets, rw_idx row, rw_idx col, double value) {
    if (row < 0 || col < 0) {
        return RW_ARGUMENT;
    }
    if (triplets->n_entry == triplets->capacity) {
        const rw_status status = grow(triplets);
        if (status != RW_OK) {
            return status;
        }
    }
    triplets->row[triplets->n_entry] = row;
    triplets->col[triplets->n_entry] = col;
    triplets->value[triplets->n_entry] = value;
    triplets->n_entry++;
    return RW_OK;
}

// order becomes the entries sorted by key, equal keys in the order of `input` (NULL: 0, 1, ...).  begin: n_key + 1.
static void sort_by(const rw_idx *key, rw_idx n_key, const rw_idx *input, rw_idx n_entry, rw_idx *begin,
                    rw_idx *order) {
    memset(begin, 0, (size_t)(n_key + 1) * sizeof *begin);
    for (rw_idx e = 0; e < n_entry; e++) {
        begin[key[e] + 1]++;
    }
    for (rw_idx k = 0; k < n_key; k++) {
        begin[k + 1] += begin[k];
    }
    for (rw_idx e = 0; e < n_entry; e++) {
        const rw_idx entry = input != NULL ? input[e] : e;
        order[begin[key[entry]]++] = entry;
    }
    for (rw_idx k = n_key; k > 0; k--) { // undo the shift of one place the loop above left behind
        begin[k] = begin[k - 1];
    }
    begin[0] = 0;
}

// What is left where parts cancel but for rounding is 0: as a coefficient it would wreck the scaling of a solver.
static double add(double sum, double value, double largest) {
    const double total = sum + value;
    return fabs(total) <= ROUNDING * largest ? 0.0 : total;
}

// Entries in the order of their columns, rows ascending: neighbours at the same place become one.
static void merge(const rw_triplets *triplets, const rw_idx *order, rw_sparse *matrix) {
    rw_idx filled = 0;
    rw_idx next = 0;
    double largest = 0.0; // part of the entry being added up
    for (rw_idx j = 0; j < matrix->n_col; j++) {
        const rw_idx begin = filled;
        matrix->begin[j] = begin;
        for (; next < triplets->n_entry && triplets->col[order[next]] == j; next++) {
            const rw_idx row = triplets->row[order[next]];
            const double value = triplets->value[order[next]];
            if (filled > begin && matrix->row[filled - 1] == row) {
                largest = fmax(largest, fabs(value));
                matrix->value[filled - 1] = add(matrix->value[filled - 1], value, largest);
            } else {
                largest = fabs(value);
                matrix->row[filled] = row;
                matrix->value[filled] = value;
                filled++;
            }
        }
    }
    matrix->begin[matrix->n_col] = filled;
}

rw_status rw_triplets_compress(const rw_triplets *triplets, rw_idx n_row, rw_idx n_col, rw_sparse *matrix) {
    *matrix = (rw_sparse){.n_row = n_row, .n_col = n_col};
    const rw_idx n_entry = triplets->n_entry;
    for (rw_idx e = 0; e < n_entry; e++) {
        if (triplets->row[e] >= n_row || triplets->col[e] >= n_col) {
            return RW_ARGUMENT;
        }
    }
    rw_status status = RW_NO_MEMORY;
    rw_idx *begin = rw_calloc((n_row > n_col ? n_row : n_col) + 1, sizeof *begin);
    rw_idx *by_row = rw_calloc(n_entry, sizeof *by_row);
    rw_idx *by_col = rw_calloc(n_entry, sizeof *by_col);
    matrix->begin = rw_calloc(n_col + 1, sizeof *matrix->begin);
    matrix->row = rw_calloc(n_entry, sizeof *matrix->row);
    matrix->value = rw_calloc(n_entry, sizeof *matrix->value);
    if (begin == NULL || by_row == NULL || by_col == NULL || matrix->begin == NULL || matrix->row == NULL ||
        matrix->value == NULL) {
        rw_sparse_clear(matrix);
        goto done;
    }
    sort_by(triplets->row, n_row, NULL, n_entry, begin, by_row);
    sort_by(triplets->col, n_col, by_row, n_entry, begin, by_col);
    merge(triplets, by_col, matrix);
    status = RW_OK;
done:
    rw_free(begin);
    rw_free(by_row);
    rw_free(by_col);
    return status;
}

void rw_triplets_place(const rw_triplets *triplets, const rw_sparse *matrix, rw_idx *place) {
    for (rw_idx e = 0; e < triplets->n_entry; e++) {
        rw_idx low = matrix->begin[triplets->col[e]], high = matrix->begin[triplets->col[e] + 1];
        while (high - low > 1) {
            const rw_idx middle = low + (high - low) / 2;
            if (matrix->row[middle] <= triplets->row[e]) {
                low = middle;
            } else {
                high = middle;
            }
        }
        place[e] = low;
    }
}

// Entries at the same place come in the order in which `merge` meets them.
void rw_triplets_refill(const rw_triplets *triplets, const rw_idx *place, rw_sparse *matrix, double *largest) {
    const rw_idx count = matrix->begin[matrix->n_col];
    for (rw_idx k = 0; k < count; k++) {
        largest[k] = -1.0; // nothing there yet
    }
    for (rw_idx e = 0; e < triplets->n_entry; e++) {
        const double value = triplets->value[e];
        const rw_idx k = place[e];
        if (largest[k] < 0.0) {
            largest[k] = fabs(value);
            matrix->value[k] = value;
        } else {
            largest[k] = fmax(largest[k], fabs(value));
            matrix->value[k] = add(matrix->value[k], value, largest[k]);
        }
    }
}

void rw_triplets_clear(rw_triplets *triplets) {
    rw_free(triplets->row);
    rw_free(triplets->col);
    rw_free(triplets->value);
    *triplets = (rw_triplets){0};
}

void rw_sparse_clear(rw_sparse *matrix) {
    rw_free(matrix->begin);
    rw_free(matrix->row);
    rw_free(matrix->value);
    *matrix = (rw_sparse){0};
}
