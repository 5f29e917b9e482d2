"""Rampwerk and its peers: how each is called, and what it says it found.  SPDX-License-Identifier: MIT"""
import json
import math
import os
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import time

GRACE_SECONDS = 30  # beyond the time limit, before a process is ended
LATE_SHARE, LATE_SECONDS = 0.1, 1.0  # beyond the time limit, before a proof counts as too late: reading and ending take time


class Run:
    """One run of one solver: what it took, and the interval [bound, objective] it claims for the optimum."""

    def __init__(self, seconds, cpu_seconds, mebibytes, text):
        self.seconds, self.cpu_seconds, self.mebibytes, self.text = seconds, cpu_seconds, mebibytes, text
        self.status, self.objective, self.bound = "failed", math.inf, -math.inf
        self.code, self.lps, self.limit = 0, 0, math.inf
        self.load = os.getloadavg()[0]

    @property
    def gap(self):
        if not math.isfinite(self.objective) or not math.isfinite(self.bound):
            return math.inf
        return max(0.0, self.objective - self.bound) / max(abs(self.objective), 1e-10)

    @property
    def is_late(self):
        return self.seconds > (1 + LATE_SHARE) * self.limit + LATE_SECONDS

    @property
    def failure(self):
        """Why it failed, as far as its end and its last line say."""
        lines = [line.strip() for line in self.text.splitlines() if line.strip()]
        end = f"signal {-self.code}" if self.code < 0 else f"exit code {self.code}"
        return f"{end} after {self.seconds:.1f} s" + (f", last line: {lines[-1][-160:]}" if lines else ", nothing printed")


def measure(command, limit):
    """Runs command with its output kept; wall and processor time and peak memory are the child's own.

    A process that goes on long after its limit is ended; its status is "limit" then, unless more is found in its output.
    """
    ended = threading.Event()

    def end(process):
        ended.set()
        os.kill(process, signal.SIGKILL)

    with tempfile.TemporaryFile() as output:
        begun = time.monotonic()
        child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT)
        watch = threading.Timer(limit + GRACE_SECONDS, end, (child.pid,))
        watch.start()
        _, state, usage = os.wait4(child.pid, 0)
        watch.cancel()
        seconds = time.monotonic() - begun
        child.returncode = os.waitstatus_to_exitcode(state)
        output.seek(0)
        text = output.read().decode("utf-8", "replace")
    run = Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024.0, text)
    run.code, run.limit = child.returncode, limit
    run.status = "limit" if ended.is_set() else "failed"
    return run


def read_json(text):
    """The first JSON object in text, None where there is none."""
    for begin in (match.start() for match in re.finditer(r"^\{", text, re.MULTILINE)):
        try:
            return json.JSONDecoder().raw_decode(text, begin)[0]
        except ValueError:
            continue
    return None


def first_line(command):
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              check=False, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    lines = done.stdout.decode("utf-8", "replace").splitlines()
    return lines[0].strip() if lines else ""


def last_number(pattern, text, fallback):
    """The last number after pattern in text."""
    found = re.findall(pattern + r"\s*([-+]?(?:\d[\d.]*(?:[eE][-+]?\d+)?|inf))", text)
    return float(found[-1]) if found else fallback


class Rampwerk:
    name = "Rampwerk"

    def __init__(self, program):
        self.program = program

    def version(self):
        return first_line([self.program, "--version"])

    def solve(self, case, threads, gap, limit, folder):
        out = ["-o", os.path.join(folder, "run.h5")] if case.command[0] == "plan" else []
        run = measure([self.program] + case.command + out + ["--json", "--quiet", "--threads", str(threads), "--gap", repr(gap),
                       "--time-limit", repr(limit)], limit)
        answer = read_json(run.text)
        if answer is None:
            run.status = "failed"  # it is to keep its limits
            return run
        run.status = answer["status"]
        run.objective = math.inf if answer["objective"] is None else answer["objective"]
        run.bound = -math.inf if answer["bound"] is None else answer["bound"]
        run.lps = answer["lps"]
        if math.isfinite(run.objective) and not answer.get("verification", {"passed": True})["passed"]:
            run.status = "failed"
        return run


class RampwerkClosing(Rampwerk):
    """Asked for the closing table, which has the phases, instead of JSON, which has the figures to the last digit."""

    def solve(self, case, threads, gap, limit, folder):
        run = measure([self.program] + case.command + ["-o", os.path.join(folder, "run.h5"), "--progress", "off", "--threads",
                       str(threads), "--gap", repr(gap), "--time-limit", repr(limit)], limit)
        status = re.search(r"^status\s+(\w+)", run.text, re.MULTILINE)
        lps = re.search(r"([\d,]+) LPs", run.text)
        figures = [re.search(rf"^{word}\s+(-?[\d,.]+)", run.text, re.MULTILINE) for word in ("objective", "bound")]
        run.objective, run.bound = (float(found.group(1).replace(",", "")) if found else else_ for found, else_ in
                                    zip(figures, (math.inf, -math.inf)))
        run.status = status.group(1) if status else "failed"
        run.lps = int(lps.group(1).replace(",", "")) if lps else 0
        return run


def missing_program(name):
    """Why a program cannot be run; empty where it can."""
    return "" if shutil.which(name) else f"there is no program {name}"


