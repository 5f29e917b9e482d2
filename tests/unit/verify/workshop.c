// The small plant: its figures.  The plan for it is in workshop_plan.c.  SPDX-License-Identifier: MIT
#include "workshop.h"

#include <math.h>
#include <stdlib.h>

#include "support/tiny.h"
#include "workshop_plan.h"

static const rw_flow *flow_of(rw_model *model, rw_idx item) {
    rw_flow *flow = rw_tiny_alloc(model, 1, sizeof *flow);
    *flow = (rw_flow){item, 1.0};
    return flow;
}

static void add_items(rw_model *m) {
    m->n_item = N_ITEM;
    m->item = rw_tiny_alloc(m, N_ITEM, sizeof *m->item);
    m->item[ITEM_BLANK] = (rw_item){"blank", "", "t", 20.0, rw_tiny_path(m, INFINITY), 0.5, 2.0, 1.0, 0.5};
    m->item[ITEM_BODY] = (rw_item){"body", "", "piece", 2.0, rw_tiny_path(m, 12.0), 0.25, 4.0, 0.3, 0.5};
    m->item[ITEM_ROUND] = (rw_item){"round", "", "piece", 0.0, rw_tiny_path(m, 2.0), 1.0, 10.0, 0.8, 0.5};
}

static void add_operations(rw_model *m) {
    m->n_operation = N_OPERATION;
    m->operation = rw_tiny_alloc(m, N_OPERATION, sizeof *m->operation);
    m->operation[MAKE_FORGE] = (rw_operation){
        "make_forge", "", LINE_FORGE, 1.0, 0.8, 1.0, 1, 1, flow_of(m, ITEM_BLANK), flow_of(m, ITEM_BODY)};
    m->operation[MAKE_PACK] =
        (rw_operation){"make_pack", "", -1, 1.0, 1.0, 0.5, 1, 1, flow_of(m, ITEM_BODY), flow_of(m, ITEM_ROUND)};
    m->operation[MAKE_PRESS] = (rw_operation){
        "make_press", "", LINE_PRESS, 1.0, 1.0, 1.0, 1, 1, flow_of(m, ITEM_BLANK), flow_of(m, ITEM_BODY)};
}

static const rw_crew *one_smith(rw_model *m) {
    rw_crew *crew = rw_tiny_alloc(m, 1, sizeof *crew);
    *crew = (rw_crew){.skill = 0, .heads = 1.0};
    return crew;
}

static void add_forge(rw_model *m) {
    static const double pay[] = {0.25, 0.25, 0.25, 0.25}, ramp[] = {0.5};
    m->line[LINE_FORGE] = (rw_line){.name = "forge",
                                    .title = "",
                                    .site = 0,
                                    .permit = 0,
                                    .rate_per_month = 10.0,
                                    .pattern_begin = PATTERN_DAY,
                                    .pattern_end = PATTERN_PRESS,
                                    .n_crew = 1,
                                    .crew = one_smith(m),
                                    .capex_eur = 1000.0,
                                    .grant_share = 0.2,
                                    .n_payment = 4,
                                    .payment_share = pay,
                                    .fixed_eur_per_month = 12.0,
                                    .lead_months = 1,
                                    .commissioning_months = 1,
                                    .n_ramp = 1,
                                    .ramp = ramp,
                                    .yield_initial_share = 0.5,
                                    .yield_months = 1,
                                    .spacing_months = 2,
                                    .modules_per_order = 1,
                                    .modules_existing = 1,
                                    .modules_max = 3,
                                    .order_from = 0,
                                    .order_to = 3,
                                    .area_m2 = 100.0,
                                    .licence_units = 3.0,
                                    .min_run_share = 0.2,
                                    .min_run_from = 4,
                                    .min_run_eur = 7.0,
                                    .mothball_saving_share = 0.5,
                                    .mothball_eur = 3.0,
                                    .restart_eur = 4.0,
                                    .life_months = 10.0,
                                    .end_value_share = 0.5};
}

static void add_press(rw_model *m) {
    static const double pay[] = {0.5, 0.25, 0.25};
    m->line[LINE_PRESS] = (rw_line){.name = "press",
                                    .title = "",
                                    .site = 0,
                                    .permit = -1,
                                    .rate_per_month = 10.0,
                                    .pattern_begin = PATTERN_PRESS,
                                    .pattern_end = N_PATTERN,
                                    .n_crew = 1,
                                    .crew = one_smith(m),
                                    .capex_eur = 400.0,
                                    .n_payment = 3,
                                    .payment_share = pay,
                                    .fixed_eur_per_month = 5.0,
                                    .lead_months = 12,
                                    .yield_initial_share = 1.0,
                                    .modules_per_order = 1,
                                    .modules_max = 2,
                                    .order_to = 5,
                                    .area_m2 = 50.0,
                                    .life_months = 4.0,
                                    .end_value_share = 1.0};
}

