#!/usr/bin/python3
"""What the benchmarks' runner makes of what programs say.  SPDX-License-Identifier: MIT"""
import contextlib
import io
import math
import os
import stat
import subprocess
import sys
import tempfile
import unittest
import xml.dom.minidom

sys.dont_write_bytecode = True
SOURCE = os.environ["RAMPWERK_SOURCE"]
BENCH = os.path.join(SOURCE, "bench")
sys.path.insert(0, BENCH)
import cases  # noqa: E402
import contest  # noqa: E402
import figures  # noqa: E402
import picture  # noqa: E402
import run  # noqa: E402
import solvers  # noqa: E402
import suite_scaling  # noqa: E402
import suite_scenarios  # noqa: E402
import suite_time  # noqa: E402
import table  # noqa: E402


def make_run(status, objective=math.inf, bound=-math.inf, seconds=1.0):
    run = solvers.Run(seconds, seconds, 10.0, "")
    run.status, run.objective, run.bound = status, objective, bound
    return run


class Figures(unittest.TestCase):
    def test_shifted_mean(self):
        self.assertAlmostEqual(figures.shifted_mean([3.0], 1.0), 3.0)
        self.assertAlmostEqual(figures.shifted_mean([0.0, 3.0], 1.0), 1.0)  # sqrt(1 * 4) - 1
        self.assertAlmostEqual(figures.shifted_mean([0.0, 30.0], 10.0), 10.0)  # sqrt(10 * 40) - 10

    def test_fit_power(self):
        factor, exponent = figures.fit_power([(x, 0.5 * x ** 1.25) for x in (1, 2, 8, 64)])
        self.assertAlmostEqual(factor, 0.5)
        self.assertAlmostEqual(exponent, 1.25)
        self.assertIsNone(figures.fit_power([(4, 1.0), (4, 2.0)]))
        self.assertIsNone(figures.fit_power([]))

    def test_fit_error(self):
        self.assertAlmostEqual(figures.fit_error([(x, 0.5 * x ** 1.25) for x in (1, 2, 8, 64)]), 0.0)
        # by hand: exponent 0, logarithms off by 1, -2, 1 thirds of ln 2; sum of squares 6/9 ln^2 2, spread 2 ln^2 2
        points = [(1, 1.0), (2, 0.5), (4, 1.0)]
        self.assertAlmostEqual(figures.fit_error(points), math.sqrt(6 / 9 / 1 / 2))
        self.assertIsNone(figures.fit_error([(1, 1.0), (2, 2.0)]))

    def test_contradictions(self):
        def found(own, other):
            return [solver for solver, _ in figures.contradictions("case", [("Rampwerk", own), ("Peer", other)])]

        self.assertEqual(found(make_run("optimal", 100.0, 99.0), make_run("optimal", 99.5, 99.4)), [])
        self.assertEqual(found(make_run("optimal", 100.0, 99.0), make_run("optimal", 98.0, 97.0)), ["Peer"])
        self.assertEqual(found(make_run("optimal", 100.0, 99.0), make_run("limit", math.inf, 101.0)), ["Peer"])
        self.assertEqual(found(make_run("optimal", 100.0, 99.0), make_run("infeasible")), ["Peer"])
        self.assertEqual(found(make_run("optimal", 100.0, 99.0), make_run("failed")), [])
        self.assertEqual(found(make_run("limit"), make_run("infeasible")), [])
        self.assertEqual(found(make_run("optimal", 1e9, 1e9), make_run("optimal", 1e9 - 1.0, 1e9 - 1.0)), [])  # within 1e-6

    def test_summary(self):
        summary = figures.Summary([make_run("optimal", 1.0, 1.0, 3.0), make_run("limit", 2.0, 1.0, 5.0), make_run("optimal", 1.0, 1.0, 4.0)])
        self.assertEqual((summary.seconds, summary.reached, summary.note), (4.0, False, "gap 50%"))
        summary.wrong = "wrong"
        self.assertEqual((summary.solved, summary.note), (False, "wrong"))
        self.assertEqual(figures.Summary([make_run("failed")]).note, "failed")
        self.assertEqual(figures.Summary([make_run("limit")]).note, "no plan")
        self.assertEqual(figures.Summary([make_run("limit", 2.0)]).note, "no bound")
        late = make_run("optimal", 1.0, 1.0, 100.0)
        late.limit = 60.0
        self.assertEqual((figures.Summary([late]).solved, figures.Summary([late]).note), (False, "past the limit"))
        late.limit = 95.0  # reading and ending take time
        self.assertTrue(figures.Summary([late]).solved)

    def test_published(self):
        self.assertTrue(figures.is_right(make_run("optimal", 1000.0005), 1000.0))
        self.assertFalse(figures.is_right(make_run("optimal", 1000.01), 1000.0))
        self.assertFalse(figures.is_right(make_run("limit", 1000.0), 1000.0))


