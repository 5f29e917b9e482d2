// Bounds of columns and sides of rows in a core file.  SPDX-License-Identifier: MIT
#include <math.h>
#include <string.h>

#include "twostage/smps_core.h"

typedef enum bound_kind { LO, UP, FX, FR, MI, PL, BV, LI, UI, SC, N_BOUND } bound_kind;

static const struct {
    const char *name;
    bool takes_value;
} kind_of[N_BOUND] = {
    [LO] = {"LO", true},  [UP] = {"UP", true},  [FX] = {"FX", true}, [FR] = {"FR", false}, [MI] = {"MI", false},
    [PL] = {"PL", false}, [BV] = {"BV", false}, [LI] = {"LI", true}, [UI] = {"UI", true},  [SC] = {"SC", true},
};

void rw_smps_row_sides(char type, double rhs, double range, double *lower, double *upper) {
    *lower = type == 'L' || type == 'N' ? -(double)INFINITY : rhs;
    *upper = type == 'G' || type == 'N' ? (double)INFINITY : rhs;
    if (isnan(range)) {
        return;
    }
    if (type == 'G' || (type == 'E' && range > 0)) {
        *upper = rhs + fabs(range);
    } else if (type == 'L' || type == 'E') {
        *lower = rhs - fabs(range);
    }
}

static bound_kind find_kind(const rw_smps_token *token) {
    bound_kind kind = LO;
    while (kind < N_BOUND && !rw_smps_equals(token, kind_of[kind].name)) {
        kind++;
    }
    return kind;
}

bool rw_smps_is_bound(const rw_smps_token *token, bool *takes_value) {
    const bound_kind kind = find_kind(token);
    *takes_value = kind < N_BOUND && kind_of[kind].takes_value;
    return kind < N_BOUND;
}

// Fields of the line: kind, set (may be missing), column, value (where the kind takes one; others may have one, too).
static bool place_fields(const rw_smps_record *record, const rw_smps_core *core, bool takes_value,
                         rw_smps_token field[RW_SMPS_FIELDS]) {
    if (record->is_fixed) {
        return rw_smps_assign(record, "", field);
    }
    if (record->n_token == 3 && (takes_value || rw_smps_names_find(&core->col_name, &record->token[2]) < 0)) {
        return rw_smps_assign(record, "023", field);
    }
    return rw_smps_assign(record, "0123", field) ||
           (!takes_value && (rw_smps_assign(record, "012", field) || rw_smps_assign(record, "02", field)));
}

static rw_status apply(const rw_smps_scanner *scanner, const rw_smps_record *record, const rw_smps_token *name,
                       bound_kind kind, double value, rw_smps_col *col) {
    rw_status status = RW_OK;
    if (col->has_default) { // the 1 holds only where nothing is said
        col->upper = (double)INFINITY;
        col->has_default = false;
    }
    col->is_integer = col->is_integer || kind == BV || kind == LI || kind == UI;
    if (kind == LO || kind == LI || kind == FX) {
        col->lower = value;
        col->has_lower = true;
    }
    if (kind == UP || kind == UI || kind == FX) {
        col->upper = value;
    }
    if (kind == FR || kind == MI) {
        col->lower = -(double)INFINITY;
        col->has_lower = true;
    }
    if (kind == FR || kind == PL) {
        col->upper = (double)INFINITY;
    }
    if (kind == BV) {
        col->lower = 0;
        col->upper = 1;
        col->has_lower = true;
    }
    if ((kind == UP || kind == UI) && value < 0 && col->lower == 0 && !col->has_lower) {
        col->lower = -(double)INFINITY;
        RW_TRY(rw_smps_warn(scanner, record->line, name,
                            "column '%.*s' has a negative upper bound and no lower one: taken as unbounded below",
                            name->length, name->text));
    }
done:
    return status;
}

static rw_status read_value(const rw_smps_scanner *scanner, const rw_smps_record *record, const rw_smps_token *token,
                            bound_kind kind, double *value) {
    rw_status status = RW_OK;
    RW_TRY(rw_smps_number(scanner, record, token, value));
    *value = rw_smps_unlimited(*value);
    const bool is_upper = kind == UP || kind == UI;
    if (isinf(*value) && (kind == FX || (*value > 0) != is_upper)) {
        RW_TRY(rw_smps_fail(scanner, RW_DATA, record->line, token, "an infinite bound no value can meet"));
    }
done:
    return status;
}

rw_status rw_smps_core_choose(const rw_smps_scanner *scanner, const rw_smps_record *record, const rw_smps_token *name,
                              rw_smps_core *core, rw_smps_set *set, bool *is_chosen) {
    rw_status status = RW_OK;
    *is_chosen = true;
    if (name->length == 0) {
        goto done;
    }
    if (set->name == NULL) {
        char *copy = rw_arena_alloc(core->arena, name->length + 1, 1);
        if (copy == NULL) {
            RW_TRY(RW_NO_MEMORY);
        }
        memcpy(copy, name->text, (size_t)name->length);
        set->name = copy;
    }
    *is_chosen = rw_smps_equals(name, set->name);
    if (!*is_chosen && !set->is_told) {
        set->is_told = true;
        RW_TRY(rw_smps_warn(scanner, record->line, name, "set '%.*s' is left out; only the first one, '%s', is read",
                            name->length, name->text, set->name));
    }
done:
    return status;
}

rw_status rw_smps_core_bound(const rw_smps_scanner *scanner, const rw_smps_record *record, rw_smps_core *core) {
    rw_status status = RW_OK;
    rw_smps_token field[RW_SMPS_FIELDS];
    bool is_chosen = true;
    double value = 0.0;
    const rw_smps_token *first = record->is_fixed ? &record->field[0] : &record->token[0];
    const bound_kind kind = find_kind(first);
    if (kind == N_BOUND) {
        RW_TRY(rw_smps_fail(scanner, RW_DATA, record->line, first->length > 0 ? first : NULL,
                            "'%.*s' is no kind of bound; LO, UP, FX, FR, MI, PL, BV, LI or UI is expected",
                            first->length, first->text));
    }
    if (kind == SC) {
        RW_TRY(rw_smps_fail(scanner, RW_UNSUPPORTED, record->line, first, "semi-continuous columns are not supported"));
    }
    if (!place_fields(record, core, kind_of[kind].takes_value, field)) {
        RW_TRY(rw_smps_fail(scanner, RW_DATA, record->line, first,
                            "%d fields; a kind of bound, a set's name (may be missing), a column%s are expected",
                            record->n_token, kind_of[kind].takes_value ? " and a number" : ""));
    }
    RW_TRY(rw_smps_core_choose(scanner, record, &field[1], core, &core->bound, &is_chosen));
    if (!is_chosen) {
        goto done;
    }
    const rw_idx col = rw_smps_names_find(&core->col_name, &field[2]);
    if (col < 0) {
        char hint[RW_SMPS_HINT_BYTES];
        rw_smps_names_hint(&core->col_name, &field[2], hint);
        RW_TRY(rw_smps_fail(scanner, RW_DATA, record->line, field[2].length > 0 ? &field[2] : NULL,
                            "there is no column '%.*s'%s", field[2].length, field[2].text, hint));
    }
    if (kind_of[kind].takes_value) {
        RW_TRY(read_value(scanner, record, &field[3], kind, &value));
    }
    RW_TRY(apply(scanner, record, &field[2], kind, value, &core->col[col]));
done:
    return status;
}
