// How far a plan can be from the best one: a gap estimated on independent samples.  SPDX-License-Identifier: MIT
//
// W.-K. Mak, D. P. Morton and R. K. Wood, "Monte Carlo bounding techniques for determining solution quality in
// stochastic programs", Operations Research Letters 24 (1999) 47-56.  On each of M independent samples of n scenarios
//
//     G_m = value of the plan on the sample - proven lower bound of the sample's own best plan,
//
// both on the same scenarios.  Taken over samples, the least value on a sample is on average no more than the least
// value there is, so the mean of G_m is no less than the plan's gap; mean + t s / sqrt(M) bounds it from above with the
// confidence asked for.
#include <math.h>
#include <string.h>

#include "analyse/statistics.h"
#include "analyse/value.h"
#include "core/memory.h"
#include "core/random.h"

static const uint64_t GAP_STREAM = 0x67617073; // "gaps": seeds of the samples, apart from all other draws

typedef struct gap_work {
    const rw_harvest *harvest;
    double threshold;     // of the risk measure: the plan's own value at risk over the harvest
    rw_scenario_set *set; // of the sample at hand
    double *cost;         // gap_size
    double *first;
} gap_work;

// Any threshold is valid; this one is near the least tail.
static rw_status find_threshold(gap_work *work, rw_error *error) {
    const rw_harvest *harvest = work->harvest;
    const rw_idx n = harvest->options->n_scenario;
    double *sorted = rw_calloc(n, sizeof *sorted);
    if (sorted == NULL) {
        return rw_error_set(error, RW_NO_MEMORY, "out of memory for figures of scenarios");
    }
    memcpy(sorted, harvest->cost, (size_t)n * sizeof *sorted);
    rw_sample_sort(n, sorted);
    work->threshold = rw_sample_quantile(n, sorted, harvest->model->risk_level);
    rw_free(sorted);
    return RW_OK;
}

// The plan's value on the sample: its mean cost, or mean and CVaR at a threshold that the sample has no part in.
static double value_of(const gap_work *work) {
    const rw_model *model = work->harvest->model;
    const rw_idx n = work->set->n_scenario;
    double sum = 0.0;
    for (rw_idx w = 0; w < n; w++) {
        const double excess = fmax(0.0, work->cost[w] - work->threshold) / (1.0 - model->risk_level);
        const double tail = model->risk_weight > 0.0 ? work->threshold + excess : 0.0;
        sum += (1.0 - model->risk_weight) * work->cost[w] + model->risk_weight * tail;
    }
    return sum / (double)n;
}

static bool is_whole(const gap_work *work) {
    for (rw_idx w = 0; w < work->set->n_scenario; w++) {
        if (isnan(work->cost[w])) {
            return false;
        }
    }
    return true;
}

// The sample's own problem, started from the plan; *bound is -INFINITY where nothing was proven.
static rw_status bound_sample(gap_work *work, double *bound, rw_error *error) {
    rw_status status = RW_OK;
    const rw_harvest *harvest = work->harvest;
    rw_formulation *formulation = NULL;
    rw_solution *solution = NULL;
    RW_TRY(rw_formulation_new(harvest->model, work->set, RW_AIM_COST, 0.0, false, &formulation, error));
    const rw_twostage *problem = rw_formulation_problem(formulation);
    rw_optimize_options solver = rw_harvest_solver(harvest);
    work->first = rw_calloc(problem->first.n_col, sizeof *work->first);
    if (work->first == NULL) {
        RW_TRY(rw_error_set(error, RW_NO_MEMORY, "out of memory for a sample"));
    }
    const bool is_covered = rw_formulation_first(formulation, harvest->fare.plan, work->first);
    RW_TRY(rw_optimize(problem, &solver, is_covered ? work->first : NULL, &solution, error));
    *bound = solution->bound;
done:
    rw_free(work->first);
    work->first = NULL;
    rw_solution_free(&solution);
    rw_formulation_free(&formulation);
    return status;
}

// *value and *bound of sample m; *is_done false when it is time to stop.
static rw_status try_sample(gap_work *work, rw_idx m, double *value, double *bound, bool *is_done, rw_error *error) {
    rw_status status = RW_OK;
    const rw_outlook_options *options = work->harvest->options;
    rw_formulation *formulation = NULL;
    const rw_draw draw = {.seed = rw_random_bits(options->seed, GAP_STREAM, (uint64_t)m),
                          .sampling = options->sampling,
                          .n_sample = options->gap_size,
                          .n_scenario = options->gap_size};
    *is_done = false;
    RW_TRY(rw_scenario_draw(work->harvest->model, &draw, &work->set, error));
    RW_TRY(rw_fare_formulate(&work->harvest->fare, work->set, &formulation, error));
    RW_TRY(rw_fare_follow(&work->harvest->fare, work->set, &formulation, NULL, NULL, work->cost, error));
    if (is_whole(work)) {
        RW_TRY(bound_sample(work, bound, error));
        *value = value_of(work);
        *is_done = isfinite(*bound) && !rw_harvest_is_over(work->harvest);
    }
done:
    rw_scenario_free(&work->set);
    return status;
}

static void sum_up(const rw_harvest *harvest, rw_idx count, const double *value, const double *bound, double *work,
                   rw_gap_outlook *gap) {
    const double confidence = harvest->options->confidence;
    for (rw_idx m = 0; m < count; m++) {
        work[m] = value[m] - bound[m];
    }
    const rw_moments moments = rw_moments_of(count, work);
    *gap = (rw_gap_outlook){.n_sample = count,
                            .sample_size = harvest->options->gap_size,
                            .mean = moments.mean,
                            .deviation = moments.deviation,
                            .upper = rw_estimate_side(count, work, confidence, 1),
                            .plan = rw_moments_of(count, value).mean,
                            .bound = rw_moments_of(count, bound).mean,
                            .bound_low = rw_estimate_side(count, bound, confidence, -1)};
}

rw_status rw_value_gap(const rw_harvest *harvest, rw_outlook *outlook, rw_error *error) {
    rw_status status = RW_OK;
    const rw_idx n_all = harvest->options->n_gap_sample;
    rw_idx count = 0;
    bool is_done = true;
    gap_work work = {.harvest = harvest};
    double *value = rw_calloc(3 * n_all, sizeof *value);
    work.cost = rw_calloc(harvest->options->gap_size, sizeof *work.cost);
    if (value == NULL || work.cost == NULL) {
        RW_TRY(rw_error_set(error, RW_NO_MEMORY, "out of memory for %lld samples", (long long)n_all));
    }
    double *bound = value + n_all;
    RW_TRY(find_threshold(&work, error));
    for (rw_idx m = 0; m < n_all && is_done; m++) {
        rw_harvest_tell(harvest, "gap samples", m, n_all, NULL);
        RW_TRY(try_sample(&work, m, &value[count], &bound[count], &is_done, error));
        count += is_done ? 1 : 0;
    }
    outlook->is_partial = outlook->is_partial || count < n_all;
    if (count > 0) {
        sum_up(harvest, count, value, bound, bound + n_all, &outlook->gap);
    }
done:
    rw_free(value);
    rw_free(work.cost);
    return status;
}
