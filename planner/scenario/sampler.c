// The numbers drawn for the risks.  SPDX-License-Identifier: MIT
#include "scenario/sampler.h"

#include "core/memory.h"
#include "core/text.h"

static rw_status check_draw(const rw_draw *draw, rw_error *error) {
    if (draw->n_sample < 1 || draw->first < 0 || draw->n_scenario < 1 || draw->first > draw->n_sample ||
        draw->n_scenario > draw->n_sample - draw->first) {
        return rw_error_set(error, RW_ARGUMENT, "%lld scenarios from number %lld on of a sample of %lld",
                            (long long)draw->n_scenario, (long long)draw->first, (long long)draw->n_sample);
    }
    return RW_OK;
}

rw_status rw_sampler_init(rw_sampler *s, const rw_model *model, const rw_draw *draw, rw_error *error) {
    rw_status status = RW_OK;
    RW_TRY(check_draw(draw, error));
    s->model = model;
    s->arena = rw_arena_new();
    if (s->arena == NULL) {
        RW_TRY(rw_error_set(error, RW_NO_MEMORY, "out of memory for scenarios"));
    }
    RW_TRY(rw_driver_init(&s->driver, s->arena, model, draw, error));
    s->effect = rw_arena_alloc(s->arena, model->n_risk, sizeof *s->effect);
    s->happens = rw_arena_alloc(s->arena, draw->n_scenario * s->driver.n_year, sizeof *s->happens);
    s->start = rw_arena_alloc(s->arena, s->driver.n_year, sizeof *s->start);
    s->length = rw_arena_alloc(s->arena, s->driver.n_year, sizeof *s->length);
    s->is_cut = rw_arena_alloc(s->arena, model->n_month, sizeof *s->is_cut);
    s->u = rw_arena_alloc(s->arena, draw->n_scenario, sizeof *s->u);
    if (s->effect == NULL || s->happens == NULL || s->start == NULL || s->length == NULL || s->is_cut == NULL ||
        s->u == NULL) {
        RW_TRY(rw_error_set(error, RW_NO_MEMORY, "out of memory for scenarios"));
    }
    for (rw_idx k = 0; k < model->n_risk; k++) {
        RW_TRY(rw_effect_init(&s->effect[k], s->arena, model, &model->risk[k], error));
        s->n_factor += model->risk[k].distribution == RW_EVENT ? RW_N_CUT : 1;
    }
done:
    return status;
}

void rw_sampler_clear(rw_sampler *sampler) {
    rw_arena_free(&sampler->arena);
}

rw_idx rw_sampler_risk(const rw_model *model, rw_idx factor, int *part) {
    rw_idx risk = 0;
    for (;; risk++) {
        const int count = model->risk[risk].distribution == RW_EVENT ? RW_N_CUT : 1;
        if (factor < count) {
            *part = (int)factor;
            return risk;
        }
        factor -= count;
    }
}

char *rw_sampler_name(const rw_model *model, rw_idx factor, rw_arena *arena) {
    static const char *const parts[RW_N_CUT] = {".events", ".start", ".months"};
    int part = 0;
    const rw_risk *risk = &model->risk[rw_sampler_risk(model, factor, &part)];
    rw_text text = {0};
    rw_text_format(&text, "%s%s", risk->name, risk->distribution == RW_EVENT ? parts[part] : "");
    char *name = text.failed ? NULL : rw_arena_copy(arena, rw_text_string(&text));
    rw_text_clear(&text);
    return name;
}

static void run_value(rw_sampler *s, rw_idx risk, double *factor, rw_scenario *scenario, double *delay) {
    const rw_effect *effect = &s->effect[risk];
    rw_driver_fill(&s->driver, risk, 0, s->u, 1);
    for (rw_idx w = 0; w < s->driver.draw.n_scenario; w++) {
        const double value = rw_effect_value(effect, s->u[w]);
        factor[w * s->n_factor] = value;
        if (scenario != NULL) {
            rw_effect_apply(effect, s->u[w], value, &scenario[w], delay + w * s->model->n_permit);
        }
    }
}

static void run_event(rw_sampler *s, rw_idx risk, double *factor, rw_scenario *scenario) {
    const rw_effect *effect = &s->effect[risk];
    const rw_idx n_year = s->driver.n_year;
    for (rw_idx y = 0; y < n_year; y++) {
        rw_driver_fill(&s->driver, risk, y, s->happens + y, n_year);
    }
    for (rw_idx w = 0; w < s->driver.draw.n_scenario; w++) {
        for (rw_idx y = 0; y < n_year; y++) {
            s->start[y] = rw_driver_start(&s->driver, risk, y, w);
            s->length[y] = rw_driver_length(&s->driver, risk, y, w);
        }
        const rw_cut cut = rw_effect_cut(effect, n_year, s->happens + w * n_year, s->start, s->length, s->is_cut);
        const double numbers[RW_N_CUT] = {(double)cut.count, (double)cut.start, (double)cut.months};
        for (int k = 0; k < RW_N_CUT; k++) {
            factor[w * s->n_factor + k] = numbers[k];
        }
        if (scenario != NULL) {
            rw_effect_apply_cut(effect, s->is_cut, &scenario[w]);
        }
    }
}

void rw_sampler_run(rw_sampler *s, double *factor, rw_scenario *scenario, double *delay) {
    rw_idx column = 0;
    for (rw_idx k = 0; k < s->model->n_risk; k++) {
        if (s->model->risk[k].distribution == RW_EVENT) {
            run_event(s, k, factor + column, scenario);
            column += RW_N_CUT;
        } else {
            run_value(s, k, factor + column, scenario, delay);
            column++;
        }
    }
    for (rw_idx w = 0; scenario != NULL && w < s->driver.draw.n_scenario; w++) {
        scenario[w].probability = 1.0 / (double)s->driver.draw.n_sample;
        rw_effect_finish(s->model, delay + w * s->model->n_permit, &scenario[w]);
    }
}
