"""The export outlives the program: a short script reads and checks it, and a damaged casebook gives what it has."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.storage.helpers import PASSPHRASE, answer, casebook, filled, make_casebooks
from waylight.usecases.errors import ExportNotWrittenError

READER = Path(__file__).parents[2] / "app" / "help" / "read_export.py"
EVENTS = 12


def read(export: Path, *case: str) -> subprocess.CompletedProcess[str]:
    """Run the reader as anybody would: isolated from this program and everything that is installed with it."""
    return subprocess.run(
        [sys.executable, "-I", "-S", str(READER), str(export), *case],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    with casebook(tmp_path / "book") as store:
        first = filled(store)[0]
        store.append(first, answer("\u12a0\u121b\u122d\u129b \u202e half \ud800 a letter"))
        found = store.export(tmp_path / "export")
    assert (found.events, found.missing) == (EVENTS + 1, ())
    return tmp_path / "export"


def lines(export: Path) -> list[str]:
    return export.read_text("utf-8").splitlines()


def test_a_short_script_reads_and_checks_everything(exported: Path) -> None:
    assert len(READER.read_text("utf-8").splitlines()) <= 120
    told = read(exported)

    assert told.returncode == 0, told.stderr
    assert "13 events, every hash and signature holds; missing: none" in told.stdout
    case = json.loads(lines(exported)[1])["case"]
    printed = read(exported, case)
    assert json.loads(printed.stdout)[0]["kind"] == "case_opened"
    assert "\u12a0\u121b\u122d\u129b" in json.loads(printed.stdout)[-1]["body"]["value"]


def test_the_export_is_private_and_written_whole_or_not_at_all(exported: Path, tmp_path: Path) -> None:
    assert exported.stat().st_mode & 0o777 == 0o600
    with casebook(tmp_path / "other") as store, pytest.raises(ExportNotWrittenError):
        store.export(tmp_path / "no" / "folder")
    assert not list(tmp_path.glob("**/*.part"))


def _change_body(found: list[str]) -> list[str]:
    event = json.loads(found[3])
    event["body"]["value"] = 99
    return [*found[:3], json.dumps(event, separators=(",", ":"), ensure_ascii=False), *found[4:]]


def _leave_out(found: list[str]) -> list[str]:
    return [*found[:4], *found[5:]]


def _swap(found: list[str]) -> list[str]:
    return [*found[:3], found[4], found[3], *found[5:]]


def _cut(found: list[str]) -> list[str]:
    return found[:-2]


@pytest.mark.parametrize("change", [_change_body, _leave_out, _swap, _cut])
def test_whatever_is_changed_afterwards_is_noticed(exported: Path, change: Callable[[list[str]], list[str]]) -> None:
    exported.write_text("\n".join(change(lines(exported))) + "\n", encoding="utf-8")

    told = read(exported)

    assert told.returncode != 0
    assert "every hash and signature holds" not in told.stdout


def test_a_forged_event_is_noticed_even_with_a_right_sum(exported: Path) -> None:
    """Who recomputes every hash still lacks the author's key."""
    found = lines(exported)
    event, last = json.loads(found[2]), json.loads(found[-1])
    event["signature"] = "00" * 64
    from hashlib import sha256

    body = [found[0], found[1], json.dumps(event, separators=(",", ":"), ensure_ascii=False), *found[3:-1]]
    raw = "".join(f"{each}\n" for each in body)
    last["sha256"] = sha256(raw.encode()).hexdigest()
    exported.write_text(raw + json.dumps(last) + "\n", encoding="utf-8")

    assert "nobody vouches" in read(exported).stderr


def test_a_damaged_casebook_gives_what_it_has_and_names_the_rest(tmp_path: Path) -> None:
    folder = tmp_path / "book"
    with casebook(folder) as store:
        for case in filled(store, answers=0):
            for number in range(40):
                store.append(case, answer("x" * 300 + str(number)), summary={"answers": number})
        total = 82
    raw = bytearray((folder / "casebook.db").read_bytes())
    page = 4096
    for damaged in range(len(raw) // page // 2, len(raw) // page // 2 + 3):
        raw[damaged * page + 100 : damaged * page + 200] = bytes(100)
    (folder / "casebook.db").write_bytes(raw)
    before = (folder / "casebook.db").read_bytes()

    found = make_casebooks().salvage(folder, PASSPHRASE, tmp_path / "salvaged")

    assert 0 < len(found.missing) < total
    assert found.events + len(found.missing) == total
    assert (folder / "casebook.db").read_bytes() == before
    told = read(tmp_path / "salvaged")
    assert told.returncode == 0, told.stderr
    assert str(found.missing[0]) in told.stdout


def test_a_record_whose_end_is_gone_says_so(tmp_path: Path) -> None:
    """The witness and the anchor know how far it went."""
    folder = tmp_path / "book"
    with casebook(folder) as store:
        filled(store)
        old = (folder / "casebook.db").read_bytes()
    opened = make_casebooks().open(folder, PASSPHRASE)
    for case in [row.case for row in opened.cases()]:
        opened.append(case, answer("later"))
    opened.close()
    (folder / "casebook.db").write_bytes(old)

    found = make_casebooks().salvage(folder, PASSPHRASE, tmp_path / "salvaged")

    assert set(found.missing) >= {EVENTS + 1, EVENTS + 2}
