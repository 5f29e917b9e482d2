// Cost against probability.  SPDX-License-Identifier: MIT
#include <math.h>
#include <stddef.h>

#include "analyse/price.h"
#include "core/memory.h"

static const double STEP = 2; // up and down, until the level is bracketed

typedef struct trace_job {
    rw_pricing pricing;
    rw_frontier *frontier;
    double *multiple;
    bool is_done; // nothing more can be solved
    bool is_cut;  // although something was left to solve
} trace_job;

static double price_of(const trace_job *job, rw_idx point) {
    const rw_price_search *search = job->pricing.search;
    return search->point[point].multiple[rw_pricing_lever(job->pricing.model, &search->target[0])];
}

// The point of the least price whose plan reaches the level, -1: none.
static rw_idx least_reaching(const trace_job *job, double level) {
    rw_idx least = -1;
    for (rw_idx k = 0; k < job->pricing.search->n_point; k++) {
        const rw_price_point *point = &job->pricing.search->point[k];
        bool reaches = point->has_plan && rw_price_reaches(point->probability[0], level);
        if (reaches && (least < 0 || price_of(job, k) < price_of(job, least))) {
            least = k;
        }
    }
    return least;
}

// The largest price below `ceiling` that was tried, 0: none.
static double price_below(const trace_job *job, double ceiling) {
    double below = 0;
    for (rw_idx k = 0; k < job->pricing.search->n_point; k++) {
        below = price_of(job, k) < ceiling ? fmax(below, price_of(job, k)) : below;
    }
    return below;
}

// The price to try next for the level; 0 when the search for it is over.
static double next_price(const trace_job *job, double level) {
    const rw_probability_target *target = &job->pricing.search->target[0];
    rw_idx least = least_reaching(job, level);
    if (least < 0) {
        double highest = price_below(job, (double)INFINITY);
        return highest < target->price_limit ? fmin(STEP * highest, target->price_limit) : 0;
    }
    double high = price_of(job, least), low = price_below(job, high);
    double floor_price = target->lever == RW_LEVER_CVAR ? 1 : 1 / target->price_limit;
    if (!(low > 0)) {
        return high > floor_price ? fmax(high / STEP, floor_price) : 0;
    }
    return high > low * (1 + target->price_tolerance) ? sqrt(low * high) : 0;
}

static rw_status solve_at(trace_job *job, double price, rw_error *error) {
    rw_solved solved = {0};
    job->multiple[rw_pricing_lever(job->pricing.model, &job->pricing.search->target[0])] = price;
    rw_status status = rw_pricing_solve(&job->pricing, job->multiple, &solved, &job->is_done, error);
    rw_solved_clear(&solved);
    return status;
}

static rw_idx cheapest_reaching(const trace_job *job, double level) {
    const rw_price_search *search = job->pricing.search;
    rw_idx best = -1;
    for (rw_idx k = 0; k < search->n_point; k++) {
        const rw_price_point *point = &search->point[k];
        bool reaches = point->has_plan && rw_price_reaches(point->probability[0], level);
        if (reaches && (best < 0 || rw_price_is_better(job->pricing.model, point, &search->point[best]))) {
            best = k;
        }
    }
    return best;
}

static rw_status trace_levels(trace_job *job, rw_error *error) {
    rw_status status = RW_OK;
    rw_frontier *frontier = job->frontier;
    RW_TRY(solve_at(job, 1, error));
    for (rw_idx k = 0; k < frontier->n_row; k++) {
        double price = next_price(job, frontier->row[k].level);
        for (; !job->is_done && price > 0; price = next_price(job, frontier->row[k].level)) {
            RW_TRY(solve_at(job, price, error));
        }
        job->is_cut = job->is_cut || price > 0;
    }
    for (rw_idx k = 0; k < frontier->n_row; k++) {
        frontier->row[k].chosen = cheapest_reaching(job, frontier->row[k].level);
        frontier->row[k].least = least_reaching(job, frontier->row[k].level);
    }
    rw_pricing_end(&job->pricing, !job->is_cut);
    for (rw_idx k = 0; k < frontier->n_row && !job->is_done; k++) {
        if (frontier->row[k].chosen < 0) {
            RW_TRY(rw_pricing_possible(&job->pricing, 0, &job->pricing.search->possible[0], error));
            break;
        }
    }
done:
    return status;
}

rw_status rw_frontier_trace(const rw_model *model, const rw_scenario_set *scenarios,
                            const rw_frontier_question *question, const rw_price_options *options,
                            rw_frontier **frontier_out, rw_error *error) {
    rw_status status = RW_OK;
    trace_job job = {.pricing = {.model = model, .scenarios = scenarios, .options = options}};
    rw_frontier *frontier = rw_calloc(1, sizeof *frontier);
    *frontier_out = NULL;
    job.multiple = rw_calloc(rw_pricing_n_lever(model), sizeof *job.multiple);
    if (frontier != NULL) {
        frontier->row = rw_calloc(question->n_level, sizeof *frontier->row);
    }
    if (frontier == NULL || frontier->row == NULL || job.multiple == NULL) {
        RW_TRY(rw_error_set(error, RW_NO_MEMORY, "out of memory"));
    }
    if (model->objective != RW_OBJECTIVE_COST) {
        RW_TRY(rw_error_set(error, RW_ARGUMENT, "probability targets need the objective \"cost\""));
    }
    for (rw_idx k = 0; k < question->n_level; k++) {
        frontier->row[k] = (rw_frontier_row){.level = question->level[k], .chosen = -1, .least = -1};
    }
    frontier->n_row = question->n_level;
    for (rw_idx c = 0; c < rw_pricing_n_lever(model); c++) {
        job.multiple[c] = 1;
    }
    job.frontier = frontier;
    job.pricing.search = &frontier->search;
    RW_TRY(rw_pricing_begin(&job.pricing, 1, question->target, error));
    RW_TRY(trace_levels(&job, error));
    *frontier_out = frontier;
    frontier = NULL;
done:
    rw_frontier_free(&frontier);
    rw_free(job.multiple);
    return status;
}

void rw_frontier_free(rw_frontier **frontier) {
    if (frontier != NULL && *frontier != NULL) {
        rw_price_search_clear(&(*frontier)->search);
        rw_free((*frontier)->row);
        rw_free(*frontier);
        *frontier = NULL;
    }
}
