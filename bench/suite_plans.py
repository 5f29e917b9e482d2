"""Plans of one scenario beside the peers.  SPDX-License-Identifier: MIT"""
import os

import cases
import picture
import table
from contest import CELL_NOTE, MEAN_NOTE, Contest

DEFAULT_CASES = "baseline,small:1,small:2,small:3"
PEERS = ("cbc", "glpk", "highs", "highs-serial")
LIMIT, PATIENCE = 300.0, 100.0  # seconds


def report(contest, entries, gap):
    arguments, names = contest.arguments, contest.names
    head = contest.head(f"Gap {gap:g}, limit {contest.limit:g} s, {arguments.threads} threads (GLPK has one).")
    rows = [[case.name, case.rows, case.columns, case.integers] + [contest.cell(case.name, name) for name in names]
            + [contest.ratio(case.name)] for case in entries]
    rows += [row + [""] for row in contest.mean_rows([case.name for case in entries], 3)]
    columns = ["case", "rows", "columns", "integer"] + names + ["best peer / Rampwerk"]
    lines = head + [f"{CELL_NOTE}; a peer's time is without that of the export.", ""]
    contest.write("plans", lines + table.markdown(columns, rows) + ["", MEAN_NOTE])
    picture.bars("Time to a proven plan", f"median seconds, gap {gap:g}, {arguments.threads} threads; pale: stopped at the limit, or "
                 "wrong", [case.name for case in entries], names, contest.peer_cell, os.path.join(arguments.out, "plans.svg"))


def run(arguments, folder):
    contest, entries = Contest(arguments, PEERS, LIMIT, PATIENCE), []
    gap = 1e-3 if arguments.gap is None else arguments.gap
    for text in (arguments.cases or DEFAULT_CASES).split(","):
        case = cases.plan_case(text, arguments, folder)
        if contest.peers:
            cases.export_plan(case, arguments, folder)
        contest.play(case, gap, folder)
        entries.append(case)
        report(contest, entries, gap)
    return contest.findings
