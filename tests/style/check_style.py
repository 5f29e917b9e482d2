#!/usr/bin/python3
"""Checks of the source itself: one per name in CHECKS.  SPDX-License-Identifier: MIT

usage: check_style.py CHECK ROOT      exit 0: clean, 1: findings (one a line), 77: the tool needed is missing
"""
import os
import re
import shutil
import subprocess
import sys

SKIPPED = 77
FILE_LINES, FUNCTION_LINES, PARAMETERS = 400, 60, 7

# What each module may see beside itself and core.
SEES = {
    "core": [],
    "model": [],
    "input": ["model"],
    "scenario": ["model"],
    "lp": ["twostage"],
    "twostage": [],
    "optimize": ["lp", "twostage"],
    "formulate": ["model", "scenario", "twostage", "optimize"],
    "verify": ["model", "scenario"],
    "analyse": ["model", "scenario", "twostage", "optimize", "formulate", "verify"],
    "results": ["model", "scenario", "verify", "optimize"],
    "report": ["model", "scenario", "verify", "optimize", "analyse", "results"],
    "cli": ["model", "input", "scenario", "twostage", "optimize", "formulate", "verify", "analyse", "results", "report"],
}
# Public headers that are not named after the module they belong to.
HEADER_OF = {"status": "core", "plan": "model", "solve": "analyse", "smps": "twostage", "frontier": "analyse", "survey": "scenario"}
# Libraries and the only folder or file of planner/ that may include them.
SOLE_INCLUDER = {
    r"libconfig": "planner/input/",
    r"hdf5|H5\w*public": "planner/results/",
    r"coin/|Clp_|Coin": "planner/lp/",
    r"metis\.h": "planner/lp/ordering.c",
    r"Random123/": "planner/core/random.c",
    r"omp\.h": "planner/core/team.c",
    r"xlsxwriter": "planner/report/",
}


def list_files(root):
    """The files of the repository, relative to root; all files outside build folders where git cannot tell."""
    listed = subprocess.run(["git", "-C", root, "ls-files", "-z"], capture_output=True, check=False) if shutil.which("git") else None
    if listed and listed.returncode == 0 and listed.stdout:
        names = [name.decode() for name in listed.stdout.split(b"\0") if name]
        return sorted(name for name in names if os.path.isfile(os.path.join(root, name)))
    names = []
    for folder, folders, files in os.walk(root):
        folders[:] = [name for name in folders if name != ".git" and not name.startswith("build")]
        names += [os.path.relpath(os.path.join(folder, name), root) for name in files]
    return sorted(names)


class Tree:
    def __init__(self, root):
        self.root = root
        self.names = list_files(root)

    def text(self, name):
        with open(os.path.join(self.root, name), "rb") as file:
            content = file.read()
        return "" if b"\0" in content[:8000] else content.decode("utf-8", "replace")

    def c_files(self, start=""):
        return [name for name in self.names if name.startswith(start) and name.endswith((".c", ".h"))]

    def lines(self, name):
        """(name:number, line) of every line."""
        return [(f"{name}:{i}", line) for i, line in enumerate(self.text(name).splitlines(), 1)]


def without_comments(line):
    return re.sub(r'"(\\.|[^"\\])*"', '""', line).split("//")[0]


def module_of_include(included):
    parts = included.split("/")
    if len(parts) < 2:
        return None
    noun = os.path.splitext(parts[1])[0]
    return HEADER_OF.get(noun, noun) if parts[0] == "rampwerk" else parts[0]


def check_includes(tree):
    """Dependencies point one way, and private headers are named with their module."""
    for name in tree.c_files("planner/"):
        parts = name.split("/")
        module = parts[1]
        if module == "include":
            noun = os.path.splitext(parts[3])[0]
            module = HEADER_OF.get(noun, noun)
        for place, line in tree.lines(name):
            match = re.match(r'\s*#\s*include\s*([<"])([^>"]+)[>"]', line)
            if not match:
                continue
            quoted, included = match.group(1) == '"', match.group(2)
            seen = module_of_include(included)
            if quoted and (seen not in SEES or not os.path.isfile(os.path.join(tree.root, "planner", included))):
                yield f'{place}: "{included}" is not named as "module/header.h"'
            elif (quoted or included.startswith("rampwerk/")) and seen not in [module, "core"] + SEES[module]:
                yield f"{place}: {module} must not see {seen} ({included})"


def check_libraries(tree):
    """One sole includer for each library, and OpenMP in one file."""
    for name in tree.c_files("planner/"):
        for place, line in tree.lines(name):
            match = re.match(r'\s*#\s*include\s*[<"]([^>"]+)', line)
            for pattern, home in SOLE_INCLUDER.items():
                if match and re.match(pattern, match.group(1)) and not name.startswith(home):
                    yield f"{place}: {match.group(1)} is for {home} alone"
            if re.search(r"#\s*pragma\s+omp|\b_OPENMP\b", without_comments(line)) and name != "planner/core/team.c":
                yield f"{place}: OpenMP is for planner/core/team.c alone"


