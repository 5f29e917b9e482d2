// Making groups, attributes and datasets.  SPDX-License-Identifier: MIT
#include "results/node.h"

#include <math.h>
#include <string.h>

enum {
    RANK_LIMIT = 8,
    DEFLATE_LEVEL = 3,       // half the time of 4 for 5 % more bytes
    CHUNK_BYTES = 1 << 18,   // a chunk holds at most so much: what is unpacked to look at one scenario
    SHORT_BYTES = 1 << 10,   // shorter arrays are stored as they are
    COMPACT_ATTRIBUTES = 64, // so many attributes stay in the object's header
    COMPACT_ATTRIBUTES_LEAST = 32
};

rw_status rw_node_list(hid_t kind, hid_t *list, rw_error *error) {
    const unsigned order = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;
    *list = H5Pcreate(kind);
    bool made = *list >= 0 && H5Pset_obj_track_times(*list, false) >= 0 &&
                H5Pset_attr_creation_order(*list, order) >= 0 &&
                H5Pset_attr_phase_change(*list, COMPACT_ATTRIBUTES, COMPACT_ATTRIBUTES_LEAST) >= 0;
    if (made && kind != H5P_DATASET_CREATE) {
        made = H5Pset_link_creation_order(*list, order) >= 0;
    }
    return made ? RW_OK : rw_h5_fail(error, "make", "a property list");
}

rw_status rw_group_create(hid_t parent, const char *name, hid_t *group, rw_error *error) {
    rw_status status = RW_OK;
    hid_t list = H5I_INVALID_HID;
    *group = H5I_INVALID_HID;
    RW_TRY(rw_node_list(H5P_GROUP_CREATE, &list, error));
    *group = H5Gcreate2(parent, name, H5P_DEFAULT, list, H5P_DEFAULT);
    if (*group < 0) {
        status = rw_h5_fail(error, "make the group", name);
    }
done:
    rw_h5_close_list(&list);
    return status;
}

// An attribute of a type and space, filled with value; takes over neither.
static rw_status attribute_write(hid_t object, const char *name, hid_t type, hid_t space, const void *value,
                                 rw_error *error) {
    rw_status status = RW_OK;
    hid_t attribute = H5Acreate2(object, name, type, space, H5P_DEFAULT, H5P_DEFAULT);
    if (attribute < 0 || H5Awrite(attribute, type, value) < 0) {
        status = rw_h5_fail(error, "write the attribute", name);
    }
    rw_h5_close_attribute(&attribute);
    return status;
}

static rw_status attribute_scalar(hid_t object, const char *name, hid_t type, const void *value, rw_error *error) {
    hid_t space = H5Screate(H5S_SCALAR);
    rw_status status = space < 0 ? rw_h5_fail(error, "make a space for", name)
                                 : attribute_write(object, name, type, space, value, error);
    rw_h5_close_space(&space);
    return status;
}

rw_status rw_attribute_text(hid_t object, const char *name, const char *text, rw_error *error) {
    hid_t type = H5I_INVALID_HID;
    rw_status status = rw_h5_text_type(&type, error);
    if (status == RW_OK) {
        status = attribute_scalar(object, name, type, &text, error);
    }
    rw_h5_close_type(&type);
    return status;
}

rw_status rw_attribute_double(hid_t object, const char *name, double value, rw_error *error) {
    return attribute_scalar(object, name, H5T_NATIVE_DOUBLE, &value, error);
}

rw_status rw_attribute_index(hid_t object, const char *name, rw_idx value, rw_error *error) {
    return attribute_scalar(object, name, H5T_NATIVE_INT64, &value, error);
}

// A row of count values.
static rw_status attribute_row(hid_t object, const char *name, hid_t type, hsize_t count, const void *value,
                               rw_error *error) {
    hid_t space = H5Screate_simple(1, &count, NULL);
    rw_status status = space < 0 ? rw_h5_fail(error, "make a space for", name)
                                 : attribute_write(object, name, type, space, value, error);
    rw_h5_close_space(&space);
    return status;
}

rw_status rw_attribute_pair(hid_t object, const char *name, const rw_idx value[2], rw_error *error) {
    return attribute_row(object, name, H5T_NATIVE_INT64, 2, value, error);
}

rw_status rw_attribute_fixed(hid_t object, const char *name, const char *text, rw_error *error) {
    rw_status status = RW_OK;
    hid_t type = H5Tcopy(H5T_C_S1);
    if (type < 0 || H5Tset_size(type, strlen(text) + 1) < 0) {
        status = rw_h5_fail(error, "make the type of", name);
    } else {
        status = attribute_scalar(object, name, type, text, error);
    }
    rw_h5_close_type(&type);
    return status;
}

// Writes text pointers into a new dataset over space (taken over).
static rw_status texts_write(hid_t parent, const char *name, hid_t space, const char *const *text, hid_t *dataset,
                             rw_error *error) {
    rw_status status = RW_OK;
    hid_t type = H5I_INVALID_HID, list = H5I_INVALID_HID, transfer = rw_h5_text_transfer();
    *dataset = H5I_INVALID_HID;
    if (space < 0) {
        status = rw_h5_fail(error, "make a space for", name);
        goto done;
    }
    RW_TRY(rw_h5_text_type(&type, error));
    RW_TRY(rw_node_list(H5P_DATASET_CREATE, &list, error));
    *dataset = H5Dcreate2(parent, name, type, space, H5P_DEFAULT, list, H5P_DEFAULT);
    if (*dataset < 0 || H5Dwrite(*dataset, type, H5S_ALL, H5S_ALL, transfer, text) < 0) {
        status = rw_h5_fail(error, "write", name);
    }
done:
    if (status != RW_OK) {
        rw_h5_close_dataset(dataset);
    }
    rw_h5_close_list(&transfer);
    rw_h5_close_list(&list);
    rw_h5_close_type(&type);
    rw_h5_close_space(&space);
    return status;
}

