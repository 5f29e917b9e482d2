// How a plan fares in fresh futures, on the screen.  SPDX-License-Identifier: MIT
#include "report/evaluation.h"

#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "report/number.h"

enum { LABEL_WIDTH = 11, PRODUCT_WIDTH = 25, CELL_WIDTH = 5, MOST_COLUMNS = 40 };

static const double LEAST_SHORT = 0.5; // units worth a word
static const double GOOD_SHARE = 0.95; // of futures
static const double FAIR_SHARE = 0.5;

// "5,301 to 5,323" in millions; one number where they are the same to the eye, "at least 5,301" without an upper end.
static void write_millions(char *buffer, size_t size, rw_interval interval) {
    char low[RW_NUMBER_SIZE], high[RW_NUMBER_SIZE];
    rw_number_million(low, interval.low);
    rw_number_million(high, interval.high);
    if (!isfinite(interval.low)) {
        snprintf(buffer, size, "unknown");
    } else if (!isfinite(interval.high)) {
        snprintf(buffer, size, "at least %s", low);
    } else if (strcmp(low, high) == 0) {
        snprintf(buffer, size, "%s", low);
    } else {
        snprintf(buffer, size, "%s to %s", low, high);
    }
}

// "99", "<1", "100": whole percentages, never rounded up to 100 nor down to 0.
static void write_percent(char buffer[16], double share) {
    const double percent = round(100.0 * share);
    if (percent >= 100.0 && share < 1.0) {
        snprintf(buffer, 16, ">99");
    } else if (percent <= 0.0 && share > 0.0) {
        snprintf(buffer, 16, "<1");
    } else {
        snprintf(buffer, 16, "%.0f", percent);
    }
}

static void add_label(rw_text *text, const char *label) {
    rw_text_add(text, "  ");
    rw_style_label(text, label, LABEL_WIDTH);
}

static void add_heading(rw_text *text, const rw_style *style, const char *heading, const char *rest) {
    rw_text_add(text, "\n");
    rw_style_ink(text, style, RW_INK_BOLD, heading);
    rw_text_add(text, rest);
    rw_text_add(text, "\n");
}

static void write_title(rw_text *text, const rw_style *style, const rw_evaluation_view *view) {
    const rw_outlook *outlook = view->outlook;
    const rw_idx n_asked = outlook->sample.n_sample;
    const bool is_strata = outlook->sample.sampling == RW_SAMPLING_LATIN_HYPERCUBE;
    const bool is_cut = outlook->n_scenario < n_asked;
    char count[RW_NUMBER_SIZE], asked[RW_NUMBER_SIZE];
    rw_text title = {0};
    rw_style_label(&title, view->model->title[0] != '\0' ? view->model->title : view->model->name, 0);
    rw_style_ink(text, style, RW_INK_BOLD, rw_text_string(&title));
    text->failed = text->failed || title.failed;
    rw_text_clear(&title);
    rw_number_group(count, (double)outlook->n_scenario, 0);
    rw_number_group(asked, (double)n_asked, 0);
    rw_text_format(text, "\n%s%s%s future%s of seed %llu (%s)\n", count, is_cut ? " of " : "", is_cut ? asked : "",
                   n_asked == 1 ? "" : "s", (unsigned long long)outlook->sample.seed,
                   is_strata ? "Latin hypercube" : "Monte Carlo");
    if (outlook->is_in_sample) {
        rw_style_ink(text, style, RW_INK_WARN, "of the plan's own seed: the figures flatter it");
        rw_text_add(text, "\n");
    }
}

static void write_quantiles(rw_text *text, const double quantile[RW_N_QUANTILE]) {
    add_label(text, "quantiles");
    for (int q = 0; q < RW_N_QUANTILE; q++) {
        char number[RW_NUMBER_SIZE];
        rw_number_million(number, quantile[q]);
        rw_text_format(text, "%s%.0f %%: %s", q > 0 ? "  " : "", 100.0 * rw_quantile_share[q], number);
    }
    rw_text_add(text, "\n");
}

