#!/usr/bin/python3
"""Each verb does what its help says.  SPDX-License-Identifier: MIT

usage: test_verbs.py TEST
"""
import csv
import json
import os
import re
import shutil
import subprocess

from support import (BASELINE, PLANT, SKIPPED, SOURCE, environment, expect, expect_code, expect_golden, listing, main,
                     plant_with, ran, ran_json, run)

SCREEN_LINES = 38
VERBS = ["init", "check", "plan", "frontier", "show", "evaluate", "verify", "schema", "solve", "export", "help", "completion", "version"]


def test_help(_):
    overview = ran(0, "--help")
    expect(overview.err == "", "help writes to standard error")
    expect_golden("help.txt", overview.out)
    texts = {"": overview.out}
    for verb in VERBS:
        texts[verb] = ran(0, verb, "--help").out
        expect_golden(f"help_{verb}.txt", texts[verb])
        expect(ran(0, verb, "-h").out == texts[verb], f"{verb} -h differs from --help")
        expect(f"  {verb}" in overview.out, f"{verb} is not in the overview")
        expect(len(ran(0, "help", verb).out) > len(texts[verb]) - 100, f"help {verb} says less than --help")
    for verb, text in texts.items():
        lines = text.splitlines()
        expect(len(lines) <= 24, f"--help of '{verb}' has {len(lines)} lines")
        expect(max(map(len, lines)) <= 80, f"--help of '{verb}' is wider than 80: {max(lines, key=len)}")
        expect(sum("#" in line for line in lines) == 3, f"--help of '{verb}' has not three examples")
    long = ran(0, "help").out
    for code in (0, 2, 3, 4, 5, 6, 64, 65, 66, 70, 73, 74, 78, 130, 143):
        expect(re.search(rf"^ +{code}  ", long, re.M), f"help does not list exit code {code}")


def test_man(folder):
    page = ran(0, "help", "--man").out
    for verb in VERBS:
        expect(f".Ss {verb}\n" in page, f"the man page lacks {verb}")
    expect(".It 143" in page, "the man page lacks exit codes")
    if not shutil.which("mandoc"):
        return SKIPPED
    path = os.path.join(folder, "rampwerk.1")
    with open(path, "w", encoding="utf-8") as file:
        file.write(page)
    lint = subprocess.run(["mandoc", "-Tlint", path], capture_output=True, text=True, check=False)
    expect(lint.returncode == 0 and lint.stdout == "", lint.stdout)
    return 0


def complete(script, folder, *words):
    """What bash offers for the last of the words."""
    program = f"source {script}; COMP_WORDS=({' '.join(repr(word) for word in words)}); COMP_CWORD={len(words) - 1}; " \
              "_rampwerk; printf '%s\\n' \"${COMPREPLY[@]}\""
    done = subprocess.run(["bash", "-c", program], cwd=folder, capture_output=True, text=True, check=True)
    expect(done.stderr == "", done.stderr)
    return done.stdout.split("\n")[:-1]


def test_completion(folder):
    script = os.path.join(folder, "c.bash")
    with open(script, "w", encoding="utf-8") as file:
        file.write(ran(0, "completion", "bash").out)
    for name in ("my plan.cfg", "a.cfg", "a.h5", "a.txt"):
        open(os.path.join(folder, name), "w", encoding="utf-8").close()
    expect(complete(script, folder, "rampwerk", "ver") == ["verify", "version"], "verbs")
    expect("--time-limit" in complete(script, folder, "rampwerk", "plan", "--ti"), "options")
    expect(complete(script, folder, "rampwerk", "plan", "--color", "al") == ["always"], "choices")
    expect(sorted(complete(script, folder, "rampwerk", "check", "")) == ["a.cfg", "my plan.cfg"], "configurations")
    expect(complete(script, folder, "rampwerk", "show", "a") == ["a.h5"], "run files")
    expect(complete(script, folder, "rampwerk", "help", "pl") == ["plan"], "help")
    expect_code(run("completion", "fish"), 64)


def test_version(_):
    text = ran(0, "version").out
    expect(re.fullmatch(r"rampwerk \d+\.\d+\.\d+\n", text), text)
    expect(ran(0, "--version").out == text, "--version differs")
    expect(text.split()[1] == ran_json(0, "version", "--json")["version"], "JSON differs")


