// Reading out of an HDF5 file that may be damaged or hostile: groups, attributes and arrays.
// SPDX-License-Identifier: MIT
#include "results/archive.h"

enum { RANK_LIMIT = 8, NUMBER_BYTES = 8 };

rw_status rw_archive_fail(const rw_archive *archive, const char *name, const char *why, rw_error *error) {
    H5Eclear2(H5E_DEFAULT);
    return rw_error_set(error, RW_DATA, "'%s' is damaged: '%s' %s", archive->path, name, why);
}

// Soft and external links could lead out of the file.
static bool is_hard_link(hid_t parent, const char *name) {
    H5L_info_t about;
    return H5Lget_info(parent, name, &about, H5P_DEFAULT) >= 0 && about.type == H5L_TYPE_HARD;
}

rw_status rw_archive_group(const rw_archive *archive, hid_t parent, const char *name, hid_t *group, rw_error *error) {
    *group = H5I_INVALID_HID;
    if (!is_hard_link(parent, name)) {
        return rw_archive_fail(archive, name, "is missing", error);
    }
    *group = H5Gopen2(parent, name, H5P_DEFAULT);
    return *group >= 0 ? RW_OK : rw_archive_fail(archive, name, "is not a group", error);
}

// Values in the file itself, with HDF5's own filters alone: no external files, no virtual datasets, no plugins.
static bool has_plain_layout(hid_t dataset) {
    hid_t list = H5Dget_create_plist(dataset);
    bool plain = list >= 0 && H5Pget_external_count(list) == 0 && H5Pget_layout(list) != H5D_VIRTUAL;
    const int n_filter = plain ? H5Pget_nfilters(list) : 0;
    plain = plain && n_filter >= 0;
    for (int k = 0; plain && k < n_filter; k++) {
        unsigned flags = 0, config = 0;
        size_t n_value = 0;
        const H5Z_filter_t filter = H5Pget_filter2(list, (unsigned)k, &flags, &n_value, NULL, 0, NULL, &config);
        plain = filter == H5Z_FILTER_DEFLATE || filter == H5Z_FILTER_SHUFFLE || filter == H5Z_FILTER_FLETCHER32;
    }
    rw_h5_close_list(&list);
    return plain;
}

rw_status rw_archive_dataset(const rw_archive *archive, hid_t parent, const char *name, hid_t *dataset,
                             rw_error *error) {
    *dataset = H5I_INVALID_HID;
    if (!is_hard_link(parent, name)) {
        return rw_archive_fail(archive, name, "is missing", error);
    }
    *dataset = H5Dopen2(parent, name, H5P_DEFAULT);
    if (*dataset < 0) {
        return rw_archive_fail(archive, name, "is not a dataset", error);
    }
    return has_plain_layout(*dataset) ? RW_OK : rw_archive_fail(archive, name, "is stored in a way not allowed", error);
}

// Does space have this rank and these sizes?
static bool has_shape(hid_t space, rw_idx rank, const rw_idx *size) {
    hsize_t found[RANK_LIMIT];
    if (space < 0 || rank > RANK_LIMIT || H5Sget_simple_extent_ndims(space) != (int)rank ||
        (rank > 0 && H5Sget_simple_extent_type(space) != H5S_SIMPLE) ||
        (rank == 0 && H5Sget_simple_extent_type(space) != H5S_SCALAR) ||
        H5Sget_simple_extent_dims(space, found, NULL) < 0) {
        return false;
    }
    for (rw_idx k = 0; k < rank; k++) {
        if (found[k] != (hsize_t)size[k]) {
            return false;
        }
    }
    return true;
}

static bool is_number(hid_t type, bool is_index) {
    return type >= 0 && H5Tget_class(type) == (is_index ? H5T_INTEGER : H5T_FLOAT) && H5Tget_size(type) == NUMBER_BYTES;
}

