// The last bytes of a run file: a digest of all before them, by which damage is found before HDF5 sees the file.
// SPDX-License-Identifier: MIT
//
// HDF5 ignores what follows the end it has recorded, and drops it when a program changes the file; a file without a
// seal is therefore read all the same.
#ifndef RW_RESULTS_SEAL_H
#define RW_RESULTS_SEAL_H

#include <stddef.h>

enum { RW_SEAL_BYTES = 81 }; // "rampwerk-sha256 ", 64 hexadecimal digits, a newline

typedef enum rw_seal { RW_SEAL_NONE, RW_SEAL_INTACT, RW_SEAL_BROKEN } rw_seal;

// Writes the seal of count bytes behind them: bytes has room for RW_SEAL_BYTES more.
void rw_seal_add(unsigned char *bytes, size_t count);

// What the last bytes of the whole file say of the rest.
rw_seal rw_seal_check(const unsigned char *bytes, size_t count);

#endif
