#!/bin/sh
# Every check that is not a test; runs all of them and names those that failed. Usage: lint.sh BIN [PACK...]
set -u

bin=$1
shift
failed=''

check() {
    name=$1
    shift
    echo "== $name"
    "$@" || failed="$failed, $name"
}

check 'ruff' "$bin/ruff" check .
check 'ruff format' "$bin/ruff" format --check .
check 'mypy' "$bin/mypy"
check 'import contracts' "$bin/lint-imports"
check 'forms' "$bin/python" -P -m waylight forms check
if [ $# -gt 0 ]; then
    check 'packs' "$bin/python" -P -m waylight packs check "$@"
    check 'least questions' "$bin/python" -P -m waylight forms prove
    check 'proofs' "$bin/python" -P -m waylight packs prove "$@"
fi
check 'strings' "$bin/python" -P app/setup/strings.py --check
check 'catalogues' "$bin/python" -P -m waylight languages --check

if [ -n "$failed" ]; then
    echo "Failed: ${failed#, }." >&2
    exit 1
fi
echo 'All checks passed.'
