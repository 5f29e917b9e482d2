// Names and their numbers.  SPDX-License-Identifier: MIT
#include "twostage/smps_names.h"

#include <stdio.h>
#include <string.h>

#include "core/text.h"

enum { FIRST_SLOTS = 256, MOST_COMPARED = 100000 };

// FNV-1a, with a last mix since the low bits choose the slot.
uint64_t rw_smps_hash(const void *bytes, size_t count) {
    const unsigned char *byte = bytes;
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (size_t k = 0; k < count; k++) {
        hash = (hash ^ byte[k]) * UINT64_C(0x100000001b3);
    }
    return hash ^ (hash >> 32);
}

static bool is_same(const char *text, const rw_smps_token *token) {
    return strncmp(text, token->text, (size_t)token->length) == 0 && text[token->length] == '\0';
}

// The slot of a name, or the empty one where it belongs.
static rw_idx find_slot(const rw_smps_names *names, const rw_smps_token *token) {
    const uint64_t mask = (uint64_t)names->n_slot - 1;
    uint64_t at = rw_smps_hash(token->text, (size_t)token->length) & mask;
    while (names->slot[at] != 0 && !is_same(names->text[names->slot[at] - 1], token)) {
        at = (at + 1) & mask;
    }
    return (rw_idx)at;
}

static rw_status widen(rw_smps_names *names) {
    const rw_idx n_slot = names->n_slot > 0 ? 2 * names->n_slot : FIRST_SLOTS;
    rw_idx *slot = rw_calloc(n_slot, sizeof *slot);
    if (slot == NULL) {
        return RW_NO_MEMORY;
    }
    rw_free(names->slot);
    names->slot = slot;
    names->n_slot = n_slot;
    for (rw_idx k = 0; k < names->count; k++) {
        const rw_smps_token token = {.text = names->text[k], .length = (int)strlen(names->text[k])};
        slot[find_slot(names, &token)] = k + 1;
    }
    return RW_OK;
}

rw_idx rw_smps_names_find(const rw_smps_names *names, const rw_smps_token *token) {
    return names->n_slot == 0 || token->length == 0 ? -1 : names->slot[find_slot(names, token)] - 1;
}

rw_status rw_smps_names_add(rw_smps_names *names, const rw_smps_token *token, rw_idx *index, bool *is_new) {
    rw_status status = RW_OK;
    *is_new = false;
    if (2 * names->count >= names->n_slot) {
        RW_TRY(widen(names));
    }
    const rw_idx at = find_slot(names, token);
    *index = names->slot[at] - 1;
    if (*index >= 0) {
        goto done;
    }
    RW_TRY(rw_reserve(&names->text, &names->capacity, names->count + 1, sizeof *names->text));
    char *text = rw_arena_alloc(names->arena, token->length + 1, 1);
    if (text == NULL) {
        RW_TRY(RW_NO_MEMORY);
    }
    memcpy(text, token->text, (size_t)token->length);
    names->text[names->count] = text;
    *index = names->count++;
    names->slot[at] = names->count;
    *is_new = true;
done:
    return status;
}

void rw_smps_names_hint(const rw_smps_names *names, const rw_smps_token *token, char hint[RW_SMPS_HINT_BYTES]) {
    char word[RW_SMPS_NAME_BYTES + 1];
    hint[0] = '\0';
    if (token->length > RW_SMPS_NAME_BYTES) {
        return;
    }
    memcpy(word, token->text, (size_t)token->length);
    word[token->length] = '\0';
    int least = token->length / 3 + 2;
    for (rw_idx k = 0; k < names->count && k < MOST_COMPARED; k++) {
        const int distance = rw_text_distance(word, names->text[k]);
        if (distance < least) {
            least = distance;
            (void)snprintf(hint, RW_SMPS_HINT_BYTES, "; did you mean '%s'?", names->text[k]);
        }
    }
}

void rw_smps_names_clear(rw_smps_names *names) {
    rw_free(names->text);
    rw_free(names->slot);
    *names = (rw_smps_names){0};
}
