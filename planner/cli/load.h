// Inputs of the verbs, with their complaints on standard error.  SPDX-License-Identifier: MIT
#ifndef RW_CLI_LOAD_H
#define RW_CLI_LOAD_H

#include <rampwerk/input.h>
#include <rampwerk/results.h>

#include "cli/verb.h"

// Reads the configuration the command line names, with its --set values on top.  Errors are reported; warnings unless
// is_quiet.  Release *input in any case.
rw_exit rw_load_config(const rw_arguments *arguments, bool is_quiet, rw_input **input);

// Reads a run file and rebuilds its model.  Release both in any case.
rw_exit rw_load_run(const char *path, rw_model **model, rw_run **run);

#endif
