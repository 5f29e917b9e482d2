"""Plans of one scenario beside the peers.  SPDX-License-Identifier: MIT"""
import os

import cases
import picture
import table
from contest import MEAN_NOTE, Contest

DEFAULT_CASES = "baseline,small:1,small:2,small:3,base:1,base:2,base:3"


def run(arguments, folder):
    contest = Contest(arguments)
    gap = 1e-3 if arguments.gap is None else arguments.gap
    entries = [cases.plan_case(text, arguments, folder) for text in (arguments.cases or DEFAULT_CASES).split(",")]
    for case in entries:
        cases.export_plan(case, arguments, folder)
        contest.play(case, gap, folder)
    names = contest.names
    head = contest.head(f"Gap {gap:g}, limit {arguments.time_limit:g} s, {arguments.threads} threads (GLPK has one), "
                        f"{arguments.repeats} repeats.")
    rows = [[case.name, case.rows, case.columns, case.integers] + [contest.cell(case.name, name) for name in names]
            + [contest.ratio(case.name)] for case in entries]
    rows += [row + [""] for row in contest.mean_rows([case.name for case in entries], 3)]
    columns = ["case", "rows", "columns", "integer"] + names + ["best peer / Rampwerk"]
    lines = head + ["Median seconds of wall time (peak MiB); a peer's time is without that of the export.", ""]
    contest.write("plans", lines + table.markdown(columns, rows) + ["", MEAN_NOTE])
    picture.bars("Time to a proven plan", f"median of {arguments.repeats}, gap {gap:g}, {arguments.threads} threads; pale: "
                 "stopped at the limit, or wrong", [case.name for case in entries], names, contest.peer_cell,
                 os.path.join(arguments.out, "plans.svg"))
    return contest.findings
