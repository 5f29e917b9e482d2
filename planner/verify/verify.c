// The re-check of a plan, part by part.  SPDX-License-Identifier: MIT
#include <rampwerk/verify.h>

#include "core/memory.h"
#include "verify/check.h"
#include "verify/cost.h"
#include "verify/customer.h"
#include "verify/effective.h"
#include "verify/objective.h"
#include "verify/orders.h"
#include "verify/people.h"
#include "verify/policy.h"
#include "verify/production.h"
#include "verify/quantities.h"
#include "verify/report.h"
#include "verify/shape.h"
#include "verify/supply.h"

// False when out of memory.
static bool carve_states(rw_arena *arena, const rw_model *model, rw_states *state) {
    const struct {
        double **field;
        rw_idx n_row;
    } array[] = {
        {&state->effective, model->n_line * RW_N_VINTAGE},
        {&state->completed, model->n_line},
        {&state->mothballed, model->n_line},
        {&state->stock, model->n_item},
        {&state->headcount, model->n_skill},
        {&state->customer_stock, model->n_product},
        {&state->cost, RW_N_COST},
        {&state->turnover, RW_N_COST},
    };
    for (size_t k = 0; k < sizeof array / sizeof array[0]; k++) {
        *array[k].field = rw_arena_alloc(arena, array[k].n_row * model->n_month, sizeof(double));
        if (*array[k].field == NULL) {
            return false;
        }
    }
    return true;
}

static void check_scenario(rw_check *check, rw_idx w, rw_expectation *expectation) {
    check->at_hand = w;
    check->scenario = &check->scenarios->scenario[w];
    check->course = &check->plan->course[w];
    rw_check_signs(check);
    rw_check_effective(check);
    rw_check_production(check);
    rw_check_supply(check);
    rw_check_stock(check);
    rw_check_people(check);
    rw_check_customers(check);
    rw_check_policies(check);
    rw_check_costs(check);
    rw_check_course_objective(check, expectation);
}

rw_status rw_verify(const rw_model *model, const rw_scenario_set *scenarios, const rw_plan *plan, rw_verdict *verdict,
                    rw_error *error) {
    rw_status status = RW_OK;
    rw_arena *arena = NULL;
    rw_expectation expectation = {0};
    rw_check check = {model, scenarios, plan, verdict, .at_hand = -1};
    if (verdict == NULL) {
        return rw_error_set(error, RW_ARGUMENT, "cannot re-check: nowhere to put the verdict");
    }
    rw_verdict_init(verdict);
    RW_TRY(rw_shape_check(model, scenarios, plan, error));
    arena = rw_arena_new();
    expectation.outlay = arena != NULL ? rw_arena_alloc(arena, plan->n_scenario, sizeof *expectation.outlay) : NULL;
    if (expectation.outlay == NULL || !carve_states(arena, model, &check.state)) {
        status = rw_error_set(error, RW_NO_MEMORY, "out of memory for re-checking the plan");
        goto done;
    }
    rw_check_signs(&check);
    rw_check_orders(&check);
    for (rw_idx w = 0; w < plan->n_scenario; w++) {
        check_scenario(&check, w, &expectation);
    }
    check.at_hand = -1;
    rw_check_plan_objective(&check, &expectation);
    rw_verdict_close(verdict);
done:
    rw_arena_free(&arena);
    return status;
}
