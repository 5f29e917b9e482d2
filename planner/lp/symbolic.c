// Where the numbers of the Cholesky factor of A D A' go.  SPDX-License-Identifier: MIT
#include "lp/symbolic.h"

#include "core/memory.h"
#include "lp/pattern.h"

static const double ZERO_SHARE = 0.05; // of a panel that may be zeros for the sake of fewer, wider nodes
enum { ZERO_FREE = 8 };                // zeros in a panel that never matter

static int32_t rows_of(const rw_pattern *pattern, int32_t column) {
    return pattern->begin[column + 1] - pattern->begin[column];
}

// Whether columns [first, middle) and [middle, end) become one node; zeros: those in the panels of both.
static bool joins(const rw_pattern *pattern, const int32_t *first, int32_t end, int32_t zeros, int32_t *joint) {
    int32_t left = first[1] - first[0], right = end - first[1];
    if (pattern->parent[first[1] - 1] != first[1]) {
        return false;
    }
    int32_t below_left = rows_of(pattern, first[1] - 1), below_right = rows_of(pattern, end - 1);
    *joint = zeros + left * (right + below_right - below_left);
    int32_t size = (left + right) * (left + right + below_right);
    return *joint <= ZERO_FREE || (double)*joint <= ZERO_SHARE * (double)size;
}

// Nodes of columns with the same rows, then joined greedily from the front; first[count] = n.
static int32_t find_nodes(const rw_pattern *pattern, int32_t *first, int32_t *zeros) {
    int32_t count = 0, n = pattern->n;
    for (int32_t j = 0; j < n; j++) {
        bool same = j > 0 && pattern->parent[j - 1] == j && rows_of(pattern, j - 1) == rows_of(pattern, j) + 1;
        if (!same) {
            zeros[count] = 0;
            first[count++] = j;
        }
        first[count] = j + 1;
        bool ends = j + 1 == n || pattern->parent[j] != j + 1 || rows_of(pattern, j) != rows_of(pattern, j + 1) + 1;
        int32_t joint = 0;
        while (ends && count > 1 &&
               joins(pattern, first + count - 2, j + 1, zeros[count - 2] + zeros[count - 1], &joint)) {
            count--;
            zeros[count - 1] = joint;
            first[count] = j + 1;
        }
    }
    return count;
}

// Cuts nodes into pieces of RW_SYMBOLIC_WIDTH columns at most and lists the rows below each.
static bool cut_nodes(rw_symbolic *symbolic, const rw_pattern *pattern, const int32_t *first, int32_t n_wide) {
    symbolic->first = rw_calloc((rw_idx)pattern->n + 1, sizeof *symbolic->first);
    symbolic->row_begin = rw_calloc((rw_idx)pattern->n + 1, sizeof *symbolic->row_begin);
    symbolic->panel = rw_calloc((rw_idx)pattern->n + 1, sizeof *symbolic->panel);
    if (!symbolic->first || !symbolic->row_begin || !symbolic->panel) {
        return false;
    }
    rw_idx rows = 0, size = 0;
    for (int32_t s = 0; s < n_wide; s++) {
        int32_t width = first[s + 1] - first[s], below = rows_of(pattern, first[s + 1] - 1);
        int32_t pieces = (width + RW_SYMBOLIC_WIDTH - 1) / RW_SYMBOLIC_WIDTH;
        for (int32_t p = 0; p < pieces; p++) {
            int32_t start = first[s] + width * p / pieces, end = first[s] + width * (p + 1) / pieces;
            int32_t count = below + first[s + 1] - end;
            symbolic->first[symbolic->n_node] = start;
            symbolic->row_begin[symbolic->n_node] = (int32_t)rows;
            symbolic->panel[symbolic->n_node++] = (int32_t)size;
            rows += count;
            size += (rw_idx)(end - start) * (end - start + count);
            if (size > INT32_MAX / 8) {
                return false;
            }
            int32_t most = count * (end - start);
            symbolic->most_below = most > symbolic->most_below ? most : symbolic->most_below;
        }
    }
    symbolic->first[symbolic->n_node] = pattern->n;
    symbolic->row_begin[symbolic->n_node] = (int32_t)rows;
    symbolic->panel[symbolic->n_node] = (int32_t)size;
    symbolic->row = rw_calloc(rows, sizeof *symbolic->row);
    for (int32_t s = 0, piece = 0; symbolic->row && s < n_wide; s++) {
        for (; piece < symbolic->n_node && symbolic->first[piece] < first[s + 1]; piece++) {
            int32_t at = symbolic->row_begin[piece];
            for (int32_t i = symbolic->first[piece + 1]; i < first[s + 1]; i++) {
                symbolic->row[at++] = i;
            }
            for (int32_t k = pattern->begin[first[s + 1] - 1]; k < pattern->begin[first[s + 1]]; k++) {
                symbolic->row[at++] = pattern->row[k];
            }
        }
    }
    return symbolic->row != NULL;
}

// Where row i is in the panel of node s, given that rows before `from` of its list are above i.
static int32_t find_row(const rw_symbolic *symbolic, int32_t s, int32_t i, int32_t *from) {
    int32_t width = symbolic->first[s + 1] - symbolic->first[s];
    if (i < symbolic->first[s + 1]) {
        return i - symbolic->first[s];
    }
    while (symbolic->row[*from] < i) {
        ++*from;
    }
    return width + *from - symbolic->row_begin[s];
}

