#!/usr/bin/python3
"""Exit codes, and what is left behind when something is wrong.  SPDX-License-Identifier: MIT

usage: test_failures.py TEST
"""
import json
import os
import resource
import shutil
import signal
import time

from support import (PLANT, RAMPWERK, SKIPPED, environment, expect, expect_code, listing, main, plant_with, ran,
                     ran_json, run)


def test_usage(folder):
    cases = [
        ([], "no verb"),
        (["plna", PLANT], "did you mean 'plan'"),
        (["plan"], "CONFIG is missing"),
        (["plan", PLANT, PLANT], "unexpected argument"),
        (["plan", ""], "CONFIG is empty"),
        (["plan", PLANT, "--thraeds", "2"], "did you mean 'threads'"),
        (["plan", PLANT, "-x"], "unknown option '-x'"),
        (["plan", PLANT, "--gap"], "needs an argument"),
        (["plan", PLANT, "--gap", "wide"], "--gap is 'wide'"),
        (["plan", PLANT, "--gap", "-1"], "from 0 to 1"),
        (["plan", PLANT, "--gap", "nan"], "--gap is 'nan'"),
        (["plan", PLANT, "--gap", "1e999"], "--gap is '1e999'"),
        (["plan", PLANT, "--threads", "0"], "from 1 to"),
        (["plan", PLANT, "--threads", "2.5"], "whole number"),
        (["plan", PLANT, "--threads", "0x2"], "whole number"),
        (["plan", PLANT, "--threads", "99999999999999999999"], "whole number"),
        (["plan", PLANT, "--node-limit", "-5"], "whole number"),
        (["plan", PLANT, "--time-limit", ""], "--time-limit is ''"),
        (["plan", PLANT, "--color", "sometimes"], "auto|always|never"),
        (["plan", PLANT, "--json=yes"], "--json"),
        (["plan", PLANT, "--set", "months"], "PATH=VALUE"),
        (["plan", PLANT, "-o", ""], "must be a path"),
        (["check"], "CONFIG is missing"),
        (["help", "plna"], "no verb 'plna'"),
    ]
    for arguments, said in cases:
        result = run(*arguments, cwd=folder)
        expect_code(result, 64)
        expect(said in result.err, f"{arguments}: '{said}' is not in: {result.err}")
        expect(result.out == "", f"{arguments}: usage errors belong on standard error")
    expect(listing(folder) == [], "a usage error left a file")
    expect_code(run("check", "--", PLANT), 0)


def test_missing(folder):
    for verb, name in (("check", "no.cfg"), ("plan", "no.cfg"), ("show", "no.h5"), ("verify", "no.h5")):
        result = ran(66, verb, name, cwd=folder)
        expect(name in result.err and result.out == "", result.err)
    config = os.path.join(folder, "a.cfg")
    with open(config, "w", encoding="utf-8") as file:
        file.write('@include "missing.cfg"\n')
    result = run("plan", config, cwd=folder)
    expect(result.code in (66, 78) and "missing.cfg" in result.err, result.err)
    expect(listing(folder) == ["a.cfg"], "something was written")


def test_config(folder):
    bad = plant_with(folder, "bad.cfg", ("rate_per_month = 400.0", "rate_per_month = -1.0"), ("title = \"Army\"", "titel = \"Army\""))
    for arguments in (["check", bad], ["plan", bad], ["check", bad, "--json"], ["plan", bad, "--json"],
                      ["export", bad, "--mps", "x.mps"]):
        result = ran(78, *arguments, cwd=folder)
        expect(result.out == "", "errors belong on standard error")
        expect("bad.cfg:" in result.err and "rate_per_month" in result.err and "titel" in result.err, result.err)
        expect("2 errors in the configuration" in result.err, result.err)
    result = ran(78, "plan", PLANT, "--set", "plan.mnths=3", cwd=folder)
    expect("mnths" in result.err, result.err)
    expect(listing(folder) == ["bad.cfg"], "something was written")


