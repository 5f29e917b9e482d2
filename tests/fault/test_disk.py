#!/usr/bin/python3
"""Full disks, failing disks and sudden death while a plan is written.  SPDX-License-Identifier: MIT

What is at the path of the run file is the old file or the complete new one, whatever happens.
usage: test_disk.py TEST
"""
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "cli"))
from support import RAMPWERK, SKIPPED, environment, expect, expect_code, listing, main, ran, run  # noqa: E402

SMALL = os.path.join(HERE, "small.cfg")
OLD = b"what was here before\n"
QUIET = ("-q", "--threads", "1")
STRACE_ENVIRONMENT = {"ASAN_OPTIONS": "detect_leaks=0"}  # the leak check cannot run in a traced program


def put_old(path):
    with open(path, "wb") as file:
        file.write(OLD)


def state_of(path):
    """"absent", "old", or "complete"; a file that does not verify fails the test."""
    if not os.path.exists(path):
        return "absent"
    with open(path, "rb") as file:
        if file.read(len(OLD) + 1) == OLD:
            return "old"
    result = run("verify", path)
    expect(result.code == 0, f"neither the old file nor a good one: {result.out}{result.err}")
    return "complete"


def temporaries(folder):
    return [name for name in listing(folder) if name.startswith(".rampwerk.")]


def try_strace():
    if shutil.which("strace") is None:
        return False
    tried = subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True, check=False)
    return tried.returncode == 0


def needs_strace(test):
    """The test, skipped where strace does not work."""
    def test_with_strace(folder):
        if not try_strace():
            print("strace is not there, or may not trace")
            return SKIPPED
        return test(folder)
    return test_with_strace


def traced(trace, path, *inject):
    """A plan written to path under strace; the exit code, or minus the signal."""
    command = ["strace", "-f", "-o", trace, *inject, RAMPWERK, "plan", SMALL, "-o", path, *QUIET]
    return subprocess.run(command, env=environment(**STRACE_ENVIRONMENT), stdin=subprocess.DEVNULL, capture_output=True,
                          timeout=600, check=False)


def call_numbers(folder):
    """How many writes, syncs and renames a plan makes, and which opening makes the temporary file."""
    trace, path = os.path.join(folder, "trace"), os.path.join(folder, "count.h5")
    done = traced(trace, path, "-e", "trace=write,fsync,renameat,openat")
    expect(done.returncode == 0, done.stderr.decode())
    with open(trace, encoding="utf-8") as file:
        lines = file.read().splitlines()
    os.unlink(path)
    calls = {"write": 0, "fsync": 0, "renameat": 0, "openat": 0}
    creation = 0
    for line in lines:
        match = re.match(r"\d+\s+(\w+)\(", line)
        if match and match.group(1) in calls:
            calls[match.group(1)] += 1
            if ".rampwerk." in line and match.group(1) == "openat":
                creation = calls["openat"]
    expect(creation > 0 and calls["fsync"] >= 2 and calls["renameat"] == 1, f"unexpected calls: {calls}")
    return calls, creation


def test_full_disk(folder):
    """A file system of 2 MB with less and less room left."""
    script = f'mount -t tmpfs -o size=2m none "{folder}" && exec /usr/bin/python3 "{__file__}" full_disk_inside'
    done = subprocess.run(["unshare", "--mount", "sh", "-c", script], capture_output=True, text=True, check=False,
                          env=dict(os.environ, RAMPWERK_ON_SMALL_DISK=folder))
    if done.returncode != 0 and ("unshare:" in done.stderr or "mount:" in done.stderr):
        print("cannot mount a small file system:", done.stderr)
        return SKIPPED
    expect(done.returncode == 0, f"on a small file system:\n{done.stdout}{done.stderr}")
    return 0


