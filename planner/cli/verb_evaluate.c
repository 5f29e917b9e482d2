// The verb `evaluate`.  SPDX-License-Identifier: MIT
#include <stdlib.h>
#include <string.h>

#include "cli/arguments.h"
#include "cli/console.h"
#include "cli/interrupt.h"
#include "cli/load.h"
#include "cli/target.h"
#include "cli/threads.h"
#include "cli/ticker.h"
#include "core/file.h"
#include "report/evaluation.h"

static const rw_switch table[] = {
    {RW_SWITCH_COUNT, 'n', "scenarios", "N", "1000", 1, 1e6, "futures drawn"},
    {RW_SWITCH_COUNT, 's', "seed", "S", NULL, 0, 0x1p53, "of the futures (default: the plan's own + 1)"},
    RW_SWITCH_SAMPLING_ROW,
    {RW_SWITCH_FILE, 'o', "csv", "FILE.csv", NULL, 0, 0, "every product and date as CSV, all digits"},
    {RW_SWITCH_FLAG, 0, "mean-plan", NULL, NULL, 0, 0, "what futures are worth (VSS): a solve"},
    {RW_SWITCH_COUNT, 0, "wait-and-see", "K", NULL, 1, 1e6, "what foresight is worth (EVPI): K solves"},
    {RW_SWITCH_TEXT, 0, "gap-samples", "MxK", NULL, 0, 0, "optimality gap: M solves of K futures"},
    {RW_SWITCH_NUMBER, 'g', "gap", "GAP", "0.001", 0, 1, "relative gap of all these solves"},
    {RW_SWITCH_COUNT, 't', "threads", "N", NULL, 1, RW_MOST_THREADS, "threads (default: as for plan)"},
    {RW_SWITCH_NUMBER, 0, "time-limit", "SEC", NULL, 0, 1e9, "stop after so many seconds in all"},
    RW_SWITCH_JSON_ROW,
    RW_SWITCH_QUIET_ROW,
    RW_SWITCH_HELP_ROW,
    RW_SWITCH_LAST_ROW,
};

enum { MOST_SAMPLES = 1000, MOST_SIZE = 100000 };

// "10x100": samples and their size.
static rw_status read_samples(const char *text, rw_outlook_options *options, rw_error *error) {
    char *end = NULL;
    long count = strtol(text, &end, 10);
    long size = *end == 'x' ? strtol(end + 1, &end, 10) : 0;
    if (*end != '\0' || count < 2 || count > MOST_SAMPLES || size < 1 || size > MOST_SIZE) {
        return rw_error_set(error, RW_ARGUMENT,
                            "--gap-samples is '%s', not 10x100 or the like: 2 to %d samples of 1 to %d futures", text,
                            MOST_SAMPLES, MOST_SIZE);
    }
    options->n_gap_sample = count;
    options->gap_size = size;
    return RW_OK;
}

static rw_status read_options(const rw_arguments *arguments, const rw_model *model, rw_outlook_options *options,
                              rw_error *error) {
    const char *samples = rw_arguments_text(arguments, "gap-samples");
    const char *sampling = rw_arguments_text(arguments, "sampling");
    const char *reason = "";
    rw_outlook_defaults(options);
    options->threads = rw_threads_choose(arguments, &reason);
    options->n_scenario = (rw_idx)rw_arguments_number(arguments, "scenarios");
    options->seed = (uint64_t)model->seed + 1;
    if (rw_arguments_has(arguments, "seed")) {
        options->seed = (uint64_t)rw_arguments_number(arguments, "seed");
    }
    if (sampling != NULL && strcmp(sampling, "lhs") == 0) {
        options->sampling = RW_SAMPLING_LATIN_HYPERCUBE;
    }
    options->cvar_level = model->risk_level;
    options->with_mean_plan = rw_arguments_has(arguments, "mean-plan");
    options->solve_gap = rw_arguments_number(arguments, "gap");
    if (rw_arguments_has(arguments, "wait-and-see")) {
        options->n_foresight = (rw_idx)rw_arguments_number(arguments, "wait-and-see");
    }
    if (rw_arguments_has(arguments, "time-limit")) {
        options->time_limit = rw_arguments_number(arguments, "time-limit");
    }
    return samples != NULL ? read_samples(samples, options, error) : RW_OK;
}

static void report_progress(void *context, const rw_outlook_progress *progress) {
    rw_text line = {0};
    rw_evaluation_progress(&line, progress);
    rw_ticker_show(context, rw_text_string(&line), progress->seconds);
    rw_text_clear(&line);
}

static void warn_of_seed(const rw_outlook *outlook) {
    if (outlook->is_in_sample) {
        rw_console_note("warning: seed %llu is that of the futures the plan was made for: the figures flatter it; "
                        "choose another --seed",
                        (unsigned long long)outlook->sample.seed);
    }
}

static rw_status write_csv(const char *path, const rw_evaluation_view *view, rw_error *error) {
    rw_text text = {0};
    rw_evaluation_csv(&text, view);
    rw_status status = text.failed ? rw_error_set(error, RW_NO_MEMORY, "out of memory")
                                   : rw_file_publish(path, rw_text_string(&text), text.length, error);
    rw_text_clear(&text);
    return status;
}

