"""What results were measured on, and what they were measured of.  SPDX-License-Identifier: MIT"""
import os
import platform
import re
import shutil
import subprocess

SOURCE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


class Failure(SystemExit):
    """What ends a suite, and the runner where there is no suite yet."""


def fail(text):
    raise Failure(f"run.py: {text}")


def call(command):
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    if done.returncode != 0:
        fail(f"{' '.join(command)} ended with {done.returncode}\n{done.stderr.decode('utf-8', 'replace')}")
    return done.stdout.decode("utf-8", "replace")


def check_build(program):
    """Figures of a build for debugging would mislead."""
    folder = os.path.dirname(os.path.abspath(program))
    while folder != "/":
        cache = os.path.join(folder, "CMakeCache.txt")
        if os.path.isfile(cache):
            with open(cache, encoding="utf-8") as file:
                text = file.read()
            if not re.search(r"^CMAKE_BUILD_TYPE:\w+=Release$", text, re.M) or re.search(r"^RAMPWERK_SANITIZE:\w+=.+$", text, re.M):
                fail(f"{program} is not a release build without sanitizers ({cache})")
            return
        folder = os.path.dirname(folder)


def describe_machine():
    model = memory = system = "?"
    with open("/proc/cpuinfo", encoding="utf-8", errors="replace") as file:
        found = re.search(r"^(?:model name|Model)\s*:\s*(.+)$", file.read(), re.M)
        model = found.group(1).strip() if found else platform.machine()
    with open("/proc/meminfo", encoding="utf-8") as file:
        found = re.search(r"^MemTotal:\s*(\d+)", file.read(), re.M)
        memory = f"{int(found.group(1)) / 2 ** 20:.1f} GiB" if found else "?"
    with open("/etc/os-release", encoding="utf-8") as file:
        found = re.search(r'^PRETTY_NAME="?([^"\n]+)', file.read(), re.M)
        system = found.group(1) if found else platform.platform()
    return f"{model}, {len(os.sched_getaffinity(0))} processors, {memory}, {system}"


def describe_source():
    if not shutil.which("git"):
        return "unknown"
    done = subprocess.run(["git", "-C", SOURCE, "describe", "--always", "--dirty", "--abbrev=12"], check=False,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return done.stdout.decode().strip() or "unknown"
