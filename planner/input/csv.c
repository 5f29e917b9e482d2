// One column of a CSV file (RFC 4180, UTF-8) as a time path.  SPDX-License-Identifier: MIT
#include <stdlib.h>
#include <string.h>

#include "input/fill.h"
#include "input/source.h"

typedef struct csv { // a cursor in a file
    rw_reader *reader;
    const rw_field *field;
    rw_place place; // of the next cell
    const char *at;
    char *room;       // for the texts of cells; as large as the file
    const char *name; // of the column
    rw_idx column;    // its position
    rw_idx count;
    double *value; // one for each month or year of the plan
    bool *is_known;
} csv;

typedef struct csv_cell {
    const char *text; // without quotes
    rw_place place;
} csv_cell;

// Moves on by one byte.
static void advance(csv *file) {
    if (*file->at == '\n') {
        file->place.line++;
        file->place.column = 1;
    } else if (((unsigned char)*file->at & 0xC0) != 0x80) {
        file->place.column++;
    }
    file->at++;
}

static void take(csv *file) {
    *file->room++ = *file->at;
    advance(file);
}

// A field in quotes; two quotes inside stand for one.
static bool read_quoted(csv *file) {
    rw_place opened = file->place;
    advance(file);
    while (*file->at != '\0') {
        if (*file->at != '"') {
            take(file);
            continue;
        }
        advance(file);
        if (*file->at != '"') {
            return true;
        }
        take(file);
    }
    rw_reader_error(file->reader, opened, "this quote is never closed");
    return false;
}

// Reads one cell and what follows it; *is_last says whether its record ends there.
static bool read_cell(csv *file, csv_cell *out, bool *is_last) {
    *out = (csv_cell){.text = file->room, .place = file->place};
    if (*file->at == '"') {
        if (!read_quoted(file)) {
            return false;
        }
        if (*file->at != '\0' && strchr(",\r\n", *file->at) == NULL) {
            rw_reader_error(file->reader, file->place, "',' or the end of the line is missing after '\"'");
            return false;
        }
    }
    while (*file->at != '\0' && strchr(",\r\n", *file->at) == NULL) {
        take(file);
    }
    *file->room++ = '\0';
    *is_last = *file->at != ',';
    while (*file->at == '\r') {
        advance(file);
    }
    if (*file->at != '\0') {
        advance(file);
    }
    return true;
}

// The cells of the time and of the column; false at the end or after an error.  A record that is too short has no
// text in the second.
static bool read_record(csv *file, csv_cell *time, csv_cell *value) {
    bool is_last = *file->at == '\0';
    *value = (csv_cell){.text = NULL, .place = file->place};
    if (is_last) {
        return false;
    }
    for (rw_idx k = 0; !is_last; k++) {
        csv_cell each;
        if (!read_cell(file, &each, &is_last)) {
            return false;
        }
        if (k == 0) {
            *time = each;
        }
        if (k == file->column) {
            *value = each;
        }
    }
    return true;
}

static bool find_column(csv *file, const rw_node *column) {
    bool is_last = *file->at == '\0';
    const char *near = NULL;
    int best = rw_near_limit(file->name);
    for (rw_idx k = 0; !is_last; k++) {
        csv_cell each;
        if (!read_cell(file, &each, &is_last)) {
            return false;
        }
        if (k > 0 && strcmp(each.text, file->name) == 0) {
            file->column = k;
            while (!is_last && read_cell(file, &each, &is_last)) {
            }
            return is_last;
        }
        near = k > 0 && rw_near_is_better(file->name, each.text, &best) ? each.text : near;
        if (is_last && k == 0 && strchr(each.text, ';') != NULL) {
            rw_reader_error(file->reader, each.place, "the columns are separated by ';'; a comma is expected");
            return false;
        }
    }
    rw_reader_error(file->reader, column->place, "'%s' has no column '%s'%s%s%s",
                    file->reader->source[file->place.source].name, file->name, near != NULL ? "; did you mean '" : "",
                    near != NULL ? near : "", near != NULL ? "'?" : "");
    return false;
}

