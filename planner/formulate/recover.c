// From a solution to the plan it stands for.  SPDX-License-Identifier: MIT
#include <math.h>
#include <stddef.h>

#include "core/memory.h"
#include "core/weighted.h"
#include "formulate/course.h"
#include "formulate/formulation.h"

static const double tiny = 1e-9; // units, people, modules: rounding of the linear algebra

// (1), (7): orders and blocks from cumulative columns.
static void read_first(const rw_formulation *f, const double *first, rw_plan *plan) {
    const rw_model *model = f->model;
    for (rw_idx t = 0; t < model->n_month; t++) {
        for (rw_idx l = 0; l < model->n_line; l++) {
            const rw_idx now = rw_layout_order(&f->layout, l, t);
            const rw_idx before = rw_layout_order(&f->layout, l, t - 1);
            plan->module_order[l * model->n_month + t] =
                (now >= 0 ? round(first[now]) : 0.0) - (before >= 0 ? round(first[before]) : 0.0);
        }
        for (rw_idx g = 0; g < model->n_option; g++) {
            const rw_idx now = rw_layout_option(&f->layout, g, t);
            const rw_idx before = rw_layout_option(&f->layout, g, t - 1);
            plan->option_block[g * model->n_month + t] =
                (now >= 0 ? round(first[now]) : 0.0) - (before >= 0 ? round(first[before]) : 0.0);
        }
    }
}

// (9) with equality: the starts of a slot, and the module-shifts they take.
static void read_start(const rw_formulation *f, const rw_place *place, double value, rw_course *course) {
    const rw_model *model = f->model;
    const rw_idx slot = place->entity / RW_N_VINTAGE;
    const rw_idx vintage = place->entity % RW_N_VINTAGE;
    const rw_idx o = f->support.slot_operation[slot];
    const rw_operation *operation = &model->operation[o];
    course->start[(o * RW_N_VINTAGE + vintage) * model->n_month + place->month] += value;
    if (operation->line >= 0) {
        const rw_line *line = &model->line[operation->line];
        const rw_idx p = line->pattern_begin + slot - f->support.slot_begin[o];
        course->module_shift[(p * RW_N_VINTAGE + vintage) * model->n_month + place->month] +=
            operation->load * value / (line->rate_per_month * model->pattern[p].multiplier);
    }
}

// Where a decision goes; NULL for what is derived from the others.
static double *decision_array(const rw_course *course, rw_column_kind kind) {
    switch (kind) {
    case RW_COLUMN_MOTHBALL_IN:
        return course->mothball_in;
    case RW_COLUMN_MOTHBALL_OUT:
        return course->mothball_out;
    case RW_COLUMN_PURCHASE:
        return course->purchase;
    case RW_COLUMN_HIRE:
        return course->hire;
    case RW_COLUMN_LAYOFF:
        return course->layoff;
    case RW_COLUMN_OVERTIME:
        return course->overtime;
    case RW_COLUMN_DELIVERY:
        return course->delivery;
    case RW_COLUMN_UNMET:
        return course->unmet;
    default:
        return NULL;
    }
}

static void read_decisions(const rw_formulation *f, const double *second, rw_course *course) {
    for (rw_idx j = 0; j < f->layout.n_col; j++) {
        const rw_place *place = &f->layout.col_place[j];
        const double value = second[j] > tiny ? second[j] : 0.0;
        double *array = decision_array(course, (rw_column_kind)place->kind);
        if (place->kind == RW_COLUMN_START) {
            read_start(f, place, value, course);
        } else if (array != NULL) {
            array[place->entity * f->model->n_month + place->month] = value;
        }
    }
}

// Marginal value of a row's resource in EUR of month t: one more unit on the right side changes the scenario's
// weighted cost by its dual.
static double row_value(const rw_formulation *f, const rw_solution *solution, rw_idx w, rw_row_kind kind, rw_idx entity,
                        rw_idx t) {
    const rw_idx row = rw_layout_row(&f->layout, kind, entity, t);
    return row < 0 ? 0.0 : -solution->row_dual[w][row] / (f->scenarios->scenario[w].probability * f->discount[t]);
}

