#!/usr/bin/env bash
# The base case over a few scenarios, whose recourse is solved side by side: the same run file at 1, 2, 3 and 8 threads.
# SPDX-License-Identifier: MIT
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for threads in 1 2 3 8; do
    "$RAMPWERK" plan "$RAMPWERK_SOURCE/config/baseline.cfg" --scenarios 6 --gap 4% --reproducible --threads "$threads" \
        --quiet -o "$folder/$threads.h5" >"$folder/$threads.txt"
    cmp "$folder/1.h5" "$folder/$threads.h5"
done
echo "the same bytes at 1, 2, 3 and 8 threads"
