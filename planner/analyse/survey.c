// What an outlook gathers, scenario by scenario, before it is summed up.  SPDX-License-Identifier: MIT
#include "analyse/survey.h"

#include <math.h>

#include "analyse/statistics.h"
#include "core/clock.h"
#include "core/memory.h"

enum { N_CHUNK = 256 }; // scenarios at a time: memory holds no more of them

static const double MISSED_SHARE = 1e-4; // of the target: less than that is no shortfall

rw_draw rw_survey_draw(const rw_survey *survey, rw_idx first, rw_idx n_scenario) {
    return (rw_draw){.seed = survey->options->seed,
                     .sampling = survey->options->sampling,
                     .n_sample = survey->options->n_scenario,
                     .first = first,
                     .n_scenario = n_scenario};
}

bool rw_survey_is_over(const rw_survey *survey) {
    return rw_stop_requested() || rw_fare_left(&survey->fare) <= 0.0;
}

rw_optimize_options rw_survey_solver(const rw_survey *survey) {
    rw_optimize_options solver;
    rw_optimize_defaults(&solver);
    solver.gap_relative = survey->options->solve_gap;
    solver.threads = survey->options->threads;
    solver.time_limit = rw_fare_left(&survey->fare);
    return solver;
}

void rw_survey_tell(const rw_survey *survey, const char *step, rw_idx n_done, rw_idx n_all, const double *cost) {
    if (survey->options->report == NULL) {
        return;
    }
    rw_outlook_progress progress = {.step = step,
                                    .n_done = n_done,
                                    .n_all = n_all,
                                    .seconds = rw_clock_seconds() - survey->begun,
                                    .cost = {.mean = NAN, .interval = {NAN, NAN}}};
    if (cost != NULL && n_done > 0) {
        progress.cost = rw_estimate_of(n_done, cost, survey->options->confidence);
    }
    survey->options->report(survey->options->context, &progress);
}

typedef struct chunk { // on its way through a plan
    rw_survey *survey;
    rw_survey_visit visit;
    rw_idx first;
} chunk;

static void take_course(void *context, const rw_formulation *formulation, rw_idx scenario, const double *second) {
    chunk *c = context;
    if (c->visit != NULL) {
        c->visit(c->survey, formulation, scenario, c->first + scenario, second);
    }
}

rw_status rw_survey_follow(rw_survey *survey, const rw_plan *plan, const char *step, rw_survey_visit visit,
                           double *cost, rw_error *error) {
    rw_status status = RW_OK;
    rw_scenario_set *set = NULL;
    const rw_idx n_all = survey->options->n_scenario;
    rw_fare fare = survey->fare;
    fare.plan = plan;
    for (rw_idx w = 0; w < n_all; w++) {
        cost[w] = NAN;
    }
    for (rw_idx first = 0; first < n_all && !rw_survey_is_over(survey); first += N_CHUNK) {
        const rw_idx count = n_all - first < N_CHUNK ? n_all - first : N_CHUNK;
        const rw_draw draw = rw_survey_draw(survey, first, count);
        chunk c = {.survey = survey, .visit = visit, .first = first};
        rw_scenario_free(&set);
        RW_TRY(rw_scenario_draw(survey->model, &draw, &set, error));
        RW_TRY(rw_fare_follow(&fare, set, take_course, &c, &cost[first], error));
        rw_survey_tell(survey, step, first + count, n_all, rw_survey_is_over(survey) ? NULL : cost);
    }
done:
    rw_scenario_free(&set);
    return status;
}

static void take_stocks(rw_survey *survey, const rw_formulation *formulation, rw_idx scenario, rw_idx in_sample,
                        const double *second) {
    const rw_idx n_all = survey->options->n_scenario;
    for (rw_idx d = 0; d < survey->n_date; d++) {
        const rw_date_outlook *date = &survey->date[d];
        double stock = 0.0;
        double shortfall = 0.0;
        rw_formulation_stock(formulation, scenario, second, date->product, date->month, &stock, &shortfall);
        const bool is_met = shortfall <= MISSED_SHARE * (stock + shortfall); // their sum is the target if it is missed
        survey->stock[d * n_all + in_sample] = stock;
        survey->shortfall[d * n_all + in_sample] = is_met ? 0.0 : shortfall;
    }
}

rw_status rw_survey_make(rw_survey *survey, rw_error *error) {
    return rw_survey_follow(survey, survey->fare.plan, "scenarios", take_stocks, survey->cost, error);
}
