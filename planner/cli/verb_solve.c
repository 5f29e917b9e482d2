// The verb `solve`.  SPDX-License-Identifier: MIT
#include "cli/arguments.h"
#include "cli/console.h"
#include "cli/interrupt.h"
#include "cli/search.h"
#include "cli/smps_files.h"
#include "cli/solved.h"
#include "cli/target.h"
#include "cli/threads.h"
#include "cli/ticker.h"
#include "core/clock.h"
#include "core/file.h"

static const rw_switch table[] = {
    {RW_SWITCH_FILE, 0, "sto", "FILE", NULL, 0, 0, "another stoch file than BASE.sto"},
    {RW_SWITCH_FLAG, 0, "relax-recourse", NULL, NULL, 0, 0, "drop the integrality of second-stage columns"},
    {RW_SWITCH_FLAG, 0, "normalise", NULL, NULL, 0, 0, "divide probabilities by their sum"},
    {RW_SWITCH_COUNT, 0, "scenarios", "N", NULL, 1, RW_SMPS_MOST_SCENARIOS, "draw so many instead of taking all"},
    {RW_SWITCH_COUNT, 0, "seed", "S", "1", 0, 0x1p53, "where their random numbers start"},
    {RW_SWITCH_COUNT, 't', "threads", "N", NULL, 1, RW_MOST_THREADS, "threads (default: see help plan)"},
    {RW_SWITCH_NUMBER, 'g', "gap", "GAP", "0", 0, 1, "relative gap to prove, 0.001 or 0.1%"},
    {RW_SWITCH_NUMBER, 0, "time-limit", "SEC", NULL, 0, 1e9, "stop after so many seconds"},
    {RW_SWITCH_COUNT, 0, "node-limit", "N", NULL, 0, 1e15, "stop after so many nodes of the tree"},
    {RW_SWITCH_FILE, 0, "solution", "FILE.csv", NULL, 0, 0, "write the first stage: names and values"},
    RW_SWITCH_JSON_ROW,
    RW_SWITCH_QUIET_ROW,
    RW_SWITCH_HELP_ROW,
    RW_SWITCH_LAST_ROW,
};

typedef struct solve_job {
    const rw_arguments *arguments;
    bool is_quiet;
    rw_smps_files files;
    rw_smps *smps;
    rw_solution *solution;
    rw_ticker ticker;
    rw_solved solved;
    double begun;
} solve_job;

static rw_status read_problem(solve_job *job, rw_error *error) {
    rw_status status = RW_OK;
    const bool is_sample = rw_arguments_has(job->arguments, "scenarios");
    const rw_smps_options options = {
        .relax_recourse = rw_arguments_has(job->arguments, "relax-recourse"),
        .normalise = rw_arguments_has(job->arguments, "normalise"),
        .n_sample = is_sample ? (rw_idx)rw_arguments_number(job->arguments, "scenarios") : 0,
        .seed = (uint64_t)rw_arguments_number(job->arguments, "seed"),
    };
    RW_TRY(rw_smps_files_find(job->arguments->operand, rw_arguments_text(job->arguments, "sto"), &job->files, error));
    RW_TRY(rw_smps_read(rw_text_string(&job->files.core), rw_text_string(&job->files.time),
                        rw_text_string(&job->files.stoch), &options, &job->smps, error));
    job->solved = (rw_solved){.smps = job->smps, .is_sample = is_sample, .seed = options.seed};
    for (rw_idx k = 0; k < job->smps->n_warning && !job->is_quiet; k++) {
        rw_console_note("warning: %s", job->smps->warning[k]);
    }
    if (job->smps->n_relaxed > 0 && !job->is_quiet) {
        rw_console_note("%lld integer columns of the recourse are relaxed", (long long)job->smps->n_relaxed);
    }
done:
    return status;
}

// Progress in the file's own sense.
static void report(void *context, const rw_progress *progress) {
    solve_job *job = context;
    rw_progress shown = *progress;
    shown.incumbent = rw_solved_value(job->smps, progress->incumbent);
    shown.bound = rw_solved_value(job->smps, progress->bound);
    rw_ticker_report(&job->ticker, &shown);
}

