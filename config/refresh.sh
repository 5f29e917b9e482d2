#!/usr/bin/env bash
# Plans the base case and renews what the README shows of it: config/baseline.svg and the answer.  SPDX-License-Identifier: MIT
# usage: config/refresh.sh RAMPWERK [option of plan...]; needs python3-h5py
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
rampwerk=$(realpath "$1")
shift
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

"$rampwerk" plan "$root/config/baseline.cfg" -o "$folder/baseline.h5" --reproducible "$@"
/usr/bin/python3 "$root/config/picture.py" "$folder/baseline.h5" "$root/config/baseline.svg"
{
    sed '/<!-- answer begin -->/q' "$root/README.md"
    echo '```text'
    LC_ALL=C.UTF-8 "$rampwerk" show "$folder/baseline.h5" --color never
    echo '```'
    sed -n '/<!-- answer end -->/,$p' "$root/README.md"
} >"$folder/README.md"
cat "$folder/README.md" >"$root/README.md"
