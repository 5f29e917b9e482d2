"""Numbers about runs: medians, means over cases, exponents, contradictions.  SPDX-License-Identifier: MIT"""
import math
import statistics

TOLERANCE = 1e-6  # relative, of objectives of different solvers
SHIFTS = (10.0, 1.0)  # seconds, of the shifted geometric means


def slack(*values):
    return TOLERANCE * max([1.0] + [abs(value) for value in values if math.isfinite(value)])


def shifted_mean(values, shift):
    """The shifted geometric mean: exp(mean(ln(t + shift))) - shift."""
    return math.exp(statistics.fmean(math.log(max(0.0, value) + shift) for value in values)) - shift


def fit_power(points):
    """(factor, exponent) of y = factor * x ** exponent by least squares of the logarithms; None for less than two x."""
    logs = [(math.log(x), math.log(y)) for x, y in points if x > 0 and y > 0]
    if len({x for x, _ in logs}) < 2:
        return None
    mean_x, mean_y = statistics.fmean(x for x, _ in logs), statistics.fmean(y for _, y in logs)
    exponent = (sum((x - mean_x) * (y - mean_y) for x, y in logs) / sum((x - mean_x) ** 2 for x, _ in logs))
    return math.exp(mean_y - exponent * mean_x), exponent


def fit_error(points):
    """The standard error of the exponent of fit_power; None for less than three points."""
    fit = fit_power(points)
    if fit is None or len(points) < 3:
        return None
    logs = [(math.log(x), math.log(y)) for x, y in points]
    mean = statistics.fmean(x for x, _ in logs)
    rest = sum((y - math.log(fit[0]) - fit[1] * x) ** 2 for x, y in logs)
    return math.sqrt(rest / (len(logs) - 2) / sum((x - mean) ** 2 for x, _ in logs))


def contradictions(name, runs, own="Rampwerk"):
    """Sentences about claims on one case that cannot both be true, each solver against `own`."""
    for other in [run for solver, run in runs if solver == own]:
        for solver, run in runs:
            if solver == own:
                continue
            if (run.status == "infeasible") != (other.status == "infeasible"):
                if not {"failed", "limit"} & {run.status, other.status}:
                    yield solver, f"{name}: {solver} says {run.status}, {own} {other.status}"
            elif run.objective < other.bound - slack(run.objective, other.bound):
                yield solver, (f"{name}: {solver} has a plan of {run.objective:.12g}, below {own}'s bound "
                               f"{other.bound:.12g}")
            elif run.bound > other.objective + slack(run.bound, other.objective):
                yield solver, (f"{name}: {solver} has a bound of {run.bound:.12g}, above a plan of {own} that passed "
                               f"its re-check: {other.objective:.12g}")


def is_right(run, optimum):
    """Whether a run proved the optimum that was published."""
    return run.status == "optimal" and abs(run.objective - optimum) <= TOLERANCE * max(1.0, abs(optimum))


class Summary:
    """The repeats of one solver on one case."""

    def __init__(self, runs):
        self.runs = runs
        self.seconds = statistics.median(run.seconds for run in runs)
        self.mebibytes = max(run.mebibytes for run in runs)
        self.late = any(run.status == "optimal" and run.is_late for run in runs)
        self.reached = all(run.status == "optimal" for run in runs) and not self.late
        self.worst_gap = max(run.gap for run in runs)
        self.statuses = sorted({run.status for run in runs})
        self.wrong = ""  # what it is that is wrong

    @property
    def solved(self):
        return self.reached and not self.wrong

    @property
    def note(self):
        if self.wrong or self.reached:
            return self.wrong
        if "failed" in self.statuses:
            return "failed"
        if self.statuses == ["optimal"]:
            return "past the limit"
        if not math.isfinite(self.worst_gap):
            has_plan = all(math.isfinite(run.objective) for run in self.runs)
            return "no bound" if has_plan else "no plan"
        return f"gap {100 * self.worst_gap:.2g}%"
