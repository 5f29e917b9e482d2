#!/usr/bin/env bash
# Installs into a temporary prefix, moves it, and builds and runs a small program against it: once with find_package
# and once with pkg-config.  SPDX-License-Identifier: MIT
# usage: consume.sh CMAKE GENERATOR BUILD_DIR C_COMPILER LIBRARY_TYPE
set -euo pipefail
cmake=$1 generator=$2 build=$3 compiler=$4 type=$5
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$cmake" --install "$build" --prefix "$work/first" >"$work/install.log"
mv "$work/first" "$work/prefix"
prefix=$work/prefix

"$cmake" -G "$generator" -S "$here/consumer" -B "$work/build" -DCMAKE_PREFIX_PATH="$prefix" -DCMAKE_C_COMPILER="$compiler" \
    -DCMAKE_BUILD_TYPE=Release >"$work/configure.log"
"$cmake" --build "$work/build" >"$work/build.log"

description=$(find "$prefix" -name rampwerk.pc)
libraries=$(dirname "$(dirname "$description")")
link=()
if [ "$type" = STATIC_LIBRARY ]; then
    link=(--static)
fi
export PKG_CONFIG_PATH=${description%/*}
read -r -a flags <<<"$(pkg-config --cflags rampwerk)"
read -r -a libs <<<"$(pkg-config --libs "${link[@]}" rampwerk)"
"$compiler" -std=c11 "${flags[@]}" "$here/consumer/main.c" -o "$work/with_pkg_config" "${libs[@]}"

export LD_LIBRARY_PATH=$libraries${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
for program in "$work/build/consumer" "$work/with_pkg_config"; do
    answer=$("$program")
    if [ "$answer" != "an empty model of 0 lines: success" ]; then
        echo "$program says: $answer" >&2
        exit 1
    fi
done
