// Which months of a product are looked at.  SPDX-License-Identifier: MIT
#include "analyse/dates.h"

#include <math.h>

#include "core/memory.h"

static const double SAME_SLOPE = 1e-9; // of the target: steps of a ramp differ by rounding

bool rw_date_promised(const rw_probability_target *target, const rw_product *product) {
    return product->customer == target->customer && (target->item < 0 || target->item == product->item);
}

// A change arrives in the month, and goes on otherwise, or not at all, in the next.
static bool is_corner(const double *target, rw_idx n_month, rw_idx t) {
    if (t == 0 || target[t] == target[t - 1]) {
        return false;
    }
    return t == n_month - 1 ||
           fabs((target[t + 1] - target[t]) - (target[t] - target[t - 1])) > SAME_SLOPE * fabs(target[t]);
}

bool rw_date_counts(const rw_model *model, rw_idx product, rw_idx month) {
    const rw_product *r = &model->product[product];
    const rw_idx n_month = model->n_month;
    const bool is_year_end = month == n_month - 1 || rw_model_year(model, month + 1) != rw_model_year(model, month);
    bool counts = is_year_end || is_corner(r->target, n_month, month);
    for (rw_idx k = 0; k < model->n_probability_target && !counts; k++) {
        counts = rw_date_promised(&model->probability_target[k], r) && model->probability_target[k].by == month;
    }
    return counts && r->target[month] > 0.0;
}

rw_date_outlook *rw_date_list(const rw_model *model, rw_idx *n_date) {
    rw_date_outlook *date = NULL;
    *n_date = 0;
    for (int round = 0; round < 2; round++) { // counts, then lists
        rw_idx count = 0;
        for (rw_idx r = 0; r < model->n_product; r++) {
            for (rw_idx t = 0; t < model->n_month; t++) {
                if (!rw_date_counts(model, r, t)) {
                    continue;
                }
                if (date != NULL) {
                    date[count] = (rw_date_outlook){.product = r, .month = t, .target = model->product[r].target[t]};
                }
                count++;
            }
        }
        if (round == 0) {
            date = rw_calloc(count, sizeof *date);
            if (date == NULL) {
                return NULL;
            }
            *n_date = count;
        }
    }
    return date;
}