static rw_exit print_outlook(const rw_arguments *arguments, const rw_evaluation_view *view) {
    rw_text text = {0};
    rw_exit code = RW_EXIT_OK;
    if (rw_arguments_has(arguments, "json")) {
        rw_evaluation_json(&text, view);
        code = rw_console_write_exact(&text);
    } else {
        rw_style style = rw_console_style(NULL);
        rw_evaluation_write(&text, &style, view);
        code = rw_console_write(&text);
    }
    rw_text_clear(&text);
    return code;
}

static rw_exit fail(rw_status status, const rw_error *error) {
    if (status == RW_ARGUMENT) {
        rw_console_note("evaluate: %s", error->text);
        return RW_EXIT_USAGE;
    }
    return rw_console_fail(error);
}

static rw_outcome outcome_of(const rw_outlook *outlook) {
    return !outlook->is_partial         ? RW_OUTCOME_OPTIMAL
           : rw_interrupt_signal() != 0 ? RW_OUTCOME_INTERRUPTED
                                        : RW_OUTCOME_LIMIT;
}

static rw_status make_outlook(const rw_arguments *arguments, const rw_model *model, const rw_run *run,
                              rw_outlook_options *options, rw_outlook *outlook, rw_error *error) {
    rw_status status = RW_OK;
    const char *csv = rw_arguments_text(arguments, "csv");
    rw_ticker ticker = {
        .mode = rw_ticker_choose("auto", rw_arguments_has(arguments, "quiet")), .step = "", .unit = "", .is_due = true};
    RW_TRY(read_options(arguments, model, options, error));
    if (csv != NULL) {
        RW_TRY(rw_target_check(csv, NULL, error));
    }
    options->report = report_progress;
    options->context = &ticker;
    RW_TRY(rw_outlook_make(model, run->plan, options, outlook, error));
done:
    rw_ticker_end(&ticker);
    return status;
}

static rw_exit evaluate_run(const rw_arguments *arguments, const rw_model *model, const rw_run *run) {
    rw_status status = RW_OK;
    rw_error error = {0};
    rw_outlook_options options;
    rw_outlook outlook = {0};
    const char *csv = rw_arguments_text(arguments, "csv");
    rw_exit code = RW_EXIT_OK;
    RW_TRY(make_outlook(arguments, model, run, &options, &outlook, &error));
    rw_outcome outcome = outcome_of(&outlook);
    const rw_evaluation_view view = {.model = model,
                                     .run = run,
                                     .outlook = &outlook,
                                     .path = arguments->operand,
                                     .outcome = outlook.is_partial ? rw_outcome_text(outcome) : "complete",
                                     .solve_gap = options.solve_gap,
                                     .threads = options.threads};
    warn_of_seed(&outlook);
    if (csv != NULL && outlook.n_scenario > 0) {
        RW_TRY(write_csv(csv, &view, &error));
    }
    code = print_outlook(arguments, &view);
    if (code == RW_EXIT_OK) {
        code = rw_exit_of_outcome(outcome, outlook.n_scenario > 0, rw_interrupt_signal());
    }
done:
    rw_outlook_clear(&outlook);
    return status == RW_OK ? code : fail(status, &error);
}

static rw_exit run_evaluate(const rw_arguments *arguments) {
    rw_interrupt_install();
    return rw_load_run(arguments, evaluate_run);
}

const rw_verb rw_verb_evaluate = {
    .name = "evaluate",
    .operand = "RUN.h5",
    .summary = "how the plan fares in futures it was not made for",
    .description =
        "Takes the orders and options of the plan in RUN.h5 and works out the best course of months for each of N "
        "fresh futures, drawn from the risks of the configuration in the run file. Prints the cost (mean with its 95 % "
        "interval, quantiles, extremes, the mean of the worst), the share of futures in which each target is met at "
        "the ends of years, and the probability targets. --json and --csv have every date at which a step or a ramp "
        "of a target is complete, with intervals and the 5, 25, 50, 75 and 95 % quantiles of stock and shortfall.\n"
        "A seed other than that of the plan's own futures makes them fresh; with its own the figures flatter the plan, "
        "and a warning says so. The figures do not depend on the number of threads.\n"
        "--mean-plan plans the mean of the futures and says what this plan saves against that one; --wait-and-see "
        "plans the first K futures each for itself; --gap-samples 10x100 plans 10 further samples of 100 futures and "
        "bounds from above how much better the best plan can be. They solve to --gap and count their proven bounds, "
        "so what they print are brackets; planner/analyse/analyse.md says what each number means. They need the "
        "objective \"cost\".\n"
        "Ctrl-C, SIGTERM and --time-limit end the work: what was worked out so far is printed, marked as partial.",
    .table = table,
    .example = {{"rampwerk evaluate a.h5 -n 10000 --seed 7", "ten thousand futures"},
                {"rampwerk evaluate a.h5 --sampling lhs -o a.csv", "every date, for a table"},
                {"rampwerk evaluate a.h5 --gap-samples 10x50 -g 1%", "how far from the best"}},
    .run = run_evaluate,
};
