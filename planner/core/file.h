// Files that appear whole or not at all.  SPDX-License-Identifier: MIT
#ifndef RW_CORE_FILE_H
#define RW_CORE_FILE_H

#include <stddef.h>

#include <rampwerk/status.h>

// Publishes count bytes as path: writes to a temporary file beside it, fsync, rename, fsync of the directory.
// On failure the old file is untouched and nothing is left behind: RW_CANNOT_CREATE or RW_IO.  (Only when the very last
// step, the sync of the directory, meets a broken disk is the new file in place and RW_IO returned.)  A link is
// followed; a pipe or a device is written to as it is.
RW_MUST_USE rw_status rw_file_publish(const char *path, const void *bytes, size_t count, rw_error *error);

#endif
