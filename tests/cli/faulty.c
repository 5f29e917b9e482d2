// The program with parts that fail: linked with --wrap, which puts these functions in the place of the real ones where
// the program calls them.  The environment variable FAULT names what goes wrong.  SPDX-License-Identifier: MIT
#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include <rampwerk/results.h>

rw_status __real_rw_optimize(const rw_twostage *problem, const rw_optimize_options *options, const double *start,
                             rw_solution **solution, rw_error *error);
rw_status __wrap_rw_optimize(const rw_twostage *problem, const rw_optimize_options *options, const double *start,
                             rw_solution **solution, rw_error *error);

rw_status __real_rw_run_read(const char *path, rw_read_model read_model, rw_model **model, rw_run **run,
                             rw_error *error);
rw_status __wrap_rw_run_read(const char *path, rw_read_model read_model, rw_model **model, rw_run **run,
                             rw_error *error);
rw_status __real_rw_verify(const rw_model *model, const rw_scenario_set *scenarios, const rw_plan *plan,
                           rw_verdict *verdict, rw_error *error);
rw_status __wrap_rw_verify(const rw_model *model, const rw_scenario_set *scenarios, const rw_plan *plan,
                           rw_verdict *verdict, rw_error *error);

static bool is_fault(const char *name) {
    const char *asked = getenv("FAULT");
    return asked != NULL && strcmp(asked, name) == 0;
}

// The engine found nothing, and says so in this way.
static void forget_point(rw_solution *solution, rw_outcome outcome) {
    solution->outcome = outcome;
    solution->has_point = false;
    solution->objective = solution->gap = (double)INFINITY;
    solution->bound = (double)-INFINITY;
}

rw_status __wrap_rw_optimize(const rw_twostage *problem, const rw_optimize_options *options, const double *start,
                             rw_solution **solution, rw_error *error) {
    if (is_fault("internal")) {
        return rw_error_set(error, RW_INTERNAL, "the tree has lost a node");
    }
    if (is_fault("numerical")) {
        return rw_error_set(error, RW_NUMERICAL, "the basis is singular");
    }
    if (is_fault("memory")) {
        return rw_error_set(error, RW_NO_MEMORY, "out of memory for the tree");
    }
    rw_status status = __real_rw_optimize(problem, options, start, solution, error);
    if (status != RW_OK) {
        return status;
    }
    if (is_fault("wrong")) { // every quantity is one too many
        for (rw_idx j = 0; j < problem->second.n_col; j++) {
            (*solution)->second[0][j] += 1;
        }
    } else if (is_fault("cheap")) { // it promises more than it has
        (*solution)->objective *= 0.9;
        (*solution)->bound *= 0.9;
    } else if (is_fault("unbounded")) {
        forget_point(*solution, RW_OUTCOME_UNBOUNDED);
    } else if (is_fault("lost")) { // "optimal", and no plan
        forget_point(*solution, RW_OUTCOME_OPTIMAL);
    } else if (is_fault("second_step") && start != NULL) {
        forget_point(*solution, RW_OUTCOME_INFEASIBLE);
    }
    return RW_OK;
}

static void die_of(int number) {
    signal(number, SIG_DFL); // whatever watches over this program
    raise(number);
}

rw_status __wrap_rw_run_read(const char *path, rw_read_model read_model, rw_model **model, rw_run **run,
                             rw_error *error) {
    if (is_fault("crash_reading")) {
        die_of(SIGSEGV);
    }
    if (is_fault("killed_reading")) {
        die_of(SIGTERM);
    }
    for (volatile unsigned k = 0; is_fault("hang_reading"); k++) {
    }
    return __real_rw_run_read(path, read_model, model, run, error);
}

rw_status __wrap_rw_verify(const rw_model *model, const rw_scenario_set *scenarios, const rw_plan *plan,
                           rw_verdict *verdict, rw_error *error) {
    if (is_fault("crash_checking")) {
        die_of(SIGSEGV);
    }
    return __real_rw_verify(model, scenarios, plan, verdict, error);
}
