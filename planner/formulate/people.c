// People: headcount, hiring and training, overtime, crews.  SPDX-License-Identifier: MIT
#include <math.h>

#include "formulate/assembly.h"

// (17): headcount[t] - (1 - attrition) headcount[t-1] - hire[t - training] + layoff = opening.
static void fill_headcount(rw_assembly *as, rw_idx k, rw_idx t) {
    const rw_skill *skill = &as->model->skill[k];
    const double attrition = fmin(0.99, skill->attrition_per_month * as->scenario->attrition_ratio[k]);
    const rw_idx row = rw_layout_row(as->layout, RW_ROW_HEADCOUNT, k, t);
    const rw_idx col = rw_layout_col(as->layout, RW_COLUMN_HEADCOUNT, k, t);
    const rw_idx layoff = rw_layout_col(as->layout, RW_COLUMN_LAYOFF, k, t);
    const double opening = t == 0 ? (1.0 - attrition) * skill->headcount : 0.0;
    rw_assembly_set_row(as, row, opening, opening);
    rw_assembly_put(as, row, col, 1.0);
    rw_assembly_put(as, row, rw_layout_col(as->layout, RW_COLUMN_HEADCOUNT, k, t - 1), -(1.0 - attrition));
    rw_assembly_put(as, row, rw_layout_col(as->layout, RW_COLUMN_HIRE, k, t - skill->training_months), -1.0);
    rw_assembly_put(as, row, layoff, 1.0);
    rw_assembly_bill(as, RW_COST_WAGE, t, col, skill->wage_eur[t]);
    rw_assembly_bill(as, RW_COST_SEVERANCE, t, layoff, skill->severance_eur);
    if (t == as->model->n_month - 1) {
        rw_assembly_bill(as, RW_COST_END_VALUE, t, col, -skill->end_value_eur);
    }
}

// (15) and (16); what crews need is written with the starts.
static void fill_crew(rw_assembly *as, rw_idx k, rw_idx t) {
    const rw_skill *skill = &as->model->skill[k];
    const rw_idx crew = rw_layout_row(as->layout, RW_ROW_CREW, k, t);
    const rw_idx limit = rw_layout_row(as->layout, RW_ROW_OVERTIME, k, t);
    const rw_idx headcount = rw_layout_col(as->layout, RW_COLUMN_HEADCOUNT, k, t);
    const rw_idx overtime = rw_layout_col(as->layout, RW_COLUMN_OVERTIME, k, t);
    rw_assembly_set_row(as, crew, -INFINITY, 0.0);
    rw_assembly_put(as, crew, headcount, -1.0);
    rw_assembly_put(as, crew, overtime, -1.0);
    rw_assembly_set_row(as, limit, -INFINITY, 0.0);
    rw_assembly_put(as, limit, overtime, 1.0);
    rw_assembly_put(as, limit, headcount, -skill->overtime_share);
    rw_assembly_bill(as, RW_COST_OVERTIME, t, overtime, skill->wage_eur[t] * (1.0 + skill->overtime_premium));
}

// (18), hiring cost, and wages for the months of training.
static void fill_hire(rw_assembly *as, rw_idx k, rw_idx t) {
    const rw_skill *skill = &as->model->skill[k];
    const rw_idx col = rw_layout_col(as->layout, RW_COLUMN_HIRE, k, t);
    if (col < 0) {
        return;
    }
    rw_assembly_set_upper(as, col, skill->hire_limit[t] * as->scenario->hire_ratio[k]);
    rw_assembly_bill(as, RW_COST_HIRING, t, col, skill->hire_eur);
    for (rw_idx u = t; u < t + skill->training_months; u++) { // within the horizon: (18)
        rw_assembly_bill(as, RW_COST_TRAINING, u, col, skill->wage_eur[u]);
    }
}

void rw_assembly_fill_people(rw_assembly *as) {
    for (rw_idx k = 0; k < as->model->n_skill; k++) {
        for (rw_idx t = 0; t < as->model->n_month; t++) {
            fill_headcount(as, k, t);
            fill_crew(as, k, t);
            fill_hire(as, k, t);
        }
    }
}
