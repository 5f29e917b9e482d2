// The answer in one screen: what to order, and when.  SPDX-License-Identifier: MIT
#include <stddef.h>
#include <stdio.h>

#include "report/answer.h"
#include "report/number.h"
#include "report/screen.h"

enum { COUNT_WIDTH = 9, WHEN_WIDTH = 24, OUTPUT_WIDTH = 10, MONEY_WIDTH = 9, MOST_DATES = 2 };

// "2027-01", "2027-01, 2x 2028-01", "2027-01 to 2031-06, 5 orders" of the positive entries of path.
static void describe_dates(char *buffer, size_t size, const rw_model *model, const double *path) {
    rw_idx n_date = 0, first = -1, last = -1;
    for (rw_idx t = 0; t < model->n_month; t++) {
        if (rw_answer_count(path[t]) > 0) {
            n_date++;
            first = first < 0 ? t : first;
            last = t;
        }
    }
    char a[16], b[16];
    if (n_date > MOST_DATES) {
        rw_screen_month(a, model, first);
        rw_screen_month(b, model, last);
        snprintf(buffer, size, "%s to %s (%lldx)", a, b, (long long)n_date);
        return;
    }
    size_t used = 0;
    buffer[0] = '\0';
    for (rw_idx t = first; t >= 0 && t <= last; t++) {
        rw_idx modules = rw_answer_count(path[t]);
        if (modules > 0 && used < size) {
            rw_screen_month(a, model, t);
            char times[24] = "";
            if (modules > 1) {
                snprintf(times, sizeof times, "%lldx ", (long long)modules);
            }
            used += (size_t)snprintf(buffer + used, size - used, "%s%s%s", used > 0 ? ", " : "", times, a);
        }
    }
}

static int title_width(const rw_style *style) {
    return style->width - 2 - COUNT_WIDTH - WHEN_WIDTH - OUTPUT_WIDTH - MONEY_WIDTH;
}

static void write_line(rw_text *text, const rw_style *style, const rw_model *model, const rw_plan *plan, rw_idx line) {
    rw_line_answer answer = rw_answer_line(model, plan, line);
    char count[32], dates[64], when[96], output[16] = "", money[RW_NUMBER_SIZE];
    rw_idx standing = answer.n_existing + answer.n_past;
    if (standing > 0) {
        snprintf(count, sizeof count, "%lld+%lld", (long long)standing, (long long)answer.n_new);
    } else {
        snprintf(count, sizeof count, "%lld", (long long)answer.n_new);
    }
    describe_dates(dates, sizeof dates, model, plan->module_order + line * plan->n_month);
    snprintf(when, sizeof when, "  %s", answer.n_new > 0 ? dates : "on order already");
    if (answer.first_output >= plan->n_month) {
        snprintf(output, sizeof output, "later");
    } else if (answer.first_output >= 0) {
        rw_screen_month(output, model, answer.first_output);
    }
    rw_number_million(money, answer.capex_eur);
    rw_text_add(text, "  ");
    rw_style_label(text, model->line[line].title, title_width(style));
    rw_style_right(text, count, COUNT_WIDTH);
    rw_style_label(text, when, WHEN_WIDTH);
    rw_style_right(text, output, OUTPUT_WIDTH);
    rw_style_right(text, money, MONEY_WIDTH);
    rw_text_add(text, "\n");
}

static void write_option(rw_text *text, const rw_style *style, const rw_model *model, const rw_plan *plan,
                         rw_idx option) {
    const double *path = plan->option_block + option * plan->n_month;
    rw_idx blocks = 0;
    for (rw_idx t = 0; t < plan->n_month; t++) {
        blocks += rw_answer_count(path[t]);
    }
    if (blocks == 0) {
        return;
    }
    const rw_option *g = &model->option[option];
    char count[32], dates[64], when[96], money[RW_NUMBER_SIZE];
    snprintf(count, sizeof count, "%lld", (long long)blocks);
    describe_dates(dates, sizeof dates, model, path);
    snprintf(when, sizeof when, "  %s", dates);
    rw_number_million(money, (double)blocks * g->fee_eur);
    rw_text title = {0};
    rw_text_format(&title, "Option of %s", model->supplier[g->supplier].title);
    rw_text_add(text, "  ");
    rw_style_label(text, rw_text_string(&title), title_width(style));
    rw_style_right(text, count, COUNT_WIDTH);
    rw_style_label(text, when, WHEN_WIDTH);
    rw_style_right(text, "", OUTPUT_WIDTH);
    rw_style_right(text, money, MONEY_WIDTH);
    rw_text_add(text, "\n");
    text->failed = text->failed || title.failed;
    rw_text_clear(&title);
}

static void write_header(rw_text *text, const rw_style *style) {
    rw_style_ink(text, style, RW_INK_BOLD, "ORDER");
    rw_text columns = {0};
    rw_style_label(&columns, "", title_width(style) - 3);
    rw_style_right(&columns, "modules", COUNT_WIDTH);
    rw_style_label(&columns, "  when", WHEN_WIDTH);
    rw_style_right(&columns, "makes from", OUTPUT_WIDTH);
    rw_style_right(&columns, "M EUR", MONEY_WIDTH);
    rw_style_ink(text, style, RW_INK_DIM, rw_text_string(&columns));
    text->failed = text->failed || columns.failed;
    rw_text_clear(&columns);
    rw_text_add(text, "\n");
}

void rw_screen_orders(rw_text *text, const rw_style *style, const rw_model *model, const rw_plan *plan) {
    rw_text idle = {0};
    double capex = 0;
    bool is_any = false;
    write_header(text, style);
    for (rw_idx l = 0; l < model->n_line; l++) {
        rw_line_answer answer = rw_answer_line(model, plan, l);
        capex += answer.capex_eur;
        if (answer.n_new > 0 || answer.n_past > 0) {
            write_line(text, style, model, plan, l);
            is_any = true;
        } else {
            rw_text_format(&idle, "%s%s", idle.length > 0 ? ", " : "", model->line[l].title);
        }
    }
    for (rw_idx g = 0; g < model->n_option; g++) {
        write_option(text, style, model, plan, g);
    }
    if (is_any) {
        char money[RW_NUMBER_SIZE];
        rw_number_million(money, capex);
        rw_style_label(text, "  all lines, net of grants, not discounted", style->width - MONEY_WIDTH);
        rw_style_right(text, money, MONEY_WIDTH);
        rw_text_add(text, "\n");
    }
    if (idle.length > 0) {
        rw_text_add(text, "  Nothing new: ");
        rw_style_wrap(text, style, 15, 15, rw_text_string(&idle));
    }
    text->failed = text->failed || idle.failed;
    rw_text_clear(&idle);
}
