// Every entry of a plan matters: changed, it is noticed.  SPDX-License-Identifier: MIT
//
// Marginal values are the exception: they are duals, no decision implies them, and only NaN is noticed there.  A slack
// larger than needed is allowed, but it costs, so that changing it alone contradicts the cost.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include <rampwerk/verify.h>

#include "workshop.h"

typedef struct quantity {
    const char *name;
    double *value;
    rw_idx count;
    rw_violation kind; // that notices one more of any entry
    bool any_sign;
} quantity;

enum { MAX_QUANTITY = 40 };

// All arrays and numbers of the plan; the order is that of plan.h.
static rw_idx list_quantities(const rw_plan *plan, const rw_model *m, quantity *list) {
    rw_course *c = &plan->course[0];
    const rw_idx T = m->n_month, Y = m->n_year, V = RW_N_VINTAGE;
    const quantity all[] = {
        {"module_order", plan->module_order, m->n_line * T, RW_VIOLATION_COST, false},
        {"option_block", plan->option_block, m->n_option * T, RW_VIOLATION_COST, false},
        {"start", c->start, m->n_operation * V * T, RW_VIOLATION_BALANCE, false},
        {"module_shift", c->module_shift, m->n_pattern * V * T, RW_VIOLATION_CAPACITY, false},
        {"mothballed", c->mothballed, m->n_line * T, RW_VIOLATION_CAPACITY, false},
        {"mothball_in", c->mothball_in, m->n_line * T, RW_VIOLATION_CAPACITY, false},
        {"mothball_out", c->mothball_out, m->n_line * T, RW_VIOLATION_CAPACITY, false},
        {"min_run_short", c->min_run_short, LINE_PRESS * T, RW_VIOLATION_COST, false},
        {"min_run_short", c->min_run_short + LINE_PRESS * T, T, RW_VIOLATION_CAPACITY, false}, // no rule there
        {"purchase", c->purchase, m->n_supplier * T, RW_VIOLATION_COST, false},
        {"untaken", c->untaken, m->n_supplier * T, RW_VIOLATION_COST, false},
        {"hire", c->hire, m->n_skill * T, RW_VIOLATION_COST, false},
        {"layoff", c->layoff, m->n_skill * T, RW_VIOLATION_PEOPLE, false},
        {"overtime", c->overtime, m->n_skill * T, RW_VIOLATION_COST, false},
        {"headcount", c->headcount, m->n_skill * T, RW_VIOLATION_PEOPLE, false},
        {"delivery", c->delivery, m->n_delivery * T, RW_VIOLATION_BALANCE, false},
        {"unmet", c->unmet, m->n_product * T, RW_VIOLATION_CUSTOMER, false},
        {"shortfall", c->shortfall, m->n_product * T, RW_VIOLATION_COST, false},
        {"critical", c->critical, m->n_product * T, RW_VIOLATION_COST, false},
        {"budget_overrun", c->budget_overrun, Y, RW_VIOLATION_BUDGET, false}, // of the capex budget
        {"budget_overrun", c->budget_overrun + Y, Y, RW_VIOLATION_COST, false},
        {"content_short", c->content_short, Y, RW_VIOLATION_COST, false},
        {"supply_short", c->supply_short, 1, RW_VIOLATION_COST, false},
        {"supply_short", c->supply_short + 1, 1, RW_VIOLATION_POLICY, false}, // the rule keeps one balance
        {"surge_short", c->surge_short, m->n_surge_rule * m->n_line * T, RW_VIOLATION_COST, false},
        {"transfer_short", c->transfer_short, Y, RW_VIOLATION_COST, false},
        {"stock", c->stock, m->n_item * T, RW_VIOLATION_BALANCE, false},
        {"customer_stock", c->customer_stock, m->n_product * T, RW_VIOLATION_CUSTOMER, false},
        {"effective", c->effective, m->n_line * V * T, RW_VIOLATION_EFFECTIVE, false},
        {"cost", c->cost, RW_N_COST * T, RW_VIOLATION_COST, true},
        {"probability", &c->probability, 1, RW_VIOLATION_OBJECTIVE, true},
        {"course objective", &c->objective, 1, RW_VIOLATION_OBJECTIVE, true},
        {"plan objective", (double *)&plan->objective, 1, RW_VIOLATION_OBJECTIVE, true},
        {"plan shortfall", (double *)&plan->shortfall, 1, RW_VIOLATION_OBJECTIVE, true},
        {"item_price", c->item_price, m->n_item * T, RW_N_VIOLATION, true},
        {"line_price", c->line_price, m->n_line * V * T, RW_N_VIOLATION, true},
        {"skill_price", c->skill_price, m->n_skill * T, RW_N_VIOLATION, true},
    };
    const rw_idx count = (rw_idx)(sizeof all / sizeof all[0]);
    assert_true(count <= MAX_QUANTITY);
    for (rw_idx k = 0; k < count; k++) {
        list[k] = all[k];
    }
    return count;
}

