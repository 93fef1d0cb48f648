"""Every connection has every setting, and refuses what no statement of ours needs (S16)."""

import contextlib
import os
import sqlite3
import threading
from pathlib import Path

import pytest

from tests.storage.helpers import PASSPHRASE, casebook, filled, make_casebooks
from waylight.storage.connection import SETTINGS, DatabaseError, Use, connect
from waylight.usecases.errors import CasebookDamagedError

KEY = bytearray(range(32))

# Said once more by hand: a setting must not be weakened by a change of one line.
EXPECTED = {
    "journal_mode": "wal",
    "synchronous": 2,
    "fullfsync": 1,
    "checkpoint_fullfsync": 1,
    "temp_store": 2,
    "secure_delete": 1,
    "foreign_keys": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "mmap_size": 0,
    "cipher_log_level": "NONE",
}


@pytest.mark.parametrize("use", list(Use))
def test_every_setting_is_set_on_every_kind_of_connection(tmp_path: Path, use: Use) -> None:
    with contextlib.closing(connect(tmp_path / "a.db", KEY, use)) as connection:
        connection.set_authorizer(None)
        found = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in EXPECTED}
        assert found == EXPECTED
        assert connection.execute("PRAGMA cipher_memory_security").fetchone()[0] in {0, "0"}
    assert {name for name, _, _ in SETTINGS} == set(EXPECTED)


def test_a_setting_that_does_not_take_stops_the_opening(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("waylight.storage.connection.SETTINGS", (("temp_store", "FILE", 2),))
    with pytest.raises(Exception, match="store-unavailable"):
        connect(tmp_path / "a.db", KEY)


@pytest.mark.parametrize(
    "statement",
    [
        "ATTACH DATABASE 'elsewhere.db' AS other",
        "VACUUM INTO 'elsewhere.db'",
        "SELECT load_extension('x')",
        "PRAGMA key = 'x'",
        "PRAGMA rekey = 'x'",
        "PRAGMA journal_mode = DELETE",
        "PRAGMA synchronous = OFF",
        "PRAGMA temp_store = FILE",
        "PRAGMA cipher_memory_security = ON",
        "DROP TABLE event",
        "CREATE TABLE other (a)",
        "DROP TRIGGER event_is_never_changed",
        "UPDATE event SET kind = 'x'",
        "DELETE FROM event",
    ],
)
def test_a_working_connection_refuses(tmp_path: Path, statement: str) -> None:
    with casebook(tmp_path / "c") as store:
        filled(store)
        with pytest.raises(DatabaseError):
            store._db.execute(statement).fetchall()
        assert store.verify().sound
    assert not Path("elsewhere.db").exists()


@pytest.mark.parametrize("statement", ["UPDATE event SET kind = 'x'", "DELETE FROM event"])
def test_the_file_itself_refuses_to_change_events(tmp_path: Path, statement: str) -> None:
    with casebook(tmp_path / "c") as store:
        filled(store)
        store._db.set_authorizer(None)
        with pytest.raises(DatabaseError, match="never"):
            store._db.execute(statement)


def test_a_checking_connection_writes_nothing(tmp_path: Path) -> None:
    with contextlib.closing(connect(tmp_path / "a.db", KEY, Use.SCHEMA)) as connection:
        connection.execute("CREATE TABLE t (a)")
    with contextlib.closing(connect(tmp_path / "a.db", KEY, Use.CHECK)) as connection:
        for statement in ("INSERT INTO t VALUES (1)", "DELETE FROM t", "UPDATE t SET a = 1"):
            with pytest.raises(DatabaseError):
                connection.execute(statement)


def test_another_key_is_refused_as_damage(tmp_path: Path) -> None:
    with contextlib.closing(connect(tmp_path / "a.db", KEY, Use.SCHEMA)) as connection:
        connection.execute("CREATE TABLE t (a)")
    with pytest.raises(CasebookDamagedError):
        connect(tmp_path / "a.db", bytearray(os.urandom(32)))


def test_the_key_given_stays_with_its_owner_and_the_file_is_no_open_database(tmp_path: Path) -> None:
    with contextlib.closing(connect(tmp_path / "a.db", KEY, Use.SCHEMA)) as connection:
        connection.execute("CREATE TABLE t (a)")
    assert bytearray(range(32)) == KEY
    assert not (tmp_path / "a.db").read_bytes().startswith(b"SQLite format 3")
    with contextlib.closing(sqlite3.connect(tmp_path / "a.db")) as plain, pytest.raises(sqlite3.DatabaseError):
        plain.execute("SELECT * FROM t")


def test_another_thread_is_told_so_before_anything_happens(tmp_path: Path) -> None:
    caught: list[Exception] = []
    with casebook(tmp_path / "c") as store:

        def elsewhere() -> None:
            try:
                store.settings()
            except RuntimeError as exc:
                caught.append(exc)

        thread = threading.Thread(target=elsewhere)
        thread.start()
        thread.join()
        assert "store lane" in str(caught[0])
        assert store.settings() == {"country": "GB"}


def test_a_library_without_encryption_is_noticed_when_a_casebook_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("waylight.storage.casebooks.is_plaintext_database", lambda path: path.name.endswith(".new"))
    with pytest.raises(Exception, match="foreign-file"):
        make_casebooks().create(tmp_path / "c", PASSPHRASE, {})
    assert not (tmp_path / "c" / "casebook.db").exists()
