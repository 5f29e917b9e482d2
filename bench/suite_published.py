"""Two-stage problems of other people, whose optimum is known, to gap 0.  SPDX-License-Identifier: MIT

A wrong optimum is a failure: of Rampwerk, the runner ends with 1; a peer's counts as the limit.
"""
import fnmatch
import os

import cases
import picture
import table
from contest import CELL_NOTE, MEAN_NOTE, OWN, Contest
from machine import fail

PEERS = ("cbc", "highs")
LIMIT, PATIENCE = 60.0, 20.0  # seconds


def choose(arguments):
    path = os.path.join(arguments.instances, "OPTIMA.csv")
    patterns = (arguments.cases or "*").split(",")
    chosen = [entry for entry in cases.read_optima(path) if any(fnmatch.fnmatch(entry[0], text) for text in patterns)]
    return chosen or fail(f"no published instance is called {arguments.cases}")


def report(contest, entries, gap):
    arguments, names = contest.arguments, contest.names
    head = contest.head(f"Gap {gap:g}, limit {contest.limit:g} s, {arguments.threads} threads (GLPK has one); integrality of the "
                        "second stage relaxed.")
    rows = [[case.name, f"{case.optimum:.10g}", case.rows or "", case.columns or "", case.integers]
            + [contest.cell(case.name, name) for name in names] + [contest.ratio(case.name)] for case in entries]
    rows += [row + [""] for row in contest.mean_rows([case.name for case in entries], 4)]
    columns = ["instance", "optimum", "rows", "columns", "integer"] + names + ["best peer / Rampwerk"]
    lines = head + [f"{CELL_NOTE}; sizes are those of the extensive form, which the peers read; a peer's time is without that of "
                    "the export.", ""]
    contest.write("published", lines + table.markdown(columns, rows) + ["", MEAN_NOTE])
    picture.bars("Published instances", f"median seconds, gap {gap:g}, {arguments.threads} threads; pale: stopped at the limit, or "
                 "wrong", [case.name for case in entries], names, contest.peer_cell, os.path.join(arguments.out, "published.svg"))


def run(arguments, folder):
    contest, entries = Contest(arguments, PEERS, LIMIT, PATIENCE), []
    gap = 0.0 if arguments.gap is None else arguments.gap
    for entry in choose(arguments):
        case = cases.stage_instance(entry, folder)
        if contest.peers:
            cases.export_instance(case, arguments)
        contest.play(case, gap, folder)
        if not contest.summary[case.name, OWN].solved:
            contest.find(f"{case.name}: {OWN} has not proven the published optimum")
        entries.append(case)
        report(contest, entries, gap)
    return contest.findings
