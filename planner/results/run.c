// Releasing what was read from a run file.  SPDX-License-Identifier: MIT
#include <rampwerk/results.h>

#include "core/memory.h"

void rw_run_free(rw_run **run_in) {
    if (run_in == NULL || *run_in == NULL) {
        return;
    }
    rw_run *run = *run_in;
    *run_in = NULL;
    rw_plan_free(&run->plan);
    rw_scenario_free(&run->scenarios);
    for (rw_idx k = 0; k < run->n_override; k++) {
        rw_free(run->override_text[k]);
    }
    rw_free(run->override_text);
    for (rw_idx k = 0; k < run->n_file; k++) {
        rw_free(run->file[k].path);
        rw_free(run->file[k].sha256);
    }
    rw_free(run->file);
    rw_free(run->history);
    rw_free(run->config_text);
    rw_free(run->command);
    rw_free(run->created);
    rw_free(run->version);
    rw_free(run);
}
