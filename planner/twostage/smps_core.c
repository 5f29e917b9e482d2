// The core file: a problem in MPS format.  SPDX-License-Identifier: MIT
#include "twostage/smps_core.h"

#include <assert.h>
#include <math.h>
#include <string.h>

typedef enum section { NAME, OBJSENSE, OBJNAME, ROWS, COLUMNS, RHS, RANGES, BOUNDS, ENDATA, N_READ } section;

// The first N_READ are read; the others change the meaning of a problem and are refused.
static const char *const keyword[] = {"NAME",     "OBJSENSE", "OBJNAME",  "ROWS",       "COLUMNS",  "RHS",
                                      "RANGES",   "BOUNDS",   "ENDATA",   "SOS",        "SOS1",     "SOS2",
                                      "QUADOBJ",  "QMATRIX",  "QSECTION", "QCMATRIX",   "CSECTION", "NETWORK",
                                      "LAZYCONS", "USERCUTS", "GENCONS",  "INDICATORS", NULL};

typedef struct core_reader {
    rw_smps_scanner *scanner;
    rw_smps_core *core;
    section section;
    bool has_begun[N_READ];
    bool is_integer; // between the markers INTORG and INTEND
    rw_smps_token objective_name;
} core_reader;

static rw_status fail(const core_reader *reader, const rw_smps_record *record, const rw_smps_token *token,
                      const char *text) {
    return rw_smps_fail(reader->scanner, RW_DATA, record->line, token, "%s", text);
}

rw_status rw_smps_fail_cut(const rw_smps_scanner *scanner) {
    return rw_smps_fail(scanner, RW_DATA, scanner->line, NULL, "ENDATA is missing: the file is cut short");
}

static rw_status check_name(const core_reader *reader, const rw_smps_record *record, const rw_smps_token *token,
                            const char *what) {
    if (token->length == 0 || token->length > RW_SMPS_NAME_BYTES) {
        return rw_smps_fail(
            reader->scanner, RW_DATA, record->line, token->length > 0 ? token : NULL,
            token->length == 0 ? "the name of a %s is missing" : "the name of a %s has more than 255 bytes", what);
    }
    return RW_OK;
}

static rw_status read_sense(core_reader *reader, const rw_smps_record *record, const rw_smps_token *word) {
    if (rw_smps_equals(word, "MAX") || rw_smps_equals(word, "MAXIMIZE") || rw_smps_equals(word, "MAXIMISE")) {
        reader->core->maximise = true;
        return RW_OK;
    }
    if (rw_smps_equals(word, "MIN") || rw_smps_equals(word, "MINIMIZE") || rw_smps_equals(word, "MINIMISE")) {
        reader->core->maximise = false;
        return RW_OK;
    }
    return rw_smps_fail(reader->scanner, RW_DATA, record->line, word, "'%.*s' is no sense; MIN or MAX is expected",
                        word->length, word->text);
}

static rw_status read_row(core_reader *reader, const rw_smps_record *record) {
    rw_status status = RW_OK;
    rw_smps_core *core = reader->core;
    rw_smps_token field[RW_SMPS_FIELDS];
    rw_idx index = -1;
    bool is_new = false;
    if (!rw_smps_assign(record, "01", field)) {
        RW_TRY(fail(reader, record, &record->token[0], "a row needs a type (N, E, G or L) and a name"));
    }
    RW_TRY(check_name(reader, record, &field[1], "row"));
    char type = field[0].length == 1 ? (char)(field[0].text[0] & ~0x20) : '?'; // upper case
    if (strchr("NEGL", type) == NULL || type == '\0') {
        RW_TRY(rw_smps_fail(reader->scanner, RW_DATA, record->line, &field[0],
                            "'%.*s' is no type of row; N, E, G or L is expected", field[0].length, field[0].text));
    }
    RW_TRY(rw_reserve(&core->row, &core->row_capacity, core->row_name.count + 1, sizeof *core->row));
    RW_TRY(rw_smps_names_add(&core->row_name, &field[1], &index, &is_new));
    if (!is_new) {
        RW_TRY(rw_smps_fail(reader->scanner, RW_DATA, record->line, &field[1], "row '%.*s' is there already (line %d)",
                            field[1].length, field[1].text, core->row[index].line));
    }
    core->row[index] = (rw_smps_row){
        .type = type, .line = record->line, .stage = -1, .range = (double)NAN, .last_col = -1, .local = -1};
done:
    return status;
}

