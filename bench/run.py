#!/usr/bin/python3
"""Rampwerk and other solvers on the same problems, side by side.  SPDX-License-Identifier: MIT

Every case is planned by Rampwerk from its configuration (reading, building, solving, re-checking and writing the run
file all counted) and given to the peers as the MPS file of `rampwerk export`, all under the same gap, time limit and
number of threads.  Repeats go round the solvers in turn, so that a busy spell of the machine meets all of them.

Writes runs.csv (every run), table.md and picture.svg.  Ends with 1 if a claim contradicts another one: the intervals
[bound, objective] of two solvers on one problem must overlap.
"""
import argparse
import csv
import math
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
import picture  # noqa: E402  (beside this file)
import solvers  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = os.path.dirname(HERE)
TOLERANCE = 1e-6  # relative, of objectives of different solvers
MEAN_SHIFT = 1.0  # seconds, of the shifted geometric mean
DEFAULT_CASES = "baseline,small:1,small:2,small:3,base:1,base:2,base:3"


class Case:
    def __init__(self, name, config):
        self.name, self.config, self.mps = name, config, ""
        self.rows = self.columns = self.integers = 0


def fail(text):
    sys.exit(f"run.py: {text}")


def call(command):
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    if done.returncode != 0:
        fail(f"{' '.join(command)} ended with {done.returncode}\n{done.stderr.decode('utf-8', 'replace')}")
    return done.stdout.decode("utf-8", "replace")


def count(case):
    """Sizes from the MPS file: the objective is no row, every column has a cost entry."""
    section, integer = "", False
    with open(case.mps, encoding="ascii") as file:
        for line in file:
            if not line.startswith(" "):
                section = line.split()[0]
            elif section == "ROWS":
                case.rows += line.split()[0] != "N"
            elif section == "COLUMNS" and "'MARKER'" in line:
                integer = "INTORG" in line
            elif section == "COLUMNS" and line.split()[1] == "cost":
                case.columns += 1
                case.integers += integer


def make_case(text, arguments, folder):
    """`baseline`, SIZE:SEED of the generator, or a configuration file."""
    generated = re.fullmatch(r"(tiny|small|base|large):(\d+)", text)
    if generated:
        # One objective in one step, so that there is one problem to export.
        case = Case(text.replace(":", "-"), os.path.join(folder, text.replace(":", "-") + ".cfg"))
        config = call([arguments.plants, "--size", generated.group(1), "--seed", generated.group(2),
                       "--feature", "lexicographic=off"])
        with open(case.config, "w", encoding="utf-8") as file:
            file.write(config)
    elif text == "baseline":
        case = Case(text, os.path.join(SOURCE, "config", "baseline.cfg"))
    elif os.path.isfile(text):
        case = Case(os.path.splitext(os.path.basename(text))[0], text)
    else:
        fail(f"no case '{text}': 'baseline', SIZE:SEED or a configuration file")
    case.mps = os.path.join(folder, case.name + ".mps")
    call([arguments.rampwerk, "export", "--quiet", case.config, "--mps", case.mps])
    count(case)
    return case


def check_build(program):
    """Figures of a build for debugging would mislead."""
    folder = os.path.dirname(os.path.abspath(program))
    while folder != "/":
        cache = os.path.join(folder, "CMakeCache.txt")
        if os.path.isfile(cache):
            with open(cache, encoding="utf-8") as file:
                text = file.read()
            if not re.search(r"^CMAKE_BUILD_TYPE:\w+=Release$", text, re.M) or re.search(r"^RAMPWERK_SANITIZE:\w+=.+$", text, re.M):
                fail(f"{program} is not a release build without sanitizers ({cache})")
            return
        folder = os.path.dirname(folder)


def describe_machine():
    model = memory = system = "?"
    with open("/proc/cpuinfo", encoding="utf-8", errors="replace") as file:
        found = re.search(r"^(?:model name|Model)\s*:\s*(.+)$", file.read(), re.M)
        model = found.group(1).strip() if found else platform.machine()
    with open("/proc/meminfo", encoding="utf-8") as file:
        found = re.search(r"^MemTotal:\s*(\d+)", file.read(), re.M)
        memory = f"{int(found.group(1)) / 2 ** 20:.1f} GiB" if found else "?"
    with open("/etc/os-release", encoding="utf-8") as file:
        found = re.search(r'^PRETTY_NAME="?([^"\n]+)', file.read(), re.M)
        system = found.group(1) if found else platform.platform()
    return f"{model}, {len(os.sched_getaffinity(0))} processors, {memory}, {system}"


