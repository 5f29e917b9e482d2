#!/usr/bin/python3
"""A plan as a picture: stock against target, and the lines that make it.  SPDX-License-Identifier: MIT

usage: picture.py RUN.h5 OUT.svg
"""
import sys
from html import escape

import h5py
import numpy as np

WIDTH, MARGIN, GAP = 960, 20, 18
PANEL_HEIGHT, ROW_HEIGHT, COLUMNS = 150, 24, 3
STOCK, TARGET, SHORT, BUILD, LINE, INK, PALE = "#0072b2", "#444444", "#d55e00", "#b5b5b5", "#009e73", "#222222", "#e6e6e6"


class Picture:
    def __init__(self):
        self.parts = []

    def text(self, x, y, words, size=12, anchor="start", weight="normal", color=INK):
        self.parts.append(f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" '
                          f'font-weight="{weight}" fill="{color}">{escape(words)}</text>')

    def path(self, points, color, width=1.5, dash="", fill="none", opacity=1.0):
        data = "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in points)
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        stroke = f'stroke="{color}" stroke-width="{width}"' if color else 'stroke="none"'
        self.parts.append(f'<path d="{data}" fill="{fill}" fill-opacity="{opacity:.2f}" {stroke}{dashes}/>')

    def box(self, x, y, width, height, color, opacity=1.0):
        self.parts.append(f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{color}" '
                          f'fill-opacity="{opacity:.2f}"/>')


def labels(run, name):
    return [value.decode() if isinstance(value, bytes) else value for value in run[name][...]]


def nice_top(value):
    """The least of 1, 2, 2.5, 5, 10 times a power of ten that is not below value."""
    power = 10.0 ** np.floor(np.log10(max(value, 1e-9)))
    return next(step * power for step in (1, 2, 2.5, 5, 10) if step * power >= value * (1 - 1e-12))


def draw_years(picture, first_year, first_month, n_month, x, width, y, height):
    """Vertical lines at new years, each second one named."""
    for t in range(n_month):
        if (first_month - 1 + t) % 12 == 0:
            year = first_year + (first_month - 1 + t) // 12
            at = x + width * t / n_month
            picture.path([(at, y), (at, y + height)], PALE, 1)
            if year % 2 == 0:
                picture.text(at, y + height + 13, str(year), 10, "middle")


def verdict(stock, target, unmet):
    """How a customer fares with a product, and whether that is well."""
    months = int((stock < target * (1 - 1e-4)).sum())
    if months:
        return f"{months} months short", False
    if unmet.sum() > 0.5:
        return f"use not met: {unmet.sum() / 1e3:,.0f} thousand", False
    return "never short", True


def draw_stock(picture, stock, target, unmet, title, frame, when):
    x, y, width, height = frame
    top = nice_top(max(stock.max(), target.max()) / 1e3)
    n_month = len(stock)

    def place(t, units):
        return x + width * (t + 1) / n_month, y + height * (1 - units / 1e3 / top)
    draw_years(picture, *when, n_month, x, width, y, height)
    for share in (0, 0.5, 1):
        level = y + height * (1 - share)
        picture.path([(x, level), (x + width, level)], PALE, 1)
        picture.text(x - 4, level + 4, f"{top * share:g}", 10, "end")
    have = [place(t, stock[t]) for t in range(n_month)]
    want = [place(t, target[t]) for t in range(n_month)]
    short = [place(t, min(stock[t], target[t])) for t in range(n_month)]
    picture.path(want + short[::-1], "", fill=SHORT, opacity=0.35)
    picture.path([(x, y + height)] + [(x, have[0][1])] + have + [(x + width, y + height)], "", fill=STOCK, opacity=0.12)
    picture.path(want, TARGET, 1.5, "5,3")
    picture.path(have, STOCK, 2)
    said, well = verdict(stock, target, unmet)
    picture.text(x, y - 8, title, 12, weight="bold")
    picture.text(x + width, y - 22, said, 11, "end", color=LINE if well else SHORT)