def test_init(folder):
    plant = os.path.join(folder, "plant")
    first = ran(0, "init", plant)
    expect(first.out == "" and "plan.cfg" in first.err, "init says where the file is on standard error")
    expect(listing(plant) == ["plan.cfg"], "init writes plan.cfg alone")
    config = os.path.join(plant, "plan.cfg")
    with open(config, encoding="utf-8") as file:
        text = file.read()
    ran(0, "check", config)
    ran(73, "init", plant)
    with open(config, encoding="utf-8") as file:
        expect(file.read() == text, "init overwrote the plan")
    os.mkdir(os.path.join(folder, "there"))
    ran(0, "init", os.path.join(folder, "there"), "--quiet")
    ran(73, "init", os.path.join(folder, "no", "such"))
    ran(73, "init", config)
    run_file = os.path.join(folder, "starter.h5")
    ran(0, "plan", config, "-o", run_file)
    ran(0, "verify", run_file)


def test_check(folder):
    text = ran(0, "check", PLANT, cwd=folder).out
    for part in ("Small plant", "2027-01 to 2029-06, 30 months", "2 line types", "rows", "integer", "warnings   2"):
        expect(part in text, f"check does not say '{part}':\n{text}")
    data = ran_json(0, "check", PLANT, "--json")
    expect(data["schema"] == "rampwerk-check-1" and data["months"] == 30, "check --json")
    expect(data["entities"]["line_types"] == 2 and data["problem"]["integers"] > 0, "check --json counts")
    shorter = ran_json(0, "check", PLANT, "--json", "--set", "plan.months=24", "--quiet")
    expect(shorter["months"] == 24 and shorter["problem"]["rows"] < data["problem"]["rows"], "check --set")
    expect(ran(0, "check", PLANT, "-q").err == "", "check --quiet is not quiet")
    expect(listing(folder) == [], "check wrote a file")


def test_sources(_):
    text = ran(0, "check", BASELINE, "--sources").out
    data = ran_json(0, "check", BASELINE, "--sources", "--json")
    expect(len(data["sources"]) > 20, f"the base case has {len(data['sources'])} notes")
    for note in data["sources"]:
        expect(note["field"] in text, f"{note['field']} is not listed")
        expect(note["confidence"] in ("A", "B", "C", "assumption"), str(note))
    assumptions = sum(note["confidence"] == "assumption" for note in data["sources"])
    expect(text.count("ASSUMPTION") == assumptions, "assumptions are not flagged")


def test_plan_show_verify(folder):
    run_file = os.path.join(folder, "plant.h5")
    plan = ran(0, "plan", PLANT, "-o", run_file)
    for part in ("optimal", "objective", "bound", "gap", "nodes", "LPs", "pivots", "time", "re-check   passed", run_file):
        expect(part in plan.out, f"plan does not say '{part}':\n{plan.out}")
    expect("thread" in plan.err, "plan does not say how many threads it took")
    expect(listing(folder) == ["plant.h5"], "plan leaves more than the run file")
    shown = ran(0, "show", run_file)
    expect(shown.err == "", "show writes to standard error")
    for part in ("Small plant", "COST", "ORDER", "Forging", "STOCK", "Army", "IMPORTS", "Bridge imports", "PEOPLE",
                 "POLICY"):
        expect(part in shown.out, f"show does not say '{part}':\n{shown.out}")
    everything = ran(0, "show", run_file, "--all").out
    for text in (shown.out, everything):
        expect(max(map(len, text.splitlines())) <= 80, f"show is wider than 80 columns:\n{text}")
    expect(len(shown.out.splitlines()) <= SCREEN_LINES, f"show has {len(shown.out.splitlines())} lines")
    for part in ("no plan is below", "what one more in every month would save", "all lines, net of grants"):
        expect(part in everything and part not in shown.out, f"'{part}' is for show --all:\n{everything}")
    expect(ran(0, "show", "-a", run_file).out == everything, "-a differs from --all")
    expect("\x1b" not in shown.out, "colour although standard output is no terminal")
    checked = ran(0, "verify", run_file)
    expect("the plan holds" in checked.out and "balance" in checked.out, checked.out)
    data = ran_json(0, "verify", run_file, "--json")
    expect(data["passed"] and len(data["kinds"]) == 15, "verify --json")


