// Drawing the scenarios of a sample.  SPDX-License-Identifier: MIT
#include <stdio.h>

#include "core/memory.h"
#include "core/text.h"
#include "scenario/driver.h"
#include "scenario/effect.h"

enum { N_CUT = 3 }; // numbers an event gives

typedef struct sampler {
    const rw_model *model;
    rw_arena *arena; // of what only the drawing needs
    rw_driver driver;
    rw_effect *effect;      // n_risk
    double *delay;          // n_scenario x n_permit
    double *happens;        // n_scenario x n_year: of one event
    double *start, *length; // n_year: of one event and scenario
    bool *is_cut;           // n_month
    double *u;              // n_scenario: of one risk
} sampler;

static rw_status check_draw(const rw_draw *draw, rw_error *error) {
    if (draw->n_sample < 1 || draw->first < 0 || draw->n_scenario < 1 || draw->first > draw->n_sample ||
        draw->n_scenario > draw->n_sample - draw->first) {
        return rw_error_set(error, RW_ARGUMENT, "scenarios %lld to %lld of a sample of %lld", (long long)draw->first,
                            (long long)(draw->first + draw->n_scenario - 1), (long long)draw->n_sample);
    }
    return RW_OK;
}

static rw_status init_sampler(sampler *s, const rw_model *model, const rw_draw *draw, rw_error *error) {
    rw_status status = RW_OK;
    s->model = model;
    s->arena = rw_arena_new();
    if (s->arena == NULL) {
        return rw_error_set(error, RW_NO_MEMORY, "out of memory for scenarios");
    }
    RW_TRY(rw_driver_init(&s->driver, s->arena, model, draw, error));
    s->effect = rw_arena_alloc(s->arena, model->n_risk, sizeof *s->effect);
    s->delay = rw_arena_alloc(s->arena, draw->n_scenario * model->n_permit, sizeof *s->delay);
    s->happens = rw_arena_alloc(s->arena, draw->n_scenario * s->driver.n_year, sizeof *s->happens);
    s->start = rw_arena_alloc(s->arena, s->driver.n_year, sizeof *s->start);
    s->length = rw_arena_alloc(s->arena, s->driver.n_year, sizeof *s->length);
    s->is_cut = rw_arena_alloc(s->arena, model->n_month, sizeof *s->is_cut);
    s->u = rw_arena_alloc(s->arena, draw->n_scenario, sizeof *s->u);
    if (s->effect == NULL || s->delay == NULL || s->happens == NULL || s->start == NULL || s->length == NULL ||
        s->is_cut == NULL || s->u == NULL) {
        RW_TRY(rw_error_set(error, RW_NO_MEMORY, "out of memory for scenarios"));
    }
    for (rw_idx k = 0; k < model->n_risk; k++) {
        RW_TRY(rw_effect_init(&s->effect[k], s->arena, model, &model->risk[k], error));
    }
done:
    return status;
}

static char *join_name(rw_arena *arena, const char *name, const char *part) {
    rw_text text = {0};
    rw_text_format(&text, "%s%s", name, part);
    char *copy = text.failed ? NULL : rw_arena_copy(arena, rw_text_string(&text));
    rw_text_clear(&text);
    return copy;
}

static rw_status name_factors(const rw_model *model, rw_scenario_set *set) {
    static const char *const parts[N_CUT] = {".events", ".start", ".months"};
    rw_idx at = 0;
    for (rw_idx k = 0; k < model->n_risk; k++) {
        const bool is_event = model->risk[k].distribution == RW_EVENT;
        for (int i = 0; i < (is_event ? N_CUT : 1); i++) {
            set->factor_name[at] = join_name(set->arena, model->risk[k].name, is_event ? parts[i] : "");
            if (set->factor_name[at++] == NULL) {
                return RW_NO_MEMORY;
            }
        }
    }
    return RW_OK;
}

static void draw_value(sampler *s, rw_idx risk, rw_scenario_set *set, rw_idx column) {
    rw_driver_fill(&s->driver, risk, 0, s->u, 1);
    for (rw_idx w = 0; w < set->n_scenario; w++) {
        set->factor[w * set->n_factor + column] =
            rw_effect_apply(&s->effect[risk], s->u[w], &set->scenario[w], s->delay + w * s->model->n_permit);
    }
}

static void draw_event(sampler *s, rw_idx risk, rw_scenario_set *set, rw_idx column) {
    const rw_idx n_year = s->driver.n_year;
    for (rw_idx y = 0; y < n_year; y++) {
        rw_driver_fill(&s->driver, risk, y, s->happens + y, n_year);
    }
    for (rw_idx w = 0; w < set->n_scenario; w++) {
        for (rw_idx y = 0; y < n_year; y++) {
            s->start[y] = rw_driver_start(&s->driver, risk, y, w);
            s->length[y] = rw_driver_length(&s->driver, risk, y, w);
        }
        const rw_cut cut = rw_effect_cut(&s->effect[risk], n_year, s->happens + w * n_year, s->start, s->length,
                                         s->is_cut, &set->scenario[w]);
        double *factor = set->factor + w * set->n_factor + column;
        factor[0] = (double)cut.count;
        factor[1] = (double)cut.start;
        factor[2] = (double)cut.months;
    }
}

static void draw_all(sampler *s, rw_scenario_set *set) {
    rw_idx column = 0;
    for (rw_idx k = 0; k < s->model->n_risk; k++) {
        if (s->model->risk[k].distribution == RW_EVENT) {
            draw_event(s, k, set, column);
            column += N_CUT;
        } else {
            draw_value(s, k, set, column);
            column++;
        }
    }
    for (rw_idx w = 0; w < set->n_scenario; w++) {
        set->scenario[w].probability = 1.0 / (double)s->driver.draw.n_sample;
        rw_effect_finish(s->model, s->delay + w * s->model->n_permit, &set->scenario[w]);
    }
}

rw_status rw_scenario_draw(const rw_model *model, const rw_draw *draw, rw_scenario_set **set, rw_error *error) {
    rw_status status = RW_OK;
    sampler s = {0};
    rw_idx n_factor = 0;
    *set = NULL;
    RW_TRY(check_draw(draw, error));
    RW_TRY(init_sampler(&s, model, draw, error));
    for (rw_idx k = 0; k < model->n_risk; k++) {
        n_factor += model->risk[k].distribution == RW_EVENT ? N_CUT : 1;
    }
    *set = rw_set_new(model, draw->n_scenario, n_factor);
    if (*set == NULL || name_factors(model, *set) != RW_OK) {
        rw_scenario_free(set);
        RW_TRY(rw_error_set(error, RW_NO_MEMORY, "out of memory for %lld scenarios", (long long)draw->n_scenario));
    }
    draw_all(&s, *set);
done:
    rw_arena_free(&s.arena);
    return status;
}
