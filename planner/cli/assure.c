// A plan for the probability targets of a configuration, as a run.  SPDX-License-Identifier: MIT
#include "cli/assure.h"

#include <string.h>

#include "cli/console.h"
#include "cli/ticker.h"
#include "core/clock.h"
#include "core/memory.h"
#include "report/frontier.h"

// One line for each solve; the model is the ticker's.
static void report_solve(void *context, const rw_price_search *search) {
    rw_ticker *ticker = context;
    if (ticker->mode == RW_TICKER_OFF) {
        return;
    }
    rw_text line = {0};
    rw_frontier_progress(&line, ticker->model, search);
    rw_ticker_end(ticker);
    rw_console_note("%s", rw_text_string(&line));
    rw_text_clear(&line);
}

rw_price_options rw_assured_options(const rw_optimize_options *options, rw_ticker *ticker) {
    rw_price_options price = {.optimize = *options, .begin = rw_ticker_begin, .report = report_solve};
    price.optimize.report = rw_ticker_report;
    price.optimize.context = ticker;
    return price;
}

// How the search ended; point: that of the plan, NULL: there is none.
static rw_outcome judge(const rw_price_search *search, const rw_price_point *point) {
    if (point == NULL) {
        return search->outcome;
    }
    if (!search->complete) {
        return rw_stop_requested() ? RW_OUTCOME_INTERRUPTED : RW_OUTCOME_LIMIT;
    }
    return point->outcome;
}

static void fill_run(rw_assurance *assurance, rw_run *run) {
    const rw_price_search *search = &assurance->search;
    const rw_price_point *point = assurance->chosen >= 0 ? &search->point[assurance->chosen] : NULL;
    const rw_price_point *shown = point != NULL ? point : &search->point[search->n_point - 1];
    run->outcome = judge(search, point);
    run->objective = shown->objective;
    run->bound = shown->bound;
    run->gap = shown->gap;
    run->n_node += search->n_node;
    run->n_lp += search->n_lp;
    run->n_pivot += search->n_pivot;
    run->n_cut += search->n_cut;
    run->seconds_build += search->seconds_build;
    run->seconds_root += search->seconds_root;
    run->seconds_tree += search->seconds_tree;
    run->seconds_search += search->seconds_search;
    run->plan = assurance->plan;
    run->n_history = assurance->n_history;
    run->history = assurance->history;
    assurance->plan = NULL;
    assurance->history = NULL;
}

// Appends a --set value.
static rw_status add_override(rw_assured *assured, rw_text *override, rw_error *error) {
    if (override->failed) {
        rw_text_clear(override);
        return rw_error_set(error, RW_NO_MEMORY, "out of memory");
    }
    assured->override_text[assured->n_override++] = override->data;
    return RW_OK;
}

static rw_status list_overrides(rw_assured *assured, const rw_arguments *arguments, const rw_model *model,
                                const rw_price_point *point, rw_error *error) {
    rw_status status = RW_OK;
    rw_idx most = arguments->n_list + model->n_customer + 1;
    assured->override_text = rw_calloc(most, sizeof *assured->override_text);
    if (assured->override_text == NULL) {
        return rw_error_set(error, RW_NO_MEMORY, "out of memory");
    }
    for (int k = 0; k < arguments->n_list; k++) {
        rw_text text = {0};
        rw_text_add(&text, arguments->list[k]);
        RW_TRY(add_override(assured, &text, error));
    }
    for (rw_idx c = 0; c < model->n_customer; c++) {
        double weight = model->customer[c].priority_weight * point->multiple[c];
        if (weight > model->customer[c].priority_weight) {
            rw_text text = {0};
            rw_text_format(&text, "customers.%s.priority_weight=%.17g", model->customer[c].name, weight);
            RW_TRY(add_override(assured, &text, error));
        }
    }
    if (point->risk_weight > model->risk_weight) {
        rw_text text = {0};
        rw_text_format(&text, "plan.risk_weight=%.17g", point->risk_weight);
        RW_TRY(add_override(assured, &text, error));
    }
done:
    return status;
}

rw_status rw_assured_solve(rw_assured *assured, const rw_arguments *arguments, const rw_model *model,
                           const rw_scenario_set *scenarios, const rw_price_options *options, rw_run *run,
                           rw_error *error) {
    rw_status status = RW_OK;
    RW_TRY(rw_assurance_find(model, scenarios, options, &assured->assurance, error));
    fill_run(assured->assurance, run);
    if (run->plan != NULL) {
        const rw_price_point *point = &assured->assurance->search.point[assured->assurance->chosen];
        RW_TRY(list_overrides(assured, arguments, model, point, error));
        RW_TRY(rw_input_read(arguments->operand, assured->n_override, (const char *const *)assured->override_text,
                             &assured->planned, error));
    }
done:
    return status;
}

void rw_assured_clear(rw_assured *assured) {
    rw_assurance_free(&assured->assurance);
    rw_input_free(&assured->planned);
    for (rw_idx k = 0; k < assured->n_override; k++) {
        rw_free(assured->override_text[k]);
    }
    rw_free(assured->override_text);
    *assured = (rw_assured){0};
}
