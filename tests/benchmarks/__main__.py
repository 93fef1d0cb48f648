"""All figures in one table: ``python -m tests.benchmarks [NAME ...]``; see README.md beside this file."""

import importlib
import os
import platform
import sys
import time
from collections.abc import Iterable

from tests.benchmarks.measure import Row, missing, table

NAMES = ("start", "memory", "evaluate", "rules", "questions", "storage", "sheets", "loading", "site")


def main(arguments: list[str]) -> int:
    """Run the benches that are named, or all of them; 2 where a name is not one of them."""
    unknown = [name for name in arguments if name not in NAMES]
    if unknown:
        print(f"There is no bench called {', '.join(unknown)}. There are: {', '.join(NAMES)}.", file=sys.stderr)
        return 2
    print(_machine(), flush=True)
    rows: list[Row] = []
    for name in arguments or NAMES:
        began = time.monotonic()
        rows.extend(_rows(name))
        print(f"{name}: {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    print(table(rows), flush=True)
    _sum_up(rows)
    return 0


def _rows(name: str) -> Iterable[Row]:
    """Run one bench. What is wrong with one does not take the figures of the others along."""
    try:
        bench = importlib.import_module(f"tests.benchmarks.bench_{name}")
        found: Iterable[Row] = bench.run()
    except Exception as error:
        return [missing(name, "", f"could not be measured: {type(error).__name__}: {error}")]
    return found


def _sum_up(rows: Iterable[Row]) -> None:
    judged = [row for row in rows if row.reached is not None]
    missed = [row.what for row in judged if not row.reached]
    print(f"\n{len(judged) - len(missed)} of {len(judged)} goals reached.")
    for what in missed:
        print(f"  missed: {what}")


def _machine() -> str:
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    system = f"{platform.system()} {platform.machine()}"
    return f"{system}, {os.cpu_count()} cores{load}, Python {platform.python_version()}. Medians (quartiles).\n"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
