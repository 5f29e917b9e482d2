// What a line of a stoch file points at.  SPDX-License-Identifier: MIT
#include <math.h>
#include <string.h>

#include "twostage/smps_stoch.h"

enum { FIRST_SLOTS = 256 };

static uint64_t hash_place(const rw_smps_place *place) {
    const uint64_t key[3] = {(uint64_t)place->kind, (uint64_t)place->row, (uint64_t)place->col};
    return rw_smps_hash(key, sizeof key);
}

static rw_idx find_slot(const rw_smps_places *places, const rw_smps_place *place) {
    const uint64_t mask = (uint64_t)places->n_slot - 1;
    uint64_t at = hash_place(place) & mask;
    while (places->slot[at] != 0) {
        const rw_smps_place *other = &places->place[places->slot[at] - 1];
        if (other->kind == place->kind && other->row == place->row && other->col == place->col) {
            break;
        }
        at = (at + 1) & mask;
    }
    return (rw_idx)at;
}

static rw_status widen(rw_smps_places *places) {
    const rw_idx n_slot = places->n_slot > 0 ? 2 * places->n_slot : FIRST_SLOTS;
    rw_idx *slot = rw_calloc(n_slot, sizeof *slot);
    if (slot == NULL) {
        return RW_NO_MEMORY;
    }
    rw_free(places->slot);
    places->slot = slot;
    places->n_slot = n_slot;
    for (rw_idx k = 0; k < places->count; k++) {
        slot[find_slot(places, &places->place[k])] = k + 1;
    }
    return RW_OK;
}

static double coefficient(const rw_smps_core *core, rw_idx row, rw_idx col) {
    for (rw_idx e = core->begin[col]; e < core->begin[col + 1]; e++) {
        if (core->entry[e].row == row) {
            return core->entry[e].value;
        }
    }
    return 0.0;
}

static double core_value(const rw_smps_core *core, const rw_smps_place *place) {
    switch (place->kind) {
    case RW_SMPS_CONSTANT:
        return core->row[core->objective].rhs;
    case RW_SMPS_COST:
        return coefficient(core, core->objective, place->col);
    case RW_SMPS_COEFFICIENT:
        return coefficient(core, place->row, place->col);
    case RW_SMPS_RHS:
        return core->row[place->row].rhs;
    case RW_SMPS_RANGE:
        return core->row[place->row].range;
    case RW_SMPS_LOWER:
        return core->col[place->col].lower;
    case RW_SMPS_UPPER:
        return core->col[place->col].upper;
    }
    return (double)NAN;
}

static rw_status add_place(const rw_smps_core *core, rw_smps_place place, rw_smps_places *places, rw_idx *index) {
    rw_status status = RW_OK;
    if (2 * places->count >= places->n_slot) {
        RW_TRY(widen(places));
    }
    const rw_idx slot = find_slot(places, &place);
    *index = places->slot[slot] - 1;
    if (*index < 0) {
        RW_TRY(rw_reserve(&places->place, &places->capacity, places->count + 1, sizeof *places->place));
        place.core = core_value(core, &place);
        place.variable = -1;
        place.outcome = -1;
        places->place[places->count] = place;
        *index = places->count++;
        places->slot[slot] = places->count;
    }
done:
    return status;
}

bool rw_smps_place_is_first(const rw_smps_core *core, const rw_smps_place *place) {
    switch (place->kind) {
    case RW_SMPS_CONSTANT:
    case RW_SMPS_COST:
        return false;
    case RW_SMPS_COEFFICIENT:
    case RW_SMPS_RHS:
    case RW_SMPS_RANGE:
        return core->row[place->row].stage == 0;
    case RW_SMPS_LOWER:
    case RW_SMPS_UPPER:
        return core->col[place->col].stage == 0;
    }
    return false;
}

double rw_smps_modify(rw_smps_modifier modifier, double core, double value) {
    return modifier == RW_SMPS_ADD ? core + value : modifier == RW_SMPS_MULTIPLY ? core * value : value;
}

