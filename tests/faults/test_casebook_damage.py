"""Bytes are damaged, older files put back, a disk fills up: reported or refused, never read wrong, never deleted."""

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.storage.helpers import (
    PASSPHRASE,
    abandon,
    answer,
    casebook,
    filled,
    make_casebooks,
    opening,
    reopened,
)
from waylight.storage import SqlCaseStore
from waylight.storage.connection import DatabaseError
from waylight.usecases.errors import CasebookDamagedError, DiskFullError, StoreUnavailableError, UserError

PAGE = 4096
FLIPS = 60


def content(store: SqlCaseStore) -> list[object]:
    """Everything that the casebook says."""
    cases = store.cases()
    return [cases, [store.events(row.case) for row in cases], store.settings()]


def is_noticed(folder: Path) -> bool:
    """Whether damage is said when the casebook is opened, or found when it is checked."""
    try:
        with reopened(folder) as store:
            return not store.verify().sound
    except CasebookDamagedError:
        return True


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("original") / "c"
    with casebook(folder) as store:
        filled(store, answers=60, cases=3)
    return folder


@pytest.fixture
def copy(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(original, tmp_path / "c"))


def test_a_flipped_bit_gives_an_error_or_the_same_content(original: Path, tmp_path: Path) -> None:
    """S4. And a flip in the record is always found by the check."""
    with reopened(original) as store:
        expected = content(store)
    rng = random.Random(20261121)
    for number in range(FLIPS):
        folder = Path(shutil.copytree(original, tmp_path / str(number)))
        path = folder / rng.choice(("casebook.db", "casebook.db", "casebook.keys", "casebook.keys.bak"))
        raw = bytearray(path.read_bytes())
        raw[rng.randrange(len(raw))] ^= 1 << rng.randrange(8)
        path.write_bytes(raw)
        try:
            with reopened(folder) as store:
                if path.name == "casebook.db":
                    assert not store.verify().sound
                assert content(store) == expected
        except UserError:
            assert path.name == "casebook.db"
        assert path.exists()


