"""The program is killed: while it writes, while it makes a casebook, while it closes one (S3)."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.storage.helpers import PASSPHRASE, answer, casebook, filled, make_casebooks, reopened
from waylight.usecases.errors import CasebookInUseError, NoCasebookError
from waylight.usecases.ports import CasebookState

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="kills and forks as POSIX knows them"),
    pytest.mark.timeout(300),
]

KILLS = 100
WRITER = """
import os, sys
from pathlib import Path
from tests.storage.helpers import PASSPHRASE, answer, make_casebooks, opening
folder, kills = Path(sys.argv[1]), int(sys.argv[2])
for _ in range(kills):
    came, went = os.pipe()
    child = os.fork()
    if child == 0:
        store = make_casebooks().open(folder, PASSPHRASE)
        rows = store.cases()
        case = rows[-1].case if rows else store.open_case(opening()).case
        number = 0
        while True:
            number += 1
            stored = store.append(case, answer(number), summary={"answers": number})
            os.write(went, b"%d %s\\n" % (stored.seq, stored.id.encode()))
    os.close(went)
    wanted = 1 + os.urandom(1)[0] % 12
    pending = b""
    while pending.count(b"\\n") < wanted:
        pending += os.read(came, 4096)
    for _ in range(os.urandom(1)[0] * 8):
        pass
    os.kill(child, 9)
    os.waitpid(child, 0)
    while more := os.read(came, 65536):
        pending += more
    os.close(came)
    sys.stdout.buffer.write(pending[: pending.rfind(b"\\n") + 1])
    sys.stdout.buffer.flush()
"""


def test_no_acknowledged_answer_is_lost_in_a_hundred_kills(tmp_path: Path) -> None:
    folder = tmp_path / "c"
    with casebook(folder):
        pass
    command = [sys.executable, "-c", WRITER, str(folder), str(KILLS)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(command, check=True, capture_output=True, env=environment, timeout=240)
    acknowledged = [line.split() for line in done.stdout.decode().splitlines()]
    assert len(acknowledged) >= KILLS
    with reopened(folder) as store:
        kept = {str(stored.seq): stored.id for row in store.cases() for stored in store.events(row.case)}
        assert [seq for seq, event in acknowledged if kept.get(seq) != event] == []
        assert store.alarms() == ()
        found = store.verify()
        assert (found.sound, found.events) == (True, len(kept))


def _in_child(work: Callable[[], None]) -> int:
    """Run in a forked child that ends without any clearing up; return its exit code."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


STEPS = ("open", "write", "fsync", "replace")


def _die_at(step: int) -> None:
    """End the process instead of doing the given call of those that change what is on the disk."""
    left = [step]

    def dying(real: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object, **keywords: object) -> object:
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*arguments, **keywords)

        return call

    for name in STEPS:
        setattr(os, name, dying(getattr(os, name)))


def _steps_until_done(work: Callable[[], None], check: Callable[[int], None]) -> int:
    """Kill the work at its first call, at its second, and so on; check after each. Returns how many there are."""
    for step in range(1, 200):

        def dies(step: int = step) -> None:
            _die_at(step)
            work()
            os._exit(0)

        if _in_child(dies) == 0:
            return step - 1
        check(step)
    message = "the work never ended"
    raise AssertionError(message)


def test_a_kill_while_a_casebook_is_made_leaves_none_or_a_whole_one(tmp_path: Path) -> None:
    folders = iter(range(1000))
    current = [tmp_path / "0"]
    whole: list[int] = []

    def make() -> None:
        make_casebooks().create(current[0], PASSPHRASE, {"country": "GB"}).close()

    def check(step: int) -> None:
        folder = current[0]
        if make_casebooks().state(folder) is CasebookState.ABSENT:
            with pytest.raises(NoCasebookError):
                make_casebooks().open(folder, PASSPHRASE)
            with casebook(folder) as store:
                filled(store)
        else:
            whole.append(step)
        with reopened(folder) as store:
            assert store.settings() == {"country": "GB"}
            assert store.verify().sound
            filled(store)
        assert not list(folder.glob("*.new*"))
        current[0] = tmp_path / str(next(folders))

    steps = _steps_until_done(make, check)
    assert steps > 15
    assert whole
    assert len(whole) < steps - 5


def test_a_kill_while_a_casebook_is_closed_loses_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "c"
    with casebook(folder) as store:
        case = filled(store)[0]
    expected = [7]

    def write_and_close() -> None:
        store = make_casebooks().open(folder, PASSPHRASE)
        store.append(case, answer("last"))
        store.close()

    def check(_step: int) -> None:
        with reopened(folder) as store:
            events = store.events(case)
            assert len(events) in {expected[0] - 1, expected[0]}
            expected[0] = len(events) + 1
            assert store.alarms() == ()
            assert store.verify().sound
        for name in ("casebook.keys", "casebook.keys.bak"):
            json.loads((folder / name).read_bytes())

    assert _steps_until_done(write_and_close, check) > 10


HOLDER = """
import os, sys
from pathlib import Path
from tests.storage.helpers import PASSPHRASE, make_casebooks
store = make_casebooks().open(Path(sys.argv[1]), PASSPHRASE)
print("open", flush=True)
sys.stdin.readline()
after = "import sys; print('replaced', flush=True); sys.stdin.readline()"
os.execv(sys.executable, [sys.executable, "-c", after])
"""


def test_the_lock_goes_with_the_process_also_by_exec(tmp_path: Path) -> None:
    """A relaunch keeps the process: its successor must find the casebook free."""
    folder = tmp_path / "c"
    with casebook(folder):
        pass
    command = [sys.executable, "-u", "-c", HOLDER, str(folder)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe) as holder:
        assert holder.stdin is not None
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"open\n"
        with pytest.raises(CasebookInUseError):
            make_casebooks().open(folder, PASSPHRASE)
        holder.stdin.write(b"\n")
        holder.stdin.flush()
        assert holder.stdout.readline() == b"replaced\n"
        make_casebooks().open(folder, PASSPHRASE).close()
        holder.stdin.close()
        assert holder.wait(20) == 0
