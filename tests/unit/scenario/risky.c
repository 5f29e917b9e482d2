// Tiny plants with risks.  SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "scenario/risky.h"

static const uint64_t SEED = 20270101;

rw_model *risky_new(rw_idx n_month) {
    rw_model *model = rw_tiny_new(n_month, 2);
    model->n_permit = 2;
    model->permit = rw_tiny_alloc(model, 2, sizeof *model->permit);
    model->permit[0] = (rw_permit){.name = "quick", .title = "", .duration_months = 3};
    model->permit[1] = (rw_permit){.name = "slow", .title = "", .duration_months = 20};
    model->risk = rw_tiny_alloc(model, RISKY_ROOM, sizeof *model->risk);
    model->correlation = rw_tiny_alloc(model, RISKY_ROOM, sizeof *model->correlation);
    return model;
}

rw_idx risky_add(rw_model *model, const char *name, const char *factor, rw_distribution distribution,
                 rw_idx n_parameter, const double *parameter, const char *target) {
    const char **targets = rw_tiny_alloc(model, 1, sizeof *targets);
    targets[0] = target;
    model->risk[model->n_risk] = (rw_risk){.name = name,
                                           .title = "",
                                           .factor = factor,
                                           .distribution = distribution,
                                           .n_parameter = n_parameter,
                                           .parameter = rw_tiny_values(model, n_parameter, parameter),
                                           .n_target = target != NULL,
                                           .target = targets};
    return model->n_risk++;
}

void risky_correlate(rw_model *model, rw_idx first, rw_idx second, double value) {
    model->correlation[model->n_correlation++] = (rw_correlation){.first = first, .second = second, .value = value};
}

rw_scenario_set *risky_draw(const rw_model *model, rw_sampling sampling, rw_idx n_sample, rw_idx first, rw_idx count) {
    const rw_draw draw = {
        .seed = SEED, .sampling = sampling, .n_sample = n_sample, .first = first, .n_scenario = count};
    rw_scenario_set *set = NULL;
    rw_error error = {0};
    if (rw_scenario_draw(model, &draw, &set, &error) != RW_OK) {
        fail_msg("%s", error.text);
    }
    return set;
}

static bool same_values(const double *a, const double *b, rw_idx count) {
    return memcmp(a, b, (size_t)count * sizeof *a) == 0;
}

bool risky_same(const rw_model *model, const rw_scenario *a, const rw_scenario *b) {
    return memcmp(a->permit_months, b->permit_months, (size_t)model->n_permit * sizeof *a->permit_months) == 0 &&
           same_values(a->build_ratio, b->build_ratio, model->n_line) &&
           same_values(a->ramp_ratio, b->ramp_ratio, model->n_line) &&
           same_values(a->rate_ratio, b->rate_ratio, model->n_line) &&
           same_values(a->yield_ratio, b->yield_ratio, model->n_operation) &&
           same_values(a->capex_ratio, b->capex_ratio, model->n_line) &&
           same_values(a->price_ratio, b->price_ratio, model->n_supplier) &&
           same_values(a->supply_ratio, b->supply_ratio, model->n_supplier * model->n_month) &&
           same_values(a->hire_ratio, b->hire_ratio, model->n_skill) &&
           same_values(a->attrition_ratio, b->attrition_ratio, model->n_skill) &&
           same_values(a->use_ratio, b->use_ratio, model->n_product) &&
           same_values(a->target_ratio, b->target_ratio, model->n_product) &&
           same_values(a->inflow_ratio, b->inflow_ratio, model->n_product);
}

double risky_factor(const rw_scenario_set *set, rw_idx scenario, const char *name) {
    for (rw_idx k = 0; k < set->n_factor; k++) {
        if (strcmp(set->factor_name[k], name) == 0) {
            return set->factor[scenario * set->n_factor + k];
        }
    }
    fail_msg("no factor is called %s", name);
    return (double)NAN;
}

double risky_correlation(const double *x, const double *y, rw_idx count) {
    double mean_x = 0.0, mean_y = 0.0, xx = 0.0, yy = 0.0, xy = 0.0;
    for (rw_idx k = 0; k < count; k++) {
        mean_x += x[k] / (double)count;
        mean_y += y[k] / (double)count;
    }
    for (rw_idx k = 0; k < count; k++) {
        xx += (x[k] - mean_x) * (x[k] - mean_x);
        yy += (y[k] - mean_y) * (y[k] - mean_y);
        xy += (x[k] - mean_x) * (y[k] - mean_y);
    }
    return xy / sqrt(xx * yy);
}