def draw_lines(picture, run, x, y, width, when):
    """Grey while a line is built, green while it makes, darker with every module."""
    ordered, effective = run["modules_ordered"][...], expected(run, "modules_effective")
    titles = labels(run, "line_title")
    n_month = ordered.shape[1]
    most = max(effective.max(), 1.0)
    name_width = 270
    x, width = x + name_width, width - name_width
    rows = [k for k in range(len(titles)) if ordered[k].sum() + effective[k].sum() > 0]
    draw_years(picture, *when, n_month, x, width, y, ROW_HEIGHT * max(len(rows), 1))
    for row, k in enumerate(rows):
        at = y + ROW_HEIGHT * row + 5
        picture.text(x - 8, at + 11, titles[k], 11, "end")
        makes = np.flatnonzero(effective[k] > 1e-9)
        orders = np.flatnonzero(ordered[k] > 0.5)
        end = makes[0] if len(makes) else n_month
        if len(orders) and orders[0] < end:
            picture.box(x + width * orders[0] / n_month, at + 3, width * (end - orders[0]) / n_month, ROW_HEIGHT - 14, BUILD)
        shade = np.where(effective[k] > 1e-9, np.round(0.2 + 0.8 * effective[k] / most, 2), 0)
        starts = [t for t in range(n_month) if t == 0 or shade[t] != shade[t - 1]] + [n_month]
        for begin, stop in zip(starts, starts[1:]):
            if shade[begin] > 0:
                picture.box(x + width * begin / n_month, at, width * (stop - begin) / n_month, ROW_HEIGHT - 8, LINE, shade[begin])
        for t in orders:
            picture.path([(x + width * t / n_month, at - 2), (x + width * t / n_month, at + ROW_HEIGHT - 6)], INK, 1.5)
            picture.text(x + width * t / n_month + 3, at + 11, f"{ordered[k, t]:.0f}", 10)
    return y + ROW_HEIGHT * max(len(rows), 1) + 16


def expected(run, name):
    """The array without its scenario axis, weighted by probability."""
    return np.tensordot(run["probability"][...], run[name][...], axes=(0, 0))


def draw(run):
    picture = Picture()
    customers, items = labels(run, "customer_title"), labels(run, "item_title")
    stock, target = expected(run, "customer_stock"), expected(run, "target_stock")
    unmet = dict(zip(labels(run, "product"), expected(run, "plan/unmet")))
    customer, item = labels(run, "customer"), labels(run, "item")
    when = tuple(int(part) for part in run.attrs["start"].split("-"))
    panels = [(c, i) for i in range(len(items)) for c in range(len(customers)) if not np.isnan(stock[c, i]).any()]
    gap, million = 100 * run.attrs["gap"], 1e6
    picture.text(MARGIN, 32, str(run.attrs["title"]), 18, weight="bold")
    picture.text(MARGIN, 52, f"Cost {run.attrs['objective'] / million:,.1f} M {run.attrs['currency'].replace('_', ' of ')}, discounted; "
                 f"no plan is below {run.attrs['bound'] / million:,.1f} (gap {gap:.2g} %). "
                 "Stock (blue) against target (dashed), thousand; orange: short.", 12)
    width = (WIDTH - 2 * MARGIN - COLUMNS * 34 - (COLUMNS - 1) * GAP) / COLUMNS
    y = 92
    for k, (c, i) in enumerate(panels):
        column = k % COLUMNS
        x = MARGIN + 34 + column * (width + GAP + 34)
        top = y + (k // COLUMNS) * (PANEL_HEIGHT + 58)
        picture.text(x, top - 22, customers[c], 11, color=TARGET)
        draw_stock(picture, stock[c, i], target[c, i], unmet[f"{customer[c]}.{item[i]}"], items[i], (x, top, width, PANEL_HEIGHT), when)
    y += -(-len(panels) // COLUMNS) * (PANEL_HEIGHT + 58)
    picture.text(MARGIN, y - 8, "Lines: modules ordered (mark and number), being built (grey), making (green, darker with more)", 12, weight="bold")
    y = draw_lines(picture, run, MARGIN, y + 4, WIDTH - 2 * MARGIN, when)
    return picture, int(y + 8)


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    with h5py.File(sys.argv[1]) as run:
        picture, height = draw(run)
        title = escape(str(run.attrs["title"]))
    with open(sys.argv[2], "w", encoding="utf-8") as file:
        file.write(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
                   'font-family="Helvetica, Arial, sans-serif" role="img">\n'
                   f"<title>{title}</title>\n<desc>Stock of every customer against its target by month, and the production "
                   "lines that are ordered, built and run.</desc>\n"
                   f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>\n')
        file.write("\n".join(picture.parts))
        file.write("\n</svg>\n")


main()
