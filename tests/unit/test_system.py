"""The machine: its clock, and that its memory stays out of files."""

import subprocess
import sys

import pytest

from waylight.system import SystemClock

HARDENED = """
import ctypes, resource, sys
from waylight.system import harden_process
print(sorted(harden_process()), resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""


def test_the_moment_knows_its_zone_and_the_ticks_never_run_backwards() -> None:
    clock = SystemClock()
    assert clock.now().utcoffset() is not None
    assert clock.today() in {clock.now().date(), clock.now().date()}
    first, second = clock.ticks(), clock.ticks()
    assert 0 < first <= second


@pytest.mark.skipif(sys.platform != "linux", reason="what Linux offers")
def test_a_hardened_process_leaves_no_core_behind() -> None:
    out = subprocess.run([sys.executable, "-c", HARDENED], check=True, capture_output=True, text=True)
    assert out.stdout == "['no-core-file', 'not-dumpable'] (0, 0) 0\n"