class Reading(unittest.TestCase):
    def test_optima(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "OPTIMA.csv")
            with open(path, "w", encoding="utf-8") as file:
                file.write('instance,optimum,published,recourse,source,note\na/b-01,12.5,12.5,LP,x,"y, z"\nc/d + d-64.sto,-1e3,,LP,,\n')
            self.assertEqual(cases.read_optima(path), [
                ("b-01", os.path.join(folder, "a/b-01"), os.path.join(folder, "a/b-01.sto"), 12.5),
                ("d-64", os.path.join(folder, "c/d"), os.path.join(folder, "c/d-64.sto"), -1000.0)])

    def test_sizes(self):
        with tempfile.TemporaryDirectory() as folder:
            case = cases.Case("a", [])
            case.mps = os.path.join(folder, "a.mps")
            with open(case.mps, "w", encoding="ascii") as file:
                file.write("NAME a FREE\nROWS\n N cost\n L r0\n G r1\nCOLUMNS\n m0 'MARKER' 'INTORG'\n x0 cost 1\n x0 r0 1\n"
                           " m1 'MARKER' 'INTEND'\n x1 cost 0\n x1 r1 1\nRHS\nENDATA\n")
            cases.count(case)
            self.assertEqual((case.rows, case.columns, case.integers), (2, 2, 1))

    def test_json(self):
        self.assertEqual(solvers.read_json('rampwerk: 1 s\n{\n "a": {"b": 1}\n}\nrampwerk: done {\n'), {"a": {"b": 1}})
        self.assertIsNone(solvers.read_json("rampwerk: no {json}\n"))

    def test_phases(self):
        text = "status     optimal\ntime       1,012.3 s: read 0.00, build 0.01, root 1,000, write 12.3\n"
        self.assertEqual(suite_time.read_phases(text), [("read", 0.0), ("build", 0.01), ("root", 1000.0), ("write", 12.3)])
        self.assertEqual(suite_time.read_phases("nothing"), [])

    def test_gaps_and_horizons(self):
        self.assertEqual([suite_scenarios.gap_for(n, None) for n in (1, 10, 100, 1000)], [1e-3, 5e-3, 5e-3, 1e-2])
        self.assertEqual(suite_scenarios.gap_for(1000, 0.5), 0.5)
        self.assertEqual(suite_scenarios.gap_for(99999, None), 1e-2)
        self.assertEqual(suite_scaling.horizon_settings(13), ["plan.months=13", "policies.budgets.capex.limit_eur=[20e6, 60e6]"])
        self.assertEqual(suite_scaling.horizon_settings(36)[1].count("180e6"), 2)


