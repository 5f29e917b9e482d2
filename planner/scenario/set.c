// Sets of scenarios.  SPDX-License-Identifier: MIT
#include "scenario/set.h"

#include <string.h>

#include "core/memory.h"

void rw_ratio_list(const rw_model *model, rw_ratio ratio[RW_N_RATIO]) {
#define RATIO(member, size)                                                                                            \
    { .name = #member, .offset = offsetof(rw_scenario, member), .count = (size) }
    const rw_ratio all[RW_N_RATIO] = {
        RATIO(build_ratio, model->n_line),
        RATIO(ramp_ratio, model->n_line),
        RATIO(rate_ratio, model->n_line),
        RATIO(yield_ratio, model->n_operation),
        RATIO(capex_ratio, model->n_line),
        RATIO(price_ratio, model->n_supplier),
        RATIO(supply_ratio, model->n_supplier * model->n_month),
        RATIO(hire_ratio, model->n_skill),
        RATIO(attrition_ratio, model->n_skill),
        RATIO(use_ratio, model->n_product),
        RATIO(target_ratio, model->n_product),
        RATIO(inflow_ratio, model->n_product),
    };
#undef RATIO
    memcpy(ratio, all, sizeof all);
}

double *rw_ratio_of(const rw_scenario *scenario, const rw_ratio *ratio) {
    double *array = NULL;
    memcpy(&array, (const char *)scenario + ratio->offset, sizeof array);
    return array;
}

// One block holds all the ratios of a scenario.  False when out of memory.
static bool carve_scenario(rw_arena *arena, const rw_model *model, rw_scenario *scenario) {
    rw_ratio ratio[RW_N_RATIO];
    rw_idx count = 0;
    rw_ratio_list(model, ratio);
    for (int k = 0; k < RW_N_RATIO; k++) {
        count += ratio[k].count;
    }
    double *value = rw_arena_alloc(arena, count, sizeof *value);
    scenario->permit_months = rw_arena_alloc(arena, model->n_permit, sizeof *scenario->permit_months);
    if (value == NULL || scenario->permit_months == NULL) {
        return false;
    }
    for (rw_idx k = 0; k < count; k++) {
        value[k] = 1.0;
    }
    for (int k = 0; k < RW_N_RATIO; k++) {
        memcpy((char *)scenario + ratio[k].offset, &value, sizeof value);
        value += ratio[k].count;
    }
    for (rw_idx q = 0; q < model->n_permit; q++) {
        scenario->permit_months[q] = model->permit[q].duration_months;
    }
    return true;
}

rw_scenario_set *rw_set_new(const rw_model *model, rw_idx n_scenario, rw_idx n_factor) {
    rw_arena *arena = rw_arena_new();
    rw_scenario_set *set = arena != NULL ? rw_arena_alloc(arena, 1, sizeof *set) : NULL;
    bool is_whole = set != NULL;
    if (is_whole) {
        *set = (rw_scenario_set){.n_scenario = n_scenario, .n_factor = n_factor, .arena = arena};
        set->scenario = rw_arena_alloc(arena, n_scenario, sizeof *set->scenario);
        set->factor_name = rw_arena_alloc(arena, n_factor, sizeof *set->factor_name);
        set->factor = rw_arena_alloc(arena, n_scenario * n_factor, sizeof *set->factor);
        is_whole = set->scenario != NULL && set->factor_name != NULL && set->factor != NULL;
    }
    for (rw_idx w = 0; is_whole && w < n_scenario; w++) {
        is_whole = carve_scenario(arena, model, &set->scenario[w]);
    }
    if (!is_whole) {
        rw_arena_free(&arena);
        return NULL;
    }
    return set;
}

rw_scenario_set *rw_set_new_like(const rw_model *model, const rw_scenario_set *source, rw_idx n_scenario) {
    rw_scenario_set *set = rw_set_new(model, n_scenario, source->n_factor);
    for (rw_idx k = 0; set != NULL && k < source->n_factor; k++) {
        set->factor_name[k] = rw_arena_copy(set->arena, source->factor_name[k]);
        if (set->factor_name[k] == NULL) {
            rw_scenario_free(&set);
        }
    }
    return set;
}

void rw_set_copy(const rw_model *model, rw_scenario_set *set, rw_idx to, const rw_scenario_set *source, rw_idx from) {
    rw_ratio ratio[RW_N_RATIO];
    const rw_scenario *old = &source->scenario[from];
    rw_scenario *copy = &set->scenario[to];
    rw_ratio_list(model, ratio);
    for (int k = 0; k < RW_N_RATIO; k++) {
        memcpy(rw_ratio_of(copy, &ratio[k]), rw_ratio_of(old, &ratio[k]), (size_t)ratio[k].count * sizeof(double));
    }
    memcpy(copy->permit_months, old->permit_months, (size_t)model->n_permit * sizeof *old->permit_months);
    copy->probability = old->probability;
    for (rw_idx k = 0; k < set->n_factor; k++) {
        set->factor[to * set->n_factor + k] = source->factor[from * source->n_factor + k];
    }
}

void rw_scenario_free(rw_scenario_set **set) {
    if (set != NULL && *set != NULL) {
        rw_arena *arena = (*set)->arena; // the set itself lies in it
        *set = NULL;
        rw_arena_free(&arena);
    }
}
