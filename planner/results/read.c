// Reading a run file: everything but the plan itself.  SPDX-License-Identifier: MIT
#include <stdio.h>
#include <string.h>

#include "core/memory.h"
#include "core/text.h"
#include "results/history.h"
#include "results/read_plan.h"
#include "results/scalars.h"
#include "results/schema.h"
#include "results/seal.h"

#define FILE_LIMIT ((size_t)4 << 30)

enum { CORE_STEP_BYTES = 1 << 16 };

static rw_status schema_check(rw_archive *archive, rw_error *error) {
    rw_status status = RW_OK;
    char *schema = NULL;
    rw_idx version[2] = {0, 0};
    RW_TRY(rw_archive_attribute_text(archive, archive->file, "schema", "", &schema, error));
    if (strcmp(schema, RW_SCHEMA_NAME) != 0) {
        status = rw_error_set(error, RW_DATA, "'%s' is an HDF5 file, but not a run file of rampwerk", archive->path);
        goto done;
    }
    RW_TRY(rw_archive_attribute_pair(archive, archive->file, "schema_version", version, error));
    if (version[0] != RW_SCHEMA_MAJOR) {
        status = rw_error_set(error, RW_DATA, "'%s' is a run file of version %lld.%lld, this program reads version %d",
                              archive->path, (long long)version[0], (long long)version[1], RW_SCHEMA_MAJOR);
    }
    archive->minor = version[1];
done:
    rw_free(schema);
    return status;
}

static rw_status scalars_read(const rw_archive *archive, hid_t group, const rw_scalar *row, rw_idx count, rw_run *run,
                              rw_error *error) {
    rw_status status = RW_OK;
    for (rw_idx k = 0; k < count; k++) {
        void *value = (char *)run + row[k].offset;
        if (row[k].minor > archive->minor) {
            continue; // not yet there
        }
        if (row[k].is_index) {
            RW_TRY(rw_archive_attribute_index(archive, group, row[k].name, value, error));
        } else {
            RW_TRY(rw_archive_attribute_double(archive, group, row[k].name, value, error));
        }
    }
done:
    return status;
}

static rw_status outcome_read(const rw_archive *archive, hid_t group, rw_run *run, rw_error *error) {
    static const rw_outcome known[] = {
#define RW_OUTCOME_ENTRY(code, text) RW_OUTCOME_##code,
        RW_OUTCOME_LIST(RW_OUTCOME_ENTRY)
#undef RW_OUTCOME_ENTRY
    };
    char *text = NULL;
    rw_status status = rw_archive_attribute_text(archive, group, "outcome", NULL, &text, error);
    bool found = false;
    for (size_t k = 0; status == RW_OK && k < sizeof known / sizeof known[0]; k++) {
        if (strcmp(text, rw_outcome_text(known[k])) == 0) {
            run->outcome = known[k];
            found = true;
        }
    }
    if (status == RW_OK && !found) {
        status = rw_archive_fail(archive, "outcome", "is unknown", error);
    }
    rw_free(text);
    return status;
}

static rw_status solver_read(const rw_archive *archive, rw_run *run, rw_error *error) {
    rw_status status = RW_OK;
    hid_t group = H5I_INVALID_HID, timing = H5I_INVALID_HID;
    RW_TRY(rw_archive_group(archive, archive->file, "solver", &group, error));
    RW_TRY(outcome_read(archive, group, run, error));
    RW_TRY(scalars_read(archive, group, rw_solver_table, rw_solver_count, run, error));
    RW_TRY(rw_read_history(archive, group, run, error));
    if (H5Lexists(group, "timing", H5P_DEFAULT) > 0) {
        RW_TRY(rw_archive_group(archive, group, "timing", &timing, error));
        RW_TRY(scalars_read(archive, timing, rw_timing_table, rw_timing_count, run, error));
    }
done:
    rw_h5_close_group(&timing);
    rw_h5_close_group(&group);
    return status;
}

// A text of the root group that must be the expected one.
static rw_status header_text_check(const rw_archive *archive, const char *name, const char *expected, const char *why,
                                   rw_error *error) {
    char *text = NULL;
    rw_status status = rw_archive_attribute_text(archive, archive->file, name, NULL, &text, error);
    if (status == RW_OK && strcmp(text, expected) != 0) {
        status = rw_archive_fail(archive, name, why, error);
    }
    rw_free(text);
    return status;
}

