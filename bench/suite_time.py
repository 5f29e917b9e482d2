"""Where the time of a plan goes: the phases of the closing table.  SPDX-License-Identifier: MIT"""
import os
import re
import statistics

import cases
import picture
import solvers
import table
from contest import OWN, Contest
from suite_scenarios import gap_for

DEFAULT_CASES = "baseline"


def read_phases(text):
    """[(phase, seconds)] of the closing table's line 'time  1.23 s: read 0.01, ...', [] where there is none."""
    found = re.search(r"^time\s+[\d.,]+ \w+: (.+)$", text, re.M)
    return [(name, float(seconds.replace(",", ""))) for name, seconds in re.findall(r"(\w+) ((?:\d{1,3},)*\d[\d.]*)", found.group(1))] if found else []


def run(arguments, folder):
    contest, rows, bars = Contest(arguments), [], []
    for text in (arguments.cases or DEFAULT_CASES).split(","):
        for scenarios in arguments.scenarios:
            case = cases.plan_case(text, arguments, folder, scenarios)
            key, gap = f"{case.name}, {scenarios}", gap_for(scenarios, arguments.gap)
            runs = contest.play(case, gap, folder, key, contenders=[solvers.RampwerkClosing(arguments.rampwerk)])
            summary = contest.summary[key, OWN]
            # the run nearest to the median: its phases add up
            chosen = min((run for _, run in runs), key=lambda run: abs(run.seconds - summary.seconds))
            phases = read_phases(chosen.text)
            if not phases:
                contest.find(f"{key}: no line of phases in what {OWN} printed")
                continue
            rest = max(0.0, chosen.seconds - sum(seconds for _, seconds in phases))
            busy = statistics.median(run.cpu_seconds / run.seconds for _, run in runs)
            bars.append((key, phases + [("rest", rest)]))
            rows.append([case.name, f"{scenarios:,}", table.seconds_text(chosen.seconds), f"{busy:.2f}", f"{chosen.lps:,}"]
                        + [f"{100 * seconds / chosen.seconds:.1f} %" for _, seconds in bars[-1][1]] + [summary.note])
    head = contest.head(f"Limit {arguments.time_limit:g} s, {arguments.threads} threads, {arguments.repeats} repeats, seed "
                        f"{arguments.seed}; gap 0.1 % up to 1 scenario, 0.5 % up to 100, else 1 %."
                        if arguments.gap is None else f"Gap {arguments.gap:g}, limit {arguments.time_limit:g} s, "
                        f"{arguments.threads} threads, {arguments.repeats} repeats, seed {arguments.seed}.")
    names = [name for name, _ in bars[0][1]] if bars else []
    columns = ["case", "scenarios", "seconds", "processors busy", "linear programs"] + names + ["note"]
    lines = head + ["Shares of the wall time of the run nearest to the median; rest: starting the process and ending it.", ""]
    contest.write("time", lines + table.markdown(columns, rows))
    if bars:
        picture.stacks("Where the time goes", f"{arguments.threads} threads", bars, os.path.join(arguments.out, "time.svg"))
    return contest.findings
