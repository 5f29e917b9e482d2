// How a plan came by its probability targets.  SPDX-License-Identifier: MIT
#include <math.h>
#include <stddef.h>
#include <stdio.h>

#include "report/frontier.h"
#include "report/number.h"

static const double SHARE_SLACK = 1e-9; // of a sum of probabilities
static const double SHARE_SHOWN = 1e-3; // the last digit of a share

void rw_frontier_share(char buffer[16], double share) {
    double shown = round(share / SHARE_SHOWN) * SHARE_SHOWN;
    bool is_all = shown >= 1 && share < 1 - SHARE_SLACK, is_none = shown <= 0 && share > SHARE_SLACK;
    shown = is_all ? 1 - SHARE_SHOWN : is_none ? SHARE_SHOWN : shown;
    snprintf(buffer, 16, "%.*f %%", fabs(100 * shown - round(100 * shown)) < SHARE_SHOWN ? 0 : 1, 100 * shown);
}

double rw_frontier_multiple(const rw_model *model, const rw_probability_target *target, const rw_price_point *point) {
    return point->multiple[target->lever == RW_LEVER_CVAR ? model->n_customer : target->customer];
}

void rw_frontier_lever(rw_text *text, const rw_model *model, const rw_probability_target *target,
                       const rw_price_point *point) {
    if (target->lever == RW_LEVER_CVAR) {
        rw_text_format(text, "a CVaR weight of %.3g", point->risk_weight);
    } else if (point->multiple[target->customer] > 1 || point->multiple[target->customer] < 1) {
        rw_text_format(text, "%.3g times the configured price of shortfall",
                       rw_frontier_multiple(model, target, point));
    } else {
        rw_text_add(text, "the configured price of shortfall");
    }
}

void rw_frontier_progress(rw_text *text, const rw_model *model, const rw_price_search *search) {
    const rw_price_point *point = &search->point[search->n_point - 1];
    char cost[RW_NUMBER_SIZE], gap[RW_NUMBER_SIZE], seconds[RW_NUMBER_SIZE], share[16];
    for (rw_idx k = 0; k < search->n_target; k++) {
        rw_frontier_share(share, point->probability[k]);
        rw_text_add(text, k > 0 ? ", " : "");
        rw_frontier_lever(text, model, &search->target[k], point);
        rw_text_format(text, ": %s", point->has_plan ? "met in " : "no plan");
        if (point->has_plan) {
            rw_text_format(text, "%s of futures", share);
        }
    }
    rw_number_million(cost, point->cost.money_eur + point->cost.other_eur);
    rw_number_percent(gap, point->gap);
    rw_number_seconds(seconds, point->seconds);
    if (point->has_plan) {
        rw_text_format(text, ", cost %s M EUR, gap %s", cost, gap);
    }
    rw_text_format(text, ", %s s", seconds);
}

void rw_frontier_target(rw_text *text, const rw_model *model, const rw_probability_target *target) {
    char month[16];
    rw_month_text(month, model->start_year, model->start_month, target->by);
    rw_style_label(text, model->customer[target->customer].title, 0);
    if (target->item >= 0) {
        rw_text_add(text, ", ");
        rw_style_label(text, model->item[target->item].title, 0);
    }
    rw_text_format(text, ", by %s", month);
}

static bool is_reached(double probability, double share) {
    return probability >= share - SHARE_SLACK;
}

static void write_costs(rw_text *text, const rw_model *model, const rw_price_point *point) {
    char cost[RW_NUMBER_SIZE], total[RW_NUMBER_SIZE];
    rw_number_million(cost, point->cost.money_eur + point->cost.other_eur);
    rw_number_million(total, point->cost.money_eur + point->cost.other_eur + point->cost.named_eur);
    rw_text_format(text,
                   "cost       %s M EUR of %d without the shortfall of those customers, %s with it at configured "
                   "prices\n",
                   cost, model->price_year, total);
}

static void write_search(rw_text *text, const rw_model *model, const rw_assurance *assurance) {
    const rw_price_search *search = &assurance->search;
    rw_text_format(text, "search     %lld price%s tried%s", (long long)search->n_point, search->n_point == 1 ? "" : "s",
                   search->complete ? "" : ", stopped before it was done");
    if (assurance->least >= 0 && assurance->least != assurance->chosen && search->n_target == 1) {
        rw_text_format(text, "; the least that reaches it is %.3g times",
                       rw_frontier_multiple(model, &search->target[0], &search->point[assurance->least]));
    }
    rw_text_add(text, search->monotone ? "\n" : "; somewhere the probability falls as the price rises\n");
}

