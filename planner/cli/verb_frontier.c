// The verb `frontier`.  SPDX-License-Identifier: MIT
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "cli/arguments.h"
#include "cli/assure.h"
#include "cli/console.h"
#include "cli/interrupt.h"
#include "cli/load.h"
#include "cli/target.h"
#include "cli/threads.h"
#include "core/clock.h"
#include "core/file.h"
#include "report/frontier.h"

enum { MOST_LEVELS = 100 };

static const rw_switch table[] = {
    {RW_SWITCH_TEXT, 'l', "levels", "LIST", "50%,70%,80%,90%,95%", 0, 0, "shares of futures"},
    {RW_SWITCH_TEXT, 0, "target", "NAME", NULL, 0, 0, "the probability target (default: the only one)"},
    {RW_SWITCH_FILE, 'o', "csv", "FILE.csv", NULL, 0, 0, "the table as CSV, all digits"},
    RW_SWITCH_SCENARIOS_ROW,
    RW_SWITCH_SEED_ROW,
    RW_SWITCH_SAMPLING_ROW,
    RW_SWITCH_REDUCE_ROW,
    {RW_SWITCH_COUNT, 't', "threads", "N", NULL, 1, RW_MOST_THREADS, "threads (default: as for plan)"},
    {RW_SWITCH_NUMBER, 'g', "gap", "GAP", "0.001", 0, 1, "relative gap to prove at each price"},
    {RW_SWITCH_NUMBER, 0, "time-limit", "SEC", NULL, 0, 1e9, "stop after so many seconds in all"},
    RW_SWITCH_SET_ROW,
    {RW_SWITCH_CHOICE, 0, "progress", "auto|redraw|lines|off", "auto", 0, 0, "how progress is shown"},
    RW_SWITCH_JSON_ROW,
    RW_SWITCH_QUIET_ROW,
    RW_SWITCH_COLOR_ROW,
    RW_SWITCH_HELP_ROW,
    RW_SWITCH_LAST_ROW,
};

typedef struct frontier_job {
    const rw_arguments *arguments;
    bool is_quiet;
    rw_input *input;
    rw_scenario_set *scenarios;
    rw_idx n_level;
    double level[MOST_LEVELS];
    const rw_probability_target *target;
    rw_frontier *frontier;
} frontier_job;

// "50%,0.9": shares of futures, more than 0 and at most 1.
static rw_status read_levels(frontier_job *job, rw_error *error) {
    const char *list = rw_arguments_text(job->arguments, "levels");
    for (const char *at = list;; at++) {
        char word[32];
        size_t length = strcspn(at, ",");
        snprintf(word, sizeof word, "%.*s", (int)length, at);
        double level = length < sizeof word ? rw_arguments_parse(word) : (double)NAN;
        if (!(level > 0 && level <= 1)) {
            return rw_error_set(error, RW_ARGUMENT, "--levels is '%s': '%s' is no share of futures (50%% or 0.5)", list,
                                word);
        }
        if (job->n_level == MOST_LEVELS) {
            return rw_error_set(error, RW_ARGUMENT, "--levels has more than %d levels", MOST_LEVELS);
        }
        job->level[job->n_level++] = level;
        at += length;
        if (*at == '\0') {
            return RW_OK;
        }
    }
}

static rw_status refuse_target(const rw_model *model, const char *name, rw_error *error) {
    const char *word[MOST_LEVELS];
    int count = 0;
    for (; count < model->n_probability_target && count < MOST_LEVELS; count++) {
        word[count] = model->probability_target[count].name;
    }
    rw_status status = rw_error_set(error, RW_ARGUMENT, "no probability target is called '%s'", name);
    rw_arguments_suggest(error, name, word, count);
    return status;
}

static rw_status find_target(frontier_job *job, rw_error *error) {
    const rw_model *model = job->input->model;
    const char *name = rw_arguments_text(job->arguments, "target");
    if (model->n_probability_target == 0) {
        return rw_error_set(error, RW_CONFIG,
                            "the configuration has no probability target (policies.probability_targets)");
    }
    if (name == NULL && model->n_probability_target > 1) {
        return rw_error_set(error, RW_ARGUMENT,
                            "the configuration has %lld probability targets; --target names one of them, such as '%s'",
                            (long long)model->n_probability_target, model->probability_target[0].name);
    }
    for (rw_idx k = 0; k < model->n_probability_target; k++) {
        if (name == NULL || strcmp(model->probability_target[k].name, name) == 0) {
            job->target = &model->probability_target[k];
            return RW_OK;
        }
    }
    return refuse_target(model, name, error);
}

static rw_exit print_frontier(const frontier_job *job, const rw_frontier_view *view) {
    rw_text text = {0};
    rw_exit code = RW_EXIT_OK;
    if (rw_arguments_has(job->arguments, "json")) {
        rw_frontier_json(&text, view);
        code = rw_console_write_exact(&text);
    } else {
        rw_style style = rw_console_style(rw_arguments_text(job->arguments, "color"));
        rw_frontier_write(&text, &style, view);
        code = rw_console_write(&text);
    }
    rw_text_clear(&text);
    return code;
}

