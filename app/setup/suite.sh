#!/bin/sh
# Runs one suite of tests, if it has any yet. Usage: suite.sh FOLDER [xvfb]
set -eu

folder=$1
display=${2:-}
if [ -z "$(find "$folder" -name 'test_*.py' 2>/dev/null | head -n 1)" ]; then
    echo "No tests in $folder yet."
    exit 0
fi
set -- .venv/bin/python -m pytest "$folder"
if [ "$display" = xvfb ]; then
    if command -v xvfb-run >/dev/null 2>&1; then
        QT_QPA_PLATFORM=xcb
        export QT_QPA_PLATFORM
        unset WAYLAND_DISPLAY
        exec xvfb-run -a -s '-screen 0 1600x1200x24' "$@"
    fi
    echo "No Xvfb here: the windows of $folder open on this screen."
fi
exec "$@"
