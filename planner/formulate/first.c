// The first stage: cumulative orders and exercised options, and the rules on them.  SPDX-License-Identifier: MIT
#include "formulate/first.h"

#include <math.h>

#include "core/memory.h"
#include "formulate/window.h"
#include "twostage/block.h"

static const double million = 1e6;
static const double site_slack = 1e-9; // of the site: 3 modules of a third each fit

typedef struct first_stage {
    const rw_model *model;
    const rw_support *support;
    const rw_layout *layout;
    rw_block *block;
    rw_idx n_row;
    rw_place *place;
    rw_triplets constraint;
    rw_status status;
} first_stage;

static rw_idx add_row(first_stage *f, rw_first_row_kind kind, rw_idx entity, rw_idx month, double lower, double upper) {
    f->block->row_lower[f->n_row] = lower;
    f->block->row_upper[f->n_row] = upper;
    f->place[f->n_row] = (rw_place){.kind = kind, .entity = entity, .month = month};
    return f->n_row++;
}

static void put(first_stage *f, rw_idx row, rw_idx col, double value) {
    if (col >= 0 && value != 0.0 && f->status == RW_OK) {
        f->status = rw_triplets_add(&f->constraint, row, col, value);
    }
}

// Limits a column; a limit below what is pinned becomes a row, so that the problem is infeasible and says where.
static void limit_order(first_stage *f, rw_idx l, rw_idx u, double limit) {
    const rw_idx col = rw_layout_order(f->layout, l, u);
    if (limit >= f->block->lower[col]) {
        f->block->upper[col] = fmin(f->block->upper[col], limit);
    } else {
        put(f, add_row(f, RW_FIRST_LIMIT, l, u, -INFINITY, limit), col, 1.0);
    }
}

// What the windows of (3) leave for N[u], the sum of the orders of months begin .. u: a full order for each window back
// to `begin`, less in the first one where that holds past orders.
static double spacing_limit(const first_stage *f, rw_idx l, rw_idx u) {
    const rw_line *line = &f->model->line[l];
    const rw_idx n_before = (u - f->support->order_begin[l]) / line->spacing_months; // windows after the first
    const rw_idx first_end = u - n_before * line->spacing_months;
    rw_idx first = line->modules_per_order;
    for (rw_idx k = 0; k < f->model->n_pin; k++) {
        const rw_pin *pin = &f->model->pin[k];
        const bool counts = pin->line == l && pin->month < 0 && pin->month > first_end - line->spacing_months;
        first -= counts ? pin->modules : 0;
    }
    return (double)(n_before * line->modules_per_order + (first > 0 ? first : 0));
}

// Pins from below (2); the module limit (4) and order spacing (3) from above.
static void bound_orders(first_stage *f, rw_idx l) {
    const rw_line *line = &f->model->line[l];
    const rw_idx begin = f->support->order_begin[l];
    const rw_idx end = f->support->order_end[l];
    const double room = (double)(line->modules_max - rw_support_standing(f->model, l));
    double pinned = 0.0;
    double pinned_later = 0.0;
    for (rw_idx u = begin; u < end; u++) {
        const rw_idx col = rw_layout_order(f->layout, l, u);
        pinned += (double)rw_support_pinned(f->model, l, u);
        f->block->lower[col] = pinned;
        f->block->upper[col] = INFINITY;
    }
    for (rw_idx u = end - 1; u >= begin; u--) {
        double limit = room - pinned_later;
        if (line->spacing_months > 0) {
            limit = fmin(limit, spacing_limit(f, l, u));
        }
        limit_order(f, l, u, limit);
        pinned_later += (double)rw_support_pinned(f->model, l, u);
    }
}