def test_data(folder):
    junk, cut, run_file = (os.path.join(folder, name) for name in ("junk.h5", "cut.h5", "p.h5"))
    with open(junk, "wb") as file:
        file.write(b"this is no run file\n" * 100)
    ran(0, "plan", PLANT, "-o", run_file)
    with open(run_file, "rb") as whole, open(cut, "wb") as file:
        data = whole.read()
        file.write(data[:len(data) // 2])
    for verb in ("show", "verify"):
        for path in (junk, cut):
            result = ran(65, verb, path)
            expect(result.out == "" and result.err != "", result.err)


def test_unverified(folder):
    """A plan with a number changed behind our back."""
    try:
        import h5py
    except ImportError:
        return SKIPPED
    run_file = os.path.join(folder, "p.h5")
    ran(0, "plan", PLANT, "-o", run_file)
    with h5py.File(run_file, "r+") as file:
        stock = file["stock"][...]
        stock[0, :, 7] += 100
        file["stock"][...] = stock
    result = ran(5, "verify", run_file)
    expect("FAILED" in result.out, result.out)
    data = ran_json(5, "verify", run_file, "--json")
    failed = [kind["kind"] for kind in data["kinds"] if not kind["passed"]]
    expect(not data["passed"] and "balance" in failed, str(failed))
    return 0


def test_header(folder):
    """An objective that is not the plan's, or a bound above it: changed in one of its two places, the file is damaged;
    changed in both, the re-check finds it."""
    try:
        import h5py
    except ImportError:
        return SKIPPED
    run_file, other = os.path.join(folder, "p.h5"), os.path.join(folder, "q.h5")
    ran(0, "plan", PLANT, "-o", run_file)
    for name, factor in (("objective", 0.9), ("bound", 2.0)):
        for group, code in (("/", 65), ("/solver", 5)):  # the second on top of the first
            if group == "/":
                shutil.copy(run_file, other)
            with h5py.File(other, "r+") as file:
                file[group].attrs[name] = file[group].attrs[name] * factor
            result = ran(code, "verify", other)
            expect((name in result.err) if code == 65 else ("FAILED" in result.out), result.err + result.out)
    shutil.copy(run_file, other)
    with h5py.File(other, "r+") as file:
        for group in (file, file["solver"]):
            group.attrs["bound"] = float("nan")
    ran(5, "verify", other)
    shutil.copy(run_file, other)
    with h5py.File(other, "r+") as file:
        file.attrs["status"] = "limit"
    for verb in ("show", "verify"):
        expect("'status' is another one in '/solver'" in ran(65, verb, other).err, f"{verb} and the status")
    return 0


def test_faulty_engine(folder):
    """An engine that errs: a plan that does not hold is 5, no plan for a reason that is not the input's is 70."""
    run_file = os.path.join(folder, "p.h5")
    plan = ("plan", PLANT, "-o", run_file)
    ran(0, *plan, fault="none")  # the same program, nothing wrong
    for fault, kind in (("wrong", "balance"), ("cheap", "objective")):
        os.remove(run_file)
        result = ran(5, *plan, fault=fault)
        expect("do not use it" in result.err and "re-check   FAILED" in result.out, result.out + result.err)
        data = ran_json(5, *plan, "--json", fault=fault)
        expect(not data["verification"]["passed"] and data["verification"]["worst"][kind] > 1e-6, str(data)[:500])
        checked = ran_json(5, "verify", run_file, "--json")
        expect([one["passed"] for one in checked["kinds"] if one["kind"] == kind] == [False], str(checked))
        expect("re-check FAILED" in ran(0, "show", run_file).out, "show does not say that the re-check failed")
    os.remove(run_file)
    for fault, said in (("internal", "the tree has lost a node"), ("numerical", "the basis is singular"),
                        ("memory", "out of memory for the tree")):
        result = ran(70, *plan, fault=fault)
        expect(f"error: {said}" in result.err and result.out == "", result.out + result.err)
    for fault, status in (("unbounded", "unbounded"), ("lost", "optimal")):
        data = ran_json(70, *plan, "--json", fault=fault)
        expect(data["status"] == status and data["objective"] is None and data["file"] is None, str(data))
    expect(listing(folder) == [], f"something was written: {listing(folder)}")


def test_faulty_step(folder):
    """The second step of the lexicographic objective loses the plan of the first."""
    config = plant_with(folder, "lex.cfg", ("discount_rate = 0.06;", 'discount_rate = 0.06; objective = "lexicographic";'))
    result = ran(70, "plan", config, "-o", os.path.join(folder, "p.h5"), fault="second_step")
    expect("the cost step finds no plan" in result.err and result.out == "", result.err)
    expect(listing(folder) == ["lex.cfg"], f"something was written: {listing(folder)}")


def test_faulty_reader(folder):
    """HDF5 may crash or hang on a file that was made for it; the program says so.  A crash after that is its own."""
    run_file = os.path.join(folder, "p.h5")
    ran(0, "plan", PLANT, "-o", run_file)
    for verb in ("show", "verify"):
        expect(ran(0, verb, run_file, fault="none").out == ran(0, verb, run_file).out, "the faulty program differs")
        result = ran(65, verb, run_file, fault="crash_reading")
        expect("p.h5' broke off (Segmentation fault)" in result.err and result.out == "", result.err)
    result = ran(65, "show", run_file, fault="hang_reading",
                 preexec=lambda: resource.setrlimit(resource.RLIMIT_CPU, (1, 60)))
    expect("p.h5' broke off (CPU time limit exceeded)" in result.err, result.err)
    result = ran(70, "verify", run_file, fault="crash_checking")
    expect("internal error (Segmentation fault)" in result.err and result.out == "", result.err)
    expect_code(run("show", run_file, fault="killed_reading"), -signal.SIGTERM)


def test_infeasible(folder):
    """Two modules are pinned, and there is no money for one."""
    config = plant_with(folder, "poor.cfg", ("policies = {", "policies = { budgets = ( { name = \"capex\"; scope = \"capex\"; "
                        "limit_eur = [ 5e5, 5e5, 5e5 ]; } ); "), more='pins = ( { line = "forge"; month = "2027-05"; modules = 2; } );\n')
    result = run("plan", config, "--json", cwd=folder)
    expect(result.code in (2, 78), f"exit code {result.code}: {result.err}")
    expect(listing(folder) == ["poor.cfg"], "an infeasible plan was written")
    if result.code == 2:
        data = ran_json(2, "plan", config, "--json", cwd=folder)
        expect(data["status"] == "infeasible" and data["objective"] is None and data["file"] is None, str(data))
        expect("infeasible" in ran(2, "plan", config, cwd=folder).out, "the closing table does not say so")


def test_target(folder):
    """Outputs that cannot be made are found before anything is solved, and leave nothing."""
    config = plant_with(folder, "plan.cfg")
    part = os.path.join(folder, "part.cfg")
    whole = os.path.join(folder, "whole.cfg")
    shutil.copy(config, part)
    with open(whole, "w", encoding="utf-8") as file:
        file.write('@include "part.cfg"\n')
    os.mkdir(os.path.join(folder, "folder.h5"))
    os.symlink(config, os.path.join(folder, "link.h5"))
    os.link(part, os.path.join(folder, "hard.h5"))
    before = listing(folder)
    with open(config, "rb") as file:
        text = file.read()
    cases = [(config, config), (config, "link.h5"), (whole, "part.cfg"), (whole, "hard.h5"), (config, "folder.h5"),
             (config, "folder.h5/"), (config, "no/such/run.h5"), (config, "plan.cfg/run.h5"), (config, "/dev/null"),
             (config, "/proc/run.h5"), (config, "x" * 300 + ".h5")]
    for source, target in cases:
        result = ran(73, "plan", source, "-o", target, "-q", cwd=folder)
        expect("progress" not in result.err and result.out == "", result.err)
        expect(listing(folder) == before, f"-o {target} left something behind: {listing(folder)}")
    with open(config, "rb") as file:
        expect(file.read() == text, "an input was overwritten")
    if os.geteuid() != 0:
        os.mkdir(os.path.join(folder, "closed"), 0o500)
        ran(73, "plan", config, "-o", "closed/run.h5", "-q", cwd=folder)


def test_input_output(folder):
    """A full disk, a file size limit, a closed pipe."""
    with open("/dev/full", "w", encoding="utf-8") as full:
        result = run("version", stdout=full)
        expect_code(result, 74)
        expect("standard output" in result.err, result.err)
    run_file = os.path.join(folder, "p.h5")
    with open(run_file, "w", encoding="utf-8") as file:
        file.write("old")
    result = run("plan", PLANT, "-o", run_file, "-q",
                 preexec=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)))
    expect_code(result, 74)
    expect(listing(folder) == ["p.h5"], f"debris: {listing(folder)}")
    with open(run_file, encoding="utf-8") as file:
        expect(file.read() == "old", "the old file was touched")
    read, write = os.pipe()
    os.close(read)
    result = run("schema", stdout=write)
    os.close(write)
    expect(result.code == 74 and result.err == "", f"closed pipe: {result.code} {result.err}")


