"""Locking replaces the process that held the plaintext; nothing that was typed is left in its memory (S7)."""

import contextlib
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.e2e.locker import PASSPHRASE, WORDS
from tests.e2e.walking import spellings, traces
from tests.storage.helpers import make_casebooks
from waylight import paths
from waylight.usecases.errors import CasebookInUseError

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="reads the memory of another process as Linux lets it"),
    pytest.mark.timeout(180),
]

ROOT = Path(__file__).parents[2]
LOCKED = "The casebook is locked"
NEW = "--locked"
WAIT_MS = 30_000


@contextlib.contextmanager
def typing(ending: str, home: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Start the program and let it type; it locks, or makes a mistake, when it is given a line."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path]), "TMPDIR": str(home)}
    command = [sys.executable, "-m", "tests.e2e.locker", ending]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdin=pipe, stdout=pipe, stderr=pipe) as process:
        assert process.stdout is not None
        try:
            assert process.stdout.readline() == b"typed\n", process.stderr and process.stderr.read().decode()
            yield process
        finally:
            process.kill()


def memory(process: int) -> bytes:
    """Read all that a process can write to, and what it was started with."""
    parts = [Path(f"/proc/{process}/{name}").read_bytes() for name in ("cmdline", "environ")]
    with open(f"/proc/{process}/mem", "rb", buffering=0) as file:
        for line in Path(f"/proc/{process}/maps").read_text().splitlines():
            found = re.match(r"([0-9a-f]+)-([0-9a-f]+) r(w|-)", line)
            if found is None or (found[3] != "w" and "/" in line):
                continue
            start, end = int(found[1], 16), int(found[2], 16)
            with contextlib.suppress(OSError, ValueError):  # the kernel's own pages
                file.seek(start)
                parts.append(file.read(end - start))
    return b"\n".join(parts)


def held(process: int, *typed: str) -> list[str]:
    """Name what a process has in its memory."""
    content = memory(process)
    return [each for each in typed if any(form in content for form in spellings(each))]


def started_with(process: int) -> list[str]:
    return Path(f"/proc/{process}/cmdline").read_bytes().decode().split("\0")


def lock(qtbot: QtBot, process: subprocess.Popen[bytes]) -> None:
    """Let it go on, and wait for the lock screen in its place."""
    assert process.stdin is not None
    process.stdin.write(b"\n")
    process.stdin.flush()
    wait(qtbot, lambda: NEW in started_with(process.pid))
    wait(qtbot, lambda: held(process.pid, LOCKED) != [])


def wait(qtbot: QtBot, true: Callable[[], bool]) -> None:
    qtbot.waitUntil(true, timeout=WAIT_MS)


def test_locking_leaves_the_process_number_and_nothing_of_what_was_typed(qtbot: QtBot, home: Path) -> None:
    """Before: words and passphrase are in memory (so they could be found). After: a fresh program, and neither."""
    typed = (PASSPHRASE, *WORDS.split(" ", 2), WORDS)
    with typing("lock", home) as process:
        with pytest.raises(CasebookInUseError):
            make_casebooks().open(paths.casebook_dir(), PASSPHRASE)
        try:
            before = held(process.pid, *typed)
        except PermissionError:
            pytest.skip("this user may not read another program's memory")
        assert WORDS in before
        lock(qtbot, process)
        assert started_with(process.pid)[1:5] == ["-P", "-m", "waylight", NEW]
        assert held(process.pid, *typed) == []
        assert not [each for each in Path(f"/proc/{process.pid}/fd").iterdir() if "casebook" in str(each.resolve())]
        with contextlib.closing(make_casebooks().open(paths.casebook_dir(), PASSPHRASE)) as store:
            assert len(store.cases()) == 1
        assert traces([home], list(typed)) == []


def test_a_mistake_of_ours_locks_and_says_nothing_of_what_was_typed(qtbot: QtBot, home: Path) -> None:
    """It names the place in the program, never what it was about."""
    with typing("mistake", home) as process:
        lock(qtbot, process)
        process.kill()
        assert process.stderr is not None
        said = process.stderr.read().decode()
    assert re.fullmatch(r"waylight: RuntimeError at \S+:\d+\n", said)
