"""How many scenarios a second a fixed plan is worked out in.  SPDX-License-Identifier: MIT"""
import os
import statistics

import cases
import figures
import picture
import solvers
import table
from contest import Contest
from machine import call

DEFAULT_CASES = "baseline"
PLANNED = 10  # scenarios of the plan that is evaluated
GAP = 1e-2  # of that plan: what it costs to find it is not what is measured


def evaluate(arguments, plan, scenarios, threads):
    command = [arguments.rampwerk, "evaluate", plan, "--scenarios", str(scenarios), "--seed", str(arguments.seed + 1),
               "--threads", str(threads), "--json", "--quiet"] + arguments.evaluate_options.split()
    run = solvers.measure(command, arguments.time_limit)
    answer = solvers.read_json(run.text)
    run.status = "optimal" if run.code == 0 and answer is not None else "failed"
    return run


def run(arguments, folder):
    contest, rows, series, notes = Contest(arguments), [], {}, {}
    for text in (arguments.cases or DEFAULT_CASES).split(","):
        case = cases.plan_case(text, arguments, folder, PLANNED)
        plan = os.path.join(folder, case.name + ".h5")
        call([arguments.rampwerk] + case.command + ["-o", plan, "--quiet", "--gap", repr(GAP if arguments.gap is None else arguments.gap)])
        for threads in arguments.scaling_threads:
            points, label = [], f"{case.name}, {threads} thread{'s' if threads > 1 else ''}"
            for scenarios in arguments.evaluated:
                runs = [evaluate(arguments, plan, scenarios, threads) for _ in range(arguments.repeats)]
                seconds = statistics.median(run.seconds for run in runs)
                failed = next((run for run in runs if run.status == "failed"), None)
                if failed:
                    contest.find(f"{label}, {scenarios} scenarios: evaluate failed: {failed.text.strip()[-200:]}")
                for repeat, run in enumerate(runs):
                    contest.rows.append([case.name, scenarios, "Rampwerk evaluate", contest.versions["Rampwerk"], threads, "",
                                         arguments.time_limit, repeat, run.status, f"{run.seconds:.4f}", f"{run.cpu_seconds:.4f}",
                                         f"{run.mebibytes:.1f}", "", "", "", f"{run.load:.2f}"])
                print(f"{label}, {scenarios} scenarios: {seconds:.2f} s", flush=True)
                points.append((scenarios, seconds))
                rows.append([case.name, threads, f"{scenarios:,}", table.seconds_text(seconds), f"{scenarios / seconds:,.0f}",
                             f"{max(run.mebibytes for run in runs):.0f}", "failed" if failed else ""])
            fit = figures.fit_power(points)
            series[label], notes[label] = points, f"exponent {fit[1]:.2f}" if fit else ""
    head = contest.head(f"{arguments.repeats} repeats, seed {arguments.seed + 1}; a plan made over {PLANNED} scenarios, worked out over "
                        f"fresh ones{'; options ' + arguments.evaluate_options if arguments.evaluate_options else ''}.")
    columns = ["case", "threads", "scenarios", "seconds", "scenarios a second", "peak MiB", "note"]
    fits = [f"- {label}: {note} (time against scenarios)" for label, note in notes.items() if note]
    contest.write("evaluate", head + table.markdown(columns, rows) + [""] + fits)
    picture.lines("Time to evaluate a plan", f"median of {arguments.repeats}", ("scenarios", "seconds"), series, notes,
                  os.path.join(arguments.out, "evaluate.svg"))
    return contest.findings