static rw_verdict verify(const workshop *shop) {
    rw_verdict verdict;
    rw_error error = {0};
    if (rw_verify(shop->model, shop->scenarios, shop->plan, &verdict, &error) != RW_OK) {
        fail_msg("%s", error.text);
    }
    return verdict;
}

static bool breaks(const rw_verdict *verdict, rw_violation kind) {
    return !(verdict->finding[kind].worst <= verdict->finding[kind].tolerance);
}

static void one_more_of_any_entry_is_noticed(void **state) {
    (void)state;
    workshop shop = workshop_new();
    quantity list[MAX_QUANTITY];
    const rw_idx count = list_quantities(shop.plan, shop.model, list);
    rw_idx n_changed = 0;
    for (rw_idx k = 0; k < count; k++) {
        for (rw_idx at = 0; list[k].kind != RW_N_VIOLATION && at < list[k].count; at++, n_changed++) {
            const double saved = list[k].value[at];
            list[k].value[at] = saved + 1.0;
            const rw_verdict verdict = verify(&shop);
            list[k].value[at] = saved;
            if (verdict.ok || !breaks(&verdict, list[k].kind)) {
                fail_msg("%s[%d] + 1: %s", list[k].name, (int)at, verdict.ok ? "not noticed" : "wrong kind");
            }
            assert_true(verdict.finding[list[k].kind].where[0] != '\0');
        }
    }
    assert_true(n_changed > 400);
    assert_true(verify(&shop).ok); // all is back
    workshop_free(&shop);
}

// Module-shifts that starts do not need, at no premium, may be left out: that is another good plan.
static void less_of_any_entry_but_idle_shifts_is_noticed(void **state) {
    (void)state;
    workshop shop = workshop_new();
    quantity list[MAX_QUANTITY];
    const rw_idx count = list_quantities(shop.plan, shop.model, list);
    for (rw_idx k = 0; k < count; k++) {
        for (rw_idx at = 0; list[k].kind != RW_N_VIOLATION && at < list[k].count; at++) {
            const double saved = list[k].value[at];
            list[k].value[at] = 0.75 * saved;
            const bool noticed = !verify(&shop).ok;
            list[k].value[at] = saved;
            if (saved != 0.0 && list[k].value != shop.plan->course[0].module_shift && !noticed) {
                fail_msg("a quarter less of %s[%d] was not noticed", list[k].name, (int)at);
            }
        }
    }
    workshop_free(&shop);
}

static void not_a_number_anywhere_is_a_violation(void **state) {
    (void)state;
    workshop shop = workshop_new();
    quantity list[MAX_QUANTITY];
    const rw_idx count = list_quantities(shop.plan, shop.model, list);
    const double odd[] = {NAN, INFINITY, -INFINITY};
    for (rw_idx k = 0; k < count; k++) {
        for (rw_idx at = 0; at < list[k].count; at++) {
            const double saved = list[k].value[at];
            for (int o = 0; o < 3; o++) {
                list[k].value[at] = odd[o];
                const rw_verdict verdict = verify(&shop);
                if (verdict.ok || (o == 0 && list[k].count > 1 && !isinf(verdict.finding[RW_VIOLATION_SIGN].worst))) {
                    fail_msg("%s[%d] = %g: not noticed", list[k].name, (int)at, odd[o]);
                }
            }
            list[k].value[at] = saved;
        }
    }
    workshop_free(&shop);
}

static void negative_quantity_breaks_its_sign(void **state) {
    (void)state;
    workshop shop = workshop_new();
    quantity list[MAX_QUANTITY];
    const rw_idx count = list_quantities(shop.plan, shop.model, list);
    for (rw_idx k = 0; k < count; k++) {
        for (rw_idx at = 0; at < list[k].count; at++) {
            const double saved = list[k].value[at];
            list[k].value[at] = -0.5;
            const rw_verdict verdict = verify(&shop);
            list[k].value[at] = saved;
            if (breaks(&verdict, RW_VIOLATION_SIGN) == list[k].any_sign) {
                fail_msg("%s[%d] = -0.5: %s", list[k].name, (int)at, verdict.finding[RW_VIOLATION_SIGN].where);
            }
        }
    }
    workshop_free(&shop);
}

