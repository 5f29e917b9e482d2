// The verb `plan`.  SPDX-License-Identifier: MIT
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <rampwerk/input.h>

#include "cli/arguments.h"
#include "cli/assure.h"
#include "cli/console.h"
#include "cli/interrupt.h"
#include "cli/load.h"
#include "cli/recheck.h"
#include "cli/search.h"
#include "cli/solve.h"
#include "cli/target.h"
#include "cli/threads.h"
#include "core/clock.h"
#include "core/memory.h"
#include "report/frontier.h"
#include "report/journal.h"
#include "report/summary.h"

static const rw_switch table[] = {
    {RW_SWITCH_FILE, 'o', "output", "RUN.h5", NULL, 0, 0, "the run file (default: CONFIG's name + .h5, here)"},
    {RW_SWITCH_COUNT, 't', "threads", "N", NULL, 1, RW_MOST_THREADS, "threads (default: see help plan)"},
    {RW_SWITCH_NUMBER, 'g', "gap", "GAP", "0.001", 0, 1, "relative gap to prove, 0.001 or 0.1%"},
    {RW_SWITCH_NUMBER, 0, "time-limit", "SEC", NULL, 0, 1e9, "stop after so many seconds"},
    {RW_SWITCH_COUNT, 0, "node-limit", "N", NULL, 0, 1e15, "stop after so many nodes of the tree"},
    RW_SWITCH_SCENARIOS_ROW,
    RW_SWITCH_SEED_ROW,
    RW_SWITCH_SAMPLING_ROW,
    RW_SWITCH_REDUCE_ROW,
    RW_SWITCH_SET_ROW,
    {RW_SWITCH_FLAG, 0, "reproducible", NULL, NULL, 0, 0, "equal inputs give an equal file, byte for byte"},
    {RW_SWITCH_CHOICE, 0, "progress", "auto|redraw|lines|off", "auto", 0, 0, "how progress is shown"},
    RW_SWITCH_JSON_ROW,
    RW_SWITCH_QUIET_ROW,
    RW_SWITCH_COLOR_ROW,
    RW_SWITCH_HELP_ROW,
    RW_SWITCH_LAST_ROW,
};

typedef struct plan_job { // everything one run of the verb holds
    const rw_arguments *arguments;
    bool is_quiet;
    double begun;
    rw_text output;
    rw_input *input;
    rw_scenario_set *scenarios;
    rw_assured assured; // where there are probability targets
    rw_plan *plan;
    rw_text command;
    char created[32];
    rw_closing closing;
    rw_run run;
} plan_job;

static void clear_job(plan_job *job) {
    rw_assured_clear(&job->assured);
    rw_plan_free(&job->plan);
    rw_scenario_free(&job->scenarios);
    rw_input_free(&job->input);
    rw_free(job->run.file);
    rw_free(job->run.history);
    rw_text_clear(&job->command);
    rw_text_clear(&job->output);
}

// --output, or the name of the configuration with .h5 in place of its ending, in the current directory.
static void name_output(plan_job *job) {
    const char *given = rw_arguments_text(job->arguments, "output");
    if (given != NULL) {
        rw_text_add(&job->output, given);
        return;
    }
    const char *slash = strrchr(job->arguments->operand, '/');
    const char *name = slash != NULL ? slash + 1 : job->arguments->operand;
    const char *dot = strrchr(name, '.');
    rw_text_add_bytes(&job->output, name, dot != NULL && dot != name ? (size_t)(dot - name) : strlen(name));
    rw_text_add(&job->output, ".h5");
}

// The command line as a shell would take it.
static void join_command(rw_text *command, int argc, char **argv) {
    for (int k = 0; k < argc; k++) {
        rw_text_add(command, k > 0 ? " " : "");
        if (argv[k][0] != '\0' && strpbrk(argv[k], " \t\n\"'\\$`*?[]{}()<>|&;#~!") == NULL) {
            rw_text_add(command, argv[k]);
            continue;
        }
        rw_text_add(command, "'");
        for (const char *at = argv[k]; *at != '\0'; at++) {
            rw_text_add_bytes(command, *at == '\'' ? "'\\''" : at, *at == '\'' ? 4 : 1);
        }
        rw_text_add(command, "'");
    }
}