def test_full_disk_inside(_folder):
    """What test_full_disk does once its folder is a small file system."""
    folder = os.environ["RAMPWERK_ON_SMALL_DISK"]
    path, filler = os.path.join(folder, "p.h5"), os.path.join(folder, "filler")
    ran(0, "plan", SMALL, "-o", path, *QUIET)
    size = os.path.getsize(path)
    put_old(path)
    for room in (0, 4096, size // 2, size - 8192):
        with open(filler, "wb") as file:
            about = os.statvfs(folder)
            file.write(b"x" * max(0, about.f_bavail * about.f_frsize - room))
        result = ran(74, "plan", SMALL, "-o", path, *QUIET)
        expect("No space left" in result.err, result.err)
        expect(state_of(path) == "old", f"{room} bytes left: the old file was touched")
        expect(listing(folder) == ["filler", "p.h5"], f"debris: {listing(folder)}")
        os.unlink(filler)
    ran(0, "plan", SMALL, "-o", path, *QUIET)
    expect(state_of(path) == "complete", "with room again")


@needs_strace
def test_failing_calls(folder):
    """Every write, sync, rename and the opening of the temporary file fail in turn."""
    calls, creation = call_numbers(folder)
    trace, path = os.path.join(folder, "trace"), os.path.join(folder, "p.h5")
    cases = [("write", error, k) for error in ("ENOSPC", "EIO") for k in range(1, calls["write"] + 1)]
    cases += [("fsync", "EIO", k) for k in range(1, calls["fsync"] + 1)]
    cases += [("renameat", "EXDEV", 1), ("openat", "EACCES", creation), ("openat", "ENOSPC", creation)]
    codes = {}
    for name, error, k in cases:
        put_old(path)
        done = traced(trace, path, "-e", f"trace={name}", "-e", f"inject={name}:error={error}:when={k}")
        what = f"{name} {k} fails with {error}: exit code {done.returncode}"
        state = state_of(path)
        expect(done.returncode in (73, 74), f"{what}\n{done.stderr.decode()}")
        expect(done.stderr != b"" or name == "write", f"{what} without a word")
        expect(not temporaries(folder), f"{what}: debris {listing(folder)}")
        codes.setdefault((name, done.returncode, state), []).append(k)
    print(codes)
    # what fails before the rename leaves the old file; the folder's sync and the last words come after it
    expect(("write", 74, "old") in codes, "no write of the file failed")
    expect(codes.get(("fsync", 74, "old")) == [1], "the file's own sync")
    expect(codes.get(("renameat", 73, "old")) == [1], "the rename")
    expect(codes.get(("openat", 73, "old")) == [creation, creation], "the temporary file")
    return 0


@needs_strace
def test_interrupted_calls(folder):
    """The file's write and the syncs are taken up again after an interruption."""
    calls, _ = call_numbers(folder)
    trace, path = os.path.join(folder, "trace"), os.path.join(folder, "p.h5")
    for name, count in (("write", 1), ("fsync", calls["fsync"])):
        for k in range(1, count + 1):
            put_old(path)
            done = traced(trace, path, "-e", f"trace={name}", "-e", f"inject={name}:error=EINTR:when={k}")
            expect(done.returncode == 0, f"{name} {k} was interrupted: {done.returncode}\n{done.stderr.decode()}")
            expect(state_of(path) == "complete", f"{name} {k} was interrupted")
    return 0


@needs_strace
def test_killed_in_calls(folder):
    """kill -9 at every write, sync and rename."""
    calls, _ = call_numbers(folder)
    trace, path = os.path.join(folder, "trace"), os.path.join(folder, "p.h5")
    states = {}
    for name in ("write", "fsync", "renameat"):
        for k in range(1, calls[name] + 1):
            put_old(path)
            done = traced(trace, path, "-e", f"trace={name}", "-e", f"inject={name}:signal=KILL:when={k}")
            expect(done.returncode in (-signal.SIGKILL, 128 + signal.SIGKILL), f"{name} {k}: {done.returncode}")
            state = state_of(path)
            expect(state in ("old", "complete"), f"killed at {name} {k}: {state}")
            states.setdefault(state, []).append((name, k))
            expect(len(temporaries(folder)) <= 1, str(listing(folder)))
            for debris in temporaries(folder):  # nobody was left to remove it
                os.unlink(os.path.join(folder, debris))
    print(states)
    expect("old" in states, "never killed before the rename")
    ran(0, "plan", SMALL, "-o", path, *QUIET)
    expect(state_of(path) == "complete", "after all")
    return 0


def test_killed_any_time(folder):
    """kill -9 at any time of the run."""
    path = os.path.join(folder, "p.h5")
    begun = time.monotonic()
    ran(0, "plan", SMALL, "-o", path, *QUIET)
    duration = time.monotonic() - begun
    os.unlink(path)
    chance = random.Random(1)
    states = {}
    for k in range(30 * int(os.environ.get("RAMPWERK_TEST_MULT", "1"))):
        if k == 10:
            put_old(path)
        process = subprocess.Popen([RAMPWERK, "plan", SMALL, "-o", path, *QUIET], stdin=subprocess.DEVNULL,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment())
        time.sleep(chance.uniform(0.0, 1.1 * duration))
        process.kill()
        process.wait()
        state = state_of(path)
        states[state] = states.get(state, 0) + 1
        if state == "complete":
            os.unlink(path) if k < 10 else put_old(path)
        elif k >= 10:
            expect(state == "old", "the old file is gone")
    print(states)


def test_many_writers(folder):
    """Several programs that write the same file at once: each time one of them wins."""
    path = os.path.join(folder, "p.h5")
    for _ in range(3):
        started = [subprocess.Popen([RAMPWERK, "plan", SMALL, "-o", path, *QUIET], stdin=subprocess.DEVNULL,
                                    stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment()) for _ in range(4)]
        for process in started:
            _, err = process.communicate(timeout=600)
            expect(process.returncode == 0, err.decode())
        expect(state_of(path) == "complete" and listing(folder) == ["p.h5"], str(listing(folder)))
    expect_code(run("show", path), 0)


main({name[5:]: test for name, test in list(globals().items()) if name.startswith("test_")})