class Peers(unittest.TestCase):
    """Programs that say what the real ones do."""

    def solve(self, solver, text, solution=""):
        with tempfile.TemporaryDirectory() as folder:
            solver.program = os.path.join(folder, "peer")
            with open(solver.program, "w", encoding="utf-8") as file:
                file.write(f"#!/bin/sh\ncat <<'END'\n{text}\nEND\nwhile [ $# -gt 1 ]; do shift; done\n"
                           f"case \"$1\" in /*.sol) printf '{solution}' > \"$1\";; esac\n")
            os.chmod(solver.program, stat.S_IRWXU)
            case = cases.Case("a", ["plan", "a.cfg"])
            case.mps = os.path.join(folder, "a.mps")
            return solver.solve(case, 1, 1e-3, 10.0, folder)

    def check(self, run, status, objective, bound):
        self.assertEqual((run.status, run.objective, run.bound), (status, objective, bound))

    def test_cbc(self):
        self.check(self.solve(solvers.Cbc(), "Result - Optimal solution found\n\nObjective value:                5.5\nLower bound:   5.25"),
                   "optimal", 5.5, 5.25)
        self.check(self.solve(solvers.Cbc(), "Result - Stopped on time limit\n\nObjective value:   5.5\nLower bound:   2.0"), "limit", 5.5, 2.0)
        self.check(self.solve(solvers.Cbc(), "Optimal - objective value 381.85\nOptimal objective 381.8533333 - 20 iterations"),
                   "optimal", 381.8533333, 381.8533333)
        self.check(self.solve(solvers.Cbc(), "12 nodes infeasible\nResult - Stopped on time limit\nLower bound: 2.0"), "limit", math.inf, 2.0)
        self.check(self.solve(solvers.Cbc(), "Problem is infeasible"), "infeasible", math.inf, -math.inf)
        self.check(self.solve(solvers.Cbc(), "Segmentation fault"), "failed", math.inf, -math.inf)

    def test_glpk(self):
        self.check(self.solve(solvers.Glpk(), "INTEGER OPTIMAL SOLUTION FOUND", "s mip 2 2 o 7.25\\n"), "optimal", 7.25, 7.25)
        self.check(self.solve(solvers.Glpk(), "+   9: mip =  7.5 >=   7.0   6.7%\nTIME LIMIT EXCEEDED", "s mip 2 2 f 7.5\\n"), "limit", 7.5, 7.0)
        self.check(self.solve(solvers.Glpk(), "OPTIMAL LP SOLUTION FOUND", "s bas 2 2 f f 3.5\\n"), "optimal", 3.5, 3.5)

    def test_highs(self):
        self.check(self.solve(solvers.Highs(), "  Status            Optimal\n  Primal bound      5\n  Dual bound        4.9"), "optimal", 5.0, 4.9)
        self.check(self.solve(solvers.Highs(), "  Status            Time limit reached\n  Primal bound      inf\n  Dual bound        4"), "limit", math.inf, 4.0)
        self.check(self.solve(solvers.Highs(), "Model status        : Optimal\nObjective value     :  3.8185333333e+02"), "optimal",
                   381.85333333, 381.85333333)
        self.check(self.solve(solvers.Highs(), "Model status        : Time limit reached\nObjective value     :  4.2e+02"), "limit",
                   math.inf, -math.inf)

    def test_threads_of_highs(self):
        def options(solver, threads):
            with tempfile.TemporaryDirectory() as folder:
                solver.program = "/bin/true"
                solver.solve(cases.Case("a", []), threads, 1e-3, 10.0, folder)
                with open(os.path.join(folder, "highs.opt"), encoding="utf-8") as file:
                    return file.read().split("\n")

        self.assertTrue({"parallel = on", "threads = 2", "time_limit = 10.0", "mip_rel_gap = 0.001"} <= set(options(solvers.Highs(), 2)))
        self.assertIn("parallel = off", options(solvers.Highs(), 1))
        self.assertIn("parallel = choose", options(solvers.HighsSerial(), 2))

    def test_ends(self):
        ended = solvers.measure(["/bin/sh", "-c", "echo a; echo; echo 'no memory'; exit 3"], 10.0)
        self.assertEqual((ended.status, ended.code), ("failed", 3))
        self.assertRegex(ended.failure, r"^exit code 3 after [\d.]+ s, last line: no memory$")
        self.assertRegex(solvers.measure(["/bin/sh", "-c", "kill -9 $$"], 10.0).failure, "^signal 9 .*nothing printed$")
        ended = solvers.measure(["/bin/sleep", "20"], 0.2 - solvers.GRACE_SECONDS)
        self.assertEqual((ended.status, ended.code), ("limit", -9))
        self.assertLess(ended.seconds, 10.0)

    def test_absent(self):
        was = os.environ.pop("HIGHS", None)
        try:
            os.environ["HIGHS"] = "/none/highs"
            peers, absent = solvers.peers_of(["highs"])
            self.assertEqual((peers, len(absent)), ([], 1))
            self.assertIn("/none/highs", absent[0])
        finally:
            os.environ.pop("HIGHS")
            os.environ.update({"HIGHS": was} if was is not None else {})

    def test_rampwerk(self):
        answer = '{"status": "optimal", "objective": 2.5, "bound": 2.25, "lps": 7, "verification": {"passed": %s}}'
        self.check(self.solve(solvers.Rampwerk(""), answer % "true"), "optimal", 2.5, 2.25)
        self.assertEqual(self.solve(solvers.Rampwerk(""), answer % "false").status, "failed")
        self.check(self.solve(solvers.Rampwerk(""), '{"status": "limit", "objective": null, "bound": null, "lps": 7}'), "limit", math.inf, -math.inf)
        self.assertEqual(self.solve(solvers.Rampwerk(""), "core dumped").status, "failed")


