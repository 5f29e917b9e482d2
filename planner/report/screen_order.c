// What a plan says on a screen: what to order, and when.  SPDX-License-Identifier: MIT
#include <stddef.h>
#include <stdio.h>

#include "report/answer.h"
#include "report/number.h"
#include "report/screen.h"
#include "report/screen_futures.h"

enum { COUNT_WIDTH = 9, WHEN_WIDTH = 24, OUTPUT_WIDTH = 10, MONEY_WIDTH = 9, MOST_DATES = 2, BRIEF_ROWS = 10 };

static const char NOTHING_NEW[] = "  Nothing new: ";

enum { NOTHING_NEW_COLUMNS = sizeof NOTHING_NEW - 1 };

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

static void write_line(rw_text *text, const rw_style *style, const rw_model *model, const rw_run *run, rw_idx line) {
    const rw_plan *plan = run->plan;
    rw_line_answer answer = rw_answer_line(model, run->scenarios, plan, line);
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

static rw_idx count_blocks(const rw_plan *plan, rw_idx option) {
    rw_idx blocks = 0;
    for (rw_idx t = 0; t < plan->n_month; t++) {
        blocks += rw_answer_count(plan->option_block[option * plan->n_month + t]);
    }
    return blocks;
}

static void write_option(rw_text *text, const rw_style *style, const rw_model *model, const rw_plan *plan,
                         rw_idx option) {
    const double *path = plan->option_block + option * plan->n_month;
    const rw_idx blocks = count_blocks(plan, option);
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

static void write_header(rw_text *text, const rw_style *style, const char *sum) {
    rw_style_ink(text, style, RW_INK_BOLD, "ORDER");
    rw_text columns = {0};
    rw_style_label(&columns, sum, title_width(style) - 3);
    rw_style_right(&columns, "modules", COUNT_WIDTH);
    rw_style_label(&columns, "  when", WHEN_WIDTH);
    rw_style_right(&columns, "makes from", OUTPUT_WIDTH);
    rw_style_right(&columns, "M EUR", MONEY_WIDTH);
    rw_style_ink(text, style, RW_INK_DIM, rw_text_string(&columns));
    text->failed = text->failed || columns.failed;
    rw_text_clear(&columns);
    rw_text_add(text, "\n");
}

void rw_screen_orders(rw_text *text, const rw_style *style, const rw_model *model, const rw_run *run) {
    const rw_plan *plan = run->plan;
    rw_text idle = {0};
    double capex = 0;
    bool is_any = false;
    write_header(text, style, "");
    for (rw_idx l = 0; l < model->n_line; l++) {
        rw_line_answer answer = rw_answer_line(model, run->scenarios, plan, l);
        capex += answer.capex_eur;
        if (answer.n_new > 0 || answer.n_past > 0) {
            write_line(text, style, model, run, l);
            is_any = true;
        } else {
            rw_text_format(&idle, "%s%s", idle.length > 0 ? ", " : "", model->line[l].title);
        }
    }
    for (rw_idx g = 0; g < model->n_option; g++) {
        if (count_blocks(plan, g) > 0) {
            write_option(text, style, model, plan, g);
        }
    }
    if (is_any) {
        char money[RW_NUMBER_SIZE];
        rw_number_million(money, capex);
        rw_style_label(text, "  all lines, net of grants, not discounted", style->width - MONEY_WIDTH);
        rw_style_right(text, money, MONEY_WIDTH);
        rw_text_add(text, "\n");
    }
    if (idle.length > 0) {
        rw_text_add(text, NOTHING_NEW);
        rw_style_wrap(text, style, NOTHING_NEW_COLUMNS, NOTHING_NEW_COLUMNS, rw_text_string(&idle));
    }
    text->failed = text->failed || idle.failed;
    rw_text_clear(&idle);
}

// EUR of what is ordered: of line k, from n_line on of the options; negative where nothing is.
static double ordered_eur(const rw_model *model, const rw_run *run, rw_idx k) {
    const rw_plan *plan = run->plan;
    if (k < model->n_line) {
        rw_line_answer answer = rw_answer_line(model, run->scenarios, plan, k);
        return answer.n_new > 0 ? answer.capex_eur : -1;
    }
    const rw_idx option = k - model->n_line, blocks = count_blocks(plan, option);
    return blocks > 0 ? (double)blocks * model->option[option].fee_eur : -1;
}

// The largest orders, in the order of the configuration.
static void write_largest(rw_text *text, const rw_style *style, const rw_model *model, const rw_run *run, rw_idx room) {
    const rw_idx count = model->n_line + model->n_option;
    rw_idx n_row = 0;
    double rest = 0;
    for (rw_idx k = 0; k < count; k++) {
        n_row += ordered_eur(model, run, k) >= 0;
    }
    const rw_idx n_shown = n_row > room ? room - 1 : n_row;
    for (rw_idx k = 0; k < count; k++) {
        const double eur = ordered_eur(model, run, k);
        if (eur >= 0 && rw_screen_rank(model, run, ordered_eur, count, k) >= n_shown) {
            rest += eur;
        } else if (eur >= 0 && k < model->n_line) {
            write_line(text, style, model, run, k);
        } else if (eur >= 0) {
            write_option(text, style, model, run->plan, k - model->n_line);
        }
    }
    if (n_row > n_shown) {
        rw_screen_more(text, style, n_row - n_shown, rest);
    }
}

void rw_screen_orders_brief(rw_text *text, const rw_style *style, const rw_model *model, const rw_run *run) {
    rw_text idle = {0};
    double capex = 0;
    for (rw_idx l = 0; l < model->n_line; l++) {
        const double eur = ordered_eur(model, run, l);
        capex += eur > 0 ? eur : 0;
        if (eur < 0) {
            rw_text_format(&idle, "%s%s", idle.length > 0 ? ", " : "", model->line[l].title);
        }
    }
    char money[RW_NUMBER_SIZE], sum[RW_NUMBER_SIZE + 16] = "";
    if (capex > 0) {
        rw_number_million(money, capex);
        snprintf(sum, sizeof sum, " for %s M EUR", money);
    }
    write_header(text, style, sum);
    const rw_idx room = rw_futures_are_drawn(model, run->plan) ? RW_FUTURES_ORDER_ROWS : BRIEF_ROWS;
    write_largest(text, style, model, run, idle.length > 0 ? room - 1 : room);
    if (idle.length > 0) {
        rw_text_add(text, NOTHING_NEW);
        rw_style_label(text, rw_text_string(&idle), style->width - NOTHING_NEW_COLUMNS);
        rw_text_add(text, "\n");
    }
    text->failed = text->failed || idle.failed;
    rw_text_clear(&idle);
}