def describe_source():
    if not shutil.which("git"):
        return "unknown"
    done = subprocess.run(["git", "-C", SOURCE, "describe", "--always", "--dirty", "--abbrev=12"], check=False,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return done.stdout.decode().strip() or "unknown"


def slack(*values):
    return TOLERANCE * max([1.0] + [abs(value) for value in values if math.isfinite(value)])


def contradictions(case, runs):
    """Sentences about claims that cannot both be true, each solver against Rampwerk."""
    own = [run for name, run in runs if name == "Rampwerk"]
    for name, run in runs:
        for other in own if name != "Rampwerk" else []:
            if (run.status == "infeasible") != (other.status == "infeasible"):
                if "failed" not in (run.status, other.status) and "limit" not in (run.status, other.status):
                    yield f"{case.name}: {name} says {run.status}, Rampwerk {other.status}"
            elif run.objective < other.bound - slack(run.objective, other.bound):
                yield f"{case.name}: {name} has a plan of {run.objective:.12g}, below Rampwerk's bound {other.bound:.12g}"
            elif run.bound > other.objective + slack(run.bound, other.objective):
                yield (f"{case.name}: {name} has a bound of {run.bound:.12g}, above a plan of Rampwerk that passed its "
                       f"re-check: {other.objective:.12g}")


class Summary:
    """The repeats of one solver on one case."""

    def __init__(self, runs, gap):
        self.seconds = statistics.median(run.seconds for run in runs)
        self.mebibytes = max(run.mebibytes for run in runs)
        self.reached = all(run.status == "optimal" for run in runs)
        self.worst_gap = max(run.gap for run in runs)
        self.wrong = False
        self.statuses = sorted({run.status for run in runs})
        self.gap_asked = gap

    @property
    def note(self):
        if self.wrong:
            return "contradicted"
        if self.reached:
            return ""
        if "failed" in self.statuses:
            return "failed"
        return f"gap {100 * self.worst_gap:.2g}%" if math.isfinite(self.worst_gap) else "no plan or no bound"


def shifted_mean(values):
    return math.exp(statistics.fmean(math.log(value + MEAN_SHIFT) for value in values)) - MEAN_SHIFT


def write_table(head, cases, names, summary, path):
    lines = head + ["", "Median seconds of wall time (peak MiB); a peer's time is without that of the export.", "",
                    "| case | rows | columns | integer | " + " | ".join(names) + " | best peer / Rampwerk |",
                    "|---|" + "---:|" * (len(names) + 4)]
    for case in cases:
        cells = []
        for name in names:
            value = summary[case.name, name]
            text = f"{value.seconds:.2f} ({value.mebibytes:.0f})" + (f", {value.note}" if value.note else "")
            cells.append(text)
        own = summary[case.name, "Rampwerk"]
        good = [summary[case.name, name].seconds for name in names[1:]
                if summary[case.name, name].reached and not summary[case.name, name].wrong]
        tried = [summary[case.name, name].seconds for name in names[1:]]
        ratio = "-"
        if own.reached and good:
            ratio = f"{min(good) / own.seconds:.1f}"
        elif own.reached and tried:
            ratio = f"> {max(tried) / own.seconds:.1f}"
        lines.append(f"| {case.name} | {case.rows} | {case.columns} | {case.integers} | " + " | ".join(cells)
                     + f" | {ratio} |")
    means = [f"{shifted_mean([summary[case.name, name].seconds for case in cases]):.2f}" for name in names]
    lines.append("| mean | | | | " + " | ".join(means) + " | |")
    lines += ["", "mean: geometric, shifted by 1 s, of the medians as they stand; a run that stopped at the limit counts "
              "with what it took.", ""]
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines))


