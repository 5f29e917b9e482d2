#!/usr/bin/python3
"""Plans over several futures: what show, verify and the run file say of them.  SPDX-License-Identifier: MIT

usage: test_futures.py TEST
"""
import importlib.util
import os
import sys

from support import expect, main, ran, ran_json
from test_scenarios import risky

SCREEN_LINES, N_FUTURE, SKIPPED = 38, 8, 77
DRAW = ("--scenarios", str(N_FUTURE), "--seed", "3", "--sampling", "lhs", "--gap", "1%")


def planned(folder, *options):
    run_file = os.path.join(folder, "futures.h5")
    data = ran_json(0, "plan", risky(folder), "-o", run_file, "--json", *DRAW, *options)
    expect(data["verification"]["passed"], "verification")
    return run_file, data


def test_show_futures(folder):
    run_file, data = planned(folder)
    brief, everything = ran(0, "show", run_file).out, ran(0, "show", run_file, "--all").out
    for text in (brief, everything):
        for part in (f"{N_FUTURE} futures (Latin hypercube, seed 3)", "in the mean", "P10", "P90", "worst 10 % of futures", "met in %"):
            expect(part in text, f"'{part}' is missing:\n{text}")
        expect(max(map(len, text.splitlines())) <= 80, f"wider than 80 columns:\n{text}")
    expect(len(brief.splitlines()) <= SCREEN_LINES, brief)
    expect("short, worst" in everything, everything)
    shown = ran_json(0, "show", run_file, "--json")
    expect([key for key in data if key != "seconds" and shown[key] != data[key]] == [], "show and plan differ")
    closing = ran(0, "plan", risky(folder), "-o", run_file, "-q", *DRAW).out
    expect(f"futures    {N_FUTURE} futures: Latin hypercube, seed 3\n" in closing and "\ntargets    met at the end in" in closing, closing)
    nominal = ran_json(0, "plan", risky(folder), "-o", run_file, "--json", "--gap", "1%")
    expect(nominal["futures"] is None and "future" not in ran(0, "show", run_file).out, "one future is none to speak of")


def quantile(values, share):
    """The least of equally likely values that has at least `share` of them at or below it."""
    return next(value for k, value in enumerate(sorted(values), 1) if k >= share * len(values) - 1e-9)


def test_futures_file(folder):
    if importlib.util.find_spec("h5py") is None:
        sys.exit(SKIPPED)
    import h5py
    run_file, data = planned(folder, "--set", "plan.risk_weight=0.5", "--set", "plan.risk_level=0.75")
    futures = data["futures"]
    with h5py.File(run_file, "r") as file:
        cost = list(file["scenario_objective"])
        expect(len(cost) == N_FUTURE and list(file["probability"]) == [1 / N_FUTURE] * N_FUTURE, "probability")
        expect(file["draws"].attrs["seed"] == 3 and file["draws"].attrs["sampling"] == "lhs", "sample")
        names = list(file["factor"].asstr())
        expect({"permit", "build", "rate", "ban", "price", "use"} <= set(names), str(names))
        drawn = file["draws/drawn"][:, names.index("build")]
        expect((drawn == file["draws/build_ratio"][:, 0]).all(), "what is drawn is what happens")
        expect(len(set(drawn)) == N_FUTURE, "futures differ")
        mean, tail = sum(cost) / N_FUTURE, sum(sorted(cost)[-2:]) / 2
        objective = file.attrs["objective"]
        short = file["plan/product_shortfall"][:, :, -1]
        met = sum((row <= 1e-6).all() for row in short) / N_FUTURE
    close = lambda a, b: abs(a - b) <= 1e-6 * max(1, abs(b))
    expect(close(futures["objective"]["mean"], mean) and close(futures["cvar"], tail), str(futures))
    expect(close(objective, 0.5 * mean + 0.5 * tail), f"{objective} is not made of {mean} and {tail}")
    for key, share in (("p10", 0.1), ("p50", 0.5), ("p90", 0.9)):
        expect(close(futures["objective"][key], quantile(cost, share)), key)
    expect(close(futures["probability_all_met_at_end"], met), f"{futures['probability_all_met_at_end']} {met}")
    expect("the plan holds" in ran(0, "verify", run_file).out, "verify")


if __name__ == "__main__":
    main({name[5:]: test for name, test in list(globals().items()) if name.startswith("test_")})