static void write_cost(rw_text *text, const rw_style *style, const rw_evaluation_view *view) {
    const rw_cost_outlook *cost = &view->outlook->cost;
    char mean[RW_NUMBER_SIZE], deviation[RW_NUMBER_SIZE], least[RW_NUMBER_SIZE], worst[RW_NUMBER_SIZE];
    char tail[RW_NUMBER_SIZE], interval[96], rest[64];
    snprintf(rest, sizeof rest, ", M EUR of %d, discounted", view->model->price_year);
    add_heading(text, style, "COST", rest);
    rw_number_million(mean, cost->mean.mean);
    rw_number_million(deviation, cost->deviation);
    rw_number_million(least, cost->least);
    rw_number_million(worst, cost->worst);
    rw_number_million(tail, cost->cvar);
    write_millions(interval, sizeof interval, cost->mean.interval);
    add_label(text, "mean");
    rw_text_format(text, "%s (%.0f %% sure: %s), standard deviation %s\n", mean, 100.0 * view->outlook->confidence,
                   interval, deviation);
    write_quantiles(text, cost->quantile);
    add_label(text, "extremes");
    rw_text_format(text, "least %s, worst %s, mean of the worst %.3g %%: %s\n", least, worst,
                   100.0 * (1.0 - cost->cvar_level), tail);
    rw_number_million(mean, view->run->objective);
    add_label(text, "planned");
    rw_text_format(text, "%s in the %s it was made for\n", mean,
                   view->run->plan->n_scenario == 1 ? "one future" : "futures");
}

typedef struct month_list { // the months shown
    rw_idx month[MOST_COLUMNS];
    int count;
} month_list;

static bool is_year_end(const rw_model *model, rw_idx month) {
    return month == model->n_month - 1 || rw_model_year(model, month + 1) > rw_model_year(model, month);
}

// Ends of years, thinned from the end so that they fit.
static month_list choose_months(const rw_style *style, const rw_model *model) {
    month_list list = {0};
    const int room = (style->width - PRODUCT_WIDTH) / CELL_WIDTH;
    const rw_idx fitting = room < MOST_COLUMNS ? room : MOST_COLUMNS;
    rw_idx n_end = 0;
    for (rw_idx t = 0; t < model->n_month; t++) {
        n_end += is_year_end(model, t) ? 1 : 0;
    }
    const rw_idx stride = (n_end + fitting - 1) / fitting;
    for (rw_idx t = 0; t < model->n_month; t++) {
        if (is_year_end(model, t) && --n_end % stride == 0) {
            list.month[list.count++] = t;
        }
    }
    return list;
}

static const rw_date_outlook *find_date(const rw_outlook *outlook, rw_idx product, rw_idx month) {
    for (rw_idx d = 0; d < outlook->n_date; d++) {
        if (outlook->date[d].product == product && outlook->date[d].month == month) {
            return &outlook->date[d];
        }
    }
    return NULL;
}

static void add_cell(rw_text *text, const rw_style *style, rw_ink ink, const char *cell) {
    rw_text padded = {0};
    rw_style_right(&padded, cell, CELL_WIDTH);
    rw_style_ink(text, style, ink, rw_text_string(&padded));
    text->failed = text->failed || padded.failed;
    rw_text_clear(&padded);
}

static void add_share(rw_text *text, const rw_style *style, const rw_date_outlook *date) {
    char share[16] = "-";
    rw_ink ink = RW_INK_DIM;
    if (date != NULL) {
        write_percent(share, date->probability);
        ink = date->probability >= GOOD_SHARE   ? RW_INK_GOOD
              : date->probability >= FAIR_SHARE ? RW_INK_WARN
                                                : RW_INK_BAD;
    }
    add_cell(text, style, ink, share);
}

// Cells are narrow.
static void drop_commas(char *number) {
    char *out = number;
    for (const char *in = number; *in != '\0'; in++) {
        if (*in != ',') {
            *out++ = *in;
        }
    }
    *out = '\0';
}

// False where nothing is missing.
static bool add_missing(rw_text *text, const rw_style *style, const rw_date_outlook *date) {
    char thousand[RW_NUMBER_SIZE] = "";
    const bool is_missing = date != NULL && date->shortfall[RW_N_QUANTILE - 1] >= LEAST_SHORT;
    if (is_missing) {
        rw_number_thousand(thousand, date->shortfall[RW_N_QUANTILE - 1]);
        drop_commas(thousand);
    }
    add_cell(text, style, RW_INK_DIM, thousand);
    return is_missing;
}

