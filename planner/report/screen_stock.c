// The answer in one screen: stock against target at the ends of years.  SPDX-License-Identifier: MIT
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "report/answer.h"
#include "report/number.h"
#include "report/screen.h"

enum { LEAST_LABEL = 20, MOST_COLUMNS = 40 };

static const double LEAST_UNMET = 0.5; // units worth a word
static const double MET_SHARE = 1e-4;  // a stock this share below its target counts as met

typedef struct year_ends { // the months shown
    rw_idx month[MOST_COLUMNS];
    int count, width, label; // columns of a cell, of the label
} year_ends;

static void write_units(char buffer[RW_NUMBER_SIZE], double units) {
    rw_number_thousand(buffer, units);
    char *out = buffer; // cells are narrow: no grouping
    for (const char *in = buffer; *in != '\0'; in++) {
        if (*in != ',') {
            *out++ = *in;
        }
    }
    *out = '\0';
}

static int widest_cell(const rw_model *model, const rw_plan *plan) {
    int widest = 4; // a year
    for (rw_idx r = 0; r < model->n_product; r++) {
        for (rw_idx t = 0; t < plan->n_month; t++) {
            char stock[RW_NUMBER_SIZE], target[RW_NUMBER_SIZE];
            write_units(stock, RW_EXPECTED(plan, customer_stock, r * plan->n_month + t));
            write_units(target, model->product[r].target[t]);
            int length = (int)(strlen(stock) > strlen(target) ? strlen(stock) : strlen(target));
            widest = length > widest ? length : widest;
        }
    }
    return widest;
}

// Ends of calendar years and of the plan, thinned from the end so that they fit.
static year_ends choose_months(const rw_style *style, const rw_model *model, const rw_plan *plan) {
    year_ends ends = {.width = widest_cell(model, plan) + 2}; // a glyph and a space
    rw_idx n_all = 0;
    for (rw_idx t = 0; t < plan->n_month; t++) {
        n_all += t == plan->n_month - 1 || rw_model_year(model, t + 1) > rw_model_year(model, t);
    }
    int fitting = (style->width - LEAST_LABEL) / ends.width;
    fitting = fitting > MOST_COLUMNS ? MOST_COLUMNS : fitting < 1 ? 1 : fitting;
    bool is_first_dropped = n_all == fitting + 1 && plan->n_month > 12; // often the opening month
    rw_idx stride = is_first_dropped ? 1 : (n_all + fitting - 1) / fitting;
    rw_idx k = 0;
    for (rw_idx t = 0; t < plan->n_month; t++) {
        if (t == plan->n_month - 1 || rw_model_year(model, t + 1) > rw_model_year(model, t)) {
            k++;
            if ((n_all - k) % stride == 0 && !(is_first_dropped && k == 1)) {
                ends.month[ends.count++] = t;
            }
        }
    }
    ends.label = style->width - ends.count * ends.width;
    return ends;
}

static void write_header(rw_text *text, const rw_style *style, const rw_model *model, const year_ends *ends) {
    rw_style_ink(text, style, RW_INK_BOLD, "STOCK");
    rw_text columns = {0};
    rw_style_label(&columns, " in thousand", ends->label - 5);
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

static void write_stock_row(rw_text *text, const rw_style *style, const rw_model *model, const rw_plan *plan,
                            rw_idx product, const year_ends *ends) {
    const rw_product *r = &model->product[product];
    rw_text_add(text, "  ");
    rw_style_label(text, model->item[r->item].title, ends->label - 2);
    for (int c = 0; c < ends->count; c++) {
        rw_idx t = ends->month[c];
        double stock = RW_EXPECTED(plan, customer_stock, product * plan->n_month + t);
        bool is_met = stock >= (1 - MET_SHARE) * r->target[t];
        bool is_critical = stock < (r->critical_share - MET_SHARE) * r->target[t];
        char units[RW_NUMBER_SIZE], cell[RW_NUMBER_SIZE + 8];
        write_units(units, stock);
        snprintf(cell, sizeof cell, "%s%s", units, rw_style_bar(is_met ? 1 : stock / r->target[t]));
        rw_text padded = {0};
        rw_style_right(&padded, cell, ends->width);
        rw_style_ink(text, style,
                     is_met        ? RW_INK_GOOD
                     : is_critical ? RW_INK_BAD
                                   : RW_INK_WARN,
                     rw_text_string(&padded));
        text->failed = text->failed || padded.failed;
        rw_text_clear(&padded);
    }
    rw_text_add(text, "\n");
}

static void write_target_row(rw_text *text, const rw_style *style, const rw_model *model, const rw_plan *plan,
                             rw_idx product, const year_ends *ends) {
    rw_product_answer answer = rw_answer_product(model, plan, product);
    char label[64];
    if (answer.n_short == 0) {
        snprintf(label, sizeof label, "  never short");
    } else {
        char month[16];
        rw_screen_month(month, model, answer.last_short);
        snprintf(label, sizeof label, "  %lld mo to %s", (long long)answer.n_short, month);
    }
    rw_text row = {0};
    rw_style_label(&row, label, ends->label);
    for (int c = 0; c < ends->count; c++) {
        char units[RW_NUMBER_SIZE], cell[RW_NUMBER_SIZE + 1];
        write_units(units, model->product[product].target[ends->month[c]]);
        snprintf(cell, sizeof cell, "%s ", units);
        rw_style_right(&row, cell, ends->width);
    }
    rw_style_ink(text, style, RW_INK_DIM, rw_text_string(&row));
    text->failed = text->failed || row.failed;
    rw_text_clear(&row);
    rw_text_add(text, "\n");
}

static void write_customer(rw_text *text, const rw_style *style, const rw_model *model, const rw_plan *plan,
                           rw_idx customer) {
    const rw_customer *c = &model->customer[customer];
    rw_text line = {0};
    bool is_first = true;
    rw_style_label(&line, c->title, 0);
    for (rw_idx r = c->product_begin; r < c->product_end; r++) {
        rw_product_answer answer = rw_answer_product(model, plan, r);
        if (answer.unmet > LEAST_UNMET) {
            char units[RW_NUMBER_SIZE];
            rw_number_thousand(units, answer.unmet);
            rw_text_format(&line, "%s %s thousand %s", is_first ? "; use not met:" : ",", units,
                           model->item[model->product[r].item].name);
            is_first = false;
        }
    }
    rw_style_wrap(text, style, 0, 2, rw_text_string(&line));
    text->failed = text->failed || line.failed;
    rw_text_clear(&line);
}

void rw_screen_stock(rw_text *text, const rw_style *style, const rw_model *model, const rw_plan *plan) {
    year_ends ends = choose_months(style, model, plan);
    write_header(text, style, model, &ends);
    for (rw_idx c = 0; c < model->n_customer; c++) {
        write_customer(text, style, model, plan, c);
        for (rw_idx r = model->customer[c].product_begin; r < model->customer[c].product_end; r++) {
            write_stock_row(text, style, model, plan, r, &ends);
            write_target_row(text, style, model, plan, r, &ends);
        }
    }
}
