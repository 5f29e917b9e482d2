// What a plan over several futures says on a screen.  SPDX-License-Identifier: MIT
#include "report/screen_futures.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "report/answer.h"
#include "report/frontier.h"
#include "report/screen.h"
#include "report/year_ends.h"

enum { BRIEF_ROWS = 9, MOST_IN_FULL = 3, SHARE_WIDTH = 6 };

static const double GOOD_CHANCE = 0.9, FAIR_CHANCE = 0.5; // as the colours have it

static rw_ink chance_ink(double chance) {
    return chance >= GOOD_CHANCE ? RW_INK_GOOD : chance >= FAIR_CHANCE ? RW_INK_WARN : RW_INK_BAD;
}

// As much of the line as fits.
static void write_cut(rw_text *text, const rw_style *style, int room, rw_ink ink, const rw_text *line) {
    const char *string = rw_text_string(line);
    rw_text cut = {0};
    rw_style_label(&cut, string, rw_style_columns(string) > room ? room : 0);
    rw_style_ink(text, style, ink, rw_text_string(&cut));
    text->failed = text->failed || line->failed || cut.failed;
    rw_text_clear(&cut);
}

// The model's own question, where it has one.
static bool write_target(rw_text *line, const rw_model *model, const rw_plan *plan) {
    rw_idx n_reached = 0;
    char share[16], asked[16];
    for (rw_idx k = 0; k < model->n_probability_target; k++) {
        const rw_probability_target *target = &model->probability_target[k];
        n_reached += rw_target_probability(model, target, plan) >= target->share - 1e-9;
    }
    if (model->n_probability_target == 1) {
        const rw_probability_target *target = &model->probability_target[0];
        rw_frontier_share(share, rw_target_probability(model, target, plan));
        rw_frontier_share(asked, target->share);
        rw_frontier_target(line, model, target);
        rw_text_format(line, ": met in %s of futures, %s asked for.", share, asked);
    } else {
        rw_text_format(line, "%lld of %lld probability targets are reached.", (long long)n_reached,
                       (long long)model->n_probability_target);
    }
    return n_reached == model->n_probability_target;
}

static double write_chance(rw_text *line, const rw_futures *futures) {
    const double last = rw_futures_last_met(futures), always = rw_futures_always_met(futures);
    const rw_idx half = rw_futures_half_settled(futures);
    char month[16];
    rw_text_format(line, "All targets are met at the end in %d %% of futures", rw_futures_percent(last));
    if (half > 0) {
        rw_screen_month(month, futures->model, half);
        rw_text_format(line, ", in half from %s on.", month);
    } else {
        rw_text_format(line, ", in every month in %d %%.", rw_futures_percent(always));
    }
    return last;
}

void rw_screen_futures_headline(rw_text *text, const rw_style *style, const rw_futures *futures) {
    rw_text line = {0};
    rw_ink ink = RW_INK_PLAIN;
    if (futures->model->n_probability_target > 0) {
        ink = write_target(&line, futures->model, futures->plan) ? RW_INK_GOOD : RW_INK_BAD;
    } else {
        ink = chance_ink(write_chance(&line, futures));
    }
    write_cut(text, style, style->width, ink, &line);
    rw_text_add(text, "\n");
    rw_text_clear(&line);
}

void rw_screen_futures_sample(rw_text *text, const rw_style *style, const rw_futures *futures) {
    rw_text line = {0};
    rw_futures_describe(&line, futures->model, futures->plan);
    if (futures->model->scenarios > 0) {
        rw_text_add(&line, " (");
        rw_futures_describe_sample(&line, futures->model);
        rw_text_add(&line, ")");
    }
    rw_text_add(&line, "; amounts are means");
    write_cut(text, style, style->width, RW_INK_PLAIN, &line);
    rw_text_add(text, "\n");
    rw_text_clear(&line);
}

void rw_screen_futures_cost(rw_text *text, const rw_style *style, const rw_futures *futures) {
    const rw_spread cost = rw_futures_cost(futures);
    char p10[RW_NUMBER_SIZE], p50[RW_NUMBER_SIZE], p90[RW_NUMBER_SIZE], tail[RW_NUMBER_SIZE];
    rw_text line = {0};
    rw_number_million(p10, cost.p10);
    rw_number_million(p50, cost.p50);
    rw_number_million(p90, cost.p90);
    rw_number_million(tail, cost.tail);
    rw_text_format(&line, "P10 %s · P50 %s · P90 %s · worst %.3g %% of futures %s", p10, p50, p90,
                   100 * (1 - futures->model->risk_level), tail);
    rw_text_add(text, "      ");
    write_cut(text, style, style->width - 6, RW_INK_PLAIN, &line);
    rw_text_add(text, "\n");
    rw_text_clear(&line);
}