// The share of futures with the target met and, below it, what is missing in the worst of 20 where that is anything.
static void write_product(rw_text *text, const rw_style *style, const rw_evaluation_view *view, const month_list *list,
                          rw_idx r) {
    const rw_product *product = &view->model->product[r];
    rw_text label = {0};
    rw_text missing = {0};
    bool is_missing = false;
    rw_text_format(&label, "    %s", view->model->item[product->item].title);
    rw_style_label(text, rw_text_string(&label), PRODUCT_WIDTH);
    rw_style_label(&missing, "      short by", PRODUCT_WIDTH);
    for (int k = 0; k < list->count; k++) {
        const rw_date_outlook *date = find_date(view->outlook, r, list->month[k]);
        add_share(text, style, date);
        is_missing |= add_missing(&missing, style, date);
    }
    rw_text_add(text, "\n");
    if (is_missing) {
        rw_text_add(text, rw_text_string(&missing));
        rw_text_add(text, "\n");
    }
    text->failed = text->failed || label.failed || missing.failed;
    rw_text_clear(&missing);
    rw_text_clear(&label);
}

static bool has_date(const rw_outlook *outlook, rw_idx product) {
    for (rw_idx d = 0; d < outlook->n_date; d++) {
        if (outlook->date[d].product == product) {
            return true;
        }
    }
    return false;
}

static void write_targets(rw_text *text, const rw_style *style, const rw_evaluation_view *view) {
    const rw_model *model = view->model;
    const month_list list = choose_months(style, model);
    add_heading(text, style, "TARGETS MET", ", % of futures at ends of years (short by: thousand, worst of 20)");
    rw_style_label(text, "", PRODUCT_WIDTH);
    for (int k = 0; k < list.count; k++) {
        char month[16], year[8];
        rw_month_text(month, model->start_year, model->start_month, list.month[k]);
        snprintf(year, sizeof year, "%.4s", month);
        rw_style_right(text, year, CELL_WIDTH);
    }
    rw_text_add(text, "\n");
    rw_idx customer = -1;
    for (rw_idx r = 0; r < model->n_product; r++) {
        if (!has_date(view->outlook, r)) {
            continue;
        }
        if (model->product[r].customer != customer) {
            customer = model->product[r].customer;
            rw_text_add(text, "  ");
            rw_style_label(text, model->customer[customer].title, 0);
            rw_text_add(text, "\n");
        }
        write_product(text, style, view, &list, r);
    }
}

static void write_promise(rw_text *text, const rw_style *style, const rw_evaluation_view *view,
                          const rw_promise_outlook *promise) {
    const rw_probability_target *target = &view->model->probability_target[promise->target];
    rw_text_add(text, "  ");
    rw_style_label(text, target->name, PRODUCT_WIDTH - 2);
    rw_text_format(text, "%.1f (%.0f %% sure: %.1f to %.1f), wanted %.3g: ", 100.0 * promise->probability,
                   100.0 * view->outlook->confidence, 100.0 * promise->interval.low, 100.0 * promise->interval.high,
                   100.0 * target->share);
    if (promise->interval.low >= target->share) {
        rw_style_ink(text, style, RW_INK_GOOD, "kept");
    } else if (promise->interval.high < target->share) {
        rw_style_ink(text, style, RW_INK_BAD, "missed");
    } else {
        rw_style_ink(text, style, RW_INK_WARN, "open");
    }
    rw_text_add(text, "\n");
}

static void write_promises(rw_text *text, const rw_style *style, const rw_evaluation_view *view) {
    if (view->outlook->n_promise > 0) {
        add_heading(text, style, "PROBABILITY TARGETS", ", % of futures");
    }
    for (rw_idx k = 0; k < view->outlook->n_promise; k++) {
        write_promise(text, style, view, &view->outlook->promise[k]);
    }
}

