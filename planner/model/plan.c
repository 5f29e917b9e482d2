// A plan of zeros, and the names of the cost kinds.  SPDX-License-Identifier: MIT
#include <rampwerk/plan.h>

#include "core/memory.h"

static const char *const cost_name[RW_N_COST] = {
#define RW_COST_ENTRY(code, name, text) [RW_COST_##code] = (name),
    RW_COST_LIST(RW_COST_ENTRY)
#undef RW_COST_ENTRY
};

static const char *const cost_text[RW_N_COST] = {
#define RW_COST_ENTRY(code, name, text) [RW_COST_##code] = (text),
    RW_COST_LIST(RW_COST_ENTRY)
#undef RW_COST_ENTRY
};

const char *rw_cost_name(rw_cost cost) {
    return (unsigned)cost < RW_N_COST ? cost_name[cost] : "";
}

const char *rw_cost_text(rw_cost cost) {
    return (unsigned)cost < RW_N_COST ? cost_text[cost] : "";
}

typedef struct course_array {
    double **field;
    rw_idx n_row, n_column; // months or years
} course_array;

// False when out of memory.
static bool course_carve(rw_arena *arena, const rw_model *model, rw_course *course) {
    const rw_idx n_month = model->n_month;
    const course_array array[] = {
        {&course->start, model->n_operation * RW_N_VINTAGE, n_month},
        {&course->module_shift, model->n_pattern * RW_N_VINTAGE, n_month},
        {&course->mothballed, model->n_line, n_month},
        {&course->mothball_in, model->n_line, n_month},
        {&course->mothball_out, model->n_line, n_month},
        {&course->min_run_short, model->n_line, n_month},
        {&course->purchase, model->n_supplier, n_month},
        {&course->untaken, model->n_supplier, n_month},
        {&course->hire, model->n_skill, n_month},
        {&course->layoff, model->n_skill, n_month},
        {&course->overtime, model->n_skill, n_month},
        {&course->headcount, model->n_skill, n_month},
        {&course->delivery, model->n_delivery, n_month},
        {&course->unmet, model->n_product, n_month},
        {&course->shortfall, model->n_product, n_month},
        {&course->critical, model->n_product, n_month},
        {&course->budget_overrun, model->n_budget, model->n_year},
        {&course->content_short, model->n_content_rule, model->n_year},
        {&course->supply_short, model->n_supply_rule, model->n_year},
        {&course->surge_short, model->n_surge_rule * model->n_line, n_month},
        {&course->transfer_short, model->n_transfer_rule, model->n_year},
        {&course->stock, model->n_item, n_month},
        {&course->customer_stock, model->n_product, n_month},
        {&course->effective, model->n_line * RW_N_VINTAGE, n_month},
        {&course->cost, RW_N_COST, n_month},
        {&course->item_price, model->n_item, n_month},
        {&course->line_price, model->n_line * RW_N_VINTAGE, n_month},
        {&course->skill_price, model->n_skill, n_month},
    };
    for (size_t k = 0; k < sizeof array / sizeof array[0]; k++) {
        *array[k].field = rw_arena_alloc(arena, array[k].n_row * array[k].n_column, sizeof(double));
        if (*array[k].field == NULL) {
            return false;
        }
    }
    return true;
}

rw_status rw_plan_new(const rw_model *model, rw_idx n_scenario, rw_plan **plan_out, rw_error *error) {
    *plan_out = NULL;
    rw_arena *arena = rw_arena_new();
    rw_plan *plan = arena != NULL ? rw_arena_alloc(arena, 1, sizeof *plan) : NULL;
    if (plan == NULL) {
        goto no_memory;
    }
    plan->arena = arena;
    plan->n_month = model->n_month;
    plan->n_scenario = n_scenario;
    plan->module_order = rw_arena_alloc(arena, model->n_line * model->n_month, sizeof(double));
    plan->option_block = rw_arena_alloc(arena, model->n_option * model->n_month, sizeof(double));
    plan->course = rw_arena_alloc(arena, n_scenario, sizeof(rw_course));
    if (plan->module_order == NULL || plan->option_block == NULL || plan->course == NULL) {
        goto no_memory;
    }
    for (rw_idx w = 0; w < n_scenario; w++) {
        if (!course_carve(arena, model, &plan->course[w])) {
            goto no_memory;
        }
    }
    *plan_out = plan;
    return RW_OK;
no_memory:
    rw_arena_free(&arena);
    return rw_error_set(error, RW_NO_MEMORY, "out of memory for a plan of %lld scenarios", (long long)n_scenario);
}

void rw_plan_free(rw_plan **plan) {
    if (plan != NULL && *plan != NULL) {
        rw_arena *arena = (*plan)->arena; // the plan itself lies in it
        *plan = NULL;
        rw_arena_free(&arena);
    }
}
