#!/bin/sh
# Checks the packs that hold the named files. Usage: changed_packs.sh PYTHON FILE...
set -eu

python=$1
shift
packs=$(printf '%s\n' "$@" | sed -n 's#^\(referral_rules/[^/]*\)/.*#\1#p' | sort -u)
[ -n "$packs" ] || exit 0
# shellcheck disable=SC2086  # a list of folders without blanks
exec "$python" -P -m waylight packs check $packs
