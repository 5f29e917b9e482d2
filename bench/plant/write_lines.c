// Lines, the land they stand on, and the people who run them.  SPDX-License-Identifier: MIT
#include <math.h>

#include "plant/write.h"

enum { N_INSTALMENT = 4, N_PATTERN = 3 };

static void put_patterns(const plant_shape *shape, rw_text *text) {
    static const char *const name[N_PATTERN] = {"one_shift", "two_shift", "three_shift"};
    static const double multiplier[N_PATTERN] = {0.36, 0.68, 1.0};
    static const double premium[N_PATTERN] = {0.0, 0.05, 0.12};
    const int first = plant_has(shape, PLANT_HAS_PATTERN) ? 0 : N_PATTERN - 1;
    plant_list list;
    list_begin(&list, shape, "patterns");
    for (int p = first; p < N_PATTERN; p++) {
        rw_text *entry = list_entry(&list);
        put_text(entry, "name", name[p]);
        put_real(entry, "multiplier", multiplier[p]);
        put_real(entry, "crews", p + 1);
        put_real(entry, "premium_share", premium[p]);
    }
    list_end(&list, text, "()");
}

// The first skill works on every line, each further one on every second, third, ... line.
static void put_crew(const plant_shape *shape, int l, rw_text *text) {
    char name[NAME_SIZE];
    plant_list list;
    list_begin(&list, shape, "crew");
    for (int k = 0; k < shape->n_skill; k++) {
        if (k == 0 || (l + k) % (k + 1) == 0) {
            rw_text *entry = list_entry(&list);
            put_text(entry, "skill", name_of(name, "skill", k));
            put_real(entry, "heads", fmax(1.0, round(shape->line[l].heads / (k + 1))));
        }
    }
    list_end(&list, text, "()");
}

static void put_times(const plant_shape *shape, const plant_line *line, rw_text *text) {
    put_whole(text, "lead_months", line->lead);
    put_whole(text, "commissioning_months", line->commissioning);
    if (plant_has(shape, PLANT_HAS_RAMP)) {
        if (line->ramp % 2 == 0) {
            put_whole(text, "ramp_months", line->ramp);
        } else {
            rw_text_add(text, " ramp = [");
            for (rw_idx k = 0; k < line->ramp; k++) {
                rw_text_format(text, "%s%.2f", k > 0 ? ", " : "", sqrt((double)(k + 1) / (double)(line->ramp + 1)));
            }
            rw_text_add(text, "];");
        }
    }
    if (plant_has(shape, PLANT_HAS_SPACING)) {
        put_whole(text, "spacing_months", line->spacing);
        put_whole(text, "modules_per_order", 1);
    }
    put_month(shape, text, "order_from", line->order_from);
    put_month(shape, text, "order_to", line->order_to);
}

static void put_money(const plant_shape *shape, const plant_line *line, draw *d, rw_text *text) {
    static const double share[N_INSTALMENT] = {0.3, 0.2, 0.2, 0.3};
    const rw_idx gap = (line->lead + N_INSTALMENT) / N_INSTALMENT; // between two instalments
    const double grant = draw_between(d, 0.05, 0.4);
    put_real(text, "capex_eur", line->capex);
    put_real(text, "fixed_eur_per_month", line->fixed);
    if (plant_has(shape, PLANT_HAS_GRANT)) {
        put_real(text, "grant_share", grant);
    }
    if (plant_has(shape, PLANT_HAS_PAYMENT)) {
        rw_text_add(text, " payment_share = [");
        for (rw_idx k = 0; k <= gap * (N_INSTALMENT - 1); k++) {
            rw_text_format(text, "%s%.1f", k > 0 ? ", " : "", k % gap == 0 ? share[k / gap] : 0.0);
        }
        rw_text_add(text, "];");
    }
    if (plant_has(shape, PLANT_HAS_END_VALUE)) {
        put_real(text, "life_months", 2.0 * (double)shape->n_month);
        put_real(text, "end_value_share", 0.6);
    }
}

