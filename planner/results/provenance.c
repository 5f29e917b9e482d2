// What a run file says about its making: /solver, /verify and /provenance.  SPDX-License-Identifier: MIT
#include <hdf5_hl.h>

#include <stdio.h>

#include "core/memory.h"
#include "results/history.h"
#include "results/node.h"
#include "results/scalars.h"
#include "results/writer.h"

static rw_status scalars_write(hid_t group, const rw_run *run, const rw_scalar *row, rw_idx count, rw_error *error) {
    rw_status status = RW_OK;
    for (rw_idx k = 0; k < count; k++) {
        const void *value = (const char *)run + row[k].offset;
        if (row[k].is_index) {
            RW_TRY(rw_attribute_index(group, row[k].name, *(const rw_idx *)value, error));
        } else {
            RW_TRY(rw_attribute_double(group, row[k].name, *(const double *)value, error));
        }
    }
done:
    return status;
}

rw_status rw_write_solver(const rw_writer *writer, rw_error *error) {
    rw_status status = RW_OK;
    hid_t group = H5I_INVALID_HID, timing = H5I_INVALID_HID;
    RW_TRY(rw_group_create(writer->file, "solver", &group, error));
    RW_TRY(rw_attribute_text(group, "outcome", rw_outcome_text(writer->run->outcome), error));
    RW_TRY(scalars_write(group, writer->run, rw_solver_table, rw_solver_count, error));
    RW_TRY(rw_attribute_double(group, "risk_weight", writer->model->risk_weight, error));
    RW_TRY(rw_attribute_double(group, "risk_level", writer->model->risk_level, error));
    RW_TRY(rw_attribute_text(group, "currency", writer->currency, error));
    RW_TRY(rw_write_history(writer, group, error));
    if (!writer->reproducible) {
        RW_TRY(rw_group_create(group, "timing", &timing, error));
        RW_TRY(scalars_write(timing, writer->run, rw_timing_table, rw_timing_count, error));
    }
done:
    rw_h5_close_group(&timing);
    rw_h5_close_group(&group);
    return status;
}

// A row of one number per kind of check.
static rw_status check_row(const rw_writer *writer, hid_t group, const char *name, const char *text, const void *value,
                           bool is_index, rw_error *error) {
    static const rw_axis axis[] = {RW_AXIS_CHECK, RW_AXIS_NONE};
    const rw_idx size = RW_N_VIOLATION;
    const rw_array array = {.rank = 1, .size = &size, .value = value, .is_index = is_index};
    rw_status status = RW_OK;
    hid_t dataset = H5I_INVALID_HID;
    RW_TRY(rw_array_create(group, name, &array, &dataset, error));
    RW_TRY(rw_attribute_text(dataset, "long_name", text, error));
    RW_TRY(rw_attribute_text(dataset, "units", "1", error));
    RW_TRY(rw_scales_attach(writer, dataset, axis, error));
done:
    rw_h5_close_dataset(&dataset);
    return status;
}

rw_status rw_write_verdict(const rw_writer *writer, rw_error *error) {
    static const rw_axis axis[] = {RW_AXIS_CHECK, RW_AXIS_NONE};
    const rw_verdict *verdict = &writer->run->verdict;
    double worst[RW_N_VIOLATION], tolerance[RW_N_VIOLATION];
    rw_idx n_checked[RW_N_VIOLATION];
    const char *where[RW_N_VIOLATION];
    rw_status status = RW_OK;
    hid_t group = H5I_INVALID_HID, dataset = H5I_INVALID_HID;
    for (rw_idx k = 0; k < RW_N_VIOLATION; k++) {
        worst[k] = verdict->finding[k].worst;
        tolerance[k] = verdict->finding[k].tolerance;
        n_checked[k] = verdict->finding[k].n_checked;
        where[k] = verdict->finding[k].where;
    }
    RW_TRY(rw_group_create(writer->file, "verify", &group, error));
    RW_TRY(rw_attribute_index(group, "ok", verdict->ok ? 1 : 0, error));
    RW_TRY(rw_attribute_double(group, "objective", verdict->objective, error));
    RW_TRY(rw_attribute_double(group, "weighted_shortfall", verdict->shortfall, error));
    RW_TRY(check_row(writer, group, "worst", "largest violation, relative", worst, false, error));
    RW_TRY(check_row(writer, group, "tolerance", "violation allowed, relative", tolerance, false, error));
    RW_TRY(check_row(writer, group, "n_checked", "conditions checked", n_checked, true, error));
    RW_TRY(rw_texts_dataset(group, "where", RW_N_VIOLATION, where, &dataset, error));
    RW_TRY(rw_attribute_text(dataset, "long_name", "place of the largest violation", error));
    RW_TRY(rw_scales_attach(writer, dataset, axis, error));
done:
    rw_h5_close_dataset(&dataset);
    rw_h5_close_group(&group);
    return status;
}

