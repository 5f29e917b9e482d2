// The pattern of the Cholesky factor of A D A', column by column.  SPDX-License-Identifier: MIT
#ifndef RW_LP_PATTERN_H
#define RW_LP_PATTERN_H

#include "lp/form.h"

typedef struct rw_pattern {
    int32_t n;
    int32_t *parent; // n: elimination tree, -1: a root
    int32_t *begin;  // n + 1
    int32_t *row;    // rows of L below the diagonal of column j are row[begin[j], begin[j + 1]), ascending
} rw_pattern;

// Puts the rows of the form in an order of elimination (children before parents, each node beside its last child) and
// finds the pattern.  False when out of memory or too large.
bool rw_pattern_init(rw_pattern *pattern, rw_form *form);
void rw_pattern_clear(rw_pattern *pattern);

#endif