rw_status rw_text_dataset(hid_t parent, const char *name, const char *text, rw_error *error) {
    hid_t dataset = H5I_INVALID_HID;
    rw_status status = texts_write(parent, name, H5Screate(H5S_SCALAR), &text, &dataset, error);
    rw_h5_close_dataset(&dataset);
    return status;
}

rw_status rw_texts_dataset(hid_t parent, const char *name, rw_idx n_text, const char *const *text, hid_t *dataset,
                           rw_error *error) {
    const hsize_t count = (hsize_t)n_text;
    return texts_write(parent, name, H5Screate_simple(1, &count, NULL), text, dataset, error);
}

// Chunks of whole months and whole later axes where they fit: the leading axes are cut first, one scenario at a time.
// False for an array so short that it is stored as it is.
static bool chunk_shape(const rw_array *array, hsize_t chunk[RANK_LIMIT]) {
    hsize_t bytes = sizeof(double);
    for (rw_idx k = 0; k < array->rank; k++) {
        chunk[k] = (hsize_t)array->size[k];
        bytes *= chunk[k];
    }
    if (bytes <= SHORT_BYTES) {
        return false;
    }
    for (rw_idx k = 0; k < array->rank && bytes > CHUNK_BYTES; k++) {
        const hsize_t rest = bytes / chunk[k];
        chunk[k] = rest >= CHUNK_BYTES ? 1 : CHUNK_BYTES / rest;
        bytes = rest * chunk[k];
    }
    return true;
}

static bool chunk_set(hid_t list, const rw_array *array) {
    hsize_t chunk[RANK_LIMIT];
    return !chunk_shape(array, chunk) || (H5Pset_chunk(list, (int)array->rank, chunk) >= 0 &&
                                          H5Pset_shuffle(list) >= 0 && H5Pset_deflate(list, DEFLATE_LEVEL) >= 0);
}

static hid_t memory_type(const rw_array *array) {
    return array->is_index ? H5T_NATIVE_INT64 : H5T_NATIVE_DOUBLE;
}

// Creates the dataset over space with the property list, and fills it where there are values.
static rw_status array_write(hid_t parent, const char *name, const rw_array *array, hid_t space, hid_t list,
                             hid_t *dataset, rw_error *error) {
    const double missing = NAN;
    const hid_t file_type = array->is_index ? H5T_STD_I64LE : H5T_IEEE_F64LE;
    if (!chunk_set(list, array) || (array->is_filled && H5Pset_fill_value(list, H5T_NATIVE_DOUBLE, &missing) < 0)) {
        return rw_h5_fail(error, "set the layout of", name);
    }
    *dataset = H5Dcreate2(parent, name, file_type, space, H5P_DEFAULT, list, H5P_DEFAULT);
    if (*dataset < 0 || (array->value != NULL &&
                         H5Dwrite(*dataset, memory_type(array), H5S_ALL, H5S_ALL, H5P_DEFAULT, array->value) < 0)) {
        return rw_h5_fail(error, "write", name);
    }
    return array->is_filled ? attribute_row(*dataset, "_FillValue", H5T_NATIVE_DOUBLE, 1, &missing, error) : RW_OK;
}

rw_idx rw_array_rows(const rw_array *array) {
    hsize_t chunk[RANK_LIMIT];
    (void)chunk_shape(array, chunk);
    return (rw_idx)chunk[0];
}

rw_status rw_array_write_rows(hid_t dataset, const rw_array *array, rw_idx begin, rw_idx count, const void *value,
                              rw_error *error) {
    hsize_t start[RANK_LIMIT] = {(hsize_t)begin}, size[RANK_LIMIT];
    rw_status status = RW_OK;
    for (rw_idx k = 0; k < array->rank; k++) {
        size[k] = k == 0 ? (hsize_t)count : (hsize_t)array->size[k];
    }
    hid_t file_space = H5Dget_space(dataset), space = H5Screate_simple((int)array->rank, size, NULL);
    if (file_space < 0 || space < 0 || H5Sselect_hyperslab(file_space, H5S_SELECT_SET, start, NULL, size, NULL) < 0 ||
        H5Dwrite(dataset, memory_type(array), space, file_space, H5P_DEFAULT, value) < 0) {
        status = rw_h5_fail(error, "write", "rows of an array");
    }
    rw_h5_close_space(&space);
    rw_h5_close_space(&file_space);
    return status;
}

rw_status rw_array_create(hid_t parent, const char *name, const rw_array *array, hid_t *dataset, rw_error *error) {
    rw_status status = RW_OK;
    hid_t space = H5I_INVALID_HID, list = H5I_INVALID_HID;
    hsize_t size[RANK_LIMIT];
    *dataset = H5I_INVALID_HID;
    for (rw_idx k = 0; k < array->rank; k++) {
        size[k] = (hsize_t)array->size[k];
    }
    space = H5Screate_simple((int)array->rank, size, NULL);
    if (space < 0) {
        status = rw_h5_fail(error, "make a space for", name);
        goto done;
    }
    RW_TRY(rw_node_list(H5P_DATASET_CREATE, &list, error));
    RW_TRY(array_write(parent, name, array, space, list, dataset, error));
done:
    if (status != RW_OK) {
        rw_h5_close_dataset(dataset);
    }
    rw_h5_close_list(&list);
    rw_h5_close_space(&space);
    return status;
}