static void read_prices(const rw_formulation *f, const rw_solution *solution, rw_idx w, rw_course *course) {
    const rw_model *model = f->model;
    const rw_idx n_month = model->n_month;
    for (rw_idx t = 0; t < n_month; t++) {
        for (rw_idx i = 0; i < model->n_item; i++) {
            course->item_price[i * n_month + t] = row_value(f, solution, w, RW_ROW_BALANCE, i, t);
        }
        for (rw_idx e = 0; e < model->n_line * RW_N_VINTAGE; e++) { // the row counts starts, not modules
            course->line_price[e * n_month + t] =
                model->line[e / RW_N_VINTAGE].rate_per_month * row_value(f, solution, w, RW_ROW_MODULES, e, t);
        }
        for (rw_idx k = 0; k < model->n_skill; k++) { // for crews, and for the overtime a person may work
            course->skill_price[k * n_month + t] =
                row_value(f, solution, w, RW_ROW_CREW, k, t) +
                model->skill[k].overtime_share * row_value(f, solution, w, RW_ROW_OVERTIME, k, t);
        }
    }
}

// (1 - risk_weight) mean + risk_weight CVaR of the courses' objectives.  (model.md, section 6)
static rw_status sum_objectives(const rw_twostage *problem, rw_plan *plan) {
    rw_weighted *sample = NULL;
    for (rw_idx w = 0; w < plan->n_scenario; w++) {
        plan->objective += plan->course[w].probability * plan->course[w].objective;
    }
    if (!(problem->risk_weight > 0.0)) {
        return RW_OK;
    }
    sample = rw_calloc(plan->n_scenario, sizeof *sample);
    if (sample == NULL) {
        return RW_NO_MEMORY;
    }
    for (rw_idx w = 0; w < plan->n_scenario; w++) {
        sample[w] = (rw_weighted){.value = plan->course[w].objective, .weight = plan->course[w].probability};
    }
    rw_weighted_sort(plan->n_scenario, sample);
    plan->objective = (1.0 - problem->risk_weight) * plan->objective +
                      problem->risk_weight * rw_weighted_tail(plan->n_scenario, sample, problem->risk_level);
    rw_free(sample);
    return RW_OK;
}

rw_status rw_formulation_plan(const rw_formulation *formulation, const rw_solution *solution, rw_plan **plan_out,
                              rw_error *error) {
    const rw_formulation *f = formulation;
    rw_status status = RW_OK;
    rw_plan *plan = NULL;
    *plan_out = NULL;
    if (!solution->has_point || solution->n_scenario != f->scenarios->n_scenario) {
        return rw_error_set(error, RW_ARGUMENT, "the solution holds no plan for %lld scenarios",
                            (long long)f->scenarios->n_scenario);
    }
    RW_TRY(rw_plan_new(f->model, f->scenarios->n_scenario, &plan, error));
    read_first(f, solution->first, plan);
    for (rw_idx w = 0; w < plan->n_scenario; w++) {
        rw_course *course = &plan->course[w];
        const rw_course_context context = {.model = f->model,
                                           .scenario = &f->scenarios->scenario[w],
                                           .timing = &f->timing[w],
                                           .discount = f->discount,
                                           .plan = plan,
                                           .course = course};
        course->probability = f->scenarios->scenario[w].probability;
        read_decisions(f, solution->second[w], course);
        rw_course_derive(&context);
        rw_course_charge(&context);
        if (solution->row_dual != NULL) {
            read_prices(f, solution, w, course);
        }
        plan->shortfall += course->probability * rw_course_shortfall(&context);
    }
    status = sum_objectives(f->problem, plan);
    if (status != RW_OK) {
        rw_plan_free(&plan);
        (void)rw_error_set(error, status, "out of memory for a plan of %lld scenarios",
                           (long long)f->scenarios->n_scenario);
    }
    *plan_out = plan;
done:
    return status;
}
