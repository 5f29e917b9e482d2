// The re-check of a run.  SPDX-License-Identifier: MIT
#include "cli/recheck.h"

#include <math.h>
#include <stdio.h>

// The figures in the header must be those of the plan.
static void judge_header(const rw_run *run, rw_verdict *verdict) {
    rw_finding *finding = &verdict->finding[RW_VIOLATION_OBJECTIVE];
    double size = fmax(1, fabs(verdict->objective));
    double off = fabs(run->objective - verdict->objective) / size;
    double beyond = (run->bound - run->objective) / size; // a bound above the objective proves nothing
    double worst = off >= beyond ? off : beyond;          // what is no number fails below
    if (!(worst <= finding->worst)) {
        finding->worst = worst;
        snprintf(finding->where, sizeof finding->where, "header: objective %.10g, bound %.10g; recomputed %.10g",
                 run->objective, run->bound, verdict->objective);
    }
    verdict->ok = verdict->ok && finding->worst <= finding->tolerance;
}

rw_status rw_recheck(const rw_model *model, const rw_scenario_set *scenarios, const rw_run *run, rw_verdict *verdict,
                     rw_error *error) {
    rw_status status = rw_verify(model, scenarios, run->plan, verdict, error);
    if (status == RW_OK) {
        judge_header(run, verdict);
    }
    return status;
}
