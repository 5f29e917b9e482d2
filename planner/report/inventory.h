// What a configuration asks for, before anything is solved: sizes, horizon, and where the figures come from.
// SPDX-License-Identifier: MIT
#ifndef RW_REPORT_INVENTORY_H
#define RW_REPORT_INVENTORY_H

#include <rampwerk/survey.h>

#include "report/style.h"

typedef struct rw_problem_size {
    rw_idx n_scenario;
    rw_idx n_row, n_col, n_integer, n_entry; // of all scenarios together
    bool is_estimate;                        // some of them were looked at
} rw_problem_size;

void rw_inventory_write(rw_text *text, const rw_style *style, const rw_model *model, const rw_problem_size *size);

// Every figure with its source, date and confidence; assumptions are marked.
void rw_inventory_sources(rw_text *text, const rw_style *style, const rw_model *model);

// Both as JSON, schema "rampwerk-check-1".  survey: NULL: none.
void rw_inventory_json(rw_text *text, const rw_model *model, const rw_problem_size *size, const rw_survey *survey,
                       rw_idx n_warning, bool with_sources);

#endif