def test_limits(folder):
    """Stopped at a limit: 3 with a plan, 4 without, and then nothing is written."""
    run_file = os.path.join(folder, "p.h5")
    result = run("plan", PLANT, "-o", run_file, "--time-limit", "0", "--json")
    expect(result.code in (3, 4), f"exit code {result.code}: {result.err}")
    data = json.loads(result.out)
    has_plan = result.code == 3
    expect(data["status"] == "limit" and (data["objective"] is not None) == has_plan, str(data)[:500])
    expect((data["file"] is not None) == has_plan and listing(folder) == (["p.h5"] if has_plan else []), str(listing(folder)))
    data = ran_json(3, "plan", PLANT, "-o", run_file, "--gap", "0", "--node-limit", "0", "--json")
    expect(data["status"] == "limit" and data["gap"] > 0 and data["verification"]["passed"], str(data)[:500])
    ran(0, "verify", run_file)
    ran(0, "show", run_file)


def test_streams(folder):
    """Results on standard output, the rest on standard error; --quiet leaves errors alone."""
    run_file = os.path.join(folder, "p.h5")
    noisy = ran(0, "plan", PLANT, "-o", run_file, "--progress", "lines")
    expect("best" in noisy.err and "warning" in noisy.err and "best" not in noisy.out, noisy.err)
    quiet = ran(0, "plan", PLANT, "-o", run_file, "--quiet")
    expect(quiet.err == "" and "objective" in quiet.out, quiet.err)
    off = ran(0, "plan", PLANT, "-o", run_file, "--progress", "off").err
    expect("best" not in off, off)
    drawn = ran(0, "plan", PLANT, "-o", run_file, "--progress", "redraw").err
    expect("\r" in drawn and drawn.rstrip(" ").endswith("\x1b[K"), repr(drawn))


