#!/usr/bin/python3
"""Two-stage problems of other people whose optimum is published.  SPDX-License-Identifier: MIT

usage: test_published.py optimum|threads FAMILY [SHARD N_SHARD]

optimum: `rampwerk solve` proves the published optimum, gap 0, with 1 and with 2 threads.
threads: the same answer, bit for bit, with 1, 2, 3 and 8 threads, also where it is stopped after some nodes.

The files are not part of the project: RAMPWERK_INSTANCES names their folder (else ../shared/instances beside the source), which
holds OPTIMA.csv.  Ends with 77, skipped, where it is missing.
"""
import csv
import json
import os
import subprocess
import sys
import tempfile

SKIPPED = 77
TOLERANCE = 1e-6  # |z - z*| <= TOLERANCE max(1, |z*|)
NODE_LIMIT = "30"
RAMPWERK = os.environ["RAMPWERK"]
FOLDER = os.environ.get("RAMPWERK_INSTANCES", os.path.join(os.environ["RAMPWERK_SOURCE"], "..", "shared", "instances"))


class Instance:
    """A row of OPTIMA.csv: "netdes/a", or "4node/4node + 4node-1.sto" where the stoch file has another name."""

    def __init__(self, row):
        self.name = row["instance"]
        base, _, stoch = (part.strip() for part in self.name.partition("+"))
        self.family = base.split("/")[0]
        self.optimum = float(row["optimum"])
        self.command = [RAMPWERK, "solve", os.path.join(FOLDER, base), "--relax-recourse", "--json", "--quiet", "--gap", "0"]
        if stoch:
            self.command += ["--sto", os.path.join(FOLDER, self.family, stoch)]

    def solve(self, *options):
        """(exit code, answer or None, text of the errors)"""
        done = subprocess.run(self.command + list(options), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, text=True, check=False)
        try:
            return done.returncode, json.loads(done.stdout), done.stderr
        except ValueError:
            return done.returncode, None, done.stderr


def check_optimum(instance):
    """What is wrong, one sentence each."""
    for threads in ("1", "2"):
        code, answer, errors = instance.solve("--threads", threads)
        if answer is None:
            yield f"{threads} threads: exit code {code}, no answer: {errors.strip()}"
            continue
        objective, bound = answer["objective"], answer["bound"]
        slack = TOLERANCE * max(1.0, abs(instance.optimum))
        if code != 0 or answer["status"] != "optimal":
            yield f"{threads} threads: exit code {code}, {answer['status']}, [{bound}, {objective}]"
        elif abs(objective - instance.optimum) > slack or bound > instance.optimum + slack:
            yield f"{threads} threads: [{bound!r}, {objective!r}], published is {instance.optimum!r}"


def check_threads(instance):
    first = None
    with tempfile.TemporaryDirectory(prefix="rampwerk-published-") as folder:
        solution = os.path.join(folder, "first.csv")
        for threads in ("1", "2", "3", "8"):
            code, answer, errors = instance.solve("--threads", threads, "--node-limit", NODE_LIMIT, "--solution", solution)
            if answer is None:
                yield f"{threads} threads: exit code {code}, no answer: {errors.strip()}"
                return
            for word in [word for word in answer if word.startswith("seconds") or word == "threads"]:
                del answer[word]
            with open(solution, "rb") as file:
                found = (code, answer, file.read())
            first = first or found
            if found != first:
                differing = [word for word in answer if answer[word] != first[1].get(word)] or ["exit code or first stage"]
                yield f"{threads} threads: another {', '.join(differing)} than with 1 thread"


CHECKS = {"optimum": check_optimum, "threads": check_threads}


def main():
    if len(sys.argv) not in (3, 5) or sys.argv[1] not in CHECKS:
        sys.exit(__doc__)
    table = os.path.join(FOLDER, "OPTIMA.csv")
    if not os.path.isfile(table):
        print(f"no published instances: no file {table}")
        return SKIPPED
    with open(table, encoding="utf-8", newline="") as file:
        chosen = [instance for instance in map(Instance, csv.DictReader(file)) if instance.family == sys.argv[2]]
    shard, n_shard = (int(word) for word in sys.argv[3:5]) if len(sys.argv) == 5 else (0, 1)
    chosen = chosen[shard::n_shard]
    n_failed = 0
    for instance in chosen:
        findings = list(CHECKS[sys.argv[1]](instance))
        n_failed += bool(findings)
        for finding in findings:
            print(f"{instance.name}: {finding}", flush=True)
    print(f"{len(chosen)} instances, {n_failed} failed")
    return 1 if n_failed or not chosen else 0


if __name__ == "__main__":
    sys.exit(main())
