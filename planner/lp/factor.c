// The Cholesky factor of A D A' and what is solved with it, lane by lane.  SPDX-License-Identifier: MIT
#include "lp/factor.h"

#include <string.h>

static const double LEAST_PIVOT = 1e-15; // of its diagonal element that a pivot must keep
static const double NO_PIVOT = 0;        // 1 / pivot of a row that is left out

enum { WIDTH = RW_SYMBOLIC_WIDTH };

#define INLINE static inline __attribute__((always_inline))

RW_LANES_CLONES void rw_factor_assemble(rw_factor *factor, const rw_factor_product *product, double shift) {
    const rw_symbolic *symbolic = factor->symbolic;
    const rw_form *form = product->form;
    const rw_vec *value = product->value;
    rw_vec *restrict panel = factor->panel;
    memset(panel, 0, (size_t)symbolic->panel[symbolic->n_node] * sizeof *panel);
    for (int32_t t = 0; t < product->n_active; t++) {
        const int32_t j = product->active[t], *pair = symbolic->pair + symbolic->pair_begin[j];
        const rw_vec d = product->weight[(size_t)j * (size_t)product->stride];
        for (int32_t a = form->begin[j]; a < form->begin[j + 1]; a++) {
            const rw_vec scaled = value[a] * d;
            for (int32_t b = a; b < form->begin[j + 1]; b++) {
                panel[*pair++] += scaled * value[b];
            }
        }
    }
    for (int32_t i = 0; i < symbolic->n; i++) {
        panel[symbolic->diagonal[i]] += shift;
        factor->inverse[i] = LEAST_PIVOT * panel[symbolic->diagonal[i]];
    }
}

// The node's own square: L below the diagonal; inverse pivots.
INLINE void factor_square(rw_vec *square, rw_vec *inverse, int32_t width) {
    rw_vec x[WIDTH];
    for (int32_t i = 0; i < width; i++) {
        rw_vec *row = square + i * width, pivot = row[i];
        for (int32_t k = 0; k < i; k++) {
            rw_vec sum = row[k];
            for (int32_t t = 0; t < k; t++) {
                sum -= x[t] * square[k * width + t];
            }
            x[k] = sum;
            row[k] = sum * inverse[k];
            pivot -= sum * row[k];
        }
        inverse[i] = RW_LANES_PICK(pivot > inverse[i], 1 / pivot, RW_LANES_ALL(NO_PIVOT));
    }
}

// `rows` rows below the square: scaled = row L^-T, row = scaled D^-1.
INLINE void solve_rows(int rows, rw_vec *row, rw_vec *scaled, const rw_vec *square, const rw_vec *inverse,
                       int32_t width) {
    for (int32_t k = 0; k < width; k++) {
        rw_vec sum[4];
        for (int r = 0; r < rows; r++) {
            sum[r] = row[r * width + k];
        }
        for (int32_t t = 0; t < k; t++) {
            const rw_vec l = square[k * width + t];
            for (int r = 0; r < rows; r++) {
                sum[r] -= scaled[r * width + t] * l;
            }
        }
        for (int r = 0; r < rows; r++) {
            scaled[r * width + k] = sum[r];
            row[r * width + k] = sum[r] * inverse[k];
        }
    }
}

// target[r][column[c]] -= sum of left[r] * right[c]
INLINE void update_tile(int rows, int columns, const rw_vec *left, const rw_vec *right, int32_t width,
                        rw_vec *const target[4], const int32_t column[2]) {
    rw_vec sum[4][2];
    for (int r = 0; r < rows; r++) {
        for (int c = 0; c < columns; c++) {
            sum[r][c] = target[r][column[c]];
        }
    }
    for (int32_t k = 0; k < width; k++) {
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                sum[r][c] -= left[r * width + k] * right[c * width + k];
            }
        }
    }
    for (int r = 0; r < rows; r++) {
        for (int c = 0; c < columns; c++) {
            target[r][column[c]] = sum[r][c];
        }
    }
}

// Column(s) of the target from row(s) j of the node: all rows i >= j.
INLINE void update_columns(int columns, const rw_symbolic_update *update, const rw_factor *factor, int32_t s,
                           int32_t j) {
    const rw_symbolic *symbolic = factor->symbolic;
    int32_t width = symbolic->first[s + 1] - symbolic->first[s], below = symbolic->row_begin[s];
    int32_t target_first = symbolic->first[update->target];
    int32_t target_width = symbolic->first[update->target + 1] - target_first;
    rw_vec *base = factor->panel + symbolic->panel[update->target];
    const rw_vec *left = factor->panel + symbolic->panel[s] + width * width;
    const rw_vec *right = factor->scaled + (j - below) * width;
    const int32_t *place = symbolic->place + update->place - update->from;
    const int32_t column[2] = {symbolic->row[j] - target_first, symbolic->row[j + columns - 1] - target_first};
    int32_t i = j, end = symbolic->row_begin[s + 1];
    for (; i + 4 <= end; i += 4) {
        rw_vec *const target[4] = {base + place[i] * target_width, base + place[i + 1] * target_width,
                                   base + place[i + 2] * target_width, base + place[i + 3] * target_width};
        update_tile(4, columns, left + (i - below) * width, right, width, target, column);
    }
    for (; i < end; i++) {
        rw_vec *const target[4] = {base + place[i] * target_width};
        update_tile(1, columns, left + (i - below) * width, right, width, target, column);
    }
}

