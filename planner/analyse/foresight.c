// What knowing the future would be worth: the first scenarios of the sample, each planned for itself.
// SPDX-License-Identifier: MIT
#include <math.h>

#include "analyse/statistics.h"
#include "analyse/value.h"
#include "core/memory.h"

typedef struct foresight_work {
    double *first;
    rw_scenario_set *drawn, *set; // one scenario, as of the sample and of probability 1
    rw_formulation *formulation;
    rw_solution *solution;
} foresight_work;

static void clear_work(foresight_work *work) {
    rw_free(work->first);
    rw_solution_free(&work->solution);
    rw_formulation_free(&work->formulation);
    rw_scenario_free(&work->set);
    rw_scenario_free(&work->drawn);
    *work = (foresight_work){0};
}

// Least cost of scenario w, bracketed; *is_done false when it is time to stop.
static rw_status plan_alone(const rw_harvest *harvest, rw_idx w, double *cost, double *bound, bool *is_done,
                            rw_error *error) {
    rw_status status = RW_OK;
    foresight_work work = {0};
    const rw_draw draw = rw_harvest_draw(harvest, w, 1);
    const rw_optimize_options solver = rw_harvest_solver(harvest);
    *is_done = false;
    RW_TRY(rw_scenario_draw(harvest->model, &draw, &work.drawn, error));
    RW_TRY(rw_scenario_part(harvest->model, work.drawn, 0, 1, &work.set, error));
    RW_TRY(rw_formulation_new(harvest->model, work.set, RW_AIM_COST, 0.0, false, &work.formulation, error));
    const rw_twostage *problem = rw_formulation_problem(work.formulation);
    work.first = rw_calloc(problem->first.n_col, sizeof *work.first);
    if (work.first == NULL) {
        RW_TRY(rw_error_set(error, RW_NO_MEMORY, "out of memory for a scenario"));
    }
    const bool is_covered = rw_formulation_first(work.formulation, harvest->fare.plan, work.first);
    RW_TRY(rw_optimize(problem, &solver, is_covered ? work.first : NULL, &work.solution, error));
    *bound = work.solution->bound;
    *cost = fmin(harvest->cost[w], work.solution->has_point ? work.solution->objective : (double)INFINITY);
    *is_done = isfinite(*bound) && !rw_harvest_is_over(harvest);
done:
    clear_work(&work);
    return status;
}

static void sum_up(const rw_harvest *harvest, rw_idx count, double *cost, double *bound, rw_outlook *outlook) {
    const double confidence = harvest->options->confidence;
    rw_foresight_outlook *foresight = &outlook->foresight;
    *foresight = (rw_foresight_outlook){.n_scenario = count,
                                        .cost = rw_estimate_of(count, cost, confidence),
                                        .bound = rw_estimate_of(count, bound, confidence)};
    for (rw_idx w = 0; w < count; w++) {
        bound[w] = harvest->cost[w] - bound[w];
    }
    foresight->regret = rw_estimate_of(count, bound, confidence);
    const bool has_bound = outlook->gap.n_sample > 0 && harvest->model->risk_weight == 0.0;
    foresight->value.high = foresight->regret.mean;
    foresight->value.low = has_bound ? fmax(0.0, outlook->gap.bound - foresight->cost.mean) : 0.0;
    foresight->value.low = fmin(foresight->value.low, foresight->value.high); // they are of different samples
}

rw_status rw_value_foresight(const rw_harvest *harvest, rw_outlook *outlook, rw_error *error) {
    rw_status status = RW_OK;
    const rw_idx n_all = harvest->options->n_foresight;
    rw_idx count = 0;
    bool is_done = true;
    double *cost = rw_calloc(2 * n_all, sizeof *cost);
    if (cost == NULL) {
        return rw_error_set(error, RW_NO_MEMORY, "out of memory for figures of scenarios");
    }
    double *bound = cost + n_all;
    for (rw_idx w = 0; w < n_all && is_done; w++) {
        rw_harvest_tell(harvest, "foresight", w, n_all, NULL);
        RW_TRY(plan_alone(harvest, w, &cost[count], &bound[count], &is_done, error));
        count += is_done ? 1 : 0;
    }
    outlook->is_partial = outlook->is_partial || count < n_all;
    if (count > 0) {
        sum_up(harvest, count, cost, bound, outlook);
    }
done:
    rw_free(cost);
    return status;
}