class Cbc:
    name = "Cbc"
    program = "cbc"

    def missing(self):
        return missing_program(self.program)

    def version(self):
        done = subprocess.run([self.program, "-quit"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=False)
        found = re.search(rb"Version:\s*(\S+)", done.stdout)
        return "Cbc " + (found.group(1).decode() if found else "?")

    def solve(self, case, threads, gap, limit, folder):
        run = measure([self.program, case.mps, "-threads", str(threads), "-timeMode", "elapsed", "-sec", repr(limit),
                       "-ratioGap", repr(gap), "-allowableGap", "0", "-solve", "-solution",
                       os.path.join(folder, "cbc.sol")], limit)
        run.objective = last_number(r"Objective value:", run.text, math.inf)
        run.bound = last_number(r"Lower bound:", run.text, -math.inf)
        if "Result - Optimal solution found" in run.text:
            run.status = "optimal"
            if run.bound == -math.inf:
                run.bound = run.objective - gap * abs(run.objective)
        elif re.search(r"^Optimal objective ", run.text, re.MULTILINE):  # no integers
            run.status = "optimal"
            run.objective = run.bound = last_number(r"Optimal objective", run.text, math.inf)
        elif "Result - Stopped" in run.text:
            run.status = "limit"
        elif "infeasible" in run.text and run.status == "failed":
            run.status = "infeasible"
        return run


class Glpk:
    name = "GLPK"
    program = "glpsol"

    def missing(self):
        return missing_program(self.program)

    def version(self):
        found = re.search(r"(\d[\d.]*)\s*$", first_line([self.program, "--version"]))
        return "GLPK " + (found.group(1) if found else "?")

    def solve(self, case, threads, gap, limit, folder):
        out = os.path.join(folder, "glpk.sol")
        run = measure([self.program, "--freemps", case.mps, "--mipgap", repr(gap), "--tmlim",
                       str(max(1, round(limit))), "-w", out], limit)
        run.bound = last_number(r"\+ *\d+: (?:mip =|>>>>>).*>=", run.text, -math.inf)
        try:
            with open(out, encoding="utf-8") as file:
                text = file.read()
        except OSError:
            text = ""
        found = re.search(r"^s mip \d+ \d+ (\w) (\S+)", text, re.MULTILINE)
        linear = re.search(r"^s bas \d+ \d+ f f (\S+)", text, re.MULTILINE)
        if found and found.group(1) in "of":
            run.objective = float(found.group(2))
        if linear:
            run.status, run.objective, run.bound = "optimal", float(linear.group(1)), float(linear.group(1))
        elif "INTEGER OPTIMAL SOLUTION FOUND" in run.text:
            run.status, run.bound = "optimal", run.objective
        elif "MIP GAP TOLERANCE REACHED" in run.text:
            run.status = "optimal"
        elif "NO PRIMAL FEASIBLE" in run.text or "NO INTEGER FEASIBLE" in run.text:
            run.status = "infeasible"
        elif "TIME LIMIT EXCEEDED" in run.text:
            run.status = "limit"
        return run


class Highs:
    """With a parallel tree search, which HiGHS 1.15 makes only where it is asked for."""
    name = "HiGHS"
    parallel = "on"

    def __init__(self):
        self.program = os.environ.get("HIGHS", "") or "highs"

    def missing(self):
        why = missing_program(self.program)
        return why and why + " (the environment variable HIGHS names it)"

    def version(self):
        found = re.search(r"(\d[\d.]*)", first_line([self.program, "--version"]))
        return f"{self.name} " + (found.group(1) if found else "?")

    def solve(self, case, threads, gap, limit, folder):
        options = os.path.join(folder, "highs.opt")
        with open(options, "w", encoding="utf-8") as file:
            file.write(f"mip_rel_gap = {gap!r}\nmip_abs_gap = 0\nthreads = {threads}\ntime_limit = {limit!r}\n"
                       f"parallel = {self.parallel if threads > 1 else 'off'}\nlog_file = /dev/null\n")
        run = measure([self.program, "--options_file", options, case.mps], limit)
        run.objective = last_number(r"Primal bound", run.text, math.inf)
        run.bound = last_number(r"Dual bound", run.text, -math.inf)
        found = re.search(r"^\s*Status\s+(\S.*)$", run.text, re.MULTILINE)
        linear = re.search(r"^Model status\s*:\s*(\S.*)$", run.text, re.MULTILINE)
        found, is_linear = found or linear, not found  # the second form where there are no integers
        status = found.group(1).strip().lower() if found else ""
        if status.startswith("optimal"):
            run.status = "optimal"
            if is_linear:  # stopped earlier, the objective is neither that of a plan nor a bound
                run.objective = run.bound = last_number(r"Objective value\s*:", run.text, math.inf)
        elif status.startswith("infeasible"):
            run.status = "infeasible"
        elif "limit" in status:
            run.status = "limit"
        return run


class HighsSerial(Highs):
    """As it comes: threads for its linear algebra, one worker for the tree."""
    name = "HiGHS serial"
    parallel = "choose"


PEERS = {"cbc": Cbc, "glpk": Glpk, "highs": Highs, "highs-serial": HighsSerial}


def peers_of(names):
    """(the peers of these names that are there, why each of the others is not)."""
    peers = [PEERS[name]() for name in names]
    return [peer for peer in peers if not peer.missing()], [f"{peer.name}: {peer.missing()}" for peer in peers if peer.missing()]
