"""The same plants over 1, 10, 100, ... scenarios beside the peers on the extensive form.  SPDX-License-Identifier: MIT"""
import os

import cases
import picture
import table
from contest import Contest

DEFAULT_CASES = "baseline,large:1"
GAPS = ((1, 1e-3), (100, 5e-3), (1000, 1e-2))  # asked for, up to so many scenarios


def gap_for(scenarios, asked):
    if asked is not None:
        return asked
    return next((gap for most, gap in GAPS if scenarios <= most), GAPS[-1][1])


def run(arguments, folder):
    contest, entries = Contest(arguments), []
    for text in (arguments.cases or DEFAULT_CASES).split(","):
        for scenarios in arguments.scenarios:
            case = cases.plan_case(text, arguments, folder, scenarios)
            if contest.peers:
                cases.export_plan(case, arguments, folder)
            key = f"{case.name}, {scenarios}"
            gap = gap_for(scenarios, arguments.gap)
            contest.play(case, gap, folder, key)
            if case.mps:
                os.remove(case.mps)
            entries.append((key, case, gap))
    names = contest.names
    head = contest.head(f"Limit {arguments.time_limit:g} s, {arguments.threads} threads (GLPK has one), {arguments.repeats} "
                        f"repeats, seed {arguments.seed}.")
    rows = [[case.name, f"{case.scenarios:,}", f"{100 * gap:g} %", f"{case.rows:,}" if case.rows else "",
             f"{case.columns:,}" if case.rows else ""]
            + [contest.cell(key, name, case.why_no_mps) for name in names] + [contest.ratio(key)] for key, case, gap in entries]
    columns = ["case", "scenarios", "gap", "rows", "columns"] + names + ["best peer / Rampwerk"]
    lines = head + ["Median seconds of wall time (peak MiB). The peers read the extensive form, whose sizes are given; its export is "
                    f"not in their time. Beyond {arguments.largest_mps:,.0f} MiB it is not made for them.", ""]
    contest.write("scenarios", lines + table.markdown(columns, rows))
    picture.bars("Time to a proven plan over many scenarios", f"median of {arguments.repeats}, {arguments.threads} threads; pale: "
                 "stopped at the limit", [key for key, _, _ in entries], names, contest.peer_cell,
                 os.path.join(arguments.out, "scenarios.svg"))
    return contest.findings