// (1), (2): N[u] - N[u-1] >= pinned; (3): N[u] - N[u - spacing] <= modules_per_order.
static void add_order_rows(first_stage *f, rw_idx l) {
    const rw_line *line = &f->model->line[l];
    const rw_idx begin = f->support->order_begin[l];
    const rw_idx end = f->support->order_end[l];
    for (rw_idx u = begin + 1; u < end; u++) {
        const double most = line->spacing_months == 1 ? (double)line->modules_per_order : (double)INFINITY;
        const rw_idx row = add_row(f, RW_FIRST_ORDER, l, u, (double)rw_support_pinned(f->model, l, u), INFINITY);
        f->block->row_upper[row] = fmax(f->block->row_lower[row], most);
        put(f, row, rw_layout_order(f->layout, l, u), 1.0);
        put(f, row, rw_layout_order(f->layout, l, u - 1), -1.0);
    }
    if (line->spacing_months <= 1) {
        return;
    }
    for (rw_idx u = begin + line->spacing_months; u < end; u++) {
        const rw_idx row = add_row(f, RW_FIRST_SPACING, l, u, -INFINITY, (double)line->modules_per_order);
        put(f, row, rw_layout_order(f->layout, l, u), 1.0);
        put(f, row, rw_layout_order(f->layout, l, u - line->spacing_months), -1.0);
    }
}

static double per_module(const rw_line *line, rw_first_row_kind kind) {
    return kind == RW_FIRST_AREA ? line->area_m2 : line->licence_units;
}

// (5), as a row, and as a bound on each line given what the others stand for and have pinned.
static void add_site(first_stage *f, rw_first_row_kind kind, rw_idx s) {
    const rw_model *model = f->model;
    double room = (kind == RW_FIRST_AREA ? model->site[s].area_m2 : model->site[s].licence_units) * (1.0 + site_slack);
    double wanted = 0.0;
    double pinned = 0.0;
    for (rw_idx l = 0; l < model->n_line; l++) {
        if (model->line[l].site == s) {
            const double each = per_module(&model->line[l], kind);
            const rw_idx last = rw_layout_order(f->layout, l, model->n_month - 1);
            room -= each * (double)rw_support_standing(model, l);
            wanted += last >= 0 ? each * f->block->upper[last] : 0.0;
            pinned += last >= 0 ? each * f->block->lower[last] : 0.0;
        }
    }
    if (!(wanted > room)) {
        return;
    }
    const rw_idx row = add_row(f, kind, s, model->n_month - 1, -INFINITY, room);
    for (rw_idx l = 0; l < model->n_line; l++) {
        const double each = per_module(&model->line[l], kind);
        const rw_idx last = rw_layout_order(f->layout, l, model->n_month - 1);
        if (model->line[l].site != s || last < 0 || each <= 0.0) {
            continue;
        }
        put(f, row, last, each);
        const double most = floor((room - pinned) / each + f->block->lower[last]);
        for (rw_idx col = f->layout->order[l]; col <= last && most >= f->block->lower[last]; col++) {
            f->block->upper[col] = fmin(f->block->upper[col], most);
        }
    }
}

// What is due in months [begin, end) for one module ordered in month u, EUR; nothing for a month without a column.
static double due_within(const first_stage *f, rw_idx l, rw_idx u, rw_idx begin, rw_idx end) {
    double share = 0.0;
    for (rw_idx t = begin; u < f->support->order_end[l] && t < end; t++) {
        share += rw_timing_payment(f->model, l, u, t);
    }
    return rw_timing_capex(f->model, l) * share;
}

// (6) for the calendar year that ends with month t, in million EUR.
static void add_capex_budget(first_stage *f, rw_idx b, rw_idx t) {
    const rw_model *model = f->model;
    const rw_window years = rw_window_budget(model);
    const rw_idx year = rw_window_ending(model, years, t);
    rw_idx begin = 0;
    rw_idx end = 0;
    if (year < 0 || !isfinite(model->budget[b].limit_eur[year]) ||
        !rw_window_balance(model, years, year, &begin, &end)) {
        return;
    }
    double room = model->budget[b].limit_eur[year];
    for (rw_idx k = 0; k < model->n_pin; k++) {
        const rw_pin *pin = &model->pin[k];
        for (rw_idx month = begin; pin->month < 0 && month < end; month++) {
            room -= rw_timing_capex(model, pin->line) * (double)pin->modules *
                    rw_timing_payment(model, pin->line, pin->month, month);
        }
    }
    const rw_idx row = add_row(f, RW_FIRST_CAPEX, b, t, -INFINITY, room / million);
    for (rw_idx l = 0; l < model->n_line; l++) {
        for (rw_idx u = f->support->order_begin[l]; u < f->support->order_end[l]; u++) {
            // n[u] = N[u] - N[u - 1]
            const double due = due_within(f, l, u, begin, end) - due_within(f, l, u + 1, begin, end);
            put(f, row, rw_layout_order(f->layout, l, u), due / million);
        }
    }
}

