#!/usr/bin/python3
"""Rampwerk measured, and beside other solvers on the same problems.  SPDX-License-Identifier: MIT

Suites:
  plans      plans of one scenario: Rampwerk from the configuration (reading, building, solving, re-checking and writing the run file
             all counted), the peers on the MPS file of `rampwerk export`
  published  two-stage problems of other people with known optimum, to gap 0: `rampwerk solve`, the peers on the extensive form
  scenarios  plans over 1, 10, 100 and 1,000 scenarios, the peers on the extensive form
  scaling    time against scenarios, threads and months, with fitted exponents
  evaluate   scenarios a second of `rampwerk evaluate`
  time       where the time of a plan goes
  all        every one of these

All run under the same gap, time limit and number of threads.  Every suite writes SUITE.md (tables), SUITE.csv (every run) and a
picture, anew after every case.  Ends with 1 if a claim contradicts another one (the intervals [bound, objective] of two solvers on one
problem must overlap), if a published optimum is missed or if Rampwerk fails.
"""
import argparse
import os
import sys
import tempfile

sys.dont_write_bytecode = True
import suite_evaluate  # noqa: E402  (beside this file)
import suite_plans  # noqa: E402
import suite_published  # noqa: E402
import suite_scaling  # noqa: E402
import suite_scenarios  # noqa: E402
import suite_time  # noqa: E402
from machine import SOURCE, Failure, check_build, fail  # noqa: E402
from solvers import PEERS, peers_of  # noqa: E402

SUITES = {"plans": suite_plans.run, "published": suite_published.run, "scenarios": suite_scenarios.run, "scaling": suite_scaling.run,
          "evaluate": suite_evaluate.run, "time": suite_time.run}
SKIPPED = 77


def counts(text):
    """A comma list of whole numbers above 0."""
    values = [int(word) for word in text.split(",")]
    if min(values) < 1:
        raise ValueError(text)
    return values


def build_parser():
    processors = len(os.sched_getaffinity(0))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("--suite", default="plans", help="comma list of suites, or all (%(default)s)")
    add("--rampwerk", default=os.path.join(SOURCE, "build/release/planner/cli/rampwerk"), help="the program")
    add("--plants", default=os.path.join(SOURCE, "build/release/bench/rampwerk_plants"), help="the generator")
    add("--extensive", default=os.path.join(SOURCE, "build/release/bench/rampwerk_extensive"), help="SMPS to extensive form")
    add("--instances", default=os.environ.get("RAMPWERK_INSTANCES", os.path.join(SOURCE, "..", "shared", "instances")),
        help="folder of the published instances with OPTIMA.csv (the environment variable RAMPWERK_INSTANCES, or beside the source)")
    add("--skip-without-instances", action="store_true", help="end with 77, skipped, where there are none")
    add("--cases", help="comma list: baseline, SIZE:SEED or files; published: names, * and ? allowed (default: each suite's own)")
    add("--peers", help=f"comma list of {', '.join(PEERS)}; one that is named has to be there (default: each suite's own, of those "
        "that are there)")
    add("--gap", type=float, help="relative (default: 0.001; published 0; scaling 0.01; by the number of scenarios: 0.001, 0.005, 0.01)")
    add("--time-limit", type=float, help="seconds of wall time (default: 300; published 60, evaluate 600; scenarios 90, 240 beyond 100 of "
        "them)")
    add("--threads", type=int, default=processors, help="(%(default)s)")
    add("--repeats", type=int, default=5, help="at most (%(default)s)")
    add("--patience", type=float, help="seconds of a solver on a case beyond which it is not asked again (default: each suite's own)")
    add("--seed", type=int, default=1, help="of the scenarios (%(default)s)")
    add("--scenarios", type=counts, default=[1, 10, 100, 1000], help="of the suites scenarios and time (1,10,100,1000)")
    add("--largest-mps", type=float, default=500.0, help="MiB; peers get no larger extensive form (%(default)s)")
    add("--scaling-scenarios", type=counts, default=[25, 50, 100, 200, 400], help="(25,50,100,200,400)")
    add("--scaling-threads", type=counts, default=sorted({1, 2, processors} & set(range(1, processors + 1))), help="(1,2,all)")
    add("--thread-scenarios", type=int, default=100, help="where threads vary (%(default)s)")
    add("--scaling-months", type=counts, default=[36, 60, 84, 120, 180], help="of the base case (36,60,84,120,180)")
    add("--evaluated", type=counts, default=[100, 1000, 10000], help="scenarios of the suite evaluate (100,1000,10000), the last with all "
        "threads only")
    add("--evaluate-options", default="", help="more options for `rampwerk evaluate`")
    add("--out", default="bench-results", help="folder for the results (%(default)s)")
    add("--any-build", action="store_true", help="accept a build whose figures would mislead")
    return parser


def check_peers(arguments):
    """A peer that was asked for and is not there must not be left out in silence."""
    if arguments.peers is not None:
        arguments.peers = [name for name in arguments.peers.split(",") if name]
        if not set(arguments.peers) <= set(PEERS):
            fail(f"peers are {', '.join(PEERS)}")
    named = list(arguments.peers or [])
    named += ["highs"] if os.environ.get("HIGHS") else []
    for absent in peers_of(named)[1]:
        fail(absent)


def parse_arguments():
    arguments = build_parser().parse_args()
    arguments.left_out = ""
    arguments.suites = list(SUITES) if arguments.suite == "all" else arguments.suite.split(",")
    if not set(arguments.suites) <= set(SUITES):
        fail(f"suites are {', '.join(SUITES)} and all")
    check_peers(arguments)
    if arguments.repeats < 1 or arguments.threads < 1 or arguments.thread_scenarios < 1:
        fail("repeats, threads and scenarios are at least 1")
    if "published" in arguments.suites and not os.path.isfile(os.path.join(arguments.instances, "OPTIMA.csv")):
        if arguments.skip_without_instances:
            print(f"no published instances in {arguments.instances}")
            sys.exit(SKIPPED)
        if arguments.suite != "all":
            fail(f"no OPTIMA.csv in {arguments.instances}; see --instances")
        arguments.suites.remove("published")
        arguments.left_out = f"the suite published was left out: no OPTIMA.csv in {arguments.instances}; see --instances"
        print(arguments.left_out, flush=True)
    needed = [arguments.rampwerk, arguments.plants]
    needed += [arguments.extensive] if "published" in arguments.suites and arguments.peers != [] else []
    for program in needed:
        if not os.access(program, os.X_OK):
            fail(f"no program {program}; see --rampwerk, --plants and --extensive")
    if not arguments.any_build:
        check_build(arguments.rampwerk)
    return arguments


def main():
    arguments = parse_arguments()
    os.makedirs(arguments.out, exist_ok=True)
    findings, broken = [], []
    for suite in arguments.suites:
        with tempfile.TemporaryDirectory(prefix="rampwerk-bench-") as folder:
            try:
                findings += SUITES[suite](arguments, folder)
            except Failure as failure:  # the other suites go on
                broken.append(suite)
                print(failure, file=sys.stderr, flush=True)
    for text in [f"the suite {suite} broke off, see above" for suite in broken] + [arguments.left_out] * bool(arguments.left_out):
        print(f"run.py: {text}", file=sys.stderr)
    return 1 if findings or broken else 0


if __name__ == "__main__":
    sys.exit(main())