def test_plan_json(folder):
    run_file = os.path.join(folder, "plant.h5")
    planned = ran_json(0, "plan", PLANT, "-o", run_file, "--json", "--gap", "0", "--threads", "1")
    for key in ("status", "objective", "bound", "gap", "seconds", "scenarios", "threads", "nodes", "lps", "pivots"):
        expect(planned[key] is not None, f"{key} is missing")
    expect(planned["schema"] == "rampwerk-plan-1" and planned["status"] == "optimal", "schema, status")
    expect(planned["bound"] <= planned["objective"] and planned["gap"] <= 1e-6, "bound and gap")
    expect(planned["threads"] == 1 and planned["scenarios"] == 1 and planned["file"] == run_file, "threads, file")
    total = sum(planned["cost_eur"].values())
    expect(abs(total - planned["objective"]) <= 1e-9 * abs(total), f"costs add up to {total}")
    expect(planned["verification"]["passed"], "verification")
    shown = ran_json(0, "show", run_file, "--json")
    expect(shown["file"] == run_file, "show names the file")
    for data in (planned, shown):
        for key in ("seconds", "file"):
            del data[key]
    expect(planned == shown, f"plan and show differ:\n{planned}\n{shown}")
    army = next(product for product in planned["products"] if product["customer"] == "army")
    expect(army["year_ends"][-1]["month"] == "2029-06" and army["months_short"] > 0, str(army))


def test_default_output(folder):
    ran(0, "plan", PLANT, cwd=folder)
    expect(listing(folder) == ["plant.h5"], str(listing(folder)))


def test_reproducible(folder):
    paths = [os.path.join(folder, name) for name in ("a.h5", "b.h5")]
    for path, threads in zip(paths, ("1", "2")):
        ran(0, "plan", PLANT, "-o", path, "--reproducible", "--threads", threads)
    with open(paths[0], "rb") as a, open(paths[1], "rb") as b:
        expect(a.read() == b.read(), "run files differ")


def test_lexicographic(folder):
    config = plant_with(folder, "lex.cfg", ("discount_rate = 0.06;", 'discount_rate = 0.06; objective = "lexicographic";'))
    cost, lex = os.path.join(folder, "cost.h5"), os.path.join(folder, "lex.h5")
    by_cost = ran_json(0, "plan", PLANT, "-o", cost, "--json", "--gap", "0")
    result = ran(0, "plan", config, "-o", lex, "--json", "--gap", "0", "--progress", "lines")
    by_shortfall = json.loads(result.out)
    expect("1/2 shortfall" in result.err and "2/2 cost" in result.err, result.err)
    expect(by_shortfall["objective_kind"] == "lexicographic" and by_shortfall["status"] == "optimal", "status")
    slack = 1e-5 * by_cost["weighted_shortfall"]
    expect(by_shortfall["weighted_shortfall"] <= by_cost["weighted_shortfall"] + slack, "more shortfall than at least cost")
    without = sum(eur for kind, eur in by_shortfall["cost_eur"].items() if kind not in ("shortfall", "critical", "unmet"))
    expect(abs(without - by_shortfall["objective"]) <= 1e-6 * abs(without), "objective is not the cost without shortfall")
    ran(0, "verify", lex)
    expect("not in the sum" in ran(0, "show", lex).out, "show does not say what the sum leaves out")


def test_schema(_):
    text = ran(0, "schema").out
    markdown = ran(0, "schema", "--format", "markdown").out
    expect("capex_eur" in text and "capex_eur" in markdown, "schema")
    expect("|" in markdown or "#" in markdown, "markdown")
    json.loads(ran(0, "schema", "--format", "json").out)
    expect_code(run("schema", "--format", "yaml"), 64)


