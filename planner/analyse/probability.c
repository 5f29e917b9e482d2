// Whether targets are met, and what that costs.  SPDX-License-Identifier: MIT
#include <math.h>

#include <rampwerk/frontier.h>

static const double MISSED_SHARE = 1e-6; // of the target, or of one unit: less than that is no shortfall

static bool counts(const rw_model *model, const rw_probability_target *target, rw_idx r) {
    const rw_product *product = &model->product[r];
    return product->customer == target->customer && (target->item < 0 || product->item == target->item);
}

bool rw_target_is_met(const rw_model *model, const rw_probability_target *target, const rw_course *course) {
    for (rw_idx r = 0; r < model->n_product; r++) {
        const rw_idx at = r * model->n_month + target->by;
        const double wanted = course->customer_stock[at] + course->shortfall[at]; // the target, where there is any
        if (counts(model, target, r) && course->shortfall[at] > MISSED_SHARE * fmax(1, wanted)) {
            return false;
        }
    }
    return true;
}

double rw_target_probability(const rw_model *model, const rw_probability_target *target, const rw_plan *plan) {
    double probability = 0;
    for (rw_idx w = 0; w < plan->n_scenario; w++) {
        if (rw_target_is_met(model, target, &plan->course[w])) {
            probability += plan->course[w].probability;
        }
    }
    return probability;
}

static bool is_priced_apart(rw_cost kind) {
    return kind == RW_COST_SHORTFALL || kind == RW_COST_CRITICAL || kind == RW_COST_UNMET;
}

static bool is_named(rw_idx n_target, const rw_probability_target *target, rw_idx customer) {
    for (rw_idx k = 0; k < n_target; k++) {
        if (target[k].customer == customer) {
            return true;
        }
    }
    return false;
}

// Shortfall of product r in month t at the model's prices; not the course's, which may have been multiplied.
static double price_shortfall(const rw_model *model, const rw_course *course, rw_idx r, rw_idx t) {
    const rw_product *product = &model->product[r];
    const rw_idx at = r * model->n_month + t;
    return model->customer[product->customer].priority_weight *
           (product->shortfall_eur * course->shortfall[at] + product->critical_eur * course->critical[at] +
            product->unmet_eur * course->unmet[at]);
}

rw_split_cost rw_target_costs(const rw_model *model, rw_idx n_target, const rw_probability_target *target,
                              const rw_plan *plan) {
    rw_split_cost cost = {0};
    for (rw_idx w = 0; w < plan->n_scenario; w++) {
        const rw_course *course = &plan->course[w];
        for (rw_idx t = 0; t < model->n_month; t++) {
            const double weight = course->probability * pow(1 + model->discount_rate, -(double)t / 12);
            for (rw_idx kind = 0; kind < RW_N_COST; kind++) {
                if (!is_priced_apart((rw_cost)kind)) {
                    cost.money_eur += weight * course->cost[kind * model->n_month + t];
                }
            }
            for (rw_idx r = 0; r < model->n_product; r++) {
                bool named = is_named(n_target, target, model->product[r].customer);
                *(named ? &cost.named_eur : &cost.other_eur) += weight * price_shortfall(model, course, r, t);
            }
        }
    }
    return cost;
}
