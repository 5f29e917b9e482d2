// People: model.md section 4, (15)-(18).  SPDX-License-Identifier: MIT
#include "verify/people.h"

#include <math.h>

// (17) takes no more than this share of the people a month
static const double attrition_most = 0.99;

// (17) headcount[t] = (1 - attrition) headcount[t-1] + hire[t - training_months] - layoff[t]
static void check_headcount(rw_check *check, rw_idx k) {
    const rw_skill *skill = &check->model->skill[k];
    const double leaving = fmin(attrition_most, skill->attrition_per_month * check->scenario->attrition_ratio[k]);
    double headcount = skill->headcount, size = fabs(headcount);
    for (rw_idx t = 0; t < check->model->n_month; t++) {
        const rw_idx at = rw_at(check, k, t);
        const double trained = rw_before(&check->course->hire[rw_at(check, k, 0)], t, skill->training_months);
        const double laid_off = check->course->layoff[at];
        headcount = (1.0 - leaving) * headcount + trained - laid_off;
        size = rw_larger(size, rw_larger(fabs(trained), fabs(laid_off)));
        check->state.headcount[at] = headcount;
        const rw_place place = {"headcount", skill->name, NULL, t};
        rw_check_equal(check, RW_VIOLATION_PEOPLE, place, check->course->headcount[at], headcount, size);
    }
}

// (18) hire <= hire_limit hire_ratio; 0 where training would outlast the horizon
static void check_hiring(rw_check *check, rw_idx k, rw_idx t) {
    const rw_skill *skill = &check->model->skill[k];
    const bool trained_in_time = skill->training_months < check->model->n_month - t;
    const double limit = trained_in_time ? rw_scaled(skill->hire_limit[t], check->scenario->hire_ratio[k]) : 0.0;
    const rw_place place = {"hires", skill->name, NULL, t};
    rw_check_at_most(check, RW_VIOLATION_PEOPLE, place, check->course->hire[rw_at(check, k, t)], limit, 0.0);
}

// sum over l, p, a of heads crews module_shift
static double heads_needed(const rw_check *check, rw_idx k, rw_idx t) {
    const rw_model *model = check->model;
    double heads = 0.0;
    for (rw_idx p = 0; p < model->n_pattern; p++) {
        const rw_pattern *pattern = &model->pattern[p];
        const rw_line *line = &model->line[pattern->line];
        const double shifts = check->course->module_shift[rw_at_vintage(check, p, RW_RUN_IN, t)] +
                              check->course->module_shift[rw_at_vintage(check, p, RW_MATURE, t)];
        for (rw_idx c = 0; c < line->n_crew; c++) {
            if (line->crew[c].skill == k) {
                heads += line->crew[c].heads * pattern->crews * shifts;
            }
        }
    }
    return heads;
}

// (15) crews <= headcount + overtime, and (16) overtime <= overtime_share headcount
static void check_crews(rw_check *check, rw_idx k, rw_idx t) {
    const rw_skill *skill = &check->model->skill[k];
    const double headcount = check->state.headcount[rw_at(check, k, t)];
    const double overtime = check->course->overtime[rw_at(check, k, t)];
    const rw_place crews = {"people in crews", skill->name, NULL, t}, more = {"overtime", skill->name, NULL, t};
    rw_check_at_most(check, RW_VIOLATION_PEOPLE, crews, heads_needed(check, k, t), headcount + overtime, 0.0);
    rw_check_at_most(check, RW_VIOLATION_PEOPLE, more, overtime, skill->overtime_share * headcount, headcount);
}

void rw_check_people(rw_check *check) {
    for (rw_idx k = 0; k < check->model->n_skill; k++) {
        check_headcount(check, k);
        for (rw_idx t = 0; t < check->model->n_month; t++) {
            check_hiring(check, k, t);
            check_crews(check, k, t);
        }
    }
}