// A row of texts that is its own dimension, as some readers want every row to have one.
static rw_status scale_write(hid_t group, const char *name, rw_idx n_text, const char *const *text, hid_t *scale,
                             rw_error *error) {
    const rw_status status = rw_texts_dataset(group, name, n_text, text, scale, error);
    if (status == RW_OK && H5DSset_scale(*scale, name) < 0) {
        return rw_h5_fail(error, "make the scale", name);
    }
    return status;
}

static rw_status inputs_write(hid_t group, const rw_run *run, rw_error *error) {
    rw_status status = RW_OK;
    hid_t scale = H5I_INVALID_HID, dataset = H5I_INVALID_HID;
    const char **path = rw_calloc(run->n_file, sizeof *path);
    const char **sha256 = rw_calloc(run->n_file, sizeof *sha256);
    if (path == NULL || sha256 == NULL) {
        status = rw_error_set(error, RW_NO_MEMORY, "out of memory for the list of input files");
        goto done;
    }
    for (rw_idx k = 0; k < run->n_file; k++) {
        path[k] = run->file[k].path;
        sha256[k] = run->file[k].sha256;
    }
    RW_TRY(scale_write(group, "input_path", run->n_file, path, &scale, error));
    RW_TRY(rw_texts_dataset(group, "input_sha256", run->n_file, sha256, &dataset, error));
    if (H5DSattach_scale(dataset, scale, 0) < 0) {
        status = rw_h5_fail(error, "attach the scale", "input_path");
    }
done:
    rw_h5_close_dataset(&dataset);
    rw_h5_close_dataset(&scale);
    rw_free(path);
    rw_free(sha256);
    return status;
}

// What differs from run to run and machine to machine.
static rw_status circumstances_write(const rw_writer *writer, hid_t group, rw_error *error) {
    const rw_run *run = writer->run;
    rw_status status = RW_OK;
    if (run->command != NULL && run->command[0] != '\0') {
        RW_TRY(rw_attribute_text(group, "command", run->command, error));
    }
    if (run->created != NULL && run->created[0] != '\0') {
        RW_TRY(rw_attribute_text(group, "created", run->created, error));
        RW_TRY(rw_attribute_text(writer->file, "history", run->created, error));
    }
    RW_TRY(rw_attribute_index(group, "threads", run->threads, error));
done:
    return status;
}

rw_status rw_write_provenance(const rw_writer *writer, rw_error *error) {
    const rw_run *run = writer->run;
    rw_status status = RW_OK;
    hid_t group = H5I_INVALID_HID, overrides = H5I_INVALID_HID;
    unsigned major = 0, minor = 0, release = 0;
    char hdf5_version[48];
    H5get_libversion(&major, &minor, &release);
    snprintf(hdf5_version, sizeof hdf5_version, "%u.%u.%u", major, minor, release);
    RW_TRY(rw_group_create(writer->file, "provenance", &group, error));
    RW_TRY(rw_attribute_text(group, "version", run->version != NULL ? run->version : RW_VERSION, error));
    RW_TRY(rw_attribute_text(group, "hdf5_version", hdf5_version, error));
    if (!writer->reproducible) {
        RW_TRY(circumstances_write(writer, group, error));
    }
    RW_TRY(rw_text_dataset(group, "config", run->config_text != NULL ? run->config_text : "", error));
    if (run->n_override > 0) {
        RW_TRY(scale_write(group, "overrides", run->n_override, (const char *const *)run->override_text, &overrides,
                           error));
    }
    if (run->n_file > 0) {
        RW_TRY(inputs_write(group, run, error));
    }
done:
    rw_h5_close_dataset(&overrides);
    rw_h5_close_group(&group);
    return status;
}