RW_LANES_CLONES void rw_factor_compute(rw_factor *factor) {
    const rw_symbolic *symbolic = factor->symbolic;
    for (int32_t s = 0; s < symbolic->n_node; s++) {
        int32_t width = symbolic->first[s + 1] - symbolic->first[s];
        int32_t below = symbolic->row_begin[s + 1] - symbolic->row_begin[s], i = 0;
        rw_vec *square = factor->panel + symbolic->panel[s], *row = square + width * width;
        rw_vec *inverse = factor->inverse + symbolic->first[s];
        factor_square(square, inverse, width);
        for (; i + 4 <= below; i += 4) {
            solve_rows(4, row + i * width, factor->scaled + i * width, square, inverse, width);
        }
        for (; i < below; i++) {
            solve_rows(1, row + i * width, factor->scaled + i * width, square, inverse, width);
        }
        for (int32_t u = symbolic->update_begin[s]; u < symbolic->update_begin[s + 1]; u++) {
            const rw_symbolic_update *update = &symbolic->update[u];
            int32_t j = update->from;
            for (; j + 2 <= update->to; j += 2) {
                update_columns(2, update, factor, s, j);
            }
            for (; j < update->to; j++) {
                update_columns(1, update, factor, s, j);
            }
        }
    }
}

// x = L^-1 x
INLINE void solve_forward(const rw_factor *factor, rw_vec *x) {
    const rw_symbolic *symbolic = factor->symbolic;
    const rw_vec *l = factor->panel;
    for (int32_t s = 0; s < symbolic->n_node; s++) {
        int32_t width = symbolic->first[s + 1] - symbolic->first[s];
        rw_vec *own = x + symbolic->first[s];
        for (int32_t i = 0; i < width; i++, l += width) {
            rw_vec sum = own[i];
            for (int32_t k = 0; k < i; k++) {
                sum -= l[k] * own[k];
            }
            own[i] = sum;
        }
        for (int32_t i = symbolic->row_begin[s]; i < symbolic->row_begin[s + 1]; i++, l += width) {
            rw_vec sum = x[symbolic->row[i]];
            for (int32_t k = 0; k < width; k++) {
                sum -= l[k] * own[k];
            }
            x[symbolic->row[i]] = sum;
        }
    }
}

// own[k] -= sum of l[.][k] * x[row[.]] over the rows below, for some neighbouring columns
INLINE void subtract_below(int columns, rw_vec *own, const rw_vec *l, int32_t width, const int32_t *row, int32_t below,
                           const rw_vec *x) {
    rw_vec sum[4];
    for (int c = 0; c < columns; c++) {
        sum[c] = own[c];
    }
    for (int32_t i = 0; i < below; i++, l += width) {
        const rw_vec value = x[row[i]];
        for (int c = 0; c < columns; c++) {
            sum[c] -= l[c] * value;
        }
    }
    for (int c = 0; c < columns; c++) {
        own[c] = sum[c];
    }
}

// x = L^-T D^-1 x
INLINE void solve_backward(const rw_factor *factor, rw_vec *x) {
    const rw_symbolic *symbolic = factor->symbolic;
    for (int32_t s = symbolic->n_node - 1; s >= 0; s--) {
        int32_t width = symbolic->first[s + 1] - symbolic->first[s];
        rw_vec *own = x + symbolic->first[s];
        const rw_vec *inverse = factor->inverse + symbolic->first[s];
        const rw_vec *square = factor->panel + symbolic->panel[s], *l = square + width * width;
        for (int32_t k = 0; k < width; k++) {
            own[k] *= inverse[k];
        }
        const int32_t *row = symbolic->row + symbolic->row_begin[s];
        int32_t below = symbolic->row_begin[s + 1] - symbolic->row_begin[s], first = 0;
        for (; first + 4 <= width; first += 4) {
            subtract_below(4, own + first, l + first, width, row, below, x);
        }
        for (; first + 2 <= width; first += 2) {
            subtract_below(2, own + first, l + first, width, row, below, x);
        }
        if (first < width) {
            subtract_below(1, own + first, l + first, width, row, below, x);
        }
        for (int32_t i = width - 1; i > 0; i--) {
            for (int32_t k = 0; k < i; k++) {
                own[k] -= square[i * width + k] * own[i];
            }
        }
    }
}

RW_LANES_CLONES void rw_factor_solve(const rw_factor *factor, rw_vec *x) {
    solve_forward(factor, x);
    solve_backward(factor, x);
}
