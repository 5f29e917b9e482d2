// What a plan says on a screen: what it is, whether it holds, what it costs.  SPDX-License-Identifier: MIT
#include "report/screen.h"

#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "report/answer.h"
#include "report/number.h"
#include "report/screen_futures.h"

static const double BRIEF_SHARE = 1e-3; // of the largest cost: smaller ones are left out of the short form

void rw_screen_month(char buffer[16], const rw_model *model, rw_idx month) {
    rw_month_text(buffer, model->start_year, model->start_month, month);
}

static void write_title(rw_text *text, const rw_style *style, const rw_model *model) {
    char first[16], last[16], span[40];
    rw_screen_month(first, model, 0);
    rw_screen_month(last, model, model->n_month - 1);
    snprintf(span, sizeof span, "%s to %s", first, last);
    rw_text title = {0};
    rw_style_label(&title, model->title[0] != '\0' ? model->title : model->name, style->width - (int)strlen(span) - 1);
    rw_style_ink(text, style, RW_INK_BOLD, rw_text_string(&title));
    text->failed = text->failed || title.failed;
    rw_text_clear(&title);
    rw_text_format(text, " %s\n", span);
}

static void write_proof(rw_text *text, const rw_style *style, const rw_run *run) {
    char gap[RW_NUMBER_SIZE];
    rw_number_percent(gap, run->gap);
    rw_text proof = {0};
    rw_text_format(&proof, "%s: ", rw_outcome_text(run->outcome));
    if (isfinite(run->gap)) {
        rw_text_format(&proof, "proven within %s of the best possible", gap);
    } else {
        rw_text_add(&proof, "no bound is proven");
    }
    rw_style_ink(text, style, run->outcome == RW_OUTCOME_OPTIMAL ? RW_INK_GOOD : RW_INK_WARN, rw_text_string(&proof));
    text->failed = text->failed || proof.failed;
    rw_text_clear(&proof);
    rw_text_add(text, "; re-check ");
    rw_style_ink(text, style, run->verdict.ok ? RW_INK_GOOD : RW_INK_BAD, run->verdict.ok ? "passed" : "FAILED");
    rw_text_add(text, "\n");
}

// The one line: when are all targets met?
static void write_headline(rw_text *text, const rw_style *style, const rw_model *model, const rw_plan *plan) {
    rw_idx last = -1, n_open = 0;
    double most = 0; // share of a target missing at the end
    for (rw_idx r = 0; r < model->n_product; r++) {
        rw_product_answer answer = rw_answer_product(model, plan, r);
        last = answer.last_short > last ? answer.last_short : last;
        n_open += answer.last_short == plan->n_month - 1;
        double target = model->product[r].target[plan->n_month - 1];
        if (target > 0) {
            most = fmax(most, RW_EXPECTED(plan, shortfall, (r + 1) * plan->n_month - 1) / target);
        }
    }
    char line[128], month[16], share[RW_NUMBER_SIZE];
    rw_ink ink = RW_INK_GOOD;
    if (last < 0) {
        snprintf(line, sizeof line, "Every stock target is met in every month.");
    } else if (n_open == 0) {
        rw_screen_month(month, model, last + 1);
        snprintf(line, sizeof line, "Every stock target is met from %s on.", month);
    } else {
        rw_number_group(share, 100 * most, most < 0.1 ? 1 : 0);
        snprintf(line, sizeof line, "At the end %lld of %lld stock targets %s still missed, by up to %s %%.",
                 (long long)n_open, (long long)model->n_product, n_open == 1 ? "is" : "are", share);
        ink = RW_INK_WARN;
    }
    rw_style_ink(text, style, ink, line);
    rw_text_add(text, "\n");
}

// "lines 447.8 · production 222.1 ..." of the groups of at least that share of the largest; the sum of all in *total.
static void list_groups(rw_text *line, const rw_model *model, const rw_plan *plan, double least_share, double *total) {
    bool is_lexicographic = model->objective == RW_OBJECTIVE_LEXICOGRAPHIC;
    double group[RW_N_COST_GROUP] = {0}, largest = 0;
    *total = 0;
    for (int kind = 0; kind < RW_N_COST; kind++) {
        double eur = rw_answer_cost(model, plan, (rw_cost)kind);
        group[rw_answer_group((rw_cost)kind)] += eur;
        *total += eur;
    }
    if (is_lexicographic) {
        *total -= group[RW_COST_GROUP_SHORTFALL];
    }
    for (int g = 0; g < RW_N_COST_GROUP; g++) {
        largest = fmax(largest, fabs(group[g]));
    }
    for (int g = 0; g < RW_N_COST_GROUP; g++) {
        if (fabs(group[g]) < fmax(1, least_share * largest)) {
            continue;
        }
        char value[RW_NUMBER_SIZE];
        rw_number_million(value, group[g]);
        bool is_outside = is_lexicographic && g == RW_COST_GROUP_SHORTFALL;
        rw_text_format(line, "%s%s\u00a0%s%s", line->length > 0 ? " · " : "", rw_answer_group_name((rw_cost_group)g),
                       value, is_outside ? "\u00a0(not\u00a0in\u00a0the\u00a0sum)" : "");
    }
}

static const char *mean_of(const rw_model *model, const rw_plan *plan) {
    return rw_futures_are_drawn(model, plan) ? ", in the mean" : "";
}

