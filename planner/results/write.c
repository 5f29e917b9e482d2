// Writing a run file: built in memory, sealed, published at once.  SPDX-License-Identifier: MIT
#include <stdio.h>

#include "core/file.h"
#include "core/memory.h"
#include "results/node.h"
#include "results/schema.h"
#include "results/seal.h"
#include "results/writer.h"

enum {
    CORE_STEP_BYTES = 1 << 20, // the image grows by so much
    CHUNK_INDEX_RANK = 8       // half the entries of a node of a chunk index: most arrays have one chunk
};

// Opens an empty file that lives in memory alone, and its root group.
static rw_status image_create(rw_writer *writer, hid_t *file, rw_error *error) {
    rw_status status = RW_OK;
    hid_t access = H5Pcreate(H5P_FILE_ACCESS), creation = H5I_INVALID_HID;
    if (access < 0 || H5Pset_fapl_core(access, CORE_STEP_BYTES, false) < 0 ||
        H5Pset_libver_bounds(access, H5F_LIBVER_EARLIEST, H5F_LIBVER_V18) < 0) {
        status = rw_h5_fail(error, "set up", "a file in memory");
        goto done;
    }
    RW_TRY(rw_node_list(H5P_FILE_CREATE, &creation, error));
    if (H5Pset_istore_k(creation, CHUNK_INDEX_RANK) < 0) {
        status = rw_h5_fail(error, "set up", "a file in memory");
        goto done;
    }
    *file = H5Fcreate(RW_H5_NO_FILE, H5F_ACC_TRUNC, creation, access);
    if (*file < 0) {
        status = rw_h5_fail(error, "create", "a file in memory");
        goto done;
    }
    writer->file = H5Gopen2(*file, "/", H5P_DEFAULT);
    if (writer->file < 0) {
        status = rw_h5_fail(error, "open", "/");
    }
done:
    rw_h5_close_list(&creation);
    rw_h5_close_list(&access);
    return status;
}

static rw_status content_write(rw_writer *writer, rw_error *error) {
    rw_status status = RW_OK;
    RW_TRY(rw_write_root(writer, error));
    RW_TRY(rw_write_coordinates(writer, error));
    RW_TRY(rw_write_titles(writer, error));
    RW_TRY(rw_write_fields(writer, error));
    RW_TRY(rw_write_tables(writer, error));
    RW_TRY(rw_write_solver(writer, error));
    RW_TRY(rw_write_verdict(writer, error));
    RW_TRY(rw_write_provenance(writer, error));
done:
    return status;
}

// The bytes of the file and its seal, released with rw_free.
static rw_status image_take(hid_t file, unsigned char **image, size_t *count, rw_error *error) {
    ssize_t size = H5Fflush(file, H5F_SCOPE_GLOBAL) < 0 ? -1 : H5Fget_file_image(file, NULL, 0);
    if (size <= 0) {
        return rw_h5_fail(error, "finish", "a file in memory");
    }
    *image = rw_calloc((rw_idx)size + RW_SEAL_BYTES, 1);
    if (*image == NULL) {
        return rw_error_set(error, RW_NO_MEMORY, "out of memory for a run file of %lld bytes", (long long)size);
    }
    if (H5Fget_file_image(file, *image, (size_t)size) != size) {
        return rw_h5_fail(error, "copy", "a file in memory");
    }
    rw_seal_add(*image, (size_t)size);
    *count = (size_t)size + RW_SEAL_BYTES;
    return RW_OK;
}

// Builds the file in memory with HDF5's own printing switched off.
static rw_status image_build(rw_writer *writer, unsigned char **image, size_t *count, rw_error *error) {
    rw_status status = RW_OK;
    hid_t file = H5I_INVALID_HID;
    rw_h5_before before;
    writer->file = H5I_INVALID_HID;
    for (rw_axis axis = RW_AXIS_NONE; axis < RW_N_AXIS; axis++) {
        writer->scale[axis] = H5I_INVALID_HID;
    }
    rw_h5_enter(&before);
    RW_TRY(image_create(writer, &file, error));
    RW_TRY(content_write(writer, error));
    for (rw_axis axis = RW_AXIS_NONE; axis < RW_N_AXIS; axis++) {
        rw_h5_close_dataset(&writer->scale[axis]);
    }
    RW_TRY(image_take(file, image, count, error));
done:
    for (rw_axis axis = RW_AXIS_NONE; axis < RW_N_AXIS; axis++) {
        rw_h5_close_dataset(&writer->scale[axis]);
    }
    rw_h5_close_group(&writer->file);
    rw_h5_close_file(&file);
    rw_h5_leave(&before);
    return status;
}

rw_status rw_run_write(const rw_model *model, const rw_run *run, bool reproducible, const char *path, rw_error *error) {
    rw_status status = RW_OK;
    rw_scenario_set *nominal = NULL;
    unsigned char *image = NULL;
    size_t count = 0;
    rw_writer writer = {.model = model, .run = run, .scenarios = run->scenarios, .reproducible = reproducible};
    if (run->plan == NULL) {
        status = rw_error_set(error, RW_ARGUMENT, "a run without a plan cannot be written");
        goto done;
    }
    if (writer.scenarios == NULL) {
        RW_TRY(rw_scenario_nominal(model, &nominal, error));
        writer.scenarios = nominal;
    }
    if (writer.scenarios->n_scenario != run->plan->n_scenario || run->plan->n_month != model->n_month) {
        status = rw_error_set(error, RW_ARGUMENT, "the plan has %lld scenarios of %lld months, expected %lld of %lld",
                              (long long)run->plan->n_scenario, (long long)run->plan->n_month,
                              (long long)writer.scenarios->n_scenario, (long long)model->n_month);
        goto done;
    }
    writer.extent = (rw_extent){
        .n_scenario = run->plan->n_scenario, .n_factor = writer.scenarios->n_factor, .n_step = run->n_history};
    snprintf(writer.currency, sizeof writer.currency, RW_SCHEMA_CURRENCY, model->price_year);
    RW_TRY(image_build(&writer, &image, &count, error));
    RW_TRY(rw_file_publish(path, image, count, error));
done:
    rw_free(image);
    rw_scenario_free(&nominal);
    return status;
}
