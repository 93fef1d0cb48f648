"""What stays in memory with a case open, beside a bare PySide6 window."""

import tempfile
from pathlib import Path

from tests.benchmarks.children import BARE_RESIDENT, CASE_RESIDENT, output
from tests.benchmarks.measure import Row, spread


def run(turns: int = 3) -> list[Row]:
    """Open both, alternating, and read what is resident once they have settled."""
    ours: list[float] = []
    theirs: list[float] = []
    with tempfile.TemporaryDirectory(prefix="waylight-bench-", ignore_cleanup_errors=True) as scratch:
        for _ in range(turns):
            theirs.append(float(output(BARE_RESIDENT, Path(scratch))))
            ours.append(float(output(CASE_RESIDENT, Path(scratch))))
    return [
        Row(
            what="memory with a case open",
            rival="a bare PySide6 window",
            ours=spread(ours),
            theirs=spread(theirs),
            unit="MB",
            goal=3.0,
        )
    ]
