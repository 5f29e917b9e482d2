#!/usr/bin/python3
"""Reads the sample run file with other people's programs.  SPDX-License-Identifier: MIT

usage: read_sample.py READER FILE.h5      exit 0: reads as it should, 77: the reader is not installed
"""
import importlib.util
import shutil
import subprocess
import sys

SKIPPED = 77
NAMES = {
    "line": ["line0", "line1"],
    "item": ["item0", "item1", "item2"],
    "customer": ["army", "ally"],
    "skill": ["worker"],
    "supplier": ["mill", "bridge"],
    "product": ["army.item2", "ally.item2", "ally.item1"],
    "route": ["army.item2.item2", "ally.item2.item2", "ally.item2.item0", "ally.item1.item1"],
    "vintage": ["run_in", "mature"],
    "factor": ["permit", "feed cut.start ä", "feed cut.length"],
}
SHAPES = {  # the main arrays of the contract, and their dimensions
    "modules_ordered": ("line", "month"),
    "modules_effective": ("scenario", "line", "month"),
    "output": ("scenario", "item", "month"),
    "stock": ("scenario", "item", "month"),
    "delivery": ("scenario", "customer", "item", "month"),
    "customer_stock": ("scenario", "customer", "item", "month"),
    "target_stock": ("scenario", "customer", "item", "month"),
    "shortfall": ("scenario", "customer", "item", "month"),
    "purchase": ("scenario", "supplier", "month"),
    "headcount": ("scenario", "skill", "month"),
    "cost": ("scenario", "cost_kind", "month"),
    "discount": ("month",),
    "shadow_price_item": ("scenario", "item", "month"),
    "shadow_price_line": ("scenario", "line", "vintage", "month"),
    "shadow_price_skill": ("scenario", "skill", "month"),
}
UNITS = ("1", "1/month", "month", "s")


def check(condition, *what):
    if not condition:
        sys.exit("wrong: " + " ".join(str(part) for part in what))


def check_h5py(path):
    import h5py
    import numpy
    with h5py.File(path, "r") as file:
        check(file.attrs["schema"] == "rampwerk-run", "schema", file.attrs["schema"])
        check(list(file.attrs["schema_version"]) == [1, 1], "schema_version")
        check(file.attrs["status"] == "optimal" and file.attrs["Conventions"] == "CF-1.10", "attributes")
        check(file.attrs["objective"] == 1234.5 and file.attrs["bound"] == 1234.25, "objective")
        for name, labels in NAMES.items():
            check(list(file[name].asstr()) == labels, name, list(file[name].asstr()))
        for name, dims in SHAPES.items():
            found = tuple(file[name].dims[k][0].name.strip("/") for k in range(len(dims)))
            check(found == dims, name, found)
            check(file[name].shape == tuple(len(file[dim]) for dim in dims), name, file[name].shape)
            check(file[name].attrs["units"] in UNITS and file[name].attrs["long_name"], name)
            check(numpy.isnan(file[name].attrs["_FillValue"][0]), name, "_FillValue")
        check(file["cost"].attrs["currency"] == "EUR_2026", "currency")
        check(file["/provenance/config"].asstr()[()] == 'name = "sample";\n# ä\n', "config")
        check(list(file["/provenance/overrides"].asstr())[1] == 'lines.line0.title="Ä"', "overrides")
        check(list(file["/provenance/input_path"].asstr())[1] == "folder/use ü.csv", "input_path")
        check(file["/solver"].attrs["nodes"] == 17 and file["/solver/timing"].attrs["seconds"] == 1.5, "solver")
        check(file["/solver"].attrs["cuts"] == 12 and file["/solver"].attrs["risk_weight"] == 0.25, "solver")
        draws = file["/draws"]
        check(draws["drawn"].shape == (2, 3) and draws["drawn"].dims[1][0].name == "/factor", "factor")
        check((draws.attrs["seed"], draws.attrs["sample_size"], draws.attrs["sampling"]) == (7, 20, "lhs"), "sample")
        history = file["/solver/history"]
        check(list(history["nodes"]) == [0, 3, 17] and history["bound"][2] == 1234.25, "history")
        check(numpy.isinf(history["incumbent"][0]) and history["seconds"].attrs["units"] == "s", "history")
        check(file["/verify"].attrs["ok"] == 1 and len(file["/verify/worst"]) == len(file["check"]), "verify")
        plan = file["/plan"]
        check(numpy.array_equal(file["modules_effective"][...], plan["effective"][...].sum(axis=2)), "effective")
        file.visititems(lambda name, node: check(node.attrs.get("units", "1") in UNITS or name == "month", name))


