#!/bin/sh
# Builds the wheel and tries it in an empty environment of each Python that is found. Usage: wheel_test.sh PYTHON
#
# Nothing of the checkout helps: it runs from another folder, with what the runtime lock names.
set -eu

root=$(pwd)
builder=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$builder" -m hatchling build --target wheel --directory "$work/dist" >/dev/null
wheel=$(ls "$work"/dist/*.whl)
echo "Built $(basename "$wheel"), $(wc -c <"$wheel") bytes"

# The Python that a candidate stands for, if it runs and is new enough. Shims may stand for none.
resolve() {
    "$1" -c 'import sys, os; sys.version_info < (3, 11) and sys.exit(1); print(os.path.realpath(sys.executable))' 2>/dev/null
}

found=''
tested=''
for version in 3.11 3.12 3.13 3.14; do
    python=''
    for candidate in "python$version" "${PYENV_ROOT:-$HOME/.pyenv}"/versions/"$version".*/bin/python; do
        [ -n "$python" ] || python=$(resolve "$candidate") || python=''
    done
    if [ -z "$python" ]; then
        echo "Python $version: not found here"
        continue
    fi
    found="$found $version"
    environment=$work/$version
    if ! "$python" -m venv "$environment" >"$work/log" 2>&1; then
        echo "Python $version: found, but it makes no virtual environment:"
        tail -n 3 "$work/log"
        continue
    fi
    pip() {
        "$environment/bin/python" -m pip --disable-pip-version-check --no-input install --quiet "$@"
    }
    pip --require-hashes --only-binary :all: --requirement "$root/requirements-run.lock"
    pip --no-deps --no-index "$wheel"
    mkdir -p "$work/elsewhere"
    for command in 'languages' 'packs list'; do
        # shellcheck disable=SC2086  # words of a command
        if ! (cd "$work/elsewhere" && "$environment/bin/waylight" $command >"$work/log" 2>&1); then
            echo "Python $version: waylight $command failed:" >&2
            tail -n 20 "$work/log" >&2
            exit 1
        fi
        echo "Python $version: waylight $command: $(wc -l <"$work/log") lines"
    done
    tested="$tested $version"
    rm -rf "$environment"
done
echo "Pythons found:${found:- none}; the installed wheel ran on:${tested:- none}."
