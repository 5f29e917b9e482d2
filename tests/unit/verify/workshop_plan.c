// The plan for the small plant, every number worked out by hand.  SPDX-License-Identifier: MIT
#include "workshop_plan.h"

#include <string.h>

#include "workshop.h"

// Months:            0: 2027-10  1: 2027-11  2: 2027-12  3: 2028-01  4: 2028-02  5: 2028-03
typedef double path[WORKSHOP_MONTHS];

static void set(double *array, rw_idx row, const path value) {
    memcpy(array + row * WORKSHOP_MONTHS, value, sizeof(path));
}

static rw_idx vintage_row(rw_idx row, rw_idx vintage) {
    return row * RW_N_VINTAGE + vintage;
}

// forge: one module ordered before the start (month -2), one in month 1 (pinned); press: one in month 4.
// The permit is granted in month -1 + 2 = 1, so both forge modules start in month 1, are complete in 1 + 1 = 2 and
// produce from 1 + 1 + 1 = 3: half the rate in month 3, which is also their run-in; full rate, mature, from month 4.
//   run-in  month 3: 2 modules * 0.5 = 1           mature: the existing one in months 0..3, 1 + 2 = 3 from month 4
// The press ordered in month 4 is not complete before month 16.
static void fill_modules(rw_plan *plan, rw_course *c) {
    set(plan->module_order, LINE_FORGE, (path){0, 1, 0, 0, 0, 0});
    set(plan->module_order, LINE_PRESS, (path){0, 0, 0, 0, 1, 0});
    set(c->effective, vintage_row(LINE_FORGE, RW_RUN_IN), (path){0, 0, 0, 1, 0, 0});
    set(c->effective, vintage_row(LINE_FORGE, RW_MATURE), (path){1, 1, 1, 1, 3, 3});
    // mothballed: in 1 in month 4, half of it out in month 5; with the shifts all modules are in use:
    //   months 0..2: 1, 1, 0.5 + 0.5; month 3: 1 and 1 in run-in; month 4: 1 + 1 + 1; month 5: 0.5 + 2 + 0.5
    set(c->mothball_in, LINE_FORGE, (path){0, 0, 0, 0, 1, 0});
    set(c->mothball_out, LINE_FORGE, (path){0, 0, 0, 0, 0, 0.5});
    set(c->mothballed, LINE_FORGE, (path){0, 0, 0, 0, 1, 0.5});
    set(c->module_shift, vintage_row(PATTERN_DAY, RW_RUN_IN), (path){0, 0, 0, 1, 0, 0});
    set(c->module_shift, vintage_row(PATTERN_DAY, RW_MATURE), (path){1, 0, 0.5, 1, 1, 0.5});
    set(c->module_shift, vintage_row(PATTERN_NIGHT, RW_MATURE), (path){0, 1, 0.5, 0, 1, 2});
    // rates: mature 10, 20, 5 + 10, 10, 10 + 20, 5 + 40; run-in 10 in month 3
    set(c->start, vintage_row(MAKE_FORGE, RW_RUN_IN), (path){0, 0, 0, 4, 0, 0});
    set(c->start, vintage_row(MAKE_FORGE, RW_MATURE), (path){10, 10, 10, 5, 3, 4});
    set(c->start, vintage_row(MAKE_PACK, RW_MATURE), (path){4, 6, 6, 3, 4, 2});
    // ever-warm from month 4: 0.2 * 10 * (3 - 1) = 4 against 3; 2 * (3 - 0.5) = 5 against 4
    set(c->min_run_short, LINE_FORGE, (path){0, 0, 0, 0, 1, 1});
}

// mill: 6 a month, 6 + 5 from month 2 (one block exercised in month 1, notice 1); what is shipped in month 5 would
// come too late.  At least 4 are paid for: 1 untaken in month 3.  overseas: 3 a month in months 1..3.
static void fill_supply(rw_plan *plan, rw_course *c) {
    set(plan->option_block, 0, (path){0, 1, 0, 0, 0, 0});
    set(c->purchase, SUPPLIER_MILL, (path){6, 5, 11, 3, 4, 0});
    set(c->untaken, SUPPLIER_MILL, (path){0, 0, 0, 1, 0, 0});
    set(c->purchase, SUPPLIER_OVERSEAS, (path){0, 3, 2, 1, 0, 0});
    // blank: opening 20; in (a month later) 0 6 5 11 3 4; out 10 10 10 9 3 4
    set(c->stock, ITEM_BLANK, (path){10, 6, 1, 3, 3, 3});
    // body: opening 2; good 8 8 8 5 * 0.8 + 4 * 0.8 * 0.5 = 5.6 2.4 3.2; bought 0 3 2 1 0 0; packed 4 6 6 3 4 2;
    //   delivered 1 2 2 1 + 1 1 1
    set(c->stock, ITEM_BODY, (path){5, 8, 10, 11.6, 9, 9.2});
    // round: packed 4 6 6 3 4 2; delivered 4 5 6 3 4 1
    set(c->stock, ITEM_ROUND, (path){0, 1, 1, 1, 1, 2});
}

