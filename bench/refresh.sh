#!/usr/bin/env bash
# Takes results of bench/run.py over: tables and pictures to bench/results, the short table to the README.  SPDX-License-Identifier: MIT
# usage: bench/refresh.sh RESULTS, the folder that run.py was given with --out
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
results=$(realpath "$1")
[ -f "$results/how_fast.md" ] || { echo "no how_fast.md in $results: it comes from the suite scenarios" >&2; exit 1; }

mkdir -p "$root/bench/results"
find "$results" -maxdepth 1 \( -name '*.md' -o -name '*.csv' -o -name '*.svg' \) ! -name how_fast.md -exec cp -t "$root/bench/results" {} +
text=$(mktemp)
trap 'rm -f "$text"' EXIT
{
    sed '/<!-- speed begin -->/q' "$root/README.md"
    cat "$results/how_fast.md"
    sed -n '/<!-- speed end -->/,$p' "$root/README.md"
} >"$text"
cat "$text" >"$root/README.md"