void rw_assurance_write(rw_text *text, const rw_style *style, const rw_model *model, const rw_assurance *assurance) {
    const rw_price_search *search = &assurance->search;
    if (assurance->chosen < 0) {
        return;
    }
    const rw_price_point *point = &search->point[assurance->chosen];
    for (rw_idx k = 0; k < search->n_target; k++) {
        const rw_probability_target *target = &search->target[k];
        bool reached = is_reached(point->probability[k], target->share);
        char asked[16], share[16];
        rw_frontier_share(asked, target->share);
        rw_frontier_share(share, point->probability[k]);
        rw_text_add(text, "target     ");
        rw_frontier_target(text, model, target);
        rw_text_format(text, ": met in %s of futures, %s asked for: ", share, asked);
        rw_style_ink(text, style, reached ? RW_INK_GOOD : RW_INK_BAD, reached ? "reached" : "NOT REACHED");
        rw_text_add(text, "\nat         ");
        rw_frontier_lever(text, model, target, point);
        rw_text_add(text, "\n");
        if (search->possible[k] < 1) {
            rw_frontier_share(share, search->possible[k]);
            rw_text_format(text, "at most    %s of futures: in the others no plan meets it without leaving use unmet\n",
                           share);
        }
    }
    write_costs(text, model, point);
    write_search(text, model, assurance);
}

void rw_frontier_targets_json(rw_json *json, const rw_model *model, const rw_plan *plan) {
    rw_json_array(json, "probability_targets");
    for (rw_idx k = 0; k < model->n_probability_target; k++) {
        const rw_probability_target *target = &model->probability_target[k];
        double probability = rw_target_probability(model, target, plan);
        char month[16];
        rw_month_text(month, model->start_year, model->start_month, target->by);
        rw_json_object(json, NULL);
        rw_json_string(json, "name", target->name);
        rw_json_string(json, "customer", model->customer[target->customer].name);
        rw_json_string(json, "item", target->item >= 0 ? model->item[target->item].name : NULL);
        rw_json_string(json, "by", month);
        rw_json_number(json, "share", target->share);
        rw_json_number(json, "probability", probability);
        rw_json_boolean(json, "reached", is_reached(probability, target->share));
        rw_json_close(json);
    }
    rw_json_close(json);
}

void rw_frontier_point_json(rw_json *json, const rw_model *model, const rw_price_search *search, rw_idx index) {
    const rw_price_point *point = &search->point[index];
    double none = (double)NAN;
    rw_json_object(json, "price_multiples");
    for (rw_idx c = 0; c < model->n_customer; c++) {
        rw_json_number(json, model->customer[c].name, point->multiple[c]);
    }
    rw_json_close(json);
    rw_json_number(json, "risk_weight", point->risk_weight);
    rw_json_array(json, "probability");
    for (rw_idx k = 0; k < search->n_target; k++) {
        rw_json_number(json, NULL, point->has_plan ? point->probability[k] : none);
    }
    rw_json_close(json);
    rw_json_string(json, "status", rw_outcome_text(point->outcome));
    rw_json_number(json, "objective", point->has_plan ? point->objective : none);
    rw_json_number(json, "bound", point->bound);
    rw_json_number(json, "gap", point->has_plan ? point->gap : none);
    rw_json_number(json, "money_eur", point->has_plan ? point->cost.money_eur : none);
    rw_json_number(json, "other_shortfall_eur", point->has_plan ? point->cost.other_eur : none);
    rw_json_number(json, "shortfall_eur", point->has_plan ? point->cost.named_eur : none);
    rw_json_number(json, "cost_eur", point->has_plan ? point->cost.money_eur + point->cost.other_eur : none);
    rw_json_number(json, "seconds", point->seconds);
}

void rw_assurance_json(rw_json *json, const rw_model *model, const rw_assurance *assurance) {
    const rw_price_search *search = &assurance->search;
    rw_json_object(json, "price_search");
    rw_json_boolean(json, "reached", assurance->reached);
    rw_json_boolean(json, "complete", search->complete);
    rw_json_boolean(json, "monotone", search->monotone);
    rw_json_integer(json, "chosen", assurance->chosen);
    rw_json_integer(json, "least", assurance->least);
    rw_json_array(json, "possible");
    for (rw_idx k = 0; k < search->n_target; k++) {
        rw_json_number(json, NULL, search->possible[k]);
    }
    rw_json_close(json);
    rw_json_array(json, "points");
    for (rw_idx k = 0; k < search->n_point; k++) {
        rw_json_object(json, NULL);
        rw_frontier_point_json(json, model, search, k);
        rw_json_close(json);
    }
    rw_json_close(json);
    rw_json_close(json);
}
