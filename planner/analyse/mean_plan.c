// What planning with scenarios is worth over planning with their mean.  SPDX-License-Identifier: MIT
#include <math.h>

#include <rampwerk/solve.h>

#include "analyse/statistics.h"
#include "analyse/value.h"
#include "core/memory.h"

enum { N_MEAN = 1000 }; // scenarios of the sample that the mean is taken over, at most

// The plan of the mean scenario; solved->plan stays NULL when it is time to stop.
static rw_status plan_mean(const rw_harvest *harvest, rw_solved *solved, rw_error *error) {
    rw_status status = RW_OK;
    rw_scenario_set *set = NULL;
    rw_scenario_set *mean = NULL;
    const rw_idx n = harvest->options->n_scenario < N_MEAN ? harvest->options->n_scenario : N_MEAN;
    const rw_draw draw = rw_harvest_draw(harvest, 0, n);
    const rw_optimize_options solver = rw_harvest_solver(harvest);
    RW_TRY(rw_scenario_draw(harvest->model, &draw, &set, error));
    RW_TRY(rw_scenario_mean(harvest->model, set, &mean, error));
    RW_TRY(rw_solve(harvest->model, mean, &solver, NULL, NULL, solved, error));
done:
    rw_scenario_free(&mean);
    rw_scenario_free(&set);
    return status;
}

static bool is_whole(const rw_harvest *harvest, const double *cost) {
    for (rw_idx w = 0; w < harvest->options->n_scenario; w++) {
        if (isnan(cost[w])) {
            return false;
        }
    }
    return true;
}

// The bracket: the best plan costs no more than this one, and no less than the proven bounds of other samples.
static void sum_up(const rw_harvest *harvest, const rw_solved *solved, double *cost, rw_outlook *outlook) {
    const rw_idx n = harvest->options->n_scenario;
    const double confidence = harvest->options->confidence;
    rw_mean_plan_outlook *mean = &outlook->mean_plan;
    *mean = (rw_mean_plan_outlook){.has_plan = true,
                                   .objective = solved->objective,
                                   .gap = solved->gap,
                                   .cost = rw_estimate_of(n, cost, confidence)};
    for (rw_idx w = 0; w < n; w++) {
        cost[w] -= harvest->cost[w];
    }
    mean->saving = rw_estimate_of(n, cost, confidence);
    const bool has_bound = outlook->gap.n_sample > 0 && harvest->model->risk_weight == 0.0;
    mean->value.low = fmax(0.0, mean->saving.mean);
    mean->value.high = has_bound ? fmax(mean->value.low, mean->cost.mean - outlook->gap.bound) : (double)INFINITY;
}

rw_status rw_value_mean_plan(rw_harvest *harvest, rw_outlook *outlook, rw_error *error) {
    rw_status status = RW_OK;
    rw_solved solved = {0};
    bool is_done = false;
    double *cost = rw_calloc(harvest->options->n_scenario, sizeof *cost);
    if (cost == NULL) {
        return rw_error_set(error, RW_NO_MEMORY, "out of memory for figures of scenarios");
    }
    rw_harvest_tell(harvest, "mean plan", 0, 1, NULL);
    RW_TRY(plan_mean(harvest, &solved, error));
    if (solved.plan != NULL) {
        RW_TRY(rw_harvest_follow(harvest, solved.plan, "mean plan's scenarios", NULL, cost, error));
        is_done = is_whole(harvest, cost);
    }
    if (is_done) {
        sum_up(harvest, &solved, cost, outlook);
    }
    outlook->is_partial = outlook->is_partial || !is_done;
done:
    rw_solved_clear(&solved);
    rw_free(cost);
    return status;
}
