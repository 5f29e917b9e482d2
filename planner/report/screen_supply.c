// What a plan says on a screen: imports, people, policies, and what holds the plan back.  SPDX-License-Identifier: MIT
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "report/answer.h"
#include "report/frontier.h"
#include "report/number.h"
#include "report/screen.h"

enum {
    MOST_LIMITS = 4,
    BRIEF_IMPORTS = 3,
    BRIEF_LIMITS = 2,
    BRIEF_TITLE = 34,
    UNITS_WIDTH = 14,
    WINDOW_WIDTH = 22,
    PRICE_WIDTH = 9
};

static bool is_local(rw_origin origin) {
    return origin == RW_ORIGIN_DE || origin == RW_ORIGIN_EU;
}

// EUR paid to a supplier outside the EU; negative where nothing is bought.
static double import_eur(const rw_model *model, const rw_run *run, rw_idx supplier) {
    const rw_supplier_answer answer = rw_answer_supplier(model, run->scenarios, run->plan, supplier);
    const bool is_used = answer.eur > 0 || answer.first >= 0;
    return is_used && !is_local(model->supplier[supplier].origin) ? answer.eur : -1;
}

// What is bought inside the EU.
static rw_idx sum_local(const rw_model *model, const rw_run *run, double *eur) {
    rw_idx count = 0;
    *eur = 0;
    for (rw_idx j = 0; j < model->n_supplier; j++) {
        const rw_supplier_answer answer = rw_answer_supplier(model, run->scenarios, run->plan, j);
        if (is_local(model->supplier[j].origin) && (answer.eur > 0 || answer.first >= 0)) {
            *eur += answer.eur;
            count++;
        }
    }
    return count;
}

static void write_supplier(rw_text *text, const rw_style *style, const rw_model *model, const rw_run *run,
                           rw_idx supplier) {
    const rw_supplier *j = &model->supplier[supplier];
    const rw_supplier_answer answer = rw_answer_supplier(model, run->scenarios, run->plan, supplier);
    char units[RW_NUMBER_SIZE], quantity[RW_NUMBER_SIZE + 32], money[RW_NUMBER_SIZE], window[48] = "  paid, none taken";
    rw_number_group(units, answer.units, 0);
    snprintf(quantity, sizeof quantity, "%s %.16s", units, model->item[j->item].unit);
    rw_number_million(money, answer.eur);
    if (answer.first >= 0) {
        char a[16], b[16];
        rw_screen_month(a, model, answer.first);
        rw_screen_month(b, model, answer.last);
        snprintf(window, sizeof window, "  %s to %s", a, b);
    }
    rw_text_add(text, "  ");
    rw_style_label(text, j->title, style->width - 2 - UNITS_WIDTH - 6 - WINDOW_WIDTH - PRICE_WIDTH);
    rw_style_right(text, quantity, UNITS_WIDTH + 6);
    rw_style_label(text, window, WINDOW_WIDTH);
    rw_style_right(text, money, PRICE_WIDTH);
    rw_text_add(text, "\n");
}

// `inside`: what is said of the rest, "" where there is none.
static void write_header(rw_text *text, const rw_style *style, const char *inside) {
    char label[128];
    snprintf(label, sizeof label, " from outside the EU%s", inside);
    rw_style_ink(text, style, RW_INK_BOLD, "IMPORTS");
    rw_style_ink(text, style, RW_INK_DIM, label);
    rw_style_right(text, "M EUR", style->width - 7 - (int)strlen(label));
    rw_text_add(text, "\n");
}

static void write_none(rw_text *text, const rw_style *style, const char *inside) {
    rw_style_ink(text, style, RW_INK_BOLD, "IMPORTS");
    rw_text_format(text, " none from outside the EU%s.\n", inside);
}

static rw_idx count_imports(const rw_model *model, const rw_run *run) {
    rw_idx count = 0;
    for (rw_idx j = 0; j < model->n_supplier; j++) {
        count += import_eur(model, run, j) >= 0;
    }
    return count;
}

// The largest n_shown imports in the order of the configuration; returns what the others cost.
static double write_imports(rw_text *text, const rw_style *style, const rw_model *model, const rw_run *run,
                            rw_idx n_shown) {
    double rest = 0;
    for (rw_idx j = 0; j < model->n_supplier; j++) {
        const double eur = import_eur(model, run, j);
        if (eur >= 0 && rw_screen_rank(model, run, import_eur, model->n_supplier, j) < n_shown) {
            write_supplier(text, style, model, run, j);
        } else if (eur >= 0) {
            rest += eur;
        }
    }
    return rest;
}

