#!/bin/sh
# Makes or renews a virtual environment from a lock. Usage: environment.sh FOLDER LOCK
#
# Every download is checked against its hash in the lock, nothing is built from source, and the
# builders of the editable install come from the lock as well. Run again it only mends differences.
set -eu

folder=$1
lock=$2
setup=$(dirname "$0")

# A moved or copied checkout, or a Python that has gone, leaves an environment that cannot run.
if [ -d "$folder" ]; then
    if ! grep -qF "$(pwd -P)/$folder" "$folder/bin/activate" 2>/dev/null ||
        ! "$folder/bin/python" -m pip --version >/dev/null 2>&1; then
        echo "Making $folder anew: it was made elsewhere, or does not run."
        rm -rf "$folder"
    fi
fi
if [ ! -d "$folder" ]; then
    python=$(sh "$setup/python.sh")
    echo "Making $folder with $("$python" --version)"
    "$python" -m venv "$folder" || { rm -rf "$folder"; exit 1; }
fi

pip() {
    "$folder/bin/python" -m pip --disable-pip-version-check --no-input "$@"
}

echo "Installing what $lock names"
if ! pip install --quiet --require-hashes --only-binary :all: --requirement "$lock"; then
    echo "error: the packages of $lock could not be installed; the lines above say why." >&2
    echo "Is the machine online? A hash that differs means that a file is not the one that was locked." >&2
    exit 1
fi
# Without isolation: that would fetch builders that nobody locked.
pip install --quiet --no-deps --no-build-isolation --editable .

# pip compiles what it installs unless PYTHONDONTWRITEBYTECODE is set; uncompiled, each start parses it all again.
PYTHONDONTWRITEBYTECODE='' "$folder/bin/python" -m compileall -q "$folder/lib" >/dev/null 2>&1 || true
