// The months that tables on the screen have columns for: ends of calendar years and of the plan.
// SPDX-License-Identifier: MIT
#ifndef RW_REPORT_YEAR_ENDS_H
#define RW_REPORT_YEAR_ENDS_H

#include <rampwerk/model.h>

#include "report/number.h"
#include "report/style.h"

enum { RW_MOST_YEAR_ENDS = 40 };

typedef struct rw_year_ends {
    rw_idx month[RW_MOST_YEAR_ENDS];
    int count, width, label; // columns of a cell, of the label before them
} rw_year_ends;

// Thinned from the end so that cells of `width` columns fit.
rw_year_ends rw_year_ends_choose(const rw_style *style, const rw_model *model, int width);

// A heading and the columns' dates.  what: behind the heading.
void rw_year_ends_header(rw_text *text, const rw_style *style, const rw_model *model, const rw_year_ends *ends,
                         const char *heading, const char *what);

// One cell, padded on the left, in an ink.
void rw_year_ends_cell(rw_text *text, const rw_style *style, const rw_year_ends *ends, rw_ink ink, const char *cell);

// Units as thousands, narrow: without grouping.
void rw_year_ends_units(char buffer[RW_NUMBER_SIZE], double units);

#endif
