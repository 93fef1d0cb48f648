"""The key file: nothing in it can be changed unnoticed, and one whole copy is enough."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes.clock import FakeClock
from tests.storage.helpers import PASSPHRASE, SMALL_RESERVE, casebook, cheap_kdf, filled, make_casebooks, reopened
from waylight.storage import SqlCasebooks
from waylight.storage.kdf import Pbkdf2, secret_bytes
from waylight.storage.keys import VaultKeys
from waylight.storage.sidecar import Sidecar, SidecarError, Slot, SlotKind, make_slot, open_slot, parse
from waylight.usecases.errors import CasebookDamagedError, ForeignFileError, SidecarDamagedError, WrongPassphraseError
from waylight.usecases.ports import CasebookState

KDF = cheap_kdf()
VAULT = "00" * 16
SECRET = secret_bytes(PASSPHRASE)


def slot_for(keys: VaultKeys, secret: bytearray = SECRET, kind: SlotKind = SlotKind.PASSPHRASE) -> Slot:
    return make_slot(keys, vault_id=VAULT, user="ab" * 8, secret=secret, kdf=KDF.profile, kind=kind)


def test_a_slot_opens_with_its_secret_and_no_other() -> None:
    keys = VaultKeys.generate()
    slot = slot_for(keys)
    opened = open_slot(slot, vault_id=VAULT, secret=SECRET)
    assert opened is not None
    assert opened.payload == keys.payload
    assert open_slot(slot, vault_id=VAULT, secret=secret_bytes("another")) is None


@pytest.mark.parametrize(
    "change",
    [
        {"id": "cd" * 8},
        {"kind": SlotKind.RECOVERY},
        {"user": "cd" * 8},
        {"kdf": Pbkdf2(iterations=10)},
        {"salt": b"1" * 16},
        {"wrapped": b""},
        {"wrapped": bytes(200)},
    ],
)
def test_a_slot_is_bound_to_everything_that_is_said_about_it(change: dict[str, object]) -> None:
    slot = replace(slot_for(VaultKeys.generate()), **change)  # type: ignore[arg-type]
    assert open_slot(slot, vault_id=VAULT, secret=SECRET) is None
    assert open_slot(slot_for(VaultKeys.generate()), vault_id="11" * 16, secret=SECRET) is None


def test_the_fips_profile_makes_slots_too(tmp_path: Path) -> None:
    clock = FakeClock()
    settings = replace(cheap_kdf(), profile=Pbkdf2(iterations=1000))
    books = SqlCasebooks(clock, clock.ticks, kdf=settings, reserve_bytes=SMALL_RESERVE)
    books.create(tmp_path / "c", PASSPHRASE, {}).close()
    assert "pbkdf2-hmac-sha256" in (tmp_path / "c" / "casebook.keys").read_text()
    books.open(tmp_path / "c", PASSPHRASE).close()


def test_all_kinds_of_slot_have_room_in_the_file() -> None:
    keys = VaultKeys.generate()
    sealed = Slot(id="01", kind=SlotKind.AUTHORITY, user="02", kdf=None, salt=b"", wrapped=bytes(1200))
    device = replace(sealed, kind=SlotKind.DEVICE)
    slots = (slot_for(keys), slot_for(keys, kind=SlotKind.RECOVERY), sealed, device)
    sidecar = Sidecar(vault_id=VAULT, generation=7, slots=slots).sealed(keys)
    assert parse(sidecar.dump(), KDF.limits) == sidecar
    assert sidecar.is_authentic(keys)
    assert open_slot(sealed, vault_id=VAULT, secret=SECRET) is None
    passphrase_without_derivation = replace(sidecar, slots=(replace(slots[0], kdf=None),))
    with pytest.raises(SidecarError):
        parse(passphrase_without_derivation.dump(), KDF.limits)


def test_other_keys_do_not_authenticate_it() -> None:
    keys = VaultKeys.generate()
    sidecar = Sidecar(vault_id=VAULT, generation=7, slots=(slot_for(keys),)).sealed(keys)
    assert not sidecar.is_authentic(VaultKeys.generate())
    assert not replace(sidecar, generation=8).is_authentic(keys)


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_without_another_error(raw: bytes) -> None:
    with pytest.raises(SidecarError):
        parse(raw, KDF.limits)


def _whole() -> dict[str, object]:
    keys = VaultKeys.generate()
    sidecar = Sidecar(vault_id=VAULT, generation=1, slots=(slot_for(keys),)).sealed(keys)
    document: dict[str, object] = json.loads(sidecar.dump())
    return document


@pytest.mark.parametrize(
    "change",
    [
        {"slots": []},
        {"slots": {}},
        {"slots": [1]},
        {"slots": [{}] * 201},
        {"generation": -1},
        {"generation": True},
        {"generation": "1"},
        {"vault_id": ""},
        {"vault_id": "x"},
        {"vault_id": "ab" * 65},
        {"mac": 5},
        {"anchor": []},
        {"anchor": {"seq": 1}},
        {"pending": {}},
        {"more": 1},
        {"version": 2},
        {"format": "other"},
    ],
)
def test_unexpected_content_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(SidecarError):
        parse(json.dumps(_whole() | change).encode(), KDF.limits)


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "master"},
        {"kdf": None},
        {"kdf": {"name": "none"}},
        {"kdf": {"name": "argon2id", "memory_kib": 8, "iterations": 1, "lanes": 1, "more": 1}},
        {"salt": "?"},
        {"wrapped": "A" * 20_000},
        {"wrapped": "AAAA" * 2000},
    ],
)
def test_unexpected_slots_are_refused(change: dict[str, object]) -> None:
    document = _whole()
    slots = document["slots"]
    assert isinstance(slots, list)
    with pytest.raises(SidecarError):
        parse(json.dumps(document | {"slots": [slots[0] | change]}).encode(), KDF.limits)


def test_a_deep_or_a_large_file_is_refused() -> None:
    for raw in (b"[" * 100_000, b" " * (256 * 1024 + 1)):
        with pytest.raises(SidecarError):
            parse(raw, KDF.limits)


# --- on disk ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["casebook.keys", "casebook.keys.bak"])
@pytest.mark.parametrize("content", [None, b"", b"{}", b"\x00" * 2000])
def test_one_damaged_copy_is_replaced_by_the_other_and_kept(tmp_path: Path, name: str, content: bytes | None) -> None:
    folder = tmp_path / "c"
    with casebook(folder) as store:
        filled(store)
    path = folder / name
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
    assert make_casebooks().state(folder) is CasebookState.LOCKED
    with reopened(folder) as store:
        assert len(store.cases()) == 2
        assert store.verify().sound
        assert (folder / "casebook.keys").read_bytes() == (folder / "casebook.keys.bak").read_bytes()
    kept = folder / f"{name}.damaged-1"
    assert (kept.read_bytes() if kept.exists() else None) == content


def test_two_damaged_copies_are_said_so_and_nothing_is_touched(tmp_path: Path) -> None:
    folder = tmp_path / "c"
    with casebook(folder) as store:
        filled(store)
    for name in ("casebook.keys", "casebook.keys.bak"):
        (folder / name).write_bytes(b"coffee")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert make_casebooks().state(folder) is CasebookState.SIDECAR_DAMAGED
    with pytest.raises(SidecarDamagedError):
        make_casebooks().open(folder, PASSPHRASE)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_later_version_is_not_taken_for_damage(tmp_path: Path) -> None:
    folder = tmp_path / "c"
    with casebook(folder):
        pass
    for name in ("casebook.keys", "casebook.keys.bak"):
        document = json.loads((folder / name).read_bytes())
        (folder / name).write_text(json.dumps(document | {"version": 2}))
    assert make_casebooks().state(folder) is CasebookState.FOREIGN
    with pytest.raises(ForeignFileError):
        make_casebooks().open(folder, PASSPHRASE)


def test_an_edited_key_file_opens_and_is_reported_until_acknowledged(tmp_path: Path) -> None:
    folder = tmp_path / "c"
    with casebook(folder) as store:
        filled(store)
    for name in ("casebook.keys", "casebook.keys.bak"):
        document = json.loads((folder / name).read_bytes())
        (folder / name).write_text(json.dumps(document | {"generation": 99}))
    with reopened(folder) as store:
        assert [alarm.code for alarm in store.alarms()] == ["key-file-edited"]
    with reopened(folder) as store:
        assert store.verify().finding == "anchor"
        store.acknowledge_alarms()
        assert store.verify().sound


def test_an_older_key_file_is_reported(tmp_path: Path) -> None:
    folder = tmp_path / "c"
    with casebook(folder) as store:
        filled(store)
    old = (folder / "casebook.keys").read_bytes()
    with reopened(folder) as store:
        filled(store)
    for name in ("casebook.keys", "casebook.keys.bak"):
        (folder / name).write_bytes(old)
    with reopened(folder) as store:
        assert [alarm.code for alarm in store.alarms()] == ["key-file-old"]


def test_an_older_second_copy_is_renewed_without_an_alarm(tmp_path: Path) -> None:
    folder = tmp_path / "c"
    with casebook(folder) as store:
        filled(store)
    old = (folder / "casebook.keys.bak").read_bytes()
    with reopened(folder) as store:
        filled(store)
    (folder / "casebook.keys.bak").write_bytes(old)
    with reopened(folder) as store:
        assert store.alarms() == ()
        assert (folder / "casebook.keys.bak").read_bytes() == (folder / "casebook.keys").read_bytes() != old


def test_the_key_file_of_another_casebook_opens_nothing(tmp_path: Path) -> None:
    for name in ("a", "b"):
        with casebook(tmp_path / name) as store:
            filled(store)
    for name in ("casebook.keys", "casebook.keys.bak"):
        (tmp_path / "a" / name).write_bytes((tmp_path / "b" / name).read_bytes())
    with pytest.raises(CasebookDamagedError):
        make_casebooks().open(tmp_path / "a", PASSPHRASE)


def test_wrong_tries_wait_longer_and_a_right_one_begins_anew(tmp_path: Path) -> None:
    folder, books = tmp_path / "c", make_casebooks()
    books.create(folder, PASSPHRASE, {}).close()
    waits = []
    for _ in range(5):
        with pytest.raises(WrongPassphraseError) as caught:
            books.open(folder, "wrong")
        waits.append(caught.value.fields["seconds"])
    assert waits == [0, 0, 1, 2, 4]
    books.open(folder, PASSPHRASE).close()
    with pytest.raises(WrongPassphraseError) as caught:
        books.open(folder, "wrong")
    assert caught.value.fields["seconds"] == 0


def test_no_name_is_in_the_key_file(tmp_path: Path) -> None:
    with casebook(tmp_path / "c"):
        pass
    document = json.loads((tmp_path / "c" / "casebook.keys").read_bytes())
    assert set(document["slots"][0]) == {"id", "kind", "user", "kdf", "salt", "wrapped"}
    assert len(document["slots"][0]["user"]) == 16
