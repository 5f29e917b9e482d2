// Names and their numbers.  SPDX-License-Identifier: MIT
#ifndef RW_TWOSTAGE_SMPS_NAMES_H
#define RW_TWOSTAGE_SMPS_NAMES_H

#include "core/memory.h"
#include "twostage/smps_scan.h"

// Names in the order they were added, found by hashing.  { .arena = arena } and zeros; release with clear.
typedef struct rw_smps_names {
    rw_arena *arena; // keeps the texts
    rw_idx count, capacity;
    const char **text; // count
    rw_idx n_slot;
    rw_idx *slot; // n_slot, a power of two: 0 or 1 + the number of a name
} rw_smps_names;

// Adds a name; *is_new is false where it was there already.
RW_MUST_USE rw_status rw_smps_names_add(rw_smps_names *names, const rw_smps_token *token, rw_idx *index, bool *is_new);
rw_idx rw_smps_names_find(const rw_smps_names *names, const rw_smps_token *token); // -1: none
void rw_smps_names_clear(rw_smps_names *names);

// "; did you mean 'x'?" or "" into buffer.
enum { RW_SMPS_HINT_BYTES = 320 };
void rw_smps_names_hint(const rw_smps_names *names, const rw_smps_token *token, char hint[RW_SMPS_HINT_BYTES]);

uint64_t rw_smps_hash(const void *bytes, size_t count);

#endif
