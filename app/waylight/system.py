"""The machine: its clock, and what can be asked of it so that a crash does not write memory to disk.

The only module that reads the clock; everybody else is handed one.
"""

import ctypes
import sys
import time
from datetime import date, datetime

if sys.platform != "win32":
    import resource

_PR_SET_DUMPABLE = 4


class SystemClock:
    """The clock of the machine."""

    def now(self) -> datetime:
        """Return the present moment, aware, in the machine's own zone."""
        return datetime.now().astimezone()

    def today(self) -> date:
        """Return the present day in the machine's own zone."""
        return self.now().date()

    def ticks(self) -> int:
        """Return nanoseconds since the machine was started, asleep or awake; nobody can set them back."""
        if sys.platform == "linux":
            return time.clock_gettime_ns(time.CLOCK_BOOTTIME)
        return time.monotonic_ns()


def harden_process() -> frozenset[str]:
    """Keep memory out of core dumps and of other programs' reach; return what the system agreed to.

    To be called first at each start: a relaunch begins anew. The limit alone does not stop dumps that are piped to a
    handler; not being dumpable does, and it also keeps debuggers of the same user away (Linux).
    """
    agreed = set()
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        agreed.add("no-core-file")
    if sys.platform == "linux" and _make_undumpable():
        agreed.add("not-dumpable")
    return frozenset(agreed)


def _make_undumpable() -> bool:
    prctl = ctypes.CDLL(None).prctl
    return bool(prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0) == 0)