// The first free row, or the one section OBJNAME names.
static rw_status choose_objective(core_reader *reader, const rw_smps_record *record) {
    rw_smps_core *core = reader->core;
    const rw_smps_token *name = &reader->objective_name;
    core->objective = -1;
    if (name->length > 0) {
        const rw_idx row = rw_smps_names_find(&core->row_name, name);
        if (row < 0 || core->row[row].type != 'N') {
            return rw_smps_fail(reader->scanner, RW_DATA, record->line, NULL,
                                "OBJNAME says '%.*s', which is no row of type N", name->length, name->text);
        }
        core->objective = row;
        return RW_OK;
    }
    for (rw_idx row = 0; row < core->row_name.count; row++) {
        if (core->row[row].type == 'N') {
            core->objective = row;
            return RW_OK;
        }
    }
    return rw_smps_fail(reader->scanner, RW_DATA, record->line, NULL, "there is no objective: no row of type N");
}

static rw_status find_row(const core_reader *reader, const rw_smps_record *record, const rw_smps_token *token,
                          rw_idx *row) {
    *row = rw_smps_names_find(&reader->core->row_name, token);
    if (*row < 0) {
        char hint[RW_SMPS_HINT_BYTES];
        rw_smps_names_hint(&reader->core->row_name, token, hint);
        return token->length == 0 ? fail(reader, record, NULL, "the name of a row is missing")
                                  : rw_smps_fail(reader->scanner, RW_DATA, record->line, token,
                                                 "there is no row '%.*s'%s", token->length, token->text, hint);
    }
    return RW_OK;
}

// The column of a line of section COLUMNS: the last one, or a new one.
static rw_status take_column(core_reader *reader, const rw_smps_record *record, const rw_smps_token *name) {
    rw_status status = RW_OK;
    rw_smps_core *core = reader->core;
    rw_idx index = -1;
    bool is_new = false;
    RW_TRY(check_name(reader, record, name, "column"));
    RW_TRY(rw_reserve(&core->col, &core->col_capacity, core->col_name.count + 1, sizeof *core->col));
    RW_TRY(rw_smps_names_add(&core->col_name, name, &index, &is_new));
    if (is_new) {
        core->col[index] = (rw_smps_col){.upper = reader->is_integer ? 1.0 : (double)INFINITY,
                                         .is_integer = reader->is_integer,
                                         .has_default = reader->is_integer,
                                         .line = record->line,
                                         .stage = -1,
                                         .local = -1};
    } else if (index != core->col_name.count - 1) {
        RW_TRY(rw_smps_fail(reader->scanner, RW_DATA, record->line, name,
                            "column '%.*s' goes on after other columns (it began in line %d)", name->length, name->text,
                            core->col[index].line));
    }
done:
    return status;
}

static rw_status add_entry(core_reader *reader, const rw_smps_record *record, const rw_smps_token *row_name,
                           const rw_smps_token *number) {
    rw_status status = RW_OK;
    rw_smps_core *core = reader->core;
    const rw_idx col = core->col_name.count - 1;
    rw_idx row = -1;
    double value = 0.0;
    RW_TRY(find_row(reader, record, row_name, &row));
    RW_TRY(rw_smps_finite(reader->scanner, record, number, &value));
    if (core->row[row].last_col == col) {
        RW_TRY(rw_smps_fail(reader->scanner, RW_DATA, record->line, row_name,
                            "column '%s' has two entries in row '%.*s'", core->col_name.text[col], row_name->length,
                            row_name->text));
    }
    core->row[row].last_col = col;
    RW_TRY(rw_reserve(&core->entry, &core->entry_capacity, core->n_entry + 1, sizeof *core->entry));
    core->entry[core->n_entry++] = (rw_smps_entry){.row = row, .col = col, .value = value};
done:
    return status;
}

static rw_status read_marker(core_reader *reader, const rw_smps_record *record) {
    const rw_smps_token *word = &record->token[2];
    if (record->n_token == 3 && (rw_smps_equals(word, "'INTORG'") || rw_smps_equals(word, "INTORG"))) {
        reader->is_integer = true;
        return RW_OK;
    }
    if (record->n_token == 3 && (rw_smps_equals(word, "'INTEND'") || rw_smps_equals(word, "INTEND"))) {
        reader->is_integer = false;
        return RW_OK;
    }
    return fail(reader, record, &record->token[0], "a marker needs 'INTORG' or 'INTEND'");
}