static void write_cost(rw_text *text, const rw_style *style, const rw_model *model, const rw_run *run) {
    char sum[RW_NUMBER_SIZE], bound[RW_NUMBER_SIZE];
    double total = 0;
    rw_text line = {0};
    list_groups(&line, model, run->plan, 0, &total);
    rw_number_million(sum, total);
    rw_number_million(bound, run->bound);
    rw_style_ink(text, style, RW_INK_BOLD, "COST");
    rw_text_format(text, "  %s M EUR of %d, discounted%s", sum, model->price_year, mean_of(model, run->plan));
    if (isfinite(run->bound) && !(rw_futures_are_drawn(model, run->plan) && model->risk_weight > 0)) {
        rw_text_format(text, "; no plan is below %s", bound);
    }
    rw_text_add(text, "\n  ");
    rw_style_wrap(text, style, 2, 2, rw_text_string(&line));
    text->failed = text->failed || line.failed;
    rw_text_clear(&line);
}

// The sum and its larger parts in one paragraph.
static void write_cost_brief(rw_text *text, const rw_style *style, const rw_model *model, const rw_run *run) {
    char sum[RW_NUMBER_SIZE];
    double total = 0;
    rw_text groups = {0}, line = {0};
    list_groups(&groups, model, run->plan, BRIEF_SHARE, &total);
    rw_number_million(sum, total);
    rw_text_format(&line, "%s M EUR of %d, discounted%s%s%s", sum, model->price_year, mean_of(model, run->plan),
                   groups.length > 0 ? ": " : "", rw_text_string(&groups));
    rw_style_ink(text, style, RW_INK_BOLD, "COST");
    rw_text_add(text, "  ");
    rw_style_wrap(text, style, 6, 2, rw_text_string(&line));
    text->failed = text->failed || groups.failed || line.failed;
    rw_text_clear(&groups);
    rw_text_clear(&line);
}

rw_idx rw_screen_rank(const rw_model *model, const rw_run *run, rw_screen_size size, rw_idx count, rw_idx k) {
    const double own = size(model, run, k);
    rw_idx rank = 0;
    for (rw_idx other = 0; other < count; other++) {
        const double value = size(model, run, other);
        rank += value > own || (value == own && other < k);
    }
    return rank;
}

void rw_screen_more(rw_text *text, const rw_style *style, rw_idx count, double eur) {
    enum { MONEY_WIDTH = 9 };
    char label[64], money[RW_NUMBER_SIZE];
    snprintf(label, sizeof label, "  and %lld more (--all)", (long long)count);
    if (isnan(eur)) {
        rw_text_add(text, label);
    } else {
        rw_number_million(money, eur);
        rw_style_label(text, label, style->width - MONEY_WIDTH);
        rw_style_right(text, money, MONEY_WIDTH);
    }
    rw_text_add(text, "\n");
}

// A plan for one scenario says what happens; one for several what may.
static void write_head(rw_text *text, const rw_style *style, const rw_model *model, const rw_run *run,
                       const rw_futures *futures) {
    write_title(text, style, model);
    if (futures != NULL) {
        rw_screen_futures_headline(text, style, futures);
    } else {
        write_headline(text, style, model, run->plan);
    }
    write_proof(text, style, run);
    if (futures != NULL) {
        rw_screen_futures_sample(text, style, futures);
    }
}

static void write_brief(rw_text *text, const rw_style *style, const rw_model *model, const rw_run *run,
                        const rw_futures *futures) {
    write_head(text, style, model, run, futures);
    write_cost_brief(text, style, model, run);
    if (futures != NULL) {
        rw_screen_futures_cost(text, style, futures);
    }
    rw_text_add(text, "\n");
    rw_screen_orders_brief(text, style, model, run);
    rw_text_add(text, "\n");
    if (futures != NULL) {
        rw_screen_futures_stock_brief(text, style, futures);
    } else {
        rw_screen_stock_brief(text, style, model, run);
    }
    rw_text_add(text, "\n");
    rw_screen_supply_brief(text, style, model, run);
    rw_screen_people_brief(text, style, model, run->plan);
    rw_screen_policy_brief(text, style, model, run->plan);
    rw_screen_limits_brief(text, style, model, run->plan);
}

static void write_all(rw_text *text, const rw_style *style, const rw_model *model, const rw_run *run,
                      const rw_futures *futures) {
    write_head(text, style, model, run, futures);
    rw_text_add(text, "\n");
    write_cost(text, style, model, run);
    if (futures != NULL) {
        rw_screen_futures_cost(text, style, futures);
    }
    rw_text_add(text, "\n");
    rw_screen_orders(text, style, model, run);
    rw_text_add(text, "\n");
    if (futures != NULL) {
        rw_screen_futures_stock(text, style, futures);
    } else {
        rw_screen_stock(text, style, model, run->plan);
    }
    rw_text_add(text, "\n");
    rw_screen_supply(text, style, model, run);
    rw_screen_people(text, style, model, run->plan);
    rw_screen_policy(text, style, model, run->plan);
    rw_screen_limits(text, style, model, run->plan);
}

typedef void screen_form(rw_text *text, const rw_style *style, const rw_model *model, const rw_run *run,
                         const rw_futures *futures);

static void write_form(rw_text *text, const rw_style *style, const rw_model *model, const rw_run *run,
                       screen_form *form) {
    rw_futures futures;
    if (!rw_futures_are_drawn(model, run->plan)) {
        form(text, style, model, run, NULL);
    } else if (rw_futures_open(&futures, model, run->plan)) {
        form(text, style, model, run, &futures);
        rw_futures_close(&futures);
    } else {
        text->failed = true;
    }
}

void rw_screen_brief(rw_text *text, const rw_style *style, const rw_model *model, const rw_run *run) {
    write_form(text, style, model, run, write_brief);
}

void rw_screen_write(rw_text *text, const rw_style *style, const rw_model *model, const rw_run *run) {
    write_form(text, style, model, run, write_all);
}
