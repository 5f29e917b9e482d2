// The course of a solve.  SPDX-License-Identifier: MIT
#include "report/journal.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "report/futures.h"
#include "report/json.h"
#include "report/number.h"

static const char MILLIONS[] = "M EUR";

// " name 1,234 unit", "name none" where there is no value.
static void add_value(rw_text *text, const char *name, double value, const char *unit) {
    char buffer[RW_NUMBER_SIZE];
    bool is_money = strcmp(unit, MILLIONS) == 0;
    if (unit[0] == '\0') { // no unit, and no knowing how large it is
        rw_text_format(text, isfinite(value) ? "  %s %.8g" : "  %s none", name, value);
        return;
    }
    rw_number_group(buffer, is_money ? value / 1e6 : value, is_money ? 3 : 0);
    rw_text_format(text, "  %s %s%s%s", name, buffer, isfinite(value) ? " " : "", isfinite(value) ? unit : "");
}

void rw_journal_progress(rw_text *text, const rw_progress *progress, const char *unit) {
    char seconds[RW_NUMBER_SIZE], gap[RW_NUMBER_SIZE];
    rw_number_seconds(seconds, progress->seconds);
    rw_number_percent(gap, progress->gap);
    rw_text_format(text, "%6s s", seconds);
    add_value(text, "best", progress->incumbent, unit);
    add_value(text, "bound", progress->bound, unit);
    rw_text_format(text, "  gap %s  nodes %" PRId64 "  open %" PRId64 "  LPs %" PRId64, gap, progress->n_node,
                   progress->n_open, progress->n_lp);
}

// Behind a name of 11 columns; clears the line.
static void write_wrapped(rw_text *text, const rw_style *style, rw_text *line) {
    rw_style_wrap(text, style, 11, 11, rw_text_string(line));
    text->failed = text->failed || line->failed;
    rw_text_clear(line);
}

static void write_times(rw_text *text, const rw_run *run, const rw_closing *closing) {
    const struct {
        const char *name;
        double seconds;
    } phase[] = {
        {"read", run->seconds_read},       {"build", run->seconds_build},   {"root", run->seconds_root},
        {"tree", run->seconds_tree},       {"search", run->seconds_search}, {"verify", closing->seconds_verify},
        {"write", closing->seconds_write},
    };
    char buffer[RW_NUMBER_SIZE];
    rw_number_seconds(buffer, run->seconds);
    rw_text_format(text, "time       %s s:", buffer);
    for (size_t k = 0; k < sizeof phase / sizeof phase[0]; k++) {
        rw_number_seconds(buffer, phase[k].seconds);
        rw_text_format(text, "%s %s %s", k > 0 ? "," : "", phase[k].name, buffer);
    }
    rw_text_add(text, "\n");
}

// Violation as a part of what is allowed; what is no number is beyond all.
static double part_of_allowed(const rw_finding *finding) {
    if (finding->worst == 0) {
        return 0;
    }
    double part = finding->worst / finding->tolerance;
    return part >= 0 ? part : HUGE_VAL;
}

static int worst_kind(const rw_verdict *verdict) {
    int worst = 0;
    for (int kind = 1; kind < RW_N_VIOLATION; kind++) {
        if (part_of_allowed(&verdict->finding[kind]) > part_of_allowed(&verdict->finding[worst])) {
            worst = kind;
        }
    }
    return worst;
}

static void write_check(rw_text *text, const rw_style *style, const rw_verdict *verdict) {
    int kind = worst_kind(verdict);
    rw_text_add(text, "re-check   ");
    rw_style_ink(text, style, verdict->ok ? RW_INK_GOOD : RW_INK_BAD, verdict->ok ? "passed" : "FAILED");
    rw_text_format(text, ", worst violation %.1e (%s) of %.0e allowed\n", verdict->finding[kind].worst,
                   rw_violation_name((rw_violation)kind), verdict->finding[kind].tolerance);
    if (!verdict->ok) {
        rw_text_add(text, "           ");
        rw_style_label(text, verdict->finding[kind].where, 0);
        rw_text_add(text, "\n");
    }
}

