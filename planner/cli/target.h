// An output path, before any work is done for it.  SPDX-License-Identifier: MIT
#ifndef RW_CLI_TARGET_H
#define RW_CLI_TARGET_H

#include <rampwerk/input.h>

// RW_OK when a file can be created or replaced at path; nothing is left behind.  RW_CANNOT_CREATE when it cannot, is
// not a regular file, or is one of the files `input` was read from (NULL: none).
RW_MUST_USE rw_status rw_target_check(const char *path, const rw_input *input, rw_error *error);

#endif
