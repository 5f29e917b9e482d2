// Run files that were tampered with through HDF5.  SPDX-License-Identifier: MIT
#include "damage.h"

#include <hdf5.h>
#include <stdlib.h>

static hid_t open_file(const char *path) {
    const hid_t file = H5Fopen(path, H5F_ACC_RDWR, H5P_DEFAULT);
    if (file < 0) {
        abort(); // the test itself is wrong
    }
    return file;
}

// Nothing may go wrong with the tampering itself.
static hid_t sure(hid_t id) {
    if (id < 0) {
        abort();
    }
    return id;
}

void damage_delete(const char *path, const char *object, const char *attribute) {
    const hid_t file = open_file(path);
    if (attribute != NULL) {
        sure(H5Adelete_by_name(file, object, attribute, H5P_DEFAULT));
    } else {
        sure(H5Ldelete(file, object, H5P_DEFAULT));
    }
    H5Fclose(file);
}

static hid_t type_of(damage_type type) {
    const hid_t of[] = {[DAMAGE_DOUBLE] = H5T_IEEE_F64LE,
                        [DAMAGE_FLOAT] = H5T_IEEE_F32LE,
                        [DAMAGE_INTEGER] = H5T_STD_I64LE,
                        [DAMAGE_FIXED_TEXT] = H5T_C_S1,
                        [DAMAGE_TEXT] = H5T_C_S1};
    const hid_t made = sure(H5Tcopy(of[type]));
    if (type == DAMAGE_TEXT) {
        sure(H5Tset_size(made, H5T_VARIABLE));
    }
    return made;
}

void damage_replace(const char *path, const char *dataset, damage_type type, int rank, const unsigned long long *size) {
    const hid_t file = open_file(path), file_type = type_of(type);
    const hid_t space = rank == 0 ? H5Screate(H5S_SCALAR) : H5Screate_simple(rank, size, NULL);
    sure(H5Ldelete(file, dataset, H5P_DEFAULT));
    H5Dclose(sure(H5Dcreate2(file, dataset, file_type, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT)));
    H5Sclose(space);
    H5Tclose(file_type);
    H5Fclose(file);
}

static void attribute_replace(const char *path, const char *object, const char *name, hid_t type, hid_t space,
                              const void *value) {
    const hid_t file = open_file(path);
    const hid_t at = sure(H5Oopen(file, object, H5P_DEFAULT));
    sure(H5Adelete(at, name));
    const hid_t attribute = sure(H5Acreate2(at, name, type, space, H5P_DEFAULT, H5P_DEFAULT));
    sure(H5Awrite(attribute, type, value));
    H5Aclose(attribute);
    H5Oclose(at);
    H5Fclose(file);
}

void damage_attribute_double(const char *path, const char *object, const char *attribute, double value) {
    const hid_t space = H5Screate(H5S_SCALAR);
    attribute_replace(path, object, attribute, H5T_NATIVE_DOUBLE, space, &value);
    H5Sclose(space);
}

void damage_attribute_text(const char *path, const char *object, const char *attribute, const char *text) {
    const hid_t type = type_of(DAMAGE_TEXT), space = H5Screate(H5S_SCALAR);
    attribute_replace(path, object, attribute, type, space, &text);
    H5Sclose(space);
    H5Tclose(type);
}

void damage_attribute_integers(const char *path, const char *object, const char *attribute, int count,
                               const long long *value) {
    const hsize_t size = (hsize_t)count;
    const hid_t space = count == 0 ? H5Screate(H5S_SCALAR) : H5Screate_simple(1, &size, NULL);
    attribute_replace(path, object, attribute, H5T_NATIVE_LLONG, space, value);
    H5Sclose(space);
}

void damage_soft_link(const char *path, const char *object, const char *target) {
    const hid_t file = open_file(path);
    sure(H5Ldelete(file, object, H5P_DEFAULT));
    sure(H5Lcreate_soft(target, file, object, H5P_DEFAULT, H5P_DEFAULT));
    H5Fclose(file);
}

void damage_external_link(const char *path, const char *object, const char *file_name, const char *target) {
    const hid_t file = open_file(path);
    sure(H5Ldelete(file, object, H5P_DEFAULT));
    sure(H5Lcreate_external(file_name, target, file, object, H5P_DEFAULT, H5P_DEFAULT));
    H5Fclose(file);
}

void damage_external_values(const char *path, const char *dataset, const char *file_name, unsigned long long count) {
    const hid_t file = open_file(path), list = H5Pcreate(H5P_DATASET_CREATE);
    const hsize_t size = count;
    const hid_t space = H5Screate_simple(1, &size, NULL);
    sure(H5Pset_external(list, file_name, 0, size * sizeof(double)));
    sure(H5Ldelete(file, dataset, H5P_DEFAULT));
    H5Dclose(sure(H5Dcreate2(file, dataset, H5T_IEEE_F64LE, space, H5P_DEFAULT, list, H5P_DEFAULT)));
    H5Sclose(space);
    H5Pclose(list);
    H5Fclose(file);
}
