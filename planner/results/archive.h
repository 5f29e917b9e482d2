// Reading out of an HDF5 file that may be damaged or hostile: link, class, rank and size are checked before every read.
// SPDX-License-Identifier: MIT
#ifndef RW_RESULTS_ARCHIVE_H
#define RW_RESULTS_ARCHIVE_H

#include <stdbool.h>

#include "results/h5.h"

typedef struct rw_archive {
    const char *path; // of the file, for messages
    hid_t file;
    rw_idx minor; // version of the schema
} rw_archive;

// RW_DATA: "'<path>' is damaged: <name> <why>".
rw_status rw_archive_fail(const rw_archive *archive, const char *name, const char *why, rw_error *error);

// A group reached by a hard link; the caller closes it.
RW_MUST_USE rw_status rw_archive_group(const rw_archive *archive, hid_t parent, const char *name, hid_t *group,
                                       rw_error *error);

// A dataset reached by a hard link, its values in the file itself; the caller closes it.
RW_MUST_USE rw_status rw_archive_dataset(const rw_archive *archive, hid_t parent, const char *name, hid_t *dataset,
                                         rw_error *error);

// Scalar attributes.  Texts are allocated (rw_free); where the attribute is missing and fallback is not NULL, a copy of
// that.
RW_MUST_USE rw_status rw_archive_attribute_text(const rw_archive *archive, hid_t object, const char *name,
                                                const char *fallback, char **text, rw_error *error);
RW_MUST_USE rw_status rw_archive_attribute_double(const rw_archive *archive, hid_t object, const char *name,
                                                  double *value, rw_error *error);
RW_MUST_USE rw_status rw_archive_attribute_index(const rw_archive *archive, hid_t object, const char *name,
                                                 rw_idx *value, rw_error *error);
RW_MUST_USE rw_status rw_archive_attribute_pair(const rw_archive *archive, hid_t object, const char *name,
                                                rw_idx value[2], rw_error *error);

// One text, allocated.
RW_MUST_USE rw_status rw_archive_text(const rw_archive *archive, hid_t parent, const char *name, char **text,
                                      rw_error *error);

// A row of texts, each allocated, in an allocated array (rw_free all); *n_text 0 and *text NULL where there is no such
// dataset.
RW_MUST_USE rw_status rw_archive_texts(const rw_archive *archive, hid_t parent, const char *name, rw_idx *n_text,
                                       char ***text, rw_error *error);

// Length of a row of doubles.
RW_MUST_USE rw_status rw_archive_length(const rw_archive *archive, hid_t parent, const char *name, rw_idx *length,
                                        rw_error *error);

// An array of exactly this shape: 8-byte floats, or 8-byte integers where is_index.
typedef struct rw_shape {
    rw_idx rank;
    const rw_idx *size;
    bool is_index;
} rw_shape;

RW_MUST_USE rw_status rw_archive_array(const rw_archive *archive, hid_t parent, const char *name, const rw_shape *shape,
                                       void *value, rw_error *error);

#endif