static const char *explain_outcome(rw_outcome outcome, bool has_plan) {
    switch (outcome) {
    case RW_OUTCOME_OPTIMAL:
        return "the gap asked for is proven";
    case RW_OUTCOME_LIMIT:
        return has_plan ? "stopped at a limit; the best plan found is kept"
                        : "stopped at a limit before a plan was found";
    case RW_OUTCOME_INTERRUPTED:
        return has_plan ? "the best plan found is kept" : "before a plan was found";
    case RW_OUTCOME_INFEASIBLE:
        return "pinned orders, capex budgets and sites contradict each other";
    case RW_OUTCOME_UNBOUNDED:
        return "a price or credit is missing or has the wrong sign";
    }
    return "";
}

static void write_objective(rw_text *text, const rw_model *model, const rw_run *run) {
    char objective[RW_NUMBER_SIZE], bound[RW_NUMBER_SIZE], gap[RW_NUMBER_SIZE];
    rw_number_group(objective, run->objective / 1e6, 3);
    rw_number_group(bound, run->bound / 1e6, 3);
    rw_number_percent(gap, run->gap);
    rw_text_format(text, "objective  %s M EUR of %d\n", objective, model->price_year);
    rw_text_format(text, "bound      %s%s, gap %s\n", bound, isfinite(run->bound) ? " M EUR" : "", gap);
    if (model->objective == RW_OBJECTIVE_LEXICOGRAPHIC) {
        rw_number_group(objective, run->plan->shortfall, 0);
        rw_text_format(text,
                       "shortfall  %s weighted unit-months, minimised first; cost and bound hold at this shortfall\n",
                       objective);
    }
}

// Chances of the first customers with a target at the end.
static void list_chances(rw_text *line, const rw_futures *futures) {
    enum { MOST = 4 };
    const rw_model *model = futures->model;
    rw_idx n_wanted = 0;
    rw_text_format(line, "met at the end in %d %% of futures", rw_futures_percent(rw_futures_last_met(futures)));
    for (rw_idx c = 0; c < model->n_customer; c++) {
        if (rw_futures_is_wanted(model, c, model->n_month - 1) && n_wanted++ < MOST) {
            const double chance = rw_futures_met(futures, c, model->n_month - 1);
            rw_text_add(line, n_wanted == 1 ? ": " : ", ");
            rw_style_label(line, model->customer[c].title, 0);
            rw_text_format(line, " %d\u00a0%%", rw_futures_percent(chance));
        }
    }
    if (n_wanted > MOST) {
        rw_text_format(line, " and %" PRId64 " more", n_wanted - MOST);
    }
}

// What a plan for several futures has to say beside its objective.
static void write_futures(rw_text *text, const rw_style *style, const rw_model *model, const rw_plan *plan) {
    char mean[RW_NUMBER_SIZE], p10[RW_NUMBER_SIZE], p50[RW_NUMBER_SIZE], p90[RW_NUMBER_SIZE], tail[RW_NUMBER_SIZE];
    rw_text line = {0};
    rw_futures futures;
    if (!rw_futures_open(&futures, model, plan)) {
        text->failed = true;
        return;
    }
    const rw_spread cost = rw_futures_cost(&futures);
    rw_text_add(text, "futures    ");
    rw_futures_describe(text, model, plan);
    if (model->scenarios > 0) {
        rw_text_add(text, ": ");
        rw_futures_describe_sample(text, model);
    }
    rw_number_million(mean, cost.mean);
    rw_number_million(p10, cost.p10);
    rw_number_million(p50, cost.p50);
    rw_number_million(p90, cost.p90);
    rw_number_million(tail, cost.tail);
    rw_text_format(&line, "mean %s, P10 %s, P50 %s, P90 %s, worst\u00a0%.3g\u00a0%%\u00a0of\u00a0futures %s", mean, p10,
                   p50, p90, 100 * (1 - model->risk_level), tail);
    if (model->risk_weight > 0) {
        rw_text_format(&line, "; the objective is %.3g\u00a0mean\u00a0+ %.3g\u00a0worst", 1 - model->risk_weight,
                       model->risk_weight);
    }
    rw_text_add(text, "\ncost       ");
    write_wrapped(text, style, &line);
    list_chances(&line, &futures);
    rw_text_add(text, "targets    ");
    write_wrapped(text, style, &line);
    rw_futures_close(&futures);
}