def write_runs(rows, path):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["case", "solver", "version", "threads", "gap_asked", "limit_seconds", "repeat", "status", "seconds",
                         "cpu_seconds", "peak_mib", "objective", "bound", "gap", "load"])
        writer.writerows(rows)


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rampwerk", default=os.path.join(SOURCE, "build/release/planner/cli/rampwerk"), help="the program")
    parser.add_argument("--plants", default=os.path.join(SOURCE, "build/release/bench/rampwerk_plants"), help="the generator")
    parser.add_argument("--cases", default=DEFAULT_CASES, help="comma list of baseline, SIZE:SEED or files (%(default)s)")
    parser.add_argument("--peers", default="cbc,glpk,highs", help="of those that are there (%(default)s)")
    parser.add_argument("--gap", type=float, default=1e-3, help="relative (%(default)s)")
    parser.add_argument("--time-limit", type=float, default=300.0, help="seconds of wall time (%(default)s)")
    parser.add_argument("--threads", type=int, default=len(os.sched_getaffinity(0)), help="(%(default)s)")
    parser.add_argument("--repeats", type=int, default=5, help="(%(default)s)")
    parser.add_argument("--out", default="bench-results", help="folder for the results (%(default)s)")
    parser.add_argument("--any-build", action="store_true", help="accept a build whose figures would mislead")
    arguments = parser.parse_args()
    for program in (arguments.rampwerk, arguments.plants):
        if not os.access(program, os.X_OK):
            fail(f"no program {program}; see --rampwerk and --plants")
    if not set(arguments.peers.split(",")) <= {"cbc", "glpk", "highs", ""}:
        fail("peers are cbc, glpk and highs")
    if not arguments.any_build:
        check_build(arguments.rampwerk)
    return arguments


def main():
    arguments = parse_arguments()
    contenders = [solvers.Rampwerk(arguments.rampwerk)] + solvers.peers_of([p for p in arguments.peers.split(",") if p])
    versions = {solver.name: solver.version() for solver in contenders}
    names = [solver.name for solver in contenders]
    rows, summary, findings = [], {}, []
    began = time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime())
    load = os.getloadavg()[0]
    os.makedirs(arguments.out, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="rampwerk-bench-") as folder:
        cases = [make_case(text, arguments, folder) for text in arguments.cases.split(",")]
        for case in cases:
            runs = []
            for repeat in range(arguments.repeats):
                for solver in contenders:
                    run = solver.solve(case, arguments.threads, arguments.gap, arguments.time_limit, folder)
                    runs.append((solver.name, run))
                    rows.append([case.name, solver.name, versions[solver.name], arguments.threads, arguments.gap,
                                 arguments.time_limit, repeat, run.status, f"{run.seconds:.4f}", f"{run.cpu_seconds:.4f}",
                                 f"{run.mebibytes:.1f}", repr(run.objective), repr(run.bound), f"{run.gap:.3g}",
                                 f"{run.load:.2f}"])
                    print(f"{case.name} {repeat + 1}/{arguments.repeats} {solver.name}: {run.status} in {run.seconds:.2f} s, "
                          f"[{run.bound:.9g}, {run.objective:.9g}], {run.mebibytes:.0f} MiB", flush=True)
            for name in names:
                summary[case.name, name] = Summary([run for own, run in runs if own == name], arguments.gap)
            for finding in sorted(set(contradictions(case, runs))):
                findings.append(finding)
                summary[case.name, finding.split(": ")[1].split(" ")[0]].wrong = True
                print(finding, flush=True)
    head = [f"{began}, commit {describe_source()}: {describe_machine()}; load {load:.2f} at the start.  ",
            "; ".join(versions.values()) + ".  ",
            f"Gap {arguments.gap:g}, limit {arguments.time_limit:g} s, {arguments.threads} threads (GLPK has one), "
            f"{arguments.repeats} repeats."]
    write_runs(rows, os.path.join(arguments.out, "runs.csv"))
    write_table(head + [""] * bool(findings) + [f"**{finding}**  " for finding in findings], cases, names, summary,
                os.path.join(arguments.out, "table.md"))
    picture.draw("Time to a proven plan", f"median of {arguments.repeats}, gap {arguments.gap:g}, {arguments.threads} threads; "
                 "pale: stopped at the limit", [case.name for case in cases], names,
                 lambda case, name: (summary[case, name].seconds, summary[case, name].reached, summary[case, name].note),
                 os.path.join(arguments.out, "picture.svg"))
    own_failed = any(not summary[case.name, "Rampwerk"].reached and "failed" in summary[case.name, "Rampwerk"].statuses
                     for case in cases)
    return 1 if findings or own_failed else 0


if __name__ == "__main__":
    sys.exit(main())