static void put_running(const plant_shape *shape, const plant_line *line, draw *d, rw_text *text) {
    const double initial_yield = draw_between(d, 0.7, 0.98);
    const double saving = draw_between(d, 0.4, 0.9);
    const double mothball_months = draw_between(d, 0.5, 3.0);
    const double min_run = draw_between(d, 0.1, 0.6);
    const rw_idx min_run_from = draw_whole(d, 0, shape->n_month - 1);
    if (plant_has(shape, PLANT_HAS_RUN_IN)) {
        put_real(text, "yield_initial_share", initial_yield);
        put_whole(text, "yield_months", line->yield_months);
    }
    if (plant_has(shape, PLANT_HAS_MOTHBALL) && line->stage % 2 == 0) {
        put_real(text, "mothball_saving_share", saving);
        put_real(text, "mothball_eur", draw_rounded(line->fixed * mothball_months));
        put_real(text, "restart_eur", draw_rounded(line->fixed * mothball_months * 0.7));
    }
    if (plant_has(shape, PLANT_HAS_MIN_RUN) && line->alternative == 0 && (line->stage + line->chain) % 2 == 0) {
        put_real(text, "min_run_share", min_run);
        put_month(shape, text, "min_run_from", min_run_from);
        put_real(text, "min_run_eur", draw_rounded(shape->chain[line->chain].price * 0.3));
    }
}

static void put_line(const plant_shape *shape, int l, rw_text *text) {
    const plant_line *line = &shape->line[l];
    char name[NAME_SIZE];
    draw d = draw_of(shape->recipe->seed, DRAW_LINE, (uint64_t)(MAX_LINE + l));
    put_text(text, "name", name_line(line, name));
    put_real(text, "rate_per_month", line->rate);
    if (plant_has(shape, PLANT_HAS_SITE) || plant_has(shape, PLANT_HAS_LICENCE)) {
        put_text(text, "site", name_of(name, "site", line->site));
        put_real(text, "area_m2", line->area);
        put_real(text, "licence_units", line->licence);
    }
    if (plant_has(shape, PLANT_HAS_PERMIT) && line->waits) {
        put_text(text, "permit", name_of(name, "permit", line->chain));
    }
    put_whole(text, "modules_existing", line->existing);
    put_whole(text, "modules_max", line->most);
    rw_text_add(text, "\n   ");
    put_times(shape, line, text);
    rw_text_add(text, "\n   ");
    put_money(shape, line, &d, text);
    put_running(shape, line, &d, text);
    put_patterns(shape, text);
    put_crew(shape, l, text);
}

static void put_useless_line(const plant_shape *shape, rw_text *text) {
    put_text(text, "name", "useless");
    put_real(text, "rate_per_month", 1000.0);
    put_whole(text, "modules_existing", 0);
    put_whole(text, "modules_max", 3);
    put_real(text, "capex_eur", draw_rounded(0.01 * shape->line[0].capex));
    put_real(text, "fixed_eur_per_month", 1.0);
    put_whole(text, "lead_months", 1);
    put_whole(text, "commissioning_months", 0);
    put_patterns(shape, text);
    put_crew(shape, 0, text);
}

void plant_write_lines(const plant_shape *shape, rw_text *text) {
    plant_list list;
    list_begin(&list, shape, "lines");
    for (int l = 0; l < shape->n_line; l++) {
        put_line(shape, l, list_entry(&list));
    }
    if (shape->recipe->useless_line) {
        put_useless_line(shape, list_entry(&list));
    }
    list_end(&list, text, "()");
    rw_text_add(text, "\n");
}

// Room for what is given and for some share of what might come.
static void put_site(const plant_shape *shape, int s, rw_text *text) {
    char name[NAME_SIZE];
    draw d = draw_of(shape->recipe->seed, DRAW_SHAPE, (uint64_t)(1 + s));
    double given[2] = {0, 0}, most[2] = {0, 0};
    for (int l = 0; l < shape->n_line; l++) {
        const plant_line *line = &shape->line[l];
        if (line->site == s) {
            const double fixed = (double)(line->existing + line->past + line->future);
            given[0] += fixed * line->area;
            given[1] += fixed * line->licence;
            most[0] += (double)line->most * line->area;
            most[1] += (double)line->most * line->licence;
        }
    }
    const double area = given[0] + draw_between(&d, 0.3, 1.0) * (most[0] - given[0]);
    const double licence = given[1] + draw_between(&d, 0.3, 1.0) * (most[1] - given[1]);
    put_text(text, "name", name_of(name, "site", s));
    put_real(text, "area_m2", 1.0 + ceil(plant_has(shape, PLANT_HAS_SITE) ? area : most[0]));
    put_real(text, "licence_units", 1.0 + ceil(plant_has(shape, PLANT_HAS_LICENCE) ? licence : most[1]));
}

