#!/usr/bin/python3
"""Ctrl-C, SIGTERM and time limits on a plant that takes long.  SPDX-License-Identifier: MIT

usage: test_signals.py TEST
"""
import json
import os
import re
import signal
import subprocess
import time

from support import BASELINE, RAMPWERK, environment, expect, listing, main, ran, ran_json, run

HARD = [BASELINE, "--gap", "0", "--progress", "lines"]
PATIENCE = 300  # seconds; builds with sanitizers are slow


def hear_interrupts():
    """A program started where SIGINT is ignored (in a script's background, say) rightly goes on ignoring it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def start(folder, *more):
    return subprocess.Popen([RAMPWERK, "plan", *HARD, "-o", os.path.join(folder, "p.h5"), *more], stdin=subprocess.DEVNULL,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(), text=True,
                            preexec_fn=hear_interrupts)


def wait_for(process, pattern):
    """Reads standard error up to a line that matches."""
    seen = []
    for line in process.stderr:
        seen.append(line)
        if re.search(pattern, line):
            return
    process.wait()
    raise AssertionError(f"ended with {process.returncode} before '{pattern}':\n{''.join(seen)}")


def interrupt(folder, number):
    """Interrupts a run that has an incumbent."""
    process = start(folder, "--json")
    wait_for(process, r"best \d")
    begun = time.monotonic()
    process.send_signal(number)
    out, err = process.communicate(timeout=PATIENCE)
    # the signal's own default action ends the program: a shell sees 128 + number
    expect(process.returncode == -number, f"ended with {process.returncode}:\n{err}")
    data = json.loads(out)
    expect(data["status"] == "interrupted" and data["objective"] is not None, str(data))
    expect(data["bound"] is None or data["bound"] <= data["objective"], "bound above objective")
    expect(listing(folder) == ["p.h5"], str(listing(folder)))
    path = os.path.join(folder, "p.h5")
    ran(0, "verify", path)
    expect(ran_json(0, "show", path, "--json")["status"] == "interrupted", "the run file has another status")
    print(f"took {time.monotonic() - begun:.1f} s to stop, write and verify")


def test_interrupt(folder):
    interrupt(folder, signal.SIGINT)


def test_terminate(folder):
    interrupt(folder, signal.SIGTERM)


def test_shell_sees_130(folder):
    """As a shell sees it."""
    path = os.path.join(folder, "p.h5")
    script = f"'{RAMPWERK}' plan '{BASELINE}' --gap 0 --progress lines -o '{path}' >/dev/null; echo code $?"
    process = subprocess.Popen(["bash", "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                               env=environment(), start_new_session=True)
    wait_for(process, r"best \d")
    child = subprocess.run(["ps", "-o", "pid=", "--ppid", str(process.pid)], capture_output=True, text=True, check=True)
    os.kill(int(child.stdout.split()[0]), signal.SIGTERM)
    out, _ = process.communicate(timeout=PATIENCE)
    expect("code 143" in out, out)
    ran(0, "verify", path)


def test_second_signal(folder):
    """A second signal leaves at once, and nothing half-written behind."""
    process = start(folder)
    wait_for(process, r"rampwerk: \d+ threads?")
    process.send_signal(signal.SIGINT)
    time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=PATIENCE)
    expect(process.returncode in (-signal.SIGINT, 4), f"ended with {process.returncode}")
    expect(listing(folder) in ([], ["p.h5"]), str(listing(folder)))


def test_time_limit(folder):
    """Enough time for a plan, too little for a proof."""
    path = os.path.join(folder, "p.h5")
    for seconds in (1, 2, 4, 8, 16, 32, 64, 128):
        result = run("plan", *HARD, "-o", path, "--time-limit", str(seconds), "--json")
        if result.code != 4:
            break
    expect(result.code == 3, f"ended with {result.code}:\n{result.err}")
    data = json.loads(result.out)
    expect(data["status"] == "limit" and data["gap"] != 0, str(data["gap"]))
    expect(data["verification"]["passed"], "verification")
    expect(data["seconds"] < 2 * seconds + 60, f"{data['seconds']} s for a limit of {seconds}")
    ran(0, "verify", path)


FUTURES = ["--scenarios", "16", "--sampling", "lhs"]


def check_first_plan(out, status, path):
    """What is written where the search had nothing."""
    data = json.loads(out)
    expect(data["status"] == status and data["objective"] is not None and data["bound"] is None, out)
    expect(data["verification"]["passed"] and data["scenarios"] == 16, out)
    ran(0, "verify", path)
    shown = ran(0, "show", path).out
    expect("no bound is proven" in shown, shown)


def test_limit_of_nothing(folder):
    """No time at all leaves a plan through all futures."""
    path = os.path.join(folder, "p.h5")
    result = ran(3, "plan", *HARD, *FUTURES, "-o", path, "--time-limit", "0", "--json")
    check_first_plan(result.out, "limit", path)
    late = re.search(r"rampwerk: ([0-9.]+) s more than the time limit", result.err)
    took = json.loads(result.out)["seconds"]
    expect(took < 1.5 or (late and float(late.group(1)) <= took), f"{took} s: {result.err}")
    text = ran(3, "plan", *HARD, *FUTURES, "-o", path, "--time-limit", "0").out
    expect("bound      none, gap none" in text, text)


def test_interrupt_early(folder):
    """So does Ctrl-C before there is a plan."""
    process = start(folder, *FUTURES, "--json")
    wait_for(process, r"rampwerk: \d+ threads?")
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=PATIENCE)
    expect(process.returncode == -signal.SIGINT, f"ended with {process.returncode}:\n{err}")
    check_first_plan(out, "interrupted", os.path.join(folder, "p.h5"))


main({name[5:]: test for name, test in list(globals().items()) if name.startswith("test_")})
