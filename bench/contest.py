"""Rounds of solvers on the same cases, and the tables of them.  SPDX-License-Identifier: MIT

Repeats go round the solvers in turn, so that a busy spell of the machine meets all of them.
"""
import os
import time

import figures
import solvers
import table
from machine import describe_machine, describe_source

OWN = "Rampwerk"


class Contest:
    def __init__(self, arguments):
        self.arguments = arguments
        self.peers = solvers.peers_of([name for name in arguments.peers.split(",") if name])
        self.solvers = [solvers.Rampwerk(arguments.rampwerk)] + self.peers
        self.versions = {solver.name: solver.version() for solver in self.solvers}
        self.names = [solver.name for solver in self.solvers]
        self.began = time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime())
        self.load = os.getloadavg()[0]
        self.rows, self.summary, self.findings = [], {}, []

    def head(self, text):
        """What every table starts with."""
        lines = [f"{self.began}, commit {describe_source()}: {describe_machine()}; load {self.load:.2f} at the start.  ",
                 "; ".join(self.versions.values()) + ".  ", text, ""]
        return lines + [f"**{finding}**  " for finding in self.findings] + [""] * bool(self.findings)

    def play(self, case, gap, folder, key=None, threads=None, contenders=None):
        """All repeats of a case; afterwards summary[key, solver] for all who ran."""
        arguments, runs = self.arguments, []
        key, threads = key or case.name, threads or arguments.threads
        entered = [solver for solver in contenders or self.solvers if case.mps or solver.name == OWN]
        for repeat in range(arguments.repeats):
            for solver in entered:
                run = solver.solve(case, threads, gap, arguments.time_limit, folder)
                runs.append((solver.name, run))
                self.rows.append([case.name, case.scenarios, solver.name, self.versions[solver.name], threads, gap,
                                  arguments.time_limit, repeat, run.status, f"{run.seconds:.4f}", f"{run.cpu_seconds:.4f}",
                                  f"{run.mebibytes:.1f}", repr(run.objective), repr(run.bound), f"{run.gap:.3g}",
                                  f"{run.load:.2f}"])
                print(f"{key} {repeat + 1}/{arguments.repeats} {solver.name}: {run.status} in {run.seconds:.2f} s, "
                      f"[{run.bound:.9g}, {run.objective:.9g}], {run.mebibytes:.0f} MiB", flush=True)
        for solver in entered:
            self.summary[key, solver.name] = figures.Summary([run for name, run in runs if name == solver.name])
        self.judge(case, key, runs)
        return runs

    def judge(self, case, key, runs):
        """What is wrong: against a published optimum, which says who, or against each other."""
        if case.optimum is None:
            for solver, finding in sorted(set(figures.contradictions(key, runs))):
                self.find(finding)
                self.summary[key, solver].wrong = "contradicted"
        for solver, run in runs if case.optimum is not None else []:
            if run.status == "infeasible" or (run.status == "optimal" and not figures.is_right(run, case.optimum)):
                self.summary[key, solver].wrong = "wrong"
                if solver == OWN:
                    self.find(f"{key}: {OWN} says {run.status}, {run.objective:.12g}; published is {case.optimum:.12g}")
        own = self.summary[key, OWN]
        if "failed" in own.statuses:
            self.find(f"{key}: {OWN} failed: {own.runs[0].text.strip()[-200:]}")

    def find(self, finding):
        if finding not in self.findings:
            self.findings.append(finding)
            print(finding, flush=True)

    def cell(self, key, name, why_not=""):
        value = self.summary.get((key, name))
        if value is None:
            return f"- ({why_not})" if why_not else "-"
        return (f"{table.seconds_text(value.seconds)} ({value.mebibytes:.0f})" + (f", {value.note}" if value.note else ""))

    def ratio(self, key):
        """How many times longer the best peer takes."""
        own = self.summary[key, OWN]
        entered = [self.summary[key, name] for name in self.names if name != OWN and (key, name) in self.summary]
        good = [value.seconds for value in entered if value.solved]
        if own.solved and good:
            return f"{min(good) / own.seconds:.1f}"
        return f"> {max(value.seconds for value in entered) / own.seconds:.1f}" if own.solved and entered else "-"

    def charged(self, key, name):
        """Seconds that count in a mean: the limit for what was not solved, or wrong."""
        value = self.summary.get((key, name))
        limit = self.arguments.time_limit
        return min(limit, value.seconds) if value is not None and value.solved else limit

    def mean_rows(self, keys, blanks):
        """A row for each shift, with the fastest as 1 behind it, and one for the number solved."""
        rows = []
        for shift in figures.SHIFTS:
            means = [figures.shifted_mean([self.charged(key, name) for key in keys], shift) for name in self.names]
            cells = [f"{mean:.3f} ({mean / max(min(means), 1e-9):.2f})" for mean in means]
            rows.append([f"mean, shift {shift:g} s"] + [""] * blanks + cells)
        solved = [sum((key, name) in self.summary and self.summary[key, name].solved for key in keys) for name in self.names]
        rows.append(["solved"] + [""] * blanks + [f"{number} of {len(keys)}" for number in solved])
        return rows

    def write(self, suite, lines):
        """suite.md and suite.csv in the folder for results."""
        out = self.arguments.out
        table.write_lines(lines, os.path.join(out, suite + ".md"))
        table.write_csv(table.RUN_COLUMNS, self.rows, os.path.join(out, suite + ".csv"))

    @property
    def peer_cell(self):
        """For picture.bars: (seconds, solved, note) or None."""
        def cell(key, name):
            value = self.summary.get((key, name))
            return (value.seconds, value.solved, value.note) if value else None
        return cell


MEAN_NOTE = ("mean: geometric, shifted, of the medians, and in brackets how many times the fastest; what was not solved, or wrong, "
             "counts as the limit.")
