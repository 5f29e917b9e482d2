"""Rounds of solvers on the same cases, and the tables of them.  SPDX-License-Identifier: MIT

Repeats go round the solvers in turn, so that a busy spell of the machine meets all of them.  A solver is not asked again where
that would take it beyond its patience with the case, or where it stopped at the limit.
"""
import math
import os
import time

import figures
import solvers
import table
from machine import describe_machine, describe_source

OWN = "Rampwerk"


class Contest:
    """peers: those of the suite, unless the user names others, None: not beside any; limit, patience: seconds, as well."""

    def __init__(self, arguments, peers=(), limit=300.0, patience=60.0):
        self.arguments = arguments
        self.limit = limit if arguments.time_limit is None else arguments.time_limit
        self.patience = patience if arguments.patience is None else arguments.patience
        self.peers, self.absent = solvers.peers_of(() if peers is None else peers if arguments.peers is None else arguments.peers)
        self.solvers = [solvers.Rampwerk(arguments.rampwerk)] + self.peers
        self.versions = {solver.name: solver.version() for solver in self.solvers}
        self.names = [solver.name for solver in self.solvers]
        self.began = time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime())
        self.load = os.getloadavg()[0]
        self.rows, self.summary, self.findings, self.failures = [], {}, [], []
        for absent in self.absent:
            print(f"not measured: {absent}", flush=True)

    def head(self, text):
        """What every table starts with."""
        lines = [f"{self.began}, commit {describe_source()}: {describe_machine()}; load {self.load:.2f} at the start.  ",
                 "; ".join(self.versions.values()) + ".  "]
        lines += [f"Not measured: {'; '.join(self.absent)}.  "] if self.absent else []
        lines += [f"{text} Up to {self.arguments.repeats} runs each, no more where they take a solver beyond {self.patience:g} s "
                  "or where it stopped at the limit.", ""]
        return lines + [f"**{finding}**  " for finding in self.findings] + [""] * bool(self.findings)

    def tail(self):
        """What goes below a table: why peers failed."""
        return [""] + [f"- {failure}" for failure in self.failures] if self.failures else []

    def play(self, case, gap, folder, key=None, threads=None, contenders=None, limit=None):
        """All repeats of a case; afterwards summary[key, solver] for all who ran."""
        runs, spent = [], {}
        key, threads, limit = key or case.name, threads or self.arguments.threads, limit or self.limit
        entered = [solver for solver in contenders or self.solvers if case.mps or solver.name == OWN]
        for repeat in range(self.arguments.repeats):
            for solver in entered:
                if repeat > 0 and spent[solver.name] * (repeat + 1) / repeat > self.patience:
                    continue
                run = solver.solve(case, threads, gap, limit, folder)
                runs.append((solver.name, run))
                is_done = run.status == "optimal" and not run.is_late
                spent[solver.name] = spent.get(solver.name, 0.0) + (run.seconds if is_done else math.inf)
                self.note(case, key, solver.name, run, (threads, gap, limit, repeat))
        for solver in entered:
            self.summary[key, solver.name] = figures.Summary([run for name, run in runs if name == solver.name])
        self.judge(case, key, runs)
        return runs

    def note(self, case, key, name, run, how):
        """A run for the file of all runs, and for who watches."""
        threads, gap, limit, repeat = how
        self.rows.append([case.name, case.scenarios, name, self.versions[name], threads, gap, limit, repeat, run.status,
                          f"{run.seconds:.4f}", f"{run.cpu_seconds:.4f}", f"{run.mebibytes:.1f}", repr(run.objective),
                          repr(run.bound), f"{run.gap:.3g}", f"{run.load:.2f}"])
        print(f"{key} {repeat + 1}/{self.arguments.repeats} {name}: {run.status} in {run.seconds:.2f} s, "
              f"[{run.bound:.9g}, {run.objective:.9g}], {run.mebibytes:.0f} MiB", flush=True)
        if run.status == "failed" and name != OWN:
            self.failures.append(f"{key}: {name} failed: {run.failure}")
            print(self.failures[-1], flush=True)

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
            self.find(f"{key}: {OWN} failed: {next(run.failure for run in own.runs if run.status == 'failed')}")

    def find(self, finding):
        if finding not in self.findings:
            self.findings.append(finding)
            print(finding, flush=True)

    def cell(self, key, name, why_not=""):
        value = self.summary.get((key, name))
        if value is None:
            return f"- ({why_not})" if why_not else "-"
        if "failed" in value.statuses:
            return "failed"
        return (f"{table.seconds_text(value.seconds)} ({value.mebibytes:.0f}; {len(value.runs)})"
                + (f", {value.note}" if value.note else ""))

    def ratio(self, key):
        """How many times longer the best peer takes; where none is done in time, more than the least any was given."""
        own = self.summary[key, OWN]
        entered = [self.summary[key, name] for name in self.names if name != OWN and (key, name) in self.summary]
        entered = [value for value in entered if not value.wrong and "failed" not in value.statuses]
        good = [value.seconds for value in entered if value.solved]
        if own.solved and good:
            return f"{min(good) / own.seconds:.1f}"
        return f"> {min(value.seconds for value in entered) / own.seconds:.1f}" if own.solved and entered else "-"

    def charged(self, key, name):
        """Seconds that count in a mean: the limit for what was not solved, or wrong."""
        value = self.summary.get((key, name))
        limit = self.limit
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
        table.write_lines(lines + self.tail(), os.path.join(out, suite + ".md"))
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
CELL_NOTE = "Median seconds of wall time (peak MiB; number of runs)"
