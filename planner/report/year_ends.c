// The months that tables on the screen have columns for.  SPDX-License-Identifier: MIT
#include "report/year_ends.h"

#include <stdio.h>
#include <string.h>

#include "report/screen.h"

enum { LEAST_LABEL = 20 };

void rw_year_ends_units(char buffer[RW_NUMBER_SIZE], double units) {
    rw_number_thousand(buffer, units);
    char *out = buffer;
    for (const char *in = buffer; *in != '\0'; in++) {
        if (*in != ',') {
            *out++ = *in;
        }
    }
    *out = '\0';
}

static bool is_end(const rw_model *model, rw_idx t) {
    return t == model->n_month - 1 || rw_model_year(model, t + 1) > rw_model_year(model, t);
}

rw_year_ends rw_year_ends_choose(const rw_style *style, const rw_model *model, int width) {
    rw_year_ends ends = {.width = width};
    rw_idx n_all = 0;
    for (rw_idx t = 0; t < model->n_month; t++) {
        n_all += is_end(model, t);
    }
    int fitting = (style->width - LEAST_LABEL) / ends.width;
    fitting = fitting > RW_MOST_YEAR_ENDS ? RW_MOST_YEAR_ENDS : fitting < 1 ? 1 : fitting;
    bool is_first_dropped = n_all == fitting + 1 && model->n_month > 12; // often the opening month
    rw_idx stride = is_first_dropped ? 1 : (n_all + fitting - 1) / fitting;
    rw_idx k = 0;
    for (rw_idx t = 0; t < model->n_month; t++) {
        if (is_end(model, t)) {
            k++;
            if ((n_all - k) % stride == 0 && !(is_first_dropped && k == 1)) {
                ends.month[ends.count++] = t;
            }
        }
    }
    ends.label = style->width - ends.count * ends.width;
    return ends;
}

void rw_year_ends_header(rw_text *text, const rw_style *style, const rw_model *model, const rw_year_ends *ends,
                         const char *heading, const char *what) {
    rw_style_ink(text, style, RW_INK_BOLD, heading);
    rw_text columns = {0};
    rw_style_label(&columns, what, ends->label - (int)strlen(heading));
    for (int c = 0; c < ends->count; c++) {
        char month[16], cell[16];
        rw_screen_month(month, model, ends->month[c]);
        if (strcmp(month + 4, "-12") == 0) {
            snprintf(cell, sizeof cell, "%.4s ", month);
        } else {
            snprintf(cell, sizeof cell, "%s", month + 2); // 36-11
        }
        rw_style_right(&columns, cell, ends->width);
    }
    rw_style_ink(text, style, RW_INK_DIM, rw_text_string(&columns));
    text->failed = text->failed || columns.failed;
    rw_text_clear(&columns);
    rw_text_add(text, "\n");
}

void rw_year_ends_cell(rw_text *text, const rw_style *style, const rw_year_ends *ends, rw_ink ink, const char *cell) {
    rw_text padded = {0};
    rw_style_right(&padded, cell, ends->width);
    rw_style_ink(text, style, ink, rw_text_string(&padded));
    text->failed = text->failed || padded.failed;
    rw_text_clear(&padded);
}
