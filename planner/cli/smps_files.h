// Which three files an SMPS problem is in.  SPDX-License-Identifier: MIT
#ifndef RW_CLI_SMPS_FILES_H
#define RW_CLI_SMPS_FILES_H

#include <rampwerk/status.h>

#include "core/text.h"

typedef struct rw_smps_files { // zero-initialise, clear
    rw_text core, time, stoch;
} rw_smps_files;

// base: what stands before .cor, .tim and .sto (or .core or .mps, .time, .stoch), or the core file itself, or a list
// in a file *.smps that names the three, relative to its folder.  stoch: another stoch file, NULL: none.
RW_MUST_USE rw_status rw_smps_files_find(const char *base, const char *stoch, rw_smps_files *files, rw_error *error);
void rw_smps_files_clear(rw_smps_files *files);

#endif
