// The seam to METIS: an order of elimination.  SPDX-License-Identifier: MIT
#ifndef RW_LP_ORDERING_H
#define RW_LP_ORDERING_H

#include <stdbool.h>
#include <stdint.h>

#include <rampwerk/status.h>

// An order with little fill for a symmetric matrix.  Neighbours of row i are neighbour[begin[i], begin[i + 1]), without
// i, each edge in both lists; order[k] is the row eliminated as number k.  Deterministic.  False when out of memory.
bool rw_ordering_find(int32_t n, const int32_t *begin, const int32_t *neighbour, int32_t *order);

#endif
