#!/usr/bin/python3
"""Probability targets: plan and frontier.  SPDX-License-Identifier: MIT

usage: test_frontier.py TEST
"""
import csv
import json
import os

from support import PLANT, SKIPPED, expect, listing, main, plant_with, ran, ran_json

RISKS = """
risks = (
  { name = "late"; factor = "permit_months"; distribution = "triangular"; parameter = ( 2, 3, 9 ); },
  { name = "rate"; factor = "rate_ratio"; distribution = "triangular"; parameter = ( 0.5, 0.8, 1 ); },
  { name = "cut"; factor = "supply_ratio"; distribution = "triangular"; parameter = ( 0.2, 0.8, 1.0 ); target = ( "bridge" ); }
);
"""
TARGET = '{{ name = "{name}"; customer = "army"; by = "2028-12"; share = {share}; {more} }}'
QUICK = ("--scenarios", "6", "--gap", "1%", "--quiet")
SHARE_SLACK, STOCK_SLACK = 1e-9, 1e-6


def targets(*each):
    return f'overrides = ( {{ path = "policies.probability_targets"; value = ( {", ".join(each)} ); }} );\n'


def plant(folder, *each, name="a.cfg"):
    return plant_with(folder, name, more=RISKS + targets(*each))


def simple(share, more="", name="army_2028"):
    return TARGET.format(name=name, share=share, more=more)


def probability(run_file, customer, month):
    """From the arrays of the run file alone; None without h5py.  month: its number."""
    try:
        import h5py
    except ImportError:
        return None
    with h5py.File(run_file) as file:
        names = [name.decode() for name in file["customer"][:]]
        k = names.index(customer)
        stock, target = file["customer_stock"][:, k, :, month], file["target_stock"][:, k, :, month]
        weight = file["probability"][:]
    met = [all(s >= t - STOCK_SLACK * max(1, t) for s, t in zip(stock[w], target[w]) if t == t) for w in range(len(weight))]
    return sum(p for p, is_met in zip(weight, met) if is_met)


def expect_close(a, b, what, slack=1e-9):
    expect(abs(a - b) <= slack * max(1, abs(a), abs(b)), f"{what}: {a} is not {b}")


def test_target_reached(folder):
    config, run_file = plant(folder, simple(0.8)), os.path.join(folder, "a.h5")
    answer = ran_json(0, "plan", config, "-o", run_file, "--json", *QUICK)
    search, target = answer["price_search"], answer["probability_targets"][0]
    point = search["points"][search["chosen"]]
    expect(target["name"] == "army_2028" and target["customer"] == "army" and target["by"] == "2028-12", "the target")
    expect(target["item"] is None and target["share"] == 0.8, "what it asks for")
    expect(target["reached"] and search["reached"] and search["complete"], "the target is reached")
    expect(target["probability"] >= 0.8 - SHARE_SLACK, "the probability is below the share")
    expect_close(point["probability"][0], target["probability"], "the probability of the point")
    expect_close(point["objective"], answer["objective"], "objective")
    expect(point["price_multiples"]["partner"] == 1 and point["price_multiples"]["army"] >= 1, "prices of others stay")
    kinds = answer["cost_eur"]
    priced = sum(kinds[kind] for kind in ("shortfall", "critical", "unmet"))
    expect_close(point["money_eur"], sum(kinds.values()) - priced, "money")
    own = point["shortfall_eur"] * point["price_multiples"]["army"] + point["other_shortfall_eur"]
    expect_close(own, priced, "shortfall at the prices of the plan")
    ran(0, "verify", run_file)
    found = probability(run_file, "army", 23)
    if found is None:
        return SKIPPED
    expect_close(found, target["probability"], "the probability from the run file")
    shown = ran_json(0, "show", run_file, "--json")
    expect(shown["probability_targets"] == answer["probability_targets"], "show differs")
    return 0


def test_target_unreached(folder):
    run_file = os.path.join(folder, "a.h5")
    config = plant(folder, simple(1.0, 'price_limit = 1.5; item = "round";'))
    result = ran(6, "plan", config, "-o", run_file, *QUICK, "--set", "customers.army.products.round.target=20000.0")
    expect("NOT REACHED" in result.out, result.out)
    ran(0, "verify", run_file)
    answer = ran_json(0, "show", run_file, "--json")
    expect(not answer["probability_targets"][0]["reached"], "show says it is reached")
    expect(answer["probability_targets"][0]["item"] == "round", "the item")


def test_target_nominal(folder):
    """One future: the target is met in it or not; lever cvar has nothing to hold on to."""
    config = plant(folder, simple(0.5))
    answer = ran_json(0, "plan", config, "-o", os.path.join(folder, "a.h5"), "--json", "--gap", "1%", "--quiet")
    expect(answer["scenarios"] == 1 and answer["probability_targets"][0]["probability"] == 1, "one future")


def test_target_of_two(folder):
    """Two customers: each has a price of its own, and both are reached."""
    other = '{ name = "partner_2029"; customer = "partner"; item = "round"; by = "2029-06"; share = 0.5; }'
    config = plant(folder, simple(0.5), other)
    answer = ran_json(0, "plan", config, "-o", os.path.join(folder, "a.h5"), "--json", *QUICK, "--set",
                      "policies.probability_targets.partner_2029.price_tolerance=0.5")
    expect([each["reached"] for each in answer["probability_targets"]] == [True, True], "both are reached")
    expect(len(answer["price_search"]["points"][0]["probability"]) == 2, "a probability for each")