static rw_status solve_problem(solve_job *job, rw_error *error) {
    rw_optimize_options options = rw_search_options(job->arguments, job->is_quiet);
    options.report = report;
    options.context = job;
    job->solved.threads = options.threads;
    job->solved.gap_asked = options.gap_relative;
    const double begun = rw_clock_seconds();
    rw_ticker_begin(&job->ticker, "", "");
    const rw_status status = rw_optimize(job->smps->problem, &options, NULL, &job->solution, error);
    rw_ticker_end(&job->ticker);
    if (!job->is_quiet) {
        rw_ticker_note_lateness(options.time_limit, begun);
    }
    job->solved.solution = job->solution;
    return status;
}

static rw_status write_solution(solve_job *job, rw_error *error) {
    rw_status status = RW_OK;
    rw_text text = {0};
    const char *path = rw_arguments_text(job->arguments, "solution");
    if (path == NULL || !job->solution->has_point) {
        goto done;
    }
    rw_solved_csv(&text, &job->solved);
    if (text.failed) {
        RW_TRY(rw_error_set(error, RW_NO_MEMORY, "out of memory"));
    }
    RW_TRY(rw_file_publish(path, rw_text_string(&text), text.length, error));
    job->solved.path = path;
done:
    rw_text_clear(&text);
    return status;
}

static rw_exit print_result(const solve_job *job) {
    rw_text text = {0};
    rw_exit code = RW_EXIT_OK;
    if (rw_arguments_has(job->arguments, "json")) {
        rw_solved_json(&text, &job->solved);
        code = rw_console_write_exact(&text);
    } else {
        const rw_style style = rw_console_style(NULL);
        rw_solved_text(&text, &style, &job->solved);
        code = rw_console_write(&text);
    }
    rw_text_clear(&text);
    return code;
}

static rw_status run_job(solve_job *job, rw_error *error) {
    rw_status status = RW_OK;
    const char *path = rw_arguments_text(job->arguments, "solution");
    if (path != NULL) {
        RW_TRY(rw_target_check(path, NULL, error));
    }
    RW_TRY(read_problem(job, error));
    job->solved.seconds_read = rw_clock_seconds() - job->begun;
    RW_TRY(solve_problem(job, error));
    RW_TRY(write_solution(job, error));
    job->solved.seconds = rw_clock_seconds() - job->begun;
done:
    return status;
}

static rw_exit run_solve(const rw_arguments *arguments) {
    rw_error error = {0};
    solve_job job = {.arguments = arguments, .begun = rw_clock_seconds()};
    rw_exit code = RW_EXIT_OK;
    job.is_quiet = rw_arguments_has(arguments, "quiet");
    job.ticker = (rw_ticker){.mode = rw_ticker_choose("auto", job.is_quiet), .step = "", .unit = ""};
    rw_interrupt_install();
    if (run_job(&job, &error) != RW_OK) {
        code = rw_console_fail(&error);
        goto done;
    }
    code = print_result(&job);
    if (code == RW_EXIT_OK) {
        code = job.solution->outcome == RW_OUTCOME_UNBOUNDED
                   ? RW_EXIT_INFEASIBLE // no optimum, and no fault of ours
                   : rw_exit_of_outcome(job.solution->outcome, job.solution->has_point, rw_interrupt_signal());
    }
done:
    rw_solution_free(&job.solution);
    rw_smps_free(&job.smps);
    rw_smps_files_clear(&job.files);
    return code;
}

const rw_verb rw_verb_solve = {
    .name = "solve",
    .operand = "BASE",
    .summary = "solve a stochastic problem in SMPS format",
    .description =
        "Reads the two-stage problem in BASE.cor, BASE.tim and BASE.sto, solves it with the engine that plan uses, and "
        "prints objective, proven bound and gap in the problem's own "
        "sense. BASE may also be the core file itself, or a file *.smps that lists the three.\n"
        "Every combination of independent random variables becomes a scenario, up to 100,000; beyond that, and "
        "for normal and uniform distributions, a sample is drawn with --scenarios.\n"
        "Integers in the second stage are refused, unless --relax-recourse drops their integrality; so are more than "
        "two stages. Probabilities that do not add up to 1 are used as they are, with a warning, unless --normalise.\n"
        "The gap to prove is 0 by default, which means 1e-9 of the objective. Threads, limits and Ctrl-C are as in "
        "plan.",
    .table = table,
    .example = {{"rampwerk solve LandS", "LandS.cor, LandS.tim, LandS.sto"},
                {"rampwerk solve 4node --sto 4node-64.sto", "with other scenarios"},
                {"rampwerk solve ssn --scenarios 500 --gap 1%", "with a sample of them"}},
    .run = run_solve,
};
