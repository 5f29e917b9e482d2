"""What is solved: how Rampwerk is asked, and the same problem as an MPS file for the peers.  SPDX-License-Identifier: MIT"""
import csv
import os
import re

from machine import SOURCE, call, fail

MEBIBYTE = 2 ** 20


class Case:
    """One problem.  `command`: how Rampwerk is asked, without gap, limits and threads."""

    def __init__(self, name, command, scenarios=1, optimum=None):
        self.name, self.command, self.scenarios, self.optimum = name, command, scenarios, optimum
        self.mps, self.why_no_mps = "", ""
        self.rows = self.columns = self.integers = 0


def count(case):
    """Sizes from the MPS file: the objective is no row, every column has a cost entry."""
    section, integer, objective = "", False, ""
    with open(case.mps, encoding="ascii") as file:
        for line in file:
            if not line.startswith(" "):
                section = line.split()[0]
            elif section == "ROWS":
                kind, row = line.split()[:2]
                objective = row if kind == "N" else objective
                case.rows += kind != "N"
            elif section == "COLUMNS" and "'MARKER'" in line:
                integer = "INTORG" in line
            elif section == "COLUMNS" and line.split()[1] == objective:
                case.columns += 1
                case.integers += integer


def locate_config(text, arguments, folder, risks):
    """(name, file) of `baseline`, of SIZE:SEED of the generator, or of a configuration file."""
    generated = re.fullmatch(r"(tiny|small|base|large):(\d+)", text)
    if generated:
        name = text.replace(":", "-")
        path = os.path.join(folder, f"{name}{'-risks' if risks else ''}.cfg")
        # One objective in one step, so that there is one problem to export.
        config = call([arguments.plants, "--size", generated.group(1), "--seed", generated.group(2), "--feature",
                       "lexicographic=off"] + (["--feature", "risks=on"] if risks else []))
        with open(path, "w", encoding="utf-8") as file:
            file.write(config)
        return name, path
    if text == "baseline":
        return text, os.path.join(SOURCE, "config", "baseline.cfg")
    if os.path.isfile(text):
        return os.path.splitext(os.path.basename(text))[0], text
    return fail(f"no case '{text}': 'baseline', SIZE:SEED or a configuration file")


def plan_case(text, arguments, folder, scenarios=1, settings=()):
    """A plan; one scenario: the nominal one, more: drawn.  settings: texts PATH=VALUE."""
    name, config = locate_config(text, arguments, folder, scenarios > 1)
    settings = list(settings)
    if scenarios > 1:
        settings += [f"plan.scenarios={scenarios}", f"plan.seed={arguments.seed}"]
    options = [word for setting in settings for word in ("--set", setting)]
    return Case(name, ["plan", config] + options, scenarios)


def export_plan(case, arguments, folder):
    """The extensive form of a plan, unless it would be larger than what is allowed."""
    path = os.path.join(folder, f"{case.name}-{case.scenarios}.mps")
    if case.scenarios > 1:
        one = os.path.join(folder, f"{case.name}-one.mps")
        call([arguments.rampwerk, "export", "--quiet"] + case.command[1:] + ["--set", "plan.scenarios=1", "--mps", one])
        expected = os.path.getsize(one) * case.scenarios / MEBIBYTE
        os.remove(one)
        if expected > arguments.largest_mps:
            case.why_no_mps = f"extensive form of {expected:,.0f} MiB"
            return
    call([arguments.rampwerk, "export", "--quiet"] + case.command[1:] + ["--mps", path])
    case.mps = path
    count(case)


def read_optima(path):
    """[(name, base without ending, stoch file, optimum)] of the table of published instances."""
    folder, found = os.path.dirname(path), []
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            base, _, stoch = (part.strip() for part in row["instance"].partition("+"))
            stoch = os.path.join(os.path.dirname(base), stoch) if stoch else base + ".sto"
            name = re.sub(r"\.sto$", "", os.path.basename(stoch))
            found.append((name, os.path.join(folder, base), os.path.join(folder, stoch), float(row["optimum"])))
    return found


def stage_instance(entry, folder):
    """A case of a published instance: its three files under one name, as `solve` wants them."""
    name, base, stoch, optimum = entry
    home = os.path.join(folder, name)
    os.makedirs(home, exist_ok=True)
    for ending, path in ((".cor", base + ".cor"), (".tim", base + ".tim"), (".sto", stoch)):
        if not os.path.isfile(path):
            fail(f"no file {path}")
        os.symlink(path, os.path.join(home, name + ending))
    return Case(name, ["solve", "--relax-recourse", os.path.join(home, name)], optimum=optimum)


def export_instance(case, arguments):
    """Its extensive form, by the tool beside the generator."""
    case.mps = case.command[-1] + ".mps"
    call([arguments.extensive, "--relax-recourse", case.command[-1], case.mps])
    count(case)