// The root's attributes repeat what /solver, /plan and the configuration say.
static rw_status header_check(const rw_archive *archive, const rw_model *model, const rw_run *run, rw_error *error) {
    const struct {
        const char *name, *why;
        const double *value;
    } row[] = {{"objective", "is another one in '/solver'", &run->objective},
               {"bound", "is another one in '/solver'", &run->bound},
               {"gap", "is another one in '/solver'", &run->gap},
               {"weighted_shortfall", "is another one in '/plan'", &run->plan->shortfall}};
    char start[16], currency[16];
    rw_status status = RW_OK;
    double value = 0.0;
    for (size_t k = 0; k < sizeof row / sizeof row[0]; k++) {
        RW_TRY(rw_archive_attribute_double(archive, archive->file, row[k].name, &value, error));
        if (memcmp(&value, row[k].value, sizeof value) != 0) {
            status = rw_archive_fail(archive, row[k].name, row[k].why, error);
            goto done;
        }
    }
    rw_month_text(start, model->start_year, model->start_month, 0);
    snprintf(currency, sizeof currency, RW_SCHEMA_CURRENCY, model->price_year);
    RW_TRY(header_text_check(archive, "status", rw_outcome_text(run->outcome), "is another one in '/solver'", error));
    RW_TRY(header_text_check(archive, "start", start, "is another one in the configuration", error));
    RW_TRY(header_text_check(archive, "currency", currency, "is another one in the configuration", error));
done:
    return status;
}

static rw_status verdict_read(const rw_archive *archive, rw_verdict *verdict, rw_error *error) {
    static const rw_idx size = RW_N_VIOLATION;
    const rw_shape doubles = {.rank = 1, .size = &size}, indices = {.rank = 1, .size = &size, .is_index = true};
    double worst[RW_N_VIOLATION] = {0}, tolerance[RW_N_VIOLATION] = {0};
    rw_idx n_checked[RW_N_VIOLATION] = {0}, ok = 0, n_where = 0;
    char **where = NULL;
    rw_status status = RW_OK;
    hid_t group = H5I_INVALID_HID;
    RW_TRY(rw_archive_group(archive, archive->file, "verify", &group, error));
    RW_TRY(rw_archive_attribute_index(archive, group, "ok", &ok, error));
    RW_TRY(rw_archive_attribute_double(archive, group, "objective", &verdict->objective, error));
    RW_TRY(rw_archive_attribute_double(archive, group, "weighted_shortfall", &verdict->shortfall, error));
    RW_TRY(rw_archive_array(archive, group, "worst", &doubles, worst, error));
    RW_TRY(rw_archive_array(archive, group, "tolerance", &doubles, tolerance, error));
    RW_TRY(rw_archive_array(archive, group, "n_checked", &indices, n_checked, error));
    RW_TRY(rw_archive_texts(archive, group, "where", &n_where, &where, error));
    if (n_where != RW_N_VIOLATION) {
        status = rw_archive_fail(archive, "where", "does not have one text for each check", error);
        goto done;
    }
    verdict->ok = ok != 0;
    for (rw_idx k = 0; k < RW_N_VIOLATION; k++) {
        rw_finding *finding = &verdict->finding[k];
        *finding = (rw_finding){.worst = worst[k], .tolerance = tolerance[k], .n_checked = n_checked[k]};
        snprintf(finding->where, sizeof finding->where, "%s", where[k]);
    }
done:
    for (rw_idx k = 0; k < n_where; k++) {
        rw_free(where[k]);
    }
    rw_free(where);
    rw_h5_close_group(&group);
    return status;
}

static rw_status inputs_read(const rw_archive *archive, hid_t group, rw_run *run, rw_error *error) {
    rw_status status = RW_OK;
    char **path = NULL, **sha256 = NULL;
    rw_idx n_path = 0, n_sha256 = 0;
    RW_TRY(rw_archive_texts(archive, group, "input_path", &n_path, &path, error));
    RW_TRY(rw_archive_texts(archive, group, "input_sha256", &n_sha256, &sha256, error));
    if (n_path != n_sha256) {
        status = rw_archive_fail(archive, "input_sha256", "does not fit 'input_path'", error);
        goto done;
    }
    run->file = rw_calloc(n_path, sizeof *run->file);
    if (run->file == NULL) {
        status = rw_error_set(error, RW_NO_MEMORY, "out of memory for the list of input files");
        goto done;
    }
    run->n_file = n_path;
    for (rw_idx k = 0; k < n_path; k++) { // handed over
        run->file[k] = (rw_run_file){.path = path[k], .sha256 = sha256[k]};
        path[k] = sha256[k] = NULL;
    }
done:
    for (rw_idx k = 0; k < n_path; k++) {
        rw_free(path[k]);
    }
    for (rw_idx k = 0; k < n_sha256; k++) {
        rw_free(sha256[k]);
    }
    rw_free(path);
    rw_free(sha256);
    return status;
}