// The customer's chances at the ends of years.
static void write_chance_row(rw_text *text, const rw_style *style, const rw_futures *futures, rw_idx customer,
                             const rw_year_ends *ends, const char *label) {
    rw_text_add(text, "  ");
    rw_style_label(text, label, ends->label - 2);
    for (int c = 0; c < ends->count; c++) {
        const double chance = rw_futures_met(futures, customer, ends->month[c]);
        char cell[16] = "- ";
        const bool is_wanted = rw_futures_is_wanted(futures->model, customer, ends->month[c]);
        if (is_wanted) {
            snprintf(cell, sizeof cell, "%d%s", rw_futures_percent(chance), rw_style_bar(chance));
        }
        rw_year_ends_cell(text, style, ends, is_wanted ? chance_ink(chance) : RW_INK_DIM, cell);
    }
    rw_text_add(text, "\n");
}

// What the customer's worst product misses of its target: in the mean, or at worst.
static void write_missing_row(rw_text *text, const rw_style *style, const rw_futures *futures, rw_idx customer,
                              const rw_year_ends *ends, bool at_worst) {
    rw_text row = {0};
    rw_style_label(&row, at_worst ? "    short, worst" : "    short, mean", ends->label);
    for (int c = 0; c < ends->count; c++) {
        const rw_spread missing = rw_futures_missing(futures, customer, ends->month[c]);
        const double share = at_worst ? missing.most : missing.mean;
        char cell[16] = "- ";
        if (rw_futures_is_wanted(futures->model, customer, ends->month[c]) && share >= 0) {
            snprintf(cell, sizeof cell, "%d ", rw_futures_percent(share));
        }
        rw_style_right(&row, cell, ends->width);
    }
    rw_style_ink(text, style, RW_INK_DIM, rw_text_string(&row));
    rw_text_add(text, "\n");
    text->failed = text->failed || row.failed;
    rw_text_clear(&row);
}

static bool is_wanted_ever(const rw_model *model, rw_idx customer) {
    for (rw_idx t = 0; t < model->n_month; t++) {
        if (rw_futures_is_wanted(model, customer, t)) {
            return true;
        }
    }
    return false;
}

// Chance of missing a target, summed over the ends of years; negative where there is none.
static double worry(const rw_model *model, const rw_run *run, rw_idx customer) {
    const rw_futures futures = {.model = model, .plan = run->plan};
    double sum = 0;
    for (rw_idx t = 0; t < model->n_month; t += 12) {
        sum += 1 - rw_futures_met(&futures, customer, t);
    }
    sum += 1 - rw_futures_met(&futures, customer, model->n_month - 1);
    return is_wanted_ever(model, customer) ? sum : -1;
}

static bool is_certain(const rw_futures *futures, rw_idx customer, const rw_year_ends *ends) {
    for (int c = 0; c < ends->count; c++) {
        if (rw_futures_percent(rw_futures_met(futures, customer, ends->month[c])) < 100) {
            return false;
        }
    }
    return true;
}