// The configuration that gives the plan.
static const rw_input *input_of(const plan_job *job) {
    return job->assured.planned != NULL ? job->assured.planned : job->input;
}

static rw_status fill_run(plan_job *job, rw_error *error) {
    const rw_input *input = input_of(job);
    rw_run *run = &job->run;
    time_t now = time(NULL);
    struct tm utc;
    if (gmtime_r(&now, &utc) != NULL) {
        strftime(job->created, sizeof job->created, "%Y-%m-%dT%H:%M:%SZ", &utc);
    }
    join_command(&job->command, job->arguments->argc, job->arguments->argv);
    run->file = rw_calloc(input->n_file, sizeof *run->file);
    if (run->file == NULL || job->command.failed) {
        return rw_error_set(error, RW_NO_MEMORY, "out of memory");
    }
    for (rw_idx k = 0; k < input->n_file; k++) {
        run->file[k].path = (char *)input->file[k].path;
        run->file[k].sha256 = (char *)input->file[k].sha256;
    }
    run->n_file = input->n_file;
    run->config_text = input->text;
    run->n_override = job->assured.planned != NULL ? job->assured.n_override : job->arguments->n_list;
    run->override_text = job->assured.planned != NULL ? job->assured.override_text : (char **)job->arguments->list;
    run->command = job->command.data;
    run->created = job->created;
    run->version = (char *)RW_VERSION;
    run->scenarios = job->scenarios;
    return RW_OK;
}

// Re-checks and writes the plan.
static rw_status finish_plan(plan_job *job, rw_error *error) {
    rw_status status = RW_OK;
    double begun = rw_clock_seconds();
    RW_TRY(rw_recheck(input_of(job)->model, job->scenarios, &job->run, &job->run.verdict, error));
    double verified = rw_clock_seconds();
    job->closing.seconds_verify = verified - begun;
    job->run.seconds = verified - job->begun;
    RW_TRY(fill_run(job, error));
    RW_TRY(rw_run_write(input_of(job)->model, &job->run, rw_arguments_has(job->arguments, "reproducible"),
                        rw_text_string(&job->output), error));
    job->closing.seconds_write = rw_clock_seconds() - verified;
    job->closing.path = rw_text_string(&job->output);
done:
    return status;
}

static rw_exit print_result(const plan_job *job) {
    const rw_model *model = input_of(job)->model;
    rw_text text = {0};
    rw_exit code = RW_EXIT_OK;
    if (rw_arguments_has(job->arguments, "json")) {
        rw_summary_write(&text, model, &job->run, job->closing.path, job->assured.assurance);
        code = rw_console_write_exact(&text);
    } else {
        rw_style style = rw_console_style(rw_arguments_text(job->arguments, "color"));
        rw_journal_closing(&text, &style, model, &job->run, &job->closing);
        if (job->assured.assurance != NULL) {
            rw_assurance_write(&text, &style, job->input->model, job->assured.assurance);
        }
        code = rw_console_write(&text);
    }
    rw_text_clear(&text);
    return code;
}

static rw_status solve_job(plan_job *job, rw_error *error) {
    rw_status status = RW_OK;
    rw_optimize_options options = rw_search_options(job->arguments, job->is_quiet);
    rw_ticker ticker = {
        .mode = rw_ticker_choose(rw_arguments_text(job->arguments, "progress"), job->is_quiet), .step = "", .unit = ""};
    job->run.gap_asked = options.gap_relative;
    job->run.threads = options.threads;
    RW_TRY(rw_scenario_prepare(job->input->model, &job->scenarios, error));
    const double begun = rw_clock_seconds();
    if (job->input->model->n_probability_target > 0) {
        if (job->scenarios->n_scenario == 1 && !job->is_quiet) {
            rw_console_note("probability targets: with one future they are met or not; --scenarios N draws more");
        }
        ticker.model = job->input->model;
        const rw_price_options price = rw_assured_options(&options, &ticker);
        status = rw_assured_solve(&job->assured, job->arguments, job->input->model, job->scenarios, &price, &job->run,
                                  error);
        rw_ticker_end(&ticker);
    } else {
        status = rw_solve_run(job->input->model, job->scenarios, &options, &ticker, &job->run, error);
    }
    job->plan = job->run.plan;
    if (!job->is_quiet) {
        rw_ticker_note_lateness(options.time_limit, begun);
    }
    if (status == RW_OK && job->run.plan != NULL) {
        RW_TRY(finish_plan(job, error));
    }
    job->run.version = (char *)RW_VERSION;
    job->run.seconds = rw_clock_seconds() - job->begun;
done:
    return status;
}

