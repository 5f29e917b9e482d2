"""How time grows with scenarios and with the horizon, and falls with threads.  SPDX-License-Identifier: MIT

Exponents are those of y = a x^b, fitted by least squares of the logarithms of the medians, all at one gap.
"""
import os

import cases
import figures
import picture
import table
from contest import OWN, Contest

DEFAULT_CASES = "baseline"
LIMIT, PATIENCE = 300.0, 30.0  # seconds
CAPEX = ("20e6", "60e6", "180e6")  # the base case's limits of its first years; the last one goes on


def horizon_settings(months):
    """What else must be said where the base case is cut or drawn out: a limit for every calendar year from 2026-12."""
    years = (11 + months - 1) // 12 + 1
    limits = [CAPEX[min(year, len(CAPEX) - 1)] for year in range(years)]
    return [f"plan.months={months}", f"policies.budgets.capex.limit_eur=[{', '.join(limits)}]"]


def phrase(points, what):
    """'exponent 0.98 +- 0.05 (time against scenarios, 25 to 400)', or nothing where there is nothing to fit."""
    fit, error = figures.fit_power(points), figures.fit_error(points)
    if not fit:
        return ""
    ends = f"{min(x for x, _ in points):,} to {max(x for x, _ in points):,}"
    return f"exponent {fit[1]:.2f}{f' ± {error:.2f}' if error is not None else ''} (time against {what}, {ends})"


class Sweep:
    """One figure varied: its points, and what they say."""

    def __init__(self, contest, case_name, what):
        self.contest, self.case_name, self.what, self.points = contest, case_name, what, []

    def add(self, case, gap, folder, value, threads=None):
        key = f"{case.name}, {value} {self.what}"
        self.contest.play(case, gap, folder, key, threads, self.contest.solvers[:1])
        self.points.append((value, self.contest.summary[key, OWN]))

    def times(self):
        """Points that stopped at the limit would bend the line."""
        return [(value, summary.seconds) for value, summary in self.points if summary.reached]

    def rows(self):
        first = self.points[0][1].seconds
        return [[self.case_name, self.what, f"{value:,}", table.seconds_text(summary.seconds), len(summary.runs),
                 f"{first / summary.seconds:.2f}", f"{max(run.lps for run in summary.runs):,}", f"{summary.mebibytes:.0f}",
                 summary.note] for value, summary in self.points]

    def finding(self):
        """What the points say, empty where that is nothing."""
        times, left_out = self.times(), len(self.points) - len(self.times())
        words = phrase(times, self.what)
        if self.what == "threads":
            words = ", ".join(f"{value} threads {times[0][1] / seconds:.2f} times as fast as {times[0][0]}" for value, seconds in times[1:])
        return words and words + (f"; {left_out} that did not reach the gap left out" if left_out else "")


def report(contest, sweeps, gap):
    arguments = contest.arguments
    sweeps = [sweep for sweep in sweeps if sweep.points]
    head = contest.head(f"Gap {gap:g} everywhere, limit {contest.limit:g} s, seed {arguments.seed}; {arguments.threads} threads but "
                        f"where they vary, {arguments.thread_scenarios} scenarios where threads vary, the nominal one where months vary.")
    columns = ["case", "what varies", "value", "median seconds", "runs", "first / this", "linear problems", "peak MiB", "note"]
    rows = [row for sweep in sweeps for row in sweep.rows()]
    findings = [f"- {sweep.case_name}: {sweep.finding()}" for sweep in sweeps if sweep.finding()]
    contest.write("scaling", head + table.markdown(columns, rows, 2) + [""] + findings)
    for what in ("scenarios", "threads", "months"):
        chosen = [sweep for sweep in sweeps if sweep.what == what and sweep.times()]
        if chosen:
            notes = {sweep.case_name: sweep.finding() for sweep in chosen}
            picture.lines(f"Time against {what}", f"median seconds, gap {gap:g}; thin: the fit", (what, "seconds"),
                          {sweep.case_name: sweep.times() for sweep in chosen}, notes,
                          os.path.join(arguments.out, f"scaling_{what}.svg"))


def values_of(arguments, text, what):
    """What is varied, and how: (value, scenarios, settings, threads)."""
    if what == "scenarios":
        return [(number, number, (), None) for number in arguments.scaling_scenarios]
    if what == "threads":
        return [(threads, arguments.thread_scenarios, (), threads) for threads in arguments.scaling_threads]
    # dates of generated plants are fixed
    return [(months, 1, horizon_settings(months), None) for months in arguments.scaling_months if text == "baseline"]


def run(arguments, folder):
    contest, sweeps = Contest(arguments, None, LIMIT, PATIENCE), []
    gap = 1e-2 if arguments.gap is None else arguments.gap
    for text in (arguments.cases or DEFAULT_CASES).split(","):
        for what in ("scenarios", "threads", "months"):
            sweep = None
            for value, scenarios, settings, threads in values_of(arguments, text, what):
                case = cases.plan_case(text, arguments, folder, scenarios, settings)
                if sweep is None:
                    sweep = Sweep(contest, case.name, what)
                    sweeps.append(sweep)
                sweep.add(case, gap, folder, value, threads)
                report(contest, sweeps, gap)
    return contest.findings
