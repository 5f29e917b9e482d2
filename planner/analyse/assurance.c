// The least prices of shortfall at which a plan reaches its probability targets.  SPDX-License-Identifier: MIT
#include <math.h>
#include <stddef.h>
#include <string.h>

#include "analyse/price.h"
#include "core/memory.h"

static const double STEP_UP = 2;

typedef struct assure_job {
    rw_pricing pricing;
    rw_assurance *assurance;
    double *multiple; // n_lever: of the next solve
    double *failed;   // n_lever: largest multiple at which one of its targets was missed
    bool is_done;     // nothing more can be solved
    bool is_cut;      // although something was left to solve
} assure_job;

// Whether the plan of point b is to be preferred to that of a.
static bool is_preferred(const assure_job *job, rw_idx a, rw_idx b) {
    const rw_price_search *search = job->pricing.search;
    const rw_price_point *point = &search->point[b], *other = &search->point[a];
    double deficit = rw_price_deficit(search, point), other_deficit = rw_price_deficit(search, other);
    if (deficit < other_deficit || deficit > other_deficit) {
        return deficit < other_deficit;
    }
    return rw_price_is_better(job->pricing.model, point, other);
}

// Whether another solve can be made; notes that it could not.
static bool may_solve(assure_job *job) {
    job->is_cut = job->is_cut || job->is_done;
    return !job->is_done;
}

// Keeps a plan and the course of its solve in the place of those kept before.
static void keep(rw_assurance *assurance, rw_solved *solved, rw_idx point) {
    rw_plan_free(&assurance->plan);
    rw_free(assurance->history);
    assurance->plan = solved->plan;
    assurance->n_history = solved->solution->n_history;
    assurance->history = solved->solution->history;
    assurance->chosen = point;
    solved->plan = NULL;
    solved->solution->n_history = 0;
    solved->solution->history = NULL;
}

// Solves at job->multiple; keeps the plan where it is the best so far.
static rw_status solve_once(assure_job *job, rw_error *error) {
    rw_solved solved = {0};
    rw_assurance *assurance = job->assurance;
    rw_status status = rw_pricing_solve(&job->pricing, job->multiple, &solved, &job->is_done, error);
    rw_idx last = job->pricing.search->n_point - 1;
    bool has_plan = status == RW_OK && solved.plan != NULL;
    if (has_plan && (assurance->chosen < 0 || is_preferred(job, assurance->chosen, last))) {
        keep(assurance, &solved, last);
    }
    rw_solved_clear(&solved);
    return status;
}

static const rw_price_point *last_point(const assure_job *job) {
    return &job->pricing.search->point[job->pricing.search->n_point - 1];
}

// Of the lever's targets: the lowest price_limit, or price_tolerance; INFINITY where it has none.
static double least_of_targets(const assure_job *job, rw_idx lever, size_t offset) {
    const rw_price_search *search = job->pricing.search;
    double least = (double)INFINITY;
    for (rw_idx k = 0; k < search->n_target; k++) {
        if (rw_pricing_lever(job->pricing.model, &search->target[k]) == lever) {
            least = fmin(least, *(const double *)((const char *)&search->target[k] + offset));
        }
    }
    return least;
}

static bool misses_a_target(const assure_job *job, rw_idx lever) {
    const rw_price_search *search = job->pricing.search;
    bool is_missed = false;
    for (rw_idx k = 0; k < search->n_target; k++) {
        const rw_probability_target *target = &search->target[k];
        is_missed |= rw_pricing_lever(job->pricing.model, target) == lever &&
                     !rw_price_reaches(last_point(job)->probability[k], target->share);
    }
    return is_missed;
}

// Doubles the levers of targets that are missed.  Returns false where none can be raised.
static bool raise_prices(assure_job *job) {
    bool is_raised = false;
    for (rw_idx v = 0; v < rw_pricing_n_lever(job->pricing.model); v++) {
        double limit = least_of_targets(job, v, offsetof(rw_probability_target, price_limit));
        if (misses_a_target(job, v) && job->multiple[v] < limit) {
            job->failed[v] = job->multiple[v];
            job->multiple[v] = fmin(STEP_UP * job->multiple[v], limit);
            is_raised = true;
        }
    }
    return is_raised;
}

