"""The same plants over 1, 10, 100, ... scenarios beside the peers on the extensive form.  SPDX-License-Identifier: MIT

The first case goes into how_fast.md as well: the short table of the project's first page.
"""
import os

import cases
import picture
import table
from contest import CELL_NOTE, OWN, Contest
from machine import describe_machine

DEFAULT_CASES = "baseline,large:1"
PEERS = ("cbc", "highs", "highs-serial")
FOR_ONE = "HiGHS serial"  # a peer for one scenario alone: over more, the relaxation is what takes its time, too
GAPS = ((1, 1e-3), (100, 5e-3), (1000, 1e-2))  # asked for, up to so many scenarios
LIMITS = ((100, 90.0), (1000, 240.0))  # seconds; the extensive form of 10 scenarios takes peers some minutes for the relaxation
PATIENCE = 45.0  # seconds


def of_scenarios(steps, scenarios, asked):
    """What the user asked for, else the value of the first step that has room."""
    if asked is not None:
        return asked
    return next((value for most, value in steps if scenarios <= most), steps[-1][1])


def gap_for(scenarios, asked):
    return of_scenarios(GAPS, scenarios, asked)


def limit_for(scenarios, asked):
    return of_scenarios(LIMITS, scenarios, asked)


class Row:
    """A case over so many scenarios."""

    def __init__(self, case, gap, limit):
        self.case, self.gap, self.limit, self.key = case, gap, limit, f"{case.name}, {case.scenarios}"


def report(contest, rows):
    arguments, names = contest.arguments, contest.names
    head = contest.head(f"{arguments.threads} threads, seed {arguments.seed}.")
    lines = [[row.case.name, f"{row.case.scenarios:,}", f"{100 * row.gap:g} %", f"{row.limit:g} s",
              f"{row.case.rows:,}" if row.case.rows else "", f"{row.case.columns:,}" if row.case.rows else "",
              table.gap_text(contest.summary[row.key, OWN].worst_gap)]
             + [contest.cell(row.key, name, row.case.why_no_mps) for name in names] + [contest.ratio(row.key)] for row in rows]
    columns = ["case", "scenarios", "gap", "limit", "rows", "columns", "gap proven"] + names + ["best peer / Rampwerk"]
    words = [f"{CELL_NOTE}; gap proven: Rampwerk's, the widest. The peers read the extensive form, whose sizes are given; its export "
             f"is not in their time. Beyond {arguments.largest_mps:,.0f} MiB it is not made for them.", ""]
    contest.write("scenarios", head + words + table.markdown(columns, lines))
    picture.bars("Time to a proven plan over many scenarios", f"median seconds, {arguments.threads} threads; pale: stopped at the "
                 "limit; no bar: the extensive form is too large", [row.key for row in rows], names, contest.peer_cell,
                 os.path.join(arguments.out, "scenarios.svg"))
    report_short(contest, [row for row in rows if row.case.name == rows[0].case.name])


def short_cell(contest, row, name):
    value = contest.summary.get((row.key, name))
    if value is None:
        return f"not tried, {row.case.why_no_mps}" if row.case.why_no_mps else "-"
    if value.solved:
        return f"{table.seconds_text(value.seconds)} s"
    return value.note if value.wrong or "failed" in value.statuses else f"{value.note} after {table.seconds_text(value.seconds)} s"


def report_short(contest, rows):
    """The table of the first page: the machine, and what a reader compares."""
    lines = []
    for row in rows:
        own = contest.summary[row.key, OWN]
        lines.append([f"{row.case.scenarios:,}", f"{100 * row.gap:g} %", table.seconds_text(own.seconds), len(own.runs),
                      table.gap_text(own.worst_gap), f"{own.mebibytes:.0f}"]
                     + [short_cell(contest, row, peer.name) for peer in contest.peers])
    columns = ["scenarios", "gap asked for", "seconds", "runs", "gap proven", "peak MiB"] + [peer.name for peer in contest.peers]
    words = (f"{contest.began[:10]}, {describe_machine()}; {'; '.join(contest.versions.values())}; {contest.arguments.threads} "
             f"threads; seconds are medians{'; not measured: ' if contest.absent else ''}{'; '.join(contest.absent)}:")
    table.write_lines([words, ""] + table.markdown(columns, lines, 0), os.path.join(contest.arguments.out, "how_fast.md"))


def run(arguments, folder):
    contest, rows = Contest(arguments, PEERS, patience=PATIENCE), []
    for text in (arguments.cases or DEFAULT_CASES).split(","):
        for scenarios in arguments.scenarios:
            case = cases.plan_case(text, arguments, folder, scenarios)
            if contest.peers:
                cases.export_plan(case, arguments, folder)
            row = Row(case, gap_for(scenarios, arguments.gap), limit_for(scenarios, arguments.time_limit))
            contenders = [solver for solver in contest.solvers if scenarios == 1 or solver.name != FOR_ONE]
            contest.play(case, row.gap, folder, row.key, contenders=contenders, limit=row.limit)
            if case.mps:
                os.remove(case.mps)
            rows.append(row)
            report(contest, rows)
    return contest.findings
