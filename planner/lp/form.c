// The problems of a batch as they are solved.  SPDX-License-Identifier: MIT
#include "lp/form.h"

#include <limits.h>
#include <math.h>
#include <string.h>

#include "core/memory.h"

static bool copy_promise(unsigned char **target, const unsigned char *source, rw_idx count, unsigned char missing) {
    *target = rw_calloc(count, 1);
    for (rw_idx i = 0; *target && i < count; i++) {
        (*target)[i] = source ? source[i] != 0 : missing;
    }
    return *target != NULL;
}

static bool copy_shape(rw_form *form, const rw_batch_shape *shape) {
    const rw_sparse *matrix = shape->matrix;
    rw_idx n_entry = matrix->begin[matrix->n_col];
    if (matrix->n_col > INT32_MAX / 4 || matrix->n_row > INT32_MAX / 4 || n_entry > INT32_MAX / 4) {
        return false;
    }
    form->n_col = (int32_t)matrix->n_col;
    form->n_row = (int32_t)matrix->n_row;
    form->n_entry = (int32_t)n_entry;
    form->given_begin = rw_calloc(matrix->n_col + 1, sizeof *form->given_begin);
    form->given_row = rw_calloc(n_entry, sizeof *form->given_row);
    if (!form->given_begin || !form->given_row) {
        return false;
    }
    for (rw_idx j = 0; j <= matrix->n_col; j++) {
        form->given_begin[j] = (int32_t)matrix->begin[j];
    }
    for (rw_idx k = 0; k < n_entry; k++) {
        form->given_row[k] = (int32_t)matrix->row[k];
    }
    return copy_promise(&form->row_equal, shape->row_equal, matrix->n_row, 0) &&
           copy_promise(&form->row_free, shape->row_free, matrix->n_row, 0) &&
           copy_promise(&form->fixed, shape->column_fixed, matrix->n_col, 0) &&
           copy_promise(&form->zero, shape->entry_zero, n_entry, 0);
}

// Whether an entry counts: in a column that may move, and not always 0.
static bool is_live(const rw_form *form, int32_t column, int32_t entry) {
    return !form->fixed[column] && !form->zero[entry];
}

// Rows with two entries or more are kept; those with one are listed.
static bool choose_rows(rw_form *form) {
    int32_t *count = rw_calloc(form->n_row, sizeof *count);
    form->kept = rw_calloc(form->n_row, sizeof *form->kept);
    form->row_of = rw_calloc(form->n_row, sizeof *form->row_of);
    form->single = rw_calloc(form->n_row, sizeof *form->single);
    form->loose = rw_calloc(form->n_col, 1);
    bool ok = count && form->kept && form->row_of && form->single && form->loose;
    for (int32_t j = 0; ok && j < form->n_col; j++) {
        for (int32_t k = form->given_begin[j]; k < form->given_begin[j + 1]; k++) {
            count[form->given_row[k]] += is_live(form, j, k);
        }
    }
    for (int32_t i = 0; ok && i < form->n_row; i++) {
        form->kept[i] = -1;
        if (!form->row_free[i] && count[i] > 1) {
            form->row_of[form->m] = i;
            form->kept[i] = form->m++;
        }
    }
    for (int32_t j = 0; ok && j < form->n_col; j++) {
        form->loose[j] = !form->fixed[j];
        for (int32_t k = form->given_begin[j]; k < form->given_begin[j + 1]; k++) {
            int32_t i = form->given_row[k];
            if (is_live(form, j, k) && form->kept[i] >= 0) {
                form->loose[j] = 0;
            } else if (is_live(form, j, k) && count[i] == 1 && !form->row_free[i]) {
                form->single[form->n_single++] = (rw_form_single){i, j, k};
            }
        }
    }
    rw_free(count);
    return ok;
}

static void add_column(rw_form *form, int32_t j) {
    for (int32_t k = form->given_begin[j]; k < form->given_begin[j + 1]; k++) {
        int32_t i = form->kept[form->given_row[k]];
        if (i >= 0 && is_live(form, j, k)) {
            form->row[form->begin[form->n]] = i;
            form->entry[form->begin[form->n]++] = k;
        }
    }
    form->column[form->n] = j;
    form->begin[form->n + 1] = form->begin[form->n];
}

static void add_activities(rw_form *form, const unsigned char *capped, bool wanted) {
    for (int32_t i = 0; i < form->m; i++) {
        int32_t row = form->row_of[i];
        if (!form->row_equal[row] && (!capped || capped[row]) == wanted) {
            int32_t end = form->begin[form->n];
            form->row[end] = i;
            form->entry[end] = -1;
            form->column[form->n++] = -1 - row;
            form->begin[form->n] = end + 1;
        }
    }
}

// begin[n] is the end of variable n while it grows; shifted at last.
static void list_variables(rw_form *form, const unsigned char *capped, const unsigned char *row_capped) {
    for (int pass = 0; pass < 2; pass++) {
        add_activities(form, row_capped, pass == 0);
        for (int32_t j = 0; j < form->n_col; j++) {
            bool can_be_capped = !capped || capped[j];
            if (!form->fixed[j] && !form->loose[j] && can_be_capped == (pass == 0)) {
                int32_t start = form->begin[form->n];
                add_column(form, j);
                form->begin[form->n] = start;
                form->n++;
            }
        }
        form->n_capped = pass == 0 ? form->n : form->n_capped;
    }
}

// Rows of one entry may cap a column.
static unsigned char *find_capped(const rw_form *form, const unsigned char *given) {
    unsigned char *capped = rw_calloc(form->n_col, 1);
    for (int32_t j = 0; capped && j < form->n_col; j++) {
        capped[j] = !given || given[j];
    }
    for (int32_t k = 0; capped && k < form->n_single; k++) {
        capped[form->single[k].column] = 1;
    }
    return capped;
}

