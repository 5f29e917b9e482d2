// Cost against probability.  SPDX-License-Identifier: MIT
#include "report/frontier.h"

#include <math.h>
#include <stddef.h>
#include <stdio.h>

#include "report/number.h"

enum { LEVEL_WIDTH = 8, SHARE_WIDTH = 9, LEVER_WIDTH = 10, MONEY_WIDTH = 12, GAP_WIDTH = 10 };

typedef struct row_figures { // of a level that is reached
    double lever, cost_eur, shortfall_eur, total_eur;
} row_figures;

static row_figures figures_of(const rw_frontier_view *view, const rw_price_point *point) {
    const rw_probability_target *target = &view->frontier->search.target[0];
    bool is_cvar = target->lever == RW_LEVER_CVAR;
    row_figures figures = {.lever = is_cvar ? point->risk_weight : rw_frontier_multiple(view->model, target, point)};
    figures.cost_eur = point->cost.money_eur + point->cost.other_eur;
    figures.shortfall_eur = point->cost.named_eur;
    figures.total_eur = figures.cost_eur + figures.shortfall_eur;
    return figures;
}

static void write_money(rw_text *text, double eur) {
    char buffer[RW_NUMBER_SIZE];
    rw_number_million(buffer, eur);
    rw_style_right(text, buffer, MONEY_WIDTH);
}

static void write_level(rw_text *text, double level) {
    char share[16];
    rw_frontier_share(share, level);
    rw_style_right(text, share, LEVEL_WIDTH);
}

static void write_reached(rw_text *text, const rw_frontier_view *view, const rw_price_point *point) {
    const row_figures figures = figures_of(view, point);
    char share[16], lever[RW_NUMBER_SIZE], gap[RW_NUMBER_SIZE];
    rw_frontier_share(share, point->probability[0]);
    snprintf(lever, sizeof lever, "%.3g", figures.lever);
    rw_number_percent(gap, point->gap);
    rw_style_right(text, share, SHARE_WIDTH);
    rw_style_right(text, lever, LEVER_WIDTH);
    write_money(text, figures.cost_eur);
    write_money(text, figures.shortfall_eur);
    write_money(text, figures.total_eur);
    rw_style_right(text, gap, GAP_WIDTH);
    rw_text_add(text, "\n");
}

// The largest probability of any plan found, -1: there is none.
static double largest_probability(const rw_price_search *search) {
    double largest = -1;
    for (rw_idx k = 0; k < search->n_point; k++) {
        largest = search->point[k].has_plan ? fmax(largest, search->point[k].probability[0]) : largest;
    }
    return largest;
}

static void write_missed(rw_text *text, const rw_style *style, const rw_frontier_view *view) {
    const rw_price_search *search = &view->frontier->search;
    double largest = largest_probability(search);
    char share[16], why[96];
    rw_frontier_share(share, largest);
    if (largest < 0) {
        snprintf(why, sizeof why, "   no plan was found");
    } else if (!search->complete) {
        snprintf(why, sizeof why, "   not reached before the search was stopped; %s at most", share);
    } else {
        snprintf(why, sizeof why, "   not reached up to the price limit of %g; %s at most",
                 search->target[0].price_limit, share);
    }
    rw_style_ink(text, style, RW_INK_WARN, why);
    rw_text_add(text, "\n");
}

static void write_heading(rw_text *text, const rw_style *style, const rw_frontier_view *view) {
    const rw_model *model = view->model;
    const rw_probability_target *target = &view->frontier->search.target[0];
    bool is_cvar = target->lever == RW_LEVER_CVAR;
    char month[16];
    rw_text title = {0};
    rw_month_text(month, model->start_year, model->start_month, target->by);
    rw_style_label(&title, model->customer[target->customer].title, 0);
    rw_text_add(&title, target->item >= 0 ? ", " : "");
    rw_style_label(&title, target->item >= 0 ? model->item[target->item].title : "", 0);
    rw_style_ink(text, style, RW_INK_BOLD, rw_text_string(&title));
    text->failed = text->failed || title.failed;
    rw_text_clear(&title);
    rw_text_format(text, ": target met by %s, in %lld future%s\n\n", month, (long long)view->n_scenario,
                   view->n_scenario == 1 ? "" : "s");
    rw_style_right(text, "asked", LEVEL_WIDTH);
    rw_style_right(text, "reached", SHARE_WIDTH);
    rw_style_right(text, is_cvar ? "CVaR" : "price", LEVER_WIDTH);
    rw_style_right(text, "cost", MONEY_WIDTH);
    rw_style_right(text, "shortfall", MONEY_WIDTH);
    rw_style_right(text, "together", MONEY_WIDTH);
    rw_style_right(text, "gap", GAP_WIDTH);
    rw_text_add(text, "\n");
    rw_style_right(text, "", LEVEL_WIDTH + SHARE_WIDTH);
    rw_style_right(text, is_cvar ? "weight" : "times", LEVER_WIDTH);
    rw_style_right(text, "M EUR", MONEY_WIDTH);
    rw_style_right(text, "M EUR", MONEY_WIDTH);
    rw_style_right(text, "M EUR", MONEY_WIDTH);
    rw_text_add(text, "\n");
}