void rw_screen_futures_stock_brief(rw_text *text, const rw_style *style, const rw_futures *futures) {
    const rw_model *model = futures->model;
    const rw_run run = {.plan = (rw_plan *)futures->plan}; // for the ranking alone, which does not write
    const rw_year_ends ends = rw_year_ends_choose(style, model, SHARE_WIDTH);
    rw_idx n_row = 0;
    rw_year_ends_header(text, style, model, &ends, "STOCK", " met in %");
    for (rw_idx c = 0; c < model->n_customer; c++) {
        n_row += is_wanted_ever(model, c);
    }
    const bool in_full = n_row <= MOST_IN_FULL;
    const rw_idx n_unserved = rw_answer_n_unserved(model, futures->plan);
    const rw_idx room = BRIEF_ROWS - (n_unserved > 0), n_shown = n_row > room ? room - 1 : n_row;
    for (rw_idx c = 0; c < model->n_customer; c++) {
        if (!is_wanted_ever(model, c) || rw_screen_rank(model, &run, worry, model->n_customer, c) >= n_shown) {
            continue;
        }
        write_chance_row(text, style, futures, c, &ends, model->customer[c].title);
        if (in_full && !is_certain(futures, c, &ends)) {
            write_missing_row(text, style, futures, c, &ends, false);
            if (n_row < MOST_IN_FULL || n_unserved == 0) {
                write_missing_row(text, style, futures, c, &ends, true);
            }
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

// Widest figure of the quantiles and targets, with a space behind it.
static int widest_cell(const rw_futures *futures) {
    const rw_model *model = futures->model;
    size_t widest = SHARE_WIDTH - 1;
    for (rw_idx r = 0; r < model->n_product; r++) {
        for (rw_idx t = 0; t < model->n_month; t++) {
            char stock[RW_NUMBER_SIZE], target[RW_NUMBER_SIZE];
            rw_year_ends_units(target, model->product[r].target[t]);
            widest = strlen(target) > widest ? strlen(target) : widest;
            for (rw_idx w = 0; w < futures->plan->n_scenario; w++) {
                rw_year_ends_units(stock, futures->plan->course[w].customer_stock[r * model->n_month + t]);
                widest = strlen(stock) > widest ? strlen(stock) : widest;
            }
        }
    }
    return (int)widest + 1;
}

// From ROW_TARGET on: of products with a target.
typedef enum row_kind { ROW_P90, ROW_P50, ROW_P10, ROW_TARGET, ROW_SHORT, ROW_WORST, N_ROW_KIND } row_kind;

static double figure(const rw_futures *futures, row_kind kind, rw_idx product, rw_idx month) {
    switch (kind) {
    case ROW_P90:
        return rw_futures_stock(futures, product, month).p90;
    case ROW_P50:
        return rw_futures_stock(futures, product, month).p50;
    case ROW_P10:
        return rw_futures_stock(futures, product, month).p10;
    case ROW_TARGET:
        return futures->model->product[product].target[month];
    case ROW_SHORT:
        return rw_futures_short(futures, product, month).mean;
    case ROW_WORST:
        return rw_futures_short(futures, product, month).most;
    case N_ROW_KIND:
        break;
    }
    return (double)NAN;
}

static bool has_target(const rw_model *model, rw_idx product) {
    for (rw_idx t = 0; t < model->n_month; t++) {
        if (model->product[product].target[t] > 0) {
            return true;
        }
    }
    return false;
}

static void write_product(rw_text *text, const rw_style *style, const rw_futures *futures, rw_idx product,
                          const rw_year_ends *ends) {
    static const char *const label[N_ROW_KIND] = {"    P90",    "    P50",         "    P10",
                                                  "    target", "    short, mean", "    short, worst"};
    const rw_model *model = futures->model;
    rw_text_add(text, "  ");
    rw_style_label(text, model->item[model->product[product].item].title, 0);
    rw_text_add(text, "\n");
    for (row_kind kind = 0; kind < (has_target(model, product) ? N_ROW_KIND : ROW_TARGET); kind++) {
        rw_text row = {0};
        rw_style_label(&row, label[kind], ends->label);
        for (int c = 0; c < ends->count; c++) {
            char units[RW_NUMBER_SIZE], cell[RW_NUMBER_SIZE + 1];
            rw_year_ends_units(units, figure(futures, kind, product, ends->month[c]));
            snprintf(cell, sizeof cell, "%s ", units);
            rw_style_right(&row, cell, ends->width);
        }
        rw_style_ink(text, style, kind == ROW_P50 ? RW_INK_PLAIN : RW_INK_DIM, rw_text_string(&row));
        rw_text_add(text, "\n");
        text->failed = text->failed || row.failed;
        rw_text_clear(&row);
    }
}

void rw_screen_futures_stock(rw_text *text, const rw_style *style, const rw_futures *futures) {
    const rw_model *model = futures->model;
    const rw_year_ends ends = rw_year_ends_choose(style, model, widest_cell(futures));
    rw_year_ends_header(text, style, model, &ends, "STOCK", " in thousand");
    for (rw_idx c = 0; c < model->n_customer; c++) {
        rw_screen_customer(text, style, model, futures->plan, c);
        if (is_wanted_ever(model, c)) {
            write_chance_row(text, style, futures, c, &ends, "targets met in %");
        }
        for (rw_idx r = model->customer[c].product_begin; r < model->customer[c].product_end; r++) {
            write_product(text, style, futures, r, &ends);
        }
    }
}
