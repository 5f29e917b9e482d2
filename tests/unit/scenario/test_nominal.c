// The nominal scenario.  SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <rampwerk/scenario.h>

#include "support/tiny.h"

static void all_one(const double *ratio, rw_idx count) {
    for (rw_idx k = 0; k < count; k++) {
        assert_true(ratio[k] == 1.0);
    }
}

static void nominal_scenario_changes_nothing(void **state) {
    (void)state;
    rw_model *model = rw_tiny_new(6, 2);
    rw_scenario_set *set = NULL;
    model->n_permit = 1;
    model->permit = rw_tiny_alloc(model, 1, sizeof *model->permit);
    model->permit[0] = (rw_permit){.name = "p", .title = "", .apply_month = 2, .duration_months = 17};
    assert_int_equal(rw_scenario_nominal(model, &set, NULL), RW_OK);
    assert_int_equal(set->n_scenario, 1);
    const rw_scenario *s = &set->scenario[0];
    assert_true(s->probability == 1.0);
    assert_int_equal(s->permit_months[0], 17);
    all_one(s->build_ratio, 2);
    all_one(s->ramp_ratio, 2);
    all_one(s->rate_ratio, 2);
    all_one(s->yield_ratio, 2);
    all_one(s->capex_ratio, 2);
    all_one(s->price_ratio, 2);
    all_one(s->supply_ratio, 2 * 6);
    all_one(s->hire_ratio, 1);
    all_one(s->attrition_ratio, 1);
    all_one(s->use_ratio, 1);
    all_one(s->target_ratio, 1);
    all_one(s->inflow_ratio, 1);
    rw_scenario_free(&set);
    assert_null(set);
    rw_scenario_free(&set);
    rw_scenario_free(NULL);
    rw_model_free(&model);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nominal_scenario_changes_nothing),
    };
    return cmocka_run_group_tests_name("scenario/nominal", tests, NULL, NULL);
}
