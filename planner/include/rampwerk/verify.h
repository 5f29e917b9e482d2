// An independent re-check of a plan from the raw model.  Shares no code with formulate, lp, twostage or optimize: it
// rolls the months forward by its own reading of model/model.md.  SPDX-License-Identifier: MIT
#ifndef RAMPWERK_VERIFY_H
#define RAMPWERK_VERIFY_H

#include <rampwerk/plan.h>
#include <rampwerk/scenario.h>

#define RW_VIOLATION_LIST(X)                                                                                           \
    X(INTEGRALITY, "integrality", "orders and option blocks are whole and not negative")                               \
    X(SIGN, "sign", "every quantity is finite and not negative")                                                       \
    X(ORDER, "order", "order windows, spacing, module limits, pins")                                                   \
    X(SITE, "site", "area and licence units of the sites")                                                             \
    X(BUDGET, "budget", "capex budgets; priced overrun of cash budgets")                                               \
    X(EFFECTIVE, "effective", "effective modules from orders, permits, build time and ramp")                           \
    X(CAPACITY, "capacity", "starts within module-shifts within effective modules, mothballing, ever-warm rate")       \
    X(BALANCE, "balance", "stock of every item")                                                                       \
    X(STORAGE, "storage", "storage limits")                                                                            \
    X(PEOPLE, "people", "headcount, hiring limits, training, overtime, crews")                                         \
    X(SUPPLY, "supply", "supplier windows, capacity, options, minimum take")                                           \
    X(CUSTOMER, "customer", "customer stock, delivery caps, shortfall, critical level, unmet use")                     \
    X(POLICY, "policy", "local content, security of supply, surge, technology transfer")                               \
    X(COST, "cost", "every cost kind in every month")                                                                  \
    X(OBJECTIVE, "objective", "the objective from the costs, and the weighted shortfall")

typedef enum rw_violation {
#define RW_VIOLATION_ENTRY(code, name, text) RW_VIOLATION_##code,
    RW_VIOLATION_LIST(RW_VIOLATION_ENTRY)
#undef RW_VIOLATION_ENTRY
        RW_N_VIOLATION
} rw_violation;

typedef struct rw_finding {
    double worst;     // largest violation of this kind, relative to max(1, size of the quantities in it)
    double tolerance; // what is allowed
    rw_idx n_checked;
    char where[192]; // the worst one: names, month, both values; "" while worst is 0
} rw_finding;

typedef struct rw_verdict {
    bool ok;          // every worst <= its tolerance
    double objective; // recomputed
    double shortfall; // recomputed
    rw_finding finding[RW_N_VIOLATION];
} rw_verdict;

const char *rw_violation_name(rw_violation violation);
const char *rw_violation_text(rw_violation violation);

// Re-checks everything.  RW_OK says the check ran, verdict->ok that the plan passed.
RW_MUST_USE rw_status rw_verify(const rw_model *model, const rw_scenario_set *scenarios, const rw_plan *plan,
                                rw_verdict *verdict, rw_error *error);

#endif
