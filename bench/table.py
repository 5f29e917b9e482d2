"""Tables: Markdown to read, CSV to work with.  SPDX-License-Identifier: MIT"""
import csv

RUN_COLUMNS = ["case", "scenarios", "solver", "version", "threads", "gap_asked", "limit_seconds", "repeat", "status", "seconds",
               "cpu_seconds", "peak_mib", "objective", "bound", "gap", "load"]


def markdown(columns, rows, left=1):
    """A table whose first `left` columns are words, the others numbers."""
    lines = ["| " + " | ".join(columns) + " |", "|" + "---|" * left + "---:|" * (len(columns) - left)]
    return lines + ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]


def write_lines(lines, path):
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


def write_csv(columns, rows, path):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


def seconds_text(seconds):
    return f"{seconds:.3f}" if seconds < 1 else f"{seconds:.2f}" if seconds < 100 else f"{seconds:.0f}"


def gap_text(gap):
    """In per cent."""
    return "none" if gap == float("inf") else f"{100 * gap:.2f} %" if gap >= 5e-5 else "< 0.01 %"
