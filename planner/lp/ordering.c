// The seam to METIS: an order of elimination.  SPDX-License-Identifier: MIT
#include "lp/ordering.h"

#include <string.h>

#include <metis.h>

#include "core/memory.h"

_Static_assert(sizeof(idx_t) == sizeof(int32_t), "METIS with 32-bit indices");

bool rw_ordering_find(int32_t n, const int32_t *begin, const int32_t *neighbour, int32_t *order) {
    enum { SEED = 1, SMALL = 2 };
    for (int32_t i = 0; i < n; i++) {
        order[i] = i;
    }
    if (n <= SMALL || begin[n] == 0) {
        return true;
    }
    // The library takes pointers to what it may change.
    idx_t *start = rw_calloc(n + 1, sizeof *start);
    idx_t *edge = rw_calloc(begin[n], sizeof *edge);
    idx_t *inverse = rw_calloc(n, sizeof *inverse);
    bool ok = start && edge && inverse;
    if (ok) {
        idx_t options[METIS_NOPTIONS], count = n;
        memcpy(start, begin, ((size_t)n + 1) * sizeof *start);
        memcpy(edge, neighbour, (size_t)begin[n] * sizeof *edge);
        METIS_SetDefaultOptions(options);
        options[METIS_OPTION_SEED] = SEED;
        ok = METIS_NodeND(&count, start, edge, NULL, options, order, inverse) == METIS_OK;
    }
    rw_free(start);
    rw_free(edge);
    rw_free(inverse);
    return ok;
}
