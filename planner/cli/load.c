// Inputs of the verbs.  SPDX-License-Identifier: MIT
#include "cli/load.h"

#include <stddef.h>

#include "cli/child.h"
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

typedef struct run_job { // a run file on its way to a verb
    const rw_arguments *arguments;
    rw_run_work work;
    rw_model *model;
    rw_run *run;
} run_job;

static rw_exit read_run(void *context) {
    run_job *job = context;
    rw_error error = {0};
    rw_status status = rw_run_read(job->arguments->operand, read_model, &job->model, &job->run, &error);
    return status == RW_OK ? RW_EXIT_OK : rw_console_fail(&error);
}

static rw_exit use_run(void *context) {
    run_job *job = context;
    rw_exit code = job->work(job->arguments, job->model, job->run);
    rw_run_free(&job->run);
    rw_model_free(&job->model);
    return code;
}

rw_exit rw_load_run(const rw_arguments *arguments, rw_run_work work) {
    run_job job = {.arguments = arguments, .work = work};
    return rw_child_run(arguments->operand, read_run, use_run, &job);
}
