// From a model to a plan.  SPDX-License-Identifier: MIT
#include "cli/solve.h"

#include <math.h>
#include <stddef.h>

#include <rampwerk/formulate.h>

#include "core/clock.h"

static const double SHORTFALL_SLACK_RELATIVE = 1e-6; // see model.md section 6
static const double SHORTFALL_SLACK = 1e-4;          // weighted unit-months
static const double FIRST_STEP_SHARE = 0.5;          // of the time limit

typedef struct solve_step {
    rw_formulation *formulation;
    rw_solution *solution;
} solve_step;

static void clear_step(solve_step *step) {
    rw_solution_free(&step->solution);
    rw_formulation_free(&step->formulation);
}

static rw_status build_step(solve_step *step, const rw_model *model, const rw_scenario_set *scenarios, rw_aim aim,
                            double cap, rw_run *run, rw_error *error) {
    double begun = rw_clock_seconds();
    rw_status status = rw_formulation_new(model, scenarios, aim, cap, false, &step->formulation, error);
    run->seconds_build += rw_clock_seconds() - begun;
    return status;
}

static rw_status optimize_step(solve_step *step, const rw_optimize_options *options, const double *start, rw_run *run,
                               rw_error *error) {
    rw_status status = rw_optimize(rw_formulation_problem(step->formulation), options, start, &step->solution, error);
    if (status == RW_OK) {
        const rw_solution *solution = step->solution;
        run->n_node += solution->n_node;
        run->n_lp += solution->n_lp;
        run->n_pivot += solution->n_pivot;
        run->seconds_root += solution->seconds_root;
        run->seconds_tree += solution->seconds_tree;
        run->seconds_search += solution->seconds_search;
    }
    return status;
}

static rw_status take_result(const solve_step *step, rw_run *run, rw_error *error) {
    rw_status status = RW_OK;
    const rw_solution *solution = step->solution;
    run->outcome = solution->outcome;
    run->bound = solution->bound;
    run->gap = solution->gap;
    run->objective = solution->objective;
    if (solution->has_point) {
        RW_TRY(rw_formulation_plan(step->formulation, solution, &run->plan, error));
    }
done:
    return status;
}

static rw_status solve_cost(const rw_model *model, const rw_scenario_set *scenarios, const rw_optimize_options *options,
                            rw_ticker *ticker, rw_run *run, rw_error *error) {
    rw_status status = RW_OK;
    solve_step step = {0};
    rw_ticker_begin(ticker, "", "M EUR");
    RW_TRY(build_step(&step, model, scenarios, RW_AIM_COST, 0, run, error));
    RW_TRY(optimize_step(&step, options, NULL, run, error));
    RW_TRY(take_result(&step, run, error));
done:
    clear_step(&step);
    return status;
}

static rw_status solve_lexicographic(const rw_model *model, const rw_scenario_set *scenarios,
                                     const rw_optimize_options *options, rw_ticker *ticker, rw_run *run,
                                     rw_error *error) {
    rw_status status = RW_OK;
    solve_step first = {0}, second = {0};
    rw_optimize_options limited = *options;
    double begun = rw_clock_seconds();
    limited.time_limit = FIRST_STEP_SHARE * options->time_limit;
    rw_ticker_begin(ticker, "1/2 shortfall", "unit-months");
    RW_TRY(build_step(&first, model, scenarios, RW_AIM_SHORTFALL, 0, run, error));
    RW_TRY(optimize_step(&first, &limited, NULL, run, error));
    if (!first.solution->has_point) {
        RW_TRY(take_result(&first, run, error));
        run->bound = -INFINITY; // of the shortfall, not of the cost
        goto done;
    }
    double best = first.solution->objective;
    limited.time_limit = fmax(0, options->time_limit - (rw_clock_seconds() - begun));
    limited.node_limit = options->node_limit > run->n_node ? options->node_limit - run->n_node : 0;
    rw_ticker_begin(ticker, "2/2 cost", "M EUR");
    RW_TRY(build_step(&second, model, scenarios, RW_AIM_COST_AT_SHORTFALL,
                      best * (1 + SHORTFALL_SLACK_RELATIVE) + SHORTFALL_SLACK, run, error));
    RW_TRY(optimize_step(&second, &limited, first.solution->first, run, error));
    if (!second.solution->has_point && second.solution->outcome != RW_OUTCOME_LIMIT &&
        second.solution->outcome != RW_OUTCOME_INTERRUPTED) {
        RW_TRY(rw_error_set(error, RW_NUMERICAL, "the cost step finds no plan although the shortfall step did"));
    }
    RW_TRY(take_result(&second, run, error));
    if (run->outcome == RW_OUTCOME_OPTIMAL && first.solution->outcome != RW_OUTCOME_OPTIMAL) {
        run->outcome = first.solution->outcome;
    }
done:
    clear_step(&second);
    clear_step(&first);
    return status;
}

rw_status rw_solve(const rw_model *model, const rw_scenario_set *scenarios, const rw_optimize_options *options,
                   rw_ticker *ticker, rw_run *run, rw_error *error) {
    rw_optimize_options reporting = *options;
    reporting.report = rw_ticker_report;
    reporting.context = ticker;
    rw_status status = model->objective == RW_OBJECTIVE_LEXICOGRAPHIC
                           ? solve_lexicographic(model, scenarios, &reporting, ticker, run, error)
                           : solve_cost(model, scenarios, &reporting, ticker, run, error);
    rw_ticker_end(ticker);
    return status;
}