void rw_screen_supply(rw_text *text, const rw_style *style, const rw_model *model, const rw_run *run) {
    double local_eur = 0;
    const rw_idx n_local = sum_local(model, run, &local_eur), n_import = count_imports(model, run);
    if (n_import > 0) {
        write_header(text, style, "");
        write_imports(text, style, model, run, n_import);
    } else {
        write_none(text, style, "");
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

void rw_screen_supply_brief(rw_text *text, const rw_style *style, const rw_model *model, const rw_run *run) {
    double local_eur = 0;
    const rw_idx n_local = sum_local(model, run, &local_eur), n_import = count_imports(model, run);
    const rw_idx n_shown = n_import > BRIEF_IMPORTS ? BRIEF_IMPORTS - 1 : n_import;
    char money[RW_NUMBER_SIZE], inside[RW_NUMBER_SIZE + 64] = "";
    if (n_local > 0) {
        rw_number_million(money, local_eur);
        snprintf(inside, sizeof inside, " (%lld supplier%s inside: %s%s)", (long long)n_local, n_local == 1 ? "" : "s",
                 money, n_import > 0 ? "" : " M EUR");
    }
    if (n_import == 0) {
        write_none(text, style, inside);
        return;
    }
    write_header(text, style, inside);
    const double rest = write_imports(text, style, model, run, n_shown);
    if (n_import > n_shown) {
        rw_screen_more(text, style, n_import - n_shown, rest);
    }
}

// "15 trained at the start, 214 at the peak (2033-05), 266 hired."
static void sum_people(rw_text *line, const rw_model *model, const rw_plan *plan) {
    rw_people_answer all = rw_answer_people(model, plan, -1);
    char opening[RW_NUMBER_SIZE], peak[RW_NUMBER_SIZE], hired[RW_NUMBER_SIZE], month[16] = "the start";
    rw_number_group(opening, all.opening, 0);
    rw_number_group(peak, all.peak, 0);
    rw_number_group(hired, all.hired, 0);
    if (all.peak_month >= 0) {
        rw_screen_month(month, model, all.peak_month);
    }
    rw_text_format(line, "%s trained at the start, %s at the peak (%s), %s hired.", opening, peak, month, hired);
}

// A heading and a paragraph behind it.
static void write_paragraph(rw_text *text, const rw_style *style, const char *heading, const rw_text *line) {
    const int column = (int)strlen(heading) + 2;
    rw_style_ink(text, style, RW_INK_BOLD, heading);
    rw_text_add(text, "  ");
    rw_style_wrap(text, style, column, column, rw_text_string(line));
    text->failed = text->failed || line->failed;
}

// A heading and what fits on its line.
static void write_sentence(rw_text *text, const rw_style *style, const char *heading, const rw_text *line) {
    const int room = style->width - (int)strlen(heading) - 2;
    rw_style_ink(text, style, RW_INK_BOLD, heading);
    rw_text_add(text, "  ");
    rw_style_label(text, rw_text_string(line), rw_style_columns(rw_text_string(line)) > room ? room : 0);
    rw_text_add(text, "\n");
    text->failed = text->failed || line->failed;
}

void rw_screen_people(rw_text *text, const rw_style *style, const rw_model *model, const rw_plan *plan) {
    if (model->n_skill == 0) {
        return;
    }
    rw_text line = {0};
    sum_people(&line, model, plan);
    for (rw_idx k = 0; k < model->n_skill && model->n_skill > 1; k++) {
        char peak[RW_NUMBER_SIZE];
        rw_number_group(peak, rw_answer_people(model, plan, k).peak, 0);
        rw_text_format(&line, "%s %s %s", k > 0 ? "," : " Peaks:", model->skill[k].title, peak);
    }
    write_paragraph(text, style, "PEOPLE", &line);
    rw_text_clear(&line);
}

void rw_screen_people_brief(rw_text *text, const rw_style *style, const rw_model *model, const rw_plan *plan) {
    if (model->n_skill == 0) {
        return;
    }
    rw_text line = {0};
    sum_people(&line, model, plan);
    write_sentence(text, style, "PEOPLE", &line);
    rw_text_clear(&line);
}

static rw_idx count_missed(const rw_model *model, const rw_plan *plan) {
    rw_idx count = 0;
    for (rw_idx k = 0; k < rw_answer_n_policy(model); k++) {
        count += rw_answer_policy(model, plan, k).n_missed > 0;
    }
    return count;
}

// The rules that are missed, one after the other, and by how much; or that none is.
static void list_missed(rw_text *line, const rw_model *model, const rw_plan *plan) {
    const rw_idx n_policy = rw_answer_n_policy(model);
    rw_idx n_missed = 0;
    for (rw_idx k = 0; k < n_policy; k++) {
        rw_policy_answer answer = rw_answer_policy(model, plan, k);
        if (answer.n_missed > 0) {
            char missing[RW_NUMBER_SIZE];
            rw_number_group(missing, answer.missing, answer.missing < 10 ? 1 : 0);
            rw_text_format(line, "%s%s %s: %s %s missing (%lldx)", n_missed++ > 0 ? "; " : "", answer.kind, answer.name,
                           missing, answer.unit, (long long)answer.n_missed);
        }
    }
    if (n_policy > 0) {
        rw_text_add(line, n_missed > 0 ? "." : n_policy == 1 ? "The one rule is kept." : "All rules are kept.");
    }
}

// What was promised in a share of futures, and what the plan reaches.
static void list_targets(rw_text *line, const rw_model *model, const rw_plan *plan) {
    for (rw_idx k = 0; k < model->n_probability_target; k++) {
        const rw_probability_target *target = &model->probability_target[k];
        char reached[16], asked[16];
        rw_frontier_share(reached, rw_target_probability(model, target, plan));
        rw_frontier_share(asked, target->share);
        rw_frontier_target(line, model, target);
        rw_text_format(line, ": met in %s of futures (%s asked for). ", reached, asked);
    }
}

void rw_screen_policy(rw_text *text, const rw_style *style, const rw_model *model, const rw_plan *plan) {
    if (rw_answer_n_policy(model) + model->n_probability_target == 0) {
        return;
    }
    rw_text line = {0};
    list_targets(&line, model, plan);
    list_missed(&line, model, plan);
    write_paragraph(text, style, "POLICY", &line);
    rw_text_clear(&line);
}

void rw_screen_policy_brief(rw_text *text, const rw_style *style, const rw_model *model, const rw_plan *plan) {
    const rw_idx n_policy = rw_answer_n_policy(model), n_missed = count_missed(model, plan);
    rw_text line = {0};
    if (n_policy + model->n_probability_target == 0) {
        return;
    }
    list_targets(&line, model, plan);
    if (n_missed <= 1) {
        list_missed(&line, model, plan);
    } else {
        rw_text_format(&line, "%lld of %lld rules are missed: ", (long long)n_missed, (long long)n_policy);
        for (rw_idx k = 0, n = 0; k < n_policy; k++) {
            rw_policy_answer answer = rw_answer_policy(model, plan, k);
            if (answer.n_missed > 0) {
                rw_text_format(&line, "%s%s %s", n++ > 0 ? ", " : "", answer.kind, answer.name);
            }
        }
    }
    write_sentence(text, style, "POLICY", &line);
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

void rw_screen_limits_brief(rw_text *text, const rw_style *style, const rw_model *model, const rw_plan *plan) {
    rw_bottleneck list[BRIEF_LIMITS];
    const rw_idx count = rw_answer_bottlenecks(model, plan, list, BRIEF_LIMITS);
    rw_text line = {0};
    for (rw_idx k = 0; k < count; k++) {
        char worth[RW_NUMBER_SIZE];
        rw_number_million(worth, list[k].worth_eur);
        rw_text_add(&line, k > 0 ? ", " : "");
        rw_style_label(&line, list[k].title, rw_style_columns(list[k].title) > BRIEF_TITLE ? BRIEF_TITLE : 0);
        rw_text_format(&line, k == 0 ? " (one\u00a0more saves %s\u00a0M\u00a0EUR)" : " (%s)", worth);
    }
    if (count > 0) {
        write_paragraph(text, style, "HELD BACK BY", &line);
    }
    rw_text_clear(&line);
}
