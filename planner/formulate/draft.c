// What the scenarios' matrices hold, kept until what they have in common is known.  SPDX-License-Identifier: MIT
#include "formulate/draft.h"

#include "core/memory.h"

enum { LEAST_CUT = 1 << 16 }; // entries worth giving back

rw_status rw_entries_init(rw_entries *entries, rw_idx n_scenario) {
    *entries = (rw_entries){.begin = rw_calloc(n_scenario + 1, sizeof *entries->begin)};
    return entries->begin != NULL ? RW_OK : RW_NO_MEMORY;
}

void rw_entries_clear(rw_entries *entries) {
    rw_free(entries->entry);
    rw_free(entries->begin);
    *entries = (rw_entries){0};
}

rw_status rw_entries_collect(rw_entries *entries, rw_idx w, const rw_sparse *matrix) {
    const rw_idx most = entries->count + matrix->begin[matrix->n_col];
    if (rw_reserve(&entries->entry, &entries->capacity, most, sizeof *entries->entry) != RW_OK) {
        return RW_NO_MEMORY;
    }
    for (rw_idx j = 0; j < matrix->n_col; j++) {
        for (rw_idx k = matrix->begin[j]; k < matrix->begin[j + 1]; k++) {
            if (matrix->value[k] != 0.0) {
                const rw_idx key = j * matrix->n_row + matrix->row[k];
                entries->entry[entries->count++] = (rw_entry){.key = key, .value = matrix->value[k]};
            }
        }
    }
    entries->begin[w + 1] = entries->count;
    return RW_OK;
}

static void compare_column(rw_entries *entries, const rw_sparse *from, const rw_sparse *to, rw_idx j) {
    rw_idx a = from->begin[j], b = to->begin[j];
    while (a < from->begin[j + 1] || b < to->begin[j + 1]) {
        const rw_idx row_a = a < from->begin[j + 1] ? from->row[a] : from->n_row;
        const rw_idx row_b = b < to->begin[j + 1] ? to->row[b] : to->n_row;
        const rw_idx row = row_a < row_b ? row_a : row_b;
        const double value_a = row == row_a ? from->value[a++] : 0.0;
        const double value_b = row == row_b ? to->value[b++] : 0.0;
        if (value_a != value_b) {
            entries->entry[entries->count++] = (rw_entry){.key = j * from->n_row + row, .value = value_b};
        }
    }
}

rw_status rw_entries_compare(rw_entries *entries, rw_idx w, const rw_sparse *from, const rw_sparse *to) {
    const rw_idx most = entries->count + from->begin[from->n_col] + to->begin[to->n_col];
    if (rw_reserve(&entries->entry, &entries->capacity, most, sizeof *entries->entry) != RW_OK) {
        return RW_NO_MEMORY;
    }
    for (rw_idx j = 0; j < from->n_col; j++) {
        compare_column(entries, from, to, j);
    }
    entries->begin[w + 1] = entries->count;
    return RW_OK;
}

void rw_entries_cut(rw_entries *entries, rw_idx w) {
    entries->count = entries->begin[w];
    if (entries->capacity - entries->count >= LEAST_CUT) {
        rw_entry *entry = rw_realloc(entries->entry, entries->count, sizeof *entry);
        if (entry != NULL) {
            entries->entry = entry;
            entries->capacity = entries->count;
        }
    }
}

static rw_status add_places(rw_places *places, const rw_entry *entry, rw_idx count) {
    rw_idx n_new = 0;
    for (rw_idx e = 0, k = 0; e < count; e++) {
        while (k < places->count && places->key[k] < entry[e].key) {
            k++;
        }
        n_new += k == places->count || places->key[k] != entry[e].key;
    }
    if (rw_reserve(&places->key, &places->capacity, places->count + n_new, sizeof *places->key) != RW_OK) {
        return RW_NO_MEMORY;
    }
    rw_idx old = places->count - 1, at = places->count + n_new - 1;
    places->count += n_new;
    for (rw_idx e = count - 1; n_new > 0 && e >= 0; e--) { // from the end, so that nothing is overwritten
        while (old >= 0 && places->key[old] > entry[e].key) {
            places->key[at--] = places->key[old--];
        }
        if (old < 0 || places->key[old] != entry[e].key) {
            places->key[at--] = entry[e].key;
            n_new--;
        }
    }
    return RW_OK;
}

rw_status rw_places_add_matrix(rw_places *places, const rw_sparse *matrix) {
    const rw_idx count = matrix->begin[matrix->n_col];
    rw_entry *entry = rw_calloc(count, sizeof *entry);
    if (entry == NULL) {
        return RW_NO_MEMORY;
    }
    for (rw_idx j = 0, k = 0; j < matrix->n_col; j++) {
        for (; k < matrix->begin[j + 1]; k++) {
            entry[k].key = j * matrix->n_row + matrix->row[k];
        }
    }
    const rw_status status = add_places(places, entry, count);
    rw_free(entry);
    return status;
}

rw_status rw_places_add(rw_places *places, const rw_entries *entries, rw_idx w) {
    const rw_idx begin = entries->begin[w];
    return add_places(places, entries->entry + begin, entries->begin[w + 1] - begin);
}

void rw_places_locate(const rw_places *places, rw_entries *entries, rw_idx w) {
    rw_idx k = 0;
    for (rw_idx e = entries->begin[w]; e < entries->begin[w + 1]; e++) {
        while (places->key[k] < entries->entry[e].key) {
            k++;
        }
        entries->entry[e].key = k;
    }
}

rw_status rw_places_matrix(const rw_places *places, rw_idx n_row, rw_idx n_col, rw_sparse *matrix) {
    *matrix = (rw_sparse){.n_row = n_row,
                          .n_col = n_col,
                          .begin = rw_calloc(n_col + 1, sizeof *matrix->begin),
                          .row = rw_calloc(places->count, sizeof *matrix->row),
                          .value = rw_calloc(places->count, sizeof *matrix->value)};
    if (matrix->begin == NULL || matrix->row == NULL || matrix->value == NULL) {
        rw_sparse_clear(matrix);
        return RW_NO_MEMORY;
    }
    for (rw_idx k = 0; k < places->count; k++) {
        matrix->begin[places->key[k] / n_row + 1]++;
        matrix->row[k] = places->key[k] % n_row;
    }
    for (rw_idx j = 0; j < n_col; j++) {
        matrix->begin[j + 1] += matrix->begin[j];
    }
    return RW_OK;
}

void rw_places_clear(rw_places *places) {
    rw_free(places->key);
    *places = (rw_places){0};
}
