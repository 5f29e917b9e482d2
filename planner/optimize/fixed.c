// Recourse of every scenario at one first stage.  SPDX-License-Identifier: MIT
#include <math.h>

#include "core/clock.h"
#include "core/memory.h"
#include "core/team.h"
#include "optimize/engine.h"

typedef struct fixed_job {
    const rw_twostage *problem;
    const rw_optimize_options *options;
    const double *first;
    rw_recourse_visit visit;
    void *context;
    double *value;
    double start;
    rw_recourse worker[RW_N_SLOT];
    rw_status status[RW_N_SLOT];
} fixed_job;

static bool must_stop(const void *context) {
    const fixed_job *job = context;
    return rw_stop_requested() || rw_clock_seconds() - job->start > job->options->time_limit;
}

static rw_status work_out(fixed_job *job, rw_recourse *recourse, rw_idx scenario) {
    rw_lp_state state = rw_recourse_solve(recourse, scenario, job->first);
    if (state == RW_LP_LIMIT) {
        return RW_OK;
    }
    if (state != RW_LP_OPTIMAL && state != RW_LP_INFEASIBLE) {
        rw_recourse_start(recourse, NULL); // once more from nothing before giving up
        state = rw_recourse_solve(recourse, scenario, job->first);
    }
    if (state != RW_LP_OPTIMAL && state != RW_LP_INFEASIBLE) {
        return state == RW_LP_LIMIT ? RW_OK : RW_NUMERICAL;
    }
    bool feasible = state == RW_LP_OPTIMAL;
    job->value[scenario] = feasible ? rw_recourse_value(recourse, job->first) : INFINITY;
    if (job->visit) {
        job->visit(job->context, scenario, job->value[scenario], feasible ? rw_lp_primal(recourse->lp) : NULL);
    }
    return RW_OK;
}

// Worker k does its own stretch of scenarios, each from the basis of the one before.
static void work(void *context, rw_idx index) {
    fixed_job *job = context;
    rw_idx n = job->problem->n_scenario;
    rw_idx begin = n * index / RW_N_SLOT, end = n * (index + 1) / RW_N_SLOT;
    rw_recourse *recourse = &job->worker[index];
    rw_status status = begin < end ? rw_recourse_init(recourse, job->problem) : RW_OK;
    if (status == RW_OK && begin < end) {
        rw_lp_set_stop(recourse->lp, must_stop, job);
        rw_recourse_start(recourse, NULL);
    }
    for (rw_idx w = begin; w < end && status == RW_OK && !must_stop(job); w++) {
        status = work_out(job, recourse, w);
    }
    rw_recourse_clear(recourse);
    job->status[index] = status;
}

rw_status rw_optimize_fixed(const rw_twostage *problem, const rw_optimize_options *options, const double *first,
                            rw_recourse_visit visit, void *context, double *value, bool *complete, rw_error *error) {
    rw_status status = RW_OK;
    fixed_job *job = rw_calloc(1, sizeof *job);
    if (!job) {
        return rw_error_set(error, RW_NO_MEMORY, "out of memory");
    }
    *job = (fixed_job){.problem = problem,
                       .options = options,
                       .first = first,
                       .visit = visit,
                       .context = context,
                       .value = value,
                       .start = rw_clock_seconds()};
    for (rw_idx w = 0; w < problem->n_scenario; w++) {
        value[w] = NAN;
    }
    rw_team_run(options->threads, RW_N_SLOT, work, job);
    for (int k = 0; k < RW_N_SLOT && status == RW_OK; k++) {
        status = job->status[k];
    }
    *complete = true;
    for (rw_idx w = 0; w < problem->n_scenario; w++) {
        *complete = *complete && !isnan(value[w]);
    }
    rw_free(job);
    if (status != RW_OK) {
        rw_error_set(error, status,
                     status == RW_NO_MEMORY ? "out of memory" : "a recourse problem could not be solved");
    }
    return status;
}