static bool make_variables(rw_form *form, const rw_batch_shape *shape) {
    unsigned char *capped = find_capped(form, shape->column_capped);
    rw_idx most = (rw_idx)form->n_col + form->m;
    form->column = rw_calloc(most, sizeof *form->column);
    form->begin = rw_calloc(most + 1, sizeof *form->begin);
    form->row = rw_calloc((rw_idx)form->n_entry + form->m, sizeof *form->row);
    form->entry = rw_calloc((rw_idx)form->n_entry + form->m, sizeof *form->entry);
    bool ok = capped && form->column && form->begin && form->row && form->entry;
    if (ok) {
        list_variables(form, capped, shape->row_capped);
    }
    rw_free(capped);
    return ok;
}

static double power_of_two(double value) {
    return exp2(nearbyint(log2(value)));
}

// Of every row or column: 1 / sqrt(least * most) of its scaled entries.
static void balance(const rw_form *form, const double *value, double *least, double *most) {
    for (int32_t i = 0; i < form->m; i++) {
        least[i] = INFINITY;
        most[i] = 0;
    }
    for (int32_t j = 0; j < form->n; j++) {
        double low = INFINITY, high = 0;
        for (int32_t k = form->begin[j]; k < form->begin[j + 1]; k++) {
            double a = form->entry[k] < 0 ? 0 : fabs(value[form->entry[k]]) * form->row_scale[form->row[k]];
            if (a > 0) {
                low = fmin(low, a);
                high = fmax(high, a);
            }
        }
        form->column_scale[j] = high > 0 ? 1 / sqrt(low * high) : 1;
        for (int32_t k = form->begin[j]; k < form->begin[j + 1]; k++) {
            double a = form->entry[k] < 0 ? 0 : fabs(value[form->entry[k]]) * form->column_scale[j];
            if (a > 0) {
                least[form->row[k]] = fmin(least[form->row[k]], a);
                most[form->row[k]] = fmax(most[form->row[k]], a);
            }
        }
    }
    for (int32_t i = 0; i < form->m; i++) {
        form->row_scale[i] = most[i] > 0 ? 1 / sqrt(least[i] * most[i]) : 1;
    }
}

// Geometric scaling of rows and columns in turn; activities keep their entry of -1.
static bool make_scales(rw_form *form, const double *value) {
    enum { ROUNDS = 4 };
    form->row_scale = rw_calloc(form->m, sizeof *form->row_scale);
    form->column_scale = rw_calloc(form->n, sizeof *form->column_scale);
    double *least = rw_calloc(2 * (rw_idx)form->m, sizeof *least);
    bool ok = form->row_scale && form->column_scale && least;
    for (int32_t i = 0; ok && i < form->m; i++) {
        form->row_scale[i] = 1;
    }
    for (int round = 0; ok && round < ROUNDS; round++) {
        balance(form, value, least, least + form->m);
    }
    for (int32_t i = 0; ok && i < form->m; i++) {
        form->row_scale[i] = power_of_two(form->row_scale[i]);
    }
    for (int32_t j = 0; ok && j < form->n; j++) {
        form->column_scale[j] =
            form->column[j] < 0 ? 1 / form->row_scale[form->row[form->begin[j]]] : power_of_two(form->column_scale[j]);
    }
    rw_free(least);
    return ok;
}

bool rw_form_init(rw_form *form, const rw_batch_shape *shape) {
    *form = (rw_form){0};
    return copy_shape(form, shape) && choose_rows(form) && make_variables(form, shape) &&
           make_scales(form, shape->matrix->value);
}

void rw_form_clear(rw_form *form) {
    rw_free(form->given_begin);
    rw_free(form->given_row);
    rw_free(form->row_equal);
    rw_free(form->row_free);
    rw_free(form->fixed);
    rw_free(form->loose);
    rw_free(form->zero);
    rw_free(form->single);
    rw_free(form->column);
    rw_free(form->row_of);
    rw_free(form->kept);
    rw_free(form->begin);
    rw_free(form->row);
    rw_free(form->entry);
    rw_free(form->row_scale);
    rw_free(form->column_scale);
    *form = (rw_form){0};
}

// Few entries each: by insertion.
static void sort_column(rw_form *form, int32_t j) {
    for (int32_t k = form->begin[j] + 1; k < form->begin[j + 1]; k++) {
        int32_t row = form->row[k], entry = form->entry[k], at = k;
        for (; at > form->begin[j] && form->row[at - 1] > row; at--) {
            form->row[at] = form->row[at - 1];
            form->entry[at] = form->entry[at - 1];
        }
        form->row[at] = row;
        form->entry[at] = entry;
    }
}

bool rw_form_permute(rw_form *form, const int32_t *order) {
    int32_t *given = rw_calloc(form->m, sizeof *given);
    int32_t *place = rw_calloc(form->m, sizeof *place);
    double *scale = rw_calloc(form->m, sizeof *scale);
    bool ok = given && place && scale;
    for (int32_t k = 0; ok && k < form->m; k++) {
        given[k] = form->row_of[order[k]];
        scale[k] = form->row_scale[order[k]];
        place[order[k]] = k;
    }
    for (int32_t k = 0; ok && k < form->m; k++) {
        form->row_of[k] = given[k];
        form->row_scale[k] = scale[k];
        form->kept[given[k]] = k;
    }
    for (int32_t j = 0; ok && j < form->n; j++) {
        for (int32_t k = form->begin[j]; k < form->begin[j + 1]; k++) {
            form->row[k] = place[form->row[k]];
        }
        sort_column(form, j);
    }
    rw_free(given);
    rw_free(place);
    rw_free(scale);
    return ok;
}
