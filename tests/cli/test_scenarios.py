#!/usr/bin/python3
"""Futures drawn from the risks: check and plan with --scenarios.  SPDX-License-Identifier: MIT

usage: test_scenarios.py TEST
"""
import math
import os

from support import PLANT, expect, expect_code, expect_golden, listing, main, plant_with, ran, ran_json, run

RISKS = """
risks = (
  { name = "permit"; title = "Permit"; factor = "permit_months"; distribution = "triangular"; parameter = [ 2.0, 3.0, 9.0 ]; },
  { name = "build"; factor = "build_ratio"; distribution = "lognormal"; parameter = [ 1.1, 1.4 ]; },
  { name = "rate"; factor = "rate_ratio"; distribution = "pert"; parameter = [ 0.6, 0.9, 1.0 ]; target = [ "forge" ]; },
  { name = "cut"; factor = "supply_ratio"; distribution = "event"; parameter = [ 0.3, 2.0, 5.0, 0.8 ]; target = [ "mill" ]; },
  { name = "ban"; factor = "supply_ratio"; distribution = "bernoulli"; parameter = [ 0.2, 0.0 ]; target = [ "bridge" ]; },
  { name = "price"; factor = "price_ratio"; distribution = "uniform"; parameter = [ 0.9, 1.3 ]; },
  { name = "use"; factor = "use_ratio"; distribution = "discrete"; parameter = [ 1.0, 0.75, 1.5, 0.25 ]; }
);
correlations = ( { first = "permit"; second = "build"; value = 0.5; }, { first = "cut"; second = "rate"; value = 0.6; } );
"""


def risky(folder, name="risky.cfg", *replaced):
    return plant_with(folder, name, *replaced, more=RISKS)


def drawn(config, *options):
    """What check says of the sample."""
    text = ran(0, "check", config, "-q", *options).out
    return text[text.index("sample "):]


def test_check_scenarios(folder):
    config = risky(folder)
    before = listing(folder)
    expect_golden("check_scenarios.txt", drawn(config, "--scenarios", "200"))
    expect_golden("check_reduced.txt", drawn(config, "--scenarios", "200", "--sampling", "lhs", "--seed", "7", "--reduce", "12"))
    for line in ran(0, "check", config, "-q", "--scenarios", "200", "--reduce", "3").out.splitlines():
        expect(len(line) <= 80 or line.startswith("problem"), f"wider than 80: {line}")
    expect("declared risks" in ran(0, "check", config, "-q").out, "risks are not counted")
    expect("sample" not in ran(0, "check", config, "-q").out, "nothing is drawn unless asked for")
    expect(listing(folder) == before, "check wrote a file")
    none = ran(0, "check", PLANT, "--scenarios", "5")
    expect("no risk is declared" in none.out and "no risk is declared" in none.err, none.out + none.err)


def test_check_scenarios_json(folder):
    config = risky(folder)
    data = ran_json(0, "check", config, "-q", "--json", "--scenarios", "2000")
    expect(data["sample"] == {"scenarios": 2000, "seed": 1, "sampling": "mc", "kept": 2000, "error_made": 0, "error_of_one": None},
           str(data["sample"]))
    risks = {risk["name"]: risk for risk in data["risks"]}
    expect(list(risks) == ["permit", "build", "rate", "cut", "ban", "price", "use"], str(list(risks)))
    for risk in data["risks"]:
        number = risk["numbers"][0]
        asked, drawn = number["asked"], number["drawn"]
        error = 4 * drawn["deviation"] / math.sqrt(2000)
        expect(abs(asked["mean"] - drawn["mean"]) <= error, f"{risk['name']}: {asked} {drawn}")
        if risk["distribution"] != "event":
            expect(abs(asked["deviation"] / drawn["deviation"] - 1) < 0.1, f"{risk['name']}: {asked} {drawn}")
    expect([number["name"] for number in risks["cut"]["numbers"]] == ["cut.events", "cut.start", "cut.months"], "numbers of an event")
    pairs = {(pair["first"], pair["second"]): pair for pair in data["correlations"]}
    expect(set(pairs) == {("permit", "build"), ("rate", "cut")}, str(pairs))
    for pair in pairs.values():
        expect(abs(pair["asked"] - pair["drawn"]) < 4 / math.sqrt(2000), str(pair))
    expect(abs(data["largest_other_correlation"]["drawn"]) < 5 / math.sqrt(2000), str(data["largest_other_correlation"]))
    expect(data["problem"]["scenarios"] == 2000 and data["problem"]["estimated"], str(data["problem"]))
    expect("sample" not in ran_json(0, "check", config, "-q", "--json"), "nothing is drawn unless asked for")


def test_plan_scenarios(folder):
    config, run_file = risky(folder), os.path.join(folder, "s.h5")
    planned = ran_json(0, "plan", config, "-o", run_file, "--json", "--scenarios", "8", "--gap", "1%")
    expect(planned["status"] == "optimal" and planned["scenarios"] == 8, str(planned["scenarios"]))
    expect(planned["verification"]["passed"], "verification")
    nominal = ran_json(0, "plan", config, "-o", run_file, "--json", "--gap", "1%", "--scenarios", "0")
    expect(nominal["scenarios"] == 1 and nominal["objective"] < planned["objective"], "these risks do no good")
    few = ran_json(0, "plan", config, "-o", run_file, "--json", "--scenarios", "30", "--sampling", "lhs", "--reduce", "4", "--gap", "1%")
    expect(few["scenarios"] == 4, str(few["scenarios"]))
    ran(0, "verify", run_file)
    ran(0, "show", run_file)


def test_scenario_options(folder):
    """The options are short for --set, and the configuration may say the same."""
    config = risky(folder)
    said = risky(folder, "said.cfg", ("discount_rate = 0.06;", 'discount_rate = 0.06; scenarios = 9; seed = 3; sampling = "lhs"; reduce = 5;'))
    short = ran(0, "check", config, "-q", "--scenarios", "9", "--seed", "3", "--sampling", "lhs", "--reduce", "5").out
    long = ran(0, "check", config, "-q", "--set", "plan.scenarios=9", "--set", "plan.seed=3", "--set", "plan.sampling=lhs", "--set",
               "plan.reduce=5").out
    expect(short == long == ran(0, "check", said, "-q").out, f"the options differ from --set:\n{short}\n{long}")
    expect("seed 4" in ran(0, "check", said, "-q", "--seed", "4").out, "the command line comes last")
    expect("sample" not in ran(0, "check", said, "-q", "--scenarios=0", "--reduce=0").out, "0 is the nominal scenario")
    expect(ran(0, "check", config, "-q", "--scenarios", "9").out != ran(0, "check", config, "-q", "--scenarios", "9", "--seed", "2").out,
           "the seed does nothing")
    for wrong in (["--scenarios", "-1"], ["--scenarios", "1.5"], ["--seed", "x"], ["--sampling", "sobol"], ["--scenarios", "1e3"]):
        expect_code(run("check", config, *wrong), 64)
    expect_code(run("check", config, "--scenarios", "4", "--reduce", "5"), 78)
    expect_code(run("plan", config, "--scenarios", "4", "--set", "plan.objective=lexicographic"), 78)
    expect(listing(folder) == ["risky.cfg", "said.cfg"], "a file was written")


if __name__ == "__main__":
    main({name[5:]: test for name, test in list(globals().items()) if name.startswith("test_")})
