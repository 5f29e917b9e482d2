// The numbers of one scenario's recourse, put down equation by equation.  SPDX-License-Identifier: MIT
//
// Terms in a column or row that was left out vanish, so the writers of equations need not ask what exists.  The first
// failure is kept in `status`; later calls then do nothing.
#ifndef RW_FORMULATE_ASSEMBLY_H
#define RW_FORMULATE_ASSEMBLY_H

#include "formulate/layout.h"
#include "twostage/block.h"

typedef struct rw_assembly {
    const rw_model *model;
    const rw_scenario *scenario;
    const rw_support *support;
    const rw_layout *layout;
    const rw_timing *timing;
    const double *discount; // n_month
    const rw_idx *year_end; // month -> last month of its calendar year within the horizon
    double shortfall_cap;   // on weighted shortfall, where the aim has one
    double constant;        // cost that no decision changes
    double *first_cost;     // n_first: d
    rw_block block;         // columns default to [0, inf) at no cost
    rw_triplets technology, recourse;
    rw_status status;
} rw_assembly;

RW_MUST_USE rw_status rw_assembly_init(rw_assembly *assembly, const rw_layout *layout, const rw_timing *timing,
                                       const double *discount, const rw_idx *year_end, double shortfall_cap);
// As new, for another scenario of the same layout; what was allocated is kept.
void rw_assembly_restart(rw_assembly *assembly, const rw_timing *timing);
void rw_assembly_clear(rw_assembly *assembly);

// Writes all equations of section 4 and all costs of section 5.
RW_MUST_USE rw_status rw_assembly_fill(rw_assembly *assembly);

// The parts of it.
void rw_assembly_fill_lines(rw_assembly *assembly);     // (9) to (12), orders' costs
void rw_assembly_fill_items(rw_assembly *assembly);     // (13), (14), (19), (20)
void rw_assembly_fill_people(rw_assembly *assembly);    // (15) to (18)
void rw_assembly_fill_customers(rw_assembly *assembly); // (21) to (24)
void rw_assembly_fill_policies(rw_assembly *assembly);  // (25) to (29)

// Entry of a row in a recourse column, in the column of N[line, month], in that of K[option, month].
void rw_assembly_put(rw_assembly *assembly, rw_idx row, rw_idx col, double value);
void rw_assembly_put_order(rw_assembly *assembly, rw_idx row, rw_idx line, rw_idx month, double value);
void rw_assembly_put_option(rw_assembly *assembly, rw_idx row, rw_idx option, rw_idx month, double value);

// Adds factor * E[line, vintage, month] (8) to the left side of a row, whose bounds must be set before.
void rw_assembly_put_effective(rw_assembly *assembly, rw_idx row, rw_idx line, rw_idx vintage, rw_idx month,
                               double factor);

void rw_assembly_set_row(rw_assembly *assembly, rw_idx row, double lower, double upper);
void rw_assembly_set_upper(rw_assembly *assembly, rw_idx col, double upper);

// EUR of a cost kind in a month for one unit of a column, one module of line ordered in `order`, each module ordered in
// months 0..last, one block exercised in `exercise`, or in any case: into the objective as the aim sees it and into the
// cash budget of the year.
void rw_assembly_bill(rw_assembly *assembly, rw_cost kind, rw_idx month, rw_idx col, double eur);
void rw_assembly_bill_order(rw_assembly *assembly, rw_cost kind, rw_idx month, rw_idx line, rw_idx order, double eur);
void rw_assembly_bill_orders(rw_assembly *assembly, rw_cost kind, rw_idx month, rw_idx line, rw_idx last, double eur);
void rw_assembly_bill_option(rw_assembly *assembly, rw_cost kind, rw_idx month, rw_idx option, rw_idx exercise,
                             double eur);
void rw_assembly_bill_constant(rw_assembly *assembly, rw_cost kind, rw_idx month, double eur);

// The column of starts on a slot (pattern) of an operation.
static inline rw_idx rw_assembly_start(const rw_assembly *assembly, rw_idx slot, rw_idx vintage, rw_idx month) {
    return rw_layout_col(assembly->layout, RW_COLUMN_START, slot * RW_N_VINTAGE + vintage, month);
}

#endif