void rw_journal_closing(rw_text *text, const rw_style *style, const rw_model *model, const rw_run *run,
                        const rw_closing *closing) {
    rw_text_add(text, "status     ");
    rw_style_ink(text, style, run->outcome == RW_OUTCOME_OPTIMAL ? RW_INK_GOOD : RW_INK_WARN,
                 rw_outcome_text(run->outcome));
    rw_text_format(text, ": %s\n", explain_outcome(run->outcome, run->plan != NULL));
    if (run->plan != NULL) {
        write_objective(text, model, run);
        if (rw_futures_are_drawn(model, run->plan)) {
            write_futures(text, style, model, run->plan);
        }
    }
    char nodes[RW_NUMBER_SIZE], lps[RW_NUMBER_SIZE], pivots[RW_NUMBER_SIZE];
    rw_number_group(nodes, (double)run->n_node, 0);
    rw_number_group(lps, (double)run->n_lp, 0);
    rw_number_group(pivots, (double)run->n_pivot, 0);
    rw_text_format(text, "effort     %s nodes, %s LPs, %s pivots, %d thread%s\n", nodes, lps, pivots, run->threads,
                   run->threads == 1 ? "" : "s");
    write_times(text, run, closing);
    if (run->plan != NULL) {
        write_check(text, style, &run->verdict);
    }
    if (closing->path != NULL) {
        rw_text_add(text, "written    ");
        rw_style_label(text, closing->path, 0);
        rw_text_add(text, "\n");
    }
}

void rw_journal_verdict(rw_text *text, const rw_style *style, const rw_verdict *verdict, double objective) {
    enum { NAME_WIDTH = 11, TEXT_COLUMN = 38 };
    rw_text_format(text, "%-*s %7s  %-8s %-7s  what\n", NAME_WIDTH, "kind", "checked", "worst", "allowed");
    for (int kind = 0; kind < RW_N_VIOLATION; kind++) {
        const rw_finding *finding = &verdict->finding[kind];
        bool is_ok = finding->worst <= finding->tolerance;
        rw_text_format(text, "%-*s %7" PRId64 "  ", NAME_WIDTH, rw_violation_name((rw_violation)kind),
                       finding->n_checked);
        char worst[32];
        snprintf(worst, sizeof worst, "%-8.1e", finding->worst);
        rw_style_ink(text, style, is_ok ? RW_INK_PLAIN : RW_INK_BAD, worst);
        rw_text_format(text, " %-7.0e  ", finding->tolerance);
        rw_style_wrap(text, style, TEXT_COLUMN, TEXT_COLUMN, rw_violation_text((rw_violation)kind));
        if (!is_ok) {
            rw_text_add(text, "  ");
            rw_style_wrap(text, style, 2, 2, finding->where);
        }
    }
    char recorded[RW_NUMBER_SIZE], recomputed[RW_NUMBER_SIZE];
    rw_number_group(recorded, objective / 1e6, 6);
    rw_number_group(recomputed, verdict->objective / 1e6, 6);
    rw_text_format(text, "objective  %s M EUR, recomputed %s\nresult     ", recorded, recomputed);
    rw_style_ink(text, style, verdict->ok ? RW_INK_GOOD : RW_INK_BAD, verdict->ok ? "the plan holds" : "FAILED");
    rw_text_add(text, "\n");
}

void rw_journal_verdict_json(rw_text *text, const rw_verdict *verdict, double objective) {
    rw_json json = {.text = text};
    rw_json_object(&json, NULL);
    rw_json_string(&json, "schema", "rampwerk-verify-1");
    rw_json_boolean(&json, "passed", verdict->ok);
    rw_json_number(&json, "objective", objective);
    rw_json_number(&json, "objective_recomputed", verdict->objective);
    rw_json_number(&json, "shortfall_recomputed", verdict->shortfall);
    rw_json_array(&json, "kinds");
    for (int kind = 0; kind < RW_N_VIOLATION; kind++) {
        const rw_finding *finding = &verdict->finding[kind];
        rw_json_object(&json, NULL);
        rw_json_string(&json, "kind", rw_violation_name((rw_violation)kind));
        rw_json_boolean(&json, "passed", finding->worst <= finding->tolerance);
        rw_json_integer(&json, "checked", finding->n_checked);
        rw_json_number(&json, "worst", finding->worst);
        rw_json_number(&json, "tolerance", finding->tolerance);
        rw_json_string(&json, "where", finding->where);
        rw_json_close(&json);
    }
    rw_json_close(&json);
    rw_json_close(&json);
}
