// Where the numbers of the Cholesky factor of A D A' go.  SPDX-License-Identifier: MIT
//
// L D L' with L unit lower triangular, in nodes: sets of neighbouring columns with (nearly) the same rows below.  The
// panel of a node holds its columns by rows: first the square of the node's own rows, then the rows below.  Nodes are
// wider than the strict pattern has it where that costs few zeros, and are cut at a width that suits the caches. Liu,
// The role of elimination trees in sparse factorization, SIAM J. Matrix Anal. Appl. 11 (1990).
#ifndef RW_LP_SYMBOLIC_H
#define RW_LP_SYMBOLIC_H

#include "lp/form.h"

enum { RW_SYMBOLIC_WIDTH = 24 }; // of a node at most

// Node -> target: products of the rows below [from, row end) with those in [from, to), which are columns of the target.
typedef struct rw_symbolic_update {
    int32_t target, from, to;
    int32_t place; // place[.. + k]: row from + k of the node as a row of the target's panel
} rw_symbolic_update;

typedef struct rw_symbolic {
    int32_t n, n_node;
    int32_t *first;        // n_node + 1: columns of node s are [first[s], first[s + 1])
    int32_t *row_begin;    // n_node + 1
    int32_t *row;          // rows below node s are row[row_begin[s], row_begin[s + 1]), ascending
    int32_t *panel;        // n_node + 1: where the panel starts
    int32_t *update_begin; // n_node + 1
    rw_symbolic_update *update;
    int32_t *place;
    int32_t most_below;  // the most rows below any node times its width
    int32_t n_pair;      // products a_i a_k of the columns of A, in order, i <= k
    int32_t *pair_begin; // n_col of A: where those of a column start
    int32_t *pair;       // n_pair: where each is added
    int32_t *diagonal;   // n: where they are
    double flops;        // multiplications and additions of a factorisation
} rw_symbolic;

// Orders the rows of the form and analyses the factor.  False when out of memory or too large.
bool rw_symbolic_init(rw_symbolic *symbolic, rw_form *form);
void rw_symbolic_clear(rw_symbolic *symbolic);

#endif
