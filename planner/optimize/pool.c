// Supporting planes of the optimal value.  SPDX-License-Identifier: MIT
#include <string.h>

#include "core/memory.h"
#include "optimize/engine.h"

enum { POOL_CAPACITY = 256 };

rw_status rw_pool_init(rw_pool *pool, rw_idx n_first) {
    pool->capacity = POOL_CAPACITY;
    pool->offset = rw_calloc(pool->capacity, sizeof *pool->offset);
    pool->gradient = rw_calloc(pool->capacity * n_first, sizeof *pool->gradient);
    return pool->offset && pool->gradient ? RW_OK : RW_NO_MEMORY;
}

void rw_pool_clear(rw_pool *pool) {
    rw_free(pool->offset);
    rw_free(pool->gradient);
    *pool = (rw_pool){0};
}

void rw_pool_add(rw_pool *pool, rw_idx n_first, const rw_point *point) {
    rw_idx k = pool->n_made++ % pool->capacity;
    double offset = point->objective;
    for (rw_idx j = 0; j < n_first; j++) {
        offset -= point->gradient[j] * point->x[j];
    }
    pool->offset[k] = offset;
    memcpy(pool->gradient + k * n_first, point->gradient, (size_t)n_first * sizeof(double));
    pool->n_plane = pool->n_made < pool->capacity ? pool->n_made : pool->capacity;
}
