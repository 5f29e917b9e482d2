// The allocator: checked products, a count of live blocks, failures on request.  SPDX-License-Identifier: MIT
#include "core/memory.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { UNLIMITED = -1, FIRST_CAPACITY = 64 };

static atomic_long live_blocks = 0;
static atomic_long successes_left = UNLIMITED;

// Takes one success from the budget of a test.  An exhausted budget stays exhausted.
static bool may_succeed(void) {
    long left = atomic_load_explicit(&successes_left, memory_order_relaxed);
    while (left > 0 && !atomic_compare_exchange_weak(&successes_left, &left, left - 1)) {
    }
    return left != 0;
}

// The bytes of a block, at least 1, or 0 when there can be no such block.
static size_t block_bytes(rw_idx count, size_t size) {
    if (count < 0 || (size > 0 && (uint64_t)count > (uint64_t)PTRDIFF_MAX / size)) {
        return 0;
    }
    size_t bytes = (size_t)count * size;
    return bytes > 0 ? bytes : 1;
}

void *rw_calloc(rw_idx count, size_t size) {
    size_t bytes = block_bytes(count, size);
    if (bytes == 0 || !may_succeed()) {
        return NULL;
    }
    void *block = calloc(1, bytes);
    if (block != NULL) {
        atomic_fetch_add(&live_blocks, 1);
    }
    return block;
}

void *rw_realloc(void *block, rw_idx count, size_t size) {
    size_t bytes = block_bytes(count, size);
    if (bytes == 0 || !may_succeed()) {
        return NULL;
    }
    bool is_new = block == NULL;
    void *resized = realloc(block, bytes);
    if (resized != NULL && is_new) {
        atomic_fetch_add(&live_blocks, 1);
    }
    return resized;
}

rw_status rw_reserve(void *array, rw_idx *capacity, rw_idx count, size_t size) {
    void *block = NULL;
    if (count <= *capacity) {
        return RW_OK;
    }
    const rw_idx doubled = *capacity > 0 ? 2 * *capacity : FIRST_CAPACITY;
    const rw_idx wanted = count > doubled ? count : doubled;
    memcpy(&block, array, sizeof block); // array points at a pointer to any type
    block = rw_realloc(block, wanted, size);
    if (block == NULL) {
        return RW_NO_MEMORY;
    }
    memcpy(array, &block, sizeof block);
    *capacity = wanted;
    return RW_OK;
}

void rw_free(void *block) {
    if (block != NULL) {
        atomic_fetch_sub(&live_blocks, 1);
        free(block);
    }
}

void rw_memory_fail_after(long successes) {
    atomic_store(&successes_left, successes < 0 ? UNLIMITED : successes);
}

long rw_memory_live(void) {
    return atomic_load(&live_blocks);
}
