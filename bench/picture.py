"""Charts as SVG, written by hand so that nothing need be installed.  SPDX-License-Identifier: MIT"""
import math
from xml.sax.saxutils import escape

from figures import fit_power

# safe for the colour-blind (Okabe and Ito)
PALETTE = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442", "#999999"]
COLOURS = {"Rampwerk": PALETTE[0], "HiGHS": PALETTE[1], "Cbc": PALETTE[2], "GLPK": PALETTE[3], "HiGHS serial": PALETTE[5]}
LEFT, WIDTH, RIGHT, TOP, BAR, BETWEEN = 150, 560, 170, 64, 15, 16
PLOT_HEIGHT = 320
LEAST_SECONDS = 1e-3


def seconds_text(seconds):
    return f"{seconds:.2f} s" if seconds < 10 else f"{seconds:.0f} s"


def colour_of(name, index):
    return COLOURS.get(name, PALETTE[index % len(PALETTE)])


class Sheet:
    def __init__(self, title, subtitle, height):
        self.height = height
        self.parts = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{LEFT + WIDTH + RIGHT}" height="{height}" '
                      'font-family="sans-serif" font-size="12">', '<rect width="100%" height="100%" fill="white"/>']
        self.text(LEFT, 20, title, 'font-size="15" font-weight="bold"')
        self.text(LEFT, 37, subtitle, 'fill="#555"')

    def text(self, x, y, words, style=""):
        self.parts.append(f'<text x="{x:.1f}" y="{y:.1f}" {style}>{escape(words)}</text>')

    def line(self, x1, y1, x2, y2, colour="#ddd", width=1):
        self.parts.append(f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}" '
                          f'stroke-width="{width}"/>')

    def box(self, x, y, width, height, colour, opacity=1.0):
        self.parts.append(f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{colour}" '
                          f'fill-opacity="{opacity:g}"/>')

    def key(self, names, y, step=120):
        for k, name in enumerate(names):
            self.box(LEFT + k * step, y - 9, 12, 10, colour_of(name, k))
            self.text(LEFT + k * step + 17, y, name)

    def save(self, path):
        with open(path, "w", encoding="utf-8") as file:
            file.write("\n".join(self.parts + ["</svg>\n"]))


def decades(values):
    """(low, high): whole powers of ten around the values."""
    low = math.floor(math.log10(max(min(values), LEAST_SECONDS)))
    return low, max(low + 1, math.ceil(math.log10(max(max(values), LEAST_SECONDS))))


def bars(title, subtitle, cases, solvers, cell, path):
    """cell(case, solver) -> (median seconds, reached the gap, note) or None."""
    shown = [cell(case, solver) for case in cases for solver in solvers]
    low, high = decades([value[0] for value in shown if value] or [1.0])
    sheet = Sheet(title, subtitle, TOP + len(cases) * (len(solvers) * BAR + BETWEEN) + 40)
    bottom = sheet.height - 30

    def place(seconds):
        return LEFT + WIDTH * (math.log10(max(seconds, 10.0 ** low)) - low) / (high - low)

    for power in range(low, high + 1):
        x = place(10.0 ** power)
        sheet.line(x, TOP - 6, x, bottom)
        sheet.text(x, bottom + 16, f"{10.0 ** power:g} s", 'text-anchor="middle" fill="#555"')
    sheet.key(solvers, 53)
    y = TOP + 4
    for case in cases:
        sheet.text(LEFT - 8, y + len(solvers) * BAR / 2 + 4, case, 'text-anchor="end"')
        for k, solver in enumerate(solvers):
            value = cell(case, solver)
            if value:
                seconds, reached, note = value
                end = place(seconds)
                if note == "failed":  # how long that took says nothing
                    sheet.text(LEFT + 5, y + BAR - 4, f"{solver} failed", 'font-size="11"')
                    y += BAR
                    continue
                sheet.box(LEFT, y + 1, max(end - LEFT, 1), BAR - 3, colour_of(solver, k), 1 if reached else 0.35)
                sheet.text(end + 5, y + BAR - 4, seconds_text(seconds) + (f" ({note})" if note else ""), 'font-size="11"')
            y += BAR
        y += BETWEEN
    sheet.save(path)