def test_export(folder):
    mps, names = os.path.join(folder, "p.mps"), os.path.join(folder, "p.csv")
    done = ran(0, "export", PLANT, "--mps", mps, "--map", names, "-q")
    expect(done.out == "" and done.err == "", "export says something")
    with open(mps, encoding="utf-8") as file:
        text = file.read()
    expect("ROWS" in text and text.rstrip().endswith("ENDATA"), "not an MPS file")
    with open(names, encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    size = ran_json(0, "check", PLANT, "--json", "-q")["problem"]
    expect(len(rows) >= size["columns"], f"{len(rows)} names for {size['columns']} columns")
    run_file = os.path.join(folder, "p.h5")
    plan = ran_json(0, "plan", PLANT, "-o", run_file, "--json", "--gap", "0")
    if shutil.which("cbc"):
        solution = os.path.join(folder, "p.sol")
        subprocess.run(["cbc", mps, "ratio", "0", "sec", "60", "solve", "solution", solution], capture_output=True, check=True)
        with open(solution, encoding="utf-8") as file:
            line = file.readline()
        value = float(line.split()[-1])
        expect(abs(value - plan["objective"]) <= 1e-6 * abs(value), f"cbc: {line}, we: {plan['objective']}")
    lex = plant_with(folder, "lex.cfg", ("discount_rate = 0.06;", 'discount_rate = 0.06; objective = "lexicographic";'))
    ran(0, "export", lex, "--mps", mps, "-q")
    ran(0, "export", lex, "--mps", mps, "--step", "cost", "--cap", "1e5", "-q")
    expect_code(run("export", lex, "--mps", mps, "--step", "cost", "-q"), 64)
    expect_code(run("export", PLANT, "--mps", mps, "--cap", "5", "-q"), 64)
    expect_code(run("export", PLANT), 64)
    expect_code(run("export", PLANT, "--mps", mps, "--map", mps), 64)
    copy = plant_with(folder, "copy.cfg")
    expect_code(run("export", copy, "--mps", copy, "-q"), 73)


def test_color(folder):
    run_file = os.path.join(folder, "p.h5")
    ran(0, "plan", PLANT, "-o", run_file)
    expect("\x1b[" in ran(0, "show", run_file, "--color", "always").out, "--color always")
    expect("\x1b[" in ran(0, "show", run_file, env=environment(CLICOLOR_FORCE="1")).out, "CLICOLOR_FORCE")
    expect("\x1b[" not in ran(0, "show", run_file, env=environment(CLICOLOR_FORCE="1", NO_COLOR="1")).out, "NO_COLOR")
    expect("\x1b[" in ran(0, "show", run_file, "--color=always", env=environment(NO_COLOR="1")).out, "--color over NO_COLOR")
    wide = ran(0, "show", run_file).out
    plain = ran(0, "show", run_file, env=environment(LANG="C")).out
    expect("█" in wide, "no bars in UTF-8")
    expect(plain.isascii(), "glyphs outside ASCII in the C locale")
    expect([len(line) for line in plain.splitlines()] == [len(line) for line in wide.splitlines()], "columns moved")


def test_threads(folder):
    path = os.path.join(folder, "p.h5")

    def threads(*more, **variables):
        return ran_json(0, "plan", PLANT, "-o", path, "--json", "-q", *more, env=environment(**variables))["threads"]
    expect(threads("--threads", "3", OMP_NUM_THREADS="2") == 3, "--threads comes first")
    expect(threads(OMP_NUM_THREADS="2,4", SLURM_CPUS_PER_TASK="5") == 2, "OMP_NUM_THREADS comes second")
    expect(threads(SLURM_CPUS_PER_TASK="5") == 5, "SLURM_CPUS_PER_TASK comes third")
    allowed = len(os.sched_getaffinity(0))
    expect(1 <= threads(OMP_NUM_THREADS="many") <= allowed, "else what the machine allows")
    said = ran(0, "plan", PLANT, "-o", path, env=environment(OMP_NUM_THREADS="1")).err
    expect("1 thread (OMP_NUM_THREADS)" in said, said)


def test_readme(_):
    """The README names no verb or option that does not exist."""
    with open(os.path.join(SOURCE, "README.md"), encoding="utf-8") as file:
        text = file.read()
    answer = text.split("<!-- answer begin -->")[1].split("<!-- answer end -->")[0].split("```")[1].splitlines()[1:]
    expect(24 <= len(answer) <= SCREEN_LINES, f"the answer in the README has {len(answer)} lines: it is of another version")
    expect(max(map(len, answer)) <= 80, "the answer in the README is wider than 80 columns")
    for verb, rest in re.findall(r"rampwerk ([a-z]+)([^`\n|]*)", text):
        if verb in VERBS:
            known = ran(0, verb, "--help").out
            for option in re.findall(r"--[a-z-]+", rest):
                expect(option in known, f"the README says rampwerk {verb} {option}")
    for verb in re.findall(r"`rampwerk ([a-z]+)", text):
        expect(verb in VERBS, f"the README says rampwerk {verb}")
    for path in re.findall(r"\]\(([^)#]+)\)", text):
        expect(os.path.exists(os.path.join(SOURCE, path)), f"the README points to {path}, which is not there")


main({name[5:]: test for name, test in list(globals().items()) if name.startswith("test_")})
