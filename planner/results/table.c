// A table of records that pandas and PyTables open by themselves.  SPDX-License-Identifier: MIT
#include "results/table.h"

#include <stdio.h>
#include <string.h>

#include "core/memory.h"
#include "results/node.h"

enum { CHUNK_ROWS = 1024, DEFLATE_LEVEL = 4, NUMBER_BYTES = 8 };

_Static_assert(sizeof(double) == NUMBER_BYTES && sizeof(rw_idx) == NUMBER_BYTES, "numbers take 8 bytes");

static const char *cell_text(const rw_table *table, rw_idx row, rw_idx column) {
    const char *text = table->cell[row * table->n_column + column].text;
    return text != NULL ? text : "";
}

// Bytes of each column; returns those of a row.
static size_t column_widths(const rw_table *table, size_t width[RW_TABLE_COLUMNS]) {
    size_t total = 0;
    for (rw_idx c = 0; c < table->n_column; c++) {
        width[c] = table->column[c].kind == RW_COLUMN_TEXT ? 1 : NUMBER_BYTES;
        for (rw_idx r = 0; table->column[c].kind == RW_COLUMN_TEXT && r < table->n_row; r++) {
            const size_t length = strlen(cell_text(table, r, c)) + 1;
            width[c] = length > width[c] ? length : width[c];
        }
        total += width[c];
    }
    return total;
}

// The rows as bytes, packed; buffer is zeroed.
static void rows_pack(const rw_table *table, const size_t width[RW_TABLE_COLUMNS], char *buffer) {
    for (rw_idx r = 0; r < table->n_row; r++) {
        for (rw_idx c = 0; c < table->n_column; c++) {
            const rw_cell *cell = &table->cell[r * table->n_column + c];
            switch (table->column[c].kind) {
            case RW_COLUMN_TEXT:
                memcpy(buffer, cell_text(table, r, c), strlen(cell_text(table, r, c)));
                break;
            case RW_COLUMN_DOUBLE:
                memcpy(buffer, &cell->value, NUMBER_BYTES);
                break;
            case RW_COLUMN_INDEX:
                memcpy(buffer, &cell->index, NUMBER_BYTES);
                break;
            }
            buffer += width[c];
        }
    }
}

// Adds column c to the record type.
static rw_status member_insert(hid_t record, const rw_column *column, size_t offset, size_t width, rw_error *error) {
    rw_status status = RW_OK;
    hid_t text = H5I_INVALID_HID;
    hid_t type = column->kind == RW_COLUMN_DOUBLE ? H5T_NATIVE_DOUBLE : H5T_NATIVE_INT64;
    if (column->kind == RW_COLUMN_TEXT) {
        text = H5Tcopy(H5T_C_S1);
        if (text < 0 || H5Tset_size(text, width) < 0) {
            status = rw_h5_fail(error, "make the type of column", column->name);
            goto done;
        }
        type = text;
    }
    if (H5Tinsert(record, column->name, offset, type) < 0) {
        status = rw_h5_fail(error, "add the column", column->name);
    }
done:
    rw_h5_close_type(&text);
    return status;
}

static rw_status record_type(const rw_table *table, const size_t width[RW_TABLE_COLUMNS], size_t bytes, hid_t *record,
                             rw_error *error) {
    rw_status status = RW_OK;
    size_t offset = 0;
    *record = H5Tcreate(H5T_COMPOUND, bytes);
    if (*record < 0) {
        return rw_h5_fail(error, "make the record of table", table->name);
    }
    for (rw_idx c = 0; c < table->n_column; c++) {
        RW_TRY(member_insert(*record, &table->column[c], offset, width[c], error));
        offset += width[c];
    }
done:
    return status;
}

static rw_status table_attributes(hid_t dataset, const rw_table *table, rw_error *error) {
    rw_status status = RW_OK;
    char name[32];
    RW_TRY(rw_attribute_fixed(dataset, "CLASS", "TABLE", error));
    RW_TRY(rw_attribute_fixed(dataset, "VERSION", "3.0", error));
    RW_TRY(rw_attribute_fixed(dataset, "TITLE", table->title, error));
    for (rw_idx c = 0; c < table->n_column; c++) {
        snprintf(name, sizeof name, "FIELD_%d_NAME", (int)c);
        RW_TRY(rw_attribute_fixed(dataset, name, table->column[c].name, error));
    }
done:
    return status;
}

// The dataset: rows may be added by other programs, as in every such table.
static rw_status table_dataset(hid_t parent, const rw_table *table, hid_t record, const void *rows, hid_t *dataset,
                               rw_error *error) {
    rw_status status = RW_OK;
    const hsize_t count = (hsize_t)table->n_row, unlimited = H5S_UNLIMITED;
    const hsize_t chunk = count == 0 ? 1 : count < CHUNK_ROWS ? count : CHUNK_ROWS;
    hid_t list = H5I_INVALID_HID;
    hid_t space = H5Screate_simple(1, &count, &unlimited);
    if (space < 0) {
        status = rw_h5_fail(error, "make a space for", table->name);
        goto done;
    }
    RW_TRY(rw_node_list(H5P_DATASET_CREATE, &list, error));
    if (H5Pset_chunk(list, 1, &chunk) < 0 || H5Pset_shuffle(list) < 0 || H5Pset_deflate(list, DEFLATE_LEVEL) < 0) {
        status = rw_h5_fail(error, "set the layout of", table->name);
        goto done;
    }
    *dataset = H5Dcreate2(parent, table->name, record, space, H5P_DEFAULT, list, H5P_DEFAULT);
    if (*dataset < 0 || (count > 0 && H5Dwrite(*dataset, record, H5S_ALL, H5S_ALL, H5P_DEFAULT, rows) < 0)) {
        status = rw_h5_fail(error, "write the table", table->name);
    }
done:
    rw_h5_close_list(&list);
    rw_h5_close_space(&space);
    return status;
}

rw_status rw_table_write(hid_t parent, const rw_table *table, rw_error *error) {
    rw_status status = RW_OK;
    size_t width[RW_TABLE_COLUMNS];
    const size_t bytes = column_widths(table, width);
    hid_t record = H5I_INVALID_HID, dataset = H5I_INVALID_HID;
    char *rows = rw_calloc(table->n_row, bytes);
    if (rows == NULL) {
        status = rw_error_set(error, RW_NO_MEMORY, "out of memory for the table '%s'", table->name);
        goto done;
    }
    rows_pack(table, width, rows);
    RW_TRY(record_type(table, width, bytes, &record, error));
    RW_TRY(table_dataset(parent, table, record, rows, &dataset, error));
    RW_TRY(table_attributes(dataset, table, error));
done:
    rw_h5_close_dataset(&dataset);
    rw_h5_close_type(&record);
    rw_free(rows);
    return status;
}
