"""Changing what opens a casebook: at every moment something that somebody knows opens it."""

from pathlib import Path

import pytest

from tests.storage.helpers import PASSPHRASE, abandon, casebook, filled, make_casebooks
from waylight.storage import sidecars, store
from waylight.storage.files import CasebookFiles, write_whole
from waylight.storage.keys import VaultKeys
from waylight.storage.sidecar import Slot, open_slot, parse
from waylight.usecases.errors import SidecarDamagedError, UserError, WrongPassphraseError
from waylight.usecases.recovery import CODE_BYTES, make_code

NEW = "copper violin harvest meadow signal rocket"
CODE = make_code(bytes(range(CODE_BYTES)))
WRITES = 4
"""Two copies of the key file, written twice: with both ways in, then without the former one."""


def opens(folder: Path, secret: str) -> bool:
    """Whether a secret opens the casebook; what is found is sound."""
    try:
        opened = make_casebooks().open(folder, secret)
    except WrongPassphraseError:
        return False
    try:
        assert opened.verify().sound
        assert opened.alarms() == ()
        assert len(opened.cases()) == 2
    finally:
        opened.close()
    return True


@pytest.mark.parametrize("nth", range(1, WRITES + 1))
def test_wherever_a_change_stops_something_known_opens_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nth: int
) -> None:
    with casebook(tmp_path / "book") as first:
        filled(first)
    opened = make_casebooks().open(tmp_path / "book", PASSPHRASE)
    written = 0

    def stopping(path: Path, content: bytes) -> None:
        nonlocal written
        written += 1
        if written == nth:
            raise OSError(5, "the machine stops here")
        write_whole(path, content)

    with monkeypatch.context() as patch:
        patch.setattr(sidecars, "write_whole", stopping)
        with pytest.raises(UserError):
            opened.change_passphrase(NEW)
        abandon(opened)

    # Until the very last write a copy with the former way in is there; from the first on, one with the new way in.
    former, new = opens(tmp_path / "book", PASSPHRASE), opens(tmp_path / "book", NEW)
    assert former
    assert new is (nth > 1)


def test_a_way_in_that_does_not_open_again_retires_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with casebook(tmp_path / "book") as opened:
        filled(opened)

        def broken(*_: object) -> None:
            raise SidecarDamagedError

        monkeypatch.setattr(store, "prove_slot", broken)
        with pytest.raises(SidecarDamagedError):
            opened.change_passphrase(NEW)

    assert opens(tmp_path / "book", PASSPHRASE)


def test_what_an_interrupted_change_left_goes_with_the_next_one(tmp_path: Path) -> None:
    with casebook(tmp_path / "book") as opened:
        filled(opened)
        slots = opened._sidecar.slots
        opened.change_passphrase(NEW)
        opened._write_sidecar(slots=(*opened._sidecar.slots, *slots))
    assert opens(tmp_path / "book", PASSPHRASE)

    last = make_casebooks().open(tmp_path / "book", NEW)
    last.change_passphrase("anchor willow copper thirteen meadow lamp")
    last.close()

    assert not opens(tmp_path / "book", PASSPHRASE)
    assert not opens(tmp_path / "book", NEW)


def test_each_kind_of_secret_is_tried_where_it_belongs_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else every wrong passphrase would take as many derivations as there are ways in."""
    with casebook(tmp_path / "book") as opened:
        opened.change_recovery(CODE)
    tried: list[str] = []

    def counting(slot: Slot, *, vault_id: str, secret: bytearray) -> VaultKeys | None:
        tried.append(slot.kind.value)
        return open_slot(slot, vault_id=vault_id, secret=secret)

    monkeypatch.setattr(sidecars, "open_slot", counting)
    with pytest.raises(WrongPassphraseError):
        make_casebooks().open(tmp_path / "book", "wrong words")
    assert tried == ["passphrase"]
    make_casebooks().open(tmp_path / "book", CODE.secret).close()
    assert tried == ["passphrase", "recovery"]


def test_both_copies_hold_the_new_way_in(tmp_path: Path) -> None:
    with casebook(tmp_path / "book") as opened:
        opened.change_recovery(CODE)
        limits = opened._opened.kdf.limits
    files = CasebookFiles(tmp_path / "book")

    kinds = [
        [slot.kind.value for slot in parse(path.read_bytes(), limits).slots] for path in (files.keys, files.keys_copy)
    ]

    assert kinds == [["passphrase", "recovery"]] * 2