def ticks(values):
    """1, 2 and 5 times powers of ten, from the last one that is not above the values to the first that is not below them."""
    low, high = max(min(values), LEAST_SECONDS), max(max(values), LEAST_SECONDS)
    powers = range(math.floor(math.log10(low)) - 1, math.ceil(math.log10(high)) + 2)
    steps = [step * 10.0 ** power for power in powers for step in (1, 2, 5)]
    first = max(k for k, step in enumerate(steps) if step <= low * (1 + 1e-9))
    last = min(k for k, step in enumerate(steps) if step >= high * (1 - 1e-9))
    return steps[first:max(last, first + 1) + 1]


class Axes:
    """Both logarithmic."""

    def __init__(self, points):
        self.x_ticks, self.y_ticks = ticks([x for x, _ in points]), ticks([y for _, y in points])

    @staticmethod
    def share(value, steps):
        return math.log(max(value, LEAST_SECONDS) / steps[0]) / math.log(steps[-1] / steps[0])

    def place(self, x, y):
        return LEFT + WIDTH * self.share(x, self.x_ticks), TOP + PLOT_HEIGHT * (1 - self.share(y, self.y_ticks))

    def draw(self, sheet, words):
        bottom = TOP + PLOT_HEIGHT
        for tick in self.x_ticks:
            x, _ = self.place(tick, self.y_ticks[0])
            sheet.line(x, TOP, x, bottom)
            sheet.text(x, bottom + 16, f"{tick:,g}", 'text-anchor="middle" fill="#555"')
        for tick in self.y_ticks:
            _, y = self.place(self.x_ticks[0], tick)
            sheet.line(LEFT, y, LEFT + WIDTH, y)
            sheet.text(LEFT - 6, y + 4, f"{tick:,g}", 'text-anchor="end" fill="#555"')
        sheet.text(LEFT + WIDTH / 2, bottom + 32, words[0], 'text-anchor="middle" fill="#555"')
        sheet.text(LEFT - 6, TOP - 10, words[1], 'text-anchor="end" fill="#555"')


def lines(title, subtitle, words, series, notes, path):
    """series: name -> [(x, y)]; words: what x and y are; notes: name -> text beside the name."""
    axes = Axes([point for curve in series.values() for point in curve])
    sheet = Sheet(title, subtitle, TOP + PLOT_HEIGHT + 66 + 18 * len(series))
    axes.draw(sheet, words)
    for k, (name, curve) in enumerate(series.items()):
        colour, y = PALETTE[k % len(PALETTE)], TOP + PLOT_HEIGHT + 44 + 18 * k
        placed = [axes.place(*point) for point in sorted(curve)]
        for start, end in zip(placed, placed[1:]):
            sheet.line(*start, *end, colour, 2)
        fit = fit_power(curve)
        if fit and len(curve) > 2:
            ends = [axes.place(x, fit[0] * x ** fit[1]) for x in (min(curve)[0], max(curve)[0])]
            sheet.line(*ends[0], *ends[1], "#555", 0.7)
        for x, height in placed:
            sheet.box(x - 3, height - 3, 6, 6, colour)
        note = notes.get(name, "")
        sheet.box(LEFT, y, 12, 10, colour)
        sheet.text(LEFT + 17, y + 9, name + (f": {note}" if note else ""))
    sheet.save(path)


def stacks(title, subtitle, rows, path):
    """rows: [(name, [(part, size)])]; each row is drawn as shares of its sum."""
    names = list(dict.fromkeys(part for _, parts in rows for part, _ in parts))
    sheet = Sheet(title, subtitle, TOP + len(rows) * (2 * BAR + 8) + 40)
    sheet.key(names, 53, 72)
    y = TOP + 4
    for name, parts in rows:
        total, x = max(sum(size for _, size in parts), 1e-9), LEFT
        sheet.text(LEFT - 8, y + BAR + 3, name, 'text-anchor="end"')
        for part, size in parts:
            width = WIDTH * size / total
            sheet.box(x, y, width, 2 * BAR - 6, colour_of(part, names.index(part)))
            if width > 34:
                sheet.text(x + width / 2, y + BAR, f"{100 * size / total:.0f} %", 'text-anchor="middle" font-size="11"')
            x += width
        sheet.text(LEFT + WIDTH + 6, y + BAR + 1, seconds_text(total), 'font-size="11"')
        y += 2 * BAR + 8
    for tenth in range(0, 11, 2):
        x = LEFT + WIDTH * tenth / 10
        sheet.text(x, y + 12, f"{10 * tenth} %", 'text-anchor="middle" fill="#555"')
    sheet.save(path)