// headcount: opening 8; a quarter leaves every month; hires of months 0, 1, 3 join two months later; 2 laid off
//   0.75 * 8 - 2 = 4; 3; 2.25 + 2 = 4.25; 3.1875 + 1 = 4.1875; 3.140625; 2.35546875 + 1 = 3.35546875
// crews: day 1 head, night 2: 1; 2; 0.5 + 1; 1 + 1; 1 + 2; 0.5 + 4 = 4.5 <= 3.35546875 + 1.25
static void fill_people(rw_course *c) {
    set(c->hire, 0, (path){2, 1, 0, 1, 0, 0});
    set(c->layoff, 0, (path){2, 0, 0, 0, 0, 0});
    set(c->overtime, 0, (path){0, 0, 0, 0, 0, 1.25});
    set(c->headcount, 0, (path){4, 3, 4.25, 4.1875, 3.140625, 3.35546875});
}

// army: opening 5; + 1 inflow + deliveries - 4 a month, in month 5 16 of which 1 unmet
//   5 + 1 + 4 - 4 = 6; 6 + 1 + 5 - 4 = 8; 11; 11 + 1 + 4 - 4 = 12; 13; 13 + 1 + 1 - 15 = 0; target 10, critical 5
// ally: 0 + 1 - 1 = 0; 0 + 2 - 1 = 1; 2; 2; 2; 2; target 2
static void fill_customers(rw_course *c) {
    set(c->delivery, ARMY_GETS_ROUND, (path){4, 5, 6, 3, 4, 1});
    set(c->delivery, ARMY_GETS_BODY, (path){0, 0, 0, 1, 0, 0});
    set(c->delivery, ALLY_GETS_BODY, (path){1, 2, 2, 1, 1, 1});
    set(c->unmet, ARMY_ROUND, (path){0, 0, 0, 0, 0, 1});
    set(c->customer_stock, ARMY_ROUND, (path){6, 8, 11, 12, 13, 0});
    set(c->customer_stock, ALLY_BODY, (path){0, 1, 2, 2, 2, 2});
    set(c->shortfall, ARMY_ROUND, (path){4, 2, 0, 0, 0, 10});
    set(c->shortfall, ALLY_BODY, (path){2, 1, 0, 0, 0, 0});
    set(c->critical, ARMY_ROUND, (path){0, 0, 0, 0, 0, 5});
}

static void fill_policies(rw_course *c) {
    // content, months 1..4 by year: 2027: (0.9 - 0.8) 10 * 11 rounds; 2028: 7 rounds, and (0.9 - 0.3) 4 * 1 body
    c->content_short[0] = 11.0;
    c->content_short[1] = 9.4;
    // security of supply, whole window: army 23 rounds and 1 body, ally 8 bodies: 0.9 * 32 - 24
    c->supply_short[0] = 4.8;
    // transfer, months 2 and 3 by year: 0.9 (8 + 2) - 8; 0.9 (5.6 + 1) - 5.6
    c->transfer_short[0] = 1.0;
    c->transfer_short[1] = 0.34;
    // surge, months 3..5: forge 10 * 2 * (1 + 1) = 40 in month 3, 20 * (3 - 1) = 40, 20 * (3 - 0.5) = 50; press 0;
    // wanted 45
    set(c->surge_short, LINE_FORGE, (path){0, 0, 0, 5, 5, 0});
    set(c->surge_short, LINE_PRESS, (path){0, 0, 0, 45, 45, 45});
    // cash 2027: capex 800, fixed 60, operation 38, purchase 89, option 30, holding 16.25, wage 127.5, training 60,
    //   hiring 60, severance 16: 1296.75 against 1200
    c->budget_overrun[BUDGET_CASH * WORKSHOP_YEARS + 0] = 96.75;
    // cash 2028: capex 800, fixed 99, mothball 5, operation 20.5, purchase 25, holding 15.95, wage 136.8359375,
    //   training 20, overtime 18.75, hiring 20: 1161.0359375 against 1100
    c->budget_overrun[BUDGET_CASH * WORKSHOP_YEARS + 1] = 61.0359375;
}

