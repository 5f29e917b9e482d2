"""A bar chart of the runs as SVG, written by hand so that nothing need be installed.  SPDX-License-Identifier: MIT"""
import math
from xml.sax.saxutils import escape

COLOURS = {"Rampwerk": "#0072b2", "HiGHS": "#e69f00", "Cbc": "#009e73", "GLPK": "#cc79a7"}  # safe for the colour-blind
LEFT, WIDTH, RIGHT, TOP, BAR, BETWEEN = 110, 560, 150, 64, 15, 16


def seconds_text(seconds):
    return f"{seconds:.2f} s" if seconds < 10 else f"{seconds:.0f} s"


def draw(title, subtitle, cases, solvers, cell, path):
    """cell(case, solver) -> (median seconds, reached the gap, note) or None."""
    shown = [cell(case, solver) for case in cases for solver in solvers]
    times = [value[0] for value in shown if value]
    low = math.floor(math.log10(max(min(times), 1e-3)))
    high = max(low + 1, math.ceil(math.log10(max(times))))
    height = TOP + len(cases) * (len(solvers) * BAR + BETWEEN) + 40

    def place(seconds):
        return LEFT + WIDTH * (math.log10(max(seconds, 10.0 ** low)) - low) / (high - low)

    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{LEFT + WIDTH + RIGHT}" height="{height}" '
             'font-family="sans-serif" font-size="12">',
             '<rect width="100%" height="100%" fill="white"/>',
             f'<text x="{LEFT}" y="20" font-size="15" font-weight="bold">{escape(title)}</text>',
             f'<text x="{LEFT}" y="37" fill="#555">{escape(subtitle)}</text>']
    bottom = height - 30
    for power in range(low, high + 1):
        x = place(10.0 ** power)
        parts.append(f'<line x1="{x:.1f}" y1="{TOP - 6}" x2="{x:.1f}" y2="{bottom}" stroke="#ddd"/>')
        parts.append(f'<text x="{x:.1f}" y="{bottom + 16}" text-anchor="middle" fill="#555">{10.0 ** power:g} s</text>')
    for k, solver in enumerate(solvers):
        x = LEFT + k * 120
        parts.append(f'<rect x="{x}" y="44" width="12" height="10" fill="{COLOURS.get(solver, "#888")}"/>')
        parts.append(f'<text x="{x + 17}" y="53">{escape(solver)}</text>')
    y = TOP + 4
    for case in cases:
        middle = y + len(solvers) * BAR / 2 + 4
        parts.append(f'<text x="{LEFT - 8}" y="{middle:.1f}" text-anchor="end">{escape(case)}</text>')
        for solver in solvers:
            value = cell(case, solver)
            if value:
                seconds, reached, note = value
                end = place(seconds)
                parts.append(f'<rect x="{LEFT}" y="{y + 1}" width="{max(end - LEFT, 1):.1f}" height="{BAR - 3}" '
                             f'fill="{COLOURS.get(solver, "#888")}" fill-opacity="{1 if reached else 0.35}"/>')
                label = seconds_text(seconds) + (f" ({note})" if note else "")
                parts.append(f'<text x="{end + 5:.1f}" y="{y + BAR - 4}" font-size="11">{escape(label)}</text>')
            y += BAR
        y += BETWEEN
    parts.append("</svg>\n")
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(parts))
