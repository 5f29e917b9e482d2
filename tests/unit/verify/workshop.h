// A small plant with every feature switched on, and a plan for it worked out by hand.  SPDX-License-Identifier: MIT
#ifndef RW_TESTS_VERIFY_WORKSHOP_H
#define RW_TESTS_VERIFY_WORKSHOP_H

#include <rampwerk/plan.h>
#include <rampwerk/scenario.h>

enum { WORKSHOP_MONTHS = 6, WORKSHOP_YEARS = 2 }; // 2027-10 .. 2028-03

enum { ITEM_BLANK, ITEM_BODY, ITEM_ROUND, N_ITEM };
enum { LINE_FORGE, LINE_PRESS, N_LINE };
enum { PATTERN_DAY, PATTERN_NIGHT, PATTERN_PRESS, N_PATTERN };
enum { MAKE_FORGE, MAKE_PACK, MAKE_PRESS, N_OPERATION };
enum { SUPPLIER_MILL, SUPPLIER_OVERSEAS, N_SUPPLIER };
enum { ARMY_ROUND, ALLY_BODY, N_PRODUCT };
enum { ARMY_GETS_ROUND, ARMY_GETS_BODY, ALLY_GETS_BODY, N_DELIVERY };
enum { BUDGET_INVEST, BUDGET_CASH, N_BUDGET };

typedef struct workshop {
    rw_model *model;
    rw_scenario_set *scenarios;
    rw_plan *plan;
} workshop;

// The model, its nominal scenario and the plan, which passes the re-check.
workshop workshop_new(void);
void workshop_free(workshop *shop);

// Sum of all cost arrays of the plan, worked out by hand, and V of model.md section 6.
extern const double workshop_cost_eur, workshop_shortfall;

#endif
