"""What the tests of the command line share.  SPDX-License-Identifier: MIT"""
import json
import os
import subprocess
import sys
import tempfile

RAMPWERK = os.environ["RAMPWERK"]
FAULTY = os.environ.get("RAMPWERK_FAULTY")  # the same with parts that fail as the variable FAULT says
SOURCE = os.environ["RAMPWERK_SOURCE"]
HERE = os.path.join(SOURCE, "tests", "cli")
PLANT = os.path.join(HERE, "plant.cfg")
BASELINE = os.path.join(SOURCE, "config", "baseline.cfg")
SKIPPED = 77


def environment(**more):
    """Ours without what changes output, and what the test sets."""
    dropped = ("NO_COLOR", "CLICOLOR_FORCE", "OMP_NUM_THREADS", "SLURM_CPUS_PER_TASK", "COLUMNS")
    env = {key: value for key, value in os.environ.items() if key not in dropped and not key.startswith("LC_")}
    env.update(LANG="C.UTF-8", TERM="dumb")
    env.update(more)
    return env


class Result:
    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err


def run(*arguments, env=None, cwd=None, stdout=subprocess.PIPE, preexec=None, text=True, fault=None):
    env = dict(env or environment(), **({"FAULT": fault} if fault else {}))
    done = subprocess.run([FAULTY if fault else RAMPWERK, *arguments], stdin=subprocess.DEVNULL, stdout=stdout, stderr=subprocess.PIPE,
                          env=env, cwd=cwd, preexec_fn=preexec, timeout=600, check=False)
    decode = (lambda data: (data or b"").decode("utf-8", "replace")) if text else (lambda data: data)
    return Result(done.returncode, decode(done.stdout), decode(done.stderr))


def expect(condition, message):
    if not condition:
        raise AssertionError(message)


def expect_code(result, code):
    expect(result.code == code, f"exit code {result.code}, expected {code}\nstdout:\n{result.out}\nstderr:\n{result.err}")


def ran(code, *arguments, **more):
    """Runs and insists on the exit code."""
    result = run(*arguments, **more)
    expect_code(result, code)
    return result


def ran_json(code, *arguments, **more):
    return json.loads(ran(code, *arguments, **more).out)


def read_golden(name):
    with open(os.path.join(HERE, "golden", name), encoding="utf-8") as file:
        return file.read()


def expect_golden(name, text):
    """Equal to the file; RAMPWERK_GOLDEN=write writes it instead."""
    if os.environ.get("RAMPWERK_GOLDEN") == "write":
        with open(os.path.join(HERE, "golden", name), "w", encoding="utf-8") as file:
            file.write(text)
    expect(read_golden(name) == text, f"differs from golden/{name}:\n{text}")


def plant_with(folder, name, *replaced, more=""):
    """A copy of the plant with texts replaced (each must be there) and more text at its end."""
    with open(PLANT, encoding="utf-8") as file:
        text = file.read()
    for old, new in replaced:
        expect(old in text, f"'{old}' is not in the plant")
        text = text.replace(old, new)
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text + more)
    return path


def listing(folder):
    return sorted(os.listdir(folder))


def main(tests):
    """Runs the test named on the command line in a folder of its own."""
    name = sys.argv[1]
    with tempfile.TemporaryDirectory(prefix="rampwerk-cli-") as folder:
        try:
            sys.exit(tests[name](folder) or 0)
        except AssertionError as error:
            print(f"{name}: {error}")
            sys.exit(1)