// Lowers one lever by bisection as long as every target stays reached.
static rw_status lower_price(assure_job *job, rw_idx v, rw_error *error) {
    rw_status status = RW_OK;
    double tolerance = least_of_targets(job, v, offsetof(rw_probability_target, price_tolerance));
    double high = job->multiple[v], low = job->failed[v];
    while (low > 0 && high > low * (1 + tolerance) && may_solve(job)) {
        job->multiple[v] = sqrt(low * high);
        RW_TRY(solve_once(job, error));
        if (!last_point(job)->has_plan || rw_price_deficit(job->pricing.search, last_point(job)) > 0) {
            low = job->multiple[v];
        } else {
            high = job->multiple[v];
            job->assurance->least = job->pricing.search->n_point - 1;
        }
    }
    job->multiple[v] = high;
done:
    return status;
}

// Whether the targets that were never reached can be.
static rw_status ask_for_reasons(assure_job *job, rw_error *error) {
    rw_status status = RW_OK;
    rw_price_search *search = job->pricing.search;
    for (rw_idx k = 0; k < search->n_target; k++) {
        bool is_reached = false;
        for (rw_idx n = 0; n < search->n_point; n++) {
            is_reached |= rw_price_reaches(search->point[n].probability[k], search->target[k].share);
        }
        if (!is_reached) {
            RW_TRY(rw_pricing_possible(&job->pricing, k, &search->possible[k], error));
        }
    }
done:
    return status;
}

static rw_status search_prices(assure_job *job, rw_error *error) {
    rw_status status = RW_OK;
    RW_TRY(solve_once(job, error));
    while (rw_price_deficit(job->pricing.search, last_point(job)) > 0 && raise_prices(job) && may_solve(job)) {
        RW_TRY(solve_once(job, error));
    }
    if (last_point(job)->has_plan && !(rw_price_deficit(job->pricing.search, last_point(job)) > 0)) {
        job->assurance->least = job->pricing.search->n_point - 1;
        for (rw_idx v = 0; v < rw_pricing_n_lever(job->pricing.model); v++) {
            RW_TRY(lower_price(job, v, error));
        }
    } else if (!job->is_done) {
        RW_TRY(ask_for_reasons(job, error));
    }
    rw_pricing_end(&job->pricing, !job->is_cut);
done:
    return status;
}

rw_status rw_assurance_find(const rw_model *model, const rw_scenario_set *scenarios, const rw_price_options *options,
                            rw_assurance **assurance_out, rw_error *error) {
    rw_status status = RW_OK;
    assure_job job = {.pricing = {.model = model, .scenarios = scenarios, .options = options}};
    rw_assurance *assurance = rw_calloc(1, sizeof *assurance);
    *assurance_out = NULL;
    job.multiple = rw_calloc(rw_pricing_n_lever(model), sizeof *job.multiple);
    job.failed = rw_calloc(rw_pricing_n_lever(model), sizeof *job.failed);
    if (assurance == NULL || job.multiple == NULL || job.failed == NULL) {
        RW_TRY(rw_error_set(error, RW_NO_MEMORY, "out of memory"));
    }
    if (model->n_probability_target == 0 || model->objective != RW_OBJECTIVE_COST) {
        RW_TRY(rw_error_set(error, RW_ARGUMENT, "%s",
                            model->n_probability_target == 0 ? "the plan has no probability targets"
                                                             : "probability targets need the objective \"cost\""));
    }
    for (rw_idx v = 0; v < rw_pricing_n_lever(model); v++) {
        job.multiple[v] = 1;
    }
    assurance->chosen = assurance->least = -1;
    job.assurance = assurance;
    job.pricing.search = &assurance->search;
    RW_TRY(rw_pricing_begin(&job.pricing, model->n_probability_target, model->probability_target, error));
    RW_TRY(search_prices(&job, error));
    if (assurance->chosen >= 0) {
        const rw_price_point *chosen = &assurance->search.point[assurance->chosen];
        assurance->reached = !(rw_price_deficit(&assurance->search, chosen) > 0);
    }
    *assurance_out = assurance;
    assurance = NULL;
done:
    rw_assurance_free(&assurance);
    rw_free(job.failed);
    rw_free(job.multiple);
    return status;
}

void rw_assurance_free(rw_assurance **assurance) {
    if (assurance != NULL && *assurance != NULL) {
        rw_price_search_clear(&(*assurance)->search);
        rw_plan_free(&(*assurance)->plan);
        rw_free((*assurance)->history);
        rw_free(*assurance);
        *assurance = NULL;
    }
}
