// What a plan says: policies missed, and what holds it back.  SPDX-License-Identifier: MIT
#include "report/answer.h"

#include <math.h>
#include <stddef.h>

static const double MISSING_ZERO = 1e-3;  // units or EUR: a smaller miss is none
static const double MARGINAL_ZERO = 1e-2; // EUR per module or person and month: a smaller marginal value is none

// Rules in this order: content, supply, surge, transfer, cash budgets, ever-warm lines.
rw_idx rw_answer_n_policy(const rw_model *model) {
    rw_idx count = model->n_content_rule + model->n_supply_rule + model->n_surge_rule + model->n_transfer_rule;
    for (rw_idx b = 0; b < model->n_budget; b++) {
        count += model->budget[b].scope == RW_BUDGET_CASH;
    }
    for (rw_idx l = 0; l < model->n_line; l++) {
        count += model->line[l].min_run_share > 0;
    }
    return count;
}

// Adds `count` entries of the array at byte `offset`, from `begin` on.
static void add_missing(const rw_plan *plan, size_t offset, rw_idx begin, rw_idx count, rw_policy_answer *answer) {
    for (rw_idx k = begin; k < begin + count; k++) {
        double missing = rw_answer_expected(plan, offset, k);
        if (missing > MISSING_ZERO) {
            answer->missing += missing;
            answer->n_missed++;
        }
    }
}

static rw_policy_answer rule_surge(const rw_model *model, const rw_plan *plan, rw_idx rule) {
    rw_policy_answer answer = {.kind = "surge", .name = model->surge_rule[rule].name, .unit = "monthly starts"};
    rw_idx size = model->n_line * plan->n_month;
    add_missing(plan, offsetof(rw_course, surge_short), rule * size, size, &answer);
    return answer;
}

static rw_policy_answer rule_cash(const rw_model *model, const rw_plan *plan, rw_idx budget) {
    rw_policy_answer answer = {.kind = "cash budget", .name = model->budget[budget].name, .unit = "EUR"};
    add_missing(plan, offsetof(rw_course, budget_overrun), budget * model->n_year, model->n_year, &answer);
    return answer;
}

static rw_policy_answer rule_warm(const rw_model *model, const rw_plan *plan, rw_idx k) {
    rw_policy_answer answer = {.kind = "ever-warm line", .unit = "starts"};
    for (rw_idx l = 0; l < model->n_line; l++) {
        if (model->line[l].min_run_share > 0 && k-- == 0) {
            answer.name = model->line[l].name;
            add_missing(plan, offsetof(rw_course, min_run_short), l * plan->n_month, plan->n_month, &answer);
            break;
        }
    }
    return answer;
}

rw_policy_answer rw_answer_policy(const rw_model *model, const rw_plan *plan, rw_idx k) {
    if (k < model->n_content_rule) {
        rw_policy_answer answer = {
            .kind = "local content", .name = model->content_rule[k].name, .unit = "EUR of value"};
        add_missing(plan, offsetof(rw_course, content_short), k * model->n_year, model->n_year, &answer);
        return answer;
    }
    k -= model->n_content_rule;
    if (k < model->n_supply_rule) {
        rw_policy_answer answer = {.kind = "security of supply", .name = model->supply_rule[k].name, .unit = "units"};
        add_missing(plan, offsetof(rw_course, supply_short), k * model->n_year, model->n_year, &answer);
        return answer;
    }
    k -= model->n_supply_rule;
    if (k < model->n_surge_rule) {
        return rule_surge(model, plan, k);
    }
    k -= model->n_surge_rule;
    if (k < model->n_transfer_rule) {
        rw_policy_answer answer = {
            .kind = "technology transfer", .name = model->transfer_rule[k].name, .unit = "units"};
        add_missing(plan, offsetof(rw_course, transfer_short), k * model->n_year, model->n_year, &answer);
        return answer;
    }
    k -= model->n_transfer_rule;
    for (rw_idx b = 0; b < model->n_budget; b++) {
        if (model->budget[b].scope == RW_BUDGET_CASH && k-- == 0) {
            return rule_cash(model, plan, b);
        }
    }
    return rule_warm(model, plan, k);
}

// Adds a month's marginal value of `amount` modules or people.
static void add_month(rw_bottleneck *bottleneck, rw_idx month, double price, double amount) {
    bottleneck->rent_eur += price * amount;
    bottleneck->worth_eur += price;
    if (price > MARGINAL_ZERO) {
        bottleneck->first = bottleneck->n_month == 0 ? month : bottleneck->first;
        bottleneck->last = month;
        bottleneck->n_month++;
    }
}

static rw_bottleneck of_line(const rw_model *model, const rw_plan *plan, rw_idx line) {
    rw_bottleneck bottleneck = {
        .kind = "line", .name = model->line[line].name, .title = model->line[line].title, .first = -1, .last = -1};
    for (rw_idx t = 0; t < plan->n_month; t++) {
        double price = 0, amount = 0; // of one more mature module; the line's rent is what its modules earn
        for (rw_idx a = 0; a < RW_N_VINTAGE; a++) {
            rw_idx k = (line * RW_N_VINTAGE + a) * plan->n_month + t;
            amount += RW_EXPECTED(plan, effective, k);
            if (a == RW_MATURE) {
                price = RW_EXPECTED(plan, line_price, k);
            }
        }
        add_month(&bottleneck, t, price, amount);
    }
    return bottleneck;
}

static rw_bottleneck of_skill(const rw_model *model, const rw_plan *plan, rw_idx skill) {
    rw_bottleneck bottleneck = {
        .kind = "skill", .name = model->skill[skill].name, .title = model->skill[skill].title, .first = -1, .last = -1};
    for (rw_idx t = 0; t < plan->n_month; t++) {
        rw_idx k = skill * plan->n_month + t;
        add_month(&bottleneck, t, RW_EXPECTED(plan, skill_price, k), RW_EXPECTED(plan, headcount, k));
    }
    return bottleneck;
}

rw_idx rw_answer_bottlenecks(const rw_model *model, const rw_plan *plan, rw_bottleneck *list, rw_idx limit) {
    rw_idx count = 0;
    for (rw_idx k = 0; k < model->n_line + model->n_skill; k++) {
        rw_bottleneck next = k < model->n_line ? of_line(model, plan, k) : of_skill(model, plan, k - model->n_line);
        if (next.n_month == 0 || !(next.rent_eur > 0)) {
            continue;
        }
        rw_idx place = count < limit ? count : limit;
        while (place > 0 && list[place - 1].rent_eur < next.rent_eur) {
            if (place < limit) {
                list[place] = list[place - 1];
            }
            place--;
        }
        if (place < limit) {
            list[place] = next;
            count = count < limit ? count + 1 : limit;
        }
    }
    return count;
}
