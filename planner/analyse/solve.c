// From a model to a plan.  SPDX-License-Identifier: MIT
#include <math.h>
#include <stddef.h>

#include <rampwerk/formulate.h>
#include <rampwerk/solve.h>

#include "core/clock.h"

static const double SHORTFALL_SLACK_RELATIVE = 1e-6; // see model.md section 6
static const double SHORTFALL_SLACK = 1e-4;          // weighted unit-months
static const double FIRST_STEP_SHARE = 0.5;          // of the time limit

typedef struct solve_job {
    const rw_model *model;
    const rw_scenario_set *scenarios;
    rw_solve_begin begin;
    rw_solved *solved;
} solve_job;

typedef struct solve_step {
    const char *name, *unit;
    rw_aim aim;
    double cap;          // of RW_AIM_COST_AT_SHORTFALL
    const double *start; // NULL: none
    rw_formulation *formulation;
    rw_solution *solution;
} solve_step;

static void clear_step(solve_step *step) {
    rw_solution_free(&step->solution);
    rw_formulation_free(&step->formulation);
}

static rw_status do_step(const solve_job *job, const rw_optimize_options *options, solve_step *step, rw_error *error) {
    rw_status status = RW_OK;
    rw_solved *solved = job->solved;
    double begun = rw_clock_seconds();
    if (job->begin != NULL) {
        job->begin(options->context, step->name, step->unit);
    }
    status = rw_formulation_new(job->model, job->scenarios, step->aim, step->cap, false, &step->formulation, error);
    solved->seconds_build += rw_clock_seconds() - begun;
    RW_TRY(status);
    RW_TRY(rw_optimize(rw_formulation_problem(step->formulation), options, step->start, &step->solution, error));
    solved->n_node += step->solution->n_node;
    solved->n_lp += step->solution->n_lp;
    solved->n_pivot += step->solution->n_pivot;
    solved->seconds_root += step->solution->seconds_root;
    solved->seconds_tree += step->solution->seconds_tree;
    solved->seconds_search += step->solution->seconds_search;
done:
    return status;
}

// The step's plan and figures are the result.
static rw_status take_result(const solve_job *job, solve_step *step, rw_error *error) {
    rw_status status = RW_OK;
    rw_solved *solved = job->solved;
    const rw_solution *solution = step->solution;
    solved->outcome = solution->outcome;
    solved->bound = solution->bound;
    solved->gap = solution->gap;
    solved->objective = solution->objective;
    solved->n_first = rw_formulation_problem(step->formulation)->first.n_col;
    if (solution->has_point) {
        RW_TRY(rw_formulation_plan(step->formulation, solution, &solved->plan, error));
    }
    solved->solution = step->solution;
    step->solution = NULL;
done:
    return status;
}

static rw_status solve_cost(const solve_job *job, const rw_optimize_options *options, const double *start,
                            rw_error *error) {
    rw_status status = RW_OK;
    solve_step step = {.name = "", .unit = "M EUR", .aim = RW_AIM_COST, .start = start};
    RW_TRY(do_step(job, options, &step, error));
    RW_TRY(take_result(job, &step, error));
done:
    clear_step(&step);
    return status;
}

static rw_status solve_lexicographic(const solve_job *job, const rw_optimize_options *options, const double *start,
                                     rw_error *error) {
    rw_status status = RW_OK;
    rw_solved *solved = job->solved;
    solve_step first = {.name = "1/2 shortfall", .unit = "unit-months", .aim = RW_AIM_SHORTFALL, .start = start};
    solve_step second = {.name = "2/2 cost", .unit = "M EUR", .aim = RW_AIM_COST_AT_SHORTFALL};
    rw_optimize_options limited = *options;
    double begun = rw_clock_seconds();
    limited.time_limit = FIRST_STEP_SHARE * options->time_limit;
    RW_TRY(do_step(job, &limited, &first, error));
    if (!first.solution->has_point) {
        RW_TRY(take_result(job, &first, error));
        solved->bound = -INFINITY; // of the shortfall, not of the cost
        goto done;
    }
    second.cap = first.solution->objective * (1 + SHORTFALL_SLACK_RELATIVE) + SHORTFALL_SLACK;
    second.start = first.solution->first;
    limited.time_limit = fmax(0, options->time_limit - (rw_clock_seconds() - begun));
    limited.node_limit = options->node_limit > solved->n_node ? options->node_limit - solved->n_node : 0;
    RW_TRY(do_step(job, &limited, &second, error));
    if (!second.solution->has_point && second.solution->outcome != RW_OUTCOME_LIMIT &&
        second.solution->outcome != RW_OUTCOME_INTERRUPTED) {
        RW_TRY(rw_error_set(error, RW_NUMERICAL, "the cost step finds no plan although the shortfall step did"));
    }
    RW_TRY(take_result(job, &second, error));
    if (solved->outcome == RW_OUTCOME_OPTIMAL && first.solution->outcome != RW_OUTCOME_OPTIMAL) {
        solved->outcome = first.solution->outcome;
    }
done:
    clear_step(&second);
    clear_step(&first);
    return status;
}

rw_status rw_solve(const rw_model *model, const rw_scenario_set *scenarios, const rw_optimize_options *options,
                   const double *start, rw_solve_begin begin, rw_solved *solved, rw_error *error) {
    const solve_job job = {.model = model, .scenarios = scenarios, .begin = begin, .solved = solved};
    return model->objective == RW_OBJECTIVE_LEXICOGRAPHIC ? solve_lexicographic(&job, options, start, error)
                                                          : solve_cost(&job, options, start, error);
}

void rw_solved_clear(rw_solved *solved) {
    rw_solution_free(&solved->solution);
    rw_plan_free(&solved->plan);
    *solved = (rw_solved){0};
}
