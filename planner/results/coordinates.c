// The root group of a run file: its attributes, and the coordinates as dimension scales.  SPDX-License-Identifier: MIT
#include <hdf5_hl.h>

#include <stdio.h>

#include "core/memory.h"
#include "results/node.h"
#include "results/schema.h"
#include "results/writer.h"

enum { MONTHS_PER_YEAR = 12 };

rw_status rw_write_root(rw_writer *writer, rw_error *error) {
    const rw_model *model = writer->model;
    const rw_run *run = writer->run;
    const rw_idx version[2] = {RW_SCHEMA_MAJOR, RW_SCHEMA_MINOR};
    const char *title = model->title != NULL && model->title[0] != '\0' ? model->title : model->name;
    char start[16], text[128];
    rw_status status = RW_OK;
    rw_month_text(start, model->start_year, model->start_month, 0);
    RW_TRY(rw_attribute_text(writer->file, "schema", RW_SCHEMA_NAME, error));
    RW_TRY(rw_attribute_pair(writer->file, "schema_version", version, error));
    RW_TRY(rw_attribute_text(writer->file, "Conventions", "CF-1.10", error));
    RW_TRY(rw_attribute_text(writer->file, "title", title != NULL && title[0] != '\0' ? title : "plan", error));
    snprintf(text, sizeof text, "rampwerk %s", run->version != NULL ? run->version : RW_VERSION);
    RW_TRY(rw_attribute_text(writer->file, "source", text, error));
    RW_TRY(rw_attribute_text(writer->file, "status", rw_outcome_text(run->outcome), error));
    RW_TRY(rw_attribute_double(writer->file, "objective", run->objective, error));
    RW_TRY(rw_attribute_double(writer->file, "bound", run->bound, error));
    RW_TRY(rw_attribute_double(writer->file, "gap", run->gap, error));
    RW_TRY(rw_attribute_double(writer->file, "weighted_shortfall", run->plan->shortfall, error));
    RW_TRY(rw_attribute_text(writer->file, "currency", writer->currency, error));
    RW_TRY(rw_attribute_text(writer->file, "start", start, error));
done:
    return status;
}

// Days from 1970-01-01 to the first of a month of the proleptic Gregorian calendar; month counts from 0 and may be
// past the end of the year.  The year is taken to begin in March, so that the leap day is its last.
static long days_to_month(long year, long month) {
    const long whole = year * MONTHS_PER_YEAR + month - 2;
    const long y = whole / MONTHS_PER_YEAR, m = whole % MONTHS_PER_YEAR;
    const long days_to_1970 = 719468;
    return 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 - days_to_1970;
}

// Days from the start of the plan to the first of month t.
static double month_day(const rw_model *model, rw_idx t) {
    const long first = model->start_month - 1;
    return (double)(days_to_month(model->start_year, first + (long)t) - days_to_month(model->start_year, first));
}

// Makes the dataset the scale of its axis.
static rw_status scale_make(rw_writer *writer, rw_axis axis, hid_t dataset, rw_error *error) {
    writer->scale[axis] = dataset;
    if (H5DSset_scale(dataset, rw_axis_name(axis)) < 0) {
        return rw_h5_fail(error, "make the scale", rw_axis_name(axis));
    }
    return rw_attribute_text(dataset, "long_name", rw_axis_text(axis), error);
}

// A scale of numbers: scenarios and years as integers, months as days.
static rw_status scale_numbers(rw_writer *writer, rw_axis axis, rw_idx count, rw_error *error) {
    rw_status status = RW_OK;
    const rw_model *model = writer->model;
    const bool is_index = axis != RW_AXIS_MONTH;
    double *day = rw_calloc(count, sizeof *day);
    rw_idx *index = rw_calloc(count, sizeof *index);
    hid_t dataset = H5I_INVALID_HID;
    if (day == NULL || index == NULL) {
        status = rw_error_set(error, RW_NO_MEMORY, "out of memory for the axis '%s'", rw_axis_name(axis));
        goto done;
    }
    for (rw_idx k = 0; k < count; k++) {
        day[k] = month_day(model, k);
        index[k] = axis == RW_AXIS_YEAR ? model->start_year + k : k;
    }
    const rw_array array = {
        .rank = 1, .size = &count, .value = is_index ? (const void *)index : day, .is_index = is_index};
    RW_TRY(rw_array_create(writer->file, rw_axis_name(axis), &array, &dataset, error));
    RW_TRY(scale_make(writer, axis, dataset, error));
done:
    rw_free(day);
    rw_free(index);
    return status;
}