def check_xarray(path, engine):
    import numpy
    import xarray
    run = xarray.open_dataset(path, engine=engine)
    check(str(run.month.values[0])[:10] == "2027-12-01" and str(run.month.values[13])[:10] == "2029-01-01", run.month)
    check(run.month_bounds.dims == ("month", "edge"), "month_bounds")
    check((run.month_bounds[1:, 0].values == run.month_bounds[:-1, 1].values).all(), "month_bounds")
    for name, labels in NAMES.items():
        check(list(run[name].values) == labels, name, run[name].values)
    for name, dims in SHAPES.items():
        check(run[name].dims == dims, name, run[name].dims)
        check(run[name].dtype == "float64", name, run[name].dtype)
    check(not [dim for dim in run.dims if dim.startswith("phony")], "dimensions", run.dims)
    check(list(run.customer_title.values) == ["Heer, ältere Vorräte", "Ally"], "titles")
    held = run.customer_stock.isel(scenario=0, month=0)
    check(numpy.isnan(held.sel(customer="army", item="item0")), "a product that is not held")
    check(not numpy.isnan(held.sel(customer="ally", item="item1")), "a product that is held")
    check(run.target_stock.sel(customer="ally", item="item2").shape == (2, 14), "selection")
    spent = (run.cost.sum("cost_kind") * run.discount).sum("month")
    check(spent.dims == ("scenario",) and numpy.isfinite(spent).all(), "discounted cost")
    for group in ("plan", "draws", "verify", "provenance", "solver", "solver/timing", "solver/history"):
        part = xarray.open_dataset(path, engine=engine, group=group)
        part.load()
        check(not [dim for dim in part.dims if dim.startswith("phony")], group, part.dims)
    drawn = xarray.open_dataset(path, engine=engine, group="draws").drawn
    check(drawn.dims == ("scenario", "factor") and drawn.dtype == "float64", "drawn", drawn)
    check(xarray.open_dataset(path, engine=engine, group="plan").start.dims == ("scenario", "operation", "vintage", "month"), "start")


def check_pandas(path):
    import pandas
    orders = pandas.read_hdf(path, "/tables/orders")
    check(list(orders.columns) == ["line", "month", "month_index", "modules", "capex_eur"], orders.columns)
    check(list(orders.line) == ["line0", "line0", "line1"] and list(orders.month)[1] == "2029-01", orders)
    check(list(orders.modules) == [1, 2, 1] and list(orders.capex_eur) == [750.0, 1500.0, 1000.0], orders)
    costs = pandas.read_hdf(path, "/tables/costs").set_index("kind")
    check(costs.index[0] == "capex" and costs.total_eur["capex"] > costs.discounted_eur["capex"] > 0, costs)
    suppliers = pandas.read_hdf(path, "/tables/suppliers")
    check(list(suppliers.origin) == ["DE", "KR"] and (suppliers.paid_eur > 0).all(), suppliers)
    sources = pandas.read_hdf(path, "/tables/sources")
    check(sources.source[0] == "Geschäftsbericht" and sources.note[1] == "a guess", sources)
    check(list(sources.confidence) == ["B", "assumption"], sources)
    violations = pandas.read_hdf(path, "/tables/violations")
    check(violations.check[0] == "integrality" and violations["where"][3] == "line0, 2028-01: 1 > 0", violations)
    check(len(pandas.read_hdf(path, "/tables/options")) == 3, "options")
    history = pandas.read_hdf(path, "/tables/history")
    check(list(history.columns)[:2] == ["seconds", "incumbent"] and list(history.lps) == [1, 20, 40], history)


def run_program(*command):
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    check(answer.returncode == 0 and not answer.stderr, *command, answer.stderr)
    return answer.stdout


def check_h5dump(path):
    run_program("h5dump", path)
    text = run_program("h5dump", "-d", "/line", path)
    check('"line0", "line1"' in text, text)
    check("(0): 1, 1" in run_program("h5dump", "-a", "/schema_version", path), "schema_version")


def check_ncdump(path):
    text = run_program("ncdump", "-v", "line,month", path)
    check('line = "line0", "line1" ;' in text and "month = 0, 31, 62, 91," in text, text)
    check("double stock(scenario, item, month)" in text, "stock")


READERS = {
    "h5py": (check_h5py, ("h5py",)),
    "xarray_netcdf4": (lambda path: check_xarray(path, "netcdf4"), ("xarray", "netCDF4")),
    "xarray_h5netcdf": (lambda path: check_xarray(path, "h5netcdf"), ("xarray", "h5netcdf")),
    "pandas": (check_pandas, ("pandas", "tables")),
    "h5dump": (check_h5dump, ()),
    "ncdump": (check_ncdump, ()),
}


def main():
    if len(sys.argv) != 3 or sys.argv[1] not in READERS:
        sys.exit(__doc__)
    function, modules = READERS[sys.argv[1]]
    missing = [name for name in modules if importlib.util.find_spec(name) is None]
    if missing or (not modules and shutil.which(sys.argv[1]) is None):
        print("not installed:", *(missing or sys.argv[1:2]))
        sys.exit(SKIPPED)
    function(sys.argv[2])


if __name__ == "__main__":
    main()
