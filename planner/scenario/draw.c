// Drawing the scenarios of a sample.  SPDX-License-Identifier: MIT
#include "core/memory.h"
#include "scenario/sampler.h"

static bool name_factors(const rw_model *model, rw_scenario_set *set) {
    for (rw_idx k = 0; k < set->n_factor; k++) {
        set->factor_name[k] = rw_sampler_name(model, k, set->arena);
        if (set->factor_name[k] == NULL) {
            return false;
        }
    }
    return true;
}

rw_status rw_scenario_draw(const rw_model *model, const rw_draw *draw, rw_scenario_set **set_out, rw_error *error) {
    rw_status status = RW_OK;
    rw_sampler sampler = {0};
    rw_scenario_set *set = NULL;
    *set_out = NULL;
    RW_TRY(rw_sampler_init(&sampler, model, draw, error));
    set = rw_set_new(model, draw->n_scenario, sampler.n_factor);
    double *delay = rw_arena_alloc(sampler.arena, draw->n_scenario * model->n_permit, sizeof *delay);
    if (set == NULL || delay == NULL || !name_factors(model, set)) {
        RW_TRY(rw_error_set(error, RW_NO_MEMORY, "out of memory for %lld scenarios", (long long)draw->n_scenario));
    }
    rw_sampler_run(&sampler, set->factor, set->scenario, delay);
    *set_out = set;
    set = NULL;
done:
    rw_scenario_free(&set);
    rw_sampler_clear(&sampler);
    return status;
}