static void write_legend(rw_text *text, const rw_style *style, const rw_frontier_view *view) {
    const rw_price_search *search = &view->frontier->search;
    char seconds[RW_NUMBER_SIZE];
    rw_text line = {0};
    rw_text_format(&line,
                   "Expected, discounted EUR of %d. Shortfall: of %s, at the configured prices; cost: all the rest. %s "
                   "The gap is proven at the price of its line.",
                   view->model->price_year, view->model->customer[search->target[0].customer].title,
                   "Shares are those of the futures planned with; rampwerk evaluate tries a plan on others.");
    rw_text_add(text, "\n");
    rw_style_wrap(text, style, 0, 0, rw_text_string(&line));
    text->failed = text->failed || line.failed;
    rw_text_clear(&line);
    if (search->possible[0] < 1) {
        char share[16];
        rw_frontier_share(share, 1 - search->possible[0]);
        rw_text_format(text, "In %s of the futures no plan meets the target without leaving use unmet.\n", share);
    }
    rw_number_seconds(seconds, view->seconds);
    rw_text_format(text, "%lld price%s tried in %s s%s%s\n", (long long)search->n_point,
                   search->n_point == 1 ? "" : "s", seconds, search->complete ? "" : ", stopped before it was done",
                   search->monotone ? "" : "; somewhere the probability falls as the price rises");
}

void rw_frontier_write(rw_text *text, const rw_style *style, const rw_frontier_view *view) {
    const rw_frontier *frontier = view->frontier;
    write_heading(text, style, view);
    for (rw_idx k = 0; k < frontier->n_row; k++) {
        write_level(text, frontier->row[k].level);
        if (frontier->row[k].chosen >= 0) {
            write_reached(text, view, &frontier->search.point[frontier->row[k].chosen]);
        } else {
            write_missed(text, style, view);
        }
    }
    write_legend(text, style, view);
}

static void write_head_json(rw_json *json, const rw_frontier_view *view) {
    const rw_model *model = view->model;
    const rw_price_search *search = &view->frontier->search;
    const rw_probability_target *target = &search->target[0];
    char month[16];
    rw_month_text(month, model->start_year, model->start_month, target->by);
    rw_json_string(json, "schema", "rampwerk-frontier-1");
    rw_json_string(json, "name", model->name);
    rw_json_string(json, "target", target->name);
    rw_json_string(json, "customer", model->customer[target->customer].name);
    rw_json_string(json, "item", target->item >= 0 ? model->item[target->item].name : NULL);
    rw_json_string(json, "by", month);
    rw_json_string(json, "lever", target->lever == RW_LEVER_CVAR ? "cvar" : "price");
    rw_json_integer(json, "scenarios", view->n_scenario);
    rw_json_integer(json, "threads", view->threads);
    rw_json_number(json, "gap_asked", view->gap_asked);
    rw_json_number(json, "seconds", view->seconds);
    rw_json_integer(json, "price_year", model->price_year);
    rw_json_boolean(json, "complete", search->complete);
    rw_json_boolean(json, "monotone", search->monotone);
    rw_json_number(json, "possible", search->possible[0]);
}

void rw_frontier_json(rw_text *text, const rw_frontier_view *view) {
    const rw_frontier *frontier = view->frontier;
    rw_json json = {.text = text};
    rw_json_object(&json, NULL);
    write_head_json(&json, view);
    rw_json_array(&json, "levels");
    for (rw_idx k = 0; k < frontier->n_row; k++) {
        rw_json_object(&json, NULL);
        rw_json_number(&json, "level", frontier->row[k].level);
        rw_json_boolean(&json, "reached", frontier->row[k].chosen >= 0);
        rw_json_integer(&json, "chosen", frontier->row[k].chosen);
        rw_json_integer(&json, "least", frontier->row[k].least);
        rw_json_close(&json);
    }
    rw_json_close(&json);
    rw_json_array(&json, "points");
    for (rw_idx k = 0; k < frontier->search.n_point; k++) {
        rw_json_object(&json, NULL);
        rw_frontier_point_json(&json, view->model, &frontier->search, k);
        rw_json_close(&json);
    }
    rw_json_close(&json);
    rw_json_close(&json);
}

void rw_frontier_csv(rw_text *text, const rw_frontier_view *view) {
    const rw_price_search *search = &view->frontier->search;
    const rw_probability_target *target = &search->target[0];
    rw_text_add(text, "level,reached,probability,price_multiple,risk_weight,cost_eur,shortfall_eur,total_eur,money_eur,"
                      "other_shortfall_eur,objective,bound,gap,status,least_price_multiple\n");
    for (rw_idx k = 0; k < view->frontier->n_row; k++) {
        const rw_frontier_row *row = &view->frontier->row[k];
        if (row->chosen < 0) {
            rw_text_format(text, "%.17g,false,,,,,,,,,,,,,\n", row->level);
            continue;
        }
        const rw_price_point *point = &search->point[row->chosen];
        const row_figures figures = figures_of(view, point);
        rw_text_format(text, "%.17g,true,%.17g,%.17g,%.17g,%.17g,%.17g,%.17g,%.17g,%.17g,%.17g,%.17g,%.17g,%s,%.17g\n",
                       row->level, point->probability[0], rw_frontier_multiple(view->model, target, point),
                       point->risk_weight, figures.cost_eur, figures.shortfall_eur, figures.total_eur,
                       point->cost.money_eur, point->cost.other_eur, point->objective, point->bound, point->gap,
                       rw_outcome_text(point->outcome),
                       rw_frontier_multiple(view->model, target, &search->point[row->least]));
    }
}