class Output(unittest.TestCase):
    def test_markdown(self):
        self.assertEqual(table.markdown(["a", "b"], [["x", 1]]), ["| a | b |", "|---|---:|", "| x | 1 |"])

    def test_pictures(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "a.svg")
            picture.bars("a < b", "c & d", ["one", "two"], ["Rampwerk", "Cbc"],
                         lambda case, solver: None if case == "two" and solver == "Cbc" else (0.0, True, "n"), path)
            xml.dom.minidom.parse(path)
            picture.lines("a", "b", ("x", "y"), {"one": [(1, 0.5), (10, 4.0)], "two": [(100, 1.0)]}, {"one": "exponent 0.9"}, path)
            self.assertEqual(len(xml.dom.minidom.parse(path).getElementsByTagName("svg")), 1)
            picture.stacks("a", "b", [("one", [("root", 3.0), ("rest", 1.0)]), ("two", [("root", 0.0), ("rest", 0.0)])], path)
            xml.dom.minidom.parse(path)

    def test_ticks(self):
        self.assertEqual([round(tick, 9) for tick in picture.ticks([25, 400])], [20, 50, 100, 200, 500])
        self.assertEqual([round(tick, 9) for tick in picture.ticks([1, 2])], [1, 2])
        self.assertEqual([round(tick, 9) for tick in picture.ticks([0.5])], [0.5, 1])

    def test_gap(self):
        self.assertEqual([table.gap_text(gap) for gap in (0.00496, 1e-7, math.inf)], ["0.50 %", "< 0.01 %", "none"])

    def test_failures_show(self):
        """A peer that fails is in the table and below it; one that is not there is named."""
        with tempfile.TemporaryDirectory() as folder:
            arguments = run.build_parser().parse_args(["--rampwerk", "/bin/true", "--repeats", "2", "--out", folder])
            arguments.peers = ["highs"]
            was = os.environ.get("HIGHS")
            os.environ["HIGHS"] = "/bin/false"
            try:
                rounds = contest.Contest(arguments)
                os.environ["HIGHS"] = "/none/highs"
                absent = contest.Contest(arguments)
            finally:
                os.environ.pop("HIGHS")
                os.environ.update({"HIGHS": was} if was is not None else {})
            case = cases.Case("a", ["plan", "a.cfg"])
            case.mps = "a.mps"
            with contextlib.redirect_stdout(io.StringIO()):
                rounds.play(case, 1e-3, folder)
            self.assertEqual(rounds.cell("a", "HiGHS"), "failed")
            self.assertEqual(len(rounds.summary["a", "HiGHS"].runs), 1)  # not asked again
            self.assertIn("a: HiGHS failed: exit code 1", "\n".join(rounds.tail()))
            self.assertTrue(any(line.startswith("Not measured: HiGHS: ") for line in absent.head("")))

    def test_usage(self):
        for words in (["--suite", "none"], ["--peers", "gurobi"], ["--peers", "none"], ["--repeats", "0"], ["--rampwerk", "/none"], ["--scenarios", "0"]):
            done = subprocess.run([os.path.join(BENCH, "run.py"), *words], capture_output=True, check=False)
            self.assertNotEqual(done.returncode, 0, words)
        with tempfile.TemporaryDirectory() as folder:  # a peer that was asked for and is not there
            done = subprocess.run([os.path.join(BENCH, "run.py"), "--out", folder], capture_output=True, check=False,
                                  env=dict(os.environ, HIGHS="/none/highs"))
            self.assertNotEqual(done.returncode, 0)
            self.assertIn(b"/none/highs", done.stderr)


if __name__ == "__main__":
    unittest.main()
