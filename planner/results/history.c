// The course of the search in a run file: arrays by step, and a table of the same.  SPDX-License-Identifier: MIT
#include <string.h>

#include "core/memory.h"
#include "results/history.h"
#include "results/node.h"
#include "results/scalars.h"
#include "results/table.h"

_Static_assert(sizeof(double) == sizeof(rw_idx), "columns of both are handled alike");

static bool is_left_out(const rw_writer *writer, const rw_scalar *row) {
    return writer->reproducible && rw_step_is_time(row);
}

// One array: a member of every step.
static rw_status column_write(const rw_writer *writer, hid_t group, const rw_scalar *row, rw_error *error) {
    static const rw_axis axis[] = {RW_AXIS_STEP, RW_AXIS_NONE};
    const rw_run *run = writer->run;
    const rw_idx count = run->n_history;
    rw_status status = RW_OK;
    hid_t dataset = H5I_INVALID_HID;
    double *value = rw_calloc(count, sizeof *value);
    if (value == NULL) {
        status = rw_error_set(error, RW_NO_MEMORY, "out of memory for the history of the search");
        goto done;
    }
    for (rw_idx k = 0; k < count; k++) {
        memcpy(&value[k], (const char *)&run->history[k] + row->offset, sizeof *value);
    }
    const rw_array array = {
        .rank = 1, .size = &count, .value = value, .is_index = row->is_index, .is_filled = !row->is_index};
    RW_TRY(rw_array_create(group, row->name, &array, &dataset, error));
    RW_TRY(rw_attribute_text(dataset, "long_name", row->text, error));
    RW_TRY(rw_attribute_text(dataset, "units", rw_step_is_time(row) ? "s" : "1", error));
    RW_TRY(rw_scales_attach(writer, dataset, axis, error));
done:
    rw_h5_close_dataset(&dataset);
    rw_free(value);
    return status;
}

rw_status rw_write_history(const rw_writer *writer, hid_t solver, rw_error *error) {
    rw_status status = RW_OK;
    hid_t group = H5I_INVALID_HID;
    if (writer->run->n_history == 0) {
        return RW_OK;
    }
    RW_TRY(rw_group_create(solver, "history", &group, error));
    for (rw_idx k = 0; k < rw_step_count; k++) {
        if (!is_left_out(writer, &rw_step_table[k])) {
            RW_TRY(column_write(writer, group, &rw_step_table[k], error));
        }
    }
done:
    rw_h5_close_group(&group);
    return status;
}

rw_status rw_write_history_table(const rw_writer *writer, hid_t group, rw_error *error) {
    const rw_run *run = writer->run;
    rw_column column[RW_TABLE_COLUMNS];
    const rw_scalar *member[RW_TABLE_COLUMNS];
    rw_table table = {.name = "history", .title = "course of the search", .column = column, .n_row = run->n_history};
    rw_status status = RW_OK;
    for (rw_idx k = 0; k < rw_step_count; k++) {
        if (!is_left_out(writer, &rw_step_table[k])) {
            member[table.n_column] = &rw_step_table[k];
            column[table.n_column++] =
                (rw_column){rw_step_table[k].name, rw_step_table[k].is_index ? RW_COLUMN_INDEX : RW_COLUMN_DOUBLE};
        }
    }
    rw_cell *cell = rw_calloc(table.n_row * table.n_column, sizeof *cell);
    if (cell == NULL) {
        return rw_error_set(error, RW_NO_MEMORY, "out of memory for the table '%s'", table.name);
    }
    for (rw_idx r = 0; r < table.n_row; r++) {
        for (rw_idx c = 0; c < table.n_column; c++) {
            memcpy(&cell[r * table.n_column + c], (const char *)&run->history[r] + member[c]->offset, sizeof(double));
        }
    }
    table.cell = cell;
    status = rw_table_write(group, &table, error);
    rw_free(cell);
    return status;
}

static rw_status column_read(const rw_archive *archive, hid_t group, const rw_scalar *row, rw_run *run,
                             rw_error *error) {
    const rw_shape shape = {.rank = 1, .size = &run->n_history, .is_index = row->is_index};
    rw_status status = RW_OK;
    double *value = rw_calloc(run->n_history, sizeof *value);
    if (value == NULL) {
        status = rw_error_set(error, RW_NO_MEMORY, "out of memory for the history of the search");
        goto done;
    }
    RW_TRY(rw_archive_array(archive, group, row->name, &shape, value, error));
    for (rw_idx k = 0; k < run->n_history; k++) {
        memcpy((char *)&run->history[k] + row->offset, &value[k], sizeof *value);
    }
done:
    rw_free(value);
    return status;
}

enum { STEP_LIMIT = 1 << 24 };

rw_status rw_read_history(const rw_archive *archive, hid_t solver, rw_run *run, rw_error *error) {
    rw_status status = RW_OK;
    hid_t group = H5I_INVALID_HID;
    rw_idx count = 0;
    if (H5Lexists(solver, "history", H5P_DEFAULT) <= 0) {
        return RW_OK;
    }
    RW_TRY(rw_archive_group(archive, solver, "history", &group, error));
    RW_TRY(rw_archive_length(archive, group, "bound", &count, error));
    if (count < 1 || count > STEP_LIMIT) {
        status = rw_archive_fail(archive, "history", "has an impossible length", error);
        goto done;
    }
    run->history = rw_calloc(count, sizeof *run->history);
    if (run->history == NULL) {
        status = rw_error_set(error, RW_NO_MEMORY, "out of memory for the history of the search");
        goto done;
    }
    run->n_history = count;
    for (rw_idx k = 0; k < rw_step_count; k++) {
        if (!rw_step_is_time(&rw_step_table[k]) || H5Lexists(group, rw_step_table[k].name, H5P_DEFAULT) > 0) {
            RW_TRY(column_read(archive, group, &rw_step_table[k], run, error));
        }
    }
done:
    rw_h5_close_group(&group);
    return status;
}
