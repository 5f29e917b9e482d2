"""How many scenarios a second a fixed plan is worked out in.  SPDX-License-Identifier: MIT"""
import os
import statistics

import cases
import picture
import solvers
import table
from contest import OWN, Contest
from machine import call
from suite_scaling import phrase

DEFAULT_CASES = "baseline"
LIMIT, PATIENCE = 600.0, 30.0  # seconds
PLANNED = 10  # scenarios of the plan that is evaluated
GAP = 1e-2  # of that plan: what it costs to find it is not what is measured


def evaluate(contest, plan, scenarios, threads):
    arguments = contest.arguments
    command = [arguments.rampwerk, "evaluate", plan, "--scenarios", str(scenarios), "--seed", str(arguments.seed + 1),
               "--threads", str(threads), "--json", "--quiet"] + arguments.evaluate_options.split()
    run = solvers.measure(command, contest.limit)
    answer = solvers.read_json(run.text)
    run.status = "optimal" if run.code == 0 and answer is not None else "failed"
    return run


def repeat_evaluate(contest, case, plan, scenarios, threads):
    """All repeats there is patience for, noted."""
    runs = []
    while len(runs) < contest.arguments.repeats:
        spent = sum(run.seconds for run in runs)
        if runs and (runs[-1].status == "failed" or spent * (len(runs) + 1) / len(runs) > contest.patience):
            break
        run = evaluate(contest, plan, scenarios, threads)
        contest.rows.append([case.name, scenarios, "Rampwerk evaluate", contest.versions[OWN], threads, "", contest.limit, len(runs),
                             run.status, f"{run.seconds:.4f}", f"{run.cpu_seconds:.4f}", f"{run.mebibytes:.1f}", "", "", "",
                             f"{run.load:.2f}"])
        runs.append(run)
    return runs


def report(contest, rows, series):
    arguments = contest.arguments
    head = contest.head(f"Limit {contest.limit:g} s, seed {arguments.seed + 1}; a plan made over {PLANNED} scenarios, worked out over "
                        f"fresh ones{'; options ' + arguments.evaluate_options if arguments.evaluate_options else ''}.")
    columns = ["case", "threads", "scenarios", "median seconds", "runs", "scenarios a second", "peak MiB", "note"]
    notes = {label: phrase(points, "scenarios") for label, points in series.items()}
    fits = [f"- {label}: {note}" for label, note in notes.items() if note]
    contest.write("evaluate", head + table.markdown(columns, rows) + [""] + fits)
    picture.lines("Time to evaluate a plan", "median seconds; thin: the fit", ("scenarios", "seconds"), series, notes,
                  os.path.join(arguments.out, "evaluate.svg"))


def run(arguments, folder):
    contest, rows, series = Contest(arguments, None, LIMIT, PATIENCE), [], {}
    for text in (arguments.cases or DEFAULT_CASES).split(","):
        case = cases.plan_case(text, arguments, folder, PLANNED)
        plan = os.path.join(folder, case.name + ".h5")
        call([arguments.rampwerk] + case.command + ["-o", plan, "--quiet", "--gap", repr(GAP if arguments.gap is None else arguments.gap)])
        for threads in arguments.scaling_threads:
            label = f"{case.name}, {threads} thread{'s' if threads > 1 else ''}"
            for scenarios in arguments.evaluated:
                # the most of them takes longest and says nothing new about threads
                if len(arguments.evaluated) > 2 and scenarios == max(arguments.evaluated) and threads < max(arguments.scaling_threads):
                    continue
                runs = repeat_evaluate(contest, case, plan, scenarios, threads)
                seconds = statistics.median(run.seconds for run in runs)
                if runs[-1].status == "failed":
                    contest.find(f"{label}, {scenarios} scenarios: evaluate failed: {runs[-1].failure}")
                else:
                    series.setdefault(label, []).append((scenarios, seconds))
                print(f"{label}, {scenarios} scenarios: {seconds:.2f} s", flush=True)
                rows.append([case.name, threads, f"{scenarios:,}", table.seconds_text(seconds), len(runs),
                             f"{scenarios / seconds:,.0f}", f"{max(run.mebibytes for run in runs):.0f}",
                             "failed" if runs[-1].status == "failed" else ""])
                report(contest, rows, series)
    return contest.findings
