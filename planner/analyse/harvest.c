// What an outlook gathers, scenario by scenario, before it is summed up.  SPDX-License-Identifier: MIT
#include "analyse/harvest.h"

#include <math.h>
#include <stddef.h>

#include "analyse/statistics.h"
#include "core/clock.h"
#include "core/team.h"

enum { N_CHUNK = 256, N_ROUND = 4 }; // scenarios of a problem, problems at a time: memory holds no more

static const double MISSED_SHARE = 1e-6;        // of the target, or of one unit: less than that is no shortfall
static const double MISSED_SHARE_CAPPED = 1e-4; // where the cap on weighted shortfall leaves some room

rw_draw rw_harvest_draw(const rw_harvest *harvest, rw_idx first, rw_idx n_scenario) {
    return (rw_draw){.seed = harvest->options->seed,
                     .sampling = harvest->options->sampling,
                     .n_sample = harvest->options->n_scenario,
                     .first = first,
                     .n_scenario = n_scenario};
}

bool rw_harvest_is_over(const rw_harvest *harvest) {
    return rw_stop_requested() || rw_fare_left(&harvest->fare) <= 0.0;
}

rw_optimize_options rw_harvest_solver(const rw_harvest *harvest) {
    rw_optimize_options solver;
    rw_optimize_defaults(&solver);
    solver.gap_relative = harvest->options->solve_gap;
    solver.threads = harvest->options->threads;
    solver.time_limit = rw_fare_left(&harvest->fare);
    return solver;
}

void rw_harvest_tell(const rw_harvest *harvest, const char *step, rw_idx n_done, rw_idx n_all, const double *cost) {
    if (harvest->options->report == NULL) {
        return;
    }
    rw_outlook_progress progress = {.step = step,
                                    .n_done = n_done,
                                    .n_all = n_all,
                                    .seconds = rw_clock_seconds() - harvest->begun,
                                    .cost = {.mean = NAN, .interval = {NAN, NAN}}};
    if (cost != NULL && n_done > 0) {
        progress.cost = rw_estimate_of(n_done, cost, harvest->options->confidence);
    }
    harvest->options->report(harvest->options->context, &progress);
}

typedef struct chunk { // on its way through a plan
    rw_harvest *harvest;
    const rw_fare *fare;
    rw_harvest_visit visit;
    rw_idx first, n_scenario; // of the sample
    rw_scenario_set *set;
    rw_formulation *formulation;
    rw_status status;
    rw_error error;
} chunk;

static void clear_chunk(chunk *c) {
    rw_formulation_free(&c->formulation);
    rw_scenario_free(&c->set);
}

static void take_course(void *context, const rw_formulation *formulation, rw_idx scenario, const double *second) {
    chunk *c = context;
    if (c->visit != NULL) {
        c->visit(c->harvest, formulation, scenario, c->first + scenario, second);
    }
}

// A task: chunks of a round are drawn and formulated side by side.
static void prepare_chunk(void *context, rw_idx index) {
    chunk *c = (chunk *)context + index;
    const rw_draw draw = rw_harvest_draw(c->harvest, c->first, c->n_scenario);
    c->status = rw_scenario_draw(c->harvest->model, &draw, &c->set, &c->error);
    if (c->status == RW_OK) {
        c->status = rw_fare_formulate(c->fare, c->set, &c->formulation, &c->error);
    }
}

static rw_status follow_chunk(chunk *c, double *cost, rw_error *error) {
    if (c->status != RW_OK) {
        return rw_error_set(error, c->status, "%s", c->error.text);
    }
    return rw_fare_follow(c->fare, c->set, &c->formulation, take_course, c, &cost[c->first], error);
}

rw_status rw_harvest_follow(rw_harvest *harvest, const rw_plan *plan, const char *step, rw_harvest_visit visit,
                            double *cost, rw_error *error) {
    rw_status status = RW_OK;
    chunk round[N_ROUND] = {{0}};
    const rw_idx n_all = harvest->options->n_scenario;
    rw_fare fare = harvest->fare;
    fare.plan = plan;
    for (rw_idx w = 0; w < n_all; w++) {
        cost[w] = NAN;
    }
    for (rw_idx first = 0; first < n_all && !rw_harvest_is_over(harvest);) {
        rw_idx n_chunk = 0;
        for (; n_chunk < N_ROUND && first < n_all; first += round[n_chunk++].n_scenario) {
            round[n_chunk] = (chunk){.harvest = harvest, .fare = &fare, .visit = visit, .first = first};
            round[n_chunk].n_scenario = n_all - first < N_CHUNK ? n_all - first : N_CHUNK;
        }
        rw_team_run(fare.threads, n_chunk, prepare_chunk, round);
        for (rw_idx k = 0; k < n_chunk && !rw_harvest_is_over(harvest); k++) {
            RW_TRY(follow_chunk(&round[k], cost, error));
            rw_harvest_tell(harvest, step, round[k].first + round[k].n_scenario, n_all,
                            rw_harvest_is_over(harvest) ? NULL : cost);
        }
        for (rw_idx k = 0; k < n_chunk; k++) {
            clear_chunk(&round[k]);
        }
    }
done:
    for (rw_idx k = 0; k < N_ROUND; k++) {
        clear_chunk(&round[k]);
    }
    return status;
}

static void take_stocks(rw_harvest *harvest, const rw_formulation *formulation, rw_idx scenario, rw_idx in_sample,
                        const double *second) {
    const rw_idx n_all = harvest->options->n_scenario;
    const bool is_capped = harvest->model->objective == RW_OBJECTIVE_LEXICOGRAPHIC;
    const double share = is_capped ? MISSED_SHARE_CAPPED : MISSED_SHARE;
    for (rw_idx d = 0; d < harvest->n_date; d++) {
        const rw_date_outlook *date = &harvest->date[d];
        double stock = 0.0;
        double shortfall = 0.0;
        rw_formulation_stock(formulation, scenario, second, date->product, date->month, &stock, &shortfall);
        const bool is_met = shortfall <= share * fmax(1.0, stock + shortfall); // the sum: the target, if missed
        harvest->stock[d * n_all + in_sample] = stock;
        harvest->shortfall[d * n_all + in_sample] = is_met ? 0.0 : shortfall;
    }
}

rw_status rw_harvest_make(rw_harvest *harvest, rw_error *error) {
    return rw_harvest_follow(harvest, harvest->fare.plan, "scenarios", take_stocks, harvest->cost, error);
}
