#!/usr/bin/python3
"""The verb solve, and export --smps.  SPDX-License-Identifier: MIT"""
import csv
import json
import os
import shutil

from support import PLANT, SOURCE, expect, expect_code, listing, main, ran, ran_json, run

DATA = os.path.join(SOURCE, "tests", "data", "smps")
PORTS = os.path.join(DATA, "ports")
PORTS_OPTIMUM = 483.45


def near(found, expected, tolerance=1e-6):
    return found is not None and abs(found - expected) <= tolerance * max(1, abs(expected))


def test_solve_text(_):
    done = ran(0, "solve", PORTS)
    expect("status     optimal: the gap asked for is proven" in done.out, done.out)
    expect("objective  483.45 (minimised)" in done.out and "PORTS: 12 scenarios" in done.out, done.out)
    expect("thread" in done.err and "best" in done.err, f"no progress: {done.err}")
    expect(ran(0, "solve", PORTS, "-q").err == "", "--quiet is not quiet")


def test_solve_json(folder):
    solution = os.path.join(folder, "first.csv")
    answer = ran_json(0, "solve", PORTS, "--json", "-q", "--threads", "2", "--solution", solution)
    for key in ("status", "objective", "bound", "gap", "seconds", "scenarios", "threads", "nodes", "lps", "warnings"):
        expect(key in answer, f"no {key}")
    expect(answer["schema"] == "rampwerk-solve-1" and answer["status"] == "optimal", answer)
    expect(near(answer["objective"], PORTS_OPTIMUM) and near(answer["bound"], PORTS_OPTIMUM), answer)
    expect(answer["gap"] <= 2e-9 and answer["gap_asked"] == 0, answer)
    expect(answer["scenarios"] == 12 and answer["threads"] == 2 and answer["file"] == solution, answer)
    with open(solution, encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    expect([row["name"] for row in rows] == ["BERTH1", "BERTH2"], rows)
    expect(all(float(row["value"]) == round(float(row["value"])) for row in rows), rows)
    expect(ran_json(0, "solve", PORTS, "--json", "-q", "--gap", "50%")["gap_asked"] == 0.5, "--gap is not heard")


def test_solve_files(folder):
    other = ran_json(0, "solve", PORTS, "--json", "-q", "--sto", PORTS + "-blocks.sto")
    expect(other["scenarios"] == 6 and near(other["objective"], 490.275), other)
    expect(near(ran_json(0, "solve", PORTS + ".cor", "--json", "-q")["objective"], PORTS_OPTIMUM), "BASE.cor")
    depot = ran_json(0, "solve", os.path.join(DATA, "depot"), "--json", "-q")  # .core, .time and .stoch
    expect(near(depot["objective"], 21.66), depot)
    listed = os.path.join(folder, "ports.smps")
    for name in ("ports.cor", "ports.tim", "ports-blocks.sto"):
        shutil.copy(os.path.join(DATA, name), folder)
    with open(listed, "w", encoding="utf-8") as file:
        file.write("* the three files\r\nports-blocks.sto\n  ports.tim\nports.cor\n")
    expect(near(ran_json(0, "solve", listed, "--json", "-q")["objective"], 490.275), "a list")
    with open(listed, "w", encoding="utf-8") as file:
        file.write("ports.tim\nports.cor\nports.txt\n")
    expect("no core, time or stoch file" in ran(65, "solve", listed).err, "a list with another file")
    with open(listed, "w", encoding="utf-8") as file:
        file.write("ports.tim\n")
    expect("names no core file" in ran(65, "solve", listed).err, "a list without a core file")


def test_solve_sense(_):
    done = ran_json(0, "solve", os.path.join(DATA, "fields"), "--json", "-q")
    expect(done["sense"] == "maximise" and near(done["objective"], 81532.0731261), done)
    expect(done["bound"] >= done["objective"] * (1 - 1e-12), f"the bound of a maximum lies above it: {done}")
    expect(near(done["probability_sum"], 0.9999, 1e-12) and "0.9999" in done["warnings"][0], done)
    said = ran(0, "solve", os.path.join(DATA, "fields"))
    expect("warning: " in said.err and "(maximised)" in said.out, said.err)
    whole = ran_json(0, "solve", os.path.join(DATA, "fields"), "--json", "-q", "--normalise")
    expect(whole["objective"] > done["objective"], "--normalise changes nothing")


def test_solve_sample(_):
    words = ("solve", PORTS, "--json", "-q", "--scenarios", "40")
    one, same, other = ran_json(0, *words), ran_json(0, *words, "--threads", "1"), ran_json(0, *words, "--seed", "2")
    expect(one["scenarios"] == 40 and one["sampled"] and one["seed"] == 1, one)
    expect(one["objective"] == same["objective"] and one["lps"] == same["lps"], "a sample depends on the threads")
    expect(one["objective"] != other["objective"], "the seed changes nothing")
    expect(near(one["objective"], PORTS_OPTIMUM, 0.25), one)


def refused(folder, code, message, *more, **replaced):
    """Solves a copy of ports with texts of its files replaced."""
    for ending in ("cor", "tim", "sto"):
        with open(f"{PORTS}.{ending}", encoding="utf-8") as file:
            text = file.read()
        for old, new in replaced.get(ending, ()):
            expect(old in text, f"'{old}' is not in ports.{ending}")
            text = text.replace(old, new)
        with open(os.path.join(folder, f"p.{ending}"), "w", encoding="utf-8") as file:
            file.write(text)
    done = ran(code, "solve", os.path.join(folder, "p"), *more)
    expect(message in done.err, f"'{message}' is not in: {done.err}")
    expect(done.out == "", f"a result all the same: {done.out}")


def test_solve_refused(folder):
    refused(folder, 65, "p.cor:15:15: there is no row 'BERTHS3'; did you mean 'BERTHS1'?", cor=[("    BERTH1    BERTHS1", "    BERTH1    BERTHS3")])
    refused(folder, 65, "p.tim:5:40: a third period", tim=[("ENDATA", "    BUY1      DEMAND2                  NEVER\nENDATA")])
    refused(folder, 65, "p.sto:3:40: there is no period 'LATTER'", sto=[("20   LATER", "20   LATTER")])
    refused(folder, 65, "is integer", cor=[(" UP BND       BERTH2", " UI BND       BUY1                 9\n UP BND       BERTH2")])
    refused(folder, 65, "ENDATA is missing", sto=[("ENDATA\n", "")])
    many = "".join(f"    {column}    COST {k}.0 LATER 0.05\n" for column in ("SHIP11", "SHIP12", "SHIP13") for k in range(20))
    more = many + "".join(f"    SHIP21    COST {k}.0 LATER 0.5\n" for k in range(2))
    refused(folder, 65, "independent variables make 192000 scenarios, more than the 100000", sto=[("ENDATA", more + "ENDATA")])
    expect_code(run("solve", os.path.join(folder, "p"), "--scenarios", "5", "-q"), 0)
    relaxed = os.path.join(folder, "q")
    for ending in ("tim", "sto"):
        shutil.copy(f"{PORTS}.{ending}", f"{relaxed}.{ending}")
    with open(PORTS + ".cor", encoding="utf-8") as file, open(relaxed + ".cor", "w", encoding="utf-8") as copy:
        copy.write(file.read().replace("ENDATA", " UI BND       BUY1               900\nENDATA"))
    done = ran(0, "solve", relaxed, "--relax-recourse")
    expect("relaxed    1 integer columns of the recourse" in done.out and "are relaxed" in done.err, done.out + done.err)
    expect(ran_json(0, "solve", relaxed, "--relax-recourse", "--json", "-q")["relaxed_columns"] == 1, "relaxed_columns")


def test_solve_codes(folder):
    expect("cannot open" in ran(66, "solve", os.path.join(folder, "nothing")).err, "no input")
    expect("nothing.sto" in ran(66, "solve", PORTS, "--sto", os.path.join(folder, "nothing.sto")).err, "no stoch file")
    for words in ((), (PORTS, "--gap", "2"), (PORTS, "--scenarios", "0"), (PORTS, "--nonsense"), (PORTS, PORTS)):
        expect_code(run("solve", *words), 64)
    expect_code(run("solve", PORTS, "--solution", "/no/such/folder/x.csv"), 73)
    expect_code(run("solve", PORTS, "--solution", folder), 73)
    expect_code(run("solve", folder), 66)
    stopped = run("solve", PORTS, "--json", "-q", "--node-limit", "0")
    expect(stopped.code in (0, 3, 4), f"exit code {stopped.code}")
    core = os.path.join(folder, "x.cor")
    with open(PORTS + ".cor", encoding="utf-8") as file, open(core, "w", encoding="utf-8") as copy:
        copy.write(file.read().replace("    RHS       SPACE                6", "    RHS       SPACE               -6"))
    for ending in ("tim", "sto"):
        shutil.copy(f"{PORTS}.{ending}", os.path.join(folder, f"x.{ending}"))
    infeasible = run("solve", core, "--json", "-q")
    expect_code(infeasible, 2)
    answer = json.loads(infeasible.out)
    expect(answer["status"] == "infeasible" and answer["objective"] is None, answer)


UNBOUNDED = """NAME          MILL
ROWS
 N  COST
 L  CASH
 L  GRIST
 G  ORDERS
COLUMNS
    MARKER1   'MARKER'                 'INTORG'
    STONES    COST                 5   CASH                 1
    STONES    ORDERS               1
    MARKER2   'MARKER'                 'INTEND'
    BUY       COST                 2   GRIST               -1
    SELL      COST                -1   GRIST                1
RHS
    RHS       CASH                 4   ORDERS               1
BOUNDS
 UP BND       STONES               9
ENDATA
"""
UNBOUNDED_TIME = "TIME          MILL\nPERIODS       LP\n    STONES    CASH                     NOW\n    BUY       GRIST                    LATER\nENDATA\n"


def test_solve_unbounded(folder):
    """In one future in ten what is bought sells for more than it costs."""
    def write(ending, text):
        with open(os.path.join(folder, "mill." + ending), "w", encoding="utf-8") as file:
            file.write(text)

    def futures(price, orders):
        write("sto", "STOCH         MILL\nINDEP         DISCRETE\n    SELL      COST                -1   LATER              0.9\n"
              f"    SELL      COST            {-price:6}   LATER              0.1\n    RHS       ORDERS          {orders:6}   LATER              1.0\nENDATA\n")

    base = os.path.join(folder, "mill")
    write("cor", UNBOUNDED)
    write("tim", UNBOUNDED_TIME)
    futures(2.1, 3)
    done = ran(2, "solve", base)
    expect("status     unbounded: the objective has no limit" in done.out and "objective  " not in done.out, done.out)
    answer = ran_json(2, "solve", base, "--json", "-q", "--solution", os.path.join(folder, "x.csv"))
    expect(answer["status"] == "unbounded" and answer["objective"] is None and answer["bound"] is None, answer)
    expect("x.csv" not in listing(folder), "a solution is written")
    futures(2.1, 5)  # there is no cash for that many stones
    expect(ran_json(2, "solve", base, "--json", "-q")["status"] == "infeasible", "nobody can sell")
    futures(1.9, 3)
    expect(near(ran_json(0, "solve", base, "--json", "-q")["objective"], 15), "three stones and no trade")


def test_export_smps(folder):
    base, names = os.path.join(folder, "plant"), os.path.join(folder, "names.csv")
    done = ran(0, "export", PLANT, "--smps", base, "--map", names, "--scenarios", "3", "-q")
    expect(done.out == "" and done.err == "", "export says something")
    planned = ran_json(0, "plan", PLANT, "-o", os.path.join(folder, "run.h5"), "--scenarios", "3", "--gap", "0", "--json", "-q")
    solved = ran_json(0, "solve", base, "--json", "-q")
    expect(solved["scenarios"] == 3, solved)
    expect(near(solved["objective"], planned["objective"]), f"{solved['objective']} solved, {planned['objective']} planned")
    with open(names, encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    expect(any(row["name"] == "x0000000" and row["stage"] == "1" for row in rows), "no name of the first stage")
    expect({row["scenario"] for row in rows} == {"", "0"}, "names of more than one scenario")
    copy = os.path.join(folder, "a.cfg")
    shutil.copy(PLANT, copy)
    os.symlink(copy, os.path.join(folder, "b.cor"))
    expect_code(run("export", copy, "--smps", os.path.join(folder, "b"), "-q"), 73)  # it would replace the configuration
    expect_code(run("export", PLANT, "--map", names), 64)


main({name[5:]: test for name, test in list(globals().items()) if name.startswith("test_")})
