// Recourse of every scenario at one first stage.  SPDX-License-Identifier: MIT
#include <math.h>

#include "core/clock.h"
#include "core/memory.h"
#include "core/team.h"
#include "optimize/engine.h"

static const double AIM = 1e-10;        // of values and their bounds, relative
static const double FEASIBILITY = 1e-9; // of rows, relative

typedef struct fixed_job {
    const rw_twostage *problem;
    const rw_optimize_options *options;
    const double *first;
    rw_recourse_visit visit;
    void *context;
    double *value;
    double start;
    bool is_batched; // recourse problems side by side; or one after another
    rw_interior interior;
    rw_recourse worker[RW_N_SLOT];
    rw_status status[RW_N_SLOT];
} fixed_job;

static bool must_stop(const void *context) {
    const fixed_job *job = context;
    return rw_stop_requested() || rw_clock_seconds() - job->start > job->options->time_limit;
}

// Hands on what is known of one scenario.
static rw_status hand_on(void *context, rw_recourse *recourse, const rw_pair *pair, const rw_answer *answer) {
    const fixed_job *job = context;
    (void)recourse;
    if (answer->state == RW_LP_LIMIT) {
        return RW_OK;
    }
    if (answer->state != RW_LP_OPTIMAL && answer->state != RW_LP_INFEASIBLE && answer->state != RW_LP_UNBOUNDED) {
        return RW_NUMERICAL;
    }
    bool solved = answer->state == RW_LP_OPTIMAL;
    double none = answer->state == RW_LP_INFEASIBLE ? INFINITY : -INFINITY;
    job->value[pair->scenario] = solved ? answer->value : none;
    if (job->visit) {
        job->visit(job->context, pair->scenario, job->value[pair->scenario], solved ? answer->second : NULL);
    }
    return RW_OK;
}

static rw_status work_out(fixed_job *job, rw_recourse *recourse, rw_idx scenario) {
    rw_pair pair = {.x = job->first, .scenario = scenario};
    rw_lp_state state = rw_recourse_solve(recourse, scenario, job->first);
    if (state == RW_LP_FAILED) {
        rw_recourse_start(recourse, NULL); // once more from nothing before giving up
        state = rw_recourse_solve(recourse, scenario, job->first);
    }
    rw_answer answer = rw_recourse_answer(recourse, state, job->first);
    return hand_on(job, recourse, &pair, &answer);
}

// Scenarios [begin, end) one after another, each from the basis of the one before.
static rw_status work_chained(fixed_job *job, rw_recourse *recourse, rw_idx begin, rw_idx end) {
    rw_status status = RW_OK;
    rw_recourse_start(recourse, NULL);
    for (rw_idx w = begin; w < end && status == RW_OK && !must_stop(job); w++) {
        status = work_out(job, recourse, w);
    }
    return status;
}

// Every so many scenarios, side by side.
static rw_status work_batches(fixed_job *job, rw_recourse *recourse, rw_idx index) {
    rw_side side = {0};
    rw_share share = {.n_point = 1, .x = &job->first, .worker = index, .n_worker = RW_N_SLOT};
    rw_status status = rw_side_init(&side, &job->interior, must_stop, job);
    if (status == RW_OK) {
        rw_side_aim(&side, AIM, FEASIBILITY);
        status = rw_interior_solve(&side, recourse, &share, hand_on, job);
    }
    rw_side_clear(&side);
    return status;
}

// Worker k does its own share of the scenarios.
static void work(void *context, rw_idx index) {
    fixed_job *job = context;
    rw_idx n = job->problem->n_scenario;
    rw_idx begin = n * index / RW_N_SLOT, end = n * (index + 1) / RW_N_SLOT;
    bool has_any = job->is_batched ? index * RW_BATCH_LANES < n : begin < end;
    rw_recourse *recourse = &job->worker[index];
    rw_status status = has_any ? rw_recourse_init(recourse, job->problem) : RW_OK;
    if (status == RW_OK && has_any) {
        rw_lp_set_stop(recourse->lp, must_stop, job);
        status = job->is_batched ? work_batches(job, recourse, index) : work_chained(job, recourse, begin, end);
    }
    rw_recourse_clear(recourse);
    job->status[index] = status;
}

rw_status rw_optimize_fixed(const rw_twostage *problem, const rw_optimize_options *options, const double *first,
                            rw_recourse_visit visit, void *context, double *value, rw_error *error) {
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
    if (rw_interior_pays(problem, options->gap_relative)) {
        job->is_batched = true;
        RW_TRY(rw_interior_init(&job->interior, problem));
    }
    rw_team_run(options->threads, RW_N_SLOT, work, job);
    for (int k = 0; k < RW_N_SLOT && status == RW_OK; k++) {
        status = job->status[k];
    }
done:
    rw_interior_clear(&job->interior);
    rw_free(job);
    if (status != RW_OK) {
        rw_error_set(error, status,
                     status == RW_NO_MEMORY ? "out of memory" : "a recourse problem could not be solved");
    }
    return status;
}
