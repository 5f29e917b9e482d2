// What a plan says on a screen: stock against target at the ends of years.  SPDX-License-Identifier: MIT
#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "report/answer.h"
#include "report/number.h"
#include "report/screen.h"
#include "report/year_ends.h"

enum { BRIEF_ROWS = 9, SHARE_WIDTH = 6 };

static const double MET_SHARE = 1e-4; // a stock this share below its target counts as met

static int widest_cell(const rw_model *model, const rw_plan *plan) {
    int widest = 4; // a year
    for (rw_idx r = 0; r < model->n_product; r++) {
        for (rw_idx t = 0; t < plan->n_month; t++) {
            char stock[RW_NUMBER_SIZE], target[RW_NUMBER_SIZE];
            rw_year_ends_units(stock, RW_EXPECTED(plan, customer_stock, r * plan->n_month + t));
            rw_year_ends_units(target, model->product[r].target[t]);
            int length = (int)(strlen(stock) > strlen(target) ? strlen(stock) : strlen(target));
            widest = length > widest ? length : widest;
        }
    }
    return widest;
}

static void write_stock_row(rw_text *text, const rw_style *style, const rw_model *model, const rw_plan *plan,
                            rw_idx product, const rw_year_ends *ends) {
    const rw_product *r = &model->product[product];
    rw_text_add(text, "  ");
    rw_style_label(text, model->item[r->item].title, ends->label - 2);
    for (int c = 0; c < ends->count; c++) {
        rw_idx t = ends->month[c];
        double stock = RW_EXPECTED(plan, customer_stock, product * plan->n_month + t);
        bool is_met = stock >= (1 - MET_SHARE) * r->target[t];
        bool is_critical = stock < (r->critical_share - MET_SHARE) * r->target[t];
        char units[RW_NUMBER_SIZE], cell[RW_NUMBER_SIZE + 8];
        rw_year_ends_units(units, stock);
        snprintf(cell, sizeof cell, "%s%s", units, rw_style_bar(is_met ? 1 : stock / r->target[t]));
        rw_year_ends_cell(text, style, ends, is_met ? RW_INK_GOOD : is_critical ? RW_INK_BAD : RW_INK_WARN, cell);
    }
    rw_text_add(text, "\n");
}

static void write_target_row(rw_text *text, const rw_style *style, const rw_model *model, const rw_plan *plan,
                             rw_idx product, const rw_year_ends *ends) {
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
        rw_year_ends_units(units, model->product[product].target[ends->month[c]]);
        snprintf(cell, sizeof cell, "%s ", units);
        rw_style_right(&row, cell, ends->width);
    }
    rw_style_ink(text, style, RW_INK_DIM, rw_text_string(&row));
    text->failed = text->failed || row.failed;
    rw_text_clear(&row);
    rw_text_add(text, "\n");
}