static void write_mean_plan(rw_text *text, const rw_mean_plan_outlook *mean, double confidence) {
    char bracket[96], interval[96];
    write_millions(bracket, sizeof bracket, mean->value);
    write_millions(interval, sizeof interval, mean->saving.interval);
    add_label(text, "futures");
    rw_text_format(text, "%s: planning for them, not for their mean (VSS)\n", bracket);
    add_label(text, "");
    rw_text_format(text, "saved by this plan, %.0f %% sure: %s\n", 100.0 * confidence, interval);
}

static void write_foresight(rw_text *text, const rw_foresight_outlook *foresight, double confidence) {
    char bracket[96], interval[96];
    write_millions(bracket, sizeof bracket, foresight->value);
    write_millions(interval, sizeof interval, foresight->regret.interval);
    add_label(text, "foresight");
    rw_text_format(text, "%s: knowing the future before ordering (EVPI)\n", bracket);
    add_label(text, "");
    rw_text_format(text, "upper end from %lld future%s (%.0f %% sure: %s)\n", (long long)foresight->n_scenario,
                   foresight->n_scenario == 1 ? "" : "s", 100.0 * confidence, interval);
}

static void write_gap(rw_text *text, const rw_gap_outlook *gap, double confidence) {
    char mean[RW_NUMBER_SIZE], upper[RW_NUMBER_SIZE], share[RW_NUMBER_SIZE], most[RW_NUMBER_SIZE];
    rw_number_million(mean, gap->mean);
    rw_number_million(upper, gap->upper);
    rw_number_percent(share, gap->mean / fabs(gap->plan));
    rw_number_percent(most, gap->upper / fabs(gap->plan));
    add_label(text, "gap");
    rw_text_format(text, "%s (%s) above the best; %.0f %% sure: at most %s (%s)\n", mean, share, 100.0 * confidence,
                   upper, most);
    add_label(text, "");
    rw_text_format(text, "estimated on %lld sample%s of %lld future%s\n", (long long)gap->n_sample,
                   gap->n_sample == 1 ? "" : "s", (long long)gap->sample_size, gap->sample_size == 1 ? "" : "s");
}

static void write_worth(rw_text *text, const rw_style *style, const rw_outlook *outlook) {
    if (outlook->gap.n_sample == 0 && !outlook->mean_plan.has_plan && outlook->foresight.n_scenario == 0) {
        return;
    }
    add_heading(text, style, "WORTH", ", M EUR");
    if (outlook->mean_plan.has_plan) {
        write_mean_plan(text, &outlook->mean_plan, outlook->confidence);
    }
    if (outlook->foresight.n_scenario > 0) {
        write_foresight(text, &outlook->foresight, outlook->confidence);
    }
    if (outlook->gap.n_sample > 0) {
        write_gap(text, &outlook->gap, outlook->confidence);
    }
}

void rw_evaluation_write(rw_text *text, const rw_style *style, const rw_evaluation_view *view) {
    char seconds[RW_NUMBER_SIZE];
    write_title(text, style, view);
    if (view->outlook->n_scenario > 0) {
        write_cost(text, style, view);
        write_targets(text, style, view);
        write_promises(text, style, view);
        write_worth(text, style, view->outlook);
    }
    rw_number_seconds(seconds, view->outlook->seconds);
    rw_text_format(text, "\n%s s, %d thread%s\n", seconds, view->threads, view->threads == 1 ? "" : "s");
    if (view->outlook->is_partial) {
        rw_style_ink(text, style, RW_INK_WARN, "partial: stopped before all that was asked for was worked out");
        rw_text_add(text, "\n");
    }
}

void rw_evaluation_progress(rw_text *text, const rw_outlook_progress *progress) {
    char seconds[RW_NUMBER_SIZE], done[RW_NUMBER_SIZE], all[RW_NUMBER_SIZE];
    rw_number_seconds(seconds, progress->seconds);
    rw_number_group(done, (double)progress->n_done, 0);
    rw_number_group(all, (double)progress->n_all, 0);
    rw_text_format(text, "%6s s  %s %s of %s", seconds, progress->step, done, all);
    if (isfinite(progress->cost.mean)) {
        char mean[RW_NUMBER_SIZE], half[RW_NUMBER_SIZE];
        rw_number_million(mean, progress->cost.mean);
        rw_number_million(half, progress->cost.interval.high - progress->cost.mean);
        rw_text_format(text, "  mean cost %s +- %s M EUR", mean, half);
    }
}