static rw_status write_csv(const char *path, const rw_frontier_view *view, rw_error *error) {
    rw_text text = {0};
    rw_frontier_csv(&text, view);
    rw_status status = text.failed ? rw_error_set(error, RW_NO_MEMORY, "out of memory")
                                   : rw_file_publish(path, rw_text_string(&text), text.length, error);
    rw_text_clear(&text);
    return status;
}

static rw_status trace(frontier_job *job, rw_frontier_view *view, rw_error *error) {
    rw_status status = RW_OK;
    const rw_arguments *arguments = job->arguments;
    const rw_model *model = job->input->model;
    const char *csv = rw_arguments_text(arguments, "csv"), *reason = "";
    double begun = rw_clock_seconds();
    rw_ticker ticker = {.mode = rw_ticker_choose(rw_arguments_text(arguments, "progress"), job->is_quiet),
                        .model = model,
                        .step = "",
                        .unit = ""};
    rw_optimize_options options;
    rw_optimize_defaults(&options);
    options.threads = rw_threads_choose(arguments, &reason);
    options.gap_relative = rw_arguments_number(arguments, "gap");
    options.time_limit = rw_arguments_number(arguments, "time-limit");
    RW_TRY(find_target(job, error));
    if (csv != NULL) {
        RW_TRY(rw_target_check(csv, job->input, error));
    }
    RW_TRY(rw_scenario_prepare(model, &job->scenarios, error));
    if (job->scenarios->n_scenario == 1 && !job->is_quiet) {
        rw_console_note("with one future a target is met or not; --scenarios N draws more");
    }
    const rw_frontier_question question = {.target = job->target, .n_level = job->n_level, .level = job->level};
    const rw_price_options price = rw_assured_options(&options, &ticker);
    RW_TRY(rw_frontier_trace(model, job->scenarios, &question, &price, &job->frontier, error));
    rw_ticker_end(&ticker);
    *view = (rw_frontier_view){.model = model,
                               .frontier = job->frontier,
                               .n_scenario = job->scenarios->n_scenario,
                               .gap_asked = options.gap_relative,
                               .seconds = rw_clock_seconds() - begun,
                               .threads = options.threads};
    if (csv != NULL) {
        RW_TRY(write_csv(csv, view, error));
    }
done:
    rw_ticker_end(&ticker);
    return status;
}

static rw_exit judge(const rw_price_search *search) {
    bool has_plan = false;
    for (rw_idx k = 0; k < search->n_point; k++) {
        has_plan = has_plan || search->point[k].has_plan;
    }
    if (has_plan && search->complete) {
        return RW_EXIT_OK;
    }
    rw_outcome outcome = !has_plan                    ? search->outcome
                         : rw_interrupt_signal() != 0 ? RW_OUTCOME_INTERRUPTED
                                                      : RW_OUTCOME_LIMIT;
    return rw_exit_of_outcome(outcome, has_plan, rw_interrupt_signal());
}

static rw_exit run_frontier(const rw_arguments *arguments) {
    rw_error error = {0};
    frontier_job job = {.arguments = arguments, .is_quiet = rw_arguments_has(arguments, "quiet")};
    rw_frontier_view view = {0};
    rw_exit code = RW_EXIT_USAGE;
    if (read_levels(&job, &error) != RW_OK) {
        rw_console_note("frontier: %s", error.text);
        return code;
    }
    rw_interrupt_install();
    code = rw_load_config(arguments, job.is_quiet, &job.input);
    if (code == RW_EXIT_OK) {
        rw_status status = trace(&job, &view, &error);
        if (status != RW_OK) {
            rw_console_fail(&error);
            code = status == RW_ARGUMENT ? RW_EXIT_USAGE : rw_exit_of_status(status);
        } else {
            code = print_frontier(&job, &view);
            code = code == RW_EXIT_OK ? judge(&job.frontier->search) : code;
        }
    }
    rw_frontier_free(&job.frontier);
    rw_scenario_free(&job.scenarios);
    rw_input_free(&job.input);
    return code;
}

const rw_verb rw_verb_frontier = {
    .name = "frontier",
    .operand = "CONFIG",
    .summary = "cost against the probability of meeting a target",
    .description =
        "Takes a probability target of CONFIG (policies.probability_targets) and finds, for each level of --levels, "
        "the "
        "least price of the customer's shortfall whose plan meets the target in that share of the futures, and what "
        "that plan costs. Levels share what is solved, and each solve starts from the plan of the nearest price. "
        "Nothing is written but the CSV file asked for; rampwerk plan makes the plan for the share the target itself "
        "names.\n"
        "Prices between 1 / price_limit and price_limit times the configured one are searched, to price_tolerance. For "
        "each level the cheapest plan found that reaches it is shown. A level that none reaches is shown with the "
        "largest share that was.\n"
        "The shares are those of the futures planned with. A plan at a price is proven to the gap at that price; that "
        "no other plan of the same share is cheaper is not proven (planner/analyse/probability.md).",
    .table = table,
    .example = {{"rampwerk frontier config/assured.cfg", "what is certainty worth"},
                {"rampwerk frontier a.cfg --levels 80%,99% --json", "for a program"},
                {"rampwerk frontier a.cfg -o a.csv --gap 1% -q", "for a spreadsheet"}},
    .run = run_frontier,
};
