"""Measuring two things in turn, and saying how they compare.

What else the machine does falls on both sides, so a figure is a ratio inside one run: the median of ours by the median
of the rival's. Absolute times are printed to show the order of magnitude, and mean little on another machine.
"""

import gc
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

Spread = tuple[float, float, float]
"""Lower quartile, median, upper quartile."""


class Sense(Enum):
    """How a goal is meant."""

    AT_MOST = "at most"
    """Ours by the rival's is at most this."""
    FASTER = "faster"
    """The rival's by ours is at least this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table."""

    what: str
    rival: str
    ours: Spread | None = None
    theirs: Spread | None = None
    unit: str = "ms"
    goal: float | None = None
    sense: Sense = Sense.AT_MOST
    note: str = ""
    """Why there is no figure, or how it was come by."""

    @property
    def ratio(self) -> float | None:
        """Return how the medians compare, in the sense of the goal; None where one of them is missing."""
        if self.ours is None or self.theirs is None:
            return None
        over, under = (self.ours, self.theirs) if self.sense is Sense.AT_MOST else (self.theirs, self.ours)
        return over[1] / under[1] if under[1] else None

    @property
    def reached(self) -> bool | None:
        """Whether the goal is reached; None where there is no goal or no figure."""
        if self.ratio is None or self.goal is None:
            return None
        return self.ratio <= self.goal if self.sense is Sense.AT_MOST else self.ratio >= self.goal


def missing(what: str, rival: str, note: str = "not installed") -> Row:
    """Return the row of a rival that cannot be run here."""
    return Row(what=what, rival=rival, note=note)


def spread(values: Iterable[float]) -> Spread:
    """Return median and quartiles."""
    found = sorted(values)
    if len(found) < 2:
        return (found[0],) * 3
    low, middle, high = statistics.quantiles(found, n=4, method="inclusive")
    return low, middle, high


def exactly(value: float) -> Spread:
    """Return a limit as a spread without width."""
    return value, value, value


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that this share of all values does not exceed."""
    found = sorted(values)
    return found[min(len(found) - 1, int(len(found) * share))]


def timed(work: Callable[[], object]) -> float:
    """Return the milliseconds that something takes by the clock."""
    began = time.perf_counter_ns()
    work()
    return (time.perf_counter_ns() - began) / 1e6


def in_turn(*works: Callable[[], object], turns: int, warm: int = 1) -> list[Spread]:
    """Time several things turn by turn, so that all of them meet the machine in the same state."""
    for work in works:
        for _ in range(warm):
            work()
    spent: list[list[float]] = [[] for _ in works]
    gc.collect()
    for _ in range(turns):
        for times, work in zip(spent, works, strict=True):
            times.append(timed(work))
    return [spread(times) for times in spent]


# --- the table --------------------------------------------------------------------------------------------------

_HEADS = ("", "Waylight", "against", "", "ratio", "goal", "")


def table(rows: Iterable[Row]) -> str:
    """Lay rows out under each other."""
    cells = [_HEADS, *(_cells(row) for row in rows)]
    widths = [max(len(line[at]) for line in cells) for at in range(len(_HEADS))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in cells
    )


def _cells(row: Row) -> tuple[str, ...]:
    ours, theirs = _shown(row.ours, row.unit), _shown(row.theirs, row.unit)
    return row.what, ours, row.rival, theirs, _ratio(row), _goal(row), _verdict(row)


def _shown(found: Spread | None, unit: str) -> str:
    if found is None:
        return ""
    low, middle, high = (f"{value:.{_digits(value)}f}" for value in found)
    return f"{middle} {unit}" if low == high else f"{middle} {unit} ({low}-{high})"


def _digits(value: float) -> int:
    return 0 if value >= 100 else 1 if value >= 10 else 2 if value >= 1 else 3


def _ratio(row: Row) -> str:
    if row.ratio is None:
        return ""
    return f"{row.ratio:.2f}" if row.sense is Sense.AT_MOST else f"{row.ratio:.1f} times faster"


def _goal(row: Row) -> str:
    return "" if row.goal is None else f"{row.sense.value} {row.goal:g}" + (" times" * (row.sense is Sense.FASTER))


def _verdict(row: Row) -> str:
    verdict = {True: "reached", False: "MISSED", None: ""}[row.reached]
    return "; ".join(part for part in (verdict, row.note) if part)