// Updates of node s; written where update is not NULL.
static void list_updates(rw_symbolic *symbolic, int32_t s, const int32_t *node_of, rw_idx *n_update, rw_idx *n_place) {
    int32_t end = symbolic->row_begin[s + 1];
    double width = symbolic->first[s + 1] - symbolic->first[s];
    for (int32_t from = symbolic->row_begin[s], to; from < end; from = to) {
        int32_t target = node_of[symbolic->row[from]];
        for (to = from; to < end && symbolic->row[to] < symbolic->first[target + 1]; to++) {
        }
        if (symbolic->update) {
            symbolic->update[*n_update] = (rw_symbolic_update){target, from, to, (int32_t)*n_place};
            int32_t at = symbolic->row_begin[target];
            for (int32_t k = from; k < end; k++) {
                symbolic->place[*n_place + k - from] = find_row(symbolic, target, symbolic->row[k], &at);
            }
            symbolic->flops += 2 * width * (to - from) * (end - from);
        }
        ++*n_update;
        *n_place += end - from;
    }
}

static bool make_updates(rw_symbolic *symbolic, const int32_t *node_of) {
    rw_idx n_update = 0, n_place = 0;
    for (int32_t s = 0; s < symbolic->n_node; s++) {
        list_updates(symbolic, s, node_of, &n_update, &n_place);
    }
    symbolic->update_begin = rw_calloc((rw_idx)symbolic->n_node + 1, sizeof *symbolic->update_begin);
    symbolic->place = n_place <= INT32_MAX ? rw_calloc(n_place, sizeof *symbolic->place) : NULL;
    symbolic->update = rw_calloc(n_update, sizeof *symbolic->update);
    if (!symbolic->update_begin || !symbolic->place || !symbolic->update) {
        return false;
    }
    n_update = n_place = 0;
    for (int32_t s = 0; s < symbolic->n_node; s++) {
        symbolic->update_begin[s] = (int32_t)n_update;
        list_updates(symbolic, s, node_of, &n_update, &n_place);
    }
    symbolic->update_begin[symbolic->n_node] = (int32_t)n_update;
    return true;
}

static bool place_products(rw_symbolic *symbolic, const rw_form *form, const int32_t *node_of) {
    rw_idx count = 0;
    for (int32_t j = 0; j < form->n; j++) {
        rw_idx length = form->begin[j + 1] - form->begin[j];
        count += length * (length + 1) / 2;
    }
    symbolic->pair = count <= INT32_MAX ? rw_calloc(count, sizeof *symbolic->pair) : NULL;
    symbolic->pair_begin = rw_calloc(form->n, sizeof *symbolic->pair_begin);
    symbolic->diagonal = rw_calloc(form->m, sizeof *symbolic->diagonal);
    if (!symbolic->pair || !symbolic->pair_begin || !symbolic->diagonal) {
        return false;
    }
    for (int32_t j = 0; j < form->n; j++) {
        symbolic->pair_begin[j] = symbolic->n_pair;
        for (int32_t a = form->begin[j]; a < form->begin[j + 1]; a++) {
            int32_t s = node_of[form->row[a]], from = symbolic->row_begin[s];
            int32_t width = symbolic->first[s + 1] - symbolic->first[s];
            for (int32_t b = a; b < form->begin[j + 1]; b++) {
                int32_t row = find_row(symbolic, s, form->row[b], &from);
                symbolic->pair[symbolic->n_pair++] =
                    symbolic->panel[s] + row * width + form->row[a] - symbolic->first[s];
            }
        }
    }
    for (int32_t i = 0; i < form->m; i++) {
        int32_t s = node_of[i], width = symbolic->first[s + 1] - symbolic->first[s], k = i - symbolic->first[s];
        symbolic->diagonal[i] = symbolic->panel[s] + k * width + k;
    }
    return true;
}

bool rw_symbolic_init(rw_symbolic *symbolic, rw_form *form) {
    rw_pattern pattern;
    *symbolic = (rw_symbolic){.n = form->m};
    int32_t *first = rw_calloc((rw_idx)form->m + 1, sizeof *first);
    int32_t *work = rw_calloc(form->m, sizeof *work); // zeros of the nodes, then the node of every column
    bool ok = rw_pattern_init(&pattern, form) && first && work;
    if (ok) {
        int32_t n_wide = find_nodes(&pattern, first, work);
        ok = cut_nodes(symbolic, &pattern, first, n_wide);
    }
    for (int32_t s = 0; ok && s < symbolic->n_node; s++) {
        for (int32_t j = symbolic->first[s]; j < symbolic->first[s + 1]; j++) {
            work[j] = s;
        }
    }
    ok = ok && make_updates(symbolic, work) && place_products(symbolic, form, work);
    rw_pattern_clear(&pattern);
    rw_free(first);
    rw_free(work);
    return ok;
}

void rw_symbolic_clear(rw_symbolic *symbolic) {
    rw_free(symbolic->first);
    rw_free(symbolic->row_begin);
    rw_free(symbolic->row);
    rw_free(symbolic->panel);
    rw_free(symbolic->update_begin);
    rw_free(symbolic->update);
    rw_free(symbolic->place);
    rw_free(symbolic->pair_begin);
    rw_free(symbolic->pair);
    rw_free(symbolic->diagonal);
    *symbolic = (rw_symbolic){0};
}
