"""How time grows with scenarios and with the horizon, and falls with threads.  SPDX-License-Identifier: MIT

Exponents are those of y = a x^b, fitted by least squares of the logarithms of the medians.
"""
import os

import cases
import figures
import picture
import table
from contest import OWN, Contest

DEFAULT_CASES = "baseline"
CAPEX = ("20e6", "60e6", "180e6")  # the base case's limits of its first years; the last one goes on


def horizon_settings(months):
    """What else must be said where the base case is cut or drawn out: a limit for every calendar year from 2026-12."""
    years = (11 + months - 1) // 12 + 1
    limits = [CAPEX[min(year, len(CAPEX) - 1)] for year in range(years)]
    return [f"plan.months={months}", f"policies.budgets.capex.limit_eur=[{', '.join(limits)}]"]


def phrase(points, what):
    """'exponent 0.98 (time against scenarios)', or nothing where there is nothing to fit."""
    fit = figures.fit_power(points)
    return f"exponent {fit[1]:.2f} (time against {what})" if fit else ""


class Sweep:
    """One figure varied: its points, and what they say."""

    def __init__(self, contest, case_name, what):
        self.contest, self.case_name, self.what, self.points, self.reached = contest, case_name, what, [], True

    def add(self, case, gap, folder, value, threads=None):
        key = f"{case.name}, {value} {self.what}"
        self.contest.play(case, gap, folder, key, threads, self.contest.solvers[:1])
        summary = self.contest.summary[key, OWN]
        self.points.append((value, summary))
        self.reached = self.reached and summary.reached

    def times(self):
        return [(value, summary.seconds) for value, summary in self.points]

    def rows(self):
        first = self.points[0][1].seconds
        return [[self.case_name, self.what, f"{value:,}", table.seconds_text(summary.seconds), f"{first / summary.seconds:.2f}",
                 f"{summary.mebibytes:.0f}", summary.note] for value, summary in self.points]


def run(arguments, folder):
    contest, sweeps = Contest(arguments), []
    gap = 1e-2 if arguments.gap is None else arguments.gap
    for text in (arguments.cases or DEFAULT_CASES).split(","):
        name = cases.plan_case(text, arguments, folder).name
        sweep = Sweep(contest, name, "scenarios")
        for scenarios in arguments.scaling_scenarios:
            sweep.add(cases.plan_case(text, arguments, folder, scenarios), gap, folder, scenarios)
        sweeps.append(sweep)
        sweep = Sweep(contest, name, "threads")
        for threads in arguments.scaling_threads:
            sweep.add(cases.plan_case(text, arguments, folder, arguments.thread_scenarios), gap, folder, threads,
                      threads)
        sweeps.append(sweep)
        sweep = Sweep(contest, name, "months")
        for months in arguments.scaling_months if text == "baseline" else []:  # dates of generated plants are fixed
            case = cases.plan_case(text, arguments, folder, 1, horizon_settings(months))
            sweep.add(case, gap, folder, months)
        sweeps += [sweep] if sweep.points else []
    head = contest.head(f"Gap {gap:g}, limit {arguments.time_limit:g} s, {arguments.repeats} repeats, seed {arguments.seed}; "
                        f"{arguments.threads} threads but where they vary, {arguments.thread_scenarios} scenarios where threads vary, the nominal one "
                        "where months vary.")
    columns = ["case", "what varies", "value", "seconds", "first / this", "peak MiB", "note"]
    fits = [f"- {sweep.case_name}: " + phrase(sweep.times(), sweep.what) +
            ("" if sweep.reached else "; some runs stopped at the limit, so the exponent is too low")
            for sweep in sweeps if sweep.what != "threads" and figures.fit_power(sweep.times())]
    contest.write("scaling", head + table.markdown(columns, [row for sweep in sweeps for row in sweep.rows()], 2) + [""] + fits)
    for what in ("scenarios", "threads", "months"):
        series = {sweep.case_name: sweep.times() for sweep in sweeps if sweep.what == what}
        notes = {sweep.case_name: phrase(sweep.times(), what) for sweep in sweeps if sweep.what == what}
        if series:
            picture.lines(f"Time against {what}", f"median of {arguments.repeats}, gap {gap:g}", (what, "seconds"), series, notes,
                          os.path.join(arguments.out, f"scaling_{what}.svg"))
    return contest.findings
