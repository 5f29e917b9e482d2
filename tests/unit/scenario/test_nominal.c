// The nominal scenario.  SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <rampwerk/scenario.h>

#include "core/memory.h"
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

static void lost_memory_is_reported(void **state) {
    (void)state;
    rw_model *model = rw_tiny_new(3, 1);
    const long live = rw_memory_live();
    rw_status status = RW_NO_MEMORY;
    for (long k = 0; status != RW_OK; k++) {
        rw_scenario_set *set = NULL;
        rw_error error = {0};
        rw_memory_fail_after(k);
        status = rw_scenario_nominal(model, &set, &error);
        rw_memory_fail_after(-1);
        assert_int_equal(error.status, status);
        assert_true(status == RW_OK ? set != NULL : status == RW_NO_MEMORY && set == NULL);
        rw_scenario_free(&set);
        assert_int_equal(rw_memory_live(), live);
    }
    rw_model_free(&model);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nominal_scenario_changes_nothing),
        cmocka_unit_test(lost_memory_is_reported),
    };
    return cmocka_run_group_tests_name("scenario/nominal", tests, NULL, NULL);
}