def test_rerun(folder):
    """The configuration inside a run file gives the plan again; overrides are in it."""
    try:
        import h5py
    except ImportError:
        return SKIPPED
    run_file, again = os.path.join(folder, "p.h5"), os.path.join(folder, "q.h5")
    first = ran_json(0, "plan", PLANT, "-o", run_file, "--json", "--set", "plan.discount_rate=0.03", "--set", "plan.months=24")
    config = os.path.join(folder, "again.cfg")
    with h5py.File(run_file) as file:
        text = file["provenance"].attrs["config"] if "config" in file["provenance"].attrs else file["provenance/config"][()]
    with open(config, "w", encoding="utf-8") as file:
        file.write(text if isinstance(text, str) else text.decode())
    second = ran_json(0, "plan", config, "-o", again, "--json")
    expect(first["objective"] == second["objective"] and first["months"] == second["months"] == 24, "the plans differ")
    return 0


def test_speed_of_refusal(folder):
    """A missing folder is refused at once, not after the solve."""
    begun = time.monotonic()
    ran(73, "plan", PLANT, "-o", os.path.join(folder, "no", "run.h5"), "--gap", "0", env=environment())
    expect(time.monotonic() - begun < 5, f"{RAMPWERK} took too long to refuse")


main({name[5:]: test for name, test in list(globals().items()) if name.startswith("test_")})