static void add_patterns_and_sites(rw_model *m) {
    m->n_pattern = N_PATTERN;
    m->pattern = rw_tiny_alloc(m, N_PATTERN, sizeof *m->pattern);
    m->pattern[PATTERN_DAY] = (rw_pattern){"day", LINE_FORGE, 1.0, 1.0, 0.0};
    m->pattern[PATTERN_NIGHT] = (rw_pattern){"night", LINE_FORGE, 2.0, 2.0, 0.5};
    m->pattern[PATTERN_PRESS] = (rw_pattern){"press_day", LINE_PRESS, 1.0, 1.0, 0.0};
    m->n_site = m->n_permit = 1;
    m->site = rw_tiny_alloc(m, 1, sizeof *m->site);
    m->site[0] = (rw_site){"hall", "", 350.0, 9.0};
    m->permit = rw_tiny_alloc(m, 1, sizeof *m->permit);
    m->permit[0] = (rw_permit){"emission", "", -1, 2};
    m->n_pin = 2;
    m->pin = rw_tiny_alloc(m, 2, sizeof *m->pin);
    m->pin[0] = (rw_pin){.line = LINE_FORGE, .month = -2, .modules = 1};
    m->pin[1] = (rw_pin){.line = LINE_FORGE, .month = 1, .modules = 1};
}

static void add_people_and_suppliers(rw_model *m) {
    m->n_skill = 1;
    m->skill = rw_tiny_alloc(m, 1, sizeof *m->skill);
    m->skill[0] = (rw_skill){.name = "smith",
                             .title = "",
                             .headcount = 8.0,
                             .hire_limit = rw_tiny_path(m, 2.0),
                             .hire_eur = 20.0,
                             .training_months = 2,
                             .attrition_per_month = 0.25,
                             .wage_eur = rw_tiny_path(m, 10.0),
                             .overtime_share = 0.5,
                             .overtime_premium = 0.5,
                             .severance_eur = 8.0,
                             .end_value_eur = 5.0};
    m->n_supplier = N_SUPPLIER;
    m->supplier = rw_tiny_alloc(m, N_SUPPLIER, sizeof *m->supplier);
    m->supplier[SUPPLIER_MILL] = (rw_supplier){.name = "mill",
                                               .title = "",
                                               .item = ITEM_BLANK,
                                               .origin = RW_ORIGIN_DE,
                                               .price_eur = rw_tiny_path(m, 2.0),
                                               .capacity = rw_tiny_path(m, 6.0),
                                               .min_take = rw_tiny_path(m, 4.0),
                                               .transport_months = 1,
                                               .to = 5,
                                               .option_end = 1};
    m->supplier[SUPPLIER_OVERSEAS] = (rw_supplier){.name = "overseas",
                                                   .title = "",
                                                   .item = ITEM_BODY,
                                                   .origin = RW_ORIGIN_KR,
                                                   .price_eur = rw_tiny_path(m, 9.0),
                                                   .capacity = rw_tiny_path(m, 3.0),
                                                   .min_take = rw_tiny_path(m, 0.0),
                                                   .from = 1,
                                                   .to = 3,
                                                   .option_begin = 1,
                                                   .option_end = 1};
    m->n_option = 1;
    m->option = rw_tiny_alloc(m, 1, sizeof *m->option);
    m->option[0] = (rw_option){.name = "more",
                               .supplier = SUPPLIER_MILL,
                               .blocks_max = 1,
                               .capacity_per_month = 5.0,
                               .fee_eur = 30.0,
                               .notice_months = 1,
                               .from = 0,
                               .to = 2};
}

