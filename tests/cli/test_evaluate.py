#!/usr/bin/python3
"""How a plan fares in fresh futures: evaluate.  SPDX-License-Identifier: MIT

usage: test_evaluate.py TEST
"""
import csv
import json
import os
import re
import signal
import subprocess

from support import RAMPWERK, environment, expect, expect_golden, listing, main, plant_with, ran, ran_json, run

RISKS = """
risks = (
  { name = "late"; factor = "permit_months"; distribution = "triangular"; parameter = ( 2, 3, 9 ); },
  { name = "rate"; factor = "rate_ratio"; distribution = "triangular"; parameter = ( 0.5, 0.8, 1 ); },
  { name = "capex"; factor = "capex_ratio"; distribution = "lognormal"; parameter = ( 1.1, 1.5 ); },
  { name = "cut"; factor = "supply_ratio"; distribution = "triangular"; parameter = ( 0.2, 0.8, 1.0 ); target = ( "bridge" ); },
  { name = "use"; factor = "use_ratio"; distribution = "uniform"; parameter = ( 0.8, 1.3 ); }
);
"""
PROMISE = """
overrides = ( { path = "policies.probability_targets"; value = (
  { name = "army_2028"; customer = "army"; by = "2028-12"; share = 0.5; price_limit = 1.0; } ); } );
"""
CIRCUMSTANCES = ("seconds", "threads", "file")  # what differs between equal evaluations
SHARES = [0.05, 0.25, 0.5, 0.75, 0.95]


def planned(folder, *options, more=RISKS, replaced=()):
    """The run file of a plan for the risky plant."""
    config, run_file = plant_with(folder, "a.cfg", *replaced, more=more), os.path.join(folder, "a.h5")
    ran(0, "plan", config, "-o", run_file, "--gap", "1%", "--quiet", *options)
    return run_file


def evaluated(run_file, *options, code=0):
    return ran_json(code, "evaluate", run_file, "--json", "-q", *options)


def expect_close(a, b, what, slack=1e-9):
    expect(abs(a - b) <= slack * max(1, abs(a), abs(b)), f"{what}: {a} is not {b}")


