# What ./run and ./check share; sourced by them.  SPDX-License-Identifier: MIT
# Expects: root (the repository), log (where the output of steps goes).
# shellcheck shell=bash disable=SC2154,SC2034

build_packages=(gcc libc6-dev cmake ninja-build pkg-config coinor-libclp-dev libconfig-dev libhdf5-dev libmetis-dev
    librandom123-dev)

# step TEXT COMMAND...: one line of progress; the output is shown only when the command fails.
step() {
    local text=$1 start=$SECONDS first status=0
    shift
    printf '%-44s' "$text"
    first=$(($(wc -l <"$log") + 1))
    "$@" >>"$log" 2>&1 || status=$?
    if [ "$status" -ne 0 ]; then
        printf 'failed\n'
        tail -n "+$first" "$log" | tail -n 100 >&2
        printf '\n%s: failed; the whole log is %s\n' "$text" "$log" >&2
        exit "$status"
    fi
    printf '%4d s\n' $((SECONDS - start))
}

# Those of the packages named that are not installed.
missing_packages() {
    local package
    for package in "$@"; do
        if ! dpkg-query -W -f '${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed; then
            echo "$package"
        fi
    done
}

# as_root COMMAND...
as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        env DEBIAN_FRONTEND=noninteractive "$@"
    else
        sudo env DEBIAN_FRONTEND=noninteractive "$@"
    fi
}

apt_install() {
    as_root apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "$@"
}

# The lists of packages are fetched only when installing without doing so fails.
install_or_update() {
    apt_install "$@" || { as_root apt-get -o DPkg::Lock::Timeout=300 update && apt_install "$@"; }
}

# need_packages PACKAGE...: installs what is missing.
need_packages() {
    if ! command -v dpkg-query >/dev/null; then
        echo "This is not Debian; these packages, or what they are called here, must be installed: $*"
        return
    fi
    local missing
    mapfile -t missing < <(missing_packages "$@")
    if [ "${#missing[@]}" -eq 0 ]; then
        return
    fi
    if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
        echo "Packages are missing, and this is neither root nor is there sudo.  Please run as root:" >&2
        echo "  apt-get install ${missing[*]}" >&2
        exit 1
    fi
    if [ "$(id -u)" -ne 0 ]; then
        echo "Installing with sudo: ${missing[*]}"
        sudo -n true 2>/dev/null || sudo -v
    fi
    step "Install ${#missing[@]} packages" install_or_update "${missing[@]}"
}

# configure PRESET FOLDER OPTION...: build/FOLDER; afresh when the repository was moved.
configure() {
    local preset=$1 folder=$root/build/$2 fresh=()
    shift 2
    if ! grep -qsx "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$folder/CMakeCache.txt"; then
        fresh=(--fresh)
    fi
    (cd "$root" && cmake "${fresh[@]}" --preset "$preset" -B "$folder" "$@")
}
