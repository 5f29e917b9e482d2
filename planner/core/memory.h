// Memory: an allocator that tests can make fail, and an arena for data that lives and dies together.
// SPDX-License-Identifier: MIT
#ifndef RW_CORE_MEMORY_H
#define RW_CORE_MEMORY_H

#include <stddef.h>

#include <rampwerk/status.h>

// count * size zeroed bytes, or NULL when memory or the product runs out; a count of 0 gives a block too.
// Thread-safe.  Release with rw_free.
void *rw_calloc(rw_idx count, size_t size);

// Resizes block (NULL allowed) to count * size bytes; new bytes are not zeroed.  NULL on failure, block untouched.
void *rw_realloc(void *block, rw_idx count, size_t size);

// Makes room for count elements in an array that grows: capacity is at least doubled, and kept where it is enough.
// array: the address of the pointer to its elements.  On failure both stay as they are.
RW_MUST_USE rw_status rw_reserve(void *array, rw_idx *capacity, rw_idx count, size_t size);

// Accepts NULL.
void rw_free(void *block);

// Tests only: the allocation after `successes` more fails, and all later ones too; a negative number lifts it.
void rw_memory_fail_after(long successes);

// Blocks handed out and not yet released.
long rw_memory_live(void);

// Zeroed memory that is released at once.  Not thread-safe.
typedef struct rw_arena rw_arena;

rw_arena *rw_arena_new(void);                                     // NULL when out of memory
void rw_arena_free(rw_arena **arena);                             // accepts NULL, sets NULL
void *rw_arena_alloc(rw_arena *arena, rw_idx count, size_t size); // zeroed, 16-byte aligned; NULL when out of memory
char *rw_arena_copy(rw_arena *arena, const char *text);           // NULL when out of memory or text is NULL

#endif