static rw_status read_column(core_reader *reader, const rw_smps_record *record) {
    rw_status status = RW_OK;
    rw_smps_token field[RW_SMPS_FIELDS];
    if (record->n_token >= 2 && rw_smps_equals(&record->token[1], "'MARKER'")) {
        RW_TRY(read_marker(reader, record));
        goto done;
    }
    if (!rw_smps_assign(record, "123", field) && !rw_smps_assign(record, "12345", field)) {
        RW_TRY(rw_smps_fail(reader->scanner, RW_DATA, record->line, &record->token[0],
                            "%d fields; a column's name and one or two pairs of a row and a number are expected",
                            record->n_token));
    }
    RW_TRY(take_column(reader, record, &field[1]));
    RW_TRY(add_entry(reader, record, &field[2], &field[3]));
    if (field[4].length > 0 || field[5].length > 0) {
        RW_TRY(add_entry(reader, record, &field[4], &field[5]));
    }
done:
    return status;
}

static rw_status set_side(core_reader *reader, const rw_smps_record *record, const rw_smps_token *name,
                          const rw_smps_token *number) {
    rw_status status = RW_OK;
    rw_smps_core *core = reader->core;
    rw_idx index = -1;
    double value = 0.0;
    RW_TRY(find_row(reader, record, name, &index));
    RW_TRY(rw_smps_number(reader->scanner, record, number, &value));
    rw_smps_row *row = &core->row[index];
    if (reader->section == RHS) {
        const double least = row->type == 'L' ? -(double)INFINITY : (double)INFINITY; // what the side must not be
        value = rw_smps_unlimited(value);
        if (isinf(value) && ((row->type != 'L' && row->type != 'G') || value == least)) {
            RW_TRY(fail(reader, record, number, "an infinite right-hand side no solution can meet"));
        }
        if (row->is_given && row->rhs != value) {
            RW_TRY(fail(reader, record, name, "this row has another right-hand side already"));
        }
        row->rhs = value;
        row->is_given = true;
        goto done;
    }
    value = rw_smps_unlimited(value);
    if (row->type == 'N' || (!isnan(row->range) && row->range != value)) {
        RW_TRY(fail(reader, record, name,
                    row->type == 'N' ? "a free row takes no range" : "this row has another range already"));
    }
    row->range = value;
done:
    return status;
}

// A line of section RHS or RANGES; the name of the set may be missing.
static rw_status read_sides(core_reader *reader, const rw_smps_record *record) {
    rw_status status = RW_OK;
    rw_smps_core *core = reader->core;
    rw_smps_token field[RW_SMPS_FIELDS];
    bool is_chosen = true;
    if (!rw_smps_assign(record, "123", field) && !rw_smps_assign(record, "12345", field) &&
        !rw_smps_assign(record, "23", field) && !rw_smps_assign(record, "2345", field)) {
        RW_TRY(rw_smps_fail(reader->scanner, RW_DATA, record->line, &record->token[0],
                            "%d fields; a set's name (may be missing) and one or two pairs of a row and a number are "
                            "expected",
                            record->n_token));
    }
    RW_TRY(rw_smps_core_choose(reader->scanner, record, &field[1], core,
                               reader->section == RHS ? &core->rhs : &core->range, &is_chosen));
    if (is_chosen) {
        RW_TRY(set_side(reader, record, &field[2], &field[3]));
        if (field[4].length > 0 || field[5].length > 0) {
            RW_TRY(set_side(reader, record, &field[4], &field[5]));
        }
    }
done:
    return status;
}

static rw_status read_data(core_reader *reader, const rw_smps_record *record) {
    switch (reader->section) {
    case OBJSENSE:
        return read_sense(reader, record, &record->token[0]);
    case OBJNAME:
        reader->objective_name = record->token[0];
        return RW_OK;
    case ROWS:
        return read_row(reader, record);
    case COLUMNS:
        return read_column(reader, record);
    case RHS:
    case RANGES:
        return read_sides(reader, record);
    case BOUNDS:
        return rw_smps_core_bound(reader->scanner, record, reader->core);
    case NAME:
    case ENDATA:
    case N_READ:
        break;
    }
    return fail(reader, record, &record->token[0], "a section is expected first: ROWS");
}

