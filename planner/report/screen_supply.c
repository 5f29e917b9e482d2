// The answer in one screen: imports, people, policies, and what holds the plan back.  SPDX-License-Identifier: MIT
#include <stddef.h>
#include <stdio.h>

#include "report/answer.h"
#include "report/number.h"
#include "report/screen.h"

enum { MOST_LIMITS = 4, UNITS_WIDTH = 14, WINDOW_WIDTH = 22, PRICE_WIDTH = 9 };

static bool is_local(rw_origin origin) {
    return origin == RW_ORIGIN_DE || origin == RW_ORIGIN_EU;
}

static void write_supplier(rw_text *text, const rw_style *style, const rw_model *model, const rw_supplier *j,
                           const rw_supplier_answer *answer) {
    char units[RW_NUMBER_SIZE], quantity[RW_NUMBER_SIZE + 32], money[RW_NUMBER_SIZE], window[48] = "  paid, none taken";
    rw_number_group(units, answer->units, 0);
    snprintf(quantity, sizeof quantity, "%s %.16s", units, model->item[j->item].unit);
    rw_number_million(money, answer->eur);
    if (answer->first >= 0) {
        char a[16], b[16];
        rw_screen_month(a, model, answer->first);
        rw_screen_month(b, model, answer->last);
        snprintf(window, sizeof window, "  %s to %s", a, b);
    }
    rw_text_add(text, "  ");
    rw_style_label(text, j->title, style->width - 2 - UNITS_WIDTH - 6 - WINDOW_WIDTH - PRICE_WIDTH);
    rw_style_right(text, quantity, UNITS_WIDTH + 6);
    rw_style_label(text, window, WINDOW_WIDTH);
    rw_style_right(text, money, PRICE_WIDTH);
    rw_text_add(text, "\n");
}

void rw_screen_supply(rw_text *text, const rw_style *style, const rw_model *model, const rw_plan *plan) {
    double local_eur = 0;
    rw_idx n_local = 0, n_import = 0;
    for (rw_idx j = 0; j < model->n_supplier; j++) {
        rw_supplier_answer answer = rw_answer_supplier(model, plan, j);
        if (!(answer.eur > 0) && answer.first < 0) {
            continue;
        }
        if (is_local(model->supplier[j].origin)) {
            local_eur += answer.eur;
            n_local++;
            continue;
        }
        if (n_import++ == 0) {
            rw_style_ink(text, style, RW_INK_BOLD, "IMPORTS");
            rw_style_ink(text, style, RW_INK_DIM, " from outside the EU");
            rw_style_right(text, "M EUR", style->width - 7 - 20);
            rw_text_add(text, "\n");
        }
        write_supplier(text, style, model, &model->supplier[j], &answer);
    }
    if (n_import == 0) {
        rw_style_ink(text, style, RW_INK_BOLD, "IMPORTS");
        rw_text_add(text, " none from outside the EU.\n");
    }
    if (n_local > 0) {
        char money[RW_NUMBER_SIZE], label[64];
        rw_number_million(money, local_eur);
        snprintf(label, sizeof label, "  from %lld supplier%s in Germany and the EU", (long long)n_local,
                 n_local == 1 ? "" : "s");
        rw_style_label(text, label, style->width - PRICE_WIDTH);
        rw_style_right(text, money, PRICE_WIDTH);
        rw_text_add(text, "\n");
    }
}

void rw_screen_people(rw_text *text, const rw_style *style, const rw_model *model, const rw_plan *plan) {
    if (model->n_skill == 0) {
        return;
    }
    rw_people_answer all = rw_answer_people(model, plan, -1);
    char opening[RW_NUMBER_SIZE], peak[RW_NUMBER_SIZE], hired[RW_NUMBER_SIZE], month[16] = "the start";
    rw_number_group(opening, all.opening, 0);
    rw_number_group(peak, all.peak, 0);
    rw_number_group(hired, all.hired, 0);
    if (all.peak_month >= 0) {
        rw_screen_month(month, model, all.peak_month);
    }
    rw_style_ink(text, style, RW_INK_BOLD, "PEOPLE");
    rw_text line = {0};
    rw_text_format(&line, "%s trained at the start, %s at the peak (%s), %s hired.", opening, peak, month, hired);
    for (rw_idx k = 0; k < model->n_skill && model->n_skill > 1; k++) {
        rw_number_group(peak, rw_answer_people(model, plan, k).peak, 0);
        rw_text_format(&line, "%s %s %s", k > 0 ? "," : " Peaks:", model->skill[k].title, peak);
    }
    rw_text_add(text, "  ");
    rw_style_wrap(text, style, 8, 8, rw_text_string(&line));
    text->failed = text->failed || line.failed;
    rw_text_clear(&line);
}

void rw_screen_policy(rw_text *text, const rw_style *style, const rw_model *model, const rw_plan *plan) {
    rw_idx n_policy = rw_answer_n_policy(model), n_missed = 0;
    if (n_policy == 0) {
        return;
    }
    rw_text line = {0};
    for (rw_idx k = 0; k < n_policy; k++) {
        rw_policy_answer answer = rw_answer_policy(model, plan, k);
        if (answer.n_missed > 0) {
            char missing[RW_NUMBER_SIZE];
            rw_number_group(missing, answer.missing, answer.missing < 10 ? 1 : 0);
            rw_text_format(&line, "%s%s %s: %s %s missing (%lldx)", n_missed > 0 ? "; " : "", answer.kind, answer.name,
                           missing, answer.unit, (long long)answer.n_missed);
            n_missed++;
        }
    }
    rw_style_ink(text, style, RW_INK_BOLD, "POLICY");
    rw_text_add(text, "  ");
    if (n_missed == 0) {
        rw_text_format(text, "%s.\n", n_policy == 1 ? "The one rule is kept" : "All rules are kept");
    } else {
        rw_text_add(&line, ".");
        rw_style_wrap(text, style, 8, 8, rw_text_string(&line));
    }
    text->failed = text->failed || line.failed;
    rw_text_clear(&line);
}

void rw_screen_limits(rw_text *text, const rw_style *style, const rw_model *model, const rw_plan *plan) {
    rw_bottleneck list[MOST_LIMITS];
    rw_idx count = rw_answer_bottlenecks(model, plan, list, MOST_LIMITS);
    if (count == 0) {
        return;
    }
    rw_style_ink(text, style, RW_INK_BOLD, "HELD BACK BY");
    rw_style_ink(text, style, RW_INK_DIM, " what one more in every month would save, M EUR");
    rw_text_add(text, "\n");
    for (rw_idx k = 0; k < count; k++) {
        char worth[RW_NUMBER_SIZE], first[16], last[16], months[64];
        rw_number_million(worth, list[k].worth_eur);
        rw_screen_month(first, model, list[k].first);
        rw_screen_month(last, model, list[k].last);
        snprintf(months, sizeof months, "  %lld months, %s to %s", (long long)list[k].n_month, first, last);
        rw_text_add(text, "  ");
        rw_style_label(text, list[k].title, style->width - 2 - 34 - PRICE_WIDTH);
        rw_style_label(text, months, 34);
        rw_style_right(text, worth, PRICE_WIDTH);
        rw_text_add(text, "\n");
    }
}
