// A square matrix as L U.  SPDX-License-Identifier: MIT
#include "lp/kernel.h"

#include <math.h>
#include <string.h>

#include "core/memory.h"

static const double THRESHOLD = 0.1; // of the largest entry of a column that its pivot must have
static const double SINGULAR = 1e-9; // of the largest entry of the matrix that every pivot must exceed

typedef struct elimination {
    int n;
    double *matrix;    // n x n, by rows
    int *place;        // n: rows in the order of the pivots
    int *count;        // n: entries of a row at the start
    double least;      // size of a pivot
    rw_idx n_entry[2]; // of L and U
} elimination;

// Of the entries of column k that are large enough the one in the shortest row; -1: none.
static int choose_pivot(const elimination *e, int k) {
    double most = e->least;
    int best = -1;
    for (int i = k; i < e->n; i++) {
        most = fmax(most, fabs(e->matrix[(rw_idx)e->place[i] * e->n + k]));
    }
    for (int i = k; i < e->n; i++) {
        double size = fabs(e->matrix[(rw_idx)e->place[i] * e->n + k]);
        bool is_large = size > e->least && size >= THRESHOLD * most;
        if (is_large && (best < 0 || e->count[e->place[i]] < e->count[e->place[best]])) {
            best = i;
        }
    }
    return best;
}

static void eliminate_column(elimination *e, int k) {
    const double *pivot = e->matrix + (rw_idx)e->place[k] * e->n;
    for (int i = k + 1; i < e->n; i++) {
        double *row = e->matrix + (rw_idx)e->place[i] * e->n;
        if (row[k] != 0) {
            double factor = row[k] /= pivot[k];
            for (int j = k + 1; j < e->n; j++) {
                row[j] -= factor * pivot[j];
            }
            e->n_entry[0]++;
        }
    }
    for (int i = 0; i < k; i++) {
        e->n_entry[1] += e->matrix[(rw_idx)e->place[i] * e->n + k] != 0 ? 1 : 0;
    }
}

static rw_status eliminate(elimination *e) {
    double most = 0;
    for (int i = 0; i < e->n; i++) {
        e->place[i] = i;
        for (int j = 0; j < e->n; j++) {
            double size = fabs(e->matrix[(rw_idx)i * e->n + j]);
            most = fmax(most, size);
            e->count[i] += size > 0 ? 1 : 0;
        }
    }
    e->least = SINGULAR * most;
    for (int k = 0; k < e->n; k++) {
        int best = choose_pivot(e, k);
        if (best < 0) {
            return RW_NUMERICAL;
        }
        int other = e->place[k];
        e->place[k] = e->place[best];
        e->place[best] = other;
        eliminate_column(e, k);
    }
    return RW_OK;
}

static rw_status allocate(rw_kernel *kernel, int n, rw_idx n_entry) {
    kernel->n = n;
    kernel->row = rw_calloc(n, sizeof *kernel->row);
    kernel->begin[0] = rw_calloc(n + 1, sizeof *kernel->begin[0]);
    kernel->begin[1] = rw_calloc(n + 1, sizeof *kernel->begin[1]);
    kernel->diagonal = rw_calloc(n, sizeof *kernel->diagonal);
    kernel->index = rw_calloc(n_entry, sizeof *kernel->index);
    kernel->value = rw_calloc(n_entry, sizeof *kernel->value);
    bool ok = kernel->row && kernel->begin[0] && kernel->begin[1] && kernel->diagonal && kernel->index && kernel->value;
    return ok ? RW_OK : RW_NO_MEMORY;
}

// Entries of column k whose pivots come in [from, to).
static int gather(rw_kernel *kernel, const elimination *e, int k, const int range[2], int at) {
    for (int i = range[0]; i < range[1]; i++) {
        double value = e->matrix[(rw_idx)e->place[i] * e->n + k];
        if (value != 0) {
            kernel->index[at] = i;
            kernel->value[at++] = value;
        }
    }
    return at;
}

static void compress(rw_kernel *kernel, const elimination *e) {
    int at = 0;
    memcpy(kernel->row, e->place, (size_t)e->n * sizeof *kernel->row);
    for (int part = 0; part < 2; part++) {
        for (int k = 0; k < e->n; k++) {
            int range[2] = {part == 0 ? k + 1 : 0, part == 0 ? e->n : k};
            kernel->begin[part][k] = at;
            at = gather(kernel, e, k, range, at);
        }
        kernel->begin[part][e->n] = at;
    }
    for (int k = 0; k < e->n; k++) {
        kernel->diagonal[k] = e->matrix[(rw_idx)e->place[k] * e->n + k];
    }
}

rw_status rw_kernel_factor(rw_kernel *kernel, int n, double *matrix) {
    rw_status status = RW_OK;
    elimination e = {.n = n, .matrix = matrix};
    rw_kernel_clear(kernel);
    e.place = rw_calloc(n, sizeof *e.place);
    e.count = rw_calloc(n, sizeof *e.count);
    RW_TRY(e.place && e.count ? RW_OK : RW_NO_MEMORY);
    RW_TRY(eliminate(&e));
    RW_TRY(allocate(kernel, n, e.n_entry[0] + e.n_entry[1]));
    compress(kernel, &e);
done:
    rw_free(e.place);
    rw_free(e.count);
    return status;
}

void rw_kernel_clear(rw_kernel *kernel) {
    rw_free(kernel->row);
    rw_free(kernel->begin[0]);
    rw_free(kernel->begin[1]);
    rw_free(kernel->index);
    rw_free(kernel->value);
    rw_free(kernel->diagonal);
    *kernel = (rw_kernel){0};
}

static void subtract(const rw_kernel *kernel, int part, int k, double *x) {
    for (int e = kernel->begin[part][k]; x[k] != 0 && e < kernel->begin[part][k + 1]; e++) {
        x[kernel->index[e]] -= kernel->value[e] * x[k];
    }
}

void rw_kernel_solve(const rw_kernel *kernel, const double *side, double *solution) {
    for (int k = 0; k < kernel->n; k++) {
        solution[k] = side[kernel->row[k]];
    }
    for (int k = 0; k < kernel->n; k++) {
        subtract(kernel, 0, k, solution);
    }
    for (int k = kernel->n - 1; k >= 0; k--) {
        solution[k] /= kernel->diagonal[k];
        subtract(kernel, 1, k, solution);
    }
}