def test_damaged_pages_are_said_and_the_file_stays_as_it_is(copy: Path) -> None:
    path = copy / "casebook.db"
    raw = bytearray(path.read_bytes())
    for page in range(2, len(raw) // PAGE):
        raw[page * PAGE + 100] ^= 255
    path.write_bytes(raw)
    with pytest.raises(UserError, match="casebook-damaged"):
        make_casebooks().open(copy, PASSPHRASE)
    assert path.read_bytes() == raw


@pytest.mark.parametrize("keep", [0, 10, PAGE, 5 * PAGE, 5 * PAGE + 7])
def test_a_record_that_was_cut_off_is_noticed(copy: Path, keep: int) -> None:
    path = copy / "casebook.db"
    path.write_bytes(path.read_bytes()[:keep])
    assert is_noticed(copy)


def test_every_page_put_back_to_its_older_self_is_noticed(tmp_path: Path) -> None:
    """S5: each page by itself is authentic, so the checks of the cipher say nothing."""
    folder = tmp_path / "c"
    with casebook(folder) as store:
        case = filled(store, answers=40)[0]
    older = (folder / "casebook.db").read_bytes()
    with reopened(folder) as store:
        for number in range(40):
            store.append(case, answer(number), summary={"answers": number})
    with reopened(folder) as store:
        store.append(case, answer("last"), summary={"answers": 41})
    newer = (folder / "casebook.db").read_bytes()
    kept = Path(shutil.copytree(folder, tmp_path / "kept"))
    changed = [at for at in range(0, len(older), PAGE) if older[at : at + PAGE] != newer[at : at + PAGE]]
    assert len(changed) > 2
    for at in changed:
        shutil.copytree(kept, folder, dirs_exist_ok=True)
        (folder / "casebook.db").write_bytes(newer[:at] + older[at : at + PAGE] + newer[at + PAGE :])
        assert is_noticed(folder), at


def _crashed(folder: Path) -> None:
    with casebook(folder) as store:
        filled(store)
    store = make_casebooks().open(folder, PASSPHRASE)
    case = store.cases()[0].case
    for number in range(30):
        store.append(case, answer(number))
    for path in list(folder.iterdir()):
        if path.name.startswith("casebook.db"):
            shutil.copy(path, path.with_name("crash-" + path.name))
    head = (folder / "casebook.head").read_bytes()
    abandon(store)
    for path in list(folder.glob("crash-*")):
        path.replace(path.with_name(path.name.removeprefix("crash-")))
    (folder / "casebook.head").write_bytes(head)


def test_after_a_crash_the_answers_in_the_wal_are_there(tmp_path: Path) -> None:
    _crashed(tmp_path / "c")
    with reopened(tmp_path / "c") as store:
        assert len(store.events(store.cases()[0].case)) == 36
        assert store.verify().sound


@pytest.mark.parametrize("damage", ["deleted", "cut off", "flipped"])
def test_a_lost_wal_is_reported_by_the_witness(tmp_path: Path, damage: str) -> None:
    """S5: SQLite takes a damaged end of the WAL for one that was never written, and no check of pages complains."""
    folder = tmp_path / "c"
    _crashed(folder)
    wal = folder / "casebook.db-wal"
    raw = bytearray(wal.read_bytes())
    if damage == "deleted":
        wal.unlink()
    elif damage == "cut off":
        wal.write_bytes(raw[: len(raw) // 2])
    else:
        raw[len(raw) // 2] ^= 1
        wal.write_bytes(raw)
    with reopened(folder) as store:
        (alarm,) = store.alarms()
        assert (alarm.code, alarm.witness_seq) == ("rolled-back", 42)
        assert alarm.head_seq < 42
        found = store.verify()
        assert (found.finding, found.at_seq) == ("anchor", 42)
        assert store.cases()


@pytest.mark.parametrize("witness", ["kept", "lost", "forged"])
def test_an_older_record_is_reported_by_the_anchor(tmp_path: Path, witness: str) -> None:
    folder = tmp_path / "c"
    with casebook(folder) as store:
        filled(store)
    older = (folder / "casebook.db").read_bytes()
    with reopened(folder) as store:
        filled(store)
    (folder / "casebook.db").write_bytes(older)
    if witness == "lost":
        (folder / "casebook.head").unlink()
    elif witness == "forged":
        raw = (folder / "casebook.head").read_bytes()
        (folder / "casebook.head").write_bytes(raw.replace(b'"hash": "', b'"hash": "0', 1)[:512])
    with reopened(folder) as store:
        assert "rolled-back" in {alarm.code for alarm in store.alarms()}
    with reopened(folder) as store:  # and again, until somebody has acknowledged it
        found = store.verify()
        assert (found.finding, found.at_seq) == ("anchor", 24 if witness == "kept" else found.at_seq)
        before = len(store.alarms())
        store.acknowledge_alarms()
        assert store.verify().sound
    assert before <= 3


def test_a_lost_witness_is_no_alarm_after_a_proper_close(copy: Path) -> None:
    (copy / "casebook.head").unlink()
    with reopened(copy) as store:
        assert store.alarms() == ()


def test_a_witness_that_is_lost_after_a_crash_is_an_alarm(tmp_path: Path) -> None:
    _crashed(tmp_path / "c")
    (tmp_path / "c" / "casebook.head").write_bytes(b"")
    with reopened(tmp_path / "c") as store:
        assert [alarm.code for alarm in store.alarms()] == ["witness-missing"]


# --- nothing readable ------------------------------------------------------------------------------------------

CANARIES = ("Tsehaytu-Canary", "ፀሃይቱ-ወፍ", "كناري-الشمس", "Канарейка-Солнце", "金絲雀太陽")


def _needles() -> Iterator[bytes]:
    for canary in CANARIES:
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            yield canary.encode(encoding)
        yield canary.encode("unicode_escape")
        yield canary.encode().hex().encode()
        yield canary.encode("utf-8")[:9]


def _hits(folder: Path) -> list[str]:
    raws = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert raws
    return [name for name, raw in raws.items() for needle in _needles() if needle in raw]


def test_nothing_that_was_typed_is_readable_in_the_folder(tmp_path: Path) -> None:
    """While it is open (WAL and shared memory lie there), after a crash, and after closing. The control must hit."""
    folder = tmp_path / "c"
    with casebook(folder) as store:
        for canary in CANARIES:
            case = store.open_case(opening(name=canary)).case
            store.append(case, answer(canary), summary={"name": canary})
            store.keep_draft(case, "note", canary)
            store.set_setting(canary, canary)
        assert {"casebook.db-wal", "casebook.db-shm"} <= {path.name for path in folder.iterdir()}
        assert _hits(folder) == []
        store.verify()
        store.rebuild()
    assert _hits(folder) == []
    (folder / "control").write_text(CANARIES[2], encoding="utf-8")
    assert _hits(folder) == ["control", "control"]


def test_the_keys_are_in_no_file(tmp_path: Path) -> None:
    folder = tmp_path / "c"
    with casebook(folder) as store:
        payload = store._opened.keys.payload
        keys = [payload[at : at + 32] for at in (0, 32, 64)]
        keys.append(bytes(store._opened.keys.derive("database", store._vault_id)))
        for path in folder.iterdir():
            raw = path.read_bytes()
            assert not [key for key in keys if key in raw or key.hex().encode() in raw]


# --- writes that fail ------------------------------------------------------------------------------------------


class Failing:
    """A connection whose n-th statement fails as on a drive that was pulled out."""

    def __init__(self, connection: object, at: int) -> None:
        self._connection = connection
        self._left = at

    def execute(self, statement: str, *parameters: object) -> object:
        self._left -= 1
        if self._left <= 0 and not statement.startswith(("SELECT", "ROLLBACK", "\n")):
            error = DatabaseError("pulled out")
            error.sqlite_errorcode = 10
            raise error
        return self._connection.execute(statement, *parameters)  # type: ignore[attr-defined]

    def __getattr__(self, name: str) -> object:
        return getattr(self._connection, name)


def test_whatever_write_fails_the_last_saved_state_is_readable(tmp_path: Path) -> None:
    """For every n; and once the drive is back, writing goes on in the same store."""
    with casebook(tmp_path / "c") as store:
        case = filled(store)[0]
        real = store._db
        for nth in range(1, 40):
            before, drafts = content(store), store.drafts(case)
            store._db = Failing(real, nth)  # type: ignore[assignment]
            saved = 0
            try:
                store.append(case, answer(nth), summary={"n": nth})
                saved += 1
                store.keep_draft(case, "note", f"draft {nth}")
                saved += 1
                store.set_setting("place", nth)
                saved += 1
                store.open_case(opening())
                saved += 1
            except StoreUnavailableError:
                pass
            store._db = real
            if saved == 0:
                assert content(store) == before
            assert (store.drafts(case) != drafts) == (saved > 1)
            assert (store.settings().get("place") == nth) == (saved > 2)
            if saved == 4:
                break
        assert saved == 4
        assert nth > 12
        assert store.verify().sound


LIMITED = """
import resource, signal, sys
from pathlib import Path
from tests.storage.helpers import PASSPHRASE, answer, make_casebooks, opening
from waylight.usecases.errors import UserError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = make_casebooks().open(Path(sys.argv[1]), PASSPHRASE)
case = store.cases()[0].case
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
try:
    for number in range(10_000):
        print(store.append(case, answer("long " * 100)).seq, flush=True)
except UserError as exc:
    print(exc.message_id, len(store.events(case)), flush=True)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
print(store.append(case, answer("there is room again")).seq)
store.close()
"""


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
@pytest.mark.parametrize("limit", [150_000, 301_234, 600_007])
def test_a_limit_on_file_sizes_loses_nothing(tmp_path: Path, limit: int) -> None:
    """The operating system refuses to let the WAL grow, in the middle of a page as it may be."""
    folder = tmp_path / "c"
    with casebook(folder) as store:
        filled(store, cases=1, answers=0)
    command = [sys.executable, "-c", LIMITED, str(folder), str(limit)]
    out = subprocess.run(command, check=True, capture_output=True, env=_environment(), timeout=60)
    *kept, refused, again = out.stdout.decode().splitlines()
    assert kept
    assert refused == f"store-unavailable {int(kept[-1])}"
    assert int(again) == int(kept[-1]) + 1
    with reopened(folder) as store:
        found = store.verify()
        assert (found.sound, found.events) == (True, int(again))


def _tmpfs(folder: Path, size: str) -> bool:
    folder.mkdir()
    if sys.platform != "linux" or shutil.which("mount") is None or os.geteuid() != 0:
        return False
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


def test_a_really_full_disk_is_said_and_loses_nothing(tmp_path: Path) -> None:
    """S6, where this user may mount a small disk of its own."""
    disk = tmp_path / "disk"
    if not _tmpfs(disk, "2m"):
        pytest.skip("mounting a small tmpfs needs root; the limit on file sizes is tested everywhere")
    try:
        folder = disk / "c"
        with casebook(folder) as store:
            case = store.open_case(opening()).case
            kept: list[int] = []
            with pytest.raises(DiskFullError):
                kept.extend(store.append(case, answer("long " * 100)).seq for _ in range(20_000))
            assert len(store.events(case)) == kept[-1]
            assert store.space_is_low
        with reopened(folder) as store:
            assert len(store.events(case)) == kept[-1]
            assert store.verify().sound
    finally:
        subprocess.run(["umount", str(disk)], check=True)
