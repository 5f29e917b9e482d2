// Sets made from a set: its mean and its parts.  SPDX-License-Identifier: MIT
#include <math.h>

#include "core/memory.h"
#include "scenario/set.h"

static double total_probability(const rw_scenario_set *set, rw_idx first, rw_idx count) {
    double sum = 0.0;
    for (rw_idx w = first; w < first + count; w++) {
        sum += set->scenario[w].probability;
    }
    return sum;
}

rw_status rw_scenario_part(const rw_model *model, const rw_scenario_set *set, rw_idx first, rw_idx n_scenario,
                           rw_scenario_set **part, rw_error *error) {
    *part = NULL;
    if (first < 0 || n_scenario < 1 || first > set->n_scenario || n_scenario > set->n_scenario - first) {
        return rw_error_set(error, RW_ARGUMENT, "%lld scenarios from number %lld on of a set of %lld",
                            (long long)n_scenario, (long long)first, (long long)set->n_scenario);
    }
    *part = rw_set_new_like(model, set, n_scenario);
    if (*part == NULL) {
        return rw_error_set(error, RW_NO_MEMORY, "out of memory for %lld scenarios", (long long)n_scenario);
    }
    const double total = total_probability(set, first, n_scenario);
    for (rw_idx w = 0; w < n_scenario; w++) {
        rw_set_copy(model, *part, w, set, first + w);
        (*part)->scenario[w].probability /= total;
    }
    return RW_OK;
}

// Adds weight times the numbers of a scenario to those of mean, and to the months of permits.
static void add_scenario(const rw_model *model, const rw_ratio ratio[RW_N_RATIO], const rw_scenario *scenario,
                         double weight, rw_scenario *mean, double *months) {
    for (int k = 0; k < RW_N_RATIO; k++) {
        const double *from = rw_ratio_of(scenario, &ratio[k]);
        double *to = rw_ratio_of(mean, &ratio[k]);
        for (rw_idx i = 0; i < ratio[k].count; i++) {
            to[i] += weight * from[i];
        }
    }
    for (rw_idx q = 0; q < model->n_permit; q++) {
        months[q] += weight * (double)scenario->permit_months[q];
    }
}

rw_status rw_scenario_mean(const rw_model *model, const rw_scenario_set *set, rw_scenario_set **mean, rw_error *error) {
    rw_scenario_set *made = rw_set_new_like(model, set, 1);
    double *months = made != NULL ? rw_arena_alloc(made->arena, model->n_permit, sizeof *months) : NULL;
    *mean = NULL;
    if (months == NULL) {
        rw_scenario_free(&made);
        return rw_error_set(error, RW_NO_MEMORY, "out of memory for a scenario");
    }
    rw_ratio ratio[RW_N_RATIO];
    rw_scenario *scenario = &made->scenario[0];
    rw_ratio_list(model, ratio);
    for (int k = 0; k < RW_N_RATIO; k++) {
        double *value = rw_ratio_of(scenario, &ratio[k]);
        for (rw_idx i = 0; i < ratio[k].count; i++) {
            value[i] = 0.0;
        }
    }
    const double total = total_probability(set, 0, set->n_scenario);
    for (rw_idx w = 0; w < set->n_scenario; w++) {
        const double weight = set->scenario[w].probability / total;
        add_scenario(model, ratio, &set->scenario[w], weight, scenario, months);
        for (rw_idx k = 0; k < set->n_factor; k++) {
            made->factor[k] += weight * set->factor[w * set->n_factor + k];
        }
    }
    for (rw_idx q = 0; q < model->n_permit; q++) {
        scenario->permit_months[q] = (rw_idx)floor(months[q] + 0.5);
    }
    scenario->probability = 1.0;
    *mean = made;
    return RW_OK;
}