def check_calls(tree):
    """Memory comes from core; the library neither exits nor prints; no generator with hidden state."""
    everywhere = {r"(s?rand|random|drand48)\s*\(": "use core/random.h", r"(strcpy|strcat|sprintf|gets)\s*\(": "unbounded"}
    outside_core = {r"(malloc|calloc|realloc|strdup|strndup|asprintf|aligned_alloc)\s*\(": "use core/memory.h"}
    outside_cli = {r"(exit|_exit|abort|printf|puts|putchar|signal|sigaction)\s*\(": "only cli does that", r"std(out|err)\b": "only cli has it"}
    for name in tree.c_files("planner/"):
        rules = dict(everywhere)
        rules.update({} if name.startswith("planner/core/") else outside_core)
        rules.update({} if name.startswith("planner/cli/") else outside_cli)
        for place, line in tree.lines(name):
            for pattern, reason in rules.items():
                match = re.search(r"(?<![\w.>])" + pattern, without_comments(line))
                if match and "format(printf" not in line:
                    yield f"{place}: {match.group(0)}: {reason}"


def functions(lines):
    """(first line number, line count, signature) of each function of a file formatted by clang-format."""
    start, signature = None, ""
    for i, line in enumerate(lines, 1):
        if start is None and re.match(r"[A-Za-z_]", line) and not line.startswith(("typedef", "enum ", "extern ")):
            start, signature = i, ""
        if start is None:
            continue
        if "{" not in signature:
            signature += line.strip() + " "
            if ("(" not in signature.split("{")[0] or "=" in signature.split("(")[0] or ";" in signature) and re.search(r"[;{]", signature):
                start = None
                continue
        if line == "}":
            yield start, i - start + 1, signature.split("{")[0]
            start = None


def count_parameters(signature):
    depth, count = 0, 1
    inside = re.sub(r"__attribute__\s*\(\(.*?\)\)\)?", "", signature)
    for letter in inside[inside.index("(") + 1:]:
        depth += (letter in "([") - (letter in ")]")
        if depth < 0:
            break
        count += letter == "," and depth == 0
    return count


def check_sizes(tree):
    """Short files, short functions, few parameters, and a first line that says what the file is."""
    for name in tree.c_files():
        lines = tree.text(name).splitlines()
        if len(lines) > FILE_LINES:
            yield f"{name}: {len(lines)} lines, at most {FILE_LINES}"
        if not lines or not lines[0].startswith("//") or not any("SPDX-License-Identifier: MIT" in line for line in lines[:12]):
            yield f"{name}:1: starts without // what it is and SPDX-License-Identifier: MIT"
        for start, count, signature in functions(lines):
            if count > FUNCTION_LINES:
                yield f"{name}:{start}: function of {count} lines, at most {FUNCTION_LINES}"
            if count_parameters(signature) > PARAMETERS:
                yield f"{name}:{start}: {count_parameters(signature)} parameters, at most {PARAMETERS}"


def check_words(tree):
    """Nothing unfinished, no code switched off, no trace of the machine or the making."""
    pattern = re.compile(
        r"\bTO" r"DO\b|\bFIX" r"ME\b|\bXX" r"X\b|#\s*if\s+0\b"
        r"|(?<![\w.])/wo" r"rk/|/tmp/bu" r"ild|(?<![\w.])/ro" r"ot/|(?<![\w.])/ho" r"me/|/tmp/ba" r"sh_"
        r"|\b[Hh]el" r"pers?\b|\b[Ss]ess" r"ions?\b")
    for name in tree.names:
        for place, line in tree.lines(name):
            match = pattern.search(line)
            if match:
                yield f"{place}: {match.group(0)}"


def check_lists(tree):
    """Every source is in the list of its folder: nothing lies about unbuilt."""
    for name in tree.names:
        folder, base = os.path.split(name)
        if name.endswith(".c") and name.startswith(("planner/", "tests/unit/", "bench/")):
            lists = os.path.join(folder, "CMakeLists.txt")
            stem = re.sub(r"^test_|\.c$", "", base)
            if not os.path.isfile(os.path.join(tree.root, lists)) or not re.search(rf"(?<![A-Za-z0-9]){stem}\b", tree.text(lists)):
                yield f"{name}: not in {lists}"


def check_format(tree):
    """clang-format 14 would change nothing."""
    tool = shutil.which("clang-format-14") or shutil.which("clang-format")
    version = subprocess.run([tool, "--version"], capture_output=True, text=True, check=True).stdout if tool else ""
    if "version 14." not in version:
        print("clang-format 14 is not installed")
        sys.exit(SKIPPED)
    command = [tool, "--dry-run", "-Werror", *tree.c_files()]
    result = subprocess.run(command, cwd=tree.root, capture_output=True, text=True, check=False)
    for line in result.stderr.splitlines():
        if "error:" in line:
            yield line


def check_scripts(tree):
    """shellcheck is content with every shell script."""
    if not shutil.which("shellcheck"):
        print("shellcheck is not installed")
        sys.exit(SKIPPED)
    scripts = [name for name in tree.names if name.endswith((".sh", ".bash")) or re.match(r"#!.*\bsh\b|#!.*\bbash\b", tree.text(name))]
    result = subprocess.run(["shellcheck", "-x", "-f", "gcc", *scripts], cwd=tree.root, capture_output=True, text=True, check=False)
    yield from result.stdout.splitlines()
    yield from result.stderr.splitlines()


CHECKS = {
    "includes": check_includes,
    "libraries": check_libraries,
    "calls": check_calls,
    "sizes": check_sizes,
    "words": check_words,
    "lists": check_lists,
    "format": check_format,
    "scripts": check_scripts,
}


def main():
    if len(sys.argv) != 3 or sys.argv[1] not in CHECKS:
        sys.exit(__doc__)
    findings = list(CHECKS[sys.argv[1]](Tree(os.path.abspath(sys.argv[2]))))
    for finding in findings:
        print(finding)
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
