"""From nothing to the painted lock screen, beside a bare PySide6 window: whole processes, turn by turn."""

import compileall
import tempfile
import time
from pathlib import Path

import waylight
from tests.benchmarks.children import BARE_PAINTED, LOCK_SCREEN_PAINTED, PASSPHRASE, environment, output
from tests.benchmarks.measure import Row, spread
from waylight import paths
from waylight.storage import SqlCasebooks
from waylight.system import SystemClock


def run(turns: int = 12) -> list[Row]:
    """Start both, alternating; the first start of each only fills the disk's cache."""
    compileall.compile_dir(Path(waylight.__file__).parent, quiet=2)
    with tempfile.TemporaryDirectory(prefix="waylight-bench-", ignore_cleanup_errors=True) as scratch:
        home = Path(scratch)
        _make_casebook(home)
        spent: dict[str, list[float]] = {BARE_PAINTED: [], LOCK_SCREEN_PAINTED: []}
        for turn in range(turns + 1):
            for code, times in spent.items():
                took = _until_painted(code, home)
                if turn:
                    times.append(took)
    return [
        Row(
            what="start to painted lock screen",
            rival="a bare PySide6 window",
            ours=spread(spent[LOCK_SCREEN_PAINTED]),
            theirs=spread(spent[BARE_PAINTED]),
            goal=1.5,
        )
    ]


def _until_painted(code: str, home: Path) -> float:
    """Return the milliseconds until the child had painted; the clock is that of the machine, in both processes."""
    began = time.monotonic_ns()
    return (int(output(code, home)) - began) / 1e6


def _make_casebook(home: Path) -> None:
    """Put a casebook where the child will look for one; without it the child would show the first page."""
    inside = paths.casebook_dir().relative_to(paths.casebook_dir().parents[1])
    places = environment(home)
    root = Path(places["XDG_DATA_HOME"])
    clock = SystemClock()
    SqlCasebooks(clock, clock.ticks).create(root / inside, PASSPHRASE, {}).close()