static void sign_has_a_place(void **state) {
    (void)state;
    workshop shop = workshop_new();
    rw_course *course = &shop.plan->course[0];
    course->start[(MAKE_FORGE * RW_N_VINTAGE + RW_MATURE) * WORKSHOP_MONTHS + 2] = -1.0;
    assert_string_equal(verify(&shop).finding[RW_VIOLATION_SIGN].where,
                        "starts of make_forge, mature in 2027-12: -1, at least 0");
    course->budget_overrun[BUDGET_CASH * WORKSHOP_YEARS + 1] = -2.0;
    course->delivery[ARMY_GETS_BODY * WORKSHOP_MONTHS] = -4.0;
    assert_string_equal(verify(&shop).finding[RW_VIOLATION_SIGN].where,
                        "starts of make_forge, mature in 2027-12: -1, at least 0"); // all relative: 1
    course->start[(MAKE_FORGE * RW_N_VINTAGE + RW_MATURE) * WORKSHOP_MONTHS + 2] = 10.0;
    assert_string_equal(verify(&shop).finding[RW_VIOLATION_SIGN].where,
                        "delivery of army, body in 2027-10: -4, at least 0");
    course->delivery[ARMY_GETS_BODY * WORKSHOP_MONTHS] = 0.0;
    assert_string_equal(verify(&shop).finding[RW_VIOLATION_SIGN].where, "budget overrun of cash: -2, at least 0");
    course->surge_short[LINE_PRESS * WORKSHOP_MONTHS] = NAN;
    assert_string_equal(verify(&shop).finding[RW_VIOLATION_SIGN].where,
                        "surge capacity missing of surge, press in 2027-10: nan, at most 1.79769313486e+308");
    workshop_free(&shop);
}

static void orders_in_parts_break_integrality(void **state) {
    (void)state;
    workshop shop = workshop_new();
    double *const order[] = {shop.plan->module_order, shop.plan->option_block};
    const rw_idx count[] = {N_LINE * WORKSHOP_MONTHS, WORKSHOP_MONTHS};
    const double part[] = {0.5, 1e-7, -1.0};
    for (int k = 0; k < 2; k++) {
        for (rw_idx at = 0; at < count[k]; at++) {
            for (int p = 0; p < 3; p++) {
                const double saved = order[k][at];
                order[k][at] = part[p];
                const rw_verdict verdict = verify(&shop);
                order[k][at] = saved;
                assert_true(breaks(&verdict, RW_VIOLATION_INTEGRALITY));
            }
        }
    }
    shop.plan->module_order[LINE_PRESS * WORKSHOP_MONTHS + 4] = 1.5;
    assert_string_equal(verify(&shop).finding[RW_VIOLATION_INTEGRALITY].where,
                        "modules ordered of press in 2028-02: 1.5, should be 2");
    workshop_free(&shop);
}

// One more missing than need be, with its price of 2 * 3 = 6 in the books: allowed.
static void slack_larger_than_needed_is_only_a_cost(void **state) {
    (void)state;
    workshop shop = workshop_new();
    rw_course *course = &shop.plan->course[0];
    course->shortfall[ARMY_ROUND * WORKSHOP_MONTHS + 3] += 1.0;
    course->cost[RW_COST_SHORTFALL * WORKSHOP_MONTHS + 3] += 6.0;
    course->objective += 6.0;
    shop.plan->objective += 6.0;
    shop.plan->shortfall += 2.0;
    assert_true(verify(&shop).ok);
    workshop_free(&shop);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_more_of_any_entry_is_noticed),
        cmocka_unit_test(less_of_any_entry_but_idle_shifts_is_noticed),
        cmocka_unit_test(not_a_number_anywhere_is_a_violation),
        cmocka_unit_test(negative_quantity_breaks_its_sign),
        cmocka_unit_test(sign_has_a_place),
        cmocka_unit_test(orders_in_parts_break_integrality),
        cmocka_unit_test(slack_larger_than_needed_is_only_a_cost),
    };
    return cmocka_run_group_tests_name("verify/perturbed", tests, NULL, NULL);
}
