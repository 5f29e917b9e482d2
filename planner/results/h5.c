// Checked HDF5 calls.  SPDX-License-Identifier: MIT
#include "results/h5.h"

enum { TEXT_BUFFER_BYTES = 1 << 12 };

void rw_h5_enter(rw_h5_before *before) {
    before->function = NULL;
    before->context = NULL;
    before->plugins = 0;
    H5Eget_auto2(H5E_DEFAULT, &before->function, &before->context);
    H5Eset_auto2(H5E_DEFAULT, NULL, NULL);
    H5PLget_loading_state(&before->plugins);
    H5PLset_loading_state(0);
}

void rw_h5_leave(const rw_h5_before *before) {
    H5PLset_loading_state(before->plugins);
    H5Eset_auto2(H5E_DEFAULT, before->function, before->context);
}

// What the error stack says: its innermost text, and whether memory ran out anywhere.
typedef struct stack_summary {
    char text[128];
    bool is_no_memory;
} stack_summary;

static herr_t summarise(unsigned n, const H5E_error2_t *entry, void *context) {
    stack_summary *summary = context;
    if (n == 0 && entry->desc != NULL) {
        snprintf(summary->text, sizeof summary->text, "%s", entry->desc);
    }
    if (entry->min_num == H5E_NOSPACE || entry->min_num == H5E_CANTALLOC) {
        summary->is_no_memory = true;
    }
    return 0;
}

rw_status rw_h5_fail(rw_error *error, const char *what, const char *name) {
    stack_summary summary = {.text = "no reason given"};
    H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, summarise, &summary);
    H5Eclear2(H5E_DEFAULT);
    return rw_error_set(error, summary.is_no_memory ? RW_NO_MEMORY : RW_INTERNAL, "HDF5 cannot %s '%s': %s", what, name,
                        summary.text);
}

#define RW_H5_CLOSER(noun, close)                                                                                      \
    void rw_h5_close_##noun(hid_t *id) {                                                                               \
        if (*id > 0) {                                                                                                 \
            close(*id);                                                                                                \
            *id = H5I_INVALID_HID;                                                                                     \
        }                                                                                                              \
    }

RW_H5_CLOSER(dataset, H5Dclose)
RW_H5_CLOSER(group, H5Gclose)
RW_H5_CLOSER(space, H5Sclose)
RW_H5_CLOSER(type, H5Tclose)
RW_H5_CLOSER(list, H5Pclose)
RW_H5_CLOSER(attribute, H5Aclose)
RW_H5_CLOSER(file, H5Fclose)

rw_status rw_h5_text_type(hid_t *type, rw_error *error) {
    *type = H5Tcopy(H5T_C_S1);
    if (*type < 0 || H5Tset_size(*type, H5T_VARIABLE) < 0 || H5Tset_cset(*type, H5T_CSET_UTF8) < 0) {
        return rw_h5_fail(error, "make the type", "text");
    }
    return RW_OK;
}

hid_t rw_h5_text_transfer(void) {
    hid_t list = H5Pcreate(H5P_DATASET_XFER);
    if (list >= 0 && H5Pset_buffer(list, TEXT_BUFFER_BYTES, NULL, NULL) < 0) {
        rw_h5_close_list(&list);
    }
    return list >= 0 ? list : H5P_DEFAULT;
}