// "YYYY-MM" or "YYYY" as position in the plan.
static bool read_time(csv *file, const csv_cell *cell, rw_idx *position) {
    const rw_model *model = file->reader->model;
    if (file->field->type == RW_TYPE_YEARS) {
        if (strlen(cell->text) != 4 || strspn(cell->text, "0123456789") != 4) {
            rw_reader_error(file->reader, cell->place, "'%.40s' is not a year YYYY", cell->text);
            return false;
        }
        *position = strtoll(cell->text, NULL, 10) - model->start_year;
        return true;
    }
    if (!rw_month_parse(cell->text, position)) {
        rw_reader_error(file->reader, cell->place, "'%.40s' is not a month YYYY-MM", cell->text);
        return false;
    }
    *position -= (rw_idx)12 * model->start_year + model->start_month - 1;
    return true;
}

static void read_value(csv *file, const csv_cell *time, const csv_cell *value) {
    rw_idx position = 0;
    if (!read_time(file, time, &position)) {
        return;
    }
    if (value->text == NULL) {
        rw_reader_error(file->reader, time->place, "this line has no column '%s'", file->name);
        return;
    }
    char *end = NULL;
    double number = strtod(value->text, &end);
    bool is_number = value->text[0] != '\0' && value->text[strspn(value->text, "0123456789+-.eE")] == '\0';
    if (!is_number || *end != '\0' || !isfinite(number)) {
        rw_reader_error(file->reader, value->place, "'%.40s' is not a number", value->text);
        return;
    }
    if (position < 0 || position >= file->count) {
        return; // before or after the plan
    }
    if (file->is_known[position]) {
        rw_reader_error(file->reader, time->place, "%s is given twice", time->text);
    }
    file->is_known[position] = true;
    file->value[position] = number;
}

static void check_complete(csv *file, const rw_node *group) {
    const rw_model *model = file->reader->model;
    for (rw_idx k = 0; k < file->count; k++) {
        if (!file->is_known[k]) {
            char month[16];
            rw_month_text(month, model->start_year, model->start_month, k);
            bool is_years = file->field->type == RW_TYPE_YEARS;
            rw_reader_error(file->reader, group->place, "%s: '%s' has no line for %s",
                            rw_node_path(file->reader, group), file->reader->source[file->place.source].name,
                            is_years ? rw_reader_text(file->reader, "%lld", (long long)model->start_year + k) : month);
            return;
        }
    }
}

static const rw_node *get_text(rw_reader *reader, const rw_node *group, const char *key) {
    const rw_node *node = rw_node_child(group, key);
    if (node == NULL) {
        rw_reader_error(reader, group->place, "%s: '%s' is required with csv", rw_node_path(reader, group), key);
    } else if (node->kind != RW_KIND_TEXT) {
        rw_fill_refuse(reader, node, "a text");
        node = NULL;
    }
    return node;
}

bool rw_csv_read(rw_reader *reader, const rw_field *field, const rw_node *group, double *values, rw_idx count) {
    rw_idx n_error = reader->n_error;
    const rw_node *path = get_text(reader, group, "csv");
    const rw_node *column = get_text(reader, group, "column");
    if (path == NULL || column == NULL) {
        return false;
    }
    if (!reader->files_allowed) {
        rw_reader_error(reader, path->place, "a CSV file is not allowed here");
        return false;
    }
    const char *resolved = rw_source_resolve(reader, path->place.source, path->text);
    rw_idx source = rw_source_open(reader, resolved, path->place);
    if (source < 0) {
        return false;
    }
    csv file = {.reader = reader, .field = field, .count = count, .value = values, .name = column->text};
    file.place = (rw_place){.source = source, .line = 1, .column = 1};
    file.at = reader->source[source].text;
    file.room = rw_reader_alloc(reader, (rw_idx)reader->source[source].length + 2, 1);
    file.is_known = rw_reader_alloc(reader, count, sizeof *file.is_known);
    if (file.room == NULL || file.is_known == NULL || !find_column(&file, column)) {
        return false;
    }
    csv_cell time, value;
    while (read_record(&file, &time, &value)) {
        bool is_blank = time.text[0] == '\0' && value.text == NULL;
        if (!is_blank) {
            read_value(&file, &time, &value);
        }
    }
    if (reader->n_error == n_error) {
        check_complete(&file, group);
    }
    return reader->n_error == n_error;
}