// A scale of labels.
static rw_status scale_labels(rw_writer *writer, rw_axis axis, rw_idx count, rw_error *error) {
    rw_status status = RW_OK;
    rw_text text = {0};
    size_t *begin = rw_calloc(count, sizeof *begin);
    const char **label = rw_calloc(count, sizeof *label);
    hid_t dataset = H5I_INVALID_HID;
    for (rw_idx k = 0; begin != NULL && k < count; k++) {
        begin[k] = text.length;
        rw_axis_label(writer->model, writer->scenarios, axis, k, &text);
        rw_text_add_bytes(&text, "", 1);
    }
    if (begin == NULL || label == NULL || text.failed) {
        status = rw_error_set(error, RW_NO_MEMORY, "out of memory for the axis '%s'", rw_axis_name(axis));
        goto done;
    }
    for (rw_idx k = 0; k < count; k++) {
        label[k] = text.data + begin[k];
    }
    RW_TRY(rw_texts_dataset(writer->file, rw_axis_name(axis), count, label, &dataset, error));
    RW_TRY(scale_make(writer, axis, dataset, error));
done:
    rw_free(begin);
    rw_free(label);
    rw_text_clear(&text);
    return status;
}

// CF's attributes of the time axis, and where each month begins and ends.
static rw_status month_finish(rw_writer *writer, rw_error *error) {
    static const rw_axis axis[] = {RW_AXIS_MONTH, RW_AXIS_EDGE, RW_AXIS_NONE};
    const rw_model *model = writer->model;
    const rw_idx size[] = {model->n_month, 2};
    const hid_t month = writer->scale[RW_AXIS_MONTH];
    rw_status status = RW_OK;
    hid_t dataset = H5I_INVALID_HID;
    char start[16], unit[32];
    double *bound = rw_calloc(model->n_month, 2 * sizeof *bound);
    if (bound == NULL) {
        status = rw_error_set(error, RW_NO_MEMORY, "out of memory for the bounds of the months");
        goto done;
    }
    for (rw_idx t = 0; t < model->n_month; t++) {
        bound[2 * t] = month_day(model, t);
        bound[2 * t + 1] = month_day(model, t + 1);
    }
    rw_month_text(start, model->start_year, model->start_month, 0);
    snprintf(unit, sizeof unit, "days since %s-01", start);
    RW_TRY(rw_attribute_text(month, "standard_name", "time", error));
    RW_TRY(rw_attribute_text(month, "units", unit, error));
    RW_TRY(rw_attribute_text(month, "calendar", "proleptic_gregorian", error));
    RW_TRY(rw_attribute_text(month, "axis", "T", error));
    RW_TRY(rw_attribute_text(month, "bounds", "month_bounds", error));
    const rw_array array = {.rank = 2, .size = size, .value = bound};
    RW_TRY(rw_array_create(writer->file, "month_bounds", &array, &dataset, error));
    RW_TRY(rw_scales_attach(writer, dataset, axis, error));
done:
    rw_h5_close_dataset(&dataset);
    rw_free(bound);
    return status;
}

rw_status rw_write_coordinates(rw_writer *writer, rw_error *error) {
    rw_status status = RW_OK;
    for (rw_axis axis = RW_AXIS_NONE + 1; axis < RW_N_AXIS; axis++) {
        const rw_idx count = rw_axis_size(writer->model, &writer->extent, axis);
        if (count == 0) {
            continue; // some readers cannot do with axes without members
        }
        if (rw_axis_is_label(axis)) {
            RW_TRY(scale_labels(writer, axis, count, error));
        } else {
            RW_TRY(scale_numbers(writer, axis, count, error));
        }
    }
    RW_TRY(month_finish(writer, error));
done:
    return status;
}

rw_status rw_scales_attach(const rw_writer *writer, hid_t dataset, const rw_axis *axis, rw_error *error) {
    for (unsigned k = 0; axis[k] != RW_AXIS_NONE; k++) {
        if (H5DSattach_scale(dataset, writer->scale[axis[k]], k) < 0) {
            return rw_h5_fail(error, "attach the scale", rw_axis_name(axis[k]));
        }
    }
    return RW_OK;
}
