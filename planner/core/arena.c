// The arena: chunks of zeroed memory, cut from the front, released together.  SPDX-License-Identifier: MIT
#include "core/memory.h"

#include <stdint.h>
#include <string.h>

enum { ALIGNMENT = 16, CHUNK_BYTES = 1 << 16 };

typedef struct chunk {
    struct chunk *next;
    size_t capacity; // of the bytes behind this header
    size_t used;
} chunk;

struct rw_arena {
    chunk *first; // the one small requests are cut from; used up and big ones follow
};

static size_t round_up(size_t bytes) {
    return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

static chunk *new_chunk(size_t capacity) {
    chunk *made = rw_calloc(1, round_up(sizeof *made) + capacity);
    if (made != NULL) {
        made->capacity = capacity;
    }
    return made;
}

rw_arena *rw_arena_new(void) {
    return rw_calloc(1, sizeof(rw_arena));
}

void rw_arena_free(rw_arena **arena) {
    if (arena == NULL || *arena == NULL) {
        return;
    }
    chunk *next = NULL;
    for (chunk *each = (*arena)->first; each != NULL; each = next) {
        next = each->next;
        rw_free(each);
    }
    rw_free(*arena);
    *arena = NULL;
}

// A chunk with room for bytes.  A big request gets one of its own behind the first, whose rest stays in use.
static chunk *find_room(rw_arena *arena, size_t bytes) {
    chunk *first = arena->first;
    if (first != NULL && first->capacity - first->used >= bytes) {
        return first;
    }
    chunk *made = new_chunk(bytes > CHUNK_BYTES / 4 ? bytes : CHUNK_BYTES);
    if (made == NULL) {
        return NULL;
    }
    if (bytes > CHUNK_BYTES / 4 && first != NULL) {
        made->next = first->next;
        first->next = made;
    } else {
        made->next = first;
        arena->first = made;
    }
    return made;
}

void *rw_arena_alloc(rw_arena *arena, rw_idx count, size_t size) {
    if (count < 0 || (size > 0 && (uint64_t)count > ((uint64_t)PTRDIFF_MAX - CHUNK_BYTES) / size)) {
        return NULL;
    }
    size_t bytes = round_up((size_t)count * size);
    bytes = bytes > 0 ? bytes : ALIGNMENT;
    chunk *room = find_room(arena, bytes);
    if (room == NULL) {
        return NULL;
    }
    unsigned char *block = (unsigned char *)room + round_up(sizeof *room) + room->used;
    room->used += bytes;
    return block;
}

char *rw_arena_copy(rw_arena *arena, const char *text) {
    if (text == NULL) {
        return NULL;
    }
    size_t count = strlen(text) + 1;
    char *copy = rw_arena_alloc(arena, (rw_idx)count, 1);
    if (copy != NULL) {
        memcpy(copy, text, count);
    }
    return copy;
}