rw_status rw_archive_array(const rw_archive *archive, hid_t parent, const char *name, const rw_shape *shape,
                           void *value, rw_error *error) {
    rw_status status = RW_OK;
    hid_t dataset = H5I_INVALID_HID, type = H5I_INVALID_HID, space = H5I_INVALID_HID;
    RW_TRY(rw_archive_dataset(archive, parent, name, &dataset, error));
    type = H5Dget_type(dataset);
    space = H5Dget_space(dataset);
    if (!is_number(type, shape->is_index)) {
        status = rw_archive_fail(archive, name, "does not hold numbers of 8 bytes", error);
    } else if (!has_shape(space, shape->rank, shape->size)) {
        status = rw_archive_fail(archive, name, "does not have the shape the configuration asks for", error);
    } else if (H5Dread(dataset, shape->is_index ? H5T_NATIVE_INT64 : H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT,
                       value) < 0) {
        status = rw_archive_fail(archive, name, "cannot be read", error);
    }
done:
    rw_h5_close_space(&space);
    rw_h5_close_type(&type);
    rw_h5_close_dataset(&dataset);
    return status;
}

rw_status rw_archive_length(const rw_archive *archive, hid_t parent, const char *name, rw_idx *length,
                            rw_error *error) {
    rw_status status = RW_OK;
    hid_t dataset = H5I_INVALID_HID, space = H5I_INVALID_HID;
    hsize_t size = 0;
    RW_TRY(rw_archive_dataset(archive, parent, name, &dataset, error));
    space = H5Dget_space(dataset);
    if (space < 0 || H5Sget_simple_extent_ndims(space) != 1 || H5Sget_simple_extent_dims(space, &size, NULL) < 0 ||
        size > INT64_MAX) {
        status = rw_archive_fail(archive, name, "is not a row", error);
    }
    *length = (rw_idx)size;
done:
    rw_h5_close_space(&space);
    rw_h5_close_dataset(&dataset);
    return status;
}

// A number or a row of numbers.
static rw_status attribute_numbers(const rw_archive *archive, hid_t object, const char *name, const rw_shape *shape,
                                   void *value, rw_error *error) {
    rw_status status = RW_OK;
    hid_t attribute = H5I_INVALID_HID, type = H5I_INVALID_HID, space = H5I_INVALID_HID;
    if (H5Aexists(object, name) <= 0) {
        status = rw_archive_fail(archive, name, "is missing", error);
        goto done;
    }
    attribute = H5Aopen(object, name, H5P_DEFAULT);
    type = attribute >= 0 ? H5Aget_type(attribute) : H5I_INVALID_HID;
    space = attribute >= 0 ? H5Aget_space(attribute) : H5I_INVALID_HID;
    if (!is_number(type, shape->is_index) || !has_shape(space, shape->rank, shape->size) ||
        H5Aread(attribute, shape->is_index ? H5T_NATIVE_INT64 : H5T_NATIVE_DOUBLE, value) < 0) {
        status = rw_archive_fail(archive, name, "is not the number expected", error);
    }
done:
    rw_h5_close_space(&space);
    rw_h5_close_type(&type);
    rw_h5_close_attribute(&attribute);
    return status;
}

rw_status rw_archive_attribute_double(const rw_archive *archive, hid_t object, const char *name, double *value,
                                      rw_error *error) {
    return attribute_numbers(archive, object, name, &(rw_shape){0}, value, error);
}

rw_status rw_archive_attribute_index(const rw_archive *archive, hid_t object, const char *name, rw_idx *value,
                                     rw_error *error) {
    return attribute_numbers(archive, object, name, &(rw_shape){.is_index = true}, value, error);
}

rw_status rw_archive_attribute_pair(const rw_archive *archive, hid_t object, const char *name, rw_idx value[2],
                                    rw_error *error) {
    const rw_idx size = 2;
    return attribute_numbers(archive, object, name, &(rw_shape){.rank = 1, .size = &size, .is_index = true}, value,
                             error);
}
