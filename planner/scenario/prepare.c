// The scenarios a plan asks for.  SPDX-License-Identifier: MIT
#include <stddef.h>

#include <rampwerk/scenario.h>

rw_draw rw_scenario_sample(const rw_model *model) {
    return (rw_draw){.seed = (uint64_t)model->seed,
                     .sampling = model->sampling,
                     .n_sample = model->scenarios,
                     .n_scenario = model->scenarios};
}

rw_status rw_scenario_prepare(const rw_model *model, rw_scenario_set **set, rw_error *error) {
    rw_status status = RW_OK;
    rw_scenario_set *drawn = NULL;
    double error_made = 0.0;
    *set = NULL;
    if (model->scenarios == 0) {
        return rw_scenario_nominal(model, set, error);
    }
    const rw_draw draw = rw_scenario_sample(model);
    RW_TRY(rw_scenario_draw(model, &draw, &drawn, error));
    if (model->reduce > 0) {
        RW_TRY(rw_scenario_reduce(model, drawn, model->reduce, set, &error_made, error));
    } else {
        *set = drawn;
        drawn = NULL;
    }
done:
    rw_scenario_free(&drawn);
    return status;
}