static rw_exit run_plan(const rw_arguments *arguments) {
    rw_error error = {0};
    plan_job job = {.arguments = arguments, .begun = rw_clock_seconds()};
    job.is_quiet = rw_arguments_has(arguments, "quiet");
    name_output(&job);
    rw_interrupt_install();
    rw_exit code = rw_load_config(arguments, job.is_quiet, &job.input);
    if (code != RW_EXIT_OK) {
        goto done;
    }
    job.run.seconds_read = rw_clock_seconds() - job.begun;
    if (job.output.failed) {
        rw_error_set(&error, RW_NO_MEMORY, "out of memory");
        code = rw_console_fail(&error);
        goto done;
    }
    if (rw_target_check(rw_text_string(&job.output), job.input, &error) != RW_OK || solve_job(&job, &error) != RW_OK) {
        code = rw_console_fail(&error);
        goto done;
    }
    code = print_result(&job);
    if (job.run.plan != NULL && !job.run.verdict.ok) {
        rw_console_note("error: the re-check of the plan failed; do not use it (rampwerk verify shows where)");
        code = RW_EXIT_UNVERIFIED;
    }
    if (code == RW_EXIT_OK) {
        code = rw_exit_of_outcome(job.run.outcome, job.run.plan != NULL, rw_interrupt_signal());
        bool is_short = job.assured.assurance != NULL && !job.assured.assurance->reached;
        code = code == RW_EXIT_OK && is_short ? RW_EXIT_UNREACHED : code;
    }
done:
    clear_job(&job);
    return code;
}

const rw_verb rw_verb_plan = {
    .name = "plan",
    .operand = "CONFIG",
    .summary = "find the orders, and what follows from them, at least cost",
    .description =
        "Reads CONFIG, solves it to a proven gap, re-checks the plan by other code and writes the run file. The "
        "result goes to standard output, progress to standard error.\n"
        "The run file is written whole or not at all, and never over an input. Without --output it is named after "
        "CONFIG and written to the current directory.\n"
        "With --scenarios N the plan is made for N futures drawn from the risks of CONFIG: one set of orders, and for "
        "every future what then follows. --seed, --sampling (mc: plain Monte Carlo; lhs: Latin hypercube) and --reduce "
        "M (M of them stand for all) say how; the four are short for --set plan.scenarios=N, plan.seed, plan.sampling "
        "and plan.reduce. plan.risk_weight and plan.risk_level weigh the worst futures. The nominal figures are "
        "planned with where plan.scenarios is 0, the default.\n"
        "With policies.probability_targets (\"met by 2031-12 in 90 % of the futures\") the prices of what those "
        "customers "
        "lack are raised until the targets are reached, at the least price found; the run file holds the configuration "
        "with these prices. Time limits hold for all of it, node limits for each price. Where no price up to the "
        "target's limit does, the plan that comes nearest is written and the exit code is 6.\n"
        "Threads: --threads, else OMP_NUM_THREADS, else SLURM_CPUS_PER_TASK, else the processors the process may "
        "use. Unless a time limit or a signal stops the search, the plan does not depend on their number.\n"
        "Ctrl-C or SIGTERM stops the search and writes the best plan with status interrupted; a second one leaves at "
        "once. Where the search has no plan by then, or by the time limit, the least that can be ordered is followed "
        "through all futures, which may take longer than the limit: a note says by how much.\n"
        "The lexicographic objective is solved in two steps: least weighted shortfall V, with at most half of the "
        "time limit, then least cost among plans whose weighted shortfall is at most V (1 + 1e-6) + 1e-4, started "
        "from the orders of the first. Time and node limits cover both. Objective, bound and gap are those of the "
        "second step: the bound holds for plans at that shortfall. The status is optimal only if both steps are.",
    .table = table,
    .example = {{"rampwerk plan config/baseline.cfg", "plan the base case"},
                {"rampwerk plan a.cfg -o a.h5 --gap 1% --time-limit 60", "good enough, soon"},
                {"rampwerk plan a.cfg --scenarios 100 --sampling lhs", "for 100 futures"}},
    .run = run_plan,
};