static void fill_costs(rw_course *c) {
    // forge, net of grants 800: a quarter in months 0, 1 of the order of month -2, in 1, 2, 3, 4 of that of month 1;
    // press: 200 in month 4, the other two quarters in the last month
    set(c->cost, RW_COST_CAPEX, (path){200, 400, 200, 200, 200 + 200, 200});
    // forge: 12 a module: 1, 1, 3, 3, 3 - 0.5 * 1, 3 - 0.5 * 0.5
    set(c->cost, RW_COST_FIXED, (path){12, 12, 36, 36, 30, 33});
    set(c->cost, RW_COST_MOTHBALL, (path){0, 0, 0, 0, 3, 2});
    // forge 1 a start: 10 10 10 9 3 4; pack 0.5: 2 3 3 1.5 2 1
    set(c->cost, RW_COST_OPERATION, (path){12, 13, 13, 10.5, 5, 5});
    // mill 2 a blank, the untaken one too: 12 10 22 8 8 0; overseas 9: 0 27 18 9 0 0
    set(c->cost, RW_COST_PURCHASE, (path){12, 37, 40, 17, 8, 0});
    set(c->cost, RW_COST_OPTION, (path){0, 30, 0, 0, 0, 0});
    // blank 5 3 0.5 1.5 1.5 1.5; body 1.25 2 2.5 2.9 2.25 2.3; round 0 1 1 1 1 2
    set(c->cost, RW_COST_HOLDING, (path){6.25, 6, 4, 5.4, 4.75, 5.8});
    // 10 a head; premium 0.5 * 10 * 2 heads a night module: 0 10 5 0 10 20
    set(c->cost, RW_COST_WAGE, (path){40, 30 + 10, 42.5 + 5, 41.875, 31.40625 + 10, 33.5546875 + 20});
    // in training: 2, 2 + 1, 1, 1, 1, 0
    set(c->cost, RW_COST_TRAINING, (path){20, 30, 10, 10, 10, 0});
    set(c->cost, RW_COST_OVERTIME, (path){0, 0, 0, 0, 0, 18.75}); // 10 * 1.5 * 1.25
    set(c->cost, RW_COST_HIRING, (path){40, 20, 0, 20, 0, 0});
    set(c->cost, RW_COST_SEVERANCE, (path){16, 0, 0, 0, 0, 0});
    // army 2 * 3 each, ally 1 each
    set(c->cost, RW_COST_SHORTFALL, (path){24 + 2, 12 + 1, 0, 0, 0, 60});
    set(c->cost, RW_COST_CRITICAL, (path){0, 0, 0, 0, 0, 40});
    set(c->cost, RW_COST_UNMET, (path){0, 0, 0, 0, 0, 10});
    // month 2: content 22, transfer 10, cash 48.375; 3: surge 50 * 6, transfer 3.4; 4: ever-warm 7, content 18.8,
    // surge 50 * 6; 5: ever-warm 7, supply 14.4, surge 270, cash 30.51796875
    set(c->cost, RW_COST_POLICY, (path){0, 0, 80.375, 303.4, 325.8, 321.91796875});
    // forge 800 * 0.5 * (1 - 5 / 10) = 200, press 400 * (1 - 2 / 4) = 200; blank 3, body 18.4, round 10;
    // people 5 * 3.35546875 = 16.77734375
    set(c->cost, RW_COST_END_VALUE, (path){0, 0, 0, 0, 0, -448.17734375});
}

// capex 1600, fixed 159, mothball 5, operation 58.5, purchase 114, option 30, holding 32.2, wage 264.3359375,
// training 80, overtime 18.75, hiring 80, severance 16: 2457.7859375; shortfall 99, critical 40, unmet 10;
// policy 1031.49296875; end value -448.17734375
const double workshop_cost_eur = 3190.1015625;
const double workshop_shortfall = 87.0; // army 2 (16 + 5 + 3 (2 * 6 - 5) * 1), ally 3

void workshop_plan_fill(rw_plan *plan) {
    rw_course *course = &plan->course[0];
    course->probability = 1.0;
    fill_modules(plan, course);
    fill_supply(plan, course);
    fill_people(course);
    fill_customers(course);
    fill_policies(course);
    fill_costs(course);
    course->objective = plan->objective = workshop_cost_eur;
    plan->shortfall = workshop_shortfall;
}
