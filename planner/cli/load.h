// Inputs of the verbs, with their complaints on standard error.  SPDX-License-Identifier: MIT
#ifndef RW_CLI_LOAD_H
#define RW_CLI_LOAD_H

#include <rampwerk/input.h>
#include <rampwerk/results.h>

#include "cli/verb.h"

// Reads the configuration the command line names, with its --set values on top.  Errors are reported; warnings unless
// is_quiet.  Release *input in any case.
rw_exit rw_load_config(const rw_arguments *arguments, bool is_quiet, rw_input **input);

// Reads the run file the command line names, rebuilds its model, and does `work` with both; all of it in a child
// process, as HDF5 can be made to crash or never to return.  RW_EXIT_DATA when it does.
typedef rw_exit (*rw_run_work)(const rw_arguments *arguments, const rw_model *model, const rw_run *run);
rw_exit rw_load_run(const rw_arguments *arguments, rw_run_work work);

#endif
