// What is allowed in a model but deserves a word.  SPDX-License-Identifier: MIT
#include "core/memory.h"
#include "model/checking.h"

typedef struct use {                          // who has to do with what
    bool *made, *bought, *needed, *delivered; // n_item
    bool *line_used;                          // n_line
    rw_idx *earliest;                         // n_item: first month at hand, n_month: never
} use;

static bool init_use(const rw_model *model, rw_arena *arena, use *u) {
    u->made = rw_arena_alloc(arena, model->n_item, sizeof *u->made);
    u->bought = rw_arena_alloc(arena, model->n_item, sizeof *u->bought);
    u->needed = rw_arena_alloc(arena, model->n_item, sizeof *u->needed);
    u->delivered = rw_arena_alloc(arena, model->n_item, sizeof *u->delivered);
    u->line_used = rw_arena_alloc(arena, model->n_line, sizeof *u->line_used);
    u->earliest = rw_arena_alloc(arena, model->n_item, sizeof *u->earliest);
    return u->made && u->bought && u->needed && u->delivered && u->line_used && u->earliest;
}

static void find_use(const rw_model *model, use *u) {
    for (rw_idx o = 0; o < model->n_operation; o++) {
        const rw_operation *operation = &model->operation[o];
        for (rw_idx k = 0; k < operation->n_input; k++) {
            u->needed[operation->input[k].item] = true;
        }
        for (rw_idx k = 0; k < operation->n_output; k++) {
            u->made[operation->output[k].item] = true;
        }
        if (operation->line >= 0) {
            u->line_used[operation->line] = true;
        }
    }
    for (rw_idx j = 0; j < model->n_supplier; j++) {
        u->bought[model->supplier[j].item] = true;
    }
    for (rw_idx m = 0; m < model->n_delivery; m++) {
        u->delivered[model->delivery[m].item] = true;
    }
    rw_model_earliest(model, u->earliest);
}

static void warn_items(rw_checking *checking, const use *u) {
    const rw_model *model = checking->model;
    for (rw_idx i = 0; i < model->n_item; i++) {
        rw_checking_at(checking, "items.%s", model->item[i].name);
        bool is_there = u->made[i] || u->bought[i] || model->item[i].opening_stock > 0;
        if (!is_there && (u->needed[i] || u->delivered[i])) {
            rw_checking_report(checking, "nobody makes or sells it");
        } else if (!u->needed[i] && !u->delivered[i]) {
            rw_checking_report(checking, "nothing uses it and no customer accepts it");
        }
    }
}

static void warn_operations(rw_checking *checking, const use *u) {
    const rw_model *model = checking->model;
    for (rw_idx o = 0; o < model->n_operation; o++) {
        const rw_operation *operation = &model->operation[o];
        rw_checking_at(checking, "operations.%s", operation->name);
        for (rw_idx k = 0; k < operation->n_input; k++) {
            rw_idx item = operation->input[k].item;
            bool is_known = u->made[item] || u->bought[item]; // else there is a word on the item already
            if (u->earliest[item] == model->n_month && is_known) {
                rw_checking_report(checking, "it can never run: %s is not at hand within the plan",
                                   model->item[item].name);
                break;
            }
        }
    }
}

static rw_idx count_past(const rw_model *model, rw_idx l) {
    rw_idx count = 0;
    for (rw_idx p = 0; p < model->n_pin; p++) {
        count += model->pin[p].line == l && model->pin[p].month < 0 ? model->pin[p].modules : 0;
    }
    return count;
}

// The first month in which modules ordered now can produce.
static rw_idx first_output(const rw_model *model, const rw_line *line) {
    rw_idx start = line->order_from;
    if (line->permit >= 0) {
        const rw_permit *permit = &model->permit[line->permit];
        rw_idx grant = permit->apply_month + permit->duration_months;
        start = grant > start ? grant : start;
    }
    return start + line->lead_months + line->commissioning_months;
}

