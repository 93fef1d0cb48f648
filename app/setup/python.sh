#!/bin/sh
# Prints the Python to build the environment with: $PYTHON, else python3, else a newer one by its full name.
set -eu

for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        command -v "$candidate"
        exit 0
    fi
done
echo "error: Waylight needs Python 3.11 or newer; looked for: ${PYTHON:-python3 python3.13 python3.12 python3.11}." >&2
echo "Install one, or name it: make PYTHON=/path/to/python3.12 ..." >&2
exit 1
