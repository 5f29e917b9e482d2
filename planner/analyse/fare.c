// A plan that is followed through the scenarios of a set.  SPDX-License-Identifier: MIT
#include "analyse/fare.h"

#include <math.h>

#include "core/clock.h"
#include "core/memory.h"

static const double SHORTFALL_SLACK_RELATIVE = 1e-6; // see model.md section 6
static const double SHORTFALL_SLACK = 1e-4;          // weighted unit-months

typedef struct following { // one step of one set
    const rw_fare *fare;
    const rw_scenario_set *set;
    rw_formulation *formulation;
    rw_fare_visit visit;
    void *context;
    double *first;
} following;

double rw_fare_left(const rw_fare *fare) {
    return fmax(0.0, fare->deadline - rw_clock_seconds());
}

static void take_course(void *context, rw_idx scenario, double value, const double *second) {
    const following *f = context;
    if (f->visit != NULL && isfinite(value)) {
        f->visit(f->context, f->formulation, scenario, second);
    }
}

rw_status rw_fare_formulate(const rw_fare *fare, const rw_scenario_set *set, rw_formulation **formulation,
                            rw_error *error) {
    const rw_aim aim = fare->model->objective == RW_OBJECTIVE_LEXICOGRAPHIC ? RW_AIM_SHORTFALL : RW_AIM_COST;
    return rw_formulation_follow(fare->model, set, aim, NULL, fare->plan, formulation, error);
}

static rw_status start_following(following *f, rw_error *error) {
    f->first = rw_calloc(rw_formulation_problem(f->formulation)->first.n_col, sizeof *f->first);
    if (f->first == NULL) {
        return rw_error_set(error, RW_NO_MEMORY, "out of memory to follow a plan");
    }
    if (!rw_formulation_first(f->formulation, f->fare->plan, f->first)) {
        return rw_error_set(error, RW_INTERNAL, "a plan's orders have no columns");
    }
    return RW_OK;
}

// Works out f->formulation: value becomes the objective of each scenario under its aim.
static rw_status follow_step(following *f, double *value, rw_error *error) {
    rw_status status = RW_OK;
    rw_optimize_options options;
    rw_optimize_defaults(&options);
    options.threads = f->fare->threads;
    RW_TRY(start_following(f, error));
    options.time_limit = rw_fare_left(f->fare);
    RW_TRY(rw_optimize_fixed(rw_formulation_problem(f->formulation), &options, f->first, take_course, f, value, error));
    for (rw_idx w = 0; w < f->set->n_scenario; w++) {
        if (isinf(value[w])) {
            RW_TRY(rw_error_set(error, RW_NUMERICAL, "a scenario leaves the plan no course"));
        }
        value[w] += rw_formulation_base(f->formulation, w, f->first); // NAN stays NAN
    }
done:
    rw_free(f->first);
    f->first = NULL;
    return status;
}

static double cap_of(double shortfall) {
    return shortfall * (1.0 + SHORTFALL_SLACK_RELATIVE) + SHORTFALL_SLACK;
}

// Each scenario's own least weighted shortfall, then its least cost at that.
static rw_status follow_lexicographic(following *f, double *cost, rw_error *error) {
    rw_status status = RW_OK;
    const rw_fare_visit visit = f->visit;
    const rw_idx n = f->set->n_scenario;
    bool is_whole = true;
    double *caps = rw_calloc(n, sizeof *caps);
    if (caps == NULL) {
        return rw_error_set(error, RW_NO_MEMORY, "out of memory to follow a plan");
    }
    f->visit = NULL;
    RW_TRY(follow_step(f, caps, error));
    for (rw_idx w = 0; w < n; w++) {
        is_whole = is_whole && !isnan(caps[w]);
        caps[w] = cap_of(caps[w]);
        cost[w] = NAN;
    }
    if (is_whole) { // else it is time to stop
        f->visit = visit;
        rw_formulation_free(&f->formulation);
        RW_TRY(rw_formulation_follow(f->fare->model, f->set, RW_AIM_COST_AT_SHORTFALL, caps, f->fare->plan,
                                     &f->formulation, error));
        RW_TRY(follow_step(f, cost, error));
    }
done:
    rw_free(caps);
    return status;
}

rw_status rw_fare_follow(const rw_fare *fare, const rw_scenario_set *set, rw_formulation **formulated,
                         rw_fare_visit visit, void *context, double *cost, rw_error *error) {
    following f = {.fare = fare, .set = set, .formulation = *formulated, .visit = visit, .context = context};
    *formulated = NULL;
    const rw_status status = fare->model->objective == RW_OBJECTIVE_LEXICOGRAPHIC
                                 ? follow_lexicographic(&f, cost, error)
                                 : follow_step(&f, cost, error);
    rw_formulation_free(&f.formulation);
    return status;
}
