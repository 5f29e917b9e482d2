// Which quantity is which column, and which equation which row.  SPDX-License-Identifier: MIT
//
// Recourse columns and rows are numbered month by month, so that the matrix is a staircase.  Every kind is an array
// entity x month; a column or row that was left out has the number -1.  The entity of a kind with two subscripts is
// flattened: START slot * RW_N_VINTAGE + vintage, MODULES line * RW_N_VINTAGE + vintage, SURGE rule * n_line + line.
// What has one value for several months (policy balances, cash budgets) stands at the last of them.
//
// Four substitutions make the problem another one than model.md's:
//   - START is cut by shift pattern; module_shift[p] = sum over o of load start[o,p] / (rate multiplier) takes (9)
//     with equality, which costs nothing since module-shifts only use modules and crews;
//   - effective modules are written out in orders (8);
//   - with a risk measure, which has to know what each scenario costs in all, the cost that no decision changes is that
//     of a column fixed at 1;
//   - customer_stock = target - SHORT - CRITICAL + SURPLUS, SHORT up to the share above the critical level: with prices
//     >= 0 it fills before CRITICAL, which replaces (23) and (24) by bounds.
#ifndef RW_FORMULATE_LAYOUT_H
#define RW_FORMULATE_LAYOUT_H

#include "formulate/support.h"

#define RW_COLUMN_LIST(X)                                                                                              \
    X(START, "start")                                                                                                  \
    X(MOTHBALLED, "mothballed")                                                                                        \
    X(MOTHBALL_IN, "mothball_in")                                                                                      \
    X(MOTHBALL_OUT, "mothball_out")                                                                                    \
    X(MIN_RUN_SHORT, "min_run_short")                                                                                  \
    X(PURCHASE, "purchase")                                                                                            \
    X(UNTAKEN, "untaken")                                                                                              \
    X(STOCK, "stock")                                                                                                  \
    X(HIRE, "hire")                                                                                                    \
    X(LAYOFF, "layoff")                                                                                                \
    X(OVERTIME, "overtime")                                                                                            \
    X(HEADCOUNT, "headcount")                                                                                          \
    X(DELIVERY, "delivery")                                                                                            \
    X(UNMET, "unmet")                                                                                                  \
    X(SURPLUS, "surplus")                                                                                              \
    X(SHORT, "short")                                                                                                  \
    X(CRITICAL, "critical")                                                                                            \
    X(CONTENT_SHORT, "content_short")                                                                                  \
    X(SUPPLY_SHORT, "supply_short")                                                                                    \
    X(SURGE_SHORT, "surge_short")                                                                                      \
    X(TRANSFER_SHORT, "transfer_short")                                                                                \
    X(BUDGET_OVERRUN, "overrun")                                                                                       \
    X(CONSTANT, "constant")

#define RW_ROW_LIST(X)                                                                                                 \
    X(BALANCE, "balance")     /* (13) */                                                                               \
    X(MODULES, "modules")     /* (9), (10) */                                                                          \
    X(MOTHBALL, "mothball")   /* (11) */                                                                               \
    X(MIN_RUN, "min_run")     /* (12) */                                                                               \
    X(CREW, "crew")           /* (15) */                                                                               \
    X(OVERTIME, "overtime")   /* (16) */                                                                               \
    X(HEADCOUNT, "headcount") /* (17) */                                                                               \
    X(PURCHASE, "purchase")   /* (19) where options add capacity, else a bound */                                      \
    X(TAKE, "take")           /* (20) */                                                                               \
    X(CUSTOMER, "customer")   /* (21), (23), (24) */                                                                   \
    X(DELIVERY, "delivery")   /* (22) where several items are accepted, else a bound */                                \
    X(CONTENT, "content")     /* (25) */                                                                               \
    X(SUPPLY, "supply")       /* (26) */                                                                               \
    X(SURGE, "surge")         /* (27) */                                                                               \
    X(TRANSFER, "transfer")   /* (28) */                                                                               \
    X(BUDGET, "budget")       /* (29) */                                                                               \
    X(CAP, "shortfall_cap")   /* section 6 */

typedef enum rw_column_kind {
#define RW_COLUMN_ENTRY(code, name) RW_COLUMN_##code,
    RW_COLUMN_LIST(RW_COLUMN_ENTRY)
#undef RW_COLUMN_ENTRY
        RW_N_COLUMN_KIND
} rw_column_kind;

typedef enum rw_row_kind {
#define RW_ROW_ENTRY(code, name) RW_ROW_##code,
    RW_ROW_LIST(RW_ROW_ENTRY)
#undef RW_ROW_ENTRY
        RW_N_ROW_KIND
} rw_row_kind;

typedef struct rw_place { // what a column or row stands for
    rw_idx kind, entity, month;
} rw_place;

typedef struct rw_layout {
    const rw_model *model;
    const rw_support *support;
    rw_idx n_first;                  // columns of the first stage: N line by line, then K option by option
    rw_idx *order, *option;          // line / option: first column of its chain
    rw_idx n_col, n_row;             // of the recourse
    rw_idx *col[RW_N_COLUMN_KIND];   // entity x month
    rw_idx *row[RW_N_ROW_KIND];      // entity x month
    rw_place *col_place, *row_place; // n_col, n_row
} rw_layout;

// Arrays lie in arena; support is borrowed.
RW_MUST_USE rw_status rw_layout_init(rw_layout *layout, rw_arena *arena, const rw_support *support);

static inline rw_idx rw_layout_col(const rw_layout *layout, rw_column_kind kind, rw_idx entity, rw_idx month) {
    return month < 0 ? -1 : layout->col[kind][entity * layout->model->n_month + month];
}

static inline rw_idx rw_layout_row(const rw_layout *layout, rw_row_kind kind, rw_idx entity, rw_idx month) {
    return layout->row[kind][entity * layout->model->n_month + month];
}

// The column of N[line, month], K[option, month]: -1 where it is 0; the last one stands for all later months.
rw_idx rw_layout_order(const rw_layout *layout, rw_idx line, rw_idx month);
rw_idx rw_layout_option(const rw_layout *layout, rw_idx option, rw_idx month);

#endif
