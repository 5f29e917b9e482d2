// Cuts.  SPDX-License-Identifier: MIT
#include "optimize/cuts.h"

#include <string.h>

#include "core/memory.h"

rw_status rw_cuts_init(rw_cuts *cuts, rw_idx n_first, rw_idx n_group) {
    *cuts = (rw_cuts){.n_first = n_first, .n_group = n_group};
    cuts->n_of = rw_calloc(n_group, sizeof *cuts->n_of);
    return cuts->n_of ? RW_OK : RW_NO_MEMORY;
}

void rw_cuts_clear(rw_cuts *cuts) {
    rw_free(cuts->group);
    rw_free(cuts->offset);
    rw_free(cuts->gradient);
    rw_free(cuts->n_of);
    *cuts = (rw_cuts){0};
}

static rw_status grow(rw_cuts *cuts) {
    rw_idx capacity = cuts->capacity ? 2 * cuts->capacity : 64;
    rw_idx *group = rw_realloc(cuts->group, capacity, sizeof *group);
    if (group) {
        cuts->group = group;
    }
    double *offset = rw_realloc(cuts->offset, capacity, sizeof *offset);
    if (offset) {
        cuts->offset = offset;
    }
    double *gradient = rw_realloc(cuts->gradient, capacity * cuts->n_first, sizeof *gradient);
    if (gradient) {
        cuts->gradient = gradient;
    }
    if (!group || !offset || !gradient) {
        return RW_NO_MEMORY;
    }
    cuts->capacity = capacity;
    return RW_OK;
}

rw_status rw_cuts_add(rw_cuts *cuts, rw_idx group, double offset, const double *gradient) {
    if (cuts->n_cut == cuts->capacity) {
        rw_status status = grow(cuts);
        if (status != RW_OK) {
            return status;
        }
    }
    cuts->group[cuts->n_cut] = group;
    cuts->offset[cuts->n_cut] = offset;
    memcpy(cuts->gradient + cuts->n_cut * cuts->n_first, gradient, (size_t)cuts->n_first * sizeof *gradient);
    cuts->n_cut++;
    if (group >= 0) {
        cuts->n_of[group]++;
    }
    return RW_OK;
}

double rw_cuts_value(const rw_cuts *cuts, rw_idx cut, const double *x) {
    const double *gradient = cuts->gradient + cut * cuts->n_first;
    double value = cuts->offset[cut];
    for (rw_idx j = 0; j < cuts->n_first; j++) {
        value += gradient[j] * x[j];
    }
    return value;
}
