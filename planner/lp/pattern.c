// The pattern of the Cholesky factor of A D A'.  SPDX-License-Identifier: MIT
#include "lp/pattern.h"

#include <stdlib.h>
#include <string.h>

#include "core/memory.h"
#include "lp/ordering.h"

// The rows of A by columns turned round: variables of each row.
static bool transpose(const rw_form *form, int32_t **begin, int32_t **variable) {
    *begin = rw_calloc((rw_idx)form->m + 2, sizeof **begin);
    *variable = rw_calloc(form->begin[form->n], sizeof **variable);
    if (!*begin || !*variable) {
        return false;
    }
    for (int32_t k = 0; k < form->begin[form->n]; k++) {
        (*begin)[form->row[k] + 2]++;
    }
    for (int32_t i = 0; i < form->m; i++) {
        (*begin)[i + 2] += (*begin)[i + 1];
    }
    for (int32_t j = 0; j < form->n; j++) {
        for (int32_t k = form->begin[j]; k < form->begin[j + 1]; k++) {
            (*variable)[(*begin)[form->row[k] + 1]++] = j;
        }
    }
    return true;
}

// Neighbours of every row in A A': rows that share a variable.  Counts only where neighbour is NULL.
static rw_idx list_neighbours(const rw_form *form, const int32_t *by_row, const int32_t *variable, int32_t *mark,
                              int32_t *begin, int32_t *neighbour) {
    rw_idx count = 0;
    for (int32_t i = 0; i < form->m; i++) {
        mark[i] = -1;
    }
    for (int32_t i = 0; i < form->m; i++) {
        mark[i] = i;
        begin[i] = neighbour ? (int32_t)count : 0;
        for (int32_t p = by_row[i]; p < by_row[i + 1]; p++) {
            for (int32_t k = form->begin[variable[p]]; k < form->begin[variable[p] + 1]; k++) {
                int32_t other = form->row[k];
                if (mark[other] != i) {
                    mark[other] = i;
                    if (neighbour) {
                        neighbour[count] = other;
                    }
                    count++;
                }
            }
        }
    }
    begin[form->m] = neighbour ? (int32_t)count : 0;
    return count;
}

static bool find_neighbours(const rw_form *form, int32_t **begin, int32_t **neighbour) {
    int32_t *by_row = NULL, *variable = NULL, *mark = rw_calloc(form->m, sizeof *mark);
    *begin = rw_calloc((rw_idx)form->m + 1, sizeof **begin);
    *neighbour = NULL;
    bool ok = transpose(form, &by_row, &variable) && mark && *begin;
    if (ok) {
        rw_idx count = list_neighbours(form, by_row, variable, mark, *begin, NULL);
        *neighbour = count <= INT32_MAX / 4 ? rw_calloc(count, sizeof **neighbour) : NULL;
        ok = *neighbour != NULL;
    }
    if (ok) {
        list_neighbours(form, by_row, variable, mark, *begin, *neighbour);
    }
    rw_free(by_row);
    rw_free(variable);
    rw_free(mark);
    return ok;
}

// Liu's algorithm with path compression.
static void find_parents(int32_t n, const int32_t *begin, const int32_t *neighbour, int32_t *parent,
                         int32_t *ancestor) {
    for (int32_t i = 0; i < n; i++) {
        parent[i] = ancestor[i] = -1;
        for (int32_t k = begin[i]; k < begin[i + 1]; k++) {
            int32_t j = neighbour[k];
            while (j >= 0 && j < i) {
                int32_t next = ancestor[j];
                ancestor[j] = i;
                if (next < 0) {
                    parent[j] = i;
                }
                j = next == i ? i : next;
            }
        }
    }
}

// Rows of L below the diagonal by merging the children; row is NULL: counts them in begin, shifted by one.
static rw_idx merge_children(const rw_pattern *pattern, const int32_t *begin, const int32_t *neighbour, int32_t *mark,
                             int32_t *work) {
    rw_idx total = 0;
    for (int32_t j = 0; j < pattern->n; j++) {
        mark[j] = -1;
    }
    for (int32_t j = 0; j < pattern->n; j++) { // row subtree of j: every k on it has j below its diagonal
        mark[j] = j;
        for (int32_t p = begin[j]; p < begin[j + 1]; p++) {
            for (int32_t k = neighbour[p]; k < j && mark[k] != j; k = pattern->parent[k]) {
                mark[k] = j;
                if (pattern->row) {
                    pattern->row[work[k]] = j;
                }
                work[k]++;
                total++;
            }
        }
    }
    return total;
}

