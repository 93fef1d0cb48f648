#!/bin/sh
# Installs the Debian packages that Waylight needs, if any is missing. Usage: debian.sh [bench]
#
# For Debian 12 and later, and what descends from it. Elsewhere it says what is needed and goes on.
# Where a name has changed between releases the newer one comes first: a|b means "whichever there is".
set -eu

# Qt's own needs: drawing, fonts, keyboard, the windows of X11; then a display and a PDF reader for the tests.
wanted='
libgl1 libegl1 libglib2.0-0t64|libglib2.0-0 libdbus-1-3 libfontconfig1
libxkbcommon0 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0
xvfb xauth poppler-utils
'
[ "${1:-}" = bench ] && wanted="$wanted libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"

# The system's Python comes without ensurepip, which makes virtual environments; others bring it.
python=$(sh "$(dirname "$0")/python.sh") || exit 1
"$python" -c 'import ensurepip' 2>/dev/null || wanted="python3-venv $wanted"

if ! command -v dpkg-query >/dev/null 2>&1; then
    [ "$(uname -s)" = Linux ] || exit 0
    echo "This is no Debian: please make sure that these, or what they are called here, are installed:" >&2
    echo "$wanted" | tr '\n' ' ' >&2
    echo >&2
    exit 0
fi

installed() {
    dpkg-query -W -f '${db:Status-Status}\n' "$1" 2>/dev/null | grep -qx installed
}

missing=''
for choice in $wanted; do
    for name in $(echo "$choice" | tr '|' ' '); do
        installed "$name" && continue 2
    done
    missing="$missing $choice"
done
[ -n "$missing" ] || exit 0

# The first name of each choice that this release has.
available() {
    names=''
    for choice in $missing; do
        found=''
        for name in $(echo "$choice" | tr '|' ' '); do
            if [ -z "$found" ] && apt-cache show "$name" >/dev/null 2>&1; then found=$name; fi
        done
        names="$names ${found:-${choice##*|}}"
    done
    echo "$names"
}

if [ "$(id -u)" -ne 0 ]; then
    echo "Missing Debian packages:$(available)" >&2
    echo "Install them, then run make again:" >&2
    echo "    sudo apt-get update && sudo apt-get install --no-install-recommends$(available)" >&2
    exit 1
fi

export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
trap 'rm -f "$log"' EXIT

# Two tries for each step: mirrors and locks have bad moments.
apt() {
    for pause in 5 0; do
        apt-get -qq -o DPkg::Lock::Timeout=60 "$@" >"$log" 2>&1 && return 0
        sleep "$pause"
    done
    return 1
}

# Out of date lists may still do: whether they did shows when the packages are asked for.
apt update || { echo "warning: apt-get update failed:" >&2; tail -n 3 "$log" >&2; }
names=$(available)
echo "Installing Debian packages:$names"
# shellcheck disable=SC2086  # a list of names
if ! apt install --no-install-recommends -y $names; then
    echo "error: apt-get could not install:$names" >&2
    echo "What it said last:" >&2
    tail -n 15 "$log" >&2
    echo "Is the machine online, and are its package sources those of its release? Then run make again." >&2
    exit 1
fi
