// Inputs of the verbs.  SPDX-License-Identifier: MIT
#include "cli/load.h"

#include <stddef.h>

#include "cli/console.h"

rw_exit rw_load_config(const rw_arguments *arguments, bool is_quiet, rw_input **input) {
    rw_error error = {0};
    rw_status status = rw_input_read(arguments->operand, arguments->n_list, arguments->list, input, &error);
    bool is_told = *input != NULL && (*input)->diagnostics != NULL && (*input)->n_error > 0;
    if (*input != NULL && (*input)->diagnostics != NULL && (is_told || !is_quiet)) {
        rw_console_diagnose((*input)->diagnostics);
    }
    if (status == RW_OK) {
        return RW_EXIT_OK;
    }
    if (is_told) {
        rw_console_note("%lld error%s in the configuration", (long long)(*input)->n_error,
                        (*input)->n_error == 1 ? "" : "s");
        return rw_exit_of_status(status);
    }
    return rw_console_fail(&error);
}

// The reader of the configuration text inside a run file.
static rw_status read_model(const char *config_text, rw_model **model, rw_error *error) {
    rw_input *input = NULL;
    rw_status status = rw_input_read_text(config_text, "configuration of the run file", &input, error);
    if (status == RW_OK) {
        *model = input->model;
        input->model = NULL;
    } else if (input != NULL && input->diagnostics != NULL) {
        rw_console_diagnose(input->diagnostics);
    }
    rw_input_free(&input);
    return status == RW_CONFIG || status == RW_NO_INPUT ? RW_DATA : status; // the run file is at fault
}

rw_exit rw_load_run(const char *path, rw_model **model, rw_run **run) {
    rw_error error = {0};
    rw_status status = rw_run_read(path, read_model, model, run, &error);
    if (status != RW_OK) {
        rw_console_fail(&error);
    }
    return rw_exit_of_status(status);
}
