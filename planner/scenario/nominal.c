// The scenario in which everything goes as the model says.  SPDX-License-Identifier: MIT
#include <rampwerk/scenario.h>

#include "core/memory.h"

// count doubles of value 1, or NULL.
static double *ones(rw_arena *arena, rw_idx count) {
    double *value = rw_arena_alloc(arena, count, sizeof *value);
    for (rw_idx k = 0; value != NULL && k < count; k++) {
        value[k] = 1.0;
    }
    return value;
}

// False when out of memory.
static bool scenario_carve(rw_arena *arena, const rw_model *model, rw_scenario *scenario) {
    const struct {
        double **field;
        rw_idx count;
    } ratio[] = {
        {&scenario->build_ratio, model->n_line},
        {&scenario->ramp_ratio, model->n_line},
        {&scenario->rate_ratio, model->n_line},
        {&scenario->yield_ratio, model->n_operation},
        {&scenario->capex_ratio, model->n_line},
        {&scenario->price_ratio, model->n_supplier},
        {&scenario->supply_ratio, model->n_supplier * model->n_month},
        {&scenario->hire_ratio, model->n_skill},
        {&scenario->attrition_ratio, model->n_skill},
        {&scenario->use_ratio, model->n_product},
        {&scenario->target_ratio, model->n_product},
        {&scenario->inflow_ratio, model->n_product},
    };
    for (size_t k = 0; k < sizeof ratio / sizeof ratio[0]; k++) {
        *ratio[k].field = ones(arena, ratio[k].count);
        if (*ratio[k].field == NULL) {
            return false;
        }
    }
    scenario->permit_months = rw_arena_alloc(arena, model->n_permit, sizeof *scenario->permit_months);
    return scenario->permit_months != NULL;
}

rw_status rw_scenario_nominal(const rw_model *model, rw_scenario_set **set_out, rw_error *error) {
    *set_out = NULL;
    rw_arena *arena = rw_arena_new();
    rw_scenario_set *set = arena != NULL ? rw_arena_alloc(arena, 1, sizeof *set) : NULL;
    rw_scenario *scenario = set != NULL ? rw_arena_alloc(arena, 1, sizeof *scenario) : NULL;
    if (scenario == NULL || !scenario_carve(arena, model, scenario)) {
        rw_arena_free(&arena);
        return rw_error_set(error, RW_NO_MEMORY, "out of memory for a scenario");
    }
    scenario->probability = 1.0;
    for (rw_idx q = 0; q < model->n_permit; q++) {
        scenario->permit_months[q] = model->permit[q].duration_months;
    }
    *set = (rw_scenario_set){.n_scenario = 1, .scenario = scenario, .arena = arena};
    *set_out = set;
    return RW_OK;
}

void rw_scenario_free(rw_scenario_set **set) {
    if (set != NULL && *set != NULL) {
        rw_arena *arena = (*set)->arena; // the set itself lies in it
        *set = NULL;
        rw_arena_free(&arena);
    }
}