static bool find_rows(rw_pattern *pattern, const int32_t *begin, const int32_t *neighbour, int32_t *mark) {
    int32_t *work = rw_calloc(pattern->n, sizeof *work);
    pattern->begin = rw_calloc((rw_idx)pattern->n + 1, sizeof *pattern->begin);
    bool ok = work && pattern->begin;
    if (ok) {
        rw_idx total = merge_children(pattern, begin, neighbour, mark, work);
        pattern->row = total <= INT32_MAX / 8 ? rw_calloc(total, sizeof *pattern->row) : NULL;
        ok = pattern->row != NULL;
    }
    if (ok) {
        for (int32_t j = 0; j < pattern->n; j++) {
            pattern->begin[j + 1] = pattern->begin[j] + work[j];
            work[j] = pattern->begin[j];
        }
        merge_children(pattern, begin, neighbour, mark, work);
    }
    rw_free(work);
    return ok;
}

// The pattern for the order the form is in now.
static bool analyse(rw_pattern *pattern, const rw_form *form) {
    int32_t *begin = NULL, *neighbour = NULL, *ancestor = rw_calloc(form->m, sizeof *ancestor);
    pattern->n = form->m;
    pattern->parent = rw_calloc(form->m, sizeof *pattern->parent);
    bool ok = ancestor && pattern->parent && find_neighbours(form, &begin, &neighbour);
    if (ok) {
        find_parents(form->m, begin, neighbour, pattern->parent, ancestor);
        ok = find_rows(pattern, begin, neighbour, ancestor);
    }
    rw_free(begin);
    rw_free(neighbour);
    rw_free(ancestor);
    return ok;
}

// order[k]: what comes as number k when the tree is walked children first, the child with most rows last.
static bool walk_tree(const rw_pattern *pattern, int32_t *order) {
    int32_t n = pattern->n, root = n, count = 0;
    int32_t *child = rw_calloc((rw_idx)n + 1, sizeof *child), *sibling = rw_calloc(n, sizeof *sibling);
    int32_t *stack = rw_calloc((rw_idx)n + 1, sizeof *stack);
    bool ok = child && sibling && stack;
    for (int32_t j = 0; ok && j <= n; j++) {
        child[j] = -1;
    }
    for (int32_t j = 0; ok && j < n; j++) { // each list by falling number of rows: the last one is walked first
        int32_t *at = &child[pattern->parent[j] < 0 ? root : pattern->parent[j]];
        int32_t size = pattern->begin[j + 1] - pattern->begin[j];
        while (*at >= 0 && pattern->begin[*at + 1] - pattern->begin[*at] > size) {
            at = &sibling[*at];
        }
        sibling[j] = *at;
        *at = j;
    }
    // Parents before children, written from the back.
    int32_t top = 0;
    for (int32_t c = ok ? child[root] : -1; c >= 0; c = sibling[c]) {
        stack[top++] = c;
    }
    while (top > 0) {
        int32_t j = stack[--top];
        order[n - 1 - count++] = j;
        int32_t base = top;
        for (int32_t c = child[j]; c >= 0; c = sibling[c]) {
            stack[top++] = c;
        }
        for (int32_t a = base, b = top - 1; a < b; a++, b--) { // the one with most rows next
            int32_t swap = stack[a];
            stack[a] = stack[b];
            stack[b] = swap;
        }
    }
    rw_free(child);
    rw_free(sibling);
    rw_free(stack);
    return ok;
}

bool rw_pattern_init(rw_pattern *pattern, rw_form *form) {
    int32_t *begin = NULL, *neighbour = NULL, *order = rw_calloc(form->m, sizeof *order);
    *pattern = (rw_pattern){0};
    bool ok = order && find_neighbours(form, &begin, &neighbour) &&
              rw_ordering_find(form->m, begin, neighbour, order) && rw_form_permute(form, order) &&
              analyse(pattern, form) && walk_tree(pattern, order);
    if (ok) {
        rw_pattern_clear(pattern);
        ok = rw_form_permute(form, order) && analyse(pattern, form);
    }
    rw_free(begin);
    rw_free(neighbour);
    rw_free(order);
    return ok;
}

void rw_pattern_clear(rw_pattern *pattern) {
    rw_free(pattern->parent);
    rw_free(pattern->begin);
    rw_free(pattern->row);
    *pattern = (rw_pattern){0};
}
