// In how many futures a target can be met at all, whatever is ordered.  SPDX-License-Identifier: MIT
//
// One future at a time, known beforehand: least V = shortfall + shortfall below the critical level of the target's
// stocks at the end of its month, and the customer's unmet use in any month, each unmet unit counting more than one of
// shortfall (RW_AIM_SHORTFALL with everything else left out of the weights).  A proven lower bound of V above 0 says
// that no plan meets the target there without leaving use unmet.
#include <math.h>
#include <string.h>

#include <rampwerk/formulate.h>

#include "analyse/price.h"
#include "core/clock.h"
#include "core/memory.h"
#include "core/team.h"

static const double PROVEN_SHARE = 1e-4; // of what is wanted, or of one unit: less than that proves nothing

typedef struct possible_job {
    const rw_pricing *pricing;
    rw_model model; // that of the search with other weights and targets
    double wanted;  // of all stocks together, nominally
    rw_idx target;
    bool *impossible;  // n_scenario
    rw_status *status; // n_scenario
} possible_job;

static bool counts(const rw_probability_target *target, const rw_product *product) {
    return product->customer == target->customer && (target->item < 0 || product->item == target->item);
}

// Weights for the target's customer alone, targets in the target's month alone.
static rw_status reduce_model(possible_job *job, rw_arena *arena) {
    rw_model *model = &job->model;
    const rw_probability_target *target = &job->pricing->search->target[job->target];
    rw_customer *customer = rw_arena_alloc(arena, model->n_customer, sizeof *customer);
    rw_product *product = rw_arena_alloc(arena, model->n_product, sizeof *product);
    double *nothing = rw_arena_alloc(arena, model->n_month, sizeof *nothing);
    if (customer == NULL || product == NULL || nothing == NULL) {
        return RW_NO_MEMORY;
    }
    for (rw_idx c = 0; c < model->n_customer; c++) {
        customer[c] = model->customer[c];
        customer[c].priority_weight = c == target->customer ? 1 : 0;
    }
    for (rw_idx r = 0; r < model->n_product; r++) {
        double *wanted = rw_arena_alloc(arena, model->n_month, sizeof *wanted);
        if (wanted == NULL) {
            return RW_NO_MEMORY;
        }
        product[r] = model->product[r];
        wanted[target->by] = product[r].target[target->by];
        product[r].target = counts(target, &product[r]) ? wanted : nothing;
        job->wanted += product[r].target[target->by];
    }
    model->customer = customer;
    model->product = product;
    return RW_OK;
}

static rw_status judge_future(possible_job *job, rw_idx w) {
    rw_status status = RW_OK;
    const rw_pricing *pricing = job->pricing;
    rw_scenario_set *future = NULL;
    rw_formulation *formulation = NULL;
    rw_solution *solution = NULL;
    rw_optimize_options options = pricing->options->optimize;
    const double enough = PROVEN_SHARE * fmax(1, job->wanted);
    options.threads = 1; // futures are judged side by side
    options.report = NULL;
    options.node_limit = 0;
    options.gap_relative = 0;
    options.gap_absolute = enough;
    options.time_limit = fmax(0, options.time_limit - (rw_clock_seconds() - pricing->begun));
    RW_TRY(rw_scenario_part(pricing->model, pricing->scenarios, w, 1, &future, NULL));
    RW_TRY(rw_formulation_new(&job->model, future, RW_AIM_SHORTFALL, 0, false, &formulation, NULL));
    RW_TRY(rw_optimize(rw_formulation_problem(formulation), &options, NULL, &solution, NULL));
    job->impossible[w] = solution->bound > enough;
done:
    rw_solution_free(&solution);
    rw_formulation_free(&formulation);
    rw_scenario_free(&future);
    return status;
}

static void judge_task(void *context, rw_idx w) {
    possible_job *job = context;
    const rw_price_search *search = job->pricing->search;
    if (!search->ever_met[job->target * job->pricing->scenarios->n_scenario + w] && !rw_stop_requested()) {
        job->status[w] = judge_future(job, w);
    }
}

rw_status rw_pricing_possible(const rw_pricing *pricing, rw_idx k, double *share, rw_error *error) {
    rw_status status = RW_OK;
    const rw_idx n_scenario = pricing->scenarios->n_scenario;
    rw_arena *arena = rw_arena_new();
    possible_job job = {.pricing = pricing, .model = *pricing->model, .target = k};
    *share = 1;
    if (arena != NULL) {
        job.impossible = rw_arena_alloc(arena, n_scenario, sizeof *job.impossible);
        job.status = rw_arena_alloc(arena, n_scenario, sizeof *job.status);
    }
    if (job.impossible == NULL || job.status == NULL || reduce_model(&job, arena) != RW_OK) {
        RW_TRY(rw_error_set(error, RW_NO_MEMORY, "out of memory"));
    }
    rw_team_run(pricing->options->optimize.threads, n_scenario, judge_task, &job);
    for (rw_idx w = 0; w < n_scenario; w++) {
        if (job.status[w] != RW_OK) {
            RW_TRY(rw_error_set(error, job.status[w], "future %lld cannot be judged: %s", (long long)w,
                                rw_status_text(job.status[w])));
        }
        *share -= job.impossible[w] ? pricing->scenarios->scenario[w].probability : 0;
    }
    *share = fmax(0, *share);
done:
    rw_arena_free(&arena);
    return status;
}
