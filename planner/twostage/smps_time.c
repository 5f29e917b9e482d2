// The time file: which columns and rows belong to which period.  SPDX-License-Identifier: MIT
//
// Implicit: each period names its first column and its first row, in the order of the core file.  Explicit: sections
// ROWS and COLUMNS name the period of each.
#include "twostage/smps_time.h"

#include <string.h>

typedef enum section { TIME, NAME, PERIODS, ROWS, COLUMNS, ENDATA } section;

static const char *const keyword[] = {"TIME", "NAME", "PERIODS", "ROWS", "COLUMNS", "ENDATA", NULL};

typedef struct time_reader {
    rw_smps_scanner *scanner;
    rw_smps_core *core;
    rw_smps_time *time;
    section section;
    bool is_explicit, has_periods;
    rw_idx first_col[RW_SMPS_STAGES], first_row[RW_SMPS_STAGES]; // implicit
} time_reader;

int rw_smps_time_find(const rw_smps_time *time, const rw_smps_token *name) {
    for (int k = 0; k < time->n_period; k++) {
        if (strlen(time->period[k]) == (size_t)name->length &&
            strncmp(time->period[k], name->text, (size_t)name->length) == 0) {
            return k;
        }
    }
    return -1;
}

static rw_status add_period(const time_reader *reader, const rw_smps_record *record, const rw_smps_token *name) {
    rw_smps_time *time = reader->time;
    if (name->length == 0 || name->length > RW_SMPS_NAME_BYTES) {
        return rw_smps_fail(reader->scanner, RW_DATA, record->line, name->length > 0 ? name : NULL,
                            name->length == 0 ? "the name of a period is missing"
                                              : "the name of a period has more than 255 bytes");
    }
    if (rw_smps_time_find(time, name) >= 0) {
        return rw_smps_fail(reader->scanner, RW_DATA, record->line, name, "period '%.*s' is there already",
                            name->length, name->text);
    }
    if (time->n_period == RW_SMPS_STAGES) {
        return rw_smps_fail(reader->scanner, RW_UNSUPPORTED, record->line, name,
                            "a third period, '%.*s': only problems of two stages are solved", name->length, name->text);
    }
    memcpy(time->period[time->n_period], name->text, (size_t)name->length);
    time->n_period++;
    return RW_OK;
}

static rw_status find_name(const time_reader *reader, const rw_smps_record *record, const rw_smps_names *names,
                           const char *what, const rw_smps_token *token, rw_idx *index) {
    *index = rw_smps_names_find(names, token);
    if (*index < 0) {
        char hint[RW_SMPS_HINT_BYTES];
        rw_smps_names_hint(names, token, hint);
        return rw_smps_fail(reader->scanner, RW_DATA, record->line, token->length > 0 ? token : NULL,
                            "there is no %s '%.*s' in the core file%s", what, token->length, token->text, hint);
    }
    return RW_OK;
}

// "column row period", or where periods are explicit the name alone.
static rw_status read_period(time_reader *reader, const rw_smps_record *record) {
    rw_status status = RW_OK;
    rw_smps_token field[RW_SMPS_FIELDS];
    rw_idx col = 0, row = 0;
    if (reader->is_explicit) {
        const int last = record->n_token <= RW_SMPS_MOST_TOKENS ? record->n_token - 1 : 0;
        RW_TRY(add_period(reader, record, &record->token[last]));
        goto done;
    }
    if (!rw_smps_assign(record, "124", field)) {
        RW_TRY(rw_smps_fail(reader->scanner, RW_DATA, record->line, &record->token[0],
                            "%d fields; a period's first column, its first row and its name are expected",
                            record->n_token));
    }
    const int period = reader->time->n_period;
    RW_TRY(add_period(reader, record, &field[4]));
    RW_TRY(find_name(reader, record, &reader->core->col_name, "column", &field[1], &col));
    RW_TRY(find_name(reader, record, &reader->core->row_name, "row", &field[2], &row));
    if (period == 0 && col != 0) {
        RW_TRY(rw_smps_fail(reader->scanner, RW_DATA, record->line, &field[1],
                            "the first period begins with column '%.*s', but the core file with '%s'", field[1].length,
                            field[1].text, reader->core->col_name.text[0]));
    }
    if (period > 0 && col <= reader->first_col[period - 1]) {
        RW_TRY(rw_smps_fail(reader->scanner, RW_DATA, record->line, &field[1],
                            "a period begins with column '%.*s', which is not behind the first of the period before",
                            field[1].length, field[1].text));
    }
    reader->first_col[period] = col;
    reader->first_row[period] = row;
done:
    return status;
}

// "name period" of sections ROWS and COLUMNS.
static rw_status read_place(const time_reader *reader, const rw_smps_record *record) {
    rw_status status = RW_OK;
    rw_smps_core *core = reader->core;
    const bool is_row = reader->section == ROWS;
    const rw_smps_token *name = &record->token[0], *period_name = &record->token[1];
    rw_smps_token field[RW_SMPS_FIELDS];
    rw_idx index = -1;
    if (record->is_fixed) { // the period stands in the third field
        (void)rw_smps_assign(record, "", field);
        name = &field[1];
        period_name = &field[2];
    } else if (record->n_token != 2) {
        RW_TRY(rw_smps_fail(reader->scanner, RW_DATA, record->line, name,
                            "%d fields; the name of a %s and its period are expected", record->n_token,
                            is_row ? "row" : "column"));
    }
    RW_TRY(
        find_name(reader, record, is_row ? &core->row_name : &core->col_name, is_row ? "row" : "column", name, &index));
    const int period = rw_smps_time_find(reader->time, period_name);
    if (period < 0) {
        RW_TRY(rw_smps_fail(reader->scanner, RW_DATA, record->line, period_name, "there is no period '%.*s'",
                            period_name->length, period_name->text));
    }
    if (is_row) {
        core->row[index].stage = period;
    } else {
        core->col[index].stage = period;
    }
done:
    return status;
}

