// The scenario in which everything goes as the model says.  SPDX-License-Identifier: MIT
#include "scenario/set.h"

rw_status rw_scenario_nominal(const rw_model *model, rw_scenario_set **set, rw_error *error) {
    *set = rw_set_new(model, 1, 0);
    if (*set == NULL) {
        return rw_error_set(error, RW_NO_MEMORY, "out of memory for a scenario");
    }
    (*set)->scenario[0].probability = 1.0;
    return RW_OK;
}
