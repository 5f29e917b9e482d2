// Making groups, attributes and datasets: no times, creation order tracked.  SPDX-License-Identifier: MIT
#ifndef RW_RESULTS_NODE_H
#define RW_RESULTS_NODE_H

#include <stdbool.h>

#include "results/h5.h"

// The property list for files and groups (kind H5P_FILE_CREATE, H5P_GROUP_CREATE), or for datasets.
RW_MUST_USE rw_status rw_node_list(hid_t kind, hid_t *list, rw_error *error);

RW_MUST_USE rw_status rw_group_create(hid_t parent, const char *name, hid_t *group, rw_error *error);

// Attributes of an object: scalar texts (variable-length UTF-8, never empty: some readers trip over those), scalar
// doubles and integers, short rows of integers.
RW_MUST_USE rw_status rw_attribute_text(hid_t object, const char *name, const char *text, rw_error *error);
RW_MUST_USE rw_status rw_attribute_double(hid_t object, const char *name, double value, rw_error *error);
RW_MUST_USE rw_status rw_attribute_index(hid_t object, const char *name, rw_idx value, rw_error *error);
RW_MUST_USE rw_status rw_attribute_pair(hid_t object, const char *name, const rw_idx value[2], rw_error *error);
// A fixed-length ASCII text, as the table and scale conventions of HDF5 want it.
RW_MUST_USE rw_status rw_attribute_fixed(hid_t object, const char *name, const char *text, rw_error *error);

// One variable-length text, or a row of n_text of them, whose dataset the caller closes.
RW_MUST_USE rw_status rw_text_dataset(hid_t parent, const char *name, const char *text, rw_error *error);
RW_MUST_USE rw_status rw_texts_dataset(hid_t parent, const char *name, rw_idx n_text, const char *const *text,
                                       hid_t *dataset, rw_error *error);

// The values of an array: doubles, or rw_idx where is_index.
typedef struct rw_array {
    rw_idx rank;
    const rw_idx *size; // all > 0
    const void *value;  // NULL: written later, by rw_array_write_rows
    bool is_index;
    bool is_filled; // doubles: has _FillValue NaN
} rw_array;

// A dataset of the array, chunked and compressed unless it is short; the caller closes it.
RW_MUST_USE rw_status rw_array_create(hid_t parent, const char *name, const rw_array *array, hid_t *dataset,
                                      rw_error *error);

// How many rows of the first axis a chunk has: what is best written together.
rw_idx rw_array_rows(const rw_array *array);

// Writes rows [begin, begin + count) of the first axis.
RW_MUST_USE rw_status rw_array_write_rows(hid_t dataset, const rw_array *array, rw_idx begin, rw_idx count,
                                          const void *value, rw_error *error);

#endif
