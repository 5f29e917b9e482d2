// Run files that were tampered with through HDF5, and how they are read.  SPDX-License-Identifier: MIT
#ifndef RW_TESTS_RESULTS_DAMAGE_H
#define RW_TESTS_RESULTS_DAMAGE_H

#include <rampwerk/results.h>

// Deletes the object (or, where attribute is not NULL, that attribute of it) from the HDF5 file at path.
void damage_delete(const char *path, const char *object, const char *attribute);

// Puts a dataset of zeros in the place of another one.
typedef enum damage_type {
    DAMAGE_DOUBLE,
    DAMAGE_FLOAT,   // 4 bytes
    DAMAGE_INTEGER, // 8 bytes
    DAMAGE_FIXED_TEXT,
    DAMAGE_TEXT
} damage_type;
void damage_replace(const char *path, const char *dataset, damage_type type, int rank, const unsigned long long *size);

// Puts an attribute in the place of another one: a number, a text, or a row of integers (a scalar where count is 0).
void damage_attribute_double(const char *path, const char *object, const char *attribute, double value);
void damage_attribute_text(const char *path, const char *object, const char *attribute, const char *text);
void damage_attribute_integers(const char *path, const char *object, const char *attribute, int count,
                               const long long *value);

// Puts a link in the place of an object: soft, or to an object of another file.
void damage_soft_link(const char *path, const char *object, const char *target);
void damage_external_link(const char *path, const char *object, const char *file, const char *target);

// Puts a dataset of doubles whose values are in another file in the place of one of that size.
void damage_external_values(const char *path, const char *dataset, const char *file, unsigned long long count);

#endif