static void warn_lines(rw_checking *checking, const use *u) {
    const rw_model *model = checking->model;
    for (rw_idx l = 0; l < model->n_line; l++) {
        const rw_line *line = &model->line[l];
        rw_checking_at(checking, "lines.%s", line->name);
        rw_idx n_owned = line->modules_existing + count_past(model, l);
        if (!u->line_used[l]) {
            rw_checking_report(checking, "no operation runs on it");
        } else if (line->modules_max == 0) {
            rw_checking_report(checking, "it can have no modules");
        } else if (line->modules_max > n_owned && first_output(model, line) >= model->n_month) {
            rw_checking_report(checking, "modules ordered within the plan can produce only after its end");
        }
        if (line->min_run_share > 0 && line->min_run_eur == 0) {
            rw_checking_at(checking, "lines.%s.min_run_share", line->name);
            rw_checking_report(checking, "the ever-warm rule has no price (min_run_eur) and does not bind");
        }
        if (line->yield_months > 0 && line->yield_initial_share == 1) {
            rw_checking_at(checking, "lines.%s.yield_months", line->name);
            rw_checking_report(checking, "run-in has no effect: yield_initial_share is 1");
        }
    }
}

static void warn_sites(rw_checking *checking) {
    const rw_model *model = checking->model;
    for (rw_idx s = 0; s < model->n_site; s++) {
        double area = 0, licence = 0;
        bool is_used = false;
        for (rw_idx l = 0; l < model->n_line; l++) {
            if (model->line[l].site == s) {
                double modules = (double)(model->line[l].modules_existing + count_past(model, l));
                area += modules * model->line[l].area_m2;
                licence += modules * model->line[l].licence_units;
                is_used = true;
            }
        }
        rw_checking_at(checking, "sites.%s", model->site[s].name);
        if (!is_used) {
            rw_checking_report(checking, "no line stands on it");
        } else if (area > model->site[s].area_m2 || licence > model->site[s].licence_units) {
            rw_checking_report(checking,
                               "the modules that are there already need %g m2 and %g licence units: more than "
                               "it has, so that no plan is possible",
                               area, licence);
        }
    }
}

static void warn_permits(rw_checking *checking) {
    const rw_model *model = checking->model;
    for (rw_idx q = 0; q < model->n_permit; q++) {
        bool is_used = false;
        for (rw_idx l = 0; l < model->n_line; l++) {
            is_used |= model->line[l].permit == q;
        }
        if (!is_used) {
            rw_checking_at(checking, "permits.%s", model->permit[q].name);
            rw_checking_report(checking, "no line waits for it");
        }
    }
}

static void warn_skills(rw_checking *checking) {
    const rw_model *model = checking->model;
    for (rw_idx k = 0; k < model->n_skill; k++) {
        const rw_skill *skill = &model->skill[k];
        bool is_used = false;
        for (rw_idx l = 0; l < model->n_line; l++) {
            for (rw_idx c = 0; c < model->line[l].n_crew; c++) {
                is_used |= model->line[l].crew[c].skill == k && model->line[l].crew[c].heads > 0;
            }
        }
        bool can_hire = false;
        for (rw_idx t = 0; t + skill->training_months < model->n_month; t++) {
            can_hire |= skill->hire_limit[t] > 0;
        }
        rw_checking_at(checking, "skills.%s", skill->name);
        if (!is_used) {
            rw_checking_report(checking, "no crew needs it");
        } else if (skill->headcount == 0 && !can_hire) {
            rw_checking_report(checking, "crews need it, but there is nobody and nobody can be hired in time");
        }
    }
}

static void warn_sample(rw_checking *checking) {
    const rw_model *model = checking->model;
    if (model->scenarios > 0 && model->n_risk == 0) {
        rw_checking_at(checking, "plan.scenarios");
        rw_checking_report(checking, "no risk is declared: every scenario is the nominal one");
    }
    if (model->risk_weight > 0 && (model->scenarios <= 1 || model->reduce == 1)) {
        rw_checking_at(checking, "plan.risk_weight");
        rw_checking_report(checking, "it has no effect on a plan for one scenario");
    }
}

rw_idx rw_model_warn(const rw_model *model, rw_model_report report, void *context) {
    rw_checking checking = {.model = model, .report = report, .context = context};
    rw_arena *arena = rw_arena_new();
    use u = {0};
    if (arena != NULL && init_use(model, arena, &u)) {
        find_use(model, &u);
        warn_items(&checking, &u);
        warn_operations(&checking, &u);
        warn_lines(&checking, &u);
        warn_sites(&checking);
        warn_permits(&checking);
        warn_skills(&checking);
        rw_warn_suppliers(&checking);
        rw_warn_end_values(&checking);
        rw_warn_customers(&checking, u.earliest);
        warn_sample(&checking);
    } else {
        rw_checking_at(&checking, "%s", "");
        rw_checking_report(&checking, "out of memory");
    }
    rw_arena_free(&arena);
    return checking.count;
}
