// Reading texts out of an HDF5 file that may be damaged or hostile.  SPDX-License-Identifier: MIT
#include <string.h>

#include "core/memory.h"
#include "results/archive.h"

enum { TEXTS_LIMIT = 1 << 16 };

static char *text_copy(const char *text) {
    const size_t bytes = strlen(text != NULL ? text : "") + 1;
    char *copy = rw_calloc((rw_idx)bytes, 1);
    if (copy != NULL && text != NULL) {
        memcpy(copy, text, bytes);
    }
    return copy;
}

static rw_status no_memory(const char *name, rw_error *error) {
    return rw_error_set(error, RW_NO_MEMORY, "out of memory for '%s'", name);
}

// The type in memory for texts of a variable-length type in the file; H5I_INVALID_HID if that is something else.
static hid_t memory_type(hid_t file_type) {
    if (file_type < 0 || H5Tget_class(file_type) != H5T_STRING || H5Tis_variable_str(file_type) <= 0) {
        return H5I_INVALID_HID;
    }
    hid_t type = H5Tcopy(H5T_C_S1);
    if (type >= 0 && (H5Tset_size(type, H5T_VARIABLE) < 0 || H5Tset_cset(type, H5Tget_cset(file_type)) < 0)) {
        rw_h5_close_type(&type);
    }
    return type;
}

rw_status rw_archive_attribute_text(const rw_archive *archive, hid_t object, const char *name, const char *fallback,
                                    char **text, rw_error *error) {
    rw_status status = RW_OK;
    hid_t attribute = H5I_INVALID_HID, file_type = H5I_INVALID_HID, type = H5I_INVALID_HID, space = H5I_INVALID_HID;
    char *found = NULL;
    const bool exists = H5Aexists(object, name) > 0;
    if (!exists && fallback == NULL) {
        status = rw_archive_fail(archive, name, "is missing", error);
        goto done;
    }
    if (exists) {
        attribute = H5Aopen(object, name, H5P_DEFAULT);
        file_type = attribute >= 0 ? H5Aget_type(attribute) : H5I_INVALID_HID;
        space = attribute >= 0 ? H5Aget_space(attribute) : H5I_INVALID_HID;
        type = memory_type(file_type);
        if (type < 0 || space < 0 || H5Sget_simple_extent_type(space) != H5S_SCALAR ||
            H5Aread(attribute, type, &found) < 0) {
            status = rw_archive_fail(archive, name, "is not a text", error);
            goto done;
        }
    }
    *text = text_copy(exists ? found : fallback);
    if (*text == NULL) {
        status = no_memory(name, error);
    }
done:
    if (found != NULL) {
        H5Dvlen_reclaim(type, space, H5P_DEFAULT, &found);
    }
    rw_h5_close_space(&space);
    rw_h5_close_type(&type);
    rw_h5_close_type(&file_type);
    rw_h5_close_attribute(&attribute);
    return status;
}

// Reads n_text texts of the dataset, a scalar (rank 0) or a row, as HDF5's own copies.
static rw_status texts_read(const rw_archive *archive, hid_t dataset, const char *name, char **found, hid_t *type,
                            rw_error *error) {
    hid_t file_type = H5Dget_type(dataset), transfer = rw_h5_text_transfer();
    rw_status status = RW_OK;
    *type = memory_type(file_type);
    if (*type < 0) {
        status = rw_archive_fail(archive, name, "does not hold texts", error);
    } else if (H5Dread(dataset, *type, H5S_ALL, H5S_ALL, transfer, found) < 0) {
        status = rw_archive_fail(archive, name, "cannot be read", error);
    }
    rw_h5_close_list(&transfer);
    rw_h5_close_type(&file_type);
    return status;
}

rw_status rw_archive_text(const rw_archive *archive, hid_t parent, const char *name, char **text, rw_error *error) {
    rw_status status = RW_OK;
    hid_t dataset = H5I_INVALID_HID, type = H5I_INVALID_HID, space = H5I_INVALID_HID;
    char *found = NULL;
    RW_TRY(rw_archive_dataset(archive, parent, name, &dataset, error));
    space = H5Dget_space(dataset);
    if (space < 0 || H5Sget_simple_extent_type(space) != H5S_SCALAR) {
        status = rw_archive_fail(archive, name, "is not a single text", error);
        goto done;
    }
    RW_TRY(texts_read(archive, dataset, name, &found, &type, error));
    *text = text_copy(found);
    if (*text == NULL) {
        status = no_memory(name, error);
    }
done:
    if (found != NULL) {
        H5Dvlen_reclaim(type, space, H5P_DEFAULT, &found);
    }
    rw_h5_close_space(&space);
    rw_h5_close_type(&type);
    rw_h5_close_dataset(&dataset);
    return status;
}

// Copies HDF5's texts into our own memory; *text is complete (freed by the caller) even on failure.
static rw_status texts_copy(const char *name, rw_idx n_text, char *const *found, char **text, rw_error *error) {
    for (rw_idx k = 0; k < n_text; k++) {
        text[k] = text_copy(found[k]);
        if (text[k] == NULL) {
            return no_memory(name, error);
        }
    }
    return RW_OK;
}

rw_status rw_archive_texts(const rw_archive *archive, hid_t parent, const char *name, rw_idx *n_text, char ***text,
                           rw_error *error) {
    rw_status status = RW_OK;
    hid_t dataset = H5I_INVALID_HID, type = H5I_INVALID_HID, space = H5I_INVALID_HID;
    char **found = NULL;
    *n_text = 0;
    *text = NULL;
    if (H5Lexists(parent, name, H5P_DEFAULT) <= 0) {
        goto done;
    }
    rw_idx count = 0;
    RW_TRY(rw_archive_length(archive, parent, name, &count, error));
    if (count < 1 || count > TEXTS_LIMIT) {
        status = rw_archive_fail(archive, name, "has too many texts", error);
        goto done;
    }
    RW_TRY(rw_archive_dataset(archive, parent, name, &dataset, error));
    space = H5Dget_space(dataset);
    found = rw_calloc(count, sizeof *found);
    *text = rw_calloc(count, sizeof **text);
    if (found == NULL || *text == NULL || space < 0) {
        status = no_memory(name, error);
        goto done;
    }
    *n_text = count;
    RW_TRY(texts_read(archive, dataset, name, found, &type, error));
    RW_TRY(texts_copy(name, count, found, *text, error));
done:
    if (found != NULL && type >= 0) {
        H5Dvlen_reclaim(type, space, H5P_DEFAULT, found);
    }
    rw_free(found);
    rw_h5_close_space(&space);
    rw_h5_close_type(&type);
    rw_h5_close_dataset(&dataset);
    return status;
}