static void add_customers(rw_model *m) {
    static const double use[] = {4.0, 4.0, 4.0, 4.0, 4.0, 16.0};
    m->n_customer = 2;
    m->customer = rw_tiny_alloc(m, 2, sizeof *m->customer);
    m->customer[0] = (rw_customer){"army", "", 2.0, 0, 1};
    m->customer[1] = (rw_customer){"ally", "", 1.0, 1, 2};
    m->n_product = N_PRODUCT;
    m->product = rw_tiny_alloc(m, N_PRODUCT, sizeof *m->product);
    m->product[ARMY_ROUND] = (rw_product){.customer = 0,
                                          .item = ITEM_ROUND,
                                          .opening_stock = 5.0,
                                          .target = rw_tiny_path(m, 10.0),
                                          .use = rw_tiny_values(m, WORKSHOP_MONTHS, use),
                                          .inflow = rw_tiny_path(m, 1.0),
                                          .delivery_cap = rw_tiny_path(m, 6.0),
                                          .shortfall_eur = 3.0,
                                          .critical_share = 0.5,
                                          .critical_eur = 4.0,
                                          .unmet_eur = 5.0,
                                          .delivery_begin = 0,
                                          .delivery_end = 2};
    m->product[ALLY_BODY] = (rw_product){.customer = 1,
                                         .item = ITEM_BODY,
                                         .target = rw_tiny_path(m, 2.0),
                                         .use = rw_tiny_path(m, 1.0),
                                         .inflow = rw_tiny_path(m, 0.0),
                                         .delivery_cap = rw_tiny_path(m, INFINITY),
                                         .shortfall_eur = 1.0,
                                         .critical_eur = 9.0,
                                         .unmet_eur = 1.0,
                                         .delivery_begin = 2,
                                         .delivery_end = 3};
    m->n_delivery = N_DELIVERY;
    m->delivery = rw_tiny_alloc(m, N_DELIVERY, sizeof *m->delivery);
    m->delivery[ARMY_GETS_ROUND] = (rw_delivery){ARMY_ROUND, ITEM_ROUND};
    m->delivery[ARMY_GETS_BODY] = (rw_delivery){ARMY_ROUND, ITEM_BODY};
    m->delivery[ALLY_GETS_BODY] = (rw_delivery){ALLY_BODY, ITEM_BODY};
}

static void add_policies(rw_model *m) {
    static const double invest[] = {800.0, 800.0}, cash[] = {1200.0, 1100.0};
    static const rw_idx army[] = {0}, held[] = {ITEM_BODY, ITEM_ROUND}, body[] = {ITEM_BODY};
    static const rw_idx lines[] = {LINE_FORGE, LINE_PRESS};
    m->n_budget = N_BUDGET;
    m->budget = rw_tiny_alloc(m, N_BUDGET, sizeof *m->budget);
    m->budget[BUDGET_INVEST] = (rw_budget){"invest", RW_BUDGET_CAPEX, invest, 0.0};
    m->budget[BUDGET_CASH] = (rw_budget){"cash", RW_BUDGET_CASH, cash, 0.5};
    m->n_content_rule = m->n_supply_rule = m->n_surge_rule = m->n_transfer_rule = 1;
    m->content_rule = rw_tiny_alloc(m, 1, sizeof *m->content_rule);
    m->content_rule[0] = (rw_content_rule){"local_army", 0, 1, 4, true, 0.9, 2.0};
    m->supply_rule = rw_tiny_alloc(m, 1, sizeof *m->supply_rule);
    m->supply_rule[0] = (rw_supply_rule){"army_first", 1, army, 2, held, 0, 99, false, 0.9, 3.0};
    m->surge_rule = rw_tiny_alloc(m, 1, sizeof *m->surge_rule);
    m->surge_rule[0] = (rw_surge_rule){"surge", 2, lines, 45.0, 3, 5, 6.0};
    m->transfer_rule = rw_tiny_alloc(m, 1, sizeof *m->transfer_rule);
    m->transfer_rule[0] = (rw_transfer_rule){"own_bodies", 1, body, 2, 3, true, 0.9, 10.0};
}

static rw_model *workshop_model(void) {
    rw_model *m = rw_model_new();
    if (m == NULL) {
        abort();
    }
    m->name = "workshop";
    m->title = "";
    m->start_year = 2027;
    m->start_month = 10;
    m->n_month = WORKSHOP_MONTHS;
    m->n_year = WORKSHOP_YEARS;
    m->price_year = 2027;
    add_items(m);
    add_operations(m);
    m->n_line = N_LINE;
    m->line = rw_tiny_alloc(m, N_LINE, sizeof *m->line);
    add_forge(m);
    add_press(m);
    add_patterns_and_sites(m);
    add_people_and_suppliers(m);
    add_customers(m);
    add_policies(m);
    return m;
}

workshop workshop_new(void) {
    workshop shop = {.model = workshop_model()};
    if (rw_scenario_nominal(shop.model, &shop.scenarios, NULL) != RW_OK ||
        rw_plan_new(shop.model, 1, &shop.plan, NULL) != RW_OK) {
        abort();
    }
    workshop_plan_fill(shop.plan);
    return shop;
}

void workshop_free(workshop *shop) {
    rw_plan_free(&shop->plan);
    rw_scenario_free(&shop->scenarios);
    rw_model_free(&shop->model);
}
