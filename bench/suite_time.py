"""Where the time of a plan goes: the phases of the closing table.  SPDX-License-Identifier: MIT"""
import os
import re
import statistics

import cases
import picture
import solvers
import table
from contest import OWN, Contest
from suite_scenarios import GAPS, gap_for

DEFAULT_CASES = "baseline"
LIMIT, PATIENCE = 300.0, 15.0  # seconds


def read_phases(text):
    """[(phase, seconds)] of the closing table's line 'time  1.23 s: read 0.01, ...', [] where there is none."""
    found = re.search(r"^time\s+[\d.,]+ \w+: (.+)$", text, re.M)
    return [(name, float(seconds.replace(",", ""))) for name, seconds in re.findall(r"(\w+) ((?:\d{1,3},)*\d[\d.]*)", found.group(1))] if found else []


def report(contest, rows, bars):
    arguments = contest.arguments
    gaps = ", ".join(f"{100 * gap:g} % up to {most:,} scenario{'s' if most > 1 else ''}" for most, gap in GAPS)
    head = contest.head(f"Limit {contest.limit:g} s, {arguments.threads} threads, seed {arguments.seed}; gap "
                        f"{gaps if arguments.gap is None else format(arguments.gap, 'g')}.")
    names = list(dict.fromkeys(name for _, parts in bars for name, _ in parts))
    shares = [dict(parts) for _, parts in bars]
    cells = [[f"{100 * share.get(name, 0.0) / max(sum(share.values()), 1e-9):.1f} %" for name in names] for share in shares]
    columns = ["case", "scenarios", "seconds", "runs", "processors busy", "linear problems"] + names + ["note"]
    lines = head + ["Shares of the wall time of the run nearest to the median; rest: starting the process and ending it.", ""]
    contest.write("time", lines + table.markdown(columns, [row[:-1] + cell + row[-1:] for row, cell in zip(rows, cells)]))
    if bars:
        picture.stacks("Where the time goes", f"{arguments.threads} threads", bars, os.path.join(arguments.out, "time.svg"))


def run(arguments, folder):
    contest, rows, bars = Contest(arguments, None, LIMIT, PATIENCE), [], []
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
            rows.append([case.name, f"{scenarios:,}", table.seconds_text(chosen.seconds), len(runs), f"{busy:.2f}",
                         f"{chosen.lps:,}", summary.note])
            report(contest, rows, bars)
    return contest.findings