// (7)
static void add_option(first_stage *f, rw_idx g) {
    for (rw_idx t = f->support->option_begin[g]; t < f->support->option_end[g]; t++) {
        const rw_idx col = rw_layout_option(f->layout, g, t);
        f->block->upper[col] = (double)f->model->option[g].blocks_max;
        if (t > f->support->option_begin[g]) {
            const rw_idx row = add_row(f, RW_FIRST_EXERCISE, g, t, 0.0, INFINITY);
            put(f, row, col, 1.0);
            put(f, row, rw_layout_option(f->layout, g, t - 1), -1.0);
        }
    }
}

// What is credited at the end for modules: no scenario changes it.
static void credit_modules(first_stage *f, double discount) {
    const rw_model *model = f->model;
    for (rw_idx l = 0; l < model->n_line; l++) {
        for (rw_idx u = f->support->order_begin[l]; u < f->support->order_end[l]; u++) {
            const double credit = discount * rw_timing_module_value(model, l, u);
            const rw_idx before = rw_layout_order(f->layout, l, u - 1);
            f->block->cost[rw_layout_order(f->layout, l, u)] -= credit;
            if (before >= 0) {
                f->block->cost[before] += credit;
            }
        }
    }
}

static rw_status add_chains(rw_twostage *problem, const rw_layout *layout) {
    const rw_model *model = layout->model;
    const rw_support *s = layout->support;
    problem->chain = rw_calloc(model->n_line + model->n_option, sizeof *problem->chain);
    problem->integer = rw_calloc(layout->n_first, sizeof *problem->integer);
    if (problem->chain == NULL || problem->integer == NULL) {
        return RW_NO_MEMORY;
    }
    for (rw_idx j = 0; j < layout->n_first; j++) {
        problem->integer[j] = 1;
    }
    for (rw_idx k = 0; k < model->n_line + model->n_option; k++) {
        const bool line = k < model->n_line;
        const rw_idx e = line ? k : k - model->n_line;
        const rw_idx first = line ? layout->order[e] : layout->option[e];
        const rw_idx length = line ? s->order_end[e] - s->order_begin[e] : s->option_end[e] - s->option_begin[e];
        if (length > 0) {
            problem->chain[problem->n_chain++] = (rw_chain){.begin = first, .end = first + length};
        }
    }
    return RW_OK;
}

rw_status rw_first_fill(rw_twostage *problem, const rw_layout *layout, const double *discount, rw_arena *arena,
                        rw_place **row_place) {
    rw_status status = RW_OK;
    const rw_model *model = layout->model;
    // per column at most an order row, a spacing row and a limit
    const rw_idx most = 3 * layout->n_first + 2 * model->n_site + model->n_budget * model->n_year;
    first_stage f = {.model = model,
                     .support = layout->support,
                     .layout = layout,
                     .block = &problem->first,
                     .place = rw_arena_alloc(arena, most, sizeof(rw_place))};
    RW_TRY(f.place != NULL ? RW_OK : RW_NO_MEMORY);
    RW_TRY(rw_block_init(&problem->first, layout->n_first, most));
    for (rw_idx l = 0; l < model->n_line; l++) {
        bound_orders(&f, l);
        add_order_rows(&f, l);
    }
    for (rw_idx s = 0; s < model->n_site; s++) {
        add_site(&f, RW_FIRST_AREA, s);
        add_site(&f, RW_FIRST_LICENCE, s);
    }
    for (rw_idx b = 0; b < model->n_budget; b++) {
        for (rw_idx t = 0; model->budget[b].scope == RW_BUDGET_CAPEX && t < model->n_month; t++) {
            add_capex_budget(&f, b, t);
        }
    }
    for (rw_idx g = 0; g < model->n_option; g++) {
        add_option(&f, g);
    }
    if (rw_support_money_counts(layout->support)) {
        credit_modules(&f, discount[model->n_month - 1]);
    }
    problem->first.n_row = f.n_row;
    RW_TRY(f.status);
    RW_TRY(rw_triplets_compress(&f.constraint, f.n_row, layout->n_first, &problem->constraint));
    RW_TRY(add_chains(problem, layout));
    *row_place = f.place;
done:
    rw_triplets_clear(&f.constraint);
    return status;
}
