"""A backup holds everything, is proved before it counts, and what is not whole makes nothing."""

import contextlib
import os
from pathlib import Path

import pytest

from tests.storage.helpers import PASSPHRASE, answer, casebook, filled, make_casebooks, reopened
from waylight.storage import backups
from waylight.storage.files import CasebookFiles
from waylight.usecases.errors import BackupDamagedError, BackupNotWrittenError, UserError
from waylight.usecases.ports import CasebookState


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A backup of some cases."""
    with casebook(tmp_path / "first") as store:
        filled(store)
        store.backup(tmp_path / "backup")
    return tmp_path / "backup"


def restored(backup: Path, folder: Path) -> int:
    """Restore, count the events and check everything."""
    with contextlib.closing(make_casebooks().restore(backup, folder, PASSPHRASE)) as store:
        found = store.verify()
    assert found.sound, found.finding
    return found.events


def test_a_backup_is_private_and_says_nothing_of_people(saved: Path) -> None:
    assert saved.stat().st_mode & 0o777 == 0o600
    head = saved.read_bytes()[: backups.HEADER_BYTES]
    assert head.startswith(backups.MAGIC)
    assert head.endswith(b"\n")
    assert b"SQLite format 3" not in saved.read_bytes()


@pytest.mark.parametrize("part", ["header", "keys", "record"])
def test_whatever_bit_changes_in_a_backup_it_is_refused(saved: Path, tmp_path: Path, part: str) -> None:
    whole = saved.read_bytes()
    keys_at = backups.HEADER_BYTES
    spans = {
        "header": range(0, 400, 7),
        "keys": range(keys_at, keys_at + 600, 11),
        "record": range(keys_at + 2_000, len(whole), len(whole) // 40),
    }
    for at in spans[part]:
        changed = bytearray(whole)
        changed[at] ^= 1 << at % 8
        (tmp_path / "changed").write_bytes(changed)
        with pytest.raises(UserError):
            restored(tmp_path / "changed", tmp_path / "second")
        assert make_casebooks().state(tmp_path / "second") is CasebookState.ABSENT
    assert restored(saved, tmp_path / "third") == 12


@pytest.mark.parametrize("left", [0, 10, backups.HEADER_BYTES, backups.HEADER_BYTES + 500, -4096, -1])
def test_a_backup_that_was_cut_is_refused(saved: Path, tmp_path: Path, left: int) -> None:
    (tmp_path / "cut").write_bytes(saved.read_bytes()[:left])

    with pytest.raises(BackupDamagedError):
        restored(tmp_path / "cut", tmp_path / "second")
    assert make_casebooks().state(tmp_path / "second") is CasebookState.ABSENT


def test_parts_of_two_backups_are_not_taken_for_one(tmp_path: Path) -> None:
    """An older record under a newer key file would be a rollback that looks whole."""
    with casebook(tmp_path / "first") as store:
        case = filled(store)[0]
        store.backup(tmp_path / "old")
        store.append(case, answer(7))
        store.backup(tmp_path / "new")
    old, new = (tmp_path / "old").read_bytes(), (tmp_path / "new").read_bytes()
    assert len(old) == len(new)
    start = len(new) - (tmp_path / "first" / "casebook.db").stat().st_size
    (tmp_path / "mixed").write_bytes(new[:start] + old[start:])

    with pytest.raises(BackupDamagedError):
        restored(tmp_path / "mixed", tmp_path / "second")


def test_the_work_goes_on_after_a_backup_and_the_older_copy_is_noticed_as_older(tmp_path: Path) -> None:
    with casebook(tmp_path / "first") as store:
        case = filled(store)[0]
        store.backup(tmp_path / "backup")
        store.append(case, answer(8))
    with reopened(tmp_path / "first") as store:
        assert store.verify().sound
        assert len(store.events(case)) == 7
        assert store.alarms() == ()
    assert restored(tmp_path / "backup", tmp_path / "second") == 12


def test_a_place_without_room_leaves_nothing_and_costs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with casebook(tmp_path / "first") as store:
        case = filled(store)[0]
        with pytest.raises(BackupNotWrittenError):
            store.backup(tmp_path / "no" / "such" / "folder")

        def full(_handle: int) -> None:
            raise OSError(28, "no space left")

        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", full)
            with pytest.raises(BackupNotWrittenError):
                store.backup(tmp_path / "backup")
        assert not list(tmp_path.glob("backup*"))
        store.append(case, answer(9))
        assert store.backup(tmp_path / "backup").events == 13


def test_a_backup_that_does_not_open_again_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The proof is made on what lies on the drive, not on what was meant to be written."""
    with casebook(tmp_path / "first") as store:
        filled(store)
        real = backups.write_backup

        def rotten(target: Path, *rest: object) -> int:
            size = real(target, *rest)  # type: ignore[arg-type]
            with target.open("r+b") as file:
                file.seek(-5_000, os.SEEK_END)
                file.write(b"\0" * 64)
            return size

        monkeypatch.setattr("waylight.storage.store.write_backup", rotten)
        with pytest.raises(BackupNotWrittenError):
            store.backup(tmp_path / "backup")
        assert "last_backup" not in store.settings()
        assert not CasebookFiles(tmp_path / "first").scratch.exists()


def test_what_an_interrupted_proof_left_is_removed(tmp_path: Path) -> None:
    with casebook(tmp_path / "first"):
        pass
    scratch = CasebookFiles(tmp_path / "first").scratch
    scratch.mkdir()
    (scratch / "casebook.db").write_bytes(b"left")

    with reopened(tmp_path / "first"):
        assert not scratch.exists()