static rw_status find_column(const rw_smps_scanner *scanner, const rw_smps_record *record, const rw_smps_core *core,
                             const rw_smps_token *name, rw_idx *col) {
    *col = rw_smps_names_find(&core->col_name, name);
    if (*col < 0) {
        char hint[RW_SMPS_HINT_BYTES];
        rw_smps_names_hint(&core->col_name, name, hint);
        return rw_smps_fail(scanner, RW_DATA, record->line, name->length > 0 ? name : NULL,
                            "'%.*s' is no column of the core file, and no set of right-hand sides or ranges%s",
                            name->length, name->text, hint);
    }
    return RW_OK;
}

static rw_status resolve_bound(const rw_smps_scanner *scanner, const rw_smps_record *record, const rw_smps_core *core,
                               const rw_smps_token name[3], rw_smps_places *places, rw_idx place[2], int *count) {
    rw_status status = RW_OK;
    rw_idx col = 0;
    const rw_smps_token *bound = &name[0];
    const bool is_both = rw_smps_equals(bound, "FX");
    const bool is_lower = is_both || rw_smps_equals(bound, "LO") || rw_smps_equals(bound, "LI");
    const bool is_upper = is_both || rw_smps_equals(bound, "UP") || rw_smps_equals(bound, "UI");
    if (!is_lower && !is_upper) {
        RW_TRY(rw_smps_fail(scanner, RW_DATA, record->line, bound,
                            "'%.*s' is no kind of random bound; LO, UP or FX is expected", bound->length, bound->text));
    }
    RW_TRY(find_column(scanner, record, core, &name[2], &col));
    *count = 0;
    if (is_lower) {
        RW_TRY(add_place(core, (rw_smps_place){.kind = RW_SMPS_LOWER, .col = col}, places, &place[(*count)++]));
    }
    if (is_upper) {
        RW_TRY(add_place(core, (rw_smps_place){.kind = RW_SMPS_UPPER, .col = col}, places, &place[(*count)++]));
    }
done:
    return status;
}

static bool is_set(const rw_smps_token *name, const rw_smps_set *set, const char *usual, const char *also) {
    return (set->name != NULL && rw_smps_equals(name, set->name)) || rw_smps_equals(name, usual) ||
           rw_smps_equals(name, also);
}

rw_status rw_smps_places_resolve(const rw_smps_scanner *scanner, const rw_smps_record *record, const rw_smps_core *core,
                                 const rw_smps_token name[3], rw_smps_places *places, rw_idx place[2], int *count) {
    rw_status status = RW_OK;
    rw_smps_place found = {0};
    *count = 0;
    if (name[0].length > 0) {
        return resolve_bound(scanner, record, core, name, places, place, count);
    }
    const bool is_core_set = core->rhs.name != NULL && rw_smps_equals(&name[1], core->rhs.name);
    const rw_idx col = is_core_set ? -1 : rw_smps_names_find(&core->col_name, &name[1]);
    const bool is_rhs = col < 0 && is_set(&name[1], &core->rhs, "RHS", "RIGHT");
    const bool is_range = col < 0 && !is_rhs && is_set(&name[1], &core->range, "RANGES", "RNG");
    if (col < 0 && !is_rhs && !is_range) {
        RW_TRY(find_column(scanner, record, core, &name[1], &found.col)); // fails, and says why
    }
    found.row = rw_smps_names_find(&core->row_name, &name[2]);
    if (found.row < 0) {
        char hint[RW_SMPS_HINT_BYTES];
        rw_smps_names_hint(&core->row_name, &name[2], hint);
        RW_TRY(rw_smps_fail(scanner, RW_DATA, record->line, name[2].length > 0 ? &name[2] : NULL,
                            "there is no row '%.*s' in the core file%s", name[2].length, name[2].text, hint));
    }
    const bool is_objective = found.row == core->objective;
    if (core->row[found.row].type == 'N' && (!is_objective || is_range)) {
        goto done; // a free row: nothing depends on it
    }
    found.kind = is_rhs     ? (is_objective ? RW_SMPS_CONSTANT : RW_SMPS_RHS)
                 : is_range ? RW_SMPS_RANGE
                            : (is_objective ? RW_SMPS_COST : RW_SMPS_COEFFICIENT);
    found.row = is_objective ? 0 : found.row;
    found.col = col >= 0 ? col : 0;
    RW_TRY(add_place(core, found, places, &place[0]));
    *count = 1;
done:
    return status;
}