def test_evaluate(folder):
    run_file, table = planned(folder, "--scenarios", "4", more=RISKS + PROMISE), os.path.join(folder, "a.csv")
    result = ran(0, "evaluate", run_file, "-n", "60", "-o", table)
    expect_golden("evaluate.txt", re.sub(r"[\d.,]+ s, \d+ threads?", "SECONDS, THREADS", result.out))
    expect(max(map(len, result.out.splitlines())) <= 80, f"wider than 80:\n{result.out}")
    expect(re.search(r"scenarios 60 of 60  mean cost [\d.,]+ \+- [\d.,]+ M EUR", result.err), f"no progress:\n{result.err}")
    expect(ran(0, "evaluate", run_file, "-n", "10", "-q").err == "", "--quiet is not quiet")
    data = evaluated(run_file, "-n", "60")
    with open(table, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    expect(len(rows) == len(data["targets"]) > 0, f"{len(rows)} lines for {len(data['targets'])} dates")
    for row, date in zip(rows, data["targets"]):
        for key in ("customer", "item", "month"):
            expect(row[key] == date[key], f"{key} differs: {row} {date}")
        expect(int(row["met"]) == date["met"] and int(row["scenarios"]) == 60, str(row))
        for key in ("target", "probability", "stock_mean", "shortfall_mean"):
            expect(float(row[key]) == date[key], f"{key} differs: {row} {date}")
        expect([float(row[f"stock_{100 * share:02.0f}"]) for share in SHARES] == date["stock"], str(row))
    expect(listing(folder) == ["a.cfg", "a.csv", "a.h5"], str(listing(folder)))


def test_evaluate_json(folder):
    run_file = planned(folder, "--scenarios", "4", "--seed", "3", more=RISKS + PROMISE)
    data = evaluated(run_file, "-n", "80")
    expect(data["schema"] == "rampwerk-evaluation-1" and data["status"] == "complete", "schema, status")
    expect(data["seed"] == 4 and not data["in_sample"], "the seed is not the plan's next one")
    expect(data["scenarios"] == data["scenarios_asked"] == 80 and data["sampling"] == "mc", "the sample")
    cost = data["cost_eur"]
    order = [cost["least"], *cost["quantiles"], cost["worst"]]
    expect(order == sorted(order) and cost["least"] < cost["worst"], f"quantiles fall: {order}")
    expect(cost["interval"][0] < cost["mean"] < cost["interval"][1], "the mean is outside its interval")
    expect(cost["quantiles"][4] <= cost["cvar"] <= cost["worst"], "CVaR")
    expect(data["quantile_shares"] == SHARES, "shares")
    months = {(date["customer"], date["month"]) for date in data["targets"]}
    # ends of years, the end of the army's ramp, the last month
    expect({("army", month) for month in ("2027-12", "2028-12", "2029-06")} <= months, str(months))
    for date in data["targets"]:
        expect(date["interval"][0] <= date["probability"] <= date["interval"][1], "probability")
        expect(date["probability"] == date["met"] / 80, "share")
        expect(date["stock"] == sorted(date["stock"]) and date["shortfall"] == sorted(date["shortfall"]), "quantiles fall")
        expect((date["shortfall"][4] == 0) >= (date["met"] >= 80), "shortfall where the target is always met")
    promise, = data["probability_targets"]
    own, = [date for date in data["targets"] if (date["customer"], date["month"]) == ("army", "2028-12")]
    expect(promise["name"] == "army_2028" and promise["met"] == own["met"] and promise["share"] == 0.5, str(promise))
    for key in ("mean_plan", "foresight", "optimality_gap"):
        expect(key not in data, f"{key} was not asked for")
    strata = evaluated(run_file, "-n", "80", "--sampling", "lhs", "--seed", "9")
    expect(strata["sampling"] == "lhs" and strata["seed"] == 9 and strata["cost_eur"] != cost, "Latin hypercube")


def test_evaluate_own_sample(folder):
    """The futures it was made for give the plan's own objective back, and a warning."""
    for name, options in (("mc", ()), ("lhs", ("--sampling", "lhs"))):
        run_file = planned(folder, "--scenarios", "12", "--seed", "5", *options)
        data = evaluated(run_file, "-n", "12", "--seed", "5", *options)
        expect_close(data["cost_eur"]["mean"], data["plan"]["objective"], f"{name}: the mean on its own futures")
        expect(data["in_sample"] and data["plan"]["scenarios"] == 12, "in sample")
        result = ran(0, "evaluate", run_file, "-n", "12", "--seed", "5", *options)
        expect("warning: seed 5" in result.err and "flatter" in result.out, f"no warning:\n{result.err}\n{result.out}")
        expect("warning" not in ran(0, "evaluate", run_file, "-n", "12", "--seed", "6", *options).err, "a needless warning")


def test_evaluate_threads(folder):
    run_file = planned(folder, "--scenarios", "3")
    answers = []
    for threads in ("1", "2", "3", "8"):
        data = evaluated(run_file, "-n", "300", "--threads", threads, "--mean-plan", "--wait-and-see", "2", "--gap-samples", "2x3",
                         "--gap", "1%")
        expect(data["threads"] == int(threads), "threads")
        answers.append(json.dumps({key: value for key, value in data.items() if key not in CIRCUMSTANCES}))
    expect(len(set(answers)) == 1, "answers differ between numbers of threads")


def test_evaluate_worth(folder):
    run_file = planned(folder, "--scenarios", "8")
    options = ("-n", "60", "--mean-plan", "--wait-and-see", "5", "--gap-samples", "3x4", "--gap", "0.5%")
    data = evaluated(run_file, *options)
    mean, foresight, gap = data["mean_plan"], data["foresight"], data["optimality_gap"]
    expect_close(mean["cost_eur"]["mean"] - data["cost_eur"]["mean"], mean["saving_eur"]["mean"], "saving")
    expect(0 <= mean["vss_eur"][0] <= mean["vss_eur"][1], f"VSS {mean['vss_eur']}")
    expect(0 <= foresight["evpi_eur"][0] <= foresight["evpi_eur"][1], f"EVPI {foresight['evpi_eur']}")
    expect(foresight["scenarios"] == 5 and foresight["bound_eur"]["mean"] <= foresight["cost_eur"]["mean"] + 1e-6, "bounds")
    expect(foresight["regret_eur"]["mean"] >= 0, "regret")
    expect(gap["samples"] == 3 and gap["sample_size"] == 4, "samples")
    expect(-1e-6 * gap["plan_eur"] <= gap["mean_eur"] <= gap["upper_eur"], "gap")
    expect_close(gap["plan_eur"] - gap["bound_eur"], gap["mean_eur"], "gap")
    shown = ran(0, "evaluate", run_file, *options)
    for part in ("VSS", "EVPI", "above the best", "3 samples of 4 futures"):
        expect(part in shown.out, f"'{part}' is not said:\n{shown.out}")
    expect(max(map(len, shown.out.splitlines())) <= 80, f"wider than 80:\n{shown.out}")


def test_evaluate_lexicographic(folder):
    lexicographic = ("discount_rate = 0.06;", 'discount_rate = 0.06; objective = "lexicographic";')
    run_file = planned(folder, replaced=(lexicographic,))
    data = evaluated(run_file, "-n", "20")
    expect(data["objective_kind"] == "lexicographic" and data["scenarios"] == 20, "head")
    refused = run("evaluate", run_file, "-n", "20", "--mean-plan")
    expect(refused.code == 65 and "lexicographic" in refused.err, f"{refused.code}: {refused.err}")


def test_evaluate_usage(folder):
    run_file = planned(folder)
    for options in (("--gap-samples", "10"), ("--gap-samples", "1x5"), ("--gap-samples", "3x"), ("--gap-samples", "3x5x"),
                    ("--gap-samples", "x5"), ("-n", "0"), ("--sampling", "sobol"), ("-n", "5", "--wait-and-see", "6")):
        result = run("evaluate", run_file, *options)
        expect(result.code == 64 and result.out == "", f"{options}: {result.code} {result.err}")
    expect("10x100" in run("evaluate", run_file, "--gap-samples", "10").err, "no example of samples")
    ran(66, "evaluate", os.path.join(folder, "none.h5"))
    ran(65, "evaluate", os.path.join(folder, "a.cfg"))
    ran(73, "evaluate", run_file, "-n", "5", "-o", os.path.join(folder, "no", "a.csv"))
    without = planned(folder, more="")
    data = evaluated(without, "-n", "5")  # nothing is uncertain: every future is the nominal one
    expect_close(data["cost_eur"]["worst"], data["plan"]["objective"], "the nominal future")
    expect_close(data["cost_eur"]["deviation"], 0, "deviation", slack=1e-6 * data["plan"]["objective"])


def test_evaluate_time_limit(folder):
    run_file = planned(folder)
    ran(4, "evaluate", run_file, "-n", "100", "--time-limit", "0")
    result = ran(3, "evaluate", run_file, "-n", "1000000", "--time-limit", "2", "--json")
    data = json.loads(result.out)
    expect(data["status"] == "limit" and 0 < data["scenarios"] < data["scenarios_asked"], str(data["scenarios"]))
    expect("partial" in ran(3, "evaluate", run_file, "-n", "1000000", "--time-limit", "1").out, "partial is not said")


def interrupted(folder, send, **more):
    """What is printed when a signal comes at work."""
    run_file = planned(folder)
    process = subprocess.Popen([RAMPWERK, "evaluate", run_file, "-n", "1000000", "--json"], stdin=subprocess.DEVNULL,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment(),
                               preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL), **more)
    for line in process.stderr:
        if "scenarios" in line:
            break
    send(process)
    out, err = process.communicate(timeout=300)
    data = json.loads(out)
    expect(data["status"] == "interrupted" and 0 < data["scenarios"] < 1000000, f"{data['scenarios']}\n{err}")
    return process.returncode


def test_evaluate_interrupt(folder):
    """Sent to the program alone, which waits for a child."""
    for number in (signal.SIGINT, signal.SIGTERM):
        code = interrupted(folder, lambda process, number=number: process.send_signal(number))
        expect(code == -number, f"ended with {code}")


def test_evaluate_group(folder):
    """Sent to the whole group, as a terminal does."""
    code = interrupted(folder, lambda process: os.killpg(process.pid, signal.SIGINT), start_new_session=True)
    expect(code == -signal.SIGINT, f"ended with {code}")


main({name[5:]: test for name, test in list(globals().items()) if name.startswith("test_")})