def test_frontier_table(folder):
    config, table = plant(folder, simple(0.8, "price_tolerance = 0.3;")), os.path.join(folder, "a.csv")
    answer = ran_json(0, "frontier", config, "--levels", "90%,50%,0.7", "--csv", table, "--json", *QUICK)
    expect(answer["schema"] == "rampwerk-frontier-1" and answer["scenarios"] == 6, "head")
    expect([each["level"] for each in answer["levels"]] == [0.9, 0.5, 0.7], "levels in the order asked for")
    with open(table, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    cost = {}
    for row, level in zip(rows, answer["levels"]):
        expect(float(row["level"]) == level["level"] and level["reached"] and row["reached"] == "true", "CSV: level")
        point, least = answer["points"][level["chosen"]], answer["points"][level["least"]]
        expect(point["probability"][0] >= level["level"] - SHARE_SLACK, "a level is claimed but not reached")
        expect(least["probability"][0] >= level["level"] - SHARE_SLACK, "the least price does not reach it")
        expect(float(row["probability"]) == point["probability"][0], "CSV: probability")
        expect(float(row["cost_eur"]) == point["cost_eur"] and float(row["objective"]) == point["objective"], "CSV: cost")
        expect(float(row["price_multiple"]) == point["price_multiples"]["army"], "CSV: price")
        cost[level["level"]] = point["cost_eur"]
    expect(cost[0.5] <= cost[0.7] <= cost[0.9], f"a higher level costs less: {cost}")
    expect(listing(folder) == ["a.cfg", "a.csv"], "more was written than asked for")
    lines = ran(0, "frontier", config, "--levels", "50%", *QUICK).out.splitlines()
    expect(max(map(len, lines)) <= 80, "wider than 80 columns")
    expect(lines[0] == "Army: target met by 2028-12, in 6 futures", lines[0])
    expect(any(line.split()[:2] == ["50", "%"] for line in lines), "the row of the level")


def test_frontier_threads(folder):
    config = plant(folder, simple(0.8, "price_tolerance = 0.3;"))
    points = []
    for threads in ("1", "3"):
        answer = ran_json(0, "frontier", config, "--levels", "50%,90%", "--json", "--threads", threads, *QUICK)
        for point in answer["points"]:
            del point["seconds"]
        points.append(json.dumps(answer["points"]))
    expect(points[0] == points[1], "another number of threads gives other figures")


def test_frontier_unreached(folder):
    config = plant(folder, simple(0.8, "price_limit = 1.2;"))
    result = ran(0, "frontier", config, "--levels", "100%", *QUICK, "--set", "customers.army.products.round.target=20000.0")
    expect("not reached up to the price limit of 1.2" in result.out, result.out)
    answer = ran_json(0, "frontier", config, "--levels", "100%", "--json", *QUICK, "--set", "customers.army.products.round.target=20000.0")
    expect(answer["levels"][0]["chosen"] == -1 and not answer["levels"][0]["reached"], "JSON")


def test_frontier_usage(folder):
    config = plant(folder, simple(0.8), simple(0.9, name="later"))
    for levels in ("", "0", "0%", "120%", "1.5", "a", "50%,", ",50%", "50%;60%", "nan", "50%," * 100 + "50%"):
        result = ran(64, "frontier", config, "--levels", levels)
        expect("--levels" in result.err and result.out == "", f"--levels {levels}: {result.err}")
    expect("--target names one of them" in ran(64, "frontier", config, *QUICK).err, "two targets")
    result = ran(64, "frontier", config, "--target", "latter", *QUICK)
    expect("did you mean 'later'?" in result.err, result.err)
    expect("no probability target" in ran(78, "frontier", PLANT, *QUICK).err, "no target")
    ran(64, "frontier")
    one = plant(folder, simple(0.8), name="one.cfg")
    ran(73, "frontier", one, "-o", os.path.join(folder, "no", "a.csv"), *QUICK)
    ran(73, "frontier", one, "-o", one, *QUICK)
    ran(66, "frontier", os.path.join(folder, "none.cfg"), *QUICK)


def test_frontier_limits(folder):
    config, run_file = plant(folder, simple(0.9)), os.path.join(folder, "a.h5")
    result = ran(3, "plan", config, "-o", run_file, "--scenarios", "6", "--quiet", "--time-limit", "0")
    expect("stopped before it was done" in result.out and "NOT REACHED" in result.out, result.out)
    ran(0, "verify", run_file)
    result = ran(3, "frontier", config, "--levels", "99%", "--scenarios", "6", "--quiet", "--time-limit", "0")
    expect("not reached before the search was stopped" in result.out, result.out)
    result = ran(2, "plan", config, "-o", run_file, *QUICK, "--set", "sites.works.licence_units=1.0", "--set",
                 'pins=( { line = "forge"; month = "2027-04"; modules = 1; } )')
    expect("infeasible" in result.out, result.out)


main({name[5:]: test for name, test in list(globals().items()) if name.startswith("test_")})