// `more` stands behind the name.
static void write_customer(rw_text *text, const rw_style *style, const rw_model *model, const rw_plan *plan,
                           rw_idx customer, const char *more) {
    const rw_customer *c = &model->customer[customer];
    rw_text line = {0};
    bool is_first = true;
    rw_style_label(&line, c->title, 0);
    rw_text_add(&line, more);
    for (rw_idx r = c->product_begin; r < c->product_end; r++) {
        rw_product_answer answer = rw_answer_product(model, plan, r);
        if (answer.unmet > RW_LEAST_UNMET) {
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

void rw_screen_customer(rw_text *text, const rw_style *style, const rw_model *model, const rw_plan *plan,
                        rw_idx customer) {
    write_customer(text, style, model, plan, customer, "");
}

void rw_screen_stock(rw_text *text, const rw_style *style, const rw_model *model, const rw_plan *plan) {
    rw_year_ends ends = rw_year_ends_choose(style, model, widest_cell(model, plan) + 2); // a glyph and a space
    rw_year_ends_header(text, style, model, &ends, "STOCK", " in thousand");
    for (rw_idx c = 0; c < model->n_customer; c++) {
        rw_screen_customer(text, style, model, plan, c);
        for (rw_idx r = model->customer[c].product_begin; r < model->customer[c].product_end; r++) {
            write_stock_row(text, style, model, plan, r, &ends);
            write_target_row(text, style, model, plan, r, &ends);
        }
    }
}

static bool has_target(const rw_model *model, rw_idx product) {
    for (rw_idx t = 0; t < model->n_month; t++) {
        if (model->product[product].target[t] > 0) {
            return true;
        }
    }
    return false;
}

// Rows of a product in the short form: none without a target, a second one for the target that is missed.
static rw_idx count_rows(const rw_model *model, const rw_plan *plan, rw_idx product) {
    return !has_target(model, product) ? 0 : rw_answer_product(model, plan, product).n_short > 0 ? 2 : 1;
}

// Share of its target that the worst product of the customer holds in month t; NAN where none has a target.
static double worst_share(const rw_model *model, const rw_plan *plan, rw_idx customer, rw_idx t) {
    double worst = (double)NAN;
    for (rw_idx r = model->customer[customer].product_begin; r < model->customer[customer].product_end; r++) {
        const double target = model->product[r].target[t];
        const double share = RW_EXPECTED(plan, customer_stock, r * plan->n_month + t) / target;
        if (target > 0 && !(share >= worst)) {
            worst = share;
        }
    }
    return worst;
}

// Months short of all products of the customer; negative where none has a target.
static double months_short(const rw_model *model, const rw_run *run, rw_idx customer) {
    double months = -1;
    for (rw_idx r = model->customer[customer].product_begin; r < model->customer[customer].product_end; r++) {
        if (has_target(model, r)) {
            months = fmax(months, 0) + (double)rw_answer_product(model, run->plan, r).n_short;
        }
    }
    return months;
}

// One row: the customer's worst product as a share of its target.
static void write_share_row(rw_text *text, const rw_style *style, const rw_model *model, const rw_plan *plan,
                            rw_idx customer, const rw_year_ends *ends) {
    rw_text_add(text, "  ");
    rw_style_label(text, model->customer[customer].title, ends->label - 2);
    for (int c = 0; c < ends->count; c++) {
        const double share = worst_share(model, plan, customer, ends->month[c]);
        const bool is_met = share >= 1 - MET_SHARE;
        char cell[32] = "- ";
        if (share >= 0) {
            snprintf(cell, sizeof cell, "%d%s", is_met ? 100 : (int)(100 * share), rw_style_bar(is_met ? 1 : share));
        }
        rw_year_ends_cell(text, style, ends, is_met || !(share >= 0) ? RW_INK_GOOD : RW_INK_WARN, cell);
    }
    rw_text_add(text, "\n");
}

// A row for each customer, those most often short where they are too many.
static void write_customers(rw_text *text, const rw_style *style, const rw_model *model, const rw_run *run) {
    const rw_plan *plan = run->plan;
    const rw_year_ends ends = rw_year_ends_choose(style, model, SHARE_WIDTH);
    rw_idx n_row = 0;
    rw_year_ends_header(text, style, model, &ends, "STOCK", " in % of target");
    for (rw_idx c = 0; c < model->n_customer; c++) {
        n_row += months_short(model, run, c) >= 0;
    }
    const rw_idx n_unserved = rw_answer_n_unserved(model, plan), room = BRIEF_ROWS - (n_unserved > 0);
    const rw_idx n_shown = n_row > room ? room - 1 : n_row;
    for (rw_idx c = 0; c < model->n_customer; c++) {
        if (months_short(model, run, c) >= 0 &&
            rw_screen_rank(model, run, months_short, model->n_customer, c) < n_shown) {
            write_share_row(text, style, model, plan, c, &ends);
        }
    }
    if (n_row > n_shown) {
        rw_screen_more(text, style, n_row - n_shown, (double)NAN);
    }
    if (n_unserved > 0) {
        rw_text_format(text, "  use not met: %lld of %lld customers (--all)\n", (long long)n_unserved,
                       (long long)model->n_customer);
    }
}

void rw_screen_stock_brief(rw_text *text, const rw_style *style, const rw_model *model, const rw_run *run) {
    const rw_plan *plan = run->plan;
    rw_idx n_row = model->n_customer;
    for (rw_idx r = 0; r < model->n_product; r++) {
        n_row += count_rows(model, plan, r);
    }
    if (n_row > BRIEF_ROWS) {
        write_customers(text, style, model, run);
        return;
    }
    const rw_year_ends ends = rw_year_ends_choose(style, model, widest_cell(model, plan) + 2);
    rw_year_ends_header(text, style, model, &ends, "STOCK", " in thousand");
    for (rw_idx c = 0; c < model->n_customer; c++) {
        write_customer(text, style, model, plan, c, months_short(model, run, c) == 0 ? ": never short" : "");
        for (rw_idx r = model->customer[c].product_begin; r < model->customer[c].product_end; r++) {
            if (has_target(model, r)) {
                write_stock_row(text, style, model, plan, r, &ends);
            }
            if (count_rows(model, plan, r) > 1) {
                write_target_row(text, style, model, plan, r, &ends);
            }
        }
    }
}
