// Checked HDF5 calls: every failure becomes a status with a text.  SPDX-License-Identifier: MIT
#ifndef RW_RESULTS_H5_H
#define RW_RESULTS_H5_H

#include <hdf5.h>

#include <rampwerk/status.h>

// The name of a file that lives in memory alone: one that no file can have, as HDF5 looks for it all the same.
#define RW_H5_NO_FILE "/dev/null/rampwerk"

// HDF5's own printing of errors and its loading of plugins are switched off between these two.
typedef struct rw_h5_before {
    H5E_auto2_t function;
    void *context;
    unsigned plugins;
} rw_h5_before;

void rw_h5_enter(rw_h5_before *before);
void rw_h5_leave(const rw_h5_before *before);

// Records that HDF5 could not do `what` to `name`, with HDF5's own innermost reason: RW_NO_MEMORY where that is the
// reason, else RW_INTERNAL.
rw_status rw_h5_fail(rw_error *error, const char *what, const char *name);

// Closes what is open of the kind (H5I_INVALID_HID and H5P_DEFAULT are accepted) and sets it to H5I_INVALID_HID.
void rw_h5_close_dataset(hid_t *id);
void rw_h5_close_group(hid_t *id);
void rw_h5_close_space(hid_t *id);
void rw_h5_close_type(hid_t *id);
void rw_h5_close_list(hid_t *id);
void rw_h5_close_attribute(hid_t *id);
void rw_h5_close_file(hid_t *id);

// Variable-length UTF-8.
RW_MUST_USE rw_status rw_h5_text_type(hid_t *type, rw_error *error);

// How texts are written and read: HDF5 clears a conversion buffer every time, by default one of a megabyte. H5P_DEFAULT
// when it cannot be made, which is only slower.
hid_t rw_h5_text_transfer(void);

#endif
