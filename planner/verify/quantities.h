// The arrays of a plan as a table.  SPDX-License-Identifier: MIT
#ifndef RW_VERIFY_QUANTITIES_H
#define RW_VERIFY_QUANTITIES_H

#include "verify/check.h"

// Name of a row of an array, and of the second entity it stands for (NULL: none).
typedef void (*rw_row_naming)(const rw_model *model, rw_idx row, const char **name, const char **second);

typedef struct rw_quantity {
    const char *what;
    const double *value; // n_row x n_column
    rw_idx n_row, n_column;
    rw_row_naming naming;
    bool any_sign; // money and marginal values
} rw_quantity;

enum { RW_MAX_QUANTITY = 32 };

// Fills table (RW_MAX_QUANTITY entries) and returns how many: those of one scenario's course, ...
rw_idx rw_course_quantities(const rw_model *model, const rw_course *course, rw_quantity *table);
// ... and those of the first stage.
rw_idx rw_order_quantities(const rw_model *model, const rw_plan *plan, rw_quantity *table);

// Every quantity finite and not negative: of the first stage, or of the scenario at hand.  (1), (7), section 1
void rw_check_signs(rw_check *check);

#endif