static rw_status take_name(core_reader *reader, const rw_smps_record *record) {
    rw_smps_core *core = reader->core;
    const int last = record->n_token <= RW_SMPS_MOST_TOKENS ? record->n_token - 1 : 0;
    core->is_free = last > 0 && rw_smps_equals(&record->token[last], "FREE");
    if (record->n_token > 1 && !(core->is_free && last == 1)) {
        const rw_smps_token *name = &record->token[1];
        char *copy = rw_arena_alloc(core->arena, name->length + 1, 1);
        if (copy == NULL) {
            return RW_NO_MEMORY;
        }
        memcpy(copy, name->text, (size_t)name->length);
        core->name = copy;
    }
    return RW_OK;
}

static rw_status begin_section(core_reader *reader, const rw_smps_record *record) {
    rw_status status = RW_OK;
    int found = 0;
    while (!rw_smps_equals(&record->token[0], keyword[found])) {
        found++;
    }
    if (found >= N_READ) {
        RW_TRY(rw_smps_fail(reader->scanner, RW_UNSUPPORTED, record->line, &record->token[0],
                            "section %s is not supported: only linear problems with integers are", keyword[found]));
    }
    reader->section = (section)found;
    if ((found == ROWS || found == COLUMNS) && reader->has_begun[found]) {
        RW_TRY(fail(reader, record, &record->token[0], "this section was there already"));
    }
    if (found == COLUMNS && !reader->has_begun[ROWS]) {
        RW_TRY(fail(reader, record, &record->token[0], "section ROWS must come before COLUMNS"));
    }
    if ((found == RHS || found == RANGES || found == BOUNDS) && !reader->has_begun[COLUMNS]) {
        RW_TRY(fail(reader, record, &record->token[0], "sections ROWS and COLUMNS must come first"));
    }
    reader->has_begun[found] = true;
    if (found == NAME) {
        RW_TRY(take_name(reader, record));
    } else if (found == COLUMNS) {
        RW_TRY(choose_objective(reader, record));
    } else if (found == OBJSENSE && record->n_token > 1) {
        RW_TRY(read_sense(reader, record, &record->token[1]));
    } else if (found == OBJNAME && record->n_token > 1) {
        reader->objective_name = record->token[1];
    }
done:
    return status;
}

static rw_status index_entries(rw_smps_core *core) {
    const rw_idx n_col = core->col_name.count;
    core->begin = rw_calloc(n_col + 1, sizeof *core->begin);
    if (core->begin == NULL) {
        return RW_NO_MEMORY;
    }
    for (rw_idx e = 0; e < core->n_entry; e++) {
        core->begin[core->entry[e].col + 1] = e + 1;
    }
    for (rw_idx j = 0; j < n_col; j++) { // every column has an entry
        assert(core->begin[j + 1] > core->begin[j]);
    }
    return RW_OK;
}

rw_status rw_smps_core_read(rw_smps_scanner *scanner, rw_smps_core *core) {
    rw_status status = RW_OK;
    core_reader reader = {.scanner = scanner, .core = core, .section = NAME};
    rw_smps_record record;
    bool at_end = false;
    scanner->keyword = keyword;
    core->objective = -1;
    core->name = "";
    core->arena = rw_arena_new();
    if (core->arena == NULL) {
        RW_TRY(RW_NO_MEMORY);
    }
    core->row_name.arena = core->arena;
    core->col_name.arena = core->arena;
    while (reader.section != ENDATA) {
        RW_TRY(rw_smps_next(scanner, &record, &at_end));
        if (at_end) {
            RW_TRY(rw_smps_fail_cut(scanner));
        }
        RW_TRY(record.is_header ? begin_section(&reader, &record) : read_data(&reader, &record));
    }
    if (core->col_name.count == 0) {
        RW_TRY(fail(&reader, &record, NULL, "there is no column"));
    }
    RW_TRY(index_entries(core));
done:
    return status;
}

void rw_smps_core_clear(rw_smps_core *core) {
    rw_smps_names_clear(&core->row_name);
    rw_smps_names_clear(&core->col_name);
    rw_free(core->row);
    rw_free(core->col);
    rw_free(core->entry);
    rw_free(core->begin);
    rw_arena_free(&core->arena);
    *core = (rw_smps_core){0};
}
