// How a fixed plan fares in futures it was not made for.  analyse/analyse.md holds the method and what each number
// means.  SPDX-License-Identifier: MIT
#ifndef RAMPWERK_ANALYSE_H
#define RAMPWERK_ANALYSE_H

#include <rampwerk/plan.h>
#include <rampwerk/scenario.h>

typedef struct rw_interval {
    double low, high;
} rw_interval;

typedef struct rw_estimate { // of a mean
    double mean;
    rw_interval interval; // at the confidence asked for; unbounded for a sample of one
} rw_estimate;

enum { RW_N_QUANTILE = 5 };
extern const double rw_quantile_share[RW_N_QUANTILE]; // 0.05, 0.25, 0.5, 0.75, 0.95

typedef struct rw_date_outlook { // one product at the end of one month
    rw_idx product, month;
    double target; // without the scenario's ratio
    rw_idx n_met;  // scenarios with a shortfall of at most a millionth of the target (lexicographic: 0.01 %)
    double probability;
    rw_interval interval; // Wilson's
    double stock_mean, shortfall_mean;
    double stock[RW_N_QUANTILE], shortfall[RW_N_QUANTILE];
} rw_date_outlook;

typedef struct rw_promise_outlook { // one probability target of the model
    rw_idx target;                  // into rw_model.probability_target
    rw_idx n_met;                   // scenarios in which every product it covers meets its target in its month
    double probability;
    rw_interval interval;
} rw_promise_outlook;

typedef struct rw_cost_outlook { // discounted EUR of a scenario
    rw_estimate mean;
    double deviation, least, worst;
    double quantile[RW_N_QUANTILE];
    double cvar_level, cvar; // mean of the dearest 1 - cvar_level
} rw_cost_outlook;

// What planning with scenarios is worth over planning with their mean.
typedef struct rw_mean_plan_outlook {
    bool has_plan;         // false: not asked for, or none found in time
    double objective, gap; // of the mean scenario's own problem
    rw_estimate cost;      // of the mean scenario's plan in the sampled scenarios
    rw_estimate saving;    // that cost less this plan's, scenario by scenario
    rw_interval value;     // the bracket of VSS
} rw_mean_plan_outlook;

// What knowing the future would be worth.
typedef struct rw_foresight_outlook {
    rw_idx n_scenario;  // planned each for itself
    rw_estimate cost;   // of the plans found, each in its own scenario
    rw_estimate bound;  // of their proven bounds
    rw_estimate regret; // this plan's cost less the bound, scenario by scenario
    rw_interval value;  // the bracket of EVPI
} rw_foresight_outlook;

// How far this plan can be from the best one (Mak, Morton and Wood).
typedef struct rw_gap_outlook {
    rw_idx n_sample, sample_size; // samples solved; scenarios in each
    double mean, deviation;       // over samples, of this plan's value less the proven bound
    double upper;                 // one-sided confidence limit
    double plan, bound;           // means of the two
    double bound_low;             // one-sided confidence limit of the best plan's value, from below
} rw_gap_outlook;

typedef struct rw_outlook {
    rw_draw sample;    // asked for
    rw_idx n_scenario; // worked out; fewer than asked for where is_partial
    bool is_partial;   // stopped by a limit of time or a request
    bool is_in_sample; // drawn from the seed of the plan's own scenarios: the figures flatter the plan
    double confidence; // of all intervals
    rw_cost_outlook cost;
    rw_idx n_date;
    rw_date_outlook *date; // by product, then month
    rw_idx n_promise;
    rw_promise_outlook *promise;
    rw_mean_plan_outlook mean_plan;
    rw_foresight_outlook foresight;
    rw_gap_outlook gap;
    double seconds;
} rw_outlook;

typedef struct rw_outlook_progress {
    const char *step; // "scenarios", "mean plan", "foresight", "gap samples"
    rw_idx n_done, n_all;
    double seconds;
    rw_estimate cost; // so far; of the step "scenarios"
} rw_outlook_progress;

// Called from the calling thread only.
typedef void (*rw_outlook_report)(void *context, const rw_outlook_progress *progress);

typedef struct rw_outlook_options {
    uint64_t seed;
    rw_sampling sampling;
    rw_idx n_scenario;        // >= 1
    double confidence;        // (0, 1)
    double cvar_level;        // [0, 1)
    bool with_mean_plan;      // VSS: costs a solve
    rw_idx n_foresight;       // EVPI: a solve for each of the first so many scenarios; 0: none
    rw_idx n_gap_sample;      // optimality gap: so many samples ...
    rw_idx gap_size;          // ... of so many scenarios, each solved; 0 samples: none, else at least 2
    double solve_gap;         // relative, of all these solves
    double time_limit;        // seconds of wall time, for everything
    int threads;              // >= 1; results do not depend on it
    rw_outlook_report report; // NULL: none
    void *context;
} rw_outlook_options;

void rw_outlook_defaults(
    rw_outlook_options *options); // 1000 scenarios of seed 1, confidence 0.95, level 0.9, no solves

// Follows the plan's orders through fresh scenarios.  RW_OK also at the time limit and after rw_stop_request:
// n_scenario may then be 0, and what was not worked out is left out.  RW_UNSUPPORTED for solves with the lexicographic
// objective. Release with rw_outlook_clear in any case.
RW_MUST_USE rw_status rw_outlook_make(const rw_model *model, const rw_plan *plan, const rw_outlook_options *options,
                                      rw_outlook *outlook, rw_error *error);
void rw_outlook_clear(rw_outlook *outlook);

#endif
