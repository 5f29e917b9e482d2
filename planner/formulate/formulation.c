// From the model and its scenarios to a two-stage problem.  SPDX-License-Identifier: MIT
#include "formulate/formulation.h"

#include "core/memory.h"
#include "formulate/first.h"
#include "formulate/names.h"
#include "formulate/template.h"
#include "formulate/window.h"

static rw_status init_calendar(rw_formulation *f) {
    const rw_model *model = f->model;
    f->discount = rw_arena_alloc(f->arena, model->n_month, sizeof *f->discount);
    f->year_end = rw_arena_alloc(f->arena, model->n_month, sizeof *f->year_end);
    if (f->discount == NULL || f->year_end == NULL) {
        return RW_NO_MEMORY;
    }
    for (rw_idx t = 0; t < model->n_month; t++) {
        rw_idx begin = 0;
        rw_idx end = 0;
        (void)rw_window_balance(model, rw_window_budget(model), rw_model_year(model, t), &begin, &end);
        f->discount[t] = rw_timing_discount(model, t);
        f->year_end[t] = end - 1;
    }
    return RW_OK;
}

typedef struct wish { // what is to be formulated
    rw_aim aim;
    double shortfall_cap; // in every scenario, where `caps` is NULL
    const double *caps;   // n_scenario
    const rw_plan *plan;  // to be followed; NULL: none
    bool with_names;
} wish;

static rw_status init_structure(rw_formulation *f, const wish *asked) {
    rw_status status = RW_OK;
    RW_TRY(init_calendar(f));
    f->timing = rw_arena_alloc(f->arena, f->scenarios->n_scenario, sizeof *f->timing);
    f->base = rw_arena_alloc(f->arena, f->scenarios->n_scenario, sizeof *f->base);
    RW_TRY(f->timing != NULL && f->base != NULL ? RW_OK : RW_NO_MEMORY);
    for (rw_idx w = 0; w < f->scenarios->n_scenario; w++) {
        RW_TRY(rw_timing_init(&f->timing[w], f->arena, f->model, &f->scenarios->scenario[w]));
    }
    RW_TRY(rw_support_init(&f->support, f->arena, f->model, f->scenarios, f->timing, asked->aim, asked->plan));
    RW_TRY(rw_layout_init(&f->layout, f->arena, &f->support));
done:
    return status;
}

static rw_status fill_problem(rw_formulation *f, const wish *asked) {
    rw_status status = RW_OK;
    rw_place *first_row_place = NULL;
    const rw_source source = {.layout = &f->layout,
                              .timing = f->timing,
                              .scenarios = f->scenarios,
                              .discount = f->discount,
                              .year_end = f->year_end,
                              .shortfall_cap = asked->shortfall_cap,
                              .caps = asked->caps,
                              .base = f->base};
    f->problem = rw_calloc(1, sizeof *f->problem);
    RW_TRY(f->problem != NULL ? RW_OK : RW_NO_MEMORY);
    RW_TRY(rw_first_fill(f->problem, &f->layout, f->discount, f->arena, &first_row_place));
    RW_TRY(rw_template_fill(f->problem, &source));
    if (asked->aim == RW_AIM_COST && asked->plan == NULL && f->model->risk_weight > 0.0) {
        f->problem->risk_weight = f->model->risk_weight;
        f->problem->risk_level = f->model->risk_level;
    }
    if (asked->with_names) {
        RW_TRY(rw_names_fill(f->problem, &f->layout, first_row_place));
    }
done:
    return status;
}

// A pin in a month without a column would be lost.
static rw_status check_pins(const rw_formulation *f, rw_error *error) {
    for (rw_idx k = 0; k < f->model->n_pin; k++) {
        const rw_pin *pin = &f->model->pin[k];
        if (pin->month >= 0 && pin->modules > 0 && rw_layout_order(&f->layout, pin->line, pin->month) < 0) {
            return rw_error_set(error, RW_ARGUMENT, "line %s: a pinned order in month %lld, outside its order window",
                                f->model->line[pin->line].name, (long long)pin->month);
        }
    }
    return RW_OK;
}

static rw_status formulate(const rw_model *model, const rw_scenario_set *scenarios, const wish *asked,
                           rw_formulation **formulation, rw_error *error) {
    rw_status status = RW_OK;
    rw_arena *arena = rw_arena_new();
    rw_formulation *f = arena != NULL ? rw_arena_alloc(arena, 1, sizeof *f) : NULL;
    if (f == NULL) {
        rw_arena_free(&arena);
        return rw_error_set(error, RW_NO_MEMORY, "out of memory for the formulation");
    }
    *f = (rw_formulation){.arena = arena, .model = model, .scenarios = scenarios};
    RW_TRY(init_structure(f, asked));
    if (asked->plan == NULL) {
        RW_TRY(check_pins(f, error));
    }
    RW_TRY(fill_problem(f, asked));
    RW_TRY(rw_twostage_check(f->problem, error));
    *formulation = f;
    f = NULL;
done:
    if (status == RW_NO_MEMORY) {
        (void)rw_error_set(error, status, "out of memory for the formulation");
    }
    rw_formulation_free(&f);
    return status;
}

rw_status rw_formulation_new(const rw_model *model, const rw_scenario_set *scenarios, rw_aim aim, double shortfall_cap,
                             bool with_names, rw_formulation **formulation, rw_error *error) {
    const wish asked = {.aim = aim, .shortfall_cap = shortfall_cap, .with_names = with_names};
    *formulation = NULL;
    if (scenarios->n_scenario < 1) {
        return rw_error_set(error, RW_ARGUMENT, "a plan needs a scenario, got %lld", (long long)scenarios->n_scenario);
    }
    if (aim == RW_AIM_COST_AT_SHORTFALL && scenarios->n_scenario > 1) {
        return rw_error_set(error, RW_UNSUPPORTED,
                            "objective \"lexicographic\" with %lld scenarios: a limit on the expected shortfall ties "
                            "the scenarios together; use one scenario, or objective \"cost\"",
                            (long long)scenarios->n_scenario);
    }
    return formulate(model, scenarios, &asked, formulation, error);
}

rw_status rw_formulation_follow(const rw_model *model, const rw_scenario_set *scenarios, rw_aim aim, const double *caps,
                                const rw_plan *plan, rw_formulation **formulation, rw_error *error) {
    const wish asked = {.aim = aim, .caps = caps, .plan = plan};
    *formulation = NULL;
    return formulate(model, scenarios, &asked, formulation, error);
}

void rw_formulation_free(rw_formulation **formulation) {
    if (formulation != NULL && *formulation != NULL) {
        rw_arena *arena = (*formulation)->arena; // the formulation itself lies in it
        rw_twostage_free(&(*formulation)->problem);
        *formulation = NULL;
        rw_arena_free(&arena);
    }
}

const rw_twostage *rw_formulation_problem(const rw_formulation *formulation) {
    return formulation->problem;
}