static void forget_stages(rw_smps_core *core) {
    for (rw_idx j = 0; j < core->col_name.count; j++) {
        core->col[j].stage = -1;
    }
    for (rw_idx i = 0; i < core->row_name.count; i++) {
        core->row[i].stage = -1;
        core->row[i].local = -1;
    }
}

static rw_status begin_section(time_reader *reader, const rw_smps_record *record) {
    section found = TIME;
    while (!rw_smps_equals(&record->token[0], keyword[found])) {
        found++;
    }
    reader->section = found;
    if (found == PERIODS) {
        reader->has_periods = true;
        reader->is_explicit = record->n_token > 1 && rw_smps_equals(&record->token[1], "EXPLICIT");
    } else if (found == ROWS || found == COLUMNS) {
        if (!reader->has_periods || !reader->is_explicit) {
            return rw_smps_fail(reader->scanner, RW_DATA, record->line, &record->token[0],
                                "sections ROWS and COLUMNS need PERIODS EXPLICIT before them");
        }
    }
    return RW_OK;
}

// Implicit periods to stages.
static void spread(const time_reader *reader) {
    rw_smps_core *core = reader->core;
    const bool has_two = reader->time->n_period == RW_SMPS_STAGES;
    for (rw_idx j = 0; j < core->col_name.count; j++) {
        core->col[j].stage = has_two && j >= reader->first_col[1];
    }
    for (rw_idx i = 0; i < core->row_name.count; i++) {
        core->row[i].stage = has_two && i >= reader->first_row[1];
    }
}

// Numbers columns and rows within their stages.
static rw_status number(const time_reader *reader) {
    rw_smps_core *core = reader->core;
    rw_idx n_col[RW_SMPS_STAGES] = {0}, n_row[RW_SMPS_STAGES] = {0};
    for (rw_idx j = 0; j < core->col_name.count; j++) {
        rw_smps_col *col = &core->col[j];
        if (col->stage < 0) {
            return rw_smps_fail(reader->scanner, RW_DATA, 0, NULL, "column '%s' has no period", core->col_name.text[j]);
        }
        col->local = n_col[col->stage]++;
    }
    for (rw_idx i = 0; i < core->row_name.count; i++) {
        rw_smps_row *row = &core->row[i];
        if (row->type == 'N') {
            row->stage = 0;
            continue;
        }
        if (row->stage < 0) {
            return rw_smps_fail(reader->scanner, RW_DATA, 0, NULL, "row '%s' has no period", core->row_name.text[i]);
        }
        row->local = n_row[row->stage]++;
    }
    return RW_OK;
}

// A first-stage row must not look ahead.
static rw_status check_order(const time_reader *reader) {
    const rw_smps_core *core = reader->core;
    for (rw_idx e = 0; e < core->n_entry; e++) {
        const rw_smps_entry *entry = &core->entry[e];
        if (core->row[entry->row].type != 'N' && core->row[entry->row].stage < core->col[entry->col].stage) {
            return rw_smps_fail(reader->scanner, RW_DATA, 0, NULL,
                                "row '%s' of the first period has an entry in column '%s' of the second",
                                core->row_name.text[entry->row], core->col_name.text[entry->col]);
        }
    }
    return RW_OK;
}

rw_status rw_smps_time_read(rw_smps_scanner *scanner, rw_smps_core *core, rw_smps_time *time) {
    rw_status status = RW_OK;
    time_reader reader = {.scanner = scanner, .core = core, .time = time, .section = TIME};
    rw_smps_record record;
    bool at_end = false;
    scanner->keyword = keyword;
    *time = (rw_smps_time){0};
    forget_stages(core);
    while (reader.section != ENDATA) {
        RW_TRY(rw_smps_next(scanner, &record, &at_end));
        if (at_end) {
            RW_TRY(rw_smps_fail_cut(scanner));
        }
        if (record.is_header) {
            RW_TRY(begin_section(&reader, &record));
        } else if (reader.section == PERIODS) {
            RW_TRY(read_period(&reader, &record));
        } else if (reader.section == ROWS || reader.section == COLUMNS) {
            RW_TRY(read_place(&reader, &record));
        } else {
            RW_TRY(rw_smps_fail(scanner, RW_DATA, record.line, &record.token[0], "section PERIODS is expected first"));
        }
    }
    if (time->n_period == 0) {
        RW_TRY(rw_smps_fail(scanner, RW_DATA, record.line, NULL, "there is no period"));
    }
    if (!reader.is_explicit) {
        spread(&reader);
    }
    RW_TRY(number(&reader));
    RW_TRY(check_order(&reader));
done:
    return status;
}