static void write_pins(const plant_shape *shape, rw_text *text) {
    char name[NAME_SIZE];
    plant_list list;
    list_begin(&list, shape, "pins");
    for (int l = 0; l < shape->n_line; l++) {
        const plant_line *line = &shape->line[l];
        const rw_idx month[2] = {-line->past_month, line->future_month};
        const rw_idx modules[2] = {line->past, line->future};
        for (int k = 0; k < 2; k++) {
            if (modules[k] > 0) {
                rw_text *entry = list_entry(&list);
                put_text(entry, "line", name_line(line, name));
                put_month(shape, entry, "month", month[k]);
                put_whole(entry, "modules", modules[k]);
            }
        }
    }
    list_end(&list, text, "()");
}

void plant_write_land(const plant_shape *shape, rw_text *text) {
    char name[NAME_SIZE];
    plant_list list;
    if (plant_has(shape, PLANT_HAS_SITE) || plant_has(shape, PLANT_HAS_LICENCE)) {
        list_begin(&list, shape, "sites");
        for (int s = 0; s < shape->n_site; s++) {
            put_site(shape, s, list_entry(&list));
        }
        list_end(&list, text, "()");
    }
    if (plant_has(shape, PLANT_HAS_PERMIT)) {
        list_begin(&list, shape, "permits");
        for (int f = 0; f < shape->n_chain; f++) {
            draw d = draw_of(shape->recipe->seed, DRAW_PERMIT, (uint64_t)f);
            rw_text *entry = list_entry(&list);
            put_text(entry, "name", name_of(name, "permit", f));
            put_month(shape, entry, "apply_month", draw_whole(&d, -6, shape->n_month / 12));
            put_whole(entry, "duration_months", draw_whole(&d, 2, shape->n_month / 4));
        }
        list_end(&list, text, "()");
    }
    write_pins(shape, text);
    rw_text_add(text, "\n");
}

static void put_skill(const plant_shape *shape, int k, rw_text *text) {
    char name[NAME_SIZE];
    draw d = draw_of(shape->recipe->seed, DRAW_SKILL, (uint64_t)(MAX_SKILL + k));
    double need = 0.0;
    for (int l = 0; l < shape->n_line; l++) {
        need += shape->line[l].heads * 3.0 * (double)shape->line[l].most / (k + 1);
    }
    const double hire = draw_rounded(need / (double)shape->n_month * draw_between(&d, 0.7, 5.0));
    const double wage = shape->wage[k];
    const double hire_cost = draw_rounded(wage * draw_between(&d, 0.5, 2.0));
    const double attrition = draw_between(&d, 0.002, 0.02);
    const double overtime = draw_between(&d, 0.05, 0.25);
    const rw_idx training = draw_whole(&d, 1, shape->n_month / 8);
    put_text(text, "name", name_of(name, "skill", k));
    put_real(text, "headcount", round(need * draw_between(&d, 0.0, 0.5)));
    put_path(shape, &d, text, "hire_limit", hire, draw_rounded(1.4 * hire), shape->n_month / 2);
    put_real(text, "hire_eur", hire_cost);
    put_whole(text, "training_months", plant_has(shape, PLANT_HAS_TRAINING) ? training : 0);
    put_real(text, "attrition_per_month", plant_has(shape, PLANT_HAS_ATTRITION) ? attrition : 0.0);
    put_path(shape, &d, text, "wage_eur", wage, draw_rounded(1.1 * wage), shape->n_month - 1);
    put_real(text, "overtime_share", plant_has(shape, PLANT_HAS_OVERTIME) ? overtime : 0.0);
    put_real(text, "overtime_premium", 0.25);
    put_real(text, "severance_eur", draw_rounded(2.0 * wage));
    put_real(text, "end_value_eur", plant_has(shape, PLANT_HAS_END_VALUE) ? draw_rounded(0.6 * hire_cost) : 0.0);
}

void plant_write_skills(const plant_shape *shape, rw_text *text) {
    plant_list list;
    list_begin(&list, shape, "skills");
    for (int k = 0; k < shape->n_skill; k++) {
        put_skill(shape, k, list_entry(&list));
    }
    list_end(&list, text, "()");
    rw_text_add(text, "\n");
}