static rw_status provenance_read(const rw_archive *archive, rw_run *run, rw_error *error) {
    rw_status status = RW_OK;
    rw_idx threads = 0;
    hid_t group = H5I_INVALID_HID;
    RW_TRY(rw_archive_group(archive, archive->file, "provenance", &group, error));
    RW_TRY(rw_archive_text(archive, group, "config", &run->config_text, error));
    RW_TRY(rw_archive_attribute_text(archive, group, "version", NULL, &run->version, error));
    RW_TRY(rw_archive_attribute_text(archive, group, "command", "", &run->command, error));
    RW_TRY(rw_archive_attribute_text(archive, group, "created", "", &run->created, error));
    if (H5Aexists(group, "threads") > 0) {
        RW_TRY(rw_archive_attribute_index(archive, group, "threads", &threads, error));
    }
    if (threads < 0 || threads > INT32_MAX) {
        status = rw_archive_fail(archive, "threads", "is out of range", error);
        goto done;
    }
    run->threads = (int)threads;
    RW_TRY(rw_archive_texts(archive, group, "overrides", &run->n_override, &run->override_text, error));
    RW_TRY(inputs_read(archive, group, run, error));
done:
    rw_h5_close_group(&group);
    return status;
}

// Opens the bytes of a file as they are, for reading.
static rw_status image_open(rw_archive *archive, rw_text *bytes, hid_t *file, rw_error *error) {
    static const unsigned char signature[] = {0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
    const unsigned char *data = (const unsigned char *)bytes->data;
    if (bytes->length < sizeof signature || memcmp(data, signature, sizeof signature) != 0) {
        return rw_error_set(error, RW_DATA, "'%s' is not a run file (HDF5)", archive->path);
    }
    if (rw_seal_check(data, bytes->length) == RW_SEAL_BROKEN) {
        return rw_error_set(error, RW_DATA, "'%s' is damaged: its bytes are not those that were written",
                            archive->path);
    }
    hid_t access = H5Pcreate(H5P_FILE_ACCESS);
    if (access >= 0 && H5Pset_fapl_core(access, CORE_STEP_BYTES, false) >= 0 &&
        H5Pset_file_image(access, bytes->data, bytes->length) >= 0) {
        *file = H5Fopen(RW_H5_NO_FILE, H5F_ACC_RDONLY, access);
    }
    rw_h5_close_list(&access);
    archive->file = *file >= 0 ? H5Gopen2(*file, "/", H5P_DEFAULT) : H5I_INVALID_HID;
    return archive->file >= 0
               ? RW_OK
               : rw_error_set(error, RW_DATA, "'%s' is damaged or cut off: HDF5 cannot open it", archive->path);
}

static rw_status content_read(rw_archive *archive, rw_read_model read_model, rw_model **model, rw_run *run,
                              rw_error *error) {
    rw_status status = RW_OK;
    RW_TRY(schema_check(archive, error));
    RW_TRY(solver_read(archive, run, error));
    RW_TRY(provenance_read(archive, run, error));
    RW_TRY(verdict_read(archive, &run->verdict, error));
    RW_TRY(read_model(run->config_text, model, error));
    RW_TRY(rw_read_plan(archive, *model, run, error));
    RW_TRY(header_check(archive, *model, run, error));
done:
    return status;
}

rw_status rw_run_read(const char *path, rw_read_model read_model, rw_model **model, rw_run **run, rw_error *error) {
    rw_status status = RW_OK;
    rw_archive archive = {.path = path, .file = H5I_INVALID_HID};
    hid_t file = H5I_INVALID_HID;
    rw_text bytes = {0};
    rw_h5_before before;
    *model = NULL;
    *run = NULL;
    rw_h5_enter(&before);
    RW_TRY(rw_text_read_file(&bytes, path, FILE_LIMIT, error));
    *run = rw_calloc(1, sizeof **run);
    if (*run == NULL) {
        status = rw_error_set(error, RW_NO_MEMORY, "out of memory for a run");
        goto done;
    }
    RW_TRY(image_open(&archive, &bytes, &file, error));
    RW_TRY(content_read(&archive, read_model, model, *run, error));
done:
    if (status != RW_OK) {
        rw_run_free(run);
        rw_model_free(model);
    }
    rw_h5_close_group(&archive.file);
    rw_h5_close_file(&file);
    rw_text_clear(&bytes);
    rw_h5_leave(&before);
    return status;
}
